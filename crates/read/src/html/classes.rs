//! What the names that pages give to their parts say: noise, captions, other articles.
//!
//! In: `class` and `id` of an element. Out: a kind of block, or nothing. The lists are data; a name counts by its whole
//! words, so `shared-content` is not `share`.

use litopys_facts::BlockKind;

/// Words that mark a part of a page as no part of the article.
const FURNITURE: &[&str] = &[
    "ad",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "authorbio",
    "authors",
    "backtotop",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "bylines",
    "comment",
    "commentform",
    "comments",
    "consent",
    "contributors",
    "cookie",
    "cookies",
    "copyright",
    "dateline",
    "datetime",
    "disqus",
    "dfp",
    "donate",
    "footer",
    "gdpr",
    "kicker",
    "livefyre",
    "login",
    "masthead",
    "membership",
    "menu",
    "meta",
    "metadata",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "pagination",
    "paywall",
    "popup",
    "postmeta",
    "promo",
    "promobox",
    "promotion",
    "pubdate",
    "published",
    "rating",
    "ratings",
    "readtime",
    "reply",
    "respond",
    "screenreader",
    "share",
    "sharebar",
    "shares",
    "sharing",
    "sharedaddy",
    "shoplinks",
    "sidebar",
    "signup",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "survey",
    "taboola",
    "taglist",
    "tags",
    "timestamp",
    "toolbar",
    "tooltip",
    "widget",
    "widgets",
];

/// Words that mark headlines of other articles.
const RELATED: &[&str] = &[
    "crosslink",
    "crosslinks",
    "inlinelinks",
    "morefrom",
    "morestories",
    "mostread",
    "mostpopular",
    "onward",
    "popular",
    "readalso",
    "readmore",
    "readnext",
    "recirc",
    "recirculation",
    "recommend",
    "recommended",
    "recommendations",
    "related",
    "relatedarticle",
    "relatedarticles",
    "relatedcontent",
    "relatedlinks",
    "relatedposts",
    "relatednews",
    "relatedstories",
    "seealso",
    "similar",
    "trending",
    "yarpp",
    "zergnet",
];

/// Words that mark what belongs to a picture.
const CAPTION: &[&str] = &[
    "caption",
    "captions",
    "captiontext",
    "credit",
    "credits",
    "figcaption",
    "imagecaption",
    "imagecredit",
    "photocaption",
    "photocredit",
    "imgcaption",
    "mediacaption",
    "wpcaption",
    "copyrightholder",
];

/// Words that say the part is the article after all.
const ARTICLE: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "bodytext",
    "entrycontent",
    "maincontent",
    "postbody",
    "postcontent",
    "storybody",
    "storycontent",
    "storytext",
];

/// Words that join to one when neighbours: `article-body`, `read_also`.
const JOINABLE: &[&[&str]] = &[ARTICLE, RELATED, CAPTION, FURNITURE];

/// The kind that an element's names speak for.
pub(super) fn kind(names: &str) -> Option<BlockKind> {
    let words = words(names);
    let any = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    if any(ARTICLE) {
        return None;
    }
    if any(CAPTION) {
        return Some(BlockKind::Caption);
    }
    if any(RELATED) {
        return Some(BlockKind::Related);
    }
    any(FURNITURE).then_some(BlockKind::Furniture)
}

/// Lower-case words of `names`, and pairs of neighbours where the pair is a word we know.
fn words(names: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for name in names.split_whitespace() {
        let first = words.len();
        let mut word = String::new();
        let mut lower = false;
        for c in name.chars() {
            if (!c.is_alphanumeric() || lower && c.is_uppercase()) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            lower = c.is_lowercase();
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
        for i in first..words.len().saturating_sub(1) {
            let pair = format!("{}{}", words[i], words[i + 1]);
            if JOINABLE.iter().any(|list| list.contains(&pair.as_str())) {
                words.push(pair);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_many_spellings() {
        for names in ["share-bar", "shareBar", "post_share", "SocialShare x", "c-newsletter__box", "postMeta"] {
            assert_eq!(kind(names), Some(BlockKind::Furniture), "{names}");
        }
        for names in ["wp-caption-text", "imageCaption", "photo credit"] {
            assert_eq!(kind(names), Some(BlockKind::Caption), "{names}");
        }
        for names in ["read-also", "relatedArticles", "story__related"] {
            assert_eq!(kind(names), Some(BlockKind::Related), "{names}");
        }
        for names in ["", "shared-content", "article-body ads-enabled", "metadatas", "headline"] {
            assert_eq!(kind(names), None, "{names}");
        }
    }
}
