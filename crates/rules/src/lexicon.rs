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

/// A pair of class and value, interned: what a caller decodes a tag by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SenseId(pub u32);

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
    /// Class and meaning in one small number.
    pub sense: SenseId,
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

/// An entry without its first word.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// The words behind the first: where they stand in [`Lexicon::rests`], and how many.
    rest: u32,
    n_rest: u16,
    class: ClassId,
    value: ValueId,
    sense: SenseId,
    form: Form,
}

/// A word that stands in no entry.
const UNKNOWN: u32 = u32::MAX;

/// All words of a language, compiled.
///
/// Every word of every entry has a number, so that a text's words are looked up once each and compared as numbers.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    /// Which [`shape`]s some word has; most words of a text that stand in no entry fail here.
    shapes: Vec<u64>,
    /// Per word: where the entries that begin with it stand in `phrases`; one more at the end.
    heads: Vec<u32>,
    phrases: Vec<Phrase>,
    rests: Vec<u32>,
    classes: Vec<String>,
    values: Vec<String>,
    class_ids: FxHashMap<String, ClassId>,
    value_ids: FxHashMap<String, ValueId>,
    sense_ids: FxHashMap<(ClassId, ValueId), SenseId>,
}

/// Bits of [`Lexicon::shapes`].
const N_SHAPES: usize = 1 << 16;

/// A cheap look at a word: its length and its first two and last bytes.
#[inline]
fn shape(word: &[u8]) -> usize {
    let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return 0 };
    let second = word.get(1).copied().unwrap_or(0);
    let letters = usize::from(first & 31) | usize::from(second & 31) << 5 | usize::from(last & 31) << 10;
    (letters ^ word.len() << 11) % N_SHAPES
}

impl Lexicon {
    /// Compiles word files.
    pub fn new(files: &[WordFile], abbreviations: &Abbreviations) -> Lexicon {
        let mut lexicon = Lexicon { shapes: vec![0; N_SHAPES / 64], ..Lexicon::default() };
        let mut by_head: Vec<Vec<(Vec<u32>, Phrase)>> = Vec::new();
        for file in files {
            let class = lexicon.intern_class(&file.class);
            for entry in &file.entries {
                let value = lexicon.intern_value(&entry.value);
                let next = SenseId(lexicon.sense_ids.len() as u32);
                let sense = *lexicon.sense_ids.entry((class, value)).or_insert(next);
                let words: Vec<u32> =
                    split_words(&entry.form, abbreviations).iter().map(|w| lexicon.intern_word(w)).collect();
                let Some((head, rest)) = words.split_first() else { continue };
                by_head.resize(lexicon.words.len(), Vec::new());
                let Some(phrases) = by_head.get_mut(*head as usize) else { continue };
                let form = entry.grammar;
                // Irregular and regular forms may coincide (`hit`, past `hit`); the first one stays, per form.
                if !phrases.iter().any(|(r, p)| r == rest && p.sense == sense && p.form == form) {
                    let n_rest = rest.len() as u16;
                    phrases.push((rest.to_vec(), Phrase { rest: 0, n_rest, class, value, sense, form }));
                }
            }
        }
        for mut phrases in by_head {
            phrases.sort_by_key(|(rest, p)| (p.class, std::cmp::Reverse(rest.len())));
            lexicon.heads.push(lexicon.phrases.len() as u32);
            for (rest, phrase) in phrases {
                lexicon.phrases.push(Phrase { rest: lexicon.rests.len() as u32, ..phrase });
                lexicon.rests.extend(rest);
            }
        }
        lexicon.heads.push(lexicon.phrases.len() as u32);
        lexicon
    }

    fn intern_word(&mut self, word: &str) -> u32 {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        let bit = shape(word.as_bytes());
        self.shapes[bit / 64] |= 1 << (bit % 64);
        self.words.insert(word.into(), id);
        id
    }

    /// The number of a folded word, or [`UNKNOWN`].
    #[inline]
    fn word_id(&self, word: &str) -> u32 {
        let bit = shape(word.as_bytes());
        match self.shapes.get(bit / 64) {
            Some(bits) if bits >> (bit % 64) & 1 != 0 => self.words.get(word).copied().unwrap_or(UNKNOWN),
            _ => UNKNOWN,
        }
    }

    /// The entries that begin with a word.
    #[inline]
    fn phrases_of(&self, word: u32) -> &[Phrase] {
        match (self.heads.get(word as usize), self.heads.get(word as usize + 1)) {
            (Some(a), Some(b)) if word != UNKNOWN => &self.phrases[*a as usize..*b as usize],
            _ => &[],
        }
    }

