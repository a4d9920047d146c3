//! Labels that name a speaker without a verb.
//!
//! In: a sentence, or the lines of a whole post. Out: attributions. `Air Force: 12 drones down`, `10:40 | Mayor Nova: …`,
//! `216 drones destroyed (Defence Ministry)`, `OREL REGION (governor Olha Nova). …`; a post whose first or last
//! line is only its author.
//! It never reads a line with a verb before the colon as a label.

use super::carry::{block_end, list_end};
use super::line::{Line, Part};
use super::name::Memory;
use super::phrase::Source;
use super::words::{Clause, Kind, List};
use super::{Attribution, Mode, Speakers};
use litopys_facts::{BlockKind, ClaimantType};
use litopys_rules::Form;
use litopys_text::{Shape, Text};
use std::ops::Range;

/// The rule that gives a whole post to its author.
pub(super) const AUTHOR: &str = "author";

/// True where a sentence could be, or begin or end with, a label.
pub(super) fn may_be_label(text: &Text<'_>, index: usize) -> bool {
    let Some(s) = text.sentences.get(index) else { return false };
    let near = |range: Range<usize>| {
        range.into_iter().any(|i| text.tokens[i].shape == Shape::Sign && matches!(text.word(i), ":" | ")"))
    };
    near(s.first..s.last.min(s.first + 16))
        || s.last - s.first > 16 && near(s.last.saturating_sub(2).max(s.first)..s.last)
        || is_short_line(text, index)
}

/// A block of its own of a few words.
fn is_short_line(text: &Text<'_>, index: usize) -> bool {
    let Some(s) = text.sentences.get(index) else { return false };
    let alone = |other: Option<usize>| other.and_then(|i| text.sentences.get(i)).is_none_or(|o| o.block != s.block);
    s.last - s.first <= 14 && alone(index.checked_sub(1)) && alone(Some(index + 1))
}

/// What a sentence's label leaves to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// There is none.
    Nothing,
    /// There is one; the sentence may say more.
    Label,
    /// The line is nothing else: perhaps the author of all that follows or stands above.
    Line,
}

/// Reads the label of a sentence.
pub(super) fn find_label(text: &Text<'_>, line: &Line, index: usize, memory: &mut Memory, out: &mut Speakers) -> Found {
    let Some(sentence) = text.sentences.get(index) else { return Found::Nothing };
    let opens_block = index == 0 || text.sentences[index - 1].block != sentence.block;
    let start = opening(text, line);
    let colon = (start..line.hi.min(start + 16)).find(|i| line.part(*i) == Part::Colon);
    if let Some(colon) = colon
        && let Some(source) = label(line, start, colon).or_else(|| memory.known_name(text, line, start..colon))
    {
        // A bare `X:` speaks the list below, else the rest of the block up to the next label.
        let end = match sentence.kind {
            _ if colon + 1 >= line.hi => list_end(text, index),
            BlockKind::Title | BlockKind::Heading => line.hi,
            _ => next_label(text, index),
        };
        if colon + 1 < end {
            push(text, line, memory, source, Some(colon..colon + 1), colon + 1..end, out);
            return Found::Label;
        }
    }
    // `OREL CITY (Ivan Reva, military administration). …`
    let close = (start..line.hi.min(start + 16)).find(|i| line.part(*i) == Part::Close);
    let open = close.and_then(|c| (start..c).rev().find(|i| line.part(*i) == Part::Open));
    if let (Some(open), Some(close), true) = (open, close, opens_block)
        && open > start
        && close + 2 >= line.hi
        && line.sayings.is_empty()
        && let Some(source) = label(line, open + 1, close)
        && block_end(text, index) > line.hi
    {
        push(text, line, memory, source, None, line.hi..block_end(text, index), out);
        return Found::Label;
    }
    // `Orel Radio, the state broadcaster. About noon …`: a first sentence that only names the speaker of its paragraph.
    let stop = line.hi - usize::from(line.part(line.hi - 1) == Part::Stop);
    if opens_block
        && line.part(line.hi - 1) == Part::Stop
        && block_end(text, index) > line.hi
        && let Some(source) = label(line, start, stop)
    {
        push(text, line, memory, source, None, line.hi..block_end(text, index), out);
        return Found::Label;
    }
    // `216 drones destroyed over Russia (Defence Ministry)`; an abbreviation behind its long form is none.
    let tail = line.hi - usize::from(line.part(line.hi - 1) == Part::Stop);
    if tail > start + 4
        && line.part(tail - 1) == Part::Close
        && let Some(open) = (start..tail - 1).rev().find(|i| line.part(*i) == Part::Open)
        && !abbreviates(text, open)
        && line.sayings.iter().all(|s| s.first > open)
        && let Some(source) = label(line, open + 1, tail - 1)
    {
        push(text, line, memory, source, None, start..open, out);
        return Found::Label;
    }
    if is_short_line(text, index)
        && line.sayings.iter().all(|s| s.form == Form::Base)
        && is_author(
            text,
            line,
            start,
            text.sentences.last().is_some_and(|l| index > 1 && l.block - sentence.block <= 2),
        )
    {
        Found::Line
    } else {
        Found::Nothing
    }
}

