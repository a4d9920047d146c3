//! The words of saying in a sentence: verb groups with voice and negation, and the prepositions that name a source.
//!
//! In: a [`Line`]. Out: [`Cue`]s in order. `has not yet said`: one cue, active, negated.
//! It never looks for the speaker; it only tells on which side the speaker must stand.

use super::line::{Line, Part, Saying};
use super::words::{Clause, Say};
use litopys_rules::Form;
use litopys_text::{Glue, Text};

/// Where the speaker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// A finite verb: its subject.
    Active,
    /// `…, saying that`: the subject of the clause before.
    Participle,
    /// `to say that`: the subject of the clause before.
    Infinitive,
    /// `reported by X`: behind `by`.
    PassiveBy,
    /// `is said to`: nowhere.
    PassiveBare,
    /// `according to X`, `citing X`: behind it.
    Behind,
    /// `X's tally`, `by his account`: its owner.
    Owned,
}

/// A word of saying with its helpers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// First token of the verb group, helpers and adverbs included.
    pub(super) start: usize,
    /// First token of the word itself.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) last: usize,
    pub(super) say: Say,
    pub(super) voice: Voice,
    pub(super) negated: bool,
    pub(super) third: bool,
    pub(super) base: bool,
    /// The form could be a participle as well.
    pub(super) participle: bool,
}

/// The cues of a sentence.
pub(super) fn find_cues(text: &Text<'_>, line: &Line, out: &mut Vec<Cue>) {
    out.clear();
    let mut free = line.lo;
    for saying in &line.sayings {
        if saying.first < free {
            continue;
        }
        if line
            .roles
            .iter()
            .any(|r| r.first <= saying.first && saying.last <= r.last && r.last - r.first > saying.last - saying.first)
        {
            continue;
        }
        let cue = match saying.say {
            Say::Channel | Say::Hearsay => None,
            Say::According => from_source(text, line, saying).then(|| behind(saying)),
            Say::Cite => cite(line, saying),
            Say::Account => owned(text, line, saying),
            _ => verb(text, line, saying),
        };
        if let Some(cue) = cue {
            free = cue.last;
            out.push(cue);
        }
    }
}

fn behind(saying: &Saying) -> Cue {
    Cue {
        start: saying.first,
        first: saying.first,
        last: saying.last,
        say: saying.say,
        voice: Voice::Behind,
        negated: false,
        third: false,
        base: false,
        participle: false,
    }
}

/// `information from X` names a source only at the head of a clause.
fn from_source(text: &Text<'_>, line: &Line, saying: &Saying) -> bool {
    if text.word(saying.last - 1) != "from" {
        return true;
    }
    let mut k = saying.first;
    while k > line.lo
        && saying.first - k < 3
        && matches!(line.part(k - 1), Part::Noun | Part::Name | Part::Small(Clause::Def))
    {
        k -= 1;
    }
    line.opens_clause(k)
}

/// `citing X`; `per` before a capital or an article only.
fn cite(line: &Line, saying: &Saying) -> Option<Cue> {
    let active = matches!(line.part(saying.first.wrapping_sub(1)), Part::Small(Clause::Be | Clause::Have));
    (!active).then(|| behind(saying))
}

/// `by X's account`, `in his words`, `the ministry's tally`: a noun of saying with an owner.
fn owned(text: &Text<'_>, line: &Line, saying: &Saying) -> Option<Cue> {
    let mut k = saying.first;
    while k > line.lo && saying.first - k < 3 && matches!(line.part(k - 1), Part::Noun | Part::Number | Part::Verb) {
        k -= 1;
    }
    let owner = k.checked_sub(1).filter(|o| *o >= line.lo)?;
    let possessive = line.part(owner) == Part::Possessive || line.is(owner, Clause::Poss);
    if !possessive {
        return None;
    }
    let cue = Cue {
        start: owner,
        first: saying.first,
        last: saying.last,
        say: Say::Account,
        voice: Voice::Owned,
        negated: false,
        third: false,
        base: false,
        participle: false,
    };
    // "The ministry's latest count is 63", "The network's count: eight".
    if line.part(owner) == Part::Possessive
        && (matches!(line.part(saying.last), Part::Colon | Part::Small(Clause::Be))
            || matches!(text.word(saying.last), "stood" | "stands" | "put" | "puts" | "rose"))
    {
        return Some(cue);
    }
    let from = (line.lo..owner)
        .rev()
        .take(8)
        .find(|i| matches!(text.word(*i), "by" | "in" | "to" | "on") && line.part(*i) != Part::Name)?;
    let plain = (from + 1..owner).all(|i| {
        matches!(line.part(i), Part::Noun | Part::Name | Part::Possessive | Part::Small(Clause::Def | Clause::Of))
    });
    let opens =
        from == line.lo || matches!(line.part(from - 1), Part::Comma | Part::Dash | Part::Small(_) | Part::Noun);
    (plain && opens && matches!(text.word(from), "by" | "in")).then_some(cue)
}

