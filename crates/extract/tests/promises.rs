//! What holds of every text: quotes equal their spans, offsets lie on letter borders, nothing panics, and the same
//! report gives the same extraction whatever was read before.

use litopys_extract::{Extractor, Language, Options};
use litopys_facts::{Extraction, Mention, Report, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(extractor);
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| english().forms());

/// Sentences that give claims, so that most texts have quotes to hold.
const NEWS: [&str; 12] = [
    "At least 22 people were killed when a missile hit a hotel in Kharkiv on Tuesday, officials said.",
    "Air defence shot down 31 of 36 drones over the Kyiv region overnight.",
    "The mayor said two children were among the 14 wounded.",
    "Sirens sounded before two rockets fell near Haifa.",
    "The ministry denied that anyone was hurt.",
    "Gunmen abducted 40 pupils from a school near Kuriga.",
    "Seven houses and a clinic were damaged, the governor said.",
    "The toll rose to 9; six are missing.",
    "\"Three of my neighbours died,\" she said.",
    "Shelling may displace 10,000 families.",
    "No casualties were reported.",
    "On March 22, 2024, day 757 of the war, four missiles were fired.",
];

/// Signs of more than one byte, marks that combine, joined emoji, letters written from the right, controls.
const ODD: [&str; 18] = [
    "💥",
    "👩‍🚒",
    "🇺🇦",
    "e\u{301}",
    "Ки\u{306}в",
    "خان يونس",
    "חיפה",
    "\u{202e}",
    "\u{200f}",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "५",
    "１２",
    "½",
    "ﬁ",
    "İ",
    "\u{85}",
];

fn english() -> Language {
    Language::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn extractor() -> Extractor {
    Extractor::new(english(), Options { mentions: true, trace: true })
}

fn report(text: &str) -> Report {
    Report {
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
    }
}

fn extract(text: &str) -> Extraction {
    EXTRACTOR.extract(&report(text), &mut EXTRACTOR.buffers())
}

fn on_borders(text: &str, span: Span) -> Result<(), TestCaseError> {
    let cut = text.get(span.start as usize..span.end as usize);
    prop_assert!(cut.is_some(), "{span:?} cuts a letter or leaves the text");
    Ok(())
}

fn mention_on_borders(text: &str, mention: &Mention) -> Result<(), TestCaseError> {
    on_borders(text, mention.span)?;
    mention.parts.iter().try_for_each(|part| mention_on_borders(text, part))
}

fn promises(text: &str) -> Result<(), TestCaseError> {
    let found = extract(text);
    for claim in &found.claims {
        on_borders(text, claim.span)?;
        on_borders(text, claim.sentence)?;
        prop_assert_eq!(claim.span.of(text), &claim.quote);
        prop_assert!(!claim.quote.is_empty());
        prop_assert!(claim.sentence.overlaps(claim.span));
        prop_assert!(!claim.rule.is_empty());
        prop_assert!(claim.bounds.low.zip(claim.bounds.high).is_none_or(|(low, high)| low <= high));
        for id in claim.part_of.iter() {
            prop_assert!(*id != claim.id && found.claims.iter().any(|c| c.id == *id));
        }
        for id in claim.event.iter() {
            prop_assert!(found.events.iter().any(|e| e.id == *id));
        }
        claim.trace.iter().try_for_each(|m| mention_on_borders(text, m))?;
    }
    found.notes.iter().try_for_each(|note| on_borders(text, note.span))?;
    found.mentions.iter().try_for_each(|mention| mention_on_borders(text, mention))
}

/// News with odd signs put between its words and inside them.
fn odd_news() -> impl Strategy<Value = String> {
    let cuts = prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(&ODD[..])), 0..12);
    (
        prop::collection::vec(prop::sample::select(&NEWS[..]), 1..6),
        cuts,
        prop::sample::select(&[" ", "\n\n", "\r\n", "  "][..]),
    )
        .prop_map(|(sentences, cuts, between)| {
            let mut text = sentences.join(between);
            for (index, odd) in cuts {
                let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                text.insert_str(borders[index.index(borders.len())], odd);
            }
            text
        })
}

/// Words of the lexicon in any order, with numbers, signs and line breaks.
fn soup() -> impl Strategy<Value = String> {
    let word = (any::<prop::sample::Index>(), any::<bool>()).prop_map(|(index, capital)| {
        let word = &FORMS[index.index(FORMS.len())];
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if capital => first.to_uppercase().chain(letters).collect(),
            _ => word.clone(),
        }
    });
    let part = prop_oneof![
        8 => word,
        2 => (0u64..100_000).prop_map(|n| n.to_string()),
        3 => prop::sample::select(&[",", ".", ";", ":", "\"", "(", ")", "-", "—", "and", "of", "were", "said", "\n", "\n\n", "’s"][..]).prop_map(str::to_owned),
        1 => prop::sample::select(&ODD[..]).prop_map(str::to_owned),
        1 => Just("18446744073709551615".to_owned()),
        1 => Just("99,999,999,999 million".to_owned()),
    ];
    prop::collection::vec(part, 0..80).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn odd_signs_in_news_leave_quotes_whole(text in odd_news()) {
        promises(&text)?;
    }

    #[test]
    fn word_soup_breaks_no_promise(text in soup()) {
        promises(&text)?;
    }

    #[test]
    fn any_text_at_all_breaks_no_promise(text in "\\PC{0,300}") {
        promises(&text)?;
    }

    #[test]
    fn any_signs_at_all_break_no_promise(text in prop::collection::vec(any::<char>(), 0..200)) {
        promises(&text.into_iter().collect::<String>())?;
    }

    #[test]
    fn what_was_read_before_changes_nothing(texts in prop::collection::vec(prop_oneof![odd_news(), soup()], 1..6)) {
        let mut reused = EXTRACTOR.buffers();
        for text in &texts {
            let report = report(text);
            let found = EXTRACTOR.extract(&report, &mut reused);
            prop_assert_eq!(&found, &EXTRACTOR.extract(&report, &mut reused), "the same buffers twice");
            prop_assert_eq!(&found, &EXTRACTOR.extract(&report, &mut EXTRACTOR.buffers()), "fresh buffers");
        }
    }
}

#[test]
fn two_extractors_agree_in_two_threads() {
    let other = extractor();
    let text = NEWS.join(" ");
    let here = extract(&text);
    assert!(here.claims.len() >= 8, "{:#?}", here.claims);
    let there = std::thread::spawn(move || other.extract(&report(&text), &mut other.buffers()));
    assert_eq!(there.join().ok(), Some(here));
}

#[test]
fn nothing_in_gives_nothing_out() {
    for text in ["", " ", "\n\n\n", "\u{feff}", ".", "-", "\"", "1", "👩‍🚒"] {
        let found = extract(text);
        assert!(
            !found.relevant && found.claims.is_empty() && found.events.is_empty() && found.notes.is_empty(),
            "{text:?}"
        );
    }
}
