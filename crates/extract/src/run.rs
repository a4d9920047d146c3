//! The passes in running order.

use crate::actor::{self, Act};
use crate::find::{Draft, Finder, Memory};
use crate::lang::Language;
use crate::lattice::SentenceLattice;
use crate::layers::{Context, Masks, SentenceLayers};
use crate::place::{self, PlaceMention, PlaceRole};
use crate::relevance::Evidence;
use crate::scene::Scene;
use crate::settle::{self, Settled};
use crate::speaker::{self, Speakers};
use crate::time::{self, Anchor, TimeMention};
use crate::{event, group, note, number, pattern, site, trace, verb};
use litopys_facts::{BlockKind, Claim, Extraction, Mention, MentionKind, Note, Report, Span, Status};
use litopys_places::Gazetteer;
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
    gazetteer: Option<Arc<Gazetteer>>,
    version: String,
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
    times: Vec<TimeMention>,
    speakers: Speakers,
}

impl Extractor {
    /// An extractor for one language.
    pub fn new(language: Language, options: Options) -> Extractor {
        let version = format!("litopys {} en-{}", env!("CARGO_PKG_VERSION"), language.version);
        Extractor { language: Arc::new(language), gazetteer: None, version, options }
    }

    /// The same with another gazetteer than the embedded one, as after `places import`.
    #[must_use]
    pub fn with_gazetteer(mut self, gazetteer: Gazetteer) -> Extractor {
        self.version = format!("{} places-{}", self.version, gazetteer.places().count());
        self.gazetteer = Some(Arc::new(gazetteer));
        self
    }

    /// Fresh working memory.
    pub fn buffers(&self) -> Buffers {
        Buffers::default()
    }

    /// Name and version of the extractor, with the hash of its language files.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Reads one report.
    pub fn extract(&self, report: &Report, buffers: &mut Buffers) -> Extraction {
        let language = &*self.language;
        let mut extraction = Extraction { extractor: self.version.clone(), ..Extraction::default() };
        // Most reports of a general feed have no word of violence, and need not be cut into words.
        if !self.options.mentions && !language.triggers.may_stand_in(&report.text, &report.blocks) {
            return extraction;
        }
        let found;
        let blocks = if report.blocks.is_empty() {
            found = litopys_text::find_blocks(&report.text);
            &found
        } else {
            &report.blocks
        };
        let text = Text::new(&report.text, blocks, &language.abbreviations);
        language.lexicon.tag(&text, &mut buffers.tags);
        let ctx = Context {
            text: &text,
            tags: &buffers.tags,
            terms: &language.terms,
            words: &language.lexicon,
            capitals: false,
        };
        let mut evidence = Evidence::default();
        for sentence in &text.sentences {
            evidence.add(&Context { capitals: sentence.capitals, ..ctx }, &language.frames, sentence);
        }
        if evidence.is_other() && !self.options.mentions {
            return extraction;
        }
        let anchor = Anchor::new(report.published.as_deref(), &language.conflicts);
        buffers.times.clear();
        time::find_times(&text, &language.lexicon, &buffers.tags, &anchor, &mut buffers.times);
        let gazetteer = self.gazetteer.as_deref().unwrap_or_else(|| Gazetteer::embedded());
        let mut places: Vec<PlaceMention<'_>> = Vec::new();
        place::find_places(&text, &buffers.tags, &language.place_words, gazetteer, &mut places);
        speaker::find_speakers(&text, &language.speaker_words, &buffers.tags, &mut buffers.speakers);
        if self.options.mentions {
            mentions(&text, &buffers.times, &places, &buffers.speakers, &mut extraction.mentions);
        }
        buffers.masks.reset(text.tokens.len());
        for time in &buffers.times {
            buffers.masks.mark_time(time.first, time.last);
        }
        for place in places.iter().filter(|p| p.role == PlaceRole::Plain) {
            buffers.masks.mark_place(place.first, place.last);
        }
        if evidence.is_other() {
            return extraction;
        }
        let mut drafts: Vec<Draft> = Vec::new();
        let mut acts: Vec<Act> = Vec::new();
        let mut memory = Memory::default();
        for (index, sentence) in text.sentences.iter().enumerate() {
            let ctx = Context { capitals: sentence.capitals, ..ctx };
            let layers = &mut buffers.layers;
            layers.clear();
            actor::find_acts(&ctx, &language.frames, index, sentence, &mut acts);
            number::find_numbers(&ctx, &buffers.masks, sentence.first, sentence.last, &mut layers.numbers);
            group::find_groups(
                &ctx,
                &buffers.masks,
                &layers.numbers,
                sentence.first,
                sentence.last,
                &mut layers.groups,
            );
            verb::find_verbs(&ctx, &buffers.masks, &layers.groups, sentence.first, sentence.last, &mut layers.verbs);
            let finder = Finder {
                ctx,
                frames: &language.frames,
                sentence: index,
                first: sentence.first,
                last: sentence.last,
                layers,
                masks: &buffers.masks,
            };
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
            finder.shared(&memory, &mut drafts, start);
        }
        keep_real(&evidence, &mut drafts);
        let sites = site::find_sites(&ctx, &places, |i| {
            buffers.masks.time(i) || buffers.speakers.claimants().iter().any(|c| c.span.contains(&i))
        });
        let scene = Scene {
            text: &text,
            times: &buffers.times,
            sites: &sites,
            speakers: &buffers.speakers,
            published: anchor.published,
        };
        let settled = settle::settle(&ctx, &scene, &evidence, &acts, drafts);
        let (events, of) = event::build(&ctx, &text.sentences, &settled);
        extraction.events = events;
        write_claims(&text, report, &settled, &of, &mut extraction);
        extraction.notes.extend(note::figure_conflicts(&extraction.claims));
        if self.options.trace {
            for one in settled.iter().filter(|s| s.repeats.is_none()) {
                let span = text.span(one.draft.first, one.draft.last);
                let made = extraction.claims.iter_mut().find(|c| {
                    c.span.contains(span)
                        && c.kind == one.draft.kind
                        && c.bounds == one.draft.bounds
                        && c.rule == one.draft.rule
                });
                if let Some(claim) = made {
                    claim.trace = trace::tree(&scene, one);
                }
            }
        }
        for (tokens, message) in time::date_conflicts(&text, &buffers.times, &anchor) {
            extraction.notes.push(Note {
                code: "date-conflict".to_owned(),
                message,
                span: text.span(tokens.start, tokens.end),
            });
        }
        extraction.relevant =
            extraction.claims.iter().any(|c| c.status != Status::Projected) || !extraction.events.is_empty();
        extraction
    }
}