fn verb(text: &Text<'_>, line: &Line, saying: &Saying) -> Option<Cue> {
    let mut cue = Cue {
        start: saying.first,
        first: saying.first,
        last: saying.last,
        say: saying.say,
        voice: Voice::Active,
        negated: false,
        third: saying.form == Form::Third,
        base: saying.form == Form::Base,
        participle: saying.form == Form::PastOrParticiple,
    };
    if text.tokens[saying.first].glue == Glue::Hyphen
        || text.tokens.get(saying.last).is_some_and(|t| t.glue == Glue::Hyphen)
    {
        return None;
    }
    let object = |to: usize| (saying.last..line.hi.min(saying.last + to)).any(|i| line.part(i) == Part::Number);
    if saying.say == Say::Figure && !object(line.hi) || saying.say == Say::Back && object(4) {
        return None;
    }
    let (mut be, mut have, mut helper, mut to) = (false, false, false, false);
    while cue.start > line.lo {
        let i = cue.start - 1;
        match line.part(i) {
            Part::Small(Clause::Adverb) => {}
            // "Turkish officials on Tuesday said": the day stands between speaker and verb.
            Part::Small(Clause::Time) | Part::Number if time_before(line, i).is_some() => {
                cue.start = time_before(line, i).unwrap_or(i);
                continue;
            }
            Part::Small(Clause::Not) => cue.negated = true,
            Part::Small(Clause::Be) => {
                be |= !have && !helper;
                helper = true;
            }
            Part::Small(Clause::Have) => {
                have = true;
                helper = true;
            }
            Part::Small(Clause::Do | Clause::Modal) => helper = true,
            Part::Small(Clause::Prep) if text.word(i) == "to" && cue.base && !helper => to = true,
            _ => break,
        }
        cue.start = i;
        if to {
            break;
        }
    }
    // Adverbs before a helper-less verb may belong to the clause: `Later, officials …` never reaches here, `he later said` does.
    let before = cue.start.checked_sub(1).map_or(Part::Stop, |i| if i >= line.lo { line.part(i) } else { Part::Stop });
    let by =
        text.word(saying.last) == "by" || line.part(saying.last) == Part::Comma && text.word(saying.last + 1) == "by";
    cue.voice = match saying.form {
        Form::Ing if be => Voice::Active,
        Form::Ing => {
            let clause = matches!(
                before,
                Part::Comma
                    | Part::Dash
                    | Part::Quote
                    | Part::Noun
                    | Part::Name
                    | Part::Small(Clause::And | Clause::Conj | Clause::Prep | Clause::Time)
            ) || cue.start == line.lo;
            return clause.then_some(Cue { voice: Voice::Participle, ..cue });
        }
        Form::Past => Voice::Active,
        Form::PastOrParticiple | Form::Participle if be && by => Voice::PassiveBy,
        Form::PastOrParticiple | Form::Participle if be => Voice::PassiveBare,
        Form::PastOrParticiple | Form::Participle if !helper && by => Voice::PassiveBy,
        Form::Participle if !helper => return None,
        Form::PastOrParticiple | Form::Participle => {
            let reduced = !helper
                && (matches!(
                    before,
                    Part::Small(Clause::Def | Clause::Indef | Clause::Prep | Clause::Of | Clause::Poss) | Part::Number
                ) || matches!(before, Part::Small(Clause::Conj)) && text.word(cue.start - 1) == "as"
                    || matches!(
                        text.word(saying.first),
                        "accused" | "known" | "called" | "named" | "identified" | "described"
                    ) && matches!(text.word(saying.last), "of" | "as" | "in" | "for"));
            if reduced {
                return None;
            }
            Voice::Active
        }
        Form::Third => {
            let noun = matches!(
                before,
                Part::Small(Clause::Def | Clause::Indef | Clause::Poss | Clause::Prep | Clause::Of)
                    | Part::Number
                    | Part::Possessive
            ) || text.word(saying.last) == "of"
                || is_finite(line, saying.last)
                || helper;
            if noun {
                return None;
            }
            Voice::Active
        }
        Form::Base if to => Voice::Infinitive,
        Form::Base if helper => Voice::Active,
        Form::Base => {
            let noun = matches!(
                before,
                Part::Small(Clause::Def | Clause::Indef | Clause::Poss | Clause::Prep | Clause::Of | Clause::Adverb)
                    | Part::Number
                    | Part::Possessive
                    | Part::Stop
            ) || text.word(saying.last) == "of"
                || is_finite(line, saying.last);
            if noun {
                return None;
            }
            Voice::Active
        }
        _ => Voice::Active,
    };
    Some(cue)
}

/// A finite verb stands here, so that the word before it is a noun: `the report said`.
fn is_finite(line: &Line, i: usize) -> bool {
    matches!(line.part(i), Part::Small(Clause::Be | Clause::Have | Clause::Do | Clause::Modal))
        || line.sayings.iter().any(|s| {
            s.first == i
                && matches!(s.form, Form::Past | Form::PastOrParticiple | Form::Third)
                && !matches!(s.say, Say::Account | Say::Channel | Say::Cite)
        })
}

/// The first token of a time before the verb, with its preposition, where a speaker could stand before it.
fn time_before(line: &Line, last: usize) -> Option<usize> {
    let mut k = last;
    let mut time = false;
    while k > line.lo && last - k < 5 {
        match line.part(k) {
            Part::Small(Clause::Time) => time = true,
            Part::Number | Part::Small(Clause::Def) => {}
            Part::Small(Clause::Prep) => {
                return (time && matches!(line.part(k - 1), Part::Noun | Part::Name | Part::Small(Clause::Pron)))
                    .then_some(k);
            }
            Part::Noun | Part::Name => return (time && !line.is(k + 1, Clause::Def)).then_some(k + 1),
            _ => return None,
        }
        k -= 1;
    }
    None
}
