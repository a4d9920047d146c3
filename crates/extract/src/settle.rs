//! Drafts become claims: place, time, claimant, actor and status, and repeats fold.
//!
//! In: drafts with the scene, speakers and actors. Out: drafts with all their slots, of which repeats are marked.
//! It marks and never erases what stands in the text: a folded repeat leaves the fuller statement.

use crate::actor::{self, Act};
use crate::find::Draft;
use crate::layers::Context;
use crate::relevance::Evidence;
use crate::scene::{Placed, Scene, Timed};
use crate::speaker::Mode;
use crate::terms::Cue;
use litopys_facts::{BlockKind, Bounds, ClaimantType, Class, Kind, Place, Precision, Status, When};

/// A draft with its slots.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub(crate) draft: Draft,
    pub(crate) place: Option<Place>,
    pub(crate) place_mention: Option<usize>,
    pub(crate) when: Option<When>,
    pub(crate) time_mention: Option<usize>,
    pub(crate) claimant: Option<(String, Option<ClaimantType>)>,
    pub(crate) attribution: Option<usize>,
    pub(crate) actor: Option<String>,
    pub(crate) status: Status,
    /// Repeats the draft with this index.
    pub(crate) repeats: Option<usize>,
}

/// Gives every draft its slots.
pub(crate) fn settle(
    ctx: &Context<'_>,
    scene: &Scene<'_>,
    evidence: &Evidence,
    acts: &[Act],
    drafts: Vec<Draft>,
) -> Vec<Settled> {
    let sides = actor::find_sides(ctx);
    let main = scene.main_day(evidence, &drafts);
    let topic = scene.topic(evidence, &drafts);
    let body: Vec<Act> = acts.iter().filter(|a| !scene.aside(a.sentence)).copied().collect();
    let protagonist = actor::dominant(&body).map(|a| ctx.words.value_name(a.side).to_owned());
    let mut out: Vec<Settled> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let sentence = scene.text.sentences[draft.sentence];
        let aside = scene.aside(draft.sentence);
        let before = out.last().filter(|s| {
            let block = scene.text.sentences[s.draft.sentence].block;
            block == sentence.block || (!aside && block + 1 == sentence.block && sentence.kind == BlockKind::Item)
        });
        let mut timed = scene.own_time(&draft);
        if timed.when.is_none() {
            let same = before.filter(|l| l.draft.sentence == draft.sentence);
            timed = match (same, scene.time_before(draft.sentence)) {
                (Some(last), _) => Timed { when: last.when.clone(), mention: None, long: false },
                (None, Some(told)) => told,
                _ if aside => Timed::default(),
                _ => Timed { when: main.clone(), mention: None, long: false },
            };
        }
        let mut placed = scene.own_place(&draft);
        // A place told before, or the report's own, where the sentence names none.
        let country =
            placed.place.as_ref().filter(|p| p.precision == Some(Precision::Country)).map(|p| p.country.clone());
        let inside = |p: Option<&Place>| country.as_ref().is_none_or(|c| p.is_some_and(|p| p.country == *c));
        if placed.place.is_none() || country.is_some() {
            let weapons = matches!(draft.kind, Kind::Launched | Kind::Intercepted | Kind::Lost);
            let told = before.filter(|l| {
                l.draft.sentence == draft.sentence
                    && l.place.is_some()
                    && inside(l.place.as_ref())
                    && !(weapons && country.is_some())
            });
            if let Some(last) = told {
                placed = Placed { place: last.place.clone(), mention: last.place_mention };
            } else if let Some(told) =
                scene.place_before(draft.sentence).filter(|p| !weapons && inside(p.place.as_ref()))
            {
                placed = told;
            } else if !aside && !weapons && inside(topic.place.as_ref()) {
                placed = topic.clone();
            }
        }
        let (claimant, attribution, mode) = speaker(scene, &draft);
        let actor = actor_of(ctx, acts, &sides, &draft, placed.place.as_ref());
        // A headline of the page's own incident is of its day; one of another side's act belongs to the day told besides.
        let other = sentence.kind == BlockKind::Related && actor.is_some() && actor != protagonist;
        if aside && timed.when.is_none() {
            timed.when = if other { scene.other_day(main.as_ref()) } else { main.clone() };
        }
        let status = status(ctx, scene, &draft, &timed, main.as_ref(), mode, aside && other);
        out.push(Settled {
            place: placed.place,
            place_mention: placed.mention,
            when: timed.when,
            time_mention: timed.mention,
            claimant,
            attribution,
            actor,
            status,
            repeats: None,
            draft,
        });
    }
    mark_superseded(ctx, scene, &mut out);
    fold_repeats(ctx, &mut out);
    out
}

