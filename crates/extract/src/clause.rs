//! Who did what to whom: the groups that stand in a verb's roles.
//!
//! In: groups and verbs of a sentence. Out: indices of groups, nearest first.
//! It follows coordination ("a school, two houses and a shop were damaged") and stops at the next clause.

use crate::group::{Group, Head};
use crate::layers::{Context, SentenceLayers};
use crate::terms::Func;
use crate::verb::Verb;
use smallvec::SmallVec;

/// Groups in one role.
pub(crate) type Roles = SmallVec<[usize; 6]>;

/// How far a role may stand from its verb, in tokens.
const REACH: usize = 28;

/// Groups left of the verb that are its subject, with those coordinated to it.
pub(crate) fn subjects(
    ctx: &Context<'_>,
    layers: &SentenceLayers,
    verb: &Verb,
    accept: impl Fn(&Group) -> bool,
) -> Roles {
    let mut out = Roles::new();
    let Some(found) = nearest_left(ctx, layers, verb, &accept) else { return out };
    out.push(found);
    extend_left(ctx, layers, found, &accept, &mut out);
    out
}

fn nearest_left(
    ctx: &Context<'_>,
    layers: &SentenceLayers,
    verb: &Verb,
    accept: &impl Fn(&Group) -> bool,
) -> Option<usize> {
    let mut limit = verb.first;
    let mut blocked = false;
    let apposition = apposition_before(ctx, layers, verb.first);
    for (index, group) in layers.groups.iter().enumerate().rev() {
        if group.last > apposition {
            continue;
        }
        if verb.first - group.last > REACH {
            return None;
        }
        blocked |= barrier(ctx, layers, verb, group.last, limit);
        if blocked {
            return None;
        }
        limit = group.first;
        if accept(group) {
            return Some(index);
        }
        // A bare attack or harm noun in subject position ("the attack killed") ends the search for a patient.
        if matches!(group.head, Head::Attack(_)) && group.last + 1 >= verb.first && verb.first > 0 {
            return None;
        }
    }
    None
}

/// `Nine people, four of them women, died`: the token before which the subject ends.
fn apposition_before(ctx: &Context<'_>, layers: &SentenceLayers, verb: usize) -> usize {
    if verb < 3 || ctx.text.word(verb - 1) != "," {
        return verb;
    }
    for at in (verb.saturating_sub(12)..verb - 1).rev() {
        if layers.verbs.iter().any(|v| v.first <= at && at < v.last && v.finite)
            || matches!(ctx.text.word(at), ";" | ":" | ".")
        {
            return verb;
        }
        if ctx.text.word(at) == "," {
            let opened = ctx.text.word(at + 1);
            let inside = layers.groups.iter().any(|g| g.first == at + 1 && (g.partitive || g.all))
                || matches!(
                    opened,
                    "including"
                        | "all"
                        | "both"
                        | "among"
                        | "most"
                        | "mostly"
                        | "many"
                        | "some"
                        | "one"
                        | "a"
                        | "an"
                        | "the"
                );
            let subject = layers.groups.iter().any(|g| g.last == at);
            return if inside && subject { at } else { verb };
        }
    }
    verb
}

/// Whether the tokens from `first` to `last` part a subject from its verb.
fn barrier(ctx: &Context<'_>, layers: &SentenceLayers, verb: &Verb, first: usize, last: usize) -> bool {
    let mut relative = false;
    for at in first..last {
        match ctx.text.word(at) {
            ";" | ":" | "\"" | "—" => return true,
            _ => {}
        }
        if ctx.is(at, Func::Rel) {
            relative = true;
        }
        if ctx.is(at, Func::Conj) && !relative && at + 1 < last {
            let shared = layers.verbs.iter().any(|v| v.at > at && v.at < verb.first);
            if shared || ctx.is(at, Func::But) {
                return true;
            }
        }
        if let Some(other) = layers.verbs.iter().find(|v| v.at == at && v.at != verb.at) {
            // A verb coordinated with this one shares its subject; one in a relative clause does not part.
            let coordinated = joined(ctx, other.last, verb.first);
            if other.finite && !relative && !coordinated {
                return true;
            }
        }
    }
    false
}

/// Only conjunctions, commas and adverbs stand between.
fn joined(ctx: &Context<'_>, first: usize, last: usize) -> bool {
    first <= last
        && (first..last).all(|at| {
            matches!(ctx.func(at), Some(Func::And | Func::Or | Func::But))
                || ctx.text.word(at) == ","
                || ctx.is_adverb(at)
        })
}

/// Collects what is coordinated to the left of a group.
fn extend_left(
    ctx: &Context<'_>,
    layers: &SentenceLayers,
    from: usize,
    accept: &impl Fn(&Group) -> bool,
    out: &mut Roles,
) {
    let mut current = from;
    while current > 0 {
        let start = layers.groups[current].first;
        let mut at = start;
        while at > 0 && ctx.is_adverb(at - 1) {
            at -= 1;
        }
        let mut joint = at;
        while joint > 0 && (ctx.text.word(joint - 1) == "," || ctx.is(joint - 1, Func::And)) {
            joint -= 1;
        }
        if joint == at {
            return;
        }
        let previous = &layers.groups[current - 1];
        if previous.last > joint || joint - previous.last > 9 || !accept(previous) {
            return;
        }
        if !phrase_only(ctx, layers, previous.last, joint) {
            return;
        }
        current -= 1;
        out.push(current);
    }
}

