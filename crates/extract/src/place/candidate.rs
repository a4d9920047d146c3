//! A place that a name may mean, with what the weighing needs at hand.
//!
//! In: gazetteer candidates. Out: [`Meaning`]s with a weight: how often a reader meets the name in this sense when
//! nothing else is known. The scale is that of population; what has none gets the weight of a settlement as well known.

use litopys_places::{Candidate, Level, NameKind, PlaceRef};

#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning<'g> {
    pub(super) place: PlaceRef<'g>,
    pub(super) kind: NameKind,
    pub(super) level: Level,
    pub(super) country: [u8; 2],
    /// First-order area, by the gazetteer's number; none for countries and what lies in no area.
    pub(super) adm1: Option<u64>,
    pub(super) weight: f64,
    pub(super) point: (f64, f64),
}

impl<'g> Meaning<'g> {
    pub(super) fn new(candidate: Candidate<'g>) -> Self {
        let (place, kind) = (candidate.place, candidate.kind);
        let level = place.level();
        Self {
            place,
            kind,
            level,
            country: place.country(),
            adm1: if level == Level::Country { None } else { place.adm1().map(PlaceRef::index) },
            weight: weight(place, level, kind),
            point: (place.lat(), place.lon()),
        }
    }

    /// Near enough for weighing: exact within a few kilometres up to some hundreds.
    pub(super) fn km(&self, other: &Self) -> f64 {
        let lat = (self.point.0 - other.point.0).abs();
        let mut lon = (self.point.1 - other.point.1).abs();
        if lon > 180.0 {
            lon = 360.0 - lon;
        }
        let lon = lon * (self.point.0.midpoint(other.point.0)).to_radians().cos();
        111.2 * lat.hypot(lon)
    }
}

fn weight(place: PlaceRef<'_>, level: Level, kind: NameKind) -> f64 {
    let people = f64::from(place.population());
    let known = match level {
        Level::Country => 4e7 + people,
        Level::Region => 8e6,
        Level::Sea => 1e7,
        Level::Adm1 if place.country() == *b"US" => 3e6,
        Level::Adm1 => 1.5e6,
        Level::Capital => 3.0 * people + 2e6,
        Level::City | Level::Town | Level::Village => people + 400.0,
        Level::Adm2 => 5e4,
        Level::CityDistrict | Level::Camp | Level::Landmark => 3e4,
    };
    let mut share = 1.0;
    if kind.has(NameKind::BARE) {
        share *= 0.05;
    }
    if kind.has(NameKind::VARIANT) {
        share *= 0.1;
    }
    if !kind.has(NameKind::PRIMARY) && level.is_settlement() {
        share *= 0.3;
    }
    known * share
}
