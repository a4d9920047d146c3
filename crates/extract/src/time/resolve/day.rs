//! Resolves what is told to the day: dates, weekdays, `yesterday`, `that day`, days of a war.
//!
//! In: a base and the context; out: its meaning, or nothing for other bases. It never takes a future day for a weekday
//! unless words of the future stand before it.

use super::super::Found;
use super::super::expr::{Base, Feast, Partial, Shift};
use super::super::value::{add_days, days_between, easter, likely_year, likely_year_of_month, monday, weekday};
use super::{Context, Meaning, NEAR};
use jiff::civil::Date;
use litopys_facts::When;

impl Context<'_> {
    pub(super) fn day_base(&mut self, base: &Base, item: &Found) -> Option<Meaning> {
        match base {
            Base::Date(date) => Some(self.date(*date, item.future)),
            Base::Days(first, last) => Some(self.days(*first, *last, item.future)),
            Base::MonthOf(month, shift) => {
                let year = match shift {
                    Shift::Last => self.now?.year() - 1,
                    Shift::This => self.now?.year(),
                    Shift::Next => self.now?.year() + 1,
                    Shift::Before => self.year_told? - 1,
                    Shift::That => self.year_told?,
                    Shift::After => self.year_told? + 1,
                };
                Some(self.date(Partial { year: Some(year), month: Some(*month), ..Partial::default() }, false))
            }
            Base::Slashed(a, b, year) => self.slashed(*a, *b, *year).map(Meaning::day),
            Base::DayOfMonth(day) => self.day_of_month(*day),
            Base::Weekday(day, shift) => self.weekday(*day, *shift, item.future).map(Meaning::day),
            Base::Deictic(days) => self.now.and_then(|now| add_days(now, *days)).map(Meaning::day),
            Base::Near(days) if *days > 0 => self.told_ever().and_then(|day| add_days(day, *days)).map(Meaning::day),
            Base::Near(days) => self.told().and_then(|day| add_days(day, *days)).map(Meaning::day),
            Base::Feast(feast, year) => self.feast(*feast, *year, item.future),
            Base::DayOfWar(n) => {
                let (conflict, day) = self.anchor.conflicts.day_of(self.text, item.last, *n, self.now)?;
                self.conflict = Some(conflict.name.clone());
                Some(Meaning::day(day))
            }
            _ => None,
        }
    }

    /// The year of a day or month that is told without one.
    fn year_of(&self, month: i8, day: Option<i8>, future: bool) -> Option<i16> {
        let near = self.near.filter(|(_, at)| self.now.is_none() && self.sentence - at <= NEAR).map(|(day, _)| day);
        match self.now.or(near) {
            // The present month is meant even when its chosen day has not come.
            Some(now) if now.month() == month => Some(now.year()),
            Some(now) => match day {
                Some(day) => likely_year(now, month, day, future),
                None => likely_year_of_month(now, month, future),
            },
            None => self.year,
        }
    }

    fn date(&self, date: Partial, future: bool) -> Meaning {
        let (year, month) = (date.year, date.month);
        match (year, month, date.day) {
            (_, Some(month), Some(day)) => match year.or_else(|| self.year_of(month, Some(day), future)) {
                Some(year) => match Date::new(year, month, day) {
                    Ok(date) => Meaning::day(date),
                    // 29 February of a common year: the year is not what it seems.
                    Err(_) => yearless(month, day),
                },
                None => yearless(month, day),
            },
            (_, Some(month), None) => match year.or_else(|| self.year_of(month, None, future)) {
                Some(year) => Meaning::at(format!("{year:04}-{month:02}"), Some(When::month(year, month))),
                None => {
                    let value = format!("XXXX-{month:02}");
                    let when = value.parse().ok();
                    Meaning::at(value, when)
                }
            },
            (Some(year), ..) => Meaning::at(format!("{year:04}"), Some(When::year(year))),
            _ => Meaning::at("XXXX-XX-XX".to_owned(), None),
        }
    }

    fn days(&self, first: Partial, last: Partial, future: bool) -> Meaning {
        let end = self.date(last, future);
        let first = Partial {
            // Across New Year the year behind belongs to the second day.
            year: last.year.map(|year| if first.month > last.month { year - 1 } else { year }),
            ..first
        };
        let start = self.date(first, future);
        let value = format!("{}/{}", start.value, end.value);
        let when = value.parse().ok();
        Meaning::at(value, when)
    }

    /// `5/9/21`: the order of day and month that lies nearest before the day of publication; day first otherwise.
    fn slashed(&self, a: i8, b: i8, year: i16) -> Option<Date> {
        let (day_first, month_first) = (Date::new(year, b, a).ok(), Date::new(year, a, b).ok());
        let Some(now) = self.now else { return day_first.or(month_first) };
        let cost = |date: &Date| {
            let ahead = days_between(now, *date);
            if ahead > 0 { ahead.saturating_mul(400) } else { -ahead }
        };
        [day_first, month_first].into_iter().flatten().min_by_key(cost)
    }

    fn day_of_month(&self, day: i8) -> Option<Meaning> {
        if let Some((year, month)) = self.month {
            return Some(self.date(Partial { year, month: Some(month), day: Some(day), weekday: None }, false));
        }
        let now = self.now?;
        let this = Date::new(now.year(), now.month(), day).ok().filter(|date| *date <= now);
        let date = this.or_else(|| {
            let before = now.first_of_month().yesterday().ok()?;
            Date::new(before.year(), before.month(), day).ok()
        });
        date.map(Meaning::day)
    }

    fn weekday(&self, day: i8, shift: Option<Shift>, future: bool) -> Option<Date> {
        // The last such day up to and including `from`.
        let back = |from: Date| add_days(from, -i32::from((weekday(from) - day).rem_euclid(7)));
        // The next such day, `from` itself included.
        let on = |from: Date| add_days(from, i32::from((day - weekday(from)).rem_euclid(7)));
        let near = self.near.filter(|(_, at)| self.sentence - at <= NEAR).map(|(day, _)| day);
        match (shift, self.now) {
            (Some(Shift::That), _) if near.is_some_and(|near| weekday(near) == day) => near,
            (Some(Shift::After), _) => on(near.or(self.now)?.tomorrow().ok()?),
            (Some(Shift::Before), _) => back(near.or(self.now)?.yesterday().ok()?),
            (Some(Shift::Last), Some(now)) => add_days(monday(now)?, i32::from(day) - 8),
            (Some(Shift::Next), Some(now)) => on(now.tomorrow().ok()?),
            (Some(Shift::This), Some(now)) => add_days(monday(now)?, i32::from(day) - 1),
            (_, Some(now)) if future => on(now),
            (_, Some(now)) => back(now),
            // An undated text: the day of that name within half a week of a date told shortly before.
            (_, None) => {
                let (near, _) = self.near.filter(|(_, at)| self.sentence - at <= 2)?;
                let from = add_days(near, 3)?;
                back(from)
            }
        }
    }

    fn feast(&self, feast: Feast, year: Option<i16>, future: bool) -> Option<Meaning> {
        match feast {
            Feast::Fixed(month, day) => {
                Some(self.date(Partial { year, month: Some(month), day: Some(day), weekday: None }, future))
            }
            Feast::Easter(days) => {
                let year = year.or_else(|| self.year_of(4, Some(10), future))?;
                add_days(easter(year)?, i32::from(days)).map(Meaning::day)
            }
        }
    }
}

fn yearless(month: i8, day: i8) -> Meaning {
    Meaning::at(format!("XXXX-{month:02}-{day:02}"), Some(When::day_without_year(month, day)))
}
