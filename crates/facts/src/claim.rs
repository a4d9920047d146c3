//! What one report says: claims, events, notes, and the mentions under them.

use crate::{Bounds, ClaimantType, Class, EventType, Kind, Place, Span, Status, When};
use serde::{Deserialize, Serialize};

/// One sourced assertion of one report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// `c1`, `c2` … in order of the text.
    pub id: String,
    /// What is asserted.
    pub kind: Kind,
    /// How many.
    pub bounds: Bounds,
    /// The words that carry the number.
    pub words: String,
    /// The head noun phrase counted, as in the text.
    pub thing: String,
    /// What kind of thing that is.
    pub class: Class,
    /// Who says so, as in the text; none in the outlet's own voice.
    pub claimant: Option<String>,
    /// Type of the claimant.
    pub claimant_type: Option<ClaimantType>,
    /// How sure, and what for.
    pub status: Status,
    /// Side held responsible, by its plain name.
    pub actor: Option<String>,
    /// Most specific place of this claim.
    pub place: Option<Place>,
    /// When it happened.
    pub when: Option<When>,
    /// The event it belongs to.
    pub event: Option<String>,
    /// A part of another claim of the same report (`including three children`): that claim's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// The exact words carrying value and noun.
    pub quote: String,
    /// Where the quote stands, in bytes.
    pub span: Span,
    /// Where the sentence stands, in bytes.
    pub sentence: Span,
    /// The rule that made it.
    pub rule: String,
    /// The tree of mentions behind it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<Mention>,
}

/// An act of violence as one report tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `e1`, `e2` … in order of the text.
    pub id: String,
    /// Form of violence.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Side held responsible.
    pub actor: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub when: Option<When>,
    /// Classes of weapons.
    pub weapons: Vec<Class>,
    /// Told as context, not as news.
    #[serde(default)]
    pub background: bool,
}

/// A finding about the report itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// `date-conflict`, `figure-conflict`, `related-headline` …
    pub code: String,
    /// What was found, for a person.
    pub message: String,
    /// The words it is about, in bytes.
    pub span: Span,
}

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A count.
    Number,
    /// A time.
    Time,
    /// A place.
    Place,
    /// A speaker.
    Claimant,
    /// A noun group.
    Group,
    /// A verb group.
    Verb,
    /// What is attributed: its content.
    Content,
    /// The words that mark attribution.
    Cue,
    /// Anything else a rule names.
    Other,
}

/// A found thing in a text, with its span, its value, its parts and the rule that found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// What it is.
    pub kind: MentionKind,
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its value in litopys notation.
    pub value: String,
    /// The rule that found it.
    pub rule: String,
    /// What it was made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Mention>,
    /// The settled place, for a place mention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// All that the extractor found in one report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// Extractor name and version, with the hash of its language files.
    pub extractor: String,
    /// True when the report tells at least one concrete act of armed violence, interception, warning or harm.
    pub relevant: bool,
    /// The claims, in order of the text.
    pub claims: Vec<Claim>,
    /// The events, in order of the text.
    pub events: Vec<Event>,
    /// Findings about the report.
    pub notes: Vec<Note>,
    /// All mentions of places, times and attributions; filled on request only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}
