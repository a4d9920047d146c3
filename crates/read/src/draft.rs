//! From what a format gave to a whole report: id, date, language, hashes, blocks.
//!
//! In: a [`Draft`] with fields as found. Out: a [`Report`], or a rejection where there is no text.
//! It never changes the text.

use crate::{date, language, name::Name};
use litopys_facts::{Block, BlockKind, Rejected, RejectedCode, Report};
use sha2::{Digest, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A report's fields as its format gave them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub id: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    /// In any spelling.
    pub published: Option<String>,
    /// A language tag, `en` or `en-GB`.
    pub language: Option<String>,
    pub text: String,
    /// Blocks, where the format knew them; else they are found in the text.
    pub blocks: Option<Vec<Block>>,
}

impl Draft {
    /// The report; `bytes` are those that stand for it in the file.
    pub(crate) fn finish(self, name: &Name, bytes: &[u8]) -> Result<Report, Rejected> {
        let sha256 = sha256(bytes);
        if self.text.trim().is_empty() {
            let why = "nothing but white space; help: check that the text was saved with the report";
            return Err(Rejected { sha256: Some(sha256), ..name.rejected(RejectedCode::Empty, why) });
        }
        let title = self.title.and_then(filled);
        let mut blocks = self.blocks.unwrap_or_else(|| litopys_text::find_blocks(&self.text));
        if let Some(title) = &title {
            mark_title(&self.text, title, &mut blocks);
        }
        let language = self.language.as_deref().and_then(language::of_tag).or_else(|| language::of_text(&self.text));
        Ok(Report {
            id: self.id.and_then(filled).unwrap_or_else(|| name.file.clone()),
            path: name.path.clone(),
            url: self.url.and_then(filled),
            title,
            byline: self.byline.and_then(filled),
            outlet: self.outlet.and_then(filled),
            published: self.published.as_deref().and_then(date::parse),
            language: language.map(str::to_owned),
            sha256,
            text_sha256: text_sha256(&self.text),
            simhash: litopys_text::simhash(&self.text),
            text: self.text,
            blocks,
        })
    }
}

/// The value without white space around it; nothing where there is only that.
fn filled(value: String) -> Option<String> {
    let trimmed = value.trim();
    match trimmed.len() {
        0 => None,
        n if n == value.len() => Some(value),
        _ => Some(trimmed.to_owned()),
    }
}

/// The title may stand in the text again; a shape alone can't tell it from a heading.
fn mark_title(text: &str, title: &str, blocks: &mut [Block]) {
    let title = squeeze(title);
    for block in blocks.iter_mut().take(6) {
        if block.kind != BlockKind::Furniture && squeeze(block.span.of(text)) == title {
            block.kind = BlockKind::Title;
        }
    }
}

/// Lower case, single spaces.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

/// The hash of the text in Unicode form C with every run of white space as one space.
fn text_sha256(text: &str) -> String {
    let mut hash = Sha256::new();
    let mut first = true;
    for word in text.split_whitespace() {
        if !first {
            hash.update(b" ");
        }
        first = false;
        if word.is_ascii() || is_nfc_quick(word.chars()) == IsNormalized::Yes {
            hash.update(word.as_bytes());
        } else {
            hash.update(word.nfc().collect::<String>().as_bytes());
        }
    }
    hex(hash.finalize().as_slice())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_bytes_and_of_normalised_text() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(text_sha256("abc"), sha256(b"abc"));
        assert_eq!(text_sha256("  caf\u{e9}\r\n on  fire "), text_sha256("cafe\u{301} on fire"));
        assert_ne!(text_sha256("on fire"), text_sha256("onfire"));
    }

    #[test]
    fn the_title_in_the_text_is_marked() {
        let name = Name::stdin();
        let text = "menu\n\nTwo hurt,\u{a0}one missing\n\nA shell hit a bakery on Monday, the mayor of Larin said.";
        let draft = Draft { title: Some("Two Hurt, One Missing ".into()), text: text.into(), ..Draft::default() };
        let report = draft.finish(&name, b"").expect("a text");
        let kinds: Vec<_> = report.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [BlockKind::Furniture, BlockKind::Title, BlockKind::Body]);
        assert_eq!(report.title.as_deref(), Some("Two Hurt, One Missing"));
    }
}
