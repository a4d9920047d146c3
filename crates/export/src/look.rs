//! How things look on a terminal: its width, whether it takes colours, and text made safe and fitted to it.
//!
//! A report is a stranger's text: escape sequences and direction overrides in it must never reach the terminal.
//! Text is never cut inside a grapheme cluster.

use litopys_facts::{Bounds, Kind, Place, Settled, Status};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The terminal to write for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// True when colours and underlines by escape sequence are wanted.
    pub colours: bool,
}

/// A manner of showing words; `escape` is its SGR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style(&'static str);

pub(crate) const BOLD: Style = Style("1");
pub(crate) const DIM: Style = Style("2");
pub(crate) const DISPUTED: Style = Style("33");

impl Look {
    /// The words in this style, or as they are where no colours are wanted.
    pub(crate) fn paint(self, words: &str, style: Style) -> String {
        if self.colours && !words.is_empty() { format!("\x1b[{}m{words}\x1b[0m", style.0) } else { words.to_owned() }
    }
}

impl Look {
    /// Wrapped lines with their marks turned into escapes, each line ending as it began.
    pub(crate) fn underlined(self, lines: Vec<String>) -> Vec<String> {
        let mut open = false;
        lines
            .into_iter()
            .map(|line| {
                let starts_open = open;
                open = match (line.rfind(OPEN), line.rfind(CLOSE)) {
                    (Some(opened), Some(closed)) => opened > closed,
                    (None, None) => open,
                    (opened, _) => opened.is_some(),
                };
                let start = if starts_open { OPEN } else { "" };
                let end = if open { CLOSE } else { "" };
                format!("{start}{line}{end}").replace(OPEN, "\x1b[4m").replace(CLOSE, "\x1b[0m")
            })
            .collect()
    }
}

/// The colour of a claim: weapons yellow, death red, harm magenta, flight blue, damage cyan; doubtful ones dim.
pub(crate) fn style_of(kind: Kind, status: Status) -> Style {
    if matches!(status, Status::Denied | Status::Background | Status::Projected) {
        return DIM;
    }
    Style(match kind {
        Kind::Launched | Kind::Intercepted | Kind::Lost | Kind::Hit | Kind::Alert => "33",
        Kind::Killed => "31",
        Kind::Injured | Kind::Casualties | Kind::Missing | Kind::Abducted | Kind::Captured => "35",
        Kind::Rescued | Kind::Evacuated | Kind::Displaced | Kind::WithoutPower => "34",
        Kind::Damaged | Kind::Destroyed => "36",
    })
}

/// Text that is safe on a terminal and stands in one line.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            // Overrides and isolates reorder what stands around them.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

impl Look {
    /// The words underlined in this style, or as they are where no colours are wanted.
    pub(crate) fn paint_underlined(self, words: &str, style: Style) -> String {
        if self.colours && !words.is_empty() { format!("\x1b[4;{}m{words}\x1b[0m", style.0) } else { words.to_owned() }
    }
}

/// Stands in clean text where underlining begins; takes no column, and is turned into an escape by [`Look::underlined`].
pub(crate) const OPEN: &str = "\u{1}";
/// Stands where underlining ends.
pub(crate) const CLOSE: &str = "\u{2}";

/// Columns that clean text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.graphemes(true).map(cluster_columns).sum()
}

fn cluster_columns(cluster: &str) -> usize {
    if cluster == OPEN || cluster == CLOSE { 0 } else { cluster.width() }
}

/// Clean text in lines of at most `width` columns, broken at spaces where there are any.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = vec![String::new()];
    let mut used = 0;
    // Words held together by no-break spaces come apart where a line cannot hold them.
    let words = text.split(' ').flat_map(|word| {
        let held = columns(word) <= width;
        word.split(move |c| c == '\u{a0}' && !held)
    });
    for word in words.filter(|word| !word.is_empty()) {
        let needs = columns(word);
        if used > 0 && used + 1 + needs > width {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut lines, " ");
            used += 1;
        }
        for cluster in word.graphemes(true) {
            let needs = cluster_columns(cluster);
            if used + needs > width {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, cluster);
            used += needs;
        }
    }
    lines
}

