//! What a file holds, from its ending and its first bytes.
//!
//! In: ending, first bytes, the same decoded. Out: a form that is read, or why the file is not text.
//! It reads nothing itself and never trusts an ending over a signature.

use litopys_facts::RejectedCode;

/// A form that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One report.
    Text,
    /// One report.
    Html,
    /// One report a line.
    JsonLines,
    /// One report, or an array of them.
    Json,
    /// One report a row.
    Csv,
}

/// Signatures at the beginning, and what to do instead.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF; help: export its text, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or Office document; help: unpack it, or save it as text, HTML or CSV"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "compressed by gzip; help: unpack it first, or pipe it: gunzip -c FILE | litopys read -"),
    (b"BZh", "compressed by bzip2; help: unpack it first"),
    (b"\xfd7zXZ\0", "compressed by xz; help: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd; help: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; help: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; help: unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture; help: litopys reads text, not pictures"),
    (b"\xff\xd8\xff", "a JPEG picture; help: litopys reads text, not pictures"),
    (b"GIF87a", "a GIF picture; help: litopys reads text, not pictures"),
    (b"GIF89a", "a GIF picture; help: litopys reads text, not pictures"),
    (b"II*\0", "a TIFF picture; help: litopys reads text, not pictures"),
    (b"MM\0*", "a TIFF picture; help: litopys reads text, not pictures"),
    (b"RIFF", "a RIFF file (WebP picture, sound or film); help: litopys reads text"),
    (b"ID3", "an MP3 recording; help: litopys reads text"),
    (b"OggS", "an Ogg recording; help: litopys reads text"),
    (b"\x1aE\xdf\xa3", "a Matroska film; help: litopys reads text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; help: save it as text, HTML or CSV"),
    (b"{\\rtf", "a rich text (RTF) document; help: save it as plain text"),
    (
        b"SQLite format 3\0",
        "an SQLite database; help: export a table as CSV with the columns id, url, title, published, text",
    ),
    (b"PAR1", "a Parquet table; help: export it as JSONL or CSV"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"bplist00", "a binary property list or Safari web archive; help: save the page as HTML"),
];

/// Forms with text in them that are not read here.
const UNKNOWN: &[(&str, &str)] = &[
    ("WARC/", "a WARC archive; help: extract its pages as HTML files"),
    ("From nobody", "mail; help: save the message as text or HTML"),
    ("<?xml", "XML; help: convert it to JSONL with the fields id, url, title, published, text"),
    ("<rss", "a feed; help: convert it to JSONL with the fields id, url, title, published, text"),
    ("<feed", "a feed; help: convert it to JSONL with the fields id, url, title, published, text"),
];

/// Why the bytes are not text; `utf16` when they were told to be UTF-16, where NULs mean nothing.
pub(crate) fn binary(bytes: &[u8], utf16: bool) -> Option<String> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some(format!("this is {what}"));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("this is an MP4 or HEIC file; help: litopys reads text".into());
    }
    if utf16 {
        return None;
    }
    let sample = bytes.get(..16 << 10).unwrap_or(bytes);
    let n_control = sample.iter().filter(|b| **b < 32 && !b"\t\n\r\x0b\x0c\x08\x1b\x1a".contains(b)).count();
    if memchr::memchr(0, bytes).is_some() || n_control * 20 > sample.len() {
        return Some("binary data, not text; help: litopys reads text, HTML, JSONL, JSON and CSV".into());
    }
    None
}

/// The form of a text that begins with `head`; `whole` when the head is all there is.
pub(crate) fn form(ending: &str, head: &str, whole: bool) -> Result<Form, (RejectedCode, String)> {
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    match ending {
        "jsonl" | "ndjson" | "jl" | "jsonlines" => return Ok(Form::JsonLines),
        "csv" | "tsv" | "tab" => return Ok(Form::Csv),
        "html" | "htm" | "xhtml" | "shtml" => return Ok(Form::Html),
        "mht" | "mhtml" | "eml" | "warc" | "rss" | "atom" => {
            return Err((
                RejectedCode::UnknownFormat,
                format!("files ending in .{ending} are not read; help: save the page as HTML, or convert it to JSONL"),
            ));
        }
        _ => {}
    }
    if looks_like_html(head) {
        return Ok(Form::Html);
    }
    if let Some((_, what)) = UNKNOWN.iter().find(|(start, _)| head.starts_with(start)) {
        return Err((RejectedCode::UnknownFormat, format!("this is {what}")));
    }
    if ending == "json" {
        return Ok(if is_json_line(head, whole) && !whole_is_one_value(head, whole) {
            Form::JsonLines
        } else {
            Form::Json
        });
    }
    if matches!(ending, "txt" | "text" | "md") {
        return Ok(Form::Text);
    }
    if is_json_line(head, whole) {
        return Ok(Form::JsonLines);
    }
    if head.starts_with('{') && head.get(1..).is_some_and(|r| r.trim_start().starts_with('"'))
        || head.starts_with('[') && head.get(1..).is_some_and(|r| r.trim_start().starts_with('{'))
    {
        return Ok(Form::Json);
    }
    Ok(if looks_like_csv(head) { Form::Csv } else { Form::Text })
}