type Spoken = (Option<(String, Option<ClaimantType>)>, Option<usize>, Option<Mode>);

fn speaker(scene: &Scene<'_>, draft: &Draft) -> Spoken {
    let Some(attribution) = scene.speakers.attribution_of(draft.head_at) else { return (None, None, None) };
    let index = scene.speakers.attributions().iter().position(|a| std::ptr::eq(a, attribution));
    let claimant = scene.speakers.claimant_of(draft.head_at).filter(|_| attribution.counts());
    (claimant.map(|c| (c.name.clone(), c.kind)), index, Some(attribution.mode))
}

fn status(
    ctx: &Context<'_>,
    scene: &Scene<'_>,
    draft: &Draft,
    timed: &Timed,
    main: Option<&When>,
    mode: Option<Mode>,
    aside: bool,
) -> Status {
    let sentence = scene.text.sentences[draft.sentence];
    if mode == Some(Mode::Denied) {
        return Status::Denied;
    }
    let trigger = draft.trigger.unwrap_or((draft.first, draft.last));
    let near = trigger.0.min(draft.first).saturating_sub(3).max(sentence.first);
    let until = trigger.1.max(draft.last);
    if draft.modal || ctx.any(near, until, |m| *m == crate::terms::Meaning::Cue(Cue::Projected)) && !draft.perfect {
        return Status::Projected;
    }
    if timed.long
        || ctx.has_cue(sentence.first, sentence.last, Cue::Cumulative) && (draft.perfect || timed.mention.is_none())
    {
        return Status::Background;
    }
    let huge = match draft.kind {
        Kind::Killed => 2000,
        Kind::Injured | Kind::Casualties => 5000,
        Kind::Displaced => 100_000,
        _ => u64::MAX,
    };
    if draft.bounds.number().is_some_and(|n| n >= huge) {
        return Status::Background;
    }
    let earlier = match (timed.when.as_ref().and_then(When::bounds), main.and_then(When::bounds)) {
        // One day apart is the same news told a day later, unless the words say `the day before`.
        (Some((_, last)), Some((first, _))) => {
            let told = timed.mention.is_some_and(|m| scene.is_relative(&scene.times[m]));
            last < first && (told || crate::scene::days_between(last, first) >= 2)
        }
        _ => false,
    };
    if earlier {
        return Status::Background;
    }
    if aside && sentence.kind == BlockKind::Related {
        return Status::Background;
    }
    if ctx.has_cue(sentence.first, sentence.last, Cue::Preliminary) {
        return Status::Preliminary;
    }
    Status::Reported
}

fn actor_of(ctx: &Context<'_>, acts: &[Act], sides: &[Act], draft: &Draft, place: Option<&Place>) -> Option<String> {
    let name = |act: &Act| ctx.words.value_name(act.side).to_owned();
    let home = place.and_then(|p| p.country.as_deref());
    let fits = |act: &&Act| !is_home(ctx.words.value_name(act.side), home);
    let here =
        acts.iter().filter(|a| a.sentence == draft.sentence).filter(fits).min_by_key(|a| a.token.abs_diff(draft.first));
    let near = || acts.iter().filter(|a| a.sentence < draft.sentence && a.sentence + 3 > draft.sentence).rfind(fits);
    let all = || {
        let fitting: Vec<Act> = acts.iter().filter(fits).copied().collect();
        actor::dominant(&fitting).or_else(|| {
            // Nobody is named as attacker: of the sides named at all the one that does not live there.
            let fitting: Vec<Act> = sides.iter().filter(fits).copied().collect();
            actor::dominant(&fitting)
        })
    };
    here.copied().or_else(|| near().copied()).or_else(all).map(|a| name(&a))
}

