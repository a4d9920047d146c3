//! The types that cross a door between rooms, and the one notation for their values.
//!
//! In: nothing; out: plain value types with public fields, `serde` forms and text notations.
//! A type lives here only if two rooms exchange it.
//! This crate never does I/O, never looks at a clock and knows no language.

mod bounds;
mod claim;
mod decision;
mod incident;
mod place;
mod report;
mod span;
mod terms;
mod when;

pub use bounds::{Bounds, BoundsError};
pub use claim::{Claim, Event, Extraction, Mention, MentionKind, Note};
pub use decision::{Decision, Ruling};
pub use incident::{Account, Figure, Incident, IncidentLink, Link, Settled, Used};
pub use place::{Place, Precision};
pub use report::{Block, BlockKind, Reading, Rejected, RejectedCode, Report, Sha256};
pub use span::Span;
pub use terms::{ClaimantType, Class, EventType, Kind, Status, UnknownTerm};
pub use when::{When, WhenError};
