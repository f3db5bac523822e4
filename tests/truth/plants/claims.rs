//! What a source says of a figure, and what the figure says it is.

use serde_json::{Value, json};

use super::dates::{span_on, year_before};
use super::sums::breakdowns;
use crate::figure::{Figure, Number};
use crate::host::Host;
use crate::plant::{Edit, Kind, Plant, field, put};

pub(super) const KINDS: &[Kind] = &[
    field("another number in the quote", &["L140"], quote_number),
    field("a quote of the other direction", &["L140"], quote_direction),
    field("a quote of another period", &["L140", "L031"], quote_period),
    field("a bound of the quote that the figure lost", &["L036"], bound_lost),
    field("a bound of the quote turned round", &["L036"], bound_turned),
    field("another company’s figure without its name", &["L132"], entity),
    field("an own figure under the name of another company", &["L132"], other_entity),
    field("no definition of an adjusted measure", &["L052"], definition),
    field("a nearest measure of another period", &["L052", "L125"], nearest_period),
    field("a nearest measure that is adjusted too", &["L052"], nearest_basis),
    field("a part defined otherwise than the whole", &["L037"], part_definition),
    field(
        "a part on another basis than the whole",
        &["L037", "L052", "L114"],
        part_basis,
    ),
    field("a difference from the source without a note", &["L133"], differs),
    field("a label of another period", &["L031"], label_period),
    field("a label of another basis", &["L147", "L052"], label_basis),
    field("a note of another period", &["L031"], note_period),
    field("a note of another basis", &["L147"], note_basis),
    field("a currency effect without its name", &["L107"], excluded),
];

fn each(host: &Host, plant: impl Fn(&Figure) -> Option<Plant>) -> Vec<Plant> {
    host.figures.iter().filter_map(plant).collect()
}

fn quote<'h>(host: &'h Host, figure: &Figure) -> Option<&'h str> {
    host.tree.pointer(&figure.at("quote"))?.as_str()
}

fn quote_number(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let quote = quote(host, figure)?;
        // The last number is the level, where a change stands before it.
        let start =
            quote.rfind(['€', '$', '£']).or(quote.find(|c: char| c.is_ascii_digit()))?;
        let number = Number::read(&quote[start..])?;
        figure.value.as_ref()?;
        let other = format!("{}{}", &quote[..start], number.times(1.3));
        Some(Plant::put(&figure.at("quote"), other))
    })
}

const DIRECTIONS: [(&str, &str); 4] = [
    ("rose by", "fell by"),
    ("rose", "fell"),
    ("an increase of", "a decrease of"),
    ("down", "up"),
];

fn quote_direction(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let text = quote(host, figure)?;
        figure.way()?;
        let pair = DIRECTIONS.iter().find(|(own, _)| text.contains(own));
        if let Some((own, other)) = pair {
            return Some(Plant::put(&figure.at("quote"), text.replacen(own, other, 1)));
        }
        None
    })
    .into_iter()
    .chain(each(host, |figure| {
        // Where there is no quote, one in the words of the trade.
        let (way, change) = (figure.way()?, figure.change.as_ref()?);
        let (number, _) = change.text.trim_start_matches(['+', '-']).rsplit_once(' ')?;
        let plain =
            quote(host, figure).is_none() && figure.is_result() && number.ends_with('%');
        let (own, other) = match way {
            crate::figure::Way::Up => ("up", "down"),
            crate::figure::Way::Down => ("down", "up"),
        };
        plain.then(|| Plant {
            at: figure.at("quote+"),
            edits: vec![put(
                &figure.at("quote"),
                format!("{other} {number} on the year before"),
            )],
            twin: vec![put(
                &figure.at("quote"),
                format!("{own} {number} on the year before"),
            )],
        })
    }))
    .collect()
}

fn quote_period(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let text = quote(host, figure)?;
        let (own, other) = words_of(&figure.period)?;
        Some(Plant {
            at: figure.at("quote"),
            edits: vec![put(&figure.at("quote"), format!("{text} {other}"))],
            twin: vec![put(&figure.at("quote"), format!("{text} {own}"))],
        })
    })
}

