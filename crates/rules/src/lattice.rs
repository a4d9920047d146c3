//! What the matcher sees of a text: tokens, and the spans of classes that begin at each.
//!
//! In: nothing; the caller implements [`Lattice`] over its tokens, tags and mentions.
//! Out: [`Test`], the compiled `<class:value>`, which a lattice answers.

use crate::lexicon::{ClassId, Tags, ValueId};
use crate::vocabulary::is_below;
use litopys_text::Text;
use smallvec::SmallVec;

/// The value of a class at some token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// The class has none here.
    None,
    /// Interned in the vocabulary (or in the lexicon it was made from).
    Id(ValueId),
    /// Text, for values that are not known beforehand.
    Name(&'a str),
}

/// `<class>` or `<class:value|value>` after compiling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClassTest {
    pub(crate) class: ClassId,
    /// As the rule names them; none means any.
    pub(crate) names: Vec<Box<str>>,
    /// Sorted.
    pub(crate) ids: Vec<ValueId>,
}

/// What a rule asks of a class: any value, or one at or below the named ones.
#[derive(Clone, Copy, Debug)]
pub struct Test<'a>(pub(crate) &'a ClassTest);

impl Test<'_> {
    /// The class asked for.
    #[inline]
    pub fn class(&self) -> ClassId {
        self.0.class
    }

    /// Whether a value of the class will do.
    #[inline]
    pub fn accepts(&self, value: Value<'_>) -> bool {
        if self.0.names.is_empty() {
            return true;
        }
        match value {
            Value::None => false,
            Value::Id(id) => self.0.ids.binary_search(&id).is_ok(),
            Value::Name(name) => self.0.names.iter().any(|asked| is_below(name, asked)),
        }
    }
}

/// Ends of the spans of a class that begin at one token; a buffer, reused.
pub type Ends = SmallVec<[usize; 8]>;

/// A span of a class that begins at some token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The class.
    pub class: ClassId,
    /// Its value.
    pub value: Value<'a>,
    /// One past the last token.
    pub end: usize,
}

/// Tokens with everything known about them, as the matcher sees them.
pub trait Lattice {
    /// Number of tokens.
    fn len(&self) -> usize;

    /// The folded, lower-case word of a token.
    fn word(&self, i: usize) -> &str;

    /// Shows every span of every class that begins at token `i`, in any order but always the same.
    fn hits(&self, i: usize, visit: &mut dyn FnMut(Hit<'_>));

    /// One past the last token of the sentence that holds token `i`; no match reaches beyond it.
    fn sentence_end(&self, i: usize) -> usize;

    /// Appends the ends of the spans at `i` that pass the test. Override where [`Self::hits`] is slow.
    fn ends(&self, i: usize, test: Test<'_>, out: &mut Ends) {
        self.hits(i, &mut |hit| {
            if hit.class == test.class() && test.accepts(hit.value) {
                out.push(hit.end);
            }
        });
    }

    /// No tokens.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The plainest lattice: a text and what the lexicon says of its words.
#[derive(Clone, Copy, Debug)]
pub struct TaggedText<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// Its words' classes, of the lexicon the vocabulary was made from.
    pub tags: &'a Tags,
}

impl Lattice for TaggedText<'_> {
    fn len(&self) -> usize {
        self.text.tokens.len()
    }

    fn word(&self, i: usize) -> &str {
        self.text.word(i)
    }

    fn hits(&self, i: usize, visit: &mut dyn FnMut(Hit<'_>)) {
        for tag in self.tags.at(i) {
            visit(Hit { class: tag.class, value: Value::Id(tag.value), end: tag.end() });
        }
    }

    fn sentence_end(&self, i: usize) -> usize {
        self.text.sentences.get(self.text.sentence_of(i)).map_or(i, |sentence| sentence.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;

    #[test]
    fn tests_take_ids_and_names_alike() {
        let mut vocabulary = Vocabulary::default();
        let class = vocabulary.add_class("weapon");
        let ballistic = vocabulary.add_value("weapon", "missile.ballistic");
        let drone = vocabulary.add_value("weapon", "drone");
        let names = vec![Box::from("missile")];
        let ids = vocabulary.values_below(&names);
        let test = ClassTest { class, names, ids };
        assert!(Test(&test).accepts(Value::Id(ballistic)));
        assert!(!Test(&test).accepts(Value::Id(drone)));
        assert!(Test(&test).accepts(Value::Name("missile.cruise")));
        assert!(!Test(&test).accepts(Value::None));
    }
}
