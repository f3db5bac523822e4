//! What is yet to come, and words for periods.

use super::sentences::{Pair, exchanged, pair, results, said};
use crate::figure::{Figure, Way};
use crate::host::Host;
use crate::plant::{Kind, Plant, sentence as kind};

pub(super) const KINDS: &[Kind] = &[
    kind("guidance told as a result", &["L146"], outlook_was),
    kind("guidance told as what is so", &["L146"], outlook_is),
    kind("guidance told as a result where it stands", &["L146"], outlook_in_place),
    kind("an estimate told as a result", &["L146"], estimate),
    kind("the wrong length of a period", &["L031"], length),
    kind("the wrong months", &["L031"], months),
    kind("the wrong weeks", &["L031"], weeks),
    kind("the wrong fiscal year", &["L031"], year),
    kind("the wrong quarter or half", &["L031"], ordinal),
    kind("the wrong last day", &["L031"], last_day),
    kind("year to date, of what is not", &["L031"], to_date),
    kind("an amount on a day told of a span", &["L031"], instant),
    kind("the wrong year of the prior value", &["L031"], prior_year),
    kind("a period word changed where it stands", &["L031"], in_place),
];

fn guided(host: &Host) -> impl Iterator<Item = &Figure> {
    let has_level = |figure: &&Figure| {
        let range = host.tree.pointer(&figure.at("range")).is_some();
        // `Income outlook is …` says what it is.
        let plain = !figure.name.contains("utlook") && figure.can_be_named();
        figure.is_guidance && (range || figure.value.is_some()) && plain
    };
    host.figures.iter().filter(has_level)
}

fn outlook_was(host: &Host) -> Vec<Plant> {
    let pairs = guided(host).enumerate().map(|(at, figure)| {
        let (name, id) = (&figure.name, &figure.id);
        let wrong = match at % 4 {
            0 => format!("{name} came to {{{id}}}."),
            1 => format!("The company delivered {name} of {{{id}}}."),
            2 => format!("{name} was {{{id}}} in the end."),
            _ => format!("It reached {name} of {{{id}}}."),
        };
        pair(id, wrong, format!("Management expects {name} of {{{id}}}."))
    });
    said(host, pairs)
}

fn outlook_is(host: &Host) -> Vec<Plant> {
    let pairs = guided(host).enumerate().map(|(at, figure)| {
        let (name, id) = (&figure.name, &figure.id);
        let wrong = match at % 2 {
            0 => format!("{name} is {{{id}}}."),
            _ => {
                format!("{name} stands at {{{id}}} and shows how strong the company is.")
            }
        };
        pair(id, wrong, format!("Guidance for {name} is {{{id}}}."))
    });
    said(host, pairs)
}

fn outlook_in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("Management expects {", "The company reported {"),
        ("The bank expects between {", "The bank earned between {"),
        ("The company expects to ship between {", "The company shipped between {"),
        ("The company expects growth of {", "The company achieved growth of {"),
        ("Management plans capacity to grow by {", "Capacity grew by {"),
        ("Guidance for fiscal 2026 was raised to {", "Revenue for fiscal 2026 rose to {"),
        ("Guidance for EBITDA went from {", "EBITDA went from {"),
        (
            "We estimate an operating profit of {",
            "The company made an operating profit of {",
        ),
    ];
    exchanged(host, &words, |_| true)
}

fn estimate(host: &Host) -> Vec<Plant> {
    let figures = host
        .figures
        .iter()
        .filter(|it| it.basis == "analyst-estimate" && !it.label.contains("Target"));
    let pairs = figures.enumerate().filter_map(|(at, figure)| {
        figure.value.as_ref()?;
        let (name, id) = (&figure.name, &figure.id);
        let wrong = match at % 2 {
            0 => format!("{name} came to {{{id}}}."),
            _ => format!("The company reported {name} of {{{id}}}."),
        };
        Some(pair(id, wrong, format!("We estimate {name} of {{{id}}}.")))
    });
    said(host, pairs)
}

/// What kind of period a figure has.
fn span(figure: &Figure) -> Option<&'static str> {
    Some(match figure.period.get(..2)? {
        "FY" => "year",
        "H1" | "H2" => "half-year",
        "9M" => "nine months",
        "Q1" | "Q2" | "Q3" | "Q4" => "quarter",
        _ => return None,
    })
}

fn level(host: &Host) -> impl Iterator<Item = (usize, &Figure)> {
    results(host).filter(|figure| figure.value.is_some()).enumerate()
}

fn length(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(at, figure)| {
        let own = span(figure)?;
        let others =
            ["quarter", "year", "half-year"].into_iter().filter(|other| *other != own);
        let other = others.cycle().nth(at % 2)?;
        let (name, id) = (&figure.name, &figure.id);
        let text = |span: &str| match at % 3 {
            0 => format!("In the {span} {name} was {{{id}}}."),
            1 => format!("{name} came to {{{id}}} in the {span}."),
            _ => format!("For the {span}, {name} was put at {{{id}}}."),
        };
        Some(pair(id, text(other), text(own)))
    });
    said(host, pairs)
}

fn months(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(at, figure)| {
        let (own, other) = match span(figure)? {
            "year" => ("twelve", "nine"),
            "half-year" => ("six", "three"),
            "nine months" => ("nine", "six"),
            _ => ("three", "twelve"),
        };
        let (name, id) = (&figure.name, &figure.id);
        let text = |number: &str| match at % 2 {
            0 => format!("In {number} months {name} came to {{{id}}}."),
            _ => format!("{name} was {{{id}}} in the {number} months."),
        };
        Some(pair(id, text(other), text(own)))
    });
    said(host, pairs)
}

