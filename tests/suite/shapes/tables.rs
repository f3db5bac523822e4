//! Tables of every shape, and guidance: each prints, each number once and under its head.

use serde_json::{Value, json};
use strata_view::design::Design;
use strata_view::sheet::Paper;

use super::{all_print, least, set};

/// A brief with so many figures and one table of them.
fn tabled(figures: usize, value: impl Fn(usize) -> String, table: &Value) -> Value {
    let mut brief = least();
    brief["sources"] = json!({ "report": { "title": "Report", "tier": "issuer" } });
    for at in 0..figures {
        brief["figures"][format!("f{at}")] = json!({
            "label": format!("Figure {at}"), "value": value(at), "period": "Q3 2025",
            "change": "flat yoy", "prior": value(at), "source": "report",
            "note": format!("Note of figure {at}."),
        });
    }
    brief["sections"] = json!([{ "title": "Table", "blocks": [{ "table": table }] }]);
    brief
}

/// So many rows and columns, with heads and labels of so many letters.
fn grid(rows: usize, columns: usize, letters: usize) -> Value {
    let word =
        |at: usize| format!("{}{at}", "w".repeat(letters.saturating_sub(2).max(1)));
    let columns_of: Vec<_> =
        (0..columns).map(|at| json!({ "label": word(at) })).collect();
    let row = |row: usize| {
        let cell = |column: usize| format!("f{}", (row * columns + column) % 144);
        let cells: Vec<_> = (0..columns).map(cell).collect();
        json!({ "label": word(row), "cells": cells })
    };
    json!({ "columns": columns_of, "rows": (0..rows).map(row).collect::<Vec<_>>() })
}

#[test]
fn tables_of_every_size_print() {
    let short = |at: usize| format!("${at}.{}M", at % 10);
    let long = |at: usize| format!("-$999,999,999,{:03}.123456M", at);
    let mut briefs = Vec::new();
    for (rows, columns, letters, most) in [
        (1, 1, 1, 12),
        (1, 12, 6, 14),
        (12, 12, 6, 14),
        (60, 3, 20, 16),
        (12, 12, 60, 22),
        (200, 2, 60, 24),
    ] {
        let name = format!("{rows} × {columns} of {letters}");
        briefs.push((
            name.clone(),
            most,
            tabled(144, short, &grid(rows, columns, letters)),
        ));
        briefs.push((
            format!("{name}, long"),
            2 * most,
            tabled(144, long, &grid(rows, columns, letters)),
        ));
    }
    all_print(briefs, &Design::default());
}

#[test]
fn a_table_fits_every_paper() {
    for paper in Paper::ALL {
        let design = Design { paper, ..Design::default() };
        let brief = tabled(144, |at| format!("${},123.4M", at + 1), &grid(12, 12, 9));
        all_print(vec![(paper.to_string(), 16, brief)], &design);
    }
}

/// The head of a table stands on each of its pages.
#[test]
fn the_head_is_repeated() {
    let mut table = grid(60, 1, 5);
    table["columns"][0]["label"] = json!("Revenue of each");
    let brief = tabled(144, |at| format!("${at}.5M"), &table);
    let (document, _) = set(&brief, &Design::default()).expect("printed");
    let pages = (1..=document.pages()).map(|page| document.text(page));
    let pages: Vec<_> = pages.filter(|text| text.contains("Revenue of each")).collect();
    assert!(pages.len() > 1, "{} pages with a head", pages.len());
}

/// What is common stands once; what is not, at its place.
#[test]
fn numbers_stand_without_what_their_heads_say() {
    let mut brief = least();
    brief["as-of"] = json!("2025-11-21");
    brief["figures"] = json!({
        "ocean": { "label": "Ocean", "value": "$9,178M", "change": "-17.4% yoy",
                   "period": "Q3 2025", "note": "As restated." },
        "terminals": { "label": "Terminals", "value": "$1.450B", "change": "+22.0% yoy",
                       "period": "Q3 2025", "basis": "analyst-estimate" },
        "total": { "label": "Total", "value": "$10.628B", "period": "Q3 2025" },
        "before": { "label": "EBITDA", "range": { "low": "$8.0B", "high": "$9.5B" },
                    "period": "FY 2025", "guidance": { "issued": "2025-08-07" } },
        "now": { "label": "EBITDA", "range": { "low": "$9.0B", "high": "$9.5B" },
                 "period": "FY 2025", "replaces": "before",
                 "guidance": { "issued": "2025-11-06", "scope": "Before one-offs.",
                               "assumes": ["The canal stays closed."] } },
    });
    brief["sections"] = json!([{ "title": "Table", "blocks": [
        { "table": {
            "title": "Segments",
            "columns": [{ "label": "Revenue" }, { "label": "yoy" },
                        { "label": "Role", "kind": "words" }],
            "rows": [
                { "label": "Sea", "cells": ["ocean", "ocean.change"], "words": ["core"] },
                { "label": "Ports", "cells": ["terminals", "terminals.change"],
                  "words": ["growth"] },
                { "label": "Nothing", "cells": ["nil", "n.m."], "words": ["none"] },
                { "label": "Group", "kind": "total", "cells": ["total", "n.a."],
                  "words": ["all"] },
            ] } },
        { "guidance": { "show": ["now"] } },
    ] }]);
    for (language, words) in [
        (
            "en-GB",
            vec![
                "USD billion",
                "Q3 2025",
                "9.178",
                "−17.4",
                "1.450",
                "+22.0",
                "nil",
                "n.m.",
                "10.628",
                "E estimate",
                "– not given",
                "Table 1",
                "yoy in percent",
                "As restated.",
                "core",
                "floor raised",
                "midpoint 8.75 → 9.25",
                "6 November 2025",
                "Assumes The canal stays closed.",
            ],
        ),
        (
            "de-DE",
            vec![
                "Tabelle 1",
                "Mrd. USD",
                "9,178",
                "−17,4",
                "Untergrenze angehoben",
                "– keine Angabe",
            ],
        ),
        (
            "fr-FR",
            vec![
                "9,178",
                "borne basse relevée",
                "– non publié",
                "réalisé",
                "9,4 Md$ : conforme",
                "9,4 Md$ : conforme",
            ],
        ),
    ] {
        brief["language"] = json!(language);
        if language == "fr-FR" {
            brief["figures"]["ebitda"] = json!({ "label": "EBITDA", "value": "$9.4B",
                "period": "FY 2025", "comparisons": [{ "change": "vs guidance", "with": "now" }] });
        }
        let (document, _) = set(&brief, &Design::default()).expect(language);
        let text =
            (1..=document.pages()).map(|page| document.text(page)).collect::<String>();
        let text = text.replace(['\u{a0}', '\u{202f}', '\n'], " ");
        for word in words {
            assert!(text.contains(word), "{language}: no {word:?} in {text}");
        }
    }
}
