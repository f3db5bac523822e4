//! Many of a thing in one place: figures in a sentence, words without spaces, entries of
//! whatever may be listed.

use serde_json::{Map, Value, json};
use strata_view::design::Design;

use super::author::{Kind, Shape};
use super::{Dice, everything, plain, set, shape, written};

/// Sets each brief on at most so many pages, and reports all that fail.
fn all_fit(briefs: impl IntoIterator<Item = (String, usize, Value)>) {
    let wrong = briefs.into_iter().filter_map(|(name, most, brief)| {
        match set(&brief, &Design::default()) {
            Ok((document, _)) if document.pages() <= most => None,
            Ok((document, _)) => Some(format!("{name}: {} pages", document.pages())),
            Err(error) => Some(format!("{name}: {error}")),
        }
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text of so many pieces, or as many as fit; `piece` gives the next.
fn pieces(
    count: usize,
    between: &'static str,
    piece: impl Fn(usize) -> String,
) -> impl FnMut(usize) -> String {
    let mut at = 0;
    move |limit| {
        at += 1;
        let mut text = format!("n{at}{between}");
        for number in 0..count {
            let more = piece(number) + between;
            if text.len() + more.len() > limit {
                break;
            }
            text.push_str(&more);
        }
        text.trim_end().to_owned()
    }
}

/// The figures of [`everything`], and forty more.
fn figure(number: usize) -> String {
    match number % 44 {
        0 => "{whole}".to_owned(),
        1 => "{part-1}".to_owned(),
        2 => "{part-2.label}".to_owned(),
        3 => "{whole.change}".to_owned(),
        other => format!("{{figure-{}}}", other - 4),
    }
}

fn crowd() -> Shape {
    Shape { figures: 40, ..everything() }
}

#[test]
fn many_figures_in_a_text_print() {
    let briefs = [2, 19, 33, 120].map(|count| {
        let brief = written(&crowd(), pieces(count, " ", figure));
        (format!("{count} figures in each text"), 60, brief)
    });
    all_fit(briefs);
}

#[test]
fn figures_without_spaces_print() {
    let betweens = ["", "–", "/", "(", "\u{a0}", ".", "“", "x"];
    let briefs = betweens.map(|between| {
        let brief = written(&crowd(), pieces(60, between, figure));
        (format!("figures with {between:?} between"), 60, brief)
    });
    all_fit(briefs);
}

#[test]
fn marks_without_spaces_print() {
    let units = [
        "{{", "}}", "{{}}", "(", ")", ".", "…", "-", "–", "—", "%", "$", "“", "\u{2019}",
    ];
    let briefs = units.map(|unit| {
        let brief = written(&everything(), pieces(300, "", |_| unit.to_owned()));
        (format!("{unit} × 300"), 60, brief)
    });
    all_fit(briefs);
}

/// Words, figures and marks in any order, with any space between or none.
#[test]
fn any_mixture_prints() {
    let units = [
        "{whole}",
        "{part-1}",
        "{figure-3}",
        "{whole.label}",
        "{{",
        "}}",
        " ",
        " ",
        "\u{a0}",
        "\u{202f}",
        "word",
        "antidisestablishmentarianism",
        "-",
        "–",
        "/",
        "(",
        ")",
        ".",
        ",",
        "“",
        "”",
        "$1,234.56",
        "2025-10-31",
        "a@b.example",
        "3×4",
        "½",
    ];
    let briefs = (0..12).map(|seed| {
        let mut dice = Dice::of(seed);
        let mut at = 0;
        let words = move |limit: usize| {
            at += 1;
            let mut text = at.to_string();
            let goal = limit / [2, 4, 8, 3][seed as usize % 4];
            loop {
                let unit = units[dice.roll(units.len())];
                if text.len() + unit.len() > goal.min(limit) {
                    return text.trim_end().to_owned() + "x";
                }
                text.push_str(unit);
            }
        };
        (format!("mixture {seed}"), 90, written(&crowd(), words))
    });
    all_fit(briefs);
}

/// A history of so many weeks.
fn weeks(count: i64) -> Value {
    let monday: jiff::civil::Date = "2025-09-29".parse().expect("a day");
    let week = |back: i64| {
        let first = monday - jiff::Span::new().weeks(back);
        let last = first + jiff::Span::new().days(6);
        (format!("{first}/{last}"), json!(format!("${}M", 900 - back % 400)))
    };
    Value::Object((1..=count).map(week).collect::<Map<_, _>>())
}

#[test]
fn long_histories_print() {
    let forms = [None, Some("columns"), Some("line"), Some("bars"), Some("slope")];
    let briefs = [40, 260, 700].into_iter().flat_map(|count| {
        forms.map(|form| {
            let mut brief = written(&shape(&[]), plain());
            let figure = &mut brief["figures"]["part-2"];
            figure["history"] = weeks(count);
            figure["period"] = json!("2025-09-29/2025-10-05");
            figure["value"] = json!("$40.0B");
            brief["figures"]["whole"]["period"] = json!("2025-09-29/2025-10-05");
            brief["figures"]["part-1"]["period"] = json!("2025-09-29/2025-10-05");
            if let Some(form) = form {
                let chart = json!({ "chart": { "title": "{part-2}", "figure": "part-2",
                                               "form": form } });
                brief["sections"][0]["blocks"] = json!([chart]);
            }
            (format!("{count} weeks as {form:?}"), 30, brief)
        })
    });
    all_fit(briefs);
}

fn sentence(at: usize) -> String {
    format!("Bakers heat every oven that rises with the margin of cloud {at}")
}

/// A list, by its place, and what its entries are.
type List = (&'static str, fn(usize) -> Value);

/// Every list of a brief with as many entries as it may have, or as are sensible.
#[test]
fn long_lists_print() {
    let lists: [List; 9] = [
        (
            "/figures/whole/comparisons",
            |at| json!({ "change": "+22% yoy", "baseline": sentence(at) }),
        ),
        ("/figures/whole/excluding", |at| json!(sentence(at))),
        (
            "/figures/whole/corroborated-by",
            |at| json!({ "source": "page", "locator": sentence(at) }),
        ),
        ("/thesis/0/assumptions", |at| json!(sentence(at))),
        (
            "/thesis/0/alternatives",
            |at| json!({ "text": sentence(at), "shown-by": sentence(at) }),
        ),
        ("/thesis/0/rests-on", |at| json!(format!("figure-{at}"))),
        ("/thesis/0/breaks-if", |at| {
            json!({ "figure": "whole", "measure": "value", "is": "below",
                    "threshold": format!("${}.0B", at % 90), "because": sentence(at) })
        }),
        ("/verdict/text", |at| json!(sentence(at))),
        ("/sections/0/blocks/0/points/items/0/figures", |at| {
            json!(format!("figure-{at}"))
        }),
    ];
    let mut briefs = Vec::new();
    for (place, entry) in lists {
        for count in [60, 200] {
            let blocks = vec![(Kind::Points, 2)];
            let shape = Shape { figures: 200, theses: 1, blocks };
            let mut brief = written(&shape, plain());
            let entries: Vec<_> = (0..count).map(entry).collect();
            *brief.pointer_mut(place).expect(place) = json!(entries);
            briefs.push((format!("{count} entries of {place}"), 90, brief));
        }
    }
    all_fit(briefs);
}
