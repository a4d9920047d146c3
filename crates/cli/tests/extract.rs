//! `read`, `extract`, `explain` and `incidents --from`, as a person or a script runs them.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::House;
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::Stdio,
};

/// What a reader in Python would cut out.
fn cut(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn a_pipe_gets_one_line_per_report_in_the_order_given() {
    let house = House::with_reports();
    let ran = house.ok("extract wire.txt signs.txt daily.txt");
    let ids: Vec<Value> = ran.json().iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, ["wire.txt", "signs.txt", "daily.txt"]);
    assert_eq!(ran.out, house.ok("extract wire.txt signs.txt daily.txt --format jsonl --quiet").out);
    let keys: Vec<String> = ran.json()[0].as_object().unwrap().keys().cloned().collect();
    let mut promised =
        ["id", "url", "title", "published", "language", "sha256", "relevant", "claims", "events", "notes"].to_vec();
    promised.sort_unstable();
    assert_eq!(keys, promised);
}

#[test]
fn quotes_stand_at_their_code_points_in_the_text_that_read_gives() {
    let house = House::with_reports();
    let texts = house.ok("read wire.txt daily.txt signs.txt --format jsonl").json();
    let records = house.ok("extract wire.txt daily.txt signs.txt --format jsonl").json();
    let mut n = 0;
    for (read, record) in texts.iter().zip(&records) {
        assert_eq!(read["sha256"], record["sha256"]);
        for claim in record["claims"].as_array().unwrap() {
            assert_eq!(cut(read["text"].as_str().unwrap(), &claim["start"], &claim["end"]), claim["quote"]);
            n += 1;
        }
    }
    assert!(n >= 5, "{n} claims");
    let killed = |record: &Value| -> Vec<u64> {
        let claims = record["claims"].as_array().unwrap().iter();
        claims.filter(|claim| claim["kind"] == "killed").filter_map(|claim| claim["low"].as_u64()).collect()
    };
    assert_eq!((killed(&records[0]), killed(&records[1])), (vec![2], vec![3]));
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let house = House::new();
    house.write_many("many.jsonl", 700);
    let one = house.ok("extract many.jsonl --threads 1").out;
    assert_eq!(one.lines().count(), 700);
    for threads in [2, 3, 8] {
        assert!(one == house.ok(&format!("extract many.jsonl --threads {threads}")).out, "{threads} threads");
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_without_a_word() {
    let house = House::new();
    house.write_many("many.jsonl", 4000);
    for args in ["extract many.jsonl", "read many.jsonl"] {
        let mut child = house.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(first.starts_with("{\"id\":\"r1\""));
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(141), "{args}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn standard_input_is_read_as_a_file() {
    let house = House::new();
    let mut child = house.command("extract -").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"{\"id\": \"x\", \"text\": \"Two people were killed in a missile strike on Odesa.\"}\n").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&record["id"], &record["claims"][0]["low"]), (&"x".into(), &2.into()));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let house = House::with_reports();
    house.write("empty.txt", "");
    house.write("cut.jsonl", "{\"id\": \"a\", \"text\": \"Two people were killed.\"}\n{\"id\": \"b\", \"te");
    let ran = house.ok("extract empty.txt cut.jsonl none.txt wire.txt");
    assert_eq!(ran.json().iter().map(|record| record["id"].clone()).collect::<Vec<_>>(), ["a", "wire.txt"]);
    for words in ["empty.txt", "cut.jsonl:2", "none.txt"] {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    assert_eq!(house.ok("extract empty.txt wire.txt --quiet").err, "");
    house.fails("extract empty.txt wire.txt --strict", 1, &["--strict"]);
    house.fails("extract empty.txt none.txt", 3, &["nothing could be read"]);
    fs::create_dir(house.path("bare")).unwrap();
    house.fails("extract bare", 3, &["help:"]);
    house.fails("extract", 2, &["Usage"]);
    house.fails("extract wire.txt --format xml", 2, &["jsonl"]);
}

#[test]
fn people_get_their_words_underlined_and_colours_only_when_asked() {
    let house = House::with_reports();
    let plain = house.ok("extract wire.txt --format text").out;
    assert!(plain.contains("intercepted 17 drone"), "{plain}");
    assert!(plain.contains("c1───"), "{plain}");
    assert!(!plain.contains('\x1b'));
    assert!(house.ok("extract wire.txt --format text --color always").out.contains("\x1b[31m"));
}

#[test]
fn mentions_come_when_asked_for() {
    let house = House::with_reports();
    let record = &house.ok("extract wire.txt --mentions").json()[0];
    for list in ["places", "times", "attributions"] {
        assert!(record["mentions"][list].is_array(), "{list}");
    }
}

#[test]
fn explain_takes_a_sentence_or_a_file() {
    let house = House::with_reports();
    let ran = house.command("explain").arg("Two people were killed in a missile strike on Odesa.").output().unwrap();
    let shown = String::from_utf8(ran.stdout).unwrap();
    assert!(shown.contains("killed 2 person") && shown.contains("en/"), "{shown}");
    assert!(house.ok("explain wire.txt").out.contains("intercepted 17 drone"));
    house.fails("explain wire.tx", 3, &["wire.tx: no such file"]);
}

#[test]
fn incidents_of_files_need_no_ledger() {
    let house = House::with_reports();
    let incidents = house.ok("incidents --from wire.txt daily.txt --format jsonl").json();
    assert!(!incidents.is_empty());
    let pairs = house.ok("incidents --from wire.txt daily.txt --by report").json();
    assert!(pairs.iter().any(|pair| pair["id"] == "daily.txt"));
    assert!(pairs.iter().all(|pair| pair.as_object().unwrap().len() == 2 && pair["incident"].is_string()));
    assert!(house.ok("incidents --from wire.txt daily.txt --format text").out.contains("low–best–high"));
    assert!(!house.path("litopys.db").exists());
}

#[test]
fn files_of_one_name_in_two_folders_stay_two_reports() {
    let house = House::new();
    house.write("a/wire.txt", "Two people were killed in a missile strike on Odesa on August 6, 2024.");
    house.write("b/wire.txt", "Nine people were injured in a drone strike on Kharkiv on August 9, 2024.");
    let pairs = house.ok("incidents --from a b --by report").json();
    let mut ids: Vec<&str> = pairs.iter().map(|pair| pair["id"].as_str().unwrap()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 2, "{ids:?}");
}

#[test]
fn broken_word_files_are_wrong_usage() {
    let house = House::with_reports();
    house.fails("extract wire.txt --lang no-such-folder", 2, &["no-such-folder", "help:"]);
}

#[test]
fn the_help_lists_commands_and_exit_codes_and_the_manual_is_made() {
    let house = House::new();
    let help = house.ok("--help").out;
    for words in ["explain", "verify", "Exit codes:", "141", "LITOPYS_LEDGER"] {
        assert!(help.contains(words), "{words}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(house.ok(&format!("completions {shell}")).out.contains("litopys"));
    }
    assert!(house.ok("man").out.contains(".TH"));
    house.ok("man pages");
    assert!(house.path("pages/litopys-extract.1").exists());
}
