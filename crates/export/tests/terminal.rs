//! What people see on a terminal: tables that fit, underlines under the right columns, nothing that a report smuggles in.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::{claim, disputed, extraction, figure, incident, mention, odesa, report, span};
use litopys_export::{Look, write_incident, write_table, write_traces, write_underlined};
use litopys_facts::{Class, Kind, MentionKind, Place, Status};
use unicode_width::UnicodeWidthStr;

const PLAIN: Look = Look { width: 76, colours: false };

fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn claims_are_underlined_where_they_stand() {
    let text = "The air force said it shot down 17 of 18 drones, killing two people in the port city on the coast.\n\n\n\
                No more.";
    let mut killed = claim("c2", text, "two people", Kind::Killed, Class::Person, "2..");
    killed.status = Status::Preliminary;
    let intercepted = claim("c1", text, "17 of 18 drones", Kind::Intercepted, Class::Drone, "17");
    let shown = written(|out| {
        write_underlined(out, &report("r1", text), &extraction(vec![intercepted, killed]), PLAIN).unwrap();
    });
    let expected = "\
r1
Night over the port · Example Wire · 2024-08-06

The air force said it shot down 17 of 18 drones, killing two people in the
                                c1─────────────          c2────────
  c1 intercepted 17 drone · says the air force (military) · Odesa, UA ·
     2024-08-06 · en/claim/test
  c2 killed at least 2 person · preliminary · says the air force (military)
     · Odesa, UA · 2024-08-06 · en/claim/test
port city on the coast.

No more.

  e1 strike · by Russia · Odesa, UA · 2024-08-06 · drone
  date-conflict: two dates

";
    assert_eq!(shown, expected, "\n{shown}");
}

#[test]
fn overlapping_claims_and_breaks_inside_a_claim_keep_their_columns() {
    let text = "Hit: seven civilians, including three children.";
    let whole = claim("c1", text, "seven civilians, including three children", Kind::Killed, Class::Civilian, "7");
    let part = claim("c2", text, "three children", Kind::Killed, Class::Child, "3");
    let shown = written(|out| {
        let look = Look { width: 30, ..PLAIN };
        write_underlined(out, &report("r1", text), &extraction(vec![whole, part]), look).unwrap();
    });
    let body: Vec<&str> = shown.lines().skip_while(|line| !line.starts_with("Hit")).collect();
    assert_eq!(body[0], "Hit: seven civilians,");
    assert_eq!(body[1], "     c1───────────────");
    let next = body.iter().position(|line| *line == "including three children.").unwrap();
    assert_eq!(body[next + 1], "────────────────────────");
    assert_eq!(body[next + 2], "          c2────────────");
}

#[test]
fn emoji_marks_and_arabic_take_the_columns_a_terminal_gives_them() {
    let text = "👩‍🚒 e\u{301} 漢 two people";
    let shown = written(|out| {
        let claim = claim("c1", text, "two people", Kind::Killed, Class::Person, "2");
        write_underlined(out, &report("r1", text), &extraction(vec![claim]), PLAIN).unwrap();
    });
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.ends_with("two people")).unwrap();
    let before = lines[at].strip_suffix("two people").unwrap();
    assert_eq!(lines[at + 1], format!("{}c1────────", " ".repeat(before.width())));
    assert_eq!(before.width(), 8);

    let text = "قتل شخصان في المدينة";
    let shown = written(|out| {
        let claim = claim("c1", text, "شخصان", Kind::Killed, Class::Person, "2");
        write_underlined(out, &report("r1", text), &extraction(vec![claim]), PLAIN).unwrap();
    });
    assert!(shown.contains("c1 killed 2 person · “شخصان” · says"), "{shown}");
}

#[test]
fn a_report_cannot_send_escapes_to_the_terminal() {
    let text = "\x1b]0;title\x07 killed two\u{202e} people\r\nnext";
    let mut claim = claim("c1", text, "two\u{202e} people", Kind::Killed, Class::Person, "2");
    claim.claimant = Some("\x1b[2J".into());
    let mut hostile = report("\x1b[31mr1", text);
    hostile.title = Some("a\x07b".into());
    let incidents = [disputed("Hostile \x1b[2J two people.", "at least three people")].map(|mut incident| {
        incident.id = "\x1b[31mX".into();
        incident.place = Some(Place::unsettled("\x1b[2JOdesa"));
        incident
    });
    for shown in [
        written(|out| write_underlined(out, &hostile, &extraction(vec![claim.clone()]), PLAIN).unwrap()),
        written(|out| write_table(out, &incidents, PLAIN).unwrap()),
        written(|out| {
            write_incident::<litopys_export::Error>(
                out,
                &incidents[0],
                |_| Ok(Some("Hostile \x1b[2J two people.".into())),
                PLAIN,
            )
            .unwrap();
        }),
    ] {
        assert!(!shown.contains(['\x1b', '\x07', '\u{202e}', '\r']), "{shown:?}");
    }
}