/// Leaves out what accidents, exercises and games would give.
fn keep_real(evidence: &Evidence, drafts: &mut Vec<Draft>) {
    let keep: Vec<bool> = drafts
        .iter()
        .map(|d| !evidence.is_unreal(d.sentence) && (!d.weak || evidence.is_near(d.sentence, 4)))
        .collect();
    let mut moved: Vec<Option<usize>> = Vec::with_capacity(keep.len());
    let mut n = 0;
    for kept in &keep {
        moved.push(kept.then_some(n));
        n += usize::from(*kept);
    }
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        keep[at - 1]
    });
    for draft in drafts.iter_mut() {
        draft.part_of = draft.part_of.and_then(|p| moved.get(p).copied().flatten());
    }
}

fn write_claims(
    text: &Text<'_>,
    report: &Report,
    settled: &[Settled],
    of: &[Option<usize>],
    extraction: &mut Extraction,
) {
    let mut ids: Vec<Option<usize>> = vec![None; settled.len()];
    let mut order: Vec<usize> = (0..settled.len()).filter(|i| settled[*i].repeats.is_none()).collect();
    order.sort_by_key(|i| (settled[*i].draft.first, *i));
    for (n, index) in order.iter().enumerate() {
        ids[*index] = Some(n + 1);
    }
    for index in order {
        let one = &settled[index];
        let d = &one.draft;
        let (mut first, mut last) = (d.first, d.last);
        // The words of the verb belong to the quote where they stand beside the group.
        if let Some((a, b)) = d.trigger
            && text.sentence_of(a) == d.sentence
        {
            if a >= last && a - last <= 3 {
                last = b.max(last);
            } else if b <= first && first - b <= 3 {
                first = a.min(first);
            }
        }
        let span = text.span(first, last);
        let sentence = text.sentences[d.sentence];
        let parent = d.part_of.and_then(|p| {
            let p = settled.get(p).and_then(|s| s.repeats).unwrap_or(p);
            ids.get(p).copied().flatten()
        });
        extraction.claims.push(Claim {
            id: format!("c{}", ids[index].unwrap_or(0)),
            kind: d.kind,
            bounds: d.bounds,
            words: text.slice(d.words.0, d.words.1).to_owned(),
            thing: text.slice(d.head_at, d.head_at + 1).to_owned(),
            class: d.class,
            claimant: one.claimant.as_ref().map(|c| c.0.clone()),
            claimant_type: one.claimant.as_ref().and_then(|c| c.1),
            status: one.status,
            actor: one.actor.clone(),
            place: one.place.clone(),
            when: one.when.clone(),
            event: of.get(index).copied().flatten().and_then(|e| extraction.events.get(e)).map(|e| e.id.clone()),
            part_of: parent.map(|p| format!("c{p}")),
            quote: span.of(&report.text).to_owned(),
            span,
            sentence: text.span(sentence.first, sentence.last),
            rule: d.rule.clone(),
            trace: Vec::new(),
        });
        if sentence.kind == BlockKind::Related
            && !extraction.notes.iter().any(|n| n.span == text.span(sentence.first, sentence.last))
        {
            extraction.notes.push(Note {
                code: "related-headline".to_owned(),
                message: "a headline of another article on the page; its figures belong to another incident".to_owned(),
                span: text.span(sentence.first, sentence.last),
            });
        }
    }
}

fn mentions(
    text: &Text<'_>,
    times: &[TimeMention],
    places: &[PlaceMention<'_>],
    speakers: &Speakers,
    out: &mut Vec<Mention>,
) {
    let plain = |kind, span: Span, value: String, rule: &str| Mention {
        kind,
        span,
        value,
        rule: rule.to_owned(),
        parts: Vec::new(),
        place: None,
    };
    for place in places {
        let fact = place.fact(text);
        out.push(Mention { place: Some(fact.clone()), ..plain(MentionKind::Place, place.span, fact.name, place.rule) });
    }
    for time in times {
        out.push(plain(MentionKind::Time, text.span(time.first, time.last), time.value.clone(), time.rule));
    }
    for attribution in speakers.attributions().iter().filter(|a| !a.carried) {
        let (Some(first), Some(last)) =
            (attribution.content.iter().map(|c| c.start).min(), attribution.content.iter().map(|c| c.end).max())
        else {
            continue;
        };
        let mut parts = Vec::new();
        for (kind, range) in [(MentionKind::Claimant, &attribution.source), (MentionKind::Cue, &attribution.cue)] {
            if let Some(range) = range {
                parts.push(plain(
                    kind,
                    text.span(range.start, range.end),
                    text.slice(range.start, range.end).to_owned(),
                    attribution.rule,
                ));
            }
        }
        out.push(Mention {
            parts,
            ..plain(MentionKind::Content, text.span(first, last), String::new(), attribution.rule)
        });
    }
}
