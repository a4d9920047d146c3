//! One input after the other: opens it, finds out what it holds, and hands it to its reader.
//!
//! In: inputs. Out: reports and rejections, in order. Holds the first bytes of a stream, and the rest of it only where
//! the whole stream is one report, up to the limit.

use crate::{
    Input, Options, charset, html,
    json::{self, JsonLines},
    lines::Lines,
    name::Name,
    plain,
    sniff::{self, Form},
    table::{State, Table},
    walk::{Found, Walk},
};
use encoding_rs::Encoding;
use litopys_facts::{Rejected, RejectedCode, Report};
use std::fs::File;
use std::io::{self, Read};

/// The reports of one stream.
pub(crate) type Records = Box<dyn Iterator<Item = Result<Report, Rejected>> + Send>;
type Reader = Box<dyn Read + Send>;

/// Bytes from which form and charset are told.
const HEAD: u64 = 64 << 10;

/// The reports of all inputs.
pub(crate) struct Reports {
    walk: Walk,
    current: Option<Records>,
    options: Options,
}

impl Reports {
    pub(crate) fn new(inputs: &[Input], options: Options) -> Reports {
        Reports { walk: Walk::new(inputs), current: None, options }
    }
}

impl Iterator for Reports {
    type Item = Result<Report, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(next) = self.current.as_mut().and_then(Iterator::next) {
                return Some(next);
            }
            self.current = Some(match self.walk.next()? {
                Found::Nothing(rejected) => return Some(Err(rejected)),
                Found::Stdin => open(Name::stdin(), Box::new(io::stdin()), &self.options),
                Found::File(path) => {
                    let name = Name::of_path(&path);
                    match File::open(&path) {
                        Ok(file) => open(name, Box::new(file), &self.options),
                        Err(e) => return Some(Err(name.unreadable(&e))),
                    }
                }
            });
        }
    }
}

/// The reports of one stream.
pub(crate) fn open(name: Name, reader: Reader, options: &Options) -> Records {
    let max = options.max_report_bytes.clamp(1, u32::MAX as usize / 4);
    try_open(&name, reader, max, options).unwrap_or_else(|rejected| Box::new(std::iter::once(Err(rejected))))
}

fn try_open(name: &Name, mut reader: Reader, max: usize, options: &Options) -> Result<Records, Rejected> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut head).map_err(|e| name.unreadable(&e))?;
    let whole = (head.len() as u64) < HEAD;
    if whole && head.trim_ascii().is_empty() {
        let what = if head.is_empty() { "an empty file" } else { "nothing but white space" };
        return Err(Rejected { sha256: Some(crate::draft::sha256(&head)), ..name.rejected(RejectedCode::Empty, what) });
    }
    let encoding = charset::detect(&head, None);
    if let Some(why) = sniff::binary(&head, charset::is_utf16(encoding)) {
        return Err(name.rejected(RejectedCode::Binary, why));
    }
    let form = sniff::form(&name.ending, &charset::decode(&head, encoding), whole)
        .map_err(|(code, why)| name.rejected(code, why))?;
    let lines = |head: Vec<u8>, reader: Reader| {
        let stream: Reader = Box::new(io::Cursor::new(head).chain(reader));
        let stream =
            if charset::is_utf16(encoding) { Box::new(charset::Utf16Reader::new(stream, encoding)) } else { stream };
        Lines::new(stream, max)
    };
    Ok(match form {
        Form::JsonLines => {
            Box::new(JsonLines { name: name.clone(), lines: lines(head, reader), encoding, max, done: false })
        }
        Form::Csv => {
            Box::new(Table { name: name.clone(), lines: lines(head, reader), encoding, max, state: State::Header })
        }
        Form::Text | Form::Html | Form::Json => {
            let bytes = rest(head, reader, max, name)?;
            Box::new(read_whole(form, &bytes, name, options.aside).into_iter())
        }
    })
}

/// All bytes of a stream that is one report.
fn rest(mut bytes: Vec<u8>, reader: Reader, max: usize, name: &Name) -> Result<Vec<u8>, Rejected> {
    let room = (max as u64 + 1).saturating_sub(bytes.len() as u64);
    reader.take(room).read_to_end(&mut bytes).map_err(|e| name.unreadable(&e))?;
    if bytes.len() > max {
        return Err(name.too_large(max));
    }
    Ok(bytes)
}

fn read_whole(form: Form, bytes: &[u8], name: &Name, aside: bool) -> Vec<Result<Report, Rejected>> {
    let declared: Option<&'static Encoding> = (form == Form::Html).then(|| charset::declared_in_html(bytes)).flatten();
    let encoding = charset::detect(bytes, declared);
    if let Some(why) = sniff::binary(bytes, charset::is_utf16(encoding)) {
        return vec![Err(name.rejected(RejectedCode::Binary, why))];
    }
    let text = charset::decode(bytes, encoding);
    match form {
        Form::Json => json::whole(&text, name),
        Form::Html => vec![match html::read(&text, aside) {
            Ok(draft) => draft.finish(name, bytes),
            Err((code, why)) => Err(Rejected { sha256: Some(crate::draft::sha256(bytes)), ..name.rejected(code, why) }),
        }],
        _ => vec![plain::read(&text).finish(name, bytes)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: u64 = 200 << 20;

    fn read(file: &str, reader: impl Read + Send + 'static) -> Vec<Result<Report, Rejected>> {
        open(Name::of_path(file.as_ref()), Box::new(reader), &Options::default()).collect()
    }

    #[test]
    fn one_line_of_200_mb_is_rejected_without_being_held() {
        let found = read("night.txt", io::repeat(b'x').take(LONG));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().expect_err("too long").code, RejectedCode::TooLarge);
    }

    #[test]
    fn a_table_goes_on_behind_a_line_of_200_mb() {
        let first = &b"{\"id\":1,\"text\":\"One.\"}\n{\"id\":2,\"text\":\""[..];
        let last = &b"\"}\n{\"id\":3,\"text\":\"Three.\"}\n"[..];
        let found = read("night.jsonl", first.chain(io::repeat(b'x').take(LONG)).chain(last));
        assert_eq!(found.len(), 3);
        let rejected = found[1].as_ref().expect_err("too long");
        assert_eq!((rejected.code, rejected.source.as_str()), (RejectedCode::TooLarge, "night.jsonl:2"));
        assert_eq!(found[2].as_ref().expect("a report").id, "3");
    }

    #[test]
    fn a_disk_that_fails_midway_is_a_rejection() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("bad sector"))
            }
        }
        let whole = io::Cursor::new(b"{\"text\":\"One.\"}\n".repeat(9000));
        let found = read("night.jsonl", whole.chain(Failing));
        assert_eq!(found.len(), 9001);
        let rejected = found[9000].as_ref().expect_err("unreadable");
        assert!(rejected.code == RejectedCode::Unreadable && rejected.why.contains("bad sector"));
        assert_eq!(read("night.txt", Failing)[0].as_ref().expect_err("unreadable").code, RejectedCode::Unreadable);
    }
}
