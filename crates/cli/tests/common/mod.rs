//! A folder with small invented reports, and the built program to run in it.

#![allow(dead_code, reason = "each test file uses some of these")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

pub(crate) struct House {
    folder: TempDir,
}

impl House {
    /// An empty folder.
    pub(crate) fn new() -> House {
        House { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with three reports of one night, the last one not in plain letters only.
    pub(crate) fn with_reports() -> House {
        let house = House::new();
        house.write(
            "wire.txt",
            "Date: 2024-08-06\n\nUkraine's air force said it shot down 17 drones over Odesa on August 6, 2024. \
             Two people were killed, the mayor said.\n",
        );
        house.write(
            "daily.txt",
            "Date: 2024-08-06\n\nA missile strike on Odesa on August 6, 2024 killed three people, police said. \
             Air defence shot down 17 drones.\n",
        );
        house.write(
            "signs.txt",
            "Date: 2024-08-06\n\n🛰️ Зведе\u{301}ння, مدينة: a drone strike on Odesa on August 6, 2024 injured at least five people.\n",
        );
        house
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// `n` reports in one JSONL file, each with its own number in its words.
    pub(crate) fn write_many(&self, name: &str, n: usize) {
        let filler = "The weather stayed dry and the markets opened late. ".repeat(6);
        let lines: String = (1..=n)
            .map(|i| {
                format!(
                    "{{\"id\": \"r{i}\", \"published\": \"2024-08-06\", \"text\": \"Officials said {i} people were killed in a missile strike on Odesa. {filler}\"}}\n"
                )
            })
            .collect();
        self.write(name, lines);
    }

    /// The program with these arguments, ready to run in the folder.
    pub(crate) fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_litopys"));
        command
            .args(args.split_whitespace())
            .current_dir(self.folder())
            .env_remove("LITOPYS_LEDGER")
            .env_remove("NO_COLOR")
            .env("COLUMNS", "100");
        command
    }

    pub(crate) fn run(&self, args: &str) -> Ran {
        Ran::from(self.command(args).output().unwrap())
    }

    /// Runs, and expects all to go well.
    pub(crate) fn ok(&self, args: &str) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "litopys {args}\n{}{}", ran.out, ran.err);
        ran
    }

    /// Runs, and expects this exit code and these words in the message.
    pub(crate) fn fails(&self, args: &str, code: i32, words: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, code, "litopys {args}\n{}{}", ran.out, ran.err);
        for word in words {
            assert!(ran.err.contains(word), "`{word}` is not in: {}", ran.err);
        }
        ran
    }
}

/// How a run went.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The lines of the output as JSON.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
