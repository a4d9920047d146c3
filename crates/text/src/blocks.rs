//! What each stretch of a plain text is: title, heading, body, item, caption, other articles' headlines, page noise.
//!
//! In: a text as people paste and save it. Out: blocks in order that do not overlap and leave out only white space.
//! A block is a line, or several where lines were broken by hand. The mechanism knows no language; the words by which
//! noise gives itself away are in `cues`. In doubt a block is body: noise that is read costs a wrong claim that a person
//! can see, a body that is not read costs a claim that nobody misses.

mod cues;
mod line;
mod noise;
mod units;

use line::Style;
use litopys_facts::{Block, BlockKind, Span};
use noise::{Lead, Surety};
use units::Unit;

/// Finds the blocks of a plain text.
///
/// ```
/// use litopys_text::find_blocks;
/// use litopys_facts::BlockKind;
/// let text = "Two hurt as shell hits bakery\n\nBy Anna Vale\n\nA shell hit a bakery on Monday, the mayor said.\n";
/// let kinds: Vec<_> = find_blocks(text).iter().map(|b| b.kind).collect();
/// assert_eq!(kinds, [BlockKind::Title, BlockKind::Furniture, BlockKind::Body]);
/// ```
pub fn find_blocks(text: &str) -> Vec<Block> {
    let units = units::find_units(text);
    let page = Page::new(text, &units);
    let mut blocks: Vec<Block> = Vec::with_capacity(units.len());
    let mut state = State::default();
    for (i, unit) in units.iter().enumerate() {
        let kind = page.kind(i, &mut state);
        blocks.push(Block { kind, span: Span::new(unit.start as u32, unit.end as u32) });
    }
    blocks
}

/// What the whole text is like; single lines are judged against it.
struct Page<'a> {
    text: &'a str,
    units: &'a [Unit],
    /// Per unit: a sentence or more of running text.
    prose: Vec<bool>,
    /// Where the last unit of prose is.
    last_prose: usize,
    n_prose: usize,
    n_title_case: usize,
    n_date_lines: usize,
}

#[derive(Default)]
struct State<'a> {
    title: Option<&'a str>,
    /// Bodies seen so far.
    n_body: usize,
    /// Inside a list of other articles.
    related: bool,
}

/// Bytes from which a unit is too long for any cue.
const LONG: usize = 450;

