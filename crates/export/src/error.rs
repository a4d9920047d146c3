//! What can go wrong while writing.

use std::io;

/// A failure to write an export.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("the output cannot be written: {0}; help: check the disk, or name another file with --output")]
    Write(io::Error),
    #[error("a record cannot be written as JSON: {0}; help: this is a fault of litopys, please report it")]
    Json(serde_json::Error),
}

impl Error {
    /// True when the reader of a pipe went away, as `head` does; nothing is wrong then.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(&self.0, Kind::Write(e) if e.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Error {
        Error(Kind::Write(source))
    }
}

impl From<serde_json::Error> for Error {
    fn from(source: serde_json::Error) -> Error {
        Error(if source.is_io() { Kind::Write(source.into()) } else { Kind::Json(source) })
    }
}

impl From<csv::Error> for Error {
    fn from(source: csv::Error) -> Error {
        Error(Kind::Write(match source.into_kind() {
            csv::ErrorKind::Io(source) => source,
            other => io::Error::other(format!("{other:?}")),
        }))
    }
}
