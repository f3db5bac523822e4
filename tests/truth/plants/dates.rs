//! Periods, days and what is yet to come.

use serde_json::{Value, json};

use super::growth::day;
use super::sums::breakdowns;
use crate::figure::Figure;
use crate::host::Host;
use crate::plant::{Edit, Kind, Plant, field, put};

pub(super) const KINDS: &[Kind] = &[
    field(
        "a part of another period than the whole",
        &["L125", "L022", "L112", "L037"],
        part_period,
    ),
    field("an operand of another period", &["L125", "L022", "L112"], operand_period),
    field("a source older than the period it tells of", &["L124"], source_date),
    field("a source later than the brief", &["L054"], source_after),
    field(
        "a brief about a period that is not over",
        &["L055", "L128", "L054"],
        brief_period,
    ),
    field(
        "a label with the dates of another period",
        &["L127", "L128", "L055", "L051"],
        label_dates,
    ),
    field("a year that its quarters do not fill", &["L128", "L127"], short_year),
    field("guidance given after its period was over", &["L129", "L116"], guidance_after),
    field("guidance given after the brief", &["L054", "L129"], guidance_later),
    field("guidance of another day than its source", &["L129"], guidance_day),
    field("guidance that replaces a later one", &["L117"], guidance_order),
    field("a review before the brief itself", &["L130"], review),
    field("a forecast of what is over", &["L128", "L130", "L135", "L086"], horizon),
    field("an outlook that is not marked", &["L051", "L116"], unmarked),
    field("a history of years to come", &["L051"], future_history),
];

fn text<'h>(host: &'h Host, pointer: &str) -> Option<&'h str> {
    host.tree.pointer(pointer)?.as_str()
}

/// The same period a year before, where it is a label.
pub(super) fn year_before(period: &str) -> Option<String> {
    let (kind, year) = period.rsplit_once(' ')?;
    let year: i32 = year.parse().ok()?;
    Some(format!("{kind} {}", year - 1))
}

/// The same day so many years later.
pub(super) fn years_on(date: &str, years: i32) -> Option<String> {
    let year: i32 = date.get(..4)?.parse().ok()?;
    Some(format!("{}{}", year + years, date.get(4..)?))
}

/// The same two days so many years later.
pub(super) fn span_on(dates: &str, years: i32) -> Option<String> {
    let (first, last) = dates.split_once('/')?;
    Some(format!("{}/{}", years_on(first, years)?, years_on(last, years)?))
}

/// A declared or known label a year before, and the dates it needs.
fn moved(host: &Host, figure: &Figure) -> Option<Vec<Edit>> {
    if let Some(date) = figure.period.strip_prefix("at ") {
        let earlier = format!("at {}", years_on(date, -1)?);
        return Some(vec![put(&figure.at("period"), earlier)]);
    }
    let plain = ["Q", "H", "FY", "9M"].iter().any(|kind| figure.period.starts_with(kind));
    let label = year_before(&figure.period).filter(|_| plain)?;
    let mut edits = vec![put(&figure.at("period"), label.clone())];
    if let Some(periods) =
        host.tree["periods"].as_object().filter(|it| !it.contains_key(&label))
    {
        let dates = span_on(periods.get(&figure.period)?.as_str()?, -1)?;
        edits.push(put(&format!("/periods/{label}"), dates));
    }
    Some(edits)
}

fn part_period(host: &Host) -> Vec<Plant> {
    let parts = breakdowns(host).into_iter().flat_map(|(whole, _, parts)| {
        parts.into_iter().filter(|part| part.period == whole.period)
    });
    parts
        .filter_map(|part| Some(Plant::new(part.at("period"), moved(host, part)?)))
        .collect()
}

fn operand_period(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    for figure in host.figures.iter().filter(|figure| figure.is_derived) {
        let derivation = text(host, &figure.at("derivation")).unwrap_or("");
        for id in derivation.split(' ') {
            let operand = host.figure(id).filter(|it| it.period == figure.period);
            if let Some(edits) = operand.and_then(|operand| moved(host, operand)) {
                plants
                    .push(Plant::new(format!("{} {id}", figure.at("derivation")), edits));
            }
        }
    }
    plants
}

