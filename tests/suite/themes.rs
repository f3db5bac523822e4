//! Themes: a house with other faces, colours, columns and a logo, and no line of Rust for it.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use strata_check::{Checked, Format};
use strata_proof::verify;
use strata_proof::verify::{Bytes, Verdict};
use strata_render::{bind, preflight, typeset};
use strata_view::attached::{DATA, digest};
use strata_view::design::Design;
use strata_view::sheet::Paper;
use strata_view::theme::{LOGO, THEME, Theme, schema};
use strata_view::view;

use crate::conform::{STANDARDS, broken};
use crate::data::{LINE, STORES, accepted};

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "themes", "house"].iter().collect()
}

fn house() -> Theme {
    let text = fs::read(folder().join("house.toml")).expect("the theme");
    let file = |name: &str| fs::read(folder().join(name)).map_err(|it| it.to_string());
    Theme::load("house.toml", &text, file)
        .unwrap_or_else(|report| panic!("{:?}", report.findings()))
}

fn faces(theme: &Theme) -> Vec<Vec<u8>> {
    theme.own_faces().map(|(_, face)| face.bytes().to_vec()).collect()
}

fn printed(brief: &Checked, design: &Design) -> Vec<u8> {
    let pdf = typeset(brief, design).and_then(|it| it.pdf());
    pdf.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_house_prints_conforms_and_proves_itself() {
    let theme = house();
    let faces = faces(&theme);
    assert_eq!(faces.len(), 7, "styles that share a file have it once");
    for (name, text, paper) in
        [("stores", STORES, Paper::A4), ("line", LINE, Paper::UsLetter)]
    {
        let brief = accepted(name, text, Format::Yaml);
        let design = Design { paper, theme: theme.clone(), ..Design::default() };
        assert!(preflight(&brief, &design).is_clean(), "{name}");
        let pdf = printed(&brief, &design);
        for standard in STANDARDS {
            assert_eq!(broken(&pdf, standard), [""; 0], "{name}, {standard}");
        }
        let found = verify(&pdf, &faces).expect("a file that can be read");
        assert_eq!(found.bytes, Bytes::Identical, "{name}");
        assert_eq!(found.verdict(), Verdict::Verified, "{name}");
        let look = found.enclosed.theme.expect("the theme is attached");
        assert_eq!(Some(look.text.as_slice()), theme.text().map(str::as_bytes));
        assert_eq!(look.logo.as_ref(), theme.logo().map(|it| &it.png));

        // The digests are those of the files as they lie in the folder.
        let imprint = found.enclosed.imprint.expect("an imprint").theme.expect("a theme");
        let of = |file: &str| digest(&fs::read(folder().join(file)).expect(file));
        assert_eq!(imprint.sha256, of("house.toml"));
        assert_eq!(imprint.logo, Some(of("logo.png")));
        assert!(imprint.faces.iter().all(|face| face.sha256 == of(&face.file)));
    }
}

#[test]
fn without_its_faces_a_print_is_not_proved() {
    let theme = house();
    let brief = accepted("line", LINE, Format::Yaml);
    let design = Design { theme: theme.clone(), ..Design::default() };
    let pdf = printed(&brief, &design);
    let lacking = |faces: &[Vec<u8>]| {
        let found = verify(&pdf, faces).expect("a file that can be read");
        assert_eq!(found.verdict(), Verdict::NotProved);
        assert!(found.strings > 100 && found.missing.is_empty(), "data and words");
        match found.bytes {
            Bytes::NoFaces(faces) => faces.into_iter().map(|it| it.name).collect(),
            other => panic!("{other:?}"),
        }
    };
    let all: Vec<String> = lacking(&[]);
    assert_eq!(all.len(), 7);
    let mut faces = faces(&theme);
    // Another face under the same name is no help.
    let last = faces.last_mut().expect("a face");
    *last.last_mut().expect("a byte") ^= 1;
    assert_eq!(lacking(&faces), ["Public Sans Bold"]);
}

#[test]
fn a_book_is_printed_in_a_theme() {
    let theme = house();
    let briefs = [("stores", STORES), ("line", LINE)]
        .map(|(name, text)| accepted(name, text, Format::Yaml));
    let design = Design { theme: theme.clone(), ..Design::default() };
    let pdf = bind(&briefs, &design).and_then(|it| it.pdf());
    let pdf = pdf.unwrap_or_else(|error| panic!("{error}"));
    for standard in STANDARDS {
        assert_eq!(broken(&pdf, standard), [""; 0], "{standard}");
    }
    let found = verify(&pdf, &faces(&theme)).expect("a file that can be read");
    assert_eq!(found.verdict(), Verdict::Verified, "{:?}", found.bytes);
}

/// A theme that only changes colours needs no face: what is built in is at hand.
#[test]
fn colours_alone_are_proved_without_more() {
    let theme =
        Theme::load("t", b"[colours]\naccent = \"#7A1F3D\"\n", |_| Err(String::new()));
    let theme = theme.expect("a theme");
    let brief = accepted("line", LINE, Format::Yaml);
    let design = Design { theme, ..Design::default() };
    let (house, plain) = (printed(&brief, &design), printed(&brief, &Design::default()));
    assert_eq!(verify(&house, &[]).map(|it| it.verdict()), Ok(Verdict::Verified));
    let attached = |pdf: &[u8]| {
        [THEME, LOGO].map(|name| pdf.windows(name.len()).any(|it| it == name.as_bytes()))
    };
    assert_eq!((attached(&house), attached(&plain)), ([true, false], [false, false]));
}

#[test]
fn widths_are_those_of_the_faces() {
    let brief = accepted("stores", STORES, Format::Yaml);
    let widths = |theme: Theme| {
        let design = Design { theme, ..Design::default() };
        let view = view(brief.brief(), &design, DATA, "");
        let view = serde_json::to_value(&view).expect("JSON");
        let mut widths = Vec::new();
        collect(&view, &mut widths);
        widths
    };
    let (research, house) = (widths(Theme::default()), widths(house()));
    assert!(!research.is_empty());
    let sum = |them: &[f64]| them.iter().sum::<f64>();
    assert!(sum(&house) > 1.05 * sum(&research), "Public Sans is wide");
}

/// The widths of the labels of charts.
fn collect(value: &Value, widths: &mut Vec<f64>) {
    match value {
        Value::Object(map) => {
            if map.contains_key("lines") && map.contains_key("side") {
                widths.extend(map["width"].as_f64());
            }
            map.values().for_each(|it| collect(it, widths));
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, widths)),
        _ => {}
    }
}

