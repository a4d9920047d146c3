//! Findings about the report itself that come of its claims.
//!
//! In: the claims of one report. Out: [`Note`]s. It compares, it never decides which figure is right.
//!
//! `The army said 12 people were killed. The rebels put the dead at 40.` -> figure-conflict

use litopys_facts::{Claim, Note, Status};

/// A note for each pair of claimants who give numbers for the same figure that cannot both hold.
pub(crate) fn figure_conflicts(claims: &[Claim]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (at, later) in claims.iter().enumerate() {
        let rival = claims[..at].iter().find(|earlier| same_figure(earlier, later) && !agree(earlier, later));
        if let Some(earlier) = rival {
            let message = format!(
                "{} says {} {}, {} says {}",
                name(earlier),
                earlier.kind,
                earlier.bounds,
                name(later),
                later.bounds
            );
            notes.push(Note { code: "figure-conflict".to_owned(), message, span: later.span });
        }
    }
    notes
}

/// Two claimants about the same kind and class at the same place and time, neither a part of a whole.
fn same_figure(a: &Claim, b: &Claim) -> bool {
    let told = |c: &Claim| c.bounds.is_numbered() && c.part_of.is_none() && c.claimant.is_some();
    let sure = |c: &Claim| matches!(c.status, Status::Reported | Status::Denied);
    told(a)
        && told(b)
        && sure(a)
        && sure(b)
        && a.kind == b.kind
        && a.class == b.class
        && a.claimant != b.claimant
        && a.event.is_some()
        && a.event == b.event
        && a.place.as_ref().map(|p| &p.name) == b.place.as_ref().map(|p| &p.name)
        && a.when == b.when
}

/// Whether one number can satisfy both bounds; hedged ones by a tenth either way.
fn agree(a: &Claim, b: &Claim) -> bool {
    let (a_low, a_high) = range(a);
    let (b_low, b_high) = range(b);
    a_low <= b_high && b_low <= a_high
}

fn range(claim: &Claim) -> (u64, u64) {
    let (low, high) = (claim.bounds.low.unwrap_or(0), claim.bounds.high.unwrap_or(u64::MAX));
    if claim.bounds.approx { (low - low / 10, high.saturating_add(high / 10)) } else { (low, high) }
}

fn name(claim: &Claim) -> &str {
    claim.claimant.as_deref().unwrap_or("the report")
}
