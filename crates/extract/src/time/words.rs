//! Reads the classes of the `time-*` word files at a token.
//!
//! In: a text with its tags; out: months, units, numbers and the like that begin at a token, with the token behind them.
//! It never joins two of them into a time; that is the work of `parse`.

use super::expr::{Shift, Unit, Way, part_code};
use litopys_rules::{ClassId, Form, Lexicon, Tags};

mod amounts;
mod classes;

pub(super) use amounts::clock_of;
use amounts::doubtful_stop;
pub(super) use classes::Classes;
use litopys_text::{Glue, Shape, Text};

/// A sentence under the eye of the parser.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) words: &'a Lexicon,
    pub(super) tags: &'a Tags,
    pub(super) classes: &'a Classes,
    /// First token of the sentence.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) last: usize,
    pub(super) capitals: bool,
}

impl<'a> Reader<'a> {
    /// End and value of the entry of a class that begins at a token.
    #[inline]
    fn tag(&self, i: usize, class: Option<ClassId>) -> Option<(usize, &'a str)> {
        let class = class?;
        if i >= self.last {
            return None;
        }
        self.tags.get(i, class).filter(|t| t.end() <= self.last).map(|t| (t.end(), self.words.value_name(t.value)))
    }

    /// The first token from `i` on that holds a word of time or a figure like one; the end of the sentence if none does.
    pub(super) fn next_hot(&self, i: usize) -> usize {
        (i..self.last).find(|at| self.classes.is_hot(self.text, self.tags, *at)).unwrap_or(self.last)
    }

    /// Whether an expression, or a name that only looks like one, can begin at a token.
    pub(super) fn may_lead(&self, i: usize) -> bool {
        match self.shape(i) {
            Some(Shape::Number | Shape::Ordinal | Shape::Clock | Shape::Date) => true,
            Some(Shape::Sign) => matches!(self.word(i), "'" | "`"),
            Some(Shape::Mixed) if self.word(i).starts_with('q') => true,
            _ => self.tags.at(i).iter().any(|tag| {
                let small = || matches!(self.words.value_name(tag.value), "the" | "about" | "sofar");
                self.classes.is_leader(tag.class) || Some(tag.class) == self.classes.link && small()
            }),
        }
    }

    pub(super) fn shape(&self, i: usize) -> Option<Shape> {
        if i < self.last { self.text.tokens.get(i).map(|t| t.shape) } else { None }
    }

    pub(super) fn glue(&self, i: usize) -> Glue {
        self.text.tokens.get(i).map_or(Glue::Space, |t| t.glue)
    }

