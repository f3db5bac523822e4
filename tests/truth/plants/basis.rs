//! On what basis, how likely, who says so, and what a reading stands on.

use serde_json::{Value, json};

use super::sentences::{exchanged, pair, results, said};
use crate::figure::Figure;
use crate::host::Host;
use crate::plant::{Edit, Kind, Plant, put, sentence as kind};

pub(super) const KINDS: &[Kind] = &[
    kind("adjusted, of what is reported", &["L147"], adjusted),
    kind("organic, of what is reported", &["L147"], organic),
    kind("constant currency, of what is reported", &["L147"], constant),
    kind("as reported, of what is adjusted", &["L147"], reported),
    kind("free cash flow, of cash flow from operations", &["L147", "L145"], free_cash),
    kind("a run rate, of what is none", &["L147", "L034", "L031"], run_rate),
    kind("another likelihood in the text than in the field", &["L148"], likelihood),
    kind("certainty in words, low confidence in the field", &["L148", "L041"], certainty),
    Kind { is_note: true, ..kind("the issuer’s claim told as fact", &["L149"], claim) },
    Kind {
        is_note: true,
        ..kind(
            "the issuer’s claim told as fact where it stands",
            &["L149"],
            claim_in_place,
        )
    },
    kind("a figure that is not among the evidence", &["L150"], not_evidence),
    kind("percent for points, typed", &["L070", "L032"], percent),
    kind("another number, typed", &["L032"], typed),
    kind("a multiple of it, typed", &["L032", "L142"], typed_scale),
    Kind {
        is_knowable: false,
        ..kind("an amount for each day, typed", &["L032", "L142"], per_day)
    },
    Kind { is_knowable: false, ..kind("cause and effect exchanged", &["L141"], cause) },
    Kind {
        is_knowable: false,
        ..kind("what speaks for it told as against", &["L141"], concession)
    },
];

fn is_reported(figure: &&Figure) -> bool {
    matches!(figure.basis.as_str(), "gaap" | "ifrs")
}

fn level(host: &Host) -> impl Iterator<Item = &Figure> {
    results(host).filter(|figure| figure.value.is_some())
}

fn adjusted(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter(is_reported).enumerate().map(|(at, figure)| {
        let (name, id) = (&figure.name, &figure.id);
        let (wrong, right) = match at % 3 {
            0 => (
                format!("Adjusted, {name} came to {{{id}}}."),
                format!("{name} came to {{{id}}}."),
            ),
            1 => (
                format!("{name} was {{{id}}} on an underlying basis."),
                format!("{name} was {{{id}}} as reported."),
            ),
            _ => (
                format!("Before one-off items {name} was {{{id}}}, a non-GAAP measure."),
                format!("{name} was {{{id}}}, a reported measure."),
            ),
        };
        pair(id, wrong, right)
    });
    said(host, pairs)
}

fn organic(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter(is_reported).filter_map(|figure| {
        let (name, size) = (&figure.name, figure.size()?);
        let verb = if size.ends_with(".rise}") { "grew" } else { "fell" };
        Some(pair(
            &figure.id,
            format!("Organically {name} {verb} {size}."),
            format!("{name} {verb} {size}."),
        ))
    });
    said(host, pairs)
}

fn constant(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter(is_reported).filter_map(|figure| {
        let (name, size) = (&figure.name, figure.size()?);
        let verb = if size.ends_with(".rise}") { "grew" } else { "fell" };
        let plain = format!("{name} {verb} {size}.");
        Some(pair(
            &figure.id,
            format!("{name} {verb} {size} at constant currency."),
            plain,
        ))
    });
    said(host, pairs)
}

fn reported(host: &Host) -> Vec<Plant> {
    let own =
        level(host).filter(|it| matches!(it.basis.as_str(), "non-gaap" | "non-ifrs"));
    let pairs = own.map(|figure| {
        let id = &figure.id;
        let gaap = if figure.basis == "non-gaap" { "GAAP" } else { "IFRS" };
        pair(
            id,
            format!("Under {gaap} it was {{{id}}}."),
            format!("In the company’s own measure it was {{{id}}}."),
        )
    });
    said(host, pairs)
}

fn free_cash(host: &Host) -> Vec<Plant> {
    let own = host.figures.iter().filter(|it| {
        let label = it.label.to_lowercase();
        label.contains("cash flow") && is_reported(it)
    });
    let pairs = own.map(|figure| {
        let id = &figure.id;
        pair(
            id,
            format!("Free cash flow was {{{id}}}."),
            format!("{} was {{{id}}}.", figure.label),
        )
    });
    said(host, pairs)
}

fn run_rate(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter(is_reported).filter_map(|figure| {
        let id = &figure.id;
        let money = figure.value.as_ref()?.unit.starts_with(['€', '$', '£', 'A', 'C']);
        let spans = !figure.period.starts_with("at ");
        (money && spans).then(|| {
            pair(
                id,
                format!("The business now runs at an annual run rate of {{{id}}}."),
                format!("The business brought {{{id}}} in its period."),
            )
        })
    });
    said(host, pairs)
}

const LIKELIHOODS: [(&str, &str); 7] = [
    ("almost-no-chance", "almost certainly"),
    ("very-unlikely", "very likely"),
    ("unlikely", "likely"),
    ("roughly-even-chance", "very likely"),
    ("likely", "unlikely"),
    ("very-likely", "very unlikely"),
    ("almost-certain", "unlikely"),
];

