//! What a table prints, row by row.

use serde_json::{Value, json};
use strata_model::{Block, Brief};

use super::notes::letter;
use super::*;
use crate::sheet::Paper;

/// A table of figures, row by row: heads with their lines, then labels and cells.
fn told(figures: &Value, table: &Value) -> (String, Vec<String>) {
    let brief = json!({
        "strata": "1", "title": "T", "subject": { "name": "N", "fiscal-year": "calendar" },
        "as-of": "2025-10-31", "figures": figures,
        "thesis": [{ "id": "t", "kind": "judgment", "text": "T" }],
        "sections": [{ "title": "S", "blocks": [{ "table": table }] }],
    });
    let brief: Brief = serde_json::from_value(brief).unwrap();
    let context = Context::new(&brief, Paper::A4);
    let Block::Table(table) = &brief.sections[0].blocks[0] else { unreachable!() };
    let view = context.table("/sections/0/blocks/0", table, 493.0);
    let listed = |first: &Rich, lines: &[Said]| {
        let lines = lines.iter().map(|it| it.text.to_string());
        std::iter::once(first.read()).chain(lines).collect::<Vec<_>>().join(", ")
    };
    let mut rows = Vec::new();
    for grid in &view.grids {
        let heads = grid.heads.iter().map(|it| listed(&it.title, &it.lines));
        rows.push(heads.collect::<Vec<_>>().join(" | "));
        for row in &grid.rows {
            let cells = row.cells.iter().map(|cell| listed(&cell.body, &cell.tail));
            let cells: Vec<_> = cells.collect();
            let label = listed(&row.label, &row.lines);
            rows.push(format!("{label} | {}", cells.join(" | ")));
        }
    }
    (view.unit.to_string(), rows)
}

fn figures() -> Value {
    json!({
        "sales": { "label": "Sales", "value": "$57,006M", "prior": "$50.1B",
                   "change": "+14% yoy", "period": "FY 2024",
                   "history": { "FY 2023": "$50.1B", "FY 2022": "$40.0B" } },
        "margin": { "label": "Margin", "value": "9.0%", "prior": "8.0%",
                    "change": "+1.0 pp yoy", "period": "FY 2024" },
        "cost": { "label": "Cost", "value": "~$3.2B", "change": "-2.5% yoy",
                  "period": "FY 2024", "basis": "analyst-estimate" },
        "outlook": { "label": "Outlook", "range": { "low": "$60B", "high": "$65B" },
                     "period": "FY 2025", "guidance": { "issued": "2025-08-07" } },
    })
}

#[test]
fn one_unit_and_one_scale_stand_above() {
    let table = json!({
        "columns": [{ "label": "Value" }, { "label": "yoy" }],
        "rows": [{ "label": "Sales", "cells": ["sales", "sales.change"] },
                 { "label": "Cost", "cells": ["cost", "cost.change"] },
                 { "label": "None", "cells": ["nil", "n.m."] }],
    });
    let (unit, rows) = told(&figures(), &table);
    assert_eq!(unit, "USD billion · FY 2024 · yoy in percent");
    assert_eq!(
        rows,
        [
            "Item | Value | yoy",
            "Sales | 57.006 | +14",
            "Cost | ~3.2, E | \u{2212}2.5",
            "None | nil | n.m."
        ]
    );
}

#[test]
fn measures_below_one_another_bear_their_units() {
    let table = json!({
        "columns": [{ "label": "Now" }, { "label": "Before" }, { "label": "yoy" }],
        "rows": [{ "label": "Sales", "cells": ["sales", "sales.prior", "sales.change"] },
                 { "label": "Margin", "cells": ["margin", "margin.prior", "margin.change"] }],
    });
    let (unit, rows) = told(&figures(), &table);
    assert_eq!(unit, "FY 2024");
    assert_eq!(
        rows,
        [
            "Item | Now | Before | yoy",
            "Sales, USD billion | 57.006 | 50.1 | +14%",
            "Margin, % | 9.0 | 8.0 | +1.0\u{a0}pp"
        ]
    );
}

#[test]
fn growth_over_time_is_stated_or_computed() {
    let table = json!({
        "columns": [{ "period": "FY 2022" }, { "period": "FY 2023" },
                    { "period": "FY 2024" }, { "period": "FY 2025" }],
        "rows": [{ "figure": "sales", "growth": "yoy" },
                 { "label": "Guided", "cells": ["n.a.", "n.a.", "n.a.", "outlook"] }],
    });
    let (unit, rows) = told(&figures(), &table);
    let above = "USD billion · yoy in percent · italics and shade: estimates";
    assert_eq!(unit, above);
    assert_eq!(
        rows,
        [
            "Item | FY 2022 | FY 2023 | FY 2024 | FY 2025E",
            "Sales | 40.0 | 50.1 | 57.006 | –",
            "yoy | – | +25 | +14 | –",
            "Guided | – | – | – | 60–65"
        ]
    );
}

