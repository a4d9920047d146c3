//! What is wrong in a word or rule file, and where: `file:line:column: message; help: what to do`.
//!
//! Readers of data files never stop at the first mistake: they push a [`Diagnostic`] and read on, so an analyst sees
//! everything at once. Lines and columns count from one, columns in characters (not bytes), as editors show them.
//!
//! ```
//! use litopys_rules::{Diagnostic, nearest};
//!
//! let source = "match = \"<verb:dye>\"";
//! let at = source.find("<verb").unwrap_or(0);
//! let diagnostic = Diagnostic::at("lang/en/rules/claim.toml", source, at, "unknown class <verb:dye>")
//!     .help_nearest("verb:dye", ["verb:die", "verb:hit"]);
//! assert_eq!(
//!     diagnostic.to_string(),
//!     "lang/en/rules/claim.toml:1:10: unknown class <verb:dye>; help: did you mean verb:die?"
//! );
//! assert_eq!(nearest("wepon", ["weapon", "person"]), Some("weapon"));
//! ```

use std::fmt;

/// One mistake in a data file, with the place to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// The file as the reader named it.
    pub file: String,
    /// The line, from one.
    pub line: u32,
    /// The column in characters, from one.
    pub column: u32,
    /// What is wrong: lower case, no final dot.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake at a byte offset of the file's text.
    pub fn at(file: &str, source: &str, offset: usize, message: impl Into<String>) -> Self {
        let (line, column) = line_column(source, offset);
        Self { file: file.to_owned(), line, column, message: message.into(), help: None }
    }

    /// Adds the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds "did you mean …?" when a candidate is near enough.
    #[must_use]
    pub fn help_nearest<'a>(self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, candidates) {
            Some(near) => {
                let help = format!("did you mean {near}?");
                self.help(help)
            }
            None => self,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; help: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}

/// The line and column, both from one, of a byte offset; an offset past the end or inside a letter is moved back.
pub fn line_column(source: &str, offset: usize) -> (u32, u32) {
    let before = &source[..source.floor_char_boundary(offset)];
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[line_start..].chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// The candidate a writer most likely meant: fewest edits, at most a third of the letters; the first in order of a tie.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = word.chars().collect();
    let limit = (letters.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let n_letters = candidate.chars().count();
        if candidate == word || n_letters.abs_diff(letters.len()) > limit {
            continue;
        }
        let distance = edits(&letters, candidate);
        if distance <= limit && distance < n_letters && best.is_none_or(|found| (distance, candidate) < found) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Insertions, deletions, changes and swaps of neighbours that turn one word into the other.
fn edits(left: &[char], right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut older: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    for (i, &l) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(right.len() + 1);
        row.push(i + 1);
        for (j, &r) in right.iter().enumerate() {
            let mut cost = (previous[j] + usize::from(l != r)).min(previous[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && l == right[j - 1] && left[i - 1] == r {
                cost = cost.min(older[j - 1] + 1);
            }
            row.push(cost);
        }
        older = std::mem::replace(&mut previous, row);
    }
    previous.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_from_one() {
        let source = "перше\nдруге слово";
        let at = source.find("слово").expect("the word is there");
        assert_eq!(line_column(source, at), (2, 7));
        assert_eq!(line_column(source, 0), (1, 1));
        assert_eq!(line_column(source, 1), (1, 1), "inside a letter");
        assert_eq!(line_column(source, 9999), (2, 12), "past the end");
    }

    #[test]
    fn nearest_needs_a_likeness() {
        assert_eq!(nearest("dye", ["die", "hit"]), Some("die"));
        assert_eq!(nearest("wepaon", ["person", "weapon"]), Some("weapon"), "two letters swapped");
        assert_eq!(nearest("verb", ["weapon", "person"]), None);
        assert_eq!(nearest("a", ["b"]), None, "nothing in common");
        assert_eq!(nearest("cat", ["car", "bat"]), Some("bat"), "a tie goes by the alphabet");
    }

    #[test]
    fn help_is_shown_after_the_message() {
        let plain = Diagnostic::at("a.toml", "x", 0, "bad");
        assert_eq!(plain.to_string(), "a.toml:1:1: bad");
        assert_eq!(plain.help("mend it").to_string(), "a.toml:1:1: bad; help: mend it");
    }
}
