//! Briefs of every shape are printed: whatever the check accepts, the press can set.
//!
//! The press looks at its own pages: a text over another, off the page or lost is an error
//! there, and so a failure here.

mod author;
mod charts;
mod crowded;
mod gallery;
mod strips;
mod tables;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use strata_check::{Checked, Format};
use strata_proof::enclosed;
use strata_render::{Document, preflight, typeset};
use strata_view::design::Design;
use strata_view::sheet::{Density, Paper};

use crate::conform::broken;
use crate::data::accepted;
use crate::write::Dice;
use author::{Author, Kind, Shape};

/// The words of an ordinary author: a name of two or three, a sentence of ten.
fn plain() -> impl FnMut(usize) -> String {
    const WORDS: [&str; 12] = [
        "margin", "of", "the", "cloud", "rises", "with", "every", "oven", "that",
        "bakers", "heat", "again",
    ];
    let mut at = 0;
    move |most| {
        at += 1;
        let count = if most <= author::NAME { 2 + at % 2 } else { 6 + at % 7 };
        let words = (0..count).map(|step| WORDS[(at + step * 5) % WORDS.len()]);
        format!("{} {at}", words.collect::<Vec<_>>().join(" "))
    }
}

/// Texts as long as they may be, and no longer than `most` letters.
fn long(most: usize) -> impl FnMut(usize) -> String {
    let mut words = plain();
    move |limit| {
        let limit = limit.min(most);
        let mut text = words(limit);
        while text.len() < limit {
            text.push(' ');
            text.push_str(&words(limit));
        }
        text.truncate(limit);
        text.trim_end().to_owned()
    }
}

/// One word without a space, of at most `most` letters.
fn token(most: usize) -> impl FnMut(usize) -> String {
    let mut at = 0;
    move |limit| {
        at += 1;
        let end = format!("{at}");
        "w".repeat(limit.min(most) - end.len()) + &end
    }
}

/// The same text everywhere, told apart by a number.
fn always(text: &'static str) -> impl FnMut(usize) -> String {
    let mut at = 0;
    move |_| {
        at += 1;
        format!("{text} {at}")
    }
}

fn written(shape: &Shape, mut words: impl FnMut(usize) -> String) -> Value {
    Author::new(&mut words).brief(shape)
}

fn checked(brief: &Value) -> Checked {
    accepted("shape.json", &brief.to_string(), Format::Json)
}

/// Checks, sets, inspects and writes a brief.
fn set(brief: &Value, design: &Design) -> Result<(Document, Vec<u8>), String> {
    let checked = checked(brief);
    let refused = preflight(&checked, design);
    if refused.has_errors() {
        return Err(strata_emit::short(&refused));
    }
    let document = typeset(&checked, design).map_err(|error| error.to_string())?;
    let pdf = document.pdf().map_err(|error| error.to_string())?;
    Ok((document, pdf))
}

