//! Splits the tokens of a block into sentences.

use crate::{Abbreviation, Abbreviations, Glue, Shape, Text};
use litopys_facts::BlockKind;

/// A run of tokens that ends where a reader would stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Index of its block.
    pub block: usize,
    /// What its block is.
    pub kind: BlockKind,
    /// Written in capitals throughout, so that case tells nothing.
    pub capitals: bool,
    /// Written with most words capitalised, as headlines are.
    pub title_case: bool,
}

pub(crate) fn split(text: &mut Text<'_>, first: usize, block: usize, kind: BlockKind, abbreviations: &Abbreviations) {
    let end = text.tokens.len();
    let mut start = first;
    let mut i = first;
    while i < end {
        let mut stop = i + 1;
        if ends_here(text, i, end, abbreviations) {
            // Closing quotes and brackets belong to the sentence they close.
            while stop < end
                && text.tokens[stop].glue == Glue::Direct
                && matches!(text.word(stop), "\"" | "'" | ")" | "]" | "." | "!" | "?")
            {
                stop += 1;
            }
            push(text, start, stop, block, kind);
            start = stop;
        }
        i = stop;
    }
    if start < end {
        push(text, start, end, block, kind);
    }
}

fn push(text: &mut Text<'_>, first: usize, last: usize, block: usize, kind: BlockKind) {
    let (mut words, mut upper, mut capital) = (0, 0, 0);
    for token in &text.tokens[first..last] {
        if token.is_word() && token.span.len() > 3 {
            words += 1;
            upper += usize::from(token.shape == Shape::Upper);
            capital += usize::from(token.shape != Shape::Lower);
        }
    }
    let capitals = words > 0 && upper * 10 >= words * 8;
    let title_case = words > 2 && capital * 10 >= words * 8;
    text.sentences.push(Sentence { first, last, block, kind, capitals, title_case });
}

fn ends_here(text: &Text<'_>, i: usize, end: usize, abbreviations: &Abbreviations) -> bool {
    // A stop, or a word with one: told by the last byte, which is `.`, `!`, `?` or the last one of `…`.
    let word = text.word(i);
    if !matches!(word.as_bytes().last(), Some(b'.' | b'!' | b'?' | 0xa6)) {
        return false;
    }
    match word {
        "!" | "?" | "." | "…" => {
            let mut next = i + 1;
            while next < end
                && text.tokens[next].glue == Glue::Direct
                && matches!(text.word(next), "\"" | "'" | ")" | "]" | "." | "!" | "?")
            {
                next += 1;
            }
            if next >= end {
                return true;
            }
            if text.tokens[next].glue == Glue::Direct && word == "." {
                // `end.Next` without a space: a stop only before a capital behind a lower-case word.
                return i > 0 && text.tokens[i - 1].shape == Shape::Lower && text.tokens[next].shape == Shape::Cap;
            }
            begins(text, next)
        }
        _ if word.ends_with('.') && word.len() > 1 => {
            if i + 1 >= end {
                return true;
            }
            match abbreviations.get(word.trim_end_matches('.')) {
                Some(Abbreviation::Never) => false,
                _ => is_common_beginning(text.word(i + 1)) && text.tokens[i + 1].shape == Shape::Cap,
            }
        }
        _ => false,
    }
}

/// Whether the token can begin a sentence.
fn begins(text: &Text<'_>, i: usize) -> bool {
    let token = text.tokens[i];
    match token.shape {
        Shape::Lower => token.line_start && text.word(i) != "and",
        Shape::Sign => !matches!(text.word(i), "," | ";" | ":" | "—" | ")"),
        _ => true,
    }
}

/// Words that begin sentences often and names never.
fn is_common_beginning(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "there"
            | "this"
            | "that"
            | "these"
            | "those"
            | "but"
            | "and"
            | "as"
            | "after"
            | "one"
            | "two"
            | "three"
            | "several"
            | "some"
            | "no"
            | "according"
            | "earlier"
            | "later"
            | "meanwhile"
            | "his"
            | "her"
            | "their"
            | "its"
            | "when"
            | "while"
            | "if"
            | "for"
            | "by"
            | "at least"
            | "more"
            | "another"
            | "all"
            | "both"
            | "most"
            | "many"
            | "no one"
            | "nobody"
            | "police"
            | "officials"
    )
}
