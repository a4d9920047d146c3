//! Evidence in words, for a person who asks why two reports were joined or kept for a ruling.
//!
//! In: evidence and the two views that it is about. Out: one line of words. It weighs nothing.

use crate::area::Area;
use crate::compare::{Evidence, View};
use crate::days::TimeRelation;
use litopys_facts::Place;

impl Evidence {
    /// The evidence in words, for a person.
    pub(crate) fn words(&self, a: &View<'_>, b: &View<'_>) -> String {
        let mut parts: Vec<String> = Vec::new();
        let name = |p: Option<&Place>| p.map_or_else(|| "no place".to_owned(), |p| p.name.clone());
        if self.same_text {
            parts.push("the same text".to_owned());
        }
        parts.push(match self.area {
            Area::Same => format!("same place ({})", name(a.place)),
            Area::Inside => format!("{} lies in {}", name(a.place), name(b.place)),
            Area::Contains => format!("{} lies in {}", name(b.place), name(a.place)),
            Area::Near => format!("{} lies by {}", name(a.place), name(b.place)),
            Area::Unknown | Area::Apart => format!("places not comparable ({}, {})", name(a.place), name(b.place)),
        });
        parts.push(
            match self.time {
                TimeRelation::Same => "same time",
                TimeRelation::Overlap => "overlapping times",
                TimeRelation::Loose => "times that may overlap",
                TimeRelation::Adjacent => "neighbouring days, the later being the day of publication",
                TimeRelation::YearOpen => "same day of the year, a year missing",
                TimeRelation::Unknown | TimeRelation::Different => "a time missing",
            }
            .to_owned(),
        );
        match (a.actor, b.actor) {
            (Some(x), Some(y)) if x == y => parts.push(format!("same actor ({x})")),
            (Some(x), Some(y)) => parts.push(format!("but other actors ({x}, {y})")),
            _ => {}
        }
        parts.extend(self.agreed.iter().map(|(kind, class, n)| format!("{kind} {n} ({class}) in both")));
        parts.extend(self.disagreed.iter().map(|kind| format!("other numbers of {kind}")));
        if !self.words.is_empty() {
            parts.push(format!("words in both titles: {}", self.words.join(", ")));
        }
        parts.join("; ")
    }
}
