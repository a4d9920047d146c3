//! Which accounts of a figure still stand, and why the others are set aside.
//!
//! In: the accounts of one kind and class. Out: for each, that it counts or that it is set aside, with the reason.
//! The steps go from plain to subtle, and each looks only at what the earlier ones left: rejected, copied, denied,
//! feared, not numbered, a part of a larger count, round words beside numbers, preliminary, an earlier value of the same
//! claimant, overtaken in a rising toll. What a person accepted is set aside by none of the later steps.

use crate::account::Standing;
use litopys_facts::{Account, ClaimantType, Kind, Status};
use std::collections::BTreeMap;

/// Official counts of one side overtake each other after so many seconds without being repeated.
const STALE: i64 = 6 * 3600;

/// Whether an account counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// It counts, and why.
    Counts(String),
    /// It does not, and why.
    Aside(String),
}

impl Stand {
    /// True for a claimant who gave a figure of his own, whether or not it still counts.
    pub(crate) fn is_voice(&self) -> bool {
        match self {
            Stand::Counts(_) => true,
            Stand::Aside(why) => !NO_VOICE.iter().any(|n| why.starts_with(n)),
        }
    }
}

const NO_VOICE: [&str; 6] = ["rejected", "copy of", "denied", "feared", "no number", "a part of"];

/// Settles the standing of each account of a group.
pub(crate) fn stand(kind: Kind, group: &[usize], accounts: &[Account], standings: &[Standing]) -> Vec<Stand> {
    let mut room = Room { kind, group, accounts, standings, aside: vec![None; group.len()] };
    room.set_aside(|room, i| room.plain(i));
    room.set_aside(|room, i| room.part_by_place(i));
    room.set_aside(|room, i| room.own_history(i));
    room.set_aside(|room, i| room.vague(i));
    room.set_aside(|room, i| room.preliminary(i));
    room.set_aside(|room, i| room.earlier_value(i));
    room.set_aside(|room, i| room.overtaken(i));
    room.aside.iter().zip(group).map(|(aside, i)| aside.clone().map_or_else(|| room.counts(*i), Stand::Aside)).collect()
}

struct Room<'r> {
    kind: Kind,
    group: &'r [usize],
    accounts: &'r [Account],
    standings: &'r [Standing],
    aside: Vec<Option<String>>,
}

