//! Cuts a block into tokens.
//!
//! Hyphens make no token: `Shahed-136` is `shahed` and `136`, the second glued to the first, so that a lexicon needs
//! one spelling for `air raid` and `air-raid`, and a number that is part of a name is known as such.

use crate::{Abbreviations, fold::fold_into};
use litopys_facts::Span;
use unicode_normalization::char::is_combining_mark;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `drone`
    Lower,
    /// `Kyiv`
    Cap,
    /// `UN`, `RUSSIA`
    Upper,
    /// `McDonald`, `M142`, `iPhone`
    Mixed,
    /// `31`, `1,280`, `2.5`
    Number,
    /// `13th`, `1,000th`
    Ordinal,
    /// `10:45`, `04.30`
    Clock,
    /// `2024-03-21`, `21/03/2024`, `21.03.2024`
    Date,
    /// Anything else, one sign a token.
    Sign,
}

/// How a token hangs on the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Glue {
    /// Space or line break between, or the first one.
    Space,
    /// Nothing between.
    Direct,
    /// A hyphen between, itself no token.
    Hyphen,
}

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
    /// How it hangs on the one before.
    pub glue: Glue,
    /// A line break stands before it.
    pub line_start: bool,
    pub(crate) fold_start: u32,
    pub(crate) fold_len: u16,
}

impl Token {
    /// Written with a capital first letter.
    #[inline]
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Cap | Shape::Upper)
    }

    /// Letters.
    #[inline]
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Cap | Shape::Upper | Shape::Mixed)
    }
}

/// The longest word kept whole; a longer one is cut, which no language notices and hostile input does.
const MAX_WORD: usize = 4096;

/// Cuts one block. `folded` begins with the whole source in small ASCII letters, so that a token in ASCII needs no
/// folding of its own; the folded forms of others are appended.
pub(crate) fn cut(
    source: &str,
    block: Span,
    abbreviations: &Abbreviations,
    tokens: &mut Vec<Token>,
    folded: &mut String,
) {
    let end = (block.end as usize).min(source.len());
    let mut at = block.start as usize;
    let mut glue = Glue::Space;
    let mut line_start = true;
    while let Some(rest) = source.get(at..end) {
        let bytes = rest.as_bytes();
        let Some(&byte) = bytes.first() else { break };
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            line_start |= byte == b'\n' || byte == b'\r';
            glue = Glue::Space;
            at += 1;
            continue;
        }
        let (len, shape) = match plain_word(bytes) {
            Some((len, shape)) if bytes.get(len) != Some(&b'.') => (len, shape),
            // Only a single letter or a short word with a full stop behind it may be an abbreviation.
            Some((len, shape)) if len >= 8 || len > 1 && !abbreviations.contains_key(&folded[at..at + len]) => {
                (len, shape)
            }
            Some(_) => word(rest, abbreviations),
            None => {
                let Some(c) = rest.chars().next() else { break };
                if c.is_whitespace() || is_invisible(c) {
                    glue = Glue::Space;
                    at += c.len_utf8();
                    continue;
                }
                if glue == Glue::Direct && is_hyphen(c) && joins(tokens, rest, c) {
                    glue = Glue::Hyphen;
                    at += c.len_utf8();
                    continue;
                }
                measure(rest, c, abbreviations)
            }
        };
        let (fold_start, fold_len) = if bytes[..len].is_ascii() {
            (at, len)
        } else {
            let fold_start = folded.len();
            fold_into(&rest[..len], folded);
            (fold_start, folded.len() - fold_start)
        };
        tokens.push(Token {
            span: Span::new(at as u32, (at + len) as u32),
            shape,
            glue,
            line_start,
            fold_start: fold_start as u32,
            fold_len: fold_len.min(u16::MAX as usize) as u16,
        });
        line_start = false;
        glue = Glue::Direct;
        at += len;
    }
}

/// Length and shape of a word of ASCII letters and digits at the head of `bytes`, if nothing behind it could go on it.
#[inline]
fn plain_word(bytes: &[u8]) -> Option<(usize, Shape)> {
    let first_capital = match bytes.first()? {
        b'a'..=b'z' => false,
        b'A'..=b'Z' => true,
        _ => return None,
    };
    let (mut capitals, mut digits) = (0, 0);
    let mut len = 0;
    for &byte in bytes.iter().take(MAX_WORD + 1) {
        match byte {
            b'a'..=b'z' => {}
            b'A'..=b'Z' => capitals += 1,
            b'0'..=b'9' => digits += 1,
            b'\'' | 0x80.. => return None,
            _ => break,
        }
        len += 1;
    }
    (len <= MAX_WORD).then(|| (len, word_shape(capitals, len - digits, digits, first_capital)))
}

