//! Values, units and what adds up.

use serde_json::Value;

use crate::figure::Figure;
use crate::host::{Host, entries};
use crate::plant::{Edit, Kind, Plant, field, put};

pub(super) const KINDS: &[Kind] = &[
    field("a part with other digits", &["L022", "L113", "L021", "L020"], part_value),
    field(
        "a total with other digits",
        &["L022", "L113", "L021", "L020", "L123"],
        total_value,
    ),
    field("the sign of a part", &["L022", "L113"], part_sign),
    field("a part that is left out", &["L022"], part_left_out),
    field("a derived value with other digits", &["L022", "L021"], derived_value),
    field("another operand in a derivation", &["L022", "L023", "L021"], operand),
    field("a ratio turned round", &["L022", "L021"], turned_round),
    field("a margin that its operands do not give", &["L123", "L021"], undeclared_ratio),
    field("earnings per share that income and shares do not give", &["L123"], per_share),
    field("millions for billions", &["L021", "L022", "L020", "L140", "L123"], scale),
    field(
        "another currency for one value",
        &["L023", "L131", "L118", "L111"],
        currency_of_value,
    ),
    field(
        "another currency for one figure",
        &["L131", "L118", "L022", "L023", "L111"],
        currency,
    ),
    field("another unit for a part", &["L022", "L023", "L118", "L111"], unit),
    field("cells of a table in the wrong row", &["L145", "L113"], cells),
    field("a tolerance as wide as the value", &["L134"], tolerance),
    field("the ends of a range exchanged", &["L061", "L140"], range),
];

/// The whole and the parts of every breakdown.
pub(super) fn breakdowns(host: &Host) -> Vec<(&Figure, &str, Vec<&Figure>)> {
    let mut found = Vec::new();
    for whole in &host.figures {
        let pointer = whole.at("breakdowns");
        for (at, parts) in entries(&host.tree, &pointer) {
            let ids = parts.as_array().into_iter().flatten().filter_map(Value::as_str);
            let parts: Vec<&Figure> = ids.filter_map(|id| host.figure(id)).collect();
            let name = at.rsplit('/').next().unwrap_or_default();
            if let Some(pointer) = host.tree.pointer(&pointer) {
                let name = pointer.as_object().and_then(|map| map.get_key_value(name));
                let name = name.map_or("", |(name, _)| name.as_str());
                found.push((whole, name, parts));
            }
        }
    }
    found
}

fn part_value(host: &Host) -> Vec<Plant> {
    let parts = breakdowns(host).into_iter().flat_map(|(_, _, parts)| parts);
    let other = |part: &Figure| {
        Some(Plant::put(&part.at("value"), part.value.as_ref()?.swapped()))
    };
    parts.filter_map(other).collect()
}

fn total_value(host: &Host) -> Vec<Plant> {
    let wholes = breakdowns(host).into_iter().map(|(whole, ..)| whole);
    let other = |whole: &Figure| {
        Some(Plant::put(&whole.at("value"), whole.value.as_ref()?.swapped()))
    };
    wholes.filter_map(other).collect()
}

fn part_sign(host: &Host) -> Vec<Plant> {
    let parts = breakdowns(host).into_iter().flat_map(|(_, _, parts)| parts);
    let negative = parts.filter_map(|part| {
        let text = &part.value.as_ref()?.text;
        let other = text.strip_prefix('-')?;
        Some(Plant::put(&part.at("value"), other))
    });
    negative.collect()
}

fn part_left_out(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (whole, name, parts) in breakdowns(host) {
        for at in 0..parts.len().min(3) {
            let pointer = format!("{}/{name}/{at}", whole.at("breakdowns"));
            plants.push(Plant::new(pointer.clone(), vec![Edit::Remove(pointer)]));
        }
    }
    plants
}

