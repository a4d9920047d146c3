//! Claims of one sentence: counts meet frames.
//!
//! In: groups and verbs of a sentence and a memory of what was told before. Out: [`Draft`]s, claims that do not yet know
//! their place, time, claimant or status. Each draft keeps the group, the verb and the rule that made it.

use crate::clause::{self, Roles};
use crate::frame::{Family, Frame, FrameId, Frames, Role};
use crate::group::{Det, Group, Head};
use crate::layers::{Context, Masks, SentenceLayers};
use crate::terms::Func;
use crate::verb::{Verb, Voice};
use litopys_facts::{Bounds, Class, Kind};

/// A claim in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) sentence: usize,
    pub(crate) kind: Kind,
    pub(crate) bounds: Bounds,
    pub(crate) class: Class,
    /// First token of the group.
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) last: usize,
    /// Token of the head noun.
    pub(crate) head_at: usize,
    /// Tokens of the number words.
    pub(crate) words: (usize, usize),
    /// Tokens of the verb or noun that carries the kind.
    pub(crate) trigger: Option<(usize, usize)>,
    pub(crate) rule: String,
    /// `including three children`: part of the draft with this index.
    pub(crate) part_of: Option<usize>,
    /// `the driver`: may have been told before.
    pub(crate) definite: bool,
    /// `another three`: never a repetition.
    pub(crate) more: bool,
    pub(crate) modal: bool,
    pub(crate) perfect: bool,
    /// The head is a number alone.
    pub(crate) bare: bool,
    /// Needs violence around it to count.
    pub(crate) weak: bool,
}

/// What was told before, for numbers alone and for `others`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    pub(crate) weapon: Option<(Class, Bounds)>,
    pub(crate) person: Option<Class>,
    /// The last thing named was a weapon.
    pub(crate) weapon_last: bool,
    /// A line that ends in a colon told what happened to the items below it.
    pub(crate) header: Option<Header>,
}

/// What a line above a list says of its items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    frame: FrameId,
    /// Last sentence that stood under it.
    sentence: usize,
}

pub(crate) struct Finder<'a> {
    pub(crate) ctx: Context<'a>,
    pub(crate) frames: &'a Frames,
    pub(crate) sentence: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) layers: &'a SentenceLayers,
    pub(crate) masks: &'a Masks,
}

