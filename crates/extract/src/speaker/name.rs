//! Who a speaker's phrase means: pronouns, surnames and short forms lead back to the fullest form before them.
//!
//! In: a [`Source`] in a [`Line`], and the speakers remembered so far. Out: an index among the claimants.
//! `Olha Nova, governor of Belgorod, said …. He added …. Nova said …`: one claimant.
//! It never looks outside the text, and never joins two speakers whose words do not say that they are one.

use super::line::{Line, Part};
use super::phrase::Source;
use super::words::{Clause, Kind, List};
use super::{Claimant, Speakers};
use litopys_facts::ClaimantType;
use litopys_text::Text;
use std::ops::Range;

#[derive(Clone, Debug)]
struct Known {
    claimant: usize,
    /// All words by which the speaker was introduced.
    range: Range<usize>,
    person: bool,
    /// The nouns by which it can be called again: `the ministry`, `the mayor`.
    heads: [Option<usize>; 2],
}

/// The speakers of a text so far, newest last.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    known: Vec<Known>,
    last: Option<usize>,
}

/// Speakers remembered at most, so that a text made of names cannot make the look-up long.
const MAX_KNOWN: usize = 64;

impl Memory {
    /// The claimant that a phrase means; a new one if it means none before.
    pub(super) fn claimant(
        &mut self,
        text: &Text<'_>,
        line: &Line,
        source: &Source,
        out: &mut Speakers,
    ) -> Option<usize> {
        let found = match self.resolve(text, line, source) {
            Some(known) => {
                let claimant = known.claimant;
                // Move to the newest place: a later pronoun means the one spoken of last.
                if let Some(at) = self.known.iter().position(|k| k.claimant == claimant && k.range == known.range) {
                    let known = self.known.remove(at);
                    self.known.push(known);
                }
                Some(claimant)
            }
            None if line.is(source.range.start, Clause::Pron) && source.range.len() == 1 => {
                matches!(text.word(source.range.start), "he" | "she" | "it" | "they").then_some(self.last).flatten()
            }
            None => Some(self.introduce(text, line, source, out)),
        };
        self.last = found.or(self.last);
        found
    }

    /// The speaker known by a bare name already: `Still Nova: four`.
    pub(super) fn known_name(&self, text: &Text<'_>, line: &Line, range: Range<usize>) -> Option<Source> {
        let source = Source { name: range.clone(), range };
        (line.is_bare_name(source.range.clone()) && self.resolve(text, line, &source).is_some()).then_some(source)
    }

    fn introduce(&mut self, text: &Text<'_>, line: &Line, source: &Source, out: &mut Speakers) -> usize {
        let claimant = out.claimants.len();
        let (kind, person) = kind_of(line, text, source);
        let written = text.slice(source.name.start, source.name.end);
        let mut name = String::with_capacity(written.len());
        for word in written.split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        out.claimants.push(Claimant { name, kind, span: source.name.clone() });
        if self.known.len() >= MAX_KNOWN {
            self.known.remove(0);
        }
        let core = line.core(&source.range);
        let office = line
            .roles_in(source.range.start, source.range.end)
            .find(|r| r.list == List::Office)
            .and_then(|r| r.last.checked_sub(1));
        let heads = [core.end.checked_sub(1).filter(|_| !person), office];
        self.known.push(Known { claimant, range: source.range.clone(), person, heads });
        claimant
    }

    fn resolve(&self, text: &Text<'_>, line: &Line, source: &Source) -> Option<Known> {
        let core = line.core(&source.name);
        let first = text.word(core.start);
        if core.len() == 1 && line.is(core.start, Clause::Pron) {
            return self
                .known
                .iter()
                .rev()
                .find(|k| match first {
                    "he" | "she" | "i" => k.person,
                    "it" => !k.person,
                    _ => true,
                })
                .cloned();
        }
        let head = core.end.checked_sub(1)?;
        let word = text.word(head);
        let is_person = !line.is(core.start, Clause::Def)
            && line.part(head) == Part::Name
            && line.role_ending(core.start, core.end).is_none_or(|r| r.list == List::Title);
        if is_person {
            return self
                .known
                .iter()
                .rev()
                .find(|k| {
                    k.person
                        && k.range.len() > core.len().min(2).saturating_sub(1)
                        && k.range.clone().any(|i| text.word(i) == word)
                })
                .cloned();
        }
        if matches!(first, "the" | "that" | "this") && core.len() <= 3 {
            if matches!(word, "statement" | "release" | "post" | "communique" | "bulletin" | "message" | "note") {
                return self.last.and_then(|l| self.known.iter().rev().find(|k| k.claimant == l)).cloned();
            }
            return self
                .known
                .iter()
                .rev()
                .find(|k| {
                    let said = k.heads.iter().flatten().any(|i| text.word(*i) == word);
                    said && k.range != source.range && !matches!(text.word(k.range.start), "a" | "an" | "one")
                })
                .cloned();
        }
        // "A further message said": whose, the sentences before tell.
        if matches!(first, "a" | "another" | "his" | "her" | "its")
            && matches!(word, "statement" | "message" | "post" | "tweet")
            && line.roles_in(core.end, source.range.end).next().is_none()
        {
            return self.last.and_then(|l| self.known.iter().rev().find(|k| k.claimant == l)).cloned();
        }
        None
    }
}

/// The type of a speaker, and whether it is one person.
fn kind_of(line: &Line, text: &Text<'_>, source: &Source) -> (Option<ClaimantType>, bool) {
    let core = line.core(&source.range);
    let head = line.role_ending(core.start, core.end);
    let ends_named = core.end > core.start && line.part(core.end - 1) == Part::Name;
    let named = line.is_bare_name(source.name.clone()) || ends_named && head.is_none_or(|r| r.list == List::Title);
    let within = |list: Option<List>| {
        line.roles_in(source.range.start, source.range.end).filter(|r| list.is_none_or(|l| l == r.list)).find_map(|r| {
            match r.kind {
                Kind::Of(kind) if r.list != List::Witness => Some(kind),
                _ => None,
            }
        })
    };
    if named {
        // An office or a rank anywhere in the phrase tells the type: before the name, or in the apposition.
        let kind = within(Some(List::Office)).or_else(|| within(Some(List::Organisation))).or_else(|| within(None));
        return (Some(kind.unwrap_or(ClaimantType::Person)), true);
    }
    let one_office = head.is_some_and(|r| {
        r.list == List::Office
            || r.list == List::Witness && !matches!(r.kind, Kind::Document | Kind::Of(ClaimantType::Outlet))
    }) && singular(text, core.end);
    let kind = match head.map(|r| r.kind) {
        Some(Kind::Of(kind)) => kind,
        _ => within(None).unwrap_or(ClaimantType::Unnamed),
    };
    (Some(kind), one_office)
}

fn singular(text: &Text<'_>, end: usize) -> bool {
    end.checked_sub(1).is_some_and(|i| !text.word(i).ends_with('s') && !text.word(i).ends_with("men"))
}
