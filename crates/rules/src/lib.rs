//! The small rule language: word and rule files in, matches over tokens out; knows no war.
//!
//! In: the texts of word files ([`parse_words`]) and rule files ([`read_rules`]), never paths; out: a [`Lexicon`] that
//! tags words with classes and values, and a [`RuleSet`] that finds runs of tokens. Loading gathers every mistake as a
//! [`Diagnostic`]; matching cannot fail. What a match means (`gives`) and what a finding is are the caller's affair.
//!
//! The language of patterns is described in [`pattern`]. A rule file is TOML, one table a rule:
//!
//! | key | holds |
//! |---|---|
//! | `name` | what is matched, in kebab-case; shown as `en/claim/died-count` |
//! | `why` | one sentence on what the rule is for |
//! | `match` | a pattern, or a list of alternatives |
//! | `gives` | the value, in words of the room that runs the rule; `<label>` stands for what was matched |
//! | `needs` | optional list of words and classes; a sentence with none of them is skipped. Without it the rarest thing every match must have is taken |
//! | `yes` | examples with `[marked words] -> value`; at least one |
//! | `no` | texts in which the rule must find nothing |
//!
//! ```
//! use litopys_rules::{Buffers, Lexicon, RuleSet, TaggedText, Tags, Vocabulary, parse_words, read_rules};
//! use litopys_text::{Abbreviations, Text, find_blocks};
//!
//! let words = [parse_words("lang/en/words/verb.txt", "verb", "[verbs]\ndie = die")?];
//! let lexicon = Lexicon::new(&words, &Abbreviations::default());
//! let vocabulary = Vocabulary::new(&lexicon, &words);
//!
//! let rules = r#"
//! [[rule]]
//! name  = "people-died"
//! why   = "A counted group before a verb of dying."
//! match = "who=(<*> (people | men)) <verb:die>"
//! gives = "killed <who>"
//! yes   = ["[Two people died] -> killed two people"]
//! "#;
//! let mut diagnostics = Vec::new();
//! let file = read_rules("lang/en/rules/claim.toml", rules, &mut diagnostics);
//! let set = RuleSet::compile(&[file], &vocabulary, &mut diagnostics);
//! assert!(diagnostics.is_empty());
//!
//! let source = "Officials said two people died.";
//! let text = Text::new(source, &find_blocks(source), &Abbreviations::default());
//! let mut tags = Tags::default();
//! lexicon.tag(&text, &mut tags);
//! let mut found = Vec::new();
//! let lattice = TaggedText { text: &text, tags: &tags };
//! set.find(&lattice, 0..text.tokens.len(), &mut Buffers::default(), &mut found);
//!
//! assert_eq!(text.slice(found[0].start, found[0].end), "two people died");
//! let who = set.capture(&found[0], "who").expect("the rule names it");
//! assert_eq!(text.slice(who.start, who.end), "two people");
//! # Ok::<(), Vec<litopys_rules::Diagnostic>>(())
//! ```

mod anchors;
mod check;
mod diagnostic;
mod example;
mod file;
mod lattice;
mod lexicon;
mod located;
mod matcher;
mod parse;
pub mod pattern;
mod program;
mod set;
mod toml_table;
mod vocabulary;
mod words;

pub use check::{Finding, check_examples, check_known};
pub use diagnostic::{Diagnostic, line_column, nearest};
pub use example::{Example, Marked};
pub use file::{Known, RuleFile, RuleText, read_known, read_rules};
pub use lattice::{Ends, Hit, Lattice, TaggedText, Test, Value};
pub use lexicon::{ClassId, Lexicon, SenseId, Tag, Tags, ValueId};
pub use located::{Fault, Located};
pub use matcher::{Capture, Captures};
pub use parse::parse_pattern;
pub use program::LabelId;
pub use set::{Buffers, Match, Rule, RuleId, RuleSet};
pub use vocabulary::Vocabulary;
pub use words::{Entry, Form, WordExample, WordFile, parse_words};
