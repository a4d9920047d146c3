//! Sentences of our own with their times, published on 2024-08-06 (a Tuesday) unless said otherwise.

use super::{Anchor, Conflicts, Reach, TimeMention, date_conflicts, find_times};
use litopys_rules::{Lexicon, Tags, WordFile, parse_words};
use litopys_text::{Abbreviation, Abbreviations, Text, find_blocks};

macro_rules! word_files {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../../../lang/en/words/", $name, ".txt")))),*]
    };
}

const FILES: [(&str, &str); 21] = word_files!(
    "time-bearer" "time-clock" "time-day" "time-edge" "time-filler" "time-future" "time-holiday" "time-link" "time-month"
    "time-not" "time-number" "time-ordinal" "time-part" "time-reference" "time-season" "time-set" "time-shift" "time-unit"
    "time-war" "time-way" "time-weekday"
);
const CONFLICTS: &str = include_str!("../../../../lang/und/conflicts.toml");

fn abbreviations() -> Abbreviations {
    ["a.m", "p.m", "jan", "feb", "aug", "sept", "nov", "oct", "dec"]
        .map(|a| (a.to_owned(), Abbreviation::May))
        .into_iter()
        .collect()
}

fn files() -> Vec<WordFile> {
    FILES.iter().map(|(name, source)| parse_words(name, name, source).unwrap()).collect()
}

fn read<T>(source: &str, published: Option<&str>, of: impl Fn(&Text<'_>, &[TimeMention], &Anchor<'_>) -> T) -> T {
    let abbreviations = abbreviations();
    let lexicon = Lexicon::new(&files(), &abbreviations);
    let conflicts = Conflicts::parse("conflicts.toml", CONFLICTS).unwrap();
    let text = Text::new(source, &find_blocks(source), &abbreviations);
    let mut tags = Tags::default();
    lexicon.tag(&text, &mut tags);
    let anchor = Anchor::new(published, &conflicts);
    let mut out = Vec::new();
    find_times(&text, &lexicon, &tags, &anchor, &mut out);
    of(&text, &out, &anchor)
}

/// `words = value`, joined by `; `.
fn values(source: &str, published: Option<&str>) -> String {
    read(source, published, |text, times, _| {
        let line = |t: &TimeMention| format!("{} = {}", text.slice(t.first, t.last), t.value);
        times.iter().map(line).collect::<Vec<_>>().join("; ")
    })
}

/// `words = when reach`, of those that have days.
fn days(source: &str, published: Option<&str>) -> String {
    read(source, published, |text, times, _| {
        let line = |t: &TimeMention| {
            let reach = if t.reach == Reach::At { String::new() } else { format!(" {:?}", t.reach) };
            t.when.as_ref().map(|when| format!("{} = {when}{reach}", text.slice(t.first, t.last)))
        };
        times.iter().filter_map(line).collect::<Vec<_>>().join("; ")
    })
}

const TUESDAY: Option<&str> = Some("2024-08-06");

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(values(source, TUESDAY), expected, "{source}");
}

#[track_caller]
fn check_days(source: &str, expected: &str) {
    assert_eq!(days(source, TUESDAY), expected, "{source}");
}

#[test]
fn examples_of_the_word_files_hold() {
    let abbreviations = abbreviations();
    let files = files();
    let lexicon = Lexicon::new(&files, &abbreviations);
    for file in &files {
        for example in &file.examples {
            let text = Text::new(&example.text, &find_blocks(&example.text), &abbreviations);
            let mut tags = Tags::default();
            lexicon.tag(&text, &mut tags);
            let of_class = tags.all().iter().filter(|t| Some(t.class) == lexicon.class(&file.class));
            let found: Vec<(String, String)> = of_class
                .map(|t| (text.slice(t.first as usize, t.end()).to_owned(), lexicon.value_name(t.value).to_owned()))
                .collect();
            match &example.expect {
                Some(expected) => assert!(found.contains(expected), "{}:{}: {found:?}", file.file, example.line),
                None => assert!(found.is_empty(), "{}:{}: {found:?}", file.file, example.line),
            }
        }
    }
}

#[test]
fn weekdays_and_days_near_publication() {
    check("It fell on Tuesday.", "Tuesday = 2024-08-06");
    check("It fell on Wednesday morning.", "Wednesday morning = 2024-07-31TMO");
    check("It fell late on Monday.", "late on Monday = 2024-08-05");
    check("Talks will go on until Friday.", "Friday = 2024-08-09");
    check("It fell yesterday; this morning it still burned.", "yesterday = 2024-08-05; this morning = 2024-08-06TMO");
    check("It fell last night.", "last night = 2024-08-05TNI");
    check("Last Friday it fell.", "Last Friday = 2024-08-02");
    check("They meet on Fridays.", "Fridays = XXXX-WXX-5");
}

#[test]
fn overnight_takes_the_day_named_beside_it_or_that_of_publication() {
    check_days("Drones came overnight.", "overnight = 2024-08-06");
    check_days("On Monday he said that drones came overnight.", "Monday = 2024-08-05; overnight = 2024-08-05");
    check_days("Overnight into Monday they came.", "Overnight into Monday = 2024-08-05");
    check_days("They came in the early hours of Monday.", "the early hours of Monday = 2024-08-05");
    check_days("They came on the night of 13-14 May.", "the night of 13-14 May = 2024-05-13/2024-05-14");
    check_days(
        "It began on Sunday night into Monday.",
        "Sunday night = 2024-08-04/2024-08-05 Over; Monday = 2024-08-04/2024-08-05 Over",
    );
}

