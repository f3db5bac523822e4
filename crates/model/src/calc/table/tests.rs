use super::*;

const FIGURES: &str = r#"{
  "sales": {"label": "Sales", "short": "S", "value": "$120.0M", "prior": "$100.0M",
    "change": "+20% yoy", "period": "Q3 2025",
    "history": {"Q3 2024": "$100.0M", "Q2 2025": "$110.0M", "Q2 2024": "$88.0M"},
    "comparisons": [{"as": "cc", "change": "+18% yoy"}]},
  "margin": {"label": "Margin", "value": "9.0%", "period": "Q3 2025",
    "history": {"Q3 2024": "21.0%"}},
  "loss": {"label": "Loss", "value": "-$5M", "prior": "-$3M", "change": "n.m. yoy",
    "period": "Q3 2025"},
  "outlook": {"label": "Outlook", "range": {"low": "$130M", "high": "$140M"},
    "period": "Q4 2025"},
  "plan": {"label": "Plan", "value": "$1M", "period": "Q3 2025", "guidance": {"issued": "2025-07-31"}},
  "guess": {"label": "Guess", "value": "$1M", "period": "Q3 2025", "basis": "analyst-estimate"},
  "moved": {"label": "Moved", "shift": {"from": "a", "to": "b"}},
  "rate": {"label": "Rate", "change": "+3% yoy"},
  "beat": {"label": "Beat", "value": "$12.0M", "prior": "$10.0M", "change": "vs consensus"}
}"#;

fn brief() -> Brief {
    let brief = format!(
        r#"{{"strata": "1", "title": "T", "as-of": "2025-10-31", "figures": {FIGURES},
        "subject": {{"name": "N", "fiscal-year": "calendar"}},
        "thesis": [{{"id": "t", "kind": "judgment", "text": "T"}}]}}"#
    );
    serde_json::from_str(&brief).unwrap()
}

