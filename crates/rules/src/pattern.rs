//! The pattern language of rules: what an analyst writes behind `match =`. This is its complete reference.
//!
//! A pattern describes a run of tokens inside one sentence. Case, accents and kinds of quotes and dashes are folded
//! away first, a hyphen makes no token (`Shahed-136` is `shahed` `136`), and a possessive is a token of its own.
//!
//! | write | to match |
//! |---|---|
//! | `killed` | this word; always lower case, without accents |
//! | `israel 's` | the words `israel` and `'s`, one after the other |
//! | `,` `"` `—` | this sign; each is a token and stands alone: `said , "` |
//! | `\?` | a sign that means something here, as itself: `\? \! \( \) \< \> \| \+ \* \= \\` |
//! | `<weapon>` | a word, phrase or group of the class `weapon` (a class is a words file, or is made by the program) |
//! | `<weapon:missile>` | … whose value is `missile` or below it, as `missile.ballistic` |
//! | `<weapon:missile\|drone>` | … one of these values |
//! | `<Cap>` | a token with a capital; classes about the writing begin with a capital themselves |
//! | `<*>` | any one token |
//! | `<*3>` | any tokens, none to three; the fewest that do |
//! | `( … )` | a group |
//! | `a b \| c` | `a b`, or `c` |
//! | `x?` | `x` or nothing |
//! | `x+` `x*` | `x` one to eight times; none to eight times |
//! | `!x` `!( … )` | go on only if `x` does not follow; uses up no token |
//! | `who=<np:person>` | names what was matched, for `gives`; a label is lower case, digits and `-` |
//! | `what=( … )` | names a whole group |
//!
//! - A class without a label is labelled by its class: `<verb:die> <count>` gives `<verb>` and `<count>`.
//! - `?`, `+`, `*` stand directly behind what they repeat and bind tighter than a label: `who=<np>+` names the whole run.
//! - `|` binds loosest: `a b | c d` is `(a b) | (c d)`.
//! - `match` may be a list of patterns; they are alternatives, as if joined by `|`.
//! - Of the matches of a set of rules the leftmost wins, of those the longest, of those the rule that stands earlier.
//!   Of the ways to match the same words, options are rather taken than left, and alternatives are taken in order.
//! - A match never leaves its sentence and is never empty.
//!
//! What is absent on purpose: look-behind, back-references, case in words, parts of words, numbers of repetitions,
//! macros. What needs more is a class made by the program.
//!
//! ```
//! use litopys_rules::parse_pattern;
//!
//! let pattern = parse_pattern("<verb:die>  who=( <det>? <np:person|animal> )")?;
//! assert_eq!(pattern.to_string(), "<verb:die> who=(<det>? <np:person|animal>)");
//! # Ok::<(), Vec<litopys_rules::Fault>>(())
//! ```

use std::fmt::{self, Write as _};

/// Signs that mean something in a pattern.
pub(crate) const SIGNS: &str = "<>()|?+*!=\\";

/// The largest gap `<*n>`.
pub(crate) const MAX_GAP: u8 = 16;

/// The most repetitions of `+` and `*`.
pub(crate) const MAX_TIMES: usize = 8;

/// Where in the pattern something stands; two patterns that differ only in this are equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct At(pub usize);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// `?`
    Maybe,
    /// `+`
    Some,
    /// `*`
    Any,
}

/// A parsed pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One folded word or sign.
    Word(Box<str>),
    /// A class, with the values it may have; none means any.
    Class {
        /// Its name.
        class: Box<str>,
        /// Values, any of which will do.
        values: Vec<Box<str>>,
        /// Where it stands.
        at: At,
    },
    /// Any one token.
    Any,
    /// None to so many tokens.
    Gap(u8),
    /// One after the other; two or more.
    Seq(Vec<Pattern>),
    /// Either; two or more.
    Or(Vec<Pattern>),
    /// Repeated.
    Repeat(Box<Pattern>, Times),
    /// Not followed by.
    Not(Box<Pattern>, At),
    /// Named.
    Label(Box<str>, Box<Pattern>),
}

impl Pattern {
    /// True where it may match without any token.
    pub(crate) fn may_be_empty(&self) -> bool {
        match self {
            Self::Word(_) | Self::Class { .. } | Self::Any => false,
            Self::Gap(_) | Self::Not(..) => true,
            Self::Seq(parts) => parts.iter().all(Self::may_be_empty),
            Self::Or(parts) => parts.iter().any(Self::may_be_empty),
            Self::Repeat(part, times) => *times != Times::Some || part.may_be_empty(),
            Self::Label(_, part) => part.may_be_empty(),
        }
    }

    /// Writes it as a part that binds as tightly as one word.
    fn write_primary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(_) | Self::Class { .. } | Self::Any | Self::Gap(_) => write!(f, "{self}"),
            _ => write!(f, "({self})"),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => word.chars().try_for_each(|c| {
                if SIGNS.contains(c) {
                    f.write_char('\\')?;
                }
                f.write_char(c)
            }),
            Self::Class { class, values, .. } if values.is_empty() => write!(f, "<{class}>"),
            Self::Class { class, values, .. } => write!(f, "<{class}:{}>", values.join("|")),
            Self::Any => f.write_str("<*>"),
            Self::Gap(n) => write!(f, "<*{n}>"),
            Self::Seq(parts) => parts.iter().enumerate().try_for_each(|(i, part)| {
                if i > 0 {
                    f.write_char(' ')?;
                }
                match part {
                    Self::Seq(_) | Self::Or(_) => write!(f, "({part})"),
                    _ => write!(f, "{part}"),
                }
            }),
            Self::Or(parts) => parts.iter().enumerate().try_for_each(|(i, part)| {
                if i > 0 {
                    f.write_str(" | ")?;
                }
                match part {
                    Self::Or(_) => write!(f, "({part})"),
                    _ => write!(f, "{part}"),
                }
            }),
            Self::Repeat(part, times) => {
                part.write_primary(f)?;
                f.write_char(match times {
                    Times::Maybe => '?',
                    Times::Some => '+',
                    Times::Any => '*',
                })
            }
            Self::Not(part, _) => {
                f.write_char('!')?;
                part.write_primary(f)
            }
            Self::Label(label, part) => {
                write!(f, "{label}=")?;
                match &**part {
                    Self::Repeat(..) => write!(f, "{part}"),
                    _ => part.write_primary(f),
                }
            }
        }
    }
}
