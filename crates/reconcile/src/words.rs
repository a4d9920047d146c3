//! The words of a headline, without those that every report of war has.
//!
//! In: a title or the first words of a text. Out: folded stems, each rare or usual.
//! `data/common.txt` lists what says nothing, `data/usual.txt` what says little; both are data to edit.
//! Fixed lists, not counts over the reports at hand, so that one more report never changes what others weigh.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static COMMON: LazyLock<BTreeSet<String>> = LazyLock::new(|| list(include_str!("../data/common.txt")));
static USUAL: LazyLock<BTreeSet<String>> = LazyLock::new(|| list(include_str!("../data/usual.txt")));

fn list(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| line.split('#').next())
        .flat_map(str::split_whitespace)
        .map(|word| stem(&fold(word)))
        .collect()
}

/// Lower case, letters and digits only, single spaces; possessive endings go.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’' | 'ʼ' | '`') {
            // "Kyiv's" -> "kyiv", "Kyivʼs" too; "O'Neill" keeps its letters together.
            let mut rest = letters.clone();
            if rest.next().is_some_and(|n| n == 's' || n == 'S') && rest.next().is_none_or(|n| !n.is_alphanumeric()) {
                letters.next();
            }
        } else {
            gap = true;
        }
    }
    out
}

/// A word without its commonest English endings.
fn stem(word: &str) -> String {
    let cut = |end: &str, least: usize| word.strip_suffix(end).filter(|rest| rest.chars().count() >= least);
    let short = cut("ings", 4).or_else(|| cut("ing", 4)).or_else(|| cut("ies", 3)).or_else(|| cut("ied", 3));
    let short =
        short.or_else(|| cut("es", 4)).or_else(|| cut("ed", 4)).or_else(|| cut("s", 3).filter(|r| !r.ends_with('s')));
    short.or_else(|| cut("e", 4)).or_else(|| cut("y", 3)).unwrap_or(word).to_owned()
}

/// The telling words of a headline: stem and weight, 1.0 for rare and 0.25 for usual ones.
pub(crate) fn telling_words(text: &str, leave_out: &BTreeSet<String>) -> BTreeMap<String, f64> {
    let folded = fold(text);
    let mut words = BTreeMap::new();
    for word in folded.split(' ').take(24) {
        let stem = stem(word);
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        if word.chars().count() < 3 || is_number || COMMON.contains(&stem) || leave_out.contains(&stem) {
            continue;
        }
        let weight = if USUAL.contains(&stem) { 0.25 } else { 1.0 };
        words.insert(stem, weight);
    }
    words
}

/// The stems of a name, for leaving it out.
pub(crate) fn stems(text: &str) -> impl Iterator<Item = String> {
    fold(text).split(' ').filter(|w| !w.is_empty()).map(stem).collect::<Vec<_>>().into_iter()
}

/// FNV-1a over the parts, with a border between them.
pub(crate) fn hash(parts: &[&str]) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_possessives_and_marks() {
        assert_eq!(fold("Ukraine’s  Air-Force"), "ukraine air force");
        assert_eq!(fold("O'Neill"), "oneill");
        assert_eq!(fold("  "), "");
    }

    #[test]
    fn common_words_say_nothing() {
        let words = telling_words("Two soldiers killed as landmine hits ambulance", &BTreeSet::new());
        assert!(words.contains_key(&stem("ambulance")) && words.contains_key(&stem("landmine")));
        assert!(!words.contains_key("two") && !words.contains_key(&stem("killed")));
    }
}