impl Finder<'_> {
    pub(crate) fn find(&self, memory: &mut Memory, out: &mut Vec<Draft>) {
        let start = out.len();
        for verb in &self.layers.verbs {
            for id in &verb.frames {
                self.frame(verb, self.frames.get(*id), memory, out, start);
            }
        }
        self.items(memory, out, start);
        self.harm_nouns(memory, out, start);
        self.attack_nouns(memory, out, start);
        self.remember(memory);
    }

    /// What hangs on claims already found: subsets and shares by place.
    pub(crate) fn shared(&self, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        self.subsets(memory, out, start);
        self.shares(memory, out, start);
    }

    /// Items of a list under a line such as `Destroyed:`.
    fn items(&self, memory: &mut Memory, out: &mut Vec<Draft>, start: usize) {
        if self.ctx.text.word(self.last - 1) == ":" {
            let told = self
                .layers
                .verbs
                .iter()
                .rev()
                .flat_map(|v| v.frames.iter())
                .find(|f| !self.frames.get(**f).patient.is_empty());
            memory.header = told.map(|frame| Header { frame: *frame, sentence: self.sentence });
            return;
        }
        let Some(header) = memory.header else { return };
        let plain = self.layers.verbs.iter().all(|v| !v.finite);
        if self.sentence > header.sentence + 1 || !plain {
            memory.header = None;
            return;
        }
        memory.header = Some(Header { sentence: self.sentence, ..header });
        let frame = self.frames.get(header.frame);
        for (index, group) in self.layers.groups.iter().enumerate() {
            let counted = group.det == Det::Number || group.det == Det::Indef;
            let Some(role) = frame.patient.iter().find(|r| counted && self.fits(r, group, memory)) else { continue };
            let draft = Draft {
                rule: format!("en/frame/{}-item", frame.name),
                weak: frame.weak,
                ..self.draft(index, role.gives, role.class, memory)
            };
            self.push(draft, out, start);
        }
    }

    fn frame(&self, verb: &Verb, frame: &Frame, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        let ctx = &self.ctx;
        let takes = |roles: &[Role], group: &Group| roles.iter().any(|r| self.fits(r, group, memory));
        if !frame.patient.is_empty() {
            let accept = |g: &Group| takes(&frame.patient, g);
            let groups = match verb.voice {
                Voice::Active => clause::objects(ctx, self.layers, verb.last, self.last, accept),
                Voice::Passive if verb.inverted => clause::objects(ctx, self.layers, verb.last + 1, self.last, accept),
                Voice::Passive => clause::subjects(ctx, self.layers, verb, accept),
            };
            self.emit(&groups, &frame.patient, verb, frame, memory, out, start);
        }
        if !frame.agent.is_empty() && !verb.participle {
            let accept = |g: &Group| takes(&frame.agent, g);
            let groups = match verb.voice {
                Voice::Active => clause::subjects(ctx, self.layers, verb, accept),
                Voice::Passive if frame.patient.is_empty() => clause::subjects(ctx, self.layers, verb, accept),
                Voice::Passive => clause::phrase(ctx, self.layers, verb.last, self.last, Func::By, 12, accept),
            };
            self.emit(&groups, &frame.agent, verb, frame, memory, out, start);
        }
        if !frame.with.is_empty() {
            let groups =
                clause::phrase(ctx, self.layers, verb.last, self.last, Func::With, 20, |g| takes(&frame.with, g));
            self.emit(&groups, &frame.with, verb, frame, memory, out, start);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one call site a role; a struct would only rename them")]
    fn emit(
        &self,
        groups: &Roles,
        roles: &[Role],
        verb: &Verb,
        frame: &Frame,
        memory: &Memory,
        out: &mut Vec<Draft>,
        start: usize,
    ) {
        for index in groups {
            let group = &self.layers.groups[*index];
            let Some(role) = roles.iter().find(|r| self.fits(r, group, memory)) else { continue };
            if verb.negated && !group.zero {
                continue;
            }
            let voice = match verb.voice {
                Voice::Active if verb.participle => "participle",
                Voice::Active => "active",
                Voice::Passive => "passive",
            };
            let draft = Draft {
                trigger: Some((verb.first, verb.last)),
                rule: format!("en/frame/{}-{voice}", frame.name),
                modal: verb.modal,
                perfect: verb.perfect,
                weak: frame.weak,
                ..self.draft(*index, role.gives, role.class, memory)
            };
            // `17 of the 18 drones that were sent`: the whole was sent.
            let draft = match group.total {
                Some(total) if role.gives == Kind::Launched => Draft { bounds: total, ..draft },
                _ => draft,
            };
            self.push(draft, out, start);
            // `17 of 18 drones`: the whole was sent.
            if let Some(total) = group.total
                && matches!(role.gives, Kind::Intercepted | Kind::Lost | Kind::Hit)
            {
                let whole = Draft {
                    bounds: total,
                    rule: "en/claim/part-of-whole".to_owned(),
                    trigger: Some((verb.first, verb.last)),
                    ..self.draft(*index, Kind::Launched, role.class, memory)
                };
                self.push(whole, out, start);
            }
        }
    }

    /// A draft of a group, of which only kind and rule are still to be told.
    pub(crate) fn draft(&self, index: usize, kind: Kind, class: Option<Class>, memory: &Memory) -> Draft {
        let group = &self.layers.groups[index];
        let mut last = group.last;
        let mut resolved = match group.head {
            Head::Person(c) | Head::Weapon(c) | Head::Object(c) => c,
            Head::Others => self.person_before(index).or(memory.person).unwrap_or(Class::Person),
            Head::Family => Class::Other,
            Head::Bare if matches!(kind, Kind::Launched | Kind::Intercepted | Kind::Lost | Kind::Hit) => {
                self.weapon_before(index).or(memory.weapon.map(|w| w.0)).unwrap_or(Class::Drone)
            }
            Head::Bare => self.person_before(index).or(class).unwrap_or(Class::Person),
            Head::Harm(_) | Head::Attack(_) => class.unwrap_or(Class::Person),
        };
        if matches!(kind, Kind::WithoutPower) && !matches!(group.head, Head::Person(_)) {
            resolved = Class::Other;
        }
        let mut bounds = group.count();
        if group.all
            && !bounds.is_numbered()
            && let Some((_, whole)) = memory.weapon
        {
            bounds = whole;
        }
        // `300 missiles and drones`: counted together.
        if let Some(next) = self.layers.groups.get(index + 1)
            && let (Head::Weapon(a), Head::Weapon(b)) = (group.head, next.head)
            && next.det == Det::Bare
            && next.plural
            && group.det == Det::Number
            && next.first == group.last + 1
            && self.ctx.is(group.last, Func::And)
        {
            if a != b {
                resolved = Class::Mixed;
            }
            last = next.last;
        }
        let words = group.number.map_or((group.first, group.first + 1), |n| {
            let number = &self.layers.numbers[n];
            (number.first, number.last)
        });
        Draft {
            sentence: self.sentence,
            kind,
            bounds,
            class: resolved,
            first: group.first,
            last,
            head_at: group.head_at,
            words,
            trigger: None,
            rule: String::new(),
            part_of: None,
            definite: group.det == Det::Def || (group.det == Det::Bare && !group.plural),
            more: group.more,
            modal: false,
            perfect: false,
            bare: group.head == Head::Bare,
            weak: false,
        }
    }

    fn weapon_before(&self, index: usize) -> Option<Class> {
        self.layers.groups[..index].iter().rev().find_map(|g| match g.head {
            Head::Weapon(class) => Some(class),
            _ => None,
        })
    }

    fn person_before(&self, index: usize) -> Option<Class> {
        self.layers.groups[..index].iter().rev().find_map(|g| match g.head {
            Head::Person(class) if class != Class::Child => Some(class),
            _ => None,
        })
    }

    /// `killed or wounded`: the parts are not told apart.
    pub(crate) fn drop_parts(&self, first: usize, out: &mut Vec<Draft>, start: usize) {
        let mut index = 0;
        out.retain(|d| {
            index += 1;
            index <= start || d.first != first || !matches!(d.kind, Kind::Killed | Kind::Injured)
        });
    }

    /// Adds a draft unless this group already has that kind in this sentence.
    pub(crate) fn push(&self, draft: Draft, out: &mut Vec<Draft>, start: usize) {
        let told = |d: &Draft| d.first == draft.first && d.kind == draft.kind && d.bounds == draft.bounds;
        if !out[start..].iter().any(told) {
            out.push(draft);
        }
    }

    /// `54 injured`, `two people dead`, `deaths of five people`, `damage to a school`, `no casualties`.
    fn harm_nouns(&self, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        let ctx = &self.ctx;
        for (index, group) in self.layers.groups.iter().enumerate() {
            let Head::Harm(kind) = group.head else { continue };
            let adjective = ctx
                .tags
                .at(group.head_at)
                .iter()
                .any(|t| matches!(ctx.terms.meaning(t), crate::terms::Meaning::State(_)));
            let window = self.first.max(group.first.saturating_sub(4))..group.first;
            // `not without damage`: two negations are none.
            let n_negations = window.clone().filter(|i| ctx.is(*i, Func::Neg)).count();
            let negated = n_negations % 2 == 1 || n_negations == 0 && ctx.text.word(group.first) == "any";
            let zero = group.zero || (negated && group.det != Det::Number);
            if zero {
                self.zero(index, kind, memory, out, start);
                continue;
            }
            if group.det == Det::Number || group.det == Det::Vague && group.bounds.is_numbered() {
                let class = if kind == Kind::Damaged { Class::Other } else { Class::Person };
                // `fifteen of the injured`: a part of those told before.
                let part_of = if group.partitive { out.iter().rposition(|d| d.kind == kind) } else { None };
                let draft = Draft {
                    rule: format!("en/claim/counted-{kind}"),
                    part_of,
                    ..self.draft(index, kind, Some(class), memory)
                };
                self.push(draft, out, start);
                continue;
            }
            let trigger = Some((group.first, group.last));
            if adjective {
                // `two people dead`, `six are missing`
                let mut at = group.first;
                while at > self.first
                    && (ctx.is_adverb(at - 1) || ctx.is(at - 1, Func::Be) || ctx.is(at - 1, Func::Have))
                {
                    at -= 1;
                }
                let subject =
                    self.layers.groups.iter().position(|g| g.last == at && is_people(g) && g.first >= self.first);
                if let Some(subject) = subject {
                    let mut groups = Roles::new();
                    groups.push(subject);
                    for i in groups {
                        let draft = Draft {
                            rule: format!("en/claim/people-{kind}"),
                            trigger,
                            weak: kind == Kind::Missing,
                            ..self.draft(i, kind, Some(Class::Person), memory)
                        };
                        self.push(draft, out, start);
                    }
                    continue;
                }
            }
            // `deaths of five people`, `damage to a school and two houses`
            let next = group.last;
            let opens = matches!(ctx.func(next), Some(Func::Of | Func::To))
                || matches!(ctx.text.word(next), "to" | "of" | "among" | "in");
            if opens {
                let accept =
                    |g: &Group| if kind == Kind::Damaged { matches!(g.head, Head::Object(_)) } else { is_people(g) };
                for i in clause::objects(ctx, self.layers, next + 1, self.last, accept) {
                    let draft = Draft {
                        rule: format!("en/claim/{kind}-of"),
                        trigger,
                        weak: true,
                        ..self.draft(i, kind, Some(Class::Person), memory)
                    };
                    self.push(draft, out, start);
                }
            } else if kind == Kind::Casualties && group.det == Det::Bare && group.plural && !adjective {
                let caused = group.first > self.first
                    && matches!(
                        ctx.text.word(group.first - 1),
                        "in" | "caused" | "causing" | "causes" | "inflicted" | "inflicting" | "with" | "numerous"
                    );
                if caused {
                    let draft = Draft {
                        rule: "en/claim/some-casualties".to_owned(),
                        weak: true,
                        ..self.draft(index, kind, Some(Class::Person), memory)
                    };
                    self.push(draft, out, start);
                }
            }
        }
    }

    fn zero(&self, index: usize, kind: Kind, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        let kinds: &[Kind] = match kind {
            Kind::Casualties => &[Kind::Killed, Kind::Injured],
            _ => &[kind],
        };
        for kind in kinds {
            let class = if *kind == Kind::Damaged { Class::Other } else { Class::Person };
            let draft = Draft {
                bounds: Bounds::exactly(0),
                rule: "en/claim/none".to_owned(),
                weak: true,
                definite: false,
                ..self.draft(index, *kind, Some(class), memory)
            };
            self.push(draft, out, start);
        }
    }

    /// `a barrage of 30 rockets`, `an attack with ten drones`.
    fn attack_nouns(&self, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        let ctx = &self.ctx;
        for group in &self.layers.groups {
            let Head::Attack(_) = group.head else { continue };
            let next = group.last;
            if !(ctx.is(next, Func::Of) || ctx.is(next, Func::With)) {
                continue;
            }
            let end = ctx.func_tag(next).map_or(next + 1, |(_, e)| e);
            for i in clause::objects(ctx, self.layers, end, self.last, |g| matches!(g.head, Head::Weapon(_))) {
                let draft = Draft {
                    rule: "en/claim/attack-of".to_owned(),
                    trigger: Some((group.first, group.last)),
                    ..self.draft(i, Kind::Launched, None, memory)
                };
                self.push(draft, out, start);
            }
        }
    }

    fn remember(&self, memory: &mut Memory) {
        for group in &self.layers.groups {
            match group.head {
                Head::Weapon(class) => {
                    let whole = group.total.unwrap_or(group.bounds);
                    let bounds = if whole.is_numbered() { whole } else { memory.weapon.map_or(whole, |w| w.1) };
                    memory.weapon = Some((class, bounds));
                    memory.weapon_last = true;
                }
                Head::Person(class) => {
                    memory.person = Some(class);
                    memory.weapon_last = false;
                }
                Head::Object(_) => memory.weapon_last = false,
                _ => {}
            }
        }
    }

    /// `including three children`, `four of them women`, `(eight children)`.
    fn subsets(&self, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        let ctx = &self.ctx;
        let mut running: Option<(usize, usize)> = None;
        for (index, group) in self.layers.groups.iter().enumerate() {
            let counted = group.count().is_numbered() && (group.det == Det::Number || group.det == Det::Indef);
            if out[start..].iter().any(|d| d.first == group.first) || !counted {
                continue;
            }
            let before = |n: usize| if group.first >= self.first + n { ctx.text.word(group.first - n) } else { "" };
            let lists = before(1) == ":" && out[start..].iter().any(|d| d.last < group.first);
            let which = before(2) == "which" && matches!(before(1), "were" | "was")
                || before(3) == "among" && before(1) == "were";
            let opened = lists
                || which
                || matches!(before(1), "including" | "includes" | "include" | "included" | "notably")
                || (before(2) == "among" && matches!(before(1), "them" | "whom" | "these"))
                || (before(2) == "of" && matches!(before(1), "them" | "whom"))
                || (before(1) == "(" && is_people(group))
                || (before(1) == "at" && before(2) == "including");
            let listed = running.is_some_and(|(end, _)| {
                end <= group.first
                    && group.first - end <= 2
                    && (end..group.first).all(|i| ctx.text.word(i) == "," || ctx.is(i, Func::And))
            });
            let trailing = matches!(ctx.text.word(group.last), "among")
                && matches!(ctx.text.word(group.last + 1), "them" | "those" | "the");
            let of_them = group.partitive && group.head == Head::Bare;
            let thing = matches!(group.head, Head::Object(_)) && (opened || listed);
            if !(opened || listed || of_them || trailing) || !(is_people(group) || of_them || thing) {
                continue;
            }
            // The noun behind `three of them`: `children`, `were women`.
            let mut noun = group.last;
            while noun < self.last && (ctx.is(noun, Func::Be) || ctx.is_adverb(noun)) {
                noun += 1;
            }
            let named = self.layers.groups.get(index + 1).filter(|g| g.first == noun && of_them && g.det == Det::Bare);
            if of_them && named.is_none() {
                continue;
            }
            let parent = match running {
                Some((_, parent)) if listed => Some(parent),
                _ => out
                    .iter()
                    .enumerate()
                    .rev()
                    .take(6)
                    .find(|(_, d)| {
                        (if thing {
                            matches!(d.kind, Kind::Damaged | Kind::Destroyed) && d.sentence == self.sentence
                        } else {
                            is_people_kind(d.kind)
                        }) && d.sentence + 1 >= self.sentence
                            && d.first < group.first
                            && d.part_of.is_none()
                    })
                    .map(|(i, _)| i),
            };
            let Some(parent) = parent else { continue };
            let kind = out[parent].kind;
            let mut draft = Draft {
                part_of: Some(parent),
                rule: "en/claim/subset".to_owned(),
                trigger: out[parent].trigger,
                modal: out[parent].modal,
                perfect: out[parent].perfect,
                weak: out[parent].weak,
                ..self.draft(index, kind, Some(out[parent].class), memory)
            };
            if let Some(noun) = named {
                if let Head::Person(class) = noun.head {
                    draft.class = class;
                }
                draft.last = noun.last;
                draft.head_at = noun.head_at;
            }
            if draft.class == Class::Person && out[parent].class != Class::Child {
                draft.class = out[parent].class;
            }
            running = Some((draft.last, parent));
            self.push(draft, out, start);
        }
    }

    /// `eight over Mykolaiv, nine over Kursk`: shares of a count by place.
    fn shares(&self, memory: &Memory, out: &mut Vec<Draft>, start: usize) {
        let ctx = &self.ctx;
        for (index, group) in self.layers.groups.iter().enumerate() {
            if group.head != Head::Bare
                || group.det != Det::Number
                || out[start..].iter().any(|d| d.first == group.first)
            {
                continue;
            }
            let located = matches!(ctx.func(group.last), Some(Func::In))
                && ctx.text.tokens.get(group.last + 1).is_some_and(|t| {
                    t.is_capital()
                        || ctx.is(group.last + 1, Func::Def)
                        || ctx.is(group.last + 1, Func::Indef)
                        || matches!(ctx.text.word(group.last + 1), "each")
                });
            let each = ctx.text.word(group.last) == "each";
            // `Bryansk 18`, `Smolensk region – 7`, `Kursk: nine`
            let mut name = group.first;
            while name > self.first
                && matches!(
                    ctx.text.word(name - 1),
                    "—" | "-" | ":" | "(" | "region" | "oblast" | "province" | "regions" | "district"
                )
            {
                name -= 1;
            }
            let named = name > self.first
                && self.masks.place(name - 1)
                && (group.last >= self.last || ctx.is_sign(group.last) || ctx.is(group.last, Func::And) || each);
            let located = located || named;
            if !located && !each {
                continue;
            }
            let parent = out.iter().rev().take(8).find(|d| {
                d.sentence + 12 >= self.sentence
                    && d.first != group.first
                    && d.bounds.is_numbered()
                    && d.bounds.high != Some(0)
            });
            let Some(parent) = parent else { continue };
            if !matches!(
                parent.kind,
                Kind::Intercepted
                    | Kind::Launched
                    | Kind::Lost
                    | Kind::Hit
                    | Kind::Killed
                    | Kind::Injured
                    | Kind::Damaged
            ) {
                continue;
            }
            let draft = Draft {
                class: parent.class,
                trigger: parent.trigger,
                modal: parent.modal,
                perfect: parent.perfect,
                weak: parent.weak,
                rule: "en/claim/share".to_owned(),
                ..self.draft(index, parent.kind, Some(parent.class), memory)
            };
            let draft = Draft { class: parent.class, ..draft };
            self.push(draft, out, start);
        }
    }
}

pub(crate) fn is_people(group: &Group) -> bool {
    matches!(group.head, Head::Person(_) | Head::Others | Head::Bare)
}

pub(crate) fn is_people_kind(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Killed
            | Kind::Injured
            | Kind::Casualties
            | Kind::Missing
            | Kind::Abducted
            | Kind::Captured
            | Kind::Rescued
            | Kind::Evacuated
            | Kind::Displaced
    )
}

