//! Finds the speaker left of a verb of saying, over appositions, brackets and relative clauses.
//!
//! In: a [`Line`] and the place of the verb. Out: [`Source`].
//! `Olha Nova, 41, who leads the city, said`: the whole stretch, known by `Olha Nova`.
//! It never steps over a clause of its own; what a phrase is, `phrase` tells.

use super::line::{Line, Part};
use super::phrase::Source;
use super::words::{Clause, List};
use litopys_text::Text;
use std::ops::Range;

impl Line {
    /// The speaker whose phrase ends before token `end`.
    pub(super) fn subject_before(&self, text: &Text<'_>, end: usize, lo: usize) -> Option<Source> {
        let last = end.checked_sub(1).filter(|l| *l >= lo)?;
        match self.part(last) {
            Part::Small(Clause::Rel) if text.word(last) != "that" || last > lo => {
                let comma = last > lo && self.part(last - 1) == Part::Comma;
                let end = if comma { last - 1 } else { last };
                let start = self.phrase_left(text, end, lo)?;
                self.is_speaker(text, start..end).then(|| Source::plain(start..end))
            }
            Part::Comma | Part::Dash => self.subject_behind_apposition(text, last, lo),
            Part::Close => {
                let open = (lo..last).rev().find(|i| self.part(*i) == Part::Open)?;
                let source = self.subject_before(text, open, lo)?;
                Some(Source { range: source.range.start..end, name: source.name })
            }
            _ => {
                let start = self.phrase_left(text, end, lo)?;
                let mut source = Source::plain(start..end);
                // "the agency's chief, Olha Nova said": the office before the comma belongs to the name.
                if start > lo + 1 && self.part(start - 1) == Part::Comma && self.is_bare_name(start..end) {
                    let office = self.phrase_left(text, start - 1, lo);
                    if let Some(first) = office.filter(|f| {
                        self.role_ending(*f, start - 1).is_some_and(|r| r.list == List::Office)
                            && self.begins_clause(*f, lo)
                    }) {
                        source.range.start = first;
                    }
                }
                Some(source)
            }
        }
    }

    /// `NAME, the governor of X, who …, said`: walks left over the inserted pieces to the phrase they explain.
    fn subject_behind_apposition(&self, text: &Text<'_>, comma: usize, lo: usize) -> Option<Source> {
        let sign = self.part(comma);
        let mut end = comma;
        let mut name: Option<Range<usize>> = None;
        for _ in 0..5 {
            let before = (lo..end).rev().find(|i| {
                self.part(*i) == sign
                    || matches!(self.part(*i), Part::Semicolon | Part::Quote)
                    || (sign == Part::Dash && self.part(*i) == Part::Stop)
            })?;
            if self.part(before) != sign || before + 1 >= end {
                return None;
            }
            let piece = before + 1..end;
            if !self.is_insertion(text, &piece) {
                return None;
            }
            if self.is_bare_name(piece.clone()) && name.is_none() {
                name = Some(piece.clone());
            }
            let start = self.phrase_left(text, before, lo);
            if let Some(start) = start.filter(|s| self.is_speaker(text, *s..before) && !self.is_adjunct(text, *s)) {
                let known = match name {
                    Some(n) if n.end == comma && !self.is_bare_name(start..before) => n,
                    _ => start..before,
                };
                return Some(Source { range: start..comma, name: known });
            }
            end = before;
        }
        None
    }

    /// A piece between commas that explains or interrupts, and is no clause of its own.
    fn is_insertion(&self, text: &Text<'_>, piece: &Range<usize>) -> bool {
        let first = piece.start;
        let verbs = piece
            .clone()
            .filter(|i| {
                matches!(self.part(*i), Part::Small(Clause::Be | Clause::Have | Clause::Modal | Clause::Finite))
            })
            .count();
        match self.part(first) {
            Part::Small(Clause::Rel) => text.word(first) != "that",
            Part::Small(Clause::Prep | Clause::Adverb | Clause::Time | Clause::Of) => verbs == 0,
            Part::Small(Clause::Def | Clause::Indef | Clause::Poss) | Part::Noun | Part::Name => verbs == 0,
            Part::Number => piece.len() <= 3 || verbs == 0,
            Part::Verb => true,
            _ => false,
        }
    }

    /// True where nothing but an opening stands before the phrase.
    fn begins_clause(&self, start: usize, lo: usize) -> bool {
        start == lo
            || matches!(
                self.part(start - 1),
                Part::Comma
                    | Part::Semicolon
                    | Part::Colon
                    | Part::Dash
                    | Part::Quote
                    | Part::Stop
                    | Part::Close
                    | Part::Small(Clause::And | Clause::But | Clause::Conj | Clause::Rel)
            )
    }
}
