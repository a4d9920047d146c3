//! Extraction: one report in, its claims, events and notes out.
//!
//! In: a [`Report`](litopys_facts::Report) and a [`Language`]; out: an [`Extraction`](litopys_facts::Extraction), whose every claim keeps its words and the rule that made it.
//! It knows one report only. It never fails, reads no file, no clock and no network, and gives the same bytes each time.

mod actor;
mod check;
mod clause;
mod event;
mod find;
mod frame;
mod group;
mod lang;
mod lattice;
mod layers;
mod note;
mod number;
mod pattern;
mod place;
mod relevance;
mod run;
mod scene;
mod settle;
mod site;
mod speaker;
mod terms;
mod time;
mod trace;
mod verb;

pub use lang::{Language, LanguageError};
pub use run::{Buffers, Extractor, Options};
