//! How an input is called: in a report's `path`, in a rejection's `source`, and as an id where the input gives none.
//!
//! In: a path. Out: names for people; never a path that is opened again.

use litopys_facts::{Rejected, RejectedCode};
use std::path::Path;

/// The names of one file or stream.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// As given or found: `in/night.jsonl`.
    pub path: String,
    /// Without directories: `night.jsonl`.
    pub file: String,
    /// The ending, in lower case: `jsonl`.
    pub ending: String,
}

impl Name {
    pub(crate) fn of_path(path: &Path) -> Name {
        let shown = path.display().to_string();
        let file = path.file_name().map_or_else(|| shown.clone(), |f| f.to_string_lossy().into_owned());
        let ending = path.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase());
        Name { path: shown, file, ending }
    }

    pub(crate) fn stdin() -> Name {
        Name { path: "-".into(), file: "stdin".into(), ending: String::new() }
    }

    /// The same file at a line.
    pub(crate) fn at(&self, line: u64) -> Name {
        Name {
            path: format!("{}:{line}", self.path),
            file: format!("{}:{line}", self.file),
            ending: self.ending.clone(),
        }
    }

    pub(crate) fn rejected(&self, code: RejectedCode, why: impl Into<String>) -> Rejected {
        Rejected { source: self.path.clone(), code, why: why.into(), sha256: None }
    }

    pub(crate) fn unreadable(&self, error: &std::io::Error) -> Rejected {
        let help = match error.kind() {
            std::io::ErrorKind::NotFound => "check the name",
            std::io::ErrorKind::PermissionDenied => "check who may read it",
            _ => "check the disk and try again",
        };
        self.rejected(RejectedCode::Unreadable, format!("can't be read: {error}; help: {help}"))
    }

    pub(crate) fn too_large(&self, max: usize) -> Rejected {
        self.rejected(
            RejectedCode::TooLarge,
            format!("one report of more than {} MiB; help: split it, or raise the limit", (max >> 20).max(1)),
        )
    }
}
