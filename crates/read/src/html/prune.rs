//! Takes teasers of other articles out of a page: a small box whose heading is a link.
//!
//! In: a parsed page and its address. Out: the page without such boxes. Entries of a live page have linked headings too,
//! so links into the page itself do not count, and where such boxes hold most of the page's words, none is taken out.

use dom_query::{Document, NodeRef};

/// Letters of a box that is still a teaser.
const MAX_LETTERS: usize = 600;
/// Letters that have to stay.
const MIN_REST: usize = 250;

/// Removes the teasers.
pub(super) fn teasers(document: &Document, url: Option<&str>) {
    let Some(body) = document.body() else { return };
    let total = body.normalized_char_count();
    let mut boxes: Vec<NodeRef> = Vec::new();
    let mut n_letters = 0;
    for heading in document.select("h2, h3, h4, h5").nodes() {
        if leads_away(heading, url)
            && let Some((node, size)) = teaser(heading)
            && !boxes.iter().any(|b| b.id == node.id)
        {
            n_letters += size;
            boxes.push(node);
        }
    }
    // Three quarters of a page may be teasers; more is a page of entries.
    if n_letters * 4 <= total * 3 && total.saturating_sub(n_letters) >= MIN_REST {
        boxes.iter().for_each(NodeRef::remove_from_parent);
    }
}

/// The heading is one link, to another page.
fn leads_away(heading: &NodeRef, url: Option<&str>) -> bool {
    let n_all = heading.normalized_char_count();
    let links: Vec<NodeRef> = heading
        .descendants_it()
        .filter(|n| n.has_name("a"))
        .chain(heading.parent().filter(|p| p.has_name("a")))
        .collect();
    let [link] = links.as_slice() else { return false };
    let Some(href) = link.attr("href") else { return false };
    let path = |u: &str| u.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').to_owned();
    let here = url.map(path).unwrap_or_default();
    let there = path(&href);
    let inside = there.is_empty() || !here.is_empty() && (there.starts_with(&here) || here.ends_with(&there));
    n_all >= 12 && link.normalized_char_count() * 10 >= n_all * 8 && !inside
}

/// The largest box around the heading that is still small, and its letters; nothing where it is the heading alone.
fn teaser<'a>(heading: &NodeRef<'a>) -> Option<(NodeRef<'a>, usize)> {
    let mut found = None;
    for node in heading.ancestors_it(Some(8)) {
        let size = node.normalized_char_count();
        if size > MAX_LETTERS || node.has_name("body") || node.has_name("main") {
            break;
        }
        found = Some((node, size));
    }
    found.filter(|(_, size)| *size > heading.normalized_char_count())
}
