//! `add`, `incidents`, `show`, `export`, `verify` and `places`, and all that can befall a ledger.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::House;
use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

#[test]
fn reports_go_in_once_and_incidents_come_out() {
    let house = House::with_reports();
    let first = house.ok("add wire.txt daily.txt signs.txt");
    assert!(first.err.contains("3 added, 0 rejected; litopys.db now holds 3 reports"), "{}", first.err);
    let again = house.ok("add .");
    assert!(again.err.contains("0 added, 3 already there"), "{}", again.err);
    assert_eq!(house.ok("verify").out.lines().next().unwrap().split(',').next().unwrap(), "sound: 6 entries chained");

    let table = house.ok("incidents --format text").out;
    assert!(table.contains("FIGURES") && table.contains("killed"), "{table}");
    let incidents = house.ok("incidents").json();
    let killed = incidents
        .iter()
        .find(|incident| incident["figures"].as_array().unwrap().iter().any(|figure| figure["kind"] == "killed"));
    let id = killed.unwrap()["id"].as_str().unwrap();
    let shown = house.ok(&format!("show {id}")).out;
    assert!(shown.contains("killed person") && shown.contains("people]"), "{shown}");
    assert!(house.ok("show daily.txt").out.contains("killed 3 person"));
    house.fails("show nothing", 1, &["`nothing`", "litopys incidents"]);
    assert_eq!(house.ok("incidents --as-of 2001-01-01").out, "");
    house.fails("incidents --as-of yesterday", 4, &["`yesterday`", "2024-08-06"]);
}

#[test]
fn exports_are_what_their_names_say() {
    let house = House::with_reports();
    house.ok("add wire.txt daily.txt signs.txt --quiet");
    let lines = house.ok("export --format jsonl").out;
    assert_eq!(lines, house.ok("incidents --format jsonl").out);
    let sheet = house.ok("export --format csv").out;
    assert!(sheet.starts_with("incident,type,date_start,date_end,place,"), "{sheet}");
    assert!(sheet.lines().any(|row| row.contains(",killed,person,")), "{sheet}");
    let map: serde_json::Value = serde_json::from_str(&house.ok("export --format geojson").out).unwrap();
    assert_eq!(map["type"], "FeatureCollection");
    assert_eq!(map["features"].as_array().unwrap().len(), lines.lines().count());
    assert_eq!(house.ok("export --format jsonl --of claims").json().len(), 3);
    house.ok("export --format csv --of claims --output claims.csv");
    assert!(fs::read_to_string(house.path("claims.csv")).unwrap().contains("at least five people"));
    house.fails("export --format geojson --of claims", 2, &["help:"]);
    house.fails("export --format csv --output no/such/folder.csv", 2, &["--output"]);
}

#[test]
fn rejections_are_kept_and_receipts_follow_the_disk() {
    let house = House::with_reports();
    house.write("empty.txt", " \n");
    let ran = house.ok("add wire.txt empty.txt --receipts");
    let kept: Vec<(String, String)> = ran
        .json()
        .iter()
        .map(|line| (line["id"].as_str().unwrap().into(), line["kept"].as_str().unwrap().into()))
        .collect();
    assert_eq!(kept, [("wire.txt".into(), "report".into()), ("empty.txt".into(), "rejected".into())]);
    assert_eq!(house.ok("add wire.txt --receipts").json()[0]["kept"], "already-there");
    house.fails("add empty.txt", 3, &["nothing could be read"]);
    assert!(house.ok("verify").out.starts_with("sound: 3 entries"));
}

#[test]
fn a_kill_in_the_middle_loses_nothing_acknowledged() {
    let house = House::new();
    house.write_many("many.jsonl", 3000);
    let mut child = house
        .command("add many.jsonl --receipts --quiet")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged: Vec<String> = lines.by_ref().take(100).map(Result::unwrap).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(lines.map_while(Result::ok));
    assert!(acknowledged.len() < 3000, "the kill came too late to test anything");

    assert!(house.ok("verify").out.starts_with("sound:"));
    let there: Vec<serde_json::Value> = house.ok("export --format jsonl --of claims").json();
    for line in acknowledged {
        let Ok(receipt) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        assert!(there.iter().any(|record| record["id"] == receipt["id"]), "{line}");
    }
    let ran = house.ok("add many.jsonl");
    assert!(ran.err.contains("now holds 3000 reports"), "{}", ran.err);
    assert!(house.ok("verify").out.starts_with("sound: 6000 entries"));
}

