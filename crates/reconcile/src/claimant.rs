//! Who says so, counted once: the key of a claimant and its side.
//!
//! In: the claimant as a report names it, and the claim's place as context. Out: a key such as `ukraine air force`,
//! `odesa governor`, `outlet:harbour wire` or, for what the registry does not know, the words as written.
//! The registry is data (`data/claimants.toml`). This never decides whether a claimant is right.

use crate::words::{fold, hash};
use litopys_facts::{BlockKind, Claim, Extraction, Place, Precision, Report};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static REGISTRY: LazyLock<Registry> =
    LazyLock::new(|| toml::from_str(include_str!("../data/claimants.toml")).unwrap_or_default());

#[derive(Default, Deserialize)]
struct Registry {
    #[serde(default)]
    fillers: Vec<String>,
    #[serde(default)]
    nation: Vec<Nation>,
    #[serde(default)]
    office: Vec<Office>,
    #[serde(default)]
    body: Vec<Body>,
}

#[derive(Deserialize)]
struct Nation {
    key: String,
    side: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct Office {
    key: String,
    local: Option<String>,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct Body {
    key: String,
    forms: Vec<String>,
}

/// A claimant as reconciliation counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The key under which it is counted once.
    pub(crate) key: String,
    /// Its side as a country code, where known.
    pub(crate) side: Option<String>,
}

/// The key under which a claimant is counted once, with the place that the claim is about as context.
///
/// ```
/// use litopys_reconcile::claimant_key;
/// assert_eq!(claimant_key("Ukraine's air force", None), "ukraine air force");
/// assert_eq!(claimant_key("the Ukrainian Air Force", None), "ukraine air force");
/// assert_eq!(claimant_key("Kyiv’s air force", None), "ukraine air force");
/// assert_eq!(claimant_key("a baker", None), "baker");
/// ```
pub fn claimant_key(claimant: &str, context: Option<&Place>) -> String {
    named(claimant, context).key
}

/// Identities of all claims of a report, in the order of its claims.
pub(crate) fn identities(report: &Report, extraction: &Extraction, related: &[bool]) -> Vec<Identity> {
    let claims = &extraction.claims;
    // A claim without a place is about that of its event.
    let about = |claim: &'_ Claim| {
        let event = extraction.events.iter().find(|e| claim.event.as_ref() == Some(&e.id));
        claim.place.clone().or_else(|| event?.place.clone())
    };
    let mut found: Vec<Identity> = Vec::with_capacity(claims.len());
    let mut surnames: BTreeMap<String, Identity> = BTreeMap::new();
    for claim in claims {
        let Some(text) = claim.claimant.as_deref().filter(|t| !fold(t).is_empty()) else { continue };
        let identity = named(text, about(claim).as_ref());
        if let Some(surname) = person(text).filter(|s| *s != identity.key) {
            surnames.entry(surname).or_insert(identity);
        }
    }
    for (claim, is_related) in claims.iter().zip(related) {
        let identity = match claim.claimant.as_deref().filter(|t| !fold(t).is_empty()) {
            None if *is_related => Identity { key: headline_key(report, claim), side: None },
            None => Identity { key: outlet_key(report), side: None },
            Some(text) => {
                let identity = named(text, about(claim).as_ref());
                let last = identity.key.rsplit(' ').next().unwrap_or_default();
                match surnames.get(last) {
                    Some(office) if !is_known(text) => office.clone(),
                    _ => anaphor(&identity, &found).unwrap_or(identity),
                }
            }
        };
        found.push(identity);
    }
    found
}

/// "The ministry" is the last ministry that the report named.
fn anaphor(identity: &Identity, before: &[Identity]) -> Option<Identity> {
    const WORDS: [&str; 7] = ["ministry", "service", "administration", "council", "committee", "agency", "command"];
    let word = WORDS.iter().find(|w| **w == identity.key)?;
    before.iter().rev().find(|b| b.key.len() > word.len() && b.key.ends_with(word)).cloned()
}