/// What is said of a period of this kind, and what is not.
fn words_of(period: &str) -> Option<(&'static str, &'static str)> {
    Some(match period.get(..2)? {
        "H1" | "H2" => ("in the half-year", "in the quarter"),
        "9M" => ("in the first nine months", "in the quarter"),
        "FY" => ("for the year", "for the quarter"),
        "Q1" | "Q2" | "Q3" | "Q4" => ("in the quarter", "for the full year"),
        _ => return None,
    })
}

fn bound_lost(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let text = quote(host, figure)?;
        let bounded =
            ["nearly", "more than", "at least"].iter().any(|word| text.contains(word));
        let value = figure.value.as_ref().filter(|_| bounded)?;
        match host.tree.pointer(&figure.at("qualifier")) {
            Some(_) => {
                let edits = vec![Edit::Remove(figure.at("qualifier"))];
                Some(Plant::new(figure.at("qualifier"), edits))
            }
            None => {
                let other = value.text.replacen('+', "", 1);
                (other != value.text).then(|| Plant::put(&figure.at("value"), other))
            }
        }
    })
}

fn bound_turned(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        quote(host, figure)?;
        let other = match host.tree.pointer(&figure.at("qualifier"))?.as_str()? {
            "nearly" => "more-than",
            "more-than" => "nearly",
            _ => return None,
        };
        Some(Plant::put(&figure.at("qualifier"), other))
    })
}

fn entity(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        figure.has_entity.then_some(())?;
        Some(Plant::new(figure.at("entity"), vec![Edit::Remove(figure.at("entity"))]))
    })
}

/// The source is the company’s own.
fn other_entity(host: &Host) -> Vec<Plant> {
    let own = host.tree["subject"]["name"].as_str().unwrap_or("");
    each(host, |figure| {
        let source = figure.source.as_ref()?;
        let publisher = host.tree["sources"][source.as_str()]["publisher"].as_str()?;
        let plain = publisher == own && !figure.has_entity && figure.is_result();
        plain.then(|| Plant::put(&figure.at("entity"), "Example Elsewhere plc"))
    })
}

fn is_adjusted(basis: &str) -> bool {
    matches!(basis, "non-gaap" | "non-ifrs")
}

fn definition(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let own = is_adjusted(&figure.basis) && !figure.is_guidance;
        host.tree.pointer(&figure.at("definition")).filter(|_| own)?;
        Some(Plant::new(
            figure.at("definition"),
            vec![Edit::Remove(figure.at("definition"))],
        ))
    })
}

/// The nearest measure is told of the year before.
fn nearest_period(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let id = host.tree.pointer(&figure.at("nearest-gaap"))?.as_str()?;
        let near = host.figure(id)?;
        let label = year_before(&near.period)?;
        let (value, prior) = (near.value.as_ref()?, near.prior.as_ref()?);
        let other = format!("{id}-before");
        let figure_before = json!({
            "label": near.label, "value": prior.text, "period": label,
            "basis": near.basis, "source": near.source.clone()?,
        });
        let shown =
            json!({"name": "Before", "text": format!("It was {{{other}}} then.")});
        let mut edits = vec![
            put(&format!("/figures/{other}"), figure_before),
            put(&figure.at("nearest-gaap"), other),
            Edit::Push(
                "/sections/0/blocks".to_owned(),
                json!({"points": {"items": [shown]}}),
            ),
        ];
        let declared = host.tree["periods"].as_object();
        if declared.is_some_and(|it| !it.contains_key(&label)) {
            let dates = host.tree["periods"][near.period.as_str()].as_str()?;
            edits.push(put(&format!("/periods/{label}"), span_on(dates, -1)?));
        }
        (value.value > 0.0).then(|| Plant::new(figure.at("nearest-gaap"), edits))
    })
}

fn nearest_basis(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        host.tree.pointer(&figure.at("nearest-gaap"))?;
        let other = host.figures.iter().find(|other| {
            is_adjusted(&other.basis)
                && other.id != figure.id
                && other.period == figure.period
        })?;
        Some(Plant::put(&figure.at("nearest-gaap"), other.id.clone()))
    })
}

