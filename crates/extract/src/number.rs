//! Finds counts: a number with its bounds and hedges, and the numbers that are none.
//!
//! In: the tokens and tags of a sentence. Out: [`Number`]s in order, not overlapping.
//! A number that is part of a name, a date, an age, a measure or money comes out as [`NumberKind::Measure`], so that no
//! later pass takes it for a count.

use crate::layers::{Context, Masks};
use crate::terms::{BoundWord, Meaning, NumberWord, UnitWord};
use litopys_facts::Bounds;
use litopys_text::{Glue, Shape};

/// What a number is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberKind {
    /// It counts things.
    Count,
    /// It measures, dates, names or prices.
    Measure,
}

/// A number with its hedges.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    /// First token, hedges included.
    pub(crate) first: usize,
    /// One past the last token, hedges included.
    pub(crate) last: usize,
    /// First token of the number itself.
    pub(crate) core: usize,
    /// How many.
    pub(crate) bounds: Bounds,
    /// Count or not.
    pub(crate) kind: NumberKind,
    /// A word of quantity without a number: many, some.
    pub(crate) vague: bool,
    /// `no`, `none`, `nobody`: an explicit zero.
    pub(crate) zero: bool,
    /// `nobody`, `no one`: stands for people.
    pub(crate) person: bool,
}

pub(crate) fn find_numbers(ctx: &Context<'_>, masks: &Masks, first: usize, last: usize, out: &mut Vec<Number>) {
    let mut i = first;
    while i < last {
        match number_at(ctx, masks, i, first, last) {
            Some(number) => {
                i = number.last.max(i + 1);
                out.push(number);
            }
            None => i += 1,
        }
    }
}

/// A bare value: bounds and where it ends.
struct Value {
    bounds: Bounds,
    end: usize,
    vague: bool,
    zero: bool,
}

fn number_at(ctx: &Context<'_>, masks: &Masks, at: usize, first: usize, last: usize) -> Option<Number> {
    let mut value = value_at(ctx, at, last)?;
    if let Some(ranged) = range(ctx, at, &value, last) {
        value = ranged;
    }
    let mut number = Number {
        first: at,
        last: value.end,
        core: at,
        bounds: value.bounds,
        kind: NumberKind::Count,
        vague: value.vague,
        zero: value.zero,
        person: matches!(ctx.text.word(at), "nobody")
            || (value.zero && ctx.text.word(value.end - 1) == "one" && value.end - at > 1),
    };
    if masks.time(at) || is_measure(ctx, at, value.end, first, last) {
        number.kind = NumberKind::Measure;
        return Some(number);
    }
    hedge(ctx, &mut number, first, last);
    Some(number)
}

fn value_at(ctx: &Context<'_>, at: usize, last: usize) -> Option<Value> {
    let token = ctx.text.tokens[at];
    let mut value = if token.shape == Shape::Number {
        let mut end = at + 1;
        let raw = ctx.text.word(at);
        let mut digits: String = raw.chars().filter(|c| *c != ',').collect();
        // `1 280`: digits parted by a space, as some houses write thousands.
        while digits.len() <= 12
            && !raw.contains(['.', ','])
            && raw.len() <= 3
            && end < last
            && ctx.text.tokens[end].shape == Shape::Number
            && ctx.text.tokens[end].glue == Glue::Space
            && ctx.text.word(end).len() == 3
            && ctx.text.word(end).bytes().all(|b| b.is_ascii_digit())
            && ctx.text.word(end).starts_with('0') | (raw.len() < 3)
        {
            digits.push_str(ctx.text.word(end));
            end += 1;
        }
        scaled(ctx, digits.parse::<f64>().ok()?, end, last)?
    } else {
        word_value(ctx, at, last)?
    };
    // `a dozen`, `tens of thousands`, `several hundred`.
    while value.bounds.low.is_some() && value.end < last {
        let of = usize::from(value.bounds.approx && ctx.text.word(value.end) == "of");
        let Some((number, end)) = number_word(ctx, value.end + of) else { break };
        let factor = match number {
            NumberWord::Scale(factor) => *factor,
            // `hundreds of thousands`: the second vague word counts as its scale.
            NumberWord::Value(b) if of == 1 && b.approx => match b.low {
                Some(2000) => 1000,
                Some(2_000_000) => 1_000_000,
                _ => break,
            },
            _ => break,
        };
        let times = |n: Option<u64>| n.map(|n| n.saturating_mul(factor));
        value.bounds =
            Bounds { low: times(value.bounds.low), high: times(value.bounds.high), approx: value.bounds.approx };
        if of == 1 && value.bounds.low == Some(24_000) {
            value.bounds.low = Some(20_000);
        }
        value.end = end;
    }
    Some(value)
}

