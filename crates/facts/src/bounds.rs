//! How many: a lower and an upper bound, and whether the words hedged.
//!
//! Notation: `31`, `22..`, `..40`, `3..5`, `~550`, `~24..`, and `?` for a plural without a number.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Bounds of a count; both missing means "some, number not told".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Bounds {
    /// At least so many.
    pub low: Option<u64>,
    /// At most so many.
    pub high: Option<u64>,
    /// Hedged: about, nearly, some, dozens.
    pub approx: bool,
}

impl Bounds {
    /// Exactly `n`.
    pub fn exactly(n: u64) -> Bounds {
        Bounds { low: Some(n), high: Some(n), approx: false }
    }

    /// `n` or more.
    pub fn at_least(n: u64) -> Bounds {
        Bounds { low: Some(n), high: None, approx: false }
    }

    /// `n` or fewer.
    pub fn at_most(n: u64) -> Bounds {
        Bounds { low: None, high: Some(n), approx: false }
    }

    /// Number not told.
    pub fn unknown() -> Bounds {
        Bounds::default()
    }

    /// True when either bound is known.
    pub fn is_numbered(self) -> bool {
        self.low.is_some() || self.high.is_some()
    }

    /// The one number to compare by: the low bound, or the high one where there is no low.
    pub fn number(self) -> Option<u64> {
        self.low.or(self.high)
    }

    /// True for an explicit zero ("no casualties").
    pub fn is_zero(self) -> bool {
        self.high == Some(0)
    }

    /// The same bounds, marked as hedged.
    pub fn hedged(self) -> Bounds {
        Bounds { approx: true, ..self }
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approx {
            f.write_str("~")?;
        }
        match (self.low, self.high) {
            (None, None) => f.write_str("?"),
            (Some(low), Some(high)) if low == high => write!(f, "{low}"),
            (Some(low), Some(high)) => write!(f, "{low}..{high}"),
            (Some(low), None) => write!(f, "{low}.."),
            (None, Some(high)) => write!(f, "..{high}"),
        }
    }
}

/// A text that is not bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundsError(String);

impl fmt::Display for BoundsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a count; help: write 31, 22.., ..40, 3..5, ~550 or ?", self.0)
    }
}

impl std::error::Error for BoundsError {}

impl FromStr for Bounds {
    type Err = BoundsError;

    fn from_str(text: &str) -> Result<Bounds, BoundsError> {
        let error = || BoundsError(text.to_owned());
        let (approx, body) = match text.strip_prefix('~') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let number = |s: &str| match s {
            "" => Ok(None),
            s => s.parse().map(Some).map_err(|_| error()),
        };
        let (low, high) = match body.split_once("..") {
            _ if body == "?" => (None, None),
            Some((low, high)) => (number(low)?, number(high)?),
            None => {
                let n = number(body)?;
                (n, n)
            }
        };
        if body != "?" && low.is_none() && high.is_none() {
            return Err(error());
        }
        Ok(Bounds { low, high, approx })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back() {
        for text in ["31", "22..", "..40", "3..5", "~550", "~24..", "?", "0", "~?"] {
            assert_eq!(text.parse::<Bounds>().unwrap().to_string(), text);
        }
        for text in ["", "..", "x", "~", "3..x", "-1"] {
            assert!(text.parse::<Bounds>().is_err(), "{text}");
        }
    }
}
