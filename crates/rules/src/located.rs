//! A string of a TOML file that remembers where each of its letters stands, so that a mistake inside it can be shown.
//!
//! In: the file's text and the span of a string in it; out: [`Located`], the decoded string.
//! Escapes and line breaks shift the letters; [`Located::diagnostic`] undoes the shift.

use crate::Diagnostic;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A mistake at a byte offset of some string; becomes a [`Diagnostic`] once the string's place is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where in the string, in bytes.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Fault {
    /// A mistake with the next step.
    pub fn new(offset: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { offset, message: message.into(), help: Some(help.into()) }
    }
}

/// A data file: its name and its text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SourceFile {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A decoded string and its place in a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Located {
    text: String,
    source: Arc<SourceFile>,
    /// From this byte of the string on, letters stand at this byte of the file, one to one.
    runs: Vec<(usize, usize)>,
}

impl Located {
    /// The string decoded from a TOML string token that covers `span` of the file.
    pub(crate) fn new(source: &Arc<SourceFile>, span: Range<usize>, decoded: &str) -> Self {
        let raw = source.text.get(span.clone()).unwrap_or_default();
        let runs = runs(raw, decoded.len()).into_iter().map(|(at, raw_at)| (at, raw_at + span.start)).collect();
        Self { text: decoded.to_owned(), source: Arc::clone(source), runs }
    }

    /// The string itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name of its file.
    pub fn file(&self) -> &str {
        &self.source.name
    }

    /// The line it begins in, from one.
    pub fn line(&self) -> u32 {
        self.diagnostic(0, "").line
    }

    /// A mistake at a byte of the string.
    pub fn diagnostic(&self, offset: usize, message: impl Into<String>) -> Diagnostic {
        let run = self.runs.partition_point(|&(at, _)| at <= offset).saturating_sub(1);
        let (at, raw_at) = self.runs.get(run).copied().unwrap_or_default();
        Diagnostic::at(&self.source.name, &self.source.text, raw_at + offset.saturating_sub(at), message)
    }

    /// A mistake found by a parser that knows the string only.
    pub fn fault(&self, fault: Fault) -> Diagnostic {
        Diagnostic { help: fault.help, ..self.diagnostic(fault.offset, fault.message) }
    }
}

impl Deref for Located {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}:{}", self.text, self.file(), self.line())
    }
}

/// Pairs (byte of the decoded string, byte of the raw token) at which a run of equal letters begins.
fn runs(raw: &str, decoded_len: usize) -> Vec<(usize, usize)> {
    let (delimiter, escapes) = match raw {
        _ if raw.starts_with("\"\"\"") => (3, true),
        _ if raw.starts_with("'''") => (3, false),
        _ if raw.starts_with('"') => (1, true),
        _ => (1, false),
    };
    let mut at = delimiter;
    if delimiter == 3 {
        at += if raw[3..].starts_with("\r\n") { 2 } else { usize::from(raw[3..].starts_with('\n')) };
    }
    let mut runs = vec![(0, at)];
    let mut done = 0;
    while escapes && done < decoded_len {
        let Some(rest) = raw.get(at..) else { break };
        let Some(c) = rest.chars().next() else { break };
        if c != '\\' {
            at += c.len_utf8();
            done += c.len_utf8();
            continue;
        }
        let (raw_len, decoded) = escape(rest);
        at += raw_len;
        done += decoded;
        runs.push((done, at));
    }
    runs
}

/// Length of an escape as written and as decoded, in bytes.
fn escape(rest: &str) -> (usize, usize) {
    let code = |from: usize, len: usize| {
        let decoded =
            rest.get(from..from + len).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        (from + len, decoded.map_or(1, char::len_utf8))
    };
    match rest.as_bytes().get(1) {
        Some(b'x') => code(2, 2),
        Some(b'u') => code(2, 4),
        Some(b'U') => code(2, 8),
        Some(b' ' | b'\t' | b'\r' | b'\n') => (rest.len() - rest[1..].trim_start().len(), 0),
        _ => (2, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(raw: &str, decoded: &str) -> Vec<(u32, u32)> {
        let source = Arc::new(SourceFile { name: "f".to_owned(), text: format!("a = {raw}\n") });
        let located = Located::new(&source, 4..4 + raw.len(), decoded);
        decoded.char_indices().map(|(at, _)| located.diagnostic(at, "")).map(|d| (d.line, d.column)).collect()
    }

    #[test]
    fn every_letter_knows_its_column() {
        assert_eq!(columns("'ab'", "ab"), [(1, 6), (1, 7)]);
        assert_eq!(columns(r#""a\"b\u0041c""#, "a\"bAc"), [(1, 6), (1, 7), (1, 9), (1, 10), (1, 16)]);
        assert_eq!(columns("'''\na\nb'''", "a\nb"), [(2, 1), (2, 2), (3, 1)]);
        assert_eq!(columns("\"\"\"\na \\\n   b\"\"\"", "a b"), [(2, 1), (2, 2), (3, 4)]);
        assert_eq!(columns("\"ді\\tя\"", "ді\tя"), [(1, 6), (1, 7), (1, 8), (1, 10)]);
    }
}
