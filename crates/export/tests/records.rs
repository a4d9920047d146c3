//! The records as others read them: fields, order, offsets in code points, safe cells, valid maps.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::{claim, disputed, extraction, incident, mention, odesa, report, span};
use litopys_export::{
    Record, write_claims_csv, write_geojson, write_incidents, write_incidents_by_report, write_incidents_csv,
    write_record, write_report,
};
use litopys_facts::{Class, Kind, MentionKind, Place, Reading};

const TEXT: &str = "🛰️ Зведе\u{301}ння مدينة: the air force said it shot down 17 of 18 drones in Odesa.";

fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

/// What a reader in Python would cut out.
fn code_points(text: &str, start: &serde_json::Value, end: &serde_json::Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn a_record_has_the_promised_fields_in_their_order() {
    let report = report("r1", TEXT);
    let extraction = extraction(vec![claim("c1", TEXT, "17 of 18 drones", Kind::Intercepted, Class::Drone, "17")]);
    let line = written(|out| write_record(out, &Record::new(&report, &extraction)).unwrap());
    let expected = concat!(
        r#"{"id":"r1","url":null,"title":"Night over the port","published":"2024-08-06","language":"en","sha256":"SHA","relevant":true,"#,
        r#""claims":[{"id":"c1","kind":"intercepted","low":17,"high":17,"approx":false,"words":"17","thing":"drones","class":"drone","#,
        r#""claimant":"the air force","claimant_type":"military","status":"reported","actor":null,"#,
        r#""place":{"name":"Odesa","country":"UA","adm1":"Odesa Oblast","geonames_id":698740,"lat":46.48572,"lon":30.74383,"precision":"settlement"},"#,
        r#""when":"2024-08-06","event":"e1","quote":"17 of 18 drones","start":52,"end":67,"sentence":[0,77],"rule":"en/claim/test"}],"#,
        r#""events":[{"id":"e1","type":"strike","actor":"Russia","place":{"name":"Odesa","country":"UA","adm1":"Odesa Oblast","geonames_id":698740,"lat":46.48572,"lon":30.74383,"precision":"settlement"},"when":"2024-08-06","weapons":["drone"]}],"#,
        r#""notes":[{"code":"date-conflict","message":"two dates","start":0,"end":1}]}"#,
        "\n",
    );
    assert_eq!(line, expected.replace("SHA", &"ab".repeat(32)));
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    let claim = &value["claims"][0];
    assert_eq!(code_points(TEXT, &claim["start"], &claim["end"]), "17 of 18 drones");
}

#[test]
fn mentions_are_written_when_asked_for() {
    let report = report("r1", TEXT);
    let mut extraction = extraction(vec![]);
    let mut place = mention(MentionKind::Place, span(TEXT, "Odesa"), "place");
    place.place = Some(odesa());
    let unsettled = mention(MentionKind::Place, span(TEXT, "مدينة"), "?");
    let time = mention(MentionKind::Time, span(TEXT, "17"), "2024-08-06");
    let mut said = mention(MentionKind::Content, span(TEXT, "it shot down 17 of 18 drones"), "");
    said.parts = vec![
        mention(MentionKind::Claimant, span(TEXT, "the air force"), ""),
        mention(MentionKind::Cue, span(TEXT, "said"), ""),
    ];
    let bare = mention(MentionKind::Content, span(TEXT, "in Odesa"), "");
    extraction.mentions = vec![place, unsettled, time, said, bare];
    let line = written(|out| write_record(out, &Record::with_mentions(&report, &extraction)).unwrap());
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        value["mentions"].to_string().replace(' ', ""),
        serde_json::json!({
            "places": [
                {"start": 71, "end": 76, "name": "Odesa", "lat": 46.48572, "lon": 30.74383, "country": "UA", "geonames_id": 698740},
                {"start": 13, "end": 18, "name": "مدينة", "lat": null, "lon": null, "country": null, "geonames_id": null},
            ],
            "times": [{"start": 52, "end": 54, "value": "2024-08-06"}],
            "attributions": [
                {"source": [20, 33], "cue": [34, 38], "content": [39, 67]},
                {"source": null, "cue": null, "content": [68, 76]},
            ],
        })
        .to_string()
        .replace(' ', "")
    );
}

#[test]
fn a_report_as_read_has_its_text() {
    let line = written(|out| write_report(out, &report("r1", "A\nb")).unwrap());
    assert_eq!(
        line,
        format!(
            "{{\"id\":\"r1\",\"path\":\"night/r1\",\"url\":null,\"title\":\"Night over the port\",\"byline\":null,\
             \"outlet\":\"Example Wire\",\"published\":\"2024-08-06\",\"language\":\"en\",\"sha256\":\"{}\",\"text\":\"A\\nb\"}}\n",
            "ab".repeat(32)
        )
    );
}

