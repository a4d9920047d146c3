//! Settles each figure of an incident as low, best and high, by the rule `latest-per-claimant`.
//!
//! In: accounts and their standings. Out: figures, each with every account it used or set aside, and why.
//! The rule: each claimant's latest value stands; low is the least of the lows, high the greatest of the highs; best is
//! the value on which most claimants agree (named ones before outlets), then the latest, then the nearest to the count.
//! Parts are never added to totals; parts without a total are added only within one report and one claimant.
//! What falls out before that, in `stand`: copies, denials, fears, words without a number, values that their own
//! claimant or, in a rising toll, an official of the same side has overtaken.

use crate::account::Standing;
use crate::stand::{Stand, stand};
use litopys_facts::{Account, Bounds, ClaimantType, Class, Figure, Kind, Settled, Used};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the rule.
pub(crate) const RULE: &str = "latest-per-claimant";

/// All figures of an incident, by kind and class.
pub(crate) fn figures(accounts: &[Account], standings: &[Standing]) -> Vec<Figure> {
    let mut groups: BTreeMap<(Kind, Class), Vec<usize>> = BTreeMap::new();
    for (i, account) in accounts.iter().enumerate() {
        groups.entry((account.kind, standings[i].figure)).or_default().push(i);
    }
    groups.into_iter().map(|((kind, class), group)| figure(kind, class, &group, accounts, standings)).collect()
}

fn figure(kind: Kind, class: Class, group: &[usize], accounts: &[Account], standings: &[Standing]) -> Figure {
    let stands = stand(kind, group, accounts, standings);
    let values = values(group, &stands, accounts, standings);
    let (best, high) = (best(kind, &values), high(&values));
    let lows: Option<Vec<u64>> = values.iter().map(|v| v.bounds.low).filter(|l| l.is_some()).collect();
    let low = lows.and_then(|l| l.into_iter().min());
    let mut why: BTreeMap<usize, String> = BTreeMap::new();
    for value in &values {
        for i in &value.members {
            why.insert(*i, value.why.clone());
        }
    }
    let used = group
        .iter()
        .zip(&stands)
        .map(|(&account, stand)| match stand {
            Stand::Aside(reason) => Used { account, counted: false, why: reason.clone() },
            Stand::Counts(reason) => {
                let told = why.get(&account).cloned().unwrap_or_default();
                let why = if told.is_empty() { reason.clone() } else { format!("{reason}; {told}") };
                Used { account, counted: true, why }
            }
        })
        .collect();
    let claimants: BTreeSet<&str> = (group.iter().zip(&stands))
        .filter(|(i, stand)| stand.is_voice() && accounts[**i].bounds.is_numbered())
        .map(|(i, _)| accounts[*i].claimant_key.as_str())
        .collect();
    let settled = Settled { low, best, high: high.max(best).max(low), rule: RULE.to_owned() };
    Figure { kind, class, settled, n_claimants: claimants.len(), used }
}

/// One value that stands, of one claimant.
struct Value<'a> {
    members: Vec<usize>,
    bounds: Bounds,
    key: &'a str,
    moment: Option<i64>,
    source: usize,
    named: bool,
    accepted: bool,
    claimant_type: Option<ClaimantType>,
    why: String,
}

/// The values that stand; parts of one report and claimant without a total are added up.
fn values<'a>(group: &[usize], stands: &[Stand], accounts: &'a [Account], standings: &[Standing]) -> Vec<Value<'a>> {
    let mut by: BTreeMap<(&'a str, usize), Vec<usize>> = BTreeMap::new();
    for (i, stand) in group.iter().zip(stands) {
        if matches!(stand, Stand::Counts(_)) {
            by.entry((accounts[*i].claimant_key.as_str(), standings[*i].source)).or_default().push(*i);
        }
    }
    let mut values = Vec::new();
    for ((key, source), members) in by {
        let first = members[0];
        let value = |members: Vec<usize>, bounds: Bounds, why: String| Value {
            accepted: members.iter().any(|m| standings[*m].ruling.as_ref().is_some_and(|(_, accepted)| *accepted)),
            members,
            bounds,
            key,
            moment: standings[first].moment,
            source,
            named: is_named(&accounts[first]),
            claimant_type: accounts[first].claimant_type,
            why,
        };
        if let Some((bounds, why)) = added(&members, accounts, standings) {
            values.push(value(members, bounds, why));
        } else {
            values.extend(members.iter().map(|m| value(vec![*m], accounts[*m].bounds, String::new())));
        }
    }
    values
}

