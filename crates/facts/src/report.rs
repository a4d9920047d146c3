//! A report as read, and what could not be read.

use crate::{Extraction, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

/// SHA-256 as 64 lower-case hexadecimal digits.
pub type Sha256 = String;

/// What a stretch of a report's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The article's own title, where it stands in the text.
    Title,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Body,
    /// A list item or live-blog entry.
    Item,
    /// A picture caption or credit.
    Caption,
    /// The headline of another article on the same page: another outlet's or another day's claim.
    Related,
    /// Byline, dateline, menu, comment form, advertisement, share buttons: never read for claims.
    Furniture,
}

/// A stretch of text of one kind; blocks are in order and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, in bytes.
    pub span: Span,
}

/// One published text with its source, time and hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The input's own id, else the file's name.
    pub id: String,
    /// File and, for a table, line: `night.jsonl:12`.
    pub path: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Publishing outlet.
    pub outlet: Option<String>,
    /// Publication time as ISO 8601: a day `2024-08-06` or a time `2024-08-06T07:40:00Z`.
    pub published: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Hash of the bytes as read.
    pub sha256: Sha256,
    /// Hash of the text with white space and Unicode forms normalised.
    pub text_sha256: Sha256,
    /// 64-bit SimHash of the text's word 4-grams, for copies.
    pub simhash: u64,
    /// The body as kept; every offset counts in it.
    pub text: String,
    /// What each stretch of `text` is.
    pub blocks: Vec<Block>,
}

impl Report {
    /// The publication day, `YYYY-MM-DD`.
    pub fn published_day(&self) -> Option<&str> {
        self.published.as_deref().and_then(|p| p.get(..10))
    }
}

/// What one report said: the input of reconciliation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The report, whose text reconciliation never reads beyond its quotes.
    pub report: Report,
    /// What the extractor found in it.
    pub extraction: Extraction,
}

/// Why an input is not a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RejectedCode {
    /// Nothing but white space.
    Empty,
    /// Not text.
    Binary,
    /// A record that does not parse.
    Malformed,
    /// A record without a text.
    NoText,
    /// Over the size limit.
    TooLarge,
    /// The file system would not give it.
    Unreadable,
    /// An ending or form that litopys does not read.
    UnknownFormat,
    /// Read, but extraction or the ledger's own check broke on it: a fault of litopys.
    Failed,
}

impl fmt::Display for RejectedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            RejectedCode::Empty => "empty",
            RejectedCode::Binary => "binary",
            RejectedCode::Malformed => "malformed",
            RejectedCode::NoText => "no-text",
            RejectedCode::TooLarge => "too-large",
            RejectedCode::Unreadable => "unreadable",
            RejectedCode::UnknownFormat => "unknown-format",
            RejectedCode::Failed => "failed",
        })
    }
}

/// An input that could not be read as a report; kept, never dropped in silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// File and, for a table, line.
    pub source: String,
    /// The reason's code.
    pub code: RejectedCode,
    /// What was wrong and what to do, for a person.
    pub why: String,
    /// Hash of the bytes, where they could be read.
    pub sha256: Option<Sha256>,
}