/// `Human Rights Mission (HRM)`: the bracket ends with the letter that the word before begins with.
fn abbreviates(text: &Text<'_>, open: usize) -> bool {
    let short = text.word(open + 1);
    open > 0
        && short.chars().last().is_some_and(|last| text.word(open - 1).starts_with(last))
        && text.word(open + 2) == ")"
}

/// Past a line's bullet, clock time and dashes.
fn opening(text: &Text<'_>, line: &Line) -> usize {
    let mut start = line.lo;
    while start < line.hi {
        let skip = match line.part(start) {
            Part::Sign
            | Part::Dash
            | Part::Stop
            | Part::Quote
            | Part::Semicolon
            | Part::Comma
            | Part::Small(Clause::Adverb | Clause::Time) => true,
            Part::Number => {
                text.tokens[start].shape == Shape::Clock
                    || matches!(line.part(start + 1), Part::Sign | Part::Dash | Part::Small(Clause::Time))
            }
            _ => false,
        };
        if !skip {
            break;
        }
        start += 1;
    }
    start
}

fn push(
    text: &Text<'_>,
    line: &Line,
    memory: &mut Memory,
    source: Source,
    cue: Option<Range<usize>>,
    content: Range<usize>,
    out: &mut Speakers,
) {
    if content.is_empty() {
        return;
    }
    let claimant = memory.claimant(text, line, &source, out);
    let content = std::iter::once(content).collect();
    out.attributions.push(Attribution {
        source: Some(source.range),
        cue,
        content,
        claimant,
        mode: Mode::Said,
        carried: false,
        rule: "label",
    });
}

/// The end of what a label speaks: its block, or the next sentence of the block that has a label.
fn next_label(text: &Text<'_>, index: usize) -> usize {
    let Some(first) = text.sentences.get(index) else { return 0 };
    let mut end = first.last;
    for s in text.sentences[index + 1..].iter().take_while(|s| s.block == first.block) {
        let labelled = (s.first..s.last.min(s.first + 8)).any(|i| text.word(i) == ":");
        if labelled {
            break;
        }
        end = s.last;
    }
    end
}

