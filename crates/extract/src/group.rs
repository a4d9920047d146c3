//! Noun groups: what is counted, how many, and how it is introduced.
//!
//! In: tags and numbers of a sentence. Out: [`Group`]s in order, not overlapping: a known noun with what stands left of
//! it, or a number alone. It does not ask what happened to the thing; that is the clause pass's work.

use crate::layers::{Context, Masks};
use crate::number::{Number, NumberKind};
use crate::terms::{Func, Meaning};
use litopys_facts::{Bounds, Class, EventType, Kind};
use litopys_rules::Form;
use litopys_text::{Glue, Shape};

/// What a group's head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    Person(Class),
    /// `others`
    Others,
    Family,
    Weapon(Class),
    Object(Class),
    Harm(Kind),
    Attack(EventType),
    /// A number without a noun.
    Bare,
}

/// How a group is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Det {
    /// By a number.
    Number,
    /// `a`, `an`, `another`
    Indef,
    /// `the`, `this`, `its`, `Israel's`
    Def,
    /// By nothing.
    Bare,
    /// `many`, `some`
    Vague,
}

/// A noun group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group {
    /// First token, number and hedges included.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    /// Token of the head noun; of the number for a number alone.
    pub(crate) head_at: usize,
    pub(crate) head: Head,
    pub(crate) det: Det,
    /// The number's bounds.
    pub(crate) bounds: Bounds,
    pub(crate) plural: bool,
    /// Explicit zero.
    pub(crate) zero: bool,
    /// Index into the sentence's numbers.
    pub(crate) number: Option<usize>,
    /// `17 of 18 drones`: the whole.
    pub(crate) total: Option<Bounds>,
    /// `of them`, `of whom`, `of the drones`: a part of something told before.
    pub(crate) partitive: bool,
    /// `another`, `more`, `other`
    pub(crate) more: bool,
    /// `all of them`, `both`, `all the drones`
    pub(crate) all: bool,
}

impl Group {
    /// How many, when the group is counted, singular or zero; unknown bounds for a plural without a number.
    pub(crate) fn count(&self) -> Bounds {
        match self.det {
            Det::Number => self.bounds,
            Det::Vague => Bounds::unknown(),
            Det::Indef => Bounds::exactly(1),
            Det::Def | Det::Bare if self.plural => Bounds::unknown(),
            Det::Def | Det::Bare => Bounds::exactly(1),
        }
    }
}

pub(crate) fn find_groups(
    ctx: &Context<'_>,
    masks: &Masks,
    numbers: &[Number],
    first: usize,
    last: usize,
    out: &mut Vec<Group>,
) {
    let mut at = first;
    let mut floor = first;
    let mut used = vec![false; numbers.len()];
    while at < last {
        let Some((head, end, plural)) = head_at(ctx, numbers, at, last) else {
            at += 1;
            continue;
        };
        // A singular noun right before another noun is its modifier: `missile launcher`, `apartment entrance`.
        if !plural && is_modifier(ctx, masks, end, last) {
            at = end;
            continue;
        }
        let group = build(ctx, masks, numbers, &mut used, Built { head, at, end, plural }, floor);
        floor = group.last;
        at = group.last;
        out.push(group);
    }
    pronouns(ctx, masks, first, last, out);
    for (index, number) in numbers.iter().enumerate() {
        let free = !used[index]
            && number.kind == NumberKind::Count
            && !out.iter().any(|g| g.first < number.last && number.first < g.last);
        if free {
            out.push(bare(ctx, index, number, last));
        }
    }
    out.sort_by_key(|g| g.first);
}

