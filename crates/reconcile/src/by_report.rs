//! The incidents of each report, the main one first.
//!
//! In: readings and their incidents. Out: one entry per report, in order of id; a report that tells of no happening
//! stands alone under `report:<id>`. It never changes an incident.

use litopys_facts::{Incident, Reading, Status};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// For each report the ids of its incidents: most news claims first, then most claims, then the latest happening.
pub fn by_report(readings: &[Reading], incidents: &[Incident]) -> Vec<(String, Vec<String>)> {
    type Merit<'a> = (Reverse<usize>, Reverse<usize>, Reverse<Option<&'a str>>, &'a str);
    let mut found: BTreeMap<&str, Vec<Merit<'_>>> =
        readings.iter().map(|r| (r.report.id.as_str(), Vec::new())).collect();
    for incident in incidents {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for account in &incident.accounts {
            let (news, all) = counts.entry(account.report.as_str()).or_default();
            *news += usize::from(account.status != Status::Background);
            *all += 1;
        }
        let when = incident.when.as_ref().map(|w| w.as_str());
        for report in &incident.reports {
            let (news, all) = counts.get(report.as_str()).copied().unwrap_or_default();
            if let Some(list) = found.get_mut(report.as_str()) {
                list.push((Reverse(news), Reverse(all), Reverse(when), incident.id.as_str()));
            }
        }
    }
    found
        .into_iter()
        .map(|(report, mut merits)| {
            merits.sort_unstable();
            let mut ids: Vec<String> = merits.into_iter().map(|m| m.3.to_owned()).collect();
            if ids.is_empty() {
                ids.push(format!("report:{report}"));
            }
            (report.to_owned(), ids)
        })
        .collect()
}
