//! When a report was published, from the spellings that files and pages use.
//!
//! In: `6 August 2024`, `2024-08-06 07:40 +0300`, `Tue, 06 Aug 2024 07:40:00 GMT`, `1722930000` … Out: ISO 8601, a day
//! `2024-08-06` or a time with its offset `2024-08-06T07:40:00+03:00`; nothing where the spelling can't be told.
//! A time without a zone would be a false claim, so its day alone is kept. `03/04/2024` may be two days: nothing.
//! It never looks at the clock.

use jiff::civil::Date;

/// The publication time in ISO 8601.
pub(crate) fn parse(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '\'']);
    if text.is_empty() || text.len() > 200 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return of_digits(text);
    }
    let (date, rest) = leading_numbers(text).or_else(|| by_month_name(text))?;
    Some(match time_with_zone(&rest) {
        Some(time) => format!("{date}T{time}"),
        None => date.to_string(),
    })
}

/// A date in a path such as `/2024/08/06/`.
pub(crate) fn in_url(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '?', '#']).collect();
    parts.windows(3).find_map(|w| {
        let [year, month, day] = w else { return None };
        let month_number = if month.len() == 3 { month_number(month)? } else { number(month, 2)? as i8 };
        (year.len() == 4).then(|| date(number(year, 4)?, month_number, number(day, 2)?))?.map(|d| d.to_string())
    })
}

/// `20240806`, or seconds or milliseconds since 1970.
fn of_digits(text: &str) -> Option<String> {
    match text.len() {
        8 => date(number(text.get(..4)?, 4)?, number(text.get(4..6)?, 2)? as i8, number(text.get(6..)?, 2)?)
            .map(|d| d.to_string()),
        10 => jiff::Timestamp::from_second(text.parse().ok()?).ok().map(|t| t.to_string()),
        13 => jiff::Timestamp::from_second(text.parse::<i64>().ok()? / 1000).ok().map(|t| t.to_string()),
        _ => None,
    }
}

/// `2024-08-06…`, `2024/8/6…`, `06.08.2024…`, `25/12/2024…`; and what follows.
fn leading_numbers(text: &str) -> Option<(Date, String)> {
    let mut parts = [0u32; 3];
    let mut widths = [0usize; 3];
    let mut rest = text;
    let mut mark = None;
    for i in 0..3 {
        let width = rest.bytes().take_while(u8::is_ascii_digit).count();
        (parts[i], widths[i]) = (number(rest.get(..width)?, 4)?, width);
        rest = rest.get(width..)?;
        if i < 2 {
            let next = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
            if *mark.get_or_insert(next) != next {
                return None;
            }
            rest = rest.get(1..)?;
        }
    }
    if rest.starts_with(|c: char| c.is_alphanumeric() && c != 'T' && c != 't') {
        return None;
    }
    let [a, b, c] = parts;
    let found = match (widths, mark) {
        ([4, 1..=2, 1..=2], _) => date(a, b as i8, c),
        ([1..=2, 1..=2, 4], Some('.')) => date(c, b as i8, a),
        ([1..=2, 1..=2, 4], _) if a > 12 => date(c, b as i8, a),
        ([1..=2, 1..=2, 4], _) if b > 12 || a == b => date(c, a as i8, b),
        _ => None,
    }?;
    Some((found, rest.trim_start_matches(['T', 't', ' ', ',']).to_owned()))
}

/// `6 August 2024 …`, `August 6th, 2024 …`, `Tue, 06 Aug 2024 …`.
fn by_month_name(text: &str) -> Option<(Date, String)> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || ",|•·()".contains(c)).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| month_number(w).is_some())?;
    let month = month_number(words[at])?;
    let before = at.checked_sub(1).and_then(|i| words.get(i)).and_then(|w| day(w));
    let (day, year_at) = match before {
        Some(day) => (day, at + 1),
        None => (day(words.get(at + 1)?)?, at + 2),
    };
    let year = words.get(year_at).filter(|w| w.len() >= 4).and_then(|w| number(w.get(..4)?, 4))?;
    Some((date(year, month, day)?, words.get(year_at + 1..)?.join(" ")))
}

/// `6`, `06`, `6th`.
fn day(word: &str) -> Option<u32> {
    let width = word.bytes().take_while(u8::is_ascii_digit).count();
    let tail = word.get(width..)?;
    matches!(tail, "" | "st" | "nd" | "rd" | "th" | ".").then(|| number(word.get(..width)?, 2))?
}

