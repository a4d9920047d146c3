//! Whether two tellings speak of the same happening: evidence for and against, weighed and in words.
//!
//! In: two views (one telling, or several that are plainly one). Out: the evidence with a score, or a refusal.
//! Every weight stands in this file. The scale: at `SAME` and above they are one, from `ASK` a person should say.
//! Time and place are compared as stretches and areas; a rising toll is no contradiction.

use crate::area::{self, Area, is_fine};
use crate::days::{Days, TimeRelation};
use litopys_facts::{Class, EventType, Kind, Place, Precision};
use std::collections::{BTreeMap, BTreeSet};

/// From here on two views are one happening.
pub(crate) const SAME: f64 = 4.0;
/// From here on a person should say.
pub(crate) const ASK: f64 = 3.0;

/// What a quiet day says for two vague reports of it, and the number of views from which on it says nothing.
const QUIET: f64 = 1.8;
pub(crate) const CROWDED: f64 = 20.0;

/// What is compared: a telling, or several that are plainly one.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    pub(crate) place: Option<&'a Place>,
    pub(crate) days: Days,
    pub(crate) kind: EventType,
    pub(crate) actor: Option<&'a str>,
    pub(crate) weapons: BTreeSet<Class>,
    pub(crate) figures: BTreeSet<(Kind, Class, u64)>,
    pub(crate) words: BTreeMap<String, f64>,
    /// Indices of the originals of the texts it stems from.
    pub(crate) originals: BTreeSet<usize>,
    /// A headline without event or claim.
    pub(crate) bare: bool,
    /// How many views its country has on its busiest day.
    pub(crate) crowd: usize,
}

/// What speaks for and against, and the sum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
    pub(crate) score: f64,
    pub(crate) area: Area,
    pub(crate) time: TimeRelation,
    /// Numbers that both give.
    pub(crate) agreed: Vec<(Kind, Class, u64)>,
    /// Both tell a number of the same kind, and none agrees.
    pub(crate) disagreed: Vec<Kind>,
    pub(crate) actors_differ: bool,
    pub(crate) same_text: bool,
    /// Rare words in both titles.
    pub(crate) words: Vec<String>,
}

/// The evidence, or none where time or place rules it out.
pub(crate) fn compare(a: &View<'_>, b: &View<'_>) -> Option<Evidence> {
    let time = a.days.relate(b.days);
    let area = match (a.place, b.place) {
        (Some(pa), Some(pb)) => area::relate(pa, pb),
        _ => Area::Unknown,
    };
    let same_text = a.originals.intersection(&b.originals).next().is_some();
    if time == TimeRelation::Different || area == Area::Apart {
        return None;
    }
    let mut evidence = Evidence {
        score: place_points(area, a.place, b.place) + time_points(time, a, b),
        area,
        time,
        agreed: Vec::new(),
        disagreed: Vec::new(),
        actors_differ: matches!((a.actor, b.actor), (Some(x), Some(y)) if x != y),
        same_text,
        words: Vec::new(),
    };
    if same_text {
        evidence.score += 3.0;
    }
    evidence.score += match (a.actor, b.actor) {
        (Some(x), Some(y)) if x == y => 0.5,
        (Some(_), Some(_)) => -2.5,
        _ => 0.0,
    };
    evidence.score += kind_points(plain_kind(a.kind, &a.weapons), plain_kind(b.kind, &b.weapons))
        + weapon_points(&a.weapons, &b.weapons);
    evidence.score += compare_figures(a, b, &mut evidence);
    evidence.score += compare_words(a, b, &mut evidence);
    if evidence.disagreed.is_empty() {
        let linked = !evidence.words.is_empty() || evidence.agreed.iter().any(|(_, _, n)| *n > 1);
        evidence.score += quiet_points(a, b, area, time, linked);
    }
    if is_tally_against_city(a, b, area) && !evidence.agreed.iter().any(|(kind, _, _)| is_tally(*kind)) {
        evidence.score = evidence.score.min(ASK - 0.1);
    }
    if is_other_harm(a, b, area) && evidence.agreed.is_empty() && evidence.words.is_empty() && !same_text {
        evidence.score = evidence.score.min(ASK - 0.1);
    }
    Some(evidence)
}

/// A region's figure and a city's of which nothing can be compared: the city's may be a part, never the same.
fn is_other_harm(a: &View<'_>, b: &View<'_>, area: Area) -> bool {
    let nested = matches!(area, Area::Inside | Area::Contains);
    let fine = [a, b].map(|view| view.place.is_some_and(is_fine));
    let kinds = |view: &View<'_>| view.figures.iter().map(|f| f.0).collect::<BTreeSet<Kind>>();
    let (left, right) = (kinds(a), kinds(b));
    nested && fine[0] != fine[1] && !left.is_empty() && !right.is_empty() && left.is_disjoint(&right)
}