#[test]
fn a_table_shows_low_best_high_and_parts_under_the_whole() {
    let mut whole = disputed("It killed two people.", "It killed at least three people.");
    whole.figures.push(figure(Kind::Intercepted, Class::Drone, [Some(17); 3], &[]));
    let mut part = incident("UA-2024-08-06-77aa", Some(Place::unsettled("Izmail")));
    part.parent = Some(whole.id.clone());
    let shown = written(|out| write_table(out, &[part, whole], Look { width: 110, colours: false }).unwrap());
    let expected = "\
WHEN           PLACE      WHAT    FIGURES low–best–high              WHO  REPORTS  INCIDENT
────────────────────────────────────────────────────────────────────────────────────────────────────
2024-08-06/07  Odesa, UA  strike  killed 2–3–3, intercepted 17 drones  2    2       UA-2024-08-06-3f2a
2024-08-06/07  ↳ Izmail   strike  no number told                      0    2        UA-2024-08-06-77aa
2 incidents from 2 reports
";
    let squeeze = |text: &str| -> String {
        let words: Vec<&str> = text.split([' ', '─']).filter(|word| !word.is_empty()).collect();
        words.join(" ")
    };
    assert_eq!(squeeze(&shown), squeeze(expected), "\n{shown}");
    let columns: Vec<usize> = shown.lines().take(4).map(|line| line.width()).collect();
    assert_eq!(columns[1..], [columns[1]; 3]);
    for width in [60, 72, 80, 100] {
        let shown = written(|out| {
            let incidents =
                [disputed("It killed two people.", "It killed at least three people."), incident("X", Some(odesa()))];
            write_table(out, &incidents, Look { width, colours: false }).unwrap();
        });
        assert!(shown.lines().all(|line| line.width() <= width.max(66)), "{width}\n{shown}");
    }
}

#[test]
fn an_incident_is_shown_with_each_account_and_its_sentence() {
    let texts = ["Rescuers said it killed two people near the port.", "It killed at least three people."];
    let incident = disputed(texts[0], texts[1]);
    let shown = written(|out| {
        let text_of =
            |report: &str| -> Result<_, litopys_export::Error> { Ok((report == "r1").then(|| texts[0].to_owned())) };
        write_incident(out, &incident, text_of, PLAIN).unwrap();
    });
    let expected = "\
UA-2024-08-06-3f2a  strike · Odesa, UA · 2024-08-06/2024-08-07 · by Russia · drone, cruise missile
  2 reports: r1, r2

killed person  2–3–3  by newest-of-the-nearest, 1 claimant
  - 2 · the air force (military) · in Example Wire · 2024-08-06T08:00:00Z ·
    reported · r1 c1
      “Rescuers said it killed [two people] near the port.”
      an older toll of the same claimant
  + at least 3 · Port Daily · 2024-08-06T08:00:00Z · reported · r2 c4
      “at least three people”
      newest of its claimant
";
    assert_eq!(shown, expected, "\n{shown}");
}

#[test]
fn colours_come_only_when_told() {
    let text = "It killed two people.";
    let claim = claim("c1", text, "two people", Kind::Killed, Class::Person, "2");
    let coloured = Look { colours: true, ..PLAIN };
    let shown = |look| {
        written(|out| {
            write_underlined(out, &report("r1", text), &extraction(vec![claim.clone()]), look).unwrap();
            write_table(out, &[disputed("two people", "at least three people")], look).unwrap();
        })
    };
    assert!(!shown(PLAIN).contains('\x1b'));
    let with = shown(coloured);
    assert!(with.contains("\x1b[31m"));
    let mut plain = String::new();
    let mut rest = with.as_str();
    while let Some(start) = rest.find("\x1b[") {
        plain.push_str(&rest[..start]);
        rest = &rest[start + rest[start..].find('m').unwrap() + 1..];
    }
    assert_eq!(plain + rest, shown(PLAIN));
}

#[test]
fn the_tree_behind_a_claim_is_shown_to_its_leaves() {
    let text = "Then it shot down 17 of 18 drones.";
    let mut claim = claim("c1", text, "17 of 18 drones", Kind::Intercepted, Class::Drone, "17");
    let number = mention(MentionKind::Number, span(text, "17 of 18"), "17");
    let mut group = mention(MentionKind::Group, claim.span, "17 drone");
    group.parts = vec![number];
    claim.trace = vec![mention(MentionKind::Verb, span(text, "shot down"), "intercepted"), group];
    let shown = written(|out| write_traces(out, &report("r1", text), &extraction(vec![claim]), PLAIN).unwrap());
    let expected = "\
r1  test 1

c1  intercepted 17 drone · says the air force (military) · Odesa, UA ·
    2024-08-06 · en/claim/test
    “Then it shot down [17 of 18 drones].”
    ├─ verb “shot down” intercepted  en/test
    └─ group “17 of 18 drones” 17 drone  en/test
       └─ number “17 of 18” 17  en/test

  e1 strike · by Russia · Odesa, UA · 2024-08-06 · drone
  date-conflict: two dates

";
    assert_eq!(shown, expected, "\n{shown}");
}
