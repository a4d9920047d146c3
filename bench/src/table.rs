//! The findings as a table that reads well on a terminal and as Markdown.

use crate::measure::Row;
use std::{fmt::Write as _, time::Duration};

/// What loading took.
pub(crate) struct Load {
    pub(crate) time: Duration,
    pub(crate) memory: Option<u64>,
    pub(crate) extractor: String,
    pub(crate) n_forms: usize,
}

/// The whole report.
pub(crate) fn render(load: &Load, rows: &[Row], peak: Option<u64>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "Extractor `{}`, {} forms in its lexicon, one core.\n", load.extractor, load.n_forms);
    let _ = writeln!(
        out,
        "| corpus | reports | MB | relevant | claims | extract MB/s | reports/s | scan MB/s | scan/extract | passes |"
    );
    let _ = writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for row in rows {
        let (extract, scan) = (row.megabytes_per_second(row.extraction), row.megabytes_per_second(row.scan));
        let _ = writeln!(
            out,
            "| {} | {} | {:.2} | {} | {} | **{extract:.1}** | {:.0} | {scan:.1} | {:.1} | {} |",
            row.name,
            row.n_reports,
            row.n_bytes as f64 / 1e6,
            row.n_relevant,
            row.n_claims,
            row.n_reports as f64 / row.extraction.as_secs_f64(),
            scan / extract,
            row.n_passes,
        );
    }
    let megabytes =
        |bytes: Option<u64>| bytes.map_or("not known here".to_owned(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6));
    let _ = writeln!(
        out,
        "\nLoading words, rules and gazetteer until the first report was read: {:.0} ms, {} of memory. Peak of the whole run, with all texts in memory: {}.",
        load.time.as_secs_f64() * 1e3,
        megabytes(load.memory),
        megabytes(peak),
    );
    let hits: Vec<String> = rows.iter().map(|row| format!("{} in {}", row.n_hits, row.name)).collect();
    let _ = writeln!(
        out,
        "The scan (Aho-Corasick, leftmost-longest, ASCII letters in any case) found {} forms.",
        hits.join(", ")
    );
    out
}

/// The report with its day and machine, as kept in `bench/record/`.
pub(crate) fn record(day: &str, text: &str) -> String {
    let machine = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|info| cpu(&info))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!(
        "# {day}\n\nMachine: {machine}. Made by `make bench-record`: processor time of one thread, mean of the passes; reading and hashing the files are not timed.\n\n{text}"
    )
}

fn cpu(info: &str) -> Option<String> {
    let model = info.lines().find(|line| line.starts_with("model name"))?.split_once(':')?.1.trim();
    let n_cores = info.lines().filter(|line| line.starts_with("processor")).count();
    Some(format!("{model}, {n_cores} cores"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_speed_and_ratio() {
        let row = Row {
            name: "x.jsonl".into(),
            n_reports: 1000,
            n_bytes: 10_000_000,
            n_relevant: 900,
            n_claims: 4000,
            n_hits: 7,
            n_passes: 3,
            extraction: Duration::from_secs(1),
            scan: Duration::from_millis(100),
        };
        let load =
            Load { time: Duration::from_millis(40), memory: Some(50_000_000), extractor: "litopys".into(), n_forms: 9 };
        let text = render(&load, &[row], None);
        assert!(
            text.contains("| x.jsonl | 1000 | 10.00 | 900 | 4000 | **10.0** | 1000 | 100.0 | 10.0 | 3 |"),
            "{text}"
        );
        assert!(text.contains("40 ms, 50 MB of memory") && text.contains("not known here"));
    }

    #[test]
    fn the_machine_is_named_by_its_processor() {
        assert_eq!(
            cpu("processor : 0\nmodel name : X 1\nprocessor : 1\nmodel name : X 1\n").as_deref(),
            Some("X 1, 2 cores")
        );
    }
}
