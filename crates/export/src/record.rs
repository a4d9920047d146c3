//! The record that others read: one JSON line per report, offsets in code points.
//!
//! Its fields and their order are a promise (README, "What a record looks like"); a change is a new version.

use crate::{CodePoints, Error};
use litopys_facts::{Claim, Event, Extraction, Mention, MentionKind, Note, Place, Precision, Report};
use serde::Serialize;
use std::io::Write;

/// What one report said, as a line of `litopys extract`.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    id: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<&'a str>,
    language: Option<&'a str>,
    sha256: &'a str,
    relevant: bool,
    claims: Vec<ClaimRecord<'a>>,
    events: Vec<EventRecord<'a>>,
    notes: Vec<NoteRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<MentionsRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct ClaimRecord<'a> {
    id: &'a str,
    kind: &'static str,
    low: Option<u64>,
    high: Option<u64>,
    approx: bool,
    words: &'a str,
    thing: &'a str,
    class: &'static str,
    claimant: Option<&'a str>,
    claimant_type: Option<&'static str>,
    status: &'static str,
    actor: Option<&'a str>,
    place: Option<PlaceRecord<'a>>,
    when: Option<&'a str>,
    event: Option<&'a str>,
    quote: &'a str,
    start: u32,
    end: u32,
    sentence: [u32; 2],
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct EventRecord<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    actor: Option<&'a str>,
    place: Option<PlaceRecord<'a>>,
    when: Option<&'a str>,
    weapons: Vec<&'static str>,
}

/// A place as every export writes it.
#[derive(Debug, Serialize)]
pub(crate) struct PlaceRecord<'a> {
    name: &'a str,
    country: Option<&'a str>,
    adm1: Option<&'a str>,
    geonames_id: Option<u32>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: Option<Precision>,
}

#[derive(Debug, Serialize)]
struct NoteRecord<'a> {
    code: &'a str,
    message: &'a str,
    start: u32,
    end: u32,
}

#[derive(Debug, Default, Serialize)]
struct MentionsRecord<'a> {
    places: Vec<PlaceMention<'a>>,
    times: Vec<TimeMention<'a>>,
    attributions: Vec<Attribution>,
}

#[derive(Debug, Serialize)]
struct PlaceMention<'a> {
    start: u32,
    end: u32,
    name: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<&'a str>,
    geonames_id: Option<u32>,
}

#[derive(Debug, Serialize)]
struct TimeMention<'a> {
    start: u32,
    end: u32,
    value: &'a str,
}

#[derive(Debug, Serialize)]
struct Attribution {
    source: Option<[u32; 2]>,
    cue: Option<[u32; 2]>,
    content: [u32; 2],
}

impl<'a> Record<'a> {
    /// The record of one report, without its mentions.
    pub fn new(report: &'a Report, extraction: &'a Extraction) -> Record<'a> {
        let points = CodePoints::new(&report.text);
        Record {
            id: &report.id,
            url: report.url.as_deref(),
            title: report.title.as_deref(),
            published: report.published.as_deref(),
            language: report.language.as_deref(),
            sha256: &report.sha256,
            relevant: extraction.relevant,
            claims: extraction.claims.iter().map(|claim| claim_record(claim, &points)).collect(),
            events: extraction.events.iter().map(event_record).collect(),
            notes: extraction.notes.iter().map(|note| note_record(note, &points)).collect(),
            mentions: None,
        }
    }

    /// The same record with the places, times and attributions mentioned.
    pub fn with_mentions(report: &'a Report, extraction: &'a Extraction) -> Record<'a> {
        let points = CodePoints::new(&report.text);
        let mut mentions = MentionsRecord::default();
        for mention in &extraction.mentions {
            let [start, end] = points.span(mention.span);
            match (mention.kind, &mention.place) {
                (MentionKind::Place, place) => mentions.places.push(PlaceMention {
                    start,
                    end,
                    name: place.as_ref().map_or(mention.span.of(&report.text), |p| &p.name),
                    lat: place.as_ref().and_then(|p| p.lat),
                    lon: place.as_ref().and_then(|p| p.lon),
                    country: place.as_ref().and_then(|p| p.country.as_deref()),
                    geonames_id: place.as_ref().and_then(|p| p.geonames_id),
                }),
                (MentionKind::Time, _) => mentions.times.push(TimeMention { start, end, value: &mention.value }),
                (MentionKind::Content, _) => mentions.attributions.push(Attribution {
                    source: part(mention, MentionKind::Claimant, &points),
                    cue: part(mention, MentionKind::Cue, &points),
                    content: [start, end],
                }),
                _ => {}
            }
        }
        Record { mentions: Some(mentions), ..Record::new(report, extraction) }
    }
}

