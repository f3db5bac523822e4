//! What is offered, by the text in which `|` is the cursor.

use super::super::tests::draft;
use super::*;

/// What is offered, and the text with the first offer written.
fn offers(text: &str, format: Format) -> (Vec<String>, String) {
    let offset = text.find('|').expect("a cursor");
    let text = text.replacen('|', "", 1);
    let offers = draft(&text, format).completions(offset);
    let written = offers.first().map(|one| {
        let (before, after) = (&text[..one.bytes.start], &text[one.bytes.end..]);
        format!("{before}{}{after}", one.text)
    });
    let labels = offers.into_iter().map(|one| one.label).collect();
    (labels, written.unwrap_or_default())
}

const FIGURES: &str = "\
sources: {filing: {title: F}}
figures:
  capex: {label: CapEx, value: $5B, change: +3% yoy, period: Q3 2025}
  cash: {label: Cash, source: tenk}
";

/// The first offers for YAML that follows the figures.
fn yaml(cases: &[(&str, &str, &str)]) {
    for (text, first, written) in cases {
        let (labels, whole) = offers(&format!("{FIGURES}{text}"), Format::Yaml);
        assert_eq!(labels.first().map_or("", String::as_str), *first, "{text}");
        assert_eq!(whole.trim_start_matches(FIGURES), *written, "{text}");
    }
}

#[test]
fn keys_are_offered_in_a_map_on_an_empty_line_and_half_written() {
    yaml(&[
        ("  more:\n    |\n", "label", "  more:\n    label: \n"),
        (
            "  more:\n    value: $1B\n    la|\n    note: N\n",
            "label",
            "  more:\n    value: $1B\n    label: \n    note: N\n",
        ),
        ("  more:\n    la|: x\n", "label", "  more:\n    label: x\n"),
        ("  more: {value: $1B, |}\n", "label", "  more: {value: $1B, label: }\n"),
        (
            "  more: {value: $1B, la|\nthesis: []\n",
            "label",
            "  more: {value: $1B, label: \nthesis: []\n",
        ),
        ("thesis:\n  - |\n", "id", "thesis:\n  - id: \n"),
        ("thesis:\n  - id: a\n    |\n", "kind", "thesis:\n  - id: a\n    kind: \n"),
        (
            "thesis:\n  - id: a\n    |\n    text: b\n",
            "kind",
            "thesis:\n  - id: a\n    kind: \n    text: b\n",
        ),
        (
            "sections:\n  - title: T\n    blocks:\n      - |\n",
            "advantage",
            "sections:\n  - title: T\n    blocks:\n      - advantage:\n",
        ),
        ("|\nverdict: {}\n", "as-of", "as-of: \nverdict: {}\n"),
        ("sub|\n", "as-of", "as-of: \n"),
        (
            "disclosures:\n  |\n\nverdict: {}\n",
            "ai-use",
            "disclosures:\n  ai-use: \n\nverdict: {}\n",
        ),
    ]);
}

#[test]
fn values_are_offered_where_none_is_and_in_place_of_one() {
    yaml(&[
        ("  more: {source: |}\n", "filing", "  more: {source: filing}\n"),
        ("  more:\n    source: |\n", "filing", "  more:\n    source: filing\n"),
        ("  more:\n    source:|\n", "filing", "  more:\n    source: filing\n"),
        (
            "  more:\n    source: \"fi|\n    label: x\n",
            "filing",
            "  more:\n    source: \"filing\n    label: x\n",
        ),
        ("  more: {basis: i|}\n", "gaap", "  more: {basis: gaap}\n"),
        (
            "  more: {derivation: cash - |}\n",
            "capex",
            "  more: {derivation: cash - capex}\n",
        ),
        (
            "  more: {derivation: cash - ca|}\n",
            "capex",
            "  more: {derivation: cash - capex}\n",
        ),
        (
            "thesis:\n  - {id: main, rests-on: [capex, |]}\n",
            "filing",
            "thesis:\n  - {id: main, rests-on: [capex, filing]}\n",
        ),
        (
            "thesis:\n  - id: main\n    rests-on:\n      - |\n",
            "filing",
            "thesis:\n  - id: main\n    rests-on:\n      - filing\n",
        ),
        ("  more: {period: |}\n", "Q3 2025", "  more: {period: Q3 2025}\n"),
        ("  more: {period: Q|}\n", "Q3 2025", "  more: {period: Q3 2025}\n"),
        (
            "  more: {value: 5 c|}\nunits: {chips: c}\n",
            "chips",
            "  more: {value: 5 chips}\nunits: {chips: c}\n",
        ),
        ("  more: {value: 5 |}\n", "W", "  more: {value: 5 W}\n"),
        ("  more: {period: TTM |}\n", "Q3 2025", "  more: {period: Q3 2025}\n"),
        ("allow:\n  - {rule: |\n", "duplicate-id", "allow:\n  - {rule: duplicate-id\n"),
        ("allow:\n  - {at: |\n", "filing", "allow:\n  - {at: filing\n"),
    ]);
}

