//! Themes as they are written, and what is said of them.

use strata_check::{Report, Rule, rules};

use super::{Face, Theme};

const SANS: &[u8] = include_bytes!("../../fonts/SourceSans3-Regular.otf");

/// A picture of one dot.
fn dot() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&[0, 255]).expect("two dots");
    writer.finish().expect("an end");
    bytes
}

fn file(name: &str) -> Result<Vec<u8>, String> {
    match name {
        "logo.png" => Ok(dot()),
        "Display-Caps.ttf" => Ok(without(b"tnum", uneven())),
        name if name.starts_with("Sans-") => Ok(SANS.to_vec()),
        _ => Err("no such file or folder".to_owned()),
    }
}

fn load(text: &str) -> Result<Theme, Report> {
    Theme::load("house.toml", text.as_bytes(), file)
}

/// The findings of a theme, a line each.
fn said(text: &str) -> Vec<String> {
    let report = load(text).expect_err(text);
    let line = |it: &strata_check::Located| {
        let (at, finding) = (&it.region().start, it.finding());
        let help = finding.advice().unwrap_or_default();
        let (code, message) = (finding.rule().code, finding.message());
        format!("{}:{} {code} {message} ({help})", at.line, at.column)
    };
    report.findings().iter().map(line).collect()
}

/// The face of data with a figure wider than the others.
fn uneven() -> Vec<u8> {
    let face = ttf_parser::Face::parse(SANS, 0).expect("a face");
    let one = usize::from(face.glyph_index('1').expect("a figure").0);
    let hmtx =
        face.raw_face().table(ttf_parser::Tag::from_bytes(b"hmtx")).expect("widths");
    let at = hmtx.as_ptr() as usize - SANS.as_ptr() as usize + 4 * one;
    let mut bytes = SANS.to_vec();
    bytes[at] += 1;
    bytes
}

/// The same without a feature.
fn without(tag: &[u8; 4], mut bytes: Vec<u8>) -> Vec<u8> {
    while let Some(at) = bytes.windows(4).position(|it| it == tag) {
        bytes[at..at + 4].copy_from_slice(b"xxxx");
    }
    bytes
}

/// The face of data with another value in a table.
fn patched(table: &[u8; 4], offset: usize, value: &[u8]) -> Vec<u8> {
    let face = ttf_parser::RawFace::parse(SANS, 0).expect("a face");
    let data = face.table(ttf_parser::Tag::from_bytes(table)).expect("a table");
    let at = data.as_ptr() as usize - SANS.as_ptr() as usize + offset;
    let mut bytes = SANS.to_vec();
    bytes[at..at + value.len()].copy_from_slice(value);
    bytes
}

#[test]
fn a_theme_names_what_it_changes() {
    let theme =
        load("name = \"House\"\n[colours]\naccent = \"#7a1f3d\"\n").expect("a theme");
    let research = Theme::research();
    assert_eq!(theme.style().name.as_str(), "House");
    assert_eq!(theme.style().colours.accent.to_string(), "#7A1F3D");
    assert_eq!(theme.style().colours.ink, research.style().colours.ink);
    assert_eq!(theme.style().sizes, research.style().sizes);
    assert_eq!(theme.own_faces().count(), 0);
    assert!(Face::ALL.iter().all(|face| theme.faces().is_embedded(*face)));
    assert!(theme != *research && theme == theme.clone());
    let same = load("name = \"Research\"\n").expect("a theme");
    assert_eq!(same.style(), research.style());
}

#[test]
fn a_role_has_its_own_files_and_signs_of_the_built_in_face() {
    let theme = load(
        "[faces.sans]\nregular = \"Sans-A.otf\"\nitalic = \"Sans-A.otf\"\n\
         semibold = \"Sans-B.otf\"\nbold = \"Sans-B.otf\"\n[logo]\nfile = \"logo.png\"\n\
         alt = \"Example Research\"\n",
    )
    .expect("a theme");
    let own: Vec<_> = theme.own_faces().map(|(name, _)| name).collect();
    assert_eq!(own, ["Sans-A.otf", "Sans-B.otf"]);
    assert!(
        theme.faces().is_embedded(Face::Serif) && !theme.faces().is_embedded(Face::Sans)
    );
    assert_eq!(theme.families(Face::SansBold), ["Source Sans 3 Sans", "Source Sans 3"]);
    assert_eq!(theme.families(Face::Serif), ["Source Serif 4"]);
    assert_eq!(theme.logo().map(|it| it.alt.as_str()), Some("Example Research"));
}

