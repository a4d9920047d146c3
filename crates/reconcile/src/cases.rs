//! Whole cases: small nights told by a few reports, and the incidents that must come of them.
//!
//! In: reports made by `testing`. Out: assertions on incidents and figures, in the words of a reader. Test code only.

use crate::testing::{adm1, city, country, district, report};
use crate::{by_report, incidents, orphans, outside};
use litopys_facts::EventType::{Shelling, Strike};
use litopys_facts::*;

/// `killed person 2-4-6 x3` for each figure, and the incident's place and day.
fn show(incident: &Incident) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let figures: Vec<String> = incident
        .figures
        .iter()
        .map(|f| {
            let s = &f.settled;
            format!("{} {} {}-{}-{} x{}", f.kind, f.class, number(s.low), number(s.best), number(s.high), f.n_claimants)
        })
        .collect();
    let place = incident.place.as_ref().map_or("nowhere", |p| p.name.as_str());
    let when = incident.when.as_ref().map_or("undated", |w| w.as_str());
    format!("{place} {when}: {}", figures.join(", "))
}

fn table(readings: &[Reading]) -> Vec<String> {
    incidents(readings, &[]).iter().map(show).collect()
}

fn why(incident: &Incident, report: &str) -> String {
    let used = incident.figures.iter().flat_map(|f| &f.used);
    let found = used.filter(|u| incident.accounts[u.account].report == report).map(|u| u.why.as_str());
    found.collect::<Vec<_>>().join(" | ")
}

const DAY: &str = "2024-05-14";