/// Prints each brief on at most so many pages, to both standards, and reports all that fail.
fn all_print(briefs: Vec<(String, usize, Value)>, design: &Design) {
    let mut wrong = Vec::new();
    for (name, most, brief) in briefs {
        let (document, pdf) = match set(&brief, design) {
            Ok(printed) => printed,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        if document.pages() > most {
            wrong.push(format!("{name}: {} pages", document.pages()));
        }
        for standard in ["ua1", "3a"] {
            let broken = broken(&pdf, standard);
            if !broken.is_empty() {
                wrong.push(format!("{name}: {standard} {broken:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A brief with only what every brief has.
fn least() -> Value {
    json!({
        "strata": "1",
        "title": "Back to growth",
        "subject": { "name": "Example Bakeries plc", "fiscal-year": "calendar" },
        "as-of": "2025-09-30",
        "thesis": [{ "id": "growth", "kind": "judgment", "text": "Growth is back." }],
    })
}

fn shape(blocks: &[(Kind, usize)]) -> Shape {
    Shape { figures: 0, theses: 1, blocks: blocks.to_vec() }
}

/// Every block once, two of every list.
fn everything() -> Shape {
    let blocks = Kind::ALL.iter().map(|kind| (*kind, 2)).collect();
    Shape { figures: 3, theses: 3, blocks }
}

#[test]
fn little_prints() {
    let mut no_blocks = least();
    no_blocks["sections"] = json!([{ "title": "Empty" }, { "title": "And empty" }]);
    let mut one = least();
    one["figures"] = json!({ "loaves": { "label": "Loaves", "value": "5M" } });
    one["sections"] =
        json!([{ "title": "One", "blocks": [{ "figures": { "show": ["loaves"] } }] }]);
    all_print(
        vec![
            ("least".into(), 1, least()),
            ("no blocks".into(), 1, no_blocks),
            ("one figure".into(), 1, one),
        ],
        &Design::default(),
    );
}

#[test]
fn every_block_prints_alone() {
    let alone = |kind: Kind| {
        let brief = written(&shape(&[(kind, 3)]), plain());
        (format!("{kind:?}"), 5, brief)
    };
    all_print(Kind::ALL.map(alone).into(), &Design::default());
}

#[test]
fn few_and_many_print() {
    let figures = [1, 5, 16, 200].map(|count| {
        let shape =
            Shape { figures: count, theses: 1, blocks: vec![(Kind::Figures, count)] };
        (format!("{count} figures"), 5 + count / 4, written(&shape, plain()))
    });
    let theses = [2, 4, 6, 7, 12].map(|count| {
        let shape = Shape { figures: 0, theses: count, blocks: Vec::new() };
        (format!("{count} theses"), 4 + count / 2, written(&shape, plain()))
    });
    let layers = [1, 2, 7, 8, 20].map(|count| {
        (
            format!("{count} layers"),
            4 + count,
            written(&shape(&[(Kind::Stack, count)]), plain()),
        )
    });
    let entries =
        [Kind::Text, Kind::Points, Kind::Advantage, Kind::Barbell, Kind::Counterparties]
            .map(|kind| {
                (
                    format!("60 entries: {kind:?}"),
                    20,
                    written(&shape(&[(kind, 60)]), plain()),
                )
            });
    let all = figures.into_iter().chain(theses).chain(layers).chain(entries);
    all_print(all.collect(), &Design::default());
}

/// More rows than the judge of the standards takes; every page is still inspected.
#[test]
fn a_thousand_figures_print() {
    let blocks = vec![(Kind::Figures, 200); 5];
    let shape = Shape { figures: 1_000, theses: 1, blocks };
    let (document, _) =
        set(&written(&shape, plain()), &Design::default()).expect("pages");
    assert!((40..=255).contains(&document.pages()), "{} pages", document.pages());
    // As large as it is, it is within the bounds of what a stranger may have written.
    let pdf = document.pdf().expect("a file");
    assert!(enclosed(&pdf).is_ok_and(|it| it.briefs.len() == 1));
}

/// Once this was 171 texts over one another.
#[test]
fn a_layer_of_sixty_items_prints() {
    let mut words = plain();
    let mut author = Author::new(&mut words);
    let mut brief = author.brief(&shape(&[(Kind::Stack, 1)]));
    brief["sections"][0]["blocks"][0]["stack"]["layers"] = json!([author.layer(60)]);
    all_print(vec![("60 items".into(), 12, brief)], &Design::default());
}

/// One layer and eight; nine items, which stand in cells, and ten, which do not; none; and
/// five figures each.
#[test]
fn layers_of_every_kind_print() {
    let mut words = long(80);
    let mut author = Author::new(&mut words);
    let mut brief = author.brief(&shape(&[(Kind::Stack, 1), (Kind::Stack, 8)]));
    let mut small = |count: usize| {
        let mut layer = author.layer(0);
        let items = (0..count).map(|n| {
            let figures = ["whole", "part-1", "growth", "range", "shift"];
            json!({ "name": format!("Item {n}"), "figures": &figures[..1 + n % 2] })
        });
        layer["items"] = items.collect();
        layer
    };
    let mut five = small(1);
    five["items"][0]["figures"] = json!(["whole", "part-1", "growth", "range", "shift"]);
    let layers = json!([small(9), small(10), small(0), five]);
    brief["sections"][0]["blocks"][1]["stack"]["layers"] = layers;
    all_print(vec![("layers".into(), 20, brief)], &Design::default());
}

#[test]
fn long_texts_print() {
    let names = |most: usize| {
        (format!("texts of {most}"), 40, written(&everything(), long(most)))
    };
    all_print(vec![names(120), names(280), names(600)], &Design::default());
}

#[test]
fn long_words_print() {
    let words = |most: usize| {
        (format!("words of {most}"), 40, written(&everything(), token(most)))
    };
    all_print([12, 16, 19, 30, 120, 300].map(words).into(), &Design::default());
}

/// Readings twelve times as long as an ordinary one, beside every kind of block.
#[test]
fn long_readings_print() {
    let mut brief = written(&everything(), plain());
    let long = long(700)(author::PARAGRAPH);
    let mut count = 0;
    lengthen(&mut brief, &long, &mut count);
    assert!(count > 5, "only {count} readings");
    all_print(vec![("long readings".into(), 20, brief)], &Design::default());
}

/// Gives every reading a long text and support of its own.
fn lengthen(value: &mut Value, long: &str, count: &mut usize) {
    if let Some(reading) =
        value.as_object_mut().filter(|map| map.contains_key("rests-on"))
    {
        *count += 1;
        reading.insert("text".into(), json!(format!("{long} {count}")));
        reading.insert("support".into(), json!(format!("Support {long} {count}")));
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| lengthen(it, long, count)),
        Value::Object(map) => map.values_mut().for_each(|it| lengthen(it, long, count)),
        _ => {}
    }
}

/// What is markup to Typst is text to an author, in every field; what is a mark of prose as
/// well is so behind a backslash.
#[test]
fn markup_is_printed_as_it_is_written() {
    const MARKUP: [&str; 6] = [
        r"#panic() \*b\* \_i\_ $x^2$ \<label> @ref // c",
        "#read(\"/etc/passwd\") ] \\ #let x = 1",
        "= Heading - list + item / term: x",
        r#"\`raw\` \`\`\`rust fn x\`\`\` ~ -- --- ... 'q' "q""#,
        "#metadata((at: \"/x\")) [x] #(1/0)",
        r"https://example.com/a?b=c#d a@b.example \&amp; \<b>",
    ];
    let briefs = MARKUP
        .map(|markup| (markup.to_owned(), 12, written(&everything(), always(markup))));
    all_print(briefs.into(), &Design::default());
    let (document, _) =
        set(&written(&everything(), always(MARKUP[0])), &Design::default())
            .expect("printed");
    let text = document.text(1).replace('\u{200b}', "");
    assert!(text.contains(&MARKUP[0].replace('\\', "")), "{text}");
}

/// A figure is filled in, and a brace that is doubled printed, in every text that may hold
/// one; in a name they are letters like others.
#[test]
fn braces_print() {
    let brief = written(&everything(), always("{{x}} of {whole}"));
    let (document, _) = set(&brief, &Design::default()).expect("printed");
    let text = (1..=document.pages()).map(|page| document.text(page)).collect::<String>();
    for printed in ["{x} of $100.0B", "{{x}} of {whole}"] {
        assert!(text.contains(printed), "no {printed} in {text}");
    }
}

#[test]
fn every_paper_and_density_prints() {
    for paper in Paper::ALL {
        for density in Density::ALL {
            let design = Design { paper, density, ..Design::default() };
            let name = format!("{paper} at {density}");
            let mut briefs = vec![(name.clone(), 10, written(&everything(), plain()))];
            if density == Density::Closest {
                briefs.push((
                    format!("{name}, long"),
                    40,
                    written(&everything(), long(280)),
                ));
            }
            all_print(briefs, &design);
        }
    }
}

#[test]
fn the_letters_of_europe_print() {
    let texts = [
        "Ελληνικά: η αγορά αυξάνεται",
        "Кириллица: рынок растёт",
        "Łódź, Zürich, Ærø, Åbo, Şişli, Ňitra",
        "“Quotes”, ‘single’, « guillemets », dashes – — and …",
        "€1, £2, ¥3, ₹4, 5 ‰, 6 °C, a × b ÷ c ± d ≥ e ≤ f ≈ g",
        "e\u{301} u\u{308} combined",
    ];
    let briefs =
        texts.map(|text| (text.to_owned(), 12, written(&everything(), always(text))));
    all_print(briefs.into(), &Design::default());
}

#[test]
fn every_language_prints() {
    for (language, value) in [
        ("en-GB", "$100.0bn"),
        ("de-DE", "100,0\u{a0}Mrd.\u{a0}$"),
        ("fr-FR", "100,0\u{a0}Md$"),
    ] {
        let mut brief = written(&everything(), plain());
        brief["language"] = json!(language);
        let (document, pdf) = set(&brief, &Design::default()).expect("printed");
        let pages = 1..=document.pages();
        let text = pages.map(|page| document.text(page)).collect::<String>();
        assert!(text.contains(value), "{text}");
        assert!(pdf.windows(5).any(|it| it == language.as_bytes()));
        for standard in ["ua1", "3a"] {
            assert_eq!(broken(&pdf, standard), [""; 0], "{language}, {standard}");
        }
    }
}

/// A character that no face has is refused where it stands, in any field.
#[test]
fn letters_without_a_face_are_refused_at_their_place() {
    let places = [
        ("/title", "市場"),
        ("/thesis/0/text", "Ovens 🚀"),
        ("/figures/whole/label", "שוק"),
        ("/figures/whole/dimensions/segment", "سوق"),
        ("/sections/0/blocks/10/stack/layers/1/items/0/name", "市"),
        ("/sections/0/blocks/12/barbell/poles/1/tagline", "시장"),
        ("/sources/filing/descriptor/bias", "ตลาด"),
        ("/units/loaves", "בשר"),
        ("/disclosures/ai-use", "市"),
    ];
    for (place, text) in places {
        let mut brief = written(&everything(), plain());
        *brief.pointer_mut(place).expect(place) = json!(text);
        let report = preflight(&checked(&brief), &Design::default());
        assert!(report.has_errors(), "{place}");
        for located in report.findings() {
            let finding = located.finding();
            assert_eq!(finding.rule().code, "R001", "{place}");
            assert_eq!(finding.path().map(ToString::to_string).as_deref(), Some(place));
        }
    }
    assert!(
        preflight(&checked(&written(&everything(), plain())), &Design::default())
            .is_clean()
    );
}

const FORMS: [&str; 7] =
    ["bars", "columns", "line", "parts", "shares", "slope", "waterfall"];

/// A figure with a value, an earlier value and a history, whatever their signs and sizes.
fn drawn(value: &str, prior: &str, history: &[&str]) -> Value {
    let quarters = ["Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024", "Q1 2025", "Q2 2025"];
    let history: serde_json::Map<_, _> = quarters
        .iter()
        .zip(history)
        .map(|(at, value)| (at.to_string(), json!(value)))
        .collect();
    json!({ "label": "Profit", "value": value, "prior": prior, "history": history,
            "period": "Q3 2025", "source": "filing" })
}

/// A bar of nothing, below nothing or beyond everything stays on the page.
#[test]
fn any_number_can_be_drawn() {
    let cases = [
        ("zeros", drawn("$0B", "$0B", &["$0B"; 6])),
        (
            "losses",
            drawn("-$5B", "-$100B", &["-$1B", "-$2B", "-$30B", "-$4B", "-$50B", "-$6B"]),
        ),
        ("both", drawn("-$5.5B", "$100.0B", &["$10.0B", "-$2.0B", "$0.0B", "-$40.0B"])),
        (
            "huge",
            drawn("$999,999,999,999.999999T", "$1T", &["$0.000001", "-$999999999999T"]),
        ),
        ("tiny", drawn("0.000001%", "999999999999%", &["0.000001%", "12%", "0%"])),
        ("far", drawn("$1", "$999999999999T", &["$1", "$2"])),
        ("one", drawn("$1", "$1", &["$1"])),
        ("per", drawn("USD 1,234,567,890.123456/loaf", "USD 2/loaf", &["USD 3/loaf"])),
    ];
    let briefs = cases.into_iter().map(|(name, figure)| {
        let mut brief = least();
        brief["sources"] = json!({ "filing": { "title": "Report", "tier": "issuer" } });
        brief["units"] = json!({ "loaf": "A loaf of bread" });
        let mut plus = figure.clone();
        plus["label"] = json!("Cost");
        brief["figures"] = json!({ "cost": plus, "profit": figure });
        brief["figures"]["profit"]["derivation"] = json!("cost + nothing");
        brief["figures"]["profit"]["breakdowns"] = json!({ "kind": ["cost", "nothing"] });
        let nothing = brief["figures"]["cost"]["value"].as_str().unwrap_or_default();
        let nothing = zero_of(nothing);
        brief["figures"]["nothing"] = json!({ "label": "Nothing", "value": nothing,
                                              "period": "Q3 2025", "source": "filing" });
        let charts = FORMS.map(|form| {
            json!({ "chart": { "title": "Profit in {profit.period}", "figure": "profit",
                               "form": form } })
        });
        let mut blocks = charts.to_vec();
        blocks.push(json!({ "figures": { "show": ["profit", "cost", "nothing"] } }));
        brief["sections"] = json!([{ "title": "Drawn", "blocks": blocks }]);
        (name.to_owned(), 4, brief)
    });
    all_print(briefs.collect(), &Design::default());
}

/// Nothing, in the unit and the scale of a quantity.
fn zero_of(quantity: &str) -> String {
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let start = quantity.find(digits).unwrap_or_default();
    let end = quantity.rfind(digits).map_or(start, |at| at + 1);
    let fraction =
        quantity[start..end].split_once('.').map_or(0, |(_, after)| after.len());
    let zero = if fraction == 0 {
        "0".to_owned()
    } else {
        format!("0.{}", "0".repeat(fraction))
    };
    format!("{}{zero}{}", quantity[..start].trim_start_matches('-'), &quantity[end..])
}

/// Briefs nobody thought of: any blocks in any order, any number of things, and a word of
/// its own in every field, so that none can stand in for another.
#[test]
fn generated_briefs_print() {
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let blocks =
        prop::collection::vec((prop::sample::select(&Kind::ALL[..]), 1..9_usize), 0..7);
    let shapes = (0..24_usize, 1..9_usize, blocks, 0..4_u64, any::<u64>());
    let prints = |(figures, theses, blocks, length, seed)| {
        let brief = written(&Shape { figures, theses, blocks }, random(length, seed));
        let printed = set(&brief, &Design::default()).map_err(TestCaseError::fail)?;
        prop_assert!(printed.0.pages() <= 60, "{} pages", printed.0.pages());
        Ok(())
    };
    TestRunner::new_with_rng(config, rng).run(&shapes, prints).expect("printed");
}

/// Words that no other text has; `length` says how far towards the limits the texts go.
fn random(length: u64, seed: u64) -> impl FnMut(usize) -> String {
    let mut dice = Dice::of(seed);
    let mut at = 0;
    move |most| {
        let most = most / [16, 8, 4, 2][length as usize % 4];
        let goal = 1 + dice.roll(most);
        let mut text = String::new();
        loop {
            at += 1;
            let most = if dice.roll(40) == 0 { 60 } else { 9 };
            let letters = 1 + dice.roll(most);
            let word: String =
                (0..letters).map(|_| char::from(b'a' + dice.roll(26) as u8)).collect();
            let word = format!("{word}{at}");
            if !text.is_empty() && text.len() + 1 + word.len() > goal {
                return text;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word);
        }
    }
}
