//! Texts in, settled places out, for the recogniser alone.

use super::{PlaceRole, PlaceWords, find_places};
use litopys_places::Gazetteer;
use litopys_rules::{Lexicon, Tags, parse_words};
use litopys_text::{Abbreviation, Abbreviations, Text, find_blocks};

/// The word files the recogniser leans on.
fn language() -> (Lexicon, Abbreviations) {
    let files = [
        ("demonym", include_str!("../../../../lang/en/words/demonym.txt")),
        ("place-before", include_str!("../../../../lang/en/words/place-before.txt")),
        ("place-body", include_str!("../../../../lang/en/words/place-body.txt")),
        ("place-common", include_str!("../../../../lang/en/words/place-common.txt")),
        ("place-feature", include_str!("../../../../lang/en/words/place-feature.txt")),
        ("place-given", include_str!("../../../../lang/en/words/place-given.txt")),
        ("place-part", include_str!("../../../../lang/en/words/place-part.txt")),
        ("title", include_str!("../../../../lang/en/words/title.txt")),
        ("function", include_str!("../../../../lang/en/words/function.txt")),
    ];
    let abbreviations: Abbreviations =
        [("u.s", Abbreviation::May), ("mr", Abbreviation::Never)].into_iter().map(|(a, b)| (a.to_owned(), b)).collect();
    let files: Vec<_> = files.iter().map(|(class, source)| parse_words(class, class, source).unwrap()).collect();
    (Lexicon::new(&files, &abbreviations), abbreviations)
}

/// Each found name with what it was settled on: `name=Place/AREA/CC`, `name=?` unsettled; demonyms are left out.
fn found(source: &str) -> Vec<String> {
    let (lexicon, abbreviations) = language();
    let text = Text::new(source, &find_blocks(source), &abbreviations);
    let mut tags = Tags::default();
    lexicon.tag(&text, &mut tags);
    let mut places = Vec::new();
    find_places(&text, &tags, &PlaceWords::new(&lexicon), Gazetteer::embedded(), &mut places);
    let shown = places.iter().filter(|mention| mention.role != PlaceRole::Demonym).map(|mention| {
        let name = text.slice(mention.first, mention.last);
        match mention.place {
            Some(place) => format!("{name}={}/{}/{}", place.name(), place.level().name(), place.country_code()),
            None => format!("{name}=?"),
        }
    });
    shown.collect()
}

#[test]
fn a_word_for_the_kind_tells_town_from_area() {
    assert_eq!(
        found("Two people died in Kharkiv region on Monday."),
        ["Kharkiv region=Kharkiv Oblast/adm1/UA"].map(|s| s.replace(" region=", "="))
    );
    assert_eq!(found("Shells fell on the city of Kharkiv."), ["Kharkiv=Kharkiv/city/UA"]);
    assert_eq!(found("Drones were seen over Poltava and Sumy oblasts.").len(), 2);
}

#[test]
fn a_larger_place_behind_a_comma_decides() {
    assert_eq!(found("He was shot in Paris, Texas."), ["Paris=Paris/town/US", "Texas=Texas/adm1/US"]);
    assert_eq!(found("A blast hit Tripoli, Lebanon, on Friday.")[0], "Tripoli=Tripoli/city/LB");
    assert_eq!(found("A blast hit Tripoli, Libya, on Friday.")[0], "Tripoli=Tripoli/capital/LY");
}

#[test]
fn the_text_s_own_geography_decides_between_namesakes() {
    let georgia = found("Georgia state troopers drove from Atlanta to Savannah. Alabama sent help to Georgia.");
    assert!(georgia.contains(&"Georgia=Georgia/adm1/US".to_owned()), "{georgia:?}");
    let georgia = found("Russia and Georgia fought in August 2008. Troops left Tbilisi, and Georgia called Moscow.");
    assert!(georgia.contains(&"Georgia=Georgia/country/GE".to_owned()), "{georgia:?}");
}

#[test]
fn people_papers_and_sicknesses_are_no_places() {
    for text in [
        "Paris Hilton sang.",
        "Mr. Washington spoke to reporters.",
        "Boris Johnson was said to have met Austin Powers there.",
        "They said West Nile virus was found.",
        "Fighters of the group were killed. Reading the list took long.",
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}

#[test]
fn districts_camps_and_sites() {
    assert_eq!(found("Debris fell in Kyiv's Podilskyi district.")[1], "Podilskyi district=Podilskyi/district/UA");
    assert_eq!(found("A strike hit Nuseirat refugee camp in Gaza.")[0], "Nuseirat refugee camp=Nuseirat/camp/PS");
    assert_eq!(
        found("Drones hit Engels air base in Saratov Oblast.")[0],
        "Engels air base=Engels Air Base/landmark/RU"
    );
}

#[test]
fn nothing_in_gives_nothing_out() {
    assert!(found("").is_empty());
    assert!(found("two drones fell, nobody was hurt").is_empty());
}
