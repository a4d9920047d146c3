//! Pages, whole and broken, through the crate's door. All pages are written for these tests.

use litopys_facts::{BlockKind, Report};
use litopys_read::{Input, Options, read_bytes, reports};

const FIRST: &str = "Two drones fell on a grain store near the river port on Monday night, and nobody was hurt, the mayor of Larin said in a statement.";
const SECOND: &str = "The fire was out by noon. Sappers searched the yard, the two sheds behind it and the road to the ferry, and found a third drone that had not gone off.";
const THIRD: &str = "It was the fourth attack on the port within a month, according to the harbour office, which counts eleven damaged boats since spring.";

fn page() -> String {
    format!(
        r##"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Drones hit grain store | Larin Courier</title>
<meta property="og:site_name" content="Larin Courier"><link rel="canonical" href="https://courier.example/2024/drones">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"x"}},{{"@type":"NewsArticle",
"headline":"Drones hit grain store in Larin","datePublished":"2024-08-06T07:40:00+03:00","author":[{{"@type":"Person","name":"Anna Vale"}}]}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<main><article><h1>Drones hit grain store in Larin</h1><p class="byline">By Anna Vale</p>
<div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
<figure><img src="a.jpg"><figcaption>Firemen carry sacks out of the store. Larin Fire Service</figcaption></figure>
<p>{FIRST}</p><h2>The morning after</h2><p>{SECOND}</p>
<p><a href="/other">Read also: Ferry sinks off Morav, twelve missing</a></p>
<ul><li>Two sheds burned down.</li><li>One crane stands still.</li></ul>
<table><tr><th>Place</th><th>Drones</th></tr><tr><td>Port</td><td>3</td></tr></table>
<p>{THIRD}</p>
<div class="newsletter-signup"><p>Sign up for our newsletter</p><form><input></form></div></article>
<section id="comments"><h3>Comments</h3><p>Leave a reply</p><form><textarea>Please enter your comment!</textarea></form></section></main>
<footer><p>We use cookies. All rights reserved.</p></footer></body></html>"##
    )
}

#[track_caller]
fn read(page: &str) -> Report {
    let mut found = read_bytes("in/page.html", page.as_bytes());
    assert_eq!(found.len(), 1);
    found.remove(0).expect("a report")
}

fn kinds(report: &Report) -> Vec<(BlockKind, &str)> {
    report.blocks.iter().map(|b| (b.kind, b.span.of(&report.text))).collect()
}

#[test]
fn a_page_with_everything() {
    let page = page();
    let report = read(&page);
    assert_eq!(
        kinds(&report),
        [
            (BlockKind::Body, FIRST),
            (BlockKind::Heading, "The morning after"),
            (BlockKind::Body, SECOND),
            (BlockKind::Item, "Two sheds burned down."),
            (BlockKind::Item, "One crane stands still."),
            (BlockKind::Item, "Place Drones"),
            (BlockKind::Item, "Port 3"),
            (BlockKind::Body, THIRD),
            (BlockKind::Caption, "Firemen carry sacks out of the store. Larin Fire Service"),
            (BlockKind::Related, "Read also: Ferry sinks off Morav, twelve missing"),
        ]
    );
    assert_eq!(report.title.as_deref(), Some("Drones hit grain store in Larin"));
    assert_eq!(report.byline.as_deref(), Some("Anna Vale"));
    assert_eq!(report.outlet.as_deref(), Some("Larin Courier"));
    assert_eq!(report.published.as_deref(), Some("2024-08-06T07:40:00+03:00"));
    assert_eq!(report.language.as_deref(), Some("en"));
    assert_eq!(report.url.as_deref(), Some("https://courier.example/2024/drones"));
    assert_eq!(report.id, "page.html");
}

#[test]
fn the_body_alone_has_the_same_offsets() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("page.html");
    std::fs::write(&path, page()).expect("written");
    let options = Options { aside: false, ..Options::default() };
    let body = reports(&[Input::from(path)], &options).next().expect("an item").expect("a report");
    let whole = read(&page());
    assert!(body.text.ends_with(THIRD) && whole.text.starts_with(&body.text));
    assert!(whole.blocks.starts_with(&body.blocks));
}

#[test]
fn ten_thousand_nested_tags_give_their_words() {
    for tag in ["div", "b", "ul><li", "table><tr><td"] {
        let close: Vec<&str> = tag.split('>').map(|t| t.trim_start_matches('<')).rev().collect();
        let close: String = close.iter().map(|t| format!("</{t}>")).collect();
        for end in [close.repeat(10_000), String::new()] {
            let page = format!("<html><body>{}<p>{FIRST}</p><p>{SECOND}</p>{end}", format!("<{tag}>").repeat(10_000));
            assert!(read(&page).text.contains("grain store near the river port"), "{tag}");
        }
    }
}

#[test]
fn a_page_of_too_many_tags_is_rejected() {
    let page = "<p><b>".repeat(300_000);
    let rejected = read_bytes("x.html", page.as_bytes()).remove(0).expect_err("too many tags");
    assert_eq!(rejected.code, litopys_facts::RejectedCode::TooLarge);
}

#[test]
fn broken_pages_give_what_they_have() {
    for page in [
        format!("<p>{FIRST}<p>{SECOND}<div><p>{THIRD}"),
        format!("<html><body><div class='a><p>x</p></div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"),
        format!(
            "</div></p><html><html><body><frameset></frameset><p>{FIRST}</p></table><p>{SECOND}</p></body></body>{THIRD}"
        ),
        format!("<body><table><p>{FIRST}</p><tr><td><p>{SECOND}</p></td><p>{THIRD}"),
        format!("<script>if (a < b) document.write('<p>')</script><p>{FIRST}</p><!-- unclosed <p>{SECOND}</p>"),
    ] {
        let report = read(&page);
        assert!(report.text.contains("grain store") && !report.text.contains("document.write"), "{}", report.text);
    }
    let rejected =
        read_bytes("x.html", b"<html><head><title>Only a title</title></head><body></body></html>").remove(0);
    assert_eq!(rejected.expect_err("no text").code, litopys_facts::RejectedCode::NoText);
}

#[test]
fn lines_parted_by_br_are_blocks_of_their_own() {
    let page = format!("<html><body><div id=story>{FIRST}<br><br>{SECOND}<br>{THIRD}</div></body></html>");
    assert_eq!(read(&page).text, [FIRST, SECOND, THIRD].join("\n\n"));
}

#[test]
fn what_the_page_says_of_itself_in_other_ways() {
    let page = format!(
        "<!-- saved from url=(0042)https://courier.example/a.html --><html><head><title>Drones hit store - Larin Courier</title>\
         <meta name=author content='https://facebook.example/anna'><meta name=dc.date.issued content='6 August 2024'>\
         <meta name=application-name content='Larin Courier'></head><body><p class=byline>By Tom Reed</p><p>{FIRST}</p><p>{SECOND}</p>"
    );
    let report = read(&page);
    assert_eq!(report.title.as_deref(), Some("Drones hit store"));
    assert_eq!(report.byline.as_deref(), Some("Tom Reed"));
    assert_eq!(report.published.as_deref(), Some("2024-08-06"));
    assert_eq!(report.url.as_deref(), Some("https://courier.example/a.html"));
    assert_eq!(report.language.as_deref(), Some("en"));
}

#[test]
fn a_page_is_known_without_its_ending() {
    let found = read_bytes("page", page().as_bytes());
    assert!(found[0].as_ref().expect("a report").text.starts_with(FIRST));
}
