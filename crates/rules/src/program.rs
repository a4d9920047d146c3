//! Compiles patterns into short programs for the matcher.
//!
//! In: a [`Pattern`] and the [`Vocabulary`]; out: [`Op`]s in one list for all rules.
//! Repetitions are unrolled, so a program only runs forward and every match ends.

use crate::diagnostic::nearest;
use crate::lattice::ClassTest;
use crate::located::Fault;
use crate::pattern::{MAX_TIMES, Pattern, Times};
use crate::vocabulary::{Vocabulary, is_below};
use rustc_hash::FxHashMap;

/// The most steps of one rule.
const MAX_OPS: usize = 4096;

/// A label, interned in its set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub(crate) u16);

/// An index into [`Code::tests`].
pub(crate) type TestIdx = u16;

/// One step of a program. Indices of steps are absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// This word.
    Word(u32),
    /// A span of a class, captured under the label if there is one.
    Class(TestIdx, Option<LabelId>),
    /// Any token.
    Any,
    /// Go on at the first; if that fails, or for something longer, at the second.
    Split(u32, u32),
    Jump(u32),
    Open(LabelId),
    Close(LabelId),
    /// What follows, up to its `Found`, must fail; then go on here.
    Not(u32),
    /// End of a rule or of a look-ahead.
    Found,
}

/// The programs of a set of rules and what they share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Code {
    pub(crate) ops: Vec<Op>,
    /// Per step: its place in the matcher's memory if it can be reached in two ways, else `u32::MAX`.
    pub(crate) memos: Vec<u32>,
    pub(crate) words: Vec<Box<str>>,
    pub(crate) tests: Vec<ClassTest>,
    pub(crate) labels: Vec<Box<str>>,
    word_ids: FxHashMap<Box<str>, u32>,
    label_ids: FxHashMap<Box<str>, LabelId>,
    test_ids: FxHashMap<(Box<str>, Vec<Box<str>>), TestIdx>,
}

/// The steps and memory of one rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Program {
    pub(crate) start: usize,
}

impl Code {
    /// Interns the words and classes of a pattern; unknown classes and values become faults.
    pub(crate) fn resolve(&mut self, pattern: &Pattern, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) {
        match pattern {
            Pattern::Word(word) => {
                self.word(word);
            }
            Pattern::Class { class, values, at } => match resolve_class(class, values, at.0, vocabulary) {
                Ok(test) => {
                    let key = (class.clone(), values.clone());
                    if !self.test_ids.contains_key(&key) {
                        self.test_ids.insert(key, TestIdx::try_from(self.tests.len()).unwrap_or(TestIdx::MAX));
                        self.tests.push(test);
                    }
                }
                Err(unknown) => faults.extend(unknown),
            },
            Pattern::Any | Pattern::Gap(_) => {}
            Pattern::Seq(parts) | Pattern::Or(parts) => {
                for part in parts {
                    self.resolve(part, vocabulary, faults);
                }
            }
            Pattern::Repeat(part, _) | Pattern::Not(part, _) | Pattern::Label(_, part) => {
                self.resolve(part, vocabulary, faults);
            }
        }
    }

    /// The test of a class that was resolved before.
    pub(crate) fn find_test(&self, class: &str, values: &[Box<str>]) -> Option<TestIdx> {
        self.test_ids.get(&(class.into(), values.to_vec())).copied()
    }

    /// The id of a word that was resolved before.
    pub(crate) fn find_word(&self, word: &str) -> Option<u32> {
        self.word_ids.get(word).copied()
    }

    /// Compiles one rule, whose words and classes were resolved before.
    pub(crate) fn compile(&mut self, pattern: &Pattern) -> Result<Program, Fault> {
        let start = self.ops.len();
        let too_large = || Fault::new(0, "the pattern is too large when unrolled", "nest fewer + and *");
        self.emit(pattern, None, start + MAX_OPS);
        self.ops.push(Op::Found);
        if self.ops.len() >= start + MAX_OPS || self.tests.len() > usize::from(TestIdx::MAX) {
            self.ops.truncate(start);
            return Err(too_large());
        }
        self.mark_memos(start);
        Ok(Program { start })
    }

    fn emit(&mut self, pattern: &Pattern, label: Option<LabelId>, limit: usize) {
        if self.ops.len() >= limit {
            return;
        }
        match pattern {
            Pattern::Word(word) => {
                let word = self.word(word);
                self.capture(label, |code| code.ops.push(Op::Word(word)));
            }
            Pattern::Class { class, values, .. } => {
                let label = label.or_else(|| Some(self.label(class)));
                if let Some(test) = self.find_test(class, values) {
                    self.ops.push(Op::Class(test, label));
                }
            }
            Pattern::Any => self.capture(label, |code| code.ops.push(Op::Any)),
            Pattern::Gap(n) => self.capture(label, |code| {
                // A gap rather stays short; an option is rather taken.
                let splits: Vec<usize> = (0..*n).map(|_| code.split_then(|code| code.ops.push(Op::Any))).collect();
                code.land(&splits, false);
            }),
            Pattern::Seq(parts) => self.capture(label, |code| {
                for part in parts {
                    code.emit(part, None, limit);
                }
            }),
            Pattern::Or(parts) => self.capture(label, |code| code.emit_or(parts, limit)),
            Pattern::Repeat(part, times) => self.capture(label, |code| {
                if *times == Times::Some {
                    code.emit(part, None, limit);
                }
                let n = match times {
                    Times::Maybe => 1,
                    Times::Some => MAX_TIMES - 1,
                    Times::Any => MAX_TIMES,
                };
                let splits: Vec<usize> = (0..n).map(|_| code.split_then(|code| code.emit(part, None, limit))).collect();
                code.land(&splits, true);
            }),
            Pattern::Not(part, _) => {
                let at = self.ops.len();
                self.ops.push(Op::Found);
                self.emit(part, None, limit);
                self.ops.push(Op::Found);
                self.ops[at] = Op::Not(index(self.ops.len()));
            }
            Pattern::Label(name, part) => {
                let name = self.label(name);
                self.capture(label, |code| code.emit(part, Some(name), limit));
            }
        }
    }

