//! Sheets: incidents as one row per settled figure, and claims as one row each.
//!
//! A report's words may begin like a formula, and a spreadsheet would run it. So a text cell that starts with
//! `=`, `+`, `-`, `@`, a tab, a line end, or the full-width form of one of these gets an apostrophe in front;
//! drop one leading apostrophe when reading back. Number cells are never touched.

use crate::Error;
use litopys_facts::{Figure, Incident, Place, Reading, When};
use std::{borrow::Cow, collections::BTreeSet, io::Write};

const INCIDENT_COLUMNS: [&str; 26] = [
    "incident",
    "type",
    "date_start",
    "date_end",
    "place",
    "country",
    "adm1",
    "geonames_id",
    "lat",
    "lon",
    "precision",
    "radius_km",
    "actor",
    "weapons",
    "kind",
    "class",
    "low",
    "best",
    "high",
    "rule",
    "n_claimants",
    "claimants",
    "n_reports",
    "reports",
    "parent",
    "links",
];

const CLAIM_COLUMNS: [&str; 33] = [
    "report",
    "claim",
    "published",
    "outlet",
    "url",
    "kind",
    "low",
    "high",
    "approx",
    "words",
    "thing",
    "class",
    "claimant",
    "claimant_type",
    "status",
    "actor",
    "place",
    "country",
    "adm1",
    "geonames_id",
    "lat",
    "lon",
    "precision",
    "radius_km",
    "date_start",
    "date_end",
    "event",
    "part_of",
    "quote",
    "start",
    "end",
    "rule",
    "extractor",
];

/// Writes incidents, one row per settled figure; an incident without a figure has one row too.
///
/// # Errors
/// When the output cannot be written.
pub fn write_incidents_csv(out: impl Write, incidents: &[Incident]) -> Result<(), Error> {
    let mut sheet = csv::Writer::from_writer(out);
    sheet.write_record(INCIDENT_COLUMNS)?;
    for incident in incidents {
        let figures: Vec<Option<&Figure>> = match incident.figures.as_slice() {
            [] => vec![None],
            figures => figures.iter().map(Some).collect(),
        };
        for figure in figures {
            let row = incident_row(incident, figure);
            sheet.write_record(row.iter().map(|cell| cell.as_bytes()))?;
        }
    }
    Ok(sheet.flush()?)
}

/// Writes the claims of readings, one row each; offsets are code points.
///
/// # Errors
/// When the output cannot be written, or a reading is an error.
pub fn write_claims_csv<E: From<Error>>(
    out: impl Write,
    readings: impl IntoIterator<Item = Result<Reading, E>>,
) -> Result<(), E> {
    let mut sheet = csv::Writer::from_writer(out);
    sheet.write_record(CLAIM_COLUMNS).map_err(Error::from)?;
    for reading in readings {
        for row in claim_rows(&reading?) {
            sheet.write_record(row.iter().map(|cell| cell.as_bytes())).map_err(Error::from)?;
        }
    }
    sheet.flush().map_err(|e| Error::from(e).into())
}

fn incident_row<'a>(incident: &'a Incident, figure: Option<&'a Figure>) -> Vec<Cow<'a, str>> {
    let [start, end] = dates(incident.when.as_ref());
    let weapons: Vec<&str> = incident.weapons.iter().map(|class| class.as_str()).collect();
    let links: Vec<String> = incident
        .links
        .iter()
        .map(|link| format!("{}:{}", serde_json::to_value(link.link).map_or("".into(), plain), link.to))
        .collect();
    let mut row: Vec<Cow<'a, str>> = vec![text(&incident.id), incident.kind.as_str().into(), start, end];
    row.extend(place_cells(incident.place.as_ref()));
    row.extend([optional(incident.actor.as_deref()), weapons.join("; ").into()]);
    match figure {
        Some(figure) => {
            let settled = &figure.settled;
            let names: BTreeSet<&str> = figure
                .used
                .iter()
                .filter(|used| used.counted)
                .filter_map(|used| incident.accounts.get(used.account))
                .map(|account| account.claimant.as_deref().or(account.outlet.as_deref()).unwrap_or(&account.report))
                .collect();
            let names: Vec<&str> = names.into_iter().collect();
            row.extend([figure.kind.as_str().into(), figure.class.as_str().into()]);
            row.extend([settled.low, settled.best, settled.high].map(number));
            row.extend([text(&settled.rule), figure.n_claimants.to_string().into()]);
            row.push(guarded(names.join("; ").into()));
        }
        None => row.extend([""; 8].map(Cow::from)),
    }
    row.extend([incident.reports.len().to_string().into(), guarded(incident.reports.join("; ").into())]);
    row.extend([optional(incident.parent.as_deref()), guarded(links.join("; ").into())]);
    row
}