/// Only what may hang on a noun (prepositions, places, names), no verb and no clause border.
fn phrase_only(ctx: &Context<'_>, layers: &SentenceLayers, first: usize, last: usize) -> bool {
    if first == last {
        return true;
    }
    let begins = matches!(ctx.func(first), Some(Func::In | Func::Of | Func::From | Func::Prep | Func::By | Func::With))
        || ctx.text.word(first) == "("
        || ctx.text.word(first) == ",";
    begins
        && (first..last).all(|at| {
            !matches!(ctx.text.word(at), ";" | ":" | ".")
                && !matches!(
                    ctx.func(at),
                    Some(Func::Conj | Func::Pron | Func::But | Func::Be | Func::Have | Func::Modal)
                )
                && !layers.verbs.iter().any(|v| v.first <= at && at < v.last)
        })
}

/// Groups right of the verb that are its object, with those coordinated to it.
pub(crate) fn objects(
    ctx: &Context<'_>,
    layers: &SentenceLayers,
    from: usize,
    end: usize,
    accept: impl Fn(&Group) -> bool,
) -> Roles {
    let mut out = Roles::new();
    let mut at = from;
    while at < end
        && (ctx.is_adverb(at) || matches!(ctx.text.word(at), "some" | "\"" | "the" | ":"))
        && !layers.groups.iter().any(|g| g.first == at)
    {
        at += 1;
    }
    let Some(found) = layers.groups.iter().position(|g| g.first >= at && g.first <= at + 1) else { return out };
    let gap = layers.groups[found].first;
    if gap > at
        && (ctx.is_sign(at) || ctx.func(at).is_some() || layers.verbs.iter().any(|v| v.first <= at && at < v.last))
    {
        return out;
    }
    if !accept(&layers.groups[found]) {
        return out;
    }
    out.push(found);
    extend_right(ctx, layers, found, end, &accept, &mut out);
    out
}

/// Collects what is coordinated to the right of a group.
pub(crate) fn extend_right(
    ctx: &Context<'_>,
    layers: &SentenceLayers,
    from: usize,
    end: usize,
    accept: &impl Fn(&Group) -> bool,
    out: &mut Roles,
) {
    let mut current = from;
    while current + 1 < layers.groups.len() {
        let mut joint = layers.groups[current].last;
        // What hangs on the noun: `in Kharkiv`, `of the plant`, `(a three-storey one)`.
        let mut steps = 0;
        while joint < end && steps < 12 && !(ctx.text.word(joint) == "," || ctx.is(joint, Func::And)) {
            let stop = matches!(ctx.text.word(joint), ";" | ":" | "." | "\"")
                || matches!(
                    ctx.func(joint),
                    Some(Func::Conj | Func::But | Func::Be | Func::Have | Func::Modal | Func::Rel | Func::Pron)
                )
                || layers.verbs.iter().any(|v| v.first <= joint && joint < v.last && (v.finite || v.participle))
                || (layers.groups.iter().any(|g| g.first == joint) && steps == 0);
            if stop {
                return;
            }
            joint += 1;
            steps += 1;
        }
        let mut next = joint;
        while next < end && (ctx.text.word(next) == "," || ctx.is(next, Func::And) || ctx.is_adverb(next)) {
            if let Some((Func::And, last)) = ctx.func_tag(next) {
                next = last;
            } else {
                next += 1;
            }
        }
        if next == joint {
            return;
        }
        let Some(index) = layers.groups.iter().position(|g| g.first == next) else { return };
        let group = &layers.groups[index];
        if !accept(group) || is_subject(ctx, layers, group, end) || speaks(ctx, group.last) {
            return;
        }
        out.push(index);
        current = index;
    }
}

/// `…, the mayor said`: the group is a speaker.
fn speaks(ctx: &Context<'_>, at: usize) -> bool {
    ctx.tags.at(at).iter().any(|t| {
        ctx.words.class_name(t.class) == "speech"
            && t.form != litopys_rules::Form::Plain
            && t.form != litopys_rules::Form::Singular
    })
}

/// Whether a group begins a clause of its own: a finite or passive verb follows it.
pub(crate) fn is_subject(ctx: &Context<'_>, layers: &SentenceLayers, group: &Group, end: usize) -> bool {
    let mut at = group.last;
    let mut steps = 0;
    // Over what may hang on the noun: `in Kharkiv`, `of them`.
    while at < end && steps < 7 {
        if let Some(verb) = layers.verbs.iter().find(|v| v.first == at) {
            return verb.finite || (verb.voice == crate::verb::Voice::Passive && steps == 0);
        }
        match ctx.func(at) {
            Some(Func::Be | Func::Have | Func::Modal | Func::Do) => return true,
            Some(Func::In | Func::Of | Func::Adv) => {}
            Some(_) => return false,
            None if ctx.is_sign(at) => return false,
            None => {}
        }
        at += 1;
        steps += 1;
    }
    false
}

/// The groups of a phrase that begins with a function word: `by`, `with`.
pub(crate) fn phrase(
    ctx: &Context<'_>,
    layers: &SentenceLayers,
    from: usize,
    end: usize,
    opener: Func,
    reach: usize,
    accept: impl Fn(&Group) -> bool,
) -> Roles {
    for at in from..end.min(from + reach) {
        if layers.verbs.iter().any(|v| v.at == at && v.finite) || matches!(ctx.text.word(at), ";" | ":") {
            break;
        }
        if let Some((func, next)) = ctx.func_tag(at)
            && func == opener
        {
            let found = objects(ctx, layers, next, end, &accept);
            if !found.is_empty() {
                return found;
            }
        }
    }
    Roles::new()
}
