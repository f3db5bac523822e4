//! Briefs of the right form that say too much of one thing: what the rules look for in them
//! must not take longer than reading them.

use strata_check::Format::{Json, Yaml};

use crate::{File, all_bounded, file};

const HEAD: &str = "\
strata: \"1\"
title: A title
subject: {name: Example plc, fiscal-year: calendar}
as-of: 2025-09-30
disclosures: {author: A, positions: None., ai-use: None.}
thesis: [{id: main, kind: observation, text: It grew.}]
";

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

pub(crate) fn brief(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

/// As much prose as fits, of one text over and over.
fn prose(text: &str) -> String {
    let paragraph = text.repeat(3_990 / text.len());
    let block = format!("  - text:\n      paragraphs: ['{}']\n", paragraph.trim_end());
    let sections = many(200, |_| {
        format!(
            "- title: S\n  blocks:\n{}",
            block.replace('\n', "\n  ").trim_end().to_owned() + "\n"
        )
    });
    let all = format!("sections:\n{sections}");
    all
}

/// Readings in blocks, 200 to a section.
fn readings(count: usize, rests_on: impl Fn(usize) -> String) -> String {
    let one = |at: usize| {
        let head = if at.is_multiple_of(200) { "- title: S\n  blocks:\n" } else { "" };
        format!(
            "{head}  - reading: {{id: r{at}, kind: inference, text: It grew., rests-on: [{}]}}\n",
            rests_on(at)
        )
    };
    format!("sections:\n{}", many(count, one))
}

fn figures(count: usize, one: impl Fn(usize) -> String) -> String {
    format!(
        "figures:\n{}",
        many(count, |at| format!(
            "  f{at}: {{label: F, period: FY 2024, basis: analyst-estimate, {}}}\n",
            one(at)
        ))
    )
}

/// Ids of 64 letters that differ by the order of their letters only.
fn anagram(at: usize) -> String {
    let mut letters: Vec<u8> = (0..64).map(|place| b'a' + (place % 26) as u8).collect();
    for step in 0..16 {
        letters.swap(step * 4, (at >> step & 1) * 2 + step * 4 + 1);
    }
    letters.rotate_left(at % 7);
    String::from_utf8(letters).expect("letters")
}

fn in_prose() -> Vec<File> {
    let known = "figures:\n  a: {label: A, value: $5B, period: FY 2024, basis: analyst-estimate}\n";
    let with = |text: &str| brief(&format!("{known}{}", prose(text)));
    vec![
        file(
            "a text of a million references",
            Yaml,
            brief(&format!("verdict: {{text: ['{}']}}\n", "{a}".repeat(340_000))),
            &["S007"],
        ),
        file("references", Yaml, with("{a} "), &[]),
        file("references to nothing", Yaml, with("{b} "), &["L002"]),
        file("opening braces", Yaml, with("{ "), &["L002"]),
        file("opening braces, close", Yaml, with("a{"), &["L002"]),
        file("closing braces", Yaml, with("} "), &["L002"]),
        file("doubled braces", Yaml, with("{{ }} "), &[]),
        file("braces without an id", Yaml, with("{} "), &["L002"]),
        file("numbers", Yaml, with("$5B "), &["L032"]),
        file("short numbers", Yaml, with("5% "), &["L032"]),
        file(
            "numbers among figures",
            Yaml,
            brief(&format!(
                "{}{}",
                figures(2_000, |at| format!("value: ${at}M")),
                prose("$7M ")
            )),
            &["L003"],
        ),
        file("punctuation", Yaml, with(". "), &[]),
        file("dashes", Yaml, with("- "), &[]),
        file("capitals", Yaml, with("USD "), &[]),
        file("words of bound", Yaml, with("over 5 "), &[]),
        file("words of periods", Yaml, with("TTM {a} annual "), &["L031"]),
        file("percent signs", Yaml, with("% "), &[]),
        file("one word of 4,000 letters", Yaml, with("a"), &[]),
        file("one number of 4,000 digits", Yaml, with("1"), &[]),
        file("one number and its commas", Yaml, with("1,"), &[]),
        file("likely", Yaml, with("It is likely with high confidence. "), &["L041"]),
        file("ideographs", Yaml, with("市場"), &[]),
        file(
            "quotes of bound words",
            Yaml,
            brief(&figures(200, |_| {
                format!("value: $5B, quote: '{}'", "over 5 ".repeat(80).trim_end())
            })),
            &["L003"],
        ),
    ]
}

fn in_references() -> Vec<File> {
    let id = |at: usize| format!("r{}", at + 1);
    let meant = |misses: usize| {
        let figures = many(2_000, |at| {
            format!("  {}: {{label: F, magnitude: much, period: FY 2024}}\n", anagram(at))
        });
        let show = (0..misses).map(|at| anagram(at + 70_000)).collect::<Vec<_>>();
        let blocks = show
            .chunks(200)
            .map(|ids| format!("  - figures: {{show: [{}]}}\n", ids.join(", ")));
        brief(&format!(
            "figures:\n{figures}sections:\n- title: S\n  blocks:\n{}",
            blocks.collect::<String>()
        ))
    };
    vec![
        file(
            "a chain of 10,000 readings",
            Yaml,
            brief(&readings(
                10_000,
                |at| if at == 9_999 { "main".into() } else { id(at) },
            )),
            &[],
        ),
        file(
            "a chain backwards",
            Yaml,
            brief(&readings(10_000, |at| {
                if at == 0 { "main".into() } else { format!("r{}", at - 1) }
            })),
            &[],
        ),
        file(
            "a cycle of 5,000",
            Yaml,
            brief(&readings(5_000, |at| format!("r{}", (at + 1) % 5_000))),
            &["L044"],
        ),
        file(
            "readings that rest on themselves",
            Yaml,
            brief(&readings(5_000, |at| format!("r{at}"))),
            &["L044"],
        ),
        file(
            "each on each of 200",
            Yaml,
            brief(&readings(200, |_| {
                (0..200).map(|at| format!("r{at}")).collect::<Vec<_>>().join(", ")
            })),
            &["L044"],
        ),
        file(
            "10,000 readings of one id",
            Yaml,
            brief(
                &readings(10_000, |_| "main".into()).replace("id: r", "id: r1, label: r"),
            ),
            &["L001"],
        ),
        file(
            "10,000 readings on nothing",
            Yaml,
            brief(&readings(10_000, |at| format!("x{at}"))),
            &["L002"],
        ),
        file(
            "200 on 200 that are not",
            Yaml,
            brief(&readings(1_000, |_| {
                (0..200).map(|at| format!("x{at}")).collect::<Vec<_>>().join(", ")
            })),
            &["L002"],
        ),
        file("ids alike, 50 missed", Yaml, meant(50), &["L002"]),
        file("ids alike, 4,000 missed", Yaml, meant(4_000), &["L002"]),
        file(
            "200 entries of allow and 10,000 findings",
            Yaml,
            brief(&format!(
                "{}allow:\n{}",
                readings(10_000, |at| format!("x{at}")),
                many(200, |at| format!("- {{rule: L002, at: r{at}, reason: R.}}\n"))
            )),
            &["L002"],
        ),
        file(
            "200 wrong entries of allow",
            Yaml,
            brief(&format!(
                "{}allow:\n{}",
                readings(8_000, |_| "main".into()),
                many(200, |at| format!("- {{rule: L002, at: q{at}, reason: R.}}\n"))
            )),
            &["L004"],
        ),
        file(
            "50,000 entries of allow",
            Yaml,
            brief(&format!(
                "allow:\n{}",
                many(50_000, |_| "- {rule: L002, at: a, reason: R.}\n".into())
            )),
            &["S006"],
        ),
    ]
}

fn in_figures() -> Vec<File> {
    let chain = |count: usize| {
        figures(count, |at| {
            if at == 0 {
                "value: $1B".into()
            } else {
                format!("value: ${at}B, derivation: f{} + f0", at - 1)
            }
        })
    };
    let history = |figure: &str, count: usize, of: usize| {
        // The last begins where the first does: there are but two thousand years.
        let periods = many(count, |at| {
            format!(
                "{}-01-0{}/{}-12-31: ${at}B, ",
                1000 + at % 2_000,
                1 + at / 2_000,
                1000 + at % 2_000
            )
        });
        brief(&figures(of, |_| format!("value: $5B, {figure}history: {{{periods}}}")))
    };
    let superlative =
        "superlative: {of: change, extreme: highest, since: FY 1000}, change: +5% yoy, ";
    let declared = many(2_000, |at| {
        format!("  Q1 {}: {}-02-01/{}-04-30\n", 1000 + at, 1000 + at, 1000 + at)
    });
    let to_date = many(2_000, |at| format!("YTD Q1 {}: $5B, ", 1000 + at));
    vec![
        file("a chain of 2,000 figures", Yaml, brief(&chain(2_000)), &[]),
        file("a chain of 5,000 figures", Yaml, brief(&chain(5_000)), &["S006"]),
        file(
            "a circle of 2,000 figures",
            Yaml,
            brief(&figures(2_000, |at| {
                format!(
                    "value: $1B, derivation: f{} - f{}",
                    (at + 1) % 2_000,
                    (at + 2) % 2_000
                )
            })),
            &["L044"],
        ),
        file(
            "a derivation of 1,000 letters",
            Yaml,
            brief(&figures(800, |_| {
                format!("value: $1B, derivation: f1{}", " + f1".repeat(180))
            })),
            &["L022"],
        ),
        file(
            "a derivation of 5,000 figures",
            Yaml,
            brief(&figures(1, |_| {
                format!("value: $1B, derivation: f0{}", " + f1".repeat(5_000))
            })),
            &["S007"],
        ),
        file(
            "a breakdown of 10,000 parts",
            Yaml,
            brief(&figures(1, |_| {
                format!("value: $1B, breakdowns: {{all: [{}]}}", "f0, ".repeat(10_000))
            })),
            &["S006"],
        ),
        file(
            "2,000 breakdowns of 200 parts",
            Yaml,
            brief(&figures(2, |_| {
                format!(
                    "value: $1B, breakdowns: {{{}}}",
                    many(700, |at| format!("b{at}: [{}], ", "f1, ".repeat(200)))
                )
            })),
            &["L022"],
        ),
        file("a history of 2,001 periods", Yaml, history("", 2_001, 1), &["S006"]),
        file("histories of 2,000 periods", Yaml, history("", 2_000, 12), &[]),
        file(
            "superlatives over 2,000 periods",
            Yaml,
            history(superlative, 2_000, 12),
            &["L028"],
        ),
        file(
            "one concept for all histories",
            Yaml,
            history("concept: Revenue, ", 2_000, 12),
            &["L020"],
        ),
        file(
            "one concept for all figures",
            Yaml,
            brief(&figures(2_000, |_| "value: ~$5B, concept: Revenue".into())),
            &[],
        ),
        file(
            "2,000 periods declared",
            Yaml,
            brief(&format!(
                "periods:\n{declared}{}",
                figures(15, |_| format!("value: $5B, history: {{{to_date}}}"))
            )),
            &[],
        ),
        file(
            "periods without dates",
            Yaml,
            brief(&figures(15, |_| {
                format!(
                    "value: $5B, history: {{{}}}",
                    many(2_000, |at| format!("Q1 FY{at:04}: $5B, "))
                )
            })),
            &["L002"],
        ),
        file(
            "units that nobody declared",
            Yaml,
            brief(&figures(20, |of| {
                format!(
                    "value: $5B, history: {{{}}}",
                    many(1_500, |at| format!(
                        "{}-01-01/{}-12-31: 5 u{of}x{at}, ",
                        1000 + at,
                        1000 + at
                    ))
                )
            })),
            &["L025"],
        ),
        file(
            "units alike",
            Yaml,
            brief(&format!(
                "units:\n{}{}",
                many(2_000, |at| format!("  {}: A unit.\n", &anagram(at)[..40])),
                figures(2_000, |at| format!("value: 5 {}", &anagram(at + 70_000)[..40]))
            )),
            &["L025"],
        ),
    ]
}

/// Values at the ends of what can be written.
fn extreme() -> Vec<File> {
    let most = "999,999,999,999.999999T";
    let two = |a: &str, b: &str, c: &str| {
        brief(&format!(
            "figures:\n  a: {{label: A, period: FY 2024, {a}}}\n  b: {{label: B, period: FY 2024, {b}}}\n  c: {{label: C, period: FY 2024, {c}}}\n"
        ))
    };
    let figure = |rest: &str| brief(&format!("figures:\n  a: {{label: A, {rest}}}\n"));
    let value = format!("value: '${most}'");
    vec![
        file("the largest product", Yaml, two(&value, &value, &format!("{value}, derivation: a * b")), &[]),
        file("the largest sum", Yaml, two(&value, &value, &format!("{value}, derivation: a + b")), &["L022"]),
        file("the largest quotient", Yaml, two(&value, "value: $0.000001", "value: 1x, derivation: a / b"), &[]),
        file("the largest growth", Yaml, two(&value, "value: $0.000001", "value: 1%, derivation: growth of a on b"), &[]),
        file("a quotient by zero", Yaml, two(&value, "value: $0", "value: 1x, derivation: a / b"), &[]),
        file("a quotient by less", Yaml, two(&value, "value: -$5B", "value: 1x, derivation: a / b"), &[]),
        file("a base of zero", Yaml, figure("value: $5B, prior: $0B, change: +5% yoy, period: FY 2024"), &["L027"]),
        file("a base below zero", Yaml, figure("value: $5B, prior: -$5B, change: +5% yoy, period: FY 2024"), &["L027"]),
        file("the largest growth stated", Yaml, figure(&format!("{value}, prior: $0.000001, change: '+{}% yoy', period: FY 2024", most.trim_end_matches('T'))), &[]),
        file("the largest tolerance", Yaml, figure(&format!("{value}, tolerance: '${most}', period: FY 2024")), &[]),
        file("a range upside down", Yaml, figure(&format!("range: {{low: '${most}', high: '-${most}'}}, period: FY 2024")), &[]),
        file("more decimals than there are", Yaml, figure("value: $5B, decimals: '-12', period: FY 2024"), &["L024"]),
        file("the first year", Yaml, figure("value: $5B, period: FY 1000"), &[]),
        file("the last year", Yaml, figure("value: $5B, period: FY 2999"), &["L051"]),
        file("twelve months before the first", Yaml, figure("value: $5B, period: TTM 1000-01-01"), &["S005"]),
        file("all years there are", Yaml, figure("value: $5B, period: 1000-01-01/2999-12-31"), &["L051"]),
        file("an interval backwards", Yaml, figure("value: $5B, period: 2999-12-31/1000-01-01"), &[]),
        file("the last day, stale", Yaml, brief("stale-after: \"1\"\nfigures:\n  a: {label: A, value: $5B, period: 1000-01-01/1000-01-02}\n").replace("2025-09-30", "2999-12-31"), &["L033"]),
        file("the year 10000", Yaml, figure("value: $5B, period: 10000-01-01"), &["S005"]),
        file("a count of nine digits", Yaml, brief("stale-after: \"999999999\"\n"), &["S005"]),
        file("a $schema of no address", Json, brief_as_json(r#""\u0000javascript:alert(1)""#), &["P004"]),
        file("a $schema of a file", Json, brief_as_json(r#""file:///etc/passwd""#), &[]),
        file("a $schema somewhere", Json, brief_as_json(r#""https://example.com/other.json""#), &[]),
        file("a $schema that is a schema", Json, brief_as_json(r#"{"$ref": "file:///etc/passwd"}"#), &["S004"]),
    ]
}

fn brief_as_json(schema: &str) -> String {
    format!(
        r#"{{"$schema": {schema}, "strata": "1", "title": "T", "subject": {{"name": "N"}}, "as-of": "2025-09-30",
            "disclosures": {{"author": "A", "positions": "None.", "ai-use": "None."}},
            "thesis": [{{"id": "a", "kind": "observation", "text": "T"}}]}}"#
    )
}

#[test]
fn prose_is_judged_in_time() {
    all_bounded(in_prose);
}

#[test]
fn references_are_followed_in_time() {
    all_bounded(in_references);
}

#[test]
fn figures_are_compared_in_time() {
    all_bounded(in_figures);
}

#[test]
fn the_ends_of_the_scales_hold() {
    all_bounded(extreme);
}
