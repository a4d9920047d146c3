//! Blocks of texts written for these tests.

use super::*;
use BlockKind::{Body, Caption, Furniture, Heading, Item, Related, Title};
use proptest::prelude::*;

/// Asserts the kind of every block; the words are shown by their beginning.
#[track_caller]
fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let found: Vec<(BlockKind, String)> =
        find_blocks(text).iter().map(|b| (b.kind, b.span.of(text).to_owned())).collect();
    let shown: Vec<_> = found.iter().map(|(k, w)| format!("{k:?} {w:.60}")).collect();
    assert_eq!(found.len(), expected.len(), "{shown:#?}");
    for ((kind, words), (want, start)) in found.iter().zip(expected) {
        assert!(kind == want && words.starts_with(start), "want {want:?} {start:?} in {shown:#?}");
    }
}

const BODY: &str =
    "Two drones fell on a grain store near the river port on Monday, and nobody was hurt, the mayor said.";
const MORE: &str = "The fire was out by noon. Sappers searched the yard and found a third drone that had not gone off.";

#[test]
fn a_page_with_title_byline_and_credit() {
    let text = format!(
        "Drones hit grain store in Larin\nBy Anna Vale and Tom Reed\nPublished: Updated:\n2 min read\n\n\
         Firemen carry sacks out of the store. File photo (Reuters)\n\n{BODY}\n\n{MORE}\n\nShare\nFollow us on Telegram"
    );
    check(
        &text,
        &[
            (Title, "Drones hit"),
            (Furniture, "By Anna"),
            (Furniture, "Published"),
            (Furniture, "2 min"),
            (Caption, "Firemen"),
            (Body, "Two drones"),
            (Body, "The fire"),
            (Furniture, "Share"),
            (Furniture, "Follow"),
        ],
    );
}

#[test]
fn headlines_of_other_articles_are_related() {
    let text = format!(
        "Drones Hit Grain Store\n\n{BODY}\n\nFerry sinks off Morav: 12 missing as storm grows - Northern Star\n\n\
         The Day After\n\n{MORE}\n\nBridge  collapse kills five in the hills, officials say\n\n{BODY}\n\nREAD ALSO\n\
         > Bread prices rise again\n> Ten questions for the new harbour master\n"
    );
    check(
        &text,
        &[
            (Title, "Drones Hit"),
            (Body, "Two"),
            (Related, "Ferry"),
            (Heading, "The Day"),
            (Body, "The fire"),
            (Related, "Bridge"),
            (Body, "Two"),
            (Related, "READ ALSO"),
            (Related, "> Bread"),
            (Related, "> Ten"),
        ],
    );
}

#[test]
fn headings_of_sections() {
    let text = format!(
        "NIGHT OVER LARIN\n\n{BODY}\n\nWhat is known\n{MORE}\n\nTHE TOLL\n\n{BODY}\n\n2. Road Ahead For The Port\n\n{MORE}"
    );
    check(
        &text,
        &[
            (Title, "NIGHT"),
            (Body, "Two"),
            (Heading, "What"),
            (Body, "The fire"),
            (Heading, "THE TOLL"),
            (Body, "Two"),
            (Heading, "2. Road"),
            (Body, "The fire"),
        ],
    );
}

#[test]
fn items_and_live_entries() {
    let text = format!(
        "Larin: what happened\n\n{BODY}\n\n• two drones on the port\n- one in the field\n\n10:45 GMT — Sirens sound in the east of the town.\n\
         1. A third drone was found.\n▪️ ferry stopped"
    );
    check(
        &text,
        &[(Title, "Larin"), (Body, "Two"), (Item, "•"), (Item, "- one"), (Item, "10:45"), (Item, "1. A"), (Item, "▪")],
    );
}

#[test]
fn wire_text_with_hard_line_breaks_is_joined() {
    let text = "PORT LARIN, 3 MAR 91 (NWS) -- [TEXT] THE HARBOUR OFFICE HAS CONFIRMED\nTHAT TWO BOATS WERE SUNK DURING THE NIGHT \
                BY MEN IN A FAST LAUNCH,\nAND THAT FOUR SAILORS ARE MISSING.\n\n   THE COMMANDER OF THE COAST GUARD, WHO SPOKE TO THE \
                RADIO THIS\nMORNING, SAID THAT THE LAUNCH CAME FROM THE SOUTH.\n";
    check(text, &[(Body, "PORT LARIN"), (Body, "THE COMMANDER")]);
}

#[test]
fn lines_that_are_paragraphs_stay_apart() {
    let text = format!("{BODY}\n{MORE}\n{BODY}");
    check(&text, &[(Body, "Two"), (Body, "The fire"), (Body, "Two")]);
}

#[test]
fn forms_and_menus_are_furniture() {
    let text = format!(
        "Home Breaking News Drones Hit Grain Store\n\nDrones Hit Grain Store\n\n{BODY}\n\n{MORE}\n\nPlease enter your comment!\n\
         Please enter your name here\nFacebook Twitter WhatsApp\nAdvertisement\nScroll to Top\n© 1999 Larin Courier. All rights reserved."
    );
    let kinds: Vec<_> = find_blocks(&text).iter().map(|b| b.kind).collect();
    assert_eq!(kinds[..4], [Furniture, Title, Body, Body]);
    assert!(kinds[4..].iter().all(|k| *k == Furniture), "{kinds:?}");
}

#[test]
fn a_channel_post_without_stops_is_body() {
    let text = "Night over the region\n▪️ 12 drones came in from the sea\n▪️ 11 were brought down\none reached the port and burned a crane";
    check(text, &[(Title, "Night"), (Item, "▪"), (Item, "▪"), (Body, "one")]);
}

#[test]
fn prose_that_looks_like_noise_is_kept() {
    let text = format!(
        "{BODY}\n\nBy Friday the toll had risen to nine, the mayor said, and the search went on into the night.\n\n\
         At 10.50 percent of the sites nobody had a siren.\n\n{MORE}\n\nSix more were found under the quay on Tuesday. (Reuters)"
    );
    assert!(find_blocks(&text).iter().all(|b| b.kind == Body), "{:?}", find_blocks(&text));
}

#[test]
fn one_line_is_body() {
    check("Three killed in Larin", &[(Body, "Three")]);
    check("", &[]);
    check(" \r\n\t\n", &[]);
}

#[test]
fn every_strong_cue_of_a_caption_is_reached() {
    for cue in cues::CAPTION_STRONG {
        assert!(noise::caption(&format!("a crane burns{cue} in port")).is_some(), "add a hint to noise.rs for {cue:?}");
    }
}

#[test]
fn tables_of_cues_are_sorted() {
    for list in [
        cues::FURNITURE_LINES,
        cues::SHARE_WORDS,
        cues::MENU_WORDS,
        cues::DATE_WORDS,
        cues::AGENCIES,
        cues::RELATED_LINES,
    ] {
        assert!(list.is_sorted(), "sort crates/text/src/blocks/cues.rs: {:?}", list.windows(2).find(|w| w[0] > w[1]));
    }
}

proptest! {
    #[test]
    fn blocks_are_in_order_and_leave_out_only_white_space(
        text in "([A-Za-zа-я0-9 .,:|•▪—’\"()\r\t\u{a0}\u{2028}-]{0,60}\n{0,2}){0,12}"
    ) {
        let mut at = 0;
        for block in find_blocks(&text) {
            let (start, end) = (block.span.start as usize, block.span.end as usize);
            prop_assert!(at <= start && start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
            prop_assert!(text[at..start].trim().is_empty());
            prop_assert_eq!(text[start..end].trim(), &text[start..end]);
            at = end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
