//! Which crate of ours may name which: shelves know shelves, rooms know shelves, doors know all.
//!
//! In: the packages of `cargo metadata`. Out: a finding for each dependency, for tests and builds too, that breaks the
//! rule, and for each crate that has no place in it.

use super::Finding;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::{path::Path, process::Command};

/// Types and tools that know no war; each names only the shelves beside it.
const SHELVES: [(&str, &[&str]); 4] =
    [("facts", &[]), ("text", &["facts"]), ("rules", &["facts", "text"]), ("places", &["facts"])];
/// Rooms name shelves, never each other, save for what stands beside them.
const ROOMS: [(&str, &[&str]); 7] = [
    ("read", &[]),
    ("extract", &[]),
    ("reconcile", &[]),
    ("store", &[]),
    ("release", &[]),
    ("export", &["release", "store"]),
    ("serve", &["release", "store"]),
];
/// Doors name everything but each other, and are named by nobody.
const DOORS: [&str; 2] = ["cli", "py"];
/// Tools of the workspace: free to name anything, named by nobody.
const TOOLS: [&str; 2] = ["bench", "xtask"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// A package of this workspace.
#[derive(Deserialize)]
pub(super) struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Set for packages that lie in this tree.
    path: Option<String>,
}

/// The packages of the workspace at `root`.
pub(super) fn packages(root: &Path) -> Result<Vec<Package>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()
        .context("cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    Ok(metadata.packages)
}

/// A finding for each import that the ground plan does not allow.
pub(super) fn check(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        let importer = short(&package.name);
        let file = if TOOLS.contains(&importer) {
            format!("{importer}/Cargo.toml")
        } else {
            format!("crates/{importer}/Cargo.toml")
        };
        if !is_planned(importer) {
            findings.push(Finding::new(&file, 1, format!("`{importer}` is no shelf, room or door; help: give it its place in xtask/src/tidy/imports.rs and in ARCHITECTURE.md")));
        }
        for dependency in package.dependencies.iter().filter(|d| d.path.is_some()) {
            let imported = short(&dependency.name);
            if !may_name(importer, imported) {
                findings.push(Finding::new(&file, 1, format!("`{importer}` may not name `{imported}`; help: move what both need to a shelf, or let a door pass it on")));
            }
        }
    }
    findings
}

fn short(package: &str) -> &str {
    package.strip_prefix("litopys-").unwrap_or(package)
}

fn is_planned(name: &str) -> bool {
    SHELVES.iter().chain(&ROOMS).any(|(known, _)| *known == name) || DOORS.contains(&name) || TOOLS.contains(&name)
}

fn may_name(importer: &str, imported: &str) -> bool {
    let allowed = |list: &[(&str, &[&str])]| {
        list.iter().find(|(name, _)| *name == importer).map(|(_, also)| also.contains(&imported))
    };
    let is_shelf = SHELVES.iter().any(|(name, _)| *name == imported);
    if DOORS.contains(&imported) || TOOLS.contains(&imported) {
        return false;
    }
    match (allowed(&SHELVES), allowed(&ROOMS)) {
        (Some(beside), _) => beside,
        (_, Some(besides)) => is_shelf || besides,
        (None, None) => DOORS.contains(&importer) || TOOLS.contains(&importer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(importer: &str, imported: &[&str]) -> Vec<String> {
        let dependency = |name: &&str| Dependency { name: format!("litopys-{name}"), path: Some("…".into()) };
        let package =
            Package { name: format!("litopys-{importer}"), dependencies: imported.iter().map(dependency).collect() };
        check(&[package]).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn this_workspace_imports_only_what_it_may() {
        let packages = packages(&crate::root()).unwrap();
        assert!(packages.len() >= 12, "only {} packages found", packages.len());
        let findings: Vec<String> = check(&packages).iter().map(ToString::to_string).collect();
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    }

    #[test]
    fn rooms_may_not_name_rooms() {
        for (room, other) in [("read", "extract"), ("extract", "read"), ("reconcile", "store"), ("store", "export")] {
            assert!(found(room, &[other])[0].contains(&format!("`{room}` may not name `{other}`")));
        }
        assert!(found("extract", &["facts", "text", "rules", "places"]).is_empty());
        assert!(found("export", &["facts", "store", "release"]).is_empty());
    }

    #[test]
    fn shelves_may_not_name_rooms_nor_shelves_above_them() {
        for (shelf, other) in
            [("facts", "text"), ("text", "rules"), ("places", "text"), ("rules", "places"), ("rules", "extract")]
        {
            assert_eq!(found(shelf, &[other]).len(), 1, "{shelf} -> {other}");
        }
    }

    #[test]
    fn nobody_may_name_a_door_or_a_tool() {
        for (importer, other) in [("serve", "cli"), ("py", "cli"), ("bench", "xtask"), ("extract", "bench")] {
            assert_eq!(found(importer, &[other]).len(), 1, "{importer} -> {other}");
        }
        assert!(found("cli", &["read", "extract", "reconcile", "store", "export"]).is_empty());
    }

    #[test]
    fn a_crate_without_a_place_in_the_plan_is_told() {
        assert!(found("attic", &[])[0].contains("no shelf, room or door"));
    }

    #[test]
    fn packages_from_elsewhere_are_no_matter() {
        let dependency = Dependency { name: "extract".into(), path: None };
        assert!(check(&[Package { name: "litopys-read".into(), dependencies: vec![dependency] }]).is_empty());
    }
}
