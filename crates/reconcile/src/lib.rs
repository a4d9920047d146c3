//! Many readings and rulings in, incidents out: same happening? whose count? which is newer?
//!
//! In: `Reading`s (report and extraction) and `Decision`s, in any order. Out: `Incident`s with accounts, settled
//! figures, links and reasons; the same bytes for the same set, whatever the order of arrival.
//!
//! The path: `source` (each report once, copies, rulings) -> `telling` (what one report tells of one happening)
//! -> `node` (plainly one) -> `candidates` (worth comparing) -> `compare` (evidence) -> `join` (surest first)
//! -> `draft` (place, time, id, merges) -> `account` and `settle` (figures) -> `tree` (parents, answers).
//!
//! It never does I/O, never looks at a clock or a random number, never fails, and never reads a report's text beyond
//! its title, its first words, its quotes and the words by which it calls one attack the answer to another.

mod account;
mod area;
mod by_report;
mod candidates;
#[cfg(test)]
mod cases;
mod claimant;
mod compare;
mod copies;
mod days;
mod draft;
mod join;
mod node;
#[cfg(test)]
mod promises;
mod reason;
mod ruling;
mod settle;
mod source;
mod stand;
mod telling;
#[cfg(test)]
mod testing;
mod tree;
mod words;

pub use by_report::by_report;
pub use claimant::claimant_key;
pub use ruling::orphans;
pub use telling::Outside;

use litopys_facts::{Decision, Incident, IncidentLink, Link, Reading};
use ruling::Rulings;
use source::{Source, read_sources};
use std::collections::BTreeMap;
use telling::{Telling, tellings};

/// Settles all readings into incidents, ordered by date, then size.
///
/// ```
/// assert!(litopys_reconcile::incidents(&[], &[]).is_empty());
/// ```
pub fn incidents(readings: &[Reading], decisions: &[Decision]) -> Vec<Incident> {
    let rulings = Rulings::read(decisions);
    let sources = read_sources(readings, &rulings);
    let told = tell(&sources, &mut Vec::new());
    let nodes = node::nodes(&sources, &told);
    let pairs = candidates::pairs(&nodes);
    let (clusters, open) = join::join(&nodes, &told, &pairs);
    let drafts = draft::drafts(&sources, &told, &nodes, clusters, &rulings);
    let ties = tree::ties(&sources, &told, &nodes, &drafts, &open);
    let ids: Vec<String> = drafts.iter().map(|d| d.id.clone()).collect();
    let mut dated: Vec<_> = drafts
        .into_iter()
        .zip(ties)
        .map(|(draft, ties)| {
            let links = ties.into_iter().map(|t| IncidentLink { to: ids[t.to].clone(), link: t.link, why: t.why });
            let day = draft.days.first();
            (day, incident(&sources, &told, draft, links.collect()))
        })
        .collect();
    dated.sort_by(|(da, a), (db, b)| {
        let size = |i: &Incident| std::cmp::Reverse((i.accounts.len(), i.reports.len()));
        (da.is_none(), da, size(a), &a.id).cmp(&(db.is_none(), db, size(b), &b.id))
    });
    dated.into_iter().map(|(_, incident)| incident).collect()
}

/// The claims that enter no incident, with the reason: totals of a war, and fears of no reported happening.
///
/// Every claim of `readings` is either an account of exactly one incident or listed here.
pub fn outside(readings: &[Reading]) -> Vec<Outside> {
    let rulings = Rulings::read(&[]);
    let mut list = Vec::new();
    tell(&read_sources(readings, &rulings), &mut list);
    list.sort_unstable();
    list
}

fn tell<'a>(sources: &[Source<'a>], outside: &mut Vec<Outside>) -> Vec<Telling<'a>> {
    sources.iter().enumerate().flat_map(|(index, source)| tellings(index, source, outside)).collect()
}

fn incident(
    sources: &[Source<'_>],
    told: &[Telling<'_>],
    draft: draft::Draft<'_>,
    links: Vec<IncidentLink>,
) -> Incident {
    let (accounts, standings) = account::accounts(sources, told, &draft);
    let figures = settle::figures(&accounts, &standings);
    let mut weight: BTreeMap<usize, usize> = draft.tellings.iter().map(|t| (told[*t].source, 0)).collect();
    for standing in &standings {
        *weight.entry(standing.source).or_default() += usize::from(sources[standing.source].copy_of.is_none());
    }
    let mut order: Vec<(usize, usize)> = weight.into_iter().collect();
    order.sort_by_key(|&(source, n)| (std::cmp::Reverse(n), source));
    let mut reasons = draft.reasons;
    if !accounts.is_empty() && figures.iter().all(|f| f.used.iter().all(|u| !u.counted)) {
        reasons
            .push("no account maintains a figure: all were denied, withdrawn, feared or without a number".to_owned());
    }
    let mut reports: Vec<String> = order.into_iter().map(|(s, _)| sources[s].id().to_owned()).collect();
    let mut seen = std::collections::BTreeSet::new();
    reports.retain(|r| seen.insert(r.clone()));
    Incident {
        id: draft.id,
        kind: draft.kind,
        actor: draft.actor.map(str::to_owned),
        place: draft.place.cloned(),
        when: draft.when.cloned(),
        weapons: draft.weapons.into_iter().collect(),
        parent: links.iter().find(|l| l.link == Link::PartOf).map(|l| l.to.clone()),
        links,
        reports,
        accounts,
        figures,
        reasons,
    }
}
