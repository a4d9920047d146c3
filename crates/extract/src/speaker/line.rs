//! One sentence as the speaker pass sees it: for each token its part in the clause, and the speakers' words in it.
//!
//! In: a sentence and its tags. Out: [`Line`], reused from sentence to sentence.
//! It never decides who speaks; a part is what the word mostly is, judged by list, shape and ending.

use super::words::{Case, Clause, Kind, List, Say, Sense, SpeakerWords};
use litopys_facts::ClaimantType;
use litopys_rules::{Form, Tags};
use litopys_text::{Glue, Sentence, Shape, Text};

/// What a token mostly is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Noun,
    Name,
    Number,
    Verb,
    Small(Clause),
    Comma,
    Semicolon,
    Colon,
    Dash,
    Quote,
    Open,
    Close,
    Stop,
    Possessive,
    Sign,
}

/// A run of tokens that can name a speaker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) list: List,
    pub(super) kind: Kind,
    /// A place that stands for those who govern it.
    pub(super) place: bool,
}

/// A word of saying.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saying {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) say: Say,
    pub(super) form: Form,
}

impl Saying {
    /// Of two readings of the same words: the longer; then a source's preposition; then the past (`put`, `read`).
    fn outranks(&self, other: &Saying) -> bool {
        let past = |s: &Saying| matches!(s.form, Form::Past | Form::PastOrParticiple);
        (self.last, self.say == Say::Cite, past(self)) > (other.last, other.say == Say::Cite, past(other))
    }
}

/// A sentence, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) lo: usize,
    pub(super) hi: usize,
    /// Case tells nothing here.
    pub(super) loud: bool,
    /// Written in capitals throughout.
    pub(super) shouted: bool,
    parts: Vec<Part>,
    harms: Vec<usize>,
    pub(super) roles: Vec<Role>,
    pub(super) sayings: Vec<Saying>,
}

impl Line {
    /// The part of token `i`; a stop outside the sentence.
    #[inline]
    pub(super) fn part(&self, i: usize) -> Part {
        i.checked_sub(self.lo).and_then(|k| self.parts.get(k)).copied().unwrap_or(Part::Stop)
    }

    /// True when token `i` is a small word of this kind.
    pub(super) fn is(&self, i: usize, clause: Clause) -> bool {
        self.part(i) == Part::Small(clause)
    }

    /// The longest role that ends at `end` and lies behind `from`.
    pub(super) fn role_ending(&self, from: usize, end: usize) -> Option<Role> {
        self.roles
            .iter()
            .filter(|r| r.last == end && r.first >= from)
            .copied()
            .max_by_key(|r| (r.last - r.first, r.list))
    }

    /// Roles inside a range.
    pub(super) fn roles_in(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = Role> + '_ {
        self.roles.iter().filter(move |r| r.first >= from && r.last <= to).copied()
    }

    /// True where a word of time or place of saying stands.
    pub(super) fn is_setting(&self, i: usize) -> bool {
        self.is(i, Clause::Time) || self.sayings.iter().any(|s| s.say == Say::Channel && s.first <= i && i < s.last)
    }

    /// Reads a sentence.
    pub(super) fn read(&mut self, text: &Text<'_>, words: &SpeakerWords, tags: &Tags, sentence: &Sentence) {
        self.lo = sentence.first;
        self.hi = sentence.last;
        self.loud = sentence.capitals || sentence.title_case;
        self.shouted = sentence.capitals;
        self.parts.clear();
        self.harms.clear();
        self.roles.clear();
        self.sayings.clear();
        for i in self.lo..self.hi {
            self.parts.push(part_of(text, i));
        }
        for i in self.lo..self.hi {
            for tag in tags.at(i) {
                let end = tag.end();
                if end > self.hi {
                    continue;
                }
                let Some(sense) = words.sense(tag) else { continue };
                if let Sense::Clause(clause) = sense {
                    if clause == Clause::Time && self.part(i) == Part::Name && text.word(i) == "may" {
                        continue;
                    }
                    if clause == Clause::Harm {
                        self.harms.push(i);
                        continue;
                    }
                    let part = if clause == Clause::Number { Part::Number } else { Part::Small(clause) };
                    for k in i..end {
                        self.parts[k - self.lo] = part;
                    }
                } else if let Sense::Say(say) = sense {
                    let saying = Saying { first: i, last: end, say, form: tag.form };
                    match self.sayings.last_mut() {
                        // A noun of saying stays beside the verb of the same form (`in his telling`).
                        Some(s) if s.first == i && (s.say == Say::Account) == (say == Say::Account) => {
                            if saying.outranks(s) {
                                *s = saying;
                            }
                        }
                        _ => self.sayings.push(saying),
                    }
                } else if let Sense::Role(list, kind, case) = sense {
                    let written = match case {
                        Case::Any => true,
                        Case::Place if kind == Kind::Of(ClaimantType::LocalAuthority) => true,
                        Case::Name | Case::Place => text.tokens[end - 1].shape != Shape::Lower,
                        Case::Caps => text.tokens[i].shape == Shape::Upper && !sentence.capitals,
                    };
                    if written && tag.len > 0 {
                        self.roles.push(Role { first: i, last: end, list, kind, place: case == Case::Place });
                    }
                }
            }
        }
        self.add_having();
        // `in his telling` is tried as a noun before it is tried as a verb.
        self.sayings.sort_by_key(|s| (s.first, s.say != Say::Account));
        self.settle(text);
    }

