//! Settles which place each name means.
//!
//! In: names with their meanings. Out: mentions. Weighed, in this order: the words at the name (a larger place behind a
//! comma, a word for the kind of place), then what the rest of the text speaks of: countries and people, first-order
//! areas, places close by; then how well known each namesake is. One name means one place in one text, unless its own
//! words say otherwise. Two far namesakes of equal weight stay unsettled.

use super::candidate::Meaning;
use super::find::Name;
use super::words::Feature;
use super::{PlaceMention, PlaceRole};
use litopys_places::{Level, NameKind};
use litopys_text::Text;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Names of one spelling, weighed together.
struct Group<'n, 'g> {
    /// Meanings that fit the hints of the group's names, best known first, with their share among them.
    meanings: SmallVec<[(&'n Meaning<'g>, f64); 4]>,
    count: f64,
    hinted: bool,
    generic: bool,
}

/// What the text speaks of, added up over its names.
#[derive(Default)]
struct Context {
    countries: SmallVec<[([u8; 2], f64); 8]>,
    areas: SmallVec<[(u64, f64); 8]>,
    all: f64,
}

/// Pairs of names are compared up to this many groups; longer texts compare each name with the first ones.
const MOST_GROUPS: usize = 48;
/// Meanings of one group that are weighed.
const MOST_MEANINGS: usize = 24;
/// Below this margin of log weights far namesakes count as equal.
const MARGIN: f64 = 0.25;

/// Settles all names.
pub(super) fn settle<'g>(text: &Text<'_>, names: &[Name<'g>], out: &mut Vec<PlaceMention<'g>>) {
    let (mut groups, group_of) = group(names);
    let context = context(&groups);
    let chosen: Vec<Choice<'_, 'g>> = (0..groups.len()).map(|idx| choose(idx, &groups, &context)).collect();
    groups.clear();
    for (name, &group_idx) in names.iter().zip(&group_of) {
        let choice = &chosen[group_idx];
        let rule = match (name.role, choice.settled) {
            (PlaceRole::Demonym, _) => "place/demonym",
            (_, false) if choice.foreign => "place/elsewhere",
            (_, false) => "place/ambiguous",
            _ if name.within_next => "place/within",
            _ if name.feature.is_some() => "place/kind",
            _ if choice.single => "place/only",
            _ => "place/context",
        };
        out.push(PlaceMention {
            first: name.first,
            last: name.last,
            span: text.span(name.first, name.last),
            role: name.role,
            place: choice.meaning.filter(|_| choice.settled).map(|meaning| meaning.place),
            rule,
        });
    }
}

/// Puts names of one spelling together; a name whose own words narrow it down makes a group of its own, and lends its
/// meanings to the plain names of that spelling.
fn group<'n, 'g>(names: &'n [Name<'g>]) -> (Vec<Group<'n, 'g>>, Vec<usize>) {
    let mut groups: Vec<Group<'n, 'g>> = Vec::new();
    let mut group_of = Vec::with_capacity(names.len());
    let mut by_key: FxHashMap<(u64, usize, u8), usize> = FxHashMap::default();
    let mut hinted: FxHashMap<(u64, usize), usize> = FxHashMap::default();
    for (idx, name) in names.iter().enumerate() {
        let first = name.meanings[0].place.index();
        let next = names.get(idx + 1).filter(|_| name.within_next);
        let (fitting, hint) = fitting(name, next);
        let key = (first, name.last - name.first, hint);
        let group_idx = *by_key.entry(key).or_insert_with(|| {
            groups.push(shares(&fitting, hint > 0));
            groups.len() - 1
        });
        groups[group_idx].count += 1.0;
        groups[group_idx].generic = name.generic;
        if hint > 0 {
            hinted.entry((first, name.last - name.first)).or_insert(group_idx);
        }
        group_of.push(group_idx);
    }
    // One name, one place: plain names follow the one that said more, unless it said another kind of place.
    for (idx, name) in names.iter().enumerate() {
        let key = (name.meanings[0].place.index(), name.last - name.first);
        if let Some(&told) = hinted.get(&key)
            && !groups[group_of[idx]].hinted
            && name.feature.is_none()
            && groups[told].meanings.first().is_some_and(|(meaning, _)| meaning.level.is_settlement())
        {
            group_of[idx] = told;
        }
    }
    (groups, group_of)
}

