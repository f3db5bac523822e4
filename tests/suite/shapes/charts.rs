//! Charts of any data are printed: whatever the signs, sizes, numbers of values and names.
//!
//! The press looks at its own pages, so a label over a label or off the page fails here.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};
use strata_view::design::Design;
use strata_view::sheet::Paper;

use super::{FORMS, all_print, checked, least, set};
use crate::conform::broken;
use crate::data::viewed;
use crate::write::Dice;

/// Values of one unit: how large, how exact, of which signs and how far apart.
struct Sizes {
    dice: Dice,
    before: &'static str,
    behind: &'static str,
    places: usize,
    most: usize,
    /// Whether there are as many of one digit as of ten.
    apart: bool,
    /// In ten: how many are negative, and how many are the same.
    negative: usize,
    same: usize,
}

impl Sizes {
    fn of(seed: u64) -> Self {
        const UNITS: [(&str, &str); 7] = [
            ("$", "B"),
            ("CHF ", "M"),
            ("", "%"),
            ("", " loaves"),
            ("", " MWh"),
            ("£", ""),
            ("", " kWh/loaf"),
        ];
        let mut dice = Dice::of(seed);
        let (before, behind) = *dice.one_of(&UNITS);
        let places = dice.roll(4);
        let most = *dice.one_of(&[1, 9, 40, 1_000, 99_999, 99_999_999]);
        let (negative, same) =
            (*dice.one_of(&[0, 0, 3, 10]), *dice.one_of(&[0, 0, 5, 10]));
        let apart = dice.roll(5) == 0;
        Sizes { dice, before, behind, places, most, apart, negative, same }
    }

    /// So many hundredths or thousandths, as the places are.
    fn number(&mut self) -> i64 {
        let size = if self.dice.roll(10) < self.same {
            self.most
        } else if self.apart {
            let digits = self.dice.roll(10);
            1 + self.dice.roll((0..digits).fold(1, |size, _| size * 10))
        } else {
            self.dice.roll(self.most + 1)
        };
        let size = i64::try_from(size).expect("a size");
        if self.dice.roll(10) < self.negative { -size } else { size }
    }

    fn written(&self, number: i64) -> String {
        let sign = if number < 0 { "-" } else { "" };
        let digits = format!("{:0>1$}", number.unsigned_abs(), self.places + 1);
        let (whole, part) = digits.split_at(digits.len() - self.places);
        let point = if part.is_empty() { "" } else { "." };
        format!("{sign}{}{whole}{point}{part}{}", self.before, self.behind)
    }

    fn value(&mut self) -> String {
        let number = self.number();
        self.written(number)
    }

    /// A name that no other thing has.
    fn name(&mut self, at: usize) -> String {
        const WORDS: [&str; 6] = [
            "Sales",
            "of",
            "bread",
            "and",
            "franchise",
            "Mehrwertsteuerrückerstattungen",
        ];
        let count = *self.dice.one_of(&[1, 2, 5, 12]);
        let words: Vec<_> = (0..count).map(|_| *self.dice.one_of(&WORDS)).collect();
        let words: String = words.join(" ").chars().take(110).collect();
        format!("{} {at}", words.trim())
    }
}

/// The names of so many periods in a row, the last of which is over.
fn periods(count: usize, dice: &mut Dice) -> Vec<String> {
    let kind = dice.roll(4);
    let ttm = if dice.roll(3) == 0 { "TTM " } else { "" };
    // Months of 28 days, so that every day there is.
    let mut day = 28 * (12 * 2025 + 6);
    let mut all: Vec<String> = (0..count)
        .map(|back| match kind {
            0 => format!("{ttm}Q{} {}", 4 - back % 4, 2024 - back / 4),
            1 => format!("FY {}", 2024 - back),
            2 => format!("{}-{:02}", 2024 - back / 12, 12 - back % 12),
            _ => {
                day -= 1 + dice.roll(150);
                let (year, month) = (day / 28 / 12, day / 28 % 12 + 1);
                format!("at {year}-{month:02}-{:02}", day % 28 + 1)
            }
        })
        .collect();
    all.reverse();
    all
}

