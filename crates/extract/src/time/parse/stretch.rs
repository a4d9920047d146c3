//! Longer stretches and lengths: years, decades, seasons, quarters, days of a war, durations, sets, loose words.
//!
//! In: a reader and a token; out: an expression. It never takes a bare number for a year without a word that leads it.

use super::super::expr::{Amount, Base, Expr, Partial, Shift, Unit};
use super::super::words::{Reader, Shifting};
use litopys_text::{Glue, Shape};

/// `2017`, `mid-2019`, `early 2020`, `the 1970s`, `'68`
pub(super) fn year_or_decade(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let start = r.link(i, "the").unwrap_or(i);
    if let Some(found) = decade(r, start) {
        return Some(found);
    }
    // `'68`, `the '90s`
    if matches!(r.word(start), "'" | "`") && r.glue(start + 1) == Glue::Direct && r.shape(start + 1)? == Shape::Number {
        if let Some(found) = decade(r, start + 1) {
            return Some(found);
        }
        let year: i16 = r.word(start + 1).parse().ok().filter(|_| r.word(start + 1).len() == 2)?;
        let year = if year < 40 { 2000 + year } else { 1900 + year };
        return Some((
            start + 2,
            Expr::new(Base::Date(Partial { year: Some(year), ..Partial::default() }), "en/time/year"),
        ));
    }
    let edge = r.edge(start);
    let at = edge.map_or(i, |end| r.skip(end, &["of"]));
    if start != i && edge.is_none() {
        return None;
    }
    let (end, year) = r.year(at)?;
    let sure = edge.is_some() || year_is_led(r, at) && !counts(r, end);
    let date = Partial { year: Some(year), ..Partial::default() };
    sure.then(|| (end, Expr::new(Base::Date(date), "en/time/year")))
}

/// `1970s`, `90s`, `nineties` in figures
fn decade(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let digits = r.word(i);
    let s = r.glue(i + 1) == Glue::Direct && matches!(r.word(i + 1), "s" | "'s");
    if r.shape(i)? != Shape::Number || !s || !digits.ends_with('0') {
        return None;
    }
    let number: i16 = digits.parse().ok()?;
    let first = match digits.len() {
        4 if (1400..2100).contains(&number) => number,
        2 if r.word(i + 1) == "s" && number >= 20 => 1900 + number,
        _ => return None,
    };
    Some((i + 2, Expr::new(Base::Decade(first), "en/time/decade")))
}

/// Whether the words before four figures let them be a year.
fn year_is_led(r: &Reader<'_>, i: usize) -> bool {
    if !(1900..=2099).contains(&r.year(i).map_or(0, |(_, year)| year)) {
        return r.link_before(i).is_some_and(|(_, name)| name == "in");
    }
    if let Some((_, name)) = r.link_before(i) {
        return match name {
            "in" | "since" | "of" | "from" | "until" | "by" | "during" | "between" | "to" | "the" | "beside"
            | "and" | "into" => true,
            "about" | "over" => false,
            _ => r.glue(i) == Glue::Hyphen,
        };
    }
    let before = i.checked_sub(1).filter(|at| *at >= r.first);
    let Some(before) = before else { return true };
    let sign = matches!(r.word(before), "(" | "," | "—" | "-" | "/" | ";" | ":");
    sign || r.glue(i) == Glue::Hyphen && r.year(before).is_some()
        || r.text.tokens[before].is_capital()
        || r.season(before).is_some()
        || r.word(before) == "'s"
}

/// Whether the word behind four figures seems to be counted by them.
fn counts(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    r.shape(i) == Some(Shape::Lower)
        && (word.ends_with('s') && !word.ends_with("ss") && word.len() > 3
            || matches!(word, "people" | "children" | "men" | "women" | "km" | "kg"))
        && r.link_before(i + 1).is_none()
        || matches!(word, "%")
}

/// `spring 2022`, `this summer`, `the winter of 2014`
pub(super) fn season(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let mut at = r.link(i, "the").unwrap_or(i);
    let the = at != i;
    let edge = r.edge(at);
    at = edge.map_or(at, |end| r.skip(end, &["of", "in", "the"]));
    let mut shift = None;
    if let Some((end, Shifting::To(to))) = r.shift(at) {
        shift = Some(to);
        at = end;
    }
    let (at, code, doubtful) = r.season(at)?;
    let year_at = r.link(at, "of").unwrap_or(at);
    let (end, year) = r.year(year_at).map_or((at, None), |(end, year)| (end, Some(year)));
    let led = the && !doubtful
        || edge.is_some()
        || r.link_before(i).is_some_and(|(_, name)| matches!(name, "in" | "since" | "by" | "until"));
    if year.is_none() && shift.is_none() && (!led || doubtful && r.link(at, "of").is_some()) {
        return None;
    }
    Some((end, Expr::new(Base::Season(code, year, shift.unwrap_or(Shift::This)), "en/time/season")))
}

