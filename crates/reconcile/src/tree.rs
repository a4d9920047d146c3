//! How incidents hang together: a part of a larger one, an answer to an earlier one, perhaps the same.
//!
//! In: draft incidents, and the pairs that joining left open. Out: parents and links, each with its reason in words.
//! A night's wave over a country is the parent of its cities; an answer needs words of a report that say so
//! (`data/answer-cues.txt`) and an earlier event of the other side in the same report.
//! It never moves a claim from one incident to another.

use crate::area::{self, Area};
use crate::compare::{Evidence, family, plain_kind};
use crate::days::{Days, TimeRelation};
use crate::draft::Draft;
use crate::node::Node;
use crate::source::Source;
use crate::telling::Telling;
use crate::words::fold;
use litopys_facts::{EventType, Link, Precision};
use std::collections::{BTreeMap, BTreeSet};

/// A link by draft index.
pub(crate) struct Tie {
    pub(crate) to: usize,
    pub(crate) link: Link,
    pub(crate) why: String,
}

/// Links of each draft.
pub(crate) fn ties(
    sources: &[Source<'_>],
    tellings: &[Telling<'_>],
    nodes: &[Node<'_>],
    drafts: &[Draft<'_>],
    open: &[(usize, usize, Evidence)],
) -> Vec<Vec<Tie>> {
    let mut ties: Vec<Vec<Tie>> = drafts.iter().map(|_| Vec::new()).collect();
    parents(drafts, tellings, &mut ties);
    answers(sources, tellings, drafts, &mut ties);
    let mut home = vec![None; nodes.len()];
    for (d, draft) in drafts.iter().enumerate() {
        for n in &draft.nodes {
            home[*n] = Some(d);
        }
    }
    let mut seen = BTreeSet::new();
    for (a, b, evidence) in open {
        let (Some(x), Some(y)) = (home[*a], home[*b]) else { continue };
        let is_family = |x: usize, y: usize| ties[x].iter().any(|t| t.to == y && t.link == Link::PartOf);
        if x == y || is_family(x, y) || is_family(y, x) || !seen.insert((x.min(y), x.max(y))) {
            continue;
        }
        let why = evidence.words(&nodes[*a].view, &nodes[*b].view);
        for (from, to) in [(x, y), (y, x)] {
            if ties[from].iter().filter(|t| t.link == Link::PerhapsSame).count() < 3 {
                ties[from].push(Tie { to, link: Link::PerhapsSame, why: why.clone() });
            }
        }
    }
    ties
}

/// For each draft with a place, the smallest larger happening of the same time that holds it.
fn parents(drafts: &[Draft<'_>], tellings: &[Telling<'_>], ties: &mut [Vec<Tie>]) {
    let mut by_day: BTreeMap<(i32, &str), Vec<usize>> = BTreeMap::new();
    for (d, draft) in drafts.iter().enumerate() {
        let wide = draft.place.is_some_and(|p| p.precision >= Some(Precision::Settlement));
        if wide && draft.days.len().is_some_and(|n| n <= 3) {
            let country = draft.place.and_then(|p| p.country.as_deref()).unwrap_or("");
            for day in draft.days.each() {
                by_day.entry((day, country)).or_default().push(d);
            }
        }
    }
    let mut home: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (d, draft) in drafts.iter().enumerate() {
        home.extend(draft.tellings.iter().map(|t| ((tellings[*t].source, tellings[*t].ordinal), d)));
    }
    // A wave that is told without a place still holds the shares that its report tells.
    let whole_of_share = |d: usize| {
        let whole = |t: &usize| home.get(&(tellings[*t].source, tellings[*t].share_of?)).copied();
        let placeless = |p: &usize| *p != d && drafts[*p].place.is_none();
        drafts[d].tellings.iter().filter_map(whole).find(placeless)
    };
    for (d, draft) in drafts.iter().enumerate() {
        let Some(place) = draft.place else { continue };
        let country = place.country.as_deref().unwrap_or("");
        let candidates: BTreeSet<usize> = (draft.days.each().into_iter())
            .flat_map(|day| [(day, country), (day, "")])
            .filter_map(|block| by_day.get(&block))
            .flatten()
            .copied()
            .filter(|p| *p != d && holds(&drafts[*p], draft))
            .chain(whole_of_share(d))
            .collect();
        let told_together = |p: &usize| {
            let shares = draft.tellings.iter().filter_map(|t| Some((tellings[*t].source, tellings[*t].share_of?)));
            let whole: BTreeSet<_> =
                drafts[*p].tellings.iter().map(|t| (tellings[*t].source, tellings[*t].ordinal)).collect();
            shares.filter(|s| whole.contains(s)).count()
        };
        let best = candidates.into_iter().max_by_key(|p| {
            let precision = drafts[*p].place.and_then(|x| x.precision);
            (told_together(p), std::cmp::Reverse(precision), drafts[*p].tellings.len(), std::cmp::Reverse(*p))
        });
        if let Some(p) = best {
            let whole = drafts[p].place.map_or("", |x| x.name.as_str());
            let told = if told_together(&p) > 0 { ", and a report tells it as its share" } else { "" };
            let why = if drafts[p].place.is_none() {
                "a report tells it as a share".to_owned()
            } else {
                format!("{} lies in {whole}, at the same time, by the same side as far as told{told}", place.name)
            };
            ties[d].push(Tie { to: p, link: Link::PartOf, why });
        }
    }
}

fn holds(whole: &Draft<'_>, part: &Draft<'_>) -> bool {
    let (Some(wide), Some(narrow)) = (whole.place, part.place) else { return false };
    let actors = !matches!((whole.actor, part.actor), (Some(a), Some(b)) if a != b);
    let families = |d: &Draft<'_>| d.weapons.iter().filter_map(|c| family(*c)).collect::<BTreeSet<u8>>();
    let (a, b) = (families(whole), families(part));
    let weapons = a.is_empty() || b.is_empty() || !a.is_disjoint(&b);
    let remote = |k| matches!(k, EventType::Strike | EventType::Shelling | EventType::Other);
    let (form, of_part) = (plain_kind(whole.kind, &whole.weapons), plain_kind(part.kind, &part.weapons));
    let kinds = form == of_part || (remote(form) && remote(of_part));
    narrow.precision < wide.precision
        && area::relate(narrow, wide) == Area::Inside
        && matches!(part.days.relate(whole.days), TimeRelation::Same | TimeRelation::Overlap)
        && actors
        && weapons
        && kinds
}

/// An answer: a report's news event, an earlier event of the other side in the same report, and words that say so.
fn answers(sources: &[Source<'_>], tellings: &[Telling<'_>], drafts: &[Draft<'_>], ties: &mut [Vec<Tie>]) {
    let mut home: BTreeMap<usize, usize> = BTreeMap::new();
    let mut by_source: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (d, draft) in drafts.iter().enumerate() {
        for t in &draft.tellings {
            home.insert(*t, d);
            by_source.entry(tellings[*t].source).or_default().push(*t);
        }
    }
    for (source, told) in by_source {
        if sources[source].copy_of.is_some() || !told.iter().any(|t| tellings[*t].background) {
            continue;
        }
        let report = &sources[source].reading.report;
        let Some(words) = cue(&report.text) else { continue };
        for news in told.iter().filter(|t| !tellings[**t].background) {
            let earlier =
                told.iter().filter(|t| tellings[**t].background && precedes(&tellings[**t], &tellings[*news]));
            let Some(cause) = earlier.max_by_key(|t| (tellings[**t].days.first(), std::cmp::Reverse(**t))) else {
                continue;
            };
            let (from, to) = (home[news], home[cause]);
            if from != to && !ties[from].iter().any(|t| t.to == to) {
                let why = format!("{} writes: \u{201c}{words}\u{201d}", report.outlet.as_deref().unwrap_or(&report.id));
                ties[from].push(Tie { to, link: Link::AnswerTo, why });
            }
        }
    }
}

fn precedes(cause: &Telling<'_>, answer: &Telling<'_>) -> bool {
    let sides = matches!((cause.actor, answer.actor), (Some(a), Some(b)) if a != b);
    let times = match (cause.days, answer.days) {
        (Days::Span { last, .. }, Days::Span { first, .. }) => last <= first && first - last <= 7,
        _ => false,
    };
    sides && times
}

/// The sentence that holds a word of answering, at most 200 letters of it.
fn cue(text: &str) -> Option<String> {
    let cues = include_str!("../data/answer-cues.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let cues: Vec<String> = cues.map(fold).collect();
    text.split_inclusive(['.', '\n', '!', '?']).find_map(|sentence| {
        let folded = format!(" {} ", fold(sentence));
        cues.iter().any(|c| folded.contains(&format!(" {c} "))).then(|| sentence.trim().chars().take(200).collect())
    })
}
