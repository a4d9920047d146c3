//! What a page says of itself: title, byline, outlet, publication time, language, address.
//!
//! In: a parsed page and its JSON-LD. Out: a draft without text. Each field has a list of places, the surest first;
//! a date counts only where it can be read as one.

use super::ld::Linked;
use crate::{date, draft::Draft, draft::squeeze};
use dom_query::Document;

const TITLE: &[&str] = &["og:title", "twitter:title", "dc.title", "headline"];
const OUTLET: &[&str] = &["og:site_name", "application-name", "dc.publisher", "publisher"];
const BYLINE: &[&str] =
    &["author", "article:author", "byl", "sailthru.author", "parsely-author", "dc.creator", "dcterms.creator"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "ptime",
    "displaydate",
    "last-modified",
];

/// The page's fields.
pub(super) fn find(document: &Document, linked: &Linked, page: &str) -> Draft {
    let named = Named::new(document);
    let outlet = named.all(OUTLET).find(|v| !v.contains("://")).map(str::to_owned).or_else(|| linked.publisher.clone());
    let url = address(document, &named, linked, page);
    let published = published(document, &named, linked).or_else(|| url.as_deref().and_then(date::in_url));
    Draft {
        id: None,
        title: title(document, &named, linked, outlet.as_deref()),
        byline: byline(document, &named, linked),
        published,
        language: attribute(document, "html[lang]", "lang")
            .or_else(|| attribute(document, "html", "xml:lang"))
            .or_else(|| linked.language.clone())
            .or_else(|| named.first(&["content-language", "language", "og:locale"])),
        outlet,
        url,
        ..Draft::default()
    }
}

/// `<meta name|property|itemprop=… content=…>`, names in lower case.
struct Named(Vec<(String, String)>);

impl Named {
    fn new(document: &Document) -> Named {
        let mut found = Vec::new();
        for meta in document.select("meta[content]").iter() {
            let Some(content) = meta.attr("content") else { continue };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = meta.attr(key) {
                    found.push((name.trim().to_lowercase(), content.trim().to_owned()));
                }
            }
        }
        Named(found)
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names
            .iter()
            .flat_map(|name| self.0.iter().filter(move |(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str()))
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next().map(str::to_owned)
    }
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    document.try_select(selector)?.attr(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
}

/// The words of the first element that matches.
fn words(document: &Document, selector: &str) -> Option<String> {
    let text = document.try_select(selector)?.nodes().first()?.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn title(document: &Document, named: &Named, linked: &Linked, outlet: Option<&str>) -> Option<String> {
    let told = linked
        .headline
        .clone()
        .or_else(|| named.first(TITLE))
        .or_else(|| words(document, "head title"))
        .or_else(|| words(document, "title"));
    let heading = words(document, "article h1").or_else(|| words(document, "h1"));
    let title = match (told, heading) {
        // The page's own heading is the title without the outlet's name that titles for machines carry.
        (Some(told), Some(heading))
            if heading.split_whitespace().count() >= 3 && squeeze(&told).starts_with(&squeeze(&heading)) =>
        {
            heading
        }
        (Some(told), _) => without_outlet(&told, outlet),
        (None, heading) => heading?,
    };
    Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `Two hurt in Larin | Larin Courier` without its end.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let known = outlet.is_some_and(|o| squeeze(o) == squeeze(tail) || squeeze(tail).contains(&squeeze(o)));
            let likely = mark == " | " && tail.split_whitespace().count() <= 4;
            if (known || likely) && head.split_whitespace().count() >= 3 {
                return head.to_owned();
            }
        }
    }
    title.to_owned()
}

fn byline(document: &Document, named: &Named, linked: &Linked) -> Option<String> {
    let told = (!linked.authors.is_empty()).then(|| linked.authors.join(", "));
    let found = told
        .into_iter()
        .chain(named.all(BYLINE).map(str::to_owned))
        .chain(
            ["[rel='author']", "[itemprop='author']", ".byline", ".author-name", ".author"]
                .iter()
                .filter_map(|s| words(document, s)),
        )
        .find(|v| !v.starts_with("http") && v.len() < 200 && v.contains(char::is_alphabetic))?;
    let bare = ["By ", "by ", "BY "].iter().find_map(|by| found.strip_prefix(by)).unwrap_or(&found).trim();
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn published(document: &Document, named: &Named, linked: &Linked) -> Option<String> {
    let times =
        ["[itemprop='datePublished']", "article time[datetime]", "time[datetime]", "time[pubdate]", "abbr.published"];
    let told = linked.published.iter().cloned().chain(named.all(PUBLISHED).map(str::to_owned));
    let seen = times.iter().flat_map(|selector| {
        ["datetime", "content", "title"]
            .into_iter()
            .filter_map(|name| attribute(document, selector, name))
            .chain(words(document, selector))
            .collect::<Vec<_>>()
    });
    told.chain(seen).find_map(|value| date::parse(&value))
}

fn address(document: &Document, named: &Named, linked: &Linked, page: &str) -> Option<String> {
    let saved = page.get(..page.floor_char_boundary(4000)).and_then(|head| {
        let (_, rest) = head.split_once("saved from url=(")?;
        rest.split_once(')')?.1.split_whitespace().next().map(str::to_owned)
    });
    attribute(document, "link[rel='canonical']", "href")
        .into_iter()
        .chain(named.first(&["og:url", "twitter:url"]))
        .chain(linked.url.clone())
        .chain(saved)
        .find(|url| {
            (url.starts_with("https://") || url.starts_with("http://"))
                && url.len() < 2000
                && !url.contains(char::is_whitespace)
        })
}
