//! Parses patterns; the language is described in [`crate::pattern`].
//!
//! In: the text of one pattern; out: a [`Pattern`], or every mistake in it with its place.

use crate::located::Fault;
use crate::pattern::{At, MAX_GAP, Pattern, SIGNS, Times};
use litopys_facts::{Block, BlockKind, Span};
use litopys_text::{Abbreviations, Text, fold};

/// Groups in groups beyond this are refused.
const MAX_DEPTH: usize = 24;

/// Reads one pattern.
///
/// # Errors
/// All mistakes in it, in order.
pub fn parse_pattern(text: &str) -> Result<Pattern, Vec<Fault>> {
    let mut parser = Parser { text, at: 0, depth: 0, faults: Vec::new() };
    let pattern = parser.alternatives();
    if parser.faults.is_empty() && parser.at < text.len() {
        parser.fault(parser.at, "a ) without its (", "remove it, or open a group");
    }
    match pattern {
        Some(pattern) if parser.faults.is_empty() => Ok(pattern),
        _ => Err(parser.faults),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    faults: Vec<Fault>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn fault(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Fault::new(at, message, help));
    }

    /// `a b | c`, up to a `)` or the end.
    fn alternatives(&mut self) -> Option<Pattern> {
        let mut parts = vec![self.sequence()];
        while self.eat('|') {
            parts.push(self.sequence());
        }
        let parts: Option<Vec<Pattern>> = parts.into_iter().collect();
        collapse(parts?, Pattern::Or)
    }

    fn sequence(&mut self) -> Option<Pattern> {
        let mut parts = Vec::new();
        let n_faults = self.faults.len();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some('|' | ')') => break,
                Some(_) => parts.extend(self.item()),
            }
        }
        if parts.is_empty() && self.faults.len() == n_faults {
            self.fault(self.at, "nothing to match here", "write a word or a <class>, or remove the |, ( or )");
        }
        collapse(parts, Pattern::Seq)
    }

    /// One part with its label, `!` and repetition. Always moves on.
    fn item(&mut self) -> Option<Pattern> {
        let start = self.at;
        if self.eat('!') {
            let part = self.primary()?;
            if self.repetition().is_some() {
                self.fault(start, "a look-ahead cannot be repeated", "put the repetition in a group: !(…)");
            }
            if part.may_be_empty() {
                self.fault(start, "a look-ahead that nothing can pass", "leave out what makes its words optional");
            }
            return Some(Pattern::Not(Box::new(part), At(start)));
        }
        let label = self.label();
        let part = self.primary()?;
        let part = match self.repetition() {
            Some(times) => Pattern::Repeat(Box::new(part), times),
            None => part,
        };
        Some(match label {
            Some(label) => Pattern::Label(label, Box::new(part)),
            None => part,
        })
    }

    /// `who=`
    fn label(&mut self) -> Option<Box<str>> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || SIGNS.contains(c))?;
        let label = &rest[..end];
        if end == 0 || !rest[end..].starts_with('=') {
            return None;
        }
        if !is_label(label) {
            self.fault(
                self.at,
                format!("`{label}` is no label"),
                "labels are a-z, 0-9 and -, a letter first; a sign = is \\=",
            );
        }
        let label = label.into();
        self.at += end + 1;
        Some(label)
    }

    fn repetition(&mut self) -> Option<Times> {
        let times = match self.peek()? {
            '?' => Times::Maybe,
            '+' => Times::Some,
            '*' => Times::Any,
            _ => return None,
        };
        self.at += 1;
        while self.peek().is_some_and(|c| "?+*".contains(c)) {
            self.fault(self.at, "repeated twice", "keep one of ? + *");
            self.at += 1;
        }
        Some(times)
    }

    fn primary(&mut self) -> Option<Pattern> {
        let start = self.at;
        match self.peek() {
            Some('<') => self.class(),
            Some('(') => self.group(),
            Some(c @ ('?' | '+' | '*' | '!' | '=' | '>')) => {
                self.at += 1;
                let help = match c {
                    '=' | '>' | '!' => format!("write the sign itself as \\{c}"),
                    _ => format!("put it directly behind what is repeated, or write the sign itself as \\{c}"),
                };
                self.fault(start, format!("a {c} out of place"), help);
                None
            }
            Some(c) if !c.is_whitespace() && c != '|' && c != ')' => self.word(),
            _ => {
                self.fault(
                    start,
                    "nothing to match here",
                    "write a word, a <class> or a group without a space before it",
                );
                None
            }
        }
    }

    fn group(&mut self) -> Option<Pattern> {
        let start = self.at;
        self.at += 1;
        if self.depth == MAX_DEPTH {
            self.fault(start, "too many groups in groups", "take the rule apart");
            self.at = self.text.len();
            return None;
        }
        self.depth += 1;
        let inner = self.alternatives();
        self.depth -= 1;
        if !self.eat(')') {
            self.fault(start, "a ( without its )", "close the group");
            self.at = self.text.len();
        }
        inner
    }

    fn class(&mut self) -> Option<Pattern> {
        let start = self.at;
        let rest = &self.text[start + 1..];
        let end = rest.find(['<', '>']).filter(|&end| rest[end..].starts_with('>'));
        let Some(end) = end else {
            self.fault(start, "a < without its >", "close the class, or write the sign itself as \\<");
            self.at = self.text.len();
            return None;
        };
        let inner = &rest[..end];
        self.at = start + 1 + end + 1;
        if let Some(n) = inner.strip_prefix('*') {
            return self.gap(n, start);
        }
        let (class, values) = match inner.split_once(':') {
            Some((class, values)) => (class, values.split('|').collect()),
            None => (inner, Vec::new()),
        };
        if !is_class(class) {
            self.fault(start, format!("<{inner}> is no class"), "write <class>, <class:value> or <class:value|value>");
            return None;
        }
        if values.iter().any(|v| v.is_empty() || v.contains(|c: char| c.is_whitespace() || ":()=".contains(c))) {
            self.fault(
                start,
                format!("<{inner}> has a broken value"),
                "write <class:value> or <class:value|value>, without spaces",
            );
            return None;
        }
        let values = values.into_iter().map(Box::from).collect();
        Some(Pattern::Class { class: class.into(), values, at: At(start) })
    }

    fn gap(&mut self, n: &str, start: usize) -> Option<Pattern> {
        if n.is_empty() {
            return Some(Pattern::Any);
        }
        match n.parse() {
            Ok(n @ 1..=MAX_GAP) if !self.text[start..].starts_with("<*+") => Some(Pattern::Gap(n)),
            _ => {
                self.fault(start, format!("<*{n}> is no gap"), format!("write <*>, or <*1> to <*{MAX_GAP}>"));
                None
            }
        }
    }

    fn word(&mut self) -> Option<Pattern> {
        let start = self.at;
        let mut word = String::new();
        while let Some(c) = self.peek() {
            if c == '\\' {
                let escaped = self.text[self.at + 1..].chars().next();
                match escaped.filter(|&c| SIGNS.contains(c)) {
                    Some(c) => word.push(c),
                    None => {
                        self.fault(self.at, "a \\ before what needs none", format!("a \\ stands only before {SIGNS}"))
                    }
                }
                self.at += 1 + escaped.map_or(0, char::len_utf8);
            } else if c.is_whitespace() || SIGNS.contains(c) {
                break;
            } else {
                word.push(c);
                self.at += c.len_utf8();
            }
        }
        if let Some(better) = as_in_text(&word) {
            let help = match better.as_str() {
                "" => "remove it".to_owned(),
                better => format!("write {}", escape(better)),
            };
            self.fault(start, format!("no text has `{word}` as one folded word"), help);
        }
        Some(Pattern::Word(word.into()))
    }
}