fn table(columns: &str, rows: &str) -> Table {
    let table = format!(r#"{{"columns": [{columns}], "rows": [{rows}]}}"#);
    serde_json::from_str(&table).unwrap()
}

/// What stands in a cell, in short.
fn told(entry: &Entry<'_>) -> String {
    let Entry::Of(shown) = entry else { return format!("{entry:?}") };
    let quantities: Vec<_> = shown.quantities().map(ToString::to_string).collect();
    let content = match &shown.content {
        Content::Words => "words".to_owned(),
        Content::Period(period) => period.to_string(),
        Content::Name(name) => (*name).to_owned(),
        Content::Change(change) => change.to_string(),
        _ => quantities.join(" to "),
    };
    let period = shown.period.map(|it| format!(" in {it}")).unwrap_or_default();
    format!("{}: {content}{period}", shown.id)
}

fn lines(columns: &str, rows: &str) -> Vec<Vec<String>> {
    let (brief, table) = (brief(), table(columns, rows));
    let lines = filled(&brief, &table);
    lines.iter().map(|line| line.entries.iter().map(told).collect()).collect()
}

const QUARTERS: &str = r#"{"period": "Q3 2025"}, {"kind": "words"}, {"period": "Q2 2025"},
    {"period": "Q3 2024"}, {}"#;

#[test]
fn a_row_over_time_has_each_level_and_its_growth() {
    let rows = r#"{"figure": "sales", "growth": "yoy"}, {"figure": "margin", "growth": "yoy"},
        {"figure": "nothing", "growth": "yoy"}"#;
    let none = "Mark(NotAvailable)";
    assert_eq!(
        lines(QUARTERS, rows),
        [
            [
                "sales: $120.0M in Q3 2025",
                "sales: $110.0M in Q2 2025",
                "sales: $100.0M in Q3 2024",
                "Unknown"
            ],
            ["sales: +20% yoy in Q3 2025", "sales: 25% yoy in Q2 2025", none, "Unknown"],
            ["margin: 9.0% in Q3 2025", none, "margin: 21.0% in Q3 2024", "Unknown"],
            ["margin: -12.0 pp yoy in Q3 2025", none, none, "Unknown"],
            ["Unknown"; 4],
        ]
    );
    let quarter = lines(QUARTERS, r#"{"figure": "sales", "growth": "qoq"}"#);
    assert_eq!(quarter[1][0], "sales: 9% qoq in Q3 2025");
    assert_eq!(quarter[1][1..3], [none, "sales: 14% qoq in Q3 2024"]);
    let loss = lines(QUARTERS, r#"{"figure": "loss", "growth": "yoy"}"#);
    assert_eq!(loss[1][0], "Mark(NotMeaningful)");
}

#[test]
fn a_cell_has_what_it_names() {
    for (cell, told) in [
        ("n.a.", "Mark(NotAvailable)"),
        ("n.m.", "Mark(NotMeaningful)"),
        ("nil", "Mark(Nil)"),
        ("nothing", "Unknown"),
        ("sales", "sales: $120.0M in Q3 2025"),
        ("sales.prior", "sales: $100.0M"),
        ("sales.change", "sales: +20% yoy in Q3 2025"),
        ("sales.cc", "sales: +18% yoy in Q3 2025"),
        ("sales.delta", "sales: +$20.0M in Q3 2025"),
        ("sales.period", "sales: Q3 2025"),
        ("sales.label", "sales: Sales"),
        ("sales.short", "sales: S"),
        ("sales.dd", "Unknown"),
        ("outlook", "outlook: $130M to $140M in Q4 2025"),
        ("outlook.mid", "outlook: $135M in Q4 2025"),
        ("moved", "moved: words"),
        ("rate", "rate: +3% yoy"),
        ("beat.change", "beat: ~20% vs consensus"),
        ("rate.prior", "Unknown"),
    ] {
        let found = lines("{}", &format!(r#"{{"cells": ["{cell}"]}}"#));
        assert_eq!(found, [[told]], "{cell}");
    }
}

#[test]
fn units_are_one_along_the_axis() {
    let axis = |columns: &str, rows: &str| {
        let (brief, table) = (brief(), table(columns, rows));
        axis(&table, &filled(&brief, &table))
    };
    let two = "{}, {}";
    let mixed_rows = r#"{"cells": ["sales", "margin"]}, {"cells": ["loss", "margin"]}"#;
    let mixed_columns =
        r#"{"cells": ["sales", "loss"]}, {"cells": ["margin", "margin"]}"#;
    assert_eq!(axis(two, mixed_rows), Axis::Columns);
    assert_eq!(axis(two, mixed_columns), Axis::Rows);
    // Where neither is mixed, a table over time has the unit of each row.
    let plain = r#"{"cells": ["sales", "loss"]}"#;
    assert_eq!(axis(two, plain), Axis::Columns);
    let over_time = r#"{"period": "Q3 2025"}, {"period": "Q3 2024"}"#;
    assert_eq!(axis(over_time, plain), Axis::Rows);
    assert_eq!(axis(over_time, mixed_rows), Axis::Columns);
    // A change has no unit of a level.
    let changes =
        r#"{"cells": ["sales", "sales.change"]}, {"cells": ["loss", "margin"]}"#;
    assert_eq!(axis(two, changes), Axis::Columns);
}

#[test]
fn a_level_that_nobody_measured_is_an_estimate() {
    let estimate = |cell: &str| {
        let (brief, table) =
            (brief(), table("{}", &format!(r#"{{"cells": ["{cell}"]}}"#)));
        let lines = filled(&brief, &table);
        let Entry::Of(shown) = &lines[0].entries[0] else { panic!("{cell}") };
        (shown.is_estimate(&brief), shown.interval().is_some())
    };
    for (cell, is_estimate, has_interval) in [
        ("sales", false, true),
        ("sales.prior", false, true),
        ("sales.change", false, false),
        ("sales.label", false, false),
        ("outlook", true, true),
        ("outlook.mid", true, true),
        ("plan", true, true),
        ("guess", true, true),
        ("moved", false, false),
    ] {
        assert_eq!(estimate(cell), (is_estimate, has_interval), "{cell}");
    }
}

fn by(value: &str, base: &str) -> Option<String> {
    let change = grown(&value.parse().unwrap(), &base.parse().unwrap(), Against::Yoy);
    change.map(|it| it.to_string())
}

#[test]
fn growth_claims_no_digit_that_is_not_sure() {
    for (value, base, growth) in [
        ("$14,206M", "$15,762M", "-9.9% yoy"),
        ("$180.2B", "$158.9B", "13% yoy"),
        ("$2.4B", "$1.0B", "~140% yoy"),
        ("9.0%", "21.0%", "-12.0 pp yoy"),
        ("9.0%", "21%", "-12 pp yoy"),
        ("$5M", "-$3M", "n.m. yoy"),
        ("$5M", "$0M", "n.m. yoy"),
        ("$1.2B", "$1,000M", "~20% yoy"),
    ] {
        let found = by(value, base).unwrap();
        // How much is sure depends on the digits; what is shown lies within.
        assert_eq!(found, growth, "{value} on {base}");
    }
    assert_eq!(by("$5M", "€5M"), None);
    assert_eq!(by("2x", "1x"), None);
}
