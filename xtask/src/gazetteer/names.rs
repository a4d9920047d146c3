//! Which listed names are worth keeping, and which spellings are made by rule.
//!
//! In: names as GeoNames lists them, with their noise: airport codes, machine transliterations, names in every script.
//! Out: names in Latin, Cyrillic or Arabic letters that a report might use. It decides by form, never by a word list.

/// Latin letters with marks, Cyrillic or Arabic; by the first letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Other,
}

/// The script of the first letter.
pub(crate) fn script(name: &str) -> Script {
    match name.chars().find(|c| c.is_alphabetic()) {
        Some('A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => Script::Latin,
        Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
        Some('\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}') => Script::Arabic,
        _ => Script::Other,
    }
}

/// True for a listed name that a text might use.
pub(crate) fn is_useful(name: &str) -> bool {
    let n_letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if name.chars().any(|c| c.is_ascii_digit() || "=:/@&()[]<>;,!?\"#*+".contains(c))
        || name.split_whitespace().count() > 4
    {
        return false;
    }
    match script(name) {
        // Machine transliterations are listed in lower case, airport codes in capitals; shorter ones are mostly noise.
        Script::Latin => {
            let first = name.chars().find(|c| c.is_alphabetic());
            n_letters >= 4 && first.is_some_and(char::is_uppercase) && name.chars().any(char::is_lowercase)
        }
        Script::Cyrillic => {
            n_letters >= 3
                && name.chars().all(|c| {
                    !c.is_alphabetic()
                        || "абвгґдеєёжзиіїйклмнопрстуфхцчшщьъыэюя".contains(c.to_lowercase().next().unwrap_or(c))
                })
        }
        Script::Arabic => n_letters >= 3,
        Script::Other => false,
    }
}

/// English spellings made by rule for abbreviated first words, both ways.
pub(crate) fn abbreviations(folded: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 3] = [("st ", "saint "), ("ft ", "fort "), ("mt ", "mount ")];
    PAIRS.iter().find_map(|(short, long)| {
        let swap = |from: &str, to: &str| folded.strip_prefix(from).map(|rest| format!("{to}{rest}"));
        swap(short, long).or_else(|| swap(long, short))
    })
}

/// The name of an area without its kind: `Kharkiv Oblast` gives `Kharkiv`.
pub(crate) fn bare(name: &str) -> Option<&str> {
    const KINDS: [&str; 16] = [
        " Oblast",
        " Krai",
        " Region",
        " Province",
        " Governorate",
        " State",
        " Department",
        " District",
        " County",
        " Raion",
        " Autonomous Okrug",
        " City",
        " Division",
        " Territory",
        " region",
        " Municipality",
    ];
    KINDS.iter().find_map(|kind| name.strip_suffix(kind)).filter(|bare| bare.len() > 3)
}

/// Some lists put the kind before the name.
pub(crate) fn without_prefix(name: &str) -> &str {
    const KINDS: [&str; 6] = ["Province of ", "District of ", "City of ", "Muhafazat ", "Raionul ", "Sha`biyat "];
    KINDS.iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name)
}
