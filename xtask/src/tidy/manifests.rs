//! What each crate's manifest must say: the workspace's lints hold for it, and versions stand in one place.

use super::{Finding, Source};

/// Findings on one manifest.
pub(super) fn check(source: &Source) -> Vec<Finding> {
    let Source { path, text } = source;
    let mut findings = Vec::new();
    let mut section = "";
    let mut has_lints = false;
    for (index, line) in text.lines().map(str::trim).enumerate() {
        if line.starts_with('[') {
            section = line;
        } else if section == "[lints]" && line == "workspace = true" {
            has_lints = true;
        } else if section.ends_with("dependencies]") && is_own_version(line) {
            let what =
                "names a version of its own; help: put it under [workspace.dependencies] in the root's Cargo.toml";
            findings.push(Finding::new(path, index + 1, what));
        }
    }
    if !has_lints {
        findings.push(Finding::new(
            path,
            1,
            "does not take the workspace's lints; help: add `[lints]` and `workspace = true`",
        ));
    }
    findings
}

fn is_own_version(line: &str) -> bool {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    !line.starts_with('#') && (value.starts_with('"') || value.contains("version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        check(&Source { path: "Cargo.toml".into(), text: text.into() }).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_manifest_that_takes_everything_from_the_workspace_passes() {
        assert!(found("[package]\nname = \"x\"\n[lints]\nworkspace = true\n[dependencies]\nserde.workspace = true\nclap = { workspace = true, features = [\"env\"] }\n").is_empty());
    }

    #[test]
    fn a_crate_that_opts_out_of_the_lints_is_told() {
        assert!(found("[package]\nname = \"x\"\n")[0].contains("does not take the workspace's lints"));
        assert_eq!(found("[lints]\n[workspace]\nworkspace = true\n").len(), 1);
    }

    #[test]
    fn a_version_beside_the_workspace_is_told() {
        let lints = "[lints]\nworkspace = true\n";
        assert!(
            found(&format!("{lints}[dependencies]\nserde = \"1\"\n"))[0].starts_with("Cargo.toml:4: names a version")
        );
        assert_eq!(found(&format!("{lints}[dev-dependencies]\nserde = {{ version = \"1\" }}\n")).len(), 1);
    }
}
