//! `litopys`: reports of attacks in, a sourced ledger of harm out.
//!
//! In: arguments. Out: what the commands print, and an exit code that says how it went.
//! This crate only wires rooms together; what it does not find in a room, it does not do.

mod args;
mod explain;
mod export;
mod failure;
mod incidents;
mod machine;
mod manual;
mod output;
mod pipeline;
mod places;
mod progress;
mod read;
mod run;
mod show;
mod verify;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    machine::quiet_caught_panics();
    let args = args::Args::parse();
    match run::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // A reader that went away wants no message; nor is there anything to do when standard error is closed too.
            if let Some(message) = failure.message() {
                use std::io::Write;
                let _ = writeln!(std::io::stderr(), "litopys: {message}");
            }
            ExitCode::from(failure.code())
        }
    }
}
