//! Text as every later step sees it: blocks, sentences, tokens, folded words.
//!
//! In: the kept text of a report and its blocks. Out: [`Text`], whose offsets are bytes into that text.
//! It never changes the text, never fails, and knows no war.

mod blocks;
mod fold;
mod sentence;
mod simhash;
mod token;

pub use blocks::find_blocks;
pub use fold::fold;
pub use sentence::Sentence;
pub use simhash::simhash;
pub use token::{Glue, Shape, Token};

use litopys_facts::{Block, BlockKind, Span};
use rustc_hash::FxHashMap;

/// What an abbreviation does to a full stop behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A sentence never ends here (`Gen.`, `Mr.`).
    Never,
    /// A sentence may end here when the next word looks like a beginning (`a.m.`, `U.S.`).
    May,
}

/// Abbreviations of a language, folded, without their last full stop.
pub type Abbreviations = FxHashMap<String, Abbreviation>;

/// A report's text cut into tokens and sentences.
#[derive(Clone, Debug, Default)]
pub struct Text<'a> {
    /// The text itself.
    pub source: &'a str,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Sentences in order; each lies in one block.
    pub sentences: Vec<Sentence>,
    /// The source in small ASCII letters, then the folded words that are not ASCII.
    folded: String,
}

impl<'a> Text<'a> {
    /// Cuts `source` into sentences and tokens, block by block; furniture is left out.
    ///
    /// ```
    /// use litopys_text::{Abbreviations, Text, find_blocks};
    /// let source = "Two drones fell on Tuesday. Nobody was hurt.";
    /// let text = Text::new(source, &find_blocks(source), &Abbreviations::default());
    /// assert_eq!(text.sentences.len(), 2);
    /// assert_eq!(text.word(0), "two");
    /// ```
    pub fn new(source: &'a str, blocks: &[Block], abbreviations: &Abbreviations) -> Text<'a> {
        let mut text = Text { source, ..Text::default() };
        text.tokens.reserve(source.len() / 5);
        text.folded.reserve(source.len() + source.len() / 8);
        text.folded.push_str(source);
        text.folded.make_ascii_lowercase();
        for (index, block) in blocks.iter().enumerate() {
            if block.kind == BlockKind::Furniture {
                continue;
            }
            let first = text.tokens.len();
            token::cut(source, block.span, abbreviations, &mut text.tokens, &mut text.folded);
            sentence::split(&mut text, first, index, block.kind, abbreviations);
        }
        text
    }

    /// The folded word of token `i`; empty past the end.
    #[inline]
    pub fn word(&self, i: usize) -> &str {
        match self.tokens.get(i) {
            Some(t) => &self.folded[t.fold_start as usize..t.fold_start as usize + t.fold_len as usize],
            None => "",
        }
    }

    /// The words of token `i` as written.
    pub fn raw(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.source))
    }

    /// The byte span from token `first` to token `last - 1`.
    pub fn span(&self, first: usize, last: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(last.saturating_sub(1))) {
            (Some(a), Some(b)) if first < last => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }

    /// The words from token `first` to token `last - 1`, as written.
    pub fn slice(&self, first: usize, last: usize) -> &'a str {
        self.span(first, last).of(self.source)
    }

    /// The index of the sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.last <= i).min(self.sentences.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn abbreviations() -> Abbreviations {
        [("gen", Abbreviation::Never), ("a.m", Abbreviation::May), ("u.s", Abbreviation::May)]
            .into_iter()
            .map(|(a, b)| (a.to_owned(), b))
            .collect()
    }

    fn words(source: &str) -> Vec<String> {
        let blocks = [Block { kind: BlockKind::Body, span: Span::new(0, source.len() as u32) }];
        let text = Text::new(source, &blocks, &abbreviations());
        (0..text.tokens.len()).map(|i| text.word(i).to_owned()).collect()
    }

    fn sentences(source: &str) -> Vec<String> {
        let blocks = [Block { kind: BlockKind::Body, span: Span::new(0, source.len() as u32) }];
        let text = Text::new(source, &blocks, &abbreviations());
        text.sentences.iter().map(|s| text.slice(s.first, s.last).to_owned()).collect()
    }

    #[test]
    fn hyphens_glue_and_possessives_split() {
        assert_eq!(words("Ukraine’s Shahed-136 drones"), ["ukraine", "'s", "shahed", "136", "drones"]);
        assert_eq!(words("a 54-year-old man"), ["a", "54", "year", "old", "man"]);
        assert_eq!(words("30–40 people — no more"), ["30", "40", "people", "—", "no", "more"]);
        assert_eq!(
            words("1,000th day, 2.5 km, 6am, 10:45"),
            ["1,000th", "day", ",", "2.5", "km", ",", "6", "am", ",", "10:45"]
        );
        assert_eq!(words("the U.S. Gen. Smith's Sana'a"), ["the", "u.s.", "gen.", "smith", "'s", "sana'a"]);
        assert_eq!(words("Škoda in Čapajevka"), ["skoda", "in", "capajevka"]);
    }

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        assert_eq!(
            sentences("Gen. Smith came at 4:30 a.m. to Kyiv. \"It is over.\" He left at 5 a.m. The U.S. Army stayed."),
            ["Gen. Smith came at 4:30 a.m. to Kyiv.", "\"It is over.\"", "He left at 5 a.m.", "The U.S. Army stayed."]
        );
        assert_eq!(
            sentences("About 2.5 tons. Nine died! Really? yes"),
            ["About 2.5 tons.", "Nine died!", "Really? yes"]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_cut_on_letter_borders(source in "\\PC{0,200}") {
            let blocks = find_blocks(&source);
            let text = Text::new(&source, &blocks, &abbreviations());
            let mut last = 0;
            for token in &text.tokens {
                prop_assert!(token.span.start >= last && token.span.end > token.span.start);
                prop_assert!(source.get(token.span.start as usize..token.span.end as usize).is_some());
                last = token.span.end;
            }
        }
    }
}