fn derived(host: &Host) -> impl Iterator<Item = (&Figure, &str)> {
    host.figures.iter().filter_map(|figure| {
        let text = host.tree.pointer(&figure.at("derivation"))?.as_str()?;
        Some((figure, text))
    })
}

fn derived_value(host: &Host) -> Vec<Plant> {
    let other = |(figure, _): (&Figure, &str)| {
        Some(Plant::put(&figure.at("value"), figure.value.as_ref()?.times(1.13)))
    };
    derived(host).filter_map(other).collect()
}

/// The second operand becomes another figure of the same unit, not near it in size.
fn operand(host: &Host) -> Vec<Plant> {
    let other = |(figure, text): (&Figure, &str)| {
        let last = text.rsplit(' ').next()?;
        let old = host.figure(last)?.value.as_ref()?;
        let new = host.figures.iter().find(|new| {
            let same_unit = new.value.as_ref().is_some_and(|it| {
                it.unit == old.unit && (it.value / old.value - 1.0).abs() > 0.2
            });
            same_unit && new.id != figure.id && !text.contains(new.id.as_str())
        })?;
        let text = format!("{}{}", text.strip_suffix(last)?, new.id);
        Some(Plant::put(&figure.at("derivation"), text))
    };
    derived(host).filter_map(other).collect()
}

fn turned_round(host: &Host) -> Vec<Plant> {
    let other = |(figure, text): (&Figure, &str)| {
        let (a, b) = text.split_once(" / ")?;
        Some(Plant::put(&figure.at("derivation"), format!("{b} / {a}")))
    };
    derived(host).filter_map(other).collect()
}

/// A margin whose derivation is not declared, and whose value and change move together.
fn undeclared_ratio(host: &Host) -> Vec<Plant> {
    let other = |(figure, text): (&Figure, &str)| {
        let value = figure.value.as_ref().filter(|it| it.unit == "%")?;
        text.contains(" / ").then_some(())?;
        let mut edits = vec![
            Edit::Remove(figure.at("derivation")),
            put(&figure.at("value"), value.plus(-2.1)),
        ];
        if let (Some(prior), Some(_)) = (&figure.prior, &figure.change) {
            edits.push(put(&figure.at("prior"), prior.plus(-2.1)));
        }
        if figure.source.is_none() {
            let source = host.tree["sources"].as_object()?.keys().next()?.clone();
            edits.push(put(&figure.at("source"), source));
        }
        Some(Plant::new(figure.at(""), edits))
    };
    derived(host).filter_map(other).collect()
}

fn per_share(host: &Host) -> Vec<Plant> {
    let per_share = |figure: &&Figure| {
        let unit = figure.value.as_ref().map_or("", |it| it.unit.as_str());
        unit.ends_with("/share") && figure.label.contains("arnings") && figure.is_result()
    };
    let has_shares = host
        .figures
        .iter()
        .any(|figure| figure.value.as_ref().is_some_and(|it| it.unit.trim() == "shares"));
    let figures = host.figures.iter().filter(per_share).filter(|_| has_shares);
    let other = |figure: &Figure| {
        let (value, prior) = (figure.value.as_ref()?, figure.prior.as_ref()?);
        let edits = vec![
            put(&figure.at("value"), value.times(1.25)),
            put(&figure.at("prior"), prior.times(1.25)),
        ];
        Some(Plant::new(figure.at(""), edits))
    };
    figures.filter_map(other).collect()
}

fn scale(host: &Host) -> Vec<Plant> {
    let other = |figure: &Figure| {
        let text = &figure.value.as_ref()?.text;
        let new = if text.contains('M') {
            text.replacen('M', "B", 1)
        } else {
            text.replacen('B', "M", 1)
        };
        (new != *text && figure.prior.is_some())
            .then(|| Plant::put(&figure.at("value"), new))
    };
    host.figures.iter().filter_map(other).collect()
}

