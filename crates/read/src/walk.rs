//! Files under the inputs, in order of names, one at a time.
//!
//! In: inputs. Out: files to open, or why a path gives none. Names that begin with a dot are left out.
//! A directory that links lead back to is named once and not entered again; pipes and devices that lie in a directory
//! are never opened, since they may never end.

use crate::{Input, name::Name};
use litopys_facts::{Rejected, RejectedCode};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What the walk comes upon.
pub(crate) enum Found {
    File(PathBuf),
    Stdin,
    Nothing(Rejected),
}

/// What is still to be visited, the next one last.
pub(crate) struct Walk {
    waiting: Vec<(Input, bool)>,
    entered: HashSet<PathBuf>,
}

impl Walk {
    pub(crate) fn new(inputs: &[Input]) -> Walk {
        let waiting = inputs.iter().rev().map(|input| (input.clone(), true)).collect();
        Walk { waiting, entered: HashSet::new() }
    }

    fn visit(&mut self, path: PathBuf, given: bool) -> Option<Found> {
        let name = Name::of_path(&path);
        if given {
            // What a person names twice is read twice.
            self.entered.clear();
        }
        let kind = match std::fs::metadata(&path) {
            Ok(data) => data.file_type(),
            Err(e) => return Some(Found::Nothing(name.unreadable(&e))),
        };
        if kind.is_dir() {
            return self.enter(&path, &name).err().map(Found::Nothing);
        }
        if kind.is_file() || given {
            return Some(Found::File(path));
        }
        let why = "not a file but a pipe, socket or device; help: name it on its own if it is meant";
        Some(Found::Nothing(name.rejected(RejectedCode::Unreadable, why)))
    }

    fn enter(&mut self, path: &Path, name: &Name) -> Result<(), Rejected> {
        let real = std::fs::canonicalize(path).map_err(|e| name.unreadable(&e))?;
        if !self.entered.insert(real) {
            let why = "a link to a directory that is read already; help: nothing to do, it was read once";
            return Err(name.rejected(RejectedCode::Unreadable, why));
        }
        let mut names = Vec::new();
        for entry in std::fs::read_dir(path).map_err(|e| name.unreadable(&e))? {
            let entry = entry.map_err(|e| name.unreadable(&e))?.file_name();
            if !entry.as_encoded_bytes().starts_with(b".") {
                names.push(entry);
            }
        }
        names.sort_by(|a, b| b.as_encoded_bytes().cmp(a.as_encoded_bytes()));
        self.waiting.extend(names.into_iter().map(|n| (Input::Path(path.join(n)), false)));
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some((input, given)) = self.waiting.pop() {
            match input {
                Input::Stdin => return Some(Found::Stdin),
                Input::Path(path) => {
                    if let Some(found) = self.visit(path, given) {
                        return Some(found);
                    }
                }
            }
        }
        None
    }
}
