//! Runs one rule's program at one token and keeps its longest match.
//!
//! In: a [`Program`], a lattice, a token; out: an end and captures.
//! All ways are explored, but no step is taken twice at the same token (a memory of visits), so the work is bounded by
//! steps times tokens; a limit on steps stands behind that. Programs run forward only, so nothing can hang.

use crate::lattice::{Ends, Lattice, Test};
use crate::program::{Code, LabelId, Op, Program, TestIdx};
use smallvec::SmallVec;
use std::ops::Range;

/// The most steps of one attempt; a sentence of prose takes some dozens.
const MAX_STEPS: usize = 200_000;

/// Longer matches than this many tokens are not looked for.
const MAX_TOKENS: usize = 512;

/// Named words of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The label.
    pub label: LabelId,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The class test that matched, if the label stands on a class.
    pub(crate) test: Option<TestIdx>,
}

/// Captures of a match, by their first token, outer ones first.
pub type Captures = SmallVec<[Capture; 4]>;

/// Where the matcher goes on when it fails.
#[derive(Clone, Copy, Debug)]
struct Frame {
    op: u32,
    at: u32,
    n_events: u32,
    /// Where the class began whose other end this is, else `u32::MAX`.
    class_start: u32,
}

/// What was captured so far on one way.
#[derive(Clone, Copy, Debug)]
enum Event {
    Open(LabelId, u32),
    Close(u32),
    Class(LabelId, TestIdx, u32, u32),
}

/// Memory of the matcher, reused from attempt to attempt.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    frames: Vec<Frame>,
    events: Vec<Event>,
    best: Vec<Event>,
    /// Per (memo, token): the number of the attempt that last came by.
    visited: Vec<u32>,
    round: u32,
    ends: Ends,
    n_steps: usize,
}

/// One attempt.
struct Attempt<'a, L: Lattice + ?Sized> {
    code: &'a Code,
    lattice: &'a L,
    memory: &'a mut Memory,
    start: usize,
    limit: usize,
    best_end: Option<usize>,
}

/// Tries a program at the first token of the range, which is the rest of a sentence; the match stays inside it.
pub(crate) fn longest<L: Lattice + ?Sized>(
    code: &Code,
    program: Program,
    lattice: &L,
    range: Range<usize>,
    memory: &mut Memory,
) -> Option<(usize, Captures)> {
    let limit = range.end.min(range.start + MAX_TOKENS);
    memory.round = memory.round.wrapping_add(1);
    if memory.round == 0 {
        memory.visited.fill(0);
        memory.round = 1;
    }
    memory.n_steps = 0;
    memory.frames.clear();
    memory.events.clear();
    memory.best.clear();
    let mut attempt = Attempt { code, lattice, memory, start: range.start, limit, best_end: None };
    attempt.run(program.start, range.start, false);
    let end = attempt.best_end?;
    Some((end, captures(&memory.best)))
}