fn place_points(area: Area, a: Option<&Place>, b: Option<&Place>) -> f64 {
    let coarsest = a.and_then(|p| p.precision).max(b.and_then(|p| p.precision));
    let fine = a.is_some_and(is_fine) && b.is_some_and(is_fine);
    match (area, coarsest) {
        (Area::Same, None) => 2.5,
        (Area::Same, Some(p)) if p <= Precision::Settlement => 4.0,
        (Area::Same, Some(Precision::Adm2)) => 2.5,
        (Area::Same, Some(Precision::Adm1)) => 1.5,
        (Area::Same, Some(Precision::Region)) => 0.9,
        (Area::Same, _) => 0.5,
        (Area::Inside | Area::Contains, _) if fine => 3.8,
        (Area::Near, _) if fine => 3.0,
        (Area::Inside | Area::Contains | Area::Near, Some(p)) if p <= Precision::Adm2 => 1.5,
        (Area::Inside | Area::Contains | Area::Near, Some(Precision::Adm1)) => 1.0,
        (Area::Inside | Area::Contains | Area::Near, Some(Precision::Region)) => 0.6,
        (Area::Inside | Area::Contains | Area::Near, _) => 0.3,
        (Area::Unknown, _) => 0.0,
        (Area::Apart, _) => -9.0,
    }
}

/// Where little happens, two vague reports of one day tell of one thing; on a day of many attacks that says nothing.
fn quiet_points(a: &View<'_>, b: &View<'_>, area: Area, time: TimeRelation, linked: bool) -> f64 {
    let fine = a.place.is_some_and(is_fine) && b.place.is_some_and(is_fine);
    let share = match time {
        TimeRelation::Same | TimeRelation::Overlap => 1.0,
        TimeRelation::Adjacent => 0.25,
        _ => 0.0,
    };
    let placeless = a.place.is_none() && b.place.is_none();
    // Without places, the day alone says nothing: a rare word or a number must be shared too.
    if fine
        || (a.bare || b.bare || placeless) && !linked
        || area == Area::Unknown && a.place.is_some() && b.place.is_some()
    {
        return 0.0;
    }
    let n = a.crowd.max(b.crowd).max(2) as f64;
    share * QUIET * (1.0 - (n / 2.0).ln() / (CROWDED / 2.0).ln()).max(0.0)
}

fn time_points(time: TimeRelation, a: &View<'_>, b: &View<'_>) -> f64 {
    let coarse = !(a.place.is_some_and(is_fine) && b.place.is_some_and(is_fine));
    let (a, b) = (a.days, b.days);
    match time {
        TimeRelation::Adjacent if coarse => -0.3,
        TimeRelation::Same => 2.0,
        TimeRelation::Overlap => 1.7,
        TimeRelation::Loose => 0.7,
        TimeRelation::Adjacent => -1.5,
        TimeRelation::YearOpen if matches!((a, b), (Days::Yearless(..), Days::Yearless(..))) => 0.5,
        TimeRelation::YearOpen => -1.0,
        TimeRelation::Unknown => -2.0,
        TimeRelation::Different => -9.0,
    }
}

/// "An attack" without a firearm is how any form is told in passing.
pub(crate) fn plain_kind(kind: EventType, weapons: &BTreeSet<Class>) -> EventType {
    if kind == EventType::ArmedAttack && !weapons.contains(&Class::Firearm) { EventType::Other } else { kind }
}

fn kind_points(a: EventType, b: EventType) -> f64 {
    use EventType::*;
    let remote = |kind| matches!(kind, Strike | Shelling | Bombing);
    match (a, b) {
        (Other, _) | (_, Other) => 0.0,
        (x, y) if x == y => 0.3,
        (x, y) if remote(x) && remote(y) => 0.0,
        (Abduction, _) | (_, Abduction) => -2.0,
        _ => -0.5,
    }
}

/// The family of a weapon: what flies by itself, what is dropped, what is fired, what is planted.
pub(crate) fn family(class: Class) -> Option<u8> {
    Some(match class {
        Class::BallisticMissile | Class::CruiseMissile | Class::Missile => 0,
        Class::Drone => 1,
        Class::GlideBomb | Class::Bomb => 2,
        Class::Rocket | Class::Shell => 3,
        Class::Explosive => 4,
        Class::Firearm => 5,
        _ => return None,
    })
}