fn outlet_key(report: &Report) -> String {
    let name = report.outlet.as_deref().map(fold).filter(|n| !n.is_empty());
    let name = name.or_else(|| report.url.as_deref().and_then(host).map(str::to_owned));
    format!("outlet:{}", name.unwrap_or_else(|| report.id.clone()))
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}

/// Another outlet's headline on the page is a voice of its own, the same wherever it is repeated.
fn headline_key(report: &Report, claim: &Claim) -> String {
    let block = report.blocks.iter().find(|b| b.kind == BlockKind::Related && b.span.contains(claim.span));
    let words = fold(block.map_or(claim.sentence, |b| b.span).of(&report.text));
    let words = if words.is_empty() { fold(&claim.quote) } else { words };
    let short: String = words.chars().take(40).collect();
    format!("headline:{} {:04x}", short.trim_end(), hash(&[&words]) & 0xffff)
}

/// Finds the longest form in the words; gives its first word and length.
fn longest<'r>(words: &[&str], forms: impl Iterator<Item = (&'r str, usize)>) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    for (form, entry) in forms {
        let parts: Vec<&str> = form.split(' ').collect();
        for start in 0..(words.len() + 1).saturating_sub(parts.len()) {
            if words[start..start + parts.len()] == parts[..] && best.is_none_or(|(len, _, _)| parts.len() > len) {
                best = Some((parts.len(), start, entry));
            }
        }
    }
    best
}

fn forms<'r, T>(list: &'r [T], of: impl Fn(&'r T) -> &'r [String]) -> Vec<(&'r str, usize)> {
    list.iter().enumerate().flat_map(|(i, entry)| of(entry).iter().map(move |f| (f.as_str(), i))).collect()
}

fn is_known(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    longest(&words, forms(&REGISTRY.office, |o| &o.forms).into_iter()).is_some()
}

/// The surname of a person named with an office or alone: the last capitalised word.
fn person(text: &str) -> Option<String> {
    let last = text.split_whitespace().last()?;
    let capital = last.chars().next().is_some_and(char::is_uppercase);
    let registry = &*REGISTRY;
    let word = fold(last);
    let known = registry.nation.iter().any(|n| n.forms.contains(&word))
        || registry.office.iter().any(|o| o.forms.iter().any(|f| f.split(' ').any(|w| w == word)));
    (capital && !known && text.split_whitespace().count() >= 2).then_some(word)
}

fn named(text: &str, context: Option<&Place>) -> Identity {
    let registry = &*REGISTRY;
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    if let Some((len, _, entry)) = longest(&words, forms(&registry.body, |b| &b.forms).into_iter())
        && len + 2 >= words.len()
    {
        return Identity { key: registry.body[entry].key.clone(), side: None };
    }
    let nation = longest(&words, forms(&registry.nation, |n| &n.forms).into_iter());
    let office = longest(&words, forms(&registry.office, |o| &o.forms).into_iter());
    let side_of = |country: Option<&String>| registry.nation.iter().find(|n| country.is_some_and(|c| *c == n.side));
    match (office, nation) {
        (Some((len, start, entry)), nation) => {
            let office = &registry.office[entry];
            if let Some(level) = &office.local {
                let before = words[..start].iter().chain(&words[start + len..]);
                let stated = before
                    .filter(|w| !registry.fillers.iter().any(|f| f == *w) && !["of", "in", "oblast"].contains(*w))
                    .copied();
                let place = local_place(stated, text, context, level);
                let side = context.and_then(|p| p.country.clone());
                return Identity { key: format!("{place}{}", office.key), side };
            }
            let nation = nation.map(|(_, _, n)| &registry.nation[n]).or_else(|| side_of(context?.country.as_ref()));
            match nation {
                Some(nation) => {
                    Identity { key: format!("{} {}", nation.key, office.key), side: Some(nation.side.clone()) }
                }
                None => {
                    let country = context.and_then(|p| p.country.clone());
                    let prefix = country.as_deref().map(|c| format!("{} ", c.to_lowercase())).unwrap_or_default();
                    Identity { key: format!("{prefix}{}", office.key), side: country }
                }
            }
        }
        (None, Some((len, _, n))) if len == words.len() || (len + 1 == words.len() && words[0] == "the") => {
            Identity { key: registry.nation[n].key.clone(), side: Some(registry.nation[n].side.clone()) }
        }
        (None, nation) => {
            let kept: Vec<&str> = words.iter().copied().filter(|w| !["a", "an", "the"].contains(w)).collect();
            Identity { key: kept.join(" "), side: nation.map(|(_, _, n)| registry.nation[n].side.clone()) }
        }
    }
}

