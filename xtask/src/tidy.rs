//! `cargo xtask tidy`: the rules of the house that neither compiler nor clippy knows.
//!
//! In: the tree as it lies on disk. Out: findings, each with its file and what to do; it changes nothing.
//! A check is a function from text to findings, so that its test can show it a small tree in which it must fail.
//! What clippy can hold, clippy holds (`unwrap` outside tests, missing docs): here stands only that no crate opts out.

mod files;
mod imports;
mod language;
mod manifests;
mod purity;

use anyhow::{Context, Result, ensure};
use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    file: String,
    line: usize,
    what: String,
}

impl Finding {
    fn new(file: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { file: file.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A file of ours, by its path below the root, with `/` between folders.
struct Source {
    path: String,
    text: String,
}

/// Runs every check on this workspace.
pub(crate) fn run() -> Result<()> {
    let root = crate::root();
    let sources = sources(&root, "rs")?;
    let manifests = sources_of_manifests(&root)?;
    let mut findings = imports::check(&imports::packages(&root)?);
    findings.extend(sources.iter().flat_map(files::check));
    findings.extend(sources.iter().flat_map(purity::check));
    findings.extend(manifests.iter().flat_map(manifests::check));
    findings.extend(language::check(&root.join("lang")));
    let below = format!("{}/", root.display());
    for finding in &mut findings {
        if let Some(path) = finding.file.strip_prefix(&below) {
            finding.file = path.to_owned();
        }
    }
    findings.sort();
    findings.dedup();
    for finding in &findings {
        eprintln!("{finding}");
    }
    ensure!(findings.is_empty(), "{} to mend", several(findings.len(), "thing"));
    println!(
        "tidy: {} and {} are as they should be",
        several(sources.len(), "file"),
        several(manifests.len(), "crate")
    );
    Ok(())
}

fn several(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Files with this ending under `crates`, `bench` and `xtask`, in order of paths.
fn sources(root: &Path, ending: &str) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    for folder in ["bench", "crates", "xtask"] {
        walk(&root.join(folder), &mut paths)?;
    }
    paths.retain(|path| path.extension().is_some_and(|e| e == ending));
    paths.sort();
    paths.iter().map(|path| read(root, path)).collect()
}

fn sources_of_manifests(root: &Path) -> Result<Vec<Source>> {
    let mut manifests = sources(root, "toml")?;
    // `xtask/tools` holds lock files of other people's packages, not crates of ours.
    manifests.retain(|source| source.path.ends_with("/Cargo.toml") && !source.path.starts_with("xtask/tools/"));
    Ok(manifests)
}

fn read(root: &Path, path: &Path) -> Result<Source> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let below = path.strip_prefix(root).unwrap_or(path);
    Ok(Source { path: below.to_string_lossy().replace('\\', "/"), text })
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        match path.is_dir() {
            true if path.ends_with("target") => {}
            true => walk(&path, out)?,
            false => out.push(path),
        }
    }
    Ok(())
}
