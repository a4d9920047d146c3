//! One opaque error for everything that may go wrong with a gazetteer file or an import.
//!
//! In: what failed and where. Out: a message of one line that names file, line and column where there are any, and
//! ends in what to do next. It never carries the content of a line longer than a few words.

use std::fmt;

/// What this crate returns when a file can't be used.
pub type Result<T> = std::result::Result<T, Error>;

/// A gazetteer file or an import that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Format { what: String },
    Line { file: String, line: usize, column: usize, what: String, help: String },
    Read { file: String, source: std::io::Error },
    Limit { what: String },
}

impl Error {
    pub(crate) fn format(what: impl Into<String>) -> Self {
        Self { kind: Kind::Format { what: what.into() } }
    }

    pub(crate) fn limit(what: impl Into<String>) -> Self {
        Self { kind: Kind::Limit { what: what.into() } }
    }

    pub(crate) fn read(file: &std::path::Path, source: std::io::Error) -> Self {
        Self { kind: Kind::Read { file: file.display().to_string(), source } }
    }

    pub(crate) fn line(file: &str, line: usize, column: usize, what: String, help: &str) -> Self {
        Self { kind: Kind::Line { file: file.into(), line, column, what, help: help.into() } }
    }

    /// True where the file could not be read at all, so that trying again may help.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(self.kind, Kind::Read { .. })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format { what } => {
                write!(
                    f,
                    "not a gazetteer file of this version: {what}; help: build it again with `litopys places import`"
                )
            }
            Self::Line { file, line, column, what, help } => write!(f, "{file}:{line}:{column}: {what}; help: {help}"),
            Self::Read { file, source } => write!(f, "{file}: {source}; help: check the path and that it may be read"),
            Self::Limit { what } => write!(f, "gazetteer too large: {what}; help: split the input by country"),
        }
    }
}
