//! A TOML table read field by field, with every mistake kept and shown at its place.
//!
//! In: the tables of the `toml` crate; out: strings that know where they stand ([`Located`]).

use crate::Diagnostic;
use crate::located::{Located, SourceFile};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads one file; mistakes gather in `diagnostics`.
pub(crate) struct TomlReader<'d> {
    pub(crate) source: Arc<SourceFile>,
    pub(crate) diagnostics: &'d mut Vec<Diagnostic>,
}

/// One table and the place to blame for what it lacks.
pub(crate) struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    span: Range<usize>,
}

impl<'d> TomlReader<'d> {
    pub(crate) fn new(file: &str, text: &str, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self { source: Arc::new(SourceFile { name: file.to_owned(), text: text.to_owned() }), diagnostics }
    }

    /// The root table; syntax errors are kept and what can be read is read.
    pub(crate) fn parse<'i>(&mut self, text: &'i str) -> Spanned<DeTable<'i>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let message = error.message().replace('\n', "; ");
            self.fault(error.span().map_or(0, |span| span.start), message, "mend the TOML here");
        }
        table
    }

    pub(crate) fn fault(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::at(&self.source.name, &self.source.text, at, message).help(help));
    }

    /// A table in which only these keys may stand.
    pub(crate) fn fields<'t, 'i>(
        &mut self,
        table: &'t DeTable<'i>,
        span: Range<usize>,
        keys: &[&str],
    ) -> Fields<'t, 'i> {
        let mut unknown: Vec<_> = table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        for key in unknown {
            let name = key.get_ref();
            let help = match crate::nearest(name, keys.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are {}", keys.join(", ")),
            };
            self.fault(key.span().start, format!("unknown key `{name}`"), help);
        }
        Fields { table, span }
    }

    /// An obligatory string.
    pub(crate) fn text(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Located> {
        let Some(value) = fields.table.get(key) else {
            self.fault(fields.span.start, format!("`{key}` is missing"), format!("add {key} = \"…\""));
            return None;
        };
        let text = self.string(value, key)?;
        if text.trim().is_empty() {
            self.fault(value.span().start, format!("`{key}` is empty"), "fill it in");
            return None;
        }
        Some(text)
    }

    /// A string or a list of strings; none where the key is absent.
    pub(crate) fn texts(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Vec<Located>> {
        let value = fields.table.get(key)?;
        Some(match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.string(item, key)).collect(),
            _ => self.string(value, key).into_iter().collect(),
        })
    }

    /// An obligatory string or list of strings.
    pub(crate) fn some_texts(&mut self, fields: &Fields<'_, '_>, key: &str) -> Vec<Located> {
        match self.texts(fields, key) {
            None => self.fault(fields.span.start, format!("`{key}` is missing"), format!("add {key} = [\"…\"]")),
            Some(texts) if texts.is_empty() => {
                let at = fields.table.get(key).map_or(fields.span.start, |value| value.span().start);
                self.fault(at, format!("`{key}` is empty"), "add at least one");
            }
            Some(texts) => return texts,
        }
        Vec::new()
    }

    fn string(&mut self, value: &Spanned<DeValue<'_>>, key: &str) -> Option<Located> {
        match value.get_ref() {
            DeValue::String(text) => Some(Located::new(&self.source, value.span(), text)),
            other => {
                let message = format!("`{key}` holds {} {}", article(other.type_str()), other.type_str());
                self.fault(value.span().start, message, "write a string: \"…\"");
                None
            }
        }
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
