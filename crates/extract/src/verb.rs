//! Verb groups: a verb of harm with its auxiliaries, voice, tense, modality and negation.
//!
//! In: tags and groups of a sentence. Out: [`Verb`]s in order.

use crate::frame::FrameId;
use crate::group::Group;
use crate::layers::{Context, Masks};
use crate::terms::{Func, Meaning};
use litopys_rules::Form;
use litopys_text::Shape;
use smallvec::SmallVec;

/// Which of its neighbours a verb acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    Active,
    Passive,
}

/// A verb of a frame with its auxiliaries.
#[derive(Clone, Debug)]
pub(crate) struct Verb {
    /// First token, auxiliaries included.
    pub(crate) first: usize,
    /// Token of the verb itself.
    pub(crate) at: usize,
    /// One past the last token.
    pub(crate) last: usize,
    pub(crate) frames: SmallVec<[FrameId; 3]>,
    pub(crate) voice: Voice,
    /// Without a subject of its own: `killing two`.
    pub(crate) participle: bool,
    pub(crate) negated: bool,
    pub(crate) modal: bool,
    /// `has killed`: may sum up a long time.
    pub(crate) perfect: bool,
    /// Has auxiliaries or is a finite form.
    pub(crate) finite: bool,
    /// `Destroyed is a house`: the subject stands behind.
    pub(crate) inverted: bool,
}

pub(crate) fn find_verbs(
    ctx: &Context<'_>,
    masks: &Masks,
    groups: &[Group],
    first: usize,
    last: usize,
    out: &mut Vec<Verb>,
) {
    let mut at = first;
    while at < last {
        let inside = groups.iter().any(|g| g.first <= at && at < g.last);
        let tags: SmallVec<[_; 4]> =
            ctx.tags.at(at).iter().filter(|t| matches!(ctx.terms.meaning(t), Meaning::Verb(_))).collect();
        let Some(longest) = tags.iter().map(|t| t.end()).max().filter(|_| !inside || tags.iter().any(|t| t.len > 1))
        else {
            at += 1;
            continue;
        };
        let mut verb = Verb {
            first: at,
            at,
            last: longest,
            frames: SmallVec::new(),
            voice: Voice::Active,
            participle: false,
            negated: false,
            modal: false,
            perfect: false,
            finite: false,
            inverted: false,
        };
        for tag in tags.iter().filter(|t| t.end() == longest) {
            if let Meaning::Verb(frame) = ctx.terms.meaning(tag)
                && !verb.frames.contains(frame)
            {
                verb.frames.push(*frame);
            }
        }
        let forms: SmallVec<[Form; 4]> = tags.iter().filter(|t| t.end() == longest).map(|t| t.form).collect();
        if shape(ctx, masks, groups, &forms, first, last, &mut verb) {
            out.push(verb);
        }
        at = longest;
    }
}

/// Fills in voice and tense; false where the word is no verb here.
fn shape(
    ctx: &Context<'_>,
    masks: &Masks,
    groups: &[Group],
    forms: &[Form],
    first: usize,
    last: usize,
    verb: &mut Verb,
) -> bool {
    let (mut be, mut have, mut to, mut does) = (false, false, false, false);
    let mut j = verb.at;
    let mut steps = 0;
    while j > first && steps < 8 {
        let k = j - 1;
        steps += 1;
        match ctx.func(k) {
            Some(Func::Be) => be = true,
            Some(Func::Have) => have = true,
            Some(Func::Do) => does = true,
            Some(Func::Modal) => verb.modal = true,
            Some(Func::Neg) => verb.negated = true,
            Some(Func::To) if k + 1 == verb.at || be || have => to = true,
            _ if ctx.is_adverb(k) && !masks.time(k) => {}
            _ => break,
        }
        if matches!(ctx.text.word(k), "isn't" | "wasn't" | "weren't" | "aren't") {
            be = true;
        }
        if groups.iter().any(|g| g.first <= k && k < g.last) {
            break;
        }
        verb.first = k;
        j = k;
    }
    let has = |form: Form| forms.contains(&form);
    let passive_form = has(Form::PastOrParticiple) || has(Form::Participle);
    verb.perfect = have;
    verb.finite = be || have || does || verb.modal || has(Form::Third) || has(Form::Past);
    if has(Form::Ing) && forms.len() == 1 {
        verb.participle = !be;
        verb.finite = be;
        return true;
    }
    if be && passive_form {
        verb.voice = Voice::Passive;
        return true;
    }
    if be && !passive_form {
        // `was to launch`, `is down`
        return to;
    }
    if have || does || verb.modal || to {
        return true;
    }
    let bare_base = has(Form::Base) && !passive_form && !has(Form::Third);
    if bare_base {
        // A base form without auxiliary is a noun more often than a verb, unless a plural subject stands before it.
        let subject = groups.iter().rev().find(|g| g.last <= verb.at);
        return subject.is_some_and(|g| g.plural && g.last == verb.at)
            || ctx.is(verb.at.wrapping_sub(1), Func::Pron)
            || ctx.is(verb.at.wrapping_sub(1), Func::Rel);
    }
    if has(Form::Third) && !passive_form {
        // `strikes`, `attacks` are nouns behind a determiner or an adjective that a group took.
        return verb.at == first || !ctx.is(verb.at - 1, Func::Def) && !ctx.is(verb.at - 1, Func::Indef);
    }
    if !passive_form {
        return true;
    }
    // Past or participle: by what stands behind it.
    let next = next_word(ctx, verb.last, last);
    let opens_list = next < last && ctx.text.word(next) == ":";
    if next < last && (ctx.is(next, Func::Be) && verb.at == first || opens_list && passive_form) {
        verb.voice = Voice::Passive;
        verb.inverted = true;
        return true;
    }
    if has(Form::Past) && !has(Form::Participle) && !has(Form::PastOrParticiple) {
        return true;
    }
    let object = next < last && !masks.time(next) && begins_object(ctx, masks, groups, next);
    let after_group = groups.iter().any(|g| g.last == verb.at);
    let passive = !object || (after_group && next < last && ctx.is(next, Func::By));
    verb.voice = if passive { Voice::Passive } else { Voice::Active };
    verb.finite = !passive;
    true
}

fn next_word(ctx: &Context<'_>, at: usize, last: usize) -> usize {
    let mut next = at;
    while next < last && ctx.is_adverb(next) && ctx.text.word(next) != "all" && ctx.text.word(next) != "both" {
        next += 1;
    }
    next
}

/// Whether an object may begin at the token.
fn begins_object(ctx: &Context<'_>, masks: &Masks, groups: &[Group], at: usize) -> bool {
    if groups.iter().any(|g| g.first == at) {
        return true;
    }
    if masks.place(at) {
        return false;
    }
    match ctx.func(at) {
        Some(Func::Def | Func::Indef | Func::Pron | Func::More) => true,
        Some(_) => false,
        None => {
            let token = ctx.text.tokens[at];
            token.shape != Shape::Sign
                && (token.is_word() || token.shape == Shape::Number)
                && !ctx.text.word(at).ends_with("ing")
        }
    }
}