impl Finder<'_> {
    fn fits(&self, role: &Role, group: &Group, memory: &Memory) -> bool {
        match (role.who, group.head) {
            (Family::Person, Head::Person(_) | Head::Others) | (Family::Household, Head::Family) => true,
            (Family::Weapon, Head::Weapon(class)) => !matches!(class, Class::Firearm),
            (Family::Object, Head::Object(_)) => true,
            (Family::Aircraft, Head::Object(class)) => class == Class::Military,
            (Family::Harm, Head::Harm(_)) => true,
            (Family::Bare, Head::Bare) => match role.gives {
                Kind::Intercepted | Kind::Lost | Kind::Launched | Kind::Hit => self.speaks_of_weapons(group, memory),
                _ => group.bounds.is_numbered(),
            },
            _ => false,
        }
    }

    /// Whether the last thing named before a number alone was a weapon.
    fn speaks_of_weapons(&self, group: &Group, memory: &Memory) -> bool {
        for before in self.layers.groups.iter().rev().filter(|g| g.last <= group.first) {
            match before.head {
                Head::Weapon(_) => return true,
                Head::Person(_) | Head::Others | Head::Family => return false,
                Head::Object(_) if !group.partitive => return false,
                _ => {}
            }
        }
        memory.weapon.is_some() && (memory.weapon_last || group.partitive)
    }
}
