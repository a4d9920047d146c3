//! Carries a speaker over the sentences that go on with the speaker's words.
//!
//! In: the attributions of all sentences. Out: further attributions, marked as carried.
//! `The air force said nine fell. Two more were lost.`: the second sentence is the air force's as well.
//! It never carries over a sentence with a speaker of its own, nor out of a paragraph, save into the list below a colon.

use super::line::{Line, Part};
use super::quote;
use super::words::{Clause, Kind};
use super::{Attribution, Mode, Speakers};
use litopys_facts::{BlockKind, ClaimantType};
use litopys_text::{Shape, Text};

/// One past the last token of the block of sentence `index`.
pub(super) fn block_end(text: &Text<'_>, index: usize) -> usize {
    let Some(sentence) = text.sentences.get(index) else { return 0 };
    text.sentences[index..].iter().take_while(|s| s.block == sentence.block).last().map_or(sentence.last, |s| s.last)
}

/// One past the last token of the list that follows sentence `index`; of the sentence itself where none does.
pub(super) fn list_end(text: &Text<'_>, index: usize) -> usize {
    let Some(sentence) = text.sentences.get(index) else { return 0 };
    text.sentences[index + 1..]
        .iter()
        .take(MAX_LIST)
        .take_while(|s| s.kind == BlockKind::Item || s.block == sentence.block)
        .last()
        .map_or(sentence.last, |s| s.last)
}

/// Sentences at most in a list below a colon.
const MAX_LIST: usize = 400;

/// Carries speakers on.
pub(super) fn carry_on(text: &Text<'_>, out: &mut Speakers) {
    let own_end = out.attributions.len();
    let mut speaker: Option<usize> = None;
    let mut block = usize::MAX;
    let mut open = Vec::new();
    for index in 0..text.sentences.len() {
        let sentence = text.sentences[index];
        if sentence.block != block {
            speaker = speaker.filter(|_| is_tally(text, index));
            open.clear();
            block = sentence.block;
        }
        let from = out.of_sentence.get(index).map_or(0, |s| s.1);
        let to = out.of_sentence.get(index + 1).map_or(own_end, |s| s.1);
        let mut own = (from..to).filter(|i| out.attributions[*i].counts());
        let (first, last) = (own.next(), own.next_back());
        if let Some(first) = first {
            let last = last.unwrap_or(first);
            carry_back(text, out, first, &mut open);
            let said = |i: &usize| matches!(out.attributions[*i].mode, Mode::Said | Mode::Denied);
            speaker = Some(last).filter(said).or(Some(first).filter(said)).filter(|i| lasts(text, out, *i));
            continue;
        }
        if out.fresh.get(index).copied().unwrap_or(false) {
            speaker = None;
        }
        if speaker.is_none() {
            open.push(index);
        }
        let Some(from) = speaker.and_then(|i| out.attributions.get(i)).cloned() else { continue };
        out.attributions.push(Attribution {
            source: from.source,
            cue: None,
            content: std::iter::once(sentence.first..sentence.last).collect(),
            claimant: from.claimant,
            mode: from.mode,
            carried: true,
            rule: "carried",
        });
    }
}

/// `Two missiles were fired. Both were brought down, the ministry said.`: the first sentence is the ministry's too.
fn carry_back(text: &Text<'_>, out: &mut Speakers, i: usize, open: &mut Vec<usize>) {
    let Some(from) = out.attributions.get(i).cloned() else { return };
    if matches!(from.rule, "he-said" | "said-he" | "according-to") && open.len() == 1 && points_back(text, &from) {
        for index in open.iter() {
            let s = text.sentences[*index];
            out.attributions.push(Attribution {
                cue: None,
                content: std::iter::once(s.first..s.last).collect(),
                carried: true,
                rule: "carried-back",
                ..from.clone()
            });
        }
    }
    open.clear();
}

/// `Both were brought down`, `All of them fell`, `That is how many died`: the sentence leans on the one before.
fn points_back(text: &Text<'_>, from: &Attribution) -> bool {
    let Some(at) = from.content.first().map(|c| c.start) else { return false };
    let of_them = text.word(at + 1) == "of" && matches!(text.word(at + 2), "them" | "these" | "those");
    matches!(text.word(at), "both" | "they" | "that" | "these" | "it") || of_them
}

/// A line of names and numbers (`Orel 5 / Tula 8`): the breakdown of the figure above it.
fn is_tally(text: &Text<'_>, index: usize) -> bool {
    let Some(s) = text.sentences.get(index) else { return false };
    let count = |test: fn(Shape) -> bool| text.tokens[s.first..s.last].iter().filter(|t| test(t.shape)).count();
    let (numbers, lower) = (count(|s| s == Shape::Number), count(|s| s == Shape::Lower));
    numbers >= 2 && lower <= numbers && numbers * 5 >= s.last - s.first
}

/// A speaker whose words go on: not a single quotation, not an outlet, not a command.
fn lasts(text: &Text<'_>, out: &Speakers, i: usize) -> bool {
    let Some(a) = out.attributions.get(i) else { return false };
    let outlet = a.claimant.and_then(|c| out.claimants.get(c)).is_some_and(|c| c.kind == Some(ClaimantType::Outlet));
    let quoted = a
        .content
        .first()
        .is_some_and(|c| quote::quote_ending(&out.quotes, c.end).is_some_and(|q| q.start <= c.start + 1));
    let command = a.content.first().is_some_and(|c| {
        (c.start..c.end.min(c.start + 4)).any(|i| text.word(i) == "to")
            && a.cue.as_ref().is_some_and(|q| matches!(text.word(q.end - 1), "told" | "asked" | "urged"))
    });
    !outlet && !quoted && !command
}

/// True where a sentence begins with a speaker of its own, or with another day.
pub(super) fn is_fresh(text: &Text<'_>, line: &Line) -> bool {
    let mut k = line.lo;
    let opens =
        matches!(text.word(k), "on" | "last" | "earlier") || text.word(k) == "the" && text.word(k + 1) == "same";
    if opens && (k + 1..line.hi.min(k + 4)).any(|i| line.is(i, Clause::Time)) {
        return true;
    }
    while k < line.hi
        && matches!(line.part(k), Part::Small(Clause::Adverb | Clause::And | Clause::But) | Part::Sign | Part::Dash)
    {
        k += 1;
    }
    let Some(source) = line.phrase_right(text, k, line.hi) else { return false };
    let core = line.core(&source.range);
    let finite = matches!(
        line.part(source.range.end),
        Part::Small(Clause::Be | Clause::Have | Clause::Finite | Clause::Rel | Clause::Adverb | Clause::Modal)
            | Part::Comma
            | Part::Noun
            | Part::Verb
    );
    // Forces, rescuers and gunmen act in every report; the others, where they are the subject, mostly speak.
    let speaks = |r: super::line::Role| {
        !r.place
            && !matches!(
                r.kind,
                Kind::Of(
                    ClaimantType::Witness
                        | ClaimantType::Person
                        | ClaimantType::Unnamed
                        | ClaimantType::ArmedGroup
                        | ClaimantType::Military
                        | ClaimantType::EmergencyService
                )
            )
    };
    let counted = core.clone().any(|i| line.part(i) == Part::Number);
    finite && !counted && line.role_ending(core.start, core.end).is_some_and(speaks)
}
