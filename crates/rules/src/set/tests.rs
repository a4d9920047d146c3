//! Whole rules over a small lattice: text and rules in, marked text and captures out.

use super::*;
use crate::check::{Finding, check_examples, check_known};
use crate::file::{read_known, read_rules};
use crate::lattice::{Hit, Value};
use crate::lexicon::ClassId;
use crate::parse::parse_pattern;
use litopys_facts::Span;
use proptest::prelude::*;

/// Words between spaces; a sentence ends behind `.`; classes from a fixed list of phrases.
struct Words<'a> {
    words: Vec<(&'a str, Span)>,
    hits: Vec<(usize, usize, ClassId, String)>,
}

const PHRASES: [(&str, &str, &str); 13] = [
    ("died", "verb", "die"),
    ("were killed", "verb", "die"),
    ("killed", "verb", "kill"),
    ("hit", "verb", "strike.hit"),
    ("people", "np", "person"),
    ("old people", "np", "person"),
    ("drone", "np", "weapon.drone"),
    ("two", "count", ""),
    ("two people", "count", "person"),
    ("two old people", "count", "person"),
    ("three", "count", ""),
    ("a", "count", ""),
    ("old", "adj", ""),
];

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (_, class, value) in PHRASES {
        if value.is_empty() {
            vocabulary.add_class(class);
        } else if class == "np" {
            vocabulary.add_open_class(class);
        } else {
            vocabulary.add_value(class, value);
        }
    }
    vocabulary
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let vocabulary = vocabulary();
        let start = |word: &str| (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
        let words: Vec<_> =
            text.split_whitespace().map(|w| (w, Span::new(start(w), start(w) + w.len() as u32))).collect();
        let mut hits = Vec::new();
        for at in 0..words.len() {
            for (phrase, class, value) in PHRASES {
                let phrase: Vec<_> = phrase.split(' ').collect();
                if words[at..].iter().map(|(w, _)| *w).take(phrase.len()).eq(phrase.iter().copied()) {
                    hits.push((at, at + phrase.len(), vocabulary.class(class).unwrap(), value.to_owned()));
                }
            }
        }
        Self { words, hits }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.words[start].1.cover(self.words[end - 1].1)
    }
}

impl Lattice for Words<'_> {
    fn len(&self) -> usize {
        self.words.len()
    }

    fn word(&self, i: usize) -> &str {
        self.words[i].0
    }

    fn hits(&self, i: usize, visit: &mut dyn FnMut(Hit<'_>)) {
        let vocabulary = vocabulary();
        for (_, end, class, value) in self.hits.iter().filter(|hit| hit.0 == i) {
            let value = match vocabulary.value(value) {
                _ if value.is_empty() => Value::None,
                Some(id) => Value::Id(id),
                None => Value::Name(value),
            };
            visit(Hit { class: *class, value, end: *end });
        }
    }

    fn sentence_end(&self, i: usize) -> usize {
        (i..self.words.len()).find(|&i| self.words[i].0 == ".").map_or(self.words.len(), |i| i + 1)
    }
}

fn rule(name: &str, pattern: &str) -> String {
    format!("[[rule]]\nname='{name}'\nwhy='w'\nmatch='''{pattern}'''\ngives='g'\nyes=['[x] -> 1']\n")
}

fn try_compile(text: &str) -> (RuleSet, Vec<String>) {
    let mut diagnostics = Vec::new();
    let file = read_rules("lang/en/rules/claim.toml", text, &mut diagnostics);
    let set = RuleSet::compile(&[file], &vocabulary(), &mut diagnostics);
    (set, diagnostics.iter().map(ToString::to_string).collect())
}

fn compile(text: &str) -> RuleSet {
    let (set, diagnostics) = try_compile(text);
    assert_eq!(diagnostics, Vec::<String>::new());
    set
}

/// `rule: words {label=words …}` of every match.
fn show(set: &RuleSet, text: &str, found: &[Match]) -> Vec<String> {
    let words = Words::new(text);
    let one = |found: &Match| {
        let part = |start, end| words.span(start, end).of(text).to_owned();
        let captures: Vec<String> =
            found.captures.iter().map(|c| format!("{}={}", set.label_name(c.label), part(c.start, c.end))).collect();
        format!("{}: {} {{{}}}", set.rule(found.rule).unwrap().name, part(found.start, found.end), captures.join(" "))
    };
    found.iter().map(one).collect()
}

