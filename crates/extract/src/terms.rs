//! What the words of a language mean to the passes, decoded once when the language is loaded.
//!
//! In: the lexicon's classes and values (text). Out: [`Meaning`], closed and cheap to match on.
//! A value that no pass understands is a mistake in the word file and is told as such.

use crate::frame::FrameId;
use litopys_facts::{Bounds, Class, EventType, Kind};
use litopys_rules::{Diagnostic, Lexicon, SenseId, Tag, WordFile};
use rustc_hash::FxHashMap;

/// A number word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NumberWord {
    Value(Bounds),
    Scale(u64),
    /// Many, some.
    Vague,
}

/// A word that bounds or hedges a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoundWord {
    Min,
    Over,
    Max,
    Under,
    About,
    Exact,
    PostMin,
    PostAbout,
    PostMax,
}

impl BoundWord {
    pub(crate) fn is_post(self) -> bool {
        matches!(self, BoundWord::PostMin | BoundWord::PostAbout | BoundWord::PostMax)
    }
}

/// What a unit word does to the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitWord {
    /// Stands before the number that it makes a name.
    Before,
    /// Stands behind the number that it makes a measure.
    After,
}

/// A small word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Func {
    Be,
    Have,
    Do,
    Modal,
    Neg,
    To,
    Of,
    In,
    From,
    By,
    With,
    Prep,
    And,
    Or,
    But,
    Conj,
    Rel,
    Def,
    Indef,
    Pron,
    More,
    Adv,
}

/// A status or time cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    Preliminary,
    Projected,
    Cumulative,
    Earlier,
    Denied,
    Unreal,
}

/// What a tag means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    Number(NumberWord),
    Bound(BoundWord),
    Unit(UnitWord),
    Func(Func),
    Person(Class),
    /// `others`: people of the kind told before.
    Others,
    /// Households and families: counted, but not people.
    Family,
    /// `police`, a force and no single person.
    Force,
    Weapon(Class),
    Object(Class),
    Harm(Kind),
    /// A state that may stand behind people: dead, injured, missing.
    State(Kind),
    Attack(EventType),
    /// An explosion: of a bomb, or of gas.
    Blast,
    /// A nationality or faith: people only with a determiner, a number or a plural.
    Nation,
    Verb(FrameId),
    Side,
    Cue(Cue),
    /// A class of another pass (times, places, speakers).
    Other,
}

/// Meanings by the lexicon's senses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    meanings: Vec<Meaning>,
}

impl Terms {
    /// The meaning of a tag.
    #[inline]
    pub(crate) fn meaning(&self, tag: &Tag) -> &Meaning {
        self.of(tag.sense)
    }

    /// The meaning of a sense of the lexicon.
    #[inline]
    pub(crate) fn of(&self, sense: SenseId) -> &Meaning {
        self.meanings.get(sense.0 as usize).unwrap_or(&Meaning::Other)
    }

    /// Decodes all entries of the word files.
    pub(crate) fn new(
        lexicon: &Lexicon,
        files: &[WordFile],
        frames: &FxHashMap<String, FrameId>,
        errors: &mut Vec<Diagnostic>,
    ) -> Terms {
        let mut meanings: Vec<Option<Meaning>> = vec![None; lexicon.n_senses()];
        for file in files {
            let Some(class) = lexicon.class(&file.class) else { continue };
            for entry in &file.entries {
                let Some(value) = lexicon.value(&entry.value) else { continue };
                let Some(place) = lexicon.sense(class, value).and_then(|sense| meanings.get_mut(sense.0 as usize))
                else {
                    continue;
                };
                if place.is_some() {
                    continue;
                }
                match decode(&file.class, &entry.value, frames) {
                    Ok(meaning) => *place = Some(meaning),
                    Err(help) => errors.push(Diagnostic {
                        file: file.file.clone(),
                        line: entry.line,
                        column: 1,
                        message: format!("`{}` is no meaning of {}", entry.value, file.class),
                        help: Some(help),
                    }),
                }
            }
        }
        Terms { meanings: meanings.into_iter().map(|meaning| meaning.unwrap_or(Meaning::Other)).collect() }
    }
}

