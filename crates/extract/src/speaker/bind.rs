//! Binds each word of saying to its speaker.
//!
//! In: a [`Line`] and its cues. Out: attributions with source and content, and the claimants they mean.
//! It never carries a speaker over a full stop; that is `carry`.

use super::carry;
use super::content::{self, Side};
use super::cue::{Cue, Voice, find_cues};
use super::line::{Line, Part};
use super::name::Memory;
use super::phrase::Source;
use super::quote;
use super::words::{Clause, List, Say};
use super::{Attribution, Mode, Speakers};
use litopys_text::Text;

/// The rule by which a teller names its source.
pub(super) const CITING: &str = "citing";

/// A cue with its speaker.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) cue: Cue,
    pub(super) source: Option<Source>,
    pub(super) side: Side,
    pub(super) rule: &'static str,
}

impl Bound {
    /// First token of speaker and cue.
    pub(super) fn start(&self) -> usize {
        self.source.as_ref().map_or(self.cue.start, |s| s.range.start.min(self.cue.start))
    }

    /// One past the last token of speaker and cue.
    pub(super) fn end(&self) -> usize {
        self.source.as_ref().map_or(self.cue.last, |s| s.range.end.max(self.cue.last))
    }
}

/// Finds the attributions of a sentence.
pub(super) fn find_attributions(text: &Text<'_>, line: &Line, index: usize, memory: &mut Memory, out: &mut Speakers) {
    let mut cues = Vec::new();
    find_cues(text, line, &mut cues);
    if cues.is_empty() {
        return;
    }
    let mut bound: Vec<Bound> = Vec::with_capacity(cues.len());
    for cue in cues {
        // Inside a quotation only third persons' sayings count: what the quoted one thinks or wants is the quotation.
        let quoted = quote::is_quoted(&out.quotes, cue.first).is_some_and(|q| q.len() > 6);
        if quoted
            && (!matches!(cue.say, Say::Say | Say::Report | Say::According | Say::Deny)
                || cue.voice != Voice::Active && cue.voice != Voice::Behind)
        {
            continue;
        }
        let lo = bound.last().map_or(line.lo, |b| if b.end() <= cue.start { b.end() } else { line.lo });
        if let Some(b) = bind(text, line, cue, lo, &bound) {
            if quoted && b.source.as_ref().is_some_and(|s| s.range.len() == 1 && line.is(s.range.start, Clause::Pron)) {
                continue;
            }
            bound.push(b);
        }
    }
    for i in 0..bound.len() {
        let mut content = content::content(text, line, &bound, i, &out.quotes);
        // "It further listed as lost:" speaks the list below.
        if i + 1 == bound.len()
            && line.part(line.hi - 1) == Part::Colon
            && bound[i].side != Side::Left
            && bound[i].cue.say != Say::Stance
        {
            let list = line.hi..carry::list_end(text, index);
            if !list.is_empty() {
                content.push(list);
            }
        }
        let b = &bound[i];
        if b.cue.say == Say::Back {
            let before = index
                .checked_sub(1)
                .and_then(|p| text.sentences.get(p))
                .filter(|p| text.sentences.get(index).is_some_and(|s| s.block == p.block));
            content.extend(before.map(|p| p.first..p.last));
        }
        let claimant = match &b.source {
            Some(source) => memory.claimant(text, line, source, out),
            None => None,
        };
        if content.is_empty() {
            continue;
        }
        let mode = match b.cue.say {
            _ if b.cue.negated && b.cue.say != Say::Deny => Mode::Unsaid,
            Say::Deny => Mode::Denied,
            Say::Believe => Mode::Believed,
            Say::Show => Mode::Shown,
            Say::Stance => Mode::Stance,
            _ => Mode::Said,
        };
        out.attributions.push(Attribution {
            source: b.source.as_ref().map(|s| s.range.clone()),
            cue: Some(b.cue.start..b.cue.last),
            content,
            claimant,
            mode,
            carried: false,
            rule: b.rule,
        });
    }
}

