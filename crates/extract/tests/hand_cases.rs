//! The cases that must hold by hand (issue 2, acceptance 2), each with a text of our own.

use litopys_extract::{Extractor, Language, Options};
use litopys_facts::{Claim, Extraction, Kind, Report, Status};

fn read(published: Option<&str>, text: &str) -> Extraction {
    let language = Language::embedded().unwrap_or_else(|error| panic!("{error}"));
    let extractor = Extractor::new(language, Options::default());
    let report = Report {
        id: "t".to_owned(),
        path: String::new(),
        url: None,
        title: None,
        byline: None,
        outlet: None,
        published: published.map(str::to_owned),
        language: None,
        sha256: String::new(),
        text_sha256: String::new(),
        simhash: 0,
        text: text.to_owned(),
        blocks: Vec::new(),
    };
    extractor.extract(&report, &mut extractor.buffers())
}

fn shown(claims: &[Claim]) -> Vec<String> {
    claims.iter().map(|c| format!("{} {} {} {}", c.kind, c.bounds, c.class, c.status)).collect()
}

fn numbered(found: &Extraction) -> Vec<String> {
    let claims: Vec<Claim> = found.claims.iter().filter(|c| c.bounds.is_numbered()).cloned().collect();
    shown(&claims)
}

fn when(found: &Extraction, kind: Kind) -> Option<String> {
    let claim = found.claims.iter().find(|c| c.kind == kind).unwrap_or_else(|| panic!("{:#?}", found.claims));
    claim.when.as_ref().map(ToString::to_string)
}

fn has_note(found: &Extraction, code: &str) -> bool {
    found.notes.iter().any(|n| n.code == code)
}

#[test]
fn a_crew_sent_to_space_and_guns_delivered_are_no_claims() {
    let found = read(
        Some("2024-08-06"),
        "Russian missiles hit a depot in Odesa on Monday and wounded six people. In other news, the space agency put off \
         the launch of three astronauts to the station. Allies promised the delivery of 200 artillery guns by spring.",
    );
    let numbers: Vec<Option<u64>> = found.claims.iter().map(|c| c.bounds.number()).collect();
    assert!(numbers.contains(&Some(6)), "{:?}", shown(&found.claims));
    assert!(!numbers.contains(&Some(3)) && !numbers.contains(&Some(200)), "{:?}", shown(&found.claims));
}

#[test]
fn the_thousandth_day_of_the_invasion_is_a_date() {
    let found = read(
        None,
        "On the 1,000th day of the invasion, Ukrainian forces fired six missiles at a Russian depot near Bryansk. Russia said it intercepted five.",
    );
    assert_eq!(when(&found, Kind::Launched).as_deref(), Some("2024-11-19"));
}

#[test]
fn a_day_of_the_war_that_does_not_fit_its_date_is_noted() {
    let text = |date: &str| {
        format!(
            "Russia fired 30 missiles at Kyiv on {date}, day 757 of the war, and air defence shot down all of them, the Ukrainian army said."
        )
    };
    assert!(has_note(&read(None, &text("March 22, 2024")), "date-conflict"));
    assert!(!has_note(&read(None, &text("March 21, 2024")), "date-conflict"));
}

#[test]
fn a_day_without_a_year_stays_without() {
    let text = "On the morning of February 12 Russia fired four ballistic missiles at Kyiv, killing one man.";
    assert_eq!(when(&read(None, text), Kind::Killed).as_deref(), Some("XXXX-02-12"));
    assert_eq!(when(&read(Some("2025-02-13"), text), Kind::Killed).as_deref(), Some("2025-02-12"));
}

#[test]
fn headlines_of_other_outlets_belong_to_another_incident() {
    let found = read(
        None,
        "A Ukrainian rocket attack on the Russian city of Belgorod killed at least 19 people on Saturday, officials said. The strike \
         came after a massive Russian air assault on Ukrainian cities a day earlier.\n\n\
         Russian missiles kill 33 across Ukraine in heaviest air raid of war, officials say | Morning Courier\n\n\
         The governor said the attack damaged a shopping centre and two schools in Belgorod.\n",
    );
    let main = found.claims.iter().find(|c| c.kind == Kind::Killed && c.bounds.low == Some(19));
    let other = found.claims.iter().find(|c| c.kind == Kind::Killed && c.bounds.low == Some(33));
    let (Some(main), Some(other)) = (main, other) else { panic!("{:?}", shown(&found.claims)) };
    assert_eq!(other.status, Status::Background);
    assert_ne!(main.status, Status::Background);
    assert_ne!(main.event, other.event);
    assert!(has_note(&found, "related-headline"), "{:?}", found.notes);
}