fn push(lines: &mut [String], piece: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(piece);
    }
}

/// The text and spaces up to `width` columns.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// `2–3–5`, or one number where nobody disagrees; `?` where a bound is not known.
pub(crate) fn settled(settled: &Settled) -> String {
    let number = |n: Option<u64>| n.map_or("?".to_owned(), |n| n.to_string());
    let Settled { low, best, high, .. } = settled;
    if low == best && best == high {
        number(*best)
    } else {
        format!("{}–{}–{}", number(*low), number(*best), number(*high))
    }
}

/// Bounds as a reader says them: `at least 22`, `up to 40`, `about 550`.
pub(crate) fn told(bounds: Bounds) -> String {
    let about = if bounds.approx { "about " } else { "" };
    match (bounds.low, bounds.high) {
        (None, None) => "some".to_owned(),
        (Some(low), Some(high)) if low == high => format!("{about}{low}"),
        (Some(low), Some(high)) => format!("{about}{low} to {high}"),
        (Some(low), None) => format!("at least {about}{low}"),
        (None, Some(high)) => format!("up to {about}{high}"),
    }
}

/// `Odesa, UA`.
pub(crate) fn place_name(place: &Place) -> String {
    match &place.country {
        Some(country) if place.precision != Some(litopys_facts::Precision::Country) => {
            clean(&format!("{}, {country}", place.name))
        }
        _ => clean(&place.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_overrides_do_not_reach_the_terminal() {
        assert_eq!(clean("a\x1b[31mb\u{9b}c\u{202e}d\te\r\n"), "a\u{fffd}[31mb\u{fffd}cd e  ");
    }

    #[test]
    fn bounds_are_said_as_readers_say_them() {
        for (notation, words) in [
            ("31", "31"),
            ("22..", "at least 22"),
            ("..40", "up to 40"),
            ("3..5", "3 to 5"),
            ("~24..", "at least about 24"),
            ("?", "some"),
        ] {
            assert_eq!(notation.parse().map(told).unwrap(), words);
        }
    }

    #[test]
    fn a_settled_figure_is_one_number_where_all_agree() {
        let figure = |low, best, high| settled(&Settled { low, best, high, rule: String::new() });
        assert_eq!(figure(Some(3), Some(3), Some(3)), "3");
        assert_eq!(figure(Some(2), Some(3), Some(5)), "2–3–5");
        assert_eq!(figure(Some(22), Some(22), None), "22–22–?");
    }

    #[test]
    fn underlining_goes_on_over_a_line_break() {
        let look = Look { width: 9, colours: true };
        let lines = look.underlined(wrap(&format!("a {OPEN}bb cc dd{CLOSE} e"), 5));
        assert_eq!(lines, ["a \x1b[4mbb\x1b[0m", "\x1b[4mcc dd\x1b[0m", "e"]);
    }

    #[test]
    fn held_words_come_apart_only_where_they_must() {
        assert_eq!(wrap("a hit\u{a0}1\u{a0}drone", 11), ["a", "hit\u{a0}1\u{a0}drone"]);
        assert_eq!(wrap("a hit\u{a0}1\u{a0}drone", 7), ["a hit 1", "drone"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn wrapping_keeps_every_cluster_and_the_width(text in "[a-z 👩‍🚒🇺🇦e\u{301}مدينة漢]{0,80}", width in 2..30_usize) {
            let lines = wrap(&text, width);
            let words = |s: &str| s.replace(' ', "");
            prop_assert_eq!(words(&lines.concat()), words(&text));
            for line in &lines {
                // A cluster that alone is wider than the line cannot be cut.
                prop_assert!(columns(line) <= width || line.graphemes(true).count() == 1, "{line:?}");
            }
        }
    }
}
