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
mod follow;
mod label;
mod line;
mod name;
mod phrase;
mod quote;
mod subject;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use words::SpeakerWords;

use litopys_facts::ClaimantType;
use litopys_rules::Tags;
use litopys_text::Text;
use std::ops::Range;
use words::Say;

/// How the speaker is bound to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
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
pub(crate) struct Attribution {
    /// The words that name the speaker.
    pub(crate) source: Option<Range<usize>>,
    /// The words of saying.
    pub(crate) cue: Option<Range<usize>>,
    /// What is said.
    pub(crate) content: Vec<Range<usize>>,
    /// Index of the speaker among [`Speakers::claimants`].
    pub(crate) claimant: Option<usize>,
    /// How speaker and content are bound.
    pub(crate) mode: Mode,
    /// True where the speaker goes on without a word of saying.
    pub(crate) carried: bool,
    /// What was matched.
    pub(crate) rule: &'static str,
}

/// A speaker at the fullest form the text gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claimant {
    /// As in the text.
    pub(crate) name: String,
    /// What kind of speaker.
    pub(crate) kind: Option<ClaimantType>,
    /// Where that form stands, in tokens.
    pub(crate) span: Range<usize>,
}

/// What was found in one text; its memory is reused from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speakers {
    attributions: Vec<Attribution>,
    claimants: Vec<Claimant>,
    /// Per sentence its end and the first of its attributions.
    of_sentence: Vec<(usize, usize)>,
    /// Per sentence the attribution carried into it.
    carried: Vec<Option<usize>>,
    /// Contents that leave the sentence they were found in: start, end, the furthest end so far, attribution.
    far: Vec<(usize, usize, usize, usize)>,
    /// The author of the whole post.
    author: Option<usize>,
    /// Sentences in which somebody unnamed is said to say so.
    hearsay: Vec<Range<usize>>,
    /// Sentences that begin with a speaker of their own, or with another day.
    fresh: Vec<bool>,
    quotes: Vec<Range<usize>>,
    line: line::Line,
}

impl Speakers {
    /// All attributions in order of the sentence they were found in; carried ones last.
    pub(crate) fn attributions(&self) -> &[Attribution] {
        &self.attributions
    }

    /// All speakers in order of first mention.
    #[allow(dead_code, reason = "part of the pass's answer, whoever asks")]
    pub(crate) fn claimants(&self) -> &[Claimant] {
        &self.claimants
    }

    /// The attribution whose content holds this token most narrowly.
    pub(crate) fn attribution_of(&self, token: usize) -> Option<&Attribution> {
        let at = self.of_sentence.partition_point(|(last, _)| *last <= token);
        let first = self.of_sentence.get(at)?.1;
        let next = self.of_sentence.get(at + 1).map_or(self.attributions.len(), |s| s.1);
        let behind = self.far.partition_point(|f| f.0 <= token);
        let far = self.far[..behind].iter().rev().take_while(|f| f.2 > token).filter(|f| f.1 > token).map(|f| f.3);
        (first..next.max(first))
            .chain(self.carried.get(at).copied().flatten())
            .chain(far)
            .chain(self.author)
            .filter_map(|i| self.attributions.get(i))
            .filter(|a| a.counts())
            .filter_map(|a| a.content.iter().find(|c| c.contains(&token)).map(|c| (a, c)))
            .min_by_key(|(a, c)| (a.carried, self.is_weak(a), c.len(), a.rule != bind::CITING))
            .map(|(a, _)| a)
    }

    /// True where the sentence says `reportedly`, `allegedly` or `is said to`.
    #[allow(dead_code, reason = "part of the pass's answer, whoever asks")]
    pub(crate) fn is_hearsay(&self, token: usize) -> bool {
        let at = self.hearsay.partition_point(|s| s.end <= token);
        self.hearsay.get(at).is_some_and(|s| s.start <= token)
    }

    /// `according to preliminary reports`: names nobody, so that a speaker around it stays.
    fn is_weak(&self, a: &Attribution) -> bool {
        a.rule == "according-to"
            && a.claimant.and_then(|c| self.claimants.get(c)).is_some_and(|c| c.kind == Some(ClaimantType::Unnamed))
    }

    /// Who says what stands at this token, if anyone but the outlet.
    pub(crate) fn claimant_of(&self, token: usize) -> Option<&Claimant> {
        self.attribution_of(token).and_then(|a| a.claimant).and_then(|i| self.claimants.get(i))
    }

    /// Lists the contents that leave their sentence, and what was carried into each.
    fn index(&mut self, text: &Text<'_>) {
        self.carried.resize(text.sentences.len(), None);
        for (i, a) in self.attributions.iter().enumerate() {
            if a.carried {
                let start = a.content.first().map_or(0, |c| c.start);
                match self.carried.get_mut(text.sentence_of(start)) {
                    Some(place) if a.rule != label::AUTHOR => *place = Some(i),
                    _ => self.author = Some(i),
                }
                continue;
            }
            let own = a.cue.as_ref().or(a.source.as_ref()).map_or(0, |r| r.start);
            let (lo, hi) = text.sentences.get(text.sentence_of(own)).map_or((0, 0), |s| (s.first, s.last));
            self.far.extend(a.content.iter().filter(|c| c.start < lo || c.end > hi).map(|c| (c.start, c.end, 0, i)));
        }
        self.far.sort_unstable();
        let mut furthest = 0;
        for far in &mut self.far {
            furthest = furthest.max(far.1);
            far.2 = furthest;
        }
    }

    fn clear(&mut self) {
        self.attributions.clear();
        self.claimants.clear();
        self.carried.clear();
        self.far.clear();
        self.author = None;
        self.hearsay.clear();
        self.fresh.clear();
        self.of_sentence.clear();
        self.quotes.clear();
    }
}

impl Attribution {
    /// True where the content is somebody's assertion.
    pub(crate) fn counts(&self) -> bool {
        self.claimant.is_some() && !matches!(self.mode, Mode::Stance | Mode::Unsaid)
    }
}

/// Tokens beyond which a sentence is a table or noise, and no one's words.
const MAX_SENTENCE: usize = 1000;

/// Finds the speakers of a text.
pub(crate) fn find_speakers(text: &Text<'_>, words: &SpeakerWords, tags: &Tags, out: &mut Speakers) {
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
            match words.say(tag) {
                None | Some(Say::Channel) => {}
                Some(Say::Hearsay) if out.hearsay.last().is_none_or(|h| h.start < sentence.first) => {
                    out.hearsay.push(sentence.first..sentence.last)
                }
                Some(Say::Hearsay) => {}
                Some(_) => cued = true,
            }
            next_tag += 1;
        }
        let labelled = label::may_be_label(text, index);
        out.fresh.push(false);
        // A sentence without a cue is read only where a speaker could be carried into it.
        let carried = out.attributions.last().is_some_and(|a| {
            a.content.last().is_some_and(|c| text.sentences[text.sentence_of(c.start)].block == sentence.block)
        });
        if !cued && !labelled && !carried
            || sentence.last - sentence.first > MAX_SENTENCE
            || sentence.first >= sentence.last
        {
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
    out.index(text);
}
