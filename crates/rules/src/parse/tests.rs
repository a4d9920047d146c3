//! What patterns read as, what is refused, and that no pattern is lost in print.

use super::*;
use proptest::prelude::*;

fn shown(text: &str) -> String {
    format!("{:?}", parse_pattern(text).unwrap())
}

fn faults(text: &str) -> Vec<(usize, String)> {
    parse_pattern(text).unwrap_err().into_iter().map(|f| (f.offset, f.help.unwrap_or_default())).collect()
}

#[test]
fn bar_binds_loosest_and_repetition_tighter_than_label() {
    assert_eq!(parse_pattern("a b | c"), parse_pattern("(a b) | c"));
    assert_ne!(parse_pattern("a (b | c)"), parse_pattern("a b | c"));
    assert_eq!(parse_pattern("who=<np>+").unwrap().to_string(), "who=<np>+");
    assert!(shown("who=<np>+").starts_with("Label(\"who\", Repeat("));
    assert_eq!(parse_pattern("a(b)c"), parse_pattern("a b c"));
}

#[test]
fn classes_gaps_and_signs() {
    assert_eq!(shown("<*>"), "Any");
    assert_eq!(shown("<*3>"), "Gap(3)");
    assert_eq!(shown("\\?"), "Word(\"?\")");
    assert_eq!(parse_pattern("<weapon:missile|drone>").unwrap().to_string(), "<weapon:missile|drone>");
    assert_eq!(
        parse_pattern("said , \" israel 's u.s. gen. !no").unwrap().to_string(),
        "said , \" israel 's u.s. gen. !no"
    );
}

#[test]
fn words_must_be_as_a_text_has_them() {
    assert_eq!(faults("Killed"), [(0, "write killed".to_owned())]);
    assert_eq!(faults("he shahed-type"), [(3, "write shahed type".to_owned())]);
    assert_eq!(faults("said,"), [(0, "write said ,".to_owned())]);
    assert_eq!(faults("israel’s"), [(0, "write israel 's".to_owned())]);
    assert_eq!(faults("why\\?"), [(0, "write why \\?".to_owned())]);
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let places = |text: &str| faults(text).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
    assert_eq!(places(""), [0]);
    assert_eq!(places("a | "), [4]);
    assert_eq!(places("a ( b"), [2]);
    assert_eq!(places("a ) b"), [2]);
    assert_eq!(places("a ()"), [3]);
    assert_eq!(places("Ab <x y> c ? d++ <*99>"), [0, 3, 11, 15, 17]);
    assert_eq!(places("a <verb"), [2]);
    assert_eq!(places("<a:> <:b> <a:b||c>"), [0, 5, 10]);
    assert_eq!(places("Who=a"), [0]);
    assert_eq!(places("who= a"), [4]);
    assert_eq!(places("a !b? !(c?)"), [2, 6]);
    assert_eq!(places("a \\b"), [2]);
    assert_eq!(places("a\\"), [1]);
    assert_eq!(places(&"(".repeat(1000)).len(), 25);
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let word =
        prop::sample::select(vec!["a", "killed", "'s", ",", "\"", "?", "!", "=", "\\", "(", "u.s.", "загинуло", "|"]);
    let name = "[a-zA-Z][a-z0-9_-]{0,4}";
    let leaf = prop_oneof![
        word.prop_map(|w| Pattern::Word(w.into())),
        (name, prop::collection::vec("[a-z0-9.~]{1,5}", 0..3)).prop_map(|(class, values)| Pattern::Class {
            class: class.into(),
            values: values.into_iter().map(Into::into).collect(),
            at: At(0),
        }),
        Just(Pattern::Any),
        (1..=MAX_GAP).prop_map(Pattern::Gap),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let times = prop::sample::select(vec![Times::Maybe, Times::Some, Times::Any]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Pattern::Seq),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Pattern::Or),
            (inner.clone(), times).prop_map(|(part, times)| Pattern::Repeat(Box::new(part), times)),
            inner.clone().prop_filter("passable", |p| !p.may_be_empty()).prop_map(|p| Pattern::Not(Box::new(p), At(0))),
            ("[a-z][a-z0-9-]{0,4}", inner).prop_map(|(label, part)| Pattern::Label(label.into(), Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn printed_patterns_read_back_the_same(pattern in pattern()) {
        prop_assert_eq!(parse_pattern(&pattern.to_string()), Ok(pattern));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,40}") {
        let _ = parse_pattern(&text);
    }

    #[test]
    fn no_pattern_like_text_makes_it_panic(text in "[a-zA-Z<>()|?+*!=\\\\: 0-9,.'\"-]{0,30}") {
        match parse_pattern(&text) {
            Ok(pattern) => prop_assert_eq!(parse_pattern(&pattern.to_string()), Ok(pattern)),
            Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|f| f.offset <= text.len())),
        }
    }
}
