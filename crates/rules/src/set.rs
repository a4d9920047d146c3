//! A compiled set of rules: built once, shared, never failing while it matches.
//!
//! In: rule files and the vocabulary, later lattices; out: [`Match`]es.
//! Working memory is the caller's ([`Buffers`]), one per thread.

use crate::Diagnostic;
use crate::anchors::{Anchors, Scan, atom};
use crate::example::Example;
use crate::file::{RuleFile, RuleText};
use crate::lattice::{Lattice, Test};
use crate::located::Located;
use crate::matcher::{Capture, Captures, Memory, longest};
use crate::pattern::Pattern;
use crate::program::{Code, LabelId, Program};
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// A rule of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// A compiled rule, as people know it.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `died-count`
    pub name: String,
    /// `en/claim/died-count`
    pub full_name: String,
    /// What it is for.
    pub why: String,
    /// What a match means; the caller reads it.
    pub gives: Located,
    /// Labels its patterns give, sorted.
    pub labels: Vec<String>,
    /// Must be found.
    pub yes: Vec<Example>,
    /// Must not be found.
    pub no: Vec<Example>,
    /// The file it stands in.
    pub file: String,
    /// The line of its name.
    pub line: u32,
    program: Program,
}

/// Words that a rule describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule.
    pub rule: RuleId,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Named words, in order.
    pub captures: Captures,
}

impl Match {
    /// The first words under a label.
    pub fn capture(&self, label: LabelId) -> Option<&Capture> {
        self.captures.iter().find(|capture| capture.label == label)
    }
}

/// Working memory for matching, reused.
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    scan: Scan,
    memory: Memory,
    /// Per rule: the end of its last match.
    ends: Vec<usize>,
}

/// Rules compiled together.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    code: Code,
    anchors: Anchors,
}

impl RuleSet {
    /// Compiles rule files, in order. Rules with mistakes are left out and their mistakes pushed.
    pub fn compile(files: &[RuleFile], vocabulary: &Vocabulary, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut set = Self::default();
        for file in files {
            for rule in &file.rules {
                set.add(&file.group, rule, vocabulary, diagnostics);
            }
        }
        set
    }

    fn add(&mut self, group: &str, text: &RuleText, vocabulary: &Vocabulary, diagnostics: &mut Vec<Diagnostic>) {
        let n_before = diagnostics.len();
        for (written, pattern) in text.patterns.iter().chain(&text.needs) {
            let mut faults = Vec::new();
            self.code.resolve(pattern, vocabulary, &mut faults);
            diagnostics.extend(faults.into_iter().map(|fault| written.fault(fault)));
        }
        for (written, _) in text.patterns.iter().filter(|(_, pattern)| pattern.may_be_empty()) {
            let diagnostic = written.diagnostic(0, "the pattern can match without any word");
            diagnostics.push(diagnostic.help("leave one word or <class> without ? and *"));
        }
        let parts: Vec<Pattern> = text.patterns.iter().map(|(_, pattern)| pattern.clone()).collect();
        let (Some((written, only)), false) = (text.patterns.first(), diagnostics.len() > n_before) else { return };
        let pattern = if parts.len() > 1 { Pattern::Or(parts) } else { only.clone() };
        let program = match self.code.compile(&pattern) {
            Ok(program) => program,
            Err(fault) => return diagnostics.push(written.fault(fault)),
        };
        let needs: Vec<_> = text.needs.iter().filter_map(|(_, need)| atom(&self.code, need)).collect();
        self.anchors.add(&self.code, &pattern, (!needs.is_empty()).then_some(needs));
        let mut labels = Vec::new();
        collect_labels(&pattern, &mut labels);
        labels.sort();
        labels.dedup();
        self.rules.push(Rule {
            name: text.name.as_str().to_owned(),
            full_name: format!("{group}/{}", text.name.as_str()),
            why: text.why.clone(),
            gives: text.gives.clone(),
            labels,
            yes: text.yes.clone(),
            no: text.no.clone(),
            file: text.name.file().to_owned(),
            line: text.name.line(),
            program,
        });
    }

    /// All rules in order.
    pub fn rules(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.rules.iter().enumerate().map(|(id, rule)| (RuleId(u32::try_from(id).unwrap_or(u32::MAX)), rule))
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// No rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// A rule of this set; none for an id of another.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(id.0 as usize)
    }