/// The same text in another currency.
fn exchanged(text: &str) -> Option<String> {
    for (own, other) in
        [("€", "$"), ("£", "€"), ("$", "€"), ("AUD ", "$"), ("CHF ", "€"), ("DKK ", "€")]
    {
        if text.contains(own) {
            return Some(text.replacen(own, other, 1));
        }
    }
    None
}

fn currency_of_value(host: &Host) -> Vec<Plant> {
    let other = |figure: &Figure| {
        figure.prior.as_ref()?;
        let text = exchanged(&figure.value.as_ref()?.text)?;
        Some(Plant::put(&figure.at("value"), text))
    };
    host.figures.iter().filter_map(other).collect()
}

fn currency(host: &Host) -> Vec<Plant> {
    let other = |figure: &Figure| {
        let ours = !figure.has_entity && figure.basis != "third-party";
        let map = host.tree.pointer(&figure.at(""))?.as_object()?;
        let plain = ["history", "comparisons", "breakdowns", "derivation", "show-as"];
        if !ours || plain.iter().any(|key| map.contains_key(*key)) {
            return None;
        }
        let mut edits = Vec::new();
        for key in ["value", "prior"] {
            if let Some(text) = map.get(key).and_then(Value::as_str) {
                edits.push(put(&figure.at(key), exchanged(text)?));
            }
        }
        (!edits.is_empty()).then(|| Plant::new(figure.at(""), edits))
    };
    host.figures.iter().filter_map(other).collect()
}

fn unit(host: &Host) -> Vec<Plant> {
    let parts = breakdowns(host).into_iter().flat_map(|(_, _, parts)| parts);
    let other = |part: &Figure| {
        let text = &part.value.as_ref()?.text;
        let new = match text.split_once(' ') {
            Some((number, "t")) => format!("{number} oz"),
            Some((number, _)) if !text.starts_with(char::is_alphabetic) => {
                format!("{number} t")
            }
            _ => return None,
        };
        Some(Plant::put(&part.at("value"), new))
    };
    parts.filter_map(other).collect()
}

/// Two rows exchange their first cells, and keep their labels.
fn cells(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (section, _) in host.entries("/sections") {
        for (block, _) in host.entries(&format!("{section}/blocks")) {
            let rows = host.entries(&format!("{block}/table/rows"));
            for pair in rows.windows(2) {
                let cells = |at: usize| pair[at].1.get("cells").cloned();
                let plain = |at: usize| pair[at].1.get("kind").is_none();
                if let (Some(a), Some(b), true) =
                    (cells(0), cells(1), plain(0) && plain(1))
                {
                    let edits = vec![
                        put(&format!("{}/cells", pair[0].0), b),
                        put(&format!("{}/cells", pair[1].0), a),
                    ];
                    plants.push(Plant::new(&pair[0].0, edits));
                }
            }
        }
    }
    plants
}

fn tolerance(host: &Host) -> Vec<Plant> {
    let other = |figure: &Figure| {
        let map = host.tree.pointer(&figure.at(""))?;
        let value = figure.value.as_ref()?;
        let looks_ahead = figure.is_guidance || figure.basis == "analyst-estimate";
        let plain = map.get("qualifier").is_none() && !value.text.contains('±');
        let points = value.text.strip_suffix('%').map(|number| format!("{number} pp"));
        let wide = points.unwrap_or_else(|| "100%".to_owned());
        (looks_ahead && plain).then(|| Plant::put(&figure.at("tolerance"), wide))
    };
    host.figures.iter().filter_map(other).collect()
}

fn range(host: &Host) -> Vec<Plant> {
    let other = |figure: &Figure| {
        let range = host.tree.pointer(&figure.at("range"))?;
        let (low, high) = (range.get("low")?.clone(), range.get("high")?.clone());
        let edits =
            vec![put(&figure.at("range/low"), high), put(&figure.at("range/high"), low)];
        Some(Plant::new(figure.at("range"), edits))
    };
    host.figures.iter().filter_map(other).collect()
}
