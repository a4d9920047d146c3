//! Joins nodes into happenings, the surest pairs first.
//!
//! In: nodes and candidate pairs. Out: clusters of nodes with their reasons, and pairs that a person should look at.
//! A join is refused where any two tellings of the two sides can't be one (other night, other place, two events of
//! one report) or where most of them are unlike, so that likeness never runs along a chain.
//! Pairs are taken by score and then by canonical order; the order of arrival never matters.

use crate::area::{Area, is_fine};
use crate::compare::{ASK, Evidence, SAME, compare};
use crate::days::TimeRelation;
use crate::node::Node;
use crate::telling::Telling;
use litopys_facts::EventType;

/// Across two clusters, the mean score must reach this.
const MEAN: f64 = 2.5;
/// Of large clusters so many nodes are looked at.
const SAMPLE: usize = 24;

/// Nodes that are one happening.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    /// Node indices in canonical order.
    pub(crate) nodes: Vec<usize>,
    /// The pairs that joined them, with the evidence.
    pub(crate) joins: Vec<(usize, usize, Evidence)>,
}

/// The clusters, and the pairs that are perhaps the same.
pub(crate) fn join(
    nodes: &[Node<'_>],
    tellings: &[Telling<'_>],
    pairs: &[(usize, usize)],
) -> (Vec<Cluster>, Vec<(usize, usize, Evidence)>) {
    let mut edges: Vec<(usize, usize, Evidence)> = pairs
        .iter()
        .filter_map(|&(a, b)| compare(&nodes[a].view, &nodes[b].view).map(|e| (a, b, e)))
        .filter(|(_, _, e)| e.score >= ASK)
        .collect();
    edges.sort_by(|x, y| y.2.score.total_cmp(&x.2.score).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut home: Vec<usize> = (0..nodes.len()).collect();
    let mut clusters: Vec<Cluster> = (0..nodes.len()).map(|n| Cluster { nodes: vec![n], joins: Vec::new() }).collect();
    let mut open = Vec::new();
    for (a, b, evidence) in edges {
        let (x, y) = (home[a], home[b]);
        if x == y {
            continue;
        }
        if evidence.score < SAME || !may_join(nodes, tellings, &clusters[x].nodes, &clusters[y].nodes) {
            open.push((a, b, evidence));
            continue;
        }
        let (keep, gone) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut clusters[gone]);
        for n in &moved.nodes {
            home[*n] = keep;
        }
        clusters[keep].nodes.extend(moved.nodes);
        clusters[keep].nodes.sort_unstable();
        clusters[keep].joins.extend(moved.joins);
        clusters[keep].joins.push((a, b, evidence));
    }
    open.retain(|(a, b, _)| home[*a] != home[*b]);
    clusters.retain(|c| !c.nodes.is_empty());
    (clusters, open)
}

fn may_join(nodes: &[Node<'_>], tellings: &[Telling<'_>], left: &[usize], right: &[usize]) -> bool {
    let (mut sum, mut n) = (0.0, 0.0);
    for a in left.iter().take(SAMPLE) {
        for b in right.iter().take(SAMPLE) {
            let Some(evidence) = compare(&nodes[*a].view, &nodes[*b].view) else { return false };
            sum += evidence.score.max(-2.0);
            n += 1.0;
            if !reports_allow(&nodes[*a], &nodes[*b], tellings, &evidence) {
                return false;
            }
        }
    }
    sum >= MEAN * n
}

/// Two events of one report are one only when place, time, actor and form agree and no figure speaks against it.
fn reports_allow(a: &Node<'_>, b: &Node<'_>, tellings: &[Telling<'_>], evidence: &Evidence) -> bool {
    a.tellings.iter().all(|s| {
        let s = &tellings[*s];
        b.tellings.iter().map(|t| &tellings[*t]).filter(|t| t.source == s.source).all(|t| {
            let fine = s.place.is_some_and(is_fine) && t.place.is_some_and(is_fine);
            let place = evidence.area == Area::Same || (fine && matches!(evidence.area, Area::Inside | Area::Contains));
            let time = matches!(evidence.time, TimeRelation::Same | TimeRelation::Overlap);
            let kind = s.kind == t.kind || s.kind == EventType::Other || t.kind == EventType::Other;
            let shares = s.share_of == Some(t.ordinal)
                || t.share_of == Some(s.ordinal)
                || (s.share_of.is_some() && s.share_of == t.share_of);
            place && time && kind && !shares && !evidence.actors_differ && evidence.disagreed.is_empty()
        })
    })
}
