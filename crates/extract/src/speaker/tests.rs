//! Sentences of our own, with who says what.

use super::*;
use litopys_rules::{Lexicon, WordFile, parse_words};
use litopys_text::{Abbreviation, Abbreviations, find_blocks};

const FILES: [(&str, &str); 6] = [
    ("speech", include_str!("../../../../lang/en/words/speech.txt")),
    ("speech-clause", include_str!("../../../../lang/en/words/speech-clause.txt")),
    ("organisation", include_str!("../../../../lang/en/words/organisation.txt")),
    ("office", include_str!("../../../../lang/en/words/office.txt")),
    ("witness", include_str!("../../../../lang/en/words/witness.txt")),
    ("title", include_str!("../../../../lang/en/words/title.txt")),
];

fn abbreviations() -> Abbreviations {
    let never = ["mr", "mrs", "dr", "gen", "lt", "col", "gov"].map(|a| (a.to_owned(), Abbreviation::Never));
    let may = ["u.s", "a.m", "p.m"].map(|a| (a.to_owned(), Abbreviation::May));
    never.into_iter().chain(may).collect()
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(|| {
        let files: Vec<WordFile> =
            FILES.iter().map(|(class, source)| parse_words(class, class, source).unwrap()).collect();
        Lexicon::new(&files, &abbreviations())
    })
}

/// Reads `source`; the claimant's name at the first token of `words`, else `-`.
fn who(source: &str, words: &str) -> String {
    with(source, words, |speakers, token| speakers.claimant_of(token).map_or("-".to_owned(), |c| c.name.clone()))
}

fn kind(source: &str, words: &str) -> Option<ClaimantType> {
    with(source, words, |speakers, token| speakers.claimant_of(token).and_then(|c| c.kind))
}

fn with<R>(source: &str, words: &str, read: impl FnOnce(&Speakers, usize) -> R) -> R {
    let text = Text::new(source, &find_blocks(source), &abbreviations());
    let mut tags = Tags::default();
    lexicon().tag(&text, &mut tags);
    let mut speakers = Speakers::default();
    find_speakers(&text, &SpeakerWords::new(lexicon()), &tags, &mut speakers);
    let at = source.find(words).expect("the words stand in the text");
    let token = text.tokens.iter().position(|t| t.span.start as usize >= at).expect("a token stands there");
    read(&speakers, token)
}

#[test]
fn word_file_examples_hold() {
    for (class, source) in FILES {
        let file = parse_words(class, class, source).unwrap();
        for example in &file.examples {
            let text = Text::new(
                &example.text,
                &[litopys_facts::Block {
                    kind: litopys_facts::BlockKind::Body,
                    span: litopys_facts::Span::new(0, example.text.len() as u32),
                }],
                &abbreviations(),
            );
            let mut tags = Tags::default();
            lexicon().tag(&text, &mut tags);
            let found: Vec<(String, String)> = tags
                .all()
                .iter()
                .filter(|t| Some(t.class) == lexicon().class(class))
                .map(|t| (text.slice(t.first as usize, t.end()).to_owned(), lexicon().value_name(t.value).to_owned()))
                .collect();
            match &example.expect {
                Some(expected) => assert!(found.contains(expected), "{class}:{}: {found:?}", example.line),
                None => assert!(found.is_empty(), "{class}:{}: {found:?}", example.line),
            }
        }
    }
}

