//! Extraction: one report in, its claims, events and notes out.
//!
//! In: a [`Report`] and a [`Language`]; out: an [`Extraction`], whose every claim keeps its words and the rule that made it.
//! It knows one report only. It never fails, reads no file, no clock and no network, and gives the same bytes each time.

mod clause;
mod find;
mod frame;
mod group;
mod lang;
mod lattice;
mod layers;
mod number;
mod pattern;
mod run;
mod terms;
mod verb;

pub use lang::{Language, LanguageError};
pub use run::{Buffers, Extractor, Options};
