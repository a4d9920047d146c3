//! The check that everything in the ledger still stands: chain, quotes, tables.
//!
//! One walk over the journal recomputes every hash, projects every entry into a private scratch database, and looks up
//! every quote in the text kept; then the tables are compared row by row with the scratch ones.
//! It needs no write access, keeps memory flat, and names the first broken entry.
//! What it cannot see: the newest entries taken away together with their rows. Note the head hash elsewhere for that.

use crate::{
    Ledger,
    add::ungrounded,
    error::Error,
    journal::{COLUMNS, Entry, GENESIS},
    project::{Content, Tables},
    schema, time,
};
use litopys_facts::Report;
use rusqlite::{Connection, types::Value};
use std::fmt;

/// After so many findings the walk stops.
const ENOUGH: usize = 100;

/// One thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The journal entry, where it is about one.
    pub entry: Option<i64>,
    /// What does not hold.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entry {
            Some(entry) => write!(f, "entry {entry}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Entries walked.
    pub entries: u64,
    /// Reports among them, revisions included.
    pub reports: u64,
    /// Quotes found standing in their text.
    pub quotes: u64,
    /// Hash of the newest entry: whoever notes it can later prove that nothing before it was changed.
    pub head: String,
    /// What does not hold, first things first; empty when the ledger is sound.
    pub findings: Vec<Finding>,
}

impl Verification {
    /// True when nothing was found.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn note(&mut self, entry: Option<i64>, what: impl Into<String>) {
        if self.findings.len() < ENOUGH {
            self.findings.push(Finding { entry, what: what.into() });
        }
    }
}

impl Ledger {
    /// Checks chain, journal against tables, and every quote against the text kept.
    ///
    /// # Errors
    /// Only when the check itself cannot be made; a broken ledger is a result, not an error.
    pub fn verify(&self) -> Result<Verification, Error> {
        let mut result = Verification { head: GENESIS.to_owned(), ..Verification::default() };
        let scratch = Connection::open("").map_err(|e| self.sql(e))?;
        scratch.execute_batch(schema::PROJECTIONS).map_err(|e| self.sql(e))?;
        // One snapshot for all steps, so that a writer at work is not taken for damage.
        let _snapshot = self.db.unchecked_transaction().map_err(|e| self.sql(e))?;
        // What SQLite reports while walking is what was to be found out.
        if let Err(e) = self
            .check_file(&mut result)
            .and_then(|()| self.check_journal(&scratch, &mut result))
            .and_then(|()| self.check_tables(&scratch, &mut result))
        {
            result.note(None, self.sql(e).to_string());
        }
        Ok(result)
    }

    /// The file's pages, and that tables and guards are those of this version.
    fn check_file(&self, result: &mut Verification) -> rusqlite::Result<()> {
        let mut pages = self.db.prepare("PRAGMA integrity_check(5)")?;
        for line in pages.query_map([], |row| row.get::<_, String>(0))? {
            match line? {
                line if line == "ok" => {}
                line => result.note(None, format!("the file is damaged: {line}")),
            }
        }
        let model = Connection::open_in_memory()?;
        for step in schema::STEPS {
            model.execute_batch(step)?;
        }
        model.execute_batch(schema::PROJECTIONS)?;
        let (expected, found) = (tables_of(&model)?, tables_of(&self.db)?);
        for (name, sql) in &expected {
            if !found.contains(&(name.clone(), sql.clone())) {
                result.note(None, format!("table, index or guard `{name}` is missing or was changed"));
            }
        }
        for (name, sql) in &found {
            // A table added beside ours harms nothing; a trigger may.
            let ours = expected.contains(&(name.clone(), sql.clone()));
            if !ours && sql.as_deref().is_some_and(|sql| sql.to_uppercase().contains("TRIGGER")) {
                result.note(None, format!("trigger `{name}` was added"));
            }
        }
        Ok(())
    }

