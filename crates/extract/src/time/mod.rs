//! Finds times and says when they are: `on Tuesday`, `overnight`, `a day earlier`, `day 757 of the war`.
//!
//! In: a text with its tags and an [`Anchor`] (day of publication, conflicts). Out: [`TimeMention`]s in order, each with a
//! TIMEX3 value and, where a claim can use it, the days in EDTF; and with [`date_conflicts`] what does not agree.
//! Words live in `lang/<code>/words/time-*.txt`, first days of wars in `lang/und/conflicts.toml`.
//! It never looks at a clock, and never gives a day that neither the text nor the day of publication tells.
//!
//! `Officials said on Friday that a drone fell overnight` (published 2025-01-24) -> `Friday` 2025-01-24, `overnight` 2025-01-24TNI

mod check;
mod conflicts;
mod expr;
mod head;
mod parse;
mod resolve;
#[cfg(test)]
mod tests;
mod value;
mod words;

pub(crate) use check::date_conflicts;
pub(crate) use conflicts::Conflicts;

use expr::Expr;
use jiff::civil::Date;
use litopys_facts::When;
use litopys_rules::{Lexicon, Tags};
use litopys_text::Text;

/// What kind of time it is, as TIMEX3 has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TimeKind {
    /// A day or longer.
    Date,
    /// A part of a day or a clock time.
    Time,
    /// A length.
    Duration,
    /// How often.
    Set,
}

/// What a claim that stands in this time covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reach {
    /// It happened then.
    At,
    /// It adds up all of a stretch: `in the past 24 hours`, `from 3 to 5 May`, `so far this year`.
    Over,
    /// It adds up all since then: `since Friday`.
    Since,
    /// It adds up all until then: `by Tuesday`, `as of 3 May`.
    Until,
}

/// A time found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeMention {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    /// TIMEX3 value (`2024-03-21TNI`, `P3D`, `2024-W12`, `XXXX-WXX-2`).
    pub(crate) value: String,
    /// Kind.
    pub(crate) kind: TimeKind,
    /// The days a claim may take; none when they are not told.
    pub(crate) when: Option<When>,
    /// What a claim in it covers.
    pub(crate) reach: Reach,
    /// The words themselves name a day or month of the calendar.
    pub(crate) explicit: bool,
    /// The day comes from another mention or from the day of publication alone (`at 06:40`, `overnight`).
    pub(crate) borrowed: bool,
    /// The rule that found it.
    pub(crate) rule: &'static str,
    /// The weekday stated beside a date, Monday being 1.
    pub(crate) weekday: Option<i8>,
    /// The conflict that a count of days was read against.
    pub(crate) conflict: Option<String>,
}

impl TimeMention {
    /// True when it covers more than `days` days or reaches on without end: a cumulative count, not an incident.
    pub(crate) fn is_longer_than(&self, days: i32) -> bool {
        self.reach == Reach::Since
            || self.when.as_ref().and_then(When::bounds).is_some_and(|(a, b)| value::days_between(a, b) >= days)
    }
}

/// What times are read against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor<'a> {
    /// The day of publication.
    pub(crate) published: Option<Date>,
    /// Conflicts whose days are counted.
    pub(crate) conflicts: &'a Conflicts,
}

impl<'a> Anchor<'a> {
    /// An anchor from an ISO date or date and time; what can't be read counts as not told.
    pub(crate) fn new(published: Option<&str>, conflicts: &'a Conflicts) -> Anchor<'a> {
        let published = published.and_then(|text| text.get(..10)).and_then(|day| day.parse().ok());
        Anchor { published, conflicts }
    }
}

/// An expression in its place.
#[derive(Clone, Debug)]
struct Found {
    first: usize,
    last: usize,
    sentence: usize,
    expr: Expr,
    /// The small word before it.
    lead: Option<&'static str>,
    /// Words of the future stand before it.
    future: bool,
}

/// Appends the times of a text, in order.
pub(crate) fn find_times(
    text: &Text<'_>,
    words: &Lexicon,
    tags: &Tags,
    anchor: &Anchor<'_>,
    out: &mut Vec<TimeMention>,
) {
    let classes = words::Classes::new(words);
    let mut found: Vec<Found> = Vec::new();
    let mut exprs = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        if !(sentence.first..sentence.last).any(|i| classes.is_hot(text, tags, i)) {
            continue;
        }
        let reader = words::Reader {
            text,
            words,
            tags,
            classes: &classes,
            first: sentence.first,
            last: sentence.last,
            capitals: sentence.capitals,
        };
        parse::sentence(&reader, &mut exprs);
        for (first, last, expr) in exprs.drain(..) {
            let since = reader.is_after_since(first).then_some("since");
            let lead = reader.link_before(first).and_then(|(_, name)| LEADS.into_iter().find(|lead| *lead == name));
            let lead = if matches!(lead, None | Some("in" | "the")) { since.or(lead) } else { lead };
            // `would answer Tuesday's strike` looks back.
            let future = lead == Some("until") || reader.word(last) != "'s" && reader.is_future(first);
            found.push(Found { first, last, sentence: index, expr, lead, future });
        }
    }
    if !found.is_empty() {
        let head = if anchor.published.is_none() { head::find(text, words, &classes) } else { Vec::new() };
        resolve::resolve(text, anchor, &head, &found, out);
    }
}

/// Small words that change what a time covers.
const LEADS: [&str; 10] = ["since", "until", "by", "asof", "from", "between", "the", "over", "in", "during"];
