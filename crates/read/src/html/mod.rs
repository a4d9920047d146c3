//! HTML: the article's text, with headings, captions and other articles' headlines told apart, and what the page says
//! of itself: title, byline, outlet, time, language, address.
//!
//! In: a page as text, whole or broken. Out: a draft whose text is built here, one block a line with an empty line
//! between, so that every block knows its place; captions and other headlines come behind the body. Menus, share bars, forms and notices are left out altogether.
//! The page is never shown, no script runs and nothing is fetched. A page that makes the article finder panic or that
//! nests ten thousand deep still gives its paragraphs.

mod classes;
mod content;
mod guard;
mod ld;
mod meta;
mod pieces;
mod prune;
mod refine;

use crate::draft::Draft;
use dom_query::Document;
use litopys_facts::{Block, RejectedCode, Span};
use pieces::Piece;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a page.
pub(crate) fn read(page: &str, aside: bool) -> Result<Draft, (RejectedCode, String)> {
    let page = guard::tame(page)
        .ok_or_else(|| (RejectedCode::TooLarge, "a page of too many tags; help: save the article alone".to_owned()))?;
    // The parser and the article finder are other people's code and meet hostile pages.
    let read = catch_unwind(AssertUnwindSafe(|| read_document(&page, aside)));
    read.unwrap_or_else(|_| {
        Err((
            RejectedCode::Malformed,
            "the page can't be parsed; help: save the article's text as a text file".to_owned(),
        ))
    })
}

fn read_document(page: &str, aside: bool) -> Result<Draft, (RejectedCode, String)> {
    let document = Document::from(page);
    let linked = ld::find(&document);
    let mut draft = meta::find(&document, &linked, page);
    prune::teasers(&document, draft.url.as_deref());
    let pieces = content::find(document, &linked);
    let pieces = refine::refine(pieces, draft.title.as_deref(), draft.byline.as_deref());
    let (beside, mut pieces): (Vec<_>, Vec<_>) = pieces.into_iter().partition(Piece::is_aside);
    if aside {
        // Behind the body: a caption between two paragraphs would part a sentence from the one that it goes on from.
        pieces.extend(beside);
    }
    if pieces.is_empty() {
        return Err((
            RejectedCode::NoText,
            "no article text in the page; help: save its text as a text file".to_owned(),
        ));
    }
    let mut blocks = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        draft.text.push_str(&piece.text);
        blocks.push(Block { kind: piece.kind, span: Span::new(start as u32, draft.text.len() as u32) });
    }
    draft.blocks = Some(blocks);
    Ok(draft)
}
