//! Tellings that are plainly one, gathered before anything is weighed.
//!
//! In: all tellings. Out: nodes; those of one settlement (or finer place), time, form and actor share a node, all
//! others stand alone. It keeps the work near linear on a night that a hundred outlets tell.
//! Two tellings of one report never share a node: the extractor kept them apart for a reason.

use crate::area::{is_fine, key};
use crate::compare::View;
use crate::days::{Days, Firm};
use crate::source::Source;
use crate::telling::Telling;
use std::collections::{BTreeMap, BTreeSet};

/// One or more tellings with their common view.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) tellings: Vec<usize>,
    pub(crate) view: View<'a>,
}

/// Gathers tellings into nodes, in canonical order.
pub(crate) fn nodes<'a>(sources: &[Source<'_>], tellings: &[Telling<'a>]) -> Vec<Node<'a>> {
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (t, telling) in tellings.iter().enumerate() {
        let view = view(sources, telling);
        let signature = match (telling.place.filter(|p| is_fine(p)), telling.days) {
            (Some(place), Days::Span { first, last, firm }) if firm != Firm::Guessed && last - first < 7 => {
                Some((key(place), first, last, telling.kind, telling.actor))
            }
            _ => None,
        };
        let found = signature.as_ref().and_then(|s| known.get(s).copied());
        match found.filter(|n| taken.insert((*n, telling.source))) {
            Some(n) => {
                nodes[n].tellings.push(t);
                absorb(&mut nodes[n].view, view);
            }
            None => {
                if let (Some(signature), None) = (signature, found) {
                    known.insert(signature, nodes.len());
                    taken.insert((nodes.len(), telling.source));
                }
                nodes.push(Node { tellings: vec![t], view });
            }
        }
    }
    count_crowds(&mut nodes);
    nodes
}

/// How much a country has to tell of on a day.
fn count_crowds(nodes: &mut [Node<'_>]) {
    let country = |view: &View<'_>| view.place.and_then(|p| p.country.clone()).unwrap_or_default();
    let mut n_told: BTreeMap<(i32, String), usize> = BTreeMap::new();
    for node in nodes.iter() {
        for day in node.view.days.each() {
            *n_told.entry((day, country(&node.view))).or_default() += 1;
        }
    }
    for node in nodes {
        let told = node.view.days.each().into_iter().filter_map(|d| n_told.get(&(d, country(&node.view))));
        node.view.crowd = told.max().copied().unwrap_or(0);
    }
}

fn view<'a>(sources: &[Source<'_>], telling: &Telling<'a>) -> View<'a> {
    View {
        place: telling.place,
        days: telling.days,
        kind: telling.kind,
        actor: telling.actor,
        weapons: telling.weapons.clone(),
        figures: telling.figures.clone(),
        words: telling.words.clone(),
        originals: BTreeSet::from([sources[telling.source].copy_of.unwrap_or(telling.source)]),
        bare: telling.bare,
        crowd: 0,
    }
}

fn absorb<'a>(view: &mut View<'a>, other: View<'a>) {
    if let (Days::Span { first, last, .. }, Days::Span { firm: Firm::Stated, .. }) = (view.days, other.days) {
        view.days = Days::Span { first, last, firm: Firm::Stated };
    }
    view.weapons.extend(other.weapons);
    view.figures.extend(other.figures);
    view.words.extend(other.words);
    view.originals.extend(other.originals);
}