fn weapon_points(a: &BTreeSet<Class>, b: &BTreeSet<Class>) -> f64 {
    if a.is_empty() || b.is_empty() || a.contains(&Class::Mixed) || b.contains(&Class::Mixed) {
        return 0.0;
    }
    let families = |set: &BTreeSet<Class>| set.iter().filter_map(|c| family(*c)).collect::<BTreeSet<u8>>();
    if families(a).is_disjoint(&families(b)) { -0.4 } else { 0.3 }
}

/// How telling it is that two reports give the same number.
fn weight(number: u64) -> f64 {
    match number {
        0 => 0.2,
        1 => 0.5,
        2 => 0.8,
        3..=5 => 1.1,
        6..=9 => 1.5,
        _ => 2.0,
    }
}

/// Six and seven may be one toll on the rise; one and two say nothing.
fn is_near(a: u64, b: u64) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    low >= 5 && high * 10 <= low * 13
}

/// `person` counts anybody; other classes are alike only to themselves.
fn alike(a: Class, b: Class) -> bool {
    a == b
        || (a == Class::Person && b.is_person() && b != Class::Child)
        || (b == Class::Person && a.is_person() && a != Class::Child)
        || matches!((family(a), family(b)), (Some(x), Some(y)) if x == y)
}

fn compare_figures(a: &View<'_>, b: &View<'_>, evidence: &mut Evidence) -> f64 {
    let kinds: BTreeSet<Kind> = a.figures.iter().map(|f| f.0).filter(|k| b.figures.iter().any(|g| g.0 == *k)).collect();
    let mut points = 0.0;
    for kind in kinds {
        let of = |view: &'_ View<'_>| view.figures.iter().filter(|f| f.0 == kind).copied().collect::<Vec<_>>();
        let (left, right) = (of(a), of(b));
        let shared = left.iter().filter(|x| right.iter().any(|y| x.2 == y.2 && alike(x.1, y.1)));
        match shared.max_by_key(|x| x.2) {
            Some(&best) => {
                // Two reports of a killed journalist or rescuer are seldom of two happenings.
                let special = matches!(best.1, Class::Journalist | Class::Rescuer | Class::Police);
                points += weight(best.2) + if special { 0.7 } else { 0.0 };
                evidence.agreed.push(best);
            }
            None => {
                evidence.disagreed.push(kind);
                // In one city on one day a toll rises; in a whole country another number is another happening.
                let fine = a.place.is_some_and(is_fine) && b.place.is_some_and(is_fine);
                let like = left.iter().any(|x| right.iter().any(|y| alike(x.1, y.1)));
                let near = left.iter().any(|x| right.iter().any(|y| alike(x.1, y.1) && is_near(x.2, y.2)));
                points += match (fine, like, near) {
                    (true, _, _) => 0.0,
                    (false, _, true) => 0.3,
                    (false, true, false) => -0.3,
                    (false, false, _) => -1.4,
                };
            }
        }
    }
    points.min(3.0)
}

fn compare_words(a: &View<'_>, b: &View<'_>, evidence: &mut Evidence) -> f64 {
    let mut points = 0.0;
    for (word, weight) in &a.words {
        if b.words.contains_key(word) {
            points += weight;
            if *weight >= 1.0 {
                evidence.words.push(word.clone());
            }
        }
    }
    let shortest = a.words.len().min(b.words.len()).max(1) as f64;
    let shared = a.words.keys().filter(|w| b.words.contains_key(*w)).count() as f64;
    // Half or more of the shorter title: the wording itself was taken over.
    if shared >= 3.0 && shared / shortest >= 0.6 {
        points += 0.7;
    }
    points.min(3.0)
}

/// Weapons counted on their way.
pub(crate) fn is_tally(kind: Kind) -> bool {
    matches!(kind, Kind::Launched | Kind::Intercepted | Kind::Lost | Kind::Hit)
}

/// A nation's tally of a night's weapons against a city's toll: parent and child, never the same.
fn is_tally_against_city(a: &View<'_>, b: &View<'_>, area: Area) -> bool {
    let (wide, narrow) = match area {
        Area::Inside => (b, a),
        Area::Contains => (a, b),
        _ => return false,
    };
    wide.place.is_some_and(|p| p.precision >= Some(Precision::Region))
        && narrow.place.is_some_and(|p| p.precision <= Some(Precision::Adm1))
        && wide.figures.iter().any(|f| is_tally(f.0))
}