#[test]
fn the_speaker_stands_before_between_or_behind() {
    for (source, words, speaker) in [
        ("The mayor said that two houses had burned.", "two houses", "The mayor"),
        ("Two houses had burned, the mayor said on Sunday.", "Two houses", "the mayor"),
        ("Two houses had burned, said Olha Nova, the mayor.", "Two houses", "Olha Nova"),
        ("Of the rockets, the army says, five fell in fields.", "five fell", "the army"),
        ("According to Ukraine's air force, nine drones fell.", "nine drones", "Ukraine's air force"),
        ("Nine drones fell, according to the air force.", "Nine drones", "the air force"),
        ("By the governor's account, four boats sank.", "four boats", "the governor"),
        ("The coast guard's latest count is 14 dead.", "14 dead", "The coast guard"),
        ("Medics reported five dead in the market.", "five dead", "Medics"),
        ("The ministry put the number of wounded at 30.", "30", "The ministry"),
        ("Rebels claimed to have shot down two planes.", "two planes", "Rebels"),
        ("The station, citing the police, spoke of nine.", "nine", "the police"),
        ("Five people died, Orel Radio reported, citing the police.", "Five people", "the police"),
        ("Three ships were hit, as reported by the navy.", "Three ships", "the navy"),
    ] {
        assert_eq!(who(source, words), speaker, "{source}");
    }
}

#[test]
fn appositions_belong_to_the_speaker() {
    for (source, speaker) in [
        ("Olha Nova, the governor of Orel, said six people died.", "Olha Nova"),
        ("The head of the city, Olha Nova, said six people died.", "Olha Nova"),
        ("Olha Nova, who leads the district, wrote that six people died.", "Olha Nova"),
        ("On Telegram Nova added that six people died.", "Nova"),
        ("Ukraine's navy, for its part, reported that six people died.", "Ukraine's navy"),
        ("Turkish officials on Tuesday said six people died.", "Turkish officials"),
        ("The health ministry run by Hamas said six people died.", "The health ministry run by Hamas"),
    ] {
        assert_eq!(who(source, "six people"), speaker, "{source}");
    }
}

#[test]
fn two_speakers_share_a_sentence() {
    let source = "Kyiv said nine drones fell, while Moscow said two oil depots burned.";
    assert_eq!(who(source, "nine drones"), "Kyiv");
    assert_eq!(who(source, "two oil"), "Moscow");
    let source = "The navy said one boat sank, but two of them were lost, residents said.";
    assert_eq!(who(source, "one boat"), "The navy");
    assert_eq!(who(source, "two of them"), "residents");
}

#[test]
fn short_forms_lead_back_to_the_full_name() {
    let source = "Gov. Olha Nova said one man died. She added that two women were hurt. Nova said four cars burned.";
    for words in ["one man", "two women", "four cars"] {
        assert_eq!(who(source, words), "Gov. Olha Nova", "{words}");
    }
    let source = "Russia's Defence Ministry said nine drones fell. The ministry said two got through. It also said five were lost.";
    for words in ["nine", "two got", "five"] {
        assert_eq!(who(source, words), "Russia's Defence Ministry", "{words}");
    }
}

#[test]
fn speakers_are_carried_on_but_not_past_others() {
    let source = "Prosecutors said a bomb went off in a shop. A woman of 30 and two children were hurt.\n\nFour cars burned elsewhere.";
    assert_eq!(who(source, "two children"), "Prosecutors");
    assert_eq!(who(source, "Four cars"), "-");
    assert_eq!(who("Police said a bomb went off. On Monday two people died in a fire.", "two people"), "-");
    assert_eq!(who("Five boats came near. All of them were sunk, the navy said.", "Five boats"), "the navy");
    assert_eq!(who("\"We buried nine,\" said Olha Nova, a teacher. Two more lay in the street.", "Two more"), "-");
}

#[test]
fn labels_name_speakers() {
    assert_eq!(who("Air Force: 12 drones shot down overnight.", "12 drones"), "Air Force");
    assert_eq!(who("10:40 | Mayor Olha Nova: two fires, both put out.", "two fires"), "Mayor Olha Nova");
    assert_eq!(
        who("News of the day in brief.\n\n– 21 drones destroyed over the sea (Defence Ministry)", "21 drones"),
        "Defence Ministry"
    );
    assert_eq!(
        who("OREL REGION (governor Olha Nova). Debris broke windows. Two shops burned.", "Two shops"),
        "governor Olha Nova"
    );
    assert_eq!(
        who(
            "Defence Ministry\n\nIn the night, 21 drones were destroyed by crews on duty over two regions.\n\nNo one was hurt.",
            "21 drones"
        ),
        "Defence Ministry"
    );
}

