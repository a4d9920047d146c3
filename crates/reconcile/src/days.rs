//! When two tellings may speak of the same happening: stretches of days and how they lie to each other.
//!
//! In: an EDTF date and the day of publication. Out: a stretch of days, how firm it is, and relations of two such.
//! Two nights that touch (`17/18` and `18/19`) are two nights, though they share a day.
//! It never reads a clock; without a date, the days before publication are a guess and marked as one.

use jiff::civil::{Date, DateTime};
use litopys_facts::When;

/// How firm a stretch of days is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Firm {
    /// The report's words give it.
    Stated,
    /// It equals the day of publication, so it may be the report's day rather than the happening's.
    Published,
    /// The report gives no date; the days up to publication are assumed.
    Guessed,
}

/// The days in which a happening may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Days {
    /// From `first` to `last`, as days since 1970-01-01.
    Span {
        /// First day.
        first: i32,
        /// Last day.
        last: i32,
        /// How firm.
        firm: Firm,
    },
    /// A day of which the year is not known: month and day.
    Yearless(u8, u8),
    /// Nothing known.
    Unknown,
}

/// How two stretches of days lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeRelation {
    /// The same day, or the same night.
    Same,
    /// They share a day.
    Overlap,
    /// They share a day, but one is longer than a week or only a guess.
    Loose,
    /// Neighbouring days, of which the later may be the day of publication.
    Adjacent,
    /// Month and day agree, a year is missing.
    YearOpen,
    /// At least one side has no time.
    Unknown,
    /// They can't be the same.
    Different,
}

/// The longest stretch that one happening may take; longer ones are totals of a campaign.
pub(crate) const LONGEST: i32 = 31;

impl Days {
    /// Reads the happening's date against the report's day of publication.
    pub(crate) fn read(when: Option<&When>, published: Option<i32>, background: bool) -> Days {
        match (when, published) {
            (Some(when), _) => match when.bounds() {
                Some((first, last)) => {
                    let (first, last) = (number(first), number(last));
                    let firm = if first == last && published == Some(first) { Firm::Published } else { Firm::Stated };
                    Days::Span { first, last, firm }
                }
                None => yearless(when.as_str()),
            },
            (None, Some(day)) if !background => Days::Span { first: day - 2, last: day, firm: Firm::Guessed },
            (None, _) => Days::Unknown,
        }
    }

    /// Number of days, where known.
    pub(crate) fn len(self) -> Option<i32> {
        match self {
            Days::Span { first, last, .. } => Some(last - first + 1),
            Days::Yearless(..) => Some(1),
            Days::Unknown => None,
        }
    }

    /// First day, where the report states one.
    pub(crate) fn first(self) -> Option<i32> {
        match self {
            Days::Span { first, firm, .. } if firm != Firm::Guessed => Some(first),
            _ => None,
        }
    }

    /// How `self` lies to `other`.
    pub(crate) fn relate(self, other: Days) -> TimeRelation {
        use TimeRelation::*;
        match (self, other) {
            (Days::Span { first: a0, last: a1, firm: fa }, Days::Span { first: b0, last: b1, firm: fb }) => {
                let guessed = fa == Firm::Guessed || fb == Firm::Guessed;
                if a0 <= b1 && b0 <= a1 {
                    let (la, lb) = (a1 - a0 + 1, b1 - b0 + 1);
                    if guessed || la > 7 || lb > 7 {
                        Loose
                    } else if (a0, a1) == (b0, b1) {
                        Same
                    } else if la == 2 && lb == 2 {
                        Different
                    } else {
                        Overlap
                    }
                } else if guessed || (la_short(a0, a1) && la_short(b0, b1) && gap(a0, a1, b0, b1) == 1) {
                    let later = if a0 > b0 { fa } else { fb };
                    if gap(a0, a1, b0, b1) == 1 && later != Firm::Stated { Adjacent } else { Different }
                } else {
                    Different
                }
            }
            (Days::Yearless(m, d), Days::Yearless(n, e)) => {
                if (m, d) == (n, e) {
                    YearOpen
                } else {
                    Different
                }
            }
            (Days::Yearless(m, d), span @ Days::Span { .. }) | (span @ Days::Span { .. }, Days::Yearless(m, d)) => {
                if span.each().into_iter().any(|day| month_day(day) == (m, d)) {
                    YearOpen
                } else {
                    Different
                }
            }
            (Days::Unknown, _) | (_, Days::Unknown) => Unknown,
        }
    }

