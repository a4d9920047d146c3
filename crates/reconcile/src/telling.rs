//! What one report tells of one happening: the unit that is joined across reports.
//!
//! In: one source. Out: its tellings, each an event with its claims, or claims of one place and time without an event;
//! and the claims that enter no incident, with the reason.
//! A country-wide event whose claims name cities is split: each city's share is a telling of its own.
//! It never looks at another report.

use crate::area::{self, Area, is_fine};
use crate::compare::is_tally;
use crate::days::{Days, Firm, LONGEST};
use crate::source::Source;
use crate::words::{stems, telling_words};
use litopys_facts::{Claim, ClaimantType, Class, Event, EventType, Kind, Place, Precision, Status, When};
use std::collections::{BTreeMap, BTreeSet};

/// One report's account of one happening.
#[derive(Clone, Debug)]
pub(crate) struct Telling<'a> {
    /// Index of the source.
    pub(crate) source: usize,
    /// Its place among the report's tellings.
    pub(crate) ordinal: usize,
    /// Indices of its claims in the report.
    pub(crate) claims: Vec<usize>,
    pub(crate) kind: EventType,
    pub(crate) actor: Option<&'a str>,
    pub(crate) place: Option<&'a Place>,
    pub(crate) when: Option<&'a When>,
    pub(crate) days: Days,
    pub(crate) weapons: BTreeSet<Class>,
    /// Told as context.
    pub(crate) background: bool,
    /// Neither event nor claim: a headline that could only be joined by its words.
    pub(crate) bare: bool,
    /// The ordinal of the larger telling in the same report of which this is a share.
    pub(crate) share_of: Option<usize>,
    /// Numbers told: kind, class, number.
    pub(crate) figures: BTreeSet<(Kind, Class, u64)>,
    /// Telling words of the title, with their weights.
    pub(crate) words: BTreeMap<String, f64>,
}

/// A claim that enters no incident, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outside {
    /// Report id.
    pub report: String,
    /// Claim id.
    pub claim: String,
    /// Why, in words.
    pub why: String,
}

/// A group of claims on its way to becoming a telling.
struct Group<'a> {
    event: Option<&'a Event>,
    place: Option<&'a Place>,
    when: Option<&'a When>,
    claims: Vec<usize>,
    share_of: Option<usize>,
}

/// A report of so few bytes is a headline and no more.
const HEADLINE: usize = 200;

/// All tellings of one source.
pub(crate) fn tellings<'a>(index: usize, source: &Source<'a>, outside: &mut Vec<Outside>) -> Vec<Telling<'a>> {
    let (groups, left_out) = group(source);
    outside.extend(left_out.into_iter().map(|(claim, why)| Outside {
        report: source.id().to_owned(),
        claim: source.claims()[claim].id.clone(),
        why: why.to_owned(),
    }));
    let mut list: Vec<Telling> = Vec::new();
    for group in groups {
        for (share, group) in split(source, group).into_iter().enumerate() {
            let parent = group.share_of.map(|_| list.len() - share);
            list.push(telling(index, list.len(), source, group, parent));
        }
    }
    // A mere headline may tell of a happening in words that make no claim.
    let short = source.reading.report.text.len() <= HEADLINE;
    if list.is_empty() && (short || source.reading.extraction.relevant) {
        let none = Group { event: None, place: None, when: None, claims: Vec::new(), share_of: None };
        let days = source.day.map(|day| Days::Span { first: day, last: day, firm: Firm::Published });
        let told = telling(index, 0, source, none, None);
        list.push(Telling { bare: true, days: days.unwrap_or(told.days), ..told });
    }
    add_words(source, &mut list);
    list
}

