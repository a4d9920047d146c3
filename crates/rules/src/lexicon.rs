//! The compiled word files: which classes and values the words of a text have.
//!
//! In: word files; out: [`Lexicon`], which tags runs of tokens. Longest match per class; a word may have several classes.
//! It never guesses forms: what a file does not list or inflect is not found.

use crate::words::{Form, WordFile};
use litopys_text::{Abbreviations, Text, fold};
use rustc_hash::FxHashMap;

/// A class of words, interned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u16);

/// A meaning, interned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);

/// A run of tokens with a class and a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// First token.
    pub first: u32,
    /// Number of tokens.
    pub len: u16,
    /// Class.
    pub class: ClassId,
    /// Meaning.
    pub value: ValueId,
    /// Grammar.
    pub form: Form,
}

impl Tag {
    /// One past the last token.
    #[inline]
    pub fn end(&self) -> usize {
        self.first as usize + self.len as usize
    }
}

#[derive(Clone, Debug)]
struct Phrase {
    rest: Box<[Box<str>]>,
    class: ClassId,
    value: ValueId,
    form: Form,
}

/// All words of a language, compiled.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    classes: Vec<String>,
    values: Vec<String>,
    class_ids: FxHashMap<String, ClassId>,
    value_ids: FxHashMap<String, ValueId>,
}

impl Lexicon {
    /// Compiles word files.
    pub fn new(files: &[WordFile], abbreviations: &Abbreviations) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for file in files {
            let class = lexicon.intern_class(&file.class);
            for entry in &file.entries {
                let value = lexicon.intern_value(&entry.value);
                let words = split_words(&entry.form, abbreviations);
                let Some((head, rest)) = words.split_first() else { continue };
                let rest: Box<[Box<str>]> = rest.iter().map(|w| w.as_str().into()).collect();
                let phrases = lexicon.phrases.entry(head.as_str().into()).or_default();
                // Irregular and regular forms may coincide (`hit`, past `hit`); the first one stays, per form.
                if !phrases.iter().any(|p| p.rest == rest && p.class == class && p.value == value && p.form == entry.grammar) {
                    phrases.push(Phrase { rest, class, value, form: entry.grammar });
                }
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|p| (p.class, std::cmp::Reverse(p.rest.len())));
        }
        lexicon
    }

    fn intern_class(&mut self, name: &str) -> ClassId {
        if let Some(id) = self.class_ids.get(name) {
            return *id;
        }
        let id = ClassId(self.classes.len() as u16);
        self.classes.push(name.to_owned());
        self.class_ids.insert(name.to_owned(), id);
        id
    }

    fn intern_value(&mut self, name: &str) -> ValueId {
        if let Some(id) = self.value_ids.get(name) {
            return *id;
        }
        let id = ValueId(self.values.len() as u32);
        self.values.push(name.to_owned());
        self.value_ids.insert(name.to_owned(), id);
        id
    }

    /// The id of a class, if any file has it.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.class_ids.get(name).copied()
    }

    /// The id of a value, if any entry has it.
    pub fn value(&self, name: &str) -> Option<ValueId> {
        self.value_ids.get(name).copied()
    }

    /// The name of a class.
    pub fn class_name(&self, id: ClassId) -> &str {
        self.classes.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The name of a value.
    pub fn value_name(&self, id: ValueId) -> &str {
        self.values.get(id.0 as usize).map_or("", String::as_str)
    }

    /// Every class name, in order of first use.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(String::as_str)
    }

    /// Every value name, in order of first use.
    pub fn value_names(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(String::as_str)
    }

    /// Every form that begins an entry, sorted; for a plain scan of the same lexicon.
    pub fn forms(&self) -> Vec<String> {
        let mut forms: Vec<String> = self
            .phrases
            .iter()
            .flat_map(|(head, phrases)| {
                phrases.iter().map(move |p| {
                    let mut form = head.to_string();
                    for word in &p.rest {
                        form.push(' ');
                        form.push_str(word);
                    }
                    form
                })
            })
            .collect();
        forms.sort();
        forms.dedup();
        forms
    }

    /// True when some entry begins with this folded word.
    #[inline]
    pub fn knows(&self, word: &str) -> bool {
        self.phrases.contains_key(word)
    }

    /// Appends the tags that begin at token `at` and end before `last`: per class the longest.
    pub fn tags_at(&self, text: &Text<'_>, at: usize, last: usize, out: &mut Vec<Tag>) {
        let Some(phrases) = self.phrases.get(text.word(at)) else { return };
        let mut done: Option<(ClassId, usize)> = None;
        for phrase in phrases {
            // Phrases are sorted by class, then longest first; shorter ones of a class that matched are passed over.
            if done.is_some_and(|(class, len)| class == phrase.class && phrase.rest.len() < len) {
                continue;
            }
            let len = phrase.rest.len();
            if at + len >= last || !phrase.rest.iter().enumerate().all(|(i, w)| text.word(at + 1 + i) == w.as_ref()) {
                continue;
            }
            done = Some((phrase.class, len));
            out.push(Tag {
                first: at as u32,
                len: len as u16 + 1,
                class: phrase.class,
                value: phrase.value,
                form: phrase.form,
            });
        }
    }

    /// All tags of a text, in order of their first token; `starts[i]..starts[i + 1]` are those that begin at token `i`.
    pub fn tag(&self, text: &Text<'_>, out: &mut Tags) {
        out.tags.clear();
        out.starts.clear();
        for sentence in &text.sentences {
            for at in sentence.first..sentence.last {
                out.starts.resize(at + 1, out.tags.len() as u32);
                self.tags_at(text, at, sentence.last, &mut out.tags);
            }
        }
        out.starts.resize(text.tokens.len() + 1, out.tags.len() as u32);
    }
}