/// The word stays in the text, the field says otherwise; and the other way round.
fn likelihood(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (at, reading) in host.readings() {
        let Some(own) = reading.get("likelihood").and_then(Value::as_str) else {
            continue;
        };
        let text = reading["text"].as_str().unwrap_or("").to_lowercase();
        let word = own.replace('-', " ");
        let stated = text.contains(&word) || text.contains(&format!("{word}ly"));
        let other =
            LIKELIHOODS.iter().find(|(key, _)| *key == own).map(|(_, other)| *other);
        let Some(other) = other.filter(|_| host.is_english()) else { continue };
        let key = other.replace(' ', "-").replace("almost-certainly", "almost-certain");
        if stated {
            plants.push(Plant::put(&format!("{at}/likelihood"), key));
        }
        let pointer = format!("{at}/support");
        let says =
            |word: &str| vec![put(&pointer, format!("We think it {word} to happen."))];
        let (wrong, right) = (other.replace("certainly", "certain"), word.as_str());
        plants.push(Plant {
            at: pointer.clone(),
            edits: says(&wrong),
            twin: says(right),
        });
    }
    plants
}

fn certainty(host: &Host) -> Vec<Plant> {
    let low =
        host.readings().into_iter().filter(|(_, reading)| reading["confidence"] == "low");
    low.map(|(at, reading)| {
        let text = reading["text"].as_str().unwrap_or("");
        let says =
            |words: &str| vec![put(&format!("{at}/text"), format!("{words}{text}"))];
        let edits = says("Beyond any doubt this is so. ");
        let twin = says("We have little to go by. ");
        Plant { at, edits, twin }
    })
    .collect()
}

fn claim(host: &Host) -> Vec<Plant> {
    let own =
        host.figures.iter().filter(|it| it.basis == "issuer-claim" && it.value.is_some());
    let pairs = own.map(|figure| {
        let (name, id) = (&figure.name, &figure.id);
        pair(
            id,
            format!("{name} came to {{{id}}}."),
            format!("According to the company {name} came to {{{id}}}."),
        )
    });
    said(host, pairs)
}

fn claim_in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("The company says that its assistant", "Its assistant"),
        ("The company says that {", "Today {"),
        ("According to the company, {", "Today {"),
    ];
    exchanged(host, &words, |_| true)
}

/// A further sentence in the support, about a figure that the reading does not name.
fn not_evidence(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (at, reading) in host.readings() {
        let own = reading.to_string();
        let Some(Value::Array(_)) = reading.get("rests-on") else { continue };
        let Some(support) = reading.get("support").and_then(Value::as_str) else {
            continue;
        };
        let other = level(host).find(|figure| !own.contains(&figure.id));
        if let Some(other) = other.filter(|_| host.is_english()) {
            let text = format!("{support} {} came to {}.", other.name, other.reference());
            let edit = put(&format!("{at}/support"), text);
            let named = Edit::Push(format!("{at}/rests-on"), json!(other.id));
            plants.push(Plant {
                at: format!("{at}/support {}", other.id),
                edits: vec![edit.clone()],
                twin: vec![edit, named],
            });
        }
    }
    plants
}

fn percent(host: &Host) -> Vec<Plant> {
    let pairs = results(host).filter_map(|figure| {
        let text = figure.change.as_ref()?.text.trim_start_matches(['+', '-']).to_owned();
        let (number, _) = text.split_once(" pp")?;
        let (name, size) = (&figure.name, figure.size()?);
        let verb = if size.ends_with(".rise}") { "rose" } else { "fell" };
        Some(pair(
            &figure.id,
            format!("{name} {verb} by {number}%."),
            format!("{name} {verb} by {size}."),
        ))
    });
    said(host, pairs)
}

fn typed(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|figure| {
        let (name, id) = (&figure.name, &figure.id);
        let wrong = figure.value.as_ref()?.swapped();
        Some(pair(id, format!("{name} was {wrong}."), format!("{name} was {{{id}}}.")))
    });
    said(host, pairs)
}

fn typed_scale(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|figure| {
        let (name, id) = (&figure.name, &figure.id);
        let text = &figure.value.as_ref()?.text;
        let wrong = text.contains('M').then(|| text.replacen('M', " billion", 1))?;
        Some(pair(id, format!("{name} was {wrong}."), format!("{name} was {{{id}}}.")))
    });
    said(host, pairs)
}

fn per_day(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|figure| {
        let value = figure.value.as_ref()?;
        let money =
            value.unit.starts_with(['€', '$', '£']) && value.unit.chars().count() == 1;
        figure.period.starts_with("FY").then_some(())?;
        let text = |factor: f64| {
            let amount = value.value / 365.0 * factor / 1e6;
            format!(
                "{}, {{{}}}, is {}{amount:.0} million for each day.",
                figure.name, figure.id, value.unit
            )
        };
        money.then(|| pair(&figure.id, text(1.9), text(1.0)))
    });
    said(host, pairs)
}

fn cause(host: &Host) -> Vec<Plant> {
    let words = [
        (
            ", because loans grew faster than the margin shrank",
            ", because the bank cut its costs",
        ),
        ("paid for staff costs", "caused staff costs"),
        ("Buyers are wiring whole systems", "Buyers are leaving whole systems unwired"),
    ];
    exchanged(host, &words, |_| true)
}

fn concession(host: &Host) -> Vec<Plant> {
    let words = [
        ("and revenue still fell {", "and so revenue fell {"),
        ("though operating cash flow", "because operating cash flow"),
    ];
    exchanged(host, &words, |_| true)
}
