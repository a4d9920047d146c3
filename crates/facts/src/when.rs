//! When it happened: an EDTF date or closed interval, and the days it may cover.
//!
//! In: notation such as `2024-08-06`, `2024-08`, `2024`, `XXXX-02-12`, `2024-08-06T04:30`, `2024-08-06/2024-08-07`,
//! `2024-21` (season), `199X` (decade). Out: the same, and its earliest and latest day.
//! Source: Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1 as far as news needs them.
//! It never resolves words; that is the extractor's work.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A moment or stretch of time in EDTF, checked to be readable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When(String);

/// A text that is not an EDTF date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenError(String);

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a date; help: write 2024-08-06, 2024-08, XXXX-02-12 or 2024-08-06/2024-08-07", self.0)
    }
}

impl std::error::Error for WhenError {}

impl When {
    /// A day.
    pub fn day(date: Date) -> When {
        When(date.to_string())
    }

    /// The days from `first` to `last`.
    pub fn days(first: Date, last: Date) -> When {
        if first == last { When::day(first) } else { When(format!("{first}/{last}")) }
    }

    /// A month of a year.
    pub fn month(year: i16, month: i8) -> When {
        When(format!("{year:04}-{month:02}"))
    }

    /// A year.
    pub fn year(year: i16) -> When {
        When(format!("{year:04}"))
    }

    /// A day of which the year is not told.
    pub fn day_without_year(month: i8, day: i8) -> When {
        When(format!("XXXX-{month:02}-{day:02}"))
    }

    /// The notation.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First and last day it may cover; none when the year is not told.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        match self.0.split_once('/') {
            None => part_bounds(&self.0).flatten(),
            Some((first, last)) => Some((part_bounds(first)??.0, part_bounds(last)??.1)),
        }
    }

    /// The day, when it is one single full date.
    pub fn as_day(&self) -> Option<Date> {
        self.bounds().filter(|(first, last)| first == last).map(|(first, _)| first)
    }

    /// True when it lacks its year.
    pub fn lacks_year(&self) -> bool {
        self.0.starts_with("XXXX")
    }

    /// True when the two may share a day; without years, month and day are compared.
    pub fn may_overlap(&self, other: &When) -> bool {
        match (self.bounds(), other.bounds()) {
            (Some((a0, a1)), Some((b0, b1))) => a0 <= b1 && b0 <= a1,
            (None, Some((first, last))) => lacking_fits(&self.0, first, last),
            (Some((first, last)), None) => lacking_fits(&other.0, first, last),
            (None, None) => self.0 == other.0,
        }
    }
}

/// Whether a yearless `XXXX-MM[-DD]` fits in the days of some year of `first..=last`.
fn lacking_fits(yearless: &str, first: Date, last: Date) -> bool {
    let yearless = yearless.split('/').next().unwrap_or(yearless);
    (first.year()..=last.year()).any(|year| {
        let dated = yearless.replacen("XXXX", &format!("{year:04}"), 1);
        part_bounds(&dated).flatten().is_some_and(|(a, b)| a <= last && first <= b)
    })
}

/// Days of one EDTF date: `None` when unreadable, `Some(None)` when readable but without a year.
fn part_bounds(text: &str) -> Option<Option<(Date, Date)>> {
    let text = text.trim_end_matches(['?', '~', '%']);
    let date = match text.split_once('T') {
        Some((date, time)) if is_time(time) => date,
        Some(_) => return None,
        None => text,
    };
    let fields: Vec<&str> = date.split('-').collect();
    if fields.len() > 3 || fields.iter().any(|f| f.is_empty()) {
        return None;
    }
    let small = |s: &str, low: i8, high: i8| -> Option<i8> {
        (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())
            .flatten()
            .filter(|n| (low..=high).contains(n))
    };
    if fields[0] == "XXXX" {
        return match fields.len() {
            2 => small(fields[1], 1, 12).map(|_| None),
            3 => small(fields[1], 1, 12).and(small(fields[2], 1, 31)).map(|_| None),
            _ => None,
        };
    }
    let decade = fields[0].len() == 4 && fields[0].ends_with('X');
    let digits = if decade { fields[0].replace('X', "0") } else { fields[0].to_owned() };
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i16 = digits.parse().ok()?;
    let day = |y: i16, m: i8, d: i8| Date::new(y, m, d).ok();
    let (first, last) = match fields.len() {
        1 if decade => {
            let width = if fields[0].ends_with("XX") { 99 } else { 9 };
            (day(year, 1, 1)?, day((year + width).min(9999), 12, 31)?)
        }
        1 => (day(year, 1, 1)?, day(year, 12, 31)?),
        2 if decade => return None,
        2 => match fields[1] {
            "21" => (day(year, 3, 1)?, day(year, 5, 31)?),
            "22" => (day(year, 6, 1)?, day(year, 8, 31)?),
            "23" => (day(year, 9, 1)?, day(year, 11, 30)?),
            "24" => (day(year, 12, 1)?, day(year, 12, 31)?),
            month => {
                let first = day(year, small(month, 1, 12)?, 1)?;
                (first, first.last_of_month())
            }
        },
        _ => {
            let date = day(year, small(fields[1], 1, 12)?, small(fields[2], 1, 31)?)?;
            (date, date)
        }
    };
    Some(Some((first, last)))
}

fn is_time(text: &str) -> bool {
    let text = text.trim_end_matches('Z');
    !text.is_empty() && text.len() <= 8 && text.bytes().all(|b| b.is_ascii_digit() || b == b':')
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<When, WhenError> {
        let error = || WhenError(text.to_owned());
        let mut parts = text.split('/');
        let first = parts.next().and_then(part_bounds).ok_or_else(error)?;
        if let Some(last) = parts.next() {
            let last = part_bounds(last).ok_or_else(error)?;
            if let (Some((a, _)), Some((_, b))) = (first, last)
                && b < a
            {
                return Err(error());
            }
        }
        if parts.next().is_some() {
            return Err(error());
        }
        Ok(When(text.to_owned()))
    }
}

impl TryFrom<String> for When {
    type Error = WhenError;

    fn try_from(text: String) -> Result<When, WhenError> {
        text.parse()
    }
}

impl From<When> for String {
    fn from(when: When) -> String {
        when.0
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().unwrap()
    }

    #[test]
    fn forms_of_the_news_read_back() {
        for text in [
            "2024-08-06",
            "2024-08",
            "2024",
            "XXXX-02-12",
            "XXXX-11",
            "2024-08-06T04:30",
            "2024-21",
            "199X",
            "2024-08-06/2024-08-07",
            "2024-08-06?",
        ] {
            assert_eq!(when(text).to_string(), text);
        }
        for text in ["", "2024-13", "2024-02-30", "24-08-06", "2024-08-07/2024-08-06", "today", "a/b/c", "2024-08-06Tx"]
        {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn overlap_minds_missing_years() {
        assert!(when("2024-08").may_overlap(&when("2024-08-06")));
        assert!(!when("2024-07").may_overlap(&when("2024-08-06")));
        assert!(when("XXXX-02-12").may_overlap(&when("2024-02-12")));
        assert!(!when("XXXX-02-12").may_overlap(&when("2024-02-13")));
        assert!(when("XXXX-02-12").may_overlap(&when("2024")));
        assert!(when("XXXX-02-12").may_overlap(&when("XXXX-02-12")));
    }
}
