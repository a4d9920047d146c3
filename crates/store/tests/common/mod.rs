//! Small reports and ledgers for the tests of this room.

#![allow(dead_code, reason = "each test file uses some of these")]

use litopys_facts::{
    Bounds, Claim, Class, Event, EventType, Extraction, Kind, Place, Rejected, RejectedCode, Report, Span, Status,
};
use litopys_store::Ledger;
use std::path::Path;

pub(crate) const AT: &str = "2024-08-07T06:00:00.000Z";

/// A report that tells of `n` drones in words with emoji, combining marks and Arabic before the quote.
pub(crate) fn report(n: u64) -> Report {
    let text = format!("🛰️ Зведе\u{301}ння مدينة: air defence shot down {n} drones over Odesa overnight.");
    Report {
        id: format!("r{n}"),
        path: format!("night/r{n}.txt"),
        url: None,
        title: Some(format!("Night {n}")),
        byline: None,
        outlet: Some("Example Wire".into()),
        published: Some("2024-08-06".into()),
        language: Some("en".into()),
        sha256: format!("{n:064x}"),
        text_sha256: format!("{:064x}", n + 1),
        simhash: u64::MAX - n,
        text,
        blocks: vec![],
    }
}

/// What an extractor of this version finds in [`report`].
pub(crate) fn extraction(report: &Report, extractor: &str) -> Extraction {
    let start = report.text.find("shot down ").unwrap() + "shot down ".len();
    let end = report.text.find(" over").unwrap();
    let quote = &report.text[start..end];
    let place = Place {
        country: Some("UA".into()),
        lat: Some(46.48),
        lon: Some(30.73),
        radius_km: Some(12.3),
        ..Place::unsettled("Odesa")
    };
    let when: Option<litopys_facts::When> = "2024-08-06".parse().ok();
    let claim = Claim {
        id: "c1".into(),
        kind: Kind::Intercepted,
        bounds: Bounds::exactly(quote.split(' ').next().unwrap().parse().unwrap()),
        words: quote.split(' ').next().unwrap().into(),
        thing: "drones".into(),
        class: Class::Drone,
        claimant: None,
        claimant_type: None,
        status: Status::Reported,
        actor: Some("Russia".into()),
        place: Some(place.clone()),
        when: when.clone(),
        event: Some("e1".into()),
        part_of: None,
        quote: quote.into(),
        span: Span::new(start as u32, end as u32),
        sentence: Span::new(0, report.text.len() as u32),
        rule: "en/claim/test".into(),
        trace: vec![],
    };
    let event = Event {
        id: "e1".into(),
        kind: EventType::Strike,
        actor: None,
        place: Some(place),
        when,
        weapons: vec![Class::Drone],
        background: false,
    };
    Extraction {
        extractor: extractor.into(),
        relevant: true,
        claims: vec![claim],
        events: vec![event],
        notes: vec![],
        mentions: vec![],
    }
}

pub(crate) fn rejected(n: u64) -> Rejected {
    Rejected {
        source: format!("night.jsonl:{n}"),
        code: RejectedCode::Malformed,
        why: "the line ends too early".into(),
        sha256: None,
    }
}

/// Adds reports `1..=n`, one entry pair each.
pub(crate) fn filled(path: &Path, n: u64) -> Ledger {
    let mut ledger = Ledger::open(path).unwrap();
    for n in 1..=n {
        let report = report(n);
        ledger.add(&report, &extraction(&report, "test 1"), AT).unwrap();
    }
    ledger
}

/// Asserts that a message says what, where and what to do.
pub(crate) fn says(error: &litopys_store::Error, words: &[&str]) {
    let message = error.to_string();
    assert!(message.contains("help: "), "{message}");
    for word in words {
        assert!(message.contains(word), "`{word}` is not in: {message}");
    }
}
