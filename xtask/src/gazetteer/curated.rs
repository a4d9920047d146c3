//! Reads the hand-checked lists under `crates/places/data/source`.
//!
//! In: CSV. Out: typed rows, in file order. Names in a list of aliases are parted by `|`; `^` marks one that counts only
//! in capitals, `~` one that counts only after a comma, `=` one that is as good as the name shown.

use anyhow::{Context, Result, bail};
use litopys_places::{Level, NameKind};
use serde::Deserialize;
use std::path::Path;

/// `countries.csv`
#[derive(Debug, Deserialize)]
pub(crate) struct CountryRow {
    pub(crate) country: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) name: String,
    pub(crate) aliases: String,
}

/// `adm1.csv`
#[derive(Debug, Deserialize)]
pub(crate) struct Adm1Row {
    pub(crate) country: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    pub(crate) aliases: String,
}

/// `overlay-*.csv`; `in` is the code of a first-order area, or `@` and the name of a settlement.
#[derive(Debug, Deserialize)]
pub(crate) struct OverlayRow {
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) level: String,
    #[serde(rename = "in")]
    pub(crate) within: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    #[serde(default)]
    pub(crate) radius_km: Option<u16>,
    pub(crate) aliases: String,
}

/// `aliases.csv`: further names of a settlement that the sources have; `!` before a name takes it away.
#[derive(Debug, Deserialize)]
pub(crate) struct AliasRow {
    pub(crate) country: String,
    pub(crate) name: String,
    pub(crate) aliases: String,
}

impl OverlayRow {
    pub(crate) fn level(&self) -> Result<Level> {
        Level::from_name(&self.level)
            .with_context(|| format!("{}: unknown level {:?}; help: one of those in level.rs", self.name, self.level))
    }
}

/// All rows of one list.
pub(crate) fn rows<T: for<'d> Deserialize<'d>>(root: &Path, list: &str) -> Result<Vec<T>> {
    let path = root.join("crates/places/data/source").join(list);
    let reader = csv::Reader::from_path(&path).with_context(|| path.display().to_string())?;
    reader.into_deserialize().collect::<Result<_, _>>().with_context(|| path.display().to_string())
}

/// The words of a plain list: one a line, remarks after `#`.
pub(crate) fn words(root: &Path, list: &str) -> Result<std::collections::BTreeSet<String>> {
    let path = root.join("crates/places/data/source").join(list);
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    Ok(lines.filter(|line| !line.is_empty()).map(str::to_string).collect())
}

/// The lists whose name begins so, sorted.
pub(crate) fn lists(root: &Path, start: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in std::fs::read_dir(root.join("crates/places/data/source"))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.starts_with(start) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The names of an alias column with their kinds.
pub(crate) fn aliases(column: &str) -> impl Iterator<Item = (&str, NameKind)> {
    column.split('|').map(str::trim).filter(|name| !name.is_empty()).map(|name| match name.strip_prefix('^') {
        Some(name) => (name, NameKind::CAPITALS),
        None => match name.strip_prefix('~') {
            Some(name) => (name, NameKind::AFTER_COMMA),
            None => match name.strip_prefix('=') {
                Some(name) => (name, NameKind::PRIMARY),
                None => (name, NameKind::ALIAS),
            },
        },
    })
}

/// A country column as the two bytes of the table; empty means none.
pub(crate) fn code(country: &str) -> Result<[u8; 2]> {
    match country.as_bytes() {
        [] => Ok([0; 2]),
        &[a, b] => Ok([a, b]),
        _ => bail!("country code {country:?} is not two letters"),
    }
}
