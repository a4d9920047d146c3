//! A few invented reports and incidents for the tests of this room.

#![allow(dead_code, reason = "each test file uses some of these")]

use litopys_facts::{
    Account, Bounds, Claim, ClaimantType, Class, Event, EventType, Extraction, Figure, Incident, Kind, Mention,
    MentionKind, Note, Place, Precision, Report, Settled, Span, Status, Used,
};

pub(crate) fn odesa() -> Place {
    Place {
        country: Some("UA".into()),
        adm1: Some("Odesa Oblast".into()),
        geonames_id: Some(698740),
        lat: Some(46.48572),
        lon: Some(30.74383),
        precision: Some(Precision::Settlement),
        radius_km: Some(12.5),
        ..Place::unsettled("Odesa")
    }
}

pub(crate) fn report(id: &str, text: &str) -> Report {
    Report {
        id: id.into(),
        path: format!("night/{id}"),
        url: None,
        title: Some("Night over the port".into()),
        byline: None,
        outlet: Some("Example Wire".into()),
        published: Some("2024-08-06".into()),
        language: Some("en".into()),
        sha256: "ab".repeat(32),
        text_sha256: "cd".repeat(32),
        simhash: 1,
        text: text.into(),
        blocks: vec![],
    }
}

pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    Span::new(start as u32, (start + words.len()) as u32)
}

pub(crate) fn claim(id: &str, text: &str, quote: &str, kind: Kind, class: Class, bounds: &str) -> Claim {
    Claim {
        id: id.into(),
        kind,
        bounds: bounds.parse().unwrap(),
        words: quote.split(' ').next().unwrap_or_default().into(),
        thing: quote.split(' ').next_back().unwrap_or_default().into(),
        class,
        claimant: Some("the air force".into()),
        claimant_type: Some(ClaimantType::Military),
        status: Status::Reported,
        actor: None,
        place: Some(odesa()),
        when: "2024-08-06".parse().ok(),
        event: Some("e1".into()),
        part_of: None,
        quote: quote.into(),
        span: span(text, quote),
        sentence: Span::new(0, text.len() as u32),
        rule: "en/claim/test".into(),
        trace: vec![],
    }
}

pub(crate) fn mention(kind: MentionKind, span: Span, value: &str) -> Mention {
    Mention { kind, span, value: value.into(), rule: "en/test".into(), parts: vec![], place: None }
}

pub(crate) fn extraction(claims: Vec<Claim>) -> Extraction {
    Extraction {
        extractor: "test 1".into(),
        relevant: true,
        claims,
        events: vec![Event {
            id: "e1".into(),
            kind: EventType::Strike,
            actor: Some("Russia".into()),
            place: Some(odesa()),
            when: "2024-08-06".parse().ok(),
            weapons: vec![Class::Drone],
            background: false,
        }],
        notes: vec![Note { code: "date-conflict".into(), message: "two dates".into(), span: Span::new(0, 4) }],
        mentions: vec![],
    }
}

pub(crate) fn account(report: &str, claim: &Claim, outlet: &str) -> Account {
    Account {
        report: report.into(),
        claim: claim.id.clone(),
        outlet: Some(outlet.into()),
        published: Some("2024-08-06T08:00:00Z".into()),
        kind: claim.kind,
        class: claim.class,
        bounds: claim.bounds,
        claimant: claim.claimant.clone(),
        claimant_key: claim.claimant.clone().unwrap_or_else(|| format!("outlet:{outlet}")),
        claimant_type: claim.claimant_type,
        status: claim.status,
        place: claim.place.clone(),
        quote: claim.quote.clone(),
        span: claim.span,
        sentence: claim.sentence,
        subset: false,
        copy_of: None,
    }
}

pub(crate) fn figure(kind: Kind, class: Class, [low, best, high]: [Option<u64>; 3], used: &[(usize, bool)]) -> Figure {
    Figure {
        kind,
        class,
        settled: Settled { low, best, high, rule: "newest-of-the-nearest".into() },
        n_claimants: used.iter().filter(|(_, counted)| *counted).count(),
        used: used
            .iter()
            .map(|(account, counted)| Used {
                account: *account,
                counted: *counted,
                why: if *counted { "newest of its claimant" } else { "an older toll of the same claimant" }.into(),
            })
            .collect(),
    }
}

pub(crate) fn incident(id: &str, place: Option<Place>) -> Incident {
    Incident {
        id: id.into(),
        kind: EventType::Strike,
        actor: Some("Russia".into()),
        place,
        when: "2024-08-06/2024-08-07".parse().ok(),
        weapons: vec![Class::Drone, Class::CruiseMissile],
        parent: None,
        links: vec![],
        reports: vec!["r1".into(), "r2".into()],
        accounts: vec![],
        figures: vec![],
        reasons: vec![],
    }
}

/// An incident with two accounts of one figure, from the two texts given.
pub(crate) fn disputed(first: &str, second: &str) -> Incident {
    let mut incident = incident("UA-2024-08-06-3f2a", Some(odesa()));
    let old = claim("c1", first, "two people", Kind::Killed, Class::Person, "2");
    let mut new = claim("c4", second, "at least three people", Kind::Killed, Class::Person, "3..");
    new.claimant = None;
    new.claimant_type = None;
    incident.accounts = vec![account("r1", &old, "Example Wire"), account("r2", &new, "Port Daily")];
    incident.figures = vec![figure(Kind::Killed, Class::Person, [Some(2), Some(3), Some(3)], &[(0, false), (1, true)])];
    incident
}

pub(crate) fn bounds(text: &str) -> Bounds {
    text.parse().unwrap()
}