#[test]
fn incidents_are_lines_with_figures_and_the_claims_they_used() {
    let incidents = [disputed("It killed two people.", "It killed at least three people.")];
    let line = written(|out| write_incidents(out, &incidents).unwrap());
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        value["figures"][0],
        serde_json::json!({
            "kind": "killed", "class": "person", "low": 2, "best": 3, "high": 3, "rule": "newest-of-the-nearest", "claimants": 1,
            "used": [
                {"report": "r1", "claim": "c1", "counted": false, "why": "an older toll of the same claimant"},
                {"report": "r2", "claim": "c4", "counted": true, "why": "newest of its claimant"},
            ],
        })
    );
    assert_eq!(value["accounts"][1]["quote"], "at least three people");
}

#[test]
fn a_report_names_its_incidents_in_the_order_given() {
    let pairs = [("r1".to_owned(), vec!["B".to_owned(), "A".to_owned()]), ("r2".to_owned(), vec!["A".to_owned()])];
    let lines = written(|out| write_incidents_by_report(out, &pairs).unwrap());
    assert_eq!(
        lines,
        "{\"id\":\"r1\",\"incident\":\"B\"}\n{\"id\":\"r1\",\"incident\":\"A\"}\n{\"id\":\"r2\",\"incident\":\"A\"}\n"
    );
}

#[test]
fn sheets_have_one_row_per_figure_and_disarmed_cells() {
    let mut disputed = disputed("It killed two people.", "It killed at least three people.");
    disputed.actor = Some("=HYPERLINK(\"x\")".into());
    let sheet = written(|out| {
        write_incidents_csv(out, &[disputed, incident("X", Some(Place::unsettled("a, \"sea\"")))]).unwrap()
    });
    let rows: Vec<&str> = sheet.lines().collect();
    assert_eq!(
        rows[1],
        "UA-2024-08-06-3f2a,strike,2024-08-06,2024-08-07,Odesa,UA,Odesa Oblast,698740,46.48572,30.74383,settlement,12.5,\
         \"'=HYPERLINK(\"\"x\"\")\",drone; cruise_missile,killed,person,2,3,3,newest-of-the-nearest,1,Port Daily,2,r1; r2,,"
    );
    assert_eq!(
        rows[2],
        "X,strike,2024-08-06,2024-08-07,\"a, \"\"sea\"\"\",,,,,,,,Russia,drone; cruise_missile,,,,,,,,,2,r1; r2,,"
    );
    assert!(rows.iter().all(|row| csv_width(row) == 26));
}

fn csv_width(row: &str) -> usize {
    csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes()).records().next().unwrap().unwrap().len()
}

#[test]
fn claims_are_rows_with_offsets_in_code_points() {
    let report = report("-r1", TEXT);
    let mut claim = claim("c1", TEXT, "17 of 18 drones", Kind::Intercepted, Class::Drone, "17");
    claim.place = Some(Place { lat: Some(-4.5), ..odesa() });
    let reading = Reading { report, extraction: extraction(vec![claim]) };
    let sheet = written(|out| write_claims_csv::<litopys_export::Error>(out, [Ok(reading)]).unwrap());
    assert_eq!(
        sheet.lines().nth(1).unwrap(),
        "'-r1,c1,2024-08-06,Example Wire,,intercepted,17,17,false,17,drones,drone,the air force,military,reported,,\
         Odesa,UA,Odesa Oblast,698740,-4.5,30.74383,settlement,12.5,2024-08-06,2024-08-06,e1,,17 of 18 drones,52,67,\
         en/claim/test,test 1"
    );
}

#[test]
fn maps_have_a_point_or_none() {
    let mut beyond = incident("C", Some(Place { lat: Some(91.0), lon: Some(0.0), ..Place::unsettled("nowhere") }));
    beyond.place.as_mut().unwrap().lon = Some(f64::NAN);
    let incidents = [incident("A", Some(odesa())), incident("B", None), beyond];
    let map = written(|out| write_geojson(out, &incidents).unwrap());
    let value: serde_json::Value = serde_json::from_str(&map).unwrap();
    assert_eq!(value["type"], "FeatureCollection");
    let features = value["features"].as_array().unwrap();
    assert_eq!(features[0]["geometry"], serde_json::json!({"type": "Point", "coordinates": [30.74383, 46.48572]}));
    assert_eq!(features[0]["properties"]["radius_km"], 12.5);
    assert!(features[1]["geometry"].is_null() && features[2]["geometry"].is_null());
    assert!(features.iter().all(|f| f["type"] == "Feature" && f["properties"].is_object()));
    let empty = written(|out| write_geojson(out, &[]).unwrap());
    assert_eq!(serde_json::from_str::<serde_json::Value>(&empty).unwrap()["features"], serde_json::json!([]));
}