fn word_shape(capitals: usize, letters: usize, digits: usize, first_capital: bool) -> Shape {
    match (capitals, first_capital) {
        _ if digits > 0 => Shape::Mixed,
        (0, _) => Shape::Lower,
        (n, _) if n == letters && letters > 1 => Shape::Upper,
        (1, true) => Shape::Cap,
        _ => Shape::Mixed,
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// A hyphen joins two words or numbers; an en dash only two numbers or two words written without spaces.
fn joins(tokens: &[Token], rest: &str, hyphen: char) -> bool {
    let before = tokens.last().is_some_and(|t| t.shape != Shape::Sign);
    let after = rest[hyphen.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
    before && after
}

/// Length in bytes and shape of the token at the head of `rest`.
fn measure(rest: &str, first: char, abbreviations: &Abbreviations) -> (usize, Shape) {
    if first.is_ascii_digit() {
        return number(rest);
    }
    if first.is_alphabetic() {
        return word(rest, abbreviations);
    }
    if matches!(first, '\'' | '’')
        && let Some(letter @ ('s' | 'S')) = rest[first.len_utf8()..].chars().next()
        && !rest[first.len_utf8() + letter.len_utf8()..].starts_with(char::is_alphanumeric)
    {
        return (first.len_utf8() + 1, Shape::Sign);
    }
    let mut len = first.len_utf8();
    if first == '-' && rest.starts_with("--") {
        len = rest.bytes().take_while(|b| *b == b'-').count();
    } else if !first.is_ascii() {
        len += rest[len..].chars().take_while(|c| is_combining_mark(*c)).take(64).map(char::len_utf8).sum::<usize>();
    }
    (len, Shape::Sign)
}

fn number(rest: &str) -> (usize, Shape) {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take(64).take_while(|b| b.is_ascii_digit()).count();
    let mut len = digits(0);
    for (mark, widths) in [(b'-', [4, 2, 2]), (b'/', [2, 2, 4]), (b'.', [2, 2, 4])] {
        if let Some(end) = date(bytes, mark, widths) {
            return (end, Shape::Date);
        }
    }
    if len <= 2 && bytes.get(len) == Some(&b':') && digits(len + 1) == 2 {
        let seconds = len + 3;
        let more = bytes.get(seconds) == Some(&b':') && digits((seconds + 1).min(bytes.len())) == 2;
        return (if more { seconds + 3 } else { seconds }, Shape::Clock);
    }
    while bytes.get(len) == Some(&b',') && len <= 64 && digits(len + 1) == 3 {
        len += 4;
    }
    if bytes.get(len) == Some(&b'.') {
        let decimals = digits(len + 1);
        let ends = !bytes
            .get(len + 1 + decimals)
            .is_some_and(|b| *b == b'.' && bytes.get(len + 2 + decimals).is_some_and(u8::is_ascii_digit));
        if decimals > 0 && ends {
            len += 1 + decimals;
        }
    }
    let suffix = rest[len..].get(..2).map(str::to_ascii_lowercase);
    if matches!(suffix.as_deref(), Some("st" | "nd" | "rd" | "th"))
        && !rest[len + 2..].starts_with(char::is_alphanumeric)
    {
        return (len + 2, Shape::Ordinal);
    }
    (len, Shape::Number)
}

fn date(bytes: &[u8], mark: u8, widths: [usize; 3]) -> Option<usize> {
    let mut at = 0;
    for (i, width) in widths.into_iter().enumerate() {
        if i > 0 {
            if bytes.get(at) != Some(&mark) {
                return None;
            }
            at += 1;
        }
        let n = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_digit()).take(5).count();
        let short = width == 2 && n == 1 && mark != b'-';
        if n != width && !short && !(width == 4 && n == 2 && i == 2) {
            return None;
        }
        at += n;
    }
    Some(at)
}

fn word(rest: &str, abbreviations: &Abbreviations) -> (usize, Shape) {
    let mut len = 0;
    let mut capitals = 0;
    let mut letters = 0;
    let mut digits = 0;
    let first_capital = rest.starts_with(char::is_uppercase);
    for (at, c) in rest.char_indices() {
        if at > MAX_WORD {
            break;
        }
        if c.is_alphanumeric() || is_combining_mark(c) {
            capitals += usize::from(c.is_uppercase());
            letters += usize::from(c.is_alphabetic());
            digits += usize::from(c.is_numeric());
            len = at + c.len_utf8();
            continue;
        }
        // An apostrophe inside a name (`Sana'a`) stays; a possessive 's is a token of its own.
        if matches!(c, '\'' | '’' | 'ʼ' | '‘') {
            let tail = &rest[at + c.len_utf8()..];
            let mut next = tail.chars();
            let (a, b) = (next.next(), next.next());
            let possessive = matches!(a, Some('s' | 'S')) && !b.is_some_and(char::is_alphanumeric);
            if a.is_some_and(char::is_alphabetic) && !possessive {
                continue;
            }
        }
        break;
    }
    // Single letters with full stops (`U.S.`, `a.m.`) are one token.
    if letters == 1 && len == 1 && rest.as_bytes().get(1) == Some(&b'.') {
        let bytes = rest.as_bytes();
        let mut end = 2;
        while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') && end < 16 {
            end += 2;
        }
        if end > 2 {
            return (end, if first_capital { Shape::Upper } else { Shape::Lower });
        }
    }
    if len < 8 && rest.as_bytes().get(len) == Some(&b'.') {
        let mut key = String::with_capacity(len);
        fold_into(&rest[..len], &mut key);
        if abbreviations.contains_key(&key) {
            return (len + 1, if first_capital { Shape::Cap } else { Shape::Lower });
        }
    }
    (len, word_shape(capitals, letters, digits, first_capital))
}
