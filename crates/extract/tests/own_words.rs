//! A newcomer adds a word without compiling, and is told where a line is wrong.

#![allow(clippy::unwrap_used, reason = "a test says so by failing")]

use litopys_extract::{Extractor, Language, LanguageError, Options};
use litopys_facts::{Extraction, Report};
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of `lang/en` that goes when the test ends.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Copy {
        let to = std::env::temp_dir().join(format!("litopys-{name}-{}", std::process::id()));
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lang/en"), &to.join("en"));
        Copy(to)
    }

    fn folder(&self) -> PathBuf {
        self.0.join("en")
    }

    fn append(&self, file: &str, line: &str) -> u32 {
        let path = self.folder().join(file);
        let text = format!("{}\n{line}\n", fs::read_to_string(&path).unwrap().trim_end());
        fs::write(&path, &text).unwrap();
        text.lines().count() as u32
    }

    fn load(&self) -> Result<Language, LanguageError> {
        Language::load(&self.folder())
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &there) } else { fs::copy(&path, &there).map(|_| ()).unwrap() }
    }
}

fn extract(language: Language, text: &str) -> Extraction {
    let extractor = Extractor::new(language, Options::default());
    let report = Report {
        id: "t".to_owned(),
        path: String::new(),
        url: None,
        title: None,
        byline: None,
        outlet: None,
        published: Some("2024-08-06".to_owned()),
        language: None,
        sha256: String::new(),
        text_sha256: String::new(),
        simhash: 0,
        text: text.to_owned(),
        blocks: Vec::new(),
    };
    extractor.extract(&report, &mut extractor.buffers())
}

fn told(broken: Result<Language, LanguageError>) -> String {
    broken.err().map(|error| error.to_string()).expect("the file is broken")
}

#[test]
fn one_line_makes_a_new_weapon_known() {
    const TEXT: &str = "Air defence shot down nine zorblats over Odesa.";
    assert!(extract(Language::embedded().unwrap(), TEXT).claims.is_empty());
    let copy = Copy::new("new-word");
    copy.append("words/weapon.txt", "[nouns]\nzorblat = drone");
    let claims = extract(copy.load().unwrap(), TEXT).claims;
    let shown: Vec<String> = claims.iter().map(|c| format!("{} {} {}", c.kind, c.bounds, c.class)).collect();
    assert_eq!(shown, ["intercepted 9 drone"]);
}

#[test]
fn a_new_word_s_own_example_is_run() {
    let copy = Copy::new("new-example");
    copy.append("words/weapon.txt", "[nouns]\nzorblat = drone\n? nine [zorblats] fell -> drone");
    assert_eq!(copy.load().unwrap().check(), []);
    let line = copy.append("words/weapon.txt", "? nine [zorblats] fell -> missile");
    let broken = copy.load().unwrap().check();
    let shown: Vec<String> = broken.iter().map(ToString::to_string).collect();
    assert_eq!(shown.len(), 1, "{shown:#?}");
    assert!(shown[0].contains(&format!("weapon.txt:{line}:1: finds [zorblats] -> drone")), "{shown:?}");
}

#[test]
fn a_broken_word_file_is_told_with_its_place() {
    let copy = Copy::new("broken-word");
    let line = copy.append("words/weapon.txt", "zorblat");
    let shown = told(copy.load());
    let file = copy.folder().join("words/weapon.txt");
    assert_eq!(
        shown,
        format!("{}:{line}:1: `zorblat` has no meaning; help: write `form, other form = value`", file.display())
    );
}

#[test]
fn every_broken_file_is_told_at_once() {
    let copy = Copy::new("broken-files");
    let word = copy.append("words/weapon.txt", "zorblat");
    let rule = copy.append(
        "rules/claim.toml",
        "[[rule]]\nname = \"new-one\"\nwhy = \"A test.\"\nmatch = \"<vreb:kill> n=<count>\"\ngives = \"killed <n> person\"\nyes = [\"It killed [5]. -> killed 5 person\"]",
    ) - 2;
    let frame = copy.append(
        "rules/frame.toml",
        "[[frame]]\nname = \"maul\"\nwhy = \"A test.\"\nyes = [\"[Two men] were mauled. -> slain 2 person\"]",
    );
    let shown = told(copy.load());
    let has = |part: String| {
        assert!(shown.lines().any(|l| l.contains(&part) && l.contains("; help: ")), "{part} is not in\n{shown}")
    };
    has(format!("weapon.txt:{word}:1: "));
    has(format!("claim.toml:{rule}:10: "));
    has(format!("frame.toml:{frame}:8: "));
}

#[test]
fn a_rule_s_broken_example_is_told_by_check() {
    let copy = Copy::new("broken-example");
    let line = copy.append(
        "rules/claim.toml",
        "[[rule]]\nname = \"new-one\"\nwhy = \"A test.\"\nmatch = \"slew n=<count>\"\ngives = \"killed <n> person\"\nyes = [\"The missile slew [5]. -> killed 6 person\"]",
    );
    let broken = copy.load().unwrap().check();
    assert!(!broken.is_empty());
    for one in broken {
        assert!(one.to_string().contains(&format!("claim.toml:{line}:")), "{one}");
    }
}

#[test]
fn a_folder_without_words_is_told_too() {
    let shown = told(Language::load(Path::new("/no/such/folder")));
    assert!(shown.contains("can't be read") && shown.contains("; help: give --lang a folder"), "{shown}");
}
