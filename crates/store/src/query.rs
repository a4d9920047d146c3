//! Reading the ledger: readings for reconciliation, single reports, rejections, decisions, counts and search.
//!
//! `as_of` is a day (`2024-05-03`, to its end in UTC) or a time (`2024-05-03T12:00:00Z`, inclusive).
//! What was known then is the journal up to the first entry recorded later, so a clock that once ran backwards
//! can hide a little, and never shows what came after.

use crate::{
    Entry, Ledger,
    error::{Error, Kind},
    journal::{self, COLUMNS},
    project::Content,
    time,
};
use litopys_facts::{Decision, Reading, Rejected, Report};
use rusqlite::{OptionalExtension, params};

/// How much a ledger holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Journal entries.
    pub entries: u64,
    /// Reports, each counted once whatever its revisions.
    pub reports: u64,
    /// Claims of the newest extractions.
    pub claims: u64,
    /// Inputs that could not be read.
    pub rejections: u64,
    /// Rulings.
    pub decisions: u64,
}

/// One search hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The report's id.
    pub report: String,
    /// Its headline.
    pub title: Option<String>,
    /// The claim's quote, where the words stand in one.
    pub quote: Option<String>,
}

impl Ledger {
    /// What each report said, by its newest revision and extraction as known `as_of`; read one by one.
    ///
    /// # Errors
    /// When `as_of` is not a time or the ledger cannot be read.
    pub fn readings(&self, as_of: Option<&str>) -> Result<Readings<'_>, Error> {
        let cut = self.cut(as_of)?;
        let entries = self.numbers(
            "SELECT r.entry, max(x.entry) FROM reports r JOIN extractions x ON x.report = r.entry
             WHERE x.entry < ?1
               AND r.entry = (SELECT max(newer.entry) FROM reports newer WHERE newer.id = r.id AND newer.entry < ?1)
             GROUP BY r.entry ORDER BY r.entry",
            cut,
        )?;
        Ok(Readings { ledger: self, entries: entries.into_iter() })
    }

    /// The rulings as known `as_of`, in the order they were recorded.
    ///
    /// # Errors
    /// When `as_of` is not a time or the ledger cannot be read.
    pub fn decisions(&self, as_of: Option<&str>) -> Result<Decisions<'_>, Error> {
        let cut = self.cut(as_of)?;
        let entries = self.numbers("SELECT entry, entry FROM decisions WHERE entry < ?1 ORDER BY entry", cut)?;
        Ok(Decisions { ledger: self, entries: entries.into_iter() })
    }

    /// The inputs that could not be read, in the order they were recorded.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn rejections(&self) -> Result<Rejections<'_>, Error> {
        let entries = self.numbers("SELECT entry, entry FROM rejections WHERE entry < ?1 ORDER BY entry", i64::MAX)?;
        Ok(Rejections { ledger: self, entries: entries.into_iter() })
    }

    /// The newest revision of a report.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn report(&self, id: &str) -> Result<Option<Report>, Error> {
        let number = self
            .db
            .prepare_cached("SELECT entry FROM reports WHERE id = ?1 AND latest = 1")
            .and_then(|mut query| query.query_row([id], |row| row.get(0)).optional())
            .map_err(|e| self.sql(e))?;
        number.map(|number| self.report_at(number)).transpose()
    }

    /// One journal entry.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn entry(&self, number: i64) -> Result<Option<Entry>, Error> {
        self.db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM journal WHERE number = ?1"))
            .and_then(|mut query| query.query_row([number], Entry::from_row).optional())
            .map_err(|e| self.sql(e))
    }

    /// How much the ledger holds.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn counts(&self) -> Result<Counts, Error> {
        let count = |of: &str| -> Result<u64, Error> {
            let n: i64 = self
                .db
                .query_row(&format!("SELECT count(*) FROM {of}"), [], |row| row.get(0))
                .map_err(|e| self.sql(e))?;
            Ok(n.unsigned_abs())
        };
        let (entries, _) = journal::head(&self.db).map_err(|e| self.sql(e))?;
        Ok(Counts {
            entries: entries.unsigned_abs(),
            reports: count("reports WHERE latest = 1")?,
            claims: count("claims")?,
            rejections: count("rejections")?,
            decisions: count("decisions")?,
        })
    }

    /// Reports whose quotes or text hold all the words, best first; `"…"` asks for a phrase.
    ///
    /// # Errors
    /// When there is nothing to search for or the ledger cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let query = search_query(words).ok_or_else(|| Kind::Search(words.to_owned()))?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut hits = Vec::new();
        for sql in [
            "SELECT r.id, r.title, c.quote FROM quote_words w JOIN claims c ON c.number = w.rowid
             JOIN reports r ON r.entry = c.report WHERE quote_words MATCH ?1 ORDER BY w.rank, c.number LIMIT ?2",
            "SELECT r.id, r.title, NULL FROM report_words w JOIN reports r ON r.entry = w.rowid
             WHERE report_words MATCH ?1 ORDER BY w.rank, r.entry LIMIT ?2",
        ] {
            let mut found = self.db.prepare_cached(sql).map_err(|e| self.sql(e))?;
            let rows = found
                .query_map(params![query, limit], |row| {
                    Ok(Hit { report: row.get(0)?, title: row.get(1)?, quote: row.get(2)? })
                })
                .map_err(|e| self.sql(e))?;
            for hit in rows {
                let hit = hit.map_err(|e| self.sql(e))?;
                if hit.quote.is_some() || hits.iter().all(|known: &Hit| known.report != hit.report) {
                    hits.push(hit);
                }
            }
        }
        hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(hits)
    }

    /// The number of the first entry recorded after `as_of`.
    fn cut(&self, as_of: Option<&str>) -> Result<i64, Error> {
        let Some(as_of) = as_of else { return Ok(i64::MAX) };
        let after = time::first_after(as_of)?;
        let cut: Option<i64> = self
            .db
            .query_row("SELECT min(number) FROM journal WHERE at >= ?1", [after], |row| row.get(0))
            .map_err(|e| self.sql(e))?;
        Ok(cut.unwrap_or(i64::MAX))
    }

    fn numbers(&self, sql: &str, cut: i64) -> Result<Vec<(i64, i64)>, Error> {
        let mut query = self.db.prepare_cached(sql).map_err(|e| self.sql(e))?;
        let rows = query.query_map([cut], |row| Ok((row.get(0)?, row.get(1)?))).map_err(|e| self.sql(e))?;
        rows.collect::<Result<_, _>>().map_err(|e| self.sql(e))
    }

    fn content(&self, number: i64) -> Result<Content, Error> {
        let broken = |what: String| Error::from(Kind::Entry { path: self.path.clone(), entry: number, what });
        let entry = self.entry(number)?.ok_or_else(|| broken("it is gone".into()))?;
        Content::parse(&entry).map_err(broken)
    }

    fn wrong_kind(&self, entry: i64) -> Error {
        Kind::Entry { path: self.path.clone(), entry, what: "it is of another kind than the tables say".into() }.into()
    }

    pub(crate) fn report_at(&self, number: i64) -> Result<Report, Error> {
        match self.content(number)? {
            Content::Report(body) => Ok(body.report.into_owned()),
            _ => Err(self.wrong_kind(number)),
        }
    }

    fn reading_at(&self, report: i64, extraction: i64) -> Result<Reading, Error> {
        match self.content(extraction)? {
            Content::Extraction(body) => {
                Ok(Reading { report: self.report_at(report)?, extraction: body.extraction.into_owned() })
            }
            _ => Err(self.wrong_kind(extraction)),
        }
    }
}

