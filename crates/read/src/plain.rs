//! Plain text: an optional header like that of a mail, then the text, kept as it is.
//!
//! In: a text that may begin with lines `Title:`, `Outlet:`, `Byline:`, `Published:`, `Url:`, `Id:`, `Language:` in any
//! case and order, ended by an empty line. Out: a draft; without such a header title and date stay unknown.
//! It never changes the text behind the header.

use crate::{date, draft::Draft};

/// Reads a plain text.
pub(crate) fn read(text: &str) -> Draft {
    let text = text.trim_start_matches('\u{feff}');
    header(text).unwrap_or_else(|| Draft { text: text.to_owned(), ..Draft::default() })
}

/// The draft with its header; nothing where the first lines are not a header throughout.
fn header(text: &str) -> Option<Draft> {
    let mut draft = Draft::default();
    let mut at = 0;
    let mut n_fields = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            if n_fields == 0 {
                // Empty lines above a header are no part of it.
                at += line.len();
                continue;
            }
            let dated = draft.published.as_deref().is_none_or(|p| date::parse(p).is_some());
            // A page's "Published: Updated:" alone is noise of the page, not a header.
            if n_fields == 1 && !dated {
                return None;
            }
            draft.text = text.get(at + line.len()..)?.to_owned();
            return Some(draft);
        }
        at += line.len();
        let (key, value) = line.split_once(':')?;
        let slot = match key.trim().to_lowercase().as_str() {
            "title" => &mut draft.title,
            "outlet" => &mut draft.outlet,
            "byline" => &mut draft.byline,
            "published" => &mut draft.published,
            "url" => &mut draft.url,
            "id" => &mut draft.id,
            "language" => &mut draft.language,
            _ => return None,
        };
        slot.get_or_insert_with(|| value.trim().to_owned());
        n_fields += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_taken_off() {
        let draft = read(
            "TITLE: Night: two hurt\r\npublished: 6 August 2024\r\nUrl: https://a.example/x:1\r\n\r\nBody: one.\r\n\r\nTwo.",
        );
        assert_eq!(draft.title.as_deref(), Some("Night: two hurt"));
        assert_eq!(draft.published.as_deref(), Some("6 August 2024"));
        assert_eq!(draft.url.as_deref(), Some("https://a.example/x:1"));
        assert_eq!(draft.text, "Body: one.\r\n\r\nTwo.");
    }

    #[test]
    fn what_only_looks_like_a_header_is_kept() {
        for text in [
            "Published: Updated:\n\nOne.",
            "Title: one\nand prose\n\nTwo.",
            "Kyiv: one\n\nTwo.",
            "Title: only a header",
            "\n\n  One.\n",
            "",
        ] {
            assert_eq!(read(text).text, text);
        }
    }

    #[test]
    fn a_mark_before_the_text_goes() {
        assert_eq!(read("\u{feff}One.").text, "One.");
    }
}
