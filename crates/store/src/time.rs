//! The one form of a recorded time, `2024-08-06T07:40:00.000Z`, whose order as text is the order of time.

use crate::error::{Error, Kind};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// A caller's RFC 3339 time in the ledger's form.
pub(crate) fn recorded(at: &str) -> Result<String, Error> {
    let moment: Timestamp = at.parse().map_err(|_| Kind::Time(at.to_owned()))?;
    Ok(format!("{moment:.3}"))
}

/// True when a stored time has the ledger's form.
pub(crate) fn is_recorded(at: &str) -> bool {
    recorded(at).is_ok_and(|form| form == at)
}

/// The first moment that is after `as_of`: the next day for a day, the next millisecond for a time.
pub(crate) fn first_after(as_of: &str) -> Result<String, Error> {
    let wrong = || Error::from(Kind::Time(as_of.to_owned()));
    let moment = if as_of.len() == 10 {
        let day: Date = as_of.parse().map_err(|_| wrong())?;
        let next = day.tomorrow().map_err(|_| wrong())?;
        next.to_zoned(TimeZone::UTC).map_err(|_| wrong())?.timestamp()
    } else {
        let moment: Timestamp = as_of.parse().map_err(|_| wrong())?;
        moment.checked_add(1.millisecond()).map_err(|_| wrong())?
    };
    Ok(format!("{moment:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_take_one_form() {
        assert_eq!(recorded("2024-08-06T10:40:00+03:00").unwrap(), "2024-08-06T07:40:00.000Z");
        assert!(is_recorded("2024-08-06T07:40:00.000Z"));
        assert!(!is_recorded("2024-08-06T07:40:00Z"));
        assert!(recorded("yesterday").unwrap_err().to_string().contains("help:"));
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        assert_eq!(first_after("2024-12-31").unwrap(), "2025-01-01T00:00:00.000Z");
        assert_eq!(first_after("2024-08-06T07:40:00Z").unwrap(), "2024-08-06T07:40:00.001Z");
        assert!(first_after("May").is_err());
    }
}