fn sources(host: &Host) -> Vec<(String, &str)> {
    let dated = |(at, source): (String, &Value)| {
        source.get("date")?;
        let id = at.rsplit('/').next()?;
        let id = host.tree["sources"].as_object()?.get_key_value(id)?.0;
        Some((at.clone(), id.as_str()))
    };
    host.entries("/sources").into_iter().filter_map(dated).collect()
}

/// The source is a year older, and with it the guidance that it gives: one mistake.
fn source_date(host: &Host) -> Vec<Plant> {
    let older = |(at, id): (String, &str)| {
        let of = |figure: &&Figure| figure.source.as_deref() == Some(id);
        let own = host.tree["period"].as_str();
        let mut all = host.figures.iter().filter(of);
        all.find(|it| it.is_result() && Some(it.period.as_str()) == own)?;
        let earlier = years_on(text(host, &format!("{at}/date"))?, -1)?;
        let guided = host.figures.iter().filter(of).filter(|it| it.is_guidance);
        let issued = guided.map(|it| put(&it.at("guidance/issued"), earlier.clone()));
        let date = format!("{at}/date");
        let edits = [put(&date, earlier.clone())].into_iter().chain(issued).collect();
        Some(Plant::new(date, edits))
    };
    sources(host).into_iter().filter_map(older).collect()
}

fn source_after(host: &Host) -> Vec<Plant> {
    let later = |(at, _): (String, &str)| {
        let later = years_on(text(host, &format!("{at}/date"))?, 1)?;
        Some(Plant::put(&format!("{at}/date"), later))
    };
    sources(host).into_iter().filter_map(later).collect()
}

/// The brief is about a year to come, of which it holds nothing.
fn brief_period(host: &Host) -> Vec<Plant> {
    let as_of = text(host, "/as-of").unwrap_or("");
    let year: Option<i32> = as_of.get(..4).and_then(|year| year.parse().ok());
    let Some(year) = year else { return Vec::new() };
    let label = format!("FY {}", year + 2);
    let mut edits = vec![put("/period", label.clone())];
    if host.tree.get("periods").is_some() {
        let dates = format!("{}-11-01/{}-10-31", year + 1, year + 2);
        edits.push(put(&format!("/periods/{label}"), dates));
    }
    vec![Plant::new("/period", edits)]
}

/// The dates of a quarter under the label of the one before it.
fn label_dates(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    let periods = host.entries("/periods");
    for (at, _) in &periods {
        let label = at.rsplit('/').next().unwrap_or("");
        let next = label.split_once(' ').and_then(|(kind, year)| {
            let number: u8 = kind.strip_prefix(['Q', 'H'])?.parse().ok()?;
            Some(format!("/periods/{}{} {year}", &kind[..1], number + 1))
        });
        let used = host.figures.iter().any(|figure| figure.period == label);
        if let Some(dates) =
            next.and_then(|next| host.tree.pointer(&next)).filter(|_| used)
        {
            plants.push(Plant::put(at, dates.clone()));
        }
    }
    plants
}

/// The year ends a month early.
fn short_year(host: &Host) -> Vec<Plant> {
    let mut plants = Vec::new();
    for (at, dates) in host.entries("/periods") {
        let Some((first, last)) = dates.as_str().and_then(|it| it.split_once('/')) else {
            continue;
        };
        let whole = at.contains("/FY ")
            && day(last).zip(day(first)).is_some_and(|(b, a)| b - a > 360);
        let used = host
            .figures
            .iter()
            .any(|figure| at.ends_with(&format!("/{}", figure.period)));
        let month: Option<u8> = last.get(5..7).and_then(|month| month.parse().ok());
        if let (true, true, Some(month)) = (whole, used, month.filter(|month| *month > 3))
        {
            let short =
                format!("{first}/{}{:02}-15", last.get(..5).unwrap_or(""), month - 2);
            plants.push(Plant::put(&at, short));
        }
    }
    plants
}