#[test]
fn three_outlets_tell_of_one_night() {
    let readings = [
        report("a", "2024-05-14T06:00:00Z")
            .event(Strike, "Russia", Some(city("Odesa")), DAY)
            .says("killed 2 person", "the regional governor")
            .done(),
        report("b", "2024-05-14T07:00:00Z")
            .event(Strike, "Russia", Some(city("Odesa")), "2024-05-13/2024-05-14")
            .says("killed 2 person", "Governor Oleh Kiper")
            .done(),
        report("c", "2024-05-14T08:00:00Z")
            .event(Strike, "", Some(district("Prymorskyi", "Odesa")), DAY)
            .says("killed 2 person", "the State Emergency Service")
            .done(),
    ];
    let found = incidents(&readings, &[]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(show(&found[0]), "Odesa 2024-05-14: killed person 2-2-2 x2");
    assert_eq!(found[0].reports, ["a", "b", "c"]);
    assert!(found[0].reasons.iter().any(|r| r.contains("overlapping times")), "{:?}", found[0].reasons);
    assert!(found[0].id.starts_with("UA-2024-05-14-"), "{}", found[0].id);
}

#[test]
fn a_rising_toll_keeps_the_latest() {
    let toll = |id: &str, at: &str, n: u32, who: &str| {
        report(id, at).event(Strike, "Russia", Some(city("Odesa")), DAY).says(&format!("killed {n} person"), who).done()
    };
    let readings = [
        toll("a", "2024-05-14T02:00:00Z", 2, "the regional governor"),
        toll("b", "2024-05-14T08:00:00Z", 4, "Odesa governor Oleh Kiper"),
        toll("c", "2024-05-14T15:00:00Z", 5, "the State Emergency Service"),
        toll("d", "2024-05-15T09:00:00Z", 6, "the interior ministry"),
    ];
    let found = incidents(&readings, &[]);
    assert_eq!(show(&found[0]), "Odesa 2024-05-14: killed person 6-6-6 x3");
    assert!(why(&found[0], "a").contains("raised to 4 by the same claimant in b"), "{}", why(&found[0], "a"));
    assert!(why(&found[0], "c").contains("overtaken"), "{}", why(&found[0], "c"));
}

#[test]
fn an_outlet_that_corrects_itself_drops_its_error() {
    let of = |id: &str, at: &str, n: u32| {
        report(id, at)
            .with(|r| r.report.outlet = Some("Capital Dispatch".to_owned()))
            .event(Strike, "Russia", Some(city("Odesa")), DAY)
            .says(&format!("killed {n} person"), "")
            .done()
    };
    let found = incidents(&[of("wrong", "2024-05-14T11:50:00Z", 7), of("right", "2024-05-14T14:00:00Z", 5)], &[]);
    assert_eq!(show(&found[0]), "Odesa 2024-05-14: killed person 5-5-5 x1");
    assert!(why(&found[0], "wrong").contains("lowered to 5"));
}

#[test]
fn two_ministries_that_differ_span_the_figure() {
    let readings = [report("a", "2024-05-15T08:30:00Z")
        .event(Strike, "Russia", Some(city("Odesa")), DAY)
        .says("injured 26 person", "the interior ministry")
        .says("injured 28 person", "the health ministry")
        .done()];
    assert_eq!(table(&readings), ["Odesa 2024-05-14: injured person 26-28-28 x2"]);
}

#[test]
fn a_syndicated_copy_counts_once() {
    let of = |id: &str, at: &str| {
        report(id, at)
            .with(|r| r.report.text_sha256 = "one text".to_owned())
            .event(Strike, "Russia", Some(city("Odesa")), DAY)
            .says("killed 4 person", "")
            .done()
    };
    let found = incidents(&[of("copy", "2024-05-14T09:00:00Z"), of("origin", "2024-05-14T08:00:00Z")], &[]);
    assert_eq!(show(&found[0]), "Odesa 2024-05-14: killed person 4-4-4 x1");
    assert_eq!(found[0].accounts[1].copy_of.as_deref(), Some("origin"));
    assert_eq!(why(&found[0], "copy"), "copy of origin");
    assert_eq!(found[0].reports, ["origin", "copy"]);
}

#[test]
fn a_near_copy_is_a_copy_until_its_figures_change() {
    let long = "A drone struck the harbour before dawn and the fire burned until noon. ".repeat(6);
    let of = |id: &str, at: &str, n: u32, simhash: u64| {
        report(id, at)
            .text(&long)
            .with(|r| r.report.simhash = simhash)
            .event(Strike, "Russia", Some(city("Odesa")), DAY)
            .says(&format!("killed {n} person"), "")
            .done()
    };
    let found = incidents(
        &[
            of("a", "2024-05-14T08:00:00Z", 4, 0xffff_0000_ffff_0000),
            of("b", "2024-05-14T09:00:00Z", 4, 0xffff_0000_ffff_0003),
            of("c", "2024-05-14T10:00:00Z", 5, 0xffff_0000_ffff_0001),
        ],
        &[],
    );
    let copies: Vec<_> = found[0].accounts.iter().map(|a| a.copy_of.as_deref()).collect();
    assert_eq!(copies, [None, Some("a"), None]);
}

#[test]
fn a_nation_s_wave_is_the_parent_of_a_city_s_share() {
    let readings = [
        report("wave", "2024-05-14T07:00:00Z")
            .event(Strike, "Russia", Some(country("UA")), "2024-05-13/2024-05-14")
            .says("launched 58 drone", "Ukraine's air force")
            .says("intercepted 49 drone", "Ukraine's air force")
            .says("intercepted 17 drone", "Ukraine's air force")
            .claim(|c| (c.part_of, c.place) = (Some("c2".to_owned()), Some(city("Odesa"))))
            .done(),
        report("city", "2024-05-14T09:00:00Z")
            .event(Strike, "Russia", Some(city("Odesa")), DAY)
            .says("killed 4 person", "the regional governor")
            .done(),
        report("again", "2024-05-14T10:00:00Z")
            .event(Strike, "Russia", Some(country("UA")), DAY)
            .says("intercepted 49 drone", "the Air Force Command")
            .done(),
    ];
    let found = incidents(&readings, &[]);
    let shown: Vec<String> = found.iter().map(show).collect();
    assert_eq!(
        shown,
        [
            "Ukraine 2024-05-14: launched drone 58-58-58 x1, intercepted drone 49-49-49 x1",
            "Odesa 2024-05-14: intercepted drone 17-17-17 x1, killed person 4-4-4 x1",
        ]
    );
    assert_eq!(found[1].parent.as_deref(), Some(found[0].id.as_str()));
    assert!(found[1].links[0].why.contains("its share"), "{:?}", found[1].links);
}

#[test]
fn an_earlier_event_told_as_context_joins_its_own_incident() {
    let readings = [
        report("old", "2024-05-10T09:00:00Z")
            .event(Strike, "Russia", Some(city("Kharkiv")), "2024-05-10")
            .says("killed 11 person", "the regional governor")
            .done(),
        report("new", "2024-05-14T09:00:00Z")
            .event(Strike, "Russia", Some(city("Kharkiv")), DAY)
            .says("killed 3 person", "the regional governor")
            .event(Strike, "Russia", Some(city("Kharkiv")), "2024-05-10")
            .background()
            .says("killed 11 person", "")
            .claim(|c| c.status = Status::Background)
            .done(),
    ];
    let found = incidents(&readings, &[]);
    let shown: Vec<String> = found.iter().map(show).collect();
    assert_eq!(shown, ["Kharkiv 2024-05-10: killed person 11-11-11 x2", "Kharkiv 2024-05-14: killed person 3-3-3 x1"]);
    assert_eq!(by_report(&readings, &found)[0], ("new".to_owned(), vec![found[1].id.clone(), found[0].id.clone()]));
}

#[test]
fn related_headlines_settle_as_their_own_incident_with_an_answer() {
    let headline = |text: &'static str| {
        move |c: &mut Claim| {
            c.status = Status::Background;
            c.quote = text.to_owned();
        }
    };
    let text = "Shelling of Belgorod came in response to an air assault a day earlier.";
    let belgorod = report("belgorod", "")
        .text(text)
        .event(Shelling, "Ukraine", Some(city("Belgorod")), "2023-12-30")
        .says("killed 22.. person", "Officials")
        .says("killed 3 child", "")
        .claim(|c| c.class = Class::Child)
        .says("killed 22 person", "")
        .event(Strike, "Russia", Some(country("UA")), "2023-12-29")
        .background()
        .says("killed 31 person", "officials")
        .claim(headline("Missiles kill 31"))
        .says("killed ~40 person", "")
        .claim(headline("Nearly 40 dead"))
        .says("killed 30 person", "")
        .claim(headline("30 killed in massive strike"))
        .with(|r| {
            let notes = r.extraction.claims[3..].iter().map(|c| Note {
                code: "related-headline".to_owned(),
                message: String::new(),
                span: c.span,
            });
            r.extraction.notes = notes.collect();
        })
        .done();
    let found = incidents(&[belgorod], &[]);
    let shown: Vec<String> = found.iter().map(show).collect();
    assert_eq!(
        shown,
        [
            "Ukraine 2023-12-29: killed person 30-31-40 x3",
            "Belgorod 2023-12-30: killed person 22-22-22 x2, killed child 3-3-3 x1",
        ]
    );
    let link = &found[1].links[0];
    assert_eq!((link.to.as_str(), link.link), (found[0].id.as_str(), Link::AnswerTo));
    assert!(link.why.contains("in response to"), "{}", link.why);
}

