//! A language: its words, frames and rules, read from `lang/` as embedded or from a folder given by the user.
//!
//! In: files by their path below `lang/`. Out: [`Language`], compiled; or every mistake with file, line and column.
//! The embedded files are checked by the tests, a user's files when they are loaded; matching never fails.

use crate::frame::Frames;
use crate::place::PlaceWords;
use crate::relevance::Triggers;
use crate::speaker::SpeakerWords;
use crate::terms::Terms;
use crate::time::Conflicts;
use litopys_rules::{
    Diagnostic, Known, Lexicon, RuleFile, RuleSet, Vocabulary, WordFile, parse_words, read_known, read_rules,
};
use litopys_text::{Abbreviation, Abbreviations};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{fmt, fs, path::Path};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/lang.rs"));
}

/// Words, frames and rules of one language, compiled and immutable.
#[derive(Clone)]
pub struct Language {
    pub(crate) lexicon: Lexicon,
    pub(crate) abbreviations: Abbreviations,
    pub(crate) terms: Terms,
    pub(crate) triggers: Triggers,
    pub(crate) frames: Frames,
    pub(crate) rules: RuleSet,
    pub(crate) word_files: Vec<WordFile>,
    /// What is still found wrong.
    pub(crate) known: Known,
    pub(crate) conflicts: Conflicts,
    pub(crate) place_words: PlaceWords,
    pub(crate) speaker_words: SpeakerWords,
    /// First eight digits of the SHA-256 of all files.
    pub(crate) version: String,
}

/// Everything that is wrong in a language's files.
#[derive(Debug)]
pub struct LanguageError(pub Vec<Diagnostic>);

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for LanguageError {}

#[derive(Deserialize)]
struct LangFile {
    abbreviations: AbbreviationLists,
}

#[derive(Deserialize, Default)]
struct AbbreviationLists {
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    may: Vec<String>,
}

impl Language {
    /// English, as embedded.
    ///
    /// # Errors
    /// Only when the embedded files are broken, which a test of this crate excludes.
    pub fn embedded() -> Result<Language, LanguageError> {
        let files: Vec<(String, String)> =
            embedded::FILES.iter().map(|(name, text)| (format!("lang/{name}"), (*text).to_owned())).collect();
        Language::compile(&files)
    }

    /// English with the files of a folder in place of the embedded ones of the same name, and new ones added.
    /// The folder is a copy of `lang/`, or of `lang/en/`.
    ///
    /// # Errors
    /// A folder that can't be read, or every mistake in its files.
    pub fn load(folder: &Path) -> Result<Language, LanguageError> {
        let trouble = |path: &Path, error: &std::io::Error| {
            LanguageError(vec![
                Diagnostic {
                    file: path.display().to_string(),
                    line: 1,
                    column: 1,
                    message: format!("can't be read: {error}"),
                    help: None,
                }
                .help("give --lang a folder such as lang/ or lang/en/"),
            ])
        };
        let base = if folder.join("en").is_dir() { folder.to_path_buf() } else { folder.join("..") };
        let only = if folder.join("en").is_dir() { None } else { folder.file_name() };
        let mut found = Vec::new();
        walk(folder, &mut found).map_err(|(path, error)| trouble(&path, &error))?;
        found.sort();
        if found.is_empty() {
            return Err(trouble(folder, &std::io::Error::other("no .txt or .toml file in it")));
        }
        let mut files: Vec<(String, String)> =
            embedded::FILES.iter().map(|(name, text)| (format!("lang/{name}"), (*text).to_owned())).collect();
        for path in found {
            let text = fs::read_to_string(&path).map_err(|error| trouble(&path, &error))?;
            let below = match only {
                None => path.strip_prefix(&base).map(Path::to_path_buf),
                Some(_) => path.strip_prefix(folder).map(|p| Path::new("en").join(p)),
            };
            let below = below.unwrap_or_else(|_| path.clone()).to_string_lossy().replace('\\', "/");
            let key = format!("lang/{below}");
            files.retain(|(name, _)| *name != key);
            files.push((path.to_string_lossy().replace('\\', "/"), text));
        }
        files.sort();
        Language::compile(&files)
    }

    fn compile(files: &[(String, String)]) -> Result<Language, LanguageError> {
        let mut errors = Vec::new();
        let mut word_files = Vec::new();
        let mut abbreviations = Abbreviations::default();
        let mut frames = Frames::default();
        let mut rule_files: Vec<RuleFile> = Vec::new();
        let mut known = Known::default();
        let mut conflicts = Conflicts::default();
        let mut hash = Sha256::new();
        for (name, text) in files {
            hash.update(name.rsplit("/lang/").next().unwrap_or(name).as_bytes());
            hash.update(text.as_bytes());
            let mut parts = name.rsplit('/');
            let (file, folder) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let stem = file.split('.').next().unwrap_or(file);
            match (folder, file) {
                ("words", _) if file.ends_with(".txt") => match parse_words(name, stem, text) {
                    Ok(words) => word_files.push(words),
                    Err(mistakes) => errors.extend(mistakes),
                },
                ("rules", "frame.toml") => frames = Frames::parse(name, text, &mut errors),
                ("rules", _) => rule_files.push(read_rules(name, text, &mut errors)),
                (_, "lang.toml") => match toml::from_str::<LangFile>(text) {
                    Ok(read) => {
                        abbreviations.extend(read.abbreviations.never.into_iter().map(|a| (a, Abbreviation::Never)));
                        abbreviations.extend(read.abbreviations.may.into_iter().map(|a| (a, Abbreviation::May)));
                    }
                    Err(error) => {
                        let at = error.span().map_or(0, |s| s.start);
                        errors.push(Diagnostic::at(name, text, at, error.message().to_owned()));
                    }
                },
                (_, "known.toml") => known = read_known(name, text, &mut errors),
                (_, "conflicts.toml") => match Conflicts::parse(name, text) {
                    Ok(read) => conflicts = read,
                    Err(mistakes) => errors.extend(mistakes),
                },
                _ => {}
            }
        }
        let lexicon = Lexicon::new(&word_files, &abbreviations);
        let terms = Terms::new(&lexicon, &word_files, &frames.ids, &mut errors);
        let mut vocabulary = Vocabulary::new(&lexicon, &word_files);
        crate::lattice::add_classes(&mut vocabulary);
        let rules = RuleSet::compile(&rule_files, &vocabulary, &mut errors);
        crate::pattern::check(&rules, &mut errors);
        if !errors.is_empty() {
            errors.sort();
            return Err(LanguageError(errors));
        }
        let triggers = Triggers::new(&lexicon, &terms, &frames);
        let digest = hash.finalize();
        let version = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
        let place_words = PlaceWords::new(&lexicon);
        let speaker_words = SpeakerWords::new(&lexicon);
        Ok(Language {
            place_words,
            speaker_words,
            lexicon,
            abbreviations,
            terms,
            triggers,
            frames,
            rules,
            word_files,
            known,
            conflicts,
            version,
        })
    }

    /// Every form of the lexicon, sorted; for a plain scan beside which extraction is measured.
    pub fn forms(&self) -> Vec<String> {
        self.lexicon.forms()
    }
}

fn walk(folder: &Path, out: &mut Vec<std::path::PathBuf>) -> Result<(), (std::path::PathBuf, std::io::Error)> {
    let fail = |error| (folder.to_path_buf(), error);
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            walk(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "txt" || e == "toml") {
            out.push(path);
        }
    }
    Ok(())
}
