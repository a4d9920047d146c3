//! Reads word files: one entry a line, forms left, meaning right.
//!
//! ```text
//! [nouns]                                   # plurals are made: drone, drones
//! drone, unmanned aerial vehicle = drone    # reason
//! man|men = person                          # irregular
//! [verbs]                                   # all tenses are made: kill, kills, killed, killing
//! kill, gun down = kill                     # the first word is inflected
//! strike|struck|stricken = strike           # base, past, participle
//! [words]                                   # as written
//! at least = min
//! ? Two [drones] fell -> drone              # must be found
//! ! the drone of bees                       # must not be found (nothing of this file's class)
//! ```
//!
//! In: the text of a file and its name; out: entries and examples, or every mistake with line and column.
//! The class of the entries is the file's name without its ending.

use crate::Diagnostic;

/// The grammatical form of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// As written, no grammar known.
    Plain,
    /// One.
    Singular,
    /// Many.
    Plural,
    /// `strike`
    Base,
    /// `strikes`
    Third,
    /// `struck`, where the participle differs.
    Past,
    /// `stricken`, where the past differs.
    Participle,
    /// `killed`: past and participle alike.
    PastOrParticiple,
    /// `striking`
    Ing,
}

/// A form with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The form as a person would write it.
    pub form: String,
    /// What it means in its class.
    pub value: String,
    /// Grammar.
    pub grammar: Form,
    /// Line in the file.
    pub line: u32,
}

/// An example of a word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordExample {
    /// The sentence without marks.
    pub text: String,
    /// The marked words and the value they must have; none for a sentence in which nothing may be found.
    pub expect: Option<(String, String)>,
    /// Line in the file.
    pub line: u32,
}

/// One word file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordFile {
    /// Class of all entries.
    pub class: String,
    /// The file's name, for messages.
    pub file: String,
    /// Entries in order.
    pub entries: Vec<Entry>,
    /// Examples in order.
    pub examples: Vec<WordExample>,
}

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Words,
    Nouns,
    Verbs,
}

/// Reads a word file.
///
/// # Errors
/// Every line that is not an entry, an example, a heading or a remark.
pub fn parse_words(file: &str, class: &str, source: &str) -> Result<WordFile, Vec<Diagnostic>> {
    let mut out = WordFile { class: class.to_owned(), file: file.to_owned(), ..WordFile::default() };
    let mut errors = Vec::new();
    let mut section = Section::Words;
    let mut offset = 0;
    for (index, full) in source.split('\n').enumerate() {
        let at = offset;
        offset += full.len() + 1;
        let line = index as u32 + 1;
        let content = strip_remark(full).trim();
        let mistake = |message: String, help: &str| Diagnostic::at(file, source, at, message).help(help);
        match content {
            "" => {}
            "[words]" => section = Section::Words,
            "[nouns]" => section = Section::Nouns,
            "[verbs]" => section = Section::Verbs,
            _ if content.starts_with('[') => {
                errors.push(mistake(format!("unknown heading {content}"), "write [words], [nouns] or [verbs]"));
            }
            _ if content.starts_with('?') || content.starts_with('!') => match example(content, line) {
                Ok(example) => out.examples.push(example),
                Err(message) => {
                    errors.push(mistake(message, "write `? Two [drones] fell -> drone` or `! no such thing here`"))
                }
            },
            _ => match content.split_once('=') {
                Some((forms, value)) if !forms.trim().is_empty() && !value.trim().is_empty() => {
                    for form in forms.split(',').map(str::trim).filter(|f| !f.is_empty()) {
                        expand(form, value.trim(), section, line, &mut out.entries);
                    }
                }
                _ => errors.push(mistake(format!("`{content}` has no meaning"), "write `form, other form = value`")),
            },
        }
    }
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

/// A remark begins with ` #`, or with `#` at the head of a line.
fn strip_remark(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    line.find(" #").or_else(|| line.find("\t#")).map_or(line, |at| &line[..at])
}

fn example(content: &str, line: u32) -> Result<WordExample, String> {
    let body = content[1..].trim();
    if content.starts_with('!') {
        return Ok(WordExample { text: body.to_owned(), expect: None, line });
    }
    let (text, value) = body.rsplit_once("->").ok_or("an example without `-> value`")?;
    let (open, close) = (text.find('[').ok_or("an example without [marked words]")?, text.find(']'));
    let close = close.filter(|c| *c > open).ok_or("an example whose [ is not closed")?;
    let marked = &text[open + 1..close];
    let clean = format!("{}{}{}", &text[..open], marked, &text[close + 1..]);
    Ok(WordExample { text: clean.trim().to_owned(), expect: Some((marked.to_owned(), value.trim().to_owned())), line })
}

fn expand(form: &str, value: &str, section: Section, line: u32, out: &mut Vec<Entry>) {
    let mut add = |form: String, grammar: Form| out.push(Entry { form, value: value.to_owned(), grammar, line });
    match section {
        Section::Words => add(form.to_owned(), Form::Plain),
        Section::Nouns => {
            // Only the last word has a plural: `air base`, `air bases`; of an irregular one the first part is whole.
            if let Some((singular, plural)) = form.split_once('|') {
                let head = singular.rfind(' ').map_or("", |at| &singular[..=at]);
                add(singular.to_owned(), Form::Singular);
                add(format!("{head}{plural}"), Form::Plural);
            } else {
                add(form.to_owned(), Form::Singular);
                add(plural(form), Form::Plural);
            }
        }
        Section::Verbs => {
            let (verb, rest) = match form.split_once(' ') {
                Some((verb, rest)) => (verb, format!(" {rest}")),
                None => (form, String::new()),
            };
            let parts: Vec<&str> = verb.split('|').collect();
            let base = parts[0];
            add(format!("{base}{rest}"), Form::Base);
            add(format!("{}{rest}", third(base)), Form::Third);
            add(format!("{}{rest}", ing(base)), Form::Ing);
            match (parts.get(1), parts.get(2)) {
                (Some(past), Some(participle)) if past != participle => {
                    add(format!("{past}{rest}"), Form::Past);
                    add(format!("{participle}{rest}"), Form::Participle);
                }
                (Some(past), _) => add(format!("{past}{rest}"), Form::PastOrParticiple),
                _ => add(format!("{}{rest}", past(base)), Form::PastOrParticiple),
            }
        }
    }
}

fn plural(noun: &str) -> String {
    let ends = |tails: &[&str]| tails.iter().any(|t| noun.ends_with(t));
    if ends(&["s", "x", "z", "ch", "sh"]) {
        format!("{noun}es")
    } else if noun.ends_with('y') && !ends(&["ay", "ey", "oy", "uy"]) {
        format!("{}ies", &noun[..noun.len() - 1])
    } else {
        format!("{noun}s")
    }
}

fn third(verb: &str) -> String {
    match verb {
        "have" => "has".to_owned(),
        "be" => "is".to_owned(),
        "go" | "do" => format!("{verb}es"),
        _ => plural(verb),
    }
}

fn past(verb: &str) -> String {
    if verb.ends_with('e') {
        format!("{verb}d")
    } else if verb.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|t| verb.ends_with(t)) {
        format!("{}ied", &verb[..verb.len() - 1])
    } else if doubles(verb) {
        format!("{verb}{}ed", &verb[verb.len() - 1..])
    } else {
        format!("{verb}ed")
    }
}