/// Claims by event, then the rest by place and time; and what stays outside.
fn group<'a>(source: &Source<'a>) -> (Vec<Group<'a>>, Vec<(usize, &'static str)>) {
    let extraction = &source.reading.extraction;
    let mut outside = Vec::new();
    let long = |when: Option<&When>| Days::read(when, None, true).len().is_some_and(|n| n > LONGEST);
    let mut groups: Vec<Group<'a>> = (extraction.events.iter())
        .map(|e| Group {
            event: Some(e),
            place: e.place.as_ref(),
            when: e.when.as_ref(),
            claims: vec![],
            share_of: None,
        })
        .collect();
    let n_events = groups.len();
    for (i, claim) in extraction.claims.iter().enumerate() {
        let named = claim.event.as_deref().and_then(|id| extraction.events.iter().position(|e| e.id == id));
        let named = named.filter(|e| !contradicts(claim, &extraction.events[*e]));
        if long(claim.when.as_ref().or(named.and_then(|e| groups[e].when))) {
            outside.push((i, "it spans more than a month: a cumulative total is no figure of one happening"));
        } else if is_war_total(claim) {
            outside.push((i, "so large a number told as context is the total of a war, no figure of one happening"));
        } else if let Some(e) = named {
            groups[e].claims.push(i);
        } else if claim.status == Status::Background && claim.event.is_none() {
            outside.push((i, "background without an event: a cumulative total is no figure of one happening"));
        } else if let Some(g) = host(claim, &groups, n_events) {
            groups[g].claims.push(i);
        } else if claim.status == Status::Projected {
            outside.push((i, "feared, planned or possible, and of no reported happening"));
        } else {
            groups.push(Group {
                event: None,
                place: claim.place.as_ref(),
                when: claim.when.as_ref(),
                claims: vec![i],
                share_of: None,
            });
        }
    }
    groups.retain(|g| !g.event.is_some_and(|e| (long(e.when.as_ref()) || e.background) && g.claims.is_empty()));
    move_headlines(source, &mut groups);
    fold_late_tolls(source, &mut groups);
    let is_alert =
        |g: &Group<'_>| g.event.is_none() && g.claims.iter().all(|c| source.claims()[*c].kind == Kind::Alert);
    for alert in groups.iter().filter(|g| is_alert(g)) {
        outside.extend(alert.claims.iter().map(|c| (*c, "an alert of which no attack is told")));
    }
    groups.retain(|g| !is_alert(g));
    (groups, outside)
}

/// Background numbers from here on are totals of a war: people harmed, and people on the move.
const WAR_HARMED: u64 = 5_000;
const WAR_MOVED: u64 = 500_000;

fn is_war_total(claim: &Claim) -> bool {
    let least = match claim.kind {
        Kind::Killed | Kind::Injured | Kind::Casualties | Kind::Missing => WAR_HARMED,
        Kind::Displaced | Kind::Evacuated => WAR_MOVED,
        _ => return false,
    };
    claim.status == Status::Background && claim.bounds.number().is_some_and(|n| n >= least)
}

/// A headline of another article that contradicts the news event it was hung on speaks of the page's other event.
fn move_headlines(source: &Source<'_>, groups: &mut [Group<'_>]) {
    let is_other = |g: &Group<'_>| g.event.is_some_and(|e| e.background);
    let mut others = (0..groups.len()).filter(|g| is_other(&groups[*g]));
    let (Some(other), None) = (others.next(), others.next()) else { return };
    let number = |c: usize| source.bounds(c).number();
    for g in (0..groups.len()).filter(|g| *g != other) {
        let own: Vec<usize> = groups[g].claims.iter().copied().filter(|c| !source.related[*c]).collect();
        let contradicts = |c: usize| {
            let claim = &source.claims()[c];
            let alike = |o: &&usize| {
                let own = &source.claims()[**o];
                own.kind == claim.kind && own.class == claim.class && number(**o).is_some()
            };
            let mut beside = own.iter().filter(alike).peekable();
            number(c).is_some() && beside.peek().is_some() && beside.all(|o| number(*o) != number(c))
        };
        let (moved, kept) = groups[g].claims.iter().partition(|c| source.related[**c] && contradicts(**c));
        groups[g].claims = kept;
        let moved: Vec<usize> = moved;
        groups[other].claims.extend(moved);
        groups[other].claims.sort_unstable();
    }
}

/// After so many days a new number at a place is no longer the toll of an earlier attack there.
const LATE: i32 = 10;

