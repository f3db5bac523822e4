//! The periods that the words of a source name: `third quarter`, `nine months ended September
//! 30`, `fiscal 2025`. English only.

use std::borrow::Cow;
use std::ops::Range;

use strata_model::{Date, End, Figure, Label, LabelKind, Period};

use crate::facts::Facts;
use crate::prose::period_word::{Kind, fits};
use crate::prose::phrase::words;
use crate::prose::when::MONTHS;

/// A period that a quote names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) bytes: Range<usize>,
    kind: Kind,
    /// Which quarter or half of its year.
    number: Option<i8>,
    /// Its year, and whether it is called one of the books.
    year: Option<(i16, bool)>,
    /// The day on which it ends, with its year if that is said.
    end: Option<Ending>,
}

/// A month and a day, with the year if that is said.
type Ending = (i8, i8, Option<i16>);

type Words<'t> = Vec<(Cow<'t, str>, Range<usize>)>;

/// Words before a period that make it another than that of the figure.
const OTHER: [&str; 22] = [
    "after",
    "against",
    "before",
    "beginning",
    "by",
    "close",
    "compared",
    "end",
    "following",
    "from",
    "last",
    "over",
    "previous",
    "prior",
    "relative",
    "same",
    "since",
    "start",
    "than",
    "until",
    "versus",
    "vs",
];

/// Words behind it that do.
const EARLIER: [&str; 6] = ["ago", "earlier", "last", "previous", "prior", "before"];

/// Whether a quote may name a period.
pub(crate) fn may_name(quote: &str) -> bool {
    [
        "uarter", "onths", "eeks", "ear", "iscal", "half", "FY", "Q", "H1", "H2", "TTM",
        "YTD", "s of ", "at ", "s at ",
    ]
    .iter()
    .any(|part| quote.contains(part))
}

/// The periods that a quote names as its own: not those that it compares with.
pub(crate) fn periods(quote: &str) -> Vec<Named> {
    let all: Words<'_> = words(quote).collect();
    let (mut at, mut found) = (0, Vec::new());
    while at < all.len() {
        let Some((named, length)) = named(&all, at) else {
            at += 1;
            continue;
        };
        let first = all.get(at).map_or(0, |(_, bytes)| bytes.start);
        let before = all.get(at.saturating_sub(9)..at).unwrap_or(&[]);
        // What stands in another sentence says nothing of it.
        let near = before.iter().rev().take_while(|(_, bytes)| {
            let gap = quote.get(bytes.end..first).unwrap_or("");
            !gap.contains([';', '(']) && !gap.contains(". ") && !gap.contains("and ")
        });
        let other = near.into_iter().any(|(word, _)| OTHER.contains(&word.as_ref()));
        let behind = all.get(at + length..).unwrap_or(&[]);
        let earlier =
            behind.iter().take(3).any(|(word, _)| EARLIER.contains(&word.as_ref()));
        // `(H1 2024: £2.9bn)`
        let rest = quote.get(named.bytes.end..).unwrap_or("");
        let beside = quote.get(..first).is_some_and(|it| it.ends_with(['(', '[']))
            || rest.starts_with(": ");
        if !other && !earlier && !beside && !is_of_many(behind, &named) {
            found.push(named);
        }
        at += length;
    }
    found
}

