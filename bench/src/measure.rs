//! Passes over a corpus, timed: extraction and the plain scan in turn, so that whatever slows the machine slows both.
//!
//! Time is what the processor spent on this thread where the system tells it (Linux), so that other programs beside it
//! do not count; elsewhere it is time on the clock.

use aho_corasick::{AhoCorasick, MatchKind};
use anyhow::Result;
use litopys_extract::Extractor;
use litopys_facts::Report;
use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

/// Passes that are run however long they take.
const LEAST_PASSES: usize = 3;

/// The plain multi-pattern scan that extraction is measured against.
pub(crate) struct Scan(AhoCorasick);

impl Scan {
    /// An automaton over every form of the lexicon: leftmost-longest, ASCII letters in any case.
    pub(crate) fn new(forms: &[String]) -> Result<Scan> {
        let builder =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(forms);
        Ok(Scan(builder?))
    }

    fn count(&self, text: &str) -> usize {
        self.0.find_iter(text).count()
    }
}

/// What one corpus gave.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) n_reports: usize,
    pub(crate) n_bytes: usize,
    /// Reports that tell of violence; the others are put aside early.
    pub(crate) n_relevant: usize,
    pub(crate) n_claims: usize,
    pub(crate) n_hits: usize,
    pub(crate) n_passes: usize,
    /// One pass of each, on average.
    pub(crate) extraction: Duration,
    pub(crate) scan: Duration,
}

impl Row {
    pub(crate) fn megabytes_per_second(&self, time: Duration) -> f64 {
        self.n_bytes as f64 / 1e6 / time.as_secs_f64()
    }
}

/// Runs both over all reports until extraction took `least`, and at least [`LEAST_PASSES`] times.
pub(crate) fn corpus(name: &str, reports: &[Report], extractor: &Extractor, scan: &Scan, least: Duration) -> Row {
    let mut buffers = extractor.buffers();
    let (mut n_relevant, mut n_claims, mut n_hits, mut n_passes) = (0, 0, 0, 0);
    let (mut extraction, mut scanning) = (Duration::ZERO, Duration::ZERO);
    while n_passes < LEAST_PASSES || extraction < least {
        (n_relevant, n_claims) = (0, 0);
        let start = spent();
        for report in reports {
            let found = std::hint::black_box(extractor.extract(std::hint::black_box(report), &mut buffers));
            n_relevant += usize::from(found.relevant);
            n_claims += found.claims.len();
        }
        let between = spent();
        n_hits = reports.iter().map(|report| scan.count(std::hint::black_box(&report.text))).sum();
        extraction += between.saturating_sub(start);
        scanning += spent().saturating_sub(between);
        n_passes += 1;
    }
    Row {
        name: name.to_owned(),
        n_reports: reports.len(),
        n_bytes: reports.iter().map(|report| report.text.len()).sum(),
        n_relevant,
        n_claims,
        n_hits,
        n_passes,
        extraction: extraction / n_passes.max(1) as u32,
        scan: scanning / n_passes.max(1) as u32,
    }
}

/// Time spent so far by this thread.
pub(crate) fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    on_processor().unwrap_or_else(|| START.elapsed())
}

/// The first number of this file is nanoseconds on the processor.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    (nanoseconds > 0).then(|| Duration::from_nanos(nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scan_takes_the_longest_form_in_any_case() {
        let scan = Scan::new(&["air".to_owned(), "air raid".to_owned(), "drone".to_owned()]).unwrap();
        assert_eq!(scan.count("An Air Raid and two DRONES, then an air strike."), 3);
    }

    #[test]
    fn time_spent_never_goes_back() {
        let start = spent();
        let sum: u64 = (0..2_000_000_u64).map(|n| std::hint::black_box(n) % 7).sum();
        assert!(sum > 0 && spent() >= start);
    }

    #[test]
    fn a_row_counts_bytes_of_text() {
        let row = Row {
            name: String::new(),
            n_reports: 1,
            n_bytes: 8_000_000,
            n_relevant: 0,
            n_claims: 0,
            n_hits: 0,
            n_passes: 3,
            extraction: Duration::from_secs(1),
            scan: Duration::from_millis(100),
        };
        assert_eq!(row.megabytes_per_second(row.extraction).round(), 8.0);
    }
}
