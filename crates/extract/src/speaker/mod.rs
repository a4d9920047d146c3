//! Who says so: the speakers of a text, their words of saying, and how far each one's words reach.
//!
//! In: a [`Text`], its lexicon tags, and the compiled [`SpeakerWords`]. Out: [`Speakers`]: attributions (source, cue,
//! content) in order, and for any token the [`Claimant`] who says what stands there.
//! `The mayor said two homes burned. Nobody was hurt, he added.`: both contents have the claimant `The mayor`.
//! It never judges whether a thing happened, never looks beyond the one text, and leaves sentences without a word of
//! saying alone, save for carrying a speaker on.

mod bind;
mod carry;
mod content;
mod cue;
mod label;
mod line;
mod name;
mod phrase;
mod quote;
mod words;

pub use words::SpeakerWords;

use litopys_facts::ClaimantType;
use litopys_rules::Tags;
use litopys_text::Text;
use std::ops::Range;

/// How the speaker is bound to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Says so.
    Said,
    /// Says that it is not so.
    Denied,
    /// Thinks, fears or expects it.
    Believed,
    /// A document or picture tells it.
    Shown,
    /// Wants, promises, praises or blames; what is reported stays in the outlet's voice.
    Stance,
    /// Has not said it, or will not say.
    Unsaid,
}

/// One speaker with what is said; ranges are tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the speaker.
    pub source: Option<Range<usize>>,
    /// The words of saying.
    pub cue: Option<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// Index of the speaker among [`Speakers::claimants`].
    pub claimant: Option<usize>,
    /// How speaker and content are bound.
    pub mode: Mode,
    /// True where the speaker goes on without a word of saying.
    pub carried: bool,
    /// What was matched.
    pub rule: &'static str,
}

/// A speaker at the fullest form the text gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimant {
    /// As in the text.
    pub name: String,
    /// What kind of speaker.
    pub kind: Option<ClaimantType>,
    /// Where that form stands, in tokens.
    pub span: Range<usize>,
}

/// What was found in one text; its memory is reused from text to text.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    attributions: Vec<Attribution>,
    claimants: Vec<Claimant>,
    /// Per sentence the first of its attributions; contents rarely leave it, those that do are listed.
    far: Vec<usize>,
    /// Sentences that begin with a speaker of their own, or with another day.
    fresh: Vec<bool>,
    of_sentence: Vec<(usize, usize)>,
    quotes: Vec<Range<usize>>,
    line: line::Line,
}

impl Speakers {
    /// All attributions in order of the sentence they were found in; carried ones last.
    pub fn attributions(&self) -> &[Attribution] {
        &self.attributions
    }

    /// All speakers in order of first mention.
    pub fn claimants(&self) -> &[Claimant] {
        &self.claimants
    }

    /// The attribution whose content holds this token most narrowly.
    pub fn attribution_of(&self, token: usize) -> Option<&Attribution> {
        let at = self.of_sentence.partition_point(|(last, _)| *last <= token);
        let first = self.of_sentence.get(at)?.1;
        let next = self.of_sentence.get(at + 1).map_or(self.attributions.len(), |s| s.1);
        (first..next.max(first))
            .chain(self.far.iter().copied())
            .filter_map(|i| self.attributions.get(i))
            .filter(|a| a.counts())
            .filter_map(|a| a.content.iter().find(|c| c.contains(&token)).map(|c| (a, c)))
            .min_by_key(|(a, c)| (a.carried, self.is_weak(a), c.len()))
            .map(|(a, _)| a)
    }

    /// `according to preliminary reports`: names nobody, so that a speaker around it stays.
    fn is_weak(&self, a: &Attribution) -> bool {
        a.rule == "according-to" && a.claimant.and_then(|c| self.claimants.get(c)).is_some_and(|c| c.kind == Some(ClaimantType::Unnamed))
    }

    /// Who says what stands at this token, if anyone but the outlet.
    pub fn claimant_of(&self, token: usize) -> Option<&Claimant> {
        self.attribution_of(token).and_then(|a| a.claimant).and_then(|i| self.claimants.get(i))
    }

    fn clear(&mut self) {
        self.attributions.clear();
        self.claimants.clear();
        self.far.clear();
        self.fresh.clear();
        self.of_sentence.clear();
        self.quotes.clear();
    }
}

impl Attribution {
    /// True where the content is somebody's assertion.
    pub fn counts(&self) -> bool {
        self.claimant.is_some() && !matches!(self.mode, Mode::Stance | Mode::Unsaid)
    }
}

/// Finds the speakers of a text.
pub fn find_speakers(text: &Text<'_>, words: &SpeakerWords, tags: &Tags, out: &mut Speakers) {
    out.clear();
    quote::find_quotes(text, &mut out.quotes);
    let mut memory = name::Memory::default();
    let mut line = std::mem::take(&mut out.line);
    let mut authors = Vec::new();
    let mut next_tag = 0;
    for (index, sentence) in text.sentences.iter().enumerate() {
        out.of_sentence.push((sentence.last, out.attributions.len()));
        let mut cued = false;
        while let Some(tag) = tags.all().get(next_tag).filter(|t| (t.first as usize) < sentence.last) {
            cued |= words.is_cue(tag);
            next_tag += 1;
        }
        let labelled = label::may_be_label(text, index);
        out.fresh.push(false);
        // A sentence without a cue is read only where a speaker could be carried into it.
        let carried = out.attributions.last().is_some_and(|a| a.content.last().is_some_and(|c| text.sentences[text.sentence_of(c.start)].block == sentence.block));
        if !cued && !labelled && !carried {
            continue;
        }
        line.read(text, words, tags, sentence);
        if carried && let Some(fresh) = out.fresh.last_mut() {
            *fresh = carry::is_fresh(text, &line);
        }
        if labelled && label::find_label(text, &line, index, &mut memory, out) == label::Found::Line {
            authors.push((index, label::author_of(text, &line)));
        }
        if cued || !line.sayings.is_empty() {
            bind::find_attributions(text, &line, index, &mut memory, out);
        }
    }
    carry::carry_on(text, out);
    if !authors.is_empty() {
        label::find_author(text, &authors, out, |index, source, out| {
            line.read(text, words, tags, &text.sentences[index]);
            memory.claimant(text, &line, source, out)
        });
    }
    out.line = line;
    for (i, a) in out.attributions.iter().enumerate() {
        let own = a.cue.as_ref().or(a.source.as_ref()).map_or(0, |r| r.start);
        let sentence = text.sentence_of(own);
        let (lo, hi) = text.sentences.get(sentence).map_or((0, 0), |s| (s.first, s.last));
        if a.carried || a.content.iter().any(|c| c.start < lo || c.end > hi) {
            out.far.push(i);
        }
    }
}
