//! Reads numbers of time: days of a month, years, amounts, ordinals.
//!
//! In: a token; out: its number and the token behind it. It never reads counts of people; that is another recogniser's work.

use super::super::expr::Amount;
use super::Reader;
use litopys_text::{Glue, Shape};

impl Reader<'_> {
    /// A day of a month in figures: `3`, `03`, `3rd`.
    pub(in super::super) fn day_number(&self, i: usize) -> Option<(usize, i8)> {
        let digits = match self.shape(i)? {
            Shape::Number => self.word(i),
            Shape::Ordinal => self.word(i).trim_end_matches(char::is_alphabetic),
            _ => return None,
        };
        if digits.len() > 2 {
            return None;
        }
        digits.parse().ok().filter(|day| (1..=31).contains(day)).map(|day| (i + 1, day))
    }

    /// A year in four figures.
    pub(in super::super) fn year(&self, i: usize) -> Option<(usize, i16)> {
        if self.shape(i)? != Shape::Number || self.word(i).len() != 4 {
            return None;
        }
        self.word(i).parse().ok().filter(|year| (1400..=2099).contains(year)).map(|year| (i + 1, year))
    }

    /// An amount: figures, number words, `a`, `several`; the flag tells the bare article.
    pub(in super::super) fn amount(&self, i: usize) -> Option<(usize, Amount, bool)> {
        if self.shape(i)? == Shape::Number {
            let digits = self.word(i).replace(',', "");
            if let Some((whole, "5")) = digits.split_once('.') {
                return whole.parse().ok().map(|n| (i + 1, Amount::AndHalf(n), false));
            }
            return digits.parse().ok().filter(|n| *n < 100_000).map(|n| (i + 1, Amount::Known(n), false));
        }
        let (end, value) = self.tag(i, self.classes.number)?;
        match value {
            "X" => return Some((end, Amount::Vague, false)),
            "1a" => return Some((end, Amount::Known(1), true)),
            "0.5" => return Some((end, Amount::AndHalf(0), false)),
            _ => {}
        }
        let number: u32 = value.parse().ok()?;
        if number >= 20
            && self.glue(end) == Glue::Hyphen
            && let Some((after, ones)) = self.tag(end, self.classes.number)
            && let Some(ones) = ones.parse::<u32>().ok().filter(|n| *n < 10)
        {
            return Some((after, Amount::Known(number + ones), false));
        }
        if let Some(after) = self.link(end, "half") {
            return Some((after, Amount::AndHalf(number), false));
        }
        Some((end, Amount::Known(number), false))
    }

    /// `third`, `3rd`, `1,000th`; -1 for `last`.
    pub(in super::super) fn ordinal(&self, i: usize) -> Option<(usize, i32)> {
        if self.shape(i)? == Shape::Ordinal {
            let digits = self.word(i).trim_end_matches(char::is_alphabetic).replace(',', "");
            return digits.parse().ok().map(|n| (i + 1, n));
        }
        let (end, value) = self.tag(i, self.classes.ordinal)?;
        Some((end, value.parse().ok()?))
    }
}

/// Hour and minute of `6:40`, `06.40` or `23:59:59`.
pub(in super::super) fn clock_of(text: &str) -> Option<(u8, u8)> {
    let mut fields = text.split([':', '.']);
    let hour: u8 = fields.next()?.parse().ok()?;
    let minute: u8 = fields.next()?.parse().ok()?;
    (hour <= 24 && minute < 60).then_some((hour, minute))
}

/// A full stop behind a short form.
pub(super) fn doubtful_stop(stop: &str, word: &str) -> bool {
    stop == "." && word.len() <= 4
}