fn scaled(ctx: &Context<'_>, number: f64, end: usize, last: usize) -> Option<Value> {
    let mut number = number;
    let mut end = end;
    while end < last {
        match number_word(ctx, end) {
            Some((NumberWord::Scale(factor), next)) => {
                // `5m` and `5k` are units unless money or a decimal stands before.
                if ctx.text.word(end).len() == 1 {
                    break;
                }
                number *= *factor as f64;
                end = next;
            }
            _ => break,
        }
    }
    (number.fract() == 0.0 && number < 1e15).then(|| Value {
        bounds: Bounds::exactly(number as u64),
        end,
        vague: false,
        zero: number == 0.0,
    })
}

/// `two hundred and fifty`, `twenty-one`, `a dozen`, `half a million`.
fn word_value(ctx: &Context<'_>, at: usize, last: usize) -> Option<Value> {
    let mut at = at;
    let mut halved = false;
    if ctx.text.word(at) == "half" && at + 1 < last {
        halved = true;
        at += 1 + usize::from(ctx.text.word(at + 1) == "a");
    } else if matches!(ctx.text.word(at), "a" | "an") && at + 1 < last {
        let Some((NumberWord::Scale(_), _)) = number_word(ctx, at + 1) else {
            return match number_word(ctx, at) {
                Some((NumberWord::Value(bounds), end)) if end > at + 1 => Some(plain(*bounds, end)),
                _ => None,
            };
        };
        at += 1;
    }
    let (word, mut end) = number_word(ctx, at)?;
    let (mut total, mut part) = match word {
        NumberWord::Value(bounds) if halved || bounds.approx || bounds.low != bounds.high || bounds.is_zero() => {
            return (!halved).then(|| plain(*bounds, end));
        }
        NumberWord::Value(bounds) => (0, bounds.low?),
        NumberWord::Vague => {
            return (!halved).then_some(Value { bounds: Bounds::unknown(), end, vague: true, zero: false });
        }
        NumberWord::Scale(factor) => {
            let factor = if halved { factor / 2 } else { *factor };
            let scaled_word = at > 0 && (matches!(ctx.text.word(at - 1), "a" | "an") || halved);
            if !scaled_word {
                return None;
            }
            (factor, 0)
        }
    };
    while end < last {
        let and = usize::from(ctx.text.word(end) == "and" && total + part >= 100);
        match number_word(ctx, end + and) {
            Some((NumberWord::Scale(factor), next)) if and == 0 => {
                if *factor >= 1000 {
                    total = (total + part).saturating_mul(*factor);
                    part = 0;
                } else {
                    part = part.saturating_mul(*factor);
                }
                end = next;
            }
            Some((NumberWord::Value(bounds), next)) if bounds.low == bounds.high && !bounds.approx => {
                let n = bounds.low?;
                let fits = ((20..100).contains(&part)
                    && part % 10 == 0
                    && n < 10
                    && n > 0
                    && and == 0
                    && ctx.text.tokens[end].glue != Glue::Space)
                    || (part >= 100 && part % 100 == 0 && n < 100 && n > 0)
                    || (part == 0 && total >= 1000 && n > 0);
                if !fits {
                    break;
                }
                part += n;
                end = next;
            }
            _ => break,
        }
    }
    Some(plain(Bounds::exactly(total + part), end))
}

fn plain(bounds: Bounds, end: usize) -> Value {
    Value { bounds, end, vague: !bounds.is_numbered(), zero: bounds.is_zero() }
}

fn number_word<'c>(ctx: &'c Context<'_>, at: usize) -> Option<(&'c NumberWord, usize)> {
    ctx.tags.at(at).iter().find_map(|tag| match ctx.terms.meaning(tag) {
        Meaning::Number(word) => Some((word, tag.end())),
        _ => None,
    })
}

/// `3 to 5`, `30-40`, `three or four`, `between 3 and 5`.
fn range(ctx: &Context<'_>, at: usize, low: &Value, last: usize) -> Option<Value> {
    let a = low.bounds.low.filter(|_| low.bounds.high == low.bounds.low)?;
    let join = low.end;
    if join >= last {
        return None;
    }
    let before = if at > 0 { ctx.text.word(at - 1) } else { "" };
    let glued = ctx.text.tokens[join].shape == Shape::Number && ctx.text.tokens[join].glue == Glue::Hyphen;
    let skip = match ctx.text.word(join) {
        _ if glued => 0,
        "to" if before != "from"
            || ctx.text.tokens[join + 1..last.min(join + 2)].iter().any(|t| t.shape == Shape::Number) =>
        {
            1
        }
        "or" => 1,
        "and" if before == "between" => 1,
        _ => return None,
    };
    let high = value_at(ctx, join + skip, last)?;
    let b = high.bounds.high.filter(|_| high.bounds.high == high.bounds.low)?;
    (a < b && (skip == 0 || b <= a.saturating_mul(20).max(10))).then_some(Value {
        bounds: Bounds { low: Some(a), high: Some(b), approx: false },
        end: high.end,
        vague: false,
        zero: false,
    })
}