/// The head noun that begins at a token: the longest, and of equals the earlier list.
fn head_at(ctx: &Context<'_>, numbers: &[Number], at: usize, last: usize) -> Option<(Head, usize, bool)> {
    let token = ctx.text.tokens[at];
    let mut best: Option<(Head, usize, bool, u8)> = None;
    for tag in ctx.tags.at(at) {
        let (head, rank) = match ctx.terms.meaning(tag) {
            Meaning::Weapon(class) => (Head::Weapon(*class), 1),
            Meaning::Object(class) => (Head::Object(*class), 2),
            Meaning::Person(class) => (Head::Person(*class), 3),
            Meaning::Nation
                if tag.form == Form::Plural
                    || (at > 0 && (ctx.is(at - 1, Func::Indef) || numbers.iter().any(|n| n.last == at))) =>
            {
                (Head::Person(Class::Person), 3)
            }
            Meaning::Others if tag.form == Form::Plural => (Head::Others, 3),
            Meaning::Family => (Head::Family, 3),
            Meaning::Attack(kind) => (Head::Attack(*kind), 4),
            Meaning::Blast => (Head::Attack(EventType::Bombing), 4),
            Meaning::Harm(kind) => (Head::Harm(*kind), 5),
            Meaning::State(kind) if is_noun_here(ctx, numbers, at, tag.end(), last) => (Head::Harm(*kind), 5),
            _ => continue,
        };
        let end = tag.end();
        if end > last {
            continue;
        }
        let named = matches!(head, Head::Weapon(_)) && ctx.words.value_name(tag.value).ends_with(".named");
        // `Patriots`, `Falcon`: a model's name needs its capital where capitals tell anything.
        if named && token.shape == Shape::Lower {
            continue;
        }
        let plural = match tag.form {
            Form::Plural => true,
            Form::Singular => false,
            _ => matches!(head, Head::Person(_) | Head::Harm(_)),
        };
        let better = best.is_none_or(|(_, e, _, r)| end > e || (end == e && rank < r));
        if better {
            best = Some((head, end, plural, rank));
        }
    }
    let (head, mut end, mut plural, _) = best?;
    // A model's number: `Iskander-M`, `Shahed-136s`.
    while end < last && ctx.text.tokens[end].glue != Glue::Space && matches!(head, Head::Weapon(_)) && !ctx.is_sign(end)
    {
        plural |= ctx.text.word(end) == "s";
        end += 1;
    }
    // `drones and missiles`-like heads are joined by the claim pass, not here.
    Some((head, end, plural))
}

/// Whether a state (`injured`, `dead`) stands for people: behind a number or an article, and not before a noun of its own.
fn is_noun_here(ctx: &Context<'_>, numbers: &[Number], at: usize, end: usize, last: usize) -> bool {
    let counted = numbers.iter().any(|n| n.last == at && n.kind == NumberKind::Count);
    let led = counted || at > 0 && matches!(ctx.func(at - 1), Some(Func::Def | Func::More));
    let verb = ctx.tags.at(at).iter().any(|t| matches!(ctx.terms.meaning(t), Meaning::Verb(_)));
    let noun_follows = end < last
        && ctx.tags.at(end).iter().any(|t| {
            matches!(
                ctx.terms.meaning(t),
                Meaning::Person(_) | Meaning::Object(_) | Meaning::Weapon(_) | Meaning::Number(_)
            )
        });
    if verb { led && !noun_follows } else { !noun_follows || counted }
}

/// Whether the noun that ends at `end` only qualifies the next word.
fn is_modifier(ctx: &Context<'_>, masks: &Masks, end: usize, last: usize) -> bool {
    if end >= last || masks.time(end) {
        return false;
    }
    let token = ctx.text.tokens[end];
    let lower = token.shape == Shape::Lower || (ctx.capitals && token.shape == Shape::Upper);
    let word = ctx.text.word(end);
    let mut noun = false;
    for tag in ctx.tags.at(end) {
        match ctx.terms.meaning(tag) {
            Meaning::Func(_) | Meaning::Number(_) | Meaning::Bound(_) => return false,
            Meaning::Verb(_) => return false,
            Meaning::State(_) => return false,
            Meaning::Harm(_) => noun = true,
            Meaning::Cue(_) => {}
            Meaning::Attack(_) | Meaning::Weapon(_) | Meaning::Object(_) | Meaning::Person(_) | Meaning::Nation => {
                noun = true
            }
            _ => {}
        }
    }
    // Speech verbs, offices and other classes of words are no nouns of things.
    let speech = ctx.tags.at(end).iter().any(|t| ctx.words.class_name(t.class) == "speech");
    noun || (lower && !speech && !looks_like_verb(word) && !word.ends_with("ly"))
}

