//! Conflicts and their first days, for "day 757 of the war".
//!
//! In: `lang/und/conflicts.toml` (a strict little TOML: tables `[[conflict]]`, one key a line, strings or one-line arrays
//! of strings, read here so that this room needs no parser of its own). Out: [`Conflicts`], which picks the one a text means.
//! It never picks one that the text gives no word for.

use super::value::{add_days, days_between};
use jiff::civil::Date;
use litopys_rules::Diagnostic;
use litopys_text::Text;

/// A conflict whose days are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// What it is called in messages.
    pub(super) name: String,
    /// Day 1.
    pub(super) first_day: Date,
    /// Folded words that name it beside the count.
    pub(super) named: Vec<String>,
    /// Folded words of a text that make it the likely one.
    pub(super) words: Vec<String>,
}

/// All conflicts known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conflicts {
    all: Vec<Conflict>,
}

impl Conflicts {
    /// Reads the data file.
    ///
    /// # Errors
    /// Every line that can't be read, and every conflict without a name or first day.
    pub(crate) fn parse(file: &str, source: &str) -> Result<Conflicts, Vec<Diagnostic>> {
        let mut all: Vec<(usize, Conflict)> = Vec::new();
        let mut errors = Vec::new();
        let mut offset = 0;
        for full in source.split('\n') {
            let at = offset;
            offset += full.len() + 1;
            let line = full.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line == "[[conflict]]" {
                let empty =
                    Conflict { name: String::new(), first_day: Date::ZERO, named: Vec::new(), words: Vec::new() };
                all.push((at, empty));
                continue;
            }
            let read = line.split_once('=').and_then(|(key, value)| Some((key.trim(), strings(value.trim())?)));
            let done = match (read, all.last_mut()) {
                (Some((key, values)), Some((_, conflict))) => set(conflict, key, values),
                _ => false,
            };
            if !done {
                let help =
                    "write name, first_day = \"2022-02-24\", named = [\"…\"] or words = [\"…\"] under [[conflict]]";
                errors.push(Diagnostic::at(file, source, at, format!("`{line}` is no part of a conflict")).help(help));
            }
        }
        for (at, conflict) in &all {
            if conflict.name.is_empty() || conflict.first_day == Date::ZERO {
                errors.push(Diagnostic::at(file, source, *at, "a conflict without name or first_day"));
            }
        }
        if errors.is_empty() { Ok(Conflicts { all: all.into_iter().map(|(_, c)| c).collect() }) } else { Err(errors) }
    }

    /// The conflict that a count of days in tokens `first..last` most likely belongs to, and the day it names.
    pub(super) fn day_of(&self, text: &Text<'_>, last: usize, n: u32, now: Option<Date>) -> Option<(&Conflict, Date)> {
        let beside: Vec<&str> = (last..last + 12).map(|i| text.word(i)).collect();
        let n = i32::try_from(n).ok()?;
        let candidates = self.all.iter().filter_map(|conflict| {
            let day = add_days(conflict.first_day, n - 1)?;
            let named = conflict.named.iter().any(|name| beside.contains(&name.as_str()));
            let n_words = (0..text.tokens.len()).filter(|i| conflict.words.iter().any(|w| w == text.word(*i))).count();
            if !named && n_words == 0 {
                return None;
            }
            let far = now.map_or(0, |now| days_between(day, now).abs());
            // A count that lands on the report's own days is right, whatever words stand around it.
            Some(((far > 10, !named, std::cmp::Reverse(n_words), far), conflict, day))
        });
        candidates.min_by_key(|(rank, ..)| *rank).map(|(_, conflict, day)| (conflict, day))
    }
}

fn set(conflict: &mut Conflict, key: &str, values: Vec<String>) -> bool {
    match (key, values.first()) {
        ("name", Some(name)) => name.clone_into(&mut conflict.name),
        ("first_day", Some(day)) => match day.parse() {
            Ok(day) => conflict.first_day = day,
            Err(_) => return false,
        },
        ("named", Some(_)) => conflict.named = values,
        ("words", Some(_)) => conflict.words = values,
        _ => return false,
    }
    true
}

/// `"a"` or `["a", "b"]`
fn strings(value: &str) -> Option<Vec<String>> {
    let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).unwrap_or(value);
    let string = |s: &str| s.trim().strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
    list.split(", ").map(string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_with_their_line() {
        let errors =
            Conflicts::parse("c.toml", "[[conflict]]\nname = \"x\"\nfirst_day = \"2022-02-31\"\n").unwrap_err();
        assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [3, 1]);
    }
}