/// A brief with a chart of every form, all of the same data.
fn brief(points: usize, further: usize, parts: usize, seed: u64) -> Value {
    let mut sizes = Sizes::of(seed);
    let periods = periods(points, &mut sizes.dice);
    let mut figures = Map::new();
    let mut figure = |sizes: &mut Sizes, id: &str, at: usize, value: String| {
        let mut history: Map<String, Value> = Map::new();
        for period in periods.iter().rev().skip(1) {
            let is_there = id == "whole" || sizes.dice.roll(3) > 0;
            if is_there {
                history.insert(period.clone(), json!(sizes.value()));
            }
        }
        let mut one = json!({ "label": sizes.name(at), "value": value, "source": "filing",
                              "period": periods.last(), "history": history });
        if sizes.dice.roll(4) > 0 {
            one["prior"] = json!(sizes.value());
        }
        figures.insert(id.to_owned(), one);
    };
    let mut sum = 0;
    let ids: Vec<_> = (0..parts).map(|at| format!("part-{at}")).collect();
    for (at, id) in ids.iter().enumerate() {
        let number = sizes.number();
        sum += number;
        let value = sizes.written(number);
        figure(&mut sizes, id, at, value);
    }
    let with: Vec<_> = (0..further).map(|at| format!("other-{at}")).collect();
    for (at, id) in with.iter().enumerate() {
        let value = sizes.value();
        figure(&mut sizes, id, parts + at, value);
    }
    let value = sizes.written(sum);
    figure(&mut sizes, "whole", parts + further, value);
    // The same parts once more, in another order.
    let turned: Vec<_> = ids.iter().rev().collect();
    figures["whole"]["breakdowns"] = match seed % 3 {
        0 => json!({ "kind": ids, "another-way-to-see-it": turned }),
        _ => json!({ "kind": ids }),
    };
    if parts > 1 {
        figures["whole"]["derivation"] = json!(ids.join(" + "));
    }
    let charts = FORMS.iter().flat_map(|form| {
        let chart = json!({ "title": "Drawn {whole}", "figure": "whole", "form": form });
        let several = json!({ "title": "With others {whole}", "figure": "whole", "form": form,
                              "with": with });
        let takes = ["line", "slope", "shares"].contains(form) && further > 0;
        [Some(chart), takes.then_some(several)].into_iter().flatten()
    });
    // With a reading beside it a chart has less room.
    let blocks = charts.enumerate().flat_map(|(n, chart)| {
        let reading = json!({ "id": format!("r-{n}"), "kind": "judgment",
                              "text": "So it is.", "rests-on": ["whole"] });
        let beside = seed.is_multiple_of(2).then(|| json!({ "reading": reading }));
        std::iter::once(json!({ "chart": chart })).chain(beside)
    });
    let blocks: Vec<_> = blocks.collect();
    let mut brief = least();
    brief["as-of"] = json!("2025-12-31");
    brief["language"] =
        json!(["en-US", "en-GB", "de-DE", "fr-FR"][(seed / 7 % 4) as usize]);
    brief["sources"] = json!({ "filing": { "title": "Report", "tier": "issuer" } });
    brief["units"] = json!({ "loaf": "A loaf of bread", "loaves": "Loaves of bread" });
    brief["figures"] = Value::Object(figures);
    brief["sections"] = json!([{ "title": "Drawn", "blocks": blocks }]);
    brief
}

