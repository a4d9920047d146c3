//! What the words around a name say of the place: its kind, and the larger place named behind a comma.
//!
//! In: tokens and tags around a found name. Out: the kind of place, if a word tells it. It reads words only; which
//! namesake follows from it is the settler's work.

use super::words::{Before, Feature, PlaceWords};
use litopys_rules::Tags;
use litopys_text::{Glue, Shape, Text};

/// The kind told by a word behind the name (`Kharkiv region`) or before it (`the city of Kharkiv`).
pub(super) fn feature(text: &Text<'_>, tags: &Tags, words: &PlaceWords, first: usize, last: usize) -> Option<Feature> {
    let behind = words.feature(tags, last).map(|(feature, _)| feature);
    // "New York state police", "Kharkiv city council": the word still tells the kind.
    behind.or_else(|| {
        let of = first.checked_sub(1).filter(|&at| text.word(at) == "of")?;
        // "the city of X", "the Belgorod region town of X"
        let word = of.checked_sub(1)?;
        [word.saturating_sub(1), word]
            .into_iter()
            .find_map(|at| words.feature(tags, at).filter(|(_, end)| *end == of))
            .map(|(feature, _)| feature)
    })
}

/// The place evidence of what stands before the name, past articles, compass words and words for kinds of place.
pub(super) fn before(
    text: &Text<'_>,
    tags: &Tags,
    words: &PlaceWords,
    sentence_first: usize,
    first: usize,
) -> Option<Before> {
    let mut at = first;
    for _ in 0..4 {
        if let Some(before) = words.before(tags, at) {
            return Some(before);
        }
        if at <= sentence_first {
            return None;
        }
        at -= 1;
        let skipped = matches!(text.word(at), "the" | "'s" | "s")
            || words.is_part(tags, at)
            || words.demonym(tags, at).is_some()
            || words.feature(tags, at).is_some();
        if !skipped {
            return None;
        }
    }
    None
}

/// A name at the head of a line with a comma, bracket or dash behind it, as agencies open: `KYIV, Ukraine (AP) —`.
pub(super) fn is_dateline(text: &Text<'_>, sentence_first: usize, first: usize, last: usize) -> bool {
    let all_capitals = (first..last).all(|at| text.tokens[at].shape == Shape::Upper);
    if first != sentence_first || !(all_capitals || text.tokens[first].line_start) {
        return false;
    }
    // A line of its own, or a heading: `KOBANI.`, `Raman: a shop was burned`.
    if text.tokens[first].line_start
        && (text.word(last) == ":"
            || (text.word(last) == "." && text.tokens.get(last + 1).is_none_or(|token| token.glue != Glue::Direct)))
    {
        return true;
    }
    let dash = |at: usize| matches!(text.word(at), "—" | "-" | "--" | "(");
    dash(last)
        || (all_capitals && text.word(last) == ",")
        || (last..last + 6).any(|at| dash(at) && text.word(at.saturating_sub(1)) == ")")
}
