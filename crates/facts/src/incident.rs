//! One happening, settled from the accounts of many reports.

use crate::{Bounds, ClaimantType, Class, EventType, Kind, Place, Span, Status, When};
use serde::{Deserialize, Serialize};

/// One happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Stable id, derived from its first claim: `UA-2024-05-14-3f2a`.
    pub id: String,
    /// Form of violence.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Side held responsible.
    pub actor: Option<String>,
    /// The most specific place that all accounts share.
    pub place: Option<Place>,
    /// When it happened.
    pub when: Option<When>,
    /// Classes of weapons.
    pub weapons: Vec<Class>,
    /// The incident this one is part of (a night's wave, of a city's share).
    pub parent: Option<String>,
    /// Links to other incidents, with reasons in words.
    pub links: Vec<IncidentLink>,
    /// The reports that tell of it, main ones first.
    pub reports: Vec<String>,
    /// All that each claimant said of each figure.
    pub accounts: Vec<Account>,
    /// The settled figures.
    pub figures: Vec<Figure>,
    /// Why these reports were joined, in words.
    pub reasons: Vec<String>,
}

/// How two incidents hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// This one is a part of the other.
    PartOf,
    /// This one came in answer to the other.
    AnswerTo,
    /// Perhaps the same: a person should say.
    PerhapsSame,
}

/// A link with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentLink {
    /// The other incident's id.
    pub to: String,
    /// How they hang together.
    pub link: Link,
    /// Why, in words.
    pub why: String,
}

/// One claim as it stands in an incident: who said what of which figure, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Report id.
    pub report: String,
    /// Claim id within the report.
    pub claim: String,
    /// Publishing outlet.
    pub outlet: Option<String>,
    /// Publication time of the report.
    pub published: Option<String>,
    /// What is asserted.
    pub kind: Kind,
    /// What is counted.
    pub class: Class,
    /// How many.
    pub bounds: Bounds,
    /// Who says so, as in the text.
    pub claimant: Option<String>,
    /// The key under which that claimant is counted once (`ukraine air force`, or `outlet:…` in an outlet's own voice).
    pub claimant_key: String,
    /// Type of the claimant.
    pub claimant_type: Option<ClaimantType>,
    /// How sure, and what for.
    pub status: Status,
    /// The claim's own place.
    pub place: Option<Place>,
    /// The exact words.
    pub quote: String,
    /// Where the quote stands in the report's text, in bytes.
    pub span: Span,
    /// Where the sentence stands, in bytes.
    pub sentence: Span,
    /// True when a larger claim of the same report includes this one.
    pub subset: bool,
    /// The id of the report whose text this one copies.
    pub copy_of: Option<String>,
}

/// One figure of an incident: killed people, intercepted drones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is asserted.
    pub kind: Kind,
    /// What is counted; for people `person` unless a subset is meant.
    pub class: Class,
    /// The settled reading.
    pub settled: Settled,
    /// Claimants that gave a number, each counted once.
    pub n_claimants: usize,
    /// The accounts used and set aside.
    pub used: Vec<Used>,
}

/// Low, best and high by a named rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    /// Lowest defensible value.
    pub low: Option<u64>,
    /// Best value.
    pub best: Option<u64>,
    /// Highest reported value.
    pub high: Option<u64>,
    /// The rule's name.
    pub rule: String,
}

/// An account's part in a settled figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Index into the incident's accounts.
    pub account: usize,
    /// True when it counted.
    pub counted: bool,
    /// Why, or why not, in words.
    pub why: String,
}
