//! A report's text with the words of each claim underlined, and what was understood under each line.
//!
//! ```text
//! Air defence shot down 17 of 18 drones overnight, the air force said.
//!                       c1─────────────
//!   c1 intercepted 17 drone · the air force (military) · Odesa, UA · 2024-08-06 · en/claim/part-of-whole
//! ```
//! Lines are broken between grapheme clusters only; a line of right-to-left text names the words in its notes too,
//! because a terminal may show them in another order than the line under them.

use crate::{
    Error,
    look::{BOLD, DIM, Look, clean, columns, place_name, style_of, told, wrap},
};
use litopys_facts::{BlockKind, Claim, Extraction, Report, Span, Status};
use std::io::Write;
use unicode_segmentation::UnicodeSegmentation;

/// One grapheme cluster as shown.
struct Cell {
    span: Span,
    shown: String,
    columns: usize,
}

/// Writes the head of a report, its text with notes, its events and its findings.
///
/// # Errors
/// When the output cannot be written.
pub fn write_underlined(
    out: &mut impl Write,
    report: &Report,
    extraction: &Extraction,
    look: Look,
) -> Result<(), Error> {
    writeln!(out, "{}", look.paint(&clean(&report.id), BOLD))?;
    let about = [&report.title, &report.outlet, &report.published].into_iter().flatten();
    let about: Vec<String> = about.map(|words| clean(words)).collect();
    for line in wrap(&about.join(" · "), look.width).into_iter().filter(|line| !line.is_empty()) {
        writeln!(out, "{}", look.paint(&line, DIM))?;
    }
    writeln!(out)?;
    let mut blank = true;
    for (start, line) in lines(report.text.trim_end()) {
        if line.trim().is_empty() {
            if !blank {
                writeln!(out)?;
            }
            blank = true;
            continue;
        }
        blank = false;
        for row in rows(start, line, look.width) {
            write_row(out, &row, report, extraction, look)?;
        }
    }
    write_findings(out, extraction, look)?;
    Ok(writeln!(out)?)
}

/// The lines of a text, each with the byte it starts at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line)
    })
}

/// A line in rows of at most `width` columns, broken after spaces where there are any.
fn rows(start: usize, line: &str, width: usize) -> Vec<Vec<Cell>> {
    let width = width.max(10);
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut used = 0;
    for (at, cluster) in line.grapheme_indices(true) {
        let shown = clean(cluster);
        let span = Span::new(offset(start + at), offset(start + at + cluster.len()));
        let cell = Cell { span, columns: columns(&shown), shown };
        if used + cell.columns > width && cell.shown != " " {
            // The last word goes along to the next row, unless it fills a row alone.
            let rest = match row.iter().rposition(|cell| cell.shown == " ") {
                Some(space) => row.split_off(space + 1),
                None => Vec::new(),
            };
            rows.push(std::mem::replace(&mut row, rest));
            used = row.iter().map(|cell| cell.columns).sum();
        }
        used += cell.columns;
        row.push(cell);
    }
    rows.push(row);
    rows
}

fn write_row(
    out: &mut impl Write,
    row: &[Cell],
    report: &Report,
    extraction: &Extraction,
    look: Look,
) -> Result<(), Error> {
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return Ok(()) };
    let whole = first.span.cover(last.span);
    let mut claims: Vec<&Claim> = extraction.claims.iter().filter(|claim| claim.span.overlaps(whole)).collect();
    claims.sort_by_key(|claim| (claim.span.start, claim.span.end));
    let aside = report.blocks.iter().any(|block| {
        matches!(block.kind, BlockKind::Furniture | BlockKind::Related | BlockKind::Caption)
            && block.span.contains(first.span)
    });
    // Neighbours of one look share their escapes.
    let mut runs: Vec<(Option<&Claim>, String)> = Vec::new();
    for cell in row {
        let claim = claims.iter().find(|claim| claim.span.overlaps(cell.span)).copied();
        match runs.last_mut() {
            Some((before, text)) if before.map(|c| &c.id) == claim.map(|c| &c.id) => text.push_str(&cell.shown),
            _ => runs.push((claim, cell.shown.clone())),
        }
    }
    let text: String = runs
        .iter()
        .map(|(claim, text)| match claim {
            Some(claim) => look.paint_underlined(text, style_of(claim.kind, claim.status)),
            None if aside => look.paint(text, DIM),
            None => text.clone(),
        })
        .collect();
    writeln!(out, "{}", text.trim_end())?;
    for line in underlines(row, &claims) {
        writeln!(out, "{}", look.paint(&line, DIM))?;
    }
    let right_to_left = row.iter().any(|cell| cell.shown.chars().any(is_right_to_left));
    for claim in claims.into_iter().filter(|claim| claim.span.start >= first.span.start) {
        let lead = format!("  {} ", clean(&claim.id));
        let indent = columns(&lead);
        let words = note(claim, right_to_left);
        for (i, line) in wrap(&words, look.width.saturating_sub(indent)).iter().enumerate() {
            let lead = if i == 0 { lead.clone() } else { " ".repeat(indent) };
            writeln!(out, "{}", look.paint(&format!("{lead}{line}"), style_of(claim.kind, claim.status)))?;
        }
    }
    Ok(())
}

