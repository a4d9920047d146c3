//! Incidents as JSON lines: settled figures, the accounts behind them, and why reports were joined.

use crate::{
    Error,
    record::{PlaceRecord, write_line},
};
use litopys_facts::{Account, Figure, Incident, IncidentLink};
use serde::Serialize;
use std::io::Write;

/// One incident, as a line of `litopys incidents`.
#[derive(Debug, Serialize)]
pub struct IncidentRecord<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    actor: Option<&'a str>,
    place: Option<PlaceRecord<'a>>,
    when: Option<&'a str>,
    weapons: Vec<&'static str>,
    parent: Option<&'a str>,
    links: &'a [IncidentLink],
    reports: &'a [String],
    figures: Vec<FigureRecord<'a>>,
    accounts: Vec<AccountRecord<'a>>,
    reasons: &'a [String],
}

/// One settled figure, as every export writes it.
#[derive(Debug, Serialize)]
pub(crate) struct FigureRecord<'a> {
    kind: &'static str,
    class: &'static str,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    rule: &'a str,
    claimants: usize,
    used: Vec<UsedRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct UsedRecord<'a> {
    report: &'a str,
    claim: &'a str,
    counted: bool,
    why: &'a str,
}

#[derive(Debug, Serialize)]
struct AccountRecord<'a> {
    report: &'a str,
    claim: &'a str,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    kind: &'static str,
    class: &'static str,
    low: Option<u64>,
    high: Option<u64>,
    approx: bool,
    claimant: Option<&'a str>,
    claimant_key: &'a str,
    claimant_type: Option<&'static str>,
    status: &'static str,
    place: Option<PlaceRecord<'a>>,
    quote: &'a str,
    subset: bool,
    copy_of: Option<&'a str>,
}

impl<'a> From<&'a Incident> for IncidentRecord<'a> {
    fn from(incident: &'a Incident) -> IncidentRecord<'a> {
        IncidentRecord {
            id: &incident.id,
            kind: incident.kind.as_str(),
            actor: incident.actor.as_deref(),
            place: incident.place.as_ref().map(PlaceRecord::from),
            when: incident.when.as_ref().map(|when| when.as_str()),
            weapons: incident.weapons.iter().map(|class| class.as_str()).collect(),
            parent: incident.parent.as_deref(),
            links: &incident.links,
            reports: &incident.reports,
            figures: incident.figures.iter().map(|figure| figure_record(figure, &incident.accounts)).collect(),
            accounts: incident.accounts.iter().map(account_record).collect(),
            reasons: &incident.reasons,
        }
    }
}

/// Writes one line per incident.
///
/// # Errors
/// When the output cannot be written.
pub fn write_incidents(out: &mut impl Write, incidents: &[Incident]) -> Result<(), Error> {
    incidents.iter().try_for_each(|incident| write_line(out, &IncidentRecord::from(incident)))
}

/// Writes `{"id": report, "incident": id}` lines, one per report and incident, in the order given.
///
/// # Errors
/// When the output cannot be written.
pub fn write_incidents_by_report(out: &mut impl Write, by_report: &[(String, Vec<String>)]) -> Result<(), Error> {
    #[derive(Serialize)]
    struct Pair<'a> {
        id: &'a str,
        incident: &'a str,
    }
    for (id, incidents) in by_report {
        for incident in incidents {
            write_line(out, &Pair { id, incident })?;
        }
    }
    Ok(())
}

pub(crate) fn figure_record<'a>(figure: &'a Figure, accounts: &'a [Account]) -> FigureRecord<'a> {
    let settled = &figure.settled;
    let used = figure.used.iter().filter_map(|used| {
        let account = accounts.get(used.account)?;
        Some(UsedRecord { report: &account.report, claim: &account.claim, counted: used.counted, why: &used.why })
    });
    FigureRecord {
        kind: figure.kind.as_str(),
        class: figure.class.as_str(),
        low: settled.low,
        best: settled.best,
        high: settled.high,
        rule: &settled.rule,
        claimants: figure.n_claimants,
        used: used.collect(),
    }
}

fn account_record(account: &Account) -> AccountRecord<'_> {
    AccountRecord {
        report: &account.report,
        claim: &account.claim,
        outlet: account.outlet.as_deref(),
        published: account.published.as_deref(),
        kind: account.kind.as_str(),
        class: account.class.as_str(),
        low: account.bounds.low,
        high: account.bounds.high,
        approx: account.bounds.approx,
        claimant: account.claimant.as_deref(),
        claimant_key: &account.claimant_key,
        claimant_type: account.claimant_type.map(|kind| kind.as_str()),
        status: account.status.as_str(),
        place: account.place.as_ref().map(PlaceRecord::from),
        quote: &account.quote,
        subset: account.subset,
        copy_of: account.copy_of.as_deref(),
    }
}
