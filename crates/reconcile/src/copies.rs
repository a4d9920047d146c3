//! Which reports copy another: the same text, or nearly the same with the same figures.
//!
//! In: reports in canonical order. Out: for each, the index of the earliest report whose text it repeats.
//! Near copies are found by SimHash in four bands of 16 bits, so that a distance of three always shares a band.
//! A text whose figures changed is an update, not a copy. Short texts are never near copies.

use litopys_facts::{Bounds, Class, Extraction, Kind, Reading, When};
use std::collections::BTreeMap;

const DISTANCE: u32 = 3;
const SHORTEST: usize = 200;
const CROWD: usize = 64;

/// For each report, the earliest report of which it is a copy.
pub(crate) fn find_copies(readings: &[&Reading]) -> Vec<Option<usize>> {
    let mut root: Vec<usize> = (0..readings.len()).collect();
    let mut by_text: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, reading) in readings.iter().enumerate() {
        let hash = reading.report.text_sha256.as_str();
        if !hash.is_empty() {
            let first = *by_text.entry(hash).or_insert(i);
            unite(&mut root, first, i);
        }
    }
    for band in 0..4 {
        let mut bucket: Vec<(u64, usize)> = (readings.iter().enumerate())
            .filter(|(_, r)| r.report.simhash != 0 && r.report.text.len() >= SHORTEST)
            .map(|(i, r)| ((r.report.simhash >> (16 * band)) & 0xffff, i))
            .collect();
        bucket.sort_unstable();
        for (at, &(value, i)) in bucket.iter().enumerate() {
            // A crowded band is searched among neighbours only, which keeps the work near linear.
            for &(other, j) in bucket[at + 1..].iter().take(CROWD).take_while(|(v, _)| *v == value) {
                debug_assert_eq!(other, value);
                if find(&root, i) != find(&root, j) && is_near(readings[i], readings[j]) {
                    unite(&mut root, i, j);
                }
            }
        }
    }
    (0..readings.len()).map(|i| Some(find(&root, i)).filter(|r| *r != i)).collect()
}

fn is_near(a: &Reading, b: &Reading) -> bool {
    let (la, lb) = (a.report.text.len(), b.report.text.len());
    (a.report.simhash ^ b.report.simhash).count_ones() <= DISTANCE
        && la.abs_diff(lb) * 10 <= la.max(lb)
        && figures(&a.extraction) == figures(&b.extraction)
}

fn figures(extraction: &Extraction) -> Vec<(Kind, Class, Bounds, Option<&When>)> {
    let mut all: Vec<_> = extraction.claims.iter().map(|c| (c.kind, c.class, c.bounds, c.when.as_ref())).collect();
    all.sort_unstable();
    all
}

fn find(root: &[usize], mut i: usize) -> usize {
    while root[i] != i {
        i = root[i];
    }
    i
}

/// The lower index is the earlier report and stays the root.
fn unite(root: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(root, a), find(root, b));
    root[a.max(b)] = a.min(b);
}