/// The place of a local office: the one that the claimant's words name, else the claim's own.
fn local_place<'w>(stated: impl Iterator<Item = &'w str>, text: &str, context: Option<&Place>, level: &str) -> String {
    let own = |name: &str| {
        let mut name = fold(name);
        for end in [" oblast", " region", " city", " province", " governorate"] {
            if let Some(short) = name.strip_suffix(end) {
                name.truncate(short.len());
            }
        }
        name
    };
    let from_context = context.and_then(|place| match (level, place.precision) {
        ("adm1", _) => place.adm1.as_deref().or(Some(place.name.as_str())).map(own),
        (_, Some(Precision::Settlement)) => Some(own(&place.name)),
        _ => None,
    });
    let stated: Vec<&str> = stated.collect();
    // "Governor Oleh Kiper" names a person, "Odesa governor" a place; a place stands before its office or after "of".
    let office_first = fold(text).split(' ').next().is_some_and(|w| ["governor", "mayor"].contains(&w));
    let of = fold(text).contains(" of ");
    let place = match (stated.is_empty() || (office_first && !of), from_context) {
        (true, found) => found.unwrap_or_else(|| stated.last().map(|s| (*s).to_owned()).unwrap_or_default()),
        (false, _) => stated.first().map(|s| (*s).to_owned()).unwrap_or_default(),
    };
    if place.is_empty() { place } else { format!("{place} ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{adm1, city, country};

    #[test]
    fn the_registry_reads_and_every_form_is_folded() {
        let registry: Registry = toml::from_str(include_str!("../data/claimants.toml")).unwrap();
        let all = registry.nation.iter().flat_map(|n| &n.forms).chain(registry.office.iter().flat_map(|o| &o.forms));
        for form in all.chain(registry.body.iter().flat_map(|b| &b.forms)) {
            assert_eq!(&fold(form), form);
        }
    }

    #[test]
    fn one_air_force_under_many_names() {
        let ua = country("UA");
        for name in
            ["Ukraine's air force", "Ukraine’s Air Force Command", "Kyiv's air force", "the Ukrainian Air Force"]
        {
            assert_eq!(claimant_key(name, None), "ukraine air force", "{name}");
        }
        assert_eq!(claimant_key("the Air Force Command", Some(&ua)), "ukraine air force");
        assert_eq!(claimant_key("air force", Some(&ua)), "ukraine air force");
        assert_ne!(claimant_key("the Russian air force", Some(&ua)), "ukraine air force");
    }

    #[test]
    fn local_offices_carry_their_place() {
        let odesa = city("Odesa");
        assert_eq!(claimant_key("Governor Oleh Kiper", Some(&odesa)), "odesa governor");
        assert_eq!(claimant_key("the regional governor", Some(&odesa)), "odesa governor");
        assert_eq!(claimant_key("Odesa governor Oleh Kiper", None), "odesa governor");
        assert_eq!(claimant_key("the governor of Belgorod", Some(&adm1("Odesa Oblast"))), "belgorod governor");
        assert_eq!(claimant_key("Kyiv Mayor Vitali Klitschko", None), "kyiv mayor");
    }

    #[test]
    fn ministries_of_two_sides_differ() {
        let ua = country("UA");
        assert_eq!(claimant_key("Russian Defense Ministry officials", Some(&ua)), "russia defence ministry");
        assert_eq!(claimant_key("the Defence Ministry", Some(&ua)), "ukraine defence ministry");
        assert_eq!(claimant_key("The United Nations", None), "united nations");
        assert_eq!(claimant_key("Ukraine", None), "ukraine");
    }
}
