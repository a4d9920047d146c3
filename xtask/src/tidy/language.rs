//! Whether the word and rule files load, and whether each word file shows by examples what it finds and what not.
//!
//! In: the folder `lang/`. Out: the mistakes as the extractor's own loader tells them, and files without examples.
//! That the examples hold is a test of `extract`.

use super::Finding;
use litopys_extract::{Language, LanguageError};
use std::path::Path;

/// Findings on all languages.
pub(super) fn check(folder: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Err(LanguageError(mistakes)) = Language::load(folder) {
        findings.extend(mistakes.iter().map(|mistake| {
            let help = mistake.help.as_ref().map(|help| format!("; help: {help}")).unwrap_or_default();
            Finding::new(&mistake.file, mistake.line as usize, format!("{}{help}", mistake.message))
        }));
    }
    let mut paths = Vec::new();
    if let Err(error) = super::walk(folder, &mut paths) {
        findings.push(Finding::new(&folder.to_string_lossy(), 1, format!("{error:#}")));
    }
    findings.extend(paths.iter().filter(|path| is_words(path)).filter_map(|path| without_examples(path)));
    findings
}

fn is_words(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "txt") && path.parent().is_some_and(|folder| folder.ends_with("words"))
}

fn without_examples(path: &Path) -> Option<Finding> {
    let text = std::fs::read_to_string(path).ok()?;
    let begins = |sign: char| text.lines().any(|line| line.starts_with(sign));
    (!begins('?')).then(|| {
        let what = "no example; help: add a line like `? Two [drones] fell -> drone`";
        Finding::new(&path.to_string_lossy(), 1, what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn found(name: &str, words: &str) -> Vec<String> {
        let folder = std::env::temp_dir().join(format!("litopys-tidy-{}-{name}", std::process::id()));
        let below = folder.join("en/words");
        fs::create_dir_all(&below).unwrap();
        fs::write(below.join("weapon.txt"), words).unwrap();
        let findings = check(&folder);
        fs::remove_dir_all(&folder).unwrap();
        findings.iter().map(|finding| finding.what.clone()).collect()
    }

    #[test]
    fn a_word_file_without_examples_is_told() {
        assert!(found("bare", "[nouns]\ndrone = drone\n")[0].starts_with("no example"));
        assert!(found("good", "[nouns]\ndrone = drone\n? Two [drones] fell -> drone\n").is_empty());
    }

    #[test]
    fn a_line_that_is_no_entry_is_told_as_the_loader_tells_it() {
        let told = found("broken", "[nouns]\ndrone\n? Two [drones] fell -> drone\n");
        assert!(told.iter().any(|what| what.contains("has no meaning") && what.contains("help: ")), "{told:?}");
    }
}
