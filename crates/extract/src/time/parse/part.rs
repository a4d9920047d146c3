//! Days with their parts and clock times: `Tuesday morning`, `the early hours of Thursday`, `at 4:30 a.m. on 3 May`.
//!
//! In: a reader and a token; out: an expression with `part` or `clock` set. It never takes `16:9` of a screen for a time
//! of its own accord, but trusts the tokeniser's clock shape.

use super::super::expr::{Base, Expr};
use super::super::words::{Part, Reader, clock_of};
use super::{date, relative};
use litopys_text::Shape;

/// A day: a date, a weekday, `yesterday`, `that day`.
fn day(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    let found = [date::full(r, i), relative::day(r, i)];
    found.into_iter().flatten().max_by_key(|(end, ..)| *end)
}

/// A day and what follows it: `Sunday night`, `12 February at 06:40`; an edge may stand before it (`late on Monday`).
pub(super) fn day_phrase(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let at = match r.edge(i) {
        Some(end) => r.skip(end, &["on", "in"]),
        None => i,
    };
    let (end, base, rule) = day(r, at)?;
    let mut expr = Expr::new(base, rule);
    let end = behind_day(r, end, &mut expr);
    Some((end, expr))
}

/// Part of the day or clock time behind a day.
fn behind_day(r: &Reader<'_>, end: usize, expr: &mut Expr) -> usize {
    let mut at = if r.word(end) == "'s" { end + 1 } else { end };
    at = r.edge(at).unwrap_or(at);
    if let Some((after, part)) = r.part(at) {
        take(expr, part);
        return after;
    }
    let at = r.skip(if r.word(end) == "," { end + 1 } else { end }, &["at", "about"]);
    if at > end
        && let Some((after, clock)) = clock(r, at)
    {
        expr.clock = Some(clock);
        return after;
    }
    end
}

fn take(expr: &mut Expr, part: Part) {
    match part {
        Part::Code(code) => expr.part = Some(code),
        Part::Clock(hour, minute) => expr.clock = Some((hour, minute)),
    }
}

/// `the morning of February 12`, `overnight into Wednesday`, `this morning`, `overnight`, `at dawn`
pub(super) fn part_phrase(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let mut at = r.link(i, "the").unwrap_or(i);
    let mut moved = None;
    if let Some((end, shifting)) = r.shift(at) {
        moved = Some(relative::night_shift(shifting)?);
        at = end;
    }
    // `early hours` is one word, `early morning` is two.
    let edge = if r.part(at).is_none() { r.edge(at) } else { None };
    at = edge.map_or(at, |end| r.skip(end, &["in", "of", "the"]));
    let (mut end, part) = r.part(at)?;
    // `the night hours`, `Tuesday night's raid` need nothing more; a second part may repeat the first (`early hours of the night`).
    if let Some((again, _)) = r.link(end, "of").map(|e| r.skip(e, &["the"])).and_then(|e| r.part(e)) {
        end = again;
    }
    let overnight = matches!(part, Part::Code("overnight"));
    let mut expr = Expr::new(Base::Bare, if overnight { "en/time/overnight" } else { "en/time/part" });
    take(&mut expr, part);
    if let Some(base) = moved {
        expr.base = base;
        return Some((end, expr));
    }
    let tied = ["of", "on", "into", "to", "from", "between"].into_iter().find_map(|name| r.link(end, name));
    let next = tied.unwrap_or(if r.word(end) == "," && !overnight { end + 1 } else { end });
    if let Some((after, base, rule)) = day(r, next)
        && (tied.is_some() || !matches!(base, Base::Near(_)))
    {
        expr.base = base;
        expr.rule = rule;
        return Some((after, expr));
    }
    let led = i < at
        || r.link_before(i).is_some_and(|(_, name)| {
            matches!(name, "in" | "at" | "during" | "by" | "since" | "until" | "about" | "beside")
        });
    (overnight || led).then_some((end, expr))
}

/// `06:40`, `4:30 a.m. local time`, `21:15 GMT Sunday`, `at 3 p.m. on Friday, July 7`
pub(super) fn clock_phrase(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let (end, clock) = clock(r, i)?;
    let mut expr = Expr::new(Base::Bare, "en/time/clock");
    expr.clock = Some(clock);
    let mut at = if r.word(end) == "," { end + 1 } else { end };
    at = r.link(at, "on").unwrap_or(at);
    if let Some((after, base, rule)) = day(r, at)
        && !matches!(base, Base::Near(_))
    {
        expr.base = base;
        expr.rule = rule;
        return Some((after, expr));
    }
    Some((end, expr))
}

/// A clock time with its zone.
fn clock(r: &Reader<'_>, i: usize) -> Option<(usize, (u8, u8))> {
    let word = r.word(i);
    let after = r.clock_word(i + 1);
    let half = after.filter(|(_, value)| matches!(*value, "am" | "pm"));
    let (mut end, mut time) = match r.shape(i)? {
        Shape::Clock => (i + 1, clock_of(word)?),
        Shape::Number if half.is_some() || after.is_some_and(|(_, v)| v == "hour") && word.len() <= 2 => {
            (i + 1, clock_of(word).or_else(|| Some((word.parse().ok()?, 0)))?)
        }
        Shape::Number if word.len() == 4 && after.is_some() => {
            let hour = word.get(..2)?.parse().ok()?;
            let minute = word.get(2..)?.parse().ok()?;
            (i + 1, (hour, minute))
        }
        Shape::Number if word.len() == 5 && word.as_bytes().get(2) == Some(&b'.') => {
            let led =
                r.link_before(i).is_some_and(|(_, name)| matches!(name, "at" | "about" | "by" | "until" | "from"));
            (i + 1, clock_of(word).filter(|_| led)?)
        }
        _ => return None,
    };
    // `6 hours` is a length of time, `0600 hours` and `6 o'clock` are moments.
    if word.len() <= 2 && after.is_some_and(|(_, v)| v == "hour") && !r.word(i + 1).starts_with('o') {
        return None;
    }
    if let Some((after, value)) = half {
        end = after;
        match value {
            "pm" if time.0 < 12 => time.0 += 12,
            "am" if time.0 == 12 => time.0 = 0,
            _ => {}
        }
    }
    if time.0 > 24 || time.1 > 59 {
        return None;
    }
    Some((zone(r, end), time))
}

/// The end of what tells the zone: `UTC`, `local time`, `(1915 GMT)`.
fn zone(r: &Reader<'_>, i: usize) -> usize {
    if let Some((end, value)) = r.clock_word(i)
        && !matches!(value, "am" | "pm")
    {
        let sign = matches!(r.word(end), "+" | "-") && r.shape(end + 1) == Some(Shape::Number);
        return if sign { zone(r, end + 2) } else { zone(r, end) };
    }
    if r.word(i) == "(" {
        let close = (i + 1..i + 7).find(|at| r.word(*at) == ")");
        let zoned = |at: usize| r.clock_word(at).is_some_and(|(_, value)| matches!(value, "utc" | "zone"));
        if let Some(close) = close.filter(|close| (i + 1..*close).any(zoned)) {
            return close + 1;
        }
    }
    i
}