#[test]
fn figures_and_their_parts_are_offered_in_prose() {
    yaml(&[
        (
            "thesis:\n  - {id: main, text: \"up {ca|\n",
            "capex",
            "thesis:\n  - {id: main, text: \"up {capex\n",
        ),
        (
            "thesis:\n  - {id: main, text: \"up {|} and\"}\n",
            "capex",
            "thesis:\n  - {id: main, text: \"up {capex} and\"}\n",
        ),
        (
            "thesis:\n  - {id: main, text: \"up {capex.|}\"}\n",
            "change",
            "thesis:\n  - {id: main, text: \"up {capex.change}\"}\n",
        ),
        ("thesis:\n  - {id: main, text: \"up {{ca|\n", "", ""),
        ("thesis:\n  - {id: main, text: \"up {capex} ca|\n", "", ""),
    ]);
    let parts = offers(&format!("{FIGURES}title: a {{capex.|"), Format::Yaml).0;
    assert_eq!(
        parts,
        ["change", "rise", "period", "label"],
        "there is no prior, and no fall"
    );
}

#[test]
fn what_a_figure_really_has_is_offered_behind_its_dot() {
    let figures = "subject: {name: N, fiscal-year: calendar}\nfigures:\n  \
        outlook: {label: Outlook, range: {low: $206B, high: $213B}}\n  \
        sales: {label: Sales, short: S, value: '$77,673M', change: +18% yoy, prior: '$65,585M', \
        period: FY 2024, comparisons: [{as: cc, change: +17% yoy, adjustment: organic}, {as: plan, \
        change: vs guidance, with: outlook}], history: {FY 2022: '$50,000M'}}\n";
    let of = |rest: &str| offers(&format!("{figures}{rest}"), Format::Yaml).0;
    assert_eq!(
        of("title: a {sales.|"),
        [
            "cc",
            "plan",
            "rounded",
            "change",
            "rise",
            "delta",
            "more",
            "prior",
            "period",
            "label",
            "short",
            "cagr since FY 2022",
        ]
    );
    assert_eq!(of("title: a {sales.plan.|"), ["prior", "label", "short"]);
    assert_eq!(of("title: a {sales.cc.|"), ["rise"]);
    assert_eq!(of("title: a {outlook.|"), ["low", "high", "mid", "label"]);
    assert_eq!(
        of("thesis:\n  - {id: main, rests-on: [outlook.|]}\n"),
        ["outlook.low", "outlook.high", "outlook.mid"]
    );
}

#[test]
fn notes_are_offered_behind_their_mark() {
    let notes = "notes: {lease: L, scope: S}\n";
    let (labels, text) = offers(&format!("{notes}title: a[^le|"), Format::Yaml);
    assert_eq!(labels.first().map(String::as_str), Some("lease"));
    assert!(text.ends_with("title: a[^lease"), "{text}");
    let (labels, _) = offers(&format!("{notes}title: a[^|] b"), Format::Yaml);
    assert_eq!(labels, ["lease", "scope"]);
}

#[test]
fn nothing_is_offered_where_anything_can_be_written() {
    yaml(&[
        ("  more: {label: |}\n", "", ""),
        ("# a |\n", "", ""),
        ("  more: {id: x|}\n", "", ""),
    ]);
}

#[test]
fn ids_that_are_named_but_not_there_are_offered_as_keys() {
    let text = "figures:\n  a: {label: A, source: tenk}\nsources:\n  |\n";
    assert_eq!(
        offers(text, Format::Yaml),
        (vec!["tenk".to_owned()], text.replace('|', "tenk:"))
    );
}

#[test]
fn json_and_toml_are_completed_as_well() {
    let json = [
        (r#"{"title": "A", |}"#, r#"{"title": "A", "as-of": }"#),
        (r#"{"title": "A", "|"#, r#"{"title": "A", "as-of"#),
        (
            r#"{"sources": {"a": {}}, "figures": {"b": {"source": |"#,
            r#"{"sources": {"a": {}}, "figures": {"b": {"source": "a""#,
        ),
        (
            r#"{"sources": {"a": {}}, "figures": {"b": {"source": "|"}}}"#,
            r#"{"sources": {"a": {}}, "figures": {"b": {"source": "a"}}}"#,
        ),
        (
            r#"{"figures": {"b": {"label": "B"}}, "thesis": [{"rests-on": [|]}]}"#,
            r#"{"figures": {"b": {"label": "B"}}, "thesis": [{"rests-on": ["b"]}]}"#,
        ),
    ];
    for (text, written) in json {
        assert_eq!(offers(text, Format::Json).1, written, "{text}");
    }
    let after = "\n[sources.a]\n";
    let toml = [
        ("title = 'A'\n|", "title = 'A'\nas-of = "),
        ("[figures.b]\n|", "[figures.b]\nlabel = "),
        ("[figures.b]\nla|", "[figures.b]\nlabel = "),
        ("[figures.b]\nsource = |", "[figures.b]\nsource = \"a\""),
        ("[figures.b]\nsource = '|'", "[figures.b]\nsource = 'a'"),
        ("[figures.b]\nsource = 'x|", "[figures.b]\nsource = 'a"),
        ("[[thesis]]\nrests-on = [|]", "[[thesis]]\nrests-on = [\"a\"]"),
        (
            "[[sections]]\ntitle = 'A'\n[[sections.blocks]]\n|",
            "[[sections]]\ntitle = 'A'\n[[sections.blocks]]\nadvantage = ",
        ),
    ];
    for (text, written) in toml {
        assert_eq!(
            offers(&format!("{text}{after}"), Format::Toml).1,
            format!("{written}{after}"),
            "{text}"
        );
    }
}
