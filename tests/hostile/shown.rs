//! What is said of a hostile file steers no terminal, whatever form it is said in.

use strata_check::{Format, Limits, Report};

use crate::{judged, raised, turn};

fn forms(report: &Report) -> [(&'static str, String); 4] {
    [
        ("short", strata_emit::short(report)),
        ("json", strata_emit::json(report)),
        ("human", strata_emit::human(report, false)),
        ("colour", strata_emit::human(report, true)),
    ]
}

fn is_harmful(found: char) -> bool {
    let control = found.is_control() && found != '\n';
    control
        || matches!(found, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[test]
fn nothing_that_is_printed_steers_a_terminal() {
    let _turn = turn();
    let bad = [
        "\u{1b}[31m",
        "\u{1b}]0;x\u{7}",
        "\u{9b}31m",
        "\u{202e}",
        "\u{0}",
        "\u{8}",
        "\r",
        "\u{200b}",
        "\u{feff}",
        "\u{e0041}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
    ];
    for bad in bad {
        let escaped: String = bad
            .chars()
            .map(|found| {
                if found as u32 > 0xffff {
                    format!("\\U{:08x}", found as u32)
                } else {
                    format!("\\u{:04x}", found as u32)
                }
            })
            .collect();
        for part in [bad, escaped.as_str()] {
            let texts = [
                format!("title: \"a{part}b\"\n"),
                format!("\"ti{part}tle\": x\n"),
                format!(
                    "figures: {{\"a{part}\": {{label: \"{part}\", value: \"{part}\", source: \"{part}\"}}}}\n"
                ),
                format!("a: \"{part}\n"),
                format!("as-of: \"{part}\"\nstrata: \"{part}\"\nthesis: \"{part}\"\n"),
                format!("{part}{part}: [\n"),
            ];
            for (text, format) in texts.iter().flat_map(|text| {
                [(text, Format::Yaml), (text, Format::Json), (text, Format::Toml)]
            }) {
                let report = judged(format, text.as_bytes(), Limits::default()).report;
                for (form, said) in forms(&report) {
                    let plain =
                        if form == "colour" { without_colour(&said) } else { said };
                    let found = plain.chars().find(|found| is_harmful(*found));
                    assert_eq!(found, None, "{form} of {text:?} as {format:?}");
                }
            }
        }
    }
}

/// The text without the escapes that colour it: `ESC [ digits m`.
fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut plain, part| {
        let end = part.find('m').expect("an escape that colours");
        assert!(
            part[..end].bytes().all(|byte| byte.is_ascii_digit() || byte == b';'),
            "{part:?}"
        );
        plain.push_str(&part[end + 1..]);
        plain
    })
}

/// A line of a million characters is not drawn two hundred times.
#[test]
fn a_report_is_no_longer_than_can_be_read() {
    let _turn = turn();
    let keys: String = (0..80_000).map(|at| format!("a{at}: {{x: y}},")).collect();
    let line = format!("{{{keys}}}");
    let wide = format!("title: x\n{}", "é".repeat(500_000) + ": {{{");
    let twice = format!("a: b\n{}a: c\n", "# x\n".repeat(200_000));
    for text in [line, wide, twice] {
        let report = judged(Format::Yaml, text.as_bytes(), raised()).report;
        assert!(!report.is_clean());
        for (form, said) in forms(&report) {
            println!("{form}: {} bytes", said.len());
            assert!(said.len() < 1 << 19, "{form}: {} bytes", said.len());
        }
    }
}
