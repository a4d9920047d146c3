//! The quotations of a text: what stands between quotation marks.
//!
//! In: a text. Out: token ranges with their marks, in order, none across blocks.
//! It never says who is quoted; a quotation that is not closed ends with its block.

use litopys_text::{Glue, Shape, Text};
use std::ops::Range;

/// Finds the quotations of a text.
pub(super) fn find_quotes(text: &Text<'_>, out: &mut Vec<Range<usize>>) {
    let mut open: Option<usize> = None;
    let mut block = usize::MAX;
    for sentence in &text.sentences {
        if sentence.block != block {
            if let Some(start) = open.take() {
                out.push(start..sentence.first);
            }
            block = sentence.block;
        }
        for i in sentence.first..sentence.last {
            if text.tokens[i].shape != Shape::Sign || text.word(i) != "\"" {
                continue;
            }
            match open {
                // A second opening mark: the first was never closed (each paragraph of a long quotation opens anew).
                Some(start) if opens(text, i) && !closes(text, i) => {
                    out.push(start..i);
                    open = Some(i);
                }
                Some(start) => {
                    out.push(start..i + 1);
                    open = None;
                }
                None if closes(text, i) && !opens(text, i) => {}
                None => open = Some(i),
            }
        }
    }
    if let Some(start) = open {
        out.push(start..text.tokens.len());
    }
}

fn opens(text: &Text<'_>, i: usize) -> bool {
    match text.raw(i) {
        "“" | "„" | "«" => true,
        "”" | "»" => false,
        _ => text.tokens.get(i + 1).is_some_and(|t| t.glue == Glue::Direct) && text.tokens[i].glue != Glue::Direct,
    }
}

fn closes(text: &Text<'_>, i: usize) -> bool {
    match text.raw(i) {
        "”" | "»" => true,
        "“" => text.tokens[i].glue == Glue::Direct && text.tokens.get(i + 1).is_none_or(|t| t.glue == Glue::Space),
        "„" | "«" => false,
        _ => text.tokens[i].glue == Glue::Direct,
    }
}

/// The quotation that ends just before token `end`, or at it.
pub(super) fn quote_ending(quotes: &[Range<usize>], end: usize) -> Option<Range<usize>> {
    let at = quotes.partition_point(|q| q.end < end);
    quotes.get(at).filter(|q| q.end == end && q.len() > 2).cloned()
}

/// The quotation that begins at token `start`.
pub(super) fn quote_at(quotes: &[Range<usize>], start: usize) -> Option<Range<usize>> {
    let at = quotes.partition_point(|q| q.start < start);
    quotes.get(at).filter(|q| q.start == start && q.len() > 2).cloned()
}

/// True where the token stands inside a quotation.
pub(super) fn is_quoted(quotes: &[Range<usize>], token: usize) -> Option<Range<usize>> {
    let at = quotes.partition_point(|q| q.end <= token);
    quotes.get(at).filter(|q| q.start <= token).cloned()
}
