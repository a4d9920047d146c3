//! The shape of one line or paragraph: does it end as a sentence does, is it a headline, an item?
//!
//! In: the words of one unit. Out: yes or no; nothing here looks at neighbours, `blocks` does that.
//! No words are listed here; the small words of headlines are in `cues`.

use super::cues;

/// Lower case with straight quotes and single spaces, for looking cues up.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let core = word.strip_suffix(|c: char| c.is_ascii_whitespace());
            out.push_str(core.unwrap_or(word));
            if core.is_some_and(|core| !core.is_empty()) {
                out.push(' ');
            }
        }
        out.make_ascii_lowercase();
        return out;
    }
    for c in text.chars() {
        match c {
            '’' | '‘' | 'ʼ' => out.push('\''),
            '“' | '”' => out.push('"'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// True when the text ends as a sentence does, closing quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let stops = |t: &str| {
        let core = t.trim_end_matches(|c: char| {
            matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*') || c.is_whitespace()
        });
        core.ends_with(['.', '!', '?', '…', '。', ':', ';', ','])
    };
    // "… on Tuesday. (Reuters)": what stands in brackets behind the stop does not open the sentence again.
    stops(text)
        || text.trim_end().ends_with(')') && text.rfind('(').is_some_and(|at| stops(text.get(..at).unwrap_or("")))
}

/// Sentences of more than three words, roughly: stops before a space.
pub(super) fn n_sentences(text: &str) -> usize {
    text.split(". ").filter(|s| n_words(s) > 3).count()
}

/// True when the first letter is a capital or a digit.
pub(super) fn starts_upper(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Words in a text.
pub(super) fn n_words(text: &str) -> usize {
    if text.is_ascii() {
        // A word is counted at its first letter or digit.
        let mut open = true;
        let count = |byte: &u8| {
            let letter = byte.is_ascii_alphanumeric();
            let counts = letter && open;
            open = !letter && (open || matches!(byte, b'\t'..=b'\r' | b' '));
            counts
        };
        return text.as_bytes().iter().map(count).filter(|counts| *counts).count();
    }
    text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count()
}

/// How a line without a final stop is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// ALL CAPITALS.
    Capitals,
    /// Every Word Of Weight With a Capital.
    Titles,
    /// Only the first word and names.
    Plain,
}

/// The style of a line that could be a headline; nothing for prose.
pub(super) fn headline(text: &str) -> Option<Style> {
    if text.len() > 240 {
        return None;
    }
    let core = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»".contains(c));
    if core.ends_with(['.', '!', ':', ';', ',', '…', '-', '–', '—'])
        || !starts_upper(text.trim_start_matches(|c: char| !c.is_alphanumeric()))
    {
        return None;
    }
    if !(1..=28).contains(&n_words(text)) || n_sentences(core) > 2 || ends_sentence(text) && !core.ends_with('?') {
        return None;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    if letters >= 3 && upper * 10 >= letters * 9 {
        return Some(Style::Capitals);
    }
    let mut weighty = 0;
    let mut capital = 0;
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) || cues::SMALL_WORDS.contains(&word) {
            continue;
        }
        weighty += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    Some(if weighty >= 2 && capital * 100 >= weighty * 85 { Style::Titles } else { Style::Plain })
}

/// True for a list item or an entry of a live blog.
pub(super) fn is_item(text: &str) -> bool {
    let Some(first) = text.chars().next().filter(|c| !c.is_ascii_alphabetic()) else { return false };
    let rest = text.get(first.len_utf8()..).unwrap_or("");
    if "•‣◦▪▫●○■□▶►➡➤✔✅❗▸»".contains(first) || first == '\u{2b}' && rest.starts_with(' ')
    {
        return true;
    }
    if "-*–—>".contains(first) {
        return rest.starts_with([' ', '\t', '\u{a0}']) && rest.trim().contains(char::is_alphanumeric);
    }
    // Pictographs open the entries of channel posts.
    if ('\u{2600}'..='\u{27bf}').contains(&first) || ('\u{1f300}'..='\u{1faff}').contains(&first) {
        return true;
    }
    is_numbered(text) || is_clock_entry(text)
}

/// `1. …`, `2) …`, `(3) …`.
pub(super) fn is_numbered(text: &str) -> bool {
    let body = text.strip_prefix('(').unwrap_or(text);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && body.get(digits..).is_some_and(|rest| {
            rest.starts_with([')', '.']) && rest.get(1..).is_some_and(|r| r.starts_with([' ', '\t', '\u{a0}']))
        })
}

/// `10:45 GMT — …`, `[07.12] …`, `9:30 p.m.: …`.
fn is_clock_entry(text: &str) -> bool {
    let body = text.trim_start_matches('[');
    let hours = body.bytes().take_while(u8::is_ascii_digit).count();
    let Some(after) = body.get(hours..).filter(|_| (1..=2).contains(&hours)) else { return false };
    let Some(after) = after.strip_prefix([':', '.']) else { return false };
    let minutes = after.bytes().take_while(u8::is_ascii_digit).count();
    // "08:00 Sirens in the port": two digits, a colon, a capital.
    let plain = hours == 2
        && !body.contains("::")
        && body.get(2..3) == Some(":")
        && minutes == 2
        && after.get(2..).is_some_and(|r| r.strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_uppercase)));
    if plain && n_words(text) >= 3 {
        return true;
    }
    minutes == 2 && !after.get(2..).unwrap_or("").starts_with(char::is_alphanumeric) && n_words(text) >= 3 && {
        let rest = after.get(2..).unwrap_or("");
        // "10.50 percent of …" is prose; a clock entry has a mark or a zone behind the time.
        let rest = rest.trim_start_matches([']', ' ']);
        let zone = rest.split(|c: char| c.is_whitespace()).next().unwrap_or("");
        rest.starts_with(['—', '–', '-', ':', '|'])
            || after.get(2..).is_some_and(|r| r.starts_with([']', ':']))
            || matches!(
                zone.trim_end_matches([':', ',', '.']),
                "GMT"
                    | "UTC"
                    | "EET"
                    | "EEST"
                    | "CET"
                    | "CEST"
                    | "ET"
                    | "BST"
                    | "MSK"
                    | "IST"
                    | "am"
                    | "pm"
                    | "a.m"
                    | "p.m"
            )
    }
}
