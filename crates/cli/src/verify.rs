//! `litopys verify`: is the ledger what it was?

use crate::{args::Global, failure::Failure, output::Out};
use litopys_export::clean;
use litopys_store::Ledger;
use std::io::Write;

pub(crate) fn run(global: &Global, rebuild: bool) -> Result<(), Failure> {
    let ledger = if rebuild {
        let mut ledger = Ledger::open(&global.ledger)?;
        ledger.rebuild()?;
        ledger
    } else {
        Ledger::open_read_only(&global.ledger)?
    };
    let found = ledger.verify()?;
    let mut out = Out::open(global, None)?;
    for finding in &found.findings {
        writeln!(out, "{}", clean(&finding.to_string()))?;
    }
    if found.is_sound() {
        writeln!(
            out,
            "sound: {} entries chained, {} reports, {} quotes stand in their texts",
            found.entries, found.reports, found.quotes
        )?;
        writeln!(out, "head {}", found.head)?;
    }
    out.flush()?;
    match found.findings.first() {
        None => Ok(()),
        Some(first) => Err(Failure::Check(format!(
            "{}: not sound, first: {}; help: keep a copy and compare it with a backup",
            global.ledger.display(),
            clean(&first.to_string())
        ))),
    }
}