    /// Every day of the stretch, at most `LONGEST` of them.
    pub(crate) fn each(self) -> Vec<i32> {
        match self {
            Days::Span { first, last, .. } => (first..=last.min(first + LONGEST - 1)).collect(),
            _ => Vec::new(),
        }
    }
}

fn la_short(first: i32, last: i32) -> bool {
    last - first < 2
}

fn gap(a0: i32, a1: i32, b0: i32, b1: i32) -> i32 {
    if a1 < b0 { b0 - a1 } else { a0 - b1 }
}

fn yearless(text: &str) -> Days {
    let field = |range: std::ops::Range<usize>| text.get(range).and_then(|s| s.parse::<u8>().ok());
    match (text.starts_with("XXXX-"), field(5..7), field(8..10)) {
        (true, Some(month), Some(day)) => Days::Yearless(month, day),
        _ => Days::Unknown,
    }
}

/// Days since 1970-01-01, after Howard Hinnant's `days_from_civil`.
pub(crate) fn number(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Month and day of a day number, the inverse of `number`.
pub(crate) fn month_day(day: i32) -> (u8, u8) {
    let z = day + 719_468;
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let mp = (5 * of_year + 2) / 153;
    let day = of_year - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (month as u8, day as u8)
}

/// Publication day as a day number.
pub(crate) fn published_day(published: Option<&str>) -> Option<i32> {
    published?.get(..10)?.parse::<Date>().ok().map(number)
}

/// Publication as seconds since 1970; a mere day counts from its noon.
pub(crate) fn moment(published: Option<&str>) -> Option<i64> {
    let text = published?;
    if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
        return Some(stamp.as_second());
    }
    let day = published_day(published)?;
    let noon = i64::from(day) * 86_400 + 43_200;
    match text.get(10..11).and_then(|_| text.parse::<DateTime>().ok()) {
        Some(at) => Some(
            i64::from(day) * 86_400
                + i64::from(at.hour()) * 3600
                + i64::from(at.minute()) * 60
                + i64::from(at.second()),
        ),
        None => Some(noon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(when: &str) -> Days {
        Days::read(Some(&when.parse().unwrap()), None, false)
    }

    #[test]
    fn day_numbers_go_both_ways() {
        assert_eq!(number("1970-01-01".parse().unwrap()), 0);
        assert_eq!(number("2024-02-29".parse().unwrap()), 19_782);
        for day in [-400, 0, 59, 19_782, 20_000] {
            let (month, of_month) = month_day(day);
            assert!((1..=12).contains(&month) && (1..=31).contains(&of_month), "{day}");
        }
        assert_eq!(month_day(19_782), (2, 29));
    }

    #[test]
    fn touching_nights_are_two_nights() {
        let (first, second) = (days("2024-05-13/2024-05-14"), days("2024-05-14/2024-05-15"));
        assert_eq!(first.relate(second), TimeRelation::Different);
        assert_eq!(first.relate(days("2024-05-14")), TimeRelation::Overlap);
        assert_eq!(first.relate(first), TimeRelation::Same);
    }

    #[test]
    fn a_day_of_publication_may_be_a_day_late() {
        let published =
            Days::read(Some(&"2024-05-15".parse().unwrap()), Some(days("2024-05-15").first().unwrap()), false);
        assert_eq!(days("2024-05-14").relate(published), TimeRelation::Adjacent);
        assert_eq!(days("2024-05-14").relate(days("2024-05-15")), TimeRelation::Different);
    }

    #[test]
    fn a_missing_year_stays_open() {
        assert_eq!(days("XXXX-02-12").relate(days("2024-02-12")), TimeRelation::YearOpen);
        assert_eq!(days("XXXX-02-12").relate(days("2024-02-13")), TimeRelation::Different);
        assert_eq!(days("XXXX-02").relate(days("2024-02-13")), TimeRelation::Unknown);
    }

    #[test]
    fn moments_mind_time_zones() {
        assert_eq!(moment(Some("2024-08-06T07:40:00Z")), moment(Some("2024-08-06T10:40:00+03:00")));
        assert!(moment(Some("2024-08-06T07:40:00")) < moment(Some("2024-08-06")));
        assert_eq!(moment(Some("soon")), None);
    }
}