impl<'a> Page<'a> {
    fn new(text: &'a str, units: &'a [Unit]) -> Page<'a> {
        let mut page = Page {
            text,
            units,
            prose: Vec::with_capacity(units.len()),
            last_prose: 0,
            n_prose: 0,
            n_title_case: 0,
            n_date_lines: 0,
        };
        for i in 0..units.len() {
            let words = page.words(i);
            let prose =
                words.len() >= LONG || words.len() >= 40 && line::ends_sentence(words) && line::n_words(words) >= 6;
            page.prose.push(prose);
            if prose {
                page.n_prose += 1;
                page.last_prose = i;
            } else if i > 0 && words.len() < 240 {
                page.n_title_case +=
                    usize::from(line::headline(words) == Some(Style::Titles) && line::n_words(words) >= 2);
                page.n_date_lines += usize::from(noise::is_date_line(&line::fold(words)));
            }
        }
        page
    }

    fn words(&self, i: usize) -> &'a str {
        self.units.get(i).and_then(|u| self.text.get(u.start..u.end)).unwrap_or("")
    }

    /// A sentence or more of running text.
    fn is_prose(&self, i: usize) -> bool {
        self.prose.get(i).copied().unwrap_or(false)
    }

    fn kind(&self, i: usize, state: &mut State<'a>) -> BlockKind {
        let words = self.words(i);
        if words.len() >= LONG {
            state.related = false;
            state.n_body += 1;
            return if line::is_item(words) { BlockKind::Item } else { BlockKind::Body };
        }
        let folded = line::fold(words);
        if let Some(kind) = self.noise(i, words, &folded, state) {
            return kind;
        }
        if state.related {
            if self.stays_related(i, words) {
                return BlockKind::Related;
            }
            state.related = false;
        }
        if state.n_body == 0 && state.title.is_none() && self.is_title(i, words) {
            state.title = Some(words);
            return BlockKind::Title;
        }
        if state.title.is_some_and(|t| t == words) {
            return BlockKind::Title;
        }
        if i > 0 && noise::has_outlet_suffix(words) && self.n_prose > 0 {
            return BlockKind::Related;
        }
        if line::is_numbered(words)
            && !line::ends_sentence(words)
            && line::headline(after_number(words)) == Some(Style::Titles)
        {
            return BlockKind::Heading;
        }
        if line::is_item(words) {
            return BlockKind::Item;
        }
        let kind = self.heading_or_body(i, words, state);
        state.n_body += usize::from(kind == BlockKind::Body);
        kind
    }

    /// Furniture, captions and the lines that lead away from this article.
    fn noise(&self, i: usize, words: &'a str, folded: &str, state: &mut State<'a>) -> Option<BlockKind> {
        if let Some(lead) = noise::related_lead(folded)
            && self.n_prose > 0
            && (lead == Lead::Opens || state.n_body > 0)
        {
            state.related = lead == Lead::Opens;
            return Some(BlockKind::Related);
        }
        match noise::caption(folded) {
            Some(Surety::Sure) if self.n_prose > 1 || !self.is_prose(i) => return Some(BlockKind::Caption),
            Some(Surety::Likely) if self.n_prose > 1 && i != self.last_prose => return Some(BlockKind::Caption),
            _ => {}
        }
        if noise::is_date_line(folded) {
            // In a chronicle of several days the dates are headings.
            let heading = self.n_date_lines >= 3 && state.n_body > 0;
            return Some(if heading { BlockKind::Heading } else { BlockKind::Furniture });
        }
        if noise::is_furniture(words, folded) {
            return Some(BlockKind::Furniture);
        }
        // A dateline's place or a section's name between the title and the first paragraph.
        None
    }

    /// True while a list of other articles goes on.
    fn stays_related(&self, i: usize, words: &str) -> bool {
        let listed = line::is_item(words);
        // "Could it happen here?" is a headline; an item may be a sentence.
        if self.is_prose(i) && !(listed && words.len() < 200) && !words.ends_with('?') {
            return false;
        }
        let headline = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        (line::headline(headline).is_some() && line::n_words(headline) >= 3 || listed) && !self.introduces(i)
    }

    /// True when a unit of prose stands right under this one, with no empty line between.
    fn introduces(&self, i: usize) -> bool {
        self.units.get(i + 1).is_some_and(|next| !next.apart) && self.is_prose(i + 1)
    }

    fn is_title(&self, i: usize, words: &str) -> bool {
        let n = line::n_words(words);
        i < 6
            && self.units.len() > 1
            && n >= 3
            && line::headline(words).is_some()
            && !line::is_item(words)
            && (i..self.units.len()).skip(1).take(12).any(|j| self.is_prose(j) || line::is_item(self.words(j)))
    }

    fn heading_or_body(&self, i: usize, words: &str, state: &State<'a>) -> BlockKind {
        let Some(style) = line::headline(words) else { return self.spoken_heading(i, words) };
        // Posts and bulletins are written in lines without stops: where there is little prose, lines are the body.
        if self.n_prose == 0 {
            return if style == Style::Plain || line::n_words(words) > 8 {
                BlockKind::Body
            } else {
                BlockKind::Heading
            };
        }
        let n = line::n_words(words);
        let last = i > self.last_prose;
        if state.n_body > 0 && n >= 6 && self.is_stray(i, words, style, n) {
            return BlockKind::Related;
        }
        match style {
            Style::Capitals if n <= 14 => BlockKind::Heading,
            Style::Titles if n <= 16 => BlockKind::Heading,
            Style::Plain if n <= 14 && !last => BlockKind::Heading,
            _ => BlockKind::Body,
        }
    }

    /// `What we know:` over a list is a heading as well.
    fn spoken_heading(&self, i: usize, words: &str) -> BlockKind {
        let short = words.len() < 60 && line::n_words(words) <= 6 && words.ends_with(':');
        if short && self.units.get(i + 1).is_some() { BlockKind::Heading } else { BlockKind::Body }
    }

    /// True for the headline of another article left among the paragraphs of this one.
    fn is_stray(&self, i: usize, words: &str, style: Style, n: usize) -> bool {
        if noise::has_doubled_space(words) {
            return true;
        }
        let apart = self.units.get(i).is_some_and(|u| u.apart) && self.units.get(i + 1).is_none_or(|u| u.apart);
        // One among paragraphs; several together are a list, whatever they look like.
        let alone = i > 0 && self.is_prose(i - 1) && (self.is_prose(i + 1) || self.is_prose(i + 2));
        if !apart || !alone || words.ends_with('?') {
            return false;
        }
        // This page writes its headings In Such Letters, and this line does not.
        let odd = style == Style::Plain && self.n_title_case >= 3 && n >= 8;
        // A heading heads something; this stands before another heading.
        let hollow = n >= 8 && !self.is_prose(i + 1) && line::headline(self.words(i + 1)).is_some();
        odd || hollow && self.n_title_case >= 3
    }
}

fn after_number(words: &str) -> &str {
    words.trim_start_matches(|c: char| c.is_ascii_digit() || "(). \t\u{a0}".contains(c))
}

#[cfg(test)]
mod tests;