/// A state seldom attacks its own land; where two sides attack each other this tells whose attack it was.
fn is_home(side: &str, country: Option<&str>) -> bool {
    matches!(
        (side, country),
        ("Russia", Some("RU"))
            | ("Ukraine", Some("UA"))
            | ("Israel", Some("IL"))
            | ("Iran", Some("IR"))
            | ("India", Some("IN"))
    )
}

/// A toll that a later one of the same text replaces is preliminary: it is told with words of an earlier time, or the
/// other with words of rising.
fn mark_superseded(ctx: &Context<'_>, scene: &Scene<'_>, all: &mut [Settled]) {
    for low in 0..all.len() {
        let one = &all[low];
        let toll = matches!(one.draft.kind, Kind::Killed | Kind::Injured | Kind::Missing | Kind::Rescued)
            && one.draft.part_of.is_none();
        if !toll || one.status != Status::Reported {
            continue;
        }
        let Some(value) = one.draft.bounds.number().filter(|n| *n > 0) else { continue };
        let replaced = all.iter().any(|other| {
            let same = other.draft.kind == one.draft.kind
                && other.draft.part_of.is_none()
                && class_fits(other.draft.class, one.draft.class);
            let larger = other.draft.bounds.number().is_some_and(|n| n > value && n < value.saturating_mul(8));
            same && larger
                && other.status == Status::Reported
                && place_fits(other.place.as_ref(), one.place.as_ref())
                && (told_earlier(ctx, scene, &one.draft) || moves(ctx, scene, &other.draft))
        });
        if replaced {
            all[low].status = Status::Preliminary;
        }
    }
}

/// Words of an earlier telling stand near the draft: `had first spoken of`, `earlier`, `up from`.
fn told_earlier(ctx: &Context<'_>, scene: &Scene<'_>, draft: &Draft) -> bool {
    let sentence = scene.text.sentences[draft.sentence];
    let first = draft.first.saturating_sub(14).max(sentence.first);
    let last = (draft.last + 8).min(sentence.last);
    (first..last).any(|i| {
        matches!(
            ctx.text.word(i),
            "earlier"
                | "previously"
                | "initially"
                | "initial"
                | "previous"
                | "first"
                | "yesterday"
                | "originally"
                | "preliminary"
        )
    }) || (first..draft.first).any(|i| {
        ctx.text.word(i) == "from"
            && matches!(ctx.text.word(i.wrapping_sub(1)), "up" | "rose" | "raised" | "risen" | "revised" | "increased")
    })
}

/// The draft's own words tell of a rise: `rose to`, `has risen`, `grew again`, `now`.
fn moves(ctx: &Context<'_>, scene: &Scene<'_>, draft: &Draft) -> bool {
    let sentence = scene.text.sentences[draft.sentence];
    let first = draft.first.saturating_sub(10).max(sentence.first);
    let last = (draft.last + 3).min(sentence.last);
    (first..last).any(|i| {
        matches!(
            ctx.text.word(i),
            "rose"
                | "risen"
                | "rises"
                | "climbed"
                | "climbs"
                | "grew"
                | "grown"
                | "increased"
                | "updated"
                | "raised"
                | "now"
                | "jumped"
        )
    })
}

fn fold_repeats(ctx: &Context<'_>, all: &mut [Settled]) {
    for later in 1..all.len() {
        let found =
            (0..later).find(|earlier| all[*earlier].repeats.is_none() && repeats(ctx, &all[*earlier], &all[later]));
        let Some(earlier) = found else { continue };
        // The fuller statement stays: a noun beats a number alone, a named claimant none.
        let fuller = all[earlier].draft.bare && !all[later].draft.bare && all[earlier].draft.part_of.is_none();
        if fuller {
            all[earlier].repeats = Some(later);
        } else {
            all[later].repeats = Some(earlier);
        }
    }
}

