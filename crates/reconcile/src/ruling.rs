//! What people ruled about claims, found again by report and quote.
//!
//! In: decisions in any order. Out: the ruling that stands for a claim (the latest by time, then by name), and merges.
//! It never forgets a ruling: one whose words are no longer found is an orphan and can be listed.

use litopys_facts::{Bounds, Claim, Decision, Reading, Ruling};
use std::collections::{BTreeMap, BTreeSet};

/// The ruling that stands for one claim.
#[derive(Clone, Debug)]
pub(crate) struct Ruled<'a> {
    pub(crate) decision: &'a Decision,
}

impl Ruled<'_> {
    pub(crate) fn is_accepted(&self) -> bool {
        matches!(self.decision.ruling, Ruling::Accept { .. } | Ruling::Correct { .. })
    }

    pub(crate) fn is_rejected(&self) -> bool {
        matches!(self.decision.ruling, Ruling::Reject { .. })
    }

    pub(crate) fn corrected(&self) -> Option<Bounds> {
        match self.decision.ruling {
            Ruling::Correct { bounds, .. } => Some(bounds),
            _ => None,
        }
    }

    /// `rejected by Name: reason`.
    pub(crate) fn words(&self) -> String {
        let what = match &self.decision.ruling {
            Ruling::Accept { .. } => "accepted".to_owned(),
            Ruling::Reject { .. } => "rejected".to_owned(),
            Ruling::Correct { bounds, .. } => format!("corrected to {bounds}"),
            Ruling::Merge { keep, gone } => format!("{gone} merged into {keep}"),
        };
        format!("{what} by {}: {}", self.decision.by, self.decision.reason)
    }
}

/// All rulings, ordered and indexed.
pub(crate) struct Rulings<'a> {
    by_claim: BTreeMap<(&'a str, &'a str), &'a Decision>,
    /// Merges in order of time.
    pub(crate) merges: Vec<(&'a str, &'a str, &'a Decision)>,
}

impl<'a> Rulings<'a> {
    pub(crate) fn read(decisions: &'a [Decision]) -> Rulings<'a> {
        let mut ordered: Vec<&Decision> = decisions.iter().collect();
        ordered.sort_by(|a, b| rank(a).cmp(&rank(b)));
        ordered.dedup();
        let mut rulings = Rulings { by_claim: BTreeMap::new(), merges: Vec::new() };
        for decision in ordered {
            match &decision.ruling {
                Ruling::Accept { report, quote }
                | Ruling::Reject { report, quote }
                | Ruling::Correct { report, quote, .. } => {
                    rulings.by_claim.insert((report.as_str(), quote.as_str()), decision);
                }
                Ruling::Merge { keep, gone } => rulings.merges.push((keep.as_str(), gone.as_str(), decision)),
            }
        }
        rulings
    }

    pub(crate) fn of(&self, report: &str, claim: &Claim) -> Option<Ruled<'a>> {
        self.by_claim.get(&(report, claim.quote.as_str())).map(|decision| Ruled { decision })
    }
}

fn rank(decision: &Decision) -> (&str, &str, &str, String) {
    (&decision.at, &decision.by, &decision.reason, format!("{:?}", decision.ruling))
}

/// Rulings on claims whose words are not found in the readings: to be shown, never dropped.
pub fn orphans<'a>(readings: &[Reading], decisions: &'a [Decision]) -> Vec<&'a Decision> {
    let quotes: BTreeSet<(&str, &str)> = readings
        .iter()
        .flat_map(|r| r.extraction.claims.iter().map(|c| (r.report.id.as_str(), c.quote.as_str())))
        .collect();
    let is_orphan = |decision: &&Decision| match &decision.ruling {
        Ruling::Accept { report, quote } | Ruling::Reject { report, quote } | Ruling::Correct { report, quote, .. } => {
            !quotes.contains(&(report.as_str(), quote.as_str()))
        }
        Ruling::Merge { .. } => false,
    };
    decisions.iter().filter(is_orphan).collect()
}
