use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::terse;
use crate::compact::letters::Numbers;
use crate::compact::pen;
use crate::compact::widths::{Face, Faces};

/// A face with a space, `a` and `b`, each half as wide as it is high.
fn faces() -> Faces {
    let numbers = Numbers {
        glyphs: BTreeMap::from([(1, 32), (2, 97), (3, 98)]),
        twin: Some((1, "00A0", 5)),
    };
    let widths = [5, 32, 97, 98].map(|glyph| (glyph, 500.0));
    let face = Face { widths: widths.into(), numbers };
    HashMap::from([(b"/f".to_vec(), Rc::new(face))])
}

fn said(content: &str) -> Option<String> {
    let out = terse(&pen::read(content.as_bytes())?, &faces())?;
    Some(String::from_utf8_lossy(&out).replace('\0', ""))
}

#[test]
fn what_is_in_force_is_not_said_again() {
    let line = "q 1 0 0 -1 9 20 cm /c CS 1 0 0 SCN 2 w 0 0 m 5 0 l S Q ";
    let text = r"/P<</MCID 0>>BDC q 1 0 0 -1 9 20 cm /c cs 0 0 1 scn
        BT 0 Tr /f 10 Tf 1 0 0 -1 0 0 Tm [(\000\002)]TJ ET Q EMC ";
    let next = r"q 1 0 0 -1 9 30.5 cm /c cs 0 0 1 scn
        BT 0 Tr /f 10 Tf 1 0 0 -1 0 0 Tm (\000\003)Tj ET Q ";
    for (plain, short) in [
        (line.repeat(2), "/c CS 1 0 0 SCN 2 w 9 20 m 14 20 l S 9 20 m 14 20 l S"),
        // What was not set in a group is as it was before it.
        (
            format!("{line} 0 0 m 5 0 l S"),
            "/c CS 1 0 0 SCN 2 w 9 20 m 14 20 l S/DeviceGray CS 1 w 0 0 m 5 0 l S",
        ),
        (
            format!("{text}{next}"),
            "BT/P<</MCID 0>>BDC/c cs 0 0 1 scn/f 10 Tf 9 20 Td[(a)]TJ EMC 0 10.5 Td[(b)]TJ ET",
        ),
        (
            format!("{next}{line}"),
            "BT/c cs 0 0 1 scn/f 10 Tf 9 30.5 Td[(b)]TJ ET/c CS 1 0 0 SCN 2 w 9 20 m 14 20 l S",
        ),
        // A mark around more than text is around the text as well.
        (
            format!("/A BMC {next}{line} EMC"),
            "/A BMC BT/c cs 0 0 1 scn/f 10 Tf 9 30.5 Td[(b)]TJ ET/c CS 1 0 0 SCN 2 w 9 20 m 14 20 l S EMC",
        ),
        ("1 0 0 -1 0 9 cm 1 2 m 1 4 l 5 4 l 5 2 l h f".into(), "1 7 4 -2 re f"),
    ] {
        assert_eq!(said(&plain).as_deref(), Some(short), "{plain}");
    }
}

#[test]
fn groups_that_clip_turn_or_blend_are_kept() {
    for (plain, short) in [
        (
            "q 1 0 0 1 2 3 cm 0 0 9 9 re W n 1 w 5 w 0 0 m 1 0 l S Q 0 0 m 1 0 l S",
            "q 2 3 9 9 re W n 5 w 2 3 m 3 3 l S Q 0 0 m 1 0 l S",
        ),
        (
            "q 1 0 0 1 2 3 cm q 0 1 -1 0 4 5 cm 0 0 m 1 0 l S Q 0 0 m 1 0 l S Q",
            "q 0 1 -1 0 6 8 cm 0 0 m 1 0 l S Q 2 3 m 3 3 l S",
        ),
        ("q /g gs 0 0 m 1 0 l S Q", "q/g gs 0 0 m 1 0 l S Q"),
    ] {
        assert_eq!(said(plain).as_deref(), Some(short), "{plain}");
    }
}

/// Five points are half of ten: where the first text ends.
#[test]
fn a_text_that_begins_where_the_last_ended_goes_on() {
    let text =
        |x: f64, glyph: &str| format!("BT /f 10 Tf 1 0 0 1 {x} 0 Tm [({glyph})]TJ ET ");
    let hard = |text: String| format!("/Span<</ActualText<FEFF00A0>>>BDC {text} EMC ");
    let (a, b) = (r"\000\002", r"\000\003");
    for (plain, short) in [
        (text(2.0, a) + &text(7.0, b), "BT/f 10 Tf 2 0 Td[(ab)]TJ ET"),
        (text(2.0, a) + &text(7.1, b), "BT/f 10 Tf 2 0 Td[(a)]TJ 5.1 0 Td[(b)]TJ ET"),
        (
            text(2.0, a) + &hard(text(7.0, r"\000\001")) + &text(12.0, r"\000\001"),
            "BT/f 10 Tf 2 0 Td[(a\u{5} )]TJ ET",
        ),
    ] {
        assert_eq!(said(&plain).as_deref(), Some(short), "{plain}");
    }
    // Another glyph cannot mean a space, and an unknown one cannot be named.
    assert_eq!(said(&hard(text(7.0, a))), None);
    assert_eq!(said(&text(7.0, r"\000\011")), None);
}

#[test]
fn what_is_not_expected_is_left_alone() {
    for odd in ["q", "Q", "/A BMC", "EMC", "1 0 0 rg", "BT 1 2 Td ET", "1 0 0 1 cm"] {
        assert_eq!(said(odd), None, "{odd}");
    }
}
