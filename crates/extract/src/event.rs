//! Events: acts of violence as the report tells them; claims hang on them.
//!
//! In: settled drafts and the sentences' words of attack. Out: [`Event`]s in order of the text, and for each draft its event.
//! Drafts of one place and day are one event; a claim without both joins the nearest one before.

use crate::layers::Context;
use crate::settle::Settled;
use crate::terms::Meaning;
use litopys_facts::{Class, Event, EventType, Kind, Place, Precision, Status, When};
use litopys_text::Sentence;

/// Groups drafts into events; returns the events and the event index of each draft.
pub(crate) fn build(
    ctx: &Context<'_>,
    sentences: &[Sentence],
    settled: &[Settled],
) -> (Vec<Event>, Vec<Option<usize>>) {
    let mut events: Vec<Event> = Vec::new();
    let mut of: Vec<Option<usize>> = Vec::with_capacity(settled.len());
    let mut scores: Vec<[u16; 7]> = Vec::new();
    for one in settled {
        let total = one.status == Status::Background
            && one.when.as_ref().and_then(When::bounds).is_some_and(|(a, b)| crate::scene::days_between(a, b) > 8);
        if total || matches!(one.status, Status::Projected | Status::Denied) || one.draft.kind == Kind::Alert {
            of.push(None);
            continue;
        }
        let found = events.iter().position(|e| joins(e, one));
        let index = match found {
            Some(index) => index,
            None => {
                events.push(Event {
                    id: String::new(),
                    kind: EventType::Other,
                    actor: one.actor.clone(),
                    place: one.place.clone(),
                    when: one.when.clone(),
                    weapons: Vec::new(),
                    background: one.status == Status::Background,
                });
                scores.push([0; 7]);
                events.len() - 1
            }
        };
        let event = &mut events[index];
        event.background &= one.status == Status::Background;
        if event.actor.is_none() {
            event.actor.clone_from(&one.actor);
        }
        if one.draft.class.is_weapon() && !event.weapons.contains(&one.draft.class) {
            event.weapons.push(one.draft.class);
        }
        let sentence = sentences[one.draft.sentence];
        vote(ctx, &sentence, &mut scores[index], &mut event.weapons);
        of.push(Some(index));
    }
    for (index, event) in events.iter_mut().enumerate() {
        event.id = format!("e{}", index + 1);
        let best = scores[index].iter().enumerate().rev().max_by_key(|(_, n)| **n);
        if let Some((i, n)) = best
            && *n > 0
        {
            event.kind = EventType::ALL[i];
        }
        event.weapons.sort_unstable();
    }
    (events, of)
}

/// Weapons and words of attack in a sentence speak for a type.
pub(crate) fn vote(ctx: &Context<'_>, sentence: &Sentence, score: &mut [u16; 7], weapons: &mut Vec<Class>) {
    for at in sentence.first..sentence.last {
        for tag in ctx.tags.at(at) {
            match ctx.terms.meaning(tag) {
                Meaning::Weapon(class) => {
                    if let Some(kind) = type_of(*class) {
                        score[kind as usize] += 2;
                    }
                    if !weapons.contains(class) && weapons.len() < 6 {
                        weapons.push(*class);
                    }
                }
                Meaning::Attack(kind) => score[*kind as usize] += 2,
                Meaning::Blast => score[EventType::Bombing as usize] += 1,
                _ => {}
            }
        }
    }
}

fn type_of(class: Class) -> Option<EventType> {
    Some(match class {
        Class::BallisticMissile
        | Class::CruiseMissile
        | Class::Missile
        | Class::Drone
        | Class::GlideBomb
        | Class::Bomb
        | Class::Mixed => EventType::Strike,
        Class::Rocket | Class::Shell => EventType::Shelling,
        Class::Explosive => EventType::Bombing,
        Class::Firearm => EventType::ArmedAttack,
        _ => return None,
    })
}

fn joins(event: &Event, one: &Settled) -> bool {
    let when = match (&event.when, &one.when) {
        (Some(a), Some(b)) => a.may_overlap(b),
        _ => true,
    };
    when && near(event.place.as_ref(), one.place.as_ref())
        && (event.actor.is_none() || one.actor.is_none() || event.actor == one.actor)
}

fn near(a: Option<&Place>, b: Option<&Place>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    if a.name == b.name {
        return true;
    }
    let fine =
        |p: &Place| matches!(p.precision, Some(Precision::Landmark | Precision::District | Precision::Settlement));
    match a.distance_km(b) {
        Some(km) if fine(a) && fine(b) => km <= 12.0,
        Some(km) => {
            let reach = f64::from(a.radius_km.unwrap_or(10.0).max(b.radius_km.unwrap_or(10.0)));
            a.country == b.country && km <= reach
        }
        None => false,
    }
}
