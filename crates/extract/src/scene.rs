//! Where and when each sentence plays: the nearest place and time, else those told before.
//!
//! In: the places, times and speakers of a report. Out: for any draft its place and days.
//! A place that names a speaker ("the Kherson governor said") or an origin ("launched from Kursk") is no place of harm;
//! the day on which somebody spoke is no day of harm unless nothing else is told.

use crate::find::Draft;
use crate::relevance::Evidence;
use crate::site::Site;
use crate::speaker::Speakers;
use crate::time::{Reach, TimeKind, TimeMention};
use jiff::civil::Date;
use litopys_facts::{BlockKind, Kind, Place, Precision, When};
use litopys_text::{Sentence, Shape, Text};

/// The places and times of a report, ready to be asked.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) times: &'a [TimeMention],
    pub(crate) sites: &'a [Site<'a>],
    pub(crate) speakers: &'a Speakers,
    pub(crate) published: Option<Date>,
}

/// A draft's time, and how it came to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timed {
    pub(crate) when: Option<When>,
    /// Index of the mention, if the sentence itself has one.
    pub(crate) mention: Option<usize>,
    /// A stretch of many days or an open one: a running total.
    pub(crate) long: bool,
}

/// A draft's place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placed {
    pub(crate) place: Option<Place>,
    /// Index of the mention.
    pub(crate) mention: Option<usize>,
}

