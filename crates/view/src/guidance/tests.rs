//! What stands in the head of guidance, and what in its rows.

use serde_json::{Value, json};
use strata_model::Brief;

use super::*;
use crate::sheet::Paper;

fn table(figures: &Value, show: &[&str]) -> GuidanceView {
    let brief = json!({
        "strata": "1", "title": "T", "as-of": "2025-11-14", "period": "Q3 2025",
        "subject": {"name": "N", "fiscal-year": "calendar"}, "figures": figures,
        "thesis": [{"id": "t", "kind": "judgment", "text": "It grows."}],
    });
    let brief: Brief = serde_json::from_value(brief).expect("a brief");
    let table = serde_json::from_value(json!({ "show": show })).expect("a table");
    Context::new(&brief, Paper::A4).guidance("/b", &table)
}

fn figures() -> Value {
    let given = |day: &str| json!({ "issued": day });
    json!({
        "sales": {"label": "Sales", "range": {"low": "$8.0B", "high": "$9.5B"},
            "period": "Q4 2025", "guidance": given("2025-11-06"), "replaces": "before"},
        "before": {"label": "Sales", "range": {"low": "$8.0B", "high": "$9.0B"},
            "period": "Q4 2025", "guidance": given("2025-08-07")},
        "cash": {"label": "Cash", "value": "-$1.0B", "qualifier": "at-least",
            "period": "FY 2025", "guidance": given("2025-11-06")},
        "cost": {"label": "Cost", "value": "$300M", "qualifier": "at-most",
            "period": "Q4 2025", "guidance": given("2025-10-01"), "replaces": "cost-before"},
        "cost-before": {"label": "Cost", "value": "$0.4B", "qualifier": "at-most",
            "period": "Q4 2025",
            "guidance": given("2025-08-07")},
    })
}

fn told(it: &Outlook) -> [String; 3] {
    let before = it.before.as_ref().map(|it| it.value.text.to_string());
    let lines: Vec<_> = it.lines.iter().map(Rich::read).collect();
    let now = it.now.value.text.to_string();
    let values = before.map_or(now.clone(), |before| format!("{before} → {now}"));
    [it.name.read(), values, lines.join("; ")]
}

#[test]
fn what_all_have_in_common_stands_in_the_head() {
    let figures = figures();
    let view = table(&figures, &["sales", "cash"]);
    let [sales, cash] = view.rows.as_slice() else { panic!("two rows") };
    assert_eq!(
        told(sales),
        [
            "Sales, USD\u{a0}billion",
            "8.0–9.0 → 8.0–9.5",
            "ceiling raised; midpoint 8.50 → 8.75"
        ]
    );
    assert_eq!(
        told(cash),
        ["Cash, USD\u{a0}billion", "at least −1.0", "before: not given"]
    );
    let day = |day: &Words| day.to_string().replace('\u{a0}', " ");
    let dates = view.dates.before.iter().chain([&view.dates.now]).map(day);
    assert_eq!(dates.collect::<Vec<_>>(), ["Aug 7, 2025", "Nov 6, 2025"]);
    let alone = table(&figures, &["cash"]);
    assert_eq!(day(&alone.dates.now), "given Nov 6, 2025");
    assert_eq!(alone.measure.text.to_string(), "Measure, FY 2025");
    assert!(alone.rows[0].lines.is_empty(), "nothing had a before");
}

#[test]
fn what_has_two_units_or_days_says_so_in_its_row() {
    let view = table(&figures(), &["sales", "cost"]);
    let cost = told(&view.rows[1]);
    let days = "ceiling cut; Aug\u{a0}7,\u{a0}2025 → Oct\u{a0}1,\u{a0}2025";
    assert_eq!(cost, ["Cost", "at most $0.4B → at most $300M", days]);
    assert_eq!(view.dates.now.to_string(), "now");
}

#[test]
fn more_than_eight_have_no_scales() {
    let figures = figures();
    let drawn = |rows: usize| {
        let view = table(&figures, &vec!["cash"; rows]);
        view.rows.iter().filter(|it| it.span.is_some()).count()
    };
    assert_eq!((drawn(8), drawn(9)), (8, 0));
}
