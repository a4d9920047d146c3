//! Adding to the ledger: reports with extractions, rejections and decisions, singly or in batches.
//!
//! Every call is idempotent: what the ledger already knows is not written again.
//! A batch is one transaction; what it holds is acknowledged when [`Batch::commit`] returns, and not before.

use crate::{
    Ledger, canonical,
    error::{Error, Kind},
    journal::{self, EntryKind},
    project::{ExtractionBody, ReportBody, Tables},
    time,
};
use litopys_facts::{Decision, Extraction, Rejected, Report};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::{borrow::Cow, path::Path};

/// What adding a report did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A report that the ledger did not know.
    Report,
    /// A report that the ledger knew with other bytes: a correction or an update of the page.
    Revision,
    /// A known report, read by another extractor than last time.
    Extraction,
    /// Nothing: report and extraction were known.
    AlreadyThere,
}

/// The receipt for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The id under which the ledger keeps the report: its own, or `id~1a2b3c4d` when another report has that id.
    pub id: String,
    /// What was done.
    pub what: What,
}

impl Ledger {
    /// Starts a batch; it waits for another writer to finish.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn batch(&mut self) -> Result<Batch<'_>, Error> {
        let path = &self.path;
        let write =
            self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|e| Error::sql(path, e))?;
        Ok(Batch { write, path, failed: false })
    }

    /// Adds one report with its extraction, recorded at `at` (RFC 3339).
    ///
    /// # Errors
    /// When the ledger cannot be written, or a claim's quote does not stand in the text.
    pub fn add(&mut self, report: &Report, extraction: &Extraction, at: &str) -> Result<Added, Error> {
        let mut batch = self.batch()?;
        let added = batch.add(report, extraction, at)?;
        batch.commit()?;
        Ok(added)
    }

    /// Keeps an input that could not be read; true when it was not known.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn reject(&mut self, rejected: &Rejected, at: &str) -> Result<bool, Error> {
        let mut batch = self.batch()?;
        let new = batch.reject(rejected, at)?;
        batch.commit()?;
        Ok(new)
    }

    /// Keeps a person's ruling, recorded at the time of the ruling; true when it was not known.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn decide(&mut self, decision: &Decision) -> Result<bool, Error> {
        let mut batch = self.batch()?;
        let new = batch.decide(decision)?;
        batch.commit()?;
        Ok(new)
    }
}

/// One transaction of additions; dropped without [`Batch::commit`], it leaves nothing.
#[derive(Debug)]
pub struct Batch<'ledger> {
    write: Transaction<'ledger>,
    path: &'ledger Path,
    failed: bool,
}

impl Batch<'_> {
    /// Adds one report with its extraction, recorded at `at` (RFC 3339).
    ///
    /// # Errors
    /// As for [`Ledger::add`]; after a refusal of the report the batch goes on, after any other error it is lost.
    pub fn add(&mut self, report: &Report, extraction: &Extraction, at: &str) -> Result<Added, Error> {
        let at = time::recorded(at)?;
        if let Some(why) = ungrounded(report, extraction) {
            return Err(Kind::Ungrounded { report: report.id.clone(), why }.into());
        }
        self.guarded(|db, path| add(db, path, report, extraction, &at))
    }

    /// Keeps an input that could not be read; true when it was not known.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn reject(&mut self, rejected: &Rejected, at: &str) -> Result<bool, Error> {
        let at = time::recorded(at)?;
        self.guarded(|db, path| reject(db, path, rejected, &at))
    }

    /// Keeps a person's ruling, recorded at the time of the ruling; true when it was not known.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn decide(&mut self, decision: &Decision) -> Result<bool, Error> {
        let at = time::recorded(&decision.at)?;
        self.guarded(|db, path| decide(db, path, decision, &at))
    }

    /// Makes the batch last; when this returns, its content is on the disk.
    ///
    /// # Errors
    /// When the disk would not take it, or an earlier call of this batch failed; then nothing of the batch is kept.
    pub fn commit(self) -> Result<(), Error> {
        if self.failed {
            return Err(Kind::Failed(self.path.to_owned()).into());
        }
        let path = self.path;
        self.write.commit().map_err(|e| Error::sql(path, e))
    }

    fn guarded<T>(&mut self, write: impl FnOnce(&Connection, &Path) -> Result<T, Error>) -> Result<T, Error> {
        if self.failed {
            return Err(Kind::Failed(self.path.to_owned()).into());
        }
        let result = write(&self.write, self.path);
        self.failed = result.is_err();
        result
    }
}

