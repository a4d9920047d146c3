//! `litopys incidents`: what happened, settled from the ledger or from files.

use crate::{
    args::{By, Global, Known, Lines, Output},
    failure::Failure,
    machine::Machine,
    output::Out,
};
use litopys_export::{write_incidents, write_incidents_by_report, write_table};
use litopys_facts::{Incident, Reading};
use litopys_store::Ledger;
use std::{io::Write, path::PathBuf};

pub(crate) fn run(
    global: &Global,
    from: &[PathBuf],
    by: Option<By>,
    output: &Output<Lines>,
    known: &Known,
) -> Result<(), Failure> {
    let (readings, incidents) = settled(global, from, known)?;
    let mut out = Out::open(global, output.output.as_deref())?;
    let look = out.look;
    match by {
        Some(By::Report) => {
            write_incidents_by_report(&mut out, &litopys_reconcile::by_report(&readings, &incidents))?;
        }
        None if out.is_for_people(output.format) => write_table(&mut out, &incidents, look)?,
        None => write_incidents(&mut out, &incidents)?,
    }
    Ok(out.flush()?)
}

/// The readings of the ledger as known then, or of the files, and the incidents settled from them.
pub(crate) fn settled(
    global: &Global,
    from: &[PathBuf],
    known: &Known,
) -> Result<(Vec<Reading>, Vec<Incident>), Failure> {
    let (readings, decisions) = if from.is_empty() {
        let ledger = Ledger::open_read_only(&global.ledger)?;
        let as_of = known.as_of.as_deref();
        let readings: Vec<Reading> = ledger.readings(as_of)?.collect::<Result<_, _>>()?;
        (readings, ledger.decisions(as_of)?.collect::<Result<_, _>>()?)
    } else {
        (Machine::load(global, litopys_extract::Options::default())?.readings(global, from)?, Vec::new())
    };
    let incidents = litopys_reconcile::incidents(&readings, &decisions);
    Ok((readings, incidents))
}
