//! Property tests: what holds for any set of readings in any order.
//!
//! In: small random nights. Out: the promises of the crate: order never matters, repeats change nothing, every claim
//! is an account of exactly one incident or outside of all. Test code only.

use crate::testing::{adm1, city, country, district, report};
use crate::{by_report, incidents, outside};
use litopys_facts::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One claim or event of a random report, as small numbers.
type Pick = (u8, u8, u8, u8, u8);

fn reading(n: usize, copy: bool, hour: u8, picks: &[Pick]) -> Reading {
    let published = format!("2024-05-{:02}T{:02}:00:00Z", 14 + hour / 24, hour % 24);
    let mut made = report(&format!("r{n}"), if hour % 7 == 6 { "" } else { &published });
    if copy {
        made = made.with(|r| r.report.text_sha256 = "a copied text".to_owned());
    }
    for &(place, when, kind, count, who) in picks {
        let place = match place % 8 {
            0 | 1 => Some(city("Odesa")),
            2 => Some(city("Kharkiv")),
            3 => Some(district("Prymorskyi", "Odesa")),
            4 => Some(adm1("Odesa Oblast")),
            5 | 6 => Some(country("UA")),
            _ => None,
        };
        let when = ["2024-05-14", "2024-05-15", "2024-05-13/2024-05-14", "2024-05", "XXXX-05-14", "", "2024"]
            [usize::from(when % 7)];
        let kind = [EventType::Strike, EventType::Shelling, EventType::Other][usize::from(kind % 3)];
        if count % 5 != 4 || made_is_empty(&made) {
            made = made.event(kind, ["Russia", "Ukraine", ""][usize::from(who % 3)], place.clone(), when);
        }
        if who % 11 == 10 {
            made = made.background();
        }
        let what = ["killed 2 person", "killed 5 person", "injured 7 person", "killed 3 civilian", "launched 30 drone"];
        let claimants = ["", "the regional governor", "Ukraine's air force", "the health ministry", "officials"];
        made = made.says(what[usize::from(count % 5)], claimants[usize::from(who % 5)]);
        let status = Status::ALL[usize::from(who) % Status::ALL.len()];
        let eventless = kind == EventType::Other;
        made = made.claim(|c| {
            c.status = status;
            c.place = place;
            if eventless {
                c.event = None;
            }
        });
    }
    made.done()
}

fn made_is_empty(made: &crate::testing::Make) -> bool {
    made.n_events() == 0
}

fn night() -> impl Strategy<Value = Vec<Reading>> {
    let pick = (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>());
    let one = (prop::bool::weighted(0.2), 0u8..48, prop::collection::vec(pick, 0..4));
    prop::collection::vec(one, 0..9).prop_map(|list| {
        list.iter().enumerate().map(|(n, (copy, hour, picks))| reading(n, *copy, *hour, picks)).collect()
    })
}

fn bytes(readings: &[Reading]) -> String {
    let found = incidents(readings, &[]);
    serde_json::to_string(&(&found, by_report(readings, &found))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_never_matters((there, shuffled) in night().prop_flat_map(|n| (Just(n.clone()), Just(n).prop_shuffle()))) {
        prop_assert_eq!(bytes(&there), bytes(&shuffled));
    }

    #[test]
    fn the_same_report_twice_changes_nothing(readings in night(), again in any::<prop::sample::Index>()) {
        let mut more = readings.clone();
        if !readings.is_empty() {
            more.push(readings[again.index(readings.len())].clone());
        }
        prop_assert_eq!(bytes(&readings), bytes(&more));
    }

    #[test]
    fn no_claim_is_lost_or_counted_twice(readings in night()) {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        let found = incidents(&readings, &[]);
        for account in found.iter().flat_map(|i| &i.accounts) {
            *seen.entry((account.report.clone(), account.claim.clone())).or_default() += 1;
        }
        for left in outside(&readings) {
            *seen.entry((left.report, left.claim)).or_default() += 1;
        }
        let all: BTreeMap<(String, String), usize> = readings
            .iter()
            .flat_map(|r| r.extraction.claims.iter().map(|c| ((r.report.id.clone(), c.id.clone()), 1)))
            .collect();
        prop_assert_eq!(seen, all);
        for incident in &found {
            let used: Vec<usize> = incident.figures.iter().flat_map(|f| f.used.iter().map(|u| u.account)).collect();
            let distinct: BTreeSet<usize> = used.iter().copied().collect();
            prop_assert_eq!(used.len(), distinct.len());
            prop_assert_eq!(distinct.len(), incident.accounts.len());
        }
    }

    #[test]
    fn ids_are_unique_and_links_lead_somewhere(readings in night()) {
        let found = incidents(&readings, &[]);
        let ids: BTreeSet<&str> = found.iter().map(|i| i.id.as_str()).collect();
        prop_assert_eq!(ids.len(), found.len());
        for incident in &found {
            for link in &incident.links {
                prop_assert!(link.to != incident.id && ids.contains(link.to.as_str()));
            }
            if let Some(parent) = &incident.parent {
                prop_assert!(ids.contains(parent.as_str()));
            }
        }
        for figure in found.iter().flat_map(|i| &i.figures) {
            let s = &figure.settled;
            prop_assert!(s.low <= s.best || s.best.is_none());
            prop_assert!(s.best <= s.high || s.high.is_none());
        }
    }
}
