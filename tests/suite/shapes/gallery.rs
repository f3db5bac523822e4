//! Every form of chart, drawn from sample data and written down: each mark with its place.

use std::fmt::Write as _;

use serde_json::Value;
use strata_check::Format;
use strata_view::design::Design;
use strata_view::sheet::Paper;

use super::charts::{exhibits, outside};
use crate::conform::broken;
use crate::data::{accepted, viewed};
use crate::print::{approve, printed, tree};

const GALLERY: &str = include_str!("gallery.yaml");
const FLOUR: &str = "/sections/2/blocks/5";

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Whole points: a moved mark is seen and a moved hair is not.
fn points<'a>(lengths: impl IntoIterator<Item = &'a Value>) -> String {
    let whole =
        |it: &Value| format!("{}", it.as_f64().unwrap_or(f64::NAN).round() as i64);
    lengths.into_iter().map(whole).collect::<Vec<_>>().join(" ")
}

fn rich(value: &Value) -> String {
    let text = |run: &Value| word(run, "text").to_owned();
    list(value, "runs").iter().map(text).collect()
}

fn shape(it: &Value) -> String {
    let style = word(it, "style");
    match word(it, "shape") {
        "bar" => {
            let sides = ["x", "y", "width", "height"].map(|key| &it[key]);
            format!("bar {style} {}", points(sides))
        }
        "dot" => {
            let fill = if it["solid"] == true { "solid" } else { "hollow" };
            format!("dot {style} {} {fill}", points([&it["x"], &it["y"]]))
        }
        _ => {
            let place = |it: &Value| points(it.as_array().into_iter().flatten());
            let places: Vec<_> = list(it, "points").iter().map(place).collect();
            let ahead = if it["ahead"] == true { " ahead" } else { "" };
            format!("path {style} {}{ahead}", places.join(" > "))
        }
    }
}

fn mark(it: &Value) -> String {
    let lines: Vec<_> = list(it, "lines").iter().filter_map(Value::as_str).collect();
    let lines: Vec<_> = lines.into_iter().map(str::trim_end).collect();
    let looks = ["bold", "italic"].into_iter().filter(|key| it[key] == true);
    let looks = looks.chain(it["tone"].as_str());
    let looks: String = looks.map(|look| format!(" {look}")).collect();
    let place = points([&it["x"], &it["y"]]);
    format!("`{}` {} {place} {}{looks}", lines.join(" / "), word(it, "side"), it["size"])
}

/// An exhibit in words: its drawing at its usual height with its shapes and its words, from
/// the left upper corner in points, and its tables.
fn told(exhibit: &Value) -> String {
    let mut text = format!("{} {}\n", word(exhibit, "number"), rich(&exhibit["title"]));
    let mut say = |line: String| {
        let _ = writeln!(text, "  {line}");
    };
    say(rich(&exhibit["unit"]));
    let drawings = list(exhibit, "drawings");
    let usual = |all: &[Value]| all.get(1).or(all.first()).cloned().unwrap_or_default();
    let drawing = &usual(drawings);
    let heights = points(drawings.iter().map(|it| &it["height"])).replace(' ', ", ");
    say(format!("{} wide, {heights} high", exhibit["width"]));
    list(drawing, "shapes").iter().map(shape).for_each(&mut say);
    list(drawing, "words").iter().map(mark).for_each(&mut say);
    for table in list(exhibit, "tables") {
        say(format!("table {}", points([&table["first"]])));
        let rows = list(table, "rows").iter().filter_map(Value::as_array);
        for cells in table["heads"].as_array().into_iter().chain(rows) {
            let cells: Vec<_> = cells.iter().filter_map(Value::as_str).collect();
            say(format!("  {}", cells.join(" | ")));
        }
    }
    say(rich(&usual(list(exhibit, "notes"))));
    text
}

#[test]
fn every_form_is_drawn_as_before() {
    let gallery = accepted("gallery", GALLERY, Format::Yaml);
    assert!(gallery.report().findings().is_empty(), "sample data without findings");
    let view = serde_json::to_value(viewed(&gallery, Paper::A4)).expect("a view");
    let told: Vec<_> = exhibits(&view).into_iter().map(told).collect();
    approve("gallery", "drawings", &told.join("\n"));
}

/// The press has looked at the pages: nothing is off them, and nothing over anything else.
#[test]
fn every_form_prints_on_every_paper() {
    for paper in Paper::ALL {
        let gallery = accepted("gallery", GALLERY, Format::Yaml);
        let view = serde_json::to_value(viewed(&gallery, paper)).expect("a view");
        let out: Vec<_> = exhibits(&view).into_iter().filter_map(outside).collect();
        assert_eq!(out, [""; 0], "{paper}");
        let design = Design { paper, ..Design::default() };
        let gallery = printed(gallery, &design);
        for standard in ["ua1", "3a"] {
            assert_eq!(broken(&gallery.pdf, standard), [""; 0], "{paper} {standard}");
        }
        // Ten years of quarters, with nothing beside them, fill the sheet.
        let all = paper.size().0 - 2.0 * 18.0;
        let wide = gallery.document.areas().into_iter().filter(|it| it.place == FLOUR);
        let widest = wide.map(|it| it.width).fold(0.0, f64::max);
        assert!((all - 3.0..=all).contains(&widest), "{paper}: {widest} of {all} mm");
        if paper == Paper::A4 {
            let file = lopdf::Document::load_mem(&gallery.pdf).expect("a file");
            let tree = tree::told(&file);
            // What follows the sections is not of the charts.
            let charts = tree.split("  H1 t=\"Figures\"").next().unwrap_or_default();
            approve("gallery", "tree", charts);
        }
    }
}