fn claim_rows(reading: &Reading) -> impl Iterator<Item = Vec<Cow<'_, str>>> {
    let (report, points) = (&reading.report, crate::CodePoints::new(&reading.report.text));
    reading.extraction.claims.iter().map(move |claim| {
        let [date_start, date_end] = dates(claim.when.as_ref());
        let [start, end] = points.span(claim.span);
        let mut row = vec![
            text(&report.id),
            text(&claim.id),
            optional(report.published.as_deref()),
            optional(report.outlet.as_deref()),
            optional(report.url.as_deref()),
            claim.kind.as_str().into(),
            number(claim.bounds.low),
            number(claim.bounds.high),
            claim.bounds.approx.to_string().into(),
            text(&claim.words),
            text(&claim.thing),
            claim.class.as_str().into(),
            optional(claim.claimant.as_deref()),
            claim.claimant_type.map_or("", |kind| kind.as_str()).into(),
            claim.status.as_str().into(),
            optional(claim.actor.as_deref()),
        ];
        row.extend(place_cells(claim.place.as_ref()));
        row.extend([date_start, date_end, optional(claim.event.as_deref()), optional(claim.part_of.as_deref())]);
        row.extend([text(&claim.quote), start.to_string().into(), end.to_string().into()]);
        row.extend([text(&claim.rule), text(&reading.extraction.extractor)]);
        row
    })
}

/// Name, country, adm1, GeoNames id, latitude, longitude, precision, radius.
fn place_cells(place: Option<&Place>) -> [Cow<'_, str>; 8] {
    let Some(place) = place else { return [""; 8].map(Cow::from) };
    let degrees = |x: Option<f64>| x.map_or(Cow::from(""), |x| x.to_string().into());
    [
        text(&place.name),
        optional(place.country.as_deref()),
        optional(place.adm1.as_deref()),
        number(place.geonames_id.map(u64::from)),
        degrees(place.lat),
        degrees(place.lon),
        place.precision.map_or(Cow::from(""), |p| p.to_string().into()),
        place.radius_km.map_or(Cow::from(""), |km| km.to_string().into()),
    ]
}

/// First and last date in EDTF; the same twice unless it is an interval.
pub(crate) fn dates(when: Option<&When>) -> [Cow<'_, str>; 2] {
    let Some(when) = when else { return [""; 2].map(Cow::from) };
    let (start, end) = when.as_str().split_once('/').unwrap_or((when.as_str(), when.as_str()));
    [start.into(), end.into()]
}

fn plain(value: serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(n: Option<u64>) -> Cow<'static, str> {
    n.map_or(Cow::from(""), |n| n.to_string().into())
}

fn text(cell: &str) -> Cow<'_, str> {
    guarded(cell.into())
}

fn optional(cell: Option<&str>) -> Cow<'_, str> {
    cell.map_or(Cow::from(""), text)
}

/// The cell, with an apostrophe in front where a spreadsheet would take it for a formula.
fn guarded(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}").into()
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_look_like_formulas_are_disarmed() {
        for cell in ["=1+1", "+380 44", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(guarded(cell.into()), format!("'{cell}"));
        }
        for cell in ["", "17 of 18", "'quoted'", "Kyiv"] {
            assert_eq!(guarded(cell.into()), cell);
        }
    }

    #[test]
    fn an_interval_has_two_dates_and_a_day_one() {
        let when = |text: &str| text.parse::<When>().ok();
        assert_eq!(dates(when("2024-08-06/2024-08-07").as_ref()), ["2024-08-06", "2024-08-07"]);
        assert_eq!(dates(when("XXXX-02-12").as_ref()), ["XXXX-02-12", "XXXX-02-12"]);
        assert_eq!(dates(None), ["", ""]);
    }
}
