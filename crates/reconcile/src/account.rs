//! The claims of one incident as accounts: who said what of which figure, and when.
//!
//! In: a draft's tellings. Out: accounts in order of publication, and beside each what settling needs to know.
//! Every claim of the draft becomes one account; none is dropped, whatever its status.

use crate::area::{self, Area, is_fine};
use crate::draft::Draft;
use crate::source::Source;
use crate::telling::Telling;
use litopys_facts::{Account, Claim, Class, Place, Precision, Status};
use std::collections::BTreeMap;

/// What settling knows of an account beyond the account itself.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// Index of the source, in order of publication.
    pub(crate) source: usize,
    /// Publication in seconds since 1970.
    pub(crate) moment: Option<i64>,
    /// The claimant's side, where known.
    pub(crate) side: Option<String>,
    /// Under which class the figure is settled.
    pub(crate) figure: Class,
    /// A larger claim of the same kind and class includes it: that claim's id.
    pub(crate) part_of: Option<String>,
    /// It counts only a place inside the incident's own.
    pub(crate) part_place: Option<String>,
    /// The thing counted, to tell parts apart.
    pub(crate) thing: String,
    /// The ruling that stands, in words, and whether it rejects or accepts.
    pub(crate) ruling: Option<(String, bool)>,
    /// Told as context.
    pub(crate) background: bool,
}

/// Accounts and standings, in the same order.
pub(crate) fn accounts(
    sources: &[Source<'_>],
    tellings: &[Telling<'_>],
    draft: &Draft<'_>,
) -> (Vec<Account>, Vec<Standing>) {
    let mut claims: Vec<(usize, usize, bool)> = draft
        .tellings
        .iter()
        .flat_map(|t| tellings[*t].claims.iter().map(|c| (tellings[*t].source, *c, tellings[*t].background)))
        .collect();
    claims.sort_by_key(|&(s, c, _)| (s, sources[s].claims()[c].span, c));
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(s, c, _) in &claims {
        members.entry(s).or_default().push(c);
    }
    claims
        .iter()
        .map(|&(s, c, background)| {
            let (source, claim) = (&sources[s], &sources[s].claims()[c]);
            let members = &members[&s];
            let whole = whole(source, c, members);
            let account = account(sources, s, c, whole.is_some());
            let standing = Standing {
                source: s,
                moment: source.moment,
                side: source.identities[c].side.clone(),
                figure: figure_class(source, c, members, whole),
                part_of: whole
                    .filter(|w| same_class(&source.claims()[*w], claim))
                    .map(|w| source.claims()[w].id.clone()),
                part_place: claim.place.as_ref().filter(|p| is_part(p, draft.place)).map(|p| p.name.clone()),
                thing: claim.thing.to_lowercase(),
                ruling: source.ruled[c]
                    .as_ref()
                    .filter(|r| r.is_rejected() || r.is_accepted())
                    .map(|r| (r.words(), r.is_accepted())),
                background: background || claim.status == Status::Background,
            };
            (account, standing)
        })
        .unzip()
}

fn account(sources: &[Source<'_>], s: usize, c: usize, subset: bool) -> Account {
    let (source, claim) = (&sources[s], &sources[s].claims()[c]);
    let report = &source.reading.report;
    Account {
        report: report.id.clone(),
        claim: claim.id.clone(),
        outlet: report.outlet.clone(),
        published: report.published.clone(),
        kind: claim.kind,
        class: claim.class,
        bounds: source.bounds(c),
        claimant: claim.claimant.clone(),
        claimant_key: source.identities[c].key.clone(),
        claimant_type: claim.claimant_type,
        status: claim.status,
        place: claim.place.clone(),
        quote: claim.quote.clone(),
        span: claim.span,
        sentence: claim.sentence,
        subset,
        copy_of: source.copy_of.map(|i| sources[i].id().to_owned()),
    }
}

/// The larger claim of the same report and incident that includes this one: as told, or by its class.
fn whole(source: &Source<'_>, c: usize, members: &[usize]) -> Option<usize> {
    let claim = &source.claims()[c];
    if let Some(id) = claim.part_of.as_deref()
        && let Some(w) = members.iter().find(|w| **w != c && source.claims()[**w].id == id)
    {
        return Some(*w);
    }
    let number = source.bounds(c).number()?;
    // "14 of 17 drones that were launched": of two counts whose words overlap, the smaller is a part.
    let overlaps = |w: &&usize| {
        let whole = &source.claims()[**w];
        **w != c
            && (whole.kind, whole.class) == (claim.kind, claim.class)
            && whole.span.overlaps(claim.span)
            && source.bounds(**w).number().is_some_and(|n| n > number)
    };
    if let Some(w) = members.iter().find(overlaps) {
        return Some(*w);
    }
    let special = claim.class.is_person() && claim.class != Class::Person;
    let holds = |w: usize| {
        let whole = &source.claims()[w];
        whole.kind == claim.kind
            && whole.class == Class::Person
            && source.bounds(w).number().is_some_and(|n| n >= number)
    };
    members.iter().copied().filter(|w| special && *w != c).find(|w| holds(*w))
}

/// `civilian` without a larger count beside it is how many reports tell the total.
fn figure_class(source: &Source<'_>, c: usize, members: &[usize], whole: Option<usize>) -> Class {
    let claim = &source.claims()[c];
    let beside = |w: &&usize| {
        let other = &source.claims()[**w];
        **w != c && other.kind == claim.kind && other.class.is_person() && other.class != Class::Civilian
    };
    let alone = || members.iter().filter(beside).all(|w| source.claims()[*w].class == Class::Child);
    if claim.class == Class::Civilian && whole.is_none() && alone() { Class::Person } else { claim.class }
}

fn same_class(a: &Claim, b: &Claim) -> bool {
    a.class == b.class
}

/// A district of the city, or a city of the region that the incident stands for.
fn is_part(place: &Place, whole: Option<&Place>) -> bool {
    let Some(whole) = whole else { return false };
    place.precision.is_some()
        && place.precision < whole.precision.max(Some(Precision::District))
        && (is_fine(place) || whole.precision >= Some(Precision::Region))
        && area::relate(place, whole) == Area::Inside
}
