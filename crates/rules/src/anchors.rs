//! Which words and classes a rule must meet before it is worth trying, and the scan that looks for them.
//!
//! In: patterns; out: [`Anchors`], which turns a run of tokens into the few (token, rule) pairs to try.
//! A rule is tried only where its first word or class stands, and only if the rarest thing it needs is there at all;
//! so a sentence without a trigger never meets a rule.

use crate::lattice::{Lattice, Test};
use crate::lexicon::ValueId;
use crate::pattern::{Pattern, Times};
use crate::program::{Code, TestIdx};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// A word or a test, by its place in [`Code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Atom {
    Word(u32),
    Test(TestIdx),
}

/// Words or classes, any of which will do.
type AnyOf = Vec<Atom>;

/// An index into [`Anchors::rules`].
type AnchorIdx = u32;

/// The tests of one class.
#[derive(Clone, Debug, Default)]
struct ClassAnchors {
    /// Tests that take any value.
    any: SmallVec<[AnchorIdx; 2]>,
    by_id: FxHashMap<ValueId, SmallVec<[AnchorIdx; 2]>>,
    /// All tests that ask for values, for values that come as text.
    valued: Vec<(TestIdx, AnchorIdx)>,
}

/// The triggers of a set of rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors {
    ids: FxHashMap<Atom, AnchorIdx>,
    words: FxHashMap<Box<str>, AnchorIdx>,
    /// Bits of [`shape`]s that some word has; most words of a text fail here.
    shapes: [u64; 16],
    classes: Vec<Option<ClassAnchors>>,
    /// Per anchor: the rules that may begin with it.
    rules: Vec<Vec<u32>>,
    /// Per rule: what it needs; empty where nothing is known.
    needs: Vec<Vec<AnchorIdx>>,
    /// Rules that may begin with any token.
    anywhere: Vec<u32>,
}

/// What the scan of one run of tokens found; a buffer, reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    /// (token, rule), sorted.
    pub(crate) candidates: Vec<(u32, u32)>,
    /// Per anchor: the number of the scan that last saw it.
    seen: Vec<u32>,
    round: u32,
}

impl Anchors {
    /// Adds the next rule. `needs` overrides what the pattern itself tells.
    pub(crate) fn add(&mut self, code: &Code, pattern: &Pattern, needs: Option<AnyOf>) {
        let rule = u32::try_from(self.needs.len()).unwrap_or(u32::MAX);
        let mut first = Vec::new();
        let first = (first_atoms(code, pattern, &mut first) != First::Anything).then(|| distinct(first));
        match &first {
            None => self.anywhere.push(rule),
            Some(first) => {
                for &atom in first {
                    let anchor = self.anchor(code, atom);
                    self.rules[anchor as usize].push(rule);
                }
            }
        }
        let needs = needs.or_else(|| {
            let mut required = Vec::new();
            collect_required(code, pattern, &mut required);
            required.retain(|any_of| Some(any_of) != first.as_ref());
            required.into_iter().min_by_key(|any_of| commonness(code, any_of))
        });
        let needs = needs.unwrap_or_default().into_iter().map(|atom| self.anchor(code, atom)).collect();
        self.needs.push(needs);
    }

    fn anchor(&mut self, code: &Code, atom: Atom) -> AnchorIdx {
        if let Some(&anchor) = self.ids.get(&atom) {
            return anchor;
        }
        let anchor = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        self.ids.insert(atom, anchor);
        self.rules.push(Vec::new());
        match atom {
            Atom::Word(word) => {
                let word = &code.words[word as usize];
                let bit = shape(word);
                self.shapes[bit / 64] |= 1 << (bit % 64);
                self.words.insert(word.clone(), anchor);
            }
            Atom::Test(idx) => {
                let test = &code.tests[idx as usize];
                let class = test.class.0 as usize;
                if self.classes.len() <= class {
                    self.classes.resize(class + 1, None);
                }
                let class = self.classes[class].get_or_insert_default();
                if test.names.is_empty() {
                    class.any.push(anchor);
                } else {
                    class.valued.push((idx, anchor));
                    for &id in &test.ids {
                        class.by_id.entry(id).or_default().push(anchor);
                    }
                }
            }
        }
        anchor
    }

