//! Finds the phrase that names a speaker right of a word of saying, and the subject of a clause.
//!
//! In: a [`Line`] and a place in it. Out: [`Source`]. `said the region's governor, Olha Nova, on Sunday`: up to the
//! second comma, known by `Olha Nova`. It never steps over a time or place of saying.

use super::line::{Line, Part};
use super::phrase::Source;
use super::words::{Clause, List};
use litopys_text::Text;

impl Line {
    /// The noun phrase that begins at `start`.
    pub(super) fn phrase_right(&self, text: &Text<'_>, start: usize, hi: usize) -> Option<Source> {
        let mut k = start;
        while k < hi {
            let first = k == start;
            let take = match self.part(k) {
                Part::Noun | Part::Number => true,
                Part::Name => true,
                Part::Possessive | Part::Sign => !first,
                Part::Small(Clause::Def | Clause::Indef | Clause::Poss) => {
                    first
                        || matches!(
                            self.part(k - 1),
                            Part::Small(Clause::Of | Clause::Prep | Clause::And | Clause::Def | Clause::Indef)
                        )
                }
                Part::Small(Clause::Pron) => {
                    if first {
                        k += 1;
                    }
                    break;
                }
                Part::Small(Clause::Of) => !first,
                Part::Small(Clause::Prep) => !first && self.goes_on(text, k, hi),
                Part::Small(Clause::And | Clause::But) => !first && self.names_follow(k, hi),
                Part::Small(Clause::Adverb) => {
                    matches!(self.part(k.saturating_sub(1)), Part::Small(Clause::Def | Clause::Indef))
                }
                Part::Verb => {
                    matches!(
                        self.part(k.saturating_sub(1)),
                        Part::Small(Clause::Def | Clause::Indef | Clause::Poss | Clause::Of) | Part::Possessive
                    ) || text.tokens[k].glue == litopys_text::Glue::Hyphen
                }
                Part::Open => match (k + 1..hi.min(k + 8)).find(|c| self.part(*c) == Part::Close) {
                    Some(close) if !first => {
                        k = close + 1;
                        continue;
                    }
                    _ => false,
                },
                _ => false,
            };
            if !take {
                break;
            }
            k += 1;
        }
        while k > start
            && matches!(
                self.part(k - 1),
                Part::Small(Clause::Of | Clause::Prep | Clause::And | Clause::Def | Clause::Indef) | Part::Sign
            )
        {
            k -= 1;
        }
        if k <= start {
            return None;
        }
        let mut source = Source::plain(start..k);
        // ", NAME" behind an office: `the region's governor, Olha Nova`.
        if self.part(k) == Part::Comma && self.role_ending(start, k).is_some_and(|r| r.list == List::Office) {
            let end = (k + 1..hi).find(|i| self.part(*i) != Part::Name).unwrap_or(hi);
            if end > k + 1 && end - k <= 6 && self.is_bare_name(k + 1..end) && self.closes(end, hi) {
                source = Source { range: start..end, name: k + 1..end };
            }
        }
        Some(source)
    }

    fn closes(&self, i: usize, hi: usize) -> bool {
        i >= hi
            || matches!(
                self.part(i),
                Part::Comma
                    | Part::Stop
                    | Part::Semicolon
                    | Part::Colon
                    | Part::Dash
                    | Part::Open
                    | Part::Small(Clause::And | Clause::Rel)
            )
    }

    /// A preposition right of a speaker belongs to the speaker unless a time or a place of saying follows.
    fn goes_on(&self, text: &Text<'_>, prep: usize, hi: usize) -> bool {
        let next = (prep + 1..hi.min(prep + 4))
            .find(|i| !matches!(self.part(*i), Part::Small(Clause::Def | Clause::Indef | Clause::Poss)));
        let setting = next.is_some_and(|i| self.is_setting(i) || self.is_setting(i + 1));
        matches!(text.word(prep), "in" | "at" | "for" | "from" | "with" | "near" | "on") && !setting
    }

    fn names_follow(&self, and: usize, hi: usize) -> bool {
        for i in and + 1..hi.min(and + 9) {
            match self.part(i) {
                Part::Comma | Part::Stop | Part::Semicolon | Part::Quote | Part::Dash => return i > and + 1,
                Part::Small(
                    Clause::Be
                    | Clause::Have
                    | Clause::Modal
                    | Clause::Finite
                    | Clause::Do
                    | Clause::Pron
                    | Clause::Conj,
                ) => return false,
                Part::Verb => return false,
                _ => {}
            }
        }
        true
    }

    /// The subject of the clause that begins at `lo`, if it begins with one before token `end`.
    pub(super) fn main_subject(&self, text: &Text<'_>, lo: usize, end: usize) -> Option<Source> {
        let mut start = lo;
        for _ in 0..3 {
            while start < end
                && matches!(
                    self.part(start),
                    Part::Small(Clause::Adverb | Clause::And | Clause::But | Clause::Time)
                        | Part::Comma
                        | Part::Quote
                        | Part::Dash
                        | Part::Sign
                        | Part::Stop
                )
            {
                start += 1;
            }
            if matches!(self.part(start), Part::Small(Clause::Prep | Clause::Conj | Clause::Of))
                || self.part(start) == Part::Verb
            {
                start = (start..end).find(|i| self.part(*i) == Part::Comma)? + 1;
            } else {
                break;
            }
        }
        let source = self.phrase_right(text, start, end)?;
        self.is_speaker(text, source.range.clone()).then_some(source)
    }
}
