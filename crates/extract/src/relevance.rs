//! Whether a report tells of armed violence at all.
//!
//! In: tags of all sentences. Out: [`Evidence`], by which weak claims (people who died, a house that burned) are kept or
//! left: accidents, disease, sport, exercises and markets use the same verbs.

use crate::frame::Frames;
use crate::layers::Context;
use crate::terms::{Cue, Func, Meaning};
use litopys_facts::BlockKind;
use litopys_text::Sentence;

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
        for at in sentence.first..sentence.last {
            for tag in ctx.tags.at(at) {
                match ctx.terms.meaning(tag) {
                    Meaning::Weapon(_) if !denied(ctx, sentence.first, at) => weapon = true,
                    Meaning::Attack(_) if !denied(ctx, sentence.first, at) => strong = strong.saturating_add(1),
                    Meaning::Verb(id) if frames.get(*id).violent && !ctx.is(at.wrapping_sub(1), Func::To) => strong = strong.saturating_add(1),
                    _ => {}
                }
            }
        }
        let score = strong.min(3) + if weapon { 2 } else { 0 };
        let unreal = ctx.has_cue(sentence.first, sentence.last, Cue::Unreal);
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
        let thin = self.n_unreal > 0 && self.n_violent * 6 < self.violent.len() && !self.violent.iter().take(self.violent.len() / 3 + 1).any(|v| *v > 1);
        thin || self.n_violent == 0 || self.n_unreal * 3 > self.n_violent * 2 && self.n_unreal >= 2 || self.n_unreal > self.n_violent
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
