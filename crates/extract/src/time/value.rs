//! Writes values of times in TIMEX3 spelling and does the arithmetic of the calendar.
//!
//! In: civil dates, amounts, units; out: strings, dates, [`When`]. It never reads words.

use super::expr::{Amount, Unit};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use litopys_facts::When;

/// `P3D`, `PT2H`, `P2.5Y`, `PXM`
pub(super) fn period(amount: Amount, unit: Unit) -> String {
    let n = match amount {
        Amount::Known(n) => match unit {
            Unit::Decade => format!("{}", n.saturating_mul(10)),
            Unit::Century => format!("{}", n.saturating_mul(100)),
            Unit::Fortnight => format!("{}", n.saturating_mul(2)),
            _ => n.to_string(),
        },
        Amount::AndHalf(n) => format!("{n}.5"),
        Amount::Vague => "X".to_owned(),
    };
    let (mark, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day | Unit::Night => ("", "D"),
        Unit::Week | Unit::Fortnight => ("", "W"),
        Unit::Weekend => ("", "WE"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year | Unit::Decade | Unit::Century => ("", "Y"),
    };
    format!("P{mark}{n}{letter}")
}

fn add(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

/// The date `n` days on.
pub(super) fn add_days(date: Date, n: i32) -> Option<Date> {
    (-3_000_000..3_000_000).contains(&n).then(|| add(date, n.days()))?
}

/// The date `n` months on, at most the last of that month.
pub(super) fn add_months(date: Date, n: i32) -> Option<Date> {
    (-100_000..100_000).contains(&n).then(|| add(date, n.months()))?
}

/// The Monday of its week.
pub(super) fn monday(date: Date) -> Option<Date> {
    add_days(date, 1 - i32::from(weekday(date)))
}

/// Monday is 1.
pub(super) fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// Days from `a` to `b`.
pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days())
}

/// `2024-W12` and its days.
pub(super) fn week(monday: Date) -> Option<(String, When)> {
    let iso = monday.iso_week_date();
    Some((format!("{}-W{:02}", iso.year(), iso.week()), When::days(monday, add_days(monday, 6)?)))
}

/// `2024-W12-WE` and its days.
pub(super) fn weekend(monday: Date) -> Option<(String, When)> {
    let (week, _) = week(monday)?;
    Some((format!("{week}-WE"), When::days(add_days(monday, 5)?, add_days(monday, 6)?)))
}

/// `2024-Q3` and its days.
pub(super) fn quarter(year: i16, n: i8) -> Option<(String, When)> {
    let first = Date::new(year, 3 * (n - 1) + 1, 1).ok()?;
    let last = add_months(first, 2)?.last_of_month();
    Some((format!("{year:04}-Q{n}"), When::days(first, last)))
}

/// Western Easter Sunday of a year (Meeus, Jones and Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// The year in which a yearless day most likely lies, seen from `now`: the nearest, the past being thrice as likely.
/// News tells a far date with its year, and a coming one seldom.
pub(super) fn likely_year(now: Date, month: i8, day: i8, future: bool) -> Option<i16> {
    nearest_year(now, month, day, if future { (1, 3) } else { (3, 1) })
}

/// The year of a bare month: past, unless words of the future stand before it.
pub(super) fn likely_year_of_month(now: Date, month: i8, future: bool) -> Option<i16> {
    nearest_year(now, month, 1, if future { (1, 3) } else { (100, 1) })
}

/// The year with the least distance, weighed by side.
fn nearest_year(now: Date, month: i8, day: i8, (before, behind): (i32, i32)) -> Option<i16> {
    let candidates = [-1, 0, 1].into_iter().filter_map(|step: i16| Date::new(now.year() + step, month, day).ok());
    candidates
        .min_by_key(|date| {
            let ahead = days_between(now, *date);
            if ahead > 0 { ahead.saturating_mul(before) } else { -ahead * behind }
        })
        .map(|date| date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_quarters_and_feasts_follow_the_calendar() {
        let monday = monday(date(2024, 3, 21)).unwrap();
        assert_eq!(week(monday).unwrap().0, "2024-W12");
        assert_eq!(weekend(monday).unwrap().1.as_str(), "2024-03-23/2024-03-24");
        assert_eq!(quarter(2024, 4).unwrap().1.as_str(), "2024-10-01/2024-12-31");
        assert_eq!(easter(2019), Some(date(2019, 4, 21)));
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
    }

    #[test]
    fn a_day_without_year_is_the_nearest_and_rather_past() {
        let now = date(2025, 1, 3);
        assert_eq!(likely_year(now, 12, 25, false), Some(2024));
        assert_eq!(likely_year(now, 1, 5, false), Some(2025));
        assert_eq!(likely_year(now, 7, 1, false), Some(2024));
        assert_eq!(likely_year(now, 7, 1, true), Some(2025));
    }

    #[test]
    fn periods_are_written_as_timex_has_them() {
        assert_eq!(period(Amount::Known(2), Unit::Decade), "P20Y");
        assert_eq!(period(Amount::AndHalf(2), Unit::Year), "P2.5Y");
        assert_eq!(period(Amount::Vague, Unit::Minute), "PTXM");
    }
}
