//! The readings in one canonical order, each report once, with what reconciliation needs to know of each.
//!
//! In: readings in any order, some of them twice. Out: sources ordered by publication, id and text.
//! The same report read twice is one source; of two extractions the one with the later extractor name stays.

use crate::claimant::{Identity, identities};
use crate::copies::find_copies;
use crate::days::{moment, published_day};
use crate::ruling::{Ruled, Rulings};
use litopys_facts::{BlockKind, Bounds, Claim, Reading};
use std::collections::BTreeMap;

/// One report with its claims as people ruled them.
pub(crate) struct Source<'a> {
    pub(crate) reading: &'a Reading,
    /// Publication in seconds since 1970.
    pub(crate) moment: Option<i64>,
    /// Publication day.
    pub(crate) day: Option<i32>,
    /// Index of the report that this one copies.
    pub(crate) copy_of: Option<usize>,
    /// Who says each claim.
    pub(crate) identities: Vec<Identity>,
    /// Which claims stand in the headline of another article.
    pub(crate) related: Vec<bool>,
    /// What people ruled about each claim.
    pub(crate) ruled: Vec<Option<Ruled<'a>>>,
}

impl<'a> Source<'a> {
    pub(crate) fn id(&self) -> &'a str {
        &self.reading.report.id
    }

    pub(crate) fn claims(&self) -> &'a [Claim] {
        &self.reading.extraction.claims
    }

    /// The bounds of a claim, after any correction by a person.
    pub(crate) fn bounds(&self, claim: usize) -> Bounds {
        self.ruled[claim].as_ref().and_then(Ruled::corrected).unwrap_or(self.claims()[claim].bounds)
    }
}

/// Orders the readings, drops repeats and finds copies.
pub(crate) fn read_sources<'a>(readings: &'a [Reading], rulings: &Rulings<'a>) -> Vec<Source<'a>> {
    let mut once: BTreeMap<(&str, &str), &Reading> = BTreeMap::new();
    for reading in readings {
        let key = (reading.report.id.as_str(), reading.report.text_sha256.as_str());
        once.entry(key).and_modify(|kept| *kept = newer(kept, reading)).or_insert(reading);
    }
    let mut ordered: Vec<(Option<i64>, &Reading)> =
        once.into_values().map(|r| (moment(r.report.published.as_deref()), r)).collect();
    // Reports without a time come last; ids and texts settle ties.
    ordered.sort_by_key(|(at, r)| (at.is_none(), *at, r.report.id.as_str(), r.report.text_sha256.as_str()));
    let readings: Vec<&Reading> = ordered.iter().map(|(_, r)| *r).collect();
    let copies = find_copies(&readings);
    ordered.into_iter().zip(copies).map(|((at, reading), copy_of)| source(reading, at, copy_of, rulings)).collect()
}

fn source<'a>(reading: &'a Reading, at: Option<i64>, copy_of: Option<usize>, rulings: &Rulings<'a>) -> Source<'a> {
    let (report, extraction) = (&reading.report, &reading.extraction);
    // Claims that stand in another article's headline are that headline's, not this outlet's.
    let related: Vec<bool> = (extraction.claims.iter())
        .map(|claim| {
            let in_block = |b: &litopys_facts::Block| b.kind == BlockKind::Related && b.span.overlaps(claim.span);
            let in_note = |n: &litopys_facts::Note| n.code == "related-headline" && n.span.overlaps(claim.span);
            report.blocks.iter().any(in_block) || extraction.notes.iter().any(in_note)
        })
        .collect();
    Source {
        reading,
        moment: at,
        day: published_day(report.published.as_deref()),
        copy_of,
        identities: identities(report, extraction, &related),
        related,
        ruled: extraction.claims.iter().map(|c| rulings.of(&report.id, c)).collect(),
    }
}

fn newer<'a>(a: &'a Reading, b: &'a Reading) -> &'a Reading {
    if a == b {
        return a;
    }
    let key = |r: &Reading| (r.extraction.extractor.clone(), format!("{r:?}"));
    if key(b) > key(a) { b } else { a }
}
