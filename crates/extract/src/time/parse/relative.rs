//! Times told from another: `yesterday`, `on Friday`, `that day`, `two days ago`, `last week`, `the past three months`.
//!
//! In: a reader and a token; out: a step from publication or from the day told before. It never knows either.

use super::super::expr::{Amount, Base, Expr, Shift, Unit, Way};
use super::super::words::{Reader, Shifting};
use litopys_text::Shape;

/// A day told by its name or by its distance, without a date.
pub(super) fn day(r: &Reader<'_>, i: usize) -> Option<(usize, Base, &'static str)> {
    if let Some((end, days, None)) = r.deictic(i) {
        return Some((end, Base::Deictic(days), "en/time/deictic"));
    }
    if let Some((end, shift, weekday)) = weekday(r, i) {
        return Some((end, Base::Weekday(weekday, shift), "en/time/weekday"));
    }
    near(r, i).map(|(end, days)| (end, Base::Near(days), "en/time/near"))
}

/// `Friday`, `last Friday`, `the following Friday`
fn weekday(r: &Reader<'_>, i: usize) -> Option<(usize, Option<Shift>, i8)> {
    let at = r.link(i, "the").unwrap_or(i);
    if let Some((end, Shifting::To(shift))) = r.shift(at)
        && let Some((end, weekday)) = r.weekday(end)
    {
        return Some((end, Some(shift), weekday));
    }
    let (end, weekday) = r.weekday(i)?;
    Some((end, None, weekday))
}

/// `that day`, `the day before`, `the next day`, `the day`
fn near(r: &Reader<'_>, i: usize) -> Option<(usize, i32)> {
    let the = r.link(i, "the");
    let at = the.unwrap_or(i);
    if let Some((end, Shifting::To(shift))) = r.shift(at)
        && let Some((end, Unit::Day, false)) = r.unit(end)
    {
        let days = match shift {
            Shift::That | Shift::This => 0,
            Shift::Before => -1,
            Shift::After | Shift::Next => 1,
            Shift::Last => return None,
        };
        return Some((end, days));
    }
    let (end, unit, plural) = r.unit(the?)?;
    if unit != Unit::Day || plural {
        return None;
    }
    match r.way(end) {
        Some((after, Way::Earlier)) => Some((after, -1)),
        Some((after, Way::Later)) => Some((after, 1)),
        Some(_) => None,
        // `the day of the attack`, `the day that`, `the day care` tell no day of their own.
        None => {
            let stops = end >= r.last
                || r.shape(end) == Some(Shape::Sign)
                || r.link(end, "of").is_none() && r.link_before(end + 1).is_some();
            stops.then_some((end, 0))
        }
    }
}

/// `this morning` and `last night`: the day that a shift before a part of the day means.
pub(super) fn night_shift(shifting: Shifting) -> Option<Base> {
    Some(match shifting {
        Shifting::To(Shift::This) => Base::Deictic(0),
        Shifting::To(Shift::Last) => Base::Deictic(-1),
        Shifting::To(Shift::That) => Base::Near(0),
        Shifting::To(Shift::Before) => Base::Near(-1),
        Shifting::To(Shift::After | Shift::Next) => Base::Near(1),
        Shifting::Past => return None,
    })
}

/// `two days ago`, `a week earlier`, `24 hours later`
pub(super) fn step(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let start = r.skip(i, &["about"]);
    let (at, amount, _) = r.amount(start)?;
    let (at, unit, _) = r.unit(at)?;
    if unit == Unit::Second {
        return None;
    }
    let (end, way) = r.way(at)?;
    Some((end, Expr::new(Base::Step(amount, unit, way), "en/time/step")))
}

/// `last week`, `this year`, `earlier this month`, `the previous month`, `the past 24 hours`, `the next ten weeks`
pub(super) fn shifted(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let mut at = i;
    // `the end of last month`, `so far this month`
    let the = r.link(at, "the").unwrap_or(at);
    if let Some(end) = r.edge(the) {
        at = r.skip(end, &["of", "in"]);
    }
    let mut so_far = false;
    if let Some(end) = r.link(at, "sofar") {
        so_far = true;
        at = r.skip(end, &["in"]);
    }
    let edged = at > i;
    at = r.link(at, "the").unwrap_or(at);
    if edged && let Some((end, unit, false)) = r.unit(at) {
        // `the end of the year`, `early in the day`, `late in the week`
        let whole = matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Quarter);
        return match unit {
            Unit::Day => Some((end, Expr::new(Base::Near(0), "en/time/near"))),
            _ if whole => {
                Some((end, Expr { so_far, ..Expr::new(Base::Calendar(unit, Shift::This), "en/time/calendar") }))
            }
            _ => None,
        };
    }
    let Some((after, shifting)) = r.shift(at) else {
        return weekend(r, i);
    };
    let amount = r.amount(after).filter(|(_, _, article)| !article);
    if let Some((unit_at, amount, _)) = amount
        && let Some((end, unit, _)) = r.unit(r.filler(unit_at).unwrap_or(unit_at))
    {
        let base = match shifting {
            Shifting::Past | Shifting::To(Shift::Last | Shift::Before) => Base::Past(amount, unit),
            Shifting::To(Shift::Next | Shift::After) => Base::Coming(amount, unit),
            Shifting::To(_) => return None,
        };
        return Some((end, Expr { so_far, ..Expr::new(base, "en/time/past") }));
    }
    let (end, unit, plural) = r.unit(after)?;
    let base = match (shifting, unit) {
        (_, Unit::Second) => return None,
        (Shifting::To(Shift::This), Unit::Day | Unit::Hour | Unit::Minute) => return None,
        (Shifting::Past, _) if plural => Base::Past(Amount::Vague, unit),
        (Shifting::Past, _) => Base::Past(Amount::Known(1), unit),
        (Shifting::To(shift), _) if plural => match shift {
            Shift::Last => Base::Past(Amount::Vague, unit),
            _ => return None,
        },
        (Shifting::To(Shift::Last | Shift::Before), _) if unit.is_short() => Base::Past(Amount::Known(1), unit),
        (Shifting::To(_), _) if unit.is_short() => return None,
        (Shifting::To(Shift::Last), Unit::Day) => Base::Past(Amount::Known(1), Unit::Day),
        (Shifting::To(shift), Unit::Day) => Base::Near(match shift {
            Shift::Before => -1,
            Shift::After | Shift::Next => 1,
            _ => 0,
        }),
        (Shifting::To(shift), _) => Base::Calendar(unit, shift),
    };
    let mut expr = Expr { so_far, gone: edged && r.is_early(the), ..Expr::new(base, "en/time/calendar") };
    // `this year so far`
    let end = match r.link(end, "sofar") {
        Some(after) => {
            expr.so_far = true;
            after
        }
        None => end,
    };
    Some((end, expr))
}

/// `the weekend`
fn weekend(r: &Reader<'_>, i: usize) -> Option<(usize, Expr)> {
    let (end, unit, plural) = r.unit(r.link(i, "the")?)?;
    (unit == Unit::Weekend && !plural).then(|| (end, Expr::new(Base::Calendar(unit, Shift::This), "en/time/weekend")))
}
