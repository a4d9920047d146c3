//! `litopys read`: what was read, without extraction.

use crate::{
    args::{Global, Input, Lines, Output},
    failure::Failure,
    machine::judge,
    output::Out,
    progress::Progress,
};
use litopys_export::{clean, write_report};
use litopys_facts::Report;
use litopys_read::{Options, reports};
use std::io::Write;

pub(crate) fn run(global: &Global, input: &Input, output: &Output<Lines>) -> Result<(), Failure> {
    let mut out = Out::open(global, output.output.as_deref())?;
    let for_people = out.is_for_people(output.format);
    let mut progress = Progress::start(global, out.is_terminal);
    let inputs: Vec<_> = input.inputs.iter().cloned().map(litopys_read::Input::from).collect();
    // The body as kept; captions and related headlines stand behind it and only matter to extraction.
    let options = Options { aside: false, ..Options::default() };
    for read in reports(&inputs, &options) {
        match read {
            Ok(report) => {
                progress.report();
                if for_people {
                    write_for_people(&mut out, &report)?;
                } else {
                    write_report(&mut out, &report)?;
                }
            }
            Err(rejected) => progress.reject(&rejected),
        }
    }
    out.flush()?;
    judge(&progress, input.strict)
}

fn write_for_people(out: &mut Out, report: &Report) -> Result<(), Failure> {
    writeln!(out, "{}", clean(&report.id))?;
    let fields = [
        ("path", Some(&report.path)),
        ("url", report.url.as_ref()),
        ("title", report.title.as_ref()),
        ("byline", report.byline.as_ref()),
        ("outlet", report.outlet.as_ref()),
        ("published", report.published.as_ref()),
        ("language", report.language.as_ref()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "  {name}: {}", clean(value))?;
        }
    }
    writeln!(out)?;
    for block in &report.blocks {
        let kind = serde_json::to_value(block.kind).ok();
        let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or("body");
        let text = clean(block.span.of(&report.text));
        writeln!(out, "  {kind:>9}  {}", text.trim())?;
    }
    Ok(writeln!(out)?)
}
