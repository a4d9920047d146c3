//! What each Rust file must be: headed, of a size to read, and free of names that say nothing.

use super::{Finding, Source};

/// Lines at which a file is split.
const MOST_LINES: usize = 800;
/// Words that stand for "I did not find a name".
const EMPTY_NAMES: [&str; 6] = ["helper", "helpers", "manager", "misc", "util", "utils"];
/// Keywords behind which a name is given.
const NAMING: [&str; 8] = ["mod", "fn", "struct", "enum", "trait", "type", "const", "static"];

/// Findings on one file.
pub(super) fn check(source: &Source) -> Vec<Finding> {
    let Source { path, text } = source;
    let mut findings = Vec::new();
    if !text.starts_with("//!") {
        findings.push(Finding::new(
            path,
            1,
            "does not begin with `//!`; help: say in one sentence what the file is for",
        ));
    }
    let n_lines = text.lines().count();
    if n_lines > MOST_LINES && !text.contains("@generated") {
        findings.push(Finding::new(path, MOST_LINES, format!("{n_lines} lines; help: split it, at most {MOST_LINES}")));
    }
    for part in path.split('/').filter(|part| says_nothing(part.trim_end_matches(".rs"))) {
        findings.push(Finding::new(path, 1, format!("`{part}` says nothing; help: name it after what it does")));
    }
    for (index, line) in text.lines().enumerate() {
        for name in given_names(line).filter(|name| says_nothing(name)) {
            findings.push(Finding::new(
                path,
                index + 1,
                format!("`{name}` says nothing; help: name it after what it does"),
            ));
        }
        if line.trim_start().starts_with("#[allow(") && !is_reasoned(text, index) {
            findings.push(Finding::new(path, index + 1, "an `allow` without `reason = \"…\"`"));
        }
    }
    findings
}

/// The names that a line of code gives to things.
fn given_names(line: &str) -> impl Iterator<Item = &str> {
    // Strings are every second piece between quotation marks.
    let code = line.split("//").next().unwrap_or("").split('"').step_by(2);
    let mut words =
        code.flat_map(|code| code.split(|c: char| !(c.is_alphanumeric() || c == '_'))).filter(|word| !word.is_empty());
    let mut is_name = false;
    std::iter::from_fn(move || {
        for word in words.by_ref() {
            let named = std::mem::replace(&mut is_name, NAMING.contains(&word));
            if named && !is_name {
                return Some(word);
            }
        }
        None
    })
}

/// True where one of the words in a snake_case, kebab-case, CamelCase or SHOUTED_CASE name is empty.
fn says_nothing(name: &str) -> bool {
    let mut words = vec![String::new()];
    let is_shouted = !name.contains(char::is_lowercase);
    for c in name.chars() {
        if c == '_' || c == '-' || c.is_uppercase() && !is_shouted {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        }
    }
    words.iter().any(|word| EMPTY_NAMES.contains(&word.as_str()))
}

/// An attribute may run over some lines before it is closed.
fn is_reasoned(text: &str, index: usize) -> bool {
    let mut attribute = String::new();
    for line in text.lines().skip(index) {
        attribute.push_str(line);
        if line.contains(")]") {
            break;
        }
    }
    attribute.contains("reason =")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Source { path: path.into(), text: text.into() }).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_good_file_passes() {
        assert!(
            found("crates/x/src/lib.rs", "//! One thing.\n\n#[allow(dead_code, reason = \"why\")]\nfn find() {}\n")
                .is_empty()
        );
    }

    #[test]
    fn a_file_without_a_head_is_told() {
        assert_eq!(
            found("a.rs", "use std::fmt;\n"),
            ["a.rs:1: does not begin with `//!`; help: say in one sentence what the file is for"]
        );
    }

    #[test]
    fn a_long_file_is_told_unless_generated() {
        let long = format!("//! Long.\n{}", "\n".repeat(900));
        assert!(found("a.rs", &long)[0].starts_with("a.rs:800: 901 lines"));
        assert!(found("a.rs", &long.replace("Long.", "Long. @generated")).is_empty());
    }

    #[test]
    fn names_that_say_nothing_are_told_wherever_they_stand() {
        assert!(found("crates/x/src/utils.rs", "//! X.\n")[0].contains("`utils.rs` says nothing"));
        for line in
            ["mod helpers;", "pub(crate) struct ClaimManager;", "    fn misc_things() {}", "const UTIL: u8 = 1;"]
        {
            assert_eq!(found("a.rs", &format!("//! X.\n{line}\n")).len(), 1, "{line}");
        }
        // Words inside longer words, remarks and strings name nothing.
        assert!(found("a.rs", "//! X.\nfn utility() {} // fn utils\n").is_empty());
    }

    #[test]
    fn an_allow_needs_its_reason() {
        assert_eq!(found("a.rs", "//! X.\n#[allow(dead_code)]\nfn a() {}\n").len(), 1);
        assert!(found("a.rs", "//! X.\n#[allow(\n    dead_code,\n    reason = \"why\"\n)]\nfn a() {}\n").is_empty());
    }
}
