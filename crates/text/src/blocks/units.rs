//! Cuts a text into units: lines, or paragraphs where lines were broken by hand at a column.
//!
//! In: a text. Out: byte ranges without the white space around them, in order, and whether an empty line stands before.
//! Wire text of the 1990s breaks its lines at about seventy columns in the middle of a sentence; such lines are joined,
//! all others stay apart. Nothing here looks at words beyond their first and last letters.

use super::line;

/// A line, or the lines of one paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// An empty line, or the beginning of the text, stands before it.
    pub apart: bool,
}

struct Line {
    start: usize,
    end: usize,
    indent: usize,
    apart: bool,
}

/// Longest and shortest line, in letters, that a hand-broken text has where it breaks.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=100;

/// The units of `text`.
pub(super) fn find_units(text: &str) -> Vec<Unit> {
    let lines = find_lines(text);
    let width = broken_width(text, &lines);
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let previous = i.checked_sub(1).and_then(|p| lines.get(p));
        match (units.last_mut(), previous) {
            (Some(unit), Some(previous)) if !line.apart && goes_on(text, previous, line, width) => unit.end = line.end,
            _ => units.push(Unit { start: line.start, end: line.end, apart: line.apart }),
        }
    }
    units
}

fn find_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut apart = true;
    let breaks = |c: char| matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    for raw in text.split_inclusive(breaks) {
        let words = raw.trim();
        if words.is_empty() {
            apart = true;
        } else {
            let indent = raw.len() - raw.trim_start().len();
            lines.push(Line { start: at + indent, end: at + indent + words.len(), indent, apart });
            apart = false;
        }
        at += raw.len();
    }
    lines
}

/// The column at which this text breaks its lines; nothing where lines are paragraphs.
fn broken_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut n_followed = 0;
    let mut n_broken = 0;
    let mut n_long = 0;
    let mut width = 0;
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        let words = &text[line.start..line.end];
        // A line far over any column shows that lines are paragraphs here.
        n_long += usize::from(line.end - line.start > 400);
        if next.apart {
            continue;
        }
        n_followed += 1;
        let columns = words.chars().count();
        if COLUMNS.contains(&columns) && !line::ends_sentence(words) {
            n_broken += 1;
            width = width.max(columns);
        }
    }
    (n_broken >= 1 && n_broken * 2 >= n_followed && n_long * 4 <= n_broken).then_some(width)
}

fn goes_on(text: &str, previous: &Line, line: &Line, width: Option<usize>) -> bool {
    let before = &text[previous.start..previous.end];
    let words = &text[line.start..line.end];
    if line::is_item(words) && !words.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let open = !line::ends_sentence(before) || before.ends_with([',', ';']);
    // A sentence cut in the middle of its line goes on in a small letter, whatever the text's habit is.
    let lower = words.starts_with(char::is_lowercase);
    if open && lower && before.len() > 30 && !line::is_item(words) {
        return true;
    }
    let Some(width) = width else { return false };
    let columns = before.chars().count();
    // The next line's first word would have fitted: the writer ended the paragraph on purpose.
    let first = words.split_whitespace().next().map_or(0, |w| w.chars().count());
    let full = columns + previous.indent + 1 + first + 4 >= width.min(80);
    // A paragraph begins further in than the one before.
    full && line.indent < previous.indent + 2
}
