//! Lines and rows of a stream, with a limit on each: one endless line is skipped to its end, and the next is read.
//!
//! In: a reader. Out: the raw bytes of one line, or of one CSV row with its quoted line breaks, and where it began.
//! Memory holds one line at most. It never decodes and never interprets.

use std::io::{self, BufRead, Read};

/// One line or row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its bytes without the line end; empty when it was too long.
    pub bytes: Vec<u8>,
    /// The number of its first line, from 1.
    pub number: u64,
    /// It was longer than the limit.
    pub over: bool,
    /// A quote was still open at the end of the stream.
    pub open: bool,
}

/// Reads lines or rows.
pub(crate) struct Lines {
    reader: io::BufReader<Box<dyn Read + Send>>,
    max: usize,
    n_lines: u64,
}

impl Lines {
    pub(crate) fn new(reader: Box<dyn Read + Send>, max: usize) -> Lines {
        Lines { reader: io::BufReader::with_capacity(64 << 10, reader), max, n_lines: 0 }
    }

    /// The next line; nothing at the end.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line>> {
        self.read(|buffer| {
            let end = memchr::memchr(b'\n', buffer);
            Scan { end, n_newlines: u64::from(end.is_some()), open: false }
        })
    }

    /// The next row of a table whose fields are kept apart by one of `marks`.
    pub(crate) fn next_row(&mut self, marks: &[u8]) -> io::Result<Option<Line>> {
        let mut quotes = Quotes::FieldStart;
        self.read(|buffer| {
            let mut n_newlines = 0;
            for (i, byte) in buffer.iter().enumerate() {
                quotes = quotes.after(*byte, marks);
                if *byte == b'\n' {
                    n_newlines += 1;
                    if quotes != Quotes::Inside {
                        return Scan { end: Some(i), n_newlines, open: false };
                    }
                }
            }
            Scan { end: None, n_newlines, open: quotes == Quotes::Inside }
        })
    }

    /// Reads to where `scan` finds the end; it is given every buffer once.
    fn read(&mut self, mut scan: impl FnMut(&[u8]) -> Scan) -> io::Result<Option<Line>> {
        let mut line = Line { bytes: Vec::new(), number: self.n_lines + 1, over: false, open: false };
        let mut any = false;
        loop {
            let buffer = match self.reader.fill_buf() {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                self.n_lines += u64::from(any);
                return Ok(any.then_some(line));
            }
            any = true;
            let found = scan(buffer);
            line.open = found.open;
            self.n_lines += found.n_newlines;
            let words = &buffer[..found.end.unwrap_or(buffer.len())];
            if line.bytes.len() + words.len() > self.max {
                line.over = true;
                line.bytes = Vec::new();
            }
            if !line.over {
                line.bytes.extend_from_slice(words);
            }
            let n_taken = found.end.map_or(buffer.len(), |i| i + 1);
            self.reader.consume(n_taken);
            if found.end.is_some() {
                if line.bytes.last() == Some(&b'\r') {
                    line.bytes.pop();
                }
                return Ok(Some(line));
            }
        }
    }
}

/// What a buffer holds of a line.
struct Scan {
    /// The line end that ends it.
    end: Option<usize>,
    n_newlines: u64,
    /// A quote is open behind the buffer.
    open: bool,
}

/// Where in a row we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    FieldStart,
    Bare,
    Inside,
    /// Behind a quote inside: the end of the field, or half of a doubled quote.
    Behind,
}

impl Quotes {
    fn after(self, byte: u8, marks: &[u8]) -> Quotes {
        match (self, byte) {
            (Quotes::Inside, b'"') => Quotes::Behind,
            (Quotes::Inside, _) => Quotes::Inside,
            (Quotes::Behind | Quotes::FieldStart, b'"') => Quotes::Inside,
            (_, b'\n') => Quotes::FieldStart,
            (_, b) if marks.contains(&b) => Quotes::FieldStart,
            _ => Quotes::Bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], max: usize) -> Lines {
        Lines::new(Box::new(io::Cursor::new(bytes.to_vec())), max)
    }

    fn shown(line: Option<Line>) -> Option<(String, u64, bool)> {
        line.map(|l| (String::from_utf8_lossy(&l.bytes).into_owned(), l.number, l.over))
    }

    #[test]
    fn an_endless_line_is_skipped_and_the_next_is_read() {
        let bytes = [&b"one\r\n"[..], &[b'x'; 300_000], b"\nthree"].concat();
        let mut lines = lines(&bytes, 1000);
        assert_eq!(shown(lines.next_line().expect("reads")), Some(("one".into(), 1, false)));
        assert_eq!(shown(lines.next_line().expect("reads")), Some((String::new(), 2, true)));
        assert_eq!(shown(lines.next_line().expect("reads")), Some(("three".into(), 3, false)));
        assert_eq!(shown(lines.next_line().expect("reads")), None);
    }

    #[test]
    fn rows_hold_quoted_line_ends() {
        let mut rows = lines(b"a,\"b\n\"\"c\"\"\",d\ne,5\" gun,f\n\"open", 1000);
        assert_eq!(shown(rows.next_row(b",").expect("reads")), Some(("a,\"b\n\"\"c\"\"\",d".into(), 1, false)));
        assert_eq!(shown(rows.next_row(b",").expect("reads")), Some(("e,5\" gun,f".into(), 3, false)));
        let last = rows.next_row(b",").expect("reads").expect("a row");
        assert!(last.open && last.number == 4);
    }
}
