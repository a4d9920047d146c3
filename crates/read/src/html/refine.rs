//! Looks at the words of the pieces: what tags did not tell is told by the cues that hold for plain text too.
//!
//! In: pieces. Out: the pieces that stay, with their kinds. Furniture goes; so does the title where it stands again.

use super::pieces::Piece;
use crate::draft::squeeze;
use litopys_facts::BlockKind;

/// The pieces that make the text.
pub(super) fn refine(mut pieces: Vec<Piece>, title: Option<&str>, byline: Option<&str>) -> Vec<Piece> {
    by_words(&mut pieces);
    by_links(&mut pieces);
    by_author(&mut pieces, byline);
    let title = title.map(squeeze);
    let mut n_seen = 0;
    pieces.retain(|piece| {
        n_seen += 1;
        let again = n_seen <= 4 && title.as_ref().is_some_and(|t| squeeze(&piece.text) == *t);
        !again && piece.kind != BlockKind::Furniture
    });
    pieces
}

/// One line a piece, an empty line between: the same shape that plain texts are judged in.
fn by_words(pieces: &mut [Piece]) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(pieces.len());
    for piece in pieces.iter() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        starts.push(text.len());
        text.push_str(&piece.text);
    }
    let blocks = litopys_text::find_blocks(&text);
    for (piece, start) in pieces.iter_mut().zip(starts) {
        let found = blocks.iter().find(|b| b.span.start as usize == start).map(|b| b.kind);
        // A page shows by its links what leads to other articles; a stray line without one is a paragraph or heading.
        let leads = piece.kind == BlockKind::Item || piece.n_linked * 2 >= piece.text.len() || piece.n_words() <= 5;
        let noise = matches!(found, Some(BlockKind::Furniture | BlockKind::Caption))
            || found == Some(BlockKind::Related) && leads;
        if let Some(found) =
            found.filter(|_| noise && matches!(piece.kind, BlockKind::Body | BlockKind::Item | BlockKind::Heading))
        {
            piece.kind = found;
        }
    }
}

/// A paragraph or item that is one link and reads like a headline leads to another article; so do the items of a list
/// at the end that are links for the most part.
fn by_links(pieces: &mut [Piece]) {
    let n_pieces = pieces.len();
    let is_open = |p: &Piece| matches!(p.kind, BlockKind::Body | BlockKind::Item | BlockKind::Heading);
    let tail = pieces.iter().rposition(|p| !(is_open(p) && p.n_linked * 2 >= p.text.len())).map_or(0, |i| i + 1);
    for (i, piece) in pieces.iter_mut().enumerate().filter(|(_, p)| is_open(p)) {
        let all = piece.n_linked * 10 >= piece.text.len() * 9 && piece.n_words() >= 4 && !piece.text.ends_with('.');
        if all || n_pieces - tail >= 3 && i >= tail {
            piece.kind = BlockKind::Related;
        }
    }
}

/// The author's name alone, and the lines about the author that close an article.
fn by_author(pieces: &mut [Piece], byline: Option<&str>) {
    let Some(byline) = byline.map(squeeze).filter(|b| b.split_whitespace().count() <= 6) else { return };
    let names: Vec<&str> = byline.split([',', '|', '/']).map(str::trim).filter(|n| n.len() >= 4).collect();
    let n_pieces = pieces.len();
    for (i, piece) in pieces.iter_mut().enumerate() {
        if piece.text.len() > 700 || !matches!(piece.kind, BlockKind::Body | BlockKind::Item | BlockKind::Heading) {
            continue;
        }
        let text = squeeze(&piece.text);
        let bare = text.strip_prefix("by ").unwrap_or(&text);
        let about = names.iter().any(|n| {
            bare.strip_prefix(n)
                .is_some_and(|r| r.starts_with(" is ") || r.starts_with(" covers ") || r.starts_with(" can be "))
        });
        if bare == byline || names.contains(&bare) || i + 4 >= n_pieces && about {
            piece.kind = BlockKind::Furniture;
        }
    }
}
