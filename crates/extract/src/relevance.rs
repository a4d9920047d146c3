//! Whether a report tells of armed violence at all.
//!
//! In: tags of all sentences. Out: [`Evidence`], by which weak claims (people who died, a house that burned) are kept or
//! left: accidents, disease, sport, exercises and markets use the same verbs.

use crate::frame::Frames;
use crate::layers::Context;
use crate::terms::{Cue, Func, Meaning, Terms};
use litopys_facts::{Block, BlockKind, Span};
use litopys_rules::Lexicon;
use litopys_text::{Abbreviations, Sentence, Text};
use rustc_hash::FxHashMap;

/// The words by which a sentence can become violent, for a look at a text before it is cut into words.
///
/// Nine reports in ten of a general feed have none of them, and need not be read. The look errs on one side only: it
/// may take a text that turns out to have no violent sentence, and never leaves one that has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Triggers {
    /// First words of entries, with the second words; an empty one stands for any.
    heads: FxHashMap<Box<str>, Vec<Box<str>>>,
    /// Which [`shape`]s some head has.
    shapes: Vec<u64>,
    /// Some entry begins with what no run of letters shows (a sign): every text is read.
    always: bool,
}

/// What a byte is to the scan: nothing, a letter, a digit, or part of a word that only the tokenizer cuts rightly.
const KINDS: [u8; 256] = {
    let mut kinds = [ODD; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        kinds[byte] = match b {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'\'' => ODD,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const ODD: u8 = 4;
/// A run longer than this is left to the tokenizer.
const LONG: usize = 32;
/// A run longer than this may be cut anywhere, and counts as found.
const ENDLESS: usize = 4000;

/// A cheap look at a run in either case: its length and its first two and last letters.
#[inline]
fn shape(run: &[u8]) -> usize {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return 0 };
    let second = run.get(1).copied().unwrap_or(0);
    usize::from(first & 31) | usize::from(second & 31) << 5 | (usize::from(last & 31) ^ run.len() & 31) << 10
}

/// The run of letters, digits, apostrophes and letters beyond ASCII at `at`, its kinds, and where it ends.
#[inline]
fn run_at(bytes: &[u8], at: usize) -> (&[u8], u8) {
    let mut end = at;
    let mut kinds = 0;
    while let Some(&byte) = bytes.get(end) {
        let kind = KINDS[byte as usize];
        if kind == 0 {
            break;
        }
        kinds |= kind;
        end += 1;
    }
    (&bytes[at..end], kinds)
}

impl Triggers {
    /// Gathers them from a lexicon.
    pub(crate) fn new(lexicon: &Lexicon, terms: &Terms, frames: &Frames) -> Triggers {
        let mut triggers = Triggers { shapes: vec![0; (1 << 15) / 64], ..Triggers::default() };
        for (words, sense) in lexicon.entries() {
            let violent = match terms.of(sense) {
                Meaning::Weapon(_) | Meaning::Attack(_) => true,
                Meaning::Verb(id) => frames.get(*id).violent,
                _ => false,
            };
            if violent {
                triggers.add(&words);
            }
        }
        triggers
    }

    fn add(&mut self, words: &[&str]) {
        let Some(first) = words.first() else { return };
        let (head, _) = run_at(first.as_bytes(), 0);
        let head = first.get(..head.len()).unwrap_or("");
        // `st`, `nd` may be part of a figure that the scan cuts otherwise; an apostrophe begins no word.
        self.always |= head.is_empty() || head.starts_with('\'') || matches!(head, "st" | "nd" | "rd" | "th");
        let plain = |word: &&&str| word.bytes().all(|b| b.is_ascii_alphanumeric());
        let second = words.get(1).filter(|_| head == *first).filter(plain);
        let bit = shape(head.as_bytes());
        self.shapes[bit / 64] |= 1 << (bit % 64);
        let seconds = self.heads.entry(head.into()).or_default();
        let second = second.map_or("", |word| word);
        if !seconds.iter().any(|known| **known == *second) {
            seconds.push(second.into());
        }
    }

    /// Whether a word of violence may stand in a text; false is sure.
    pub(crate) fn may_stand_in(&self, text: &str, blocks: &[Block]) -> bool {
        let kept = blocks.iter().filter(|block| block.kind != BlockKind::Furniture);
        self.always
            || blocks.is_empty() && self.may_stand(text)
            || kept
                .filter_map(|b| text.get(b.span.start as usize..(b.span.end as usize).min(text.len())))
                .any(|t| self.may_stand(t))
    }

    fn may_stand(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (run, kinds) = run_at(bytes, at);
            let end = at + run.len();
            if !run.is_empty() && self.may_be(text, at, run, kinds) {
                return true;
            }
            at = end + 1;
        }
        false
    }

    #[inline]
    fn may_be(&self, text: &str, at: usize, run: &[u8], kinds: u8) -> bool {
        if kinds == LETTER || kinds == DIGIT {
            return run.len() <= LONG && self.has_shape(run) && self.begins(text, at, run)
                || run.len() > LONG && self.is_in(text, at, run);
        }
        let (lead, core) = core(run);
        if core.len() <= LONG && core.iter().all(|b| b.is_ascii_alphabetic()) {
            return self.has_shape(core) && self.begins(text, at + lead, core);
        }
        self.is_in(text, at, run)
    }

    #[inline]
    fn has_shape(&self, run: &[u8]) -> bool {
        let bit = shape(run);
        self.shapes.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 != 0)
    }

    /// Whether an entry begins with this run, as far as the next word shows.
    fn begins(&self, text: &str, at: usize, run: &[u8]) -> bool {
        let mut lower = [0; LONG];
        let lower = &mut lower[..run.len()];
        lower.copy_from_slice(run);
        lower.make_ascii_lowercase();
        let Some(seconds) = str::from_utf8(lower).ok().and_then(|word| self.heads.get(word)) else { return false };
        goes_on(text, at + run.len(), seconds)
    }

    /// Whether a run that only the tokenizer cuts rightly holds the first word of an entry.
    #[cold]
    fn is_in(&self, text: &str, at: usize, run: &[u8]) -> bool {
        let Some(run) = text.get(at..at + run.len()).filter(|run| run.len() <= ENDLESS) else { return true };
        let block = Block { kind: BlockKind::Body, span: Span::new(0, run.len() as u32) };
        let cut = Text::new(run, &[block], &Abbreviations::default());
        let last = cut.tokens.len().saturating_sub(1);
        (0..cut.tokens.len()).any(|i| match self.heads.get(cut.word(i)) {
            Some(seconds) if i < last => seconds.iter().any(|second| second.is_empty() || **second == *cut.word(i + 1)),
            Some(seconds) => goes_on(text, at + run.len(), seconds),
            None => false,
        })
    }
}

