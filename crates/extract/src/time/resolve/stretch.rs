//! Resolves what is told by longer units: `last week`, `two months ago`, `the past 24 hours`, seasons, quarters, lengths.
//!
//! In: a base and the context; out: its meaning, or nothing for other bases. It never turns a bare length into days.

use super::super::expr::{Amount, Base, Shift, Unit, Way};
use super::super::value::{self, add_days, add_months, monday, period};
use super::super::{Found, Reach, TimeKind};
use super::{Context, Meaning};
use jiff::civil::Date;
use litopys_facts::When;

impl Context<'_> {
    pub(super) fn stretch_base(&mut self, base: &Base, item: &Found) -> Option<Meaning> {
        match base {
            Base::Step(amount, unit, way) => Some(self.step(*amount, *unit, *way)),
            Base::Calendar(unit, shift) => self.calendar(*unit, *shift),
            Base::Past(amount, unit) => Some(self.past(*amount, *unit)),
            Base::Coming(amount, unit) | Base::Duration(amount, unit) => Some(length(period(*amount, *unit))),
            Base::Season(code, year, shift) => Some(self.season(code, *year, *shift, item.future)),
            Base::Quarter(n, year, shift) => self.quarter(*n, *year, *shift, item.future),
            Base::Decade(first) => {
                let value = format!("{}X", first / 10);
                let when = value.parse().ok();
                Some(Meaning::at(value, when))
            }
            Base::Loose(reference) => Some(Meaning::at((*reference).to_owned(), None)),
            Base::SinceWar => {
                let day = self.anchor.conflicts.day_of(self.text, item.last, 1, None);
                self.conflict = day.map(|(conflict, _)| conflict.name.clone());
                let value = day.map_or_else(|| "PAST_REF".to_owned(), |(_, day)| day.to_string());
                Some(Meaning { reach: Reach::Since, ..Meaning::at(value, None) })
            }
            Base::Set(value) => Some(Meaning { kind: TimeKind::Set, ..length(value.clone()) }),
            _ => None,
        }
    }

    fn step(&self, amount: Amount, unit: Unit, way: Way) -> Meaning {
        let from = match way {
            Way::Ago | Way::Ahead => self.now,
            Way::Earlier => self.told(),
            Way::Later => self.told_ever(),
            Way::Hanging => return length(period(amount, unit)),
        };
        let sign = if matches!(way, Way::Ago | Way::Earlier) { -1 } else { 1 };
        let loose = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        let Some(from) = from else { return Meaning::at(loose.to_owned(), None) };
        let Some(n) = amount.known().map(|n| n.saturating_mul(sign)) else {
            return Meaning::at(loose.to_owned(), None);
        };
        let moved = match unit {
            Unit::Second | Unit::Minute => Some(from),
            Unit::Hour => add_days(from, n / 24),
            Unit::Day | Unit::Night => add_days(from, n),
            Unit::Week => add_days(from, n.saturating_mul(7)),
            Unit::Fortnight => add_days(from, n.saturating_mul(14)),
            Unit::Weekend => None,
            Unit::Month => add_months(from, n),
            Unit::Quarter => add_months(from, n.saturating_mul(3)),
            Unit::Year => add_months(from, n.saturating_mul(12)),
            Unit::Decade => add_months(from, n.saturating_mul(120)),
            Unit::Century => None,
        };
        let Some(date) = moved else { return Meaning::at(loose.to_owned(), None) };
        match unit {
            Unit::Month | Unit::Quarter => month(date),
            Unit::Year | Unit::Decade => year(date.year()),
            _ => Meaning::day(date),
        }
    }

    fn calendar(&self, unit: Unit, shift: Shift) -> Option<Meaning> {
        let told = matches!(shift, Shift::Before | Shift::After | Shift::That);
        if let (Shift::That, Unit::Month, Some((Some(year), month))) = (shift, unit, self.month) {
            return Date::new(year, month, 1).ok().map(self::month);
        }
        if let (Shift::That, Unit::Year, Some(told)) = (shift, unit, self.year_told) {
            return Some(year(told));
        }
        let from = if told && unit != Unit::Weekend { self.told() } else { self.now }?;
        let step = match shift {
            Shift::Last | Shift::Before => -1,
            Shift::This | Shift::That => 0,
            Shift::Next | Shift::After => 1,
        };
        let named = |(value, when)| Meaning::at(value, Some(when));
        match unit {
            Unit::Week | Unit::Fortnight => value::week(add_days(monday(from)?, 7 * step)?).map(named),
            Unit::Weekend => {
                // `the weekend` told on a weekday is the one gone by.
                let gone = shift == Shift::That && value::weekday(from) < 6;
                value::weekend(add_days(monday(from)?, 7 * if gone { -1 } else { step })?).map(named)
            }
            Unit::Month => add_months(from, step).map(month),
            Unit::Quarter => {
                let date = add_months(from, 3 * step)?;
                value::quarter(date.year(), (date.month() - 1) / 3 + 1).map(named)
            }
            Unit::Year => Some(year(add_months(from, 12 * step)?.year())),
            Unit::Decade => {
                let first = (from.year() + 10 * i16::try_from(step).unwrap_or(0)) / 10;
                let value = format!("{first}X");
                let when = value.parse().ok();
                Some(Meaning::at(value, when))
            }
            Unit::Day | Unit::Night => add_days(from, step).map(Meaning::day),
            _ => None,
        }
    }

    /// The stretch up to the day of publication.
    fn past(&self, amount: Amount, unit: Unit) -> Meaning {
        let when = self.now.and_then(|now| {
            let days = |n: i32| add_days(now, -n).map(|first| When::days(first, now));
            let months = |first: Date| {
                let (a, b) = (month(first), month(now));
                if a.value == b.value { b.when } else { format!("{}/{}", a.value, b.value).parse().ok() }
            };
            match (amount.known(), unit) {
                (Some(n), Unit::Hour) if n >= 24 => days(n / 24),
                (Some(_), Unit::Second | Unit::Minute | Unit::Hour) => Some(When::day(now)),
                (Some(n), Unit::Day | Unit::Night) => days(n),
                (Some(n), Unit::Week) => days(n.saturating_mul(7)),
                (Some(n), Unit::Fortnight) => days(n.saturating_mul(14)),
                (Some(n), Unit::Month) => months(add_months(now, n.saturating_neg())?),
                (Some(n), Unit::Year) => {
                    let first = add_months(now, n.saturating_mul(-12))?;
                    format!("{}/{}", month(first).value, month(now).value).parse().ok()
                }
                // A few weeks are two to four.
                (None, Unit::Week) => months(add_days(now, -21)?),
                _ => None,
            }
        });
        let reach = Reach::Over;
        Meaning { when, reach, ..length(period(amount, unit)) }
    }

    fn season(&self, code: &str, year: Option<i16>, shift: Shift, future: bool) -> Meaning {
        let (edtf, first_month) = match code {
            "SP" => ("21", 3),
            "SU" => ("22", 6),
            "FA" => ("23", 9),
            _ => ("24", 12),
        };
        let year = year.or_else(|| {
            let now = self.now?;
            let begun = now.month() >= first_month;
            let base = if begun || future || shift == Shift::Next && now.month() < first_month {
                now.year()
            } else {
                now.year() - 1
            };
            // `last summer` told in summer is the one before.
            let running = begun && now.month() < first_month + 3;
            Some(match shift {
                Shift::Last if running => base - 1,
                Shift::This => {
                    if now.month() + 3 >= first_month {
                        now.year()
                    } else {
                        base
                    }
                }
                Shift::Next if begun => base + 1,
                _ => base,
            })
        });
        match year.or(self.year) {
            Some(year) => Meaning::at(format!("{year:04}-{code}"), format!("{year:04}-{edtf}").parse().ok()),
            None => Meaning::at(format!("XXXX-{code}"), None),
        }
    }

    fn quarter(&self, n: i8, year: Option<i16>, shift: Shift, future: bool) -> Option<Meaning> {
        let year = year.or_else(|| {
            let now = self.now?;
            let running = (now.month() - 1) / 3 + 1;
            Some(match shift {
                Shift::Last | Shift::Before => now.year() - 1,
                Shift::Next | Shift::After => now.year() + 1,
                Shift::That if n > running && !future => now.year() - 1,
                _ => now.year(),
            })
        });
        match year {
            Some(year) => value::quarter(year, n).map(|(value, when)| Meaning::at(value, Some(when))),
            None => Some(Meaning::at(format!("XXXX-Q{n}"), None)),
        }
    }
}

fn length(value: String) -> Meaning {
    Meaning { value, when: None, kind: TimeKind::Duration, reach: Reach::At }
}

fn month(date: Date) -> Meaning {
    Meaning::at(format!("{:04}-{:02}", date.year(), date.month()), Some(When::month(date.year(), date.month())))
}

fn year(year: i16) -> Meaning {
    Meaning::at(format!("{year:04}"), Some(When::year(year)))
}
