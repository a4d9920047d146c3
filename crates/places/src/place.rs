//! One place as the files hold it, read field by field when asked.
//!
//! In: a record's number. Out: its fields, its chain of areas, distances. A reference is two words wide and is copied
//! freely. It never searches by name.

use crate::format::{NONE, i32_at, texts, u16_at, u32_at};
use crate::gazetteer::Gazetteer;
use crate::level::Level;
use std::fmt;

/// Ids from here on are ours, made from country, level and name; below it they are GeoNames ids.
pub(crate) const OWN_IDS: u32 = 0x8000_0000;

/// A place of the gazetteer.
#[derive(Clone, Copy)]
pub struct PlaceRef<'g> {
    gaz: &'g Gazetteer,
    layer: u8,
    idx: u32,
}

impl PartialEq for PlaceRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.layer, self.idx) == (other.layer, other.idx)
    }
}

impl Eq for PlaceRef<'_> {}

impl fmt::Debug for PlaceRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ({}, {}, {:.4} {:.4})",
            self.name(),
            self.country_code(),
            self.level().name(),
            self.lat(),
            self.lon()
        )
    }
}

impl<'g> PlaceRef<'g> {
    pub(crate) fn new(gaz: &'g Gazetteer, layer: u8, idx: u32) -> Self {
        Self { gaz, layer, idx }
    }

    fn record(self) -> &'g [u8] {
        self.gaz.layer(self.layer).record(self.idx)
    }

    fn texts(self) -> (&'g str, &'g str) {
        texts(self.gaz.layer(self.layer).pool(), u32_at(self.record(), 12) as usize)
    }

    /// A number that stays the same from build to build: the GeoNames id, or one of ours.
    #[must_use]
    pub fn id(self) -> u32 {
        u32_at(self.record(), 0)
    }

    /// A number that is smaller than the gazetteer's number of places, for tables beside it within one run.
    #[must_use]
    pub fn index(self) -> u64 {
        u64::from(self.layer) << 32 | u64::from(self.idx)
    }

    /// The GeoNames id, where the place has one.
    #[must_use]
    pub fn geonames_id(self) -> Option<u32> {
        Some(self.id()).filter(|&id| id < OWN_IDS)
    }

    /// The name shown.
    #[must_use]
    pub fn name(self) -> &'g str {
        self.texts().0
    }

    /// Latitude in degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(i32_at(self.record(), 4)) / 1e5
    }

    /// Longitude in degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(i32_at(self.record(), 8)) / 1e5
    }

    /// ISO 3166-1 alpha-2 code in capitals; two zero bytes for what lies in no one country.
    #[must_use]
    pub fn country(self) -> [u8; 2] {
        self.record().get(26..28).and_then(|code| code.try_into().ok()).unwrap_or_default()
    }

    /// The country code as text; empty for what lies in no one country.
    #[must_use]
    pub fn country_code(self) -> &'g str {
        self.record()
            .get(26..28)
            .and_then(|code| std::str::from_utf8(code).ok())
            .filter(|code| !code.starts_with('\0'))
            .unwrap_or("")
    }

    /// What kind of place it is.
    #[must_use]
    pub fn level(self) -> Level {
        Level::from_code(self.record().get(28).copied().unwrap_or(u8::MAX))
    }

    /// Number of people; 0 where unknown.
    #[must_use]
    pub fn population(self) -> u32 {
        u32_at(self.record(), 20)
    }

    /// Radius in km of the area that the point stands for.
    #[must_use]
    pub fn radius_km(self) -> u16 {
        match u16_at(self.record(), 24) {
            0 => self.level().usual_radius_km(),
            radius => radius,
        }
    }

    /// GeoNames code of the first-order area this place is or lies in.
    #[must_use]
    pub fn adm1_code(self) -> Option<&'g str> {
        self.adm1().map(|area| area.texts().1)
    }

    /// The first-order area this place is or lies in.
    #[must_use]
    pub fn adm1(self) -> Option<PlaceRef<'g>> {
        self.chain().find(|place| place.level() == Level::Adm1)
    }

    /// Name of the first-order area this place is or lies in.
    #[must_use]
    pub fn adm1_name(self) -> Option<&'g str> {
        self.adm1().map(PlaceRef::name)
    }

    /// The next larger place that holds this one.
    #[must_use]
    pub fn parent(self) -> Option<PlaceRef<'g>> {
        match u32_at(self.record(), 16) {
            NONE if self.layer > 0 => {
                self.gaz.area(self.country(), self.texts().1).or_else(|| self.gaz.country(self.country()))
            }
            NONE => None,
            idx => Some(Self::new(self.gaz, self.layer, idx)),
        }
    }

    /// This place, then what holds it, up to the country or region.
    pub fn chain(self) -> impl Iterator<Item = PlaceRef<'g>> {
        // No true chain is longer; a damaged file with a ring in it must still end.
        std::iter::successors(Some(self), |place| place.parent()).take(8)
    }

    /// True where `other` is this place or lies in it by the chain of areas.
    #[must_use]
    pub fn contains(self, other: PlaceRef<'_>) -> bool {
        other.chain().any(|place| (place.layer, place.idx) == (self.layer, self.idx))
    }

    /// Great-circle distance to another place's point, in km.
    #[must_use]
    pub fn distance_km(self, other: PlaceRef<'_>) -> f64 {
        distance_km((self.lat(), self.lon()), (other.lat(), other.lon()))
    }
}

/// Great-circle distance between two points (latitude, longitude in degrees), in km.
#[must_use]
pub fn distance_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    const MEAN_RADIUS_KM: f64 = 6371.0088;
    let (lat, other_lat) = (from.0.to_radians(), to.0.to_radians());
    let half_lat = ((to.0 - from.0).to_radians() / 2.0).sin();
    let half_lon = ((to.1 - from.1).to_radians() / 2.0).sin();
    let chord = half_lat * half_lat + lat.cos() * other_lat.cos() * half_lon * half_lon;
    2.0 * MEAN_RADIUS_KM * chord.min(1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::distance_km;

    #[test]
    fn kyiv_to_kharkiv_is_about_410_km() {
        let km = distance_km((50.4547, 30.5238), (49.9818, 36.2548));
        assert!((405.0..415.0).contains(&km), "{km}");
    }
}
