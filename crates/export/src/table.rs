//! Incidents as a table for people: when, where, what, figures as `low–best–high`, and how many stand behind them.
//!
//! Columns are fitted to the terminal; parts of a larger incident stand under it with an arrow.

use crate::{
    Error,
    look::{BOLD, DIM, DISPUTED, Look, clean, columns, padded, place_name, settled, wrap},
};
use litopys_facts::{Class, Figure, Incident, Kind, Place, Precision};
use std::{collections::BTreeSet, io::Write};

const HEADS: [&str; 7] = ["WHEN", "PLACE", "WHAT", "FIGURES low–best–high", "WHO", "REPORTS", "INCIDENT"];
/// No column gets narrower than this; an id stays whole, because people copy it.
const LEAST: [usize; 7] = [10, 12, 6, 36, 3, 7, 18];
/// The columns that a narrow terminal goes without, in this order.
const SPARE: [usize; 3] = [5, 2, 4];
const FIGURES: usize = 3;
/// A row names at most so many figures, as many as fit on its line; `litopys show` names all.
const MOST_FIGURES: usize = 5;
/// The figures of most rows fit into so many columns.
const FIGURES_WIDTH: usize = 58;
const GAP: usize = 2;

/// Writes the table and a line that counts.
///
/// # Errors
/// When the output cannot be written.
pub fn write_table(out: &mut impl Write, incidents: &[Incident], look: Look) -> Result<(), Error> {
    if incidents.is_empty() {
        return Ok(writeln!(out, "no incidents")?);
    }
    let (ordered, wordless) = split_wordless(with_parts_below(incidents));
    let rows: Vec<[String; 7]> =
        ordered.iter().map(|(incident, depth)| cells(incident, *depth, FIGURES_WIDTH)).collect();
    let widths = fitted(&rows, look.width);
    let room = widths.iter().find(|(column, _)| *column == FIGURES).map_or(FIGURES_WIDTH, |(_, width)| *width);
    let rows: Vec<[String; 7]> = ordered.iter().map(|(incident, depth)| cells(incident, *depth, room)).collect();
    let head: Vec<String> = widths.iter().map(|(column, width)| padded(&cut(HEADS[*column], *width), *width)).collect();
    writeln!(out, "{}", look.paint(head.join("  ").trim_end(), BOLD))?;
    let line: usize = widths.iter().map(|(_, width)| width + GAP).sum::<usize>() - GAP;
    writeln!(out, "{}", look.paint(&"─".repeat(line), DIM))?;
    for row in &rows {
        let wrapped: Vec<Vec<String>> = widths.iter().map(|(column, width)| wrap(&row[*column], *width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for i in 0..height {
            let mut text = String::new();
            for (cell, (column, width)) in wrapped.iter().zip(&widths) {
                let piece = padded(cell.get(i).map_or("", |line| line), *width).replace('\u{a0}', " ");
                let disputed = *column == FIGURES && piece.contains('–');
                text.push_str(&if disputed { look.paint(&piece, DISPUTED) } else { piece });
                text.push_str(&" ".repeat(GAP));
            }
            writeln!(out, "{}", text.trim_end())?;
        }
    }
    let reports: BTreeSet<&String> = incidents.iter().flat_map(|incident| &incident.reports).collect();
    let mut sum = format!("{} from {}", several(incidents.len(), "incident"), several(reports.len(), "report"));
    if wordless > 0 && wordless < incidents.len() {
        sum.push_str(&format!("; {wordless} of them, without number and place or day, not shown"));
    }
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
        _ => {
            let most = figure.settled.high.or(figure.settled.best).or(figure.settled.low).unwrap_or(0);
            format!("{kind}\u{a0}{}\u{a0}{}", settled(&figure.settled), plural(&class, most))
        }
    }
}

/// `1 drone`, `17 drones`, `4 children`; classes of things are kinds and stay as they are.
fn plural(class: &str, n: u64) -> String {
    const COUNTED: [&str; 17] = [
        "drone",
        "missile",
        "rocket",
        "shell",
        "bomb",
        "civilian",
        "combatant",
        "rescuer",
        "journalist",
        "vehicle",
        "aircraft",
        "ballistic\u{a0}missile",
        "cruise\u{a0}missile",
        "glide\u{a0}bomb",
        "explosive",
        "firearm",
        "child",
    ];
    match class {
        _ if n == 1 || !COUNTED.contains(&class) || class == "aircraft" => class.to_owned(),
        "child" => "children".to_owned(),
        _ => format!("{class}s"),
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

/// All but those of which neither a number nor a day and place is known, and how many those are.
fn split_wordless(ordered: Vec<(&Incident, usize)>) -> (Vec<(&Incident, usize)>, usize) {
    let is_parent = |id: &str| ordered.iter().any(|(incident, _)| incident.parent.as_deref() == Some(id));
    let shown = |incident: &Incident| {
        let known = incident.place.is_some() && incident.when.is_some();
        known || incident.parent.is_some() || incident.figures.iter().any(is_told) || is_parent(&incident.id)
    };
    let with: Vec<(&Incident, usize)> = ordered.iter().filter(|(incident, _)| shown(incident)).copied().collect();
    let wordless = ordered.len() - with.len();
    if with.is_empty() { (ordered, 0) } else { (with, wordless) }
}

fn is_told(figure: &Figure) -> bool {
    [figure.settled.low, figure.settled.best, figure.settled.high] != [None; 3]
}

/// `Odesa, UA` is the city; the region around it bears its full name.
fn area_name(place: &Place) -> String {
    match (&place.adm1, place.precision) {
        (Some(adm1), Some(Precision::Adm1)) if *adm1 != place.name => {
            place_name(&Place { name: adm1.clone(), ..place.clone() })
        }
        _ => place_name(place),
    }
}

fn cells(incident: &Incident, depth: usize, room: usize) -> [String; 7] {
    let when = incident.when.as_ref().map_or("?".to_owned(), |when| short_interval(when.as_str()));
    let place = incident.place.as_ref().map_or("?".to_owned(), area_name);
    let figures = figures_words(incident, room);
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

/// The figures with a number, people first, as many as fit into one line.
fn figures_words(incident: &Incident, room: usize) -> String {
    let is_key = |figure: &&Figure| is_told(figure) && (!is_minor(figure) || incident.figures.len() == 1);
    let mut figures: Vec<&Figure> = incident.figures.iter().filter(is_key).collect();
    if figures.is_empty() {
        figures = incident.figures.iter().filter(|figure| is_told(figure)).collect();
    }
    figures.sort_by_key(|figure| (weight(figure.kind), figure.class.is_person() && figure.class != Class::Person));
    let all = incident.figures.iter().filter(|figure| is_told(figure)).count();
    let mut line = String::new();
    for (n, figure) in figures.iter().take(MOST_FIGURES).enumerate() {
        let words = following_words(figure, n.checked_sub(1).map(|before| figures[before]));
        let rest = if n + 1 < all { format!(", +{}", all - n - 1) } else { String::new() };
        if n > 0 && columns(&line) + columns(", ") + columns(&words) + columns(&rest) > room {
            line.push_str(&format!(",\u{a0}+{}", all - n));
            return line;
        }
        if n > 0 {
            line.push_str(", ");
        }
        line.push_str(&words);
    }
    let shown = figures.len().min(MOST_FIGURES);
    if line.is_empty() {
        return "no number told".to_owned();
    }
    if all > shown {
        line.push_str(&format!(",\u{a0}+{}", all - shown));
    }
    line
}

/// The kind is not said twice running; a part of the people is told as one.
fn following_words(figure: &Figure, before: Option<&Figure>) -> String {
    let words = figure_words(figure);
    let same = before.filter(|before| before.kind == figure.kind && figure.class != Class::Person);
    match (same, words.split_once('\u{a0}').filter(|_| !figure.kind.as_str().contains('_'))) {
        (Some(_), Some((_, rest))) if figure.class.is_person() => format!("incl.\u{a0}{rest}"),
        (Some(_), Some((_, rest))) => rest.to_owned(),
        _ => words,
    }
}

/// One thing hit or damaged and none of a kind tell less than the rest; `litopys show` has them.
fn is_minor(figure: &Figure) -> bool {
    let things = matches!(figure.kind, Kind::Hit | Kind::Damaged | Kind::Destroyed | Kind::Alert | Kind::Captured);
    let high = figure.settled.high.or(figure.settled.best).unwrap_or(0);
    (things && high <= 1) || (high == 0 && !matches!(figure.kind, Kind::Killed | Kind::Injured))
}

/// What a reader looks for first.
fn weight(kind: Kind) -> u8 {
    match kind {
        Kind::Killed => 0,
        Kind::Injured | Kind::Casualties => 1,
        Kind::Missing | Kind::Abducted | Kind::Captured => 2,
        Kind::Launched => 3,
        Kind::Intercepted | Kind::Lost | Kind::Hit => 4,
        Kind::Destroyed | Kind::Damaged => 5,
        Kind::Rescued | Kind::Evacuated | Kind::Displaced | Kind::WithoutPower | Kind::Alert => 6,
    }
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

/// The columns shown with their widths: natural ones, taken from the column with most to spare until all fit.
fn fitted(rows: &[[String; 7]], width: usize) -> Vec<(usize, usize)> {
    let natural = |column: usize| {
        let cells = rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0);
        (column, cells.max(columns(HEADS[column])))
    };
    let mut widths: Vec<(usize, usize)> = (0..HEADS.len()).map(natural).collect();
    let room = |widths: &[(usize, usize)]| width.saturating_sub(GAP * (widths.len() - 1));
    let least = |(column, width): &(usize, usize)| LEAST[*column].min(*width);
    for spare in SPARE {
        if widths.iter().map(least).sum::<usize>() > room(&widths) {
            widths.retain(|(column, _)| *column != spare);
        }
    }
    while widths.iter().map(|(_, width)| width).sum::<usize>() > room(&widths) {
        let to_spare = |(column, width): &(usize, usize)| (width.saturating_sub(LEAST[*column]), *column);
        match widths.iter_mut().max_by_key(|column| to_spare(column)) {
            Some(widest) if to_spare(widest).0 > 0 => widest.1 -= 1,
            _ => break,
        }
    }
    widths
}

/// As much of the text as fits, by whole clusters.
fn cut(text: &str, width: usize) -> String {
    wrap(text, width).into_iter().next().unwrap_or_default()
}