/// A rough look at the ending; only asked of words that no list knows.
fn looks_like_verb(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("ing")
        || matches!(
            word,
            "who"
                | "whose"
                | "which"
                | "that"
                | "said"
                | "says"
                | "told"
                | "alive"
                | "alone"
                | "aboard"
                | "nearby"
                | "away"
                | "left"
                | "came"
                | "went"
                | "fell"
                | "saw"
                | "took"
                | "made"
                | "ran"
                | "lay"
                | "led"
                | "felt"
                | "began"
                | "had"
                | "found"
                | "became"
                | "gave"
                | "got"
                | "kept"
                | "stood"
                | "tried"
                | "used"
                | "flew"
                | "sent"
                | "broke"
                | "there"
                | "here"
                | "home"
                | "ago"
                | "apart"
        )
        || (word.ends_with('s') && !word.ends_with("ss") && word.len() > 4)
}

struct Built {
    head: Head,
    at: usize,
    end: usize,
    plural: bool,
}

fn build(ctx: &Context<'_>, masks: &Masks, numbers: &[Number], used: &mut [bool], built: Built, floor: usize) -> Group {
    let Built { head, at, end, plural } = built;
    let mut group = Group {
        first: at,
        last: end,
        head_at: end - 1,
        head,
        det: Det::Bare,
        bounds: Bounds::unknown(),
        plural,
        zero: false,
        number: None,
        total: None,
        partitive: false,
        more: false,
        all: false,
    };
    let mut j = at;
    let mut steps = 0;
    while j > floor && steps < 8 {
        steps += 1;
        if let Some(index) = numbers.iter().position(|n| n.last == j && n.kind == NumberKind::Count) {
            take_number(&mut group, index, &numbers[index]);
            used[index] = true;
            j = numbers[index].first;
            // `17 of 18 drones`, `nine out of 14 drones`, `all but one of the 18`.
            if j > floor + 1 && ctx.text.word(j - 1) == "of" && ctx.text.word(j - 2) == "out" {
                j = partitive(ctx, numbers, used, &mut group, j - 2, floor);
            } else if j > floor + 1 && ctx.is(j - 1, Func::Of) {
                j = partitive(ctx, numbers, used, &mut group, j - 1, floor);
            } else if j > floor + 2 && ctx.is(j - 1, Func::Def) && ctx.is(j - 2, Func::Of) {
                j = partitive(ctx, numbers, used, &mut group, j - 2, floor);
            } else if j > floor && ctx.is(j - 1, Func::Def) {
                j -= 1;
                if j > floor && ctx.text.word(j - 1) == "all" {
                    group.all = true;
                    j -= 1;
                }
            } else if j > floor && matches!(ctx.text.word(j - 1), "another" | "further" | "other" | "all") {
                group.more |= ctx.text.word(j - 1) != "all";
                j -= 1;
                if j > floor && ctx.is(j - 1, Func::Indef) {
                    j -= 1;
                }
            }
            break;
        }
        // A measured number is a modifier: `54-year-old`, `500-kilo`.
        if let Some(number) = numbers.iter().find(|n| n.last == j && n.kind == NumberKind::Measure)
            && ctx.text.tokens[j.min(ctx.text.tokens.len() - 1)].glue != Glue::Space
        {
            j = number.first;
            continue;
        }
        let k = j - 1;
        if masks.time(k) {
            break;
        }
        match ctx.func_tag(k).filter(|(_, e)| *e == j).map(|(f, _)| f) {
            Some(Func::Indef) => {
                if group.det == Det::Bare {
                    group.det = Det::Indef;
                }
                group.more |= ctx.text.word(k) == "another";
                j = k;
                break;
            }
            Some(Func::Def) => {
                if group.det == Det::Bare {
                    group.det = Det::Def;
                }
                j = k;
                if j > floor + 1 && ctx.is(j - 1, Func::Of) {
                    j = partitive(ctx, numbers, used, &mut group, j - 1, floor);
                }
                break;
            }
            Some(Func::More) => {
                group.more = true;
                j = k;
                continue;
            }
            Some(Func::Of)
                if j < at || matches!(head, Head::Person(_) | Head::Weapon(_) | Head::Object(_) | Head::Harm(_)) =>
            {
                let before = numbers.iter().position(|n| n.last == k && n.kind == NumberKind::Count && n.bounds.approx);
                if let Some(index) = before {
                    // `dozens of rockets`, `hundreds of wounded people`.
                    take_number(&mut group, index, &numbers[index]);
                    used[index] = true;
                    j = numbers[index].first;
                } else if let Some(index) = numbers.iter().position(|n| n.last == k && n.kind == NumberKind::Count) {
                    take_number(&mut group, index, &numbers[index]);
                    used[index] = true;
                    group.partitive = !numbers[index].vague;
                    j = numbers[index].first;
                }
                break;
            }
            Some(Func::Adv) if k > floor => {
                // `mostly civilian`, `three badly wounded men`
                if !ctx.text.word(k).ends_with("ly") {
                    break;
                }
                j = k;
                continue;
            }
            Some(_) => break,
            None => {}
        }
        let token = ctx.text.tokens[k];
        if token.shape == Shape::Sign {
            if ctx.text.word(k) == "'s" && k > floor {
                group.det = Det::Def;
                j = k - 1;
                // The possessor's own words.
                while j > floor && ctx.text.tokens[j - 1].is_capital() && ctx.func(j - 1).is_none() {
                    j -= 1;
                }
                if j > floor && ctx.is(j - 1, Func::Def) {
                    j -= 1;
                }
                break;
            }
            if ctx.text.word(k) == "\"" && steps > 1 {
                j = k;
                continue;
            }
            break;
        }
        if !is_premodifier(ctx, k, j) {
            break;
        }
        j = k;
    }
    group.first = j;
    if group.det == Det::Number && group.bounds == Bounds::exactly(1) {
        group.plural = false;
    }
    if group.det == Det::Bare
        && !group.plural
        && matches!(head, Head::Weapon(_) | Head::Harm(_))
        && ctx.text.word(at).ends_with('s')
    {
        group.plural = true;
    }
    group
}

