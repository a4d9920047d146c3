//! Walks a part of a page and cuts it into pieces: paragraphs, headings, items, captions, and what looks like noise.
//!
//! In: a node of a parsed page. Out: pieces in order, each with its words (white space as single spaces) and how many of
//! them are links. It decides by tags and names alone; `refine` looks at words.

use super::classes;
use dom_query::NodeRef;
use litopys_facts::BlockKind;

/// One future block.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub kind: BlockKind,
    pub text: String,
    /// Bytes of `text` that are links.
    pub n_linked: usize,
}

impl Piece {
    pub(super) fn n_words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// It stands beside the article.
    pub(super) fn is_aside(&self) -> bool {
        matches!(self.kind, BlockKind::Caption | BlockKind::Related)
    }
}

/// Elements without words of the article.
const SKIPPED: &[&str] = &[
    "audio", "button", "canvas", "dialog", "embed", "form", "head", "iframe", "input", "link", "map", "math", "meta",
    "nav", "noscript", "object", "script", "select", "source", "style", "svg", "template", "textarea", "title",
    "video",
];
/// Elements that stand on lines of their own.
const OWN_LINES: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "body",
    "html",
];
/// A part with a larger share of all words is not noise, whatever its name says.
const MAX_NOISE_SHARE: f64 = 0.3;
/// Letters of a caption without an element of its own.
const MAX_CAPTION: usize = 180;
/// Levels walked; `guard` bounds them, this keeps the promise here.
const MAX_DEPTH: usize = 400;

/// The pieces under `root`.
pub(super) fn find(root: &NodeRef) -> Vec<Piece> {
    let total = root.normalized_char_count().max(1);
    let mut walk = Walk { pieces: Vec::new(), text: String::new(), n_linked: 0, links: 0, space: false, total };
    walk.children(root, BlockKind::Body, 0);
    walk.flush(BlockKind::Body);
    walk.pieces
}

struct Walk {
    pieces: Vec<Piece>,
    text: String,
    n_linked: usize,
    /// Open links.
    links: usize,
    /// White space waits for the next word.
    space: bool,
    total: usize,
}

impl Walk {
    fn children(&mut self, node: &NodeRef, kind: BlockKind, depth: usize) {
        if depth > MAX_DEPTH {
            self.words(&node.text());
            return;
        }
        for child in node.children_it(false) {
            if child.is_text() {
                self.words(&child.text());
            } else if child.is_element() {
                self.element(&child, kind, depth);
            }
        }
    }

    fn element(&mut self, node: &NodeRef, kind: BlockKind, depth: usize) {
        let Some(name) = node.node_name() else { return };
        let name: &str = &name;
        if SKIPPED.contains(&name) || is_hidden(node) {
            return;
        }
        match name {
            "br" | "hr" => return self.flush(kind),
            "td" | "th" => {
                self.space = true;
                self.children(node, kind, depth + 1);
                self.space = true;
                return;
            }
            "a" => {
                self.links += 1;
                self.children(node, kind, depth + 1);
                self.links -= 1;
                return;
            }
            _ => {}
        }
        let inner = self.kind_of(node, name, kind);
        let own_line = inner != kind || OWN_LINES.contains(&name);
        if own_line {
            self.flush(kind);
        }
        self.children(node, inner, depth + 1);
        if own_line {
            self.flush(inner);
        }
    }

    fn kind_of(&self, node: &NodeRef, name: &str, outer: BlockKind) -> BlockKind {
        // What lies in noise is noise.
        if matches!(outer, BlockKind::Furniture | BlockKind::Related) {
            return outer;
        }
        let by_tag = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
            "li" | "dd" | "dt" | "tr" if outer == BlockKind::Body => Some(BlockKind::Item),
            "figcaption" => Some(BlockKind::Caption),
            "figure" if !node.descendants_it().any(|d| d.has_name("table") || d.has_name("blockquote")) => {
                Some(BlockKind::Caption)
            }
            "div" | "p" | "center" | "span" if outer == BlockKind::Body && is_picture_box(node) => {
                Some(BlockKind::Caption)
            }
            _ => None,
        };
        let names = [node.class(), node.id_attr()];
        let by_name = names.iter().flatten().find_map(|n| classes::kind(n)).filter(|_| {
            let share = node.normalized_char_count() as f64 / self.total as f64;
            share <= MAX_NOISE_SHARE
        });
        by_name.or(by_tag).unwrap_or(outer)
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\0') {
                continue;
            }
            let before = self.text.len();
            if std::mem::take(&mut self.space) && before > 0 {
                self.text.push(' ');
            }
            self.text.push(c);
            if self.links > 0 {
                self.n_linked += self.text.len() - before;
            }
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        self.space = false;
        let text = std::mem::take(&mut self.text);
        let n_linked = std::mem::take(&mut self.n_linked);
        if text.contains(char::is_alphanumeric) {
            self.pieces.push(Piece { kind, text, n_linked });
        }
    }
}

/// A picture with a few words under it, on pages that have no element for captions.
fn is_picture_box(node: &NodeRef) -> bool {
    let mut pictured = false;
    for (i, inner) in node.descendants_it().enumerate() {
        pictured |= inner.has_name("img");
        if i > 30 || inner.is_text() && inner.normalized_char_count() > MAX_CAPTION {
            return false;
        }
    }
    pictured && (1..=MAX_CAPTION).contains(&node.normalized_char_count())
}

fn is_hidden(node: &NodeRef) -> bool {
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|v| &*v == "true")
        || node.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}