    /// Finds where which rule is worth trying.
    pub(crate) fn scan<L: Lattice + ?Sized>(&self, code: &Code, lattice: &L, range: Range<usize>, scan: &mut Scan) {
        scan.candidates.clear();
        scan.seen.resize(self.rules.len(), 0);
        scan.round = scan.round.wrapping_add(1);
        if scan.round == 0 {
            scan.seen.fill(0);
            scan.round = 1;
        }
        for at in range.clone() {
            let token = u32::try_from(at).unwrap_or(u32::MAX);
            let mut touch = |anchor: AnchorIdx| {
                scan.seen[anchor as usize] = scan.round;
                scan.candidates.extend(self.rules[anchor as usize].iter().map(|&rule| (token, rule)));
            };
            let word = lattice.word(at);
            let bit = shape(word);
            if self.shapes[bit / 64] & (1 << (bit % 64)) != 0
                && let Some(&anchor) = self.words.get(word)
            {
                touch(anchor);
            }
            if self.classes.is_empty() {
                continue;
            }
            lattice.hits(at, &mut |hit| {
                let Some(Some(class)) = self.classes.get(hit.class.0 as usize) else { return };
                class.any.iter().for_each(|&anchor| touch(anchor));
                match hit.value {
                    crate::Value::Id(id) => {
                        class.by_id.get(&id).into_iter().flatten().for_each(|&anchor| touch(anchor))
                    }
                    value @ crate::Value::Name(_) => {
                        let accepted =
                            class.valued.iter().filter(|(test, _)| Test(&code.tests[*test as usize]).accepts(value));
                        accepted.for_each(|&(_, anchor)| touch(anchor));
                    }
                    crate::Value::None => {}
                }
            });
        }
        let met = |rule: u32| {
            let needs = &self.needs[rule as usize];
            needs.is_empty() || needs.iter().any(|&anchor| scan.seen[anchor as usize] == scan.round)
        };
        scan.candidates.retain(|&(_, rule)| met(rule));
        for &rule in self.anywhere.iter().filter(|&&rule| met(rule)) {
            scan.candidates.extend(range.clone().map(|at| (u32::try_from(at).unwrap_or(u32::MAX), rule)));
        }
        scan.candidates.sort_unstable();
        scan.candidates.dedup();
    }
}

/// A cheap look at a word: one of 1024 by its length and its first and last bytes.
#[inline]
fn shape(word: &str) -> usize {
    let bytes = word.as_bytes();
    let first = bytes.first().map_or(0, |&b| b as usize);
    let last = bytes.last().map_or(0, |&b| b as usize);
    (first.wrapping_mul(37) ^ last.wrapping_mul(5) ^ bytes.len().wrapping_mul(131)) & 1023
}

#[derive(PartialEq)]
enum First {
    /// Begins with one of the atoms.
    Known,
    /// May be empty; what follows counts too.
    MayBeEmpty,
    Anything,
}

fn first_atoms(code: &Code, pattern: &Pattern, out: &mut AnyOf) -> First {
    match pattern {
        Pattern::Word(_) | Pattern::Class { .. } => {
            out.extend(atom(code, pattern));
            First::Known
        }
        Pattern::Any | Pattern::Gap(_) => First::Anything,
        Pattern::Not(..) => First::MayBeEmpty,
        Pattern::Label(_, part) => first_atoms(code, part, out),
        Pattern::Repeat(part, times) => match first_atoms(code, part, out) {
            First::Known if *times != Times::Some => First::MayBeEmpty,
            first => first,
        },
        Pattern::Seq(parts) => {
            for part in parts {
                match first_atoms(code, part, out) {
                    First::MayBeEmpty => {}
                    first => return first,
                }
            }
            First::MayBeEmpty
        }
        Pattern::Or(parts) => {
            let mut all = First::Known;
            for part in parts {
                match first_atoms(code, part, out) {
                    First::Known => {}
                    First::MayBeEmpty => all = First::MayBeEmpty,
                    First::Anything => return First::Anything,
                }
            }
            all
        }
    }
}

/// Pushes sets of atoms, of each of which one must be in any match.
fn collect_required(code: &Code, pattern: &Pattern, out: &mut Vec<AnyOf>) {
    match pattern {
        Pattern::Word(_) | Pattern::Class { .. } => out.extend(atom(code, pattern).map(|atom| vec![atom])),
        Pattern::Any | Pattern::Gap(_) | Pattern::Not(..) => {}
        Pattern::Label(_, part) => collect_required(code, part, out),
        Pattern::Repeat(part, times) => {
            if *times == Times::Some {
                collect_required(code, part, out);
            }
        }
        Pattern::Seq(parts) => parts.iter().for_each(|part| collect_required(code, part, out)),
        Pattern::Or(parts) => {
            let mut union = Vec::new();
            for part in parts {
                let mut required = Vec::new();
                collect_required(code, part, &mut required);
                match required.into_iter().min_by_key(|any_of| commonness(code, any_of)) {
                    Some(best) => union.extend(best),
                    None => return,
                }
            }
            out.push(distinct(union));
        }
    }
}

pub(crate) fn atom(code: &Code, pattern: &Pattern) -> Option<Atom> {
    match pattern {
        Pattern::Word(word) => code.find_word(word).map(Atom::Word),
        Pattern::Class { class, values, .. } => code.find_test(class, values).map(Atom::Test),
        _ => None,
    }
}

/// A guess at how often a text has one of these: short words and bare classes are common.
fn commonness(code: &Code, any_of: &AnyOf) -> usize {
    let common = |atom: &Atom| match atom {
        Atom::Word(word) if code.words[*word as usize].chars().count() <= 4 => 50,
        Atom::Word(_) => 4,
        Atom::Test(test) if code.tests[*test as usize].names.is_empty() => 40,
        Atom::Test(_) => 6,
    };
    any_of.iter().map(common).sum()
}

fn distinct(mut atoms: AnyOf) -> AnyOf {
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}
