//! Chores of this workspace, in plain Rust: `cargo xtask TASK`.
//!
//! In: the name of a task. Out: files in the tree, or a report on standard output. No task is needed to build or test.

mod gazetteer;
mod picture;
mod score;
mod tidy;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

const USAGE: &str = "usage: cargo xtask TASK

  tidy                check what neither compiler nor clippy knows: imports between crates, heads and sizes of files,
                      names, purity of the core, manifests, word and rule files
  score               extract the annotated reports under $LITOPYS_EVAL [default: ../shared/eval] with target/release/litopys
                      and hold the score against its floors
  picture             read a terminal's output on standard input, write it as SVG on standard output
  gazetteer           build crates/places/data/gazetteer.bin from its pinned sources
  gazetteer --check   build it and compare with the file in the tree, writing nothing";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["tidy"] => tidy::run(),
        ["score"] => score::run(),
        ["picture"] => picture::run(),
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

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