fn guidance(host: &Host) -> impl Iterator<Item = (&Figure, &str)> {
    let issued =
        |figure| Some((figure, text(host, &Figure::at(figure, "guidance/issued"))?));
    host.figures.iter().filter_map(issued)
}

/// The period that the guidance is for was over when it was given.
fn guidance_after(host: &Host) -> Vec<Plant> {
    let over = |(figure, _): (&Figure, &str)| {
        let edits = moved(host, figure)?;
        let replaced = host.tree.pointer(&figure.at("replaces")).is_some();
        (!replaced && !figure.id.contains("before"))
            .then(|| Plant::new(figure.at("period"), edits))
    };
    guidance(host).filter_map(over).collect()
}

fn guidance_later(host: &Host) -> Vec<Plant> {
    let later = |(figure, issued): (&Figure, &str)| {
        Some(Plant::put(&figure.at("guidance/issued"), years_on(issued, 1)?))
    };
    guidance(host).filter_map(later).collect()
}

fn guidance_day(host: &Host) -> Vec<Plant> {
    let other = |(figure, issued): (&Figure, &str)| {
        let month: u8 = issued.get(5..7)?.parse().ok()?;
        let month = if month > 3 { month - 2 } else { return None };
        let other = format!("{}-{month:02}-{}", issued.get(..4)?, issued.get(8..)?);
        host.tree.pointer(&figure.at("replaces")).is_none().then_some(())?;
        Some(Plant::put(&figure.at("guidance/issued"), other))
    };
    guidance(host).filter_map(other).collect()
}

fn guidance_order(host: &Host) -> Vec<Plant> {
    let turned = |(figure, _): (&Figure, &str)| {
        let id = text(host, &figure.at("replaces"))?;
        let edits = vec![
            Edit::Remove(figure.at("replaces")),
            put(&format!("/figures/{id}/replaces"), figure.id.clone()),
        ];
        Some(Plant::new(figure.at("replaces"), edits))
    };
    guidance(host).filter_map(turned).collect()
}

fn review(host: &Host) -> Vec<Plant> {
    let earlier = text(host, "/as-of").and_then(|as_of| years_on(as_of, -1));
    let readings = host.entries("/thesis").into_iter();
    let due = |(at, _)| Some(Plant::put(&format!("{at}/review-by"), earlier.clone()?));
    readings.filter_map(due).collect()
}

fn horizon(host: &Host) -> Vec<Plant> {
    let own = text(host, "/period").unwrap_or("");
    let over = |(at, reading): (String, &Value)| {
        reading.get("horizon")?;
        Some(Plant::put(&format!("{at}/horizon"), own))
    };
    host.readings().into_iter().filter_map(over).collect()
}

/// A block that shows guidance says so as well.
fn unmarked(host: &Host) -> Vec<Plant> {
    let bare = |(figure, _): (&Figure, &str)| {
        Some(Plant::new(figure.at("guidance"), vec![Edit::Remove(figure.at("guidance"))]))
    };
    guidance(host).filter_map(bare).collect()
}

fn future_history(host: &Host) -> Vec<Plant> {
    let later = |figure: &Figure| {
        let (kind, year) = figure.period.split_once(' ')?;
        let year: i32 = year.parse().ok()?;
        let map = host.tree.pointer(&figure.at("history"))?.as_object()?.clone();
        let label = format!("{kind} {}", year + 1);
        let mut map: Value = Value::Object(map);
        map[label.as_str()] = json!(figure.value.as_ref()?.text);
        let mut edits = vec![put(&figure.at("history"), map)];
        if let Some(dates) = text(host, &format!("/periods/{}", figure.period)) {
            edits.push(put(&format!("/periods/{label}"), span_on(dates, 1)?));
        }
        Some(Plant::new(figure.at("history"), edits))
    };
    host.figures.iter().filter_map(later).collect()
}