    /// A label that some rule of this set uses; look it up once, when the set is loaded.
    pub fn label(&self, name: &str) -> Option<LabelId> {
        self.code.label_id(name)
    }

    /// The name of a label.
    pub fn label_name(&self, label: LabelId) -> &str {
        self.code.labels.get(usize::from(label.0)).map_or("", |name| name)
    }

    /// The first words of a match under a label.
    pub fn capture<'m>(&self, found: &'m Match, label: &str) -> Option<&'m Capture> {
        found.capture(self.label(label)?)
    }

    /// What the rule asked of a captured class; none for a named group.
    pub fn test(&self, capture: &Capture) -> Option<Test<'_>> {
        self.code.tests.get(usize::from(capture.test?)).map(Test)
    }

    /// Appends the matches in a range of tokens that do not overlap: leftmost, then longest, then earlier rule.
    pub fn find<L: Lattice + ?Sized>(
        &self,
        lattice: &L,
        range: Range<usize>,
        buffers: &mut Buffers,
        out: &mut Vec<Match>,
    ) {
        let range = range.start..range.end.min(lattice.len());
        self.anchors.scan(&self.code, lattice, range.clone(), &mut buffers.scan);
        let (mut free_from, mut limit) = (0, 0);
        for same_start in buffers.scan.candidates.chunk_by(|a, b| a.0 == b.0) {
            let start = same_start.first().map_or(0, |&(token, _)| token as usize);
            if start < free_from {
                continue;
            }
            if start >= limit {
                limit = range.end.min(lattice.sentence_end(start));
            }
            let mut best: Option<Match> = None;
            for &(_, rule) in same_start {
                let found = self.attempt(lattice, rule, start..limit, &mut buffers.memory);
                if let Some(found) = found.filter(|found| best.as_ref().is_none_or(|best| found.end > best.end)) {
                    best = Some(found);
                }
            }
            if let Some(best) = best {
                free_from = best.end;
                out.push(best);
            }
        }
    }

    /// Appends every rule's own matches, by start and then by rule; matches of different rules may overlap.
    pub fn find_all<L: Lattice + ?Sized>(
        &self,
        lattice: &L,
        range: Range<usize>,
        buffers: &mut Buffers,
        out: &mut Vec<Match>,
    ) {
        let range = range.start..range.end.min(lattice.len());
        self.anchors.scan(&self.code, lattice, range.clone(), &mut buffers.scan);
        buffers.ends.clear();
        buffers.ends.resize(self.rules.len(), 0);
        let mut limit = 0;
        for &(token, rule) in &buffers.scan.candidates {
            let start = token as usize;
            if start < buffers.ends[rule as usize] {
                continue;
            }
            if start >= limit {
                limit = range.end.min(lattice.sentence_end(start));
            }
            if let Some(found) = self.attempt(lattice, rule, start..limit, &mut buffers.memory) {
                buffers.ends[rule as usize] = found.end;
                out.push(found);
            }
        }
    }

    fn attempt<L: Lattice + ?Sized>(
        &self,
        lattice: &L,
        rule: u32,
        range: Range<usize>,
        memory: &mut Memory,
    ) -> Option<Match> {
        let start = range.start;
        let program = self.rules.get(rule as usize)?.program;
        let (end, captures) = longest(&self.code, program, lattice, range, memory)?;
        Some(Match { rule: RuleId(rule), start, end, captures })
    }
}

fn collect_labels(pattern: &Pattern, out: &mut Vec<String>) {
    match pattern {
        Pattern::Word(_) | Pattern::Any | Pattern::Gap(_) | Pattern::Not(..) => {}
        Pattern::Class { class, .. } => out.push(class.to_string()),
        Pattern::Seq(parts) | Pattern::Or(parts) => parts.iter().for_each(|part| collect_labels(part, out)),
        Pattern::Repeat(part, _) => collect_labels(part, out),
        Pattern::Label(label, part) => {
            out.push(label.to_string());
            if !matches!(**part, Pattern::Class { .. }) {
                collect_labels(part, out);
            }
        }
    }
}

#[cfg(test)]
mod tests;
