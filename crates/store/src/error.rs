//! What can go wrong with a ledger, said with the place and the next step.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// A failure of the ledger; its message says what, where and what to do.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<Kind>);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("{}: no ledger here; help: make one with `litopys --ledger {} add FILE…`", .0.display(), .0.display())]
    Missing(PathBuf),
    #[error("{}: already exists; help: open it, or name another file with --ledger", .0.display())]
    Exists(PathBuf),
    #[error("{}: not a litopys ledger; help: name another file with --ledger", .0.display())]
    NotALedger(PathBuf),
    #[error("{}: ledger of version {found}, newer than the {known} that this litopys knows; help: update litopys", .path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{}: ledger of the older version {found}, and opened for reading only; help: run `litopys add` on it once, which brings it to version {known}", .path.display())]
    Older { path: PathBuf, found: i64, known: i64 },
    #[error("{}: the ledger cannot be written; help: give yourself write permission on the file and on its folder, or name another file with --ledger", .0.display())]
    ReadOnly(PathBuf),
    #[error("{}: cannot be opened; help: check that the folder exists and that you may read and write it", .0.display())]
    CannotOpen(PathBuf),
    #[error("{}: another program is writing to the ledger; help: wait until it is done, then run again", .0.display())]
    Busy(PathBuf),
    #[error("{}: no room left to write; nothing of this batch was kept, all before it was; help: free some space and run again, it goes on from there", .0.display())]
    Full(PathBuf),
    #[error("{}: the ledger file is damaged ({what}); help: keep a copy, then restore it from a backup, or rescue what is left with `sqlite3 FILE .recover`", .path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("journal entry {entry} of {}: {what}; help: run `litopys verify`", .path.display())]
    Entry { path: PathBuf, entry: i64, what: String },
    #[error("report `{report}`: {why}; help: this is a fault of the extractor, please report it with the text")]
    Ungrounded { report: String, why: String },
    #[error("{}: an earlier write of this batch failed, so nothing of it was kept; help: see the first message", .0.display())]
    Failed(PathBuf),
    #[error("`{0}` is not a time; help: write 2024-08-06 or 2024-08-06T07:40:00Z")]
    Time(String),
    #[error("`{0}` cannot be searched for; help: write words, or a phrase in \"quotation marks\"")]
    Search(String),
    #[error("{}: {source}; help: check the disk and the permissions of the folder", .path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{what} cannot be written as JSON: {source}; help: this is a fault of litopys, please report it")]
    Json { what: &'static str, source: serde_json::Error },
    #[error("{}: {source}; help: run `litopys verify`, and if it finds nothing, report this", .path.display())]
    Sql { path: PathBuf, source: rusqlite::Error },
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error(Box::new(kind))
    }
}

impl Error {
    /// What SQLite said, turned into what it means for the file at `path`.
    pub(crate) fn sql(path: &Path, source: rusqlite::Error) -> Error {
        let path = path.to_owned();
        let full = |code: i32| code & 0xff == rusqlite::ffi::SQLITE_IOERR && is_write(code);
        Error::from(match &source {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::ReadOnly => Kind::ReadOnly(path),
                ErrorCode::CannotOpen => Kind::CannotOpen(path),
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Kind::Busy(path),
                ErrorCode::DiskFull => Kind::Full(path),
                ErrorCode::SystemIoFailure if full(failure.extended_code) => Kind::Full(path),
                ErrorCode::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHORT_READ => {
                    Kind::Damaged { path, what: "it ends too early".into() }
                }
                ErrorCode::DatabaseCorrupt => {
                    Kind::Damaged { path, what: message.clone().unwrap_or_else(|| failure.to_string()) }
                }
                ErrorCode::NotADatabase => Kind::NotALedger(path),
                _ => Kind::Sql { path, source },
            },
            _ => Kind::Sql { path, source },
        })
    }

    /// True when the disk is full or a quota or file size limit was reached.
    pub fn is_full(&self) -> bool {
        matches!(*self.0, Kind::Full(_))
    }

    /// True when the ledger is of a newer version than this program knows.
    pub fn is_newer(&self) -> bool {
        matches!(*self.0, Kind::Newer { .. })
    }

    /// True when there is no ledger at the path.
    pub fn is_missing(&self) -> bool {
        matches!(*self.0, Kind::Missing(_))
    }

    pub(crate) fn lacks_rights(&self) -> bool {
        matches!(*self.0, Kind::CannotOpen(_) | Kind::ReadOnly(_))
    }

    /// True when only this one report was refused and nothing is wrong with the ledger.
    pub fn is_refusal(&self) -> bool {
        matches!(*self.0, Kind::Ungrounded { .. })
    }

    /// True when the file is not whole any more.
    pub fn is_damaged(&self) -> bool {
        matches!(*self.0, Kind::Damaged { .. } | Kind::Entry { .. })
    }
}

/// Failed writes and flushes: a file size limit and some full disks report themselves so rather than as a full disk.
fn is_write(extended: i32) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE};
    [SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_SHMSIZE].contains(&extended)
}
