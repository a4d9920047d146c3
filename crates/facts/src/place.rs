//! A settled place: what was named, where it is and how precisely.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How large an area the name stands for, from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A building, plant, bridge, camp.
    Landmark,
    /// A district or neighbourhood of a city.
    District,
    /// A city, town or village.
    Settlement,
    /// Second administrative level.
    Adm2,
    /// First administrative level: oblast, state, province, governorate.
    Adm1,
    /// A named area across borders or levels: a strip, a sea, a valley.
    Region,
    /// A whole country.
    Country,
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Precision::Landmark => "landmark",
            Precision::District => "district",
            Precision::Settlement => "settlement",
            Precision::Adm2 => "adm2",
            Precision::Adm1 => "adm1",
            Precision::Region => "region",
            Precision::Country => "country",
        })
    }
}

/// A place as a report names it, settled against the gazetteer where that could be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The name as the text has it.
    pub name: String,
    /// ISO 3166-1 alpha-2; none at sea or when unsettled.
    pub country: Option<String>,
    /// First administrative level, by its English name.
    pub adm1: Option<String>,
    /// GeoNames id, where the entry has one.
    pub geonames_id: Option<u32>,
    /// Degrees north, WGS 84.
    pub lat: Option<f64>,
    /// Degrees east, WGS 84.
    pub lon: Option<f64>,
    /// What the point stands for; none when unsettled.
    pub precision: Option<Precision>,
    /// Radius in kilometres of the area that the name stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius_km: Option<f32>,
}

impl Place {
    /// A name that could not be settled.
    pub fn unsettled(name: impl Into<String>) -> Place {
        Place {
            name: name.into(),
            country: None,
            adm1: None,
            geonames_id: None,
            lat: None,
            lon: None,
            precision: None,
            radius_km: None,
        }
    }

    /// Great-circle distance between two settled places, in kilometres.
    pub fn distance_km(&self, other: &Place) -> Option<f64> {
        let (lat1, lon1) = (self.lat?.to_radians(), self.lon?.to_radians());
        let (lat2, lon2) = (other.lat?.to_radians(), other.lon?.to_radians());
        let a = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
        Some(2.0 * 6371.0 * a.sqrt().min(1.0).asin())
    }
}
