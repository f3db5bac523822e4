//! Changes, what came before, and the history.

use serde_json::{Value, json};

use crate::figure::{Figure, Number};
use crate::host::{Host, entries};
use crate::plant::{Edit, Kind, Plant, field, put};

pub(super) const KINDS: &[Kind] = &[
    field("the sign of a change", &["L021", "L101"], sign),
    field("the digits of a change", &["L021"], digits),
    field("another prior value", &["L021", "L020", "L126"], prior),
    field("percent for points in a change", &["L026", "L023", "L021"], percent),
    field("points for basis points", &["L021"], points),
    field("growth on a loss", &["L027", "L021"], loss),
    field(
        "a history that differs from the prior value",
        &["L020", "L126", "L021"],
        history,
    ),
    field(
        "a second comparison that the history contradicts",
        &["L126", "L020", "L021"],
        sequential,
    ),
    field("two comparisons on one base that differ", &["L126", "L021"], second),
    field("a quarter set against one of other length", &["L127", "L021"], uneven),
    field("a superlative of the wrong end", &["L028"], extreme),
    field("a superlative that its history does not bear out", &["L028"], since),
    field("two values under one label", &["L020"], conflict),
    field("a beat for a miss", &["L002", "L101", "L021", "L141"], surprise),
];

fn each(host: &Host, plant: impl Fn(&Figure) -> Option<Plant>) -> Vec<Plant> {
    host.figures.iter().filter_map(plant).collect()
}

fn sign(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        figure.prior.as_ref()?;
        figure.way()?;
        let text = &figure.change.as_ref()?.text;
        let other = match text.strip_prefix('-') {
            Some(rest) => format!("+{rest}"),
            None => format!("-{}", text.strip_prefix('+')?),
        };
        Some(Plant::put(&figure.at("change"), other))
    })
}

fn digits(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        figure.prior.as_ref()?;
        figure.way()?;
        Some(Plant::put(&figure.at("change"), figure.change.as_ref()?.times(1.6)))
    })
}

fn prior(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        figure.way()?;
        Some(Plant::put(&figure.at("prior"), figure.prior.as_ref()?.times(0.8)))
    })
}

fn percent(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let text = &figure.change.as_ref()?.text;
        let other = text.replacen(" pp", "%", 1);
        (other != *text).then(|| Plant::put(&figure.at("change"), other))
    })
}

fn points(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        figure.prior.as_ref()?;
        let text = &figure.change.as_ref()?.text;
        let other = text.replacen(" bp", " pp", 1);
        (other != *text).then(|| Plant::put(&figure.at("change"), other))
    })
}

fn loss(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let prior = figure.prior.as_ref()?;
        (prior.value < 0.0).then(|| Plant::put(&figure.at("change"), "+56% yoy"))
    })
}

/// The entry of the history that is the prior value of the first comparison.
fn history(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let prior = figure.prior.as_ref()?;
        let history = entries(&host.tree, &figure.at("history"));
        let same = history.into_iter().find(|(_, value)| **value == prior.text);
        Some(Plant::put(&same?.0, prior.swapped()))
    })
}

fn sequential(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let history = entries(&host.tree, &figure.at("history"));
        for (_, comparison) in entries(&host.tree, &figure.at("comparisons")) {
            let prior = comparison.get("prior").and_then(Value::as_str).unwrap_or("");
            let same = history.iter().find(|(_, value)| **value == prior);
            if let (Some((at, _)), Some(number)) = (same, Number::read(prior)) {
                return Some(Plant::put(at, number.swapped()));
            }
        }
        None
    })
}

fn second(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        figure.way()?;
        let change = figure.change.as_ref()?;
        let other = json!([{"change": change.times(1.7)}]);
        let none = host.tree.pointer(&figure.at("comparisons")).is_none();
        (none && change.unit.contains('%'))
            .then(|| Plant::put(&figure.at("comparisons"), other))
    })
}

/// A quarter on the one before it, which the history has, where their days differ.
fn uneven(host: &Host) -> Vec<Plant> {
    let days = |label: &str| {
        let dates = host.tree["periods"][label].as_str()?;
        let (first, last) = dates.split_once('/')?;
        Some(day(last)? - day(first)?)
    };
    each(host, |figure| {
        let value = figure.value.as_ref()?;
        let own = days(&figure.period).filter(|_| figure.period.starts_with('Q'))?;
        let history = host.tree.pointer(&figure.at("history"))?.as_object()?;
        let mut plants = history.iter().filter_map(|(label, prior)| {
            let before = days(label)?;
            let prior = prior.as_str()?;
            let growth = value.value / Number::read(prior)?.value - 1.0;
            let comparison =
                json!({"change": format!("{:+.0}% qoq", 100.0 * growth), "prior": prior});
            ((own - before).abs() * 10 > own).then_some(comparison)
        });
        let last = plants.next_back()?;
        let pointer = figure.at("comparisons");
        Some(match host.tree.pointer(&pointer) {
            Some(_) => Plant::new(pointer.clone(), vec![Edit::Push(pointer, last)]),
            None => Plant::put(&pointer, json!([last])),
        })
    })
}

/// Days since a day long ago, good enough for differences within a few years.
pub(super) fn day(text: &str) -> Option<i64> {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    Some(365 * year + year / 4 + (153 * month - 457) / 5 + day)
}

fn extreme(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let pointer = figure.at("superlative/extreme");
        let other = match host.tree.pointer(&pointer)?.as_str()? {
            "highest" => "lowest",
            _ => "highest",
        };
        Some(Plant::put(&pointer, other))
    })
}

/// One value of the history beyond the figure itself.
fn since(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        host.tree.pointer(&figure.at("superlative"))?;
        let (last, value) = entries(&host.tree, &figure.at("history")).pop()?;
        let number = Number::read(value.as_str()?)?;
        Some(Plant::put(&last, number.times(2.3)))
    })
}

fn conflict(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let plain = figure.is_result() && !figure.is_derived && !figure.has_entity;
        let value = figure.value.as_ref().filter(|_| plain && figure.source.is_some())?;
        let own = host.tree.pointer(&figure.at(""))?;
        let mut other = json!({"label": figure.label, "value": value.times(1.08)});
        for key in
            ["period", "basis", "source", "definition", "dimensions", "nearest-gaap"]
        {
            if let Some(value) = own.get(key) {
                other[key] = value.clone();
            }
        }
        let id = format!("{}-again", figure.id);
        let shown = json!({"name": "Again", "text": format!("It was {{{id}}}.")});
        let points = json!({"points": {"items": [shown]}});
        let edits = vec![
            put(&format!("/figures/{id}"), other),
            Edit::Push("/sections/0/blocks".to_owned(), points),
        ];
        Some(Plant::new(figure.at(""), edits))
    })
}

/// What was expected lies on the other side of the value, and a text says on which.
fn surprise(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let value = figure.value.as_ref()?;
        let said = format!("{{{}.street.more}}", figure.id);
        host.prose.iter().find(|(_, text)| text.contains(&said))?;
        for (at, comparison) in entries(&host.tree, &figure.at("comparisons")) {
            if comparison.get("change").and_then(Value::as_str) == Some("vs consensus") {
                let prior = Number::read(comparison.get("prior")?.as_str()?)?;
                let factor = if prior.value < value.value { 1.05 } else { 0.95 };
                return Some(Plant::put(&format!("{at}/prior"), value.times(factor)));
            }
        }
        None
    })
}