    /// Chain and quotes; fills the scratch tables.
    fn check_journal(&self, scratch: &Connection, result: &mut Verification) -> rusqlite::Result<()> {
        let tables = Tables { db: scratch, with_words: false };
        let mut journal = self.db.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY number"))?;
        let mut rows = journal.query([])?;
        let mut newest: Option<(i64, Report)> = None;
        let mut number = 0;
        // One transaction keeps the scratch tables fast; it is never committed.
        scratch.execute_batch("BEGIN")?;
        while let Some(row) = rows.next()? {
            result.entries += 1;
            number += 1;
            let entry = match Entry::from_row(row) {
                Ok(entry) => entry,
                Err(e) => {
                    result.note(Some(number), format!("it cannot be read: {e}"));
                    continue;
                }
            };
            check_chain(&entry, number, result);
            number = entry.number;
            result.head.clone_from(&entry.hash);
            let content = match Content::parse(&entry) {
                Ok(content) => content,
                Err(what) => {
                    result.note(Some(entry.number), what);
                    continue;
                }
            };
            if let Err(e) = tables.project(entry.number, &content) {
                result.note(Some(entry.number), format!("it contradicts an earlier entry: {e}"));
            }
            match content {
                Content::Report(body) => {
                    result.reports += 1;
                    newest = Some((entry.number, body.report.into_owned()));
                }
                Content::Extraction(body) => {
                    if newest.as_ref().is_none_or(|(number, _)| *number != body.report) {
                        newest = self.report_at(body.report).ok().map(|report| (body.report, report));
                    }
                    let extraction = &body.extraction;
                    match &newest {
                        Some((_, report)) => match ungrounded(report, extraction) {
                            Some(why) => result.note(Some(entry.number), format!("report `{}`: {why}", report.id)),
                            None => result.quotes += extraction.claims.len() as u64,
                        },
                        None => result.note(Some(entry.number), format!("its report, entry {}, is gone", body.report)),
                    }
                }
                Content::Rejection(_) | Content::Decision(_) => {}
            }
        }
        Ok(())
    }

    /// The tables against the scratch ones, row by row.
    fn check_tables(&self, scratch: &Connection, result: &mut Verification) -> rusqlite::Result<()> {
        for (table, key) in schema::TABLES {
            let sql = format!("SELECT * FROM {table} ORDER BY {key}");
            let (mut ours, mut theirs) = (scratch.prepare(&sql)?, self.db.prepare(&sql)?);
            let (mut ours, mut theirs) = (ours.query([])?, theirs.query([])?);
            loop {
                let (expected, found) = (next_row(&mut ours)?, next_row(&mut theirs)?);
                if expected.is_none() && found.is_none() {
                    break;
                }
                if expected != found {
                    let key = |row: &Option<Vec<Value>>| match row.as_ref().and_then(|row| row.first()) {
                        Some(Value::Integer(key)) if table == "claims" => Some(key >> 24),
                        Some(Value::Integer(key)) => Some(*key),
                        _ => None,
                    };
                    let entry = key(&expected).into_iter().chain(key(&found)).min();
                    result.note(
                        entry,
                        format!("table `{table}` does not say what the journal says; help: rebuild the tables with `litopys verify --rebuild`"),
                    );
                    break;
                }
            }
        }
        for (words, table) in [("report_words_docsize", "reports WHERE latest = 1"), ("quote_words_docsize", "claims")]
        {
            let sql = format!("SELECT (SELECT count(*) FROM {words}) = (SELECT count(*) FROM {table})");
            if !self.db.query_row(&sql, [], |row| row.get::<_, bool>(0))? {
                result.note(
                    None,
                    format!(
                        "search table `{words}` is not whole; help: rebuild the tables with `litopys verify --rebuild`"
                    ),
                );
            }
        }
        Ok(())
    }
}

fn check_chain(entry: &Entry, number: i64, result: &mut Verification) {
    if entry.number != number {
        result.note(Some(entry.number), format!("entry {number} is missing before it"));
    }
    if entry.prev != result.head {
        result.note(Some(entry.number), "it does not follow the entry before: that one was changed or taken away");
    }
    if entry.hash != entry.expected_hash() {
        result.note(Some(entry.number), "its hash does not fit: it was changed");
    }
    if !time::is_recorded(&entry.at) {
        result.note(Some(entry.number), format!("`{}` is not a recorded time", entry.at));
    }
}

fn next_row(rows: &mut rusqlite::Rows<'_>) -> rusqlite::Result<Option<Vec<Value>>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    (0..row.as_ref().column_count()).map(|i| row.get(i)).collect::<Result<_, _>>().map(Some)
}

fn tables_of(db: &Connection) -> rusqlite::Result<Vec<(String, Option<String>)>> {
    db.prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
