//! The front matter of a house in print: all of it, little of it, and far too much.

use serde_json::{Value, json};
use strata_check::Format;
use strata_view::design::Design;

use crate::conform::broken;
use crate::data::accepted;
use crate::print::{Printed, approve, metadata, printed, tree};
use crate::reader::{fold, lost, read};

const BAKERIES: &str = include_str!("front/bakeries.yaml");

fn pages(text: &str, format: Format) -> Printed {
    let brief = printed(accepted("front", text, format), &Design::default());
    for standard in ["ua1", "3a"] {
        assert_eq!(broken(&brief.pdf, standard), [""; 0], "{standard}");
    }
    brief
}

/// The brief as a value, to be changed before it is printed.
fn value() -> Value {
    let checked = accepted("front", BAKERIES, Format::Yaml);
    serde_json::from_slice(&checked.canonical().expect("JSON")).expect("JSON")
}

#[test]
fn a_full_front_prints_in_the_order_in_which_it_is_read() {
    let checked = accepted("front", BAKERIES, Format::Yaml);
    let report = checked.report();
    assert!(report.findings().is_empty(), "{}", strata_emit::human(report, false));
    let brief = pages(BAKERIES, Format::Yaml);
    let texts: Vec<_> =
        (1..=brief.document.pages()).map(|page| brief.document.text(page)).collect();
    approve("front", "text", &texts.join("\n\n"));
    let file = lopdf::Document::load_mem(&brief.pdf).expect("a file");
    approve("front", "tree", &tree::told(&file));
    let metadata = metadata(&file);
    for name in ["Jane Example", "John Example"] {
        assert!(metadata.contains(name), "{metadata}");
    }
    // What is computed is on the pages as well, where another reader finds it.
    let said =
        ["+23%", "Upside", "What changed", "jane@example.com", "12 weeks", "£2.70"];
    let said = said.map(|text| ("text".to_owned(), text.to_owned()));
    assert_eq!(lost(&said, &read(&brief)), [""; 0]);
}

#[test]
fn its_heads_are_words_of_each_language() {
    for (language, words) in [
        (
            "de-DE",
            [
                "Einstufung",
                "Kurspotenzial",
                "+23 %",
                "Was sich geändert hat",
                "Geprüft von",
            ],
        ),
        (
            "fr-FR",
            ["Recommandation", "Potentiel", "+23 %", "Ce qui a changé", "Relu par"],
        ),
    ] {
        let text = BAKERIES.replace("language: en-GB", &format!("language: {language}"));
        let read = read(&pages(&text, Format::Yaml));
        for word in words {
            assert!(read.contains(&fold(word)), "{language}: {word}");
        }
    }
}

/// A part that is absent leaves no head and no hole; one row is enough for each.
#[test]
fn what_is_absent_leaves_nothing() {
    let mut brief = value();
    let map = brief.as_object_mut().expect("a brief");
    for key in ["authors", "publisher", "reviewed-by", "recommendation", "next-event"] {
        map.remove(key);
    }
    map["market"] = json!(["market-cap"]);
    for figure in map["figures"].as_object_mut().expect("figures").values_mut() {
        figure.as_object_mut().expect("a figure").remove("replaces");
    }
    for reading in map["thesis"].as_array_mut().expect("readings") {
        reading.as_object_mut().expect("a reading").remove("replaces");
    }
    let read = read(&pages(&brief.to_string(), Format::Json));
    assert!(read.contains(&fold("Market cap")));
    for head in ["What changed", "Rating", "Upside", "Next date", "Reviewed by"] {
        assert!(!read.contains(&fold(head)), "{head}");
    }
}

/// However long they are, judgments side by side begin and end on one line: their numbers,
/// and how sure each is.
#[test]
fn judgments_side_by_side_are_aligned() {
    let mut brief = value();
    let judgment = |n: usize| {
        let mut it = json!({ "id": format!("judgment-{n}"), "kind": "judgment",
            "text": format!("It grows{}.", " by {eps} a year".repeat(n)),
            "rests-on": ["guidance", "eps"], "confidence": "moderate" });
        if n % 2 == 1 {
            it["support"] =
                json!(format!("It {}did so before.", "surely ".repeat(9 * n)));
            it["against"] = json!(["eps-may", "guidance-may"]);
        }
        it
    };
    brief["thesis"] = (0..6).map(judgment).collect();
    let printed = pages(&brief.to_string(), Format::Json);
    let areas = printed.document.areas();
    let of = |n: usize| {
        let place = format!("/thesis/{n}");
        areas.iter().find(|area| area.place == place).expect("a judgment")
    };
    for row in [[0, 1, 2], [3, 4, 5]] {
        let [first, others @ ..] = row.map(of);
        for other in others {
            assert!(other.x > first.x && other.page == first.page);
            // Digits are not all of one height.
            assert!(
                (other.y - first.y).abs() < 0.4,
                "{row:?} begins on one line: {} {}",
                first.y,
                other.y
            );
            let ends = [first, other].map(|area| area.y + area.height);
            assert!(
                (ends[0] - ends[1]).abs() < 0.1,
                "{row:?} ends on one line: {ends:?}"
            );
        }
    }
}

/// Names as long as they may be, with spaces and without, and as many rows as anybody has.
#[test]
fn far_too_much_prints() {
    let long = |word: &str| {
        let text = word.repeat(120);
        text.chars().take(120).collect::<String>().trim().to_owned()
    };
    for word in ["market of the house ", "w", "W", "Kursentwicklung-"] {
        let mut brief = value();
        let name = long(word);
        let person = json!({ "name": name, "role": name,
            "contact": format!("mailto:{}@example.com", "j".repeat(200)) });
        brief["publisher"] = json!(name);
        let numbered = |at: usize| {
            let mut person = person.clone();
            person["name"] = json!(format!("{at} {}", name[..100].trim()));
            person
        };
        brief["authors"] = (0..12).map(numbered).collect();
        brief["reviewed-by"] = json!([person]);
        for key in ["exchange", "ticker", "index", "country"] {
            brief["subject"][key] = json!(name);
        }
        brief["subject"]["sector"] = json!({ "name": name, "taxonomy": name });
        let sentence = [name.as_str(); 4].join(" ");
        brief["next-event"] = json!({ "date": "2026-02-02/2026-02-06", "event": name,
            "note": sentence });
        let recommendation = &mut brief["recommendation"];
        recommendation["rating"] = json!(name);
        recommendation["scale"] = json!([name, "Hold", "Sell"]);
        recommendation["price-time"] = json!(name);
        recommendation["method"] = json!(sentence);
        let mut market = vec!["share-price".to_owned(), "target-price".to_owned()];
        for at in 0..7 {
            let id = format!("market-{at}");
            brief["figures"][&id] = json!({ "label": format!("{at} {}", name[..110].trim()),
                "value": "£999,999,999,999", "period": "at 2025-10-30", "source": "market" });
            market.push(id);
        }
        assert_eq!(market.len(), 9);
        brief["market"] = json!(market);
        for at in 0..30 {
            let (old, new) = (format!("old-{at}"), format!("new-{at}"));
            let figure = |value: &str| {
                json!({ "label": format!("{at} {}", name[..110].trim()), "value": value,
                    "period": "FY 2026", "basis": "analyst-estimate", "source": "own" })
            };
            brief["figures"][&old] = figure("£999,999,999,999/share");
            brief["figures"][&new] = figure("£1/share");
            brief["figures"][&new]["replaces"] = json!(old);
        }
        let brief = pages(&brief.to_string(), Format::Json);
        assert!(brief.document.pages() <= 20, "{word}: {} pages", brief.document.pages());
    }
}
