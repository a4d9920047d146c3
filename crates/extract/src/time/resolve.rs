//! Turns what the words say into days: the second half of the recogniser, which knows the day of publication.
//!
//! In: parsed expressions in order; out: mentions with values. News looks back: a weekday is the last one, unless words of
//! the future stand before it. It never lets `since`, `until` or a coming day become the day that `a day earlier` counts from.

use super::expr::{Base, Expr};
use super::value::days_between;
use super::{Anchor, Found, Reach, TimeKind, TimeMention};
use jiff::civil::Date;
use litopys_facts::When;
use litopys_text::Text;

mod day;
mod stretch;

/// What a base means.
pub(super) struct Meaning {
    pub(super) value: String,
    pub(super) when: Option<When>,
    pub(super) kind: TimeKind,
    pub(super) reach: Reach,
}

impl Meaning {
    fn day(date: Date) -> Meaning {
        Meaning::at(date.to_string(), Some(When::day(date)))
    }

    fn at(value: String, when: Option<When>) -> Meaning {
        Meaning { value, when, kind: TimeKind::Date, reach: Reach::At }
    }
}

/// What is known of days while reading on.
pub(super) struct Context<'a> {
    text: &'a Text<'a>,
    anchor: &'a Anchor<'a>,
    /// The day of publication, else the date that the text opens with.
    now: Option<Date>,
    /// The day told last, and its sentence.
    near: Option<(Date, usize)>,
    /// The year that a text without any date names.
    year: Option<i16>,
    /// The month told last.
    month: Option<(Option<i16>, i8)>,
    /// The year told last.
    year_told: Option<i16>,
    /// The sentence being read.
    sentence: usize,
    conflict: Option<String>,
}

/// How far, in sentences, a day told before is still meant.
const NEAR: usize = 6;
/// Tokens from the beginning within which a full date is the report's own.
const HEAD: usize = 120;

pub(super) fn resolve(
    text: &Text<'_>,
    anchor: &Anchor<'_>,
    head: &[Found],
    found: &[Found],
    out: &mut Vec<TimeMention>,
) {
    let now = anchor.published.or_else(|| own_date(head)).or_else(|| own_date(found));
    let year = if now.is_none() { own_year(found) } else { None };
    let mut context =
        Context { text, anchor, now, near: None, year, month: None, year_told: None, sentence: 0, conflict: None };
    let begin = out.len();
    for (index, item) in found.iter().enumerate() {
        context.sentence = item.sentence;
        context.conflict = None;
        let mention = context.mention(item, &found[index + 1..]);
        context.remember(item, &mention);
        out.push(mention);
    }
    join(text, found, &mut out[begin..]);
}

/// The first full date at the head of a text without a day of publication.
fn own_date(found: &[Found]) -> Option<Date> {
    let head = found.iter().take_while(|f| f.first < HEAD);
    head.filter(|f| !matches!(f.lead, Some("since" | "from" | "between" | "until" | "the"))).find_map(|f| {
        match &f.expr.base {
            Base::Date(date) => Date::new(date.year?, date.month?, date.day?).ok(),
            _ => None,
        }
    })
}

/// The one year that the head of an undated text names.
fn own_year(found: &[Found]) -> Option<i16> {
    let years = |f: &Found| match &f.expr.base {
        Base::Date(date) => date.year,
        Base::Season(_, year, _) | Base::Quarter(_, year, _) => *year,
        _ => None,
    };
    let mut all: Vec<i16> = found.iter().filter_map(years).collect();
    all.dedup();
    let at_head = found.iter().any(|f| f.first < 40 && years(f).is_some() && f.lead != Some("since"));
    match all.as_slice() {
        [year] if at_head => Some(*year),
        _ => None,
    }
}

