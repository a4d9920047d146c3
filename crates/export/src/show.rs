//! One incident in full: each settled figure, the accounts behind it with their sentences, and why each counted or not.

use crate::{
    Error,
    look::{BOLD, CLOSE, DIM, DISPUTED, Look, OPEN, clean, place_name, settled, told, wrap},
    table::several,
};
use litopys_facts::{Account, Figure, Incident, Link, Span};
use std::{collections::BTreeSet, io::Write};

/// Writes an incident; `text_of` gives the text of a report by its id, where it is at hand.
///
/// # Errors
/// When the output cannot be written, or `text_of` fails.
pub fn write_incident<E: From<Error>>(
    out: &mut impl Write,
    incident: &Incident,
    mut text_of: impl FnMut(&str) -> Result<Option<String>, E>,
    look: Look,
) -> Result<(), E> {
    write_head(out, incident, look)?;
    let mut shown = BTreeSet::new();
    for figure in &incident.figures {
        let title = format!("{} {}", figure.kind, figure.class).replace('_', " ");
        let number = settled(&figure.settled);
        let number = if number.contains('–') { look.paint(&number, DISPUTED) } else { number };
        let rule = look.paint(&format!("by {}, {}", figure.settled.rule, several(figure.n_claimants, "claimant")), DIM);
        writeln!(out, "\n{}  {number}  {rule}", look.paint(&title, BOLD)).map_err(Error::from)?;
        for (account, mark, why) in accounts(figure, incident) {
            shown.insert((&account.report, &account.claim));
            let text = text_of(&account.report)?;
            write_account(out, account, mark, why, text.as_deref(), look)?;
        }
    }
    let rest: Vec<&Account> =
        incident.accounts.iter().filter(|account| !shown.contains(&(&account.report, &account.claim))).collect();
    if !rest.is_empty() {
        writeln!(out, "\n{}", look.paint("told, without a settled figure", BOLD)).map_err(Error::from)?;
        for account in rest {
            let text = text_of(&account.report)?;
            write_account(out, account, "·", "", text.as_deref(), look)?;
        }
    }
    Ok(())
}

fn write_head(out: &mut impl Write, incident: &Incident, look: Look) -> Result<(), Error> {
    let mut about = vec![incident.kind.as_str().replace('_', " ")];
    about.extend(incident.place.as_ref().map(place_name));
    about.extend(incident.when.as_ref().map(|when| when.to_string()));
    about.extend(incident.actor.as_ref().map(|actor| format!("by {actor}")));
    let weapons: Vec<String> = incident.weapons.iter().map(|class| class.as_str().replace('_', " ")).collect();
    about.extend((!weapons.is_empty()).then(|| weapons.join(", ")));
    writeln!(out, "{}  {}", look.paint(&clean(&incident.id), BOLD), clean(&about.join(" · ")))?;
    let mut lines = Vec::new();
    lines.extend(incident.parent.as_ref().map(|parent| format!("part of {parent}")));
    for link in &incident.links {
        let how = match link.link {
            Link::PartOf => "part of",
            Link::AnswerTo => "answer to",
            Link::PerhapsSame => "perhaps the same as",
        };
        lines.push(format!("{how} {}: {}", link.to, link.why));
    }
    lines.push(format!("{}: {}", several(incident.reports.len(), "report"), incident.reports.join(", ")));
    lines.extend(incident.reasons.iter().map(|reason| format!("joined: {reason}")));
    for line in lines {
        write_wrapped(out, "  ", &line, look)?;
    }
    Ok(())
}

/// The accounts of a figure, with a mark for counted or set aside and the reason.
fn accounts<'a>(
    figure: &'a Figure,
    incident: &'a Incident,
) -> impl Iterator<Item = (&'a Account, &'static str, &'a str)> {
    figure.used.iter().filter_map(|used| {
        let account = incident.accounts.get(used.account)?;
        Some((account, if used.counted { "+" } else { "-" }, used.why.as_str()))
    })
}

fn write_account(
    out: &mut impl Write,
    account: &Account,
    mark: &str,
    why: &str,
    text: Option<&str>,
    look: Look,
) -> Result<(), Error> {
    let mut parts = vec![told(account.bounds)];
    parts.push(match (&account.claimant, account.claimant_type) {
        (Some(claimant), Some(kind)) => format!("{claimant} ({})", kind.as_str().replace('_', " ")),
        (Some(claimant), None) => claimant.clone(),
        (None, _) => account.outlet.clone().unwrap_or_else(|| "the outlet".to_owned()),
    });
    parts.extend(account.claimant.as_ref().and(account.outlet.as_ref()).map(|outlet| format!("in {outlet}")));
    parts.extend(account.published.clone());
    parts.push(account.status.to_string());
    parts.push(format!("{} {}", account.report, account.claim));
    parts.extend(account.copy_of.as_ref().map(|copied| format!("copy of {copied}")));
    write_wrapped(out, &format!("  {mark} "), &parts.join(" · "), look)?;
    let sentence = text.and_then(|text| sentence(text, account, look));
    let sentence = sentence.unwrap_or_else(|| format!("“{}”", clean(&account.quote)));
    write_lines(out, "      ", look.underlined(wrap(&sentence, look.width.saturating_sub(6))))?;
    if !why.is_empty() {
        let lines = wrap(&clean(why), look.width.saturating_sub(6));
        write_lines(out, "      ", lines.into_iter().map(|line| look.paint(&line, DIM)))?;
    }
    Ok(())
}

/// The sentence with the quote marked in it: underlined, or in brackets where escapes are not wanted.
fn sentence(text: &str, account: &Account, look: Look) -> Option<String> {
    let whole = if account.sentence.contains(account.span) { account.sentence } else { account.span };
    let piece = |start, end| text.get(start as usize..end as usize).map(clean);
    let quote = Span::of(account.span, text);
    let (open, close) = if look.colours { (OPEN, CLOSE) } else { ("[", "]") };
    let marked = format!("{open}{}{close}", clean(quote));
    let (before, after) = (piece(whole.start, account.span.start)?, piece(account.span.end, whole.end)?);
    (!quote.is_empty()).then(|| format!("“{}{marked}{}”", before.trim_start(), after.trim_end()))
}

fn write_wrapped(out: &mut impl Write, lead: &str, words: &str, look: Look) -> Result<(), Error> {
    let indent = lead.chars().count();
    let lines = wrap(&clean(words), look.width.saturating_sub(indent));
    for (i, line) in lines.iter().enumerate() {
        writeln!(out, "{}{line}", if i == 0 { lead.to_owned() } else { " ".repeat(indent) })?;
    }
    Ok(())
}

fn write_lines(out: &mut impl Write, lead: &str, lines: impl IntoIterator<Item = String>) -> Result<(), Error> {
    lines.into_iter().try_for_each(|line| Ok(writeln!(out, "{lead}{line}")?))
}
