//! The date in the page noise above a report: `Posted on 4 June 2031`, `By our desk, 9 April 2030`.
//!
//! In: a text without a day of publication; out: the date that its head gives. Lines that are page noise have no tokens
//! in the text, so they are cut here once more. It never reads further than the head.

use super::expr::Expr;
use super::words::{Classes, Reader};
use super::{Found, parse};
use litopys_facts::{Block, BlockKind, Span};
use litopys_rules::{Lexicon, Tags};
use litopys_text::{Abbreviations, Text};

/// Bytes of a text that are its head.
const HEAD: usize = 1500;

/// The times in the head's page noise, in order.
pub(super) fn find(text: &Text<'_>, words: &Lexicon, classes: &Classes) -> Vec<Found> {
    let blocks = gaps(text);
    if blocks.is_empty() {
        return Vec::new();
    }
    let head = Text::new(text.source, &blocks, &Abbreviations::default());
    let mut tags = Tags::default();
    words.tag(&head, &mut tags);
    let mut exprs: Vec<(usize, usize, Expr)> = Vec::new();
    for sentence in &head.sentences {
        let (first, last, capitals) = (sentence.first, sentence.last, sentence.capitals);
        parse::sentence(&Reader { text: &head, words, tags: &tags, classes, first, last, capitals }, &mut exprs);
    }
    let found = |(first, last, expr)| Found { first, last, sentence: 0, expr, lead: None, future: false };
    exprs.into_iter().map(found).collect()
}

/// Stretches of the head with a figure in them that no sentence covers.
fn gaps(text: &Text<'_>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut gap = |start: usize, end: usize| {
        let noise = text.source.get(start..end).unwrap_or("");
        if noise.bytes().any(|b| b.is_ascii_digit()) {
            out.push(Block { kind: BlockKind::Body, span: Span::new(start as u32, end as u32) });
        }
    };
    for sentence in &text.sentences {
        let span = text.span(sentence.first, sentence.last);
        if at >= HEAD {
            break;
        }
        gap(at, span.start as usize);
        at = at.max(span.end as usize);
    }
    if at < HEAD {
        gap(at, text.source.floor_char_boundary(HEAD.min(text.source.len())).max(at));
    }
    out
}
