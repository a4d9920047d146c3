//! Files that are no ledgers, ledgers that cannot be written, disks that are full: each says so, and nothing is lost.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::{AT, extraction, filled, report, says};
use litopys_store::{Error, Ledger};
use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::Command,
};

fn message(result: Result<Ledger, Error>) -> Error {
    result.map(drop).unwrap_err()
}

/// Runs one ignored test of this file in a process of its own.
fn child(test: &str, path: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--ignored", "--nocapture"]).env("LITOPYS_TEST_LEDGER", path);
    command
}

fn child_path() -> PathBuf {
    std::env::var_os("LITOPYS_TEST_LEDGER").expect("run by another test only").into()
}

/// Adds reports until the ledger refuses, or a thousand are in.
fn fill_until_refused(ledger: &mut Ledger) -> Result<u64, (u64, Error)> {
    let added = ledger.counts().unwrap().reports;
    for n in added + 1..=1000 {
        let report = report(n);
        ledger.add(&report, &extraction(&report, "test 1"), AT).map_err(|e| (n - 1, e))?;
    }
    Ok(1000)
}

#[test]
fn a_file_that_is_no_ledger_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    for text in ["Not a ledger, but a long text that a person would not like to lose.", "short"] {
        fs::write(&path, text).unwrap();
        says(&message(Ledger::open(&path)), &["notes.txt", "not a litopys ledger"]);
        says(&message(Ledger::open_read_only(&path)), &["not a litopys ledger"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    says(&message(Ledger::open(folder.path())), &["not a litopys ledger"]);
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    let bytes = fs::read(&other).unwrap();
    says(&message(Ledger::open(&other)), &["other.db", "not a litopys ledger"]);
    assert_eq!(fs::read(&other).unwrap(), bytes);
}

#[test]
fn a_missing_ledger_is_said_and_a_missing_folder_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let missing = message(Ledger::open_read_only(&path));
    assert!(missing.is_missing());
    says(&missing, &["l.db", "litopys --ledger"]);
    says(&message(Ledger::open(folder.path().join("no/l.db"))), &["no/l.db", "folder"]);
    fs::write(&path, "").unwrap();
    says(&message(Ledger::create(&path)), &["already exists"]);
    assert!(Ledger::open(&path).unwrap().verify().unwrap().is_sound(), "an empty file becomes a ledger");
}

#[test]
fn a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    filled(&path, 1);
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for error in [message(Ledger::open(&path)), message(Ledger::open_read_only(&path))] {
        assert!(error.is_newer());
        says(&error, &["version 99", "update litopys"]);
    }
}

#[test]
fn a_truncated_or_overwritten_file_is_damaged_not_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    filled(&path, 200);
    let whole = fs::read(&path).unwrap();
    for keep in [30, 100, 4096, whole.len() / 2, whole.len() - 5000] {
        fs::write(&path, &whole[..keep]).unwrap();
        match Ledger::open_read_only(&path).and_then(|ledger| ledger.verify()) {
            Ok(found) => assert!(!found.is_sound(), "{keep} bytes pass for whole"),
            Err(error) => says(&error, &["l.db"]),
        }
    }
    let mut torn = whole.clone();
    torn[whole.len() / 2..whole.len() / 2 + 4096].fill(0x55);
    fs::write(&path, &torn).unwrap();
    assert!(!Ledger::open_read_only(&path).unwrap().verify().unwrap().is_sound());
    fs::write(&path, &whole).unwrap();
    assert!(Ledger::open_read_only(&path).unwrap().verify().unwrap().is_sound());
}

#[test]
fn a_read_only_ledger_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    filled(&path, 2);
    for (file, dir) in [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(file)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(dir)).unwrap();
        let mut command = child("read_only_child", &path);
        // Permissions do not bind the superuser.
        if is_superuser(folder.path()) {
            command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(output.status.success(), "{file:o} {dir:o}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
#[ignore = "run by a_read_only_ledger_is_read_and_not_written"]
fn read_only_child() {
    let path = child_path();
    let ledger = Ledger::open_read_only(&path).unwrap();
    assert_eq!(ledger.readings(None).unwrap().map(Result::unwrap).count(), 2);
    assert!(ledger.verify().unwrap().is_sound());
    drop(ledger);
    says(&message(Ledger::open(&path)), &["l.db", "cannot be written", "permission"]);
}

fn is_superuser(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).unwrap().uid() == 0
}

#[test]
fn a_file_size_limit_stops_the_adding_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    filled(&path, 3);
    let exe = std::env::current_exe().unwrap();
    // The limit's signal is ignored, so that the write fails instead of the process.
    let script = "trap '' XFSZ; ulimit -f 600; exec \"$0\" size_limit_child --exact --ignored --nocapture";
    let output = Command::new("sh").args(["-c", script]).arg(&exe).env("LITOPYS_TEST_LEDGER", &path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    goes_on_after(&path, &output.stdout);
}

#[test]
#[ignore = "run by a_file_size_limit_stops_the_adding_and_loses_nothing"]
fn size_limit_child() {
    let mut ledger = Ledger::open(child_path()).unwrap();
    let (added, error) = fill_until_refused(&mut ledger).unwrap_err();
    assert!(error.is_full(), "{error}");
    says(&error, &["l.db", "no room", "free some space"]);
    println!("acknowledged {added}");
}

#[test]
fn a_full_disk_stops_the_adding_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
        .arg(folder.path())
        .output()
        .is_ok_and(|output| output.status.success());
    if !mounted {
        eprintln!("skipped: no right to mount a small file system");
        return;
    }
    let unmount = Unmount(folder.path().to_owned());
    let path = folder.path().join("l.db");
    let mut ledger = filled(&path, 3);
    let (added, error) = fill_until_refused(&mut ledger).unwrap_err();
    assert!(error.is_full(), "{error}");
    says(&error, &["l.db", "no room"]);
    drop(ledger);
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("l.db");
    for ending in ["", "-wal"] {
        let from = folder.path().join(format!("l.db{ending}"));
        if from.exists() {
            fs::copy(from, elsewhere.path().join(format!("l.db{ending}"))).unwrap();
        }
    }
    drop(unmount);
    goes_on_after(&copy, format!("acknowledged {added}").as_bytes());
}

struct Unmount(PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

/// The ledger is sound, holds what was acknowledged, and takes more.
fn goes_on_after(path: &Path, output: &[u8]) {
    let output = String::from_utf8_lossy(output);
    let added: u64 = output
        .lines()
        .find_map(|line| line.split("acknowledged ").nth(1))
        .unwrap_or_else(|| panic!("{output}"))
        .trim()
        .parse()
        .unwrap();
    assert!((3..1000).contains(&added));
    let mut ledger = Ledger::open(path).unwrap();
    let found = ledger.verify().unwrap();
    assert!(found.is_sound(), "{:?}", found.findings);
    assert_eq!(ledger.counts().unwrap().reports, added);
    let report = report(added + 1);
    ledger.add(&report, &extraction(&report, "test 1"), AT).unwrap();
    assert!(ledger.verify().unwrap().is_sound());
}
