//! The language of a text: as the source says, else by its letters, and only where that is sure.
//!
//! In: a language tag or a text. Out: an ISO 639-1 code or nothing; never a guess from a few words.

/// Bytes of the text that are looked at; detection is slow and more does not make it surer.
const SAMPLE: usize = 600;

/// The code in a tag: `en` for `en-GB`, `EN_us`, `eng`.
pub(crate) fn of_tag(tag: &str) -> Option<&'static str> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.len() {
        2 => CODES.iter().map(|(_, two)| *two).find(|two| *two == primary),
        3 => CODES.iter().find(|(three, _)| *three == primary).map(|(_, two)| *two),
        _ => None,
    }
}

/// The language that the beginning of the text is written in.
pub(crate) fn of_text(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    if is_plainly_english(sample) {
        return Some("en");
    }
    if let Some(code) = by_letters(sample) {
        return Some(code);
    }
    // Wire text in capitals looks like no language to the detector.
    let found = if sample.chars().any(char::is_lowercase) {
        whatlang::detect(sample)
    } else {
        whatlang::detect(&sample.to_lowercase())
    };
    let found = found.filter(whatlang::Info::is_reliable)?;
    CODES.iter().find(|(three, _)| *three == found.lang().code()).map(|(_, two)| *two)
}

/// Words that English texts are full of and others have not; most reports are settled by them at a hundredth of the cost.
const ENGLISH: &[&str] = &[
    "after", "and", "been", "by", "from", "have", "of", "said", "that", "the", "their", "they", "were", "which", "with",
];

fn is_plainly_english(sample: &str) -> bool {
    let (mut n_words, mut n_english) = (0usize, 0usize);
    let mut seen = 0u32;
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        n_words += 1;
        let Some(at) = ENGLISH.iter().position(|w| w.eq_ignore_ascii_case(word)) else { continue };
        n_english += 1;
        seen |= 1 << at;
    }
    n_english * 10 >= n_words && n_english >= 4 && seen.count_ones() >= 3
}

/// Ukrainian, Russian and Belarusian by the letters that only one of them has: surer than statistics on short texts.
fn by_letters(sample: &str) -> Option<&'static str> {
    let (mut n_ours, mut n_uk, mut n_ru, mut n_be, mut n_other) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for c in sample.chars().flat_map(char::to_lowercase) {
        match c {
            'ї' | 'є' | 'ґ' | 'і' => n_uk += 1,
            'ы' | 'э' | 'ъ' | 'ё' => n_ru += 1,
            'ў' => n_be += 1,
            'ђ' | 'ѓ' | 'ѕ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'ќ' | 'џ' | '\u{48a}'..='\u{52f}' => n_other += 1,
            'а'..='я' => n_ours += 1,
            c if c.is_alphabetic() => n_other += 1,
            _ => {}
        }
    }
    let n_all = n_ours + n_uk + n_ru + n_be;
    if n_all < 20 || n_other * 3 > n_all {
        return None;
    }
    // Bulgarian has ъ alone, so one letter of a kind is not enough.
    match (n_uk, n_ru, n_be) {
        (_, _, be) if be > 0 => Some("be"),
        (uk, ru, _) if uk >= 2 && uk > ru * 4 => Some("uk"),
        (uk, ru, _) if ru >= 2 && ru > uk * 4 && sample.contains(['ы', 'э', 'Ы', 'Э']) => Some("ru"),
        _ => None,
    }
}

/// ISO 639-3 (and bibliographic 639-2) beside ISO 639-1.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bos", "bs"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("eus", "eu"),
    ("fas", "fa"),
    ("fil", "tl"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("guj", "gu"),
    ("hau", "ha"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("isl", "is"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("kaz", "kk"),
    ("khm", "km"),
    ("kin", "rw"),
    ("kir", "ky"),
    ("kor", "ko"),
    ("kur", "ku"),
    ("lao", "lo"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mon", "mn"),
    ("msa", "ms"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nno", "nn"),
    ("nob", "nb"),
    ("nor", "no"),
    ("ori", "or"),
    ("orm", "om"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("pus", "ps"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("som", "so"),
    ("spa", "es"),
    ("sqi", "sq"),
    ("srp", "sr"),
    ("swa", "sw"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgk", "tg"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tir", "ti"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("yor", "yo"),
    ("zho", "zh"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_many_spellings() {
        for (tag, code) in [("en", "en"), ("EN-gb", "en"), ("uk_UA", "uk"), ("rus", "ru"), (" de ", "de")] {
            assert_eq!(of_tag(tag), Some(code), "{tag}");
        }
        assert_eq!([of_tag(""), of_tag("x-default"), of_tag("qq"), of_tag("english")], [None; 4]);
    }

    #[test]
    fn texts_in_three_languages_and_in_capitals() {
        let english = "The mayor said that nobody was hurt when the shell fell behind the school on Monday morning.";
        assert_eq!(of_text(english), Some("en"));
        assert_eq!(of_text(&english.to_uppercase()), Some("en"));
        assert_eq!(
            of_text("Вночі над містом збили сім безпілотників, уламки впали на дах школи, ніхто не постраждав."),
            Some("uk")
        );
        assert_eq!(
            of_text("Ночью над городом сбили семь беспилотников, обломки упали на крышу школы, никто не пострадал."),
            Some("ru")
        );
        assert_eq!(of_text("17"), None);
    }
}
