//! Chores of this workspace, in plain Rust: `cargo xtask TASK`.
//!
//! In: the name of a task. Out: files in the tree, or a report on standard output. No task is needed to build or test.

mod gazetteer;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask TASK

  gazetteer           build crates/places/data/gazetteer.bin from its pinned sources
  gazetteer --check   build it and compare with the file in the tree, writing nothing";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["gazetteer"] => gazetteer::write(),
        ["gazetteer", "--check"] => gazetteer::check(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
