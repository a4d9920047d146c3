//! Runs the examples that rules carry, and holds `known.toml` to its word.
//!
//! In: rules or known failures, and a function that finds things in a text; out: a [`Diagnostic`] per broken promise.
//! What a finding is, and how its value is written, is the caller's affair: here it is spans and a string.

use crate::Diagnostic;
use crate::example::{Example, Marked};
use crate::file::Known;
use crate::set::{RuleId, RuleSet};
use litopys_facts::Span;

/// Something found in an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The words, in order, in bytes of the text.
    pub spans: Vec<Span>,
    /// The value in the one notation.
    pub value: String,
    /// Who found it, if the caller knows; shown when it was the wrong one.
    pub rule: Option<String>,
}

impl Finding {
    fn is(&self, marked: &Marked) -> bool {
        self.spans == marked.marks && marked.value.as_ref().is_none_or(|value| *value == self.value)
    }
}

/// Checks that every rule finds what its `yes` mark and nothing in its `no`.
///
/// `find` is told the rule under test: it may run that rule alone, or everything and report what came of that rule.
pub fn check_examples(rules: &RuleSet, mut find: impl FnMut(RuleId, &str) -> Vec<Finding>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (id, rule) in rules.rules() {
        for example in &rule.yes {
            let found = find(id, &example.marked.text);
            if !found.iter().any(|finding| finding.is(&example.marked)) {
                let message = format!("{} does not find this, but {}", rule.full_name, shown(&found, example));
                diagnostics.push(broken(example, message, "mend `match` or `gives`, or the example"));
            }
        }
        for example in &rule.no {
            let found = find(id, &example.marked.text);
            if !found.is_empty() {
                let message = format!("{} finds {}", rule.full_name, shown(&found, example));
                diagnostics.push(broken(example, message, "narrow `match`"));
            }
        }
    }
    diagnostics
}

/// Checks that known failures still fail; one that does no longer has earned its place among the examples.
pub fn check_known(known: &Known, mut find: impl FnMut(&str) -> Vec<Finding>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for example in &known.misses {
        if find(&example.marked.text).iter().any(|finding| finding.is(&example.marked)) {
            diagnostics.push(broken(example, "found, though listed in `misses`".to_owned(), "move me to `yes`"));
        }
    }
    for example in &known.false_alarms {
        let found = find(&example.marked.text);
        let still = match example.marked.marks.is_empty() {
            true => !found.is_empty(),
            false => found.iter().any(|finding| finding.is(&example.marked)),
        };
        if !still {
            let message = "not found any more, though listed in `false-alarms`".to_owned();
            diagnostics.push(broken(example, message, "move me to `no`"));
        }
    }
    diagnostics
}

fn broken(example: &Example, message: String, help: &str) -> Diagnostic {
    example.written.diagnostic(0, message).help(help)
}

fn shown(found: &[Finding], example: &Example) -> String {
    if found.is_empty() {
        return "nothing".to_owned();
    }
    let one = |finding: &Finding| {
        let by = finding.rule.as_ref().map(|rule| format!(" (by {rule})")).unwrap_or_default();
        format!("{}{by}", Marked::show(&example.marked.text, &finding.spans, &finding.value))
    };
    found.iter().map(one).collect::<Vec<_>>().join(" and ")
}