fn repeats(ctx: &Context<'_>, a: &Settled, b: &Settled) -> bool {
    let kinds = a.draft.kind == b.draft.kind
        || matches!((a.draft.kind, b.draft.kind), (Kind::Damaged, Kind::Destroyed) | (Kind::Destroyed, Kind::Damaged))
            && a.draft.head_at == b.draft.head_at;
    if !kinds || a.draft.bounds != b.draft.bounds && !same_number(a.draft.bounds, b.draft.bounds) {
        return false;
    }
    if a.draft.head_at == b.draft.head_at {
        return true;
    }
    if b.draft.more && a.draft.sentence != b.draft.sentence {
        return false;
    }
    if !place_fits(a.place.as_ref(), b.place.as_ref()) || !class_fits(a.draft.class, b.draft.class) {
        return false;
    }
    let when = match (&a.when, &b.when) {
        (Some(x), Some(y)) => x.may_overlap(y),
        _ => true,
    };
    if !when {
        return false;
    }
    let number = a.draft.bounds.number();
    if number == Some(1) || number.is_none() || number == Some(2) || number == Some(3) {
        let same_head = same_noun(ctx, a.draft.head_at, b.draft.head_at);
        let open = a.draft.bounds.low != a.draft.bounds.high && number.is_some();
        let loose = open && !a.draft.class.is_object()
            || number != Some(1) && number.is_some() && (a.draft.bare || b.draft.bare || a.draft.class.is_weapon());
        if a.draft.sentence == b.draft.sentence && number == Some(1) && !b.draft.definite && !a.draft.definite {
            return false;
        }
        return same_head || loose || (b.draft.definite && number == Some(1) && !a.draft.class.is_object());
    }
    // In one sentence the same number twice is two facts, unless one of them is a number alone.
    a.draft.sentence != b.draft.sentence || a.draft.bare || b.draft.bare
}

/// `at least 22` and `22` are two claims; `22` hedged and unhedged one.
fn same_number(a: Bounds, b: Bounds) -> bool {
    a.low == b.low && a.high == b.high
}

fn place_fits(a: Option<&Place>, b: Option<&Place>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    if a.name == b.name {
        return true;
    }
    let coarse = |p: &Place| {
        matches!(p.precision, None | Some(Precision::Country | Precision::Region | Precision::Adm1 | Precision::Adm2))
    };
    match a.distance_km(b) {
        Some(km) => {
            let reach = f64::from(a.radius_km.unwrap_or(10.0).max(b.radius_km.unwrap_or(10.0)));
            // A district or a building lies in its city.
            let part = |p: &Place| matches!(p.precision, Some(Precision::District | Precision::Landmark));
            (coarse(a) || coarse(b)) && a.country == b.country && km <= reach.max(30.0)
                || (part(a) != part(b)) && km < 15.0
                || km < 3.0
        }
        None => true,
    }
}

fn class_fits(a: Class, b: Class) -> bool {
    a == b
        || a.is_person()
            && b.is_person()
            && (matches!(a, Class::Person | Class::Civilian) || matches!(b, Class::Person | Class::Civilian))
            && a != Class::Child
            && b != Class::Child
        || a.is_weapon() && b.is_weapon() && (missile(a) && missile(b) || a == Class::Mixed || b == Class::Mixed)
        || a.is_object() && b.is_object() && (a == Class::Other || b == Class::Other)
}

fn missile(class: Class) -> bool {
    matches!(class, Class::Missile | Class::BallisticMissile | Class::CruiseMissile)
}

fn same_noun(ctx: &Context<'_>, a: usize, b: usize) -> bool {
    let stem = |i: usize| ctx.text.word(i).trim_end_matches('s').to_owned();
    stem(a) == stem(b)
}