/// The meanings that the name's own words leave, and a number for the hint that left them; 0 for none.
fn fitting<'n, 'g>(name: &'n Name<'g>, next: Option<&Name<'g>>) -> (SmallVec<[&'n Meaning<'g>; 4]>, u8) {
    let all = || name.meanings.iter().collect::<SmallVec<[&'n Meaning<'g>; 4]>>();
    if let Some(next) = next {
        let holds = |inner: &Meaning<'g>| {
            next.meanings.iter().any(|outer| outer.place != inner.place && outer.place.contains(inner.place))
        };
        let held: SmallVec<[&'n Meaning<'g>; 4]> = name.meanings.iter().filter(|meaning| holds(meaning)).collect();
        let settlements: SmallVec<[&'n Meaning<'g>; 4]> =
            held.iter().copied().filter(|meaning| meaning.level.is_settlement()).collect();
        let held = if name.feature.is_none() && !settlements.is_empty() { settlements } else { held };
        if !held.is_empty() {
            // Each larger place makes a hint of its own: Paris, Texas and Paris, Kentucky in one text.
            let hint = 16 + (next.meanings[0].place.index() % 200) as u8;
            return (held, hint);
        }
    }
    let Some(feature) = name.feature else { return (all(), 0) };
    let wanted: fn(Level) -> bool = match feature {
        Feature::Adm1 => |level| level == Level::Adm1,
        Feature::Adm2 => |level| matches!(level, Level::Adm2 | Level::CityDistrict),
        Feature::Settlement => Level::is_settlement,
        Feature::District => |level| level == Level::CityDistrict,
        Feature::Camp => |level| level == Level::Camp,
        Feature::Water => |level| level == Level::Sea,
        Feature::Region => |level| matches!(level, Level::Region | Level::Adm1),
        Feature::Landmark => |level| level == Level::Landmark,
    };
    let kept: SmallVec<[&'n Meaning<'g>; 4]> = name.meanings.iter().filter(|meaning| wanted(meaning.level)).collect();
    if kept.is_empty() { (all(), 0) } else { (kept, 1 + feature as u8) }
}

fn shares<'n, 'g>(fitting: &[&'n Meaning<'g>], hinted: bool) -> Group<'n, 'g> {
    let mut meanings: SmallVec<[(&'n Meaning<'g>, f64); 4]> =
        fitting.iter().map(|&meaning| (meaning, own_weight(meaning, hinted))).collect();
    meanings.sort_by(|a, b| b.1.total_cmp(&a.1));
    meanings.truncate(MOST_MEANINGS);
    let sum: f64 = meanings.iter().map(|(_, weight)| weight).sum();
    meanings.iter_mut().for_each(|(_, weight)| *weight /= sum.max(1.0));
    Group { meanings, count: 0.0, hinted, generic: false }
}

/// A word for the kind of place makes up for a bare name.
fn own_weight(meaning: &Meaning<'_>, hinted: bool) -> f64 {
    if hinted && meaning.kind.has(NameKind::BARE) { meaning.weight * 20.0 } else { meaning.weight }
}

fn context(groups: &[Group<'_, '_>]) -> Context {
    let mut context = Context::default();
    for group in groups {
        let count = group.count.sqrt();
        context.all += count;
        for (meaning, share) in &group.meanings {
            if meaning.country != [0; 2] {
                add(&mut context.countries, meaning.country, share * count);
            }
            if let Some(area) = meaning.adm1 {
                add(&mut context.areas, area, share * count);
            }
        }
    }
    context
}

fn add<K: PartialEq>(sums: &mut SmallVec<[(K, f64); 8]>, key: K, share: f64) {
    match sums.iter_mut().find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum += share,
        None => sums.push((key, share)),
    }
}

