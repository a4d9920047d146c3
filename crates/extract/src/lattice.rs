//! A sentence as the rules of `rules/*.toml` see it: words, lexicon classes, and what earlier passes found.
//!
//! Classes made here: `<count>` a number that counts, `<group>` a noun group (`<group:person>`, `weapon`, `object`,
//! `harm`, `attack`, `family`, `bare`), `<Cap>` a capitalised word, `<time>` and `<place>` one token of a mention.

use crate::group::Head;
use crate::layers::{Context, Masks, SentenceLayers};
use crate::number::NumberKind;
use litopys_rules::{ClassId, Ends, Hit, Lattice, Test, Value, Vocabulary};

/// The computed classes, in the order in which they are added behind the lexicon's.
const CLASSES: [&str; 5] = ["count", "group", "Cap", "time", "place"];
const GROUPS: [&str; 7] = ["person", "weapon", "object", "harm", "attack", "family", "bare"];

/// Tells the vocabulary which classes a rule may name besides those of the word files.
pub(crate) fn add_classes(vocabulary: &mut Vocabulary) {
    for class in CLASSES {
        vocabulary.add_class(class);
    }
    for group in GROUPS {
        vocabulary.add_value("group", group);
    }
}

/// One sentence.
pub(crate) struct SentenceLattice<'a> {
    pub(crate) ctx: Context<'a>,
    pub(crate) masks: &'a Masks,
    pub(crate) layers: &'a SentenceLayers,
    pub(crate) last: usize,
}

impl SentenceLattice<'_> {
    fn class(&self, index: usize) -> ClassId {
        ClassId((self.ctx.words.n_classes() + index) as u16)
    }
}

/// The name of a group's family, as rules ask for it.
fn family(head: Head) -> &'static str {
    match head {
        Head::Person(_) | Head::Others => "person",
        Head::Weapon(_) => "weapon",
        Head::Object(_) => "object",
        Head::Harm(_) => "harm",
        Head::Attack(_) => "attack",
        Head::Family => "family",
        Head::Bare => "bare",
    }
}

impl Lattice for SentenceLattice<'_> {
    fn len(&self) -> usize {
        self.ctx.text.tokens.len()
    }

    fn word(&self, i: usize) -> &str {
        self.ctx.text.word(i)
    }

    fn hits(&self, i: usize, visit: &mut dyn FnMut(Hit<'_>)) {
        for tag in self.ctx.tags.at(i) {
            visit(Hit { class: tag.class, value: Value::Id(tag.value), end: tag.end() });
        }
        for number in self.layers.numbers.iter().filter(|n| n.first == i && n.kind == NumberKind::Count && !n.vague) {
            visit(Hit { class: self.class(0), value: Value::None, end: number.last });
        }
        for group in self.layers.groups.iter().filter(|g| g.first == i) {
            visit(Hit { class: self.class(1), value: Value::Name(family(group.head)), end: group.last });
        }
        if self.ctx.text.tokens.get(i).is_some_and(|t| t.is_capital()) {
            visit(Hit { class: self.class(2), value: Value::None, end: i + 1 });
        }
        if self.masks.time(i) {
            visit(Hit { class: self.class(3), value: Value::None, end: i + 1 });
        }
        if self.masks.place(i) {
            visit(Hit { class: self.class(4), value: Value::None, end: i + 1 });
        }
    }

    /// As [`Self::hits`], for one class: most tests ask for a class of the lexicon.
    fn ends(&self, i: usize, test: Test<'_>, out: &mut Ends) {
        let class = usize::from(test.class().0);
        let Some(computed) = class.checked_sub(self.ctx.words.n_classes()) else {
            let tags = self.ctx.tags.at(i).iter().filter(|tag| tag.class == test.class());
            out.extend(tags.filter(|tag| test.accepts(Value::Id(tag.value))).map(|tag| tag.end()));
            return;
        };
        let one = |is: bool| (is && test.accepts(Value::None)).then_some(i + 1);
        match CLASSES.get(computed) {
            Some(&"Cap") => out.extend(one(self.ctx.text.tokens.get(i).is_some_and(|t| t.is_capital()))),
            Some(&"time") => out.extend(one(self.masks.time(i))),
            Some(&"place") => out.extend(one(self.masks.place(i))),
            _ => self.hits(i, &mut |hit| {
                if hit.class == test.class() && test.accepts(hit.value) {
                    out.push(hit.end);
                }
            }),
        }
    }

    fn sentence_end(&self, _: usize) -> usize {
        self.last
    }
}