/// Quotes every word, so that nothing in it is read as an operator; none when there is no word.
fn search_query(words: &str) -> Option<String> {
    let mut query = String::new();
    for (i, part) in words.split('"').enumerate() {
        let pieces: Vec<&str> = if i % 2 == 1 { vec![part] } else { part.split_whitespace().collect() };
        for piece in pieces.into_iter().filter(|piece| piece.chars().any(char::is_alphanumeric)) {
            query.push_str(&format!("\"{piece}\" "));
        }
    }
    (!query.is_empty()).then_some(query)
}

/// The readings of a ledger, fetched one by one.
#[derive(Debug)]
pub struct Readings<'ledger> {
    ledger: &'ledger Ledger,
    entries: std::vec::IntoIter<(i64, i64)>,
}

impl Iterator for Readings<'_> {
    type Item = Result<Reading, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (report, extraction) = self.entries.next()?;
        Some(self.ledger.reading_at(report, extraction))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

/// The rulings of a ledger, fetched one by one.
#[derive(Debug)]
pub struct Decisions<'ledger> {
    ledger: &'ledger Ledger,
    entries: std::vec::IntoIter<(i64, i64)>,
}

impl Iterator for Decisions<'_> {
    type Item = Result<Decision, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (number, _) = self.entries.next()?;
        Some(self.ledger.content(number).and_then(|content| match content {
            Content::Decision(decision) => Ok(decision),
            _ => Err(self.ledger.wrong_kind(number)),
        }))
    }
}

/// The rejections of a ledger, fetched one by one.
#[derive(Debug)]
pub struct Rejections<'ledger> {
    ledger: &'ledger Ledger,
    entries: std::vec::IntoIter<(i64, i64)>,
}

impl Iterator for Rejections<'_> {
    type Item = Result<Rejected, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (number, _) = self.entries.next()?;
        Some(self.ledger.content(number).and_then(|content| match content {
            Content::Rejection(rejected) => Ok(rejected),
            _ => Err(self.ledger.wrong_kind(number)),
        }))
    }
}