    pub(super) fn word(&self, i: usize) -> &'a str {
        if i < self.last { self.text.word(i) } else { "" }
    }

    /// End of the small word `name` at a token.
    pub(super) fn link(&self, i: usize, name: &str) -> Option<usize> {
        self.tag(i, self.classes.link).filter(|(_, value)| *value == name).map(|(end, _)| end)
    }

    /// Skips small words of these names, each at most once, in order.
    pub(super) fn skip(&self, mut i: usize, names: &[&str]) -> usize {
        for name in names {
            i = self.link(i, name).unwrap_or(i);
        }
        i
    }

    /// The small word that ends right before a token.
    pub(super) fn link_before(&self, i: usize) -> Option<(usize, &'a str)> {
        (1..=3)
            .filter_map(|n| i.checked_sub(n).filter(|at| *at >= self.first))
            .find_map(|at| self.tag(at, self.classes.link).filter(|(end, _)| *end == i).map(|(_, value)| (at, value)))
    }

    /// Month with its number and whether the word needs company.
    pub(super) fn month(&self, i: usize) -> Option<(usize, i8, Doubt)> {
        let (mut end, value) = self.tag(i, self.classes.month)?;
        let doubt = match value {
            _ if value.ends_with("??") => Doubt::Word,
            _ if value.ends_with('?') => Doubt::Name,
            _ => Doubt::None,
        };
        if doubt != Doubt::None && !self.text.tokens.get(i)?.is_capital() {
            return None;
        }
        // `Feb.` where the abbreviation is not known as one.
        if doubtful_stop(self.word(end), self.word(end - 1)) && self.shape(end + 1) == Some(Shape::Number) {
            end += 1;
        }
        Some((end, value.trim_end_matches('?').parse().ok()?, doubt))
    }

    /// Weekday, Monday being 1.
    pub(super) fn weekday(&self, i: usize) -> Option<(usize, i8)> {
        let (end, value) = self.tag(i, self.classes.weekday)?;
        if value.ends_with('s') {
            return None;
        }
        if value.ends_with('?') {
            let beside = end + usize::from(self.word(end) == ",");
            let company = self.month(beside).is_some() || self.day_number(beside).is_some();
            if !company || !self.text.tokens.get(i)?.is_capital() {
                return None;
            }
        }
        Some((end, value.trim_end_matches('?').parse().ok()?))
    }

    /// `Fridays`: every such day.
    pub(super) fn weekdays(&self, i: usize) -> Option<(usize, &'a str)> {
        self.tag(i, self.classes.weekday).and_then(|(end, value)| Some((end, value.strip_suffix('s')?)))
    }

    /// Part of the day, or the clock time that stands for it.
    pub(super) fn part(&self, i: usize) -> Option<(usize, Part)> {
        let (end, value) = self.tag(i, self.classes.part)?;
        if let Some(code) = part_code(value) {
            return Some((end, Part::Code(code)));
        }
        clock_of(value).map(|(hour, minute)| (end, Part::Clock(hour, minute)))
    }

    /// `yesterday`: days from publication, and the part of the day in it.
    pub(super) fn deictic(&self, i: usize) -> Option<(usize, i32, Option<&'static str>)> {
        let (end, value) = self.tag(i, self.classes.day)?;
        let (days, part) = value.split_once(' ').map_or((value, None), |(d, p)| (d, part_code(p)));
        Some((end, days.parse().ok()?, part))
    }

    /// Unit, and whether it is written in the plural.
    pub(super) fn unit(&self, i: usize) -> Option<(usize, Unit, bool)> {
        let tag = self.tags.get(i, self.classes.unit?).filter(|t| t.end() <= self.last)?;
        let unit = Unit::parse(self.words.value_name(tag.value))?;
        if self.is_not(i) {
            return None;
        }
        Some((tag.end(), unit, tag.form == Form::Plural))
    }

    pub(super) fn season(&self, i: usize) -> Option<(usize, &'static str, bool)> {
        let (end, value) = self.tag(i, self.classes.season)?;
        let code = ["SP", "SU", "FA", "WI"].into_iter().find(|c| value.starts_with(c))?;
        Some((end, code, value.ends_with('?')))
    }

    pub(super) fn shift(&self, i: usize) -> Option<(usize, Shifting)> {
        let (end, value) = self.tag(i, self.classes.shift)?;
        let shifting = match value {
            "last" => Shifting::To(Shift::Last),
            "this" => Shifting::To(Shift::This),
            "next" => Shifting::To(Shift::Next),
            "before" => Shifting::To(Shift::Before),
            "after" => Shifting::To(Shift::After),
            "that" => Shifting::To(Shift::That),
            "past" => Shifting::Past,
            _ => return None,
        };
        Some((end, shifting))
    }

    pub(super) fn way(&self, i: usize) -> Option<(usize, Way)> {
        let (end, value) = self.tag(i, self.classes.way)?;
        let way = match value {
            "ago" => Way::Ago,
            "ahead" => Way::Ahead,
            "earlier" => Way::Earlier,
            "later" => Way::Later,
            "before" | "after" if self.goes_on(end) => Way::Hanging,
            "before" => Way::Earlier,
            "after" => Way::Later,
            _ => return None,
        };
        Some((end, way))
    }

    /// Whether the clause goes on at a token, so that `before` and `after` hang on what follows.
    fn goes_on(&self, i: usize) -> bool {
        let preposition = |name: &str| matches!(name, "in" | "on" | "at" | "by" | "during" | "and" | "of" | "from");
        match self.shape(i) {
            None | Some(Shape::Sign) => false,
            Some(_) => !self.link_before(i + 1).is_some_and(|(at, name)| at == i && preposition(name)),
        }
    }

    /// End of a word that may stand between a number and its unit.
    pub(super) fn filler(&self, i: usize) -> Option<usize> {
        self.tag(i, self.classes.filler).map(|(end, _)| end)
    }

    /// Whether `since` stands shortly before a token with no comma or the like between.
    pub(super) fn is_after_since(&self, i: usize) -> bool {
        (self.first.max(i.saturating_sub(12))..i)
            .rev()
            .take_while(|at| self.shape(*at) != Some(Shape::Sign) || self.word(*at) == "'s")
            .any(|at| self.link(at, "since").is_some())
    }

    /// Whether the edge word at a token takes the beginning of a stretch.
    pub(super) fn is_early(&self, i: usize) -> bool {
        self.tag(i, self.classes.edge).is_some_and(|(_, value)| value == "START")
    }

    pub(super) fn edge(&self, i: usize) -> Option<usize> {
        self.tag(i, self.classes.edge).map(|(end, _)| end)
    }

    pub(super) fn set(&self, i: usize) -> Option<(usize, &'a str)> {
        self.tag(i, self.classes.set)
    }

    pub(super) fn reference(&self, i: usize) -> Option<(usize, &'static str)> {
        let (end, value) = self.tag(i, self.classes.reference)?;
        ["PRESENT_REF", "PAST_REF", "FUTURE_REF"].into_iter().find(|r| *r == value).map(|r| (end, r))
    }

    pub(super) fn holiday(&self, i: usize) -> Option<(usize, &'a str)> {
        self.tag(i, self.classes.holiday)
    }

    pub(super) fn clock_word(&self, i: usize) -> Option<(usize, &'a str)> {
        self.tag(i, self.classes.clock)
    }

    /// Whether a name that only looks like a time begins here, and where it ends.
    pub(super) fn not(&self, i: usize) -> Option<usize> {
        self.tag(i, self.classes.not).map(|(end, _)| end)
    }

    fn is_not(&self, i: usize) -> bool {
        self.not(i).is_some()
    }

    /// Whether a name stands right before or behind, inside the sentence.
    pub(super) fn beside_name(&self, first: usize, end: usize) -> bool {
        let capital = |i: usize| self.text.tokens.get(i).is_some_and(|t| t.is_capital());
        first > self.first && capital(first - 1) || end < self.last && capital(end)
    }

    /// Whether a noun at a token takes the date before it for its name (`17 September Street`).
    pub(super) fn is_bearer(&self, i: usize) -> bool {
        self.tag(i, self.classes.bearer).is_some() && self.text.tokens.get(i).is_some_and(|t| t.is_capital())
    }

    /// End of a word for a war or invasion.
    pub(super) fn war(&self, i: usize) -> Option<usize> {
        self.tag(i, self.classes.war).map(|(end, _)| end)
    }

    /// Whether the words shortly before a token speak of the future.
    pub(super) fn is_future(&self, i: usize) -> bool {
        let from = i.saturating_sub(8).max(self.first);
        (from..i).any(|at| self.tag(at, self.classes.future).is_some())
    }
}

/// What else the word for a month may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// A name of a person (`April`) or a clipped word (`Dec.`).
    Name,
    /// An everyday word (`may`, `march`).
    Word,
}

/// What a word for a part of the day means.
pub(super) enum Part {
    Code(&'static str),
    Clock(u8, u8),
}

/// What a word before a unit does.
pub(super) enum Shifting {
    To(Shift),
    /// `past`: the stretch up to now.
    Past,
}