fn find(set: &RuleSet, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let words = Words::new(text);
    set.find(&words, 0..words.len(), &mut Buffers::default(), &mut out);
    show(set, text, &out)
}

#[track_caller]
fn check(pattern: &str, text: &str, expected: &[&str]) {
    let found = find(&compile(&rule("r", pattern)), text);
    let found: Vec<&str> = found.iter().map(|m| m.strip_prefix("r: ").unwrap()).collect();
    assert_eq!(found, expected, "{pattern} in {text}");
}

#[test]
fn words_classes_and_values() {
    check("two people", "so two people", &["two people {}"]);
    check("<verb>", "two people died", &["died {verb=died}"]);
    check("<verb:strike>", "it hit", &["hit {verb=hit}"]);
    check("<verb:strike.hit|die>", "died hit killed", &["died {verb=died}", "hit {verb=hit}"]);
    check("<np:weapon>", "old people drone", &["drone {np=drone}"]);
    check(
        "<count:person> <verb:die>",
        "two old people died",
        &["two old people died {count=two old people verb=died}"],
    );
}

#[test]
fn spans_of_a_class_are_all_tried() {
    check("<count> people", "two people", &["two people {count=two}"]);
    check("<count> <np>", "two people", &["two people {count=two np=people}"]);
    check("<count> <np>? died", "two old people died", &["two old people died {count=two old people}"]);
    check("<count> <np> died", "two old people died", &["two old people died {count=two np=old people}"]);
}

#[test]
fn options_repetitions_gaps_and_look_ahead() {
    check("a? b+", "a b b b c", &["a b b b {}"]);
    check("b+", "b b b b b b b b b b", &["b b b b b b b b {}", "b b {}"]);
    check("b <*2> c", "b x c b x y c b x y z c", &["b x c {}", "b x y c {}"]);
    check("b <*> c", "b c b x c", &["b x c {}"]);
    check("x=<*2> died", "so they died", &["so they died {x=so they}"]);
    check("!two <count>", "two three", &["three {count=three}"]);
    check("<verb> !( by | with )", "died by killed with hit it", &["hit {verb=hit}"]);
    check("<verb> !by", "so it hit", &["hit {verb=hit}"]);
    check("a (b | c d)* e", "a b c d b e", &["a b c d b e {}"]);
}

#[test]
fn labels_name_classes_groups_and_every_round() {
    check("who=<np> was=<verb>", "people died", &["people died {who=people was=died}"]);
    check("who=<np:person>? <verb>", "died", &["died {verb=died}"]);
    check(
        "all=(<np> (, <np>)*)",
        "drone , people , drone",
        &["drone , people , drone {all=drone , people , drone np=drone np=people np=drone}"],
    );
    check("a=(b c=d) e", "b d e", &["b d e {a=b d c=d}"]);
}

#[test]
fn no_match_leaves_its_sentence() {
    check("a <*3> b", "a . b", &[]);
    check("a .", "x a . b", &["a . {}"]);
    check(". b", "a . b", &[]);
}

#[test]
fn leftmost_then_longest_then_earlier() {
    let set =
        compile(&[rule("one", "a b"), rule("two", "b c d"), rule("three", "a b c?"), rule("four", "a b c")].concat());
    assert_eq!(find(&set, "a b c d"), ["three: a b c {}"]);
    let (words, mut out) = (Words::new("a b c d"), Vec::new());
    set.find_all(&words, 0..4, &mut Buffers::default(), &mut out);
    assert_eq!(show(&set, "a b c d", &out), ["one: a b {}", "three: a b c {}", "four: a b c {}", "two: b c d {}"]);
    out.clear();
    set.find(&words, 1..3, &mut Buffers::default(), &mut out);
    assert!(out.is_empty(), "the range bounds the match");
}

