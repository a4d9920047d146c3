//! `kill -9` in the middle of adding: nothing acknowledged is lost, and the next run goes on.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::{AT, extraction, report};
use litopys_store::Ledger;
use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

#[test]
fn nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut acknowledged = 0;
    // Each round kills after other work was done: while making the file, early, and in the middle of a later batch.
    for wait_for in [0, 1, 40, 7, 150] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["adds_until_killed", "--exact", "--ignored", "--nocapture"])
            .env("LITOPYS_TEST_LEDGER", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut seen = 0;
        while seen < wait_for {
            let line = lines.next().unwrap().unwrap();
            if let Some(n) = line.strip_prefix("acknowledged ") {
                acknowledged = n.parse().unwrap();
                seen += 1;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What was written to the pipe before the kill was acknowledged too.
        for line in lines.map_while(Result::ok) {
            if let Some(n) = line.strip_prefix("acknowledged ").and_then(|n| n.parse().ok()) {
                acknowledged = n;
            }
        }
        let ledger = Ledger::open(&path).unwrap();
        let found = ledger.verify().unwrap();
        assert!(found.is_sound(), "{:?}", found.findings);
        let kept = ledger.counts().unwrap().reports;
        assert!(kept >= acknowledged, "{kept} kept of {acknowledged} acknowledged");
        for n in 1..=acknowledged {
            assert_eq!(ledger.report(&format!("r{n}")).unwrap(), Some(report(n)));
        }
        acknowledged = kept;
    }
    assert!(acknowledged >= 198);
}

#[test]
#[ignore = "run by nothing_acknowledged_is_lost"]
fn adds_until_killed() {
    let path = std::env::var_os("LITOPYS_TEST_LEDGER").expect("run by another test only");
    let mut ledger = Ledger::open(path).unwrap();
    // The harness prints `test adds_until_killed ... ` without a line end first.
    println!();
    for first in (1..100_000).step_by(3) {
        let mut batch = ledger.batch().unwrap();
        for n in first..first + 3 {
            let report = report(n);
            batch.add(&report, &extraction(&report, "test 1"), AT).unwrap();
        }
        batch.commit().unwrap();
        println!("acknowledged {}", first + 2);
        std::io::stdout().flush().unwrap();
    }
}