#[test]
fn all_that_is_wrong_is_said_at_its_place() {
    assert_eq!(
        said(
            "nmae = \"House\"\n[colours]\naccnt = \"#7A1F3D\"\nink = \"black\"\nmute = 3\n"
        ),
        [
            "1:1 T001 `nmae` is no key of a theme here (did you mean `name`?)",
            "3:1 T001 `accnt` is no key of a theme here (did you mean `accent`?)",
            "4:7 T002 expected a colour such as `#0B4F7A`, not `black` (write it as `strata \
             explain T002` shows it)",
            "5:8 T002 expected a colour such as `#0B4F7A`, not `3` (write it as `strata \
             explain T002` shows it)",
        ]
    );
    assert_eq!(said("[sizes]\nsmall = 4\ntitle = [20, 24, 28]\nvalue = [19]\n").len(), 3);
    assert_eq!(said("[page]\nthird = 90\n").len(), 1);
    assert_eq!(said("colours = 3\n").len(), 1);
    assert!(said("[colours\n")[0].contains(" P"), "the grammar has the first word");
    assert_eq!(said("name = \"a\"\nname = \"b\"\n").len(), 1);
    assert!(Theme::load("x", &[b'#'; 70_000], file).is_err(), "too large");
}

#[test]
fn what_makes_sense_as_a_whole_is_named_whole() {
    let said =
        said("[faces.sans]\nregular = \"Sans-A.otf\"\n[logo]\nfile = \"logo.png\"\n");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].contains("`sans` is named without `italic` and `semibold` and `bold`")
    );
    assert!(said[1].contains("`logo` is named without `alt`"));
}

#[test]
fn colours_that_cannot_be_told_apart_are_found_where_they_are_set() {
    let said = said("[colours]\ntint = \"#6B7886\"\ndeep = \"#2A5A7A\"\n");
    assert!(
        said.iter().any(|it| it.starts_with("2:8 T004 `mute` on `tint`")),
        "{said:?}"
    );
    assert!(said.iter().any(|it| it.starts_with("3:8 T005 in grey `mid`")), "{said:?}");
}

#[test]
fn a_face_that_cannot_or_may_not_be_printed_with_is_refused() {
    let why = |bytes: Vec<u8>| {
        let theme = "[faces.display]\nregular = \"a\"\nsemibold = \"a\"\n";
        let report = Theme::load("t", theme.as_bytes(), |_| Ok(bytes.clone()));
        let report = report.expect_err("it is refused");
        report.findings()[0].finding().message().to_owned()
    };
    let whole = SANS.len();
    for (bytes, says) in [
        (Vec::new(), "neither OpenType nor TrueType"),
        (b"wOF2 and so on".to_vec(), "packed for the web"),
        (b"ttcf and so on".to_vec(), "a collection"),
        (SANS[..200].to_vec(), "damaged"),
        (SANS[..whole / 9].to_vec(), ""),
        (patched(b"OS/2", 8, &[0, 2]), "does not allow"),
        (patched(b"OS/2", 8, &[1, 0]), "does not allow"),
        (patched(b"cmap", 2, &[0xFF, 0xFF]), "map of characters"),
        (without(b"CFF ", SANS.to_vec()), "no outlines"),
        (vec![0; super::LARGEST_FACE + 1], "bytes"),
    ] {
        assert!(why(bytes).contains(says), "{says}");
    }
}

#[test]
fn a_logo_is_a_whole_picture() {
    let why = |bytes: Vec<u8>| {
        let theme = "[logo]\nfile = \"a\"\nalt = \"a\"\n";
        Theme::load("t", theme.as_bytes(), |_| Ok(bytes.clone())).is_err()
    };
    assert!(!why(dot()));
    let (whole, mut broken) = (dot().len(), dot());
    broken[whole / 2] ^= 1;
    for bytes in [Vec::new(), b"<svg/>".to_vec(), dot()[..whole - 20].to_vec(), broken] {
        assert!(why(bytes));
    }
}

#[test]
fn every_rule_of_themes_shows_what_it_means() {
    let of_themes = rules().filter(|rule| rule.phase() == strata_check::Phase::Theme);
    let codes = |text: &str| match load(text) {
        Ok(_) => Vec::new(),
        Err(report) => {
            report.findings().iter().map(|it| it.finding().rule().code).collect()
        }
    };
    let show = |rule: &Rule| {
        assert_eq!(codes(rule.good), [""; 0], "{}", rule.code);
        let bad = codes(rule.bad);
        assert!(!bad.is_empty() && bad.iter().all(|it| *it == rule.code), "{bad:?}");
    };
    assert_eq!(of_themes.map(show).count(), 6);
}

/// Whatever bytes come, they are read or refused.
#[test]
fn a_damaged_face_does_no_harm() {
    for at in (0..SANS.len()).step_by(4999) {
        let mut bytes = SANS.to_vec();
        bytes[at] ^= 0xFF;
        if let Ok(face) = super::Typeface::read(bytes) {
            let _ = face.advance('a');
        }
    }
}