fn looks_like_html(head: &str) -> bool {
    let mut head = head;
    // Saved pages begin with comments of the browser that saved them.
    while let Some(rest) = head.strip_prefix("<!--") {
        let Some(end) = rest.find("-->") else { return false };
        head = rest.get(end + 3..).unwrap_or("").trim_start();
    }
    let start = head.get(..head.floor_char_boundary(600)).unwrap_or(head).to_ascii_lowercase();
    let tag =
        |name: &str| start.strip_prefix(name).is_some_and(|r| r.starts_with(|c: char| c == '>' || c.is_whitespace()));
    ["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p", "<meta", "<title", "<h1"]
        .iter()
        .any(|t| tag(t))
        || start.starts_with("<?xml") && start.contains("<html")
}

/// The first line begins an object with a key and, if it is whole, ends it.
fn is_json_line(head: &str, whole: bool) -> bool {
    let Some(rest) = head.strip_prefix('{') else { return false };
    let line = head.split('\n').next().unwrap_or(head).trim_end();
    let keyed = rest.trim_start_matches([' ', '\t']).starts_with('"');
    let cut = line.len() == head.trim_end().len() && !whole;
    keyed && (cut || line.ends_with('}') || line.len() > 200)
}

/// One object over several lines, or an only line.
fn whole_is_one_value(head: &str, whole: bool) -> bool {
    whole && head.trim_end().lines().count() == 1
}

/// A first line of short names, `text` or two more of ours among them.
fn looks_like_csv(head: &str) -> bool {
    let line = head.lines().next().unwrap_or("");
    if line.len() > 1000 {
        return false;
    }
    [',', ';', '\t'].iter().any(|mark| {
        let names: Vec<String> = line.split(*mark).map(|n| n.trim().trim_matches('"').to_lowercase()).collect();
        let n_ours = names.iter().filter(|n| crate::table::COLUMNS.contains(&n.as_str())).count();
        names.len() >= 2 && names.iter().all(|n| n.len() < 40 && !n.contains(". ")) && n_ours >= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: Form) {
        assert_eq!(form("", head, true), Ok(expected), "{head}");
    }

    #[test]
    fn forms_without_an_ending() {
        check("{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2}", Form::JsonLines);
        check("{\"id\": 1, \"text\": \"One.\"}", Form::JsonLines);
        check("{\n  \"id\": 1\n}", Form::Json);
        check("[\n {\"id\": 1}]", Form::Json);
        check("<!-- saved --> <!DOCTYPE html><html>", Form::Html);
        check("<p>One.", Form::Html);
        check("ID;Title;Text\n1;A;One.", Form::Csv);
        check("Title, text and all\n", Form::Text);
        check("{ok} is what he said", Form::Text);
        check("Two hurt in Larin", Form::Text);
    }

    #[test]
    fn endings_and_what_is_not_read() {
        assert_eq!(form("txt", "{\"id\": 1}", true), Ok(Form::Text));
        assert_eq!(form("txt", "<!doctype html><p>One.", true), Ok(Form::Html));
        assert_eq!(form("json", "{\"id\": 1}\n{\"id\": 2}", true), Ok(Form::JsonLines));
        assert_eq!(form("json", "{\"id\": 1}", true), Ok(Form::Json));
        assert!(matches!(form("", "<?xml version='1.0'?><rss>", true), Err((RejectedCode::UnknownFormat, _))));
        assert!(matches!(form("warc", "", true), Err((RejectedCode::UnknownFormat, _))));
    }

    #[test]
    fn signatures_name_what_it_is() {
        assert!(binary(b"%PDF-1.7", false).is_some_and(|w| w.contains("PDF") && w.contains("help")));
        assert!(binary(b"PK\x03\x04...", false).is_some_and(|w| w.contains("ZIP")));
        assert!(binary(b"\xff\xd8\xff\xe0", false).is_some_and(|w| w.contains("JPEG")));
        assert!(binary(b"plain\0text", false).is_some());
        assert_eq!(binary("Порт\r\n".as_bytes(), false), None);
    }
}
