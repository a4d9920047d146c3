//! Claims from the rules of `rules/claim.toml`: forms of words that no verb frame covers.
//!
//! `gives` is `kind <label>` or `kind <label> class`; several are parted by `;`. A number in place of the label gives
//! that count and the whole match as its words: `injured 0 person`. The label names a `<count>` or a `<group>`.

use crate::find::{Draft, Finder, Memory};
use crate::group::{Det, Head};
use litopys_facts::{Bounds, Class, Kind};
use litopys_rules::{Diagnostic, Match, Rule, RuleSet};

/// One claim that a rule gives.
struct Given<'a> {
    kind: Kind,
    what: What<'a>,
    class: Option<Class>,
}

enum What<'a> {
    Label(&'a str),
    Number(Bounds),
}

/// Tells every template of the rules that gives no claim.
pub(crate) fn check(rules: &RuleSet, errors: &mut Vec<Diagnostic>) {
    for (_, rule) in rules.rules() {
        if !is_claim_rule(rule) {
            continue;
        }
        if let Err(help) = parse(rule) {
            errors.push(rule.gives.diagnostic(0, format!("`{}` gives no claim", rule.gives.as_str())).help(help));
        }
    }
}

/// Rules of `claim.toml` give claims; those of other files have other readers.
pub(crate) fn is_claim_rule(rule: &Rule) -> bool {
    rule.full_name.split('/').nth(1) == Some("claim")
}

fn parse(rule: &Rule) -> Result<Vec<Given<'_>>, String> {
    rule.gives
        .as_str()
        .split(';')
        .map(|part| {
            let mut words = part.split_whitespace();
            let kind = words.next().ok_or("write `killed <count> person`")?;
            let kind: Kind = kind.parse().map_err(|e: litopys_facts::UnknownTerm| e.to_string())?;
            let what = words.next().ok_or("name what is counted: `killed <count>`")?;
            let what = match what.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
                Some(label) if rule.labels.iter().any(|l| &**l == label) => What::Label(label),
                Some(label) => return Err(format!("`match` has no label `{label}`")),
                None => What::Number(what.parse().map_err(|e: litopys_facts::BoundsError| e.to_string())?),
            };
            let class = words.next().map(str::parse::<Class>).transpose().map_err(|e| e.to_string())?;
            Ok(Given { kind, what, class })
        })
        .collect()
}

impl Finder<'_> {
    /// Adds the drafts of one match.
    pub(crate) fn matched(&self, rules: &RuleSet, found: &Match, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        let Some(rule) = rules.rule(found.rule) else { return };
        let Ok(all) = parse(rule) else { return };
        for given in all {
            let draft = match given.what {
                What::Number(bounds) => Some(self.whole(found, &given, bounds)),
                What::Label(label) => rules.capture(found, label).and_then(|c| {
                    let index = self.layers.groups.iter().position(|g| g.first < c.end && c.start < g.last)?;
                    let group = &self.layers.groups[index];
                    if !group.count().is_numbered()
                        && group.det != Det::Bare
                        && group.det != Det::Vague
                        && group.det != Det::Def
                    {
                        return None;
                    }
                    self.listed(index, &given, rule, found, memory, out, start);
                    let mut draft = self.draft(index, given.kind, given.class, memory);
                    if let Some(class) = given.class
                        && matches!(group.head, Head::Bare | Head::Harm(_) | Head::Attack(_))
                    {
                        draft.class = class;
                    }
                    draft.first = draft.first.min(c.start);
                    Some(draft)
                }),
            };
            if let Some(draft) = draft {
                if given.kind == Kind::Casualties {
                    self.drop_parts(draft.first, out, start);
                }
                let draft =
                    Draft { rule: rule.full_name.to_string(), trigger: Some((found.start, found.end)), ..draft };
                self.push(draft, out, start);
            }
        }
    }

    /// What is coordinated to the right of a captured group is counted like it.
    #[allow(clippy::too_many_arguments, reason = "one call site; a struct would only rename them")]
    fn listed(
        &self,
        index: usize,
        given: &Given<'_>,
        rule: &Rule,
        found: &Match,
        memory: &Memory,
        out: &mut Vec<Draft>,
        start: usize,
    ) {
        let family = |head: Head| match head {
            Head::Person(_) | Head::Others => 1,
            Head::Object(_) => 2,
            Head::Weapon(_) => 3,
            _ => 0,
        };
        let head = self.layers.groups[index].head;
        if family(head) == 0 || self.layers.groups[index].last > found.end {
            return;
        }
        let mut more = crate::clause::Roles::new();
        crate::clause::extend_right(
            &self.ctx,
            self.layers,
            index,
            self.last,
            &|g| family(g.head) == family(head),
            &mut more,
        );
        for other in more {
            let draft = Draft {
                rule: rule.full_name.to_string(),
                trigger: Some((found.start, found.end)),
                ..self.draft(other, given.kind, given.class, memory)
            };
            self.push(draft, out, start);
        }
    }

    fn whole(&self, found: &Match, given: &Given<'_>, bounds: Bounds) -> Draft {
        Draft {
            sentence: self.sentence,
            kind: given.kind,
            bounds,
            class: given.class.unwrap_or(Class::Person),
            first: found.start,
            last: found.end,
            head_at: found.end.saturating_sub(1),
            words: (found.start, found.start + 1),
            trigger: None,
            rule: String::new(),
            part_of: None,
            definite: false,
            more: false,
            modal: false,
            perfect: false,
            bare: false,
            weak: false,
        }
    }
}