fn take_number(group: &mut Group, index: usize, number: &Number) {
    group.number = Some(index);
    group.bounds = number.bounds;
    group.zero = number.zero;
    group.det = if number.vague { Det::Vague } else { Det::Number };
}

/// Reads what stands before `of`: a part of the group's own number, or of the group.
fn partitive(
    ctx: &Context<'_>,
    numbers: &[Number],
    used: &mut [bool],
    group: &mut Group,
    of: usize,
    floor: usize,
) -> usize {
    let _ = floor;
    let Some(index) = numbers.iter().position(|n| n.last == of && n.kind == NumberKind::Count) else {
        if of > 0 && ctx.text.word(of - 1) == "all" {
            group.all = true;
            return of - 1;
        }
        return group_start_after(of);
    };
    let total = (group.det == Det::Number).then_some(group.bounds);
    take_number(group, index, &numbers[index]);
    used[index] = true;
    group.total = total.filter(|t| t.is_numbered());
    group.partitive = true;
    let mut first = numbers[index].first;
    // `all but one of the 18`
    if first >= 2 && ctx.text.word(first - 1) == "but" && ctx.text.word(first - 2) == "all" {
        if let (Some(all), Some(less)) = (group.total.and_then(|t| t.low), group.bounds.low) {
            group.bounds = Bounds::exactly(all.saturating_sub(less));
        }
        first -= 2;
    }
    first
}

