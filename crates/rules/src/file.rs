//! Reads rule files and `known.toml`.
//!
//! In: a file's name and text; out: [`RuleFile`] or [`Known`], with every mistake as a [`Diagnostic`].
//!
//! ```toml
//! [[rule]]
//! name  = "died-count"
//! why   = "A verb of dying with the counted people before it."
//! match = "<count:person> <verb:die>"       # or a list of alternatives
//! gives = "killed <count>"                  # read by whoever runs the rules
//! needs = ["<verb:die>"]                    # optional: skip sentences that have none of these
//! yes   = ["[Two people died] -> killed 2"]
//! no    = ["Two people lied."]
//! ```

use crate::Diagnostic;
use crate::example::{Example, Marked};
use crate::located::{Fault, Located};
use crate::parse::{is_label, parse_pattern};
use crate::pattern::Pattern;
use crate::toml_table::TomlReader;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

const KEYS: [&str; 7] = ["name", "why", "match", "gives", "needs", "yes", "no"];

/// One rule as read, before it is compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// Kebab-case, unique in its file.
    pub name: Located,
    /// What it is for.
    pub why: String,
    /// Alternatives.
    pub patterns: Vec<(Located, Pattern)>,
    /// What a match means; the caller reads it.
    pub gives: Located,
    /// Words and classes without one of which the rule cannot match.
    pub needs: Vec<(Located, Pattern)>,
    /// Must be found.
    pub yes: Vec<Example>,
    /// Must not be found.
    pub no: Vec<Example>,
}

/// The rules of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// `en/claim` of `lang/en/rules/claim.toml`.
    pub group: String,
    /// Its rules in order.
    pub rules: Vec<RuleText>,
}

/// What we still get wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Should be found and is not.
    pub misses: Vec<Example>,
    /// Should not be found and is; marks and value say what is found, where given.
    pub false_alarms: Vec<Example>,
}

/// Reads a rule file; rules with mistakes are left out and their mistakes pushed.
pub fn read_rules(file: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> RuleFile {
    let mut reader = TomlReader::new(file, text, diagnostics);
    let root = reader.parse(text);
    let mut rules: Vec<RuleText> = Vec::new();
    reader.fields(root.get_ref(), 0..0, &["rule"]);
    match root.get_ref().get("rule") {
        None => {}
        Some(value) => match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::Table(table) => rules.extend(read_rule(&mut reader, table, item.span())),
                        _ => reader.fault(item.span().start, "a rule that is no table", "begin it with [[rule]]"),
                    }
                }
            }
            _ => reader.fault(value.span().start, "`rule` is no list of tables", "begin each rule with [[rule]]"),
        },
    }
    let mut seen: Vec<&Located> = Vec::new();
    for rule in &rules {
        match seen.iter().find(|name| name.as_str() == rule.name.as_str()) {
            Some(first) => {
                let message = format!("a second rule `{}`", rule.name.as_str());
                let help = format!("rename it; the first is in line {}", first.line());
                reader.diagnostics.push(rule.name.diagnostic(0, message).help(help));
            }
            None => seen.push(&rule.name),
        }
    }
    RuleFile { group: group_of(file), rules }
}

fn read_rule(reader: &mut TomlReader<'_>, table: &DeTable<'_>, span: Range<usize>) -> Option<RuleText> {
    let n_before = reader.diagnostics.len();
    let fields = reader.fields(table, span, &KEYS);
    let name = reader.text(&fields, "name");
    if let Some(name) = name.as_ref().filter(|name| !is_label(name)) {
        let fault = Fault::new(0, format!("`{}` is no rule name", name.as_str()), "use a-z, 0-9 and -, a letter first");
        reader.diagnostics.push(name.fault(fault));
    }
    let why = reader.text(&fields, "why");
    let patterns = reader.some_texts(&fields, "match");
    let patterns = parse_all(reader, patterns, parse_pattern);
    let gives = reader.text(&fields, "gives");
    let needs = reader.texts(&fields, "needs").unwrap_or_default();
    let needs = parse_all(reader, needs, parse_need);
    let yes = reader.some_texts(&fields, "yes");
    let yes = examples(reader, yes, Marked::parse_yes);
    let no = reader.texts(&fields, "no").unwrap_or_default();
    let no = examples(reader, no, Marked::parse_no);
    if reader.diagnostics.len() > n_before {
        return None;
    }
    Some(RuleText { name: name?, why: why?.as_str().to_owned(), patterns, gives: gives?, needs, yes, no })
}

