//! Runs the examples that a language's files carry: words, rules, frames, and the known failures.
//!
//! In: a [`Language`]. Out: a [`Diagnostic`] for each example that does not hold, at its place in the file.
//! A rule's examples run twice, by the rule alone and by the whole extractor; values are `kind bounds class`.

use crate::find::{Draft, Finder, Memory};
use crate::frame::Frame;
use crate::lang::Language;
use crate::lattice::SentenceLattice;
use crate::layers::{Context, Masks, SentenceLayers};
use crate::place::{self, PlaceRole};
use crate::run::{Buffers, Extractor, Options};
use crate::time::{self, Anchor};
use crate::{group, number, pattern, verb};
use litopys_facts::{Block, BlockKind, Bounds, Class, Kind, Report, Span};
use litopys_places::Gazetteer;
use litopys_rules::{Diagnostic, Finding, Marked, RuleId, Tags, check_examples, check_known};
use litopys_text::{Text, find_blocks};

/// The day on which every example is published.
const PUBLISHED: &str = "2024-08-06";

impl Language {
    /// Runs every example of the language's files and tells those that do not hold; none for a sound language.
    ///
    /// An entry of `known.toml` must still fail: one that has begun to hold is told too.
    ///
    /// ```
    /// let english = litopys_extract::Language::embedded()?;
    /// assert!(english.check().is_empty());
    /// # Ok::<(), litopys_extract::LanguageError>(())
    /// ```
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut out = self.check_words();
        out.extend(check_examples(&self.rules, |rule, text| self.by_rule_alone(rule, text)));
        let mut whole = Whole::new(self);
        out.extend(check_examples(&self.rules, |rule, text| whole.by_all(self, rule, text)));
        for frame in &self.frames.all {
            whole.check_frame(frame, &mut out);
        }
        let known = self.known.misses.iter().chain(&self.known.false_alarms);
        out.extend(check_known(&self.known, |text| {
            let marks = known.clone().find(|e| e.marked.text == text).map_or(&[][..], |e| &e.marked.marks);
            whole.findings(text).into_iter().map(|found| aligned(found, marks)).collect()
        }));
        out.sort();
        out.dedup();
        out
    }

    /// Every `?` must be found with its value, every `!` must hold no word of the file's class.
    fn check_words(&self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let mut tags = Tags::default();
        for file in &self.word_files {
            for example in &file.examples {
                // An example may be two words long, which a page would show as a heading.
                let body = Block { kind: BlockKind::Body, span: Span::new(0, example.text.len() as u32) };
                let text = Text::new(&example.text, &[body], &self.abbreviations);
                self.lexicon.tag(&text, &mut tags);
                let of_class = tags.all().iter().filter(|t| Some(t.class) == self.lexicon.class(&file.class));
                let found: Vec<(&str, &str)> = of_class
                    .map(|t| (text.slice(t.first as usize, t.end()), self.lexicon.value_name(t.value)))
                    .collect();
                let holds = match &example.expect {
                    Some((words, value)) => found.contains(&(words, value)),
                    None => found.is_empty(),
                };
                if !holds {
                    let shown: Vec<String> =
                        found.iter().map(|(words, value)| format!("[{words}] -> {value}")).collect();
                    let shown = if shown.is_empty() { "nothing".to_owned() } else { shown.join(" and ") };
                    let message = format!("finds {shown} in `{}`", example.text);
                    let help = Some("mend the entry, or the example".to_owned());
                    out.push(Diagnostic { file: file.file.clone(), line: example.line, column: 1, message, help });
                }
            }
        }
        out
    }

    /// What one rule gives, with no other beside it.
    fn by_rule_alone(&self, rule: RuleId, source: &str) -> Vec<Finding> {
        let Some(known) = self.rules.rule(rule) else { return Vec::new() };
        let text = Text::new(source, &find_blocks(source), &self.abbreviations);
        let mut tags = Tags::default();
        self.lexicon.tag(&text, &mut tags);
        let masks = self.masks(&text, &tags);
        let (mut layers, mut buffers) = (SentenceLayers::default(), litopys_rules::Buffers::default());
        let (mut matches, mut drafts): (_, Vec<Draft>) = (Vec::new(), Vec::new());
        for (index, sentence) in text.sentences.iter().enumerate() {
            let ctx = Context {
                text: &text,
                tags: &tags,
                terms: &self.terms,
                words: &self.lexicon,
                capitals: sentence.capitals,
            };
            layers.clear();
            number::find_numbers(&ctx, &masks, sentence.first, sentence.last, &mut layers.numbers);
            group::find_groups(&ctx, &masks, &layers.numbers, sentence.first, sentence.last, &mut layers.groups);
            verb::find_verbs(&ctx, &masks, &layers.groups, sentence.first, sentence.last, &mut layers.verbs);
            let lattice = SentenceLattice { ctx, masks: &masks, layers: &layers, last: sentence.last };
            matches.clear();
            self.rules.find_all(&lattice, sentence.first..sentence.last, &mut buffers, &mut matches);
            let (first, last) = (sentence.first, sentence.last);
            let finder =
                Finder { ctx, frames: &self.frames, sentence: index, first, last, layers: &layers, masks: &masks };
            let start = drafts.len();
            for found in matches.iter().filter(|found| found.rule == rule && pattern::is_claim_rule(known)) {
                finder.matched(&self.rules, found, &Memory::default(), &mut drafts, start);
            }
        }
        let marks = marks_of(self, rule, source);
        drafts
            .iter()
            .map(|d| Finding {
                spans: vec![text.span(d.first, d.last)],
                value: value(d.kind, d.bounds, d.class),
                rule: Some(d.rule.clone()),
            })
            .map(|found| aligned(found, marks))
            .collect()
    }

    fn masks(&self, text: &Text<'_>, tags: &Tags) -> Masks {
        let (mut masks, mut times, mut places) = (Masks::default(), Vec::new(), Vec::new());
        let anchor = Anchor::new(Some(PUBLISHED), &self.conflicts);
        time::find_times(text, &self.lexicon, tags, &anchor, &mut times);
        place::find_places(text, tags, &self.place_words, Gazetteer::embedded(), &mut places);
        masks.reset(text.tokens.len());
        times.iter().for_each(|t| masks.mark_time(t.first, t.last));
        places.iter().filter(|p| p.role == PlaceRole::Plain).for_each(|p| masks.mark_place(p.first, p.last));
        masks
    }
}

