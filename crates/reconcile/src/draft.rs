//! A cluster on its way to becoming an incident: its place, time, form and stable id.
//!
//! In: clusters, nodes and tellings. Out: drafts with ids, after people's merges.
//! An id comes from the earliest news telling: country, day, and a hash of its text and first quote; it does not
//! depend on what else is in the ledger. Every telling's own id is an alias, so that an id handed out before an
//! earlier report came in is still found.

use crate::area::{self, Area, is_fine, key};
use crate::days::Days;
use crate::join::Cluster;
use crate::node::Node;
use crate::ruling::Rulings;
use crate::source::Source;
use crate::telling::Telling;
use crate::words::hash;
use litopys_facts::{Class, EventType, Place, When};
use std::collections::{BTreeMap, BTreeSet};

/// What an incident is made of.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) id: String,
    pub(crate) nodes: Vec<usize>,
    /// Telling indices in canonical order.
    pub(crate) tellings: Vec<usize>,
    pub(crate) kind: EventType,
    pub(crate) actor: Option<&'a str>,
    pub(crate) place: Option<&'a Place>,
    pub(crate) when: Option<&'a When>,
    pub(crate) days: Days,
    pub(crate) weapons: BTreeSet<Class>,
    pub(crate) reasons: Vec<String>,
}

/// At most so many joins are told in words.
const TOLD: usize = 20;

/// Drafts of all clusters that tell of a happening, with ids, merged as people ruled.
pub(crate) fn drafts<'a>(
    sources: &[Source<'_>],
    tellings: &[Telling<'a>],
    nodes: &[Node<'a>],
    clusters: Vec<Cluster>,
    rulings: &Rulings<'_>,
) -> Vec<Draft<'a>> {
    let is_told = |c: &Cluster| c.nodes.iter().any(|n| nodes[*n].tellings.iter().any(|t| !tellings[*t].bare));
    let mut drafts: Vec<Draft<'a>> = clusters
        .iter()
        .filter(|c| is_told(c))
        .map(|c| {
            let reasons = reasons(sources, tellings, nodes, c);
            draft(sources, tellings, nodes, c.nodes.clone(), reasons)
        })
        .collect();
    settle_ids(sources, tellings, &mut drafts);
    merge(sources, tellings, nodes, drafts, rulings)
}

fn draft<'a>(
    sources: &[Source<'_>],
    all: &[Telling<'a>],
    nodes: &[Node<'a>],
    members: Vec<usize>,
    mut reasons: Vec<String>,
) -> Draft<'a> {
    let mut tellings: Vec<usize> = members.iter().flat_map(|n| nodes[*n].tellings.iter().copied()).collect();
    tellings.sort_unstable();
    let told: Vec<&Telling<'a>> = tellings.iter().map(|t| &all[*t]).collect();
    let actor = most(told.iter().filter_map(|t| Some((t.actor?, t.source))));
    let actors: BTreeSet<&str> = told.iter().filter_map(|t| t.actor).collect();
    if actors.len() > 1 {
        let names: Vec<&str> = actors.into_iter().collect();
        reasons.push(format!("who did it is told differently: {}", names.join(", ")));
    }
    let kind = most(told.iter().filter(|t| t.kind != EventType::Other).map(|t| (t.kind, t.source)));
    let (when, days) = settle_time(&told);
    Draft {
        id: own_id(sources, first(all, &tellings)),
        kind: kind.unwrap_or(EventType::Other),
        actor,
        place: settle_place(&told),
        when,
        days,
        weapons: told.iter().flat_map(|t| t.weapons.iter().copied()).collect(),
        reasons,
        nodes: members,
        tellings,
    }
}

/// The value told by most sources; ties go to the smaller value.
fn most<T: Ord + Copy>(values: impl Iterator<Item = (T, usize)>) -> Option<T> {
    let mut by: BTreeMap<T, BTreeSet<usize>> = BTreeMap::new();
    for (value, source) in values {
        by.entry(value).or_default().insert(source);
    }
    by.into_iter().rev().max_by_key(|(_, sources)| sources.len()).map(|(value, _)| value)
}

/// The finest place that holds every fine place told.
fn settle_place<'a>(told: &[&Telling<'a>]) -> Option<&'a Place> {
    let mut by: BTreeMap<String, (&'a Place, BTreeSet<usize>)> = BTreeMap::new();
    for telling in told {
        let Some(place) = telling.place else { continue };
        by.entry(key(place)).or_insert((place, BTreeSet::new())).1.insert(telling.source);
    }
    let misfits = |place: &Place| {
        let holds = |q: &Place| match area::relate(q, place) {
            Area::Same | Area::Inside => true,
            // A district at the edge of a city is the city's.
            Area::Near => q.precision < place.precision,
            _ => false,
        };
        let outside = |q: &Place| is_fine(q) && !holds(q);
        by.values().filter(|(q, _)| outside(q)).map(|(_, sources)| sources.len()).sum::<usize>()
    };
    let order = |place: &Place| place.precision.map_or(u8::MAX, |p| p as u8);
    by.values()
        .min_by_key(|(place, sources)| {
            let misfits = if is_fine(place) || place.precision.is_none() { misfits(place) } else { 0 };
            (misfits, order(place), std::cmp::Reverse(sources.len()), key(place))
        })
        .map(|(place, _)| *place)
}

/// The time told by most, short stretches first.
fn settle_time<'a>(told: &[&Telling<'a>]) -> (Option<&'a When>, Days) {
    let mut by: BTreeMap<&'a When, (Days, BTreeSet<usize>)> = BTreeMap::new();
    for telling in told {
        let Some(when) = telling.when else { continue };
        by.entry(when).or_insert((telling.days, BTreeSet::new())).1.insert(telling.source);
    }
    let best = by.iter().min_by_key(|(when, (days, sources))| {
        let dated = days.first().is_none();
        (dated, days.len().is_none_or(|n| n > 2), std::cmp::Reverse(sources.len()), days.len(), **when)
    });
    match best {
        Some((when, (days, _))) => (Some(when), *days),
        None => (None, Days::Unknown),
    }
}