/// Reads `known.toml`: the lists `misses` and `false-alarms`.
pub fn read_known(file: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Known {
    let mut reader = TomlReader::new(file, text, diagnostics);
    let root = reader.parse(text);
    let fields = reader.fields(root.get_ref(), 0..0, &["misses", "false-alarms"]);
    let misses = reader.texts(&fields, "misses").unwrap_or_default();
    let false_alarms = reader.texts(&fields, "false-alarms").unwrap_or_default();
    Known {
        misses: examples(&mut reader, misses, Marked::parse_yes),
        false_alarms: examples(&mut reader, false_alarms, Marked::parse),
    }
}

fn parse_need(text: &str) -> Result<Pattern, Vec<Fault>> {
    let pattern = parse_pattern(text)?;
    match pattern {
        Pattern::Word(_) | Pattern::Class { .. } => Ok(pattern),
        _ => Err(vec![Fault::new(0, "a need is one word or one <class>", "list the words, any of which will do")]),
    }
}

fn parse_all<T>(
    reader: &mut TomlReader<'_>,
    texts: Vec<Located>,
    parse: impl Fn(&str) -> Result<T, Vec<Fault>>,
) -> Vec<(Located, T)> {
    let mut out = Vec::with_capacity(texts.len());
    for text in texts {
        match parse(&text) {
            Ok(parsed) => out.push((text, parsed)),
            Err(faults) => reader.diagnostics.extend(faults.into_iter().map(|fault| text.fault(fault))),
        }
    }
    out
}

fn examples(
    reader: &mut TomlReader<'_>,
    texts: Vec<Located>,
    parse: impl Fn(&str) -> Result<Marked, Vec<Fault>>,
) -> Vec<Example> {
    let parsed = parse_all(reader, texts, parse);
    parsed.into_iter().map(|(written, marked)| Example { marked, written }).collect()
}

/// `en/claim` of `lang/en/rules/claim.toml`, so that a rule's full name is the same wherever `lang` lies.
fn group_of(file: &str) -> String {
    let mut parts = file.rsplit(['/', '\\']);
    let stem = parts.next().unwrap_or_default();
    let stem = stem.strip_suffix(".toml").unwrap_or(stem);
    match parts.find(|&part| part != "rules") {
        Some(language) if !language.is_empty() => format!("{language}/{stem}"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let mut diagnostics = Vec::new();
        read_rules("en/rules/x.toml", text, &mut diagnostics);
        diagnostics.iter().map(|d| d.to_string().replacen("en/rules/x.toml:", "", 1)).collect()
    }

    #[test]
    fn a_rule_is_read_whole() {
        let text = "[[rule]]\nname='died'\nwhy='w'\nmatch=['a', 'b c']\ngives='killed'\nneeds=['a', '<v:x>']\n\
                    yes=['[a] -> 1']\nno=['b']\n";
        let mut diagnostics = Vec::new();
        let file = read_rules("lang/en/rules/claim.toml", text, &mut diagnostics);
        assert_eq!(diagnostics, []);
        assert_eq!(file.group, "en/claim");
        let rule = &file.rules[0];
        assert_eq!((rule.name.as_str(), rule.patterns.len(), rule.needs.len(), rule.no.len()), ("died", 2, 2, 1));
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let text = "[[rule]]\nname = 'Died'\nwyh = 'w'\nmatch = \"a \\\"Bad\"\ngives = 3\nyes = ['a']\n\n\
                    [[rule]]\nname = 'x'\nwhy = ''\nmatch = []\ngives = 'g'\nneeds = 'a b'\nyes = ['[a -> 1']\nno = ['[b]']\n";
        assert_eq!(
            messages(text),
            [
                "3:1: unknown key `wyh`; help: did you mean `why`?",
                "2:9: `Died` is no rule name; help: use a-z, 0-9 and -, a letter first",
                "1:1: `why` is missing; help: add why = \"…\"",
                "4:12: no text has `\"Bad` as one folded word; help: write \" bad",
                "5:9: `gives` holds an integer; help: write a string: \"…\"",
                "6:9: an example without [marked words]; help: mark the words that must be found",
                "6:10: an example without its value; help: end it with -> and the value that must be found",
                "10:7: `why` is empty; help: fill it in",
                "11:9: `match` is empty; help: add at least one",
                "13:10: a need is one word or one <class>; help: list the words, any of which will do",
                "14:9: a [ without its ]; help: close it; a sign [ is written \\[",
                "15:8: marks where nothing may be found; help: remove them; a sign [ is written \\[",
            ]
        );
    }

    #[test]
    fn syntax_and_duplicates_are_told_too() {
        let rule = "[[rule]]\nname='x'\nwhy='w'\nmatch='a'\ngives='g'\nyes=['[a] -> 1']\n";
        assert_eq!(
            messages(&format!("{rule}{rule}")),
            ["8:7: a second rule `x`; help: rename it; the first is in line 2"]
        );
        let broken = messages(&format!("{rule}name='y'\nbroken\n[other]\n"));
        assert!(broken.iter().any(|m| m.starts_with("7:1: ")), "{broken:?}");
        assert!(broken.iter().any(|m| m.starts_with("8:")), "{broken:?}");
        assert_eq!(messages("[other]\n"), ["1:2: unknown key `other`; help: known are rule"]);
    }

    #[test]
    fn known_failures_are_read() {
        let mut diagnostics = Vec::new();
        let text = "misses = ['[a] b -> 1']\nfalse-alarms = ['c d', '[e] -> 2']\n";
        let known = read_known("lang/en/known.toml", text, &mut diagnostics);
        assert_eq!((diagnostics.len(), known.misses.len(), known.false_alarms.len()), (0, 1, 2));
    }

    #[test]
    fn groups_are_named_by_language_and_file() {
        assert_eq!(group_of("lang/uk/rules/claim.toml"), "uk/claim");
        assert_eq!(group_of("uk/claim.toml"), "uk/claim");
        assert_eq!(group_of("claim.toml"), "claim");
    }
}
