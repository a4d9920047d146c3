//! What people give and what comes of it, through the crate's door: files of every form, broken ones among them.

use encoding_rs::WINDOWS_1251;
use litopys_facts::{BlockKind, Rejected, RejectedCode, Report};
use litopys_read::{Input, Options, read_bytes, reports};
use std::fs;
use std::path::Path;

const ENGLISH: &str =
    "Two drones fell on a grain store near the river port on Monday, and nobody was hurt, the mayor said.";
const UKRAINIAN: &str =
    "Уночі над містом збили сім безпілотників. Уламки впали на дах школи, ніхто не постраждав, повідомив мер.";

#[track_caller]
fn one(name: &str, bytes: &[u8]) -> Report {
    let mut found = read_bytes(name, bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).expect("a report")
}

#[track_caller]
fn rejected(name: &str, bytes: &[u8]) -> Rejected {
    let mut found = read_bytes(name, bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    let rejected = found.remove(0).expect_err("a rejection");
    assert!(!rejected.why.is_empty());
    rejected
}

fn tree(path: &Path) -> Vec<Result<Report, Rejected>> {
    reports(&[Input::from(path.to_path_buf())], &Options::default()).collect()
}

fn utf16_le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn plain_text_is_kept_verbatim() {
    let text = format!("{ENGLISH}\r\n\r\n  {ENGLISH}\r\n");
    let report = one("in/night.txt", text.as_bytes());
    assert_eq!(report.text, text);
    assert_eq!((report.id.as_str(), report.path.as_str()), ("night.txt", "in/night.txt"));
    assert_eq!((report.title, report.published), (None, None));
    assert_eq!(report.language.as_deref(), Some("en"));
    assert_eq!(report.blocks.len(), 2);
    assert_eq!(report.sha256.len(), 64);
    assert_ne!(report.simhash, 0);
}

#[test]
fn a_header_gives_the_fields() {
    let text = format!(
        "Title: Night\nOutlet: Larin Courier\nByline: Anna Vale\nPublished: 6 August 2024\nUrl: https://a.example/1\nId: n-1\n\n{ENGLISH}"
    );
    let report = one("night.txt", text.as_bytes());
    assert_eq!(report.text, ENGLISH);
    assert_eq!(report.id, "n-1");
    assert_eq!(report.title.as_deref(), Some("Night"));
    assert_eq!(report.outlet.as_deref(), Some("Larin Courier"));
    assert_eq!(report.byline.as_deref(), Some("Anna Vale"));
    assert_eq!(report.published.as_deref(), Some("2024-08-06"));
    assert_eq!(report.url.as_deref(), Some("https://a.example/1"));
}

#[test]
fn lines_of_json_with_names_in_any_case() {
    let lines = format!(
        "{{\"ID\": 12, \"URL\": \"https://a.example\", \"Title\": \"T\", \"Published\": \"2024-08-06 07:40 +0300\", \"TEXT\": {0:?}, \"gold\": {{\"x\": [1]}}}}\r\n\r\n{{\"text\": {0:?}, \"published\": \"soon\"}}\n",
        ENGLISH
    );
    let found = read_bytes("in/night.jsonl", lines.as_bytes());
    assert_eq!(found.len(), 2);
    let first = found[0].as_ref().expect("a report");
    assert_eq!((first.id.as_str(), first.path.as_str()), ("12", "in/night.jsonl:1"));
    assert_eq!(first.published.as_deref(), Some("2024-08-06T07:40:00+03:00"));
    let second = found[1].as_ref().expect("a report");
    assert_eq!((second.id.as_str(), second.published.as_deref()), ("night.jsonl:3", None));
}

#[test]
fn a_truncated_line_of_json_is_malformed_and_the_rest_goes_on() {
    let lines = b"{\"id\": \"a\", \"text\": \"On\n[1]\n{\"id\": \"c\", \"text\": null}\n{\"id\": \"d\", \"text\": \"  \"}\n{\"id\": \"e\", \"text\": \"One.\"}";
    let found = read_bytes("x.jsonl", lines);
    let codes: Vec<_> =
        found.iter().map(|f| f.as_ref().map(|r| r.id.as_str()).map_err(|r| (r.code, r.source.as_str()))).collect();
    assert_eq!(
        codes,
        [
            Err((RejectedCode::Malformed, "x.jsonl:1")),
            Err((RejectedCode::Malformed, "x.jsonl:2")),
            Err((RejectedCode::NoText, "x.jsonl:3")),
            Err((RejectedCode::Empty, "x.jsonl:4")),
            Ok("e"),
        ]
    );
    assert!(found[0].as_ref().expect_err("cut").why.contains("cut off"));
    assert!(found[2].as_ref().expect_err("no text").why.contains("id, text"));
}

#[test]
fn tables_with_any_mark_and_any_order() {
    for mark in [",", ";", "\t"] {
        let rows = [
            ["Published", "Extra", "Text", "ID"].join(mark),
            ["2024-08-06", "x", "\"One, two; three.\n\"\"Four\"\"\"", "a"].join(mark),
            ["", "", "Five.", ""].join(mark),
        ];
        let found = read_bytes("in/t.csv", format!("\u{feff}{}\r\n", rows.join("\r\n")).as_bytes());
        assert_eq!(found.len(), 2, "{found:?}");
        let first = found[0].as_ref().expect("a report");
        assert_eq!(first.text, "One, two; three.\n\"Four\"");
        assert_eq!(
            (first.id.as_str(), first.published.as_deref(), first.path.as_str()),
            ("a", Some("2024-08-06"), "in/t.csv:2")
        );
        assert_eq!(found[1].as_ref().expect("a report").id, "t.csv:4");
    }
}

#[test]
fn a_table_without_text_is_one_rejection_that_names_its_columns() {
    let rejected = rejected("t.csv", b"id,headline,body\n1,a,b\n2,c,d\n");
    assert_eq!(rejected.code, RejectedCode::NoText);
    assert!(
        rejected.why.contains("id, headline, body") && rejected.why.contains("id, url, title, published, text"),
        "{}",
        rejected.why
    );
}

#[test]
fn ragged_rows_are_rejected_one_by_one() {
    let found = read_bytes("t.csv", b"id,text\n1,One.,more\n2\n3,Three.,,\n4,Four.\n5,\n6,\"open");
    let codes: Vec<_> =
        found.iter().map(|f| f.as_ref().map(|r| r.id.as_str()).map_err(|r| (r.code, r.source.as_str()))).collect();
    assert_eq!(
        codes,
        [
            Err((RejectedCode::Malformed, "t.csv:2")),
            Err((RejectedCode::Malformed, "t.csv:3")),
            Ok("3"),
            Ok("4"),
            Err((RejectedCode::NoText, "t.csv:6")),
            Err((RejectedCode::Malformed, "t.csv:7")),
        ]
    );
}

#[test]
fn empty_files() {
    for (name, bytes) in [("a.txt", &b""[..]), ("a.jsonl", b" \n\t\r\n"), ("a.html", b""), ("a.csv", b"\n"), ("a", b"")]
    {
        assert_eq!(rejected(name, bytes).code, RejectedCode::Empty, "{name}");
    }
    assert!(rejected("a.txt", b"\n").sha256.is_some());
}

#[test]
fn binary_files_are_named() {
    for (bytes, what) in [
        (&b"%PDF-1.7\n1 0 obj"[..], "pdftotext"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\0\x01\x02\x03 some words \0\0", "binary"),
    ] {
        for name in ["x", "x.txt", "x.jsonl", "x.html"] {
            let rejected = rejected(name, bytes);
            assert_eq!(rejected.code, RejectedCode::Binary, "{name}");
            assert!(rejected.why.contains(what), "{}", rejected.why);
        }
    }
    let late = [ENGLISH.repeat(2000).as_bytes(), b"\0\0\0"].concat();
    assert_eq!(rejected("x.txt", &late).code, RejectedCode::Binary);
    assert_eq!(rejected("x", b"WARC/1.0\r\n").code, RejectedCode::UnknownFormat);
}

#[test]
fn charsets_of_every_form() {
    let line = format!("{{\"id\": \"a\", \"text\": \"{UKRAINIAN}\"}}\n");
    let table = format!("id;text\na;{UKRAINIAN}\n");
    let page = format!(
        "<html><head><title>Ніч</title></head><body><article><p>{UKRAINIAN}</p><p>{UKRAINIAN}</p></article></body></html>"
    );
    for (name, text) in [("a.txt", UKRAINIAN), ("a.jsonl", &line), ("a.csv", &table), ("a.html", &page)] {
        let mut encoded = vec![text.as_bytes().to_vec(), WINDOWS_1251.encode(text).0.into_owned()];
        encoded.push(utf16_le(text));
        encoded.push(utf16_le(&format!("\u{feff}{text}")));
        encoded.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        encoded.push(format!("\u{feff}{text}").into_bytes());
        for (i, bytes) in encoded.iter().enumerate() {
            let report = one(name, bytes);
            assert!(report.text.starts_with(UKRAINIAN), "{name} in form {i}: {}", report.text);
            assert_eq!(report.language.as_deref(), Some("uk"), "{name} in form {i}");
        }
    }
}

#[test]
fn a_directory_is_walked_in_order_and_nothing_stops_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = |name: &str| dir.path().join(name);
    fs::create_dir_all(path("b/deep")).expect("made");
    fs::create_dir(path(".git")).expect("made");
    for (name, text) in [
        ("c.txt", ENGLISH),
        ("a.md", ENGLISH),
        ("b/deep/x.txt", ENGLISH),
        (".git/config", ENGLISH),
        ("b/empty.txt", ""),
    ] {
        fs::write(path(name), text).expect("written");
    }
    std::os::unix::fs::symlink(dir.path(), path("b/loop")).expect("linked");
    std::os::unix::fs::symlink("nowhere", path("dangling")).expect("linked");
    std::os::unix::fs::symlink("self", path("self")).expect("linked");
    let _socket = std::os::unix::net::UnixListener::bind(path("socket")).expect("a socket");
    let found = tree(dir.path());
    let shown: Vec<_> = found
        .iter()
        .map(|f| match f {
            Ok(report) => (report.path.clone(), None),
            Err(rejected) => (rejected.source.clone(), Some(rejected.code)),
        })
        .map(|(source, code)| {
            (source.strip_prefix(&format!("{}/", dir.path().display())).unwrap_or(&source).to_owned(), code)
        })
        .collect();
    let shown: Vec<_> = shown.iter().map(|(s, c)| (s.as_str(), *c)).collect();
    assert_eq!(
        shown,
        [
            ("a.md", None),
            ("b/deep/x.txt", None),
            ("b/empty.txt", Some(RejectedCode::Empty)),
            ("b/loop", Some(RejectedCode::Unreadable)),
            ("c.txt", None),
            ("dangling", Some(RejectedCode::Unreadable)),
            ("self", Some(RejectedCode::Unreadable)),
            ("socket", Some(RejectedCode::Unreadable)),
        ]
    );
}

#[test]
fn an_unreadable_directory_is_a_rejection_and_the_next_input_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a directory");
    let (shut, file) = (dir.path().join("shut"), dir.path().join("a.txt"));
    fs::create_dir(&shut).expect("made");
    fs::write(&file, ENGLISH).expect("written");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("shut");
    // No lock keeps root out; a directory below a file can't be read by anybody.
    let shut = if fs::read_dir(&shut).is_ok() { file.join("below") } else { shut };
    let inputs = [Input::from(shut.clone()), Input::from(file)];
    let found: Vec<_> = reports(&inputs, &Options::default()).collect();
    let rejected = found[0].as_ref().expect_err("unreadable");
    assert_eq!((rejected.code, rejected.source.as_str()), (RejectedCode::Unreadable, shut.to_str().expect("UTF-8")));
    assert!(rejected.why.contains("help:"), "{}", rejected.why);
    assert_eq!(found[1].as_ref().expect("a report").text, ENGLISH);
    fs::set_permissions(dir.path().join("shut"), fs::Permissions::from_mode(0o700)).expect("opened");
}

