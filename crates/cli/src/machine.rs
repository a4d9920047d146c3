//! Reading and extracting in one step: inputs to reports with their extractions, in order, on many threads.
//!
//! A report on which the extractor breaks becomes a rejection, so that one cannot stop a night's run.

use crate::{args::Global, failure::Failure, pipeline, progress::Progress};
use litopys_extract::{Buffers, Extractor, Language, Options as Extras};
use litopys_facts::{Extraction, Reading, Rejected, RejectedCode, Report};
use litopys_read::{Input, Options};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    num::NonZeroUsize,
    panic::{self, AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    thread,
};

/// What became of one input.
pub(crate) enum Read {
    Report(Box<Report>, Extraction),
    Rejected(Rejected),
}

/// The extractor with all that it needs, compiled once.
pub(crate) struct Machine {
    pub(crate) extractor: Extractor,
}

impl Machine {
    /// Loads words and rules; `extras` says what to give besides claims, events and notes.
    pub(crate) fn load(global: &Global, extras: Extras) -> Result<Machine, Failure> {
        let language = match &global.lang {
            Some(folder) => Language::load(folder),
            None => Language::embedded(),
        };
        let language = language.map_err(|e| Failure::Usage(e.to_string()))?;
        let extractor = Extractor::new(language, extras);
        let extractor = match crate::places::imported(global)? {
            Some(gazetteer) => extractor.with_gazetteer(gazetteer),
            None => extractor,
        };
        Ok(Machine { extractor })
    }

    /// Reads and extracts all inputs; `take` gets them in order, batch by batch.
    pub(crate) fn read(
        &self,
        global: &Global,
        inputs: &[PathBuf],
        take: impl FnMut(Vec<Read>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let inputs: Vec<Input> = inputs.iter().cloned().map(Input::from).collect();
        let reports = litopys_read::reports(&inputs, &Options::default())
            .filter(|read| read.as_ref().err().is_none_or(|rejected| !is_of_ledger(&global.ledger, &rejected.source)));
        let threads = global.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
        let work = |read: Result<Report, Rejected>, buffers: &mut Buffers| match read {
            Err(rejected) => Read::Rejected(rejected),
            Ok(report) => match self.extract(&report, buffers) {
                Ok(extraction) => Read::Report(Box::new(report), extraction),
                Err(rejected) => Read::Rejected(rejected),
            },
        };
        pipeline::run(reports, threads, || self.extractor.buffers(), work, take)
    }

    fn extract(&self, report: &Report, buffers: &mut Buffers) -> Result<Extraction, Rejected> {
        guarded(|| self.extractor.extract(report, buffers)).map_err(|what| {
            // Buffers left in the middle of a report are not to be trusted.
            *buffers = self.extractor.buffers();
            refused(report, format!("the extractor broke on it ({what}); help: please report it with the text"))
        })
    }

    /// All readings of the inputs, for work without a ledger.
    pub(crate) fn readings(&self, global: &Global, inputs: &[PathBuf]) -> Result<Vec<Reading>, Failure> {
        let mut progress = Progress::start(global, false);
        let mut readings = Vec::new();
        let mut ids = BTreeMap::new();
        self.read(global, inputs, |batch| {
            for read in batch {
                match read {
                    Read::Report(mut report, extraction) => {
                        progress.report();
                        if is_new(&mut report, &mut ids) {
                            readings.push(Reading { report: *report, extraction });
                        }
                    }
                    Read::Rejected(rejected) => progress.reject(&rejected),
                }
            }
            Ok(())
        })?;
        progress.finish();
        judge(&progress, false)?;
        Ok(readings)
    }
}

thread_local! {
    /// Set while a panic of this thread is caught; then holds what it said.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics that [`guarded`] catches off standard error; all others are shown as ever.
pub(crate) fn quiet_caught_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let caught = CAUGHT.with(|caught| {
            let mut caught = caught.borrow_mut();
            if let Some(words) = caught.as_mut() {
                let place = info.location().map(|place| format!("{}:{}: ", place.file(), place.line()));
                *words = place.unwrap_or_default() + info.payload_as_str().unwrap_or("panicked");
            }
            caught.is_some()
        });
        if !caught {
            usual(info);
        }
    }));
}

/// Runs something that should not panic; if it does, says where.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    CAUGHT.with(|caught| *caught.borrow_mut() = Some(String::new()));
    let outcome = catch_unwind(AssertUnwindSafe(run));
    let words = CAUGHT.with(|caught| caught.borrow_mut().take());
    outcome.map_err(|_| words.unwrap_or_default())
}

/// False for a report given twice; another report of the same id gets an id of its own, as the ledger gives it.
fn is_new(report: &mut Report, ids: &mut BTreeMap<String, String>) -> bool {
    if ids.get(&report.id).is_some_and(|sha256| *sha256 != report.sha256) {
        let mark: String = report.sha256.chars().take(8).collect();
        report.id = format!("{}~{mark}", report.id);
    }
    ids.insert(report.id.clone(), report.sha256.clone()).is_none()
}

/// True for the ledger's own files, which lie among the reports when a whole folder is read.
fn is_of_ledger(ledger: &Path, source: &str) -> bool {
    let stem = |path: &Path| -> Option<(PathBuf, String)> {
        let name = path.file_name()?.to_str()?.to_owned();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some((folder.canonicalize().ok()?, name))
    };
    match (stem(ledger), stem(Path::new(source))) {
        (Some((its_folder, its_name)), Some((folder, name))) => {
            folder == its_folder && ["", "-wal", "-shm"].iter().any(|ending| name == format!("{its_name}{ending}"))
        }
        _ => false,
    }
}

/// A report that was read and cannot be kept.
pub(crate) fn refused(report: &Report, why: String) -> Rejected {
    Rejected { source: report.path.clone(), code: RejectedCode::Failed, why, sha256: Some(report.sha256.clone()) }
}

/// The verdict over all inputs: nothing read, or something rejected where that matters.
pub(crate) fn judge(progress: &Progress, strict: bool) -> Result<(), Failure> {
    progress.finish();
    match (progress.reports, progress.rejected) {
        (0, 0) => Err(Failure::Unreadable("no report in the inputs; help: name files or folders with reports".into())),
        (0, n) => Err(Failure::Unreadable(format!("nothing could be read: {n} of {n} inputs were rejected"))),
        (_, n) if n > 0 && strict => Err(Failure::Check(format!("{n} inputs were rejected, and --strict was given"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_place() {
        quiet_caught_panics();
        let said: Result<(), String> = guarded(|| panic!("no {}", "way"));
        assert!(said.is_err_and(|words| words.contains("machine.rs:") && words.ends_with(": no way")));
        assert_eq!(guarded(|| 7), Ok(7));
    }
}
