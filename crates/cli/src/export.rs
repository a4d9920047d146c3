//! `litopys export`: incidents or claims for other programs.

use crate::{
    args::{Global, Known, Of, Sheet},
    failure::Failure,
    incidents::settled,
    output::Out,
};
use litopys_export::{Record, write_claims_csv, write_geojson, write_incidents, write_incidents_csv, write_record};
use litopys_store::Ledger;
use std::{io::Write, path::Path};

pub(crate) fn run(global: &Global, format: Sheet, of: Of, output: Option<&Path>, known: &Known) -> Result<(), Failure> {
    if (format, of) == (Sheet::Geojson, Of::Claims) {
        return Err(Failure::Usage("claims have no map; help: take --of incidents, or --format csv or jsonl".into()));
    }
    // Everything is at hand before the output file is touched, so that a missing ledger does not empty it.
    match of {
        Of::Incidents => {
            let (_, incidents) = settled(global, &[], known)?;
            let mut out = Out::open(global, output)?;
            match format {
                Sheet::Jsonl => write_incidents(&mut out, &incidents)?,
                Sheet::Csv => write_incidents_csv(&mut out, &incidents)?,
                Sheet::Geojson => write_geojson(&mut out, &incidents)?,
            }
            Ok(out.flush()?)
        }
        Of::Claims => {
            let ledger = Ledger::open_read_only(&global.ledger)?;
            let readings = ledger.readings(known.as_of.as_deref())?;
            let mut out = Out::open(global, output)?;
            if format == Sheet::Csv {
                write_claims_csv::<Failure>(&mut out, readings.map(|reading| reading.map_err(Failure::from)))?;
            } else {
                for reading in readings {
                    let reading = reading?;
                    write_record(&mut out, &Record::new(&reading.report, &reading.extraction))?;
                }
            }
            Ok(out.flush()?)
        }
    }
}