#[test]
fn ledgers_that_cannot_be_used_say_why() {
    let house = House::with_reports();
    house.fails("incidents", 4, &["litopys.db: no ledger here", "add FILE"]);
    house.write("notes.db", "These are my notes, and no ledger.");
    house.fails("add wire.txt --ledger notes.db", 4, &["notes.db", "not a litopys ledger"]);
    house.fails("add wire.txt --ledger no/such/l.db", 4, &["no/such/l.db", "folder"]);
    house.ok("add wire.txt --ledger cut.db --quiet");
    let bytes = fs::read(house.path("cut.db")).unwrap();
    fs::write(house.path("cut.db"), &bytes[..bytes.len() / 2]).unwrap();
    let ran = house.run("verify --ledger cut.db");
    assert!([1, 4].contains(&ran.code) && ran.err.contains("damaged"), "{}", ran.err);
    // A ledger of a later litopys: the version stands at byte 60 of a SQLite file.
    house.ok("add wire.txt --ledger new.db --quiet");
    let mut bytes = fs::read(house.path("new.db")).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(house.path("new.db"), bytes).unwrap();
    house.fails("add wire.txt --ledger new.db", 4, &["version 99", "update litopys"]);
}

#[test]
fn a_changed_ledger_is_found_out() {
    let house = House::with_reports();
    house.ok("add wire.txt daily.txt --quiet");
    let path = house.path("litopys.db");
    let mut bytes = fs::read(&path).unwrap();
    // All places, since SQLite leaves old copies in the unused parts of its pages.
    let words = b"A missile strike";
    let found: Vec<usize> =
        bytes.windows(words.len()).enumerate().filter(|(_, window)| window == words).map(|(at, _)| at).collect();
    assert!(!found.is_empty());
    for at in found {
        bytes[at + 2] = b'W';
    }
    fs::write(&path, bytes).unwrap();
    let ran = house.fails("verify", 1, &["not sound", "hash"]);
    assert!(ran.out.contains("entry "), "{}", ran.out);
}

#[test]
fn a_read_only_ledger_can_be_asked_but_not_added_to() {
    let house = House::with_reports();
    house.ok("add wire.txt --quiet");
    fs::set_permissions(house.path("litopys.db"), fs::Permissions::from_mode(0o444)).unwrap();
    let run = |args: &str| {
        let mut command = house.command(args);
        // Permissions do not bind the superuser.
        if is_superuser(house.folder()) {
            fs::set_permissions(house.folder(), fs::Permissions::from_mode(0o755)).unwrap();
            std::os::unix::process::CommandExt::uid(&mut command, 65534);
        }
        command.output()
    };
    let Ok(verified) = run("verify") else {
        eprintln!("skipped: the program cannot be run by another user here");
        return;
    };
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
    let added = run("add daily.txt").unwrap();
    let message = String::from_utf8_lossy(&added.stderr);
    assert!(added.status.code() == Some(4) && message.contains("cannot be written"), "{message}");
}

fn is_superuser(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).unwrap().uid() == 0
}

#[test]
fn a_full_disk_is_said_and_the_next_run_goes_on() {
    let house = House::new();
    house.write_many("many.jsonl", 2000);
    // A file size limit stands for a full disk; its signal is ignored, so that the write fails and not the process.
    let script = format!("trap '' XFSZ; ulimit -f 1500; exec {} add many.jsonl", env!("CARGO_BIN_EXE_litopys"));
    let output = Command::new("sh").args(["-c", &script]).current_dir(house.folder()).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{message}");
    assert!(message.contains("no room left") && message.contains("help:"), "{message}");
    assert!(house.ok("verify").out.starts_with("sound:"));
    assert!(house.ok("add many.jsonl").err.contains("now holds 2000 reports"));
    assert!(house.ok("verify").out.starts_with("sound: 4000 entries"));
}

#[test]
fn places_are_found_and_countries_added() {
    let house = House::new();
    assert!(house.ok("places find Odesa").out.contains("Ukraine"));
    assert!(house.ok("places find Одеса").out.contains("Ukraine"));
    house.fails("places find Nosuchplacename", 1, &["Nosuchplacename", "places import"]);
    let row =
        "1\tPetrivka Nova\tPetrivka Nova\t\t48.5\t35.5\tP\tPPL\tUA\t\t04\t\t\t\t120\t\t80\tEurope/Kyiv\t2024-01-01\n";
    house.write("UA.txt", row);
    assert!(house.ok("places import UA.txt").out.contains("1 places"));
    assert!(house.ok("places find Petrivka Nova").out.contains("48.5000, 35.5000"));
    house.write("bad.txt", "no dump\n");
    house.fails("places import bad.txt", 3, &["bad.txt", "help"]);
}