    /// True where a word of counted harm stands in a range.
    pub(super) fn has_harm(&self, from: usize, to: usize) -> bool {
        self.harms.iter().any(|h| from <= *h && *h < to)
    }

    /// `X had nine dead`: a bare `have` with a number of harmed behind it says what X counts.
    fn add_having(&mut self) {
        for i in self.lo..self.hi {
            if !self.is(i, Clause::Have) || self.sayings.iter().any(|s| s.first == i) {
                continue;
            }
            let number = (i + 1..self.hi.min(i + 6)).find(|k| self.part(*k) == Part::Number);
            let Some(number) = number else { continue };
            let plain = (i + 1..number).all(|k| {
                matches!(self.part(k), Part::Noun | Part::Small(Clause::Adverb | Clause::Prep | Clause::Indef))
            });
            if plain && self.has_harm(number + 1, self.hi.min(number + 5)) {
                self.sayings.push(Saying { first: i, last: i + 1, say: Say::Figure, form: Form::Past });
            }
        }
    }

    /// Verbs of saying are verbs where their form says so; words inside a speaker's name are names.
    fn settle(&mut self, text: &Text<'_>) {
        for k in 0..self.sayings.len() {
            let saying = self.sayings[k];
            let verb = matches!(saying.form, Form::Past | Form::PastOrParticiple | Form::Participle | Form::Ing);
            if verb {
                let at = saying.first - self.lo;
                if let Some(part) = self.parts.get_mut(at)
                    && !matches!(part, Part::Small(Clause::Be | Clause::Have))
                {
                    *part = Part::Verb;
                }
            }
        }
        for k in 0..self.roles.len() {
            let role = self.roles[k];
            if role.list == List::Witness
                && role.last - role.first == 1
                && matches!(self.part(role.first), Part::Small(_))
            {
                continue;
            }
            for i in role.first..role.last {
                let name = text.tokens[i].shape != Shape::Lower;
                let verb = role.last - role.first == 1 && self.part(i) == Part::Verb;
                if !verb && self.part(i) != Part::Possessive {
                    self.parts[i - self.lo] = if name { Part::Name } else { Part::Noun };
                }
            }
        }
    }
}

fn part_of(text: &Text<'_>, i: usize) -> Part {
    let Some(token) = text.tokens.get(i) else { return Part::Stop };
    let word = text.word(i);
    match token.shape {
        Shape::Cap | Shape::Upper | Shape::Mixed => Part::Name,
        Shape::Number | Shape::Ordinal | Shape::Clock | Shape::Date => Part::Number,
        Shape::Lower if word.len() > 3 && word.ends_with("ed") => Part::Verb,
        Shape::Lower if word.len() > 4 && word.ends_with("ly") && token.glue != Glue::Hyphen => {
            Part::Small(Clause::Adverb)
        }
        Shape::Lower => Part::Noun,
        Shape::Sign => match word {
            "," => Part::Comma,
            ";" => Part::Semicolon,
            ":" => Part::Colon,
            "\"" => Part::Quote,
            "'" => {
                let after = text.tokens.get(i + 1).is_some_and(|t| t.glue == Glue::Space);
                if token.glue == Glue::Direct && after && i > 0 && text.word(i - 1).ends_with('s') {
                    Part::Possessive
                } else {
                    Part::Quote
                }
            }
            "'s" => Part::Possessive,
            "(" | "[" => Part::Open,
            ")" | "]" => Part::Close,
            "." | "!" | "?" | "…" => Part::Stop,
            _ if word.starts_with('—') || word.starts_with("--") || word == "-" || word == "|" => Part::Dash,
            _ => Part::Sign,
        },
    }
}
