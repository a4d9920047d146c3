//! Places: the names of places in a text, and which place each one means.
//!
//! In: a [`Text`], its lexicon tags, the compiled [`PlaceWords`], a [`Gazetteer`]. Out: [`PlaceMention`]s in order, each
//! with its tokens, the place it was settled on and the reason in a word, or none and why not.
//! `Drones hit Saltivka in Kharkiv's north`: `Saltivka` is the district of Kharkiv, `Kharkiv` the city.
//! It never uses knowledge of other reports, never counts people's names (`Paris Hilton`) as places, and rather leaves a
//! name unsettled than guess between far namesakes of equal standing.
//!
//! Two steps, each run once: `find` takes the names, `settle` weighs namesakes by the words around them (`Paris, Texas`;
//! `Kharkiv region`; `the Russian city of …`), then by the countries, areas and neighbours that the text names.

mod candidate;
mod find;
mod hint;
mod settle;
mod signs;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use words::PlaceWords;

use litopys_facts::{Place, Precision, Span};
use litopys_places::{Gazetteer, Level, PlaceRef};
use litopys_rules::Tags;
use litopys_text::Text;

/// What a name of a place is doing where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceRole {
    /// Names the place itself.
    Plain,
    /// An adjective or a people (`Ukrainian`, `Gazans`): of a country or area, but no place of a happening.
    Demonym,
    /// Part of another name (`Kharkiv University`, `Texas Rangers`): evidence of where, no place of a happening.
    InName,
}

/// A named place in a text.
#[derive(Clone, Debug)]
pub(crate) struct PlaceMention<'g> {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    /// The same in bytes.
    pub(crate) span: Span,
    /// What the name is doing.
    pub(crate) role: PlaceRole,
    /// The place meant; none where namesakes could not be told apart.
    pub(crate) place: Option<PlaceRef<'g>>,
    /// What settled it, or why it was left: `en/place/within`, `en/place/ambiguous` …
    pub(crate) rule: &'static str,
}

impl PlaceMention<'_> {
    /// The mention as a fact, under the name that the text has.
    #[must_use]
    pub(crate) fn fact(&self, text: &Text<'_>) -> Place {
        let name = text.slice(self.first, self.last).split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(place) = self.place else { return Place::unsettled(name) };
        Place {
            name,
            country: Some(place.country_code().to_owned()).filter(|code| !code.is_empty()),
            adm1: place.adm1_name().map(str::to_owned),
            geonames_id: place.geonames_id(),
            lat: Some(place.lat()),
            lon: Some(place.lon()),
            precision: Some(precision(place.level())),
            radius_km: Some(f32::from(place.radius_km())),
        }
    }
}

/// The precision that a gazetteer level stands for.
#[must_use]
pub(crate) fn precision(level: Level) -> Precision {
    match level {
        Level::Region | Level::Sea => Precision::Region,
        Level::Country => Precision::Country,
        Level::Adm1 => Precision::Adm1,
        Level::Adm2 => Precision::Adm2,
        Level::Capital | Level::City | Level::Town | Level::Village => Precision::Settlement,
        Level::CityDistrict => Precision::District,
        Level::Camp | Level::Landmark => Precision::Landmark,
    }
}

/// Finds and settles all places that a text names, in order of their first token.
pub(crate) fn find_places<'g>(
    text: &Text<'_>,
    tags: &Tags,
    words: &PlaceWords,
    gaz: &'g Gazetteer,
    out: &mut Vec<PlaceMention<'g>>,
) {
    out.clear();
    let names = find::names(text, tags, words, gaz);
    settle::settle(text, &names, out);
}
