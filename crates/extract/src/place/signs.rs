//! Weighs the signs that a found name is a place against the signs that it is not.
//!
//! In: a name with its meanings, and the words around it. Out: its role and a sum; `find` compares the sum with what is
//! enough. Every sign is small and told apart, so that a wrong call can be traced to the sign that made it.
//! It never looks beyond the sentence.

use super::PlaceRole;
use super::candidate::Meaning;
use super::find::{Around, DOUBT, Finder};
use super::hint;
use super::words::{Before, Body, Feature};
use litopys_places::NameKind;
use litopys_text::{Glue, Shape};

impl<'g> Finder<'_, 'g> {
    /// Weighs the signs; the role the name has, or none where it is no place.
    pub(super) fn judge(
        &self,
        meanings: &[Meaning<'g>],
        first: usize,
        last: usize,
        around: Around,
        feature: Option<Feature>,
        held: bool,
    ) -> Option<(PlaceRole, i32)> {
        let (text, tags, words) = (self.text, self.tags, self.words);
        let single = last - first == 1;
        if meanings.iter().all(|meaning| meaning.kind.has(NameKind::AFTER_COMMA)) {
            return Some((PlaceRole::Plain, self.abbreviation(first, last, around)));
        }
        if self.is_part_of_a_code(first, last) {
            return None;
        }
        let known = meanings.iter().map(fame).max().unwrap_or(0);
        let mut signs = known + if single { 0 } else { 2 };
        if held || feature.is_some() && words.feature(tags, first).is_none() {
            signs += 4;
        }
        if hint::is_dateline(text, around.first, first, last) {
            signs += 3;
        }
        signs += match hint::before(text, tags, words, around.first, first) {
            Some(Before::In) => 3,
            Some(Before::By) => 1,
            None => 0,
        };
        if text.word(first.wrapping_sub(1)) == ","
            && self.names.last().is_some_and(|name| name.last + 1 == first && name.role == PlaceRole::Plain)
        {
            signs += 2;
        }
        if single {
            if words.is_common(tags, first) {
                signs -= 4;
            } else if words.is_given(tags, first) && known < 3 {
                signs -= 2;
            }
            let short = text.tokens[first].shape == Shape::Upper && text.raw(first).len() <= 5 && !around.all_capital;
            if short
                && !meanings.iter().any(|meaning| meaning.kind.has(NameKind::CAPITALS))
                && !hint::is_dateline(text, around.first, first, last)
                && known < 3
            {
                signs -= 4;
            }
            if words.is_office(tags, first) && known < 3 {
                signs -= 3;
            }
            if (around.all_capital || first == around.first) && known < 3 {
                signs -= 1;
            }
        }
        let mut role = PlaceRole::Plain;
        if let Some(behind) = self.behind(first, last, around, feature) {
            (role, signs) = (PlaceRole::InName, signs + behind);
        }
        if single && self.stands_behind_unknown(first, around) {
            (role, signs) = (PlaceRole::InName, signs - 3);
        }
        Some((role, signs))
    }

    /// `Ky.`, `N.J.`, `TX`: sure behind a comma, elsewhere only with its full stop behind a preposition.
    fn abbreviation(&self, first: usize, last: usize, around: Around) -> i32 {
        let text = self.text;
        if text.word(first.wrapping_sub(1)) == "," && self.names.last().is_some_and(|name| name.last + 1 == first) {
            return 9;
        }
        let dots = text.span(first, last).of(text.source).matches('.').count()
            + usize::from(text.word(last) == "." && last + 1 < around.last);
        match hint::before(text, self.tags, self.words, around.first, first) {
            Some(Before::In) if dots > 0 => 3,
            _ if dots > 1 => 2,
            _ => DOUBT,
        }
    }

    /// `US$6`, `A/California/7`, `EST`, `SWAT`: letters that stand in or for something else.
    fn is_part_of_a_code(&self, first: usize, last: usize) -> bool {
        let text = self.text;
        let direct = |at: usize| text.tokens.get(at).is_some_and(|token| token.glue == Glue::Direct);
        (text.word(last) == "$" && direct(last))
            || (first > 0
                && direct(first)
                && text.word(first - 1) == "/"
                && text.raw(first.saturating_sub(2)).len() == 1)
    }

    /// Where capital words behind make the name part of another one: how much that speaks against it.
    fn behind(&self, first: usize, last: usize, around: Around, feature: Option<Feature>) -> Option<i32> {
        let (text, tags, words) = (self.text, self.tags, self.words);
        if last >= around.last || !text.tokens[last].is_word() || text.tokens[last].glue == Glue::Direct {
            return None;
        }
        if words.body(tags, last) == Some(Body::Sickness) {
            return Some(-4);
        }
        let capital = matches!(text.tokens[last].shape, Shape::Cap | Shape::Mixed) && !around.all_capital;
        if !capital || feature.is_some() {
            return None;
        }
        if let Some(body) = words.body(tags, last) {
            return Some(match body {
                Body::Institution => 1,
                Body::Road => -2,
                Body::Made => -3,
                Body::Sickness => -4,
            });
        }
        if words.is_office(tags, last) || words.is_common(tags, last) || words.demonym(tags, last).is_some() {
            return Some(0);
        }
        if words.is_function(tags, last)
            || words.is_given(tags, last)
            || words.is_title(tags, last)
            || words.is_part(tags, last)
        {
            return None;
        }
        if self
            .walk(last, around.last)
            .is_some_and(|found| found.candidates().any(|candidate| Meaning::new(candidate).weight > 1e5))
        {
            return None;
        }
        if text.tokens[last].glue == Glue::Hyphen {
            return Some(-3);
        }
        Some(if last - first == 1 && words.is_given(tags, first) { -6 } else { -2 })
    }

    /// An unknown capital word right before it, as before a family name.
    fn stands_behind_unknown(&self, first: usize, around: Around) -> bool {
        let (text, tags, words) = (self.text, self.tags, self.words);
        if first <= around.first || around.all_capital || text.tokens[first].glue == Glue::Direct {
            return false;
        }
        let before = first - 1;
        let token = &text.tokens[before];
        if !matches!(token.shape, Shape::Cap | Shape::Upper | Shape::Mixed)
            || self.names.last().is_some_and(|name| name.last == first)
        {
            return false;
        }
        if words.is_title(tags, before) {
            return true;
        }
        let known = words.is_function(tags, before)
            || words.is_part(tags, before)
            || words.is_common(tags, before)
            || words.feature(tags, before).is_some()
            || words.before(tags, first).is_some()
            || words.is_office(tags, before)
            || text.word(before) == "the";
        // The first word of a sentence has its capital anyway.
        !known && (before != around.first || words.is_given(tags, before) || token.shape == Shape::Upper)
    }
}

/// How well known a meaning is, 0 to 3: the better, the fewer signs a name needs.
fn fame(meaning: &Meaning<'_>) -> i32 {
    let weight = if meaning.kind.has(NameKind::BARE) { meaning.weight * 4.0 } else { meaning.weight };
    match weight {
        w if w >= 4e5 => 3,
        w if w >= 6e4 => 2,
        w if w >= 8e3 => 1,
        _ => 0,
    }
}
