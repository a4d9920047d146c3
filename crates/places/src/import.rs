//! Imports a GeoNames country dump (`UA.txt` from download.geonames.org) as a file that is opened beside the embedded one.
//!
//! In: tab-separated lines of 19 columns. Out: the bytes of a gazetteer file with the populated places, areas and
//! sites of the dump. It never writes to disk and never guesses at a broken line: the first one ends the import with
//! file, line and column.

use crate::error::{Error, Result};
use crate::level::{Level, NameKind};
use crate::writer::{Entry, Writer, name_variants};
use std::path::Path;

const COLUMNS: usize = 19;
const HELP: &str = "take a country file such as UA.txt from download.geonames.org/export/dump, unzipped and unchanged";

/// Reads a dump and returns the bytes to be stored and opened with [`crate::Gazetteer::with`].
///
/// # Errors
/// When the file can't be read, is not utf-8, holds a broken line, or holds no place of use.
pub fn import(path: &Path) -> Result<Vec<u8>> {
    let bytes = std::fs::read(path).map_err(|error| Error::read(path, error))?;
    let file = path.display().to_string();
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Error::line(&file, line, 1, "not utf-8".into(), HELP)
    })?;
    read_dump(text, &file)
}

fn read_dump(text: &str, file: &str) -> Result<Vec<u8>> {
    let mut writer = Writer::default();
    for (line_idx, line) in text.lines().enumerate() {
        if line.is_empty() {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let wrong = |column: usize, what: String| Error::line(file, line_idx + 1, column + 1, what, HELP);
        if fields.len() != COLUMNS {
            return Err(wrong(
                fields.len().min(COLUMNS),
                format!("{} tab-separated columns where a dump has {COLUMNS}", fields.len()),
            ));
        }
        let Some(level) = level_of(fields[6], fields[7], fields[14]) else { continue };
        let number = |column: usize, what: &str| {
            let field = fields[column];
            field
                .parse::<f64>()
                .ok()
                .filter(|n| n.is_finite())
                .ok_or_else(|| wrong(column, format!("{what} expected, found {:?}", short(field))))
        };
        let within = |column: usize, what: &str, most: f64| {
            number(column, what).and_then(|n| {
                if n.abs() <= most { Ok(n) } else { Err(wrong(column, format!("{what} {n} out of range"))) }
            })
        };
        let country: [u8; 2] = fields[8]
            .as_bytes()
            .try_into()
            .map_err(|_| wrong(8, format!("country code of two letters expected, found {:?}", short(fields[8]))))?;
        let id = fields[0]
            .parse::<u32>()
            .map_err(|_| wrong(0, format!("GeoNames id expected, found {:?}", short(fields[0]))))?;
        if fields[1].is_empty() {
            return Err(wrong(1, "empty name".into()));
        }
        let place = writer.place(&Entry {
            geonames_id: id,
            name: fields[1].into(),
            lat: within(4, "latitude", 90.0)?,
            lon: within(5, "longitude", 180.0)?,
            country,
            level,
            population: fields[14].parse::<u64>().map_or(0, |n| n.min(u64::from(u32::MAX)) as u32),
            radius_km: 0,
            code: fields[10].into(),
            parent: None,
        })?;
        writer.name(place, fields[2], NameKind::ALIAS);
        for alias in fields[3].split(',').filter(|alias| is_useful(alias)) {
            writer.name(place, alias, NameKind::ALIAS);
        }
        for variant in name_variants(fields[1]) {
            writer.name(place, &variant, NameKind::VARIANT);
        }
    }
    if writer.n_places() == 0 {
        return Err(Error::line(file, 1, 1, "no populated place, area or site".into(), HELP));
    }
    let note = format!(
        "source: {}, GeoNames dump, CC BY 4.0\nplaces: {}\nnames: {}",
        file,
        writer.n_places(),
        writer.n_names()
    );
    writer.finish(&note)
}

/// Listed names that look like names: airport codes, links and machine transliterations stay out.
fn is_useful(alias: &str) -> bool {
    let first = alias.chars().next();
    alias.chars().count() > 3
        && first.is_some_and(|c| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic())
        && !alias.contains("://")
}

fn short(field: &str) -> String {
    field.chars().take(20).collect()
}

fn level_of(class: &str, feature: &str, population: &str) -> Option<Level> {
    let by_size = || Level::of_population(population.parse().unwrap_or(0));
    Some(match (class, feature) {
        ("P", "PPLC") => Level::Capital,
        ("P", "PPLX" | "PPLA5") => Level::CityDistrict,
        ("P", "PPLQ" | "PPLH" | "PPLW") => return None,
        ("P", _) => by_size(),
        ("A", "ADM2" | "ADM3") => Level::Adm2,
        ("L", "RGN" | "AREA") => Level::Region,
        (
            "S",
            "AIRP" | "AIRB" | "AIRF" | "DAM" | "PS" | "PSN" | "PSH" | "BDG" | "HSP" | "MILB" | "CTRR" | "PRT" | "OILR",
        ) => Level::Landmark,
        ("S" | "L", "CMP" | "CMPRF" | "REFC") => Level::Camp,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    const LINE: &str = "1\tMala Rohan\tMala Rohan\tМала Рогань,Malaya Rogan\t49.93\t36.49\tP\tPPL\tUA\t\t07\t\t\t\t2400\t\t116\tEurope/Kyiv\t2022-01-01";

    #[test]
    fn a_dump_opens_beside_the_embedded_file_and_hangs_on_its_areas() {
        let bytes = read_dump(&format!("{LINE}\n"), "UA.txt").unwrap();
        let gaz = Gazetteer::embedded_alone().with(bytes).unwrap();
        let found = gaz.lookup("malaya rogan").last().unwrap().place;
        assert_eq!((found.name(), found.id(), found.adm1_name()), ("Mala Rohan", 1, Some("Kharkiv Oblast")));
        assert_eq!(found.chain().last().unwrap().country_code(), "UA");
    }

    #[test]
    fn errors_name_line_and_column() {
        let broken = LINE.replace("36.49", "east");
        let error = read_dump(&format!("{LINE}\n{broken}\n"), "UA.txt").unwrap_err().to_string();
        assert!(error.starts_with("UA.txt:2:6: longitude expected, found \"east\"; help: "), "{error}");
        let error = read_dump("name,lat,lon\n", "x.csv").unwrap_err().to_string();
        assert!(error.starts_with("x.csv:1:2: 1 tab-separated columns where a dump has 19"), "{error}");
        assert!(read_dump("", "empty").is_err());
    }
}
