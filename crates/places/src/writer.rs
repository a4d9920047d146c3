//! Writes gazetteer files: used by `cargo xtask gazetteer` and by imports.
//!
//! In: places and names, in any order that puts a parent before its child. Out: the bytes of a file, the same for the
//! same input. It filters nothing: which names are worth keeping is the caller's judgement.

use crate::error::{Error, Result};
use crate::fold::fold;
use crate::format::{AREA, NONE, RECORD, Sections, area_key};
use crate::level::{Level, NameKind};
use crate::place::OWN_IDS;
use std::collections::{BTreeMap, BTreeSet};

/// A place to be written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// GeoNames id; 0 asks for one of ours.
    pub geonames_id: u32,
    /// The name shown; also written as its primary name.
    pub name: String,
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// ISO code in capitals, or zero bytes.
    pub country: [u8; 2],
    /// What kind of place.
    pub level: Level,
    /// People; 0 where unknown.
    pub population: u32,
    /// Radius of the area; 0 for the level's usual one.
    pub radius_km: u16,
    /// Code of a first-order area; in an import, the code of the area the place lies in.
    pub code: String,
    /// Number of the parent, as [`Writer::place`] returned it.
    pub parent: Option<u32>,
}

/// Collects places and names, then writes them.
#[derive(Debug, Default)]
pub struct Writer {
    records: Vec<u8>,
    pool: Vec<u8>,
    weights: Vec<(u8, u32)>,
    areas: BTreeMap<[u8; 12], u32>,
    own_ids: BTreeSet<u32>,
    names: BTreeMap<String, BTreeMap<u32, NameKind>>,
}

impl Writer {
    /// Adds a place under its own name and returns its number.
    ///
    /// # Errors
    /// When there are more places than a file can number.
    pub fn place(&mut self, entry: &Entry) -> Result<u32> {
        let idx = u32::try_from(self.weights.len()).ok().filter(|&idx| idx < 1 << 24);
        let idx = idx.ok_or_else(|| Error::limit("more than 16,777,216 places"))?;
        let id = if entry.geonames_id == 0 { self.own_id(entry) } else { entry.geonames_id };
        let text = u32::try_from(self.pool.len()).map_err(|_| Error::limit("more than 4 GiB of names"))?;
        for part in [&entry.name, &entry.code] {
            let part = cut(part, 255);
            self.pool.push(part.len() as u8);
            self.pool.extend_from_slice(part.as_bytes());
        }
        for number in [id, scaled(entry.lat), scaled(entry.lon), text, entry.parent.unwrap_or(NONE), entry.population] {
            self.records.extend_from_slice(&number.to_le_bytes());
        }
        self.records.extend_from_slice(&entry.radius_km.to_le_bytes());
        self.records.extend_from_slice(&entry.country);
        self.records.extend_from_slice(&[entry.level as u8, 0, 0, 0]);
        debug_assert_eq!(self.records.len() % RECORD, 0);
        match entry.level {
            Level::Country => drop(self.areas.entry(area_key(entry.country, "")).or_insert(idx)),
            Level::Adm1 => drop(self.areas.entry(area_key(entry.country, &entry.code)).or_insert(idx)),
            _ => {}
        }
        self.weights.push((importance(entry.level), entry.population));
        self.name(idx, &entry.name, NameKind::PRIMARY);
        Ok(idx)
    }

    /// Adds a name for a place. Where the place has the name already, the plainer way of bearing it stays.
    pub fn name(&mut self, place: u32, name: &str, kind: NameKind) {
        let folded = fold(name);
        if folded.is_empty() || folded.len() > 120 {
            return;
        }
        let slot = self.names.entry(folded).or_default().entry(place).or_insert(kind);
        let rank = |kind: NameKind| (!kind.has(NameKind::PRIMARY), kind.bits());
        if rank(kind) < rank(*slot) {
            *slot = kind;
        }
    }

    /// Number of names so far.
    #[must_use]
    pub fn n_names(&self) -> usize {
        self.names.len()
    }

    /// Number of places so far.
    #[must_use]
    pub fn n_places(&self) -> usize {
        self.weights.len()
    }

