//! Finds the phrase that names a speaker, left of a word of saying.
//!
//! In: a [`Line`] and a place in it. Out: [`Source`]: the whole phrase and, inside it, the words to be known by.
//! `the head of the city, Olha Nova, said`: the whole phrase up to the second comma, known by `Olha Nova`.
//! The phrase right of it is read in `follow`. It is a shallow reader: phrases end where a small word, a verb or a sign says so; no tree is built.

use super::line::{Line, Part};
use super::words::{Clause, List};
use litopys_text::Text;
use std::ops::Range;

/// A speaker's phrase.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    /// All of it.
    pub(super) range: Range<usize>,
    /// The words to be known by.
    pub(super) name: Range<usize>,
}

impl Source {
    pub(super) fn plain(range: Range<usize>) -> Source {
        Source { name: range.clone(), range }
    }
}

impl Line {
    /// True where a clause may begin at this token.
    pub(super) fn opens_clause(&self, i: usize) -> bool {
        i <= self.lo
            || matches!(
                self.part(i - 1),
                Part::Comma
                    | Part::Semicolon
                    | Part::Colon
                    | Part::Dash
                    | Part::Quote
                    | Part::Stop
                    | Part::Close
                    | Part::Sign
                    | Part::Small(Clause::And | Clause::But | Clause::Conj | Clause::Rel)
            )
    }

    /// True where an object or a clause follows the verb at once.
    pub(super) fn has_object(&self, i: usize) -> bool {
        matches!(
            self.part(i),
            Part::Noun
                | Part::Name
                | Part::Number
                | Part::Quote
                | Part::Colon
                | Part::Small(
                    Clause::Def
                        | Clause::Indef
                        | Clause::Poss
                        | Clause::Pron
                        | Clause::Rel
                        | Clause::Conj
                        | Clause::Adverb
                        | Clause::Not
                        | Clause::Time
                )
        )
    }

    /// A phrase that begins with a place or time of saying.
    pub(super) fn is_adjunct(&self, text: &Text<'_>, start: usize) -> bool {
        start > self.lo && self.is(start - 1, Clause::Prep) && !matches!(text.word(start - 1), "from")
    }

    /// Names only: `Olha Nova`, `Ali al-Nur`.
    pub(super) fn is_bare_name(&self, range: Range<usize>) -> bool {
        !range.is_empty()
            && range.len() <= 6
            && self.part(range.start) == Part::Name
            && range.clone().all(|i| self.part(i) == Part::Name)
            && self.roles_in(range.start, range.end).all(|r| r.list == List::Title || r.last - r.first < range.len())
    }

    /// A phrase that can speak: a name, a pronoun, an office, a body, a witness.
    pub(super) fn is_speaker(&self, text: &Text<'_>, range: Range<usize>) -> bool {
        let core = self.core(&range);
        if core.is_empty() {
            return false;
        }
        if range.len() == 1 && self.is(range.start, Clause::Pron) {
            return !matches!(text.word(range.start), "there" | "him" | "them" | "us");
        }
        self.role_ending(core.start, core.end).is_some()
            || self.part(core.end - 1) == Part::Name && (!self.is_setting(core.end - 1) || core.len() > 2)
    }

    /// The phrase without what hangs on its head: up to the first preposition, comma or bracket.
    pub(super) fn core(&self, range: &Range<usize>) -> Range<usize> {
        let end = (range.start + 1..range.end)
            .find(|i| {
                let hangs = matches!(self.part(*i), Part::Verb | Part::Small(Clause::Finite))
                    && matches!(self.part(i - 1), Part::Noun | Part::Name)
                    && self.is(i + 1, Clause::Prep);
                (hangs
                    || matches!(
                        self.part(*i),
                        Part::Small(Clause::Of | Clause::Prep | Clause::Rel | Clause::Conj)
                            | Part::Comma
                            | Part::Open
                            | Part::Dash
                    ))
                    && !self.roles_in(range.start, range.end).any(|r| r.first < *i && *i < r.last)
            })
            .unwrap_or(range.end);
        range.start..end
    }