fn number(digits: &str, max: usize) -> Option<u32> {
    ((1..=max).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn date(year: u32, month: i8, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1800..=2200).contains(y))?;
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

/// `07:40:00.123Z`, `07:40 +0300`, `7:40:00 GMT` as `07:40:00Z`; nothing without a zone.
fn time_with_zone(text: &str) -> Option<String> {
    let text = text.trim_start_matches("at ").trim();
    let (clock, zone) = text.split_at(text.bytes().take_while(|b| b.is_ascii_digit() || b":.".contains(b)).count());
    let mut parts = clock.split(['.', ':']);
    let hour = number(parts.next()?, 2).filter(|h| *h < 24)?;
    let minute = number(parts.next()?, 2).filter(|m| *m < 60)?;
    let second = parts.next().map_or(Some(0), |s| number(s, 2)).filter(|s| *s <= 60)?.min(59);
    Some(format!("{hour:02}:{minute:02}:{second:02}{}", offset(zone.trim())?))
}

/// `Z` or `+03:00`.
fn offset(zone: &str) -> Option<String> {
    let word = zone.split_whitespace().next()?;
    if matches!(word.to_ascii_uppercase().as_str(), "Z" | "UTC" | "GMT" | "UT") {
        return Some("Z".into());
    }
    let sign = word.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = word.chars().skip(1).filter(|c| *c != ':').collect();
    let hours = number(digits.get(..2)?, 2).filter(|h| *h <= 14)?;
    let minutes = if digits.len() == 2 { 0 } else { number(digits.get(2..)?, 2).filter(|m| *m < 60)? };
    Some(if hours == 0 && minutes == 0 { "Z".into() } else { format!("{sign}{hours:02}:{minutes:02}") })
}

/// The month of an English, Ukrainian or Russian name, short or long, in any case form.
fn month_number(word: &str) -> Option<i8> {
    const BEGINNINGS: [&[&str]; 12] = [
        &["jan", "січ", "янв"],
        &["feb", "лют", "фев"],
        &["mar", "бер", "мар"],
        &["apr", "кві", "апр"],
        &["may", "тра", "мая", "май"],
        &["jun", "чер", "июн"],
        &["jul", "лип", "июл"],
        &["aug", "сер", "авг"],
        &["sep", "вер", "сен"],
        &["oct", "жов", "окт"],
        &["nov", "лис", "ноя"],
        &["dec", "гру", "дек"],
    ];
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let at = BEGINNINGS.iter().position(|forms| forms.iter().any(|f| word.starts_with(f)))?;
    // "Marching" is no month; Cyrillic endings vary too much to list.
    (!word.is_ascii() || word == "sept" || word.len() == 3 || ENGLISH.get(at) == Some(&word.as_str()))
        .then_some(at as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_many_spellings() {
        for text in [
            "2024-08-06",
            "2024/08/06",
            "2024/8/6",
            "06.08.2024",
            "20240806",
            "6 August 2024",
            "August 6, 2024",
            "Aug. 6th, 2024",
            "Tuesday, 6 Aug 2024 at 7:40 a.m. ET",
            "6 серпня 2024",
            "6 августа 2024 г.",
            "2024-08-06T07:40:00",
            " \"2024-08-06 07:40\" ",
            "Tue Aug 06 2024",
        ] {
            assert_eq!(parse(text).as_deref(), Some("2024-08-06"), "{text}");
        }
        assert_eq!(parse("25/12/2024").as_deref(), Some("2024-12-25"));
        assert_eq!(parse("12/25/2024").as_deref(), Some("2024-12-25"));
    }

    #[test]
    fn times_keep_their_offset() {
        for (text, iso) in [
            ("2024-08-06T07:40:00Z", "2024-08-06T07:40:00Z"),
            ("2024-08-06T07:40:12.345+03:00", "2024-08-06T07:40:12+03:00"),
            ("2024-08-06 07:40 +0300", "2024-08-06T07:40:00+03:00"),
            ("2024-08-06 07:40:00 UTC", "2024-08-06T07:40:00Z"),
            ("Tue, 06 Aug 2024 07:40:00 GMT", "2024-08-06T07:40:00Z"),
            ("Tue, 06 Aug 2024 07:40:00 -0500", "2024-08-06T07:40:00-05:00"),
            ("1722930000", "2024-08-06T07:40:00Z"),
            ("1722930000123", "2024-08-06T07:40:00Z"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_nothing() {
        for text in [
            "",
            "yesterday",
            "03/04/2024",
            "2024-13-01",
            "2024-02-30",
            "August 2024",
            "99",
            "Marching 6 2024",
            "Updated:",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_in_an_address() {
        assert_eq!(in_url("https://news.example/world/2024/08/06/night.html").as_deref(), Some("2024-08-06"));
        assert_eq!(in_url("https://news.example/2024/aug/06/night").as_deref(), Some("2024-08-06"));
        assert_eq!(in_url("https://news.example/12/34/56"), None);
    }
}