/// The speaker that a label names: nothing but one, with its office and place.
fn label(line: &Line, start: usize, end: usize) -> Option<Source> {
    if start >= end || end - start > 14 {
        return None;
    }
    let verb = |i: usize| {
        matches!(
            line.part(i),
            Part::Verb
                | Part::Small(
                    Clause::Be
                        | Clause::Have
                        | Clause::Modal
                        | Clause::Conj
                        | Clause::Pron
                        | Clause::Finite
                        | Clause::Rel
                )
        )
    };
    let stop = (start..end).find(|i| matches!(line.part(*i), Part::Comma | Part::Open)).unwrap_or(end);
    if (start..stop).any(verb)
        || (stop..end).any(|i| {
            matches!(
                line.part(i),
                Part::Small(Clause::Be | Clause::Have | Clause::Modal | Clause::Conj | Clause::Finite)
            )
        })
    {
        return None;
    }
    let core = line.core(&(start..stop));
    let role = line.role_ending(core.start, core.end).filter(|r| match r.list {
        List::Office | List::Organisation => !r.place,
        List::Witness => {
            matches!(r.kind, Kind::Of(ClaimantType::Unnamed | ClaimantType::Witness | ClaimantType::Outlet))
        }
        List::Title => false,
    });
    let named = core.end > core.start && line.part(core.end - 1) == Part::Name && core.end == stop;
    let titled = named
        && line.roles_in(start, end).any(|r| {
            r.list != List::Witness && !r.place && (r.list != List::Title || r.first == start && r.last < core.end)
        });
    (role.is_some() || titled).then_some(Source { range: start..end, name: start..stop })
}

/// A line that is only a speaker: a body, an office with its name; or a name alone, as posts are signed.
fn is_author(text: &Text<'_>, line: &Line, start: usize, tail: bool) -> bool {
    let mut end = line.hi;
    while end > start && matches!(line.part(end - 1), Part::Sign | Part::Stop) {
        end -= 1;
    }
    let end = (start..end).find(|i| matches!(line.part(*i), Part::Sign | Part::Dash | Part::Comma)).unwrap_or(end);
    // `Olha Nova / Orel RMA`: behind the name stands the office.
    let office = matches!(text.word(end), "/" | "," | "|" | "—" | "-") && label(line, end + 1, line.hi).is_some();
    let bare = !line.shouted && is_signature(line, start, end) && (tail || office);
    let role = line.roles_in(start, end).any(|r| matches!(r.list, List::Office | List::Organisation) && !r.place);
    bare || role && label(line, start, end).is_some()
}

/// A first and a last name, no more.
fn is_signature(line: &Line, start: usize, end: usize) -> bool {
    line.is_bare_name(start..end) && (2..=4).contains(&(end - start)) && line.roles_in(start, end).next().is_none()
}

/// Gives a post without other speakers to the author that its first or last line names.
pub(super) fn find_author(
    text: &Text<'_>,
    lines: &[(usize, Source)],
    out: &mut Speakers,
    claim: impl FnOnce(usize, &Source, &mut Speakers) -> Option<usize>,
) {
    let n = text.sentences.len();
    let said = out.attributions.iter().filter(|a| a.counts()).count();
    if said * 4 > n {
        return;
    }
    let head = lines.iter().find(|(index, _)| text.sentences.get(*index).is_some_and(|s| s.block <= 1));
    let last_block = text.sentences.last().map_or(0, |s| s.block);
    let Some((index, source)) = head.or_else(|| {
        lines.iter().rev().find(|(index, _)| text.sentences.get(*index).is_some_and(|s| s.block + 2 > last_block))
    }) else {
        return;
    };
    let Some(claimant) = claim(*index, source, out) else { return };
    let kind = out.claimants.get(claimant).and_then(|c| c.kind);
    if matches!(kind, Some(ClaimantType::Outlet | ClaimantType::Unnamed | ClaimantType::Witness)) {
        return;
    }
    out.attributions.push(Attribution {
        source: Some(source.range.clone()),
        cue: None,
        content: std::iter::once(0..text.tokens.len()).collect(),
        claimant: Some(claimant),
        mode: Mode::Said,
        carried: true,
        rule: AUTHOR,
    });
}

/// The source that an author's line names.
pub(super) fn author_of(text: &Text<'_>, line: &Line) -> Source {
    let start = opening(text, line);
    let end = (start..line.hi)
        .find(|i| matches!(line.part(*i), Part::Sign | Part::Dash | Part::Stop | Part::Comma))
        .unwrap_or(line.hi);
    Source { range: start..end, name: start..end }
}
