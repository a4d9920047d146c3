//! From journal entries to tables: the same code runs for each new entry, for a rebuild and for a verification.
//!
//! Only the newest extraction of the newest revision of a report has rows in `claims` and words in the search tables.

use crate::{
    canonical,
    error::{Error, Kind},
    journal::{COLUMNS, Entry, EntryKind},
    schema,
};
use litopys_facts::{Claim, Decision, Extraction, Rejected, Report};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, path::Path};

/// Body of a report entry.
#[derive(Serialize, Deserialize)]
pub(crate) struct ReportBody<'a> {
    /// The id that the report came with; another one is kept when that was taken by a different report.
    pub(crate) given_id: Cow<'a, str>,
    pub(crate) report: Cow<'a, Report>,
}

/// Body of an extraction entry.
#[derive(Serialize, Deserialize)]
pub(crate) struct ExtractionBody<'a> {
    /// Number of the report's entry.
    pub(crate) report: i64,
    pub(crate) id: Cow<'a, str>,
    pub(crate) extraction: Cow<'a, Extraction>,
}

/// What an entry says.
pub(crate) enum Content {
    Report(Box<ReportBody<'static>>),
    Extraction(Box<ExtractionBody<'static>>),
    Rejection(Rejected),
    Decision(Decision),
}

impl Content {
    /// Reads an entry's body; the error says why it cannot be read.
    pub(crate) fn parse(entry: &Entry) -> Result<Content, String> {
        let kind = EntryKind::parse(&entry.kind).ok_or_else(|| format!("unknown kind `{}`", entry.kind))?;
        let body = &entry.body;
        match kind {
            EntryKind::Report => serde_json::from_str(body).map(Content::Report),
            EntryKind::Extraction => serde_json::from_str(body).map(Content::Extraction),
            EntryKind::Rejection => serde_json::from_str(body).map(Content::Rejection),
            EntryKind::Decision => serde_json::from_str(body).map(Content::Decision),
        }
        .map_err(|e| format!("its body cannot be read: {e}"))
    }
}

/// The tables of one connection, with or without the search tables.
pub(crate) struct Tables<'db> {
    pub(crate) db: &'db Connection,
    pub(crate) with_words: bool,
}

impl Tables<'_> {
    /// Adds the rows of one entry.
    pub(crate) fn project(&self, number: i64, content: &Content) -> rusqlite::Result<()> {
        match content {
            Content::Report(body) => self.report(number, body),
            Content::Extraction(body) => self.extraction(number, body),
            Content::Rejection(rejected) => self.rejection(number, rejected),
            Content::Decision(decision) => self.decision(number, decision),
        }
    }