#[test]
fn lists_of_patterns_and_needs() {
    let text = "[[rule]]\nname='r'\nwhy='w'\nmatch=['x=a b', 'c <verb>']\ngives='g'\nneeds=['<verb:die>','b']\nyes=['[x] -> 1']\n";
    let set = compile(text);
    assert_eq!(find(&set, "a b c hit"), ["r: a b {x=a}", "r: c hit {verb=hit}"]);
    assert_eq!(find(&set, "c hit"), Vec::<String>::new(), "nothing of what it needs");
    assert_eq!(set.rules().next().unwrap().1.labels, ["verb", "x"]);
}

#[test]
fn rules_know_themselves_and_their_tests() {
    let set = compile(&rule("died-count", "<count> who=<np:person>"));
    let (id, known) = set.rules().next().unwrap();
    assert_eq!(
        (known.full_name.as_str(), known.file.as_str(), known.line),
        ("en/claim/died-count", "lang/en/rules/claim.toml", 2)
    );
    let (words, mut out) = (Words::new("two people"), Vec::new());
    set.find(&words, 0..2, &mut Buffers::default(), &mut out);
    let who = set.capture(&out[0], "who").unwrap();
    assert_eq!((out[0].rule, who.start, who.end), (id, 1, 2));
    assert!(set.test(who).unwrap().accepts(Value::Name("person")));
    assert_eq!(set.capture(&out[0], "np"), None);
}

#[test]
fn unknown_classes_are_told_with_their_place() {
    let (_, told) = try_compile(
        &[rule("a", "x <verb:dye> <vreb>"), rule("b", "<count:persn|thing> <np:what> <adj:x>"), rule("c", "x? y*")]
            .concat(),
    );
    assert_eq!(
        told,
        [
            "lang/en/rules/claim.toml:4:12: unknown class <verb:dye>; help: did you mean <verb:die>?",
            "lang/en/rules/claim.toml:4:23: unknown class <vreb>; help: did you mean <verb>?",
            "lang/en/rules/claim.toml:10:10: unknown class <count:persn>; help: did you mean <count:person>?",
            "lang/en/rules/claim.toml:10:10: unknown class <count:thing>; help: give an entry of <count> this value, or use another",
            "lang/en/rules/claim.toml:10:40: unknown class <adj:x>; help: <adj> has no values",
            "lang/en/rules/claim.toml:16:10: the pattern can match without any word; help: leave one word or <class> without ? and *",
        ]
    );
    let (set, told) = try_compile(&rule("a", "((((a+ b)+ c)+ d)+ e)+"));
    assert!(told[0].contains(":4:10: the pattern is too large") && set.is_empty(), "{told:?}");
}

#[test]
fn examples_are_held_to_their_marks_and_values() {
    let text = "[[rule]]\nname='r'\nwhy='w'\nmatch='<count> people'\ngives='g'\n\
                yes=['[two people] died -> 2','two [people] -> 2','[three people] -> 2']\nno=['two drone','a people']\n";
    let set = compile(text);
    let mut run = |text: &str| {
        let (words, mut out) = (Words::new(text), Vec::new());
        set.find(&words, 0..words.len(), &mut Buffers::default(), &mut out);
        let finding =
            |m: &Match| Finding { spans: vec![words.span(m.start, m.end)], value: "2".to_owned(), rule: None };
        out.iter().map(finding).collect::<Vec<_>>()
    };
    let told: Vec<String> = check_examples(&set, |_, text| run(text)).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "lang/en/rules/claim.toml:6:32: en/claim/r does not find this, but [two people] -> 2; help: mend `match` or `gives`, or the example",
            "lang/en/rules/claim.toml:7:18: en/claim/r finds [a people] -> 2; help: narrow `match`",
        ]
    );
    let known =
        "misses=['[two people] -> 2', '[two drone] -> 2']\nfalse-alarms=['a people', 'two drone', '[a people] -> 3']\n";
    let known = read_known("lang/en/known.toml", known, &mut Vec::new());
    let told: Vec<String> = check_known(&known, &mut run).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "lang/en/known.toml:1:10: found, though listed in `misses`; help: move me to `yes`",
            "lang/en/known.toml:2:28: not found any more, though listed in `false-alarms`; help: move me to `no`",
            "lang/en/known.toml:2:41: not found any more, though listed in `false-alarms`; help: move me to `no`",
        ]
    );
}

