//! Opening, making and upgrading a ledger file; every reason why that cannot be done has its own message.

use crate::{
    error::{Error, Kind},
    project, schema,
};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    time::Duration,
};

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open ledger; one writes at a time, any number read.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
}

impl Ledger {
    /// Opens the ledger at `path` for writing, or makes it when there is none.
    ///
    /// # Errors
    /// When the file is no ledger, newer than this program, damaged, or cannot be written.
    pub fn open(path: impl AsRef<Path>) -> Result<Ledger, Error> {
        let path = path.as_ref();
        let exists = is_ledger_or_missing(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|e| Error::sql(path, e))?;
        let mut ledger = Ledger { db, path: path.to_owned() };
        ledger.make_ready().map_err(|e| {
            // An existing ledger whose write-ahead log cannot be made lies in a folder that cannot be written.
            if exists && e.lacks_rights() { Kind::ReadOnly(path.to_owned()).into() } else { e }
        })?;
        Ok(ledger)
    }

    /// Makes a new ledger at `path`.
    ///
    /// # Errors
    /// When there is a file at `path`, or as for [`Ledger::open`].
    pub fn create(path: impl AsRef<Path>) -> Result<Ledger, Error> {
        let path = path.as_ref();
        if path.exists() {
            return Err(Kind::Exists(path.to_owned()).into());
        }
        Ledger::open(path)
    }

    /// Opens the ledger at `path` for reading only; it may lie on a medium that cannot be written.
    ///
    /// # Errors
    /// When there is none, or the file is no ledger, of another version, or damaged.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Ledger, Error> {
        let path = path.as_ref();
        if !is_ledger_or_missing(path)? {
            return Err(Kind::Missing(path.to_owned()).into());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|e| Error::sql(path, e))?;
        let ledger = Ledger { db, path: path.to_owned() };
        match ledger.check_version() {
            // The log that SQLite wants beside the ledger cannot be made there, so nobody writes to it either.
            Err(e) if e.lacks_rights() && !has_log(path) => Ledger::open_immutable(path),
            found => ledger.of_this_version(found?),
        }
    }

    /// The ledger's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Throws away every projected table and makes it anew from the journal.
    ///
    /// # Errors
    /// When an entry does not parse, or the file cannot be written.
    pub fn rebuild(&mut self) -> Result<(), Error> {
        let (path, db) = (&self.path, &mut self.db);
        let sql = |e| Error::sql(path, e);
        let write = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
        project::rebuild(&write, path)?;
        write.commit().map_err(sql)
    }

    pub(crate) fn sql(&self, source: rusqlite::Error) -> Error {
        Error::sql(&self.path, source)
    }

    /// A ledger that no one can write, so no log can be beside it.
    fn open_immutable(path: &Path) -> Result<Ledger, Error> {
        let mut uri = String::from("file:");
        for byte in path.to_string_lossy().bytes() {
            match byte {
                b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(byte.into()),
                _ => uri.push_str(&format!("%{byte:02x}")),
            }
        }
        uri.push_str("?immutable=1");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(uri, flags).map_err(|e| Error::sql(path, e))?;
        let ledger = Ledger { db, path: path.to_owned() };
        let found = ledger.check_version()?;
        ledger.of_this_version(found)
    }

    fn of_this_version(self, found: i64) -> Result<Ledger, Error> {
        match found {
            0 => Err(Kind::Missing(self.path).into()),
            schema::VERSION => Ok(self),
            _ => Err(Kind::Older { path: self.path, found, known: schema::VERSION }.into()),
        }
    }

    /// Settings, version, and the missing tables of a new or older ledger.
    fn make_ready(&mut self) -> Result<(), Error> {
        let found = self.check_version()?;
        if self.db.is_readonly(rusqlite::MAIN_DB).map_err(|e| self.sql(e))? {
            return Err(Kind::ReadOnly(self.path.clone()).into());
        }
        self.db.pragma_update(None, "journal_mode", "wal").map_err(|e| self.sql(e))?;
        self.db.pragma_update(None, "synchronous", "full").map_err(|e| self.sql(e))?;
        if found == schema::VERSION {
            return Ok(());
        }
        let (path, db) = (&self.path, &mut self.db);
        let sql = |e| Error::sql(path, e);
        let write = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
        // Another program may have made the tables while this one waited.
        let found: i64 = write.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sql)?;
        for step in schema::STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
            write.execute_batch(step).map_err(sql)?;
        }
        write.pragma_update(None, "application_id", schema::APPLICATION_ID).map_err(sql)?;
        write.pragma_update(None, "user_version", schema::VERSION).map_err(sql)?;
        if found < schema::VERSION {
            project::rebuild(&write, path)?;
        }
        write.commit().map_err(sql)
    }

    /// The file's version; 0 for a new, empty file.
    fn check_version(&self) -> Result<i64, Error> {
        let sql = |e| self.sql(e);
        self.db.busy_timeout(PATIENCE).map_err(sql)?;
        self.db.set_prepared_statement_cache_capacity(64);
        self.db.pragma_update(None, "trusted_schema", false).map_err(sql)?;
        self.db.pragma_update(None, "cell_size_check", true).map_err(sql)?;
        let number = |pragma| self.db.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(sql);
        let (application, found) = (number("application_id")?, number("user_version")?);
        let tables: i64 = self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(sql)?;
        match (application, found) {
            (0, 0) if tables == 0 => Ok(0),
            (schema::APPLICATION_ID, found) if found > schema::VERSION => {
                Err(Kind::Newer { path: self.path.clone(), found, known: schema::VERSION }.into())
            }
            (schema::APPLICATION_ID, found) if found > 0 => Ok(found),
            _ => Err(Kind::NotALedger(self.path.clone()).into()),
        }
    }
}

/// True when a file is there that may be a ledger, false when there is none.
fn is_ledger_or_missing(path: &Path) -> Result<bool, Error> {
    let io = |source: std::io::Error| match source.kind() {
        ErrorKind::PermissionDenied => Error::from(Kind::CannotOpen(path.to_owned())),
        _ => Kind::Io { path: path.to_owned(), source }.into(),
    };
    let file = match File::open(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(false),
        opened => opened.map_err(io)?,
    };
    if !file.metadata().map_err(io)?.is_file() {
        return Err(Kind::NotALedger(path.to_owned()).into());
    }
    let mut head = Vec::new();
    file.take(16).read_to_end(&mut head).map_err(io)?;
    // A file without a byte is what a kill during the making leaves, and what `touch` and `mktemp` make.
    if head.is_empty() || head == *b"SQLite format 3\0" {
        Ok(true)
    } else {
        Err(Kind::NotALedger(path.to_owned()).into())
    }
}

/// True when a write-ahead log with something in it lies beside the ledger.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|meta| meta.len() > 0)
}
