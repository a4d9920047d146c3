//! Finds dates that do not agree with each other: findings for the reader, never mended silently.
//!
//! In: the times of a text and the anchor; out: token ranges with a message. It never says which side is right.

use super::value::{days_between, weekday};
use super::{Anchor, Reach, TimeKind, TimeMention};
use jiff::civil::Date;
use litopys_text::Text;
use std::ops::Range;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Days within which two dates speak of the same day and one of them is wrong.
const SLIP: i32 = 7;
/// Tokens from the beginning within which a full date is the dateline.
const DATELINE: usize = 30;

/// The disagreements among the dates of a text, in order: a weekday that a date does not have, a day of the war that is
/// not the date told, a dateline far from the day of publication.
pub(crate) fn date_conflicts(
    text: &Text<'_>,
    times: &[TimeMention],
    anchor: &Anchor<'_>,
) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    let full: Vec<(usize, Date)> = times
        .iter()
        .enumerate()
        .filter(|(_, t)| t.explicit && t.reach == Reach::At && t.kind != TimeKind::Duration)
        .filter_map(|(i, t)| t.when.as_ref()?.as_day().map(|day| (i, day)))
        .collect();
    for time in times {
        let words = text.slice(time.first, time.last);
        let Some(day) = time.when.as_ref().and_then(|when| when.as_day()) else { continue };
        if let Some(stated) = time.weekday
            && stated != weekday(day)
            && year_is_sure(words, day, anchor.published)
        {
            let name = |n: i8| WEEKDAYS[(n - 1).rem_euclid(7) as usize];
            let message = format!("`{words}`: {day} is a {}, not a {}", name(weekday(day)), name(stated));
            out.push((time.first..time.last, message));
        }
        if let Some(conflict) = time.conflict.as_ref().filter(|_| time.reach == Reach::At)
            && let Some(message) = against(day, &beside(text, times, time, &full), anchor.published)
        {
            out.push((time.first..time.last, format!("`{words}` of {conflict} is {day}, {message}")));
        }
    }
    if let (Some(published), Some((i, day))) = (anchor.published, full.first())
        && let Some(time) = times.get(*i).filter(|t| t.first < DATELINE && dateline(text, t))
        && days_between(*day, published).abs() > 2
    {
        let words = text.slice(time.first, time.last);
        out.push((time.first..time.last, format!("the text is dated `{words}`, but published on {published}")));
    }
    out
}

/// The nearest full date of the same sentence, where it has any, else all: a page's own date beside the text settles nothing.
fn beside(text: &Text<'_>, times: &[TimeMention], time: &TimeMention, full: &[(usize, Date)]) -> Vec<(usize, Date)> {
    let sentence = text.sentence_of(time.first);
    let same = full.iter().filter(|(i, _)| times.get(*i).is_some_and(|t| text.sentence_of(t.first) == sentence));
    let same: Vec<(usize, Date)> = same.copied().collect();
    // Of several the one that stands nearest: a page's own date may stand at the head of the sentence.
    let nearest =
        same.into_iter().min_by_key(|(i, _)| times.get(*i).map_or(usize::MAX, |t| t.first.abs_diff(time.first)));
    nearest.map_or_else(|| full.to_vec(), |one| vec![one])
}

/// Whether the year is told, or so near to publication that it can't be another one.
fn year_is_sure(words: &str, day: Date, published: Option<Date>) -> bool {
    words.contains(&day.year().to_string()) || published.is_some_and(|p| days_between(day, p).abs() <= 60)
}

/// What a day of the war disagrees with: the nearest full date of the text, else the day of publication.
fn against(day: Date, full: &[(usize, Date)], published: Option<Date>) -> Option<String> {
    if full.iter().any(|(_, other)| *other == day) {
        return None;
    }
    let nearest = full.iter().map(|(_, other)| *other).min_by_key(|other| days_between(day, *other).abs());
    match nearest.filter(|other| days_between(day, *other).abs() <= SLIP) {
        Some(other) => Some(format!("the text says {other}")),
        // A report may be published a day after the day it tells of.
        None => published
            .filter(|p| (2..=SLIP).contains(&days_between(day, *p).abs()))
            .map(|p| format!("the report was published on {p}")),
    }
}

/// Whether a date stands alone, as a dateline does: at the head of a line, or behind a comma, dash or bar.
fn dateline(text: &Text<'_>, time: &TimeMention) -> bool {
    let begins = text.tokens.get(time.first).is_some_and(|t| t.line_start);
    let ends = text.tokens.get(time.last).is_none_or(|t| t.line_start)
        || matches!(text.word(time.last), "—" | "-" | "--" | "|");
    ends && (begins
        || time.first.checked_sub(1).is_some_and(|i| matches!(text.word(i), "," | "|" | "—" | "published" | "posted")))
}