#[test]
fn a_change_among_levels_bears_its_unit() {
    let table = json!({
        "columns": [{ "label": "Value" }, { "label": "Change" }],
        "rows": [{ "label": "Sales", "cells": ["sales", "sales.change"] },
                 { "label": "Growth", "cells": ["sales.change", "n.a."] }],
    });
    let (above, rows) = told(&figures(), &table);
    assert_eq!(above, "USD million · FY 2024 · yoy in percent");
    assert_eq!(
        rows,
        [
            "Item | Value | Change",
            "Sales | 57,006 | +14",
            "Growth, yoy, % | +14 | \u{2013}"
        ]
    );
}

#[test]
fn computed_cells_have_one_letter_and_notes_their_own() {
    let mut figures = figures();
    figures["share"] = json!({ "label": "Share", "derivation": "cost / sales",
                               "value": "5.6%", "period": "FY 2024" });
    figures["sales"]["note"] = json!("As restated.");
    let table = json!({
        "columns": [{ "label": "Value" }, { "label": "Difference" }],
        "rows": [{ "label": "Share", "cells": ["share", "n.a."] },
                 { "label": "Sales", "cells": ["sales", "sales.delta"] }],
    });
    let (_, rows) = told(&figures, &table);
    assert!(rows[1].starts_with("Share, % | 5.6, a | "), "{rows:?}");
    assert!(
        rows[2].contains(" | 57.006, b | ") && rows[2].ends_with(", a,b"),
        "{rows:?}"
    );
}

#[test]
fn what_a_table_asks_for_decides_its_width() {
    let sized = |columns: usize, room: f64| {
        let brief = json!({
            "strata": "1", "title": "T", "subject": { "name": "N", "fiscal-year": "calendar" },
            "as-of": "2025-10-31", "figures": figures(),
            "thesis": [{ "id": "t", "kind": "judgment", "text": "T" }],
            "sections": [{ "title": "S", "blocks": [{ "table": {
                "columns": (0..columns).map(|at| json!({ "label": format!("Head {at}") }))
                    .collect::<Vec<_>>(),
                "rows": [{ "label": "Sales", "cells": vec!["sales"; columns] },
                         { "label": "Cost", "cells": vec!["cost"; columns] }],
            } }] }],
        });
        let brief: Brief = serde_json::from_value(brief).unwrap();
        let context = Context::new(&brief, Paper::A4);
        let Block::Table(table) = &brief.sections[0].blocks[0] else { unreachable!() };
        let view = context.table("/b", table, room);
        for grid in &view.grids {
            let wide: f64 = grid.widths.iter().sum();
            assert!(wide <= room && wide <= context.columns.of(view.width) + 0.01);
            assert!(view.grids.len() > 1 || wide > 0.95 * context.columns.of(view.width));
        }
        let columns = view.grids.iter().map(|it| it.heads.len() - 1).sum::<usize>();
        assert_eq!(columns, table.columns.len(), "each column once");
        (view.width, view.fits(), view.grids.len(), view.size)
    };
    assert_eq!(sized(1, 493.0), (Width::Third, true, 1, 8.5));
    assert_eq!(sized(3, 493.0), (Width::Half, true, 1, 8.5));
    assert_eq!(sized(6, 493.0), (Width::TwoThirds, true, 1, 8.5));
    assert_eq!(sized(9, 493.0), (Width::Full, true, 1, 8.5));
    assert!(!sized(9, 322.0).1, "it asks for more than it is given");
    assert!(sized(12, 322.0).2 > 1, "in parts");
}

#[test]
fn periods_that_differ_stand_with_their_cells() {
    let table = json!({
        "columns": [{ "label": "Value" }, { "label": "Again" }],
        "rows": [{ "label": "Sales", "cells": ["sales", "outlook"] },
                 { "label": "Outlook", "cells": ["outlook", "sales"] }],
    });
    let (unit, rows) = told(&figures(), &table);
    assert_eq!(unit, "USD billion");
    assert_eq!(rows[1], "Sales | 57.006 | 60–65, E");
}

#[test]
fn letters_go_on_behind_z() {
    let letters = [0, 25, 26, 51, 52, 701, 702].map(letter);
    assert_eq!(letters, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
}
