//! Which pairs of nodes are worth comparing at all.
//!
//! In: nodes. Out: pairs that share a block: a day and a cell of the map, a day and a name, a day and a number or a
//! rare word, or the same text. Nodes with a coarse place or none look for partners by number and word; fine places
//! by the cells that their area touches, so that a border between cells never parts neighbours.
//! It never decides anything; a pair that is missing here is never compared.

use crate::area::{is_fine, key, radius};
use crate::compare::{CROWDED, View};
use crate::days::{Days, Firm, LONGEST, month_day};
use crate::node::Node;
use crate::words::{fold, hash};
use litopys_facts::{Place, Precision};

/// Above so many seekers in one block, each is compared with its neighbours only.
const CROWD: usize = 1500;

struct Entry {
    block: u64,
    node: u32,
    /// Looks for partners, rather than only being found.
    seeks: bool,
}

/// Pairs of node indices, lower first, in order.
pub(crate) fn pairs(nodes: &[Node<'_>]) -> Vec<(usize, usize)> {
    let mut entries: Vec<Entry> = Vec::new();
    for (n, node) in nodes.iter().enumerate() {
        blocks(&node.view, |seeks, parts| {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            entries.push(Entry { block: hash(&parts), node: n as u32, seeks });
        });
    }
    entries.sort_unstable_by_key(|e| (e.block, e.node, !e.seeks));
    entries.dedup_by_key(|e| (e.block, e.node));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for block in entries.chunk_by(|a, b| a.block == b.block) {
        let n_seekers = block.iter().filter(|e| e.seeks).count();
        for (i, a) in block.iter().enumerate() {
            let reach = if n_seekers > CROWD { 64 } else { block.len() };
            for b in block[i + 1..].iter().take(reach) {
                if a.seeks || b.seeks {
                    pairs.push((a.node as usize, b.node as usize));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn blocks(view: &View<'_>, mut add: impl FnMut(bool, &[String])) {
    let fine = view.place.filter(|p| is_fine(p));
    let figures: Vec<String> = view.figures.iter().map(|(kind, _, n)| format!("{kind} {n}")).collect();
    let rare: Vec<&String> = view.words.iter().filter(|(_, w)| **w >= 1.0).map(|(word, _)| word).collect();
    let days = days(view.days);
    for day in &days {
        let at = |what: &str, value: &str| [day.to_string(), what.to_owned(), value.to_owned()];
        match (fine, view.place) {
            (Some(place), _) => {
                for cell in cells(place) {
                    add(true, &at("cell", &cell));
                }
                add(true, &at("place", &key(place)));
                if let Some(adm1) = &place.adm1 {
                    add(false, &at("adm1", &fold(adm1)));
                }
            }
            (None, Some(place)) => {
                add(true, &at("place", &key(place)));
                if place.precision == Some(Precision::Adm1) {
                    add(true, &at("adm1", &fold(place.adm1.as_ref().unwrap_or(&place.name))));
                }
                if place.precision == Some(Precision::Adm2)
                    && let Some(adm1) = &place.adm1
                {
                    add(true, &at("adm1", &fold(adm1)));
                }
            }
            _ => {}
        }
        if (view.crowd as f64) < CROWDED {
            let country = view.place.and_then(|p| p.country.as_deref()).unwrap_or_default();
            add(fine.is_none(), &at("country", country));
        }
        for figure in &figures {
            add(fine.is_none(), &at("figure", figure));
        }
        for word in &rare {
            add(fine.is_none(), &at("word", word));
        }
    }
    let place = view.place.map(key).unwrap_or_default();
    for figure in figures.iter().filter(|f| !f.ends_with(" 0") && !f.ends_with(" 1")) {
        add(days.is_empty(), &["any day".to_owned(), place.clone(), figure.clone()]);
    }
    match view.days {
        Days::Yearless(month, day) => add(true, &["year".to_owned(), format!("{month}-{day}"), place]),
        Days::Span { first, last, .. } if last - first < 2 && fine.is_some() => {
            for (month, day) in (first..=last).map(month_day) {
                add(false, &["year".to_owned(), format!("{month}-{day}"), place.clone()]);
            }
        }
        _ => {}
    }
    for original in &view.originals {
        add(true, &["text".to_owned(), original.to_string()]);
    }
}

/// The days under which a view is found; a day of publication also stands for the day before.
fn days(days: Days) -> Vec<i32> {
    if days.len().is_some_and(|n| n > LONGEST) {
        return Vec::new();
    }
    let mut list = days.each();
    if let Days::Span { first, firm: Firm::Published | Firm::Guessed, .. } = days {
        list.insert(0, first - 1);
    }
    list
}

/// The one-degree cells that a place's area touches.
fn cells(place: &Place) -> Vec<String> {
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return Vec::new() };
    let reach = radius(place).clamp(6.0, 60.0) / 111.0;
    let wide = reach / lat.to_radians().cos().abs().max(0.1);
    let mut cells = Vec::new();
    for y in [(lat - reach).floor() as i32, (lat + reach).floor() as i32] {
        for x in [(lon - wide).floor() as i32, (lon + wide).floor() as i32] {
            cells.push(format!("{y} {x}"));
        }
    }
    cells.sort_unstable();
    cells.dedup();
    cells
}
