//! Where and when each sentence plays: the nearest place and time, else those told before.
//!
//! In: the places, times and speakers of a report. Out: for any draft its place and days.
//! A place that names a speaker ("the Kherson governor said") or an origin ("launched from Kursk") is no place of harm;
//! the day on which somebody spoke is no day of harm unless nothing else is told.

use crate::find::Draft;
use crate::place::{PlaceMention, PlaceRole};
use crate::speaker::Speakers;
use crate::time::{Reach, TimeKind, TimeMention};
use jiff::civil::Date;
use litopys_facts::{BlockKind, Kind, Place, Precision, When};
use litopys_text::{Sentence, Text};

/// The places and times of a report, ready to be asked.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) times: &'a [TimeMention],
    pub(crate) places: &'a [PlaceMention<'a>],
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
    /// Taken from another sentence.
    pub(crate) inherited: bool,
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
            let near = time.first >= cue.end && time.first - cue.end <= 4 || cue.start >= time.last && cue.start - time.last <= 4;
            holds && !said && near
        })
    }

    /// The time told in the draft's own sentence.
    pub(crate) fn own_time(&self, draft: &Draft) -> Timed {
        let sentence = self.sentence(draft.sentence);
        let anchor = draft.trigger.map_or(draft.first, |(first, _)| first);
        let mut best: Option<(i64, usize)> = None;
        for (index, time) in self.times.iter().enumerate() {
            if time.first < sentence.first || time.last > sentence.last || time.when.is_none() {
                continue;
            }
            if time.kind == TimeKind::Duration && time.reach == Reach::At || time.kind == TimeKind::Set {
                continue;
            }
            let distance = if time.first >= anchor { (time.first - anchor) as i64 } else { (anchor - time.first) as i64 + 2 };
            let speech = if self.is_time_of_speech(time, draft) { 1000 } else { 0 };
            let borrowed = if time.borrowed { 200 } else { 0 };
            let score = distance + speech + borrowed;
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
        let (first, last) = draft.trigger.map_or((draft.first, draft.last), |(a, b)| (a.min(draft.first), b.max(draft.last)));
        let mut best: Option<(i64, usize)> = None;
        for (index, mention) in self.places.iter().enumerate() {
            if mention.first < sentence.first || mention.last > sentence.last || mention.role != PlaceRole::Plain {
                continue;
            }
            let before = if mention.first > sentence.first { self.text.word(mention.first - 1) } else { "" };
            let before = if before == "the" && mention.first > sentence.first + 1 { self.text.word(mention.first - 2) } else { before };
            let located = matches!(before, "in" | "at" | "near" | "over" | "on" | "of" | "outside" | "inside" | "around" | "above" | "across" | "to" | "for" | "hit" | "struck" | "district" | "city" | "town" | "village" | "toward" | "towards" | "into" | "against" | "northern" | "southern" | "eastern" | "western" | "central");
            let distance = if mention.first >= last {
                (mention.first - last) as i64
            } else if mention.last <= first {
                (first - mention.last) as i64 + 2
            } else {
                0
            };
            let mut score = distance;
            score -= if located { 3 } else { 0 };
            score += if matches!(before, "from" | "between") { 60 } else { 0 };
            score += if self.in_attribution(mention.first) { 45 } else { 0 };
            score += if self.behind_speaker(mention.first, draft) { 25 } else { 0 };
            score += match level(mention) {
                Some(Precision::Country) => 80,
                Some(Precision::Region) => 8,
                _ => 0,
            };
            // A later clause's place is not this one's: a comma and a verb between cost more than distance tells.
            score += 6 * self.borders(first, last, mention) as i64;
            if best.is_none_or(|(s, _)| score < s) {
                best = Some((score, index));
            }
        }
        let Some((score, index)) = best else { return Placed::default() };
        if score >= 45 && score < 80 {
            return Placed::default();
        }
        let index = self.finest(index, sentence);
        Placed { place: Some(self.places[index].fact(self.text)), mention: Some(index), inherited: false }
    }

    /// Clause borders between the draft and a mention.
    fn borders(&self, first: usize, last: usize, mention: &PlaceMention<'_>) -> usize {
        let (a, b) = if mention.first >= last { (last, mention.first) } else { (mention.last, first) };
        (a..b.max(a)).filter(|i| matches!(self.text.word(*i), ";" | "while" | "when" | "after" | "where" | "but" | ":" | "who")).count()
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
        for (other, mention) in self.places.iter().enumerate() {
            if mention.role != PlaceRole::Plain || mention.first < sentence.first || mention.last > sentence.last {
                continue;
            }
            let chosen = &self.places[best];
            let gap = if mention.first >= chosen.last { mention.first - chosen.last } else { chosen.first.saturating_sub(mention.last) };
            let linked = mention.first >= chosen.last && (chosen.last..mention.first).all(|i| self.links(i))
                || mention.last <= chosen.first && (mention.last..chosen.first).all(|i| self.links(i));
            let finer = match (level(mention), level(chosen)) {
                (Some(a), Some(b)) => a < b,
                _ => false,
            };
            let inside = match (mention.place, chosen.place) {
                (Some(a), Some(b)) => a.country_code() == b.country_code(),
                _ => false,
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
            "," | "in" | "of" | "the" | "'s" | "city" | "town" | "village" | "district" | "region" | "oblast" | "province" | "state" | "eastern"
                | "western" | "northern" | "southern" | "central" | "(" | ")" | "area" | "governorate" | "near" | "suburb" | "neighbourhood" | "neighborhood" | "capital" | "port" | "settlement" | "border" | "camp" | "refugee"
        ) || self.places.iter().any(|p| p.first <= token && token < p.last)
            || self.text.tokens[token].is_capital()
    }

    /// The report's main day: the first day that its beginning tells of a happening, else the day of publication.
    pub(crate) fn main_day(&self, drafts: &[Draft]) -> Option<When> {
        let head = drafts.iter().filter(|d| !self.aside(d.sentence)).take(6);
        for draft in head {
            let timed = self.own_time(draft);
            if let (Some(when), false) = (timed.when, timed.long) {
                let day = when.bounds().is_some_and(|(a, b)| days_between(a, b) <= 2);
                let speech = timed.mention.is_some_and(|m| self.is_time_of_speech(&self.times[m], draft));
                if day && !speech || when.lacks_year() {
                    return Some(when);
                }
            }
        }
        self.published.map(When::day)
    }

    /// Captions and related headlines have a time and place of their own.
    pub(crate) fn aside(&self, sentence: usize) -> bool {
        matches!(self.sentence(sentence).kind, BlockKind::Caption | BlockKind::Related)
    }
}

pub(crate) fn level(mention: &PlaceMention<'_>) -> Option<Precision> {
    mention.place.map(|p| crate::place::precision(p.level()))
}

pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map_or(0, |span| i64::from(span.get_days()))
}
