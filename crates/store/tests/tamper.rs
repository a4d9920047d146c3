//! Whatever is changed in the file behind the ledger's back, a verification says so.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::{AT, extraction, filled, rejected, report};
use litopys_facts::{Decision, Ruling};
use litopys_store::Ledger;
use proptest::prelude::*;
use rusqlite::{Connection, types::Value};
use std::path::Path;

const TABLES: [&str; 6] = ["journal", "reports", "extractions", "claims", "rejections", "decisions"];

fn sound_ledger(path: &Path) {
    let mut ledger = filled(path, 3);
    ledger.add(&report(2), &extraction(&report(2), "test 2"), AT).unwrap();
    ledger.reject(&rejected(4), AT).unwrap();
    ledger
        .decide(&Decision {
            by: "Olena".into(),
            at: AT.into(),
            reason: "seen the correction".into(),
            ruling: Ruling::Accept { report: "r1".into(), quote: "1 drones".into() },
        })
        .unwrap();
    let sound = ledger.verify().unwrap();
    assert!(sound.is_sound(), "{:?}", sound.findings);
    assert_eq!((sound.entries, sound.reports, sound.quotes), (9, 3, 4));
}

/// Runs `tamper` on the file with the guards taken off, and puts them back as they were.
fn behind_its_back(path: &Path, tamper: impl FnOnce(&Connection)) {
    let db = Connection::open(path).unwrap();
    let guards: Vec<(String, String)> = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(guards.len(), 3);
    for (name, _) in &guards {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    tamper(&db);
    for (_, sql) in &guards {
        db.execute_batch(sql).unwrap();
    }
}

fn cells(db: &Connection, table: &str) -> (Vec<String>, Vec<i64>) {
    let query = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = query.column_names().map(str::to_owned).collect();
    let rows = db
        .prepare(&format!("SELECT rowid FROM {table}"))
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    (columns, rows)
}

/// The value with one of its bits flipped.
fn flipped(value: Value, byte: usize, bit: u8) -> Value {
    match value {
        Value::Null => Value::Integer(1),
        Value::Integer(n) => Value::Integer(n ^ (1 << (byte % 31))),
        Value::Real(x) => Value::Real(f64::from_bits(x.to_bits() ^ (1 << (byte % 50)))),
        Value::Text(text) => {
            let mut bytes = text.into_bytes();
            let at = byte % bytes.len().max(1);
            match bytes.get_mut(at) {
                Some(byte) => *byte ^= 1 << (bit % 8),
                None => bytes.push(b'x'),
            }
            Value::Blob(bytes)
        }
        Value::Blob(bytes) => Value::Blob(bytes),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_flipped_bit_in_any_column_is_found(
        table in 0..TABLES.len(), column: prop::sample::Index, row: prop::sample::Index, byte in 0..4096_usize, bit in 0..8_u8,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        sound_ledger(&path);
        let mut place = String::new();
        behind_its_back(&path, |db| {
            let (columns, rows) = cells(db, TABLES[table]);
            let (column, row) = (column.get(&columns), row.get(&rows));
            place = format!("{}.{column} of row {row}", TABLES[table]);
            let old: Value =
                db.query_row(&format!("SELECT {column} FROM {} WHERE rowid = ?1", TABLES[table]), [row], |r| r.get(0)).unwrap();
            let was_text = matches!(old, Value::Text(_));
            let new = flipped(old, byte, bit);
            let cast = if was_text { "CAST(?1 AS TEXT)" } else { "?1" };
            let sql = format!("UPDATE OR IGNORE {} SET {column} = {cast} WHERE rowid = ?2", TABLES[table]);
            // A constraint that refuses the change is as good as finding it.
            if db.execute(&sql, rusqlite::params![new, row]).unwrap_or(0) == 0 {
                place.clear();
            }
        });
        if !place.is_empty() {
            let found = Ledger::open(&path).and_then(|ledger| ledger.verify());
            prop_assert!(found.map_or(true, |found| !found.is_sound()), "{place}");
        }
    }
}

#[test]
fn the_first_broken_entry_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    sound_ledger(&path);
    behind_its_back(&path, |db| {
        db.execute("UPDATE journal SET body = replace(body, '2 drones', '3 drones') WHERE number = 3", []).unwrap();
    });
    let found = Ledger::open(&path).unwrap().verify().unwrap();
    assert_eq!(found.findings[0].to_string(), "entry 3: its hash does not fit: it was changed");
    assert!(found.findings.iter().any(|f| f.what.contains("quote of claim c1")), "{:?}", found.findings);
}

#[test]
fn a_forged_chain_is_still_caught_by_quotes_and_tables() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    sound_ledger(&path);
    behind_its_back(&path, |db| {
        db.execute("UPDATE journal SET body = replace(body, '2 drones', '3 drones') WHERE number = 3", []).unwrap();
        let mut prev = "0".repeat(64);
        for number in 1..=9 {
            let ledger = Ledger::open(&path).unwrap();
            let mut entry = ledger.entry(number).unwrap().unwrap();
            entry.prev = prev;
            prev = entry.expected_hash();
            db.execute("UPDATE journal SET prev = ?1, hash = ?2 WHERE number = ?3", (&entry.prev, &prev, number))
                .unwrap();
        }
    });
    let found = Ledger::open(&path).unwrap().verify().unwrap();
    assert!(found.findings[0].what.contains("quote of claim c1"), "{:?}", found.findings);
}

#[test]
fn removed_entries_rows_and_guards_are_found() {
    for (tamper, words) in [
        ("DELETE FROM journal WHERE number = 4", "entry 4 is missing"),
        ("DELETE FROM journal WHERE number = 9", "`decisions`"),
        ("DELETE FROM claims WHERE report = 1", "`claims`"),
        ("DELETE FROM quote_words WHERE rowid > 0", "not whole"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        sound_ledger(&path);
        behind_its_back(&path, |db| db.execute_batch(tamper).unwrap());
        let found = Ledger::open(&path).unwrap().verify().unwrap();
        assert!(found.findings.iter().any(|f| f.to_string().contains(words)), "{tamper}: {:?}", found.findings);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    sound_ledger(&path);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("DROP TRIGGER journal_is_not_changed").unwrap();
    let found = Ledger::open(&path).unwrap().verify().unwrap();
    assert!(found.findings[0].what.contains("`journal_is_not_changed`"));
}

#[test]
fn the_journal_guards_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    sound_ledger(&path);
    let db = Connection::open(&path).unwrap();
    for (sql, why) in [
        ("UPDATE journal SET at = 'x'", "append-only"),
        ("DELETE FROM journal", "append-only"),
        ("INSERT OR REPLACE INTO journal VALUES (2, 'x', 'report', '{}', 'x', 'x')", "chain"),
        ("INSERT INTO journal VALUES (10, 'x', 'report', '{}', 'x', 'x')", "chain"),
    ] {
        assert!(db.execute_batch(sql).unwrap_err().to_string().contains(why), "{sql}");
    }
}
