//! Makes a hostile page harmless before it is parsed: bounds how deep tags nest and how many there are.
//!
//! In: a page. Out: the same page, without the tags that open a level too deep; nothing for a page of more tags than
//! any article has. Words are never dropped. This is a scan of tags, no parser: it knows comments, quoted attributes and
//! elements whose content is no markup, and takes everything else as it comes.

use std::borrow::Cow;

/// Levels that are kept; articles have under fifty.
const MAX_DEPTH: usize = 128;
/// Open formatting tags (`b`, `font` …) that are kept: a parser opens all of them anew in every paragraph.
const MAX_FORMATTING: usize = 24;
/// Tags in one page.
const MAX_TAGS: usize = 400_000;

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Their end may be left out, so an open one tells nothing about depth.
const LOOSE: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body",
    "a",
];
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

/// The page with bounded nesting.
pub(super) fn tame(page: &str) -> Option<Cow<'_, str>> {
    let mut out: Option<String> = None;
    let (mut depth, mut formatting, mut n_tags) = (0usize, 0usize, 0usize);
    let mut at = 0;
    let mut kept_to = 0;
    let bytes = page.as_bytes();
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        let start = at + found;
        let rest = page.get(start..).unwrap_or("");
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(page.len(), |end| start + end + 3);
            continue;
        }
        let closing = rest.starts_with("</");
        let name_at = start + 1 + usize::from(closing);
        let name = tag_name(page.get(name_at..).unwrap_or(""));
        if name.is_empty() {
            at = start + 1;
            continue;
        }
        n_tags += 1;
        if n_tags > MAX_TAGS {
            return None;
        }
        let Some(end) = tag_end(bytes, name_at) else {
            // A quote that is never closed would swallow the rest of the page.
            let end = bytes
                .get(name_at..)
                .and_then(|rest| memchr::memchr(b'>', rest))
                .map_or(page.len(), |i| name_at + i + 1);
            skip(page, &mut out, &mut kept_to, start, end);
            at = end;
            continue;
        };
        at = end;
        let lower = name.to_ascii_lowercase();
        let known = |list: &[&str]| list.contains(&lower.as_str());
        if known(RAW) && !closing {
            at = raw_end(page, end, &lower);
        } else if known(FORMATTING) {
            if !drop_level(&mut formatting, MAX_FORMATTING, closing) {
                continue;
            }
            skip(page, &mut out, &mut kept_to, start, end);
        } else if !known(VOID) && !known(LOOSE) {
            if !drop_level(&mut depth, MAX_DEPTH, closing) {
                continue;
            }
            skip(page, &mut out, &mut kept_to, start, end);
        }
    }
    Some(match out {
        None => Cow::Borrowed(page),
        Some(mut out) => {
            out.push_str(page.get(kept_to..).unwrap_or(""));
            Cow::Owned(out)
        }
    })
}

/// Counts a level in or out; true when the tag lies too deep to be kept.
fn drop_level(level: &mut usize, max: usize, closing: bool) -> bool {
    if closing {
        let deep = *level > max;
        *level = level.saturating_sub(1);
        deep
    } else {
        *level += 1;
        *level > max
    }
}

fn skip(page: &str, out: &mut Option<String>, kept_to: &mut usize, start: usize, end: usize) {
    let out = out.get_or_insert_with(|| String::with_capacity(page.len()));
    out.push_str(page.get(*kept_to..start).unwrap_or(""));
    // The words before and behind stay words of their own.
    out.push(' ');
    *kept_to = end;
}

fn tag_name(rest: &str) -> &str {
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(rest.len());
    rest.get(..end.min(60)).unwrap_or("x")
}

/// One past the `>` that ends the tag; quoted attributes may hold others. Nothing where a quote is never closed.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (i, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, *byte) {
            (Some(q), b) if b == q => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(i + 1),
            (None, b'"' | b'\'') if after_equals => quote = Some(*byte),
            _ => {}
        }
        after_equals = *byte == b'=' || after_equals && byte.is_ascii_whitespace();
    }
    quote.is_none().then_some(bytes.len())
}

/// The beginning of the end tag of an element without markup inside.
fn raw_end(page: &str, from: usize, name: &str) -> usize {
    let bytes = page.as_bytes();
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memmem::find(rest, b"</")) {
        let start = at + found;
        if bytes.get(start + 2..start + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())) {
            return start;
        }
        at = start + 2;
    }
    page.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_page_stays_as_it_is() {
        let page = "<html><body><div class='a>b'><p>One<p>Two<br>three</div><script>if (a<b) '<div>'</script><!-- <div> --></body>";
        assert!(matches!(tame(page), Some(Cow::Borrowed(_))));
    }

    #[test]
    fn deep_tags_go_and_words_stay() {
        let page = format!("{}deep{}after", "<div><b>".repeat(10_000), "</b></div>".repeat(10_000));
        let tamed = tame(&page).expect("not too many tags");
        assert_eq!(tamed.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(tamed.matches("<b>").count(), MAX_FORMATTING);
        assert_eq!(tamed.matches("</div>").count(), MAX_DEPTH);
        assert!(tamed.contains("deep") && tamed.ends_with("after"));
    }

    #[test]
    fn too_many_tags_and_odd_ends() {
        assert!(tame(&"<p>".repeat(MAX_TAGS + 1)).is_none());
        assert_eq!(tame("one<a b='>two").as_deref(), Some("one two"));
        for page in ["<", "</", "<a", "<script>", "<!--", "< p>", "<п>", "</script"] {
            assert_eq!(tame(page).as_deref(), Some(page));
        }
    }
}
