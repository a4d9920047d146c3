//! What kind of page noise one line or paragraph is: furniture, a caption, a way to other articles.
//!
//! In: the words of one unit, as written and folded. Out: yes or no, or how sure; nothing here looks at neighbours.
//! Every word list is in `cues`; this file holds only shapes.

use super::cues;
use super::line::{ends_sentence, fold, n_sentences, n_words, starts_upper};

/// True for menus, forms, share bars, bylines, dates standing alone.
pub(super) fn is_furniture(text: &str, folded: &str) -> bool {
    if folded.len() > cues::FURNITURE_PREFIX_MAX {
        return false;
    }
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() && !folded.contains(|c: char| !c.is_ascii() && !c.is_alphanumeric() && c as u32 > 0x2fff)
        || cues::FURNITURE_LINES.binary_search(&bare).is_ok()
        || starts_with_any(folded, cues::FURNITURE_STARTS)
        || is_share_bar(folded)
        || is_menu(text, folded)
        || is_byline(text)
        || is_outlet_line(folded)
        || is_dated_bar(folded)
        || is_hashtags(text)
        || is_follow_line(folded)
        || folded.contains("contributed to this ")
}

fn starts_with_any(folded: &str, starts: &[&str]) -> bool {
    let Some(first) = folded.bytes().next() else { return false };
    starts.iter().any(|s| s.as_bytes().first() == Some(&first) && folded.starts_with(s))
}

/// True when nothing but numbers and words of dates stand there, with at least one of each kind of sign of a date.
pub(super) fn is_date_line(folded: &str) -> bool {
    if folded.len() > 120 {
        return false;
    }
    let mut n_words = 0;
    let mut n_digits = 0;
    let breaks = |c: char| {
        c.is_whitespace()
            || matches!(c, '|' | ',' | ':' | ';' | '/' | '(' | ')' | '-' | '–' | '—' | '•' | '·' | '@' | '+')
    };
    for word in folded.split(breaks).filter(|w| !w.is_empty()) {
        let word = word.trim_end_matches('.');
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let tail = word.get(digits..).unwrap_or("");
        if digits > 0
            && (tail.is_empty()
                || matches!(tail, "st" | "nd" | "rd" | "th" | "h" | "m" | "d" | "am" | "pm" | "z")
                || tail.starts_with('.') && tail.bytes().all(|b| b == b'.' || b.is_ascii_digit()))
        {
            n_digits += 1;
        } else if cues::DATE_WORDS.binary_search(&word).is_ok() {
            n_words += 1;
        } else {
            return false;
        }
    }
    n_words > 0 && (n_digits > 0 || n_words > 1) || n_digits >= 3 && folded.contains([':', '/', '-', '.'])
}

/// `12 January 2025 | Port Larin · City desk`: a date line in company.
pub(super) fn is_dated_bar(folded: &str) -> bool {
    if folded.len() > 120 || !folded.bytes().any(|b| b == b'|' || !b.is_ascii()) || !folded.contains(['|', '•', '·'])
    {
        return false;
    }
    let mut dated = false;
    folded.split(['|', '•', '·']).all(|part| {
        dated |= is_date_line(part);
        is_date_line(part) || n_words(part) <= 4
    }) && dated
}

/// `Follow the Courier on Telegram and Facebook`.
fn is_follow_line(folded: &str) -> bool {
    ["follow ", "find ", "like ", "join ", "subscribe "].iter().any(|s| folded.starts_with(s))
        && folded.len() < 200
        && ["facebook", "instagram", "telegram", "twitter", "whatsapp", "youtube"].iter().any(|s| folded.contains(s))
}

/// Nothing but hashtags.
fn is_hashtags(text: &str) -> bool {
    text.starts_with('#') && text.split_whitespace().all(|w| w.starts_with('#'))
}

fn is_share_bar(folded: &str) -> bool {
    let mut n = 0;
    for word in folded.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()) {
        if cues::SHARE_WORDS.binary_search(&word).is_err() && !word.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        n += usize::from(!word.bytes().all(|b| b.is_ascii_digit()));
    }
    n >= 2 && folded.len() < 120
}

/// `Home Breaking News …`, `Home » World » …`.
fn is_menu(text: &str, folded: &str) -> bool {
    let n_marks = || text.matches(['»', '›', '|']).count() + text.matches(" > ").count();
    if let Some(rest) = folded.strip_prefix("home ") {
        let next = rest.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty());
        let second_upper = text.split_whitespace().nth(1).is_some_and(|w| !w.starts_with(char::is_lowercase));
        return second_upper && (n_marks() > 0 || next.is_some_and(|w| cues::MENU_WORDS.binary_search(&w).is_ok()));
    }
    let marked = text.bytes().any(|b| matches!(b, b'|' | b'>') || !b.is_ascii());
    marked && folded.len() < 300 && n_marks() >= 4 && !ends_sentence(text)
}

