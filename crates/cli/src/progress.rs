//! A running count on standard error, and the notes between; both only where a person sees them.

use crate::args::Global;
use indicatif::{ProgressBar, ProgressStyle};
use litopys_facts::Rejected;
use std::{
    io::{IsTerminal, Write},
    time::Duration,
};

/// The progress of one run over reports.
pub(crate) struct Progress {
    bar: ProgressBar,
    quiet: bool,
    /// Reports read.
    pub(crate) reports: u64,
    /// Inputs rejected.
    pub(crate) rejected: u64,
}

impl Progress {
    /// A count that shows itself when standard error is a terminal and the output is not on the same one.
    pub(crate) fn start(global: &Global, out_is_terminal: bool) -> Progress {
        let shows = !global.quiet && !out_is_terminal && std::io::stderr().is_terminal();
        let bar = if shows { ProgressBar::no_length() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} reports, {per_sec}, {elapsed}") {
            bar.set_style(style);
        }
        if shows {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Progress { bar, quiet: global.quiet, reports: 0, rejected: 0 }
    }

    /// Counts a report.
    pub(crate) fn report(&mut self) {
        self.reports += 1;
        self.bar.inc(1);
    }

    /// Counts and names an input that could not be read.
    pub(crate) fn reject(&mut self, rejected: &Rejected) {
        self.rejected += 1;
        self.note(&format!("{}: {} ({})", rejected.source, rejected.why, rejected.code));
    }

    /// Says something on standard error, unless quiet.
    pub(crate) fn note(&self, words: &str) {
        if !self.quiet {
            // Nothing can be done when standard error is closed.
            self.bar.suspend(|| {
                let _ = writeln!(std::io::stderr(), "litopys: {}", litopys_export::clean(words));
            });
        }
    }

    /// Takes the count off the screen.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