    pub(crate) fn report(&self, number: i64, body: &ReportBody<'_>) -> rusqlite::Result<()> {
        let report = &body.report;
        let older: Option<i64> = self
            .db
            .prepare_cached("SELECT entry FROM reports WHERE id = ?1 AND latest = 1")?
            .query_row([&report.id], |row| row.get(0))
            .optional()?;
        if let Some(older) = older {
            self.forget_claims(older)?;
            self.db.prepare_cached("UPDATE reports SET latest = 0 WHERE entry = ?1")?.execute([older])?;
            if self.with_words {
                self.db.prepare_cached("DELETE FROM report_words WHERE rowid = ?1")?.execute([older])?;
            }
        }
        self.db
            .prepare_cached("INSERT INTO reports VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1)")?
            .execute(params![
                number,
                report.id,
                body.given_id,
                report.sha256,
                report.text_sha256,
                report.path,
                report.url,
                report.title,
                report.outlet,
                report.published,
                report.language,
                report.simhash.cast_signed(),
            ])?;
        if self.with_words {
            self.db
                .prepare_cached("INSERT INTO report_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
                .execute(params![number, report.title, report.text])?;
        }
        Ok(())
    }

    pub(crate) fn extraction(&self, number: i64, body: &ExtractionBody<'_>) -> rusqlite::Result<()> {
        let (report, extraction) = (body.report, &body.extraction);
        self.forget_claims(report)?;
        self.db
            .prepare_cached("UPDATE extractions SET latest = 0 WHERE report = ?1 AND latest = 1")?
            .execute([report])?;
        self.db.prepare_cached("INSERT INTO extractions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)")?.execute(params![
            number,
            report,
            extraction.extractor,
            extraction.relevant,
            count(extraction.claims.len()),
            count(extraction.events.len()),
            count(extraction.notes.len()),
        ])?;
        // 2^24 numbers for each extraction keep claim numbers the same in every rebuild.
        for (claim, place) in extraction.claims.iter().zip(0..1_i64 << 24) {
            self.claim((number << 24) + place, number, report, claim)?;
        }
        Ok(())
    }

    fn claim(&self, number: i64, extraction: i64, report: i64, claim: &Claim) -> rusqlite::Result<()> {
        let days = claim.when.as_ref().and_then(|when| when.bounds());
        let place = claim.place.as_ref();
        let text = |get: fn(&litopys_facts::Place) -> Option<&str>| place.and_then(get);
        self.db
            .prepare_cached(
                "INSERT INTO claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                 ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
            )?
            .execute(params![
                number,
                extraction,
                report,
                claim.id,
                claim.kind.as_str(),
                claim.class.as_str(),
                claim.bounds.low.map(u64::cast_signed),
                claim.bounds.high.map(u64::cast_signed),
                claim.bounds.approx,
                claim.thing,
                claim.claimant,
                claim.claimant_type.map(|kind| kind.as_str()),
                claim.status.as_str(),
                claim.actor,
                text(|p| Some(&p.name)),
                text(|p| p.country.as_deref()),
                text(|p| p.adm1.as_deref()),
                place.and_then(|p| p.lat),
                place.and_then(|p| p.lon),
                claim.when.as_ref().map(|when| when.as_str()),
                days.map(|(first, _)| first.to_string()),
                days.map(|(_, last)| last.to_string()),
                claim.event,
                claim.quote,
                claim.span.start,
                claim.span.end,
                claim.rule,
            ])?;
        if self.with_words {
            self.db
                .prepare_cached(
                    "INSERT INTO quote_words (rowid, quote, thing, claimant, place) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![number, claim.quote, claim.thing, claim.claimant, text(|p| Some(&p.name))])?;
        }
        Ok(())
    }

    pub(crate) fn rejection(&self, number: i64, rejected: &Rejected) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("INSERT INTO rejections VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![number, rejected.source, rejected.code.to_string(), rejected.why, rejected.sha256])
            .map(drop)
    }

    pub(crate) fn decision(&self, number: i64, decision: &Decision) -> rusqlite::Result<()> {
        let ruling = canonical::json("a ruling", &decision.ruling)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
        self.db
            .prepare_cached("INSERT INTO decisions VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![number, decision.by, decision.at, decision.reason, ruling])
            .map(drop)
    }

    fn forget_claims(&self, report: i64) -> rusqlite::Result<()> {
        if self.with_words {
            self.db
                .prepare_cached("DELETE FROM quote_words WHERE rowid IN (SELECT number FROM claims WHERE report = ?1)")?
                .execute([report])?;
        }
        self.db.prepare_cached("DELETE FROM claims WHERE report = ?1")?.execute([report]).map(drop)
    }
}

/// Drops the projected tables and fills them again; the caller holds the write transaction.
pub(crate) fn rebuild(db: &Connection, path: &Path) -> Result<(), Error> {
    let sql = |e| Error::sql(path, e);
    db.execute_batch(schema::DROP_PROJECTIONS).map_err(sql)?;
    db.execute_batch(schema::PROJECTIONS).map_err(sql)?;
    let tables = Tables { db, with_words: true };
    let mut journal = db.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY number")).map_err(sql)?;
    let mut rows = journal.query([]).map_err(sql)?;
    while let Some(row) = rows.next().map_err(sql)? {
        let entry = Entry::from_row(row).map_err(sql)?;
        let content =
            Content::parse(&entry).map_err(|what| Kind::Entry { path: path.to_owned(), entry: entry.number, what })?;
        tables.project(entry.number, &content).map_err(sql)?;
    }
    Ok(())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