fn group_start_after(of: usize) -> usize {
    of + 1
}

/// Whether the word may stand between determiner and noun.
fn is_premodifier(ctx: &Context<'_>, k: usize, next: usize) -> bool {
    let token = ctx.text.tokens[k];
    for tag in ctx.tags.at(k) {
        match ctx.terms.meaning(tag) {
            Meaning::Verb(_) if tag.end() == next => {
                let participle = matches!(tag.form, Form::PastOrParticiple | Form::Participle | Form::Ing);
                // `killed civilians` is a verb with its object; `a burned car` is read by the determiner further left.
                let led = k > 0 && (ctx.is(k - 1, Func::Indef) || ctx.is(k - 1, Func::Def));
                return participle && led;
            }
            Meaning::Attack(_) if tag.form == Form::Plural => return false,
            Meaning::Bound(_) | Meaning::Number(_) => return false,
            _ => {}
        }
        if ctx.words.class_name(tag.class) == "speech" && tag.end() == next && token.shape == Shape::Lower {
            return false;
        }
    }
    token.is_word() || token.shape == Shape::Number && ctx.text.tokens.get(next).is_some_and(|t| t.glue != Glue::Space)
}

/// `all of them`, `all were shot down`, `another was hurt`: a count without number or noun.
fn pronouns(ctx: &Context<'_>, masks: &Masks, first: usize, last: usize, out: &mut Vec<Group>) {
    for at in first..last {
        let word = ctx.text.word(at);
        if !matches!(word, "all" | "another") || masks.time(at) || out.iter().any(|g| g.first <= at && at < g.last) {
            continue;
        }
        let mut end = at + 1;
        if end + 1 < last
            && ctx.text.word(end) == "of"
            && matches!(ctx.text.word(end + 1), "them" | "these" | "which" | "whom" | "those")
        {
            end += 2;
        }
        let verb = ctx.is(end, Func::Be)
            || ctx.is(end, Func::Have)
            || ctx.tags.at(end).iter().any(|t| matches!(ctx.terms.meaning(t), Meaning::Verb(_)));
        if end >= last || !verb {
            continue;
        }
        let all = word == "all";
        out.push(Group {
            first: at,
            last: end,
            head_at: at,
            head: Head::Bare,
            det: if all { Det::Vague } else { Det::Number },
            bounds: if all { Bounds::unknown() } else { Bounds::exactly(1) },
            plural: all,
            zero: false,
            number: None,
            total: None,
            partitive: end > at + 1,
            more: !all,
            all,
        });
    }
}

/// A number without a noun, with what it is a part of.
fn bare(ctx: &Context<'_>, index: usize, number: &Number, last: usize) -> Group {
    let mut group = Group {
        first: number.first,
        last: number.last,
        head_at: number.core,
        head: if number.person { Head::Person(Class::Person) } else { Head::Bare },
        det: if number.vague { Det::Vague } else { Det::Number },
        bounds: number.bounds,
        plural: number.bounds.number() != Some(1),
        zero: number.zero,
        number: Some(index),
        total: None,
        partitive: false,
        more: false,
        all: false,
    };
    let mut at = number.last;
    while at < last && ctx.is(at, Func::More) && ctx.text.word(at) != "others" {
        group.more = true;
        at += 1;
        group.last = at;
    }
    if at + 1 < last
        && ctx.is(at, Func::Of)
        && matches!(ctx.text.word(at + 1), "them" | "whom" | "which" | "these" | "those")
    {
        group.partitive = true;
        group.last = at + 2;
    }
    if number.core > 0
        && number.first > 0
        && matches!(ctx.text.word(number.first - 1), "another" | "further" | "additional")
    {
        group.more = true;
        group.first -= 1;
        if group.first > 0 && ctx.text.word(group.first - 1) == "a" {
            group.first -= 1;
        }
    }
    group
}