/// Only where weeks are counted.
fn weeks(host: &Host) -> Vec<Plant> {
    let counted = host.name.contains("software") || host.name.contains("nvidia");
    let pairs = level(host).filter_map(|(_, figure)| {
        (counted && span(figure)? == "quarter").then_some(())?;
        let (name, id) = (&figure.name, &figure.id);
        let text = |number: &str| format!("In {number} weeks {name} came to {{{id}}}.");
        Some(pair(id, text("sixteen"), text("thirteen")))
    });
    said(host, pairs)
}

fn year(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(at, figure)| {
        let year: i32 = figure.period.rsplit(' ').next()?.parse().ok()?;
        let (name, id, kind) = (&figure.name, &figure.id, span(figure)?);
        let text = |year: i32| match (kind, at % 2) {
            ("year", 0) => format!("In fiscal {year} {name} was {{{id}}}."),
            ("year", _) => format!("{name} came to {{{id}}} in the year {year}."),
            (kind, _) => format!("In the {kind} of fiscal {year} {name} was {{{id}}}."),
        };
        Some(pair(id, text(year - 1), text(year)))
    });
    said(host, pairs)
}

fn ordinal(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(_, figure)| {
        let (own, other) = match figure.period.get(..2)? {
            "Q1" => ("first quarter", "second quarter"),
            "Q2" => ("second quarter", "first quarter"),
            "Q3" => ("third quarter", "second quarter"),
            "Q4" => ("fourth quarter", "third quarter"),
            "H1" => ("first half", "second half"),
            "H2" => ("second half", "first half"),
            _ => return None,
        };
        let (name, id) = (&figure.name, &figure.id);
        let text = |words: &str| format!("In the {words} {name} was {{{id}}}.");
        Some(pair(id, text(other), text(own)))
    });
    said(host, pairs)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The last day of a declared period or a half or nine months of the calendar year.
fn last_day(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(_, figure)| {
        let dates = host.tree["periods"][figure.period.as_str()].as_str();
        let calendar = host.tree["subject"]["fiscal-year"].as_str() == Some("calendar");
        let year = figure.period.rsplit(' ').next()?;
        let last = match (dates, figure.period.get(..2)?) {
            (Some(dates), _) => dates.split_once('/')?.1.to_owned(),
            (None, "H1") if calendar => format!("{year}-06-30"),
            (None, "9M" | "Q3") if calendar => format!("{year}-09-30"),
            _ => return None,
        };
        let month: usize = last.get(5..7)?.parse().ok()?;
        let day: u8 = last.get(8..)?.parse().ok()?;
        let (name, id, kind) = (&figure.name, &figure.id, span(figure)?);
        let text = |month: usize, day: u8| {
            format!(
                "In the {kind} ended {} {day} {name} was {{{id}}}.",
                MONTHS[(month - 1) % 12]
            )
        };
        Some(pair(id, text(month + 2, 28), text(month, day)))
    });
    said(host, pairs)
}

fn to_date(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(_, figure)| {
        let quarter =
            ["Q2", "Q3", "Q4"].iter().any(|kind| figure.period.starts_with(kind));
        let (name, id) = (&figure.name, &figure.id);
        let text = |words: &str| format!("{words} {name} was {{{id}}}.");
        quarter.then(|| pair(id, text("In the year to date"), text("In the quarter")))
    });
    said(host, pairs)
}

fn instant(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(_, figure)| {
        let (name, id) = (&figure.name, &figure.id);
        let wrong = format!("Over the quarter {name} added up to {{{id}}}.");
        let right = format!("At the end of the period {name} was {{{id}}}.");
        figure.period.starts_with("at ").then(|| pair(id, wrong, right))
    });
    said(host, pairs)
}

fn prior_year(host: &Host) -> Vec<Plant> {
    let pairs = level(host).filter_map(|(_, figure)| {
        let year: i32 = figure.period.strip_prefix("FY ")?.parse().ok()?;
        let (name, id, way) = (&figure.name, &figure.id, figure.way()?);
        figure.prior.as_ref()?;
        let verb = if way == Way::Up { "rose" } else { "fell" };
        let text = |year: i32| {
            format!("{name} {verb} from {{{id}.prior}} in fiscal {year} to {{{id}}}.")
        };
        Some(pair(id, text(year - 2), text(year - 1)))
    });
    said(host, pairs).into_iter().chain(said(host, quarters(host))).collect()
}

fn quarters(host: &Host) -> Vec<Pair> {
    let pairs = level(host).filter_map(|(_, figure)| {
        let (kind, year) = figure.period.split_once(' ')?;
        let year: i32 =
            year.parse().ok().filter(|_| kind.starts_with(['Q', 'H', '9']))?;
        let id = &figure.id;
        figure.prior.as_ref()?;
        let text = |year: i32| {
            format!("It was {{{id}}}, after {{{id}.prior}} in {kind} {year}.")
        };
        Some(pair(id, text(year - 3), text(year - 1)))
    });
    pairs.collect()
}

fn in_place(host: &Host) -> Vec<Plant> {
    let words = [
        ("In fiscal 2025", "In fiscal 2024"),
        ("in the first nine months", "in the first six months"),
        ("In the first nine months", "In the first six months"),
        ("in fiscal 2025, {", "in fiscal 2023, {"),
        ("in thirteen weeks", "in twelve months"),
        ("in the sixteen weeks", "in the twelve weeks"),
        ("In the third quarter alone", "In the second quarter alone"),
        ("in the year to September", "in the half-year to September"),
        ("for the fourth quarter", "for the second quarter"),
        ("trailing-twelve-month", "quarterly"),
        ("the half-year brought {", "the quarter brought {"),
    ];
    exchanged(host, &words, |_| true)
}
