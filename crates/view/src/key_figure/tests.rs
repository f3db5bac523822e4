//! What stands on a card.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::design::Design;
use crate::sheet::Paper;

fn brief(figures: &Value) -> Brief {
    let brief = json!({
        "strata": "1", "title": "T", "subject": { "name": "N", "fiscal-year": "calendar" },
        "as-of": "2025-11-21", "period": "Q3 2025", "figures": figures,
        "sources": { "street": { "title": "Street", "tier": "third-party" } },
        "thesis": [{ "id": "t", "kind": "judgment", "text": "T" }],
    });
    serde_json::from_value(brief).expect("a brief")
}

/// The cards of all figures, in the order of their ids.
fn strip(figures: &Value) -> Strip {
    let brief = brief(figures);
    let context = Context::new(&brief, Paper::A4);
    let chosen = brief.figures.keys().map(|id| (String::new(), id, None));
    context.strip(chosen.collect())
}

/// A card line by line.
fn told(card: &Card) -> Vec<String> {
    let value: String = card.value.iter().map(|it| it.text.as_str()).collect();
    let mut lines = vec![card.label.to_string(), value];
    let json = |value: &Value| {
        let words = ["glyph", "size", "meaning", "against"].map(|key| &value[key]);
        let words = words.into_iter().filter_map(Value::as_str);
        words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let change = card.change.as_ref().map(|it| serde_json::to_value(it).expect("JSON"));
    lines.extend(change.as_ref().map(json));
    lines.push(card.none.to_string());
    lines.push(card.about.to_string());
    lines.extend(card.second.as_ref().map(Rich::read));
    lines.retain(|it| !it.is_empty());
    lines
        .into_iter()
        .map(|it| it.replace('\u{A0}', " ").replace('\u{2060}', ""))
        .collect()
}

#[test]
fn a_card_tells_what_is_worth_the_first_look() {
    let strip = strip(&json!({
        "a": { "label": "Revenue", "value": "$14.2B", "change": "-9.9% yoy",
               "prior": "$15.8B", "period": "Q3 2025",
               "comparisons": [
                   { "change": "+52% qoq" },
                   { "change": "vs consensus", "prior": "$11.0B", "source": "street" },
                   { "change": "+12% yoy", "adjustment": "constant-currency" } ] },
        "b": { "label": "Cost", "value": "9.21%", "change": "+17 bp yoy",
               "period": "Q3 2025", "better": "lower",
               "comparisons": [{ "change": "vs consensus", "prior": "7.0%" },
                               { "change": "+2 bp qoq" }] },
        "c": { "label": "Bunker", "change": "-13% yoy", "better": "lower",
               "period": "Q3 2025" },
        "d": { "label": "Cash flow", "value": "$14.8B", "change": "down yoy",
               "prior": "$47.7B", "period": "TTM Q3 2025", "basis": "non-gaap",
               "comparisons": [{ "change": "-69% yoy", "prior": "$47.7B",
                                 "origin": "computed" }],
               "note": "Due to the cycle." },
        "e": { "label": "Power", "value": "3.8 GW", "qualifier": "more-than",
               "period": "TTM to 2025-10-30", "basis": "issuer-claim" },
        "g": { "label": "EBITDA", "range": { "low": "$9.0B", "high": "$9.5B" },
               "period": "FY 2025", "guidance": { "issued": "2025-11-06" },
               "replaces": "h" },
        "h": { "label": "EBITDA", "range": { "low": "$8.0B", "high": "$9.5B" },
               "period": "FY 2025", "guidance": { "issued": "2025-08-07" } },
        "f": { "label": "Associates", "value": "$46M", "prior": "-$12M",
               "change": "n.m. yoy", "period": "Q3 2025" },
    }));
    let cards: Vec<_> = strip.cards.iter().map(told).collect();
    let expected = [
        vec!["Revenue", "$14.2B", "▼ −9.9% yoy", "+12% constant currency"],
        vec!["Cost", "9.21%", "▲ +17 bp worse yoy", "+2.2 pp vs consensus"],
        vec!["Bunker", "−13%", "▼ better yoy", "no level given"],
        vec![
            "Cash flow, TTM",
            "$14.8B",
            "▼ −69% yoy, computed",
            "non-GAAP",
            "Due to the cycle.",
        ],
        vec![
            "Power, TTM to Oct 30, 2025",
            "> 3.8 GW",
            "no comparison given",
            "issuer’s claim",
        ],
        vec!["Associates", "$46M", "n.m. yoy", "from negative to positive"],
        vec!["EBITDA, FY 2025", "$9.0–9.5B", "▲ floor raised from $8.0B–$9.5B"],
        vec!["EBITDA, FY 2025", "$8.0–9.5B", "guidance of Aug 7, 2025"],
    ];
    assert_eq!(cards, expected);
    let common = strip.common.expect("what they have in common");
    assert_eq!(common.text.to_string(), "Q3 2025 · amounts in USD");
}

#[test]
fn consensus_is_computed_only_as_far_as_the_digits_are_sure() {
    let second = |value: &str, consensus: &str| {
        let strip = strip(&json!({
            "a": { "label": "A", "value": value, "change": "+1% yoy", "period": "Q3 2025",
                   "comparisons": [{ "change": "vs consensus", "prior": consensus,
                                     "source": "street" }] },
        }));
        let second = strip.cards[0].second.clone().expect("a second comparison");
        assert_eq!(second.marks.len(), 1, "the source of the consensus");
        second.read()
    };
    assert_eq!(second("$14,206M", "$13,600M"), "+4.5% vs consensus");
    assert_eq!(second("$2.7B", "$2.6B"), "vs consensus $2.6B: in line");
}

#[test]
fn nothing_is_said_of_a_row_in_which_nothing_is_compared() {
    let strip = strip(&json!({
        "a": { "label": "A", "value": "$5B" }, "b": { "label": "B", "value": "$6B" },
    }));
    assert!(strip.cards.iter().all(|it| it.change.is_none() && it.none.letters() == 0));
    assert!(strip.charts.is_none());
}

#[test]
fn a_name_takes_two_lines_and_is_then_cut() {
    let long = "Revenue from everything that is sold in all of the regions together";
    let name = |short: Option<&str>, period: Option<&str>| {
        let mut figure = json!({ "label": long });
        figure["short"] = json!(short);
        if short.is_none() {
            figure.as_object_mut().expect("a map").remove("short");
        }
        let figure: Figure = serde_json::from_value(figure).expect("a figure");
        name_of(&figure, period, 1, 83.0)
    };
    assert_eq!(name(Some("Revenue"), Some("TTM")), ("Revenue, TTM".to_owned(), true));
    assert_eq!(name(Some("Revenue"), None), ("Revenue".to_owned(), false));
    let (cut, with_period) = name(None, Some("TTM"));
    assert!(cut.ends_with('…') && cut.starts_with("Revenue from") && !with_period);
}

#[test]
fn bars_stand_where_they_show_a_difference() {
    let chart = |value: &str, prior: &str| {
        let figure = json!({ "label": "A", "value": value, "prior": prior,
                             "change": "+1% yoy", "period": "Q3 2025" });
        strip(&json!({ "a": figure })).cards.remove(0).chart
    };
    let bars = chart("$14.2B", "$15,762M");
    let Some(Mini::Bars { bars }) = bars else { panic!("{bars:?}") };
    let bars = serde_json::to_value(&bars).expect("JSON");
    assert_eq!(bars[0]["period"], "Q3\u{A0}24");
    assert_eq!(bars[0]["value"], "15.8", "in the scale and digits of the value");
    assert_eq!(
        (bars[1]["period"].as_str(), bars[1]["value"].as_str()),
        (Some("Q3\u{A0}25"), Some("14.2"))
    );
    assert_eq!(bars[0]["part"], 1.0);
    for (value, prior) in
        [("$100M", "$98M"), ("$5M", "-$3M"), ("-$5M", "-$9M"), ("$0M", "$0M")]
    {
        assert_eq!(chart(value, prior), None, "{value} after {prior}");
    }
}

#[test]
fn a_history_of_five_periods_is_a_line() {
    let chart = |from: usize| {
        let quarters = ["Q3 2024", "Q4 2024", "Q1 2025", "Q2 2025"];
        let values = ["$18,441M", "$19.0B", "$25.0B", "$30.0B"];
        let history: serde_json::Map<_, _> = quarters
            .iter()
            .zip(values)
            .skip(from)
            .map(|(at, value)| ((*at).to_owned(), json!(value)))
            .collect();
        let figure = json!({ "label": "A", "value": "$33.0B", "prior": "$18.4B",
                             "change": "+79% yoy", "period": "Q3 2025",
                             "history": history });
        strip(&json!({ "a": figure })).cards.remove(0).chart
    };
    let line = chart(0);
    let Some(Mini::Line { first, last, points, year_before }) = &line else {
        panic!("{line:?}")
    };
    assert_eq!((first.to_string(), last.to_string()), ("18.4".into(), "33.0".into()));
    assert_eq!(points.len(), 5);
    assert_eq!((points[0], points[4]), ((0.0, 1.0), (1.0, 0.0)));
    assert_eq!(year_before.as_ref(), points.first());
    assert!(matches!(chart(1), Some(Mini::Bars { .. })), "four are two bars");
}

#[test]
fn many_and_several_of_one_measure_are_a_table() {
    let measure =
        |entity: &str| json!({ "label": "EBIT", "value": "$5B", "entity": entity });
    let other = |label: &str| json!({ "label": label, "value": "$5B" });
    let table = |figures: Value| {
        let brief = brief(&figures);
        let show: Vec<_> = brief.figures.keys().map(ToString::to_string).collect();
        let block = serde_json::from_value(json!({ "show": show })).expect("a block");
        is_table(&brief, &block)
    };
    let of = |count: usize, figure: &dyn Fn(&str) -> Value| {
        let figures = (0..count).map(|at| (format!("f{at}"), figure(&format!("N{at}"))));
        Value::Object(figures.collect())
    };
    assert!(!table(of(6, &other)) && table(of(7, &other)));
    assert!(!table(of(3, &measure)) && table(of(4, &measure)));
    let same = json!({ "label": "EBIT", "value": "$5B" });
    assert!(!table(of(4, &|_| same.clone())), "one and the same");
}

const SIZES: [f64; 4] = [19.0, 17.0, 15.0, 13.0];

#[test]
fn all_values_of_a_strip_fit_at_one_size() {
    let columns = Design::default().sheet().columns();
    let piece = |kind, text: String| Piece { kind, text };
    let value = ("[0-9]{1,24}", "[A-Za-z/]{0,16}").prop_map(move |(digits, unit)| {
        vec![
            piece(PieceKind::Prefix, "$".into()),
            piece(PieceKind::Number, digits),
            piece(PieceKind::Unit, unit),
        ]
    });
    let config =
        ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(values in prop::collection::vec(value, 1..17))| {
        let fitted = Fitted::of(&values, &columns, SIZES);
        let across = u32::try_from(fitted.across).map_or(0.0, f64::from);
        let taken = across * (fitted.room + columns.gutter()) - columns.gutter();
        prop_assert!(taken <= columns.of(fitted.width) + 0.01);
        let fits = |size: f64| values.iter().all(|it| fits(it, size, fitted.room));
        let larger = SIZES.iter().filter(|it| **it > fitted.size);
        prop_assert!(larger.clone().all(|it| !fits(*it)), "the largest that fits");
        // What does not fit the page at the least size breaks there, alone in its row.
        prop_assert!(fits(fitted.size) || fitted.across == 1);
    });
}