/// A later day at the place of an attack, with tolls but no weapon of its own, is the day on which they were counted.
fn fold_late_tolls(source: &Source<'_>, groups: &mut Vec<Group<'_>>) {
    let first = |g: &Group<'_>| Days::read(g.when, source.day, false).first();
    let is_toll = |c: &usize| {
        use Kind::{Casualties, Injured, Killed, Missing, Rescued};
        matches!(source.claims()[*c].kind, Killed | Injured | Casualties | Missing | Rescued)
    };
    let counts = |g: &Group<'_>| g.claims.iter().any(|c| is_toll(c) && source.bounds(*c).is_numbered());
    let unarmed = |g: &Group<'_>| g.event.is_none_or(|e| e.weapons.is_empty());
    let kind = |g: &Group<'_>| g.event.map_or(EventType::Other, |e| e.kind);
    let fits = |late: &Group<'_>, attack: &Group<'_>| {
        let place = late.place.zip(attack.place).is_some_and(|(a, b)| area::relate(a, b) == Area::Same);
        let days = first(late).zip(first(attack)).is_some_and(|(a, b)| (1..=LATE).contains(&(a - b)));
        let kinds = kind(late) == EventType::Other || (kind(late) == kind(attack) && !counts(attack));
        place && days && kinds && attack.event.is_some()
    };
    let mut g = 0;
    while g < groups.len() {
        let late = &groups[g];
        let is_late = !late.claims.is_empty() && unarmed(late) && late.claims.iter().all(is_toll);
        let attack = (0..groups.len())
            .filter(|a| is_late && *a != g && fits(late, &groups[*a]))
            .max_by_key(|a| (kind(&groups[*a]) != EventType::Other, first(&groups[*a]), std::cmp::Reverse(*a)));
        let Some(attack) = attack else {
            g += 1;
            continue;
        };
        let moved = groups.remove(g).claims;
        let attack = &mut groups[attack - usize::from(attack > g)];
        attack.claims.extend(moved);
        attack.claims.sort_unstable();
        g = 0;
    }
}

/// True for a background claim that names another time than the news event it was hung on.
fn contradicts(claim: &Claim, event: &Event) -> bool {
    claim.status == Status::Background
        && !event.background
        && matches!((&claim.when, &event.when), (Some(a), Some(b)) if !a.may_overlap(b))
}

/// The group that a claim without an event belongs to: the best by place, at an agreeing time.
fn host(claim: &Claim, groups: &[Group<'_>], n_events: usize) -> Option<usize> {
    let news = |g: &Group<'_>| g.event.is_none_or(|e| !e.background);
    let agrees = |g: &Group<'_>| {
        let time = match (&claim.when, g.when) {
            (Some(a), Some(b)) => a.may_overlap(b),
            _ => true,
        };
        let actor = match (&claim.actor, g.event.and_then(|e| e.actor.as_ref())) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        time && actor && news(g) && claim.status != Status::Background
    };
    let Some(place) = &claim.place else {
        let mut open = (0..n_events).filter(|g| agrees(&groups[*g]));
        let first = open.next();
        // Without a place, a claim joins the only event of its time, or the report's loose claims of the same time.
        let loose = groups.iter().position(|g| g.event.is_none() && g.place.is_none() && g.when == claim.when.as_ref());
        return if open.next().is_none() { first.or(loose) } else { loose };
    };
    let score = |g: &Group<'_>| match g.place.map(|p| area::relate(place, p)) {
        Some(Area::Same) => 3,
        Some(Area::Inside) => 2,
        Some(Area::Near) => 1,
        _ => 0,
    };
    let fits = |g: &usize| match groups[*g].event {
        Some(_) => agrees(&groups[*g]),
        None => {
            groups[*g].when == claim.when.as_ref()
                && groups[*g].place.is_some_and(|p| area::relate(place, p) == Area::Same)
        }
    };
    let best = (0..groups.len()).filter(fits).max_by_key(|g| (score(&groups[*g]), std::cmp::Reverse(*g)))?;
    (score(&groups[best]) > 0).then_some(best)
}

