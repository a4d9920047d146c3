//! The small rule language: word and rule files in, matches over tokens out; knows no war.

mod diagnostic;
mod lexicon;
mod words;

pub use diagnostic::{Diagnostic, line_column, nearest};
pub use lexicon::{ClassId, Lexicon, Tag, Tags, ValueId};
pub use words::{Entry, Form, WordExample, WordFile, parse_words};