impl Room<'_> {
    /// One step: all accounts are judged by what stood before it.
    fn set_aside(&mut self, judge: impl Fn(&Self, usize) -> Option<String>) {
        let found: Vec<Option<String>> = (0..self.group.len())
            .map(|at| if self.aside[at].is_some() { None } else { judge(self, self.group[at]) })
            .collect();
        for (aside, found) in self.aside.iter_mut().zip(found) {
            if found.is_some() {
                *aside = found;
            }
        }
    }

    fn standing(&self) -> impl Iterator<Item = usize> {
        self.group.iter().zip(&self.aside).filter(|(_, aside)| aside.is_none()).map(|(i, _)| *i)
    }

    fn number(&self, i: usize) -> u64 {
        self.accounts[i].bounds.number().unwrap_or(0)
    }

    fn is_accepted(&self, i: usize) -> bool {
        self.standings[i].ruling.as_ref().is_some_and(|(_, accepted)| *accepted)
    }

    fn counts(&self, i: usize) -> Stand {
        let (account, standing) = (&self.accounts[i], &self.standings[i]);
        let mut why = match (&standing.ruling, account.status) {
            (Some((words, _)), _) => words.clone(),
            (None, Status::Preliminary) => "preliminary, but nothing newer is known".to_owned(),
            _ => format!("latest value of {}", account.claimant_key),
        };
        if let Some(place) = &standing.part_place {
            why.push_str(&format!("; told of {place}, and no larger total stands"));
        }
        Stand::Counts(why)
    }

    fn plain(&self, i: usize) -> Option<String> {
        let (account, standing) = (&self.accounts[i], &self.standings[i]);
        if let Some((words, false)) = &standing.ruling {
            return Some(words.clone());
        }
        if let Some(original) = &account.copy_of {
            return Some(format!("copy of {original}"));
        }
        if self.is_accepted(i) {
            return None;
        }
        match account.status {
            Status::Denied => return Some("denied: the claimant says that it did not happen".to_owned()),
            Status::Projected => {
                return Some("feared, planned or possible, not reported as having happened".to_owned());
            }
            _ => {}
        }
        if !account.bounds.is_numbered() {
            return Some("no number told".to_owned());
        }
        standing.part_of.as_ref().map(|whole| format!("a part of {whole} in the same report"))
    }

    fn part_by_place(&self, i: usize) -> Option<String> {
        let place = self.standings[i].part_place.as_ref().filter(|_| !self.is_accepted(i))?;
        // A count as large as the total is the total, told with a finer place.
        let total = self.standing().any(|j| self.standings[j].part_place.is_none() && self.number(j) > self.number(i));
        total.then(|| format!("a part of the total: counts only {place}"))
    }

    /// An outlet that names itself as the source of a figure speaks of what it had written before.
    fn own_history(&self, i: usize) -> Option<String> {
        let account = &self.accounts[i];
        let name = |text: Option<&String>| text.map(|t| crate::words::fold(t));
        let outlet = name(account.outlet.as_ref()).filter(|o| Some(o) == name(account.claimant.as_ref()).as_ref())?;
        let now = self.standing().find(|&j| {
            let same_report = self.standings[j].source == self.standings[i].source;
            same_report && self.accounts[j].claimant_key != account.claimant_key && self.number(j) != self.number(i)
        })?;
        let words = format!("{outlet}'s own earlier figure, told beside {}", self.accounts[now].bounds);
        (!self.is_accepted(i)).then_some(words)
    }

    fn vague(&self, i: usize) -> Option<String> {
        let is_vague = |i: usize| self.accounts[i].bounds.approx && self.accounts[i].bounds.high.is_none();
        let numbers = self.standing().any(|j| !is_vague(j));
        (is_vague(i) && numbers && !self.is_accepted(i)).then(|| "round words, while others give a number".to_owned())
    }

    fn preliminary(&self, i: usize) -> Option<String> {
        if self.accounts[i].status != Status::Preliminary || self.is_accepted(i) {
            return None;
        }
        let newer = self.standing().find(|&j| {
            let same_report = self.standings[i].source == self.standings[j].source;
            let later = self.standings[j].moment.is_some() && self.standings[j].moment > self.standings[i].moment;
            let same_voice = self.accounts[i].claimant_key == self.accounts[j].claimant_key;
            self.accounts[j].status != Status::Preliminary && (same_report || later || same_voice)
        })?;
        Some(format!("preliminary, superseded by {} in {}", self.accounts[newer].bounds, self.accounts[newer].report))
    }

    /// Only the latest report in which a claimant is quoted tells what that claimant still maintains.
    fn earlier_value(&self, i: usize) -> Option<String> {
        if self.is_accepted(i) {
            return None;
        }
        let mine = |j: &usize| self.accounts[*j].claimant_key == self.accounts[i].claimant_key;
        // Context told later does not renew what was said as news.
        let order = |j: usize| (!self.standings[j].background, self.standings[j].source);
        let last = self.standing().filter(mine).max_by_key(|j| order(*j))?;
        if self.standings[last].source == self.standings[i].source {
            return None;
        }
        let (before, after) = (self.number(i), self.number(last));
        let what = match after.cmp(&before) {
            std::cmp::Ordering::Equal => {
                return Some(format!("said again by the same claimant in {}", self.accounts[last].report));
            }
            std::cmp::Ordering::Greater => "raised",
            std::cmp::Ordering::Less => "lowered",
        };
        let now = self.accounts[last].bounds;
        Some(format!("{what} to {now} by the same claimant in {}", self.accounts[last].report))
    }

    /// In a rising toll, a lower count that is not said again gives way to a later official one of the same side.
    fn overtaken(&self, i: usize) -> Option<String> {
        let toll = matches!(self.kind, Kind::Killed | Kind::Injured | Kind::Casualties);
        if !toll || self.is_accepted(i) {
            return None;
        }
        let by: BTreeMap<u64, usize> =
            self.standing().filter(|&j| self.overtakes(j, i)).map(|j| (self.number(j), j)).collect();
        let j = *by.values().next_back()?;
        let (now, who) = (self.accounts[j].bounds, &self.accounts[j].claimant_key);
        Some(format!("overtaken in a rising toll by {now} of {who} in {}", self.accounts[j].report))
    }

    fn overtakes(&self, j: usize, i: usize) -> bool {
        let (later, earlier) = (&self.standings[j], &self.standings[i]);
        let is_official = |i: usize| {
            use ClaimantType::*;
            matches!(
                self.accounts[i].claimant_type,
                Some(Military | Government | LocalAuthority | EmergencyService | Police | Health)
            )
        };
        let sides = !matches!((&later.side, &earlier.side), (Some(a), Some(b)) if a != b);
        let others = self.accounts[i].claimant_key != self.accounts[j].claimant_key;
        if !is_official(j) || !sides || !others || self.number(j) <= self.number(i) {
            return false;
        }
        let Some((now, then)) = later.moment.zip(earlier.moment) else { return false };
        if is_official(i) {
            return now >= then + STALE;
        }
        // An outlet's or a witness's own count gives way at once; one told in passing, even when told later.
        let weak = matches!(
            self.accounts[i].claimant_type,
            None | Some(ClaimantType::Unnamed | ClaimantType::Outlet | ClaimantType::Witness | ClaimantType::Person)
        );
        weak && (now > then || (earlier.background && !later.background))
    }
}
