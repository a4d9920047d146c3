//! Finds the names of places: which capital words are one, and what each could mean.
//!
//! In: tokens, tags, the gazetteer. Out: [`Name`]s in order with all their meanings. A name is taken when the signs for
//! it outweigh those against it: how well known the place is, the words before and behind, a larger place after a comma;
//! against it speak given names, titles, words that are common without a capital, unknown capital neighbours.
//! It never chooses between namesakes.

use super::PlaceRole;
use super::candidate::Meaning;
use super::hint;
use super::words::{Before, Feature, PlaceWords};
use litopys_places::{Gazetteer, Level, Match, NameKind};
use litopys_rules::Tags;
use litopys_text::{Glue, Shape, Text};
use smallvec::SmallVec;
use std::cell::Cell;

/// A name with what it may mean.
#[derive(Debug)]
pub(super) struct Name<'g> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) role: PlaceRole,
    pub(super) meanings: SmallVec<[Meaning<'g>; 2]>,
    pub(super) feature: Option<Feature>,
    /// The next name is a larger place that holds a meaning of this one.
    pub(super) within_next: bool,
    /// Only compass and kind words (`West region`): a name in many countries.
    pub(super) generic: bool,
    /// Too few signs of its own: kept only where the same name is plain elsewhere in the text.
    doubtful: bool,
}

/// More namesakes than this are never needed: the list begins with the best known.
const MOST_MEANINGS: usize = 40;
/// Signs that make a name a place.
pub(super) const ENOUGH: i32 = 2;
/// Signs at or below this are never enough, whatever stands elsewhere.
pub(super) const DOUBT: i32 = -2;
/// The longest name in words.
const LONGEST: usize = 7;

/// All names of places in a text.
pub(super) fn names<'g>(text: &Text<'_>, tags: &Tags, words: &PlaceWords, gaz: &'g Gazetteer) -> Vec<Name<'g>> {
    let mut finder =
        Finder { text, tags, words, gaz, names: Vec::new(), surnames: SmallVec::new(), walked: Cell::new(None) };
    for sentence_idx in 0..text.sentences.len() {
        finder.sentence(sentence_idx);
    }
    finder.drop_surnames();
    finder.drop_doubtful();
    finder.names
}

/// What one text's search works on.
pub(super) struct Finder<'a, 'g> {
    pub(super) text: &'a Text<'a>,
    pub(super) tags: &'a Tags,
    pub(super) words: &'a PlaceWords,
    gaz: &'g Gazetteer,
    pub(super) names: Vec<Name<'g>>,
    surnames: SmallVec<[&'a str; 8]>,
    /// The last walk: looking ahead and then arriving there asks twice.
    walked: Cell<Option<(usize, Option<Match<'g>>)>>,
}

/// The sentence a name stands in, and whether capitals tell anything there.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) all_capital: bool,
}

impl<'a, 'g> Finder<'a, 'g> {
    fn sentence(&mut self, sentence_idx: usize) {
        let sentence = &self.text.sentences[sentence_idx];
        let around = Around {
            first: sentence.first,
            last: sentence.last,
            all_capital: sentence.capitals || sentence.title_case,
        };
        let mut at = around.first;
        while at < around.last {
            at = if self.may_begin(at) { self.begin(at, around) } else { at + 1 };
        }
    }

    fn may_begin(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        match token.shape {
            Shape::Cap | Shape::Upper | Shape::Mixed => true,
            // Scripts without capitals.
            Shape::Lower => {
                !self.text.raw(at).is_ascii()
                    && self.text.raw(at).chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic())
            }
            _ => false,
        }
    }

    /// Handles what begins at a token and returns where to go on.
    fn begin(&mut self, at: usize, around: Around) -> usize {
        let found = self.walk(at, around.last);
        if let Some((name, end)) = self.words.demonym(self.tags, at)
            && found.is_none_or(|found| at + found.n_words <= end)
            && self.text.tokens[at].is_capital()
        {
            self.demonym(at, end, name);
            return end;
        }
        let n_words = found.map_or(0, |found| found.n_words);
        if let Some(end) = self.person(at, n_words, around) {
            return end;
        }
        let Some(found) = found else { return at + 1 };
        let (first, last) = (at, at + n_words);
        let meanings = self.meanings(&found, first, last);
        if meanings.is_empty() {
            return at + 1;
        }
        let held = self.held_by_next(&meanings, last, around.last);
        let feature = hint::feature(self.text, self.tags, self.words, first, last);
        match self.judge(&meanings, first, last, around, feature, held) {
            Some((role, signs)) if signs > DOUBT => {
                let generic = (first..last)
                    .all(|at| self.words.is_part(self.tags, at) || self.words.feature(self.tags, at).is_some());
                self.names.push(Name {
                    first,
                    last,
                    role,
                    meanings,
                    feature,
                    within_next: held,
                    generic,
                    doubtful: signs < ENOUGH,
                });
                last
            }
            _ => at + 1,
        }
    }