/// Letters that a face of the house lacks are named with it; signs are not missed.
#[test]
fn what_the_faces_of_a_house_lack_is_found() {
    let text = LINE.replacen("title: ", "title: \u{03B1} \u{25B2} ", 1);
    let brief = accepted("line", &text, Format::Yaml);
    assert!(preflight(&brief, &Design::default()).is_clean());
    let design = Design { theme: house(), ..Design::default() };
    let report = preflight(&brief, &design);
    let said: Vec<_> =
        report.findings().iter().map(|it| it.finding().message()).collect();
    assert_eq!(said, ["no face has `\u{03B1}` (U+03B1)"]);

    let mark = "\u{03B1} copy".parse().ok();
    let brief = accepted("line", LINE, Format::Yaml);
    let report = preflight(&brief, &Design { watermark: mark, ..design });
    let said: Vec<_> =
        report.findings().iter().map(|it| it.finding().message()).collect();
    assert_eq!(said, ["Public Sans Bold lacks `\u{03B1}` (U+03B1) of the mark"]);
}

/// Figures that hang and differ in width give way to those for tables.
#[test]
fn figures_stand_in_columns_whatever_the_face() {
    use strata_view::face::Face;
    let theme = house();
    for face in Face::ALL {
        let widths = ('0'..='9').map(|digit| theme.faces().advance(face, digit));
        let widths: Vec<_> = widths.collect();
        assert!(
            widths[0].is_some() && widths.iter().all(|it| *it == widths[0]),
            "{face:?}"
        );
    }
}

#[test]
fn the_published_schema_of_themes_is_in_step() {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "schema", "theme.schema.json"]
        .iter()
        .collect();
    let published = fs::read_to_string(path).unwrap_or_default();
    let now = format!("{:#}\n", schema());
    assert!(
        published == now,
        "write it anew: strata schema --theme >schema/theme.schema.json"
    );
    let schema = crate::schema::compile(&schema());
    assert!(schema.is_valid(&serde_json::json!({ "colours": { "ink": "#000000" } })));
    assert!(!schema.is_valid(&serde_json::json!({ "colours": { "inks": "#000000" } })));
    assert!(!schema.is_valid(&serde_json::json!({ "sizes": { "small": 3 } })));
}
