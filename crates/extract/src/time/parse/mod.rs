//! Finds time expressions in a sentence: the longest that begins at a token, by small productions.
//!
//! In: a [`Reader`] over one sentence; out: tokens and [`Expr`]. Words come from `lang/`, the order of words is here.
//! It never looks at the day of publication; `resolve` does.

mod date;
mod part;
mod relative;
mod stretch;

use super::expr::{Base, Expr};
use super::words::Reader;

/// A production: what begins at a token, and the token behind it.
type Production = fn(&Reader<'_>, usize) -> Option<(usize, Expr)>;

/// In order of preference where two are equally long.
const PRODUCTIONS: [Production; 13] = [
    part::clock_phrase,
    part::part_phrase,
    part::day_phrase,
    stretch::day_of_war,
    stretch::since_war,
    date::month_phrase,
    relative::step,
    relative::shifted,
    stretch::season,
    stretch::quarter,
    stretch::year_or_decade,
    stretch::duration,
    stretch::set_or_reference,
];

/// Tokens that may stand before the first word of time of an expression (`about the end of this month`).
const FAR: usize = 6;

/// Appends the expressions of a sentence: first token, end and meaning.
pub(super) fn sentence(reader: &Reader<'_>, out: &mut Vec<(usize, usize, Expr)>) {
    let mut i = reader.first;
    // The next token at or behind `i` that holds a word of time; nothing begins far before one.
    let mut hot = reader.next_hot(i);
    while i < reader.last {
        if hot < i {
            hot = reader.next_hot(i);
        }
        if hot >= reader.last {
            return;
        }
        if hot > i + FAR {
            i = hot - FAR;
            continue;
        }
        if !reader.may_lead(i) {
            i += 1;
            continue;
        }
        let found = at(reader, i);
        if let Some(end) = reader.not(i)
            && found.as_ref().is_none_or(|(found_end, _)| *found_end <= end)
        {
            i = end;
            continue;
        }
        match found {
            Some((end, expr)) => {
                let named = matches!(expr.base, Base::Date(_) | Base::Weekday(..)) && reader.is_bearer(end);
                if !named {
                    out.push((i, end, expr));
                }
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
}

/// The longest expression that begins at a token.
fn at(reader: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let mut best: Option<(usize, Expr)> = None;
    for production in PRODUCTIONS {
        if let Some((end, expr)) = production(reader, i)
            && best.as_ref().is_none_or(|(best_end, _)| end > *best_end)
        {
            best = Some((end, expr));
        }
    }
    best
}