fn ing(verb: &str) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        format!("{stem}ying")
    } else if verb.ends_with('e') && !verb.ends_with("ee") && verb.len() > 2 {
        format!("{}ing", &verb[..verb.len() - 1])
    } else if doubles(verb) {
        format!("{verb}{}ing", &verb[verb.len() - 1..])
    } else {
        format!("{verb}ing")
    }
}

/// One-syllable verbs double a last consonant behind one vowel: `down` no, `hit` yes, `trap` yes.
fn doubles(verb: &str) -> bool {
    let letters: Vec<char> = verb.chars().collect();
    let vowel = |c: char| "aeiou".contains(c);
    let n = letters.len();
    n >= 3
        && !vowel(letters[n - 1])
        && !"wxyh".contains(letters[n - 1])
        && vowel(letters[n - 2])
        && !vowel(letters[n - 3])
        && letters.iter().filter(|c| vowel(**c)).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(source: &str) -> Vec<String> {
        parse_words("t.txt", "t", source).unwrap().entries.into_iter().map(|e| e.form).collect()
    }

    #[test]
    fn english_grammar_makes_the_forms_a_writer_would() {
        assert_eq!(
            forms("[nouns]\ndrone, air base, city, bus = x"),
            ["drone", "drones", "air base", "air bases", "city", "cities", "bus", "buses"]
        );
        assert_eq!(
            forms("[nouns]\nman|men, school child|children = x"),
            ["man", "men", "school child", "school children"]
        );
        assert_eq!(forms("[verbs]\nkill = x"), ["kill", "kills", "killing", "killed"]);
        assert_eq!(forms("[verbs]\nshoot|shot down = x"), ["shoot down", "shoots down", "shooting down", "shot down"]);
        assert_eq!(
            forms("[verbs]\ndie, trap = x"),
            ["die", "dies", "dying", "died", "trap", "traps", "trapping", "trapped"]
        );
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let errors =
            parse_words("lang/en/words/t.txt", "t", "drone = x\nbroken line\n[vrebs]\n? no mark -> x\n").unwrap_err();
        let lines: Vec<u32> = errors.iter().map(|e| e.line).collect();
        assert_eq!(lines, [2, 3, 4]);
    }

    #[test]
    fn examples_carry_their_marks() {
        let file = parse_words("t.txt", "t", "? Two [drones] fell -> drone\n! the drone of bees # hm").unwrap();
        assert_eq!(file.examples[0].expect, Some(("drones".to_owned(), "drone".to_owned())));
        assert_eq!(file.examples[1].text, "the drone of bees");
    }
}