    /// The folded names so far, sorted.
    pub fn folded_names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When a section grows past what the format can address.
    pub fn finish(self, note: &str) -> Result<Vec<u8>> {
        let mut lists: Vec<u32> = Vec::new();
        let mut names = fst::MapBuilder::memory();
        for (name, bearers) in &self.names {
            let mut packed: Vec<(u32, NameKind)> = bearers.iter().map(|(&idx, &kind)| (idx, kind)).collect();
            packed.sort_by_key(|&(idx, kind)| {
                let (level, population) = self.weights[idx as usize];
                (kind.is_weak(), level, std::cmp::Reverse(population), idx)
            });
            let packed = packed.into_iter().map(|(idx, kind)| idx << 8 | u32::from(kind.bits()));
            let value = if bearers.len() == 1 {
                packed.map(u64::from).sum()
            } else {
                let first = lists.len() as u64;
                lists.extend(packed);
                (bearers.len() as u64) << 32 | first
            };
            names.insert(name, value).map_err(|error| Error::limit(error.to_string()))?;
        }
        let names = names.into_inner().map_err(|error| Error::limit(error.to_string()))?;
        let mut areas = Vec::with_capacity(self.areas.len() * AREA);
        for (key, idx) in &self.areas {
            areas.extend_from_slice(key);
            areas.extend_from_slice(&idx.to_le_bytes());
        }
        let lists: Vec<u8> = lists.into_iter().flat_map(u32::to_le_bytes).collect();
        let lengths = [self.records.len(), self.pool.len(), lists.len(), areas.len(), names.len()];
        let mut out = Sections::header(note.as_bytes(), lengths)?;
        for section in [self.records, self.pool, lists, areas, names] {
            out.extend_from_slice(&section);
        }
        Ok(out)
    }

    /// FNV-1a over country, level, area code and name, moved on while taken, so that ids survive a rebuild.
    fn own_id(&mut self, entry: &Entry) -> u32 {
        let text =
            format!("{}/{}/{}/{}", String::from_utf8_lossy(&entry.country), entry.level.name(), entry.code, entry.name);
        let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut id = hash | OWN_IDS;
        while !self.own_ids.insert(id) {
            id = id.wrapping_add(1) | OWN_IDS;
        }
        id
    }
}

/// Candidates are listed by this, then by population: who writes a bare name mostly means the first of them.
fn importance(level: Level) -> u8 {
    match level {
        Level::Country => 0,
        Level::Region => 1,
        Level::Capital => 2,
        Level::Adm1 => 3,
        Level::Sea => 4,
        Level::City => 5,
        Level::Town | Level::Camp | Level::Landmark | Level::CityDistrict => 6,
        Level::Adm2 => 7,
        Level::Village => 8,
    }
}

fn scaled(degrees: f64) -> u32 {
    ((degrees * 1e5).round() as i32).cast_unsigned()
}

fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Spellings that readers take for the same Arabic name: al-, el-, and assimilated ar-, as-, ad- … for one another, and
/// the bare name. `"Al Hasakah"` gives `al hasakah`, `el hasakah`, `hasakah`; a name without an article gives nothing.
#[must_use]
pub fn name_variants(name: &str) -> Vec<String> {
    const ARTICLES: [&str; 12] = ["al", "el", "ad", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "er"];
    let folded = fold(name);
    let Some((first, rest)) = folded.split_once(' ') else { return Vec::new() };
    if !ARTICLES.contains(&first) || rest.chars().count() < 4 || ARTICLES.contains(&rest) {
        return Vec::new();
    }
    ["al ", "el ", "al", "el", ""]
        .iter()
        .map(|article| format!("{article}{rest}"))
        .filter(|variant| *variant != folded)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_articles_vary() {
        assert_eq!(name_variants("Ar Raqqah"), ["al raqqah", "el raqqah", "alraqqah", "elraqqah", "raqqah"]);
        assert!(name_variants("Aleppo").is_empty());
        assert!(name_variants("Al Ain").is_empty(), "too short to stand without its article");
    }
}