impl Scene<'_> {
    fn sentence(&self, index: usize) -> Sentence {
        self.text.sentences[index]
    }

    /// Whether the token stands in the words that name a speaker or say that he speaks.
    fn in_attribution(&self, token: usize) -> bool {
        self.speakers.attributions().iter().any(|a| {
            a.source.as_ref().is_some_and(|s| s.contains(&token)) || a.cue.as_ref().is_some_and(|c| c.contains(&token))
        })
    }

    /// The time of a mention is when somebody spoke: it stands beside the words of saying, outside what is said.
    fn is_time_of_speech(&self, time: &TimeMention, draft: &Draft) -> bool {
        self.speakers.attributions().iter().any(|a| {
            let Some(cue) = &a.cue else { return false };
            let holds = a.content.iter().any(|c| c.contains(&draft.first));
            let said = a.content.iter().any(|c| c.contains(&time.first));
            let near = time.first >= cue.end && time.first - cue.end <= 4
                || cue.start >= time.last && cue.start - time.last <= 4;
            holds && !said && near
        })
    }

    /// The time told in the draft's own sentence.
    pub(crate) fn own_time(&self, draft: &Draft) -> Timed {
        let sentence = self.sentence(draft.sentence);
        let anchor = draft.trigger.map_or(draft.first, |(first, _)| first);
        let mut best: Option<(i64, usize)> = None;
        for (index, time) in self.times.iter().enumerate() {
            let decade = time.when.as_ref().is_none_or(|w| w.as_str().contains('X') && !w.lacks_year());
            if time.first < sentence.first || time.last > sentence.last || decade || time.borrowed {
                continue;
            }
            if time.kind == TimeKind::Duration && time.reach == Reach::At || time.kind == TimeKind::Set {
                continue;
            }
            let distance =
                if time.first >= anchor { (time.first - anchor) as i64 } else { (anchor - time.first) as i64 + 2 };
            let speech = if self.is_time_of_speech(time, draft) { 1000 } else { 0 };
            // `… killed 22, in answer to an assault a day earlier`: the time of the other thing.
            let (a, b) = if time.first >= anchor {
                (draft.last.max(anchor).min(time.first), time.first)
            } else {
                (time.last, anchor)
            };
            let other = (a..b).any(|i| {
                matches!(
                    self.text.word(i),
                    "after"
                        | "following"
                        | "response"
                        | "retaliation"
                        | "answer"
                        | "since"
                        | "revenge"
                        | "when"
                        | "which"
                        | "reprisal"
                )
            });
            if other && time.first >= anchor && self.is_relative(time) {
                continue;
            }
            let counted = if time.rule.contains("war") { 40 } else { 0 };
            let score = distance + speech + counted;
            if best.is_none_or(|(s, _)| score < s) {
                best = Some((score, index));
            }
        }
        let Some((_, index)) = best else { return Timed::default() };
        let time = &self.times[index];
        let long = time.is_longer_than(8) && draft.kind != Kind::Displaced || time.reach == Reach::Since;
        Timed { when: time.when.clone(), mention: Some(index), long }
    }

    /// The place told in the draft's own sentence; countries only where nothing finer is named.
    pub(crate) fn own_place(&self, draft: &Draft) -> Placed {
        let sentence = self.sentence(draft.sentence);
        let (first, last) =
            draft.trigger.map_or((draft.first, draft.last), |(a, b)| (a.min(draft.first), b.max(draft.last)));
        let mut best: Option<(i64, usize)> = None;
        for (index, mention) in self.sites.iter().enumerate() {
            if mention.first < sentence.first || mention.last > sentence.last || self.is_dateline(mention) {
                continue;
            }
            // `Headline | The Northern Times | Northport`: behind the bar stands the outlet.
            if (last..mention.first).any(|i| self.text.word(i) == "|") {
                continue;
            }
            let before = if mention.first > sentence.first { self.text.word(mention.first - 1) } else { "" };
            let before = if before == "the" && mention.first > sentence.first + 1 {
                self.text.word(mention.first - 2)
            } else {
                before
            };
            let located = matches!(
                before,
                "in" | "at"
                    | "near"
                    | "over"
                    | "on"
                    | "of"
                    | "outside"
                    | "inside"
                    | "around"
                    | "above"
                    | "across"
                    | "to"
                    | "for"
                    | "hit"
                    | "struck"
                    | "district"
                    | "city"
                    | "town"
                    | "village"
                    | "toward"
                    | "towards"
                    | "into"
                    | "against"
                    | "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "central"
            );
            // A country that acts is no place: `as Russia fired`.
            if mention.level == Precision::Country
                && !located
                && !matches!(before, "from" | "between" | "throughout" | "within" | "through" | "against")
            {
                continue;
            }
            let distance = if mention.first >= last {
                (mention.first - last) as i64
            } else if mention.last <= first {
                (first - mention.last) as i64 + 2
            } else {
                0
            };
            let mut score = distance;
            score -= if located { 3 } else { 0 };
            // Where it came from is not where it came down.
            if before == "from" {
                continue;
            }
            score += if before == "between" { 60 } else { 0 };
            score += if self.in_attribution(mention.first) { 45 } else { 0 };
            score += if self.behind_speaker(mention.first, draft) { 25 } else { 0 };
            score += if self.text.word(mention.last) == "'s" && mention.level == Precision::Country { 30 } else { 0 };
            score += match mention.level {
                Precision::Country => 80,
                Precision::Region => 8,
                _ if mention.known.is_none() => 2,
                _ => 0,
            };
            // A later clause's place is not this one's: a comma and a verb between cost more than distance tells.
            score += 6 * self.borders(first, last, mention) as i64;
            if best.is_none_or(|(s, _)| score < s) {
                best = Some((score, index));
            }
        }
        let Some((score, index)) = best else { return Placed::default() };
        if (45..80).contains(&score) || score >= 108 {
            return Placed::default();
        }
        let index = self.finest(index, sentence);
        Placed { place: Some(self.sites[index].fact.clone()), mention: Some(index) }
    }

    /// `KYIV, Jan 4 (AP)`, `CAIRO -`: where the report was written, not where it happened.
    fn is_dateline(&self, mention: &Site<'_>) -> bool {
        let sentence = self.sentence(self.text.sentence_of(mention.first));
        let upper = self.text.tokens[mention.first].shape == Shape::Upper && !sentence.capitals;
        let timed = self.times.iter().any(|t| t.first == mention.last + 1);
        let after = self.text.word(mention.last);
        mention.first <= sentence.first + 2
            && (upper && matches!(after, "," | "(" | "—" | "-" | "." | ":" | "/")
                || matches!(after, ",") && timed && upper | sentence.capitals
                || matches!(after, "(") && self.text.word(mention.last + 2) == ")" && upper)
    }

    /// The place told last before a sentence in the same block.
    pub(crate) fn place_before(&self, index: usize) -> Option<Placed> {
        let block = self.sentence(index).block;
        for earlier in (0..index).rev().take_while(|i| self.sentence(*i).block == block) {
            let sentence = self.sentence(earlier);
            let sites =
                self.sites.iter().enumerate().filter(|(_, s)| s.first >= sentence.first && s.last <= sentence.last);
            let fine = sites.filter(|(_, s)| {
                !matches!(s.level, Precision::Country | Precision::Region)
                    && !self.in_attribution(s.first)
                    && !self.is_dateline(s)
            });
            let from = |s: &Site<'_>| s.first > sentence.first && matches!(self.text.word(s.first - 1), "from" | "of");
            let best = fine.min_by_key(|(i, s)| (from(s), s.level, *i));
            if let Some((i, site)) = best {
                return Some(Placed { place: Some(site.fact.clone()), mention: Some(i) });
            }
        }
        None
    }

    /// The time told last before a sentence in the same block.
    pub(crate) fn time_before(&self, index: usize) -> Option<Timed> {
        let block = self.sentence(index).block;
        for earlier in (0..index).rev().take_while(|i| self.sentence(*i).block == block) {
            let sentence = self.sentence(earlier);
            let times =
                self.times.iter().enumerate().filter(|(_, t)| t.first >= sentence.first && t.last <= sentence.last);
            let told = times.filter(|(_, t)| {
                let day = t.when.as_ref().is_some_and(|w| !w.as_str().contains('X') || w.lacks_year());
                let lone = self.is_relative(t) && t.first > sentence.first + 2;
                day && !lone
                    && !t.borrowed
                    && t.reach == Reach::At
                    && !matches!(t.kind, TimeKind::Duration | TimeKind::Set)
                    && !self.beside_speech(t)
                    && !t.is_longer_than(40)
            });
            // A date counts more than the count of a war's days beside it.
            if let Some((i, time)) = told.max_by_key(|(i, t)| (!t.rule.contains("war"), *i)) {
                return Some(Timed { when: time.when.clone(), mention: Some(i), long: false });
            }
        }
        None
    }

    /// `a day earlier`, `two weeks ago`: seen from another day.
    pub(crate) fn is_relative(&self, time: &TimeMention) -> bool {
        (time.first.saturating_sub(1)..time.last).any(|i| {
            matches!(
                self.text.word(i),
                "earlier"
                    | "before"
                    | "previous"
                    | "ago"
                    | "after"
                    | "later"
                    | "following"
                    | "last"
                    | "since"
                    | "until"
                    | "tomorrow"
                    | "next"
            )
        })
    }

    /// The day on which somebody spoke.
    fn beside_speech(&self, time: &TimeMention) -> bool {
        self.speakers.attributions().iter().any(|a| {
            let near = a.cue.as_ref().is_some_and(|c| {
                time.first >= c.end && time.first - c.end <= 3 || c.start >= time.last && c.start - time.last <= 2
            });
            near && !a.content.iter().any(|c| c.contains(&time.first))
        })
    }

    /// Clause borders between the draft and a mention.
    fn borders(&self, first: usize, last: usize, mention: &Site<'_>) -> usize {
        let (a, b) = if mention.first >= last { (last, mention.first) } else { (mention.last, first) };
        (a..b.max(a))
            .filter(|i| matches!(self.text.word(*i), ";" | "while" | "when" | "after" | "where" | "but" | ":" | "who"))
            .count()
    }

    /// `…, the governor of Kherson region said`: between the speaker and the cue, or right before a cue.
    fn behind_speaker(&self, token: usize, draft: &Draft) -> bool {
        self.speakers.attributions().iter().any(|a| {
            let Some(source) = &a.source else { return false };
            let holds = a.content.iter().any(|c| c.contains(&draft.first));
            let said = a.content.iter().any(|c| c.contains(&token));
            holds && !said && token >= source.start && token < source.end + 8
        })
    }

    /// Of a chain of names (`Kostiantynivka, in Ukraine's Donetsk region`) the finest.
    fn finest(&self, index: usize, sentence: Sentence) -> usize {
        let mut best = index;
        for (other, mention) in self.sites.iter().enumerate() {
            if mention.first < sentence.first || mention.last > sentence.last {
                continue;
            }
            let chosen = &self.sites[best];
            let gap = if mention.first >= chosen.last {
                mention.first - chosen.last
            } else {
                chosen.first.saturating_sub(mention.last)
            };
            let linked = mention.first >= chosen.last && (chosen.last..mention.first).all(|i| self.links(i))
                || mention.last <= chosen.first && (mention.last..chosen.first).all(|i| self.links(i));
            let finer = mention.level < chosen.level;
            let inside = match (mention.known, chosen.known) {
                (Some(a), Some(b)) => a.country_code() == b.country_code(),
                _ => true,
            };
            if gap <= 6 && linked && finer && inside {
                best = other;
            }
        }
        best
    }

    fn links(&self, token: usize) -> bool {
        matches!(
            self.text.word(token),
            "," | "in"
                | "of"
                | "the"
                | "'s"
                | "city"
                | "town"
                | "village"
                | "district"
                | "region"
                | "oblast"
                | "province"
                | "state"
                | "eastern"
                | "western"
                | "northern"
                | "southern"
                | "central"
                | "("
                | ")"
                | "area"
                | "governorate"
                | "near"
                | "suburb"
                | "neighbourhood"
                | "neighborhood"
                | "capital"
                | "port"
                | "settlement"
                | "border"
                | "camp"
                | "refugee"
        ) || self.sites.iter().any(|p| p.first <= token && token < p.last)
            || self.text.tokens[token].is_capital()
    }

    /// The report's main day: the day that its sentences of violence name most, early ones counting more; else the day
    /// of publication.
    pub(crate) fn main_day(&self, evidence: &Evidence, drafts: &[Draft]) -> Option<When> {
        let mut days: Vec<(When, i64)> = self.published.map(|p| (When::day(p), 7)).into_iter().collect();
        for time in self.times {
            let Some(when) =
                time.when.as_ref().filter(|_| !time.borrowed && time.reach == Reach::At && time.kind != TimeKind::Set)
            else {
                continue;
            };
            let short = when.bounds().is_some_and(|(a, b)| days_between(a, b) <= 1)
                || when.lacks_year() && when.as_str().len() == 10;
            let index = self.text.sentence_of(time.first);
            let caption = self.aside(index);
            if !short || time.kind == TimeKind::Duration || caption && !time.explicit {
                continue;
            }
            let relative = self.is_relative(time);
            let speech = self.beside_speech(time);
            let early = 12 - (index as i64).min(12);
            let violent = if evidence.is_near(index, 0) { 3 } else { 0 };
            let drafted = if drafts.iter().any(|d| d.sentence == index) { 3 } else { 0 };
            let mut weight = early + violent + drafted;
            // News is news: what lies far before the day of publication is context, what lies after it a plan.
            if let (Some(published), Some((day, _))) = (self.published, when.bounds()) {
                let age = days_between(day, published);
                weight -= if age < 0 {
                    20
                } else if age > 8 {
                    8
                } else {
                    0
                };
            }
            if speech
                || relative
                || caption
                || time.rule.contains("war")
                || time.first < 4 && self.text.tokens[time.first].shape == Shape::Date
            {
                weight /= 3;
            }
            match days.iter_mut().find(|(day, _)| day == when) {
                Some((_, sum)) => *sum += weight.max(0),
                None => days.push((when.clone(), weight)),
            }
        }
        let best = days.iter().rev().max_by_key(|(_, weight)| *weight).filter(|(_, weight)| *weight >= 1);
        best.map(|(day, _)| day.clone()).or_else(|| self.published.map(When::day))
    }

    /// The last day before the main one that the text names: of the other incident it tells of.
    pub(crate) fn other_day(&self, main: Option<&When>) -> Option<When> {
        let (first, _) = main.and_then(When::bounds)?;
        let days = self
            .times
            .iter()
            .filter(|t| t.reach == Reach::At && !self.beside_speech(t))
            .filter_map(|t| t.when.as_ref());
        let earlier = days.filter(|w| w.as_day().is_some_and(|d| d < first && days_between(d, first) <= 10));
        earlier.max_by_key(|w| w.as_day()).cloned()
    }

    /// The place the report is about: what its early sentences of violence name most, finer places first.
    pub(crate) fn topic(&self, evidence: &Evidence, drafts: &[Draft]) -> Placed {
        let mut best: Option<(i64, usize)> = None;
        let mut sums: Vec<(&str, i64, usize)> = Vec::new();
        for (index, mention) in self.sites.iter().enumerate() {
            let sentence = self.text.sentence_of(mention.first);
            let level = mention.level;
            let coarse = matches!(level, Precision::Country | Precision::Region);
            if coarse || self.is_dateline(mention) || self.aside(sentence) || self.in_attribution(mention.first) {
                continue;
            }
            let mut weight = 6 - (sentence as i64).min(5);
            weight += if evidence.is_near(sentence, 0) { 4 } else { 0 };
            weight += if drafts.iter().any(|d| d.sentence == sentence) { 2 } else { 0 };
            weight += i64::from(level <= Precision::Settlement);
            let from = mention.first > 0 && matches!(self.text.word(mention.first - 1), "from");
            weight -= if from { 6 } else { 0 };
            let name = self.text.word(mention.first);
            match sums.iter_mut().find(|(n, _, _)| *n == name) {
                Some((_, sum, _)) => *sum += weight / 2,
                None => sums.push((name, weight, index)),
            }
        }
        for (_, sum, index) in &sums {
            if best.is_none_or(|(s, _)| *sum > s) {
                best = Some((*sum, *index));
            }
        }
        let best = best.map(|(sum, index)| self.refine(sum, index, &sums));
        match best {
            Some(index) => Placed { place: Some(self.sites[index].fact.clone()), mention: Some(index) },
            None => Placed::default(),
        }
    }

    /// A finer place inside the chosen one, named nearly as often, is what the report is about.
    fn refine(&self, sum: i64, index: usize, sums: &[(&str, i64, usize)]) -> usize {
        let mut chosen = index;
        for (_, other_sum, other) in sums {
            let finer = self.sites[*other].level < self.sites[chosen].level;
            let (Some(area), Some(place)) = (self.sites[chosen].known, self.sites[*other].known) else { continue };
            if finer
                && *other_sum * 5 >= sum * 2
                && (area.contains(place)
                    || area.adm1_name() == place.adm1_name()
                        && area.country_code() == place.country_code()
                        && self.sites[chosen].level == Precision::Adm1)
            {
                chosen = *other;
            }
        }
        chosen
    }

    /// Captions and related headlines have a time and place of their own.
    pub(crate) fn aside(&self, sentence: usize) -> bool {
        matches!(self.sentence(sentence).kind, BlockKind::Caption | BlockKind::Related)
    }
}

pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map_or(0, |span| i64::from(span.get_days()))
}