/// One part alone needs no list around it.
fn collapse(mut parts: Vec<Pattern>, many: fn(Vec<Pattern>) -> Pattern) -> Option<Pattern> {
    if parts.len() > 1 { Some(many(parts)) } else { parts.pop() }
}

pub(crate) fn is_label(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_lowercase())
        && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_class(class: &str) -> bool {
    class.starts_with(|c: char| c.is_ascii_alphabetic())
        && class.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// How a text would have the word, if otherwise than it is written: folded, and cut into tokens.
fn as_in_text(word: &str) -> Option<String> {
    let folded = fold(word);
    let is_abbreviation = folded.strip_suffix('.').is_some_and(|w| !w.is_empty() && w.chars().all(char::is_alphabetic));
    let words = if is_abbreviation { folded } else { cut(&folded).join(" ") };
    (words != word).then_some(words)
}

/// The tokens of a text.
fn cut(text: &str) -> Vec<String> {
    let block = Block { kind: BlockKind::Body, span: Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)) };
    let text = Text::new(text, &[block], &Abbreviations::default());
    (0..text.tokens.len()).map(|i| text.word(i).to_owned()).collect()
}

fn escape(words: &str) -> String {
    let words: Vec<String> = words.split(' ').map(|word| Pattern::Word(word.into()).to_string()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