fn add(db: &Connection, path: &Path, report: &Report, extraction: &Extraction, at: &str) -> Result<Added, Error> {
    let sql = |e| Error::sql(path, e);
    let tables = Tables { db, with_words: true };
    let known: Option<(i64, String)> = db
        .prepare_cached("SELECT entry, id FROM reports WHERE given_id = ?1 AND sha256 = ?2")
        .and_then(|mut q| q.query_row(params![report.id, report.sha256], |r| Ok((r.get(0)?, r.get(1)?))).optional())
        .map_err(sql)?;
    let (number, id, mut what) = match known {
        Some((number, id)) => (number, id, What::AlreadyThere),
        None => {
            let (id, what) = id_for(db, report).map_err(sql)?;
            let kept = if id == report.id {
                Cow::Borrowed(report)
            } else {
                Cow::Owned(Report { id: id.clone(), ..report.clone() })
            };
            let body = ReportBody { given_id: report.id.as_str().into(), report: kept };
            let json = canonical::json("a report", &body)?;
            let entry = journal::append(db, at, EntryKind::Report, json).map_err(sql)?;
            tables.report(entry.number, &body).map_err(sql)?;
            (entry.number, id, what)
        }
    };
    let last: Option<String> = db
        .prepare_cached("SELECT extractor FROM extractions WHERE report = ?1 AND latest = 1")
        .and_then(|mut query| query.query_row([number], |row| row.get(0)).optional())
        .map_err(sql)?;
    if last.as_deref() != Some(extraction.extractor.as_str()) {
        let body = ExtractionBody { report: number, id: id.as_str().into(), extraction: Cow::Borrowed(extraction) };
        let json = canonical::json("an extraction", &body)?;
        let entry = journal::append(db, at, EntryKind::Extraction, json).map_err(sql)?;
        tables.extraction(entry.number, &body).map_err(sql)?;
        if what == What::AlreadyThere {
            what = What::Extraction;
        }
    }
    Ok(Added { id, what })
}

/// The id to keep a new report under.
///
/// The same id from the same address is a revision; from another address it is another report that only shares a file
/// name, as `index.html` often does, and neither may hide the other.
fn id_for(db: &Connection, report: &Report) -> rusqlite::Result<(String, What)> {
    let address = |url: Option<String>, path: String| url.unwrap_or(path);
    let taken: Option<(Option<String>, String)> = db
        .prepare_cached("SELECT url, path FROM reports WHERE id = ?1 AND latest = 1")?
        .query_row([&report.id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match taken {
        None => (report.id.clone(), What::Report),
        Some((url, path)) if address(url.clone(), path.clone()) == address(report.url.clone(), report.path.clone()) => {
            (report.id.clone(), What::Revision)
        }
        Some(_) => {
            let mark: String = report.sha256.chars().take(8).collect();
            (format!("{}~{mark}", report.id), What::Report)
        }
    })
}

fn reject(db: &Connection, path: &Path, rejected: &Rejected, at: &str) -> Result<bool, Error> {
    let sql = |e| Error::sql(path, e);
    let known: Option<i64> = db
        .prepare_cached("SELECT 1 FROM rejections WHERE source = ?1 AND code = ?2 AND sha256 IS ?3 AND why = ?4")
        .and_then(|mut query| {
            let key = params![rejected.source, rejected.code.to_string(), rejected.sha256, rejected.why];
            query.query_row(key, |row| row.get(0)).optional()
        })
        .map_err(sql)?;
    if known.is_none() {
        let json = canonical::json("a rejection", rejected)?;
        let entry = journal::append(db, at, EntryKind::Rejection, json).map_err(sql)?;
        Tables { db, with_words: true }.rejection(entry.number, rejected).map_err(sql)?;
    }
    Ok(known.is_none())
}

fn decide(db: &Connection, path: &Path, decision: &Decision, at: &str) -> Result<bool, Error> {
    let sql = |e| Error::sql(path, e);
    let ruling = canonical::json("a ruling", &decision.ruling)?;
    let known: Option<i64> = db
        .prepare_cached("SELECT 1 FROM decisions WHERE ruled = ?1 AND person = ?2 AND ruling = ?3 AND reason = ?4")
        .and_then(|mut query| {
            let key = params![decision.at, decision.by, ruling, decision.reason];
            query.query_row(key, |row| row.get(0)).optional()
        })
        .map_err(sql)?;
    if known.is_none() {
        let json = canonical::json("a decision", decision)?;
        let entry = journal::append(db, at, EntryKind::Decision, json).map_err(sql)?;
        Tables { db, with_words: true }.decision(entry.number, decision).map_err(sql)?;
    }
    Ok(known.is_none())
}

/// The first claim whose quote does not stand where it says.
pub(crate) fn ungrounded(report: &Report, extraction: &Extraction) -> Option<String> {
    extraction.claims.iter().find_map(|claim| {
        let (start, end) = (claim.span.start as usize, claim.span.end as usize);
        (claim.quote.is_empty() || report.text.get(start..end) != Some(claim.quote.as_str()))
            .then(|| format!("the quote of claim {} does not stand at bytes {start}..{end} of the text", claim.id))
    })
}
