//! What the passes share: the text with its tags, and the layers that each pass appends to.

use crate::group::Group;
use crate::number::Number;
use crate::terms::{Cue, Func, Meaning, Terms};
use crate::verb::Verb;
use litopys_rules::{Lexicon, Tags};
use litopys_text::{Shape, Text};

/// Read-only view of a report for the passes.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) tags: &'a Tags,
    pub(crate) terms: &'a Terms,
    pub(crate) words: &'a Lexicon,
    /// The sentence is written in capitals: case tells nothing.
    pub(crate) capitals: bool,
}

impl<'a> Context<'a> {
    /// The function word that begins at a token.
    pub(crate) fn func(&self, at: usize) -> Option<Func> {
        self.func_tag(at).map(|(func, _)| func)
    }

    /// The function word that begins at a token and where it ends.
    pub(crate) fn func_tag(&self, at: usize) -> Option<(Func, usize)> {
        self.tags.at(at).iter().find_map(|t| match self.terms.meaning(t) {
            Meaning::Func(func) => Some((*func, t.end())),
            _ => None,
        })
    }

    /// Whether one of the function senses of the token is `func`.
    pub(crate) fn is(&self, at: usize, func: Func) -> bool {
        self.tags.at(at).iter().any(|t| matches!(self.terms.meaning(t), Meaning::Func(found) if *found == func))
    }

    /// Whether a cue of the kind begins anywhere in the range.
    pub(crate) fn has_cue(&self, first: usize, last: usize, cue: Cue) -> bool {
        self.any(first, last, |meaning| matches!(meaning, Meaning::Cue(found) if *found == cue))
    }

    /// Whether a meaning that `test` accepts begins anywhere in the range.
    pub(crate) fn any(&self, first: usize, last: usize, test: impl Fn(&Meaning) -> bool) -> bool {
        self.tags.between(first, last).iter().any(|t| test(self.terms.meaning(t)))
    }

    /// Whether the number at a token is below `limit`.
    pub(crate) fn value_below(&self, at: usize, limit: u64) -> bool {
        self.text.word(at).parse::<u64>().is_ok_and(|n| n < limit)
    }

    /// A sign: comma, stop, bracket …
    pub(crate) fn is_sign(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|t| t.shape == Shape::Sign)
    }

    /// `-ly` words and adverbs.
    pub(crate) fn is_adverb(&self, at: usize) -> bool {
        self.is(at, Func::Adv)
            || (self.text.word(at).len() > 4
                && self.text.word(at).ends_with("ly")
                && self.text.tokens[at].shape == Shape::Lower)
    }
}

/// Tokens that other recognisers have claimed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Masks {
    time: Vec<bool>,
    place: Vec<bool>,
}

impl Masks {
    pub(crate) fn reset(&mut self, n_tokens: usize) {
        self.time.clear();
        self.time.resize(n_tokens, false);
        self.place.clear();
        self.place.resize(n_tokens, false);
    }

    pub(crate) fn mark_time(&mut self, first: usize, last: usize) {
        self.time.iter_mut().take(last).skip(first).for_each(|t| *t = true);
    }

    pub(crate) fn mark_place(&mut self, first: usize, last: usize) {
        self.place.iter_mut().take(last).skip(first).for_each(|t| *t = true);
    }

    pub(crate) fn time(&self, at: usize) -> bool {
        self.time.get(at).copied().unwrap_or(false)
    }

    pub(crate) fn place(&self, at: usize) -> bool {
        self.place.get(at).copied().unwrap_or(false)
    }
}

/// What the passes have found in one sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct SentenceLayers {
    pub(crate) numbers: Vec<Number>,
    pub(crate) groups: Vec<Group>,
    pub(crate) verbs: Vec<Verb>,
}

impl SentenceLayers {
    pub(crate) fn clear(&mut self) {
        self.numbers.clear();
        self.groups.clear();
        self.verbs.clear();
    }
}
