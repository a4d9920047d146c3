//! Sites: where something may have happened, settled in the gazetteer or only named.
//!
//! In: the places of a report and its tokens. Out: [`Site`]s in order. A capitalised name behind `in`, `at` or `near`, or
//! beside `village`, `hotel`, `prison`, is a site even where no gazetteer knows it: its name is kept, its point is not
//! guessed. Names of people, bodies, outlets and days are no sites.

use crate::layers::Context;
use crate::place::{self, PlaceMention, PlaceRole};
use crate::terms::{Func, Meaning};
use litopys_facts::{Place, Precision};
use litopys_text::{Glue, Shape};

/// A place of a possible happening.
#[derive(Clone, Debug)]
pub(crate) struct Site<'g> {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// None for a name that the gazetteer could not settle.
    pub(crate) known: Option<litopys_places::PlaceRef<'g>>,
    pub(crate) level: Precision,
    /// The place to write into a claim.
    pub(crate) fact: Place,
}

/// All sites of a report, in order of their first token.
pub(crate) fn find_sites<'g>(
    ctx: &Context<'_>,
    places: &[PlaceMention<'g>],
    taken: impl Fn(usize) -> bool,
) -> Vec<Site<'g>> {
    let mut out: Vec<Site<'g>> = places
        .iter()
        .filter(|p| {
            p.role == PlaceRole::Plain
                && !ctx.tags.at(p.first).iter().any(|t| matches!(ctx.terms.meaning(t), Meaning::Weapon(_)))
        })
        .map(|p| Site {
            first: p.first,
            last: p.last,
            known: p.place,
            level: p.place.map_or(Precision::Settlement, |r| place::precision(r.level())),
            fact: p.fact(ctx.text),
        })
        .collect();
    let covered: Vec<(usize, usize)> = places.iter().map(|p| (p.first, p.last)).collect();
    for sentence in &ctx.text.sentences {
        if sentence.capitals || sentence.title_case {
            continue;
        }
        let mut at = sentence.first;
        while at < sentence.last {
            let end = name_end(ctx, at, sentence.last, &taken);
            if end == at {
                at += 1;
                continue;
            }
            let free = !covered.iter().any(|(a, b)| *a < end && at < *b);
            if let Some(level) = named(ctx, at, end, sentence.first, sentence.last)
                && free
            {
                let last = if level == Precision::Landmark { landmark_end(ctx, end, sentence.last) } else { end };
                let name = ctx.text.slice(at, last).split_whitespace().collect::<Vec<_>>().join(" ");
                out.push(Site {
                    first: at,
                    last,
                    known: None,
                    level,
                    fact: Place { precision: Some(level), ..Place::unsettled(name) },
                });
            }
            at = end;
        }
    }
    out.sort_by_key(|s| (s.first, s.last));
    out
}

/// One past a run of capitalised words that no list claims for something else.
fn name_end(ctx: &Context<'_>, at: usize, last: usize, taken: &impl Fn(usize) -> bool) -> usize {
    let mut end = at;
    while end < last && end - at < 5 {
        let token = ctx.text.tokens[end];
        let name = token.shape == Shape::Cap || end > at && token.glue == Glue::Hyphen && token.is_word();
        if !name || taken(end) || ctx.func(end).is_some() && token.glue == Glue::Space {
            break;
        }
        let other = ctx.tags.at(end).iter().any(|t| {
            matches!(
                ctx.terms.meaning(t),
                Meaning::Side | Meaning::Weapon(_) | Meaning::Number(_) | Meaning::Attack(_) | Meaning::Nation
            ) || matches!(
                ctx.words.class_name(t.class),
                "organisation" | "office" | "title" | "demonym" | "place-given" | "witness"
            ) || ctx.words.class_name(t.class).starts_with("time")
        });
        if other {
            break;
        }
        end += 1;
    }
    end
}

/// What the words around a name say that it is.
fn named(ctx: &Context<'_>, first: usize, last: usize, start: usize, stop: usize) -> Option<Precision> {
    let before = if first > start { ctx.text.word(first - 1) } else { "" };
    let further = if first > start + 1 { ctx.text.word(first - 2) } else { "" };
    let after = if last < stop { ctx.text.word(last) } else { "" };
    let settled = |w: &str| {
        matches!(
            w,
            "village"
                | "town"
                | "city"
                | "settlement"
                | "hamlet"
                | "township"
                | "suburb"
                | "neighbourhood"
                | "neighborhood"
                | "district"
                | "municipality"
                | "commune"
                | "county"
                | "locality"
                | "woreda"
                | "canton"
                | "quarter"
                | "camp"
                | "island"
        )
    };
    if settled(after) || before == "of" && settled(further) || settled(before) {
        return Some(if matches!(after, "district" | "neighbourhood" | "neighborhood" | "quarter") {
            Precision::District
        } else {
            Precision::Settlement
        });
    }
    if is_object(ctx, last) && last < stop && ctx.text.tokens[last].glue == Glue::Space
        || last - first > 1 && is_object(ctx, last - 1)
    {
        return Some(Precision::Landmark);
    }
    let led = matches!(before, "in" | "at" | "near" | "outside")
        && !(before == "at" && last - first == 1 && is_object(ctx, first));
    // A person's name is followed by words of saying or a comma and an age; a place by a stop, a comma or a small word.
    let closes = last >= stop
        || ctx.is_sign(last) && after != "'s"
        || ctx.func(last).is_some_and(|f| !matches!(f, Func::Be | Func::Have | Func::Modal));
    (led && closes).then_some(Precision::Settlement)
}

fn is_object(ctx: &Context<'_>, at: usize) -> bool {
    ctx.tags.at(at).iter().any(|t| matches!(ctx.terms.meaning(t), Meaning::Object(_)))
}

/// The noun behind a landmark's name belongs to it: `Farabi hospital`.
fn landmark_end(ctx: &Context<'_>, last: usize, stop: usize) -> usize {
    let tag =
        ctx.tags.at(last).iter().filter(|t| matches!(ctx.terms.meaning(t), Meaning::Object(_))).map(|t| t.end()).max();
    tag.map_or(last, |end| end.min(stop))
}
