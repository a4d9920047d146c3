//! Every example that `lang/en` carries holds: words, rules, frames, known failures.

use litopys_extract::Language;
use std::path::Path;

#[test]
fn every_example_of_the_language_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lang");
    let broken = Language::load(&folder).unwrap_or_else(|error| panic!("{error}")).check();
    let shown: Vec<String> = broken.iter().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{} examples do not hold:\n{}", shown.len(), shown.join("\n"));
}

#[test]
fn the_embedded_language_is_the_same() {
    let broken = Language::embedded().unwrap_or_else(|error| panic!("{error}")).check();
    assert!(broken.is_empty(), "{broken:#?}");
}
