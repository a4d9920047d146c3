//! The tree behind a claim: which words, which value, which rule.
//!
//! In: a settled draft with the layers it was made from. Out: [`Mention`]s for `litopys explain`.

use crate::scene::Scene;
use crate::settle::Settled;
use litopys_facts::{Mention, MentionKind, Span};

/// The mentions behind one claim, the words that carry it first.
pub(crate) fn tree(scene: &Scene<'_>, one: &Settled) -> Vec<Mention> {
    let text = scene.text;
    let draft = &one.draft;
    let leaf = |kind, span: Span, value: String, rule: &str| Mention {
        kind,
        span,
        value,
        rule: rule.to_owned(),
        parts: Vec::new(),
        place: None,
    };
    let family = if draft.class.is_weapon() {
        "weapon"
    } else if draft.class.is_person() {
        "person"
    } else {
        "object"
    };
    let mut group = leaf(
        MentionKind::Group,
        text.span(draft.first, draft.last),
        format!("{} {}", draft.bounds, draft.class),
        &format!("en/group/{family}"),
    );
    if draft.bounds.is_numbered() {
        group.parts.push(leaf(
            MentionKind::Number,
            text.span(draft.words.0, draft.words.1),
            draft.bounds.to_string(),
            "en/number/count",
        ));
    }
    let mut out = vec![group];
    if let Some((first, last)) = draft.trigger {
        out.push(leaf(MentionKind::Verb, text.span(first, last), draft.kind.to_string(), &draft.rule));
    }
    if let Some(site) = one.place_mention.and_then(|i| scene.sites.get(i)) {
        let rule = if site.known.is_some() { "en/place/gazetteer" } else { "en/place/named" };
        let mut place = leaf(MentionKind::Place, text.span(site.first, site.last), site.fact.name.clone(), rule);
        place.place = Some(site.fact.clone());
        out.push(place);
    }
    if let Some(time) = one.time_mention.and_then(|i| scene.times.get(i)) {
        out.push(leaf(MentionKind::Time, text.span(time.first, time.last), time.value.clone(), time.rule));
    }
    if let Some(attribution) = one.attribution.and_then(|i| scene.speakers.attributions().get(i)) {
        if let Some(source) = &attribution.source {
            out.push(leaf(
                MentionKind::Claimant,
                text.span(source.start, source.end),
                text.slice(source.start, source.end).to_owned(),
                attribution.rule,
            ));
        }
        if let Some(cue) = &attribution.cue {
            out.push(leaf(
                MentionKind::Cue,
                text.span(cue.start, cue.end),
                text.slice(cue.start, cue.end).to_owned(),
                attribution.rule,
            ));
        }
    }
    out.retain(|m| !m.span.is_empty());
    out
}
