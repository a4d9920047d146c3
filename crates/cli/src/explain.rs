//! `litopys explain`: the tree of mentions and rules behind each claim.

use crate::{args::Global, failure::Failure, machine::Machine, output::Out};
use litopys_export::{clean, write_traces};
use litopys_facts::Report;
use litopys_read::{Input, Options, read_bytes, reports};
use std::{io::Write, path::Path};

pub(crate) fn run(global: &Global, input: &[String], published: Option<&str>) -> Result<(), Failure> {
    let machine = Machine::load(global, litopys_extract::Options { trace: true, ..Default::default() })?;
    let mut out = Out::open(global, None)?;
    let mut buffers = machine.extractor.buffers();
    for read in inputs(input)? {
        let mut report = read?;
        if let Some(published) = published {
            report.published = Some(published.to_owned());
        }
        let extraction = machine.extractor.extract(&report, &mut buffers);
        let look = out.look;
        write_traces(&mut out, &report, &extraction, look)?;
    }
    Ok(out.flush()?)
}

/// Files where all arguments are files, else the arguments as one text.
fn inputs(given: &[String]) -> Result<Box<dyn Iterator<Item = Result<Report, Failure>>>, Failure> {
    let unreadable = |rejected: litopys_facts::Rejected| {
        Failure::Unreadable(format!("{}: {}", clean(&rejected.source), clean(&rejected.why)))
    };
    let is_file = |name: &String| name == "-" || Path::new(name).exists();
    if given.iter().all(is_file) {
        let inputs: Vec<Input> = given.iter().map(|name| Input::from(name.as_str())).collect();
        return Ok(Box::new(reports(&inputs, &Options::default()).map(move |read| read.map_err(unreadable))));
    }
    if let Some(name) = given.iter().find(|name| looks_like_a_file(name)) {
        return Err(Failure::Unreadable(format!("{}: no such file", clean(name))));
    }
    let text = given.join(" ");
    Ok(Box::new(read_bytes("text.txt", text.as_bytes()).into_iter().map(move |read| read.map_err(unreadable))))
}

/// One word with a slash or a file's ending is a mistyped file rather than a report.
fn looks_like_a_file(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    !name.contains(char::is_whitespace)
        && (name.contains('/')
            || ending.is_some_and(|e| (2..=5).contains(&e.len()) && e.chars().all(char::is_alphanumeric)))
}