fn decode(class: &str, value: &str, frames: &FxHashMap<String, FrameId>) -> Result<Meaning, String> {
    let head = value.split('.').next().unwrap_or(value);
    let term = |text: &str| text.parse::<Class>().map_err(|e| e.to_string());
    let known = |list: &[(&str, Meaning)]| {
        list.iter().find(|(name, _)| *name == value).map(|(_, meaning)| meaning.clone()).ok_or_else(|| {
            let names: Vec<&str> = list.iter().map(|(name, _)| *name).collect();
            format!("write one of {}", names.join(", "))
        })
    };
    Ok(match class {
        "number" => Meaning::Number(match value.strip_prefix('x') {
            Some(factor) => NumberWord::Scale(factor.parse().map_err(|_| "write x12, x1000 …".to_owned())?),
            None if value == "?" => NumberWord::Vague,
            None => NumberWord::Value(value.parse().map_err(|e: litopys_facts::BoundsError| e.to_string())?),
        }),
        "bound" => known(&[
            ("min", Meaning::Bound(BoundWord::Min)),
            ("over", Meaning::Bound(BoundWord::Over)),
            ("max", Meaning::Bound(BoundWord::Max)),
            ("under", Meaning::Bound(BoundWord::Under)),
            ("about", Meaning::Bound(BoundWord::About)),
            ("exact", Meaning::Bound(BoundWord::Exact)),
            ("post-min", Meaning::Bound(BoundWord::PostMin)),
            ("post-about", Meaning::Bound(BoundWord::PostAbout)),
            ("post-max", Meaning::Bound(BoundWord::PostMax)),
        ])?,
        "unit" => Meaning::Unit(if value == "before" { UnitWord::Before } else { UnitWord::After }),
        "function" => Meaning::Func(match value {
            "be" => Func::Be,
            "have" => Func::Have,
            "do" => Func::Do,
            "modal" => Func::Modal,
            "neg" => Func::Neg,
            "to" => Func::To,
            "of" => Func::Of,
            "in" => Func::In,
            "from" => Func::From,
            "by" => Func::By,
            "with" => Func::With,
            "prep" => Func::Prep,
            "and" => Func::And,
            "or" => Func::Or,
            "but" => Func::But,
            "conj" => Func::Conj,
            "rel" => Func::Rel,
            "def" => Func::Def,
            "indef" => Func::Indef,
            "pron" => Func::Pron,
            "more" => Func::More,
            "adv" => Func::Adv,
            _ => return Err("see the values in function.txt".to_owned()),
        }),
        "person" => match value {
            "person.other" => Meaning::Others,
            "family" => Meaning::Family,
            "police.force" => Meaning::Force,
            "person.nation" => Meaning::Nation,
            _ => Meaning::Person(term(head)?),
        },
        // Interceptors are fired in defence and `hunger strike` is none.
        "weapon" if value.ends_with(".interceptor") => Meaning::Other,
        "attack" if value.ends_with(".none") => Meaning::Other,
        "attack" if value.ends_with(".weak") => Meaning::Blast,
        "weapon" => Meaning::Weapon(term(head)?),
        "object" => Meaning::Object(term(head)?),
        "harm" => {
            let kind = head.parse().map_err(|e: litopys_facts::UnknownTerm| e.to_string())?;
            if value.ends_with(".state") { Meaning::State(kind) } else { Meaning::Harm(kind) }
        }
        "attack" => Meaning::Attack(head.parse().map_err(|e: litopys_facts::UnknownTerm| e.to_string())?),
        "verb" => match frames.get(value) {
            Some(id) => Meaning::Verb(*id),
            None => return Err("add a [[frame]] of that name to rules/frame.toml".to_owned()),
        },
        "side" => Meaning::Side,
        "cue" => known(&[
            ("preliminary", Meaning::Cue(Cue::Preliminary)),
            ("projected", Meaning::Cue(Cue::Projected)),
            ("cumulative", Meaning::Cue(Cue::Cumulative)),
            ("earlier", Meaning::Cue(Cue::Earlier)),
            ("denied", Meaning::Cue(Cue::Denied)),
            ("unreal", Meaning::Cue(Cue::Unreal)),
        ])?,
        _ => Meaning::Other,
    })
}
