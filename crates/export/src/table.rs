//! Incidents as a table for people: when, where, what, figures as `low–best–high`, and how many stand behind them.
//!
//! Columns are fitted to the terminal; parts of a larger incident stand under it with an arrow.

use crate::{
    Error,
    look::{BOLD, DIM, DISPUTED, Look, clean, columns, padded, place_name, settled, wrap},
};
use litopys_facts::{Class, Figure, Incident};
use std::{collections::BTreeSet, io::Write};

const HEADS: [&str; 7] = ["WHEN", "PLACE", "WHAT", "FIGURES low–best–high", "WHO", "REPORTS", "INCIDENT"];
/// No column gets narrower than this.
const LEAST: [usize; 7] = [13, 10, 6, 14, 3, 7, 8];
const GAP: usize = 2;

/// Writes the table and a line that counts.
///
/// # Errors
/// When the output cannot be written.
pub fn write_table(out: &mut impl Write, incidents: &[Incident], look: Look) -> Result<(), Error> {
    if incidents.is_empty() {
        return Ok(writeln!(out, "no incidents")?);
    }
    let ordered = with_parts_below(incidents);
    let rows: Vec<[String; 7]> = ordered.iter().map(|(incident, depth)| cells(incident, *depth)).collect();
    let widths = fitted(&rows, look.width);
    let head: Vec<String> = HEADS.iter().zip(widths).map(|(head, width)| padded(&cut(head, width), width)).collect();
    writeln!(out, "{}", look.paint(head.join("  ").trim_end(), BOLD))?;
    let line: usize = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
    writeln!(out, "{}", look.paint(&"─".repeat(line), DIM))?;
    for row in &rows {
        let wrapped: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for i in 0..height {
            let mut text = String::new();
            for (column, (cell, width)) in wrapped.iter().zip(widths).enumerate() {
                let piece = padded(cell.get(i).map_or("", |line| line), width);
                let piece = piece.replace('\u{a0}', " ");
                let disputed = column == 3 && piece.contains('–');
                text.push_str(&if disputed { look.paint(&piece, DISPUTED) } else { piece });
                text.push_str(&" ".repeat(GAP));
            }
            writeln!(out, "{}", text.trim_end())?;
        }
    }
    let reports: BTreeSet<&String> = incidents.iter().flat_map(|incident| &incident.reports).collect();
    let sum = format!("{} from {}", several(incidents.len(), "incident"), several(reports.len(), "report"));
    Ok(writeln!(out, "{}", look.paint(&sum, DIM))?)
}

/// `1 report`, `2 reports`.
pub(crate) fn several(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// `killed 2–3–5`, `killed 1 child`, `intercepted 17 drone`.
pub(crate) fn figure_words(figure: &Figure) -> String {
    let kind = figure.kind.as_str().replace('_', "\u{a0}");
    let class = figure.class.as_str().replace('_', "\u{a0}");
    // A figure stays in one piece when a cell is wrapped.
    match figure.class {
        Class::Person => format!("{kind}\u{a0}{}", settled(&figure.settled)),
        _ => format!("{kind}\u{a0}{}\u{a0}{class}", settled(&figure.settled)),
    }
}

/// Each incident with its depth, parts right after what they are part of, otherwise in the order given.
fn with_parts_below(incidents: &[Incident]) -> Vec<(&Incident, usize)> {
    let ids: BTreeSet<&str> = incidents.iter().map(|incident| incident.id.as_str()).collect();
    let has_parent =
        |incident: &Incident| incident.parent.as_deref().is_some_and(|p| ids.contains(p) && p != incident.id);
    let mut ordered = Vec::with_capacity(incidents.len());
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<(&Incident, usize)> =
        incidents.iter().rev().filter(|incident| !has_parent(incident)).map(|incident| (incident, 0)).collect();
    while let Some((incident, depth)) = waiting.pop() {
        if seen.insert(&incident.id) {
            ordered.push((incident, depth));
            let parts = incidents.iter().rev().filter(|part| part.parent.as_ref() == Some(&incident.id));
            waiting.extend(parts.map(|part| (part, depth + 1)));
        }
    }
    // Two that name each other as parent would otherwise be lost.
    ordered.extend(incidents.iter().filter(|incident| !seen.contains(&incident.id)).map(|incident| (incident, 0)));
    ordered
}

fn cells(incident: &Incident, depth: usize) -> [String; 7] {
    let when = incident.when.as_ref().map_or("?".to_owned(), |when| short_interval(when.as_str()));
    let place = incident.place.as_ref().map_or("?".to_owned(), place_name);
    let figures: Vec<String> = incident.figures.iter().map(figure_words).collect();
    let figures = if figures.is_empty() { "no number told".to_owned() } else { figures.join(", ") };
    let claimants: BTreeSet<&str> = incident.accounts.iter().map(|account| account.claimant_key.as_str()).collect();
    [
        when,
        format!("{}{place}", "↳ ".repeat(depth.min(3))),
        incident.kind.as_str().replace('_', " "),
        figures,
        claimants.len().to_string(),
        incident.reports.len().to_string(),
        clean(&incident.id),
    ]
}

/// An interval whose end leaves out the year and month it shares with its start: `2024-08-06/07`.
fn short_interval(when: &str) -> String {
    match when.split_once('/') {
        Some((start, end)) if start.len() == 10 && end.len() == 10 && start.get(..8) == end.get(..8) => {
            format!("{start}/{}", end.get(8..).unwrap_or(end))
        }
        _ => clean(when),
    }
}

/// Natural widths, taken from the widest column first until all fit.
fn fitted(rows: &[[String; 7]], width: usize) -> [usize; 7] {
    let mut widths = HEADS.map(columns);
    widths[3] = LEAST[3].max(columns(HEADS[3]));
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            widths[column] = widths[column].max(columns(cell));
        }
    }
    let room = width.saturating_sub(GAP * (widths.len() - 1));
    while widths.iter().sum::<usize>() > room {
        let widest = (0..widths.len())
            .filter(|column| widths[*column] > LEAST[*column])
            .max_by_key(|column| (widths[*column] - LEAST[*column], *column));
        match widest {
            Some(column) => widths[column] -= 1,
            None => break,
        }
    }
    widths
}

/// As much of the text as fits, by whole clusters.
fn cut(text: &str, width: usize) -> String {
    wrap(text, width).into_iter().next().unwrap_or_default()
}