impl Context<'_> {
    fn mention(&mut self, item: &Found, rest: &[Found]) -> TimeMention {
        let expr = &item.expr;
        let borrowed = expr.base == Base::Bare;
        let mut meaning = if borrowed { self.bare(item, rest) } else { self.base(expr, item) };
        if let Some(part) = expr.part {
            let code = if part == "overnight" { "NI" } else { part };
            meaning.value = format!("{}T{code}", meaning.value);
            meaning.kind = TimeKind::Time;
        }
        if let Some((hour, minute)) = expr.clock {
            meaning.value = format!("{}T{hour:02}:{minute:02}", meaning.value);
            meaning.kind = TimeKind::Time;
        }
        if expr.so_far {
            meaning.reach = Reach::Over;
        }
        if let (true, Some((first, _)), Some(now)) = (expr.gone, meaning.when.as_ref().and_then(When::bounds), self.now)
        {
            let last = now.yesterday().unwrap_or(now);
            meaning.when = meaning.when.filter(|_| last < first).or_else(|| Some(When::days(first, last)));
        }
        self.lead(item, &mut meaning);
        let (explicit, weekday) = match &expr.base {
            Base::Date(date) => (date.month.is_some(), date.weekday),
            Base::Days(..) | Base::Slashed(..) | Base::Feast(..) => (true, None),
            _ => (false, None),
        };
        TimeMention {
            first: item.first,
            last: item.last,
            value: meaning.value,
            kind: meaning.kind,
            when: meaning.when,
            reach: meaning.reach,
            explicit,
            borrowed,
            rule: expr.rule,
            weekday,
            conflict: self.conflict.take(),
        }
    }

    /// `since` and `until` make a cumulative time.
    fn lead(&self, item: &Found, meaning: &mut Meaning) {
        if !matches!(meaning.kind, TimeKind::Date | TimeKind::Time) || meaning.reach == Reach::Since {
            return;
        }
        match item.lead {
            Some("since") => {
                // `since the start of the year` covers the year as `this year` does.
                let covers_now = matches!(item.expr.base, Base::Calendar(..));
                meaning.reach = if covers_now { Reach::Over } else { Reach::Since };
                if !covers_now {
                    meaning.when = meaning.when.take().and_then(|when| self.open(&when));
                }
            }
            Some("until" | "by" | "asof") => meaning.reach = Reach::Until,
            _ => {}
        }
    }

    /// From the first day of `when` on: to the day of publication when both are known to the day, else without end.
    fn open(&self, when: &When) -> Option<When> {
        if let (Some(day), Some(now)) = (when.as_day(), self.now)
            && day <= now
        {
            return Some(When::days(day, now));
        }
        let start = when.as_str().split('/').next().unwrap_or("");
        // Where the notation has no open end yet, the day of publication closes it.
        format!("{start}/..").parse().ok().or_else(|| {
            let (first, _) = when.bounds()?;
            Some(When::days(first, self.now.filter(|now| *now >= first)?))
        })
    }

    fn remember(&mut self, item: &Found, mention: &TimeMention) {
        if let Some((first, _)) = mention.when.as_ref().and_then(When::bounds) {
            self.year_told = Some(first.year());
        }
        let Some(when) = &mention.when else {
            if let Base::Date(date) = &item.expr.base
                && let Some(month) = date.month
            {
                self.month = Some((date.year, month));
            }
            return;
        };
        if let Base::Date(date) = &item.expr.base
            && let Some(month) = date.month
        {
            let year = when.bounds().map(|(first, _)| first.year()).or(date.year);
            self.month = Some((year, month));
        }
        let counted = matches!(item.expr.base, Base::Bare | Base::DayOfWar(_) | Base::Calendar(..));
        if counted || mention.reach != Reach::At {
            return;
        }
        // Of two days the later one is where the story stands.
        if let Some((first, last)) = when.bounds()
            && days_between(first, last) <= 1
            && self.now.is_none_or(|now| last <= now)
        {
            self.near = Some((last, item.sentence));
        }
    }

    /// The day told before, however far: `a day later` never counts from the day of publication.
    fn told_ever(&self) -> Option<Date> {
        self.near.map(|(day, _)| day).or(self.now)
    }

    /// The day told before, while it is near; else the day of publication.
    fn told(&self) -> Option<Date> {
        self.near.filter(|(_, at)| self.sentence - at <= NEAR).map(|(day, _)| day).or(self.now)
    }

    /// A part of the day or clock time without a day: of the day told in its sentence, before it or behind it.
    fn bare(&mut self, item: &Found, rest: &[Found]) -> Meaning {
        let here = self.near.filter(|(_, at)| *at == item.sentence).map(|(day, _)| day);
        let behind = || {
            let same = rest.iter().take_while(|f| f.sentence == item.sentence);
            same.filter(|f| f.lead != Some("since")).find(|f| {
                matches!(&f.expr.base, Base::Weekday(_, None) | Base::Deictic(_))
                    || matches!(&f.expr.base, Base::Date(date) if date.day.is_some())
            })
        };
        let day = match here {
            Some(day) => Some(day),
            None => match behind() {
                Some(found) => self.base(&found.expr, found).when.and_then(|when| when.as_day()),
                None => None,
            },
        };
        // What happened overnight is told of the day of publication; a clock time goes on with the story.
        let overnight = item.expr.part == Some("overnight");
        let day = day.or(if overnight { self.now.or(self.told()) } else { self.told() });
        day.map_or_else(|| Meaning::at(String::new(), None), Meaning::day)
    }

    fn base(&mut self, expr: &Expr, item: &Found) -> Meaning {
        self.day_base(&expr.base, item).or_else(|| self.stretch_base(&expr.base, item)).unwrap_or_else(|| {
            let value = match &expr.base {
                Base::Weekday(weekday, _) => format!("XXXX-WXX-{weekday}"),
                _ => "XXXX-XX-XX".to_owned(),
            };
            Meaning::at(value, None)
        })
    }
}

/// Joins the two ends of a stretch: `between 2017 and 2019`, `from Monday to Wednesday`, `Tuesday night into Wednesday`.
fn join(text: &Text<'_>, found: &[Found], mentions: &mut [TimeMention]) {
    for at in 1..mentions.len() {
        let (head, tail) = mentions.split_at_mut(at);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first_mut()) else { continue };
        let Some(lead) = found.get(at - 1).map(|f| f.lead) else { continue };
        let same_sentence = found.get(at).is_some_and(|f| f.sentence == found[at - 1].sentence);
        let between = a.last..b.first;
        if !same_sentence || between.len() > 2 || b.kind == TimeKind::Duration || a.kind == TimeKind::Duration {
            continue;
        }
        let joint = text.word(between.start);
        let closed = matches!(lead, Some("from" | "between"));
        let stretch = match joint {
            "to" | "until" | "till" | "through" => true,
            "and" => lead == Some("between"),
            "into" => a.kind == TimeKind::Time,
            "—" | "-" => true,
            _ => between.is_empty() && closed,
        };
        let (Some(first), Some(last)) = (&a.when, &b.when) else { continue };
        if !stretch || between.is_empty() && !closed {
            continue;
        }
        let start = first.as_str().split('/').next().unwrap_or("");
        let end = last.as_str().rsplit('/').next().unwrap_or("");
        if start != end
            && end != ".."
            && let Ok(when) = format!("{start}/{end}").parse::<When>()
        {
            a.reach = Reach::Over;
            b.reach = Reach::Over;
            a.when = Some(when.clone());
            b.when = Some(when);
        }
    }
}