    /// First token of the noun phrase that ends before `end`.
    pub(super) fn phrase_left(&self, text: &Text<'_>, end: usize, lo: usize) -> Option<usize> {
        let mut k = end;
        while k > lo {
            let i = k - 1;
            let inside = k < end;
            let take = match self.part(i) {
                Part::Noun | Part::Name | Part::Number | Part::Sign => true,
                Part::Possessive => true,
                Part::Small(Clause::Pron)
                    if !inside
                        && text.word(i) == "there"
                        && i > lo
                        && matches!(self.part(i - 1), Part::Noun | Part::Name) =>
                {
                    true
                }
                Part::Small(Clause::Pron) => {
                    if !inside {
                        k = i;
                    }
                    break;
                }
                Part::Small(Clause::Def | Clause::Indef | Clause::Poss) => {
                    k = i;
                    let linked = i > lo
                        && matches!(
                            self.part(i - 1),
                            Part::Small(Clause::Of | Clause::Prep | Clause::Def | Clause::Indef)
                        );
                    if linked { continue } else { break }
                }
                Part::Small(Clause::Of) => inside && i > lo,
                // "the health ministry run by Hamas": a participle with its doer hangs on the noun.
                Part::Small(Clause::Prep)
                    if inside
                        && i > lo + 1
                        && text.word(i) == "by"
                        && matches!(self.part(i - 1), Part::Verb | Part::Small(Clause::Finite)) =>
                {
                    k = i - 1;
                    continue;
                }
                Part::Small(Clause::Prep) => inside && i > lo && self.hangs_on_noun(text, i, lo),
                Part::Small(Clause::And | Clause::But) => inside && i > lo && self.joins_nouns(i, lo),
                Part::Comma => inside && i > lo && self.is_list_comma(i, lo, end),
                Part::Small(Clause::Adverb) => {
                    inside
                        && i > lo
                        && matches!(self.part(i - 1), Part::Small(Clause::Def | Clause::Indef | Clause::Poss))
                }
                // "at 6:50 p.m. Local authorities": the stop of the abbreviation may end the sentence.
                Part::Small(Clause::Time) if inside && text.word(i).ends_with('.') && self.part(k) == Part::Name => {
                    false
                }
                Part::Small(Clause::Time) => inside || self.part(i) == Part::Name,
                Part::Verb => {
                    inside
                        && (i == lo
                            || matches!(
                                self.part(i - 1),
                                Part::Small(Clause::Def | Clause::Indef | Clause::Poss | Clause::And)
                                    | Part::Possessive
                                    | Part::Comma
                            )
                            || text.tokens[i].glue == litopys_text::Glue::Hyphen)
                }
                Part::Close => match (lo..i).rev().find(|o| self.part(*o) == Part::Open) {
                    Some(open) if inside && open > lo => {
                        k = open;
                        continue;
                    }
                    _ => false,
                },
                _ => false,
            };
            if !take {
                break;
            }
            k = i;
        }
        let k = self.without_setting(k, end, lo);
        (k < end
            && !(end - k == 1 && matches!(self.part(k), Part::Sign | Part::Possessive | Part::Small(Clause::Poss))))
        .then_some(k)
    }

    /// A preposition that hangs on the noun before it (`officials in Kyiv`), not on the verb or the whole clause.
    fn hangs_on_noun(&self, text: &Text<'_>, i: usize, lo: usize) -> bool {
        let before = i - 1;
        let noun = matches!(
            self.part(before),
            Part::Noun | Part::Name | Part::Close | Part::Small(Clause::Indef | Clause::Def)
        ) && !self.is_setting(before);
        noun && before >= lo
            && !matches!(
                text.word(i),
                "after" | "before" | "since" | "until" | "during" | "despite" | "following" | "as"
            )
    }

    /// `police and medics said`: nothing left of `and` is a clause of its own.
    fn joins_nouns(&self, and: usize, lo: usize) -> bool {
        for i in (lo..and).rev() {
            match self.part(i) {
                Part::Small(
                    Clause::Be
                    | Clause::Have
                    | Clause::Do
                    | Clause::Modal
                    | Clause::Finite
                    | Clause::Not
                    | Clause::Pron,
                ) => return false,
                Part::Verb => {
                    let adjective = i > lo
                        && matches!(self.part(i - 1), Part::Small(Clause::Def | Clause::Indef) | Part::Possessive);
                    if !adjective {
                        return false;
                    }
                }
                Part::Comma
                | Part::Semicolon
                | Part::Colon
                | Part::Quote
                | Part::Dash
                | Part::Stop
                | Part::Small(Clause::Conj | Clause::Rel) => {
                    return i + 1 < and;
                }
                _ => {}
            }
        }
        and > lo
    }

    /// A comma inside `Russia, Iran and Syria said`.
    fn is_list_comma(&self, comma: usize, lo: usize, end: usize) -> bool {
        let and_behind = (comma + 1..end).take(6).any(|i| self.is(i, Clause::And));
        and_behind && comma > lo && self.part(comma - 1) == Part::Name && self.part(comma + 1) == Part::Name
    }

    /// Cuts a time or place of saying off the head of a phrase: `On Telegram Nova` is `Nova`.
    fn without_setting(&self, start: usize, end: usize, lo: usize) -> usize {
        let opened =
            start > lo && matches!(self.part(start - 1), Part::Small(Clause::Prep)) || self.is(start, Clause::Time);
        if !opened {
            return start;
        }
        let cut = (start..end.saturating_sub(1)).rev().find(|i| {
            self.is_setting(*i)
                && !matches!(self.part(i + 1), Part::Possessive | Part::Small(Clause::Of))
                && self.role_ending(*i, end).is_none()
        });
        match cut {
            Some(i) => {
                let mut k = i + 1;
                while k + 1 < end && self.part(k) == Part::Number {
                    k += 1;
                }
                k
            }
            None => {
                // "In Kharkiv the mayor said": an article behind a noun opens a phrase of its own.
                (start + 1..end)
                    .rev()
                    .find(|i| {
                        matches!(self.part(*i), Part::Small(Clause::Def | Clause::Indef | Clause::Poss))
                            && matches!(self.part(i - 1), Part::Noun | Part::Name | Part::Number)
                    })
                    .unwrap_or(start)
            }
        }
    }
}