/// The telling that names the incident: the earliest news with a day, else the earliest with a day, else the first.
fn first<'t, 'a>(all: &'t [Telling<'a>], tellings: &[usize]) -> &'t Telling<'a> {
    let best = tellings.iter().min_by_key(|t| {
        let telling = &all[**t];
        (telling.bare, telling.days.first().is_none(), telling.background, **t)
    });
    &all[best.copied().unwrap_or(tellings[0])]
}

/// The id that a telling gives to its incident.
fn own_id(sources: &[Source<'_>], telling: &Telling<'_>) -> String {
    format!("{}-{:04x}", stem(telling), mark(sources, telling) & 0xffff)
}

fn stem(telling: &Telling<'_>) -> String {
    let country = telling.place.and_then(|p| p.country.as_deref()).unwrap_or("XX");
    let day = match telling.when.and_then(When::bounds) {
        Some((first, _)) => first.to_string(),
        None => telling.when.map_or("undated".to_owned(), |w| w.as_str().to_owned()),
    };
    format!("{country}-{day}")
}

fn mark(sources: &[Source<'_>], telling: &Telling<'_>) -> u64 {
    let source = &sources[telling.source];
    let report = &source.reading.report;
    let text = if report.text_sha256.is_empty() { &report.id } else { &report.text_sha256 };
    let quote = telling.claims.first().map(|c| &source.claims()[*c]);
    let place = telling.place.map(key).unwrap_or_default();
    match quote {
        Some(claim) => hash(&[text, &claim.quote, &claim.span.start.to_string()]),
        None => hash(&[text, telling.kind.as_str(), &place, &telling.ordinal.to_string()]),
    }
}

/// Where two drafts would bear one id, all of them take longer ones.
fn settle_ids(sources: &[Source<'_>], tellings: &[Telling<'_>], drafts: &mut [Draft<'_>]) {
    let mut by: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (d, draft) in drafts.iter().enumerate() {
        by.entry(draft.id.clone()).or_default().push(d);
    }
    let mut used: BTreeSet<String> = by.keys().cloned().collect();
    for (_, same) in by.into_iter().filter(|(_, same)| same.len() > 1) {
        for d in same {
            let telling = first(tellings, &drafts[d].tellings);
            let long = format!("{}-{:08x}", stem(telling), mark(sources, telling) & 0xffff_ffff);
            let mut id = long.clone();
            let mut n = 1;
            while !used.insert(id.clone()) {
                n += 1;
                id = format!("{long}-{n}");
            }
            drafts[d].id = id;
        }
    }
}

/// Merges drafts as people ruled, in the order of their rulings.
fn merge<'a>(
    sources: &[Source<'_>],
    tellings: &[Telling<'a>],
    nodes: &[Node<'a>],
    mut drafts: Vec<Draft<'a>>,
    rulings: &Rulings<'_>,
) -> Vec<Draft<'a>> {
    for (keep, gone, decision) in &rulings.merges {
        let (Some(k), Some(g)) = (find(sources, tellings, &drafts, keep), find(sources, tellings, &drafts, gone))
        else {
            continue;
        };
        if k == g {
            continue;
        }
        let moved = drafts[g].clone();
        let mut members = drafts[k].nodes.clone();
        members.extend(&moved.nodes);
        members.sort_unstable();
        let mut reasons = drafts[k].reasons.clone();
        reasons.extend(moved.reasons);
        reasons.push(format!("{} merged in by {}: {}", moved.id, decision.by, decision.reason));
        let id = drafts[k].id.clone();
        drafts[k] = Draft { id, ..draft(sources, tellings, nodes, members, reasons) };
        drafts.remove(g);
    }
    drafts
}

/// The draft of an id: by its own, else by that of one of its tellings, if only one has it.
fn find(sources: &[Source<'_>], tellings: &[Telling<'_>], drafts: &[Draft<'_>], id: &str) -> Option<usize> {
    if let Some(d) = drafts.iter().position(|d| d.id == id) {
        return Some(d);
    }
    let has = |d: &Draft<'_>| d.tellings.iter().any(|t| own_id(sources, &tellings[*t]) == id);
    let mut found = (0..drafts.len()).filter(|d| has(&drafts[*d]));
    found.next().filter(|_| found.next().is_none())
}

/// Why these tellings were joined, in words.
fn reasons(sources: &[Source<'_>], tellings: &[Telling<'_>], nodes: &[Node<'_>], cluster: &Cluster) -> Vec<String> {
    let report = |n: usize| nodes[n].tellings.first().map_or("", |t| sources[tellings[*t].source].id());
    let mut list = Vec::new();
    for n in &cluster.nodes {
        let told = &nodes[*n].tellings;
        if told.len() > 1 {
            let place = nodes[*n].view.place.map_or("", |p| p.name.as_str());
            let when = tellings[told[0]].when.map_or("", When::as_str);
            list.push(format!("{} reports tell of {place} on {when}, of the same form and actor", told.len()));
        }
    }
    for (a, b, evidence) in cluster.joins.iter().take(TOLD) {
        let words = evidence.words(&nodes[*a].view, &nodes[*b].view);
        list.push(format!("{} and {}: {words}", report(*a), report(*b)));
    }
    if cluster.joins.len() > TOLD {
        list.push(format!("and {} more for like reasons", cluster.joins.len() - TOLD));
    }
    list
}