/// `dealers'`, `'shell`, `shell's`: the word without its marks, and where it begins.
#[inline]
fn core(run: &[u8]) -> (usize, &[u8]) {
    let lead = run.iter().take_while(|b| **b == b'\'').count();
    let tail = run[lead..].iter().rev().take_while(|b| **b == b'\'').count();
    let core = &run[lead..run.len() - tail];
    (lead, core.strip_suffix(b"'s").or(core.strip_suffix(b"'S")).unwrap_or(core))
}

/// Whether one of these second words may follow.
fn goes_on(text: &str, behind: usize, seconds: &[Box<str>]) -> bool {
    let bytes = text.as_bytes();
    let gap = bytes.iter().skip(behind).take_while(|b| KINDS[**b as usize] == 0).count();
    let (next, kinds) = run_at(bytes, behind + gap);
    let (_, next) = core(next);
    let plain = matches!(kinds, 0 | LETTER | DIGIT) || next.iter().all(u8::is_ascii_alphabetic);
    seconds.iter().any(|second| second.is_empty() || !plain || second.as_bytes().eq_ignore_ascii_case(next))
}

/// What speaks for and against violence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    /// Per sentence: words of attack, weapons or violent verbs.
    violent: Vec<u8>,
    /// Sentences with words of accident, sport, exercise, market.
    unreal: Vec<bool>,
    n_violent: usize,
    n_unreal: usize,
}

