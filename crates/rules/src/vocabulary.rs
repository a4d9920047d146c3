//! The classes and values a rule may name.
//!
//! In: the lexicon with its word files, and the classes the caller computes (mentions, noun groups, capitals);
//! out: [`Vocabulary`], against which rules are compiled. A misspelt class is then a mistake, not a rule that never fires.

use crate::lexicon::{ClassId, Lexicon, ValueId};
use crate::words::WordFile;
use rustc_hash::FxHashMap;

/// Which values a class may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Values {
    /// These; none if the class has no values.
    #[default]
    Unset,
    Known(Vec<ValueId>),
    /// Any text.
    Open,
}

/// All classes and values that rules may name. Ids of the lexicon stay as they are; computed classes follow.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    classes: Vec<(String, Values)>,
    values: Vec<String>,
    class_ids: FxHashMap<String, ClassId>,
    value_ids: FxHashMap<String, ValueId>,
}

impl Vocabulary {
    /// The classes and values of a lexicon that was built from these files, under the same ids.
    pub fn new(lexicon: &Lexicon, files: &[WordFile]) -> Self {
        let mut vocabulary = Self::default();
        for class in lexicon.class_names() {
            vocabulary.add_class(class);
        }
        for value in lexicon.value_names() {
            vocabulary.intern_value(value);
        }
        for file in files {
            for entry in &file.entries {
                vocabulary.add_value(&file.class, &entry.value);
            }
        }
        vocabulary
    }

    /// A class; without [`Self::add_value`] it has no values and `<class:x>` is a mistake.
    pub fn add_class(&mut self, name: &str) -> ClassId {
        if let Some(&id) = self.class_ids.get(name) {
            return id;
        }
        let id = ClassId(u16::try_from(self.classes.len()).unwrap_or(u16::MAX));
        self.classes.push((name.to_owned(), Values::Unset));
        self.class_ids.insert(name.to_owned(), id);
        id
    }

    /// A class whose values are not known beforehand: every `<class:x>` is right.
    pub fn add_open_class(&mut self, name: &str) -> ClassId {
        let id = self.add_class(name);
        if let Some((_, values)) = self.classes.get_mut(id.0 as usize) {
            *values = Values::Open;
        }
        id
    }

    /// A value of a class, which is added if new.
    pub fn add_value(&mut self, class: &str, value: &str) -> ValueId {
        let class = self.add_class(class);
        let id = self.intern_value(value);
        match self.classes.get_mut(class.0 as usize).map(|(_, values)| values) {
            Some(Values::Known(known)) if !known.contains(&id) => known.push(id),
            Some(values @ Values::Unset) => *values = Values::Known(vec![id]),
            _ => {}
        }
        id
    }

    fn intern_value(&mut self, value: &str) -> ValueId {
        if let Some(&id) = self.value_ids.get(value) {
            return id;
        }
        let id = ValueId(u32::try_from(self.values.len()).unwrap_or(u32::MAX));
        self.values.push(value.to_owned());
        self.value_ids.insert(value.to_owned(), id);
        id
    }

    /// The id of a class.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.class_ids.get(name).copied()
    }

    /// The id of a value.
    pub fn value(&self, name: &str) -> Option<ValueId> {
        self.value_ids.get(name).copied()
    }

    /// The name of a class.
    pub fn class_name(&self, id: ClassId) -> &str {
        self.classes.get(id.0 as usize).map_or("", |(name, _)| name)
    }

    /// The name of a value.
    pub fn value_name(&self, id: ValueId) -> &str {
        self.values.get(id.0 as usize).map_or("", String::as_str)
    }

    /// All class names.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|(name, _)| name.as_str())
    }

    /// The values a class is known to have, or none where any value may come.
    pub(crate) fn known_values(&self, class: ClassId) -> Option<impl Iterator<Item = &str>> {
        let known: &[ValueId] = match self.classes.get(class.0 as usize).map(|(_, values)| values) {
            Some(Values::Open) => return None,
            Some(Values::Known(known)) => known,
            _ => &[],
        };
        Some(known.iter().map(|&id| self.value_name(id)))
    }

    /// Every interned value at or below one of these names.
    pub(crate) fn values_below(&self, names: &[Box<str>]) -> Vec<ValueId> {
        let below = |value: &str| names.iter().any(|name| is_below(value, name));
        let ids = self.values.iter().enumerate().filter(|(_, value)| below(value));
        ids.map(|(id, _)| ValueId(u32::try_from(id).unwrap_or(u32::MAX))).collect()
    }
}

/// `missile.ballistic` is below `missile` and below itself; `missiles` is not.
pub(crate) fn is_below(value: &str, name: &str) -> bool {
    value.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_match_by_whole_steps_of_their_path() {
        assert!(is_below("missile.ballistic", "missile"));
        assert!(is_below("missile", "missile"));
        assert!(!is_below("missiles", "missile"));
        assert!(!is_below("missile", "missile.ballistic"));
    }
}
