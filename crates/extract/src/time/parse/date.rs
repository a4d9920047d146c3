//! Calendar dates: `12 February`, `Feb. 24, 2022`, `13-14 May`, `2024-03-21`, `October 2022`, `16 NOV 89`.
//!
//! In: a reader and a token; out: a date as far as it is told. It never guesses a year.

use super::super::expr::{Base, Expr, Feast, Partial, Shift, Unit};
use super::super::words::{Doubt, Reader, Shifting};
use litopys_text::{Glue, Shape};

/// A date with a day, with or without its weekday: what a part of the day can hang on.
pub(super) fn full(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    if let Some((after, weekday)) = r.weekday(i) {
        let mut at = after;
        if matches!(r.word(at), "," | "(") {
            at += 1;
        }
        at = r.skip(at, &["on", "the"]);
        // A headline that ends in a weekday, above a dateline.
        let line_start = |at: usize| r.text.tokens.get(at).is_none_or(|t| t.line_start);
        let (mut end, base, rule) = bare(r, at).filter(|(end, ..)| !line_start(at) || !line_start(*end))?;
        if r.word(after) == "(" && r.word(end) == ")" {
            end += 1;
        }
        let base = match base {
            Base::Date(date) => Base::Date(Partial { weekday: Some(weekday), ..date }),
            other => other,
        };
        return Some((end, base, rule));
    }
    bare(r, i)
}

fn bare(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    figures(r, i)
        .or_else(|| day_month(r, i))
        .or_else(|| month_day(r, i))
        .or_else(|| feast(r, i))
        .or_else(|| day_of_month(r, i))
}

/// `2024-03-21`, `21/03/2024`, `21.03.24`
fn figures(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    if r.shape(i)? != Shape::Date {
        return None;
    }
    let mut fields = r.word(i).split(['-', '/', '.']);
    let (a, b, c) = (fields.next()?, fields.next()?, fields.next()?);
    if a.len() == 4 {
        let date = Partial { year: a.parse().ok(), month: b.parse().ok(), day: c.parse().ok(), weekday: None };
        return checked(date).map(|date| (i + 1, Base::Date(date), "en/time/figures"));
    }
    let year = short_year(c)?;
    let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    if (1..=12).contains(&a) && (1..=12).contains(&b) && a != b && !r.word(i).contains('.') {
        return Some((i + 1, Base::Slashed(a, b, year), "en/time/figures"));
    }
    let (day, month) = if b > 12 { (b, a) } else { (a, b) };
    let date = Partial { year: Some(year), month: Some(month), day: Some(day), weekday: None };
    checked(date).map(|date| (i + 1, Base::Date(date), "en/time/figures"))
}

/// `12 February 2024`, `12th of February`, `13-14 May`, `3 to 5 May`
fn day_month(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    let start = r.link(i, "the").unwrap_or(i);
    let (mut at, first) = r.day_number(start)?;
    let mut second = None;
    let next = joined(r, at);
    if let Some((end, day)) = next.and_then(|next| r.day_number(next)) {
        at = end;
        second = Some(day);
    }
    at = r.link(at, "of").unwrap_or(at);
    let (at, month, _) = r.month(at)?;
    let (end, year) = year_behind(r, at);
    dates(year, month, first, month, second).map(|base| (end, base, "en/time/date"))
}

/// `February 12, 2024`, `February 12th`, `December 29-30`, `Aug 31 - Sept 2`
fn month_day(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    let (at, month, _) = r.month(i)?;
    let (at, first) = r.day_number(r.link(at, "the").unwrap_or(at))?;
    if r.word(at) == "%" || r.glue(at) == Glue::Hyphen && r.day_number(at).is_none() {
        return None;
    }
    let counted = r.link_before(i).is_some_and(|(_, name)| name == "in")
        && r.shape(at) == Some(Shape::Lower)
        && r.link_before(at + 1).is_none();
    if counted {
        return None;
    }
    let mut end_at = at;
    let mut second = None;
    let mut last_month = month;
    if let Some(next) = joined(r, at) {
        let (day_at, named) = match r.month(next) {
            Some((day_at, named, _)) => (day_at, named),
            None => (next, month),
        };
        if let Some((end, day)) = r.day_number(day_at)
            && r.month(end).is_none()
            && (named != month || day > first)
        {
            (end_at, second, last_month) = (end, Some(day), named);
        }
    }
    let (end, year) = year_behind(r, end_at);
    dates(year, month, first, last_month, second).map(|base| (end, base, "en/time/date"))
}

/// The token behind what joins two days: a hyphen, a dash, `to`, `and`, `until`.
fn joined(r: &Reader<'_>, i: usize) -> Option<usize> {
    if r.glue(i) == Glue::Hyphen && r.shape(i) == Some(Shape::Number) {
        return Some(i);
    }
    if matches!(r.word(i), "-" | "—" | "/") {
        return Some(i + 1);
    }
    ["to", "and", "until"].into_iter().find_map(|name| r.link(i, name))
}