#[test]
fn the_limit_holds_for_every_form() {
    let options = Options { max_report_bytes: 1000, ..Options::default() };
    let dir = tempfile::tempdir().expect("a directory");
    let long = ENGLISH.repeat(20);
    for (name, text) in [
        ("a.txt", long.clone()),
        ("b.html", format!("<p>{long}")),
        ("c.jsonl", format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"One.\"}}")),
        ("d.csv", format!("id,text\n1,{long}\n2,One.\n")),
    ] {
        let path = dir.path().join(name);
        fs::write(&path, text).expect("written");
        let found: Vec<_> = reports(&[Input::from(path)], &options).collect();
        assert_eq!(found[0].as_ref().expect_err("too long").code, RejectedCode::TooLarge, "{name}");
        assert_eq!(
            found.get(1).map(|f| f.as_ref().map(|r| r.text.as_str())),
            name.contains(['c', 'd']).then_some(Ok("One.")).filter(|_| name != "a.txt")
        );
    }
}

#[test]
fn a_title_given_apart_is_found_in_the_text() {
    let line = format!(
        "{{\"title\": \"Grain store hit\", \"text\": \"Grain store hit\\n\\n{ENGLISH}\\n\\nRead also\\nBread prices rise again\"}}"
    );
    let kinds: Vec<_> = one("x.jsonl", line.as_bytes()).blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Body, BlockKind::Related, BlockKind::Related]);
}
