//! CSV: a header with `text` and, if they are there, `id`, `url`, `title`, `published`, then one report a row.
//!
//! In: rows kept apart by comma, semicolon or tab, header names in any case and order, further columns passed over.
//! Out: drafts with `text` verbatim. A table without `text` is one rejection; a row with too few or too many fields is
//! a rejection with its line number, and the next row is read.

use crate::{
    charset,
    draft::{Draft, sha256},
    lines::{Line, Lines},
    name::Name,
};
use encoding_rs::Encoding;
use litopys_facts::{Rejected, RejectedCode, Report};

/// The columns that are read.
pub(crate) const COLUMNS: &[&str] = &["id", "url", "title", "byline", "outlet", "published", "language", "text"];

/// The reports of a CSV stream.
pub(crate) struct Table {
    pub name: Name,
    pub lines: Lines,
    pub encoding: &'static Encoding,
    pub max: usize,
    pub state: State,
}

/// How far a table is read.
pub(crate) enum State {
    /// The header is next.
    Header,
    /// Rows follow; which column is which, and the mark between fields.
    Rows { columns: Vec<Option<usize>>, mark: u8 },
    /// Nothing more comes.
    Done,
}

impl Iterator for Table {
    type Item = Result<Report, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match &self.state {
                State::Done => return None,
                State::Header => {
                    if let Err(rejected) = self.read_header() {
                        self.state = State::Done;
                        return Some(Err(rejected));
                    }
                }
                State::Rows { columns, mark } => match self.lines.next_row(&[*mark]) {
                    Ok(None) => self.state = State::Done,
                    Ok(Some(row)) if row.over => return Some(Err(self.name.at(row.number).too_large(self.max))),
                    Ok(Some(row)) if row.bytes.trim_ascii().is_empty() => {}
                    Ok(Some(row)) => {
                        return Some(read_row(&row, columns, *mark, self.encoding, &self.name.at(row.number)));
                    }
                    Err(e) => {
                        self.state = State::Done;
                        return Some(Err(self.name.unreadable(&e)));
                    }
                },
            }
        }
    }
}

impl Table {
    fn read_header(&mut self) -> Result<(), Rejected> {
        let mut mark = None;
        let header = loop {
            let Some(line) = self.lines.next_row(b",;\t").map_err(|e| self.name.unreadable(&e))? else {
                return Err(self.name.rejected(RejectedCode::Empty, "a table without rows"));
            };
            if line.over {
                return Err(self.name.too_large(self.max));
            }
            let text = charset::decode_line(&line.bytes, self.encoding).trim_start_matches('\u{feff}').to_owned();
            // Spreadsheets may name the mark in a line of its own.
            match text.strip_prefix("sep=").map(str::as_bytes) {
                Some([m]) => mark = Some(*m),
                _ if text.trim().is_empty() => {}
                _ => break text,
            }
        };
        let mark = mark.unwrap_or_else(|| likely_mark(&header));
        let names = fields(&header, mark).unwrap_or_default();
        let columns: Vec<Option<usize>> = names
            .iter()
            .map(|name| {
                let name = name.trim().to_lowercase();
                COLUMNS.iter().position(|c| *c == name)
            })
            .collect();
        if !columns.iter().flatten().any(|c| COLUMNS.get(*c) == Some(&"text")) {
            let seen: Vec<String> = names.iter().take(20).map(|n| n.trim().chars().take(40).collect()).collect();
            return Err(self.name.rejected(
                RejectedCode::NoText,
                format!(
                    "no column `text`; columns seen: {}; help: expected id, url, title, published, text (any case, any order), \
                     name the column with the report's words `text`",
                    seen.join(", ")
                ),
            ));
        }
        self.state = State::Rows { columns, mark };
        Ok(())
    }
}

/// One row as a report.
fn read_row(
    row: &Line,
    columns: &[Option<usize>],
    mark: u8,
    file: &'static Encoding,
    name: &Name,
) -> Result<Report, Rejected> {
    let reject = |code, why: String| Rejected { sha256: Some(sha256(&row.bytes)), ..name.rejected(code, why) };
    if row.open {
        return Err(reject(
            RejectedCode::Malformed,
            "a quote is never closed; help: double the quotes inside a field".into(),
        ));
    }
    let text = charset::decode_line(&row.bytes, file);
    let Some(mut values) = fields(&text, mark) else {
        return Err(reject(RejectedCode::Malformed, "not a row of a table".into()));
    };
    // Spreadsheets write marks for empty cells to the right of the table.
    while values.len() > columns.len() && values.last().is_some_and(|v| v.trim().is_empty()) {
        values.pop();
    }
    if values.len() != columns.len() {
        return Err(reject(
            RejectedCode::Malformed,
            format!(
                "{} fields where the header has {}; help: quote fields that hold the mark between fields or line ends",
                values.len(),
                columns.len()
            ),
        ));
    }
    let mut draft = Draft::default();
    for (value, column) in values.into_iter().zip(columns) {
        let slot = match column.and_then(|c| COLUMNS.get(c)).copied() {
            Some("id") => &mut draft.id,
            Some("url") => &mut draft.url,
            Some("title") => &mut draft.title,
            Some("byline") => &mut draft.byline,
            Some("outlet") => &mut draft.outlet,
            Some("published") => &mut draft.published,
            Some("language") => &mut draft.language,
            Some("text") => {
                draft.text = value;
                continue;
            }
            _ => continue,
        };
        *slot = Some(value);
    }
    if draft.text.is_empty() {
        return Err(reject(RejectedCode::NoText, "the field `text` is empty".into()));
    }
    draft.finish(name, &row.bytes)
}

/// The fields of one row.
fn fields(row: &str, mark: u8) -> Option<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(row.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(str::to_owned).collect())
}

/// The mark that parts the header into most names; a comma where none does.
fn likely_mark(header: &str) -> u8 {
    let count = |mark: u8| header.bytes().filter(|b| *b == mark).count();
    let mut best = b',';
    for mark in [b';', b'\t'] {
        if count(mark) > count(best) {
            best = mark;
        }
    }
    best
}
