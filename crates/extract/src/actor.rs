//! Who is held responsible: the side whose attack, weapons or forces did it.
//!
//! In: tags of sides (`Russian`, `the RSF`). Out: per sentence the side named as attacker, and the report's own.
//! A side that only speaks, defends or suffers is no actor; without any such words there is none.

use crate::frame::Frames;
use crate::layers::Context;
use crate::terms::{Func, Meaning};
use litopys_text::Sentence;
use rustc_hash::FxHashMap;

/// A side named as attacker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Act {
    pub(crate) token: usize,
    pub(crate) sentence: usize,
    /// Interned value of the side's name.
    pub(crate) side: litopys_rules::ValueId,
}

/// All attackers that a text names.
pub(crate) fn find_acts(ctx: &Context<'_>, frames: &Frames, index: usize, sentence: &Sentence, out: &mut Vec<Act>) {
    for at in sentence.first..sentence.last {
        for tag in ctx.tags.at(at) {
            if *ctx.terms.meaning(tag) != Meaning::Side {
                continue;
            }
            let (first, last) = (at, tag.end());
            if acts(ctx, frames, first, last, sentence) {
                out.push(Act { token: at, sentence: index, side: tag.value });
            }
        }
    }
}

/// All mentions of sides that could be an attacker: armed groups and states at war, whatever they do in the text.
pub(crate) fn find_sides(ctx: &Context<'_>) -> Vec<Act> {
    let mut out = Vec::new();
    for (index, sentence) in ctx.text.sentences.iter().enumerate() {
        for at in sentence.first..sentence.last {
            for tag in ctx.tags.at(at).iter().filter(|t| *ctx.terms.meaning(t) == Meaning::Side) {
                if !matches!(
                    ctx.words.value_name(tag.value),
                    "United States" | "NATO" | "China" | "European Union" | "UAE"
                ) {
                    out.push(Act { token: at, sentence: index, side: tag.value });
                }
            }
        }
    }
    out
}

fn acts(ctx: &Context<'_>, frames: &Frames, first: usize, last: usize, sentence: &Sentence) -> bool {
    if matches!(
        ctx.text.word(last),
        "made"
            | "backed"
            | "supplied"
            | "built"
            | "designed"
            | "led"
            | "funded"
            | "produced"
            | "provided"
            | "aligned"
            | "held"
            | "occupied"
            | "controlled"
            | "style"
            | "born"
            | "annexed"
    ) {
        return false;
    }
    // What follows: `Russian drones`, `Israeli air strikes`, `RSF fighters attacked`, `Russia launched`.
    let mut at = last;
    let mut steps = 0;
    let mut force = false;
    while at < sentence.last && steps < 6 {
        steps += 1;
        let mut attack = false;
        let mut person = false;
        let mut stop = false;
        for tag in ctx.tags.at(at) {
            match ctx.terms.meaning(tag) {
                Meaning::Attack(_) | Meaning::Weapon(_) => attack = true,
                Meaning::Verb(id) => {
                    let frame = frames.get(*id);
                    let passive = at > last
                        && (last..at)
                            .any(|i| matches!(ctx.text.word(i), "was" | "were" | "been" | "being" | "is" | "are"));
                    if frame.violent || frame.name == "launch" {
                        if passive && !ctx.is(at + 1, Func::By) {
                            return false;
                        }
                        return !passive;
                    }
                }
                Meaning::Person(class) => {
                    person = true;
                    force |= *class == litopys_facts::Class::Combatant;
                }
                Meaning::Object(_) => stop = true,
                Meaning::Func(
                    Func::And | Func::Of | Func::In | Func::But | Func::Conj | Func::To | Func::Prep | Func::From,
                ) => stop = true,
                _ => {}
            }
        }
        if attack && !force {
            return true;
        }
        let word = ctx.text.word(at);
        if matches!(
            word,
            "forces"
                | "army"
                | "troops"
                | "military"
                | "warplanes"
                | "jets"
                | "artillery"
                | "aircraft"
                | "helicopters"
                | "guns"
                | "fire"
                | "gunboats"
                | "tanks"
        ) {
            force = true;
        } else if person && !force {
            return false;
        }
        if matches!(word, "air" if matches!(ctx.text.word(at + 1), "force" | "defence" | "defense" | "defences" | "defenses"))
        {
            return false;
        }
        if stop
            || matches!(
                word,
                "," | "said"
                    | "says"
                    | "official"
                    | "officials"
                    | "government"
                    | "ministry"
                    | "president"
                    | "minister"
                    | "defence"
                    | "defense"
                    | "city"
                    | "capital"
                    | "region"
                    | "oblast"
                    | "territory"
                    | "border"
                    | "people"
                    | "villages"
                    | "air defences"
            ) && !force
        {
            break;
        }
        at += 1;
    }
    if force && first > sentence.first && ctx.is(first - 1, Func::By) {
        return true;
    }
    // `said it was behind the assault`, `claimed responsibility`
    let claims = (last..sentence.last.min(last + 14)).any(|i| {
        matches!(ctx.text.word(i), "responsibility" | "credit")
            || ctx.text.word(i) == "behind" && matches!(ctx.text.word(i + 1), "the" | "it" | "an" | "this")
    });
    if claims
        && !(last..sentence.last.min(last + 14))
            .any(|i| ctx.is(i, Func::Neg) || matches!(ctx.text.word(i), "denied" | "denies"))
    {
        return true;
    }
    // What stands before: `fired by Hezbollah`, `an attack by Russia`, `blamed Boko Haram`.
    if first > sentence.first {
        let mut before = first - 1;
        if before > sentence.first && matches!(ctx.text.word(before), "the" | "suspected" | "alleged") {
            before -= 1;
        }
        if ctx.is(before, Func::By)
            || matches!(ctx.text.word(before), "blamed" | "accused" | "blaming" | "accusing" | "suspected")
        {
            return before == sentence.first || !ctx.tags.at(before - 1).iter().any(|t| {
                matches!(ctx.terms.meaning(t), Meaning::Verb(id) if matches!(frames.get(*id).name.as_str(), "shoot_down" | "lose" | "count"))
            });
        }
    }
    false
}

/// The side that acts most often in the text; ties go to the one that comes first.
pub(crate) fn dominant(acts: &[Act]) -> Option<Act> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for act in acts {
        *counts.entry(act.side.0).or_default() += 1;
    }
    acts.iter().copied().rev().max_by_key(|a| counts.get(&a.side.0).copied().unwrap_or(0))
}
