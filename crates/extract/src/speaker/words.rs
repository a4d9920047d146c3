//! The classes and values of the word files that the speaker pass reads, looked up once per language.
//!
//! In: a [`Lexicon`]. Out: for each value what it means here, at the cost of an index.
//! It never reads a text; a lexicon without these files makes a pass that finds nothing.

use litopys_facts::ClaimantType;
use litopys_rules::{ClassId, Lexicon, Tag};

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
    Or,
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
pub struct SpeakerWords {
    speech: Option<ClassId>,
    clause: Option<ClassId>,
    lists: [(Option<ClassId>, Option<List>); 4],
    meanings: Vec<Meaning>,
}

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
    ("or", Clause::Or),
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
    pub fn new(lexicon: &Lexicon) -> SpeakerWords {
        let mut words = SpeakerWords {
            speech: lexicon.class("speech"),
            clause: lexicon.class("speech-clause"),
            lists: [
                (lexicon.class("organisation"), Some(List::Organisation)),
                (lexicon.class("office"), Some(List::Office)),
                (lexicon.class("witness"), Some(List::Witness)),
                (lexicon.class("title"), Some(List::Title)),
            ],
            meanings: Vec::new(),
        };
        for (name, clause) in CLAUSES {
            words.entry(lexicon, name, |m| m.clause = Some(clause));
        }
        for (name, say) in SAYS {
            words.entry(lexicon, name, |m| m.say = Some(say));
        }
        words.entry(lexicon, "none", |m| m.kind = Some((Kind::Open, Case::Any)));
        words.entry(lexicon, "document", |m| m.kind = Some((Kind::Document, Case::Any)));
        for kind in ClaimantType::ALL {
            for (tail, case) in [("", Case::Any), ("/name", Case::Name), ("/caps", Case::Caps), ("/place", Case::Place)] {
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

    fn meaning(&self, tag: &Tag) -> Meaning {
        self.meanings.get(tag.value.0 as usize).copied().unwrap_or_default()
    }

    /// How a tag of the speech list binds.
    pub(super) fn say(&self, tag: &Tag) -> Option<Say> {
        if Some(tag.class) == self.speech { self.meaning(tag).say } else { None }
    }

    /// What a tag of the clause list does.
    pub(super) fn clause(&self, tag: &Tag) -> Option<Clause> {
        if Some(tag.class) == self.clause { self.meaning(tag).clause } else { None }
    }

    /// What kind of speaker a tag makes.
    pub(super) fn kind(&self, tag: &Tag) -> Option<(List, Kind, Case)> {
        let (_, list) = self.lists.iter().find(|(class, _)| *class == Some(tag.class))?;
        let (kind, case) = self.meaning(tag).kind?;
        list.map(|list| (list, kind, case))
    }

    /// True for a tag that leaves the speaker untold.
    pub(super) fn is_hearsay(&self, tag: &Tag) -> bool {
        Some(tag.class) == self.speech && self.meaning(tag).say == Some(Say::Hearsay)
    }

    /// True for a tag that can bind a speaker.
    #[inline]
    pub(super) fn is_cue(&self, tag: &Tag) -> bool {
        Some(tag.class) == self.speech && !matches!(self.meaning(tag).say, None | Some(Say::Channel | Say::Hearsay))
    }
}