    fn emit_or(&mut self, parts: &[Pattern], limit: usize) {
        let mut jumps = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            if i + 1 == parts.len() {
                self.emit(part, None, limit);
                break;
            }
            let split = self.split_then(|code| code.emit(part, None, limit));
            jumps.push(self.ops.len());
            self.ops.push(Op::Found);
            self.ops[split] = Op::Split(index(split + 1), index(self.ops.len()));
        }
        let end = index(self.ops.len());
        for jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
    }

    /// Emits a place for a split, then the part it may skip.
    fn split_then(&mut self, emit: impl FnOnce(&mut Self)) -> usize {
        let at = self.ops.len();
        self.ops.push(Op::Found);
        emit(self);
        at
    }

    /// Lets every split skip to here.
    fn land(&mut self, splits: &[usize], greedy: bool) {
        let end = index(self.ops.len());
        for &at in splits {
            let next = index(at + 1);
            self.ops[at] = if greedy { Op::Split(next, end) } else { Op::Split(end, next) };
        }
    }

    fn capture(&mut self, label: Option<LabelId>, emit: impl FnOnce(&mut Self)) {
        self.ops.extend(label.map(Op::Open));
        emit(self);
        self.ops.extend(label.map(Op::Close));
    }

    /// Gives memory to the steps that two ways lead to: only there a second visit is in vain.
    fn mark_memos(&mut self, start: usize) {
        let mut ways = vec![0u8; self.ops.len() - start];
        let mut way = |to: usize, n: u8| {
            if let Some(ways) = ways.get_mut(to - start) {
                *ways = ways.saturating_add(n);
            }
        };
        for (at, op) in self.ops.iter().enumerate().skip(start) {
            match op {
                Op::Word(_) | Op::Any | Op::Open(_) | Op::Close(_) => way(at + 1, 1),
                // A class may end in several places.
                Op::Class(..) => way(at + 1, 2),
                Op::Split(a, b) => [*a, *b].into_iter().for_each(|to| way(to as usize, 1)),
                Op::Jump(to) => way(*to as usize, 1),
                Op::Not(end) => [at + 1, *end as usize].into_iter().for_each(|to| way(to, 1)),
                Op::Found => {}
            }
        }
        let mut n_memos = 0;
        self.memos.truncate(start);
        self.memos.extend(ways.iter().map(|&ways| {
            n_memos += u32::from(ways > 1);
            if ways > 1 { n_memos - 1 } else { u32::MAX }
        }));
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.word_ids.get(word) {
            return id;
        }
        let id = index(self.words.len());
        self.words.push(word.into());
        self.word_ids.insert(word.into(), id);
        id
    }

    fn label(&mut self, name: &str) -> LabelId {
        if let Some(&id) = self.label_ids.get(name) {
            return id;
        }
        let id = LabelId(u16::try_from(self.labels.len()).unwrap_or(u16::MAX));
        self.labels.push(name.into());
        self.label_ids.insert(name.into(), id);
        id
    }

    /// The id of a label that some rule uses.
    pub(crate) fn label_id(&self, name: &str) -> Option<LabelId> {
        self.label_ids.get(name).copied()
    }
}

/// `<class:value>` with the ids of the values it means, or all that is unknown in it.
fn resolve_class(name: &str, values: &[Box<str>], at: usize, vocabulary: &Vocabulary) -> Result<ClassTest, Vec<Fault>> {
    let Some(class) = vocabulary.class(name) else {
        let message = match values {
            [] => format!("unknown class <{name}>"),
            _ => format!("unknown class <{name}:{}>", values.join("|")),
        };
        let help = match nearest(name, vocabulary.class_names()) {
            Some(near) => format!("did you mean <{near}>?"),
            None => format!("add a words file `{name}.txt`, or use another class"),
        };
        return Err(vec![Fault::new(at, message, help)]);
    };
    let mut faults = Vec::new();
    if let Some(known) = vocabulary.known_values(class) {
        let known: Vec<&str> = known.collect();
        for value in values.iter().filter(|value| !known.iter().any(|known| is_below(known, value))) {
            let paths = known.iter().flat_map(|known| {
                let cuts = known.match_indices('.').map(|(at, _)| at).chain([known.len()]);
                cuts.map(|cut| &known[..cut])
            });
            let help = match nearest(value, paths) {
                Some(near) => format!("did you mean <{name}:{near}>?"),
                None if known.is_empty() => format!("<{name}> has no values"),
                None => format!("give an entry of <{name}> this value, or use another"),
            };
            faults.push(Fault::new(at, format!("unknown class <{name}:{value}>"), help));
        }
    }
    if faults.is_empty() {
        Ok(ClassTest { class, names: values.to_vec(), ids: vocabulary.values_below(values) })
    } else {
        Err(faults)
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
