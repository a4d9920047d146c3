//! What holds for every input: no panic, and blocks that fit their text.

use litopys_read::read_bytes;
use proptest::prelude::*;

fn check(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let again = read_bytes(name, bytes);
    let found = read_bytes(name, bytes);
    prop_assert_eq!(&found, &again);
    for report in found.iter().flatten() {
        let mut at = 0;
        for block in &report.blocks {
            let (start, end) = (block.span.start as usize, block.span.end as usize);
            prop_assert!(at <= start && start < end);
            prop_assert!(report.text.is_char_boundary(start) && report.text.is_char_boundary(end));
            at = end;
        }
        prop_assert!(at <= report.text.len());
        prop_assert!(!report.id.is_empty());
    }
    for rejected in found.iter().filter_map(|f| f.as_ref().err()) {
        prop_assert!(!rejected.why.is_empty() && rejected.source.starts_with(name));
    }
    prop_assert!(!found.is_empty() || bytes.len() > 2);
    Ok(())
}

const NAMES: &[&str] = &["x", "x.txt", "x.html", "x.jsonl", "x.json", "x.csv"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(name in prop::sample::select(NAMES), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(name, &bytes)?;
    }

    #[test]
    fn any_page(parts in prop::collection::vec(prop::sample::select(&[
        "<p>", "</p>", "<div class='share'>", "</div>", "<table>", "<tr>", "<td colspan='9'>", "</table>", "<li>", "<ul>", "<h2>", "</h2>",
        "<a href='/x'>", "</a>", "<br>", "<b>", "</b>", "<!--", "-->", "<script>", "</script>", "<svg>", "<frameset>", "<template>",
        "<figure>", "<figcaption>", "</figure>", "<select>", "<math>", "<title>", "&amp;", "&#0;", "«Порт» ", "Read also: a b c d e. ",
        "A long enough line of prose to be taken for a paragraph of an article, the mayor said. ", "\u{0}", "\r\n", "<", "'", "\"",
    ][..]), 0..60)) {
        check("x.html", parts.concat().as_bytes())?;
    }

    #[test]
    fn any_table(text in "([a-z\",;\n\r\t]|id|text|,|\n){0,80}") {
        check("x.csv", text.as_bytes())?;
        check("x.csv", format!("id,text\n{text}").as_bytes())?;
    }

    #[test]
    fn any_lines(text in "([{}\\[\\]:,\"a-z0-9\\\\ ]|\"text\":|\\{\"text\":\"a\"\\}|\n){0,60}") {
        check("x.jsonl", text.as_bytes())?;
        check("x.json", text.as_bytes())?;
    }

    #[test]
    fn any_text(text in "\\PC{0,300}", head in "((Title|url|ID|Published): \\PC{0,20}\n){0,3}\n?") {
        check("x.txt", format!("{head}{text}").as_bytes())?;
    }
}
