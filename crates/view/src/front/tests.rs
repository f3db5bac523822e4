//! What stands in the box, in which words, and that nothing is lost where it is full.

use serde_json::{Value, json};
use strata_model::Brief;

use super::*;
use crate::sheet::Paper;

fn brief(more: Value) -> Value {
    let mut brief = json!({
        "strata": "1", "title": "T", "as-of": "2025-11-20", "period": "Q3 2025",
        "subject": {"name": "Example plc", "short": "Example", "fiscal-year": "calendar"},
        "thesis": [{"id": "it-grows", "kind": "judgment", "text": "It grows."}],
        "edition": "1", "language": "en-GB",
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut brief, more) {
        all.extend(more);
    }
    brief
}

/// The rows of the box and of the back matter, as they are read.
fn told(brief: Value) -> (Vec<String>, Vec<String>) {
    let brief: Brief = serde_json::from_value(brief).expect("a brief");
    let (front, behind) = Context::new(&brief, Paper::A4).front();
    let told = |fact: &Fact| {
        let note = fact.note.as_ref().map(|it| format!(" / {}", it.read()));
        let read =
            format!("{}: {}{}", fact.label, fact.value.read(), note.unwrap_or_default());
        read.replace('\u{a0}', " ").replace('\u{2060}', "")
    };
    (front.rows.iter().map(told).collect(), behind.iter().map(told).collect())
}

fn price(label: &str, value: &str, period: &str) -> Value {
    json!({"label": label, "value": value, "period": period})
}

#[test]
fn a_brief_without_a_price_says_what_it_is() {
    let sources = json!({
        "a": {"title": "A", "tier": "regulatory-filing"}, "b": {"title": "B", "tier": "press"},
    });
    let mut all = brief(json!({"data-cut-off": "2025-10-31", "sources": sources}));
    all["subject"]["cik"] = json!("0001018724");
    let (rows, behind) = told(all);
    assert_eq!(
        rows,
        [
            "Company: Example plc",
            "Period: Q3 2025, to 30 Sep 2025",
            "Data to: 31 Oct 2025",
            "Sources: 2, of them 1 filing",
            "Edition: 1",
            "CIK: 0001018724",
        ]
    );
    assert_eq!(behind, [""; 0]);
}

/// The day of the prices is told once; beside a rating, identifiers stand in the back matter.
#[test]
fn beside_a_rating_stand_price_upside_and_dates() {
    let (rows, behind) = told(brief(json!({
        "recommendation": {"rating": "Buy", "target": "target", "price": "price",
            "scale": ["Buy", "Sell"], "horizon": "FY 2026"},
        "market": ["price", "cap", "shares"], "price-date": "2025-11-19",
        "data-cut-off": "2025-11-19", "sources": {"a": {"title": "A", "tier": "press"}},
        "next-event": {"date": "2026-02-05", "event": "Annual report", "note": "Watch cash."},
        "figures": {
            "price": price("Share price", "£100.00", "at 2025-11-19"),
            "target": price("Target", "£108.00", "FY 2026"),
            "cap": price("Market cap", "£1.2B", "at 2025-11-19"),
            "shares": price("Shares", "12M shares", "at 2025-09-30"),
        },
    })));
    assert_eq!(
        rows,
        [
            "Price: £100.00, 19 Nov 2025",
            "Upside: +8% to target",
            "Market cap: £1.2bn",
            "Shares: 12m shares, 30 Sep 2025",
            "Next date: 5 Feb 2026, Annual report / Watch cash.",
            "Period: Q3 2025, to 30 Sep 2025",
            "Data to: 19 Nov 2025 · 1 source",
        ]
    );
    assert_eq!(behind, ["Company: Example plc", "Edition: 1", "Rating scale: Buy, Sell"]);
}

#[test]
fn a_period_other_than_a_quarter_of_the_calendar_has_both_ends() {
    let period = |period: &str, declared: Value| {
        let (rows, _) = told(brief(json!({"period": period, "periods": declared})));
        rows[1].clone()
    };
    let own =
        json!({"Q3 2025": "2025-06-29/2025-09-20", "FY 2025": "2025-01-01/2025-12-31"});
    for (written, declared, told) in [
        ("Q3 2025", json!({}), "Q3 2025, to 30 Sep 2025"),
        ("Q3 2025", own.clone(), "Q3 2025, 29 Jun 2025 – 20 Sep 2025"),
        ("FY 2025", own, "FY 2025, 1 Jan 2025 – 31 Dec 2025"),
        ("TTM Q3 2025", json!({}), "TTM Q3 2025, 1 Oct 2024 – 30 Sep 2025"),
        ("2025-10", json!({}), "October 2025"),
        ("Season 7", json!({}), "Season 7"),
    ] {
        assert_eq!(period(written, declared), format!("Period: {told}"));
    }
}

/// However much there is, the box keeps to its rows and its lines, and each fact stands
/// either in it or in the back matter.
#[test]
fn what_finds_no_room_stands_in_the_back_matter() {
    for (count, letters, rated) in (0..12)
        .flat_map(|count| [(count, 4), (count, 40), (count, 110)])
        .flat_map(|(count, letters)| [(count, letters, true), (count, letters, false)])
    {
        let long = |head: String| head + &" long".repeat(letters / 5);
        let market: Vec<_> = (0..count).map(|n| format!("m{n}")).collect();
        let figures = market
            .iter()
            .map(|id| (id.clone(), price(&long(id.clone()), "£1.2B", "at 2025-11-19")));
        let mut all = brief(json!({
            "market": market, "figures": figures.collect::<serde_json::Map<_, _>>(),
            "price-date": "2025-11-19", "data-cut-off": "2025-11-19",
            "next-event": {"date": "Q1 2026", "event": long("Results".to_owned()),
                "note": long("A note".to_owned())},
        }));
        if rated {
            all["recommendation"] = json!({"rating": "Buy", "method": "By hand."});
        }
        for key in ["exchange", "index"] {
            all["subject"][key] = json!(long(key.to_owned()));
        }
        let value: Brief = serde_json::from_value(all.clone()).expect("a brief");
        let (front, _) = Context::new(&value, Paper::A4).front();
        let lines: usize = front.rows.iter().map(Fact::lines).sum();
        assert!(front.rows.len() <= ROWS && lines <= LINES[1], "{count} {letters}");
        let (rows, behind) = told(all);
        let told = rows.join("\n") + "\n" + &behind.join("\n");
        let wanted = market.iter().map(|id| long(id.clone()));
        let others = ["Results", "A note", "index"].map(|it| long(it.to_owned()));
        let fixed =
            ["Q3 2025", "Example plc", "Edition", "19 Nov 2025"].map(str::to_owned);
        for text in wanted.chain(others).chain(fixed) {
            assert!(told.contains(&text), "{count} {letters} {rated}: {text} in {told}");
        }
    }
}
