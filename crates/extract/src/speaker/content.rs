//! How far a speaker's words reach inside a sentence and over the quotations that touch it.
//!
//! In: the bound cues of a sentence. Out: token ranges. `A, X said, while B`: both sides; `X said A, while Y said B`:
//! split at `while`.
//! It never reaches into another sentence save by a quotation that began before or ends behind.

use super::bind::Bound;
use super::cue::Cue;
use super::line::{Line, Part};
use super::phrase::Source;
use super::quote;
use super::words::{Clause, Say};
use litopys_text::Text;
use std::ops::Range;

/// On which side of speaker and cue the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Around,
}

/// `X said that A`, or `A, X said`.
pub(super) fn side(text: &Text<'_>, line: &Line, cue: &Cue, source: &Source) -> Side {
    let start = source.range.start.min(cue.start);
    let before = start.checked_sub(1).filter(|b| *b >= line.lo);
    let Some(before) = before else { return Side::Right };
    let quoted = line.part(before) == Part::Quote;
    let cut = matches!(line.part(before), Part::Comma | Part::Dash) || quoted;
    if !cut {
        return Side::Right;
    }
    if ends_clause(text, line, cue.last) || cue.say == Say::Say && is_told(text, line, cue) {
        return Side::Around;
    }
    // "Forty remain in hospital, Nova said: two are children."
    if line.part(cue.last) == Part::Colon && line.part(before) == Part::Comma {
        let clause = (line.lo..before).any(|i| {
            matches!(line.part(i), Part::Verb | Part::Small(Clause::Be | Clause::Have | Clause::Modal | Clause::Finite))
        });
        return if clause { Side::Around } else { Side::Right };
    }
    if quoted
        && line.part(before.wrapping_sub(1)) != Part::Comma
        && before > line.lo
        && !matches!(line.part(before - 1), Part::Stop)
    {
        return Side::Right;
    }
    if quoted { Side::Around } else { Side::Right }
}

/// `…, X told Reuters on Sunday.`: a few words without a verb up to the end.
fn is_told(text: &Text<'_>, line: &Line, cue: &Cue) -> bool {
    if !matches!(text.word(cue.first), "told" | "tells" | "tell") {
        return false;
    }
    for i in cue.last..line.hi.min(cue.last + 10) {
        match line.part(i) {
            Part::Stop | Part::Comma | Part::Semicolon | Part::Quote => return i > cue.last,
            Part::Small(
                Clause::Be | Clause::Have | Clause::Modal | Clause::Finite | Clause::Rel | Clause::Pron | Clause::Conj,
            ) => return false,
            Part::Colon => return false,
            _ => {}
        }
    }
    cue.last + 10 >= line.hi
}

/// True where only a time, place or way of saying stands between here and the end of the clause.
pub(super) fn ends_clause(text: &Text<'_>, line: &Line, from: usize) -> bool {
    let mut named = false;
    for i in from..line.hi.min(from + 16) {
        match line.part(i) {
            Part::Stop | Part::Comma | Part::Semicolon | Part::Dash | Part::Close => return true,
            Part::Quote => return true,
            Part::Colon => return false,
            Part::Small(Clause::Time) => {}
            Part::Small(Clause::Prep | Clause::Of | Clause::Def | Clause::Indef | Clause::Poss) => {
                if i == from && !matches!(line.part(i), Part::Small(Clause::Prep)) {
                    return false;
                }
                named = true;
            }
            Part::Small(Clause::Adverb) => {}
            Part::Small(Clause::Conj) if matches!(text.word(i), "as" | "while" | "when" | "after" | "before") => {
                return true;
            }
            Part::Small(Clause::And) => return true,
            Part::Number => {}
            Part::Name if named => {}
            Part::Noun if named || line.is_setting(i) => {}
            _ => return line.is_setting(i),
        }
    }
    line.hi <= from + 16
}