/// `the second quarter of 2023`, `Q3 2024`
pub(super) fn quarter(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let (at, n) = match r.word(i).strip_prefix('q').and_then(|n| n.parse::<i32>().ok()) {
        Some(n) if r.shape(i) == Some(Shape::Mixed) => (i + 1, n),
        _ => {
            let (at, n) = r.ordinal(r.link(i, "the").unwrap_or(i))?;
            let (at, unit, _) = r.unit(at)?;
            if unit != Unit::Quarter {
                return None;
            }
            (at, if n == -1 { 4 } else { n })
        }
    };
    let n = i8::try_from(n).ok().filter(|n| (1..=4).contains(n))?;
    let after = r.skip(at, &["of", "the"]);
    if let Some((end, year)) = r.year(after) {
        return Some((end, Expr::new(Base::Quarter(n, Some(year), Shift::This), "en/time/quarter")));
    }
    if let Some((unit_at, Shifting::To(shift))) = r.shift(after)
        && let Some((end, Unit::Year, _)) = r.unit(unit_at)
    {
        return Some((end, Expr::new(Base::Quarter(n, None, shift), "en/time/quarter")));
    }
    Some((at, Expr::new(Base::Quarter(n, None, Shift::That), "en/time/quarter")))
}

/// `day 757 of the war`, `the 1,000th day of the invasion`
pub(super) fn day_of_war(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let at = r.link(i, "the").unwrap_or(i);
    let (end, n) = if let Some((at, n)) = r.ordinal(at) {
        let (end, unit, _) = r.unit(at)?;
        (unit == Unit::Day).then_some((end, n))?
    } else {
        let (at, unit, plural) = r.unit(i)?;
        if unit != Unit::Day || plural || r.shape(at) != Some(Shape::Number) {
            return None;
        }
        let (end, amount, _) = r.amount(at)?;
        (end, amount.known()?)
    };
    let n = u32::try_from(n).ok().filter(|n| *n > 0)?;
    // `the third day of the war` needs the war; so does `day 3`, which may be of anything.
    let of = r.link(end, "of")?;
    (of..of + 6).find_map(|at| r.war(at))?;
    Some((end, Expr::new(Base::DayOfWar(n), "en/time/day-of-war")))
}

/// `the start of the full-scale invasion` behind `since`.
pub(super) fn since_war(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    r.link_before(i).filter(|(_, name)| *name == "since")?;
    let mut at = r.link(i, "the").unwrap_or(i);
    let edge = r.edge(at);
    at = edge.map_or(at, |end| r.skip(end, &["of", "the"]));
    let end = r.war(at)?;
    // `since the war broke out on Sunday` counts from Sunday.
    let begins = r.shape(end).is_none_or(|shape| shape == Shape::Sign) || r.link_before(end + 1).is_some();
    if edge.is_none() && !begins {
        return None;
    }
    Some((end, Expr::new(Base::SinceWar, "en/time/since-war")))
}

/// `three hours`, `a five-year contract`, `two and a half years`, `decades`
pub(super) fn duration(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let start = r.skip(i, &["about"]);
    let (mut at, amount, article) = match r.amount(start) {
        Some(found) => found,
        // `for decades`, `within minutes`: a bare plural.
        None => {
            let (end, unit, plural) = r.unit(i)?;
            let led = r.link_before(i).is_some_and(|(_, name)| matches!(name, "for" | "over" | "in" | "during"));
            return (plural && led).then(|| (end, Expr::new(Base::Duration(Amount::Vague, unit), "en/time/duration")));
        }
    };
    at = r.skip(at, &["of"]);
    if let Some((after, shifting)) = r.shift(at)
        && matches!(shifting, Shifting::To(Shift::That))
    {
        at = after;
    }
    at = r.filler(at).unwrap_or(at);
    let (end, unit, plural) = r.unit(at)?;
    // `a decades-long war`
    let amount = if article && plural { Amount::Vague } else { amount };
    // `a quarter of them` is a share.
    if unit == Unit::Second && !plural || unit == Unit::Weekend || unit == Unit::Quarter && !plural {
        return None;
    }
    // `three times a day` tells how often.
    if article && often(r, i) {
        return Some((end, Expr::new(Base::Set(super::super::value::period(Amount::Known(1), unit)), "en/time/set")));
    }
    Some((end, Expr::new(Base::Duration(amount, unit), "en/time/duration")))
}

/// Whether `a day` at a token follows a count (`nine a month`, `twice a day`).
fn often(r: &Reader<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).filter(|at| *at >= r.first);
    before.is_some_and(|at| r.shape(at) == Some(Shape::Number) || matches!(r.word(at), "times" | "once" | "twice"))
}

/// `daily`, `every two weeks`, `each night`, `recently`, `now`
pub(super) fn set_or_reference(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    if let Some((end, reference)) = r.reference(i) {
        return Some((end, Expr::new(Base::Loose(reference), "en/time/loose")));
    }
    if let Some((end, weekday)) = r.weekdays(i) {
        return Some((end, Expr::new(Base::Set(format!("XXXX-WXX-{weekday}")), "en/time/set")));
    }
    let (at, value) = r.set(i)?;
    if value != "every" {
        return Some((at, Expr::new(Base::Set(value.to_owned()), "en/time/set")));
    }
    if let Some((end, weekday)) = r.weekday(at) {
        return Some((end, Expr::new(Base::Set(format!("XXXX-WXX-{weekday}")), "en/time/set")));
    }
    if let Some((end, _)) = r.part(at) {
        return Some((end, Expr::new(Base::Set("P1D".to_owned()), "en/time/set")));
    }
    let (unit_at, n) = r.amount(at).map_or((at, Amount::Known(1)), |(end, n, _)| (end, n));
    let (end, unit, _) = r.unit(unit_at)?;
    let value = super::super::value::period(n, unit);
    Some((end, Expr::new(Base::Set(value), "en/time/set")))
}
