//! The tree behind each claim: which words, which value, which rule, down to the leaves.
//!
//! ```text
//! c1  intercepted 17 drone · says the air force · Odesa, UA · 2024-08-06 · en/claim/part-of-whole
//!     “shot down [17 of 18 drones]”
//!     ├─ verb “shot down” intercepted  en/verb/shoot-down
//!     └─ group “17 of 18 drones” 17 drone  en/group/part
//!        └─ number “17” 17  en/number/digits
//! ```

use crate::{
    Error,
    look::{BOLD, CLOSE, DIM, Look, OPEN, clean, columns, style_of, wrap},
    underline::{note, write_findings},
};
use litopys_facts::{Claim, Extraction, Mention, Report};
use std::io::Write;

const INDENT: &str = "    ";

/// Writes each claim of a report with its sentence and the tree of mentions behind it, then events and findings.
///
/// # Errors
/// When the output cannot be written.
pub fn write_traces(out: &mut impl Write, report: &Report, extraction: &Extraction, look: Look) -> Result<(), Error> {
    writeln!(out, "{}  {}", look.paint(&clean(&report.id), BOLD), look.paint(&clean(&extraction.extractor), DIM))?;
    for claim in &extraction.claims {
        writeln!(out)?;
        let lead = format!("{}  ", clean(&claim.id));
        let rest = " ".repeat(columns(&lead));
        for (i, line) in wrap(&note(claim, false), look.width.saturating_sub(columns(&lead))).iter().enumerate() {
            let lead = if i == 0 { &lead } else { &rest };
            writeln!(out, "{}", look.paint(&format!("{lead}{line}"), style_of(claim.kind, claim.status)))?;
        }
        let sentence = wrap(&sentence(claim, &report.text, look), look.width.saturating_sub(INDENT.len()));
        for line in look.underlined(sentence) {
            writeln!(out, "{INDENT}{line}")?;
        }
        write_branches(out, &claim.trace, &report.text, INDENT, look)?;
    }
    write_findings(out, extraction, look)?;
    Ok(writeln!(out)?)
}

fn sentence(claim: &Claim, text: &str, look: Look) -> String {
    let piece = |start: u32, end: u32| clean(text.get(start as usize..end as usize).unwrap_or(""));
    let (open, close) = if look.colours { (OPEN, CLOSE) } else { ("[", "]") };
    let (before, after) = (piece(claim.sentence.start, claim.span.start), piece(claim.span.end, claim.sentence.end));
    format!("“{}{open}{}{close}{}”", before.trim_start(), clean(&claim.quote), after.trim_end())
}

fn write_branches(
    out: &mut impl Write,
    mentions: &[Mention],
    text: &str,
    indent: &str,
    look: Look,
) -> Result<(), Error> {
    for (i, mention) in mentions.iter().enumerate() {
        let is_last = i + 1 == mentions.len();
        let (branch, below) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let kind = serde_json::to_value(mention.kind)?;
        let kind = kind.as_str().unwrap_or("other");
        let value = if mention.value.is_empty() { String::new() } else { format!(" {}", clean(&mention.value)) };
        let rule = look.paint(&clean(&mention.rule), DIM);
        writeln!(out, "{indent}{branch}{kind} “{}”{value}  {rule}", clean(mention.span.of(text)))?;
        write_branches(out, &mention.parts, text, &format!("{indent}{below}"), look)?;
    }
    Ok(())
}
