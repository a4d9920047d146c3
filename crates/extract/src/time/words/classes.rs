//! The ids of the `time-*` word classes in one lexicon.
//!
//! In: a lexicon; out: ids, and quick answers to "is this a word of time?". It never reads values.

use litopys_rules::{ClassId, Lexicon, Tags};
use litopys_text::{Shape, Text};

/// Ids of the classes of one lexicon.
#[derive(Clone, Debug)]
pub(in super::super) struct Classes {
    pub(super) month: Option<ClassId>,
    pub(super) weekday: Option<ClassId>,
    pub(super) part: Option<ClassId>,
    pub(super) day: Option<ClassId>,
    pub(super) unit: Option<ClassId>,
    pub(super) season: Option<ClassId>,
    pub(super) shift: Option<ClassId>,
    pub(super) way: Option<ClassId>,
    pub(super) edge: Option<ClassId>,
    pub(super) number: Option<ClassId>,
    pub(super) ordinal: Option<ClassId>,
    pub(super) set: Option<ClassId>,
    pub(super) reference: Option<ClassId>,
    pub(super) holiday: Option<ClassId>,
    pub(super) link: Option<ClassId>,
    pub(super) clock: Option<ClassId>,
    pub(super) future: Option<ClassId>,
    pub(super) not: Option<ClassId>,
    pub(super) bearer: Option<ClassId>,
    pub(super) war: Option<ClassId>,
    pub(super) filler: Option<ClassId>,
    /// By class: words of time.
    triggers: Vec<bool>,
    /// By class: words that an expression can begin with.
    leaders: Vec<bool>,
}

impl Classes {
    pub(in super::super) fn new(words: &Lexicon) -> Classes {
        let class = |name: &str| words.class(name);
        let mut classes = Classes {
            month: class("time-month"),
            weekday: class("time-weekday"),
            part: class("time-part"),
            day: class("time-day"),
            unit: class("time-unit"),
            season: class("time-season"),
            shift: class("time-shift"),
            way: class("time-way"),
            edge: class("time-edge"),
            number: class("time-number"),
            ordinal: class("time-ordinal"),
            set: class("time-set"),
            reference: class("time-reference"),
            holiday: class("time-holiday"),
            link: class("time-link"),
            clock: class("time-clock"),
            future: class("time-future"),
            not: class("time-not"),
            bearer: class("time-bearer"),
            war: class("time-war"),
            filler: class("time-filler"),
            triggers: Vec::new(),
            leaders: Vec::new(),
        };
        let sure = [
            classes.month,
            classes.weekday,
            classes.part,
            classes.day,
            classes.unit,
            classes.season,
            classes.set,
            classes.reference,
            classes.holiday,
            classes.war,
            classes.clock,
        ];
        let more = [classes.shift, classes.edge, classes.number, classes.ordinal, classes.not];
        classes.triggers = marked(&sure);
        classes.leaders = marked(&[sure.as_slice(), more.as_slice()].concat());
        classes
    }

    /// Whether a token holds a word of time or a figure like one.
    #[inline]
    pub(in super::super) fn is_hot(&self, text: &Text<'_>, tags: &Tags, i: usize) -> bool {
        match text.tokens.get(i).map(|t| t.shape) {
            Some(Shape::Clock | Shape::Date | Shape::Ordinal) => true,
            Some(Shape::Number) if text.word(i).len() >= 4 => true,
            // `'68`, `90s`
            Some(Shape::Number) => {
                text.word(i).len() == 2 && (text.word(i.saturating_sub(1)) == "'" || text.word(i + 1) == "s")
            }
            _ => tags.at(i).iter().any(|tag| self.is_trigger(tag.class)),
        }
    }

    /// Whether an expression can begin with a word of this class.
    #[inline]
    pub(super) fn is_leader(&self, class: ClassId) -> bool {
        self.leaders.get(class.0 as usize).copied().unwrap_or(false)
    }

    /// Whether a tag of this class makes its sentence worth reading.
    #[inline]
    fn is_trigger(&self, class: ClassId) -> bool {
        self.triggers.get(class.0 as usize).copied().unwrap_or(false)
    }
}

/// A flag by class.
fn marked(classes: &[Option<ClassId>]) -> Vec<bool> {
    let mut out = Vec::new();
    for class in classes.iter().flatten() {
        let at = class.0 as usize;
        if out.len() <= at {
            out.resize(at + 1, false);
        }
        out[at] = true;
    }
    out
}
