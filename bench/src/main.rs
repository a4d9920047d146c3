//! How fast extraction is, on one core, beside a plain scan of the same text for the same words in the same run.
//!
//! In: reports (`--reports FILE`, else the annotated ones and the newswire under `$LITOPYS_EVAL` where they are, else
//! `samples/`). Out: a table; with `--record` also `bench/record/DAY.md`. Reading and hashing the files are not timed:
//! what is timed is `Extractor::extract` from text to claims, and `find_iter` of an Aho-Corasick automaton.

mod measure;
mod memory;
mod table;

use anyhow::{Context, Result, bail, ensure};
use litopys_extract::{Extractor, Language, Options};
use litopys_facts::Report;
use litopys_read::Input;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

const USAGE: &str = "usage: cargo run --release -p litopys-bench -- [--reports FILE]… [--seconds N] [--record]";
/// A report of our own, to have everything open that the first report opens.
const FIRST: &str = "Drones hit a warehouse in Odesa overnight, killing two people, the governor said on Tuesday.";

struct Args {
    reports: Vec<PathBuf>,
    least: Duration,
    record: bool,
}

fn main() -> Result<()> {
    let args = args()?;
    ensure!(!cfg!(debug_assertions), "a debug build says nothing about speed; help: add --release");
    let before = memory::resident();
    let start = measure::spent();
    let language = Language::embedded()?;
    let forms = language.forms();
    let extractor = Extractor::new(language, Options::default());
    for report in litopys_read::read_bytes("first.txt", FIRST.as_bytes()).into_iter().flatten() {
        extractor.extract(&report, &mut extractor.buffers());
    }
    let load = table::Load {
        time: measure::spent().saturating_sub(start),
        memory: memory::resident().zip(before).map(|(after, before)| after.saturating_sub(before)),
        extractor: extractor.version().to_owned(),
        n_forms: forms.len(),
    };
    let scan = measure::Scan::new(&forms)?;
    let mut rows = Vec::new();
    for path in &args.reports {
        let reports = reports(path)?;
        eprintln!("{}: {} reports", path.display(), reports.len());
        rows.push(measure::corpus(&name(path), &reports, &extractor, &scan, args.least));
    }
    let peak = memory::peak();
    let text = table::render(&load, &rows, peak);
    print!("{text}");
    if args.record {
        let day = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
        let path = root().join("bench/record").join(format!("{day}.md"));
        std::fs::create_dir_all(root().join("bench/record"))?;
        std::fs::write(&path, table::record(&day, &text)).with_context(|| path.display().to_string())?;
        eprintln!("written to {}", path.display());
    }
    Ok(())
}

fn args() -> Result<Args> {
    let mut args = Args { reports: Vec::new(), least: Duration::from_secs(2), record: false };
    let mut given = std::env::args().skip(1);
    while let Some(arg) = given.next() {
        let mut value = || given.next().context(USAGE);
        match arg.as_str() {
            "--reports" => args.reports.push(value()?.into()),
            "--seconds" => args.least = Duration::from_secs(value()?.parse().context(USAGE)?),
            "--record" => args.record = true,
            _ => bail!(USAGE),
        }
    }
    if args.reports.is_empty() {
        let eval = std::env::var_os("LITOPYS_EVAL").map_or_else(|| root().join("../shared/eval"), PathBuf::from);
        args.reports = vec![eval.join("gold/reports-en.jsonl"), eval.join("external/throughput/reuters.jsonl")];
        args.reports.retain(|path| path.exists());
    }
    if args.reports.is_empty() {
        eprintln!("no annotated reports here; measuring on samples/, which are few");
        args.reports.push(root().join("samples"));
    }
    Ok(args)
}

fn reports(path: &Path) -> Result<Vec<Report>> {
    let input = Input::from(path.to_path_buf());
    let reports: Vec<Report> = litopys_read::reports(&[input], &litopys_read::Options::default()).flatten().collect();
    ensure!(!reports.is_empty(), "{}: no report could be read", path.display());
    Ok(reports)
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