/// The year behind a day and month, with or without a comma; two figures in text all of capitals.
fn year_behind(r: &Reader<'_>, i: usize) -> (usize, Option<i16>) {
    for at in [i, i + 1] {
        if at > i && r.word(i) != "," && r.link(i, "of").is_none() {
            break;
        }
        if let Some((end, year)) = r.year(at) {
            return (end, Some(year));
        }
    }
    if r.capitals
        && r.shape(i) == Some(Shape::Number)
        && r.word(i).len() == 2
        && let Some(year) = short_year(r.word(i))
    {
        return (i + 1, Some(year));
    }
    (i, None)
}

fn dates(year: Option<i16>, month: i8, first: i8, last_month: i8, second: Option<i8>) -> Option<Base> {
    let date = |month, day| checked(Partial { year, month: Some(month), day: Some(day), weekday: None });
    match second {
        Some(second) => Some(Base::Days(date(month, first)?, date(last_month, second)?)),
        None => date(month, first).map(Base::Date),
    }
}

/// A date that exists in some year.
fn checked(date: Partial) -> Option<Partial> {
    jiff::civil::Date::new(date.year.unwrap_or(2024), date.month?, date.day?).ok().map(|_| date)
}

/// `89` as 1989, `24` as 2024.
fn short_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 if year < 60 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// `the 17th`, where nothing is counted by it.
fn day_of_month(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    let at = r.link(i, "the")?;
    if r.shape(at)? != Shape::Ordinal {
        return None;
    }
    let led = r.link_before(i).is_some_and(|(_, name)| matches!(name, "on" | "since" | "by" | "until" | "from" | "to"));
    let (end, day) = r.day_number(at)?;
    let alone = end >= r.last || r.shape(end) == Some(Shape::Sign) || r.link_before(end + 1).is_some();
    (led && alone).then_some((end, Base::DayOfMonth(day), "en/time/day-of-month"))
}

/// `Christmas Day`, `Easter Sunday 2019`
fn feast(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    let (at, rule) = r.holiday(i)?;
    let feast = match rule.strip_prefix("easter") {
        Some(days) => Feast::Easter(days.parse().ok()?),
        None if rule.len() == 10 => {
            let mut fields = rule.split('-').map(str::parse);
            let year = fields.next()?.ok();
            let (month, day) = (fields.next()?.ok()?, fields.next()?.ok()?);
            let date = Partial { year, month: i8::try_from(month).ok(), day: i8::try_from(day).ok(), weekday: None };
            return checked(date).map(|date| (at, Base::Date(date), "en/time/feast"));
        }
        None => {
            let (month, day) = rule.split_once('-')?;
            Feast::Fixed(month.parse().ok()?, day.parse().ok()?)
        }
    };
    let (end, year) = year_behind(r, r.skip(at, &["in"]));
    let end = if year.is_some() { end } else { at };
    Some((end, Base::Feast(feast, year), "en/time/feast"))
}

/// `October 2022`, `in mid-July`, `since April`
pub(super) fn month_phrase(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let mut at = i;
    let mut led = r.link_before(i).is_some_and(|(_, name)| {
        matches!(
            name,
            "in" | "of" | "since" | "from" | "until" | "by" | "to" | "between" | "and" | "during" | "on" | "for"
        )
    });
    let start = r.link(i, "the").unwrap_or(i);
    if let Some(end) = r.edge(start) {
        at = r.skip(end, &["of", "the"]);
        led = true;
    } else if let Some((end, Shifting::To(Shift::Last | Shift::This | Shift::Next))) = r.shift(start) {
        at = end;
        led = true;
    } else if start != i {
        return None;
    }
    let name_at = at;
    let (at, month, doubt) = r.month(at)?;
    let comma = r.word(at) == "," && r.year(at + 1).is_some();
    let year_at = if comma { at + 1 } else { r.link(at, "of").unwrap_or(at) };
    let (end, year) = r.year(year_at).map_or((at, None), |(end, year)| (end, Some(year)));
    let doubtful = match doubt {
        Doubt::None => false,
        Doubt::Name => r.beside_name(name_at, at) || r.capitals,
        Doubt::Word => true,
    };
    if year.is_none() && doubtful && (!led || r.capitals && doubt == Doubt::Word) {
        return None;
    }
    // `July of the following year`
    if let Some((unit_at, Shifting::To(shift))) = r.link(at, "of").and_then(|at| r.shift(at))
        && let Some((end, Unit::Year, false)) = r.unit(unit_at)
    {
        return Some((end, Expr::new(Base::MonthOf(month, shift), "en/time/month")));
    }
    let date = Partial { year, month: Some(month), day: None, weekday: None };
    Some((end, Expr::new(Base::Date(date), "en/time/month")))
}