    pub(super) fn walk(&self, at: usize, sentence_last: usize) -> Option<Match<'g>> {
        if let Some((walked, found)) = self.walked.get()
            && walked == at
        {
            return found;
        }
        let found = self.walk_anew(at, sentence_last);
        self.walked.set(Some((at, found)));
        found
    }

    fn walk_anew(&self, at: usize, sentence_last: usize) -> Option<Match<'g>> {
        let end = sentence_last.min(at + LONGEST);
        let text = self.text;
        let words = (at..end)
            .take_while(move |&i| {
                text.tokens[i].shape != Shape::Sign || (i > at && text.raw(i) == "." && text.raw(i - 1).len() == 1)
            })
            .map(move |i| text.raw(i));
        let found = self.gaz.walk(words)?;
        // "Gaza strip" may end in a small letter, "Rostov on" may not: names end in a capital or a word for a place.
        let last = at + found.n_words - 1;
        let ends_well = found.n_words == 1
            || self.text.tokens[last].shape != Shape::Lower
            || self.words.feature(self.tags, last).is_some()
            || found.candidates().any(|candidate| !candidate.place.level().is_settlement());
        ends_well.then_some(found)
    }

    /// The meanings whose way of bearing the name fits how it is written here.
    fn meanings(&self, found: &Match<'g>, first: usize, last: usize) -> SmallVec<[Meaning<'g>; 2]> {
        let capitals = (first..last).all(|at| !self.text.raw(at).chars().any(char::is_lowercase));
        let after_comma = first >= 2
            && self.text.word(first - 1) == ","
            && self.names.last().is_some_and(|name| name.last == first - 1);
        let dotted = self.text.raw(last - 1).ends_with('.') || self.text.word(last) == ".";
        // "TX" behind a comma; "Ky." anywhere, for its full stop.
        let short = if after_comma { capitals || dotted || self.text.raw(first).len() > 2 } else { dotted };
        let fits =
            |kind: NameKind| (!kind.has(NameKind::CAPITALS) || capitals) && (!kind.has(NameKind::AFTER_COMMA) || short);
        let fitting = found.candidates().filter(|candidate| fits(candidate.kind));
        let mut meanings: SmallVec<[Meaning<'g>; 2]> = fitting.take(MOST_MEANINGS).map(Meaning::new).collect();
        let abbreviation =
            |meaning: &Meaning<'_>| meaning.kind.has(NameKind::CAPITALS) || meaning.kind.has(NameKind::AFTER_COMMA);
        if capitals && last - first == 1 && self.text.raw(first).len() <= 5 && meanings.iter().any(abbreviation) {
            meanings.retain(|meaning| abbreviation(meaning));
        }
        meanings
    }

    /// True where a comma and the name of a larger place follow that holds one of the meanings.
    fn held_by_next(&self, meanings: &[Meaning<'g>], last: usize, sentence_last: usize) -> bool {
        let mut next = match self.text.word(last) {
            "," | "(" => last + 1,
            "in" => return false,
            _ => last,
        };
        // "Dioura, central Mali", "Boulkessi, in the Mopti region".
        for _ in 0..3 {
            let small = matches!(self.text.word(next), "in" | "the" | "a" | "of")
                || self.words.is_part(self.tags, next)
                || self.words.feature(self.tags, next).is_some();
            if next == last || !small || self.text.tokens.get(next).is_none_or(|token| token.shape != Shape::Lower) {
                break;
            }
            next += 1;
        }
        if next >= sentence_last || !self.may_begin(next) {
            return false;
        }
        let Some(found) = self.walk(next, sentence_last) else { return false };
        let behind = next + found.n_words;
        // "in Egypt, US officials", "Manitoba, Ontario and New Brunswick": lists of equals, not a place and its holder.
        let large = meanings.iter().any(|meaning| meaning.level <= Level::Adm1 && meaning.kind.is_plain());
        let listed = matches!(self.text.word(behind), "," | "and" | "or");
        let holds = |inner: &Meaning<'g>| {
            found.candidates().take(MOST_MEANINGS).any(|outer| {
                let capitals = !self.text.raw(next).chars().any(char::is_lowercase);
                let written = !outer.kind.has(NameKind::CAPITALS) || capitals;
                let short = outer.kind.has(NameKind::AFTER_COMMA)
                    && (next == last || (!capitals && self.text.raw(next).len() <= 2 && self.text.word(behind) != "."));
                let equals = large && (outer.place.level() == Level::Country || listed);
                written
                    && !short
                    && !equals
                    && outer.place != inner.place
                    && outer.place.level() < inner.level
                    && outer.place.contains(inner.place)
            })
        };
        meanings.iter().any(holds)
    }

    fn demonym(&mut self, first: usize, last: usize, name: &str) {
        let place = match name.as_bytes() {
            &[a, b] if name.chars().all(|c| c.is_ascii_uppercase()) => self.gaz.country([a, b]),
            _ => self.gaz.lookup(&litopys_places::fold(name)).next().map(|candidate| candidate.place),
        };
        let Some(place) = place else { return };
        let Some(meaning) = self
            .gaz
            .lookup(&litopys_places::fold(place.name()))
            .find(|candidate| candidate.place == place)
            .map(Meaning::new)
        else {
            return;
        };
        let meanings = SmallVec::from_iter([meaning]);
        self.names.push(Name {
            first,
            last,
            role: PlaceRole::Demonym,
            meanings,
            feature: None,
            within_next: false,
            generic: false,
            doubtful: false,
        });
    }

    /// A title or given name with capital words behind it: remembers the family name and returns where the person ends.
    fn person(&mut self, at: usize, n_words: usize, around: Around) -> Option<usize> {
        // In a headline "Paris Attacks" is no person, "Eric Adams" is.
        if n_words > 1 || (around.all_capital && n_words > 0) {
            return None;
        }
        let title = self.words.is_title(self.tags, at);
        let given = self.words.is_given(self.tags, at);
        if !(title || given) || (at == around.first && self.words.is_function(self.tags, at)) {
            return None;
        }
        let mut last = at + 1;
        while last < around.last && last < at + 4 && self.is_name_word(last) {
            if self.words.feature(self.tags, last).is_some()
                || self.words.body(self.tags, last).is_some()
                || self.words.is_office(self.tags, last)
            {
                break;
            }
            last += 1;
        }
        if last == at + 1 {
            return None;
        }
        // "Jordan Syria border", "Austin Texas": a place named right behind its own.
        if !title
            && n_words == 1
            && self.walk(at + 1, around.last).is_some_and(|next| {
                next.candidates().next().is_some_and(|candidate| candidate.place.level() == Level::Country)
            })
        {
            return None;
        }
        for word in at + 1..last {
            self.surnames.push(self.text.word(word));
        }
        if given && !title {
            self.surnames.push(self.text.word(at));
        }
        Some(last)
    }

    /// A capital word that goes on the name before it.
    fn is_name_word(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        matches!(token.shape, Shape::Cap | Shape::Mixed) && token.glue != Glue::Direct
            || (token.shape == Shape::Upper && self.text.raw(at).len() == 2 && self.text.raw(at).ends_with('.'))
    }

    /// A name with few signs stays where the same name is a plain place elsewhere.
    fn drop_doubtful(&mut self) {
        if !self.names.iter().any(|name| name.doubtful) {
            return;
        }
        let key = |name: &Name<'_>| (name.meanings[0].place.index(), name.last - name.first);
        let sure: SmallVec<[(u64, usize); 16]> =
            self.names.iter().filter(|name| !name.doubtful && name.role == PlaceRole::Plain).map(key).collect();
        self.names.retain(|name| !name.doubtful || sure.contains(&key(name)));
    }

    /// A family name told in full somewhere stands for the person everywhere, unless the place is well known.
    fn drop_surnames(&mut self) {
        if self.surnames.is_empty() {
            return;
        }
        let (text, tags, words, surnames) = (self.text, self.tags, self.words, &self.surnames);
        self.names.retain(|name| {
            let single = name.last - name.first == 1 && name.role != PlaceRole::Demonym;
            if !single || name.within_next || name.feature.is_some() || !surnames.contains(&text.word(name.first)) {
                return true;
            }
            let sentence = &text.sentences[text.sentence_of(name.first)];
            let country =
                name.meanings.iter().any(|meaning| meaning.level == Level::Country && meaning.kind.is_plain());
            country || hint::before(text, tags, words, sentence.first, name.first) == Some(Before::In)
        });
    }
}