impl Evidence {
    /// Reads one more sentence.
    pub(crate) fn add(&mut self, ctx: &Context<'_>, frames: &Frames, sentence: &Sentence) {
        let mut strong = 0u8;
        let mut weapon = false;
        let mut unreal = false;
        for tag in ctx.tags.between(sentence.first, sentence.last) {
            let at = tag.first as usize;
            match ctx.terms.meaning(tag) {
                Meaning::Weapon(_) if !denied(ctx, sentence.first, at) => weapon = true,
                Meaning::Attack(_) if !denied(ctx, sentence.first, at) => strong = strong.saturating_add(1),
                Meaning::Verb(id) if frames.get(*id).violent && !ctx.is(at.wrapping_sub(1), Func::To) => {
                    strong = strong.saturating_add(1)
                }
                Meaning::Cue(Cue::Unreal) => unreal = true,
                _ => {}
            }
        }
        let score = strong.min(3) + if weapon { 2 } else { 0 };
        if sentence.kind != BlockKind::Related {
            self.n_violent += usize::from(score > 0);
            self.n_unreal += usize::from(unreal);
            // What a report opens with is what it is about.
            if self.violent.len() < 2 {
                self.n_unreal += 2 * usize::from(unreal);
            }
        }
        self.violent.push(score);
        self.unreal.push(unreal);
    }

    /// Nothing in the report speaks of violence, or more speaks of its look-alikes.
    pub(crate) fn is_other(&self) -> bool {
        let thin = self.n_unreal > 0
            && self.n_violent * 6 < self.violent.len()
            && !self.violent.iter().take(self.violent.len() / 3 + 1).any(|v| *v > 1);
        thin || self.n_violent == 0
            || self.n_unreal * 3 > self.n_violent * 2 && self.n_unreal >= 2
            || self.n_unreal > self.n_violent
    }

    /// The sentence itself speaks of a look-alike.
    pub(crate) fn is_unreal(&self, sentence: usize) -> bool {
        self.unreal.get(sentence).copied().unwrap_or(false) && self.n_unreal * 2 >= self.n_violent
    }

    /// Violence stands in the sentence or near it.
    pub(crate) fn is_near(&self, sentence: usize, reach: usize) -> bool {
        let first = sentence.saturating_sub(reach);
        self.violent.iter().skip(first).take(reach * 2 + 1).any(|v| *v > 0)
    }
}

/// `neither side talks of shelling`, `no war`: the word is there to be denied.
fn denied(ctx: &Context<'_>, first: usize, at: usize) -> bool {
    (first.max(at.saturating_sub(6))..at).any(|i| matches!(ctx.text.word(i), "neither" | "nor" | "without"))
        || at > first && matches!(ctx.text.word(at - 1), "no" | "not")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;
    use litopys_rules::Tags;
    use litopys_text::find_blocks;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn language() -> &'static Language {
        static LANGUAGE: OnceLock<Language> = OnceLock::new();
        LANGUAGE.get_or_init(|| Language::embedded().unwrap_or_else(|errors| panic!("{errors}")))
    }

    /// Whether the words themselves, cut and tagged, have an entry of violence.
    fn is_violent(source: &str) -> bool {
        let language = language();
        let text = Text::new(source, &find_blocks(source), &language.abbreviations);
        let mut tags = Tags::default();
        language.lexicon.tag(&text, &mut tags);
        tags.all().iter().any(|tag| match language.terms.meaning(tag) {
            Meaning::Weapon(_) | Meaning::Attack(_) => true,
            Meaning::Verb(id) => language.frames.get(*id).violent,
            _ => false,
        })
    }

    fn may_be_violent(source: &str) -> bool {
        language().triggers.may_stand_in(source, &[])
    }

    #[test]
    fn plain_news_is_left_and_violence_is_taken() {
        assert!(!may_be_violent(
            "The U.S. Treasury's 30-year bond rose; traders' orders of 1,750 tonnes were filled in 1987."
        ));
        assert!(may_be_violent("Three drones fell."));
        assert!(may_be_violent("‘Missile’"));
        assert!(may_be_violent("an AIR-\nSTRIKE"));
    }

    #[test]
    fn every_entry_of_violence_is_seen_however_it_is_written() {
        for form in language().forms() {
            for source in
                [form.clone(), form.to_uppercase(), form.replace(' ', "-"), format!("5,300th—“{form}’s” 12{form}.")]
            {
                assert!(may_be_violent(&source) || !is_violent(&source), "{source}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_violence_is_passed_over(parts in prop::collection::vec((any::<prop::sample::Index>(), "[-—’'.,:/ 0-9\u{ad}\u{a0}a-cé“(\n]{0,3}"), 1..6)) {
            let forms = language().forms();
            let source: String = parts.iter().map(|(form, gap)| format!("{gap}{}", form.get(&forms))).collect();
            prop_assert!(may_be_violent(&source) || !is_violent(&source), "{}", source);
        }
    }
}