/// Whether a quarter or a half is one of many: the third in a row, the first of profit.
fn is_of_many(behind: &[(Cow<'_, str>, Range<usize>)], named: &Named) -> bool {
    let word = |step: usize| behind.get(step).map_or("", |(word, _)| word.as_ref());
    let counted = match word(0) {
        "in" => word(1) == "a" && word(2) == "row",
        "running" | "straight" | "with" | "that" | "where" | "ever" => true,
        "of" => !["the", "our", "this", "its", "each", "every"].contains(&word(1)),
        _ => false,
    };
    counted && named.number.is_some() && named.year.is_none() && named.end.is_none()
}

/// The period that begins with a word, and how many words it takes.
fn named(all: &Words<'_>, at: usize) -> Option<(Named, usize)> {
    let word = |step: usize| all.get(at + step).map_or("", |(word, _)| word.as_ref());
    let made = |kind, number, length: usize| {
        let (year, more) = year(all, at + length);
        let (end, much) = end(all, at + length + more);
        let length = length + more + much;
        let bytes = all.get(at)?.1.start..all.get(at + length - 1)?.1.end;
        Some((Named { bytes, kind, number, year, end }, length))
    };
    let ordinal = |word: &str| -> Option<i8> {
        Some(match word {
            "first" | "1st" => 1,
            "second" | "2nd" => 2,
            "third" | "3rd" => 3,
            "fourth" | "4th" => 4,
            _ => return None,
        })
    };
    let of_label = |word: &str, head: char| -> Option<i8> {
        let rest = word.strip_prefix(head)?;
        rest.parse().ok().filter(|number| rest.len() == 1 && (1..=4).contains(number))
    };
    if let Some(number) = ordinal(word(0)) {
        return match (word(1), word(2)) {
            ("quarter", _) => made(Kind::Quarter, Some(number), 2),
            ("fiscal", "quarter") => made(Kind::Quarter, Some(number), 3),
            ("half", _) if number <= 2 => made(Kind::Half, Some(number), 2),
            _ => None,
        };
    }
    if let Some((head, "quarter")) = word(0).rsplit_once('-')
        && let Some(number) = ordinal(head)
    {
        return made(Kind::Quarter, Some(number), 1);
    }
    // `as of October 31, 2025`, `at 31 October 2025`
    let on = match (word(0), word(1)) {
        ("as", "of" | "at") => 1,
        ("at", _) => 0,
        _ => usize::MAX,
    };
    if on < 2
        && let (Some(end @ (.., Some(_))), much) = day(all, at + on + 1)
    {
        let length = on + 1 + much;
        let bytes = all.get(at)?.1.start..all.get(at + length - 1)?.1.end;
        let end = Some(end);
        let named = Named { bytes, kind: Kind::Day, number: None, year: None, end };
        return Some((named, length));
    }
    // Miners report a June quarter.
    if word(1) == "quarter"
        && let Some(month) = MONTHS.iter().position(|it| *it == word(0))
        && let Ok(month) = i8::try_from(month + 1)
    {
        let bytes = all.get(at)?.1.start..all.get(at + 1)?.1.end;
        let end = Some((month, if month == 2 { 28 } else { 30 }, None));
        let named = Named { bytes, kind: Kind::Quarter, number: None, year: None, end };
        return Some((named, 2));
    }
    if word(0).starts_with("fy")
        && let (Some(year), 1) = year(all, at)
    {
        let bytes = all.get(at)?.1.clone();
        let year = Some(year);
        let named = Named { bytes, kind: Kind::Year, number: None, year, end: None };
        return Some((named, 1));
    }
    if let Some(number) = of_label(word(0), 'q') {
        return made(Kind::Quarter, Some(number), 1);
    }
    if let Some(number) = of_label(word(0), 'h').filter(|number| *number <= 2) {
        return made(Kind::Half, Some(number), 1);
    }
    let ended = |step| ["ended", "ending", "to"].contains(&word(step));
    match (word(0), word(1), word(2)) {
        ("trailing" | "last", "twelve" | "12", "months") => made(Kind::Trailing, None, 3),
        ("trailing-twelve-month" | "ttm", ..) => made(Kind::Trailing, None, 1),
        ("year-to-date" | "ytd", ..) => made(Kind::ToDate, None, 1),
        ("year", "to", "date") => made(Kind::ToDate, None, 3),
        ("full", "year", _) | ("full", "fiscal", "year") => {
            let length = if word(1) == "year" { 2 } else { 3 };
            made(Kind::Year, None, length)
        }
        ("full-year", ..) => made(Kind::Year, None, 1),
        ("fiscal", ..) => {
            let length = if word(1) == "year" { 2 } else { 1 };
            let (found, more) = year(all, at);
            let bytes = all.get(at)?.1.start..all.get(at + more.checked_sub(1)?)?.1.end;
            found?;
            let named =
                Named { bytes, kind: Kind::Year, number: None, year: found, end: None };
            (more >= length).then_some((named, more))
        }
        ("quarter", ..) if ended(1) => made(Kind::Quarter, None, 1),
        ("year", ..) if ended(1) => made(Kind::TwelveMonths, None, 1),
        (count, "months", _) if ended(2) => {
            let kind = match count {
                "three" | "3" => Kind::Quarter,
                "six" | "6" => Kind::Half,
                "nine" | "9" => Kind::NineMonths,
                "twelve" | "12" => Kind::TwelveMonths,
                _ => return None,
            };
            // `the three and nine months` are two periods, and the number is of one of them.
            let two = at > 0 && all.get(at - 1).is_some_and(|(word, _)| word == "and");
            if two { None } else { made(kind, None, 2) }
        }
        (count, "weeks", _) if ended(2) => {
            let kind = match count {
                "12" | "13" | "14" | "16" | "17" | "twelve" | "thirteen" | "fourteen"
                | "sixteen" | "seventeen" => Kind::Quarter,
                "26" | "27" | "twenty-six" => Kind::Half,
                "39" | "40" | "thirty-nine" => Kind::NineMonths,
                "52" | "53" | "fifty-two" | "fifty-three" => Kind::TwelveMonths,
                _ => return None,
            };
            made(kind, None, 2)
        }
        _ => None,
    }
}

/// The year that stands at some words: `of fiscal year 2026`, `2025`, `fy26`.
fn year(all: &Words<'_>, at: usize) -> (Option<(i16, bool)>, usize) {
    let word = |step: usize| all.get(at + step).map_or("", |(word, _)| word.as_ref());
    let mut step = 0;
    while ["of", "the", "our", "in"].contains(&word(step)) {
        step += 1;
    }
    let fiscal = ["fiscal", "fy"].contains(&word(step));
    step += usize::from(fiscal);
    step += usize::from(word(step) == "year");
    let (glued, text) = match word(step).strip_prefix("fy") {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, word(step)),
    };
    let number = match text.len() {
        4 => text.parse().ok().filter(|year| (1900..2200).contains(year)),
        2 if glued || fiscal => text.parse().ok().map(|year: i16| 2000 + year),
        _ => None,
    };
    match number {
        Some(year) => (Some((year, fiscal || glued)), step + 1),
        None => (None, 0),
    }
}

/// The day with which some words end a period: `ended September 30, 2025`.
fn end(all: &Words<'_>, at: usize) -> (Option<Ending>, usize) {
    let ended = all
        .get(at)
        .is_some_and(|(it, _)| ["ended", "ending", "to"].contains(&it.as_ref()));
    match day(all, at + 1) {
        (Some(end), much) if ended => (Some(end), much + 1),
        _ => (None, 0),
    }
}

/// A day, as `September 30, 2025` or `30 September`.
fn day(all: &Words<'_>, at: usize) -> (Option<Ending>, usize) {
    let word = |step: usize| all.get(at + step).map_or("", |(word, _)| word.as_ref());
    let month = |word: &str| MONTHS.iter().position(|it| *it == word);
    let day = |word: &str| word.parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    let found = match (month(word(0)), day(word(1)), day(word(0)), month(word(1))) {
        (Some(month), Some(day), ..) | (_, _, Some(day), Some(month)) => (month, day),
        _ => return (None, 0),
    };
    let year = word(2).parse().ok().filter(|year| (1900..2200).contains(year));
    let Ok(month) = i8::try_from(found.0 + 1) else { return (None, 0) };
    (Some((month, found.1, year)), if year.is_some() { 3 } else { 2 })
}

/// Whether a figure may be of a period that a quote names; where that is not known it may.
pub(crate) fn may_be_of(facts: &Facts<'_>, figure: &Figure, named: &Named) -> bool {
    let Some(period) = &figure.period else { return true };
    // A state is of a day, whatever it is told after; what is of a span tells days as well.
    if named.kind == Kind::Day {
        return match (period, named.end) {
            (Period::Instant(day), Some(end)) => ends_near(*day, end),
            _ => true,
        };
    }
    let open = matches!(
        period,
        Period::Instant(_)
            | Period::RunRate(_)
            | Period::SinceLaunch(_)
            | Period::Unstated
    );
    let Some(dates) = facts.calendar.dates(period).filter(|_| !open) else { return true };
    if let Some(end) = named.end
        && !ends_near(dates.last, end)
    {
        return false;
    }
    let label = match period {
        Period::Fiscal(label) => Some(label.kind()),
        _ => None,
    };
    let kind = match named.kind {
        Kind::ToDate => {
            fits(facts, figure, Kind::ToDate)
                || matches!(label, Some(LabelKind::Quarter(_, 1) | LabelKind::Half(_, 1)))
        }
        Kind::NineMonths => {
            fits(facts, figure, Kind::NineMonths) || fits(facts, figure, Kind::ToDate)
        }
        Kind::Trailing => fits(facts, figure, Kind::TwelveMonths),
        Kind::Half if named.number.is_some() && label.is_none() => {
            fits(facts, figure, Kind::Half) || fits(facts, figure, Kind::ToDate)
        }
        kind => fits(facts, figure, kind),
    };
    let number = match (named.number, label) {
        (Some(number), Some(LabelKind::Quarter(_, own) | LabelKind::Half(_, own))) => {
            number == own
        }
        _ => true,
    };
    kind && number && named.year.is_none_or(|year| is_of_year(facts, period, year))
}

/// Whether a period is of a year: of the books if it is called so, and otherwise only where
/// the two are one.
fn is_of_year(facts: &Facts<'_>, period: &Period, (year, fiscal): (i16, bool)) -> bool {
    if !fiscal && !facts.calendar.calendar_year {
        return true;
    }
    let label: Option<&Label> = match period {
        Period::Fiscal(label)
        | Period::YearToDate(End::Of(label))
        | Period::TrailingTwelveMonths(End::Of(label)) => Some(label),
        _ => None,
    };
    label.and_then(Label::year).is_none_or(|own| own == year)
}

fn ends_near(last: Date, (month, day, year): Ending) -> bool {
    let own = last.civil();
    let years = match year {
        Some(year) => year..=year,
        // Of the year before or behind, where December and January are near.
        None => own.year() - 1..=own.year() + 1,
    };
    let mut ends = years
        .filter_map(|year| format!("{year:04}-{month:02}-{day:02}").parse::<Date>().ok());
    ends.any(|end| end.days_since(last).abs() <= 8)
}