/// The whole extractor, as an example sees it.
struct Whole {
    extractor: Extractor,
    buffers: Buffers,
    report: Report,
}

impl Whole {
    fn new(language: &Language) -> Whole {
        let extractor = Extractor::new(language.clone(), Options::default());
        let buffers = extractor.buffers();
        Whole { extractor, buffers, report: example_report() }
    }

    fn findings(&mut self, text: &str) -> Vec<Finding> {
        text.clone_into(&mut self.report.text);
        let claims = self.extractor.extract(&self.report, &mut self.buffers).claims;
        claims
            .into_iter()
            .map(|c| Finding { spans: vec![c.span], value: value(c.kind, c.bounds, c.class), rule: Some(c.rule) })
            .collect()
    }

    /// For a `yes`, all that is found; for a `no`, what this rule found.
    fn by_all(&mut self, language: &Language, rule: RuleId, text: &str) -> Vec<Finding> {
        let marks = marks_of(language, rule, text);
        let name = language.rules.rule(rule).map(|r| r.full_name.as_str());
        let found = self.findings(text).into_iter();
        found.filter(|f| !marks.is_empty() || f.rule.as_deref() == name).map(|f| aligned(f, marks)).collect()
    }

    /// A `yes` must be found by the frame itself, or by any rule where the frame has no roles; a `no` by none at all.
    fn check_frame(&mut self, frame: &Frame, out: &mut Vec<Diagnostic>) {
        let own = format!("/frame/{}-", frame.name);
        for example in &frame.yes {
            let found = self.findings(&example.marked.text);
            let holds = found.iter().any(|f| {
                let by = frame.has_no_roles() || f.rule.as_ref().is_some_and(|r| r.contains(&own));
                let f = aligned(f.clone(), &example.marked.marks);
                by && f.spans == example.marked.marks && Some(&f.value) == example.marked.value.as_ref()
            });
            if !holds {
                let message =
                    format!("frame {} does not find this, but {}", frame.name, shown(&found, &example.marked));
                out.push(
                    Diagnostic { message, ..example.at.clone() }
                        .help("mend the frame or its words, or move me to `misses` of known.toml"),
                );
            }
        }
        for example in &frame.no {
            let found = self.findings(&example.marked.text);
            if !found.is_empty() {
                let message = format!("something finds {}", shown(&found, &example.marked));
                out.push(
                    Diagnostic { message, ..example.at.clone() }
                        .help("narrow the frame, or move me to `false-alarms` of known.toml"),
                );
            }
        }
    }
}

/// Where a finding touches all the marked words it is taken to be about them: a quote may be fuller than the mark.
fn aligned(found: Finding, marks: &[Span]) -> Finding {
    let touches = !marks.is_empty() && marks.iter().all(|mark| found.spans.iter().any(|span| span.overlaps(*mark)));
    if touches { Finding { spans: marks.to_vec(), ..found } } else { found }
}

fn marks_of<'a>(language: &'a Language, rule: RuleId, text: &str) -> &'a [Span] {
    let rule = language.rules.rule(rule);
    rule.and_then(|r| r.yes.iter().find(|e| e.marked.text == text)).map_or(&[], |e| &e.marked.marks)
}

fn value(kind: Kind, bounds: Bounds, class: Class) -> String {
    format!("{kind} {bounds} {class}")
}

fn shown(found: &[Finding], marked: &Marked) -> String {
    if found.is_empty() {
        return "nothing".to_owned();
    }
    let one = |f: &Finding| {
        let words: Vec<&str> = f.spans.iter().map(|s| s.of(&marked.text)).collect();
        format!("[{}] -> {} (by {})", words.join(" … "), f.value, f.rule.as_deref().unwrap_or("?"))
    };
    found.iter().map(one).collect::<Vec<_>>().join(" and ")
}

fn example_report() -> Report {
    Report {
        id: "example".to_owned(),
        path: String::new(),
        url: None,
        title: None,
        byline: None,
        outlet: None,
        published: Some(PUBLISHED.to_owned()),
        language: Some("en".to_owned()),
        sha256: String::new(),
        text_sha256: String::new(),
        simhash: 0,
        text: String::new(),
        blocks: Vec::new(),
    }
}