impl<L: Lattice + ?Sized> Attempt<'_, L> {
    /// Explores all ways from a step; in a look-ahead, stops at the first that gets through and returns true.
    fn run(&mut self, op: usize, at: usize, ahead: bool) -> bool {
        let base = self.memory.frames.len();
        self.push(op, at, u32::MAX);
        while self.memory.frames.len() > base {
            let Some(frame) = self.memory.frames.pop() else { break };
            self.memory.events.truncate(frame.n_events as usize);
            if frame.class_start != u32::MAX {
                self.capture_class(frame.op as usize - 1, frame.class_start as usize, frame.at as usize);
            }
            if self.follow(frame.op as usize, frame.at as usize, ahead) {
                self.memory.frames.truncate(base);
                return true;
            }
        }
        false
    }

    /// Follows one way until it fails or gets through, leaving frames for the others. True ends the run.
    fn follow(&mut self, mut op: usize, mut at: usize, ahead: bool) -> bool {
        loop {
            self.memory.n_steps += 1;
            if self.memory.n_steps > MAX_STEPS || self.been_here(op, at) {
                return false;
            }
            match self.code.ops[op] {
                Op::Word(word) => {
                    if at >= self.limit || self.lattice.word(at) != &*self.code.words[word as usize] {
                        return false;
                    }
                    (op, at) = (op + 1, at + 1);
                }
                Op::Any => {
                    if at >= self.limit {
                        return false;
                    }
                    (op, at) = (op + 1, at + 1);
                }
                Op::Class(test, _) => match self.class(op, at, test) {
                    Some(end) => (op, at) = (op + 1, end),
                    None => return false,
                },
                Op::Split(first, second) => {
                    self.push(second as usize, at, u32::MAX);
                    op = first as usize;
                }
                Op::Jump(to) => op = to as usize,
                Op::Open(label) => {
                    self.memory.events.push(Event::Open(label, position(at)));
                    op += 1;
                }
                Op::Close(_) => {
                    self.memory.events.push(Event::Close(position(at)));
                    op += 1;
                }
                Op::Not(next) => {
                    let n_events = self.memory.events.len();
                    let follows = self.run(op + 1, at, true);
                    self.memory.events.truncate(n_events);
                    if follows {
                        self.forget(op + 1..next as usize);
                        return false;
                    }
                    op = next as usize;
                }
                Op::Found if ahead => return true,
                Op::Found => {
                    if at > self.start && self.best_end.is_none_or(|best| at > best) {
                        self.best_end = Some(at);
                        self.memory.best.clone_from(&self.memory.events);
                    }
                    return false;
                }
            }
        }
    }

    /// The longest span of a class; shorter ones are left for later.
    fn class(&mut self, op: usize, at: usize, test: TestIdx) -> Option<usize> {
        if at >= self.limit {
            return None;
        }
        let mut ends = std::mem::take(&mut self.memory.ends);
        ends.clear();
        self.lattice.ends(at, Test(&self.code.tests[test as usize]), &mut ends);
        ends.retain(|&mut end| end > at && end <= self.limit);
        if ends.len() > 1 {
            ends.sort_unstable();
            ends.dedup();
        }
        let longest = ends.pop();
        for &end in &ends {
            self.push(op + 1, end, position(at));
        }
        self.memory.ends = ends;
        self.capture_class(op, at, longest?);
        longest
    }

    fn capture_class(&mut self, op: usize, start: usize, end: usize) {
        if let Op::Class(test, Some(label)) = self.code.ops[op] {
            self.memory.events.push(Event::Class(label, test, position(start), position(end)));
        }
    }

    fn push(&mut self, op: usize, at: usize, class_start: u32) {
        let n_events = position(self.memory.events.len());
        self.memory.frames.push(Frame { op: position(op), at: position(at), n_events, class_start });
    }

    /// Whether this attempt has taken this step at this token; what came of it then would come of it now.
    fn been_here(&mut self, op: usize, at: usize) -> bool {
        let memo = self.code.memos[op];
        if memo == u32::MAX {
            return false;
        }
        let place = self.place(memo, at);
        if self.memory.visited.len() <= place {
            self.memory.visited.resize(place + 1, 0);
        }
        let last = std::mem::replace(&mut self.memory.visited[place], self.memory.round);
        last == self.memory.round
    }

    fn place(&self, memo: u32, at: usize) -> usize {
        memo as usize * (self.limit - self.start + 1) + (at - self.start)
    }

    /// Forgets the visits of a look-ahead that got through: its steps did not fail.
    fn forget(&mut self, ops: Range<usize>) {
        let memos = &self.code.memos[ops];
        let mut known = memos.iter().copied().filter(|&memo| memo != u32::MAX);
        let Some(first) = known.next() else { return };
        let last = known.next_back().unwrap_or(first);
        let end = self.place(last + 1, self.start).min(self.memory.visited.len());
        let start = self.place(first, self.start).min(end);
        self.memory.visited[start..end].fill(0);
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Pairs openings with closings; labels around nothing are left out.
fn captures(events: &[Event]) -> Captures {
    let mut out = Captures::new();
    let mut open: SmallVec<[usize; 4]> = SmallVec::new();
    for &event in events {
        match event {
            Event::Open(label, at) => {
                open.push(out.len());
                out.push(Capture { label, start: at as usize, end: at as usize, test: None });
            }
            Event::Close(at) => {
                if let Some(capture) = open.pop().and_then(|idx| out.get_mut(idx)) {
                    capture.end = at as usize;
                }
            }
            Event::Class(label, test, start, end) => {
                out.push(Capture { label, start: start as usize, end: end as usize, test: Some(test) });
            }
        }
    }
    out.retain(|capture| capture.end > capture.start);
    out
}