/// The sum of parts that exclude each other: places of one claimant's report, or things in one sentence.
fn added(members: &[usize], accounts: &[Account], standings: &[Standing]) -> Option<(Bounds, String)> {
    if members.len() < 2 || members.iter().any(|m| accounts[*m].bounds.low.is_none()) {
        return None;
    }
    let distinct = |of: &dyn Fn(usize) -> Option<String>| {
        let all: Option<BTreeSet<String>> = members.iter().map(|m| of(*m)).collect();
        all.is_some_and(|all| all.len() == members.len())
    };
    let by_place = distinct(&|m| standings[m].part_place.clone());
    let sentence = |m: usize| accounts[m].sentence;
    let one_sentence = members.iter().all(|m| sentence(*m) == sentence(members[0]) && !sentence(*m).is_empty());
    let by_thing = one_sentence && distinct(&|m| Some(standings[m].thing.clone()));
    if !by_place && !by_thing {
        return None;
    }
    let number = |m: &usize| accounts[*m].bounds.low.unwrap_or(0);
    let total: u64 = members.iter().map(number).fold(0, u64::saturating_add);
    let largest = members.iter().copied().max_by_key(|m| (number(m), std::cmp::Reverse(*m)))?;
    let bounds = accounts[largest].bounds;
    if members.len() > 2 && number(&largest) == total - number(&largest) {
        return Some((bounds, format!("{bounds} is the total of the {} parts beside it", members.len() - 1)));
    }
    if matches!(accounts[largest].kind, Kind::Destroyed | Kind::Damaged) && !by_place {
        // Blocks and the flats in them are not to be added.
        return Some((bounds, format!("of {} unlike things the most numerous stands", members.len())));
    }
    let sum = |of: fn(&Bounds) -> Option<u64>| members.iter().map(|m| of(&accounts[*m].bounds)).sum::<Option<u64>>();
    let approx = members.iter().any(|m| accounts[*m].bounds.approx);
    let bounds = Bounds { low: sum(|b| b.low), high: sum(|b| b.high), approx };
    let what = if by_place { "parts by place" } else { "parts in one sentence" };
    Some((bounds, format!("{} {what} of one report and claimant, added up to {bounds}", members.len())))
}

fn is_named(account: &Account) -> bool {
    account.claimant.is_some()
        && !matches!(account.claimant_type, Some(ClaimantType::Unnamed | ClaimantType::Outlet | ClaimantType::Witness))
}

fn best(kind: Kind, values: &[Value<'_>]) -> Option<u64> {
    let mut by: BTreeMap<u64, Vec<&Value<'_>>> = BTreeMap::new();
    for value in values {
        if let Some(low) = value.bounds.low {
            by.entry(low).or_default().push(value);
        }
    }
    let merit = |number: &u64, agreeing: &[&Value<'_>]| {
        let keys: BTreeSet<&str> = agreeing.iter().map(|v| v.key).collect();
        let latest = agreeing.iter().map(|v| (v.moment, v.source)).max();
        let rank = agreeing.iter().map(|v| rank(kind, v.claimant_type)).max();
        let accepted = agreeing.iter().any(|v| v.accepted);
        let exact = agreeing.iter().any(|v| !v.bounds.approx && v.bounds.high.is_some());
        let named = agreeing.iter().any(|v| v.named);
        (accepted, named, keys.len(), latest.map(|l| l.0), rank, exact, std::cmp::Reverse(*number))
    };
    by.iter().max_by_key(|(number, agreeing)| merit(number, agreeing)).map(|(number, _)| *number)
}

fn high(values: &[Value<'_>]) -> Option<u64> {
    values.iter().filter_map(|v| v.bounds.high.or(v.bounds.low)).max()
}

/// How near a type of claimant is to the count; those who fire and intercept count weapons.
pub(crate) fn rank(kind: Kind, claimant: Option<ClaimantType>) -> u8 {
    let weapons = matches!(kind, Kind::Launched | Kind::Intercepted | Kind::Lost | Kind::Hit);
    match claimant {
        Some(ClaimantType::Military) if weapons => 20,
        Some(ClaimantType::EmergencyService | ClaimantType::Health) => 12,
        Some(ClaimantType::Police) => 11,
        Some(ClaimantType::LocalAuthority) => 10,
        Some(ClaimantType::Government) => 9,
        Some(ClaimantType::Un) => 8,
        Some(ClaimantType::Military) => 7,
        Some(ClaimantType::Ngo | ClaimantType::Company) => 6,
        Some(ClaimantType::ArmedGroup) => 5,
        Some(ClaimantType::Person) => 4,
        Some(ClaimantType::Outlet) => 2,
        None => 1,
        Some(ClaimantType::Witness) => 0,
        Some(ClaimantType::Unnamed) => 3,
    }
}