/// Writes one line.
///
/// # Errors
/// When the output cannot be written.
pub fn write_record(out: &mut impl Write, record: &Record<'_>) -> Result<(), Error> {
    write_line(out, record)
}

/// A report as read, as a line of `litopys read`.
#[derive(Debug, Serialize)]
pub struct ReportRecord<'a> {
    id: &'a str,
    path: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    language: Option<&'a str>,
    sha256: &'a str,
    text: &'a str,
}

impl<'a> From<&'a Report> for ReportRecord<'a> {
    fn from(report: &'a Report) -> ReportRecord<'a> {
        ReportRecord {
            id: &report.id,
            path: &report.path,
            url: report.url.as_deref(),
            title: report.title.as_deref(),
            byline: report.byline.as_deref(),
            outlet: report.outlet.as_deref(),
            published: report.published.as_deref(),
            language: report.language.as_deref(),
            sha256: &report.sha256,
            text: &report.text,
        }
    }
}

/// Writes one line.
///
/// # Errors
/// When the output cannot be written.
pub fn write_report(out: &mut impl Write, report: &Report) -> Result<(), Error> {
    write_line(out, &ReportRecord::from(report))
}

/// One value as one line of JSON.
pub(crate) fn write_line(out: &mut impl Write, value: &impl Serialize) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}

impl<'a> From<&'a Place> for PlaceRecord<'a> {
    fn from(place: &'a Place) -> PlaceRecord<'a> {
        PlaceRecord {
            name: &place.name,
            country: place.country.as_deref(),
            adm1: place.adm1.as_deref(),
            geonames_id: place.geonames_id,
            lat: place.lat,
            lon: place.lon,
            precision: place.precision,
        }
    }
}

fn claim_record<'a>(claim: &'a Claim, points: &CodePoints<'_>) -> ClaimRecord<'a> {
    let [start, end] = points.span(claim.span);
    ClaimRecord {
        id: &claim.id,
        kind: claim.kind.as_str(),
        low: claim.bounds.low,
        high: claim.bounds.high,
        approx: claim.bounds.approx,
        words: &claim.words,
        thing: &claim.thing,
        class: claim.class.as_str(),
        claimant: claim.claimant.as_deref(),
        claimant_type: claim.claimant_type.map(|kind| kind.as_str()),
        status: claim.status.as_str(),
        actor: claim.actor.as_deref(),
        place: claim.place.as_ref().map(PlaceRecord::from),
        when: claim.when.as_ref().map(|when| when.as_str()),
        event: claim.event.as_deref(),
        quote: &claim.quote,
        start,
        end,
        sentence: points.span(claim.sentence),
        rule: &claim.rule,
    }
}

fn event_record(event: &Event) -> EventRecord<'_> {
    EventRecord {
        id: &event.id,
        kind: event.kind.as_str(),
        actor: event.actor.as_deref(),
        place: event.place.as_ref().map(PlaceRecord::from),
        when: event.when.as_ref().map(|when| when.as_str()),
        weapons: event.weapons.iter().map(|class| class.as_str()).collect(),
    }
}

fn note_record<'a>(note: &'a Note, points: &CodePoints<'_>) -> NoteRecord<'a> {
    let [start, end] = points.span(note.span);
    NoteRecord { code: &note.code, message: &note.message, start, end }
}

/// Where the first part of this kind stands.
fn part(mention: &Mention, kind: MentionKind, points: &CodePoints<'_>) -> Option<[u32; 2]> {
    mention.parts.iter().find(|part| part.kind == kind).map(|part| points.span(part.span))
}