#[test]
fn the_worst_pattern_ends_soon() {
    let set = compile(&rule("r", "(a* a* a*)+ !((a* a*)+ c) b"));
    let text = "a ".repeat(400);
    assert_eq!(find(&set, &text), Vec::<String>::new());
}

/// What a pattern can match at a token, by trying everything: the plain meaning the matcher must keep to.
fn ends(pattern: &Pattern, words: &Words, at: usize, limit: usize) -> Vec<usize> {
    let mut out = match pattern {
        Pattern::Word(word) => (at < limit && words.word(at) == &**word).then_some(at + 1).into_iter().collect(),
        Pattern::Class { class, .. } => {
            let class = vocabulary().class(class).unwrap();
            words.hits.iter().filter(|h| h.0 == at && h.2 == class && h.1 <= limit).map(|h| h.1).collect()
        }
        Pattern::Any => (at < limit).then_some(at + 1).into_iter().collect(),
        Pattern::Gap(n) => (at..=limit.min(at + usize::from(*n))).collect(),
        Pattern::Seq(parts) => parts.iter().fold(vec![at], |starts, part| {
            let mut all: Vec<usize> = starts.into_iter().flat_map(|at| ends(part, words, at, limit)).collect();
            all.sort();
            all.dedup();
            all
        }),
        Pattern::Or(parts) => parts.iter().flat_map(|part| ends(part, words, at, limit)).collect(),
        Pattern::Repeat(part, times) => {
            let n = if *times == crate::pattern::Times::Maybe { 1 } else { 8 };
            let mut all = vec![vec![at]];
            for round in 0..n {
                let mut next: Vec<usize> = all[round].iter().flat_map(|&at| ends(part, words, at, limit)).collect();
                next.sort();
                next.dedup();
                all.push(next);
            }
            let skip = usize::from(*times == crate::pattern::Times::Some);
            all.into_iter().skip(skip).flatten().collect()
        }
        Pattern::Not(part, _) => {
            if ends(part, words, at, limit).is_empty() {
                vec![at]
            } else {
                vec![]
            }
        }
        Pattern::Label(_, part) => ends(part, words, at, limit),
    };
    out.sort();
    out.dedup();
    out
}

fn any_pattern() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["a", "died", "people", "<count>", "<np>", "<verb>", "<*>", "<*2>", "two"]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 20, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" | "))),
            (inner.clone(), prop::sample::select(vec!["?", "+", "*"])).prop_map(|(p, times)| format!("({p}){times}")),
            (inner.clone(), inner.clone()).prop_map(|(p, q)| format!("!({p}) {q}")),
            inner.prop_map(|p| format!("x=({p})")),
        ]
    })
}

proptest! {
    #[test]
    fn matches_are_what_the_language_means(
        pattern in any_pattern(),
        text in prop::collection::vec(prop::sample::select(vec!["a", "two", "old", "people", "died", "were", "killed", ".", "three"]), 0..9),
    ) {
        let Ok(parsed) = parse_pattern(&pattern) else { return Ok(()) };
        let text = text.join(" ");
        let (set, told) = try_compile(&rule("r", &pattern));
        if !told.is_empty() {
            return Ok(());
        }
        let words = Words::new(&text);
        let mut out = Vec::new();
        set.find(&words, 0..words.len(), &mut Buffers::default(), &mut out);
        let mut expected = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let end = ends(&parsed, &words, at, words.sentence_end(at)).pop().filter(|&end| end > at);
            expected.extend(end.map(|end| (at, end)));
            at = end.unwrap_or(at + 1);
        }
        let found: Vec<_> = out.iter().map(|m| (m.start, m.end)).collect();
        prop_assert_eq!(found, expected, "{}", pattern);
        for found in &out {
            for capture in &found.captures {
                prop_assert!(capture.start >= found.start && capture.start < capture.end && capture.end <= found.end);
                let class = set.test(capture).map(|test| test.class());
                let is_hit = |class| words.hits.iter().any(|h| (h.0, h.1, h.2) == (capture.start, capture.end, class));
                prop_assert!(class.is_none_or(is_hit), "{} captures what is not there", pattern);
            }
        }
    }
}