/// The tags of one text; its memory is reused from text to text.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    tags: Vec<Tag>,
    starts: Vec<u32>,
}

impl Tags {
    /// Tags that begin at token `i`.
    #[inline]
    pub fn at(&self, i: usize) -> &[Tag] {
        match (self.starts.get(i), self.starts.get(i.saturating_add(1))) {
            (Some(a), Some(b)) => &self.tags[*a as usize..*b as usize],
            _ => &[],
        }
    }

    /// The tag of a class that begins at token `i`.
    #[inline]
    pub fn get(&self, i: usize, class: ClassId) -> Option<&Tag> {
        self.at(i).iter().find(|t| t.class == class)
    }

    /// All tags in order.
    pub fn all(&self) -> &[Tag] {
        &self.tags
    }
}

/// The folded words of a form, cut as a text would be.
fn split_words(form: &str, abbreviations: &Abbreviations) -> Vec<String> {
    use litopys_facts::{Block, BlockKind, Span};
    let folded = fold(form);
    let block = Block { kind: BlockKind::Body, span: Span::new(0, folded.len() as u32) };
    let text = Text::new(&folded, &[block], abbreviations);
    (0..text.tokens.len()).map(|i| text.word(i).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::parse_words;
    use litopys_text::find_blocks;

    #[test]
    fn the_longest_form_of_a_class_wins_and_hyphens_do_not_matter() {
        let weapons = parse_words("w", "weapon", "[nouns]\ndrone = drone\ndrone boat = vessel\nair-raid siren = alert").unwrap();
        let lexicon = Lexicon::new(&[weapons], &Abbreviations::default());
        let source = "Two drone boats, one drone and an air raid siren.";
        let text = Text::new(source, &find_blocks(source), &Abbreviations::default());
        let mut tags = Tags::default();
        lexicon.tag(&text, &mut tags);
        let found: Vec<(&str, &str)> = tags
            .all()
            .iter()
            .map(|t| (text.slice(t.first as usize, t.end()), lexicon.value_name(t.value)))
            .collect();
        assert_eq!(found, [("drone boats", "vessel"), ("drone", "drone"), ("air raid siren", "alert")]);
    }
}