/// A number that names, dates, prices or measures.
fn is_measure(ctx: &Context<'_>, at: usize, end: usize, first: usize, last: usize) -> bool {
    let text = ctx.text;
    let token = text.tokens[at];
    let digits = token.shape == Shape::Number;
    if at > first {
        let before = text.word(at - 1);
        let named = token.glue != Glue::Space && text.tokens[at - 1].is_word();
        if named
            || matches!(before, "$" | "€" | "£" | "#" | "№" | "₴" | "+")
            || (before == "'" && digits && token.glue == Glue::Direct)
        {
            return true;
        }
        if before == "/" && token.glue == Glue::Direct {
            return true;
        }
        // A word that makes names of numbers ends just before.
        let unit = (first.max(at.saturating_sub(3))..at).any(|j| {
            ctx.tags
                .at(j)
                .iter()
                .any(|t| t.end() == at && matches!(ctx.terms.meaning(t), Meaning::Unit(UnitWord::Before)))
        });
        // `a group of five`, `the number six`: these name numbers in digits only.
        let digits_only = matches!(
            before,
            "group" | "number" | "line" | "area" | "law" | "round" | "part" | "division" | "figure" | "level"
        );
        if unit && (digits || !digits_only) {
            return true;
        }
        // An age between commas behind a name.
        let age = digits
            && before == ","
            && at >= first + 2
            && text.tokens[at - 2].is_capital()
            && end < last
            && matches!(text.word(end), "," | "." | "who" | ";")
            && ctx.value_below(at, 115);
        if age {
            return true;
        }
    }
    if end >= last {
        return false;
    }
    let next = text.tokens[end];
    if next.glue == Glue::Hyphen && next.is_word() && number_word(ctx, end).is_none() {
        return true;
    }
    if next.glue == Glue::Direct && (next.is_word() || matches!(text.word(end), "%" | "°" | "/" | "'")) && digits {
        return !matches!(text.word(end), "'");
    }
    // `500 to 600 kilometres`, `a 54-year-old`: the unit may stand behind a glued word.
    ctx.tags.at(end).iter().any(|t| matches!(ctx.terms.meaning(t), Meaning::Unit(unit) if *unit != UnitWord::Before))
        && !matches!(text.word(end), "min" | "m" if next.glue == Glue::Space && !digits)
}

/// Takes in the bounds and hedges around a number.
fn hedge(ctx: &Context<'_>, number: &mut Number, first: usize, last: usize) {
    for _ in 0..3 {
        let start = number.first;
        let found = (first.max(start.saturating_sub(5))..start).find_map(|j| {
            ctx.tags.at(j).iter().find_map(|t| match ctx.terms.meaning(t) {
                Meaning::Bound(word) if t.end() == start && !word.is_post() => Some((j, *word)),
                _ => None,
            })
        });
        let Some((j, word)) = found else { break };
        if number.vague && word != BoundWord::Exact {
            break;
        }
        apply(number, word, ctx.text.word(j) == "just" || ctx.text.word(j) == "nearly");
        number.first = j;
    }
    let post = ctx.tags.at(number.last).iter().find_map(|t| match ctx.terms.meaning(t) {
        Meaning::Bound(word) if t.end() <= last => Some((t.end(), *word)),
        _ => None,
    });
    if let Some((end, word)) = post {
        let at_least = ctx.text.word(number.last) == "at" && number.bounds.low == number.bounds.high;
        match word {
            BoundWord::PostMin => number.bounds.high = None,
            BoundWord::PostAbout => number.bounds.approx = true,
            BoundWord::PostMax => number.bounds = Bounds { low: None, ..number.bounds },
            BoundWord::Min
                if at_least && !ctx.tags.at(end).iter().any(|t| matches!(ctx.terms.meaning(t), Meaning::Number(_))) =>
            {
                number.bounds.high = None;
            }
            _ => return,
        }
        number.last = end;
    }
}

fn apply(number: &mut Number, word: BoundWord, _near: bool) {
    let bounds = &mut number.bounds;
    match word {
        BoundWord::Min => bounds.high = None,
        BoundWord::Over => {
            // `more than a dozen` is thirteen or more; `more than several` stays several.
            if !bounds.approx {
                bounds.low = bounds.low.map(|n| n.saturating_add(1));
            }
            bounds.high = None;
        }
        BoundWord::Max => {
            bounds.high = bounds.high.or(bounds.low);
            bounds.low = None;
        }
        BoundWord::Under => {
            bounds.high = bounds.high.or(bounds.low).map(|n| n.saturating_sub(1));
            bounds.low = None;
        }
        BoundWord::About => bounds.approx = true,
        BoundWord::Exact | BoundWord::PostMin | BoundWord::PostAbout | BoundWord::PostMax => {}
    }
}