fn bind(text: &Text<'_>, line: &Line, cue: Cue, lo: usize, before: &[Bound]) -> Option<Bound> {
    match cue.voice {
        Voice::Behind => {
            let source = line.phrase_right(text, cue.last, line.hi)?;
            if cue.say == Say::According
                && text.word(cue.first) == "per"
                && !line.is_speaker(text, source.range.clone())
            {
                return None;
            }
            let rule = if cue.say == Say::Cite { CITING } else { "according-to" };
            if cue.say == Say::Cite && !line.is_speaker(text, source.range.clone()) {
                return None;
            }
            Some(Bound { side: Side::Around, source: Some(source), cue, rule })
        }
        Voice::Owned => {
            let owner = cue.start;
            let start = if line.is(owner, Clause::Poss) { owner } else { line.phrase_left(text, owner, lo)? };
            let source = Source {
                range: start..owner + usize::from(start == owner),
                name: start..owner + usize::from(start == owner),
            };
            Some(Bound { side: Side::Around, source: Some(source), cue, rule: "by-account" })
        }
        Voice::PassiveBy => {
            let by = if text.word(cue.last) == "by" { cue.last } else { cue.last + 1 };
            let source = line.phrase_right(text, by + 1, line.hi)?;
            line.is_speaker(text, source.range.clone()).then(|| Bound {
                side: Side::Left,
                source: Some(source),
                cue: Cue { last: by + 1, ..cue },
                rule: "said-by",
            })
        }
        Voice::PassiveBare => None,
        Voice::Participle | Voice::Infinitive => {
            if cue.voice == Voice::Infinitive && !matches!(cue.say, Say::Say | Say::Report | Say::Deny | Say::Stance) {
                return None;
            }
            let last = before.iter().rev().find(|b| b.source.is_some());
            // "Reuters quoted Nova as saying": the one quoted speaks.
            if cue.voice == Voice::Participle && cue.start > lo + 1 && text.word(cue.start - 1) == "as" {
                let start = line.phrase_left(text, cue.start - 1, lo);
                let quoted = start
                    .map(|s| Source { range: s..cue.start - 1, name: s..cue.start - 1 })
                    .filter(|s| line.is_speaker(text, s.range.clone()));
                let source = quoted.or_else(|| line.main_subject(text, line.lo, cue.start))?;
                return Some(Bound { side: Side::Right, source: Some(source), cue, rule: "quoted-as-saying" });
            }
            let source = match last {
                Some(b) => b.source.clone(),
                None => line.main_subject(text, line.lo, cue.start),
            }?;
            line.is_speaker(text, source.range.clone()).then(|| Bound {
                side: Side::Right,
                source: Some(source),
                cue,
                rule: if cue.voice == Voice::Infinitive { "to-say" } else { "saying" },
            })
        }
        Voice::Active => active(text, line, cue, lo, before),
    }
}

