//! The classes of the word files that place names lean on, decoded once per language.
//!
//! In: the lexicon. Out: questions about a token with their answers: is it a given name, a word for a kind of place, a
//! preposition before places …? A language without one of the files simply answers no.

use litopys_rules::{ClassId, Lexicon, Tags, ValueId};
use rustc_hash::FxHashMap;

/// What a word beside a name says of the place's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    Adm1,
    Adm2,
    Settlement,
    District,
    Camp,
    Water,
    Landmark,
    Region,
}

/// What a word behind a name makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// An institution of the place.
    Institution,
    /// A paper, a team, a product.
    Made,
    Road,
    /// A sickness named after the place; also in small letters.
    Sickness,
}

/// What a word before a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    In,
    By,
}

/// Ids of the classes and values of one lexicon.
#[derive(Clone, Debug)]
pub(crate) struct PlaceWords {
    common: Option<ClassId>,
    given: Option<ClassId>,
    part: Option<ClassId>,
    title: Option<ClassId>,
    office: Option<ClassId>,
    function: Option<ClassId>,
    organisation: Option<ClassId>,
    not: [Option<ClassId>; 2],
    feature: (Option<ClassId>, FxHashMap<ValueId, Feature>),
    body: (Option<ClassId>, FxHashMap<ValueId, Body>),
    before: (Option<ClassId>, FxHashMap<ValueId, Before>),
    demonym: (Option<ClassId>, FxHashMap<ValueId, String>),
}

impl PlaceWords {
    /// Looks the classes up.
    #[must_use]
    pub(crate) fn new(words: &Lexicon) -> Self {
        let class = |name: &str| words.class(name);
        let values = |list: &[(&str, usize)]| -> Vec<(ValueId, usize)> {
            list.iter().filter_map(|&(name, idx)| Some((words.value(name)?, idx))).collect()
        };
        const FEATURES: [Feature; 8] = [
            Feature::Adm1,
            Feature::Adm2,
            Feature::Settlement,
            Feature::District,
            Feature::Camp,
            Feature::Water,
            Feature::Landmark,
            Feature::Region,
        ];
        const FEATURE_NAMES: [&str; 8] =
            ["adm1", "adm2", "settlement", "district", "camp", "water", "landmark", "region"];
        let features: Vec<_> = FEATURE_NAMES.iter().enumerate().map(|(idx, name)| (*name, idx)).collect();
        let bodies = values(&[("body", 0), ("made", 1), ("road", 2), ("sickness", 3)]);
        let befores = values(&[("in", 0), ("by", 1)]);
        let demonyms = words.value_names().filter(|name| name.chars().next().is_some_and(char::is_uppercase));
        Self {
            common: class("place-common"),
            given: class("place-given"),
            part: class("place-part"),
            title: class("title"),
            office: class("office"),
            function: class("function"),
            organisation: class("organisation"),
            not: [class("time-month"), class("time-weekday")],
            feature: (
                class("place-feature"),
                values(&features).into_iter().map(|(value, idx)| (value, FEATURES[idx])).collect(),
            ),
            body: (
                class("place-body"),
                bodies
                    .into_iter()
                    .map(|(value, idx)| (value, [Body::Institution, Body::Made, Body::Road, Body::Sickness][idx]))
                    .collect(),
            ),
            before: (
                class("place-before"),
                befores.into_iter().map(|(value, idx)| (value, [Before::In, Before::By][idx])).collect(),
            ),
            demonym: (
                class("demonym"),
                demonyms.filter_map(|name| Some((words.value(name)?, name.to_owned()))).collect(),
            ),
        }
    }

    fn has(tags: &Tags, at: usize, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| tags.get(at, class).is_some())
    }

    pub(super) fn is_common(&self, tags: &Tags, at: usize) -> bool {
        Self::has(tags, at, self.common) || self.not.iter().any(|class| Self::has(tags, at, *class))
    }

    pub(super) fn is_given(&self, tags: &Tags, at: usize) -> bool {
        Self::has(tags, at, self.given)
    }

    pub(super) fn is_part(&self, tags: &Tags, at: usize) -> bool {
        Self::has(tags, at, self.part)
    }

    pub(super) fn is_title(&self, tags: &Tags, at: usize) -> bool {
        Self::has(tags, at, self.title)
    }

    pub(super) fn is_office(&self, tags: &Tags, at: usize) -> bool {
        Self::has(tags, at, self.office) || Self::has(tags, at, self.organisation)
    }

    pub(super) fn is_function(&self, tags: &Tags, at: usize) -> bool {
        Self::has(tags, at, self.function)
    }

    /// A tag with its meaning and one past its last token.
    fn tagged<T: Copy>(
        tags: &Tags,
        at: usize,
        (class, meanings): &(Option<ClassId>, FxHashMap<ValueId, T>),
    ) -> Option<(T, usize)> {
        let tag = tags.get(at, (*class)?)?;
        Some((*meanings.get(&tag.value)?, tag.end()))
    }

    pub(super) fn feature(&self, tags: &Tags, at: usize) -> Option<(Feature, usize)> {
        Self::tagged(tags, at, &self.feature)
    }

    pub(super) fn body(&self, tags: &Tags, at: usize) -> Option<Body> {
        Self::tagged(tags, at, &self.body).map(|(body, _)| body)
    }

    /// The preposition whose last word is the token before `at`.
    pub(super) fn before(&self, tags: &Tags, at: usize) -> Option<Before> {
        (at.saturating_sub(4)..at)
            .find_map(|start| Self::tagged(tags, start, &self.before).filter(|(_, end)| *end == at))
            .map(|(before, _)| before)
    }

    /// The people named at a token: code or name of their country or area, and one past the last token.
    pub(super) fn demonym(&self, tags: &Tags, at: usize) -> Option<(&str, usize)> {
        let tag = tags.get(at, self.demonym.0?)?;
        Some((self.demonym.1.get(&tag.value)?, tag.end()))
    }
}
