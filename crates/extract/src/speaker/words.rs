//! The classes and values of the word files that the speaker pass reads, looked up once per language.
//!
//! In: a [`Lexicon`]. Out: for each value what it means here, at the cost of an index.
//! It never reads a text; a lexicon without these files makes a pass that finds nothing.

use litopys_facts::ClaimantType;
use litopys_rules::{Lexicon, Tag};

/// What a small word does in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clause {
    Be,
    Have,
    Do,
    Modal,
    Not,
    Adverb,
    Of,
    Prep,
    And,
    /// `but`, `or`.
    But,
    Conj,
    Rel,
    Def,
    Indef,
    Poss,
    Pron,
    Time,
    Finite,
    Number,
    /// Counted harm: `dead`, `wounded`.
    Harm,
}

/// How a word of saying binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::enum_variant_names, reason = "the verb `say` is one of the verbs of saying")]
pub(super) enum Say {
    Say,
    Report,
    Deny,
    Show,
    Believe,
    Stance,
    Cite,
    According,
    Account,
    Channel,
    Hearsay,
    /// Only with a number behind it.
    Figure,
    /// Points back to the sentence before (`gave the toll`).
    Back,
}

/// What kind of speaker a word makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Of(ClaimantType),
    /// An office whose body decides.
    Open,
    /// A text or picture.
    Document,
}

/// How an entry must be written to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Any,
    Name,
    Caps,
    /// A country or capital for its government; never a post's author.
    Place,
}

#[derive(Clone, Copy, Debug, Default)]
struct Meaning {
    clause: Option<Clause>,
    say: Option<Say>,
    kind: Option<(Kind, Case)>,
}

/// Which list a speaker's word stands in; of two readings the later one is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Title,
    Witness,
    Organisation,
    Office,
}

/// The compiled word lists of the speaker pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpeakerWords {
    /// By class: which of our lists it is.
    classes: Vec<Option<Class>>,
    /// By value.
    meanings: Vec<Meaning>,
}

/// One of the lists of this pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Speech,
    Clause,
    Role(List),
}

/// What a tag means to this pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Say(Say),
    Clause(Clause),
    Role(List, Kind, Case),
}

const FILES: [(&str, Class); 6] = [
    ("speech", Class::Speech),
    ("speech-clause", Class::Clause),
    ("organisation", Class::Role(List::Organisation)),
    ("office", Class::Role(List::Office)),
    ("witness", Class::Role(List::Witness)),
    ("title", Class::Role(List::Title)),
];

const CLAUSES: [(&str, Clause); 20] = [
    ("be", Clause::Be),
    ("have", Clause::Have),
    ("do", Clause::Do),
    ("modal", Clause::Modal),
    ("not", Clause::Not),
    ("adverb", Clause::Adverb),
    ("of", Clause::Of),
    ("prep", Clause::Prep),
    ("and", Clause::And),
    ("but", Clause::But),
    ("conj", Clause::Conj),
    ("rel", Clause::Rel),
    ("def", Clause::Def),
    ("indef", Clause::Indef),
    ("poss", Clause::Poss),
    ("pron", Clause::Pron),
    ("time", Clause::Time),
    ("finite", Clause::Finite),
    ("number", Clause::Number),
    ("harm", Clause::Harm),
];

const SAYS: [(&str, Say); 13] = [
    ("say", Say::Say),
    ("report", Say::Report),
    ("deny", Say::Deny),
    ("show", Say::Show),
    ("believe", Say::Believe),
    ("stance", Say::Stance),
    ("cite", Say::Cite),
    ("according", Say::According),
    ("account", Say::Account),
    ("channel", Say::Channel),
    ("hearsay", Say::Hearsay),
    ("figure", Say::Figure),
    ("back", Say::Back),
];

impl SpeakerWords {
    /// Looks the lists up in a lexicon.
    pub(crate) fn new(lexicon: &Lexicon) -> SpeakerWords {
        let mut words = SpeakerWords::default();
        for (name, class) in FILES {
            let Some(id) = lexicon.class(name) else { continue };
            let at = id.0 as usize;
            if words.classes.len() <= at {
                words.classes.resize(at + 1, None);
            }
            if let Some(place) = words.classes.get_mut(at) {
                *place = Some(class);
            }
        }
        for (name, clause) in CLAUSES {
            words.entry(lexicon, name, |m| m.clause = Some(clause));
        }
        for (name, say) in SAYS {
            words.entry(lexicon, name, |m| m.say = Some(say));
        }
        words.entry(lexicon, "none", |m| m.kind = Some((Kind::Open, Case::Any)));
        words.entry(lexicon, "document", |m| m.kind = Some((Kind::Document, Case::Any)));
        for kind in ClaimantType::ALL {
            for (tail, case) in [("", Case::Any), ("/name", Case::Name), ("/caps", Case::Caps), ("/place", Case::Place)]
            {
                words.entry(lexicon, &format!("{kind}{tail}"), |m| m.kind = Some((Kind::Of(*kind), case)));
            }
        }
        words
    }

    fn entry(&mut self, lexicon: &Lexicon, name: &str, set: impl FnOnce(&mut Meaning)) {
        let Some(id) = lexicon.value(name) else { return };
        let at = id.0 as usize;
        if self.meanings.len() <= at {
            self.meanings.resize(at + 1, Meaning::default());
        }
        if let Some(meaning) = self.meanings.get_mut(at) {
            set(meaning);
        }
    }

    /// What a tag means here; nothing for most.
    #[inline]
    pub(super) fn sense(&self, tag: &Tag) -> Option<Sense> {
        let class = (*self.classes.get(tag.class.0 as usize)?)?;
        let meaning = self.meanings.get(tag.value.0 as usize)?;
        match class {
            Class::Speech => meaning.say.map(Sense::Say),
            Class::Clause => meaning.clause.map(Sense::Clause),
            Class::Role(list) => meaning.kind.map(|(kind, case)| Sense::Role(list, kind, case)),
        }
    }

    /// How a tag of the speech list binds.
    #[inline]
    pub(super) fn say(&self, tag: &Tag) -> Option<Say> {
        match self.classes.get(tag.class.0 as usize) {
            Some(Some(Class::Speech)) => self.meanings.get(tag.value.0 as usize).and_then(|m| m.say),
            _ => None,
        }
    }
}