#[test]
fn a_comment_form_is_not_read() {
    let found = read(
        Some("2024-08-06"),
        "A drone strike on a bus in Kherson killed two people on Monday, officials said.\n\n\
         Leave a Comment\n\n\
         Your email address will not be published. Required fields are marked *\n\n\
         Comment *\n\nName *\n\nEmail *\n\n\
         Save my name, email, and website in this browser for the next time I comment.\n",
    );
    assert_eq!(
        numbered(&found).len(),
        found.claims.iter().filter(|c| c.quote.contains("two people") || c.quote.contains("bus")).count(),
        "{:?}",
        shown(&found.claims)
    );
}

#[test]
fn what_could_be_is_not_reported() {
    for sentence in [
        "The build-up could signal a strike with 40 missiles, analysts said.",
        "A new attack may kill 500 people, the report warned.",
        "The pattern suggests Russia may launch 300 drones.",
        "Such a raid might displace 20,000 people.",
    ] {
        let found = read(Some("2024-08-06"), &format!("{sentence} The war is in its third year."));
        let reported: Vec<&Claim> =
            found.claims.iter().filter(|c| c.status == Status::Reported && c.bounds.is_numbered()).collect();
        assert!(reported.is_empty(), "{sentence}: {:?}", shown(&found.claims));
    }
}

#[test]
fn rival_figures_are_noted_and_both_kept() {
    let found = read(
        Some("2024-08-06"),
        "An air strike hit a market in El Fasher on Monday. The Rapid Support Forces said the strike killed 60 civilians. \
         The Sudanese army said the strike killed 12 civilians.",
    );
    let figures: Vec<Option<u64>> =
        found.claims.iter().filter(|c| c.kind == Kind::Killed).map(|c| c.bounds.number()).collect();
    assert_eq!(figures, [Some(60), Some(12)]);
    assert!(has_note(&found, "figure-conflict"), "{:#?}", found.claims);
    let same = "A strike hit a market in El Fasher on Monday. The mayor said it killed 12 people. The army said it killed at least 10 people.";
    assert!(!has_note(&read(Some("2024-08-06"), same), "figure-conflict"));
}

/// Words of war where there is none: each must give no claim with a number.
#[test]
fn look_alikes_give_no_figure() {
    let texts = [
        "Nurses began a three-day strike on Monday; 4,000 workers walked out over wages.",
        "The striker fired two shots wide before the goalkeeper saved a third in the final match.",
        "Some 2,000 troops and 40 tanks took part in the exercise near the border.",
        "Navy ships fired three missiles during a drill in the Gulf.",
        "Shares plunged 12 percent and wiped out 3 billion dollars.",
        "Cholera killed 19 people in the camp last month, doctors said.",
        "The earthquake killed 120 people and destroyed 800 houses.",
        "She was 84 and had three sons.",
        "The museum shows two Soviet T-34 tanks and an Il-2 of 1943.",
        "The firm sold 500 drones to farmers for crop spraying.",
        "Parliament voted 210 to 14 to send aid worth 60 million euros.",
        "The army bought 36 F-16 jets and 120 Javelin launchers.",
        "The game sold 10 million copies; players shoot down alien ships.",
        "The team bombed in the cup final, losing 5-0.",
        "Oil rose 2 dollars to 81 dollars a barrel.",
        "Fifteen thousand runners took part in the city marathon.",
        "The wildfire burned 300 houses and forced 9,000 people to leave.",
        "Doctors vaccinated 40,000 children against polio.",
        "Heavy rain flooded 2,000 homes in Sindh.",
        "Two men were arrested over the theft of 14 cars.",
        "The film about the siege won four prizes.",
        "On 24 February 2022 parliament met at 9 a.m.",
        "Route 66 was closed for 12 hours.",
        "The charity handed out 700 tents and 3,000 blankets.",
        "The mine employs 900 workers and 30 engineers.",
        "A ferry with 60 passengers capsized on Lake Kivu and 11 people drowned.",
        "The two sides exchanged 150 prisoners of war.",
        "The general commanded 3,000 soldiers for two years.",
        "Three astronauts were launched to the station on a Soyuz rocket.",
        "Police seized 400 kilos of cocaine at the port.",
        "The plant makes 50 artillery barrels a month.",
        "Turnout reached 61 percent in 14 provinces.",
        "The choir of 40 voices sang in the ruined church.",
        "Gas leak: two people were hurt in a blast at a bakery.",
        "The talks lasted 12 hours and ended without a deal.",
        "The chess champion captured two pawns and a knight.",
        "The plan would cost 3,000 jobs.",
        "Hackers attacked four banks and took 90,000 passwords.",
    ];
    let mut wrong = Vec::new();
    for text in texts {
        let found = numbered(&read(Some("2024-08-06"), text));
        if !found.is_empty() {
            wrong.push(format!("{text} -> {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