/// As few lines under a row as its claims need: those that overlap stand on lines of their own.
fn underlines(row: &[Cell], claims: &[&Claim]) -> Vec<String> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for claim in claims {
        let column = |until: u32| -> usize {
            row.iter().take_while(|cell| cell.span.start < until).map(|cell| cell.columns).sum()
        };
        let (start, end) = (column(claim.span.start), column(claim.span.end));
        let starts_here = row.first().is_some_and(|cell| cell.span.start <= claim.span.start);
        let label = if starts_here { clean(&claim.id) } else { String::new() };
        let mark = format!("{label}{}", "─".repeat((end - start).saturating_sub(columns(&label))));
        let stop = start + columns(&mark);
        let free = lines.iter().position(|(_, used)| *used == 0 || *used < start);
        let line = free.unwrap_or_else(|| {
            lines.push((String::new(), 0));
            lines.len() - 1
        });
        let (text, used) = &mut lines[line];
        text.push_str(&" ".repeat(start - *used));
        text.push_str(&mark);
        *used = stop;
    }
    lines.into_iter().map(|(text, _)| text).collect()
}

/// What was understood, in one line.
pub(crate) fn note(claim: &Claim, with_words: bool) -> String {
    let mut parts = vec![format!("{} {} {}", claim.kind, told(claim.bounds), claim.class).replace('_', " ")];
    if with_words {
        parts.push(format!("“{}”", claim.quote));
    }
    if claim.status != Status::Reported {
        parts.push(claim.status.to_string());
    }
    parts.push(match (&claim.claimant, claim.claimant_type) {
        (Some(claimant), Some(kind)) => format!("says {claimant} ({})", kind.as_str().replace('_', " ")),
        (Some(claimant), None) => format!("says {claimant}"),
        (None, _) => "says the outlet".to_owned(),
    });
    parts.extend(claim.actor.as_ref().map(|actor| format!("by {actor}")));
    parts.extend(claim.place.as_ref().map(place_name));
    parts.extend(claim.when.as_ref().map(|when| when.to_string()));
    parts.extend(claim.part_of.as_ref().map(|whole| format!("part of {whole}")));
    parts.push(claim.rule.clone());
    clean(&parts.join(" · "))
}

/// Events and findings, after the text.
pub(crate) fn write_findings(out: &mut impl Write, extraction: &Extraction, look: Look) -> Result<(), Error> {
    let mut lines = Vec::new();
    for event in &extraction.events {
        let weapons: Vec<&str> = event.weapons.iter().map(|class| class.as_str()).collect();
        let mut parts = vec![event.kind.to_string()];
        parts.extend(event.actor.as_ref().map(|actor| format!("by {actor}")));
        parts.extend(event.place.as_ref().map(place_name));
        parts.extend(event.when.as_ref().map(|when| when.to_string()));
        parts.extend((!weapons.is_empty()).then(|| weapons.join(", ")));
        parts.extend(event.background.then(|| "background".to_owned()));
        lines.push((format!("  {} ", event.id), parts.join(" · ").replace('_', " ")));
    }
    for note in &extraction.notes {
        lines.push((format!("  {}: ", note.code), note.message.clone()));
    }
    if extraction.claims.is_empty() {
        lines.push(("  ".to_owned(), "no claims".to_owned()));
    }
    writeln!(out)?;
    for (lead, words) in lines {
        let lead = clean(&lead);
        let indent = columns(&lead);
        for (i, line) in wrap(&clean(&words), look.width.saturating_sub(indent)).iter().enumerate() {
            let lead = if i == 0 { lead.clone() } else { " ".repeat(indent) };
            writeln!(out, "{lead}{line}")?;
        }
    }
    Ok(())
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