fn active(text: &Text<'_>, line: &Line, cue: Cue, lo: usize, before: &[Bound]) -> Option<Bound> {
    // "…," said X: the speaker behind the verb.
    let found = line.subject_before(text, cue.start, lo);
    // "Nova, the governor, named a medic": an apposition before the verb, not a clause.
    let apposed = cue.start > lo && line.part(cue.start - 1) == Part::Comma && found.is_some();
    if !apposed && let Some(bound) = inverted(text, line, &cue, lo) {
        return Some(bound);
    }
    let source = match found {
        Some(source) => source,
        // "X said A and added B": the verb shares the subject of the one before.
        None if matches!(
            line.part(cue.start.wrapping_sub(1)),
            Part::Small(Clause::And | Clause::But) | Part::Comma
        ) =>
        {
            let shared = before.iter().rev().find_map(|b| b.source.clone());
            match shared.or_else(|| line.main_subject(text, line.lo, cue.start)) {
                Some(source) => {
                    return line.is_speaker(text, source.range.clone()).then_some(Bound {
                        side: Side::Right,
                        source: Some(source),
                        cue,
                        rule: "and-said",
                    });
                }
                None => return None,
            }
        }
        None => return None,
    };
    let speaker = line.is_speaker(text, source.range.clone());
    let bare = !matches!(cue.say, Say::Say | Say::Deny) || cue.third || cue.base;
    if bare && !speaker {
        return None;
    }
    let core = line.core(&source.range);
    if !agrees(text, line, &cue, core.clone()) {
        return None;
    }
    let head = line.role_ending(core.start, core.end);
    // "Footage shows" is a document's verb; a place or a thing that shows something says nothing.
    if cue.say == Say::Show
        && head.is_none_or(|r| r.list == List::Title)
        && source.range.len() > 1
        && line.part(core.end - 1) != Part::Name
    {
        return None;
    }
    if matches!(text.word(source.range.start), "there" | "which") && source.range.len() == 1 {
        return None;
    }
    // The object of a preposition is no subject, unless the preposition opens the clause ("On Telegram Nova said").
    let start = source.range.start;
    if start > lo
        && matches!(line.part(start - 1), Part::Small(Clause::Prep | Clause::Of))
        && (!speaker || start - 1 > lo && !line.opens_clause(start - 1))
    {
        return None;
    }
    // "Deaths reported on both sides": a participle behind the thing reported.
    if cue.base && head.is_none() && core.len() == 1 && line.part(core.start) == Part::Name {
        return None;
    }
    if !speaker && cue.start == cue.first && cue.participle && cue.say != Say::Say && !line.has_object(cue.last) {
        return None;
    }
    let mut cue = cue;
    cue.negated |= matches!(text.word(start), "no" | "nobody" | "none" | "neither" | "nothing");
    let side = content::side(text, line, &cue, &source);
    Some(Bound { side, source: Some(source), cue, rule: if side == Side::Right { "said-that" } else { "he-said" } })
}

/// `…, said Nova on Sunday.`
fn inverted(text: &Text<'_>, line: &Line, cue: &Cue, lo: usize) -> Option<Bound> {
    if !matches!(cue.say, Say::Say | Say::Report | Say::Believe | Say::Stance) || cue.negated || cue.start != cue.first
    {
        return None;
    }
    let before = cue.start.checked_sub(1).filter(|b| *b >= lo);
    let quoted = before.is_some_and(|b| line.part(b) == Part::Quote);
    let comma = before.is_some_and(|b| matches!(line.part(b), Part::Comma | Part::Dash));
    let opening = before.is_none() && cue.start == line.lo;
    if !quoted && !comma && !opening {
        return None;
    }
    if (comma || opening) && !matches!(cue.say, Say::Say | Say::Report) {
        return None;
    }
    let source = line.phrase_right(text, cue.last, line.hi)?;
    if !line.is_speaker(text, source.range.clone()) {
        return None;
    }
    if matches!(line.part(source.range.start), Part::Small(Clause::Pron)) && !quoted && !comma {
        return None;
    }
    let ends = content::ends_clause(text, line, source.range.end);
    let colon = line.part(source.range.end) == Part::Colon;
    if !(ends || quoted || opening && colon) {
        return None;
    }
    if opening && !colon {
        return None;
    }
    Some(Bound {
        side: if opening { Side::Right } else { Side::Around },
        source: Some(source),
        cue: *cue,
        rule: "said-he",
    })
}

/// `officials say`, `the mayor says`: a bare verb agrees with its subject, a noun of the same form rarely does.
fn agrees(text: &Text<'_>, line: &Line, cue: &Cue, core: std::ops::Range<usize>) -> bool {
    let Some(head) = core.end.checked_sub(1) else { return true };
    let word = text.word(head);
    if cue.base && cue.start == cue.first {
        let many = word.ends_with('s')
            || (core.start..core.end).any(|i| line.is(i, Clause::And))
            || matches!(word, "people" | "police" | "media" | "men" | "women" | "staff");
        let pronoun =
            matches!(word, "i" | "we" | "you" | "they" | "some" | "others" | "many" | "most" | "several" | "who");
        return many && !matches!(word, "his" | "this" | "its" | "us") || pronoun;
    }
    let several = matches!(text.word(core.start), "several" | "many" | "few" | "both" | "most" | "all");
    !cue.third || !several && !matches!(word, "they" | "we" | "i" | "you" | "officials" | "people")
}