    #[inline]
    fn rest_of(&self, phrase: &Phrase) -> &[u32] {
        &self.rests[phrase.rest as usize..phrase.rest as usize + phrase.n_rest as usize]
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

    /// Number of classes.
    pub fn n_classes(&self) -> usize {
        self.classes.len()
    }

    /// Every class name, in order of first use.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(String::as_str)
    }

    /// Every value name, in order of first use.
    pub fn value_names(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(String::as_str)
    }

    /// The small number of a class and a value that some entry has.
    pub fn sense(&self, class: ClassId, value: ValueId) -> Option<SenseId> {
        self.sense_ids.get(&(class, value)).copied()
    }

    /// Number of senses.
    pub fn n_senses(&self) -> usize {
        self.sense_ids.len()
    }

    /// Every entry: its folded words, and what it means; in no order that means anything, but always the same.
    pub fn entries(&self) -> impl Iterator<Item = (Vec<&str>, SenseId)> {
        let mut words = vec![""; self.words.len()];
        self.words.iter().for_each(|(word, id)| words[*id as usize] = word);
        let heads = self.heads.windows(2).enumerate();
        heads.flat_map(move |(head, bounds)| {
            let phrases = &self.phrases[bounds[0] as usize..bounds[1] as usize];
            let entry = |p| [head as u32].iter().chain(self.rest_of(p)).map(|id| words[*id as usize]).collect();
            phrases.iter().map(|p| (entry(p), p.sense)).collect::<Vec<_>>()
        })
    }

    /// Every form, sorted; for a plain scan of the same lexicon.
    pub fn forms(&self) -> Vec<String> {
        let mut forms: Vec<String> = self.entries().map(|(words, _)| words.join(" ")).collect();
        forms.sort();
        forms.dedup();
        forms
    }

    /// True when some entry begins with this folded word.
    #[inline]
    pub fn knows(&self, word: &str) -> bool {
        !self.phrases_of(self.word_id(word)).is_empty()
    }

    /// Appends the tags that begin with the first of `words` and end within them: per class the longest.
    fn tags_at(&self, words: &[u32], at: usize, out: &mut Vec<Tag>) {
        let Some((&head, behind)) = words.split_first() else { return };
        let mut done: Option<(ClassId, usize)> = None;
        for phrase in self.phrases_of(head) {
            let len = phrase.n_rest as usize;
            // Phrases are sorted by class, then longest first; shorter ones of a class that matched are passed over.
            if done.is_some_and(|(class, longest)| class == phrase.class && len < longest)
                || !behind.starts_with(self.rest_of(phrase))
            {
                continue;
            }
            done = Some((phrase.class, len));
            out.push(Tag {
                first: at as u32,
                len: len as u16 + 1,
                class: phrase.class,
                value: phrase.value,
                sense: phrase.sense,
                form: phrase.form,
            });
        }
    }

    /// All tags of a text, in order of their first token.
    pub fn tag(&self, text: &Text<'_>, out: &mut Tags) {
        out.tags.clear();
        out.starts.clear();
        out.words.clear();
        out.words.extend((0..text.tokens.len()).map(|i| self.word_id(text.word(i))));
        for sentence in &text.sentences {
            for at in sentence.first..sentence.last {
                out.starts.resize(at + 1, out.tags.len() as u32);
                if out.words[at] != UNKNOWN {
                    self.tags_at(&out.words[at..sentence.last], at, &mut out.tags);
                }
            }
        }
        out.starts.resize(text.tokens.len() + 1, out.tags.len() as u32);
    }
}

/// The tags of one text; its memory is reused from text to text.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    tags: Vec<Tag>,
    /// `starts[i]..starts[i + 1]` are the tags that begin at token `i`.
    starts: Vec<u32>,
    /// Per token its number in the lexicon.
    words: Vec<u32>,
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

    /// Tags that begin at the tokens from `first` to `last - 1`.
    #[inline]
    pub fn between(&self, first: usize, last: usize) -> &[Tag] {
        match (self.starts.get(first), self.starts.get(last).or(self.starts.last())) {
            (Some(a), Some(b)) if first < last => &self.tags[*a as usize..*b as usize],
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
        let weapons =
            parse_words("w", "weapon", "[nouns]\ndrone = drone\ndrone boat = vessel\nair-raid siren = alert").unwrap();
        let lexicon = Lexicon::new(&[weapons], &Abbreviations::default());
        let source = "Two drone boats, one drone and an air raid siren.";
        let text = Text::new(source, &find_blocks(source), &Abbreviations::default());
        let mut tags = Tags::default();
        lexicon.tag(&text, &mut tags);
        let found: Vec<(&str, &str)> =
            tags.all().iter().map(|t| (text.slice(t.first as usize, t.end()), lexicon.value_name(t.value))).collect();
        assert_eq!(found, [("drone boats", "vessel"), ("drone", "drone"), ("air raid siren", "alert")]);
    }
}
