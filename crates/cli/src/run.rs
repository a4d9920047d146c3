//! The corridor: what each command does, in the order of the rooms.

use crate::{
    args::{Args, Command, Global, Input, Lines, Output},
    explain, export,
    failure::Failure,
    incidents,
    machine::{self, Machine, Read},
    manual,
    output::Out,
    places,
    progress::Progress,
    read, show, verify,
};
use litopys_export::{Record, write_record, write_underlined};
use litopys_extract::Options as Extras;
use litopys_store::{Ledger, What};
use std::{fmt, io::Write};

/// Runs one command.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let global = &args.global;
    match &args.command {
        Command::Read { input, output } => read::run(global, input, output),
        Command::Extract { input, output, mentions } => extract(global, input, output, *mentions),
        Command::Add { input, receipts } => add(global, input, *receipts),
        Command::Incidents { from, by, output, known } => incidents::run(global, from, *by, output, known),
        Command::Show { id, from, output, known } => show::run(global, id, from, output, known),
        Command::Explain { input, published } => explain::run(global, input, published.as_deref()),
        Command::Export { format, of, output, known } => export::run(global, *format, *of, output.as_deref(), known),
        Command::Places(command) => places::run(global, command),
        Command::Verify { rebuild } => verify::run(global, *rebuild),
        Command::Completions { shell } => manual::completions(global, *shell),
        Command::Man { dir } => manual::pages(global, dir.as_deref()),
    }
}

/// Reports in, records or underlined texts out.
fn extract(global: &Global, input: &Input, output: &Output<Lines>, mentions: bool) -> Result<(), Failure> {
    let machine = Machine::load(global, Extras { mentions, ..Extras::default() })?;
    let mut out = Out::open(global, output.output.as_deref())?;
    let for_people = out.is_for_people(output.format);
    let mut progress = Progress::start(global, out.is_terminal);
    machine.read(global, &input.inputs, |batch| {
        for read in batch {
            match read {
                Read::Report(report, extraction) => {
                    progress.report();
                    match (for_people, mentions) {
                        (true, _) => {
                            let look = out.look;
                            write_underlined(&mut out, &report, &extraction, look)?;
                        }
                        (false, true) => write_record(&mut out, &Record::with_mentions(&report, &extraction))?,
                        (false, false) => write_record(&mut out, &Record::new(&report, &extraction))?,
                    }
                }
                Read::Rejected(rejected) => progress.reject(&rejected),
            }
        }
        Ok(out.flush()?)
    })?;
    machine::judge(&progress, input.strict)
}

/// Reports in, ledger entries out; a receipt is printed only after the disk has it.
fn add(global: &Global, input: &Input, receipts: bool) -> Result<(), Failure> {
    let machine = Machine::load(global, Extras::default())?;
    let mut ledger = Ledger::open(&global.ledger)?;
    let mut out = Out::open(global, None)?;
    let mut progress = Progress::start(global, out.is_terminal && receipts);
    let mut tally = Tally::default();
    machine.read(global, &input.inputs, |reads| {
        let at = jiff::Timestamp::now().to_string();
        let mut batch = ledger.batch()?;
        let mut kept = Vec::new();
        for read in reads {
            let rejected = match read {
                Read::Report(report, extraction) => match batch.add(&report, &extraction, &at) {
                    Ok(added) => {
                        progress.report();
                        tally.count(added.what);
                        kept.push((added.id, name(added.what)));
                        continue;
                    }
                    Err(error) if error.is_refusal() => machine::refused(&report, error.to_string()),
                    Err(error) => return Err(error.into()),
                },
                Read::Rejected(rejected) => rejected,
            };
            batch.reject(&rejected, &at)?;
            progress.reject(&rejected);
            kept.push((rejected.source, "rejected"));
        }
        batch.commit()?;
        if receipts {
            for (id, what) in kept {
                writeln!(out, "{}", serde_json::json!({"id": id, "kept": what}))?;
            }
            out.flush()?;
        }
        Ok(())
    })?;
    progress.finish();
    let counts = ledger.counts()?;
    progress.note(&format!(
        "{tally}, {} rejected; {} now holds {} reports with {} claims",
        progress.rejected,
        global.ledger.display(),
        counts.reports,
        counts.claims
    ));
    machine::judge(&progress, input.strict)
}

/// What adding did, counted.
#[derive(Default)]
struct Tally {
    new: u64,
    revised: u64,
    read_again: u64,
    known: u64,
}

impl Tally {
    fn count(&mut self, what: What) {
        *match what {
            What::Report => &mut self.new,
            What::Revision => &mut self.revised,
            What::Extraction => &mut self.read_again,
            What::AlreadyThere => &mut self.known,
        } += 1;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} added", self.new)?;
        for (n, what) in [
            (self.revised, "revised"),
            (self.read_again, "read again by a new extractor"),
            (self.known, "already there"),
        ] {
            if n > 0 {
                write!(f, ", {n} {what}")?;
            }
        }
        Ok(())
    }
}

fn name(what: What) -> &'static str {
    match what {
        What::Report => "report",
        What::Revision => "revision",
        What::Extraction => "extraction",
        What::AlreadyThere => "already-there",
    }
}