#[test]
fn the_day_before_counts_from_the_day_told_last() {
    check_days("On Friday two died. A day earlier, one had.", "Friday = 2024-08-02; A day earlier = 2024-08-01");
    check_days(
        "On 3 May it burned. The following day it rained.",
        "3 May = 2024-05-03; The following day = 2024-05-04",
    );
    check_days(
        "The previous day was calm. Two days ago it was not.",
        "The previous day = 2024-08-05; Two days ago = 2024-08-04",
    );
    check_days("It came a day after the truce ended.", "");
    check_days("A week ago it was calm.", "A week ago = 2024-07-30");
}

#[test]
fn dates_with_and_without_their_year() {
    check("On 12 February and on Dec. 30 it fell.", "12 February = 2024-02-12; Dec. 30 = 2023-12-30");
    check("On Feb. 24, 2022 and on 2024-03-21", "Feb. 24, 2022 = 2022-02-24; 2024-03-21 = 2024-03-21");
    check("On 25/07/2024, or 3/5/24", "25/07/2024 = 2024-07-25; 3/5/24 = 2024-05-03");
    check("The morning of February 12 was cold.", "The morning of February 12 = 2024-02-12TMO");
    check(
        "Fires of December 29-30, in October 2022, in October",
        "December 29-30 = 2023-12-29/2023-12-30; October 2022 = 2022-10; October = 2023-10",
    );
    check("In May, on the 17th, it fell.", "May = 2024-05; the 17th = 2024-05-17");
    check("In 2014 and the 1980s, in spring 2022", "2014 = 2014; the 1980s = 198X; spring 2022 = 2022-SP");
    check("Churches were hit on Easter Sunday 2019.", "Easter Sunday 2019 = 2019-04-21");
    check("SAN SALVADOR, 12 NOV 89 (AFP)", "12 NOV 89 = 1989-11-12");
    assert_eq!(values("On 12 February it fell, on Friday too.", None), "12 February = XXXX-02-12; Friday = XXXX-WXX-5");
}

#[test]
fn clock_times_take_the_day_beside_them() {
    check("At around 06:40 on Monday it fell.", "06:40 on Monday = 2024-08-05T06:40");
    check("On Monday at 4:30 a.m. local time it fell.", "Monday at 4:30 a.m. local time = 2024-08-05T04:30");
    check("It fell at 11 pm (2000 GMT).", "11 pm (2000 GMT) = 2024-08-06T23:00");
    check("It took 6 hours.", "6 hours = PT6H");
}

#[test]
fn stretches_are_told_from_days() {
    check_days("In the past 24 hours ten died.", "the past 24 hours = 2024-08-05/2024-08-06 Over");
    check_days("Since Friday ten have died.", "Friday = 2024-08-02/2024-08-06 Since");
    check_days(
        "From 3 to 5 May, between Aug 1 and 3",
        "3 to 5 May = 2024-05-03/2024-05-05; Aug 1 and 3 = 2024-08-01/2024-08-03",
    );
    check_days("Between 2017 and 2019 ten died.", "2017 = 2017/2019 Over; 2019 = 2017/2019 Over");
    check_days("So far this year ten died.", "So far this year = 2024 Over");
    check_days("Last week and last month", "Last week = 2024-07-29/2024-08-04; last month = 2024-07");
    check_days("Earlier this week it fell.", "Earlier this week = 2024-08-05");
    check_days("By Monday ten had died.", "Monday = 2024-08-05 Until");
    check(
        "For three hours, two and a half years, daily, every two weeks",
        "three hours = PT3H; two and a half years = P2.5Y; daily = P1D; every two weeks = P2W",
    );
}

#[test]
fn days_of_a_war_are_dates_and_can_be_wrong() {
    let source = "March 22, 2024: as Ukraine enters day 757 of the war, two died.";
    assert_eq!(values(source, None), "March 22, 2024 = 2024-03-22; day 757 = 2024-03-21");
    let notes = read(source, None, date_conflicts);
    assert_eq!(notes.len(), 1);
    assert!(notes[0].1.contains("2024-03-21, the text says 2024-03-22"), "{notes:?}");
    check("It was the 1,000th day of the invasion of Ukraine.", "the 1,000th day = 2024-11-19");
    check("It was the third day of talks.", "");
    let weekday = read("On Tuesday, March 22, 2024, it fell.", None, date_conflicts);
    assert!(weekday[0].1.contains("is a Friday, not a Tuesday"), "{weekday:?}");
}

#[test]
fn a_text_without_publication_is_read_against_its_own_date() {
    assert_eq!(
        days("LVIV, March 5, 2031. It fell early on Wednesday.", None),
        "March 5, 2031 = 2031-03-05; early on Wednesday = 2031-03-05"
    );
    assert_eq!(days("It fell early on Thursday.", None), "");
    assert_eq!(days("It fell overnight.", None), "");
}

#[test]
fn words_that_only_look_like_times() {
    check("He may march on the second floor, The Sunday Times said.", "");
    check("A 54-year-old man of 17 September Street read 2014 pages.", "");
    check("It killed 2000 people and 24 horses.", "");
}
