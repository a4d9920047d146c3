//! JSON: one report a line (JSONL), one object, or an array of objects.
//!
//! In: lines of `{"id", "url", "title", "published", "text", …}`, names in any case. Out: drafts.
//! Unknown fields are passed over; `id` and `published` may be numbers. A broken line is a rejection with its line
//! number, and the next line is read.

use crate::{
    charset,
    draft::Draft,
    lines::{Line, Lines},
    name::Name,
};
use encoding_rs::Encoding;
use litopys_facts::{Rejected, RejectedCode, Report};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The reports of a JSONL stream.
pub(crate) struct JsonLines {
    pub name: Name,
    pub lines: Lines,
    pub encoding: &'static Encoding,
    pub max: usize,
    pub done: bool,
}

impl Iterator for JsonLines {
    type Item = Result<Report, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.lines.next_line() {
                Ok(None) => self.done = true,
                Ok(Some(line)) if line.over => return Some(Err(self.name.at(line.number).too_large(self.max))),
                Ok(Some(line)) if line.bytes.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(self.read(&line)),
                Err(e) => {
                    self.done = true;
                    return Some(Err(self.name.unreadable(&e)));
                }
            }
        }
        None
    }
}

impl JsonLines {
    fn read(&self, line: &Line) -> Result<Report, Rejected> {
        let text = charset::decode_line(&line.bytes, self.encoding);
        record(&text, &line.bytes, &self.name.at(line.number))
    }
}

/// The reports of a file that is one JSON value.
pub(crate) fn whole(text: &str, name: &Name) -> Vec<Result<Report, Rejected>> {
    let text = text.trim();
    if !text.starts_with('[') {
        return vec![record(text, text.as_bytes(), name)];
    }
    let (elements, whole) = elements(text);
    let mut found: Vec<_> =
        (1..).zip(elements).map(|(i, element)| record(element, element.as_bytes(), &name.at(i))).collect();
    if !whole {
        found.push(Err(
            name.rejected(RejectedCode::Malformed, "the array is cut off: no closing bracket; help: save it again")
        ));
    } else if found.is_empty() {
        found.push(Err(name.rejected(RejectedCode::Empty, "an empty array")));
    }
    found
}

/// One object as a report.
fn record(text: &str, bytes: &[u8], name: &Name) -> Result<Report, Rejected> {
    let reject = |code, why: String| Rejected { sha256: Some(crate::draft::sha256(bytes)), ..name.rejected(code, why) };
    let text = text.trim_start_matches('\u{feff}');
    let record: Record = serde_json::from_str(text).map_err(|e| {
        let cut = if e.is_eof() { "the line is cut off" } else { "not a report in JSON" };
        reject(RejectedCode::Malformed, format!("{cut}: {e}; help: write one object a line, with a string `text`"))
    })?;
    if record.draft.text.is_empty() {
        return Err(reject(
            RejectedCode::NoText,
            format!("no `text`; fields seen: {}; help: name the field `text`", record.seen),
        ));
    }
    record.draft.finish(name, bytes)
}

/// The elements of an array, and whether it was closed. Broken elements are kept to be rejected one by one.
fn elements(text: &str) -> (Vec<&str>, bool) {
    let mut found = Vec::new();
    let (mut depth, mut start, mut quoted, mut escaped) = (0usize, 1usize, false, false);
    let mut push = |from: usize, to: usize| {
        if let Some(element) = text.get(from..to).map(str::trim).filter(|e| !e.is_empty()) {
            found.push(element);
        }
    };
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b',' if depth == 1 => {
                push(start, i);
                start = i + 1;
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    push(start, i);
                    return (found, true);
                }
            }
            _ => {}
        }
    }
    push(start, text.len());
    (found, false)
}

#[derive(Default)]
struct Record {
    draft: Draft,
    /// The names of the fields, for a person.
    seen: String,
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<String>()? {
            let draft = &mut record.draft;
            match key.to_lowercase().as_str() {
                "id" => draft.id = map.next_value::<Scalar>()?.0,
                "url" => draft.url = map.next_value::<Scalar>()?.0,
                "title" => draft.title = map.next_value::<Scalar>()?.0,
                "byline" => draft.byline = map.next_value::<Scalar>()?.0,
                "outlet" => draft.outlet = map.next_value::<Scalar>()?.0,
                "published" => draft.published = map.next_value::<Scalar>()?.0,
                "language" => draft.language = map.next_value::<Scalar>()?.0,
                // Two keys that differ in case only: the one that holds a text.
                "text" => {
                    let text = map.next_value::<Option<String>>()?.unwrap_or_default();
                    if draft.text.is_empty() {
                        draft.text = text;
                    }
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
            if record.seen.len() < 120 {
                record.seen.push_str(if record.seen.is_empty() { "" } else { ", " });
                record.seen.push_str(key.get(..key.floor_char_boundary(40)).unwrap_or(&key));
            }
        }
        Ok(record)
    }
}

/// A string or number as a string; anything else as nothing.
struct Scalar(Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a number")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_owned())))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar(Some(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_read_element_by_element() {
        let name = Name::of_path("in/all.json".as_ref());
        let found = whole(r#"[{"ID": 7, "Text": "a ]} \" b"}, {"text": 1}, {"text": "c"}"#, &name);
        assert_eq!(found.len(), 4);
        let report = found[0].as_ref().expect("the first element");
        assert_eq!(
            (report.id.as_str(), report.text.as_str(), report.path.as_str()),
            ("7", "a ]} \" b", "in/all.json:1")
        );
        assert_eq!(found[1].as_ref().expect_err("a number").code, RejectedCode::Malformed);
        assert_eq!(found[2].as_ref().expect("the third").id, "all.json:3");
        assert!(found[3].as_ref().expect_err("cut off").why.contains("cut off"));
    }
}
