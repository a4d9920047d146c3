//! Completion scripts and manual pages, made from the arguments themselves.

use crate::{
    args::{Args, Global},
    failure::Failure,
    output::Out,
};
use clap::CommandFactory;
use clap_complete::Shell;
use std::{io::Write, path::Path};

/// Prints the completion script of a shell.
pub(crate) fn completions(global: &Global, shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "litopys", &mut script);
    print(global, &script)
}

/// Prints the main manual page, or writes the pages of all commands into a folder.
pub(crate) fn pages(global: &Global, dir: Option<&Path>) -> Result<(), Failure> {
    match dir {
        Some(dir) => {
            std::fs::create_dir_all(dir).and_then(|()| clap_mangen::generate_to(Args::command(), dir)).map_err(|e| {
                Failure::Usage(format!("{}: cannot be written: {e}; help: name another folder", dir.display()))
            })
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            print(global, &page)
        }
    }
}

fn print(global: &Global, bytes: &[u8]) -> Result<(), Failure> {
    let mut out = Out::open(global, None)?;
    out.write_all(bytes)?;
    Ok(out.flush()?)
}
