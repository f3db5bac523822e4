//! Safe fixes of texts: words stay apart, and what could be read in two ways is no safe fix.

use strata_check::{Format, Input, Limits, Safety, fix};

fn brief(deck: &str, period: &str) -> String {
    format!(
        "strata: \"1\"\ntitle: Test\ndeck: {deck}\nas-of: 2025-10-31\nsubject: {{name: Example \
         plc, fiscal-year: calendar}}\nfigures:\n  sales: {{label: Sales, value: $5B, period: \
         {period}}}\nthesis: [{{id: main, kind: observation, text: 'Sales were {{sales}}.'}}]\n"
    )
}

/// The line of a mended brief that begins with a key.
fn line(text: &str, format: Format, key: &str) -> String {
    let (bytes, limits) = (text.as_bytes(), Limits::default());
    let mended = fix(&Input { name: "brief", bytes, format, limits }, Safety::Safe);
    let mut lines = mended.text.lines();
    let line =
        lines.find_map(|line| line.trim_start().strip_prefix(key)).expect("the key");
    line.trim().to_owned()
}

#[test]
fn what_parts_words_leaves_a_space() {
    for part in ["\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1e}"] {
        for (written, meant) in [
            ("One{}two", "One two"),
            ("One{}{}two", "One two"),
            ("One {}two", "One two"),
            ("One{} two", "One two"),
            ("One.{}Two", "One. Two"),
            ("深{}度", "深 度"),
            ("One{}", "One"),
        ] {
            let deck = written.replace("{}", part);
            let text = brief(&deck, "FY 2024");
            assert_eq!(line(&text, Format::Yaml, "deck: "), meant, "{deck:?}");
        }
    }
    let tabs = brief("\"One\\t\\ttwo \\t three\\t\"", "FY 2024");
    assert_eq!(line(&tabs, Format::Yaml, "deck: "), "One two three");
}

#[test]
fn what_has_no_width_goes_and_what_turns_a_text_round_is_no_safe_fix() {
    for gone in ["\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}"] {
        let text = brief(&format!("Back to gr{gone}owth"), "FY 2024");
        assert_eq!(line(&text, Format::Yaml, "deck: "), "Back to growth", "{gone:?}");
    }
    for stays in ["\u{202e}htworg", "\u{1b}[31mgrowth", "\u{e000}", "\u{3164}growth"] {
        let deck = format!("Back to {stays}");
        let text = brief(&deck, "FY 2024");
        assert_eq!(line(&text, Format::Yaml, "deck: "), deck, "{deck:?}");
    }
}

#[test]
fn what_says_more_than_a_period_is_left_alone() {
    for period in ["Q3 2025 (unaudited)", "H1 + H2 2025", "FY 20-24", "FY24"] {
        let line = line(&brief("A test", period), Format::Yaml, "sales: ");
        assert!(line.contains(&format!("period: {period}}}")), "{line}");
    }
    for (period, meant) in [
        ("Q3-2024", "Q3 2024"),
        ("year ended 31 March 2024", "2023-04-01/2024-03-31"),
        ("2024 Q3 YTD", "YTD Q3 2024"),
        ("13 weeks ended 30 June 2024", "13 weeks to 2024-06-30"),
        ("first nine months of 2024", "9M 2024"),
    ] {
        let line = line(&brief("A test", period), Format::Yaml, "sales: ");
        assert!(line.contains(&format!("period: {meant}}}")), "{line}");
    }
}
