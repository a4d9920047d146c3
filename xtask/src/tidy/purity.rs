//! What the sure core never touches: clock, environment, network, processes, standard streams, chance; and files.
//!
//! `facts`, `text`, `rules`, `extract`, `reconcile` and `release` give the same bytes for the same input because they see
//! nothing else. The one exception is the loading of a language from a folder, before the first report is read.

use super::{Finding, Source};

const PURE: [&str; 6] = ["facts", "text", "rules", "extract", "reconcile", "release"];
const WORLD: [(&str, &str); 12] = [
    ("env::", "the environment"),
    ("fs::", "files"),
    ("use std::fs", "files"),
    ("net::", "the network"),
    ("process::", "other processes"),
    ("SystemTime", "the clock"),
    ("Instant::now", "the clock"),
    ("Timestamp::now", "the clock"),
    ("Zoned::now", "the clock"),
    ("RandomState", "chance"),
    ("print!", "standard output or error"),
    ("println!", "standard output or error"),
];
/// Files that load words and rules.
const LOADERS: [&str; 1] = ["crates/extract/src/lang.rs"];

/// Findings on one file.
pub(super) fn check(source: &Source) -> Vec<Finding> {
    let Source { path, text } = source;
    let is_pure = PURE.iter().any(|name| path.starts_with(&format!("crates/{name}/src/")));
    if !is_pure || LOADERS.contains(&path.as_str()) || path.ends_with("/tests.rs") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        // Tests stand at the end of a file and may do as they like.
        if line.trim() == "#[cfg(test)]"
            && text.lines().nth(index + 1).is_some_and(|next| next.starts_with("mod tests {"))
        {
            break;
        }
        let code = line.split("//").next().unwrap_or("");
        if let Some((_, what)) = WORLD.iter().find(|(sign, _)| code.contains(sign)) {
            findings.push(Finding::new(
                path,
                index + 1,
                format!("touches {what}; help: let a door look there and hand the value in"),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Source { path: path.into(), text: text.into() }).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_core_may_not_touch_the_world() {
        for line in [
            "let now = jiff::Timestamp::now();",
            "if std::env::var_os(\"X\").is_some() {}",
            "println!(\"x\");",
            "use std::fs;",
        ] {
            let told = found("crates/extract/src/run.rs", &format!("//! X.\n{line}\n"));
            assert!(
                told.len() == 1 && told[0].starts_with("crates/extract/src/run.rs:2: touches "),
                "{line}: {told:?}"
            );
        }
    }

    #[test]
    fn doors_loaders_remarks_and_tests_may() {
        let line = "//! X.\nuse std::fs;\n";
        assert!(found("crates/read/src/open.rs", line).is_empty());
        assert!(found("crates/extract/src/lang.rs", line).is_empty());
        assert!(
            found(
                "crates/text/src/lib.rs",
                "//! X.\n// never println!\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n"
            )
            .is_empty()
        );
    }
}