#[test]
fn what_is_no_speech_has_no_speaker() {
    for (source, words) in [
        ("Nine people died in the market.", "Nine"),
        ("The attack is said to have killed nine.", "nine"),
        ("Moscow has not said that nine people died.", "nine"),
        ("The president condemned the attack that killed nine.", "nine"),
        ("No one has claimed the attack in which nine died.", "nine"),
        ("The United States sent nine planes.", "nine"),
    ] {
        assert_eq!(who(source, words), "-", "{source}");
    }
    assert!(with("Nine people reportedly died.", "Nine", |s, t| s.is_hearsay(t)));
    assert!(!with("Nine people died.", "Nine", |s, t| s.is_hearsay(t)));
}

#[test]
fn modes_tell_saying_from_denying_and_fearing() {
    let mode = |source, words| with(source, words, |s, t| s.attribution_of(t).map(|a| a.mode));
    assert_eq!(mode("The army denied that it had shelled the village.", "shelled"), Some(Mode::Denied));
    assert_eq!(mode("Officials fear that nine more are dead.", "nine"), Some(Mode::Believed));
    assert_eq!(mode("Footage showed two burning cars.", "two"), Some(Mode::Shown));
    assert_eq!(mode("Officials said nine were dead.", "nine"), Some(Mode::Said));
}

#[test]
fn kinds_come_from_office_and_body() {
    for (source, expected) in [
        ("The brigade commander said nine fell.", ClaimantType::Military),
        ("Governor Olha Nova said nine fell.", ClaimantType::LocalAuthority),
        ("Police spokesman Ali Nur said nine fell.", ClaimantType::Police),
        ("The Red Cross said nine fell.", ClaimantType::Ngo),
        ("WHO said nine fell.", ClaimantType::Un),
        ("Witnesses said nine fell.", ClaimantType::Witness),
        ("Moscow said nine fell.", ClaimantType::Government),
        ("Officials said nine fell.", ClaimantType::Unnamed),
        ("Al Jazeera said nine fell.", ClaimantType::Outlet),
        ("Hamas said nine fell.", ClaimantType::ArmedGroup),
        ("Olha Nova said nine fell.", ClaimantType::Person),
    ] {
        assert_eq!(kind(source, "nine"), Some(expected), "{source}");
    }
}

#[test]
fn quotations_reach_over_full_stops() {
    let source = "\"Nine were dead. Two more died later,\" the doctor said. \"Four are well.\"";
    for words in ["Nine", "Two more", "Four"] {
        assert_eq!(who(source, words), "the doctor", "{words}");
    }
}

#[test]
fn word_soup_neither_panics_nor_leaves_the_text() {
    let words: Vec<&str> = "said , . says according to by the Nova of who \" : ; — ( ) and but while that 's his its on Monday Telegram army \
        officials put 12 told reporters adding citing had been reported not no one mayor Mr. UN statement two dead \n \n\n | / they it gave toll"
        .split(' ')
        .collect();
    let (mut seed, lexicon) = (7u64, lexicon());
    let compiled = SpeakerWords::new(lexicon);
    let (mut tags, mut speakers) = (Tags::default(), Speakers::default());
    for _ in 0..3000 {
        let mut source = String::new();
        for _ in 0..40 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            source.push_str(words[(seed >> 33) as usize % words.len()]);
            if seed >> 63 == 0 {
                source.push(' ');
            }
        }
        let text = Text::new(&source, &find_blocks(&source), &abbreviations());
        lexicon.tag(&text, &mut tags);
        find_speakers(&text, &compiled, &tags, &mut speakers);
        let inside = |r: &Range<usize>| r.start < r.end && r.end <= text.tokens.len();
        for a in speakers.attributions() {
            let ranges = a.source.iter().chain(a.cue.iter()).chain(&a.content);
            assert!(ranges.clone().all(inside), "{source:?} {a:?}");
        }
        for token in 0..text.tokens.len() {
            speakers.claimant_of(token);
        }
    }
}
