//! Hand-checked facts about the embedded gazetteer: a rebuild that loses one of them fails here.
//!
//! In: names as reports write them. Out: nothing but a verdict. Edit `data/source/*.csv` when one fails.

use litopys_places::{Gazetteer, Level, NameKind, PlaceRef, fold};

/// The first candidate of the wanted level and country.
fn find(name: &str, country: &str, level: Level) -> PlaceRef<'static> {
    let found = Gazetteer::embedded().lookup(&fold(name)).map(|candidate| candidate.place);
    let found = found.into_iter().find(|place| place.country_code() == country && place.level() == level);
    found.unwrap_or_else(|| panic!("{name} ({country}, {}) is missing; help: crates/places/data/source", level.name()))
}

#[test]
fn settlements_under_the_names_news_use() {
    let rows: [(&str, &str, Level, f64, f64, &str); 34] = [
        ("Kyiv", "UA", Level::Capital, 50.45, 30.52, "Kyiv City"),
        ("Kiev", "UA", Level::Capital, 50.45, 30.52, "Kyiv City"),
        ("Київ", "UA", Level::Capital, 50.45, 30.52, "Kyiv City"),
        ("Kharkiv", "UA", Level::City, 49.98, 36.25, "Kharkiv Oblast"),
        ("Kharkov", "UA", Level::City, 49.98, 36.25, "Kharkiv Oblast"),
        ("Odesa", "UA", Level::City, 46.49, 30.74, "Odesa Oblast"),
        ("Odessa", "UA", Level::City, 46.49, 30.74, "Odesa Oblast"),
        ("Zaporizhzhya", "UA", Level::City, 47.83, 35.17, "Zaporizhzhia Oblast"),
        ("Zaporozhye", "UA", Level::City, 47.83, 35.17, "Zaporizhzhia Oblast"),
        ("Mykolaiv", "UA", Level::City, 46.97, 32.0, "Mykolaiv Oblast"),
        ("Kryvyi Rih", "UA", Level::City, 47.91, 33.39, "Dnipropetrovsk Oblast"),
        ("Sloviansk", "UA", Level::City, 48.85, 37.6, "Donetsk Oblast"),
        ("Avdiivka", "UA", Level::Town, 48.14, 37.75, "Donetsk Oblast"),
        ("Robotyne", "UA", Level::Village, 47.45, 35.84, "Zaporizhzhia Oblast"),
        ("Saratov", "RU", Level::City, 51.54, 46.01, "Saratov Oblast"),
        ("Belgorod", "RU", Level::City, 50.6, 36.59, "Belgorod Oblast"),
        ("Engels", "RU", Level::City, 51.48, 46.11, "Saratov Oblast"),
        ("Sudzha", "RU", Level::Town, 51.2, 35.27, "Kursk Oblast"),
        ("El Fasher", "SD", Level::City, 13.63, 25.35, "North Darfur"),
        ("al-Fashir", "SD", Level::City, 13.63, 25.35, "North Darfur"),
        ("El Obeid", "SD", Level::City, 13.18, 30.22, "North Kordofan"),
        ("Gaza", "PS", Level::City, 31.5, 34.47, "Gaza Strip"),
        ("Gaza City", "PS", Level::City, 31.5, 34.47, "Gaza Strip"),
        ("Khan Younis", "PS", Level::City, 31.34, 34.3, "Gaza Strip"),
        ("Beit Lahiya", "PS", Level::Town, 31.55, 34.5, "Gaza Strip"),
        ("Deir ez-Zor", "SY", Level::City, 35.34, 40.14, "Deir ez-Zor"),
        ("Raqqa", "SY", Level::City, 35.95, 39.01, "Raqqa"),
        ("Khiam", "LB", Level::Village, 33.33, 35.61, "Nabatieh"),
        ("Hodeidah", "YE", Level::City, 14.8, 42.95, "Hodeidah"),
        ("Mosul", "IQ", Level::City, 36.34, 43.12, "Nineveh"),
        ("Ogossagou", "ML", Level::Village, 13.97, -3.24, "Mopti"),
        ("Chibok", "NG", Level::Village, 10.87, 12.85, "Borno"),
        ("Moreh", "IN", Level::Town, 24.25, 94.3, "Manipur"),
        ("Kobani", "SY", Level::Town, 36.89, 38.36, "Aleppo"),
    ];
    let mut wrong = Vec::new();
    for (name, country, level, lat, lon, area) in rows {
        let candidates: Vec<_> = Gazetteer::embedded().lookup(&fold(name)).map(|candidate| candidate.place).collect();
        let place = candidates.iter().find(|place| {
            place.country_code() == country
                && place.level().is_settlement()
                && (place.lat() - lat).abs() < 0.15
                && (place.lon() - lon).abs() < 0.15
        });
        match place {
            None => wrong.push(format!("{name}: none of {candidates:?}")),
            Some(place) if place.level() != level || place.adm1_name() != Some(area) => {
                wrong.push(format!("{name}: {place:?} in {:?}", place.adm1_name()))
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn areas_regions_seas_and_sites() {
    let gaz = Gazetteer::embedded();
    for (name, level) in [
        ("Kharkiv Oblast", Level::Adm1),
        ("Kharkivska oblast", Level::Adm1),
        ("Харківська область", Level::Adm1),
        ("Transcarpathia", Level::Adm1),
        ("Krasnodar Krai", Level::Adm1),
        ("Tatarstan", Level::Adm1),
        ("North Darfur", Level::Adm1),
        ("Borno", Level::Adm1),
        ("Helmand", Level::Adm1),
        ("Gaza Strip", Level::Adm1),
        ("West Bank", Level::Adm1),
        ("Rakhine", Level::Adm1),
        ("Khyber Pakhtunkhwa", Level::Adm1),
        ("California", Level::Adm1),
        ("Donbas", Level::Region),
        ("Sinai", Level::Region),
        ("Darfur", Level::Region),
        ("Sahel", Level::Region),
        ("Middle East", Level::Region),
        ("Nagorno-Karabakh", Level::Region),
        ("Black Sea", Level::Sea),
        ("Bab el-Mandeb", Level::Sea),
        ("Sea of Azov", Level::Sea),
        ("Nuseirat refugee camp", Level::Camp),
        ("Zamzam", Level::Camp),
        ("Zaporizhzhia Nuclear Power Plant", Level::Landmark),
        ("Crimean bridge", Level::Landmark),
        ("Podilskyi", Level::CityDistrict),
        ("Dahiyeh", Level::CityDistrict),
        ("Shujaiya", Level::CityDistrict),
        ("Anderson County", Level::Adm2),
    ] {
        assert!(
            gaz.lookup(&fold(name)).any(|candidate| candidate.place.level() == level),
            "{name} as {}",
            level.name()
        );
    }
}

#[test]
fn districts_hang_on_their_city() {
    let podilskyi = find("Podilskyi", "UA", Level::CityDistrict);
    assert_eq!(podilskyi.parent().map(PlaceRef::name), Some("Kyiv"));
    assert!(find("Kyiv", "UA", Level::Capital).contains(podilskyi));
    let chain: Vec<&str> = podilskyi.chain().map(PlaceRef::name).collect();
    assert_eq!(chain, ["Podilskyi", "Kyiv", "Kyiv City", "Ukraine"]);
}

#[test]
fn countries_and_states_that_share_a_name() {
    let gaz = Gazetteer::embedded();
    let georgia: Vec<_> = gaz
        .lookup("georgia")
        .map(|candidate| (candidate.place.level(), candidate.place.country_code()))
        .take(2)
        .collect();
    assert_eq!(georgia, [(Level::Country, "GE"), (Level::Adm1, "US")]);
    assert_eq!(find("Georgia", "US", Level::Adm1).geonames_id(), Some(4_197_000));
    assert_eq!(find("Ukraine", "UA", Level::Country).geonames_id(), Some(690_791));
    assert_eq!(gaz.country(*b"CD").map(PlaceRef::name), Some("Democratic Republic of the Congo"));
}

#[test]
fn abbreviations_say_how_they_must_be_written() {
    let gaz = Gazetteer::embedded();
    for name in ["US", "UK", "UAE", "DRC"] {
        let kind = gaz.lookup(&fold(name)).next().map(|candidate| candidate.kind);
        assert!(kind.is_some_and(|kind| kind.has(NameKind::CAPITALS)), "{name}");
    }
    assert!(gaz.lookup("tx").all(|candidate| candidate.kind.has(NameKind::AFTER_COMMA)));
}

#[test]
fn names_that_are_only_codes_or_noise_stay_out() {
    let gaz = Gazetteer::embedded();
    for name in ["HRK", "IEV", "ODS", "hrqwb", "Of", "Ko"] {
        assert!(!gaz.lookup(&fold(name)).any(|candidate| candidate.place.country_code() == "UA"), "{name}");
    }
}

#[test]
fn walking_takes_the_longest_name() {
    let gaz = Gazetteer::embedded();
    let walk = |text: &str| {
        gaz.walk(text.split(' '))
            .map(|found| (found.n_words, found.candidates().next().map(|candidate| candidate.place.name().to_string())))
    };
    assert_eq!(walk("Gaza Strip on Monday"), Some((2, Some("Gaza Strip".into()))));
    assert_eq!(walk("South Sudan said"), Some((2, Some("South Sudan".into()))));
    assert_eq!(walk("Rostov - on - Don was"), Some((5, Some("Rostov-on-Don".into()))));
    assert_eq!(walk("U . S . troops"), None, "a tokenizer that splits here must hand over the joined word");
    assert_eq!(walk("Qwertyuiop"), None);
    assert_eq!(walk(""), None);
}

#[test]
fn every_place_is_whole() {
    let gaz = Gazetteer::embedded();
    for place in gaz.places() {
        assert!(!place.name().is_empty() && place.lat().abs() <= 90.0 && place.lon().abs() <= 180.0, "{place:?}");
        assert!(place.chain().count() < 7, "{place:?}");
    }
    assert!(gaz.n_places() > 100_000);
    assert!(gaz.note().contains("CC BY 4.0"));
}

#[test]
fn damaged_files_are_refused_or_read_without_panic() {
    let whole = include_bytes!("../data/gazetteer.bin");
    assert!(Gazetteer::from_bytes(Vec::new()).is_err());
    assert!(Gazetteer::from_bytes(b"LITOPLC1".to_vec()).is_err());
    assert!(Gazetteer::from_bytes(whole[..whole.len() - 1].to_vec()).is_err());
    let mut damaged = whole.to_vec();
    for at in (400..damaged.len() / 2).step_by(997) {
        damaged[at] ^= 0x5a;
    }
    if let Ok(gaz) = Gazetteer::from_bytes(damaged) {
        for name in ["kyiv", "paris", "georgia"] {
            for candidate in gaz.lookup(name).take(50) {
                let _ = (candidate.place.name(), candidate.place.adm1_name(), candidate.place.chain().count());
            }
        }
    }
}
