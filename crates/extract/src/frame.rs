//! Verb frames: what a verb of harm says of the things around it.
//!
//! In: `rules/frame.toml` of a language. Out: [`Frame`]s, each with the roles that a group may fill.
//! One entry serves active, passive, participle and nominal forms; the clause pass finds out which it is.

use litopys_facts::{Class, Kind};
use litopys_rules::Diagnostic;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

/// Index of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FrameId(pub(crate) u16);

/// Families of groups that a role may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Family {
    Person,
    Weapon,
    Object,
    /// Manned military aircraft among the objects.
    Aircraft,
    /// Households, families.
    Family,
    /// A number alone.
    Bare,
    /// Injuries, wounds: nouns of harm.
    Harm,
}

/// What a role gives.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Role {
    pub(crate) who: Family,
    pub(crate) gives: Kind,
    /// Class of a number alone where nothing before tells it.
    pub(crate) class: Option<Class>,
}

/// One frame.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frame {
    pub(crate) name: String,
    /// Why it is as it is.
    #[allow(dead_code, reason = "for the reader of the file; checked to be there")]
    pub(crate) why: String,
    /// What is acted on: object of the active, subject of the passive, head of the participle.
    #[serde(default)]
    pub(crate) patient: Vec<Role>,
    /// What acts: subject of the active, by-phrase of the passive.
    #[serde(default)]
    pub(crate) agent: Vec<Role>,
    /// What stands in a with-phrase.
    #[serde(default)]
    pub(crate) with: Vec<Role>,
    /// An act of violence by itself.
    #[serde(default)]
    pub(crate) violent: bool,
    /// Counts only where the sentence or its neighbours tell of violence.
    #[serde(default)]
    pub(crate) weak: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameFile {
    frame: Vec<toml::Spanned<Frame>>,
}

/// All frames of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frames {
    pub(crate) all: Vec<Frame>,
    pub(crate) ids: FxHashMap<String, FrameId>,
}

impl Frames {
    /// Reads a frame file; mistakes are told with their place.
    pub(crate) fn parse(file: &str, source: &str, errors: &mut Vec<Diagnostic>) -> Frames {
        let mut out = Frames::default();
        match toml::from_str::<FrameFile>(source) {
            Ok(read) => {
                for frame in read.frame {
                    let Range { start, .. } = frame.span();
                    let frame = frame.into_inner();
                    let id = FrameId(out.all.len() as u16);
                    if out.ids.insert(frame.name.clone(), id).is_some() {
                        errors.push(Diagnostic::at(file, source, start, format!("a second frame `{}`", frame.name)).help("join the two"));
                    }
                    out.all.push(frame);
                }
            }
            Err(error) => {
                let at = error.span().map_or(0, |s| s.start);
                errors.push(Diagnostic::at(file, source, at, error.message().to_owned()).help("compare with the frames beside it"));
            }
        }
        out
    }

    pub(crate) fn get(&self, id: FrameId) -> &Frame {
        &self.all[id.0 as usize]
    }
}