/// The content of the attribution `at`.
pub(super) fn content(
    text: &Text<'_>,
    line: &Line,
    bound: &[Bound],
    at: usize,
    quotes: &[Range<usize>],
) -> Vec<Range<usize>> {
    let Some(b) = bound.get(at) else { return Vec::new() };
    // "A, Radio Orel reported, citing the police": what the radio reports is the police's.
    if b.cue.say == Say::Cite
        && let Some(teller) = at.checked_sub(1).filter(|t| bound[*t].end() + 2 >= b.start())
    {
        let mut told = content(text, line, bound, teller, quotes);
        told.retain(|c| !c.contains(&b.cue.first));
        if !told.is_empty() {
            return told;
        }
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut add = |range: Range<usize>| {
        let mut range = range;
        while range.start < range.end && skippable(line, range.start) {
            range.start += 1;
        }
        while range.start < range.end
            && range.end <= line.hi
            && matches!(line.part(range.end - 1), Part::Comma | Part::Stop | Part::Dash | Part::Semicolon)
        {
            range.end -= 1;
        }
        if range.start < range.end {
            out.push(range);
        }
    };
    let left = matches!(b.side, Side::Left | Side::Around);
    let right = matches!(b.side, Side::Right | Side::Around);
    let mut quoted = false;
    if left {
        let start = b.start();
        let end = if start > line.lo && line.part(start - 1) == Part::Comma { start - 1 } else { start };
        let whole = quote::quote_ending(quotes, end).or_else(|| quote::quote_ending(quotes, start));
        match whole {
            Some(q) if q.end > line.lo => {
                quoted = true;
                let from = left_edge(text, line, bound, at);
                // Words before the quotation in the same clause are the speaker's too: `It was "huge", he said`.
                let first = if q.start > from && q.start > line.lo && q.start - from < 40 { from } else { q.start };
                add(first..q.end);
            }
            _ => add(left_edge(text, line, bound, at)..start),
        }
    }
    if right {
        let mut from = b.end();
        let to = right_edge(text, line, bound, at);
        if b.side == Side::Around && b.cue.voice == super::cue::Voice::Active && from < to {
            // What follows the inserted `X said` goes on behind a comma; before it stands when and where.
            let stop = (from..to).find(|i| {
                matches!(
                    line.part(*i),
                    Part::Comma
                        | Part::Stop
                        | Part::Semicolon
                        | Part::Colon
                        | Part::Dash
                        | Part::Quote
                        | Part::Small(Clause::Conj | Clause::And)
                )
            });
            from = stop.unwrap_or(to);
        }
        let open = (from..to.min(from + 12)).find(|i| line.part(*i) == Part::Quote);
        match open.and_then(|i| quote::quote_at(quotes, i)) {
            Some(q) if q.end > line.hi => add(from..q.end),
            _ => add(from..to),
        }
        // `"A," he said. "B."`: the quotation behind the full stop goes on.
        if quoted && to >= line.hi {
            let next = quote::quote_at(quotes, line.hi);
            let same_block = text.sentences.get(text.sentence_of(line.hi)).map(|s| s.block)
                == text.sentences.get(text.sentence_of(line.lo)).map(|s| s.block);
            if let Some(q) = next.filter(|_| same_block) {
                out.push(q);
            }
        }
    }
    out
}

fn skippable(line: &Line, i: usize) -> bool {
    line.lo <= i
        && i < line.hi
        && matches!(
            line.part(i),
            Part::Comma | Part::Stop | Part::Colon | Part::Semicolon | Part::Dash | Part::Close | Part::Sign
        )
}

/// Where a clause begins that another speaker's words do not reach: `while`, `but`, `;`, `and` before the speaker.
fn splits(text: &Text<'_>, line: &Line, i: usize) -> bool {
    matches!(line.part(i), Part::Semicolon | Part::Dash)
        || line.is(i, Clause::Conj)
            && matches!(text.word(i), "while" | "whereas" | "although" | "though" | "as" | "after" | "when")
        || matches!(line.part(i), Part::Small(Clause::And | Clause::But))
}

fn left_edge(text: &Text<'_>, line: &Line, bound: &[Bound], at: usize) -> usize {
    let Some(b) = bound.get(at) else { return line.lo };
    let start = b.start();
    let mut edge = line.lo;
    if let Some(other) = bound[..at].iter().rev().find(|o| o.end() <= start && o.source != b.source) {
        let from = other.end();
        edge = (from..start).find(|i| splits(text, line, *i)).map_or(from, |i| i + 1);
    } else if let Some(semicolon) = (line.lo..start.saturating_sub(1)).rev().find(|i| line.part(*i) == Part::Semicolon)
    {
        edge = semicolon + 1;
    }
    edge
}

fn right_edge(text: &Text<'_>, line: &Line, bound: &[Bound], at: usize) -> usize {
    let Some(b) = bound.get(at) else { return line.hi };
    let from = b.end();
    for other in bound.get(at + 1..).unwrap_or(&[]) {
        let start = other.start();
        if start <= from || other.source == b.source {
            continue;
        }
        if other.side == Side::Right {
            let mut k = start;
            while k > from && matches!(line.part(k - 1), Part::Comma | Part::Small(Clause::Adverb)) {
                k -= 1;
            }
            if k > from && splits(text, line, k - 1) {
                return k - 1;
            }
        } else if let Some(split) = (from..start).find(|i| splits(text, line, *i) && !line.is(*i, Clause::And)) {
            return split;
        }
    }
    line.hi
}
