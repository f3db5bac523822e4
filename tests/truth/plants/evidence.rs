//! Readings, what they rest on, and what would break them.

use serde_json::{Value, json};

use crate::figure::Number;
use crate::host::{Host, entries};
use crate::plant::{Edit, Kind, Plant, field, put};

pub(super) const KINDS: &[Kind] = &[
    field(
        "a tripwire beyond which the figure lies",
        &["L065", "L120", "L121", "L122"],
        crossed,
    ),
    field("a tripwire of the wrong side", &["L065", "L120", "L121", "L122"], side),
    field(
        "a weaker tripwire that is crossed",
        &["L065", "L120", "L121", "L122"],
        weakens,
    ),
    field("a tripwire in another unit", &["L023", "L065", "L120", "L121", "L122"], unit),
    field(
        "another threshold in the reason",
        &["L150", "L032", "L120", "L121", "L122"],
        because,
    ),
    field("an observation that is likely", &["L135"], observation),
    field("evidence for and against", &["L046"], both_ways),
    field("a likelihood beside a confidence", &["L041"], both_words),
    field("a conclusion that rests on nothing", &["L040"], nothing),
    field("a reading that rests on itself", &["L044"], itself),
];

/// Every tripwire with its pointer and the number that its figure has now.
fn tripwires(host: &Host) -> Vec<(String, &Value, Number)> {
    let mut found = Vec::new();
    for (at, _) in host.readings() {
        for (at, wire) in host.entries(&format!("{at}/breaks-if")) {
            let figure = wire.get("figure").and_then(Value::as_str);
            let figure = figure.and_then(|id| host.figure(id));
            let number =
                figure.and_then(|figure| match wire.get("measure")?.as_str()? {
                    "value" => figure.value.clone(),
                    "change" => figure.change.clone(),
                    _ => None,
                });
            let once = wire.get("for-periods").is_none();
            if let Some(number) = number.filter(|_| once) {
                found.push((at, wire, number));
            }
        }
    }
    found
}

/// A threshold far enough on the other side of the value.
fn beyond(wire: &Value, now: &Number) -> Option<String> {
    let old = Number::read(wire.get("threshold")?.as_str()?)?;
    let above = matches!(wire.get("is")?.as_str()?, "above" | "at-least");
    let now = if now.text.starts_with('-') { -now.value.abs() } else { now.value };
    let ratio = (now / old.value) * if above == (now > 0.0) { 0.8 } else { 1.25 };
    (now.abs() > 0.0 && old.value.abs() > 0.0 && ratio > 0.0).then(|| old.times(ratio))
}

fn crossed(host: &Host) -> Vec<Plant> {
    let breaks =
        tripwires(host).into_iter().filter(|(_, wire, _)| wire.get("effect").is_none());
    breaks
        .filter_map(|(at, wire, now)| {
            Some(Plant::put(&format!("{at}/threshold"), beyond(wire, &now)?))
        })
        .collect()
}

fn weakens(host: &Host) -> Vec<Plant> {
    let all = tripwires(host).into_iter();
    all.filter_map(|(at, wire, now)| {
        let threshold = beyond(wire, &now)?;
        let effect = wire.get("effect").cloned().unwrap_or_else(|| json!("weakens"));
        let edits = vec![
            put(&format!("{at}/threshold"), threshold),
            put(&format!("{at}/effect"), effect),
        ];
        Some(Plant::new(at, edits))
    })
    .collect()
}

fn side(host: &Host) -> Vec<Plant> {
    let all = tripwires(host).into_iter();
    all.filter_map(|(at, wire, _)| {
        let other = match wire.get("is")?.as_str()? {
            "below" => "above",
            "above" => "below",
            "at-most" => "at-least",
            _ => "at-most",
        };
        Some(Plant::put(&format!("{at}/is"), other))
    })
    .collect()
}

fn unit(host: &Host) -> Vec<Plant> {
    let all = tripwires(host).into_iter();
    all.filter_map(|(at, wire, _)| {
        let text = wire.get("threshold")?.as_str()?;
        let other = match text.strip_suffix('%') {
            Some(number) => format!("{number} pp"),
            None => format!("{text}%").replace(['€', '$', '£', 'M', 'B'], ""),
        };
        (!other.contains('/') && !other.contains(' ') || other.ends_with("pp"))
            .then(|| Plant::put(&format!("{at}/threshold"), other))
    })
    .collect()
}

fn because(host: &Host) -> Vec<Plant> {
    let all = tripwires(host).into_iter();
    all.filter_map(|(at, wire, _)| {
        let threshold = wire.get("threshold")?.as_str()?;
        let number = Number::read(threshold)?;
        let why = wire.get("because")?.as_str()?;
        let why = why.trim_end_matches('.');
        let said = |threshold: &str| {
            vec![put(
                &format!("{at}/because"),
                format!("{why}; {threshold} is the line."),
            )]
        };
        host.is_english().then(|| Plant {
            at: format!("{at}/because"),
            edits: said(&number.times(1.2)),
            twin: said(threshold),
        })
    })
    .collect()
}

fn observation(host: &Host) -> Vec<Plant> {
    let all = host.readings().into_iter();
    all.filter_map(|(at, reading)| {
        reading.get("likelihood")?;
        Some(Plant::put(&format!("{at}/kind"), "observation"))
    })
    .collect()
}

fn both_ways(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (at, reading) in host.readings() {
        for (_, of) in entries(reading, "/rests-on").into_iter().take(1) {
            let edit = match reading.get("against") {
                Some(_) => Edit::Push(format!("{at}/against"), of.clone()),
                None => put(&format!("{at}/against"), json!([of])),
            };
            plants.push(Plant::new(format!("{at}/against"), vec![edit]));
        }
    }
    plants
}

fn both_words(host: &Host) -> Vec<Plant> {
    let all = host.readings().into_iter();
    all.filter_map(|(at, reading)| {
        let (key, word) = match reading.get("likelihood") {
            Some(_) => ("confidence", "high"),
            None if reading.get("confidence").is_some() => ("likelihood", "likely"),
            None => return None,
        };
        Some(Plant::put(&format!("{at}/{key}"), word))
    })
    .collect()
}

fn nothing(host: &Host) -> Vec<Plant> {
    let all = host.readings().into_iter();
    all.filter_map(|(at, reading)| {
        reading.get("rests-on")?;
        let edits = ["rests-on", "against", "evidence"].into_iter();
        let edits = edits.filter(|key| reading.get(*key).is_some());
        let edits: Vec<_> =
            edits.map(|key| Edit::Remove(format!("{at}/{key}"))).collect();
        Some(Plant::new(at, edits))
    })
    .collect()
}

fn itself(host: &Host) -> Vec<Plant> {
    let all = host.readings().into_iter();
    all.filter_map(|(at, reading)| {
        let own = reading.get("id")?.clone();
        reading.get("rests-on")?;
        Some(Plant::new(&at, vec![Edit::Push(format!("{at}/rests-on"), own)]))
    })
    .collect()
}
