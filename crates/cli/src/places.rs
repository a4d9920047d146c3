//! `litopys places`: a look into the gazetteer, and countries added to it beside the ledger.
//!
//! Imported countries lie in a folder named after the ledger, `litopys.places/`, so that they travel with it
//! and no run depends on anything that is not named on its command line.

use crate::{
    args::{Global, Places},
    failure::Failure,
    output::Out,
};
use litopys_export::clean;
use litopys_places::{Gazetteer, PlaceRef, fold, import};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

pub(crate) fn run(global: &Global, command: &Places) -> Result<(), Failure> {
    match command {
        Places::Find { name } => find(global, &name.join(" ")),
        Places::Import { file } => add(global, file),
    }
}

fn find(global: &Global, name: &str) -> Result<(), Failure> {
    let gazetteer = gazetteer(global)?;
    let mut out = Out::open(global, None)?;
    let mut n = 0;
    for candidate in gazetteer.lookup(&fold(name)) {
        let place = candidate.place;
        let id = place.geonames_id().map_or("-".to_owned(), |id| id.to_string());
        let people = if place.population() > 0 { format!("{} people", place.population()) } else { "-".to_owned() };
        let (kind, point) = (place.level().name(), format!("{:.4}, {:.4}", place.lat(), place.lon()));
        writeln!(out, "{}\t{kind}\t{point}\t{people}\t{id}", clean(&chain(place)))?;
        n += 1;
    }
    out.flush()?;
    match n {
        0 => Err(Failure::Check(format!(
            "no place is called `{}`; help: check the spelling, or add its country with `litopys places import`",
            clean(name)
        ))),
        _ => Ok(()),
    }
}

/// `Kupiansk, Kharkiv Oblast, Ukraine`.
fn chain(place: PlaceRef<'_>) -> String {
    let names: Vec<&str> = place.chain().map(|place| place.name()).collect();
    names.join(", ")
}

fn add(global: &Global, file: &Path) -> Result<(), Failure> {
    let bytes = import(file).map_err(|e| Failure::Unreadable(e.to_string()))?;
    let folder = folder(global);
    let stem = file.file_stem().map_or_else(|| "country".into(), |stem| stem.to_string_lossy().into_owned());
    let target = folder.join(format!("{stem}.places"));
    // Tried before it is kept, so that a file that does not fit cannot spoil later runs.
    let others = open(files(&folder).into_iter().filter(|path| *path != target).collect())?;
    let n_before = others.n_places();
    let with = others.with(bytes.clone()).map_err(|e| Failure::Usage(e.to_string()))?;
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&target, bytes));
    written.map_err(|e| {
        Failure::Usage(format!("{}: cannot be written: {e}; help: name another ledger with --ledger", target.display()))
    })?;
    let mut out = Out::open(global, None)?;
    writeln!(out, "{}: {} places", clean(&target.display().to_string()), with.n_places() - n_before)?;
    Ok(out.flush()?)
}

/// The built-in gazetteer with the countries imported beside the ledger.
pub(crate) fn gazetteer(global: &Global) -> Result<Gazetteer, Failure> {
    open(files(&folder(global)))
}

/// The same, where any country was imported; none where the built-in one is all there is.
pub(crate) fn imported(global: &Global) -> Result<Option<Gazetteer>, Failure> {
    let files = files(&folder(global));
    if files.is_empty() { Ok(None) } else { open(files).map(Some) }
}

/// Where the countries imported beside the ledger lie.
fn folder(global: &Global) -> PathBuf {
    global.ledger.with_extension("places")
}

fn open(files: Vec<PathBuf>) -> Result<Gazetteer, Failure> {
    files.into_iter().try_fold(Gazetteer::embedded_alone(), |gazetteer, path| {
        let wrong = |what: String| {
            Failure::Usage(format!("{}: {what}; help: import it again with `litopys places import`", path.display()))
        };
        let bytes = fs::read(&path).map_err(|e| wrong(e.to_string()))?;
        gazetteer.with(bytes).map_err(|e| wrong(e.to_string()))
    })
}

/// The imported files in order of name, so that every run opens them alike.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "places")).collect();
    files.sort();
    files
}