#[test]
fn two_cities_on_one_day_are_two_incidents() {
    let of = |id: &str, name: &str| {
        report(id, "2024-05-14T09:00:00Z")
            .title("Two killed in apartment block")
            .event(Strike, "Russia", Some(city(name)), DAY)
            .says("killed 2 person", "")
            .done()
    };
    assert_eq!(incidents(&[of("a", "Odesa"), of("b", "Kharkiv")], &[]).len(), 2);
}

#[test]
fn one_city_on_two_nights_is_two_incidents() {
    let of = |id: &str, at: &str, when: &str, n: u32| {
        report(id, at)
            .event(Strike, "Russia", Some(city("Kharkiv")), when)
            .says(&format!("killed {n} person"), "")
            .done()
    };
    let nights = [
        of("a", "2024-05-14T09:00:00Z", "2024-05-13/2024-05-14", 2),
        of("b", "2024-05-14T12:00:00Z", "2024-05-14", 2),
        of("c", "2024-05-15T09:00:00Z", "2024-05-14/2024-05-15", 5),
        of("d", "2024-05-15T12:00:00Z", "2024-05-15", 5),
    ];
    let found = incidents(&nights, &[]);
    let reports: Vec<_> = found.iter().map(|i| i.reports.clone()).collect();
    assert_eq!(reports, [["a", "b"], ["c", "d"]]);
}

