//! The passes in running order.

use crate::find::{Draft, Finder, Memory};
use crate::lang::Language;
use crate::lattice::SentenceLattice;
use crate::layers::{Context, Masks, SentenceLayers};
use crate::{group, number, pattern, verb};
use litopys_facts::{Claim, Extraction, Report, Span, Status};
use litopys_rules::{Match, Tags};
use litopys_text::Text;
use std::sync::Arc;

/// What to give besides claims, events and notes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// All mentions of places, times and attributions.
    pub mentions: bool,
    /// The tree of mentions behind each claim.
    pub trace: bool,
}

/// Reads reports; compiled once, shared by all threads.
#[derive(Clone)]
pub struct Extractor {
    language: Arc<Language>,
    options: Options,
}

/// Working memory of one thread, reused from report to report.
#[derive(Default)]
pub struct Buffers {
    tags: Tags,
    masks: Masks,
    layers: SentenceLayers,
    rules: litopys_rules::Buffers,
    matches: Vec<Match>,
}

impl Extractor {
    /// An extractor for one language.
    pub fn new(language: Language, options: Options) -> Extractor {
        Extractor { language: Arc::new(language), options }
    }

    /// Fresh working memory.
    pub fn buffers(&self) -> Buffers {
        Buffers::default()
    }

    /// Reads one report.
    pub fn extract(&self, report: &Report, buffers: &mut Buffers) -> Extraction {
        let language = &*self.language;
        let blocks = if report.blocks.is_empty() { litopys_text::find_blocks(&report.text) } else { report.blocks.clone() };
        let text = Text::new(&report.text, &blocks, &language.abbreviations);
        language.lexicon.tag(&text, &mut buffers.tags);
        buffers.masks.reset(text.tokens.len());
        let _ = self.options;
        let mut drafts: Vec<Draft> = Vec::new();
        let mut memory = Memory::default();
        for (index, sentence) in text.sentences.iter().enumerate() {
            let ctx = Context { text: &text, tags: &buffers.tags, terms: &language.terms, words: &language.lexicon };
            let layers = &mut buffers.layers;
            layers.clear();
            number::find_numbers(&ctx, &buffers.masks, sentence.first, sentence.last, &mut layers.numbers);
            group::find_groups(&ctx, &buffers.masks, &layers.numbers, sentence.first, sentence.last, &mut layers.groups);
            verb::find_verbs(&ctx, &buffers.masks, &layers.groups, sentence.first, sentence.last, &mut layers.verbs);
            let finder = Finder { ctx, frames: &language.frames, sentence: index, first: sentence.first, last: sentence.last, layers };
            let start = drafts.len();
            finder.find(&mut memory, &mut drafts);
            let lattice = SentenceLattice { ctx, masks: &buffers.masks, layers, last: sentence.last };
            buffers.matches.clear();
            language.rules.find(&lattice, sentence.first..sentence.last, &mut buffers.rules, &mut buffers.matches);
            for found in &buffers.matches {
                if language.rules.rule(found.rule).is_some_and(pattern::is_claim_rule) {
                    finder.matched(&language.rules, found, &memory, &mut drafts, start);
                }
            }
        }
        let mut extraction = Extraction { extractor: format!("litopys-en {}", language.version), ..Extraction::default() };
        for (i, d) in drafts.iter().enumerate() {
            let span = text.span(d.first, d.last);
            let sentence = text.sentences[d.sentence];
            extraction.claims.push(Claim {
                id: format!("c{}", i + 1),
                kind: d.kind,
                bounds: d.bounds,
                words: text.slice(d.words.0, d.words.1).to_owned(),
                thing: text.slice(d.head_at, d.head_at + 1).to_owned(),
                class: d.class,
                claimant: None,
                claimant_type: None,
                status: Status::Reported,
                actor: None,
                place: None,
                when: None,
                event: None,
                part_of: None,
                quote: span.of(&report.text).to_owned(),
                span,
                sentence: Span::new(text.span(sentence.first, sentence.last).start, text.span(sentence.first, sentence.last).end),
                rule: d.rule.clone(),
                trace: Vec::new(),
            });
        }
        extraction.relevant = !extraction.claims.is_empty();
        extraction
    }
}
