//! Which part of a page is the article.
//!
//! In: a parsed page and its JSON-LD. Out: the article's pieces. First comes dom_smoothie's reading of the page; where it
//! finds nothing, or misses most of the body that the page gives in JSON-LD, all paragraphs of the page are weighed
//! instead. It never looks at single words.

use super::{
    ld::Linked,
    pieces::{self, Piece},
};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use litopys_facts::BlockKind;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Elements that the article finder is asked to weigh.
const MAX_ELEMENTS: usize = 40_000;

/// The pieces of the article.
pub(super) fn find(document: Document, linked: &Linked) -> Vec<Piece> {
    let known = linked.body.as_deref().filter(|b| b.len() > 400).map(runs);
    let copy = document.clone();
    let found = catch_unwind(AssertUnwindSafe(|| by_readability(copy))).ok().flatten().unwrap_or_default();
    let n_found: usize = found.iter().map(|p| p.text.len()).sum();
    let covers = known.as_ref().is_none_or(|known| coverage(known, &found) >= 0.6);
    if n_found >= 250 && covers {
        return found;
    }
    let weighed = by_weight(&document, known.as_ref());
    let n_weighed: usize = weighed.iter().map(|p| p.text.len()).sum();
    if n_weighed.max(n_found) == 0 {
        // A page of a few words, or of links alone, is still what somebody saved.
        return pieces::find(&main_part(&document));
    }
    if n_weighed > n_found { weighed } else { found }
}

fn by_readability(document: Document) -> Option<Vec<Piece>> {
    let config = Config { keep_classes: true, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    let content = Document::fragment(article.content);
    Some(pieces::find(&content.root()))
}

/// All pieces of the page that are not mostly links; only those in the known body where there is one.
fn by_weight(document: &Document, known: Option<&HashSet<u64>>) -> Vec<Piece> {
    let mut pieces = pieces::find(&main_part(document));
    match known {
        Some(known) => pieces.retain(|p| {
            let runs = runs(&p.text);
            !runs.is_empty() && runs.iter().filter(|r| known.contains(r)).count() * 2 > runs.len()
        }),
        None => pieces.retain(|p| {
            let prose =
                p.text.len() >= 60 || p.kind == BlockKind::Heading || p.text.ends_with(['.', '!', '?', '”', '"']);
            prose && p.n_linked * 2 < p.text.len()
        }),
    }
    pieces
}

/// The part of the page that its author calls the main one, where it holds most paragraphs.
fn main_part(document: &Document) -> NodeRef<'_> {
    for selector in ["[itemprop='articleBody']", "article", "main", "[role='main']"] {
        if let Some(found) = document.try_select(selector)
            && let Some(node) = found.nodes().iter().max_by_key(|n| n.normalized_char_count())
            && node.normalized_char_count() >= 250
        {
            return *node;
        }
    }
    document.body().unwrap_or_else(|| document.root())
}

/// The share of `known` that the pieces hold.
fn coverage(known: &HashSet<u64>, found: &[Piece]) -> f64 {
    let mut held = HashSet::new();
    for piece in found {
        held.extend(runs(&piece.text));
    }
    known.intersection(&held).count() as f64 / known.len().max(1) as f64
}

/// Hashes of all runs of three words.
fn runs(text: &str) -> HashSet<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| {
            w.chars()
                .flat_map(char::to_lowercase)
                .fold(0xcbf2_9ce4_8422_2325, |h, c| (h ^ u64::from(c)).wrapping_mul(0x100_0000_01b3))
        })
        .collect();
    words.windows(3).map(|w| w.iter().fold(7, |h: u64, x| h.rotate_left(17).wrapping_mul(31) ^ x)).collect()
}
