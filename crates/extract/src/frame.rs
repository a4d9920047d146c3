//! Verb frames: what a verb of harm says of the things around it.
//!
//! In: `rules/frame.toml` of a language. Out: [`Frame`]s, each with the roles that a group may fill.
//! One entry serves active, passive, participle and nominal forms; the clause pass finds out which it is.

use litopys_facts::{Bounds, Class, Kind};
use litopys_rules::{Diagnostic, Marked};
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
    #[serde(rename = "family")]
    Household,
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
    #[serde(rename = "yes", default)]
    yes_texts: Vec<toml::Spanned<String>>,
    #[serde(rename = "no", default)]
    no_texts: Vec<toml::Spanned<String>>,
    /// Must be found, with `kind bounds class`.
    #[serde(skip)]
    pub(crate) yes: Vec<FrameExample>,
    /// Must give no claim at all.
    #[serde(skip)]
    pub(crate) no: Vec<FrameExample>,
}

impl Frame {
    /// A frame that only marks its verbs: rules and nouns tell the rest.
    pub(crate) fn has_no_roles(&self) -> bool {
        self.patient.is_empty() && self.agent.is_empty() && self.with.is_empty()
    }
}

/// An example of a frame.
#[derive(Clone, Debug)]
pub(crate) struct FrameExample {
    pub(crate) marked: Marked,
    /// Its place, for messages.
    pub(crate) at: Diagnostic,
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
                    let mut frame = frame.into_inner();
                    frame.yes = examples(file, source, &frame.yes_texts, true, errors);
                    frame.no = examples(file, source, &frame.no_texts, false, errors);
                    if frame.yes.is_empty() && frame.yes_texts.is_empty() {
                        errors.push(
                            Diagnostic::at(file, source, start, format!("frame `{}` has no example", frame.name))
                                .help("add yes = [\"… [marked words] … -> kind bounds class\"]"),
                        );
                    }
                    let id = FrameId(out.all.len() as u16);
                    if out.ids.insert(frame.name.clone(), id).is_some() {
                        errors.push(
                            Diagnostic::at(file, source, start, format!("a second frame `{}`", frame.name))
                                .help("join the two"),
                        );
                    }
                    out.all.push(frame);
                }
            }
            Err(error) => {
                let at = error.span().map_or(0, |s| s.start);
                errors.push(
                    Diagnostic::at(file, source, at, error.message().to_owned())
                        .help("compare with the frames beside it"),
                );
            }
        }
        out
    }

    pub(crate) fn get(&self, id: FrameId) -> &Frame {
        &self.all[id.0 as usize]
    }
}

fn examples(
    file: &str,
    source: &str,
    texts: &[toml::Spanned<String>],
    yes: bool,
    errors: &mut Vec<Diagnostic>,
) -> Vec<FrameExample> {
    let mut out = Vec::new();
    for text in texts {
        let at = Diagnostic::at(file, source, text.span().start, "");
        match Marked::parse(text.get_ref()) {
            Ok(marked) if yes == (marked.value.is_some() && !marked.marks.is_empty()) => {
                if let Some(help) = marked.value.as_ref().and_then(|value| mistake_in(value)) {
                    errors.push(
                        Diagnostic { message: "the value is not `kind bounds class`".to_owned(), ..at }.help(help),
                    );
                } else {
                    out.push(FrameExample { marked, at });
                }
            }
            Ok(_) if yes => {
                let message = "an example without [marked words] or without its value".to_owned();
                errors.push(Diagnostic { message, ..at }.help("write `[Two people] were killed -> killed 2 person`"));
            }
            Ok(_) => {
                let message = "marks or a value where nothing may be found".to_owned();
                errors.push(Diagnostic { message, ..at }.help("remove them; a sign [ is written \\["));
            }
            Err(faults) => errors.extend(faults.into_iter().map(|fault| Diagnostic {
                message: fault.message,
                help: fault.help,
                ..at.clone()
            })),
        }
    }
    out
}

/// What is wrong with a value such as `killed 22.. civilian`.
fn mistake_in(value: &str) -> Option<String> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let [kind, bounds, class] = words[..] else { return Some("write `killed 22.. civilian`".to_owned()) };
    let kind = kind.parse::<Kind>().err().map(|e| e.to_string());
    let bounds = bounds.parse::<Bounds>().err().map(|e| e.to_string());
    kind.or(bounds).or_else(|| class.parse::<Class>().err().map(|e| e.to_string()))
}