fn sum_of<K: PartialEq>(sums: &[(K, f64)], key: &K) -> f64 {
    sums.iter().find(|(known, _)| known == key).map_or(0.0, |(_, sum)| *sum)
}

struct Choice<'n, 'g> {
    meaning: Option<&'n Meaning<'g>>,
    settled: bool,
    foreign: bool,
    single: bool,
}

fn choose<'n, 'g>(idx: usize, groups: &[Group<'n, 'g>], context: &Context) -> Choice<'n, 'g> {
    let group = &groups[idx];
    let count = group.count.sqrt();
    let others = (context.all - count).max(0.5);
    let of_country = |meaning: &Meaning<'_>| {
        (sum_of(&context.countries, &meaning.country) - own_country(group, meaning.country) * count).max(0.0) / others
    };
    let foreign = |meaning: &Meaning<'g>| {
        let dominant =
            context.countries.iter().any(|(country, sum)| *country != meaning.country && *sum > 0.6 * others);
        let small = meaning.weight < 5e4 && meaning.level.is_settlement();
        let lonely = !group.hinted && of_country(meaning) < 0.01 && near(idx, meaning, groups) < 0.3;
        lonely && ((group.generic) || (small && dominant && others > 1.9))
    };
    if let [(meaning, _)] = group.meanings.as_slice() {
        let foreign = foreign(meaning);
        return Choice { meaning: Some(meaning), settled: !foreign, foreign, single: true };
    }
    let mut best: [Option<(&'n Meaning<'g>, f64)>; 2] = [None, None];
    for &(meaning, _) in &group.meanings {
        let of_area =
            meaning.adm1.map_or(0.0, |area| (sum_of(&context.areas, &area) - own_area(group, area) * count).max(0.0));
        let score = own_weight(meaning, group.hinted).max(1.0).ln()
            + 5.0 * of_country(meaning).min(1.0)
            + 3.0 * (of_area / (1.0 + of_area))
            + near(idx, meaning, groups);
        if best[0].is_none_or(|(_, first)| score > first) {
            best = [Some((meaning, score)), best[0]];
        } else if best[1].is_none_or(|(_, second)| score > second) {
            best[1] = Some((meaning, score));
        }
    }
    let Some((meaning, score)) = best[0] else {
        return Choice { meaning: None, settled: false, foreign: false, single: false };
    };
    let (margin, far) = best[1].map_or((10.0, false), |(second, low)| {
        (score - low, meaning.km(second) > 100.0 && !second.place.contains(meaning.place))
    });
    let small = meaning.weight < 5e4;
    let foreign = foreign(meaning);
    Choice { meaning: Some(meaning), settled: !(foreign || far && small && margin < MARGIN), foreign, single: false }
}

fn own_country(group: &Group<'_, '_>, country: [u8; 2]) -> f64 {
    group.meanings.iter().filter(|(meaning, _)| meaning.country == country).map(|(_, share)| share).sum()
}

fn own_area(group: &Group<'_, '_>, area: u64) -> f64 {
    group.meanings.iter().filter(|(meaning, _)| meaning.adm1 == Some(area)).map(|(_, share)| share).sum()
}

/// How much lies close by: each other name of the text counts by its nearest likely meaning.
fn near(idx: usize, meaning: &Meaning<'_>, groups: &[Group<'_, '_>]) -> f64 {
    let mut sum = 0.0;
    for (other_idx, other) in groups.iter().enumerate().take(MOST_GROUPS) {
        if other_idx == idx {
            continue;
        }
        let mut most = 0.0_f64;
        for &(place, share) in &other.meanings {
            if share < 0.02 || matches!(place.level, Level::Country | Level::Region | Level::Sea) {
                continue;
            }
            let reach = if place.level == Level::Adm1 { 250.0 } else { 80.0 };
            most = most.max(share * (-meaning.km(place) / reach).exp());
        }
        sum += most;
    }
    5.0 * sum / (1.0 + sum)
}
