//! Carries a speaker over the sentences that go on with the speaker's words.
//!
//! In: the attributions of all sentences. Out: further attributions, marked as carried.
//! `The air force said nine fell. Two more were lost.`: the second sentence is the air force's as well.
//! It never carries over a sentence with a speaker of its own, nor out of a paragraph, save into the list below a colon.

use super::{Attribution, Mode, Speakers};
use litopys_facts::BlockKind;
use litopys_text::Text;

/// One past the last token of the block of sentence `index`.
pub(super) fn block_end(text: &Text<'_>, index: usize) -> usize {
    let Some(sentence) = text.sentences.get(index) else { return 0 };
    text.sentences[index..].iter().take_while(|s| s.block == sentence.block).last().map_or(sentence.last, |s| s.last)
}

/// One past the last token of the list that follows sentence `index`; of the sentence itself where none does.
pub(super) fn list_end(text: &Text<'_>, index: usize) -> usize {
    let Some(sentence) = text.sentences.get(index) else { return 0 };
    text.sentences[index + 1..]
        .iter()
        .take_while(|s| s.kind == BlockKind::Item || s.block == sentence.block)
        .last()
        .map_or(sentence.last, |s| s.last)
}

/// Carries speakers on.
pub(super) fn carry_on(text: &Text<'_>, out: &mut Speakers) {
    let own_end = out.attributions.len();
    let mut speaker: Option<usize> = None;
    let mut block = usize::MAX;
    for index in 0..text.sentences.len() {
        let sentence = text.sentences[index];
        if sentence.block != block {
            speaker = None;
            block = sentence.block;
        }
        let from = out.of_sentence.get(index).map_or(0, |s| s.1);
        let to = out.of_sentence.get(index + 1).map_or(own_end, |s| s.1);
        let mut own = (from..to).filter(|i| out.attributions[*i].counts());
        if let Some(first) = own.next() {
            let last = own.next_back().unwrap_or(first);
            let said = |i: &usize| matches!(out.attributions[*i].mode, Mode::Said | Mode::Denied);
            speaker = Some(last).filter(said).or(Some(first).filter(said));
            continue;
        }
        let Some(from) = speaker.and_then(|i| out.attributions.get(i)).cloned() else { continue };
        out.attributions.push(Attribution {
            source: from.source,
            cue: None,
            content: std::iter::once(sentence.first..sentence.last).collect(),
            claimant: from.claimant,
            mode: from.mode,
            carried: true,
            rule: "carried",
        });
    }
}
