//! Examples: `Two [drones] fell -> drone`, and `known.toml`, the list of what still goes wrong.
//!
//! In: strings in the one notation of examples; out: the text without marks, the spans of the marks, the value.
//! `[ ]` marks words that must be found (several brackets make one finding), ` -> ` stands before the value,
//! `\[` and `\]` are the signs themselves. What finding and value mean is for the caller to say.

use crate::located::{Fault, Located};
use litopys_facts::Span;

/// An example taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text without marks.
    pub text: String,
    /// The marked words, in bytes of the text, in order.
    pub marks: Vec<Span>,
    /// What stands behind ` -> `.
    pub value: Option<String>,
}

/// An example and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The example taken apart.
    pub marked: Marked,
    /// As written in the file.
    pub written: Located,
}

impl Marked {
    /// Takes an example apart.
    ///
    /// ```
    /// let example = litopys_rules::Marked::parse("Two [drones] fell -> drone")?;
    /// assert_eq!(example.text, "Two drones fell");
    /// assert_eq!(example.marks[0].of(&example.text), "drones");
    /// assert_eq!(example.value.as_deref(), Some("drone"));
    /// # Ok::<(), Vec<litopys_rules::Fault>>(())
    /// ```
    ///
    /// # Errors
    /// All mistakes in it: brackets in or without brackets, empty marks, an empty value or text.
    pub fn parse(written: &str) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let (body, value) = match written.rfind("->") {
            Some(at) => (&written[..at], Some(written[at + 2..].trim())),
            None => (written, None),
        };
        if value == Some("") {
            faults.push(Fault::new(body.len(), "nothing behind the ->", "write the value that must be found"));
        }
        let body = body.trim_end();
        let mut out = Self { value: value.map(str::to_owned), ..Self::default() };
        let mut open: Option<(usize, u32)> = None;
        let mut chars = body.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let here = u32::try_from(out.text.len()).unwrap_or(u32::MAX);
            match (c, open) {
                ('\\', _) => match chars.next_if(|&(_, next)| next == '[' || next == ']') {
                    Some((_, sign)) => out.text.push(sign),
                    None => out.text.push(c),
                },
                ('[', None) => open = Some((at, here)),
                ('[', Some(_)) => {
                    faults.push(Fault::new(at, "a [ inside [ ]", "close the first; a sign [ is written \\["))
                }
                (']', None) => faults.push(Fault::new(at, "a ] without its [", "open it; a sign ] is written \\]")),
                (']', Some((opened, start))) => {
                    open = None;
                    if out.text[start as usize..].trim().is_empty() {
                        faults.push(Fault::new(opened, "nothing between [ ]", "mark the words that must be found"));
                    }
                    out.marks.push(Span::new(start, here));
                }
                _ => out.text.push(c),
            }
        }
        if let Some((opened, _)) = open {
            faults.push(Fault::new(opened, "a [ without its ]", "close it; a sign [ is written \\["));
        }
        if out.text.trim().is_empty() {
            faults.push(Fault::new(0, "an example without words", "write a short sentence"));
        }
        if faults.is_empty() { Ok(out) } else { Err(faults) }
    }

    /// Reads an example in which something must be found: marks and a value.
    pub(crate) fn parse_yes(written: &str) -> Result<Self, Vec<Fault>> {
        let marked = Self::parse(written)?;
        let mut faults = Vec::new();
        if marked.marks.is_empty() {
            faults.push(Fault::new(0, "an example without [marked words]", "mark the words that must be found"));
        }
        if marked.value.is_none() {
            faults.push(Fault::new(
                written.len(),
                "an example without its value",
                "end it with -> and the value that must be found",
            ));
        }
        if faults.is_empty() { Ok(marked) } else { Err(faults) }
    }

    /// Reads an example in which nothing may be found: neither marks nor value.
    pub(crate) fn parse_no(written: &str) -> Result<Self, Vec<Fault>> {
        let marked = Self::parse(written)?;
        match (marked.marks.first(), &marked.value) {
            (None, None) => Ok(marked),
            (Some(mark), _) => Err(vec![Fault::new(
                mark.start as usize,
                "marks where nothing may be found",
                "remove them; a sign [ is written \\[",
            )]),
            _ => Err(vec![Fault::new(0, "a value where nothing may be found", "remove the -> and what follows")]),
        }
    }

    /// The text with its marks, and the value: as written, but for needless escapes.
    pub(crate) fn show(text: &str, marks: &[Span], value: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for mark in marks {
            let (start, end) = (mark.start as usize, mark.end as usize);
            out.push_str(text.get(at..start).unwrap_or_default());
            out.push('[');
            out.push_str(text.get(start..end).unwrap_or_default());
            out.push(']');
            at = end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out.push_str(" -> ");
        out.push_str(value);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn several_marks_make_one_finding() {
        let found = Marked::parse("[Two] men and [a boy] died -> 3").unwrap();
        assert_eq!(found.text, "Two men and a boy died");
        assert_eq!(found.marks, [Span::new(0, 3), Span::new(12, 17)]);
        assert_eq!(Marked::parse("a -> b -> c").unwrap().text, "a -> b");
        assert_eq!(Marked::parse("\\[sic\\] \\o/").unwrap().text, "[sic] \\o/");
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let places = |text: &str| Marked::parse(text).unwrap_err().iter().map(|f| f.offset).collect::<Vec<_>>();
        assert_eq!(places("a [b -> c"), [2]);
        assert_eq!(places("a b] [ ] [[c]] ->"), [15, 3, 5, 10, 13]);
        assert_eq!(places(""), [0]);
        assert!(Marked::parse_yes("no mark -> x").is_err());
        assert!(Marked::parse_yes("[no] value").is_err());
        assert!(Marked::parse_no("[a] mark").is_err());
        assert!(Marked::parse_no("a -> value").is_err());
    }

    proptest! {
        #[test]
        fn marks_lie_on_letter_borders(written in "[aж\\[\\]\\\\ >-]{0,20}") {
            if let Ok(marked) = Marked::parse(&written) {
                for mark in &marked.marks {
                    prop_assert!(marked.text.get(mark.start as usize..mark.end as usize).is_some());
                }
            }
        }
    }
}