#[test]
fn a_missing_year_never_joins_by_itself() {
    let of = |id: &str, published: &str, when: &str, n: u32| {
        report(id, published)
            .event(Strike, "Russia", Some(city("Kyiv")), when)
            .says(&format!("killed {n} person"), "")
            .done()
    };
    let readings = [of("a", "", "XXXX-02-12", 1), of("b", "2025-02-12", "2025-02-12", 3)];
    let found = incidents(&readings, &[]);
    assert_eq!(found.len(), 2);
    assert!(found[1].id.starts_with("UA-XXXX-02-12-"), "{}", found[1].id);
    let same = [of("a", "", "XXXX-02-12", 17), of("b", "2025-02-12", "2025-02-12", 17)];
    assert_eq!(incidents(&same, &[]).len(), 1);
}

#[test]
fn claims_without_place_and_time_stay_with_their_report() {
    let loose = |c: &mut Claim| (c.event, c.place, c.when) = (None, None, None);
    let readings = [
        report("a", "")
            .event(Strike, "Russia", Some(city("Odesa")), DAY)
            .says("killed 2 person", "")
            .says("injured 5 person", "")
            .claim(loose)
            .done(),
        report("b", "").says("killed 1 person", "").claim(loose).says("injured 4 person", "").claim(loose).done(),
        report("c", "").says("killed 1 person", "").claim(loose).done(),
    ];
    assert_eq!(
        table(&readings),
        [
            "Odesa 2024-05-14: killed person 2-2-2 x1, injured person 5-5-5 x1",
            "nowhere undated: killed person 1-1-1 x1, injured person 4-4-4 x1",
            "nowhere undated: killed person 1-1-1 x1",
        ]
    );
}

#[test]
fn totals_of_a_war_and_mere_fears_stay_outside() {
    let readings = [report("a", "2024-05-14")
        .says("killed 70000 combatant", "estimates")
        .claim(|c| c.status = Status::Background)
        .event(Strike, "Russia", Some(city("Odesa")), DAY)
        .says("killed 2 person", "")
        .says("killed 500 civilian", "the United Nations")
        .claim(|c| c.when = Some("2024-01/2024-05".parse().unwrap()))
        .says("launched 300 drone", "")
        .claim(|c| (c.event, c.place, c.status) = (None, Some(city("Kharkiv")), Status::Projected))
        .done()];
    assert_eq!(table(&readings), ["Odesa 2024-05-14: killed person 2-2-2 x1"]);
    let left: Vec<String> = outside(&readings).into_iter().map(|o| o.claim).collect();
    assert_eq!(left, ["c1", "c3", "c4"]);
}

#[test]
fn denied_zero_vague_and_unknown_stay_apart() {
    let readings = [report("a", "2024-05-14T09:00:00Z")
        .event(Strike, "Russia", Some(city("Odesa")), DAY)
        .says("killed 0 person", "the regional governor")
        .says("injured ~24.. person", "")
        .says("damaged ? residential", "")
        .says("destroyed 1 residential", "the defence ministry")
        .claim(|c| c.status = Status::Denied)
        .done()];
    assert_eq!(
        table(&readings),
        ["Odesa 2024-05-14: killed person 0-0-0 x1, injured person 24-24-24 x1, damaged residential ?-?-? x0, \
          destroyed residential ?-?-? x0"]
    );
}

