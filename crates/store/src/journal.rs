//! The journal: entries, the hash that chains them, and the one statement that appends.
//!
//! `hash` is the SHA-256 of the canonical JSON `[number,"at","kind","body hash","prev"]`, so anyone can recompute it
//! with a few lines of any language; `prev` of the first entry is 64 zeros.

use crate::canonical;
use rusqlite::{Connection, OptionalExtension, params};

/// `prev` of the first entry.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What an entry holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A report as read.
    Report,
    /// What one extractor found in one report.
    Extraction,
    /// An input that could not be read.
    Rejection,
    /// What a person ruled.
    Decision,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [EntryKind; 4] =
        [EntryKind::Report, EntryKind::Extraction, EntryKind::Rejection, EntryKind::Decision];

    /// The kind as written in the journal.
    pub fn as_str(self) -> &'static str {
        match self {
            EntryKind::Report => "report",
            EntryKind::Extraction => "extraction",
            EntryKind::Rejection => "rejection",
            EntryKind::Decision => "decision",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<EntryKind> {
        EntryKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// One entry of the journal, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// 1, 2, 3 … without gaps.
    pub number: i64,
    /// When it was recorded.
    pub at: String,
    /// What it holds.
    pub kind: String,
    /// The content, as canonical JSON.
    pub body: String,
    /// Hash of the entry before.
    pub prev: String,
    /// Hash of this entry.
    pub hash: String,
}

impl Entry {
    /// The hash that this entry should have.
    pub fn expected_hash(&self) -> String {
        let fields =
            serde_json::json!([self.number, self.at, self.kind, canonical::sha256(self.body.as_bytes()), self.prev]);
        canonical::sha256(fields.to_string().as_bytes())
    }

    pub(crate) fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
        Ok(Entry {
            number: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            body: row.get(3)?,
            prev: row.get(4)?,
            hash: row.get(5)?,
        })
    }
}

/// The columns of an entry, in the order that [`Entry::from_row`] reads.
pub(crate) const COLUMNS: &str = "number, at, kind, body, prev, hash";

/// Number and hash of the newest entry.
pub(crate) fn head(db: &Connection) -> rusqlite::Result<(i64, String)> {
    let newest = db
        .prepare_cached("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(newest.unwrap_or_else(|| (0, GENESIS.to_owned())))
}

/// Appends one entry; the caller holds the write transaction.
pub(crate) fn append(db: &Connection, at: &str, kind: EntryKind, body: String) -> rusqlite::Result<Entry> {
    let (number, prev) = head(db)?;
    let mut entry = Entry {
        number: number + 1,
        at: at.to_owned(),
        kind: kind.as_str().to_owned(),
        body,
        prev,
        hash: String::new(),
    };
    entry.hash = entry.expected_hash();
    db.prepare_cached("INSERT INTO journal (number, at, kind, body, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![entry.number, entry.at, entry.kind, entry.body, entry.prev, entry.hash])?;
    Ok(entry)
}
