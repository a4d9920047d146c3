//! What a page says of its article in JSON-LD, for machines.
//!
//! In: a parsed page. Out: headline, date, authors, publisher, address and, on some sites, the whole body, from the first
//! object that is an article. Broken JSON is passed over.

use dom_query::Document;
use serde_json::Value;

/// What JSON-LD tells.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// The article's words, without paragraphs.
    pub body: Option<String>,
}

/// Objects looked at; pages list whole archives.
const MAX_OBJECTS: usize = 2000;

/// The article's data; empty where there is none.
pub(super) fn find(document: &Document) -> Linked {
    let mut articles: Vec<Value> = Vec::new();
    for script in document.select("script[type='application/ld+json']").iter() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim_end_matches(';');
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            collect(value, &mut articles);
        }
    }
    let Some(article) = articles.into_iter().next() else { return Linked::default() };
    Linked {
        headline: text_of(&article["headline"]).or_else(|| text_of(&article["name"])),
        published: text_of(&article["datePublished"]).or_else(|| text_of(&article["dateCreated"])),
        authors: names_of(&article["author"]),
        publisher: names_of(&article["publisher"]).into_iter().next(),
        url: text_of(&article["url"])
            .or_else(|| text_of(&article["mainEntityOfPage"]))
            .or_else(|| text_of(&article["mainEntityOfPage"]["@id"])),
        language: text_of(&article["inLanguage"]),
        body: text_of(&article["articleBody"]),
    }
}

fn collect(value: Value, articles: &mut Vec<Value>) {
    let mut waiting = vec![value];
    let mut n_seen = 0;
    while let Some(value) = waiting.pop() {
        n_seen += 1;
        if n_seen > MAX_OBJECTS {
            return;
        }
        match value {
            Value::Array(values) => waiting.extend(values.into_iter().rev()),
            Value::Object(_) if is_article(&value["@type"]) => articles.push(value),
            Value::Object(mut fields) => {
                for key in ["mainEntity", "@graph"] {
                    waiting.extend(fields.remove(key));
                }
            }
            _ => {}
        }
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(plain(text)),
        Value::Array(values) => values.iter().find_map(text_of),
        _ => None,
    }
}

/// Text without markup and entities that some sites leave in.
fn plain(text: &str) -> String {
    if text.contains('<') || text.contains('&') {
        return Document::fragment(text).text().trim().to_owned();
    }
    text.trim().to_owned()
}

fn names_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(_) => text_of(value).into_iter().collect(),
        Value::Array(values) => values.iter().flat_map(names_of).collect(),
        Value::Object(_) => text_of(&value["name"]).into_iter().collect(),
        _ => Vec::new(),
    }
}