#[test]
fn parts_are_never_added_to_totals() {
    let readings = [report("a", "2024-05-14T09:00:00Z")
        .event(Strike, "Russia", Some(city("Kyiv")), DAY)
        .says("killed 5 person", "")
        .says("killed 2 child", "")
        .claim(|c| (c.class, c.part_of) = (Class::Child, Some("c1".to_owned())))
        .says("killed 3 person", "")
        .claim(|c| c.place = Some(district("Podilskyi", "Kyiv")))
        .done()];
    assert_eq!(table(&readings), ["Kyiv 2024-05-14: killed person 5-5-5 x1, killed child 2-2-2 x1"]);
}

#[test]
fn parts_of_one_report_without_a_total_are_added() {
    let readings = [report("a", "2024-05-14T09:00:00Z")
        .event(Strike, "Russia", Some(city("Kyiv")), DAY)
        .says("killed 2 person", "")
        .claim(|c| c.place = Some(district("Podilskyi", "Kyiv")))
        .says("killed 3 person", "")
        .claim(|c| c.place = Some(district("Obolonskyi", "Kyiv")))
        .done()];
    let found = incidents(&readings, &[]);
    assert_eq!(show(&found[0]), "Kyiv 2024-05-14: killed person 5-5-5 x1");
    assert!(why(&found[0], "a").contains("added up to 5"), "{}", why(&found[0], "a"));
}

#[test]
fn a_toll_counted_later_belongs_to_the_earlier_attack() {
    let told = report("a", "2024-05-17T09:00:00Z").event(Strike, "Russia", Some(city("Kyiv")), DAY);
    let readings = [told
        .says("killed 3 person", "the mayor")
        .claim(|c| c.status = Status::Preliminary)
        .event(EventType::Other, "", Some(city("Kyiv")), "2024-05-16")
        .says("killed 7 person", "the mayor")
        .event(EventType::Other, "", Some(city("Odesa")), "2024-05-16")
        .says("killed 1 person", "")
        .done()];
    assert_eq!(
        table(&readings),
        ["Kyiv 2024-05-14: killed person 7-7-7 x1", "Odesa 2024-05-16: killed person 1-1-1 x1"]
    );
}

#[test]
fn a_total_beside_its_parts_is_not_added_to_them() {
    let one = |make: crate::testing::Make, what: &str, thing: &str| {
        make.says(what, "the defence ministry").claim(|c| {
            c.thing = thing.to_owned();
            c.sentence = litopys_facts::Span { start: 0, end: 20 };
        })
    };
    let told = report("a", "2024-05-14T09:00:00Z").event(Strike, "Ukraine", Some(city("Belgorod")), DAY);
    let told = one(one(told, "intercepted 23 drone", "drones"), "intercepted 12 drone", "12");
    let told = one(one(told, "intercepted 8 drone", "eight"), "intercepted 3 drone", "three");
    let told = one(one(told, "damaged 37 residential", "blocks"), "damaged 453 residential", "flats");
    let found = incidents(&[told.done()], &[]);
    let shown = show(&found[0]);
    assert!(shown.contains("intercepted drone 23-23-23"), "{shown}");
    assert!(shown.contains("damaged residential 453-453-453"), "{shown}");
}

#[test]
fn the_smaller_of_two_counts_in_the_same_words_is_a_part() {
    let span = |start, end| litopys_facts::Span { start, end };
    let told = report("a", "2024-05-14T09:00:00Z").event(Strike, "Russia", Some(country("UA")), DAY);
    let told = told.says("launched 17 drone", "the air force").claim(|c| c.span = span(0, 10));
    let told = told.says("launched 14 drone", "the air force").claim(|c| c.span = span(4, 20)).done();
    assert_eq!(table(&[told]), ["Ukraine 2024-05-14: launched drone 17-17-17 x1"]);
}