#[test]
fn generated_charts_print() {
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]);
    let charts = (1..60_usize, 0..4_usize, 1..12_usize, any::<u64>());
    let prints = |(points, further, parts, seed)| {
        let brief = brief(points, further, parts, seed);
        let paper = if seed / 5 % 2 == 0 { Paper::A4 } else { Paper::UsLetter };
        let view = serde_json::to_value(viewed(&checked(&brief), paper)).expect("a view");
        let out: Vec<_> = exhibits(&view).into_iter().filter_map(outside).collect();
        prop_assert_eq!(out, [""; 0]);
        let (_, pdf) = set(&brief, &Design { paper, ..Design::default() })
            .map_err(TestCaseError::fail)?;
        prop_assert_eq!(broken(&pdf, "ua1"), [""; 0]);
        Ok(())
    };
    TestRunner::new_with_rng(config, rng).run(&charts, prints).expect("printed");
}

/// The exhibits of a view.
pub(super) fn exhibits(view: &Value) -> Vec<&Value> {
    let sections = view["sections"].as_array().into_iter().flatten();
    let rows = sections.flat_map(|it| it["rows"].as_array().into_iter().flatten());
    let columns = rows.flat_map(|row| [&row["left"], &row["right"]]);
    let blocks = columns.flat_map(|it| it.as_array().into_iter().flatten());
    blocks.filter(|block| block["kind"] == "chart").map(|block| &block["body"]).collect()
}

/// What of a drawing lies outside of its room, if anything does.
pub(super) fn outside(exhibit: &Value) -> Option<String> {
    const STROKE: f64 = 3.0;
    let number = |value: &Value| value.as_f64().expect("a length");
    let across = -STROKE..=number(&exhibit["width"]) + STROKE;
    let drawings = exhibit["drawings"].as_array().into_iter().flatten();
    let shapes = drawings.flat_map(|it| it["shapes"].as_array().into_iter().flatten());
    let ends = |shape: &Value| match shape["points"].as_array() {
        Some(points) => points.iter().map(|point| number(&point[0])).collect(),
        None => {
            let x = number(&shape["x"]);
            vec![x, x + shape["width"].as_f64().unwrap_or_default()]
        }
    };
    let mut shapes = shapes;
    let out = shapes.find(|it| ends(it).iter().any(|x| !across.contains(x)));
    out.map(|shape| format!("{shape} is not in {across:?}"))
}

/// More values than columns have room for are a line, and more parts than bars a list.
#[test]
fn hundreds_of_values_print() {
    let mut long = brief(300, 2, 2, 5);
    long["figures"]["whole"]["breakdowns"]["kind"] = json!(["part-0", "part-1"]);
    let view = serde_json::to_value(viewed(&checked(&long), Paper::A4)).expect("a view");
    let columns = exhibits(&view)[1];
    let bars = |it: &Value| it["shape"] == "bar" && it["style"] != "blank";
    let shapes = columns["drawings"][1]["shapes"].as_array().expect("a drawing");
    assert!(!shapes.iter().any(bars), "{columns}");
    let lines = shapes.iter().filter(|it| it["style"] == "first");
    let points = lines.flat_map(|it| it["points"].as_array().into_iter().flatten());
    assert!(points.count() >= 300, "every value: {columns}");
    let many = brief(2, 0, 60, 7);
    all_print(
        vec![("300 values".into(), 30, long), ("60 parts".into(), 30, many)],
        &Design::default(),
    );
}

/// Where nothing can be drawn the value is printed all the same.
#[test]
fn what_cannot_be_drawn_is_listed() {
    let mut bare = least();
    bare["figures"] = json!({
        "loaves": { "label": "Loaves baked", "value": "5M loaves", "period": "FY 2024" },
        "pace": { "label": "Growth", "change": "down yoy", "period": "FY 2024" },
    });
    bare["units"] = json!({ "loaves": "Loaves of bread" });
    let charts = FORMS.map(|form| {
        let chart = json!({ "title": "So it is {loaves}", "figure": "loaves", "form": form,
                            "with": ["pace"] });
        json!({ "chart": chart })
    });
    bare["sections"] = json!([{ "title": "Drawn", "blocks": charts }]);
    let (document, _) = set(&bare, &Design::default()).expect("printed");
    let text = (1..=document.pages()).map(|page| document.text(page)).collect::<String>();
    assert!(text.matches("Loaves baked").count() > FORMS.len(), "{text}");
    assert!(text.matches("down yoy").count() >= FORMS.len(), "{text}");
}

