//! Key figures of every shape: few and many, of long values and names, in every language.

use serde_json::{Value, json};
use strata_view::design::Design;
use strata_view::sheet::Paper;

use super::{all_print, least, set};

/// A brief that shows so many figures side by side.
fn strip(count: usize, figure: impl Fn(usize) -> Value) -> Value {
    let mut brief = least();
    brief["period"] = json!("Q3 2025");
    brief["as-of"] = json!("2025-11-21");
    brief["sources"] = json!({ "report": { "title": "Report", "tier": "issuer" } });
    for at in 0..count {
        let mut figure = figure(at);
        figure["source"] = json!("report");
        brief["figures"][format!("f{at}")] = figure;
    }
    let show: Vec<_> = (0..count).map(|at| format!("f{at}")).collect();
    brief["sections"] =
        json!([{ "title": "Figures", "blocks": [{ "figures": { "show": show } }] }]);
    brief
}

/// An ordinary figure with all that a card may have.
fn full(at: usize) -> Value {
    json!({
        "label": format!("Measure {at}"), "value": "$12.0B", "prior": "$10.0B",
        "change": "+20% yoy", "period": "Q3 2025",
        "comparisons": [{ "change": "+18% yoy", "adjustment": "constant-currency" },
                        { "change": "vs consensus", "prior": "$11.5B",
                          "date": "2025-10-31", "source": "report" }],
        "history": { "Q2 2024": "$9.6B", "Q3 2024": "$10.0B", "Q4 2024": "$10.4B",
                     "Q1 2025": "$11.0B", "Q2 2025": "$11.4B" },
        "note": "What a reader must know.",
    })
}

/// A figure of one of the kinds there are.
fn mixed(at: usize) -> Value {
    let label = format!("Measure {at}");
    match at % 6 {
        0 => full(at),
        1 => json!({ "label": label, "range": { "low": "$9.0B", "high": "$9.5B" },
                     "period": "FY 2025", "guidance": { "issued": "2025-11-06" } }),
        2 => json!({ "label": label, "change": "-13% yoy", "better": "lower",
                     "period": "Q3 2025" }),
        3 => json!({ "label": label, "value": "3.8 GW", "qualifier": "more-than",
                     "period": "TTM to 2025-10-30", "basis": "issuer-claim" }),
        4 => json!({ "label": label, "shift": { "from": "months", "to": "days" },
                     "period": "Q3 2025" }),
        _ => json!({ "label": label, "value": "-$46M", "prior": "$12M",
                     "change": "n.m. yoy", "period": "Q3 2025" }),
    }
}

#[test]
fn strips_of_every_length_print() {
    let mut briefs = Vec::new();
    for count in 1..=16 {
        briefs.push((format!("{count} full"), 4, strip(count, full)));
        briefs.push((format!("{count} mixed"), 4, strip(count, mixed)));
    }
    all_print(briefs, &Design::default());
}

#[test]
fn long_values_and_names_print() {
    let long = |at: usize| {
        json!({ "label": format!("Measure {at}"), "period": "Q3 2025",
                "value": format!("$999,999,999,{at:03}.123456M"),
                "change": "+999,999,999,999.12% yoy" })
    };
    let named = |at: usize| {
        let mut figure = full(at);
        let word = "Measure of everything that is sold and not returned ".repeat(2);
        figure["label"] = json!(format!("{word}{at}"));
        figure["short"] = json!(format!("Everything sold, {at}"));
        figure
    };
    let token = |at: usize| {
        json!({ "label": format!("{}{at}", "W".repeat(110)), "period": "Q3 2025",
                "value": format!("100K+ {}", "w".repeat(24)), "change": "up yoy",
                "prior": format!("90K+ {}", "w".repeat(24)) })
    };
    let mut briefs = Vec::new();
    for count in [1, 2, 5, 6, 9] {
        briefs.push((format!("{count} long"), 6, strip(count, long)));
        briefs.push((format!("{count} named"), 6, strip(count, named)));
        briefs.push((format!("{count} tokens"), 6, strip(count, token)));
    }
    all_print(briefs, &Design::default());
}

#[test]
fn strips_print_in_every_language_and_on_every_paper() {
    for paper in Paper::ALL {
        let briefs = ["en-GB", "de-DE", "fr-FR"].map(|language| {
            let mut brief = strip(6, mixed);
            brief["language"] = json!(language);
            (format!("{language} on {paper}"), 3, brief)
        });
        all_print(briefs.into(), &Design { paper, ..Design::default() });
    }
}

/// Each card is read as one: what it is called, its value, what it is compared with.
#[test]
fn a_card_is_read_as_one() {
    let (document, _) = set(&strip(3, full), &Design::default()).expect("pages");
    let text = document.text(1).replace(['\u{a0}', '\u{200b}'], " ");
    let cards = text.split("Measure 0").nth(1).expect("the first card");
    let places = ["$12.0", "+20%", "+18%", "Measure 1", "Measure 2"];
    let found: Vec<_> = places.iter().map(|it| cards.find(it).expect(it)).collect();
    assert!(found.is_sorted(), "{found:?} in {text}");
}
