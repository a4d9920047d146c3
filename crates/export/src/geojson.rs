//! Incidents as GeoJSON (RFC 7946): one feature each, a point where the place is settled, else no geometry.
//!
//! A point stands for an area: `precision` and `radius_km` say how large, and a map should draw that.
//! Coordinates are longitude then latitude, WGS 84, to six decimals.

use crate::{
    Error,
    incident::{FigureRecord, figure_record},
    sheet::dates,
};
use litopys_facts::{Incident, Place};
use serde::Serialize;
use std::{borrow::Cow, io::Write};

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Option<Point>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    when: Option<&'a str>,
    date_start: Cow<'a, str>,
    date_end: Cow<'a, str>,
    place: Option<&'a str>,
    country: Option<&'a str>,
    adm1: Option<&'a str>,
    precision: Option<litopys_facts::Precision>,
    radius_km: Option<f32>,
    actor: Option<&'a str>,
    weapons: Vec<&'static str>,
    parent: Option<&'a str>,
    figures: Vec<FigureRecord<'a>>,
    reports: &'a [String],
}

/// Writes one feature collection, a feature a line.
///
/// # Errors
/// When the output cannot be written.
pub fn write_geojson(out: &mut impl Write, incidents: &[Incident]) -> Result<(), Error> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (i, incident) in incidents.iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &feature(incident))?;
    }
    Ok(out.write_all(b"\n]}\n")?)
}

fn feature(incident: &Incident) -> Feature<'_> {
    let [date_start, date_end] = dates(incident.when.as_ref());
    let place = incident.place.as_ref();
    Feature {
        kind: "Feature",
        id: &incident.id,
        geometry: place.and_then(point),
        properties: Properties {
            kind: incident.kind.as_str(),
            when: incident.when.as_ref().map(|when| when.as_str()),
            date_start,
            date_end,
            place: place.map(|p| p.name.as_str()),
            country: place.and_then(|p| p.country.as_deref()),
            adm1: place.and_then(|p| p.adm1.as_deref()),
            precision: place.and_then(|p| p.precision),
            radius_km: place.and_then(|p| p.radius_km),
            actor: incident.actor.as_deref(),
            weapons: incident.weapons.iter().map(|class| class.as_str()).collect(),
            parent: incident.parent.as_deref(),
            figures: incident.figures.iter().map(|figure| figure_record(figure, &incident.accounts)).collect(),
            reports: &incident.reports,
        },
    }
}

/// The point of a settled place; none outside the globe.
fn point(place: &Place) -> Option<Point> {
    let (lat, lon) = (place.lat?, place.lon?);
    let rounded = |x: f64| (x * 1e6).round() / 1e6;
    let on_globe = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    on_globe.then(|| Point { kind: "Point", coordinates: [rounded(lon), rounded(lat)] })
}