/// A view of so many charts of one figure, whose thesis breaks at these thresholds.
fn charts(figures: Value, form: &str, breaks_if: &Value, count: usize) -> Value {
    let mut brief = least();
    brief["as-of"] = json!("2025-12-31");
    brief["figures"] = figures;
    brief["thesis"] = json!([{ "id": "main", "kind": "judgment", "text": "It holds.",
                               "rests-on": ["a"], "breaks-if": breaks_if }]);
    let chart = json!({ "title": "So it is {a}", "figure": "a", "form": form });
    let blocks = vec![json!({ "chart": chart }); count];
    brief["sections"] = json!([{ "title": "Drawn", "blocks": blocks }]);
    serde_json::to_value(viewed(&checked(&brief), Paper::A4)).expect("a view")
}

/// The only chart of a brief.
fn exhibit(figures: Value, form: &str, breaks_if: &Value) -> Value {
    let view = charts(figures, form, breaks_if, 1);
    exhibits(&view).first().copied().expect("a chart").clone()
}

/// The shapes of the only chart of a brief, at their usual height.
fn shapes(figures: Value, form: &str) -> Vec<Value> {
    let exhibit = exhibit(figures, form, &json!([]));
    exhibit["drawings"][1]["shapes"].as_array().expect("a drawing").clone()
}

/// A figure with so many quarters, the last of them Q4 2025.
fn quarters(count: usize) -> Value {
    let at = |back: usize| format!("Q{} {}", 4 - back % 4, 2025 - back / 4);
    let history = (1..count).map(|back| (at(back), json!(format!("${back}B"))));
    let history: Map<_, _> = history.collect();
    json!({ "a": { "label": "A", "value": "$30B", "period": at(0), "history": history } })
}

fn of_style(exhibit: &Value, style: &str) -> usize {
    let shapes = exhibit["drawings"][1]["shapes"].as_array().expect("a drawing");
    shapes.iter().filter(|it| it["style"] == style).count()
}

#[test]
fn a_chart_has_three_heights_and_one_year_before() {
    let exhibit = exhibit(quarters(8), "columns", &json!([]));
    let drawings = exhibit["drawings"].as_array().expect("drawings");
    let heights = drawings.iter().map(|it| it["height"].as_f64().expect("a height"));
    let heights: Vec<_> = heights.map(|it| (it / 72.0 * 25.4).round()).collect();
    assert_eq!(heights, [38.0, 44.0, 62.0], "across the page");
    assert_eq!(of_style(&exhibit, "before"), 1);
    assert_eq!(of_style(&exhibit, "past"), 6);
    let words = drawings.iter().map(|it| it["words"].to_string());
    assert!(words.into_iter().all(|it| it.contains("a year before")), "{exhibit}");
}

#[test]
fn as_many_columns_as_their_width_has_room_for() {
    for (count, columns, form) in
        [(11, 11, "pair"), (12, 12, "alone"), (26, 26, "alone"), (27, 0, "alone")]
    {
        let exhibit = exhibit(quarters(count), "columns", &json!([]));
        let drawn = ["past", "before", "solid"].map(|it| of_style(&exhibit, it));
        assert_eq!(drawn.iter().sum::<usize>(), columns, "{count}");
        let two = charts(quarters(count), "columns", &json!([]), 2);
        assert_eq!(two["sections"][0]["rows"][0]["form"], form, "{count}");
    }
}

