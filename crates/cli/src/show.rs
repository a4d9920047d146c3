//! `litopys show`: one incident with its accounts, or one report with its words underlined.

use crate::{
    args::{Global, Known, Lines, Output},
    failure::Failure,
    incidents::settled,
    output::Out,
};
use litopys_export::{Record, clean, write_incident, write_incidents, write_record, write_underlined};
use std::{io::Write, path::PathBuf};

pub(crate) fn run(
    global: &Global,
    id: &str,
    from: &[PathBuf],
    output: &Output<Lines>,
    known: &Known,
) -> Result<(), Failure> {
    let (readings, incidents) = settled(global, from, known)?;
    let mut out = Out::open(global, output.output.as_deref())?;
    let look = out.look;
    let for_people = output.format.is_none_or(|format| format == Lines::Text);
    if let Some(incident) = named(&incidents, id, |incident| &incident.id)? {
        if for_people {
            let text_of = |report: &str| -> Result<Option<String>, Failure> {
                Ok(readings.iter().find(|r| r.report.id == report).map(|r| r.report.text.clone()))
            };
            write_incident(&mut out, incident, text_of, look)?;
        } else {
            write_incidents(&mut out, std::slice::from_ref(incident))?;
        }
    } else if let Some(reading) = named(&readings, id, |reading| &reading.report.id)? {
        if for_people {
            write_underlined(&mut out, &reading.report, &reading.extraction, look)?;
        } else {
            write_record(&mut out, &Record::new(&reading.report, &reading.extraction))?;
        }
    } else {
        let id = clean(id);
        return Err(Failure::Check(format!(
            "no incident or report `{id}`; help: `litopys incidents` lists the incidents"
        )));
    }
    Ok(out.flush()?)
}

/// The one with this id, or the only one whose id begins so.
fn named<'a, T>(list: &'a [T], id: &str, id_of: impl Fn(&T) -> &str) -> Result<Option<&'a T>, Failure> {
    if let Some(found) = list.iter().find(|item| id_of(item) == id) {
        return Ok(Some(found));
    }
    let found: Vec<&T> = list.iter().filter(|item| id_of(item).starts_with(id)).collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        many => {
            let ids: Vec<String> = many.iter().take(5).map(|item| clean(id_of(item))).collect();
            let more = if many.len() > 5 { " …" } else { "" };
            Err(Failure::Check(format!("`{}` may be {}{more}; help: write more of it", clean(id), ids.join(", "))))
        }
    }
}