#[test]
fn a_lone_alert_and_a_vast_background_number_are_no_incident() {
    let told = report("a", "2024-05-14T09:00:00Z").event(EventType::Other, "Russia", Some(city("Kyiv")), DAY);
    let told = told.background().says("killed 100001 person", "").claim(|c| c.status = Status::Background);
    let told = told.says("alert 1 other", "").claim(|c| c.event = None).done();
    assert_eq!(table(std::slice::from_ref(&told)), Vec::<String>::new());
    assert_eq!(outside(&[told]).len(), 2);
}

#[test]
fn rulings_take_effect_and_lost_ones_are_orphans() {
    let of = |id: &str, name: &str, n: u32| {
        let what = format!("killed {n} person");
        report(id, "2024-05-14T09:00:00Z").event(Strike, "Russia", Some(city(name)), DAY).says(&what, "").done()
    };
    let readings = [of("a", "Odesa", 2), of("b", "Odesa", 9), of("c", "Kharkiv", 1)];
    let decide = |at: &str, ruling: Ruling| Decision {
        by: "Olena".to_owned(),
        at: at.to_owned(),
        reason: "checked".to_owned(),
        ruling,
    };
    let quote = |r: usize| readings[r].extraction.claims[0].quote.clone();
    let before = incidents(&readings, &[]);
    assert_eq!(show(&before[0]), "Odesa 2024-05-14: killed person 2-2-9 x2");
    let rulings = [
        decide("2024-05-16T10:00:00Z", Ruling::Reject { report: "b".to_owned(), quote: quote(1) }),
        decide(
            "2024-05-16T09:00:00Z",
            Ruling::Correct { report: "a".to_owned(), quote: quote(0), bounds: Bounds::exactly(3) },
        ),
        decide("2024-05-16T11:00:00Z", Ruling::Accept { report: "a".to_owned(), quote: "no such words".to_owned() }),
        decide("2024-05-16T12:00:00Z", Ruling::Merge { keep: before[0].id.clone(), gone: before[1].id.clone() }),
    ];
    let after = incidents(&readings, &rulings);
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].id, before[0].id);
    assert_eq!(show(&after[0]), "Odesa 2024-05-14: killed person 1-3-3 x2");
    assert!(why(&after[0], "b").contains("rejected by Olena: checked"));
    assert_eq!(orphans(&readings, &rulings), [&rulings[2]]);
}

#[test]
fn a_region_s_report_joins_its_city_only_by_figures() {
    let of = |id: &str, place: Place, n: u32| {
        let what = format!("killed {n} person");
        report(id, "2024-05-14T09:00:00Z").event(Strike, "Russia", Some(place), DAY).says(&what, "").done()
    };
    let found = incidents(&[of("a", city("Odesa"), 12), of("b", adm1("Odesa Oblast"), 12)], &[]);
    assert_eq!(found.len(), 1);
    let found = incidents(&[of("a", city("Odesa"), 2), of("b", adm1("Odesa Oblast"), 7)], &[]);
    assert_eq!(found.len(), 2);
    assert_eq!(found.iter().filter(|i| i.parent.is_some()).count(), 1);
}

#[test]
fn reports_without_claims_join_by_event_or_stand_alone() {
    let readings = [
        report("a", "2024-05-14T09:00:00Z")
            .event(Strike, "Russia", Some(city("Odesa")), DAY)
            .says("killed 2 person", "")
            .done(),
        report("b", "2024-05-14T10:00:00Z").event(Strike, "", Some(city("Odesa")), DAY).done(),
        report("c", "2024-05-14T11:00:00Z").title("Ministers discuss aid").done(),
    ];
    let found = incidents(&readings, &[]);
    assert_eq!(found.len(), 1);
    let id = found[0].id.clone();
    assert_eq!(
        by_report(&readings, &found),
        [("a".to_owned(), vec![id.clone()]), ("b".to_owned(), vec![id]), ("c".to_owned(), vec!["report:c".to_owned()])]
    );
}