/// A threshold stands on a chart of what it measures, and on no other.
#[test]
fn a_threshold_is_drawn_on_the_chart_of_its_measure() {
    let at = |measure: &str, side: &str, threshold: &str| {
        let wire = json!([{ "figure": "a", "measure": measure, "is": side,
                            "threshold": threshold }]);
        ["columns", "line"].map(|form| exhibit(quarters(8), form, &wire))
    };
    for exhibit in at("value", "below", "$20B") {
        assert_eq!(of_style(&exhibit, "threshold"), 1, "{exhibit}");
        assert!(exhibit.to_string().contains("thesis 1 breaks below $20B"), "{exhibit}");
    }
    for exhibit in at("change", "below", "20%") {
        assert_eq!(of_style(&exhibit, "threshold"), 0, "{exhibit}");
    }
    for exhibit in at("value", "above", "$900B") {
        assert_eq!(of_style(&exhibit, "threshold"), 0, "{exhibit}");
        let notes = exhibit["notes"].to_string();
        assert!(notes.contains("Off the scale: thesis 1 breaks above $900B."), "{notes}");
    }
}

/// No line leads over what is missing, and a dashed one to what nobody has measured yet.
#[test]
fn gaps_stay_open_and_estimates_are_marked() {
    let mut figures = quarters(8);
    let history = figures["a"]["history"].as_object_mut().expect("a history");
    history.remove("Q4 2024");
    let line = exhibit(figures.clone(), "line", &json!([]));
    assert_eq!(of_style(&line, "first"), 2 + 7, "two stretches with their points");
    let columns = exhibit(figures.clone(), "columns", &json!([]));
    assert_eq!(columns["drawings"][1]["shapes"].as_array().map(Vec::len), Some(7 + 1));
    figures["a"]["basis"] = json!("analyst-estimate");
    let columns = exhibit(figures.clone(), "columns", &json!([]));
    assert_eq!((of_style(&columns, "estimate"), of_style(&columns, "solid")), (1, 0));
    let line = exhibit(figures, "line", &json!([]));
    let shapes = line["drawings"][1]["shapes"].as_array().expect("a drawing");
    assert_eq!(shapes.iter().filter(|it| it["ahead"] == true).count(), 1);
}

#[test]
fn points_lie_as_far_apart_as_their_days() {
    let history = json!({ "at 2025-01-01": "$2B", "at 2025-01-11": "$4B" });
    let a = json!({ "label": "A", "value": "$3B", "period": "at 2025-04-11",
                    "history": history });
    let shapes = shapes(json!({ "a": a }), "line");
    let line = shapes.iter().find(|it| it["style"] == "first").expect("a line");
    let at = |n: usize, side: usize| line["points"][n][side].as_f64().expect("a length");
    let (short, long) = (at(1, 0) - at(0, 0), at(2, 0) - at(1, 0));
    assert!((long / short - 9.0).abs() < 0.01, "{line}");
    assert!(at(1, 1) < at(2, 1) && at(2, 1) < at(0, 1), "more is higher: {line}");
}

#[test]
fn a_walk_goes_below_nothing_and_ends_there() {
    let one =
        |value: &str| json!({ "label": value, "value": value, "period": "FY 2024" });
    let mut a = one("-$5B");
    a["derivation"] = json!("b - c + d");
    let figures = json!({ "a": a, "b": one("$10B"), "c": one("$20B"), "d": one("$5B") });
    let shapes = shapes(figures, "waterfall");
    let bars: Vec<_> = shapes.iter().filter(|it| it["shape"] == "bar").collect();
    let side = |n: usize, key: &str| bars[n][key].as_f64().expect("a length");
    let end = |n: usize| side(n, "y") + side(n, "height");
    assert_eq!(bars.len(), 4);
    let zero = end(0);
    let near = |a: f64, b: f64| (a - b).abs() < 0.05;
    assert!(near(side(1, "y"), side(0, "y")) && end(1) > zero, "{bars:?}");
    assert!(near(end(2), end(1)) && side(2, "y") > zero, "{bars:?}");
    assert!(near(side(3, "y"), zero) && near(end(3), side(2, "y")), "{bars:?}");
    assert!(near(side(1, "height"), 2.0 * side(0, "height")), "{bars:?}");
}