/// A group whose claims name finer places than its event: narrowed when all name one, else split into shares.
fn split<'a>(source: &Source<'a>, mut group: Group<'a>) -> Vec<Group<'a>> {
    let coarse = group.place.is_none_or(|p| p.precision.is_none_or(|p| p >= Precision::Adm1));
    if !coarse || group.claims.is_empty() {
        return vec![group];
    }
    if group.place.is_none() {
        let country =
            |c: &usize| source.claims()[*c].place.as_ref().filter(|p| p.precision == Some(Precision::Country));
        group.place = group.claims.iter().find_map(country);
    }
    let mut own = Vec::new();
    let mut shares: Vec<Group<'a>> = Vec::new();
    let mut claims = group.claims.clone();
    // Coarse places first, so that a district finds its city's share.
    claims.sort_by_key(|c| (std::cmp::Reverse(source.claims()[*c].place.as_ref().and_then(|p| p.precision)), *c));
    for c in claims {
        let finer = source.claims()[c].place.as_ref().filter(|p| p.precision.is_some() && is_finer(p, group.place));
        let Some(place) = finer else {
            own.push(c);
            continue;
        };
        let holds = |share: &Group<'_>| {
            share.place.is_some_and(|s| {
                let relation = area::relate(place, s);
                relation == Area::Same || (is_fine(s) && matches!(relation, Area::Inside | Area::Near))
            })
        };
        match shares.iter().position(holds) {
            Some(s) => shares[s].claims.push(c),
            None => shares.push(Group { place: Some(place), claims: vec![c], share_of: Some(0), ..group_like(&group) }),
        }
    }
    for share in &mut shares {
        share.claims.sort_unstable();
    }
    if own.is_empty() && shares.len() == 1 {
        return shares.into_iter().map(|s| Group { share_of: None, ..s }).collect();
    }
    let national = |c: &usize| {
        let claim = &source.claims()[*c];
        is_tally(claim.kind) && claim.claimant_type != Some(ClaimantType::LocalAuthority)
    };
    if group.place.is_none() && shares.len() == 1 && shares[0].place.is_some_and(is_fine) && !own.iter().any(national) {
        // Without a place of its own, a telling is where its only placed claims are.
        own.append(&mut shares[0].claims);
        own.sort_unstable();
        return vec![Group { place: shares[0].place, claims: own, ..group }];
    }
    own.sort_unstable();
    shares.sort_by_key(|s| s.claims.first().copied());
    let mut all = vec![Group { claims: own, ..group }];
    all.append(&mut shares);
    all
}

fn group_like<'a>(group: &Group<'a>) -> Group<'a> {
    Group { event: group.event, place: group.place, when: group.when, claims: Vec::new(), share_of: None }
}

fn is_finer(place: &Place, than: Option<&Place>) -> bool {
    let Some(than) = than else { return true };
    place.precision < than.precision && !matches!(area::relate(place, than), Area::Same | Area::Apart)
}

fn telling<'a>(
    index: usize,
    ordinal: usize,
    source: &Source<'a>,
    group: Group<'a>,
    share_of: Option<usize>,
) -> Telling<'a> {
    let claims = || group.claims.iter().map(|c| &source.claims()[*c]);
    let all_background = !group.claims.is_empty() && claims().all(|c| c.status == Status::Background);
    let background = group.event.map_or(all_background, |e| e.background);
    let when = group.when.or_else(|| claims().find_map(|c| c.when.as_ref()));
    let mut weapons: BTreeSet<Class> = group.event.map(|e| e.weapons.iter().copied().collect()).unwrap_or_default();
    weapons.extend(claims().map(|c| c.class).filter(|c| c.is_weapon()));
    let figures = (group.claims.iter())
        .filter_map(|c| Some((source.claims()[*c].kind, source.claims()[*c].class, source.bounds(*c).number()?)))
        .collect();
    Telling {
        source: index,
        ordinal,
        kind: group.event.map_or(EventType::Other, |e| e.kind),
        actor: group.event.and_then(|e| e.actor.as_deref()).or_else(|| claims().find_map(|c| c.actor.as_deref())),
        place: group.place,
        when,
        days: Days::read(when, source.day, background || all_background),
        weapons,
        background,
        bare: false,
        share_of,
        figures,
        words: BTreeMap::new(),
        claims: group.claims,
    }
}

/// The title's words go to the telling that the report is about: the first that is no background.
fn add_words<'a>(source: &Source<'a>, list: &mut [Telling<'a>]) {
    let report = &source.reading.report;
    let Some(main) = list.iter().position(|t| !t.background) else { return };
    let mut known: BTreeSet<String> = BTreeSet::new();
    for telling in list.iter() {
        known.extend(telling.place.iter().flat_map(|p| stems(&p.name)));
        known.extend(telling.actor.iter().flat_map(|a| stems(a)));
    }
    let lead = report.text.char_indices().nth(200).map_or(report.text.as_str(), |(end, _)| &report.text[..end]);
    let title = report.title.as_deref().filter(|t| !t.trim().is_empty()).unwrap_or(lead);
    list[main].words = telling_words(title, &known);
}