fn part_definition(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    let definitions = host.tree["definitions"].as_object();
    for (whole, _, parts) in breakdowns(host) {
        let own = host.tree.pointer(&whole.at("definition")).and_then(Value::as_str);
        for part in parts {
            let theirs =
                host.tree.pointer(&part.at("definition")).and_then(Value::as_str);
            let other = definitions.into_iter().flat_map(|map| map.keys());
            let other = other.into_iter().find(|id| Some(id.as_str()) != own);
            if let (Some(other), true) = (other, theirs.is_some() && theirs == own) {
                plants.push(Plant::put(&part.at("definition"), other.as_str()));
            }
        }
    }
    plants
}

fn part_basis(host: &Host) -> Vec<Plant> {
    let parts = breakdowns(host).into_iter().flat_map(|(_, _, parts)| parts);
    let other = |part: &Figure| {
        let other = match part.basis.as_str() {
            "ifrs" => "non-ifrs",
            "gaap" => "non-gaap",
            _ => return None,
        };
        let definition = host.tree["definitions"].as_object()?.keys().next()?.clone();
        let edits = vec![
            put(&part.at("basis"), other),
            put(&part.at("definition"), definition),
            put(&part.at("nearest-gaap"), nearest(host, part)?),
        ];
        Some(Plant::new(part.at("basis"), edits))
    };
    parts.filter_map(other).collect()
}

fn nearest(host: &Host, figure: &Figure) -> Option<String> {
    let near = host.figures.iter().find(|near| {
        near.basis == figure.basis && near.period == figure.period && near.id != figure.id
    })?;
    Some(near.id.clone())
}

fn differs(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let plain =
            host.tree.pointer(&figure.at("note")).is_none() && figure.source.is_some();
        (plain && figure.is_result())
            .then(|| Plant::put(&figure.at("verification"), "differs"))
    })
}

fn label_period(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let word = match figure.period.get(..2)? {
            "FY" => "Quarterly",
            "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "9M" => "Annual",
            _ => return None,
        };
        let label = lower(&figure.label);
        let own =
            figure.is_result() && !label.to_lowercase().contains(&word.to_lowercase());
        (own && host.is_english())
            .then(|| Plant::put(&figure.at("label"), format!("{word} {label}")))
    })
}

fn label_basis(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let plain = matches!(figure.basis.as_str(), "gaap" | "ifrs") && host.is_english();
        let label = format!("Adjusted {}", lower(&figure.label));
        plain.then(|| Plant::put(&figure.at("label"), label))
    })
}

/// A label inside another one: its first letter small, unless more of it is large.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return label.to_owned();
    }
    format!("{first}{}", letters.as_str())
}

fn note_period(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let (own, other) = words_of(&figure.period)?;
        let plain = host.is_english() && host.tree.pointer(&figure.at("note")).is_none();
        (plain && figure.is_result()).then(|| Plant {
            at: figure.at("note"),
            edits: vec![put(&figure.at("note"), format!("What was counted {other}."))],
            twin: vec![put(&figure.at("note"), format!("What was counted {own}."))],
        })
    })
}

fn note_basis(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let plain = matches!(figure.basis.as_str(), "gaap" | "ifrs")
            && host.is_english()
            && host.tree.pointer(&figure.at("note")).is_none();
        plain.then(|| Plant {
            at: figure.at("note"),
            edits: vec![put(&figure.at("note"), "Adjusted for restructuring.")],
            twin: vec![put(&figure.at("note"), "As reported, after restructuring.")],
        })
    })
}

fn excluded(host: &Host) -> Vec<Plant> {
    each(host, |figure| {
        let map = host.tree.pointer(&figure.at("comparisons"))?.as_array()?;
        let at = map.iter().position(|it| it.get("excluding").is_some())?;
        let pointer = format!("{}/{at}/excluding", figure.at("comparisons"));
        Some(Plant::new(pointer.clone(), vec![Edit::Remove(pointer)]))
    })
}