/// `By Anna Vale`, `By Anna Vale and Tom Reed, Riverton`, `By Our Correspondent | 3 May 2024`.
fn is_byline(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")).or_else(|| text.strip_prefix("by "))
    else {
        return false;
    };
    if rest.len() > 150 || text.starts_with("by ") && !rest.starts_with(char::is_uppercase) {
        return false;
    }
    let names = rest.split(['|', '•', '·', '—', '–', '/']).next().unwrap_or(rest);
    let names = names.split(" - ").next().unwrap_or(names);
    let names = names.split(',').next().unwrap_or(names).trim();
    let mut n_names = 0;
    for word in names.split_whitespace() {
        let lower = word.to_lowercase();
        match lower.as_str() {
            "and" | "for" | "in" | "with" | "of" | "our" | "the" | "al" | "de" | "van" | "von" | "staff"
            | "correspondent" | "reporter" | "reporters" | "writer" | "desk" | "agencies" | "&" => {}
            _ if word.starts_with(char::is_uppercase) => n_names += 1,
            _ => return false,
        }
    }
    let n_words = names.split_whitespace().count();
    // "By Friday the toll had risen" is prose; a byline names few words and does not end as a sentence.
    (1..=9).contains(&n_words)
        && (n_names > 0 || n_words <= 3)
        && !rest.ends_with(['.', ':'])
        && !starts_with_time(names)
}

fn starts_with_time(names: &str) -> bool {
    let first = names.split_whitespace().next().unwrap_or("").to_lowercase();
    cues::DATE_WORDS.binary_search(&first.as_str()).is_ok()
}

/// `Reuters`, `Kyiv • UNN`.
fn is_outlet_line(folded: &str) -> bool {
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    is_agency(bare)
        || bare.len() < 40 && bare.rsplit_once(['•', '·', '|']).is_some_and(|(_, last)| is_agency(last.trim()))
}

fn is_agency(folded: &str) -> bool {
    cues::AGENCIES.binary_search(&folded).is_ok()
}

/// True when a cue of a picture stands in the text: surely, or only by an agency in brackets at its end.
pub(super) fn caption(folded: &str) -> Option<Surety> {
    if folded.len() > 450 {
        return None;
    }
    if starts_with_any(folded, cues::CAPTION_STARTS) && folded.len() < 400 {
        return Some(Surety::Sure);
    }
    // Every strong cue holds one of these; most paragraphs hold none.
    let hinted = folded.bytes().any(|b| b == b'/' || b == b':')
        || ["photo", "image", "picture c", "getty", "file p", "in this s", "in this h", "via "]
            .iter()
            .any(|h| folded.contains(h));
    if hinted && cues::CAPTION_STRONG.iter().any(|s| folded.contains(s)) {
        return Some(Surety::Sure);
    }
    let inner = folded.trim_end_matches('.').strip_suffix(')')?;
    let (_, credit) = inner.rsplit_once('(')?;
    let credited = credit.split(['/', ',', '|']).any(|part| is_agency(part.trim()));
    (credited && folded.len() < 420).then_some(Surety::Likely)
}

/// How sure a cue is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Surety {
    /// No prose looks like this.
    Sure,
    /// Wire copy sometimes ends like this.
    Likely,
}

/// True for a line that leads to other articles: the line alone, and whether it names one itself.
pub(super) fn related_lead(folded: &str) -> Option<Lead> {
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if cues::RELATED_LINES.binary_search(&bare).is_ok() {
        return Some(Lead::Opens);
    }
    // "More great stories", "More Courier news".
    let kinds = ["articles", "coverage", "headlines", "news", "reading", "stories"];
    if bare.starts_with("more ") && n_words(bare) <= 6 && kinds.iter().any(|k| bare.ends_with(k)) {
        return Some(Lead::Opens);
    }
    let start = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = start.bytes().next()?;
    let cue = cues::RELATED_STARTS.iter().find(|s| s.as_bytes().first() == Some(&first) && start.starts_with(*s))?;
    let rest = start.get(cue.len()..).unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    if folded.len() > 220 {
        return None;
    }
    let n_words = rest.split_whitespace().count();
    match () {
        () if n_words <= 2 => Some(Lead::Opens),
        () if start.get(cue.len()..).unwrap_or("").trim_start().starts_with([':', '|', '-', '–', '—'])
            || cue.ends_with(':') =>
        {
            Some(Lead::Names)
        }
        () if !ends_sentence(folded) && n_words <= 4 => Some(Lead::Opens),
        () => None,
    }
}

/// What a "read also" line does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Headlines follow it.
    Opens,
    /// It holds a headline itself.
    Names,
}

/// `… | World News | Northern Star`, `… - Valley Today`: a headline with its outlet.
pub(super) fn has_outlet_suffix(text: &str) -> bool {
    if text.len() > 260 || ends_sentence(text) {
        return false;
    }
    let headline = |head: &str| !head.trim_end().trim_end_matches(')').ends_with('.') && n_sentences(head) < 2;
    if let Some((head, last)) = text.rsplit_once('|') {
        return headline(head) && n_words(head) >= 4 && (1..=5).contains(&n_words(last)) && starts_upper(last);
    }
    [" - ", " – ", " — "].iter().any(|dash| {
        text.rsplit_once(dash).is_some_and(|(head, last)| {
            headline(head)
                && n_words(head) >= 5
                && (1..=4).contains(&n_words(last))
                && last.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || cues::SMALL_WORDS.contains(&w))
                && last.contains(char::is_lowercase) | is_agency(&fold(last.trim()))
        })
    })
}

/// The marks of text scraped from picture descriptions of other articles.
pub(super) fn has_doubled_space(text: &str) -> bool {
    text.trim().split_once("  ").is_some_and(|(before, after)| {
        before.ends_with(|c: char| c.is_alphanumeric() || c == ',') && after.starts_with(char::is_alphanumeric)
    })
}
