use std::collections::BTreeMap;

use strata_model::calc::table::Entry;
use strata_model::{
    BrokenReference, Direction, Figure, Id, IdKind, Measure, Part as Printed, Period,
    Quantity, Reference as InText, Segment,
};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;
use strata_syntax::suggest::{certainty, closest};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts, Passage, Reference};
use crate::rule::Rule;
use crate::shape::{Correction, cure_id, cure_period, cure_quantity};

pub(crate) const RULE: Rule = Rule::read(include_str!("dangling_reference.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for reference in &facts.references {
        let wanted = reference.wants.map_or("thing", IdKind::word);
        let message = match (facts.named_by(reference), reference.wants) {
            (None, None) => format!("nothing has the id `{}`", reference.id),
            (None, _) => format!("there is no {wanted} `{}`", reference.id),
            (Some(thing), Some(wants)) if thing.kind != wants => {
                format!("`{}` is a {}, not a {wanted}", reference.id, thing.kind.word())
            }
            _ => continue,
        };
        let is_full = report.is_full();
        let raised = report.at(reference.place.clone(), message);
        match facts.meant(reference) {
            Some(meant) => {
                let safety = certainty(reference.id, meant);
                let fits = safety == Safety::Safe
                    || !is_full && may_be_meant(facts, reference, meant);
                let change =
                    fits.then(|| Change::Write(id_in(reference), meant.to_owned()));
                raised.help(format!("did you mean `{meant}`?")).fix(safety, change)
            }
            None if reference.wants.is_none() => {
                raised.help("write the id of a figure, source, reading, block or item")
            }
            None if reference.wants == Some(IdKind::Note) => {
                raised.help("add it under `notes`, or correct the id")
            }
            None => raised.help(format!("add the {wanted}, or correct the id")),
        };
    }
    facts.prose.iter().for_each(|prose| in_prose(facts, prose, report));
    in_tables(facts, report);
    periods(facts, report);
}

/// Whether a slip of the fingers is likely: no other digit, which would be another year,
/// and in a sentence only a figure that is named there.
fn may_be_meant(facts: &Facts<'_>, reference: &Reference<'_>, meant: &str) -> bool {
    let digits =
        |id: &str| -> String { id.matches(|it: char| it.is_ascii_digit()).collect() };
    if digits(meant) != digits(reference.id) {
        return false;
    }
    let (path, within @ Part::Within(_)) = &reference.place else { return true };
    let path = path.path();
    let prose = facts.prose.iter().find(|prose| prose.path.path() == path);
    let figure = facts.figures().find(|(id, ..)| id.as_str() == meant);
    let Some((prose, (id, ..))) = prose.zip(figure) else { return true };
    let bytes = prose.segments.iter().find_map(|segment| match segment {
        Segment::Reference(_, bytes) if prose.part(bytes.clone()).1 == *within => {
            Some(bytes)
        }
        _ => None,
    });
    bytes.is_some_and(|bytes| facts.names().is_named(id, prose.text, bytes))
}

/// The id of a reference alone: in a text it stands between braces, before its part.
fn id_in(reference: &Reference<'_>) -> Place {
    let (path, part) = reference.place.clone();
    let length = reference.id.len();
    match part {
        Part::Within(range) if range.len() > length => {
            let start = range.start + 1;
            (path, Part::Within(start..start + length)).into()
        }
        part => (path, part).into(),
    }
}

fn in_prose(facts: &Facts<'_>, prose: &Passage<'_>, report: &mut Reporter<'_>) {
    for segment in &prose.segments {
        let (range, message, help) = match segment {
            Segment::Words(_) | Segment::Computed(..) => continue,
            Segment::Reference(reference, range) => {
                let Some(figure) = facts.figure(&reference.figure) else { continue };
                let Some((message, help)) = missing_part(figure, reference) else {
                    continue;
                };
                (range, message, help)
            }
            Segment::Broken(why, range) => {
                let (message, help) = broken(why);
                let inner = prose.text.get(range.start + 1..range.end.saturating_sub(1));
                let unbalanced = *why == BrokenReference::Unbalanced;
                match inner.filter(|_| !unbalanced).and_then(|it| in_braces(facts, it)) {
                    Some(InBraces { message: other, help, meant }) => {
                        let message = other.unwrap_or(message);
                        let place = prose.part(range.clone());
                        let change = meant.map(|meant| {
                            let (text, safety) = (format!("{{{}}}", meant.0), meant.1);
                            (safety, Change::Write(place.clone().into(), text))
                        });
                        let raised = report.at(place, message).help(help);
                        if let Some((safety, change)) = change {
                            raised.fix(safety, [change]);
                        }
                        continue;
                    }
                    None => (range, message.to_owned(), help),
                }
            }
        };
        report.at(prose.part(range.clone()), message).help(help);
    }
}

/// Cells that ask of a figure what it does not have.
fn in_tables(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        let cells = laid.lines.iter().filter(|line| line.growth.is_none());
        for (line, at, cell) in cells.flat_map(|line| {
            line.row.cells.iter().enumerate().map(move |(at, cell)| (line, at, cell))
        }) {
            let lacks = matches!(line.entries.get(at), Some(Entry::Unknown));
            let known = cell.id().filter(|id| lacks && facts.figure(id).is_some());
            let Some(id) = known else { continue };
            let part = match cell.to_string().split_once('.') {
                Some((_, part)) => format!("`{part}`"),
                None => "value".to_owned(),
            };
            let message = format!("figure `{id}` has no {part} to print");
            report
                .at(laid.place(line, at), message)
                .help(format!("print another part of `{id}`, or write `n.a.`"));
        }
    }
}

/// What stands in braces in place of a reference.
struct InBraces {
    /// Another message than that it is no reference.
    message: Option<&'static str>,
    help: String,
    /// What is to stand there, and how sure that is.
    meant: Option<(String, Safety)>,
}

/// What was meant by what stands in braces: a reference in other letters or with spaces, or
/// the number of a figure in place of its id.
fn in_braces(facts: &Facts<'_>, inner: &str) -> Option<InBraces> {
    if let Some(meant) = respelled(facts, inner) {
        let safety = certainty(inner, &meant);
        let help = format!("did you mean `{{{meant}}}`?");
        return Some(InBraces { message: None, help, meant: Some((meant, safety)) });
    }
    let written: Quantity =
        inner.trim().parse().ok().or_else(|| cure_quantity(inner)?.text.parse().ok())?;
    let bare = written.unit().measure == Measure::Pure;
    let is_value = |value: &Quantity| {
        value.value() == written.value() && (bare || value.unit() == written.unit())
    };
    let mut equal =
        facts.figures().filter(|(_, it, _)| it.value.as_ref().is_some_and(is_value));
    let message = Some("braces hold the id of a figure, not its value");
    Some(match (equal.next(), equal.next()) {
        (Some((id, ..)), None) => InBraces {
            message,
            help: format!("write `{{{id}}}`, the figure whose value this is"),
            meant: Some((id.to_string(), Safety::Unsafe)),
        },
        _ => InBraces {
            message,
            help: "write the id of the figure in them, as it stands under `figures`"
                .to_owned(),
            meant: None,
        },
    })
}

/// A reference in capitals, with spaces, or with another word for its part.
fn respelled(facts: &Facts<'_>, inner: &str) -> Option<String> {
    let words: Vec<&str> = inner
        .split(|it: char| it.is_whitespace() || matches!(it, '.' | ',' | ':' | '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let figure = |words: &[&str]| {
        let id: Id = cure_id(&words.join(" "))?.parse().ok()?;
        facts.figure(&id).map(|figure| (id, figure))
    };
    if let Some((id, _)) = figure(&words) {
        return Some(id.to_string());
    }
    let (last, rest) = words.split_last()?;
    let (id, of) = figure(rest)?;
    let part = part_named(&last.to_ascii_lowercase())?;
    let reference: InText = format!("{id}.{part}").parse().ok()?;
    missing_part(of, &reference).is_none().then(|| reference.to_string())
}

/// The part of a figure that a word names.
fn part_named(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 12] = [
        ("growth", "change"),
        ("yoy", "change"),
        ("qoq", "change"),
        ("diff", "change"),
        ("increase", "rise"),
        ("decrease", "fall"),
        ("decline", "fall"),
        ("previous", "prior"),
        ("before", "prior"),
        ("base", "prior"),
        ("date", "period"),
        ("name", "label"),
    ];
    let named = Printed::NAMED.into_iter().map(|(name, _)| name);
    let known = WORDS.iter().find(|(other, _)| *other == word).map(|(_, name)| *name);
    known.or_else(|| closest(word, named))
}

fn broken(why: &BrokenReference) -> (&'static str, String) {
    match why {
        BrokenReference::Unbalanced => (
            "a brace without its partner",
            "close the reference, or double the brace to print it".to_owned(),
        ),
        BrokenReference::NotAnId => (
            "what stands in these braces is no id of a figure",
            "write `{id}` or `{id.part}`, or double the braces to print them".to_owned(),
        ),
        BrokenReference::UnknownPart => {
            let parts = Printed::NAMED.map(|(name, _)| format!("`.{name}`"));
            ("figures have no such part", format!("write one of {}", parts.join(", ")))
        }
        BrokenReference::NotADerivation => (
            "what stands behind `=` in these braces cannot be computed",
            "write ids of figures with ` + `, ` - `, ` * ` or ` / ` between spaces, such as \
             `{= a - b}`"
                .to_owned(),
        ),
    }
}

/// What a reference asks of a figure that the figure does not have.
fn missing_part(figure: &Figure, reference: &InText) -> Option<(String, String)> {
    let id = &reference.figure;
    let lacks = |what: &str| {
        let message = format!("figure `{id}` has no {what} to print");
        Some((message, format!("give `{id}` a `{what}`, or print another part of it")))
    };
    let has_level = figure.value.is_some()
        || figure.range.is_some()
        || figure.magnitude.is_some()
        || figure.shift.is_some();
    let wrong_way = |word: &str, other: &str| {
        let message = format!("figure `{id}` did not {word}");
        Some((message, format!("write `{{{id}.{other}}}`, and a verb that fits")))
    };
    let change = figure.change.as_ref();
    match (reference.part, change.and_then(strata_model::Change::direction)) {
        (Printed::Value, _) if !has_level && figure.change.is_some() => {
            let message = format!("figure `{id}` has no value to print");
            Some((message, format!("write `{{{id}.change}}`")))
        }
        (Printed::Value, _) if !has_level => lacks("value"),
        (Printed::Change | Printed::Rise | Printed::Fall, None) if change.is_none() => {
            lacks("change")
        }
        (Printed::Rise, Some(Direction::Down)) => wrong_way("rise", "fall"),
        (Printed::Fall, Some(Direction::Up)) => wrong_way("fall", "rise"),
        (Printed::Rise | Printed::Fall, Some(Direction::Flat)) => {
            wrong_way("move", "change")
        }
        (Printed::Prior, _) if figure.prior.is_none() => lacks("prior"),
        (Printed::Period, _) if figure.period.is_none() => lacks("period"),
        _ => None,
    }
}

/// Other places that are shown beside the first.
const PLACES: usize = 3;

/// Labels that neither the calendar year nor `periods` gives dates. One that was never
/// declared is one mistake, wherever it is used.
fn periods(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut places: BTreeMap<String, Vec<&(ArenaPath<'_>, Part)>> = BTreeMap::new();
    for (period, place) in &facts.periods {
        let undated = matches!(period, Period::Unstated | Period::SinceLaunch(_));
        if !undated && facts.calendar.end(period).is_none() {
            places.entry(period.to_string()).or_default().push(place);
        }
    }
    for (label, places) in places {
        let [first, rest @ ..] = places.as_slice() else { continue };
        let declared = facts.brief.periods.keys().map(strata_model::Label::as_str);
        let mut change = None;
        let write = |text: &str| -> Vec<Change> {
            let change = |place: &(ArenaPath<'_>, Part)| {
                Change::Write(Place::from(place.clone()), text.to_owned())
            };
            places.iter().map(|place| change(place)).collect()
        };
        let help = if let Some(correction) = cured(facts, &label) {
            let help = match &correction {
                Correction::Write(meant) if !is_dated(facts, &meant.text) => {
                    format!(
                        "write `{}`, and declare its days under `periods`",
                        meant.text
                    )
                }
                other => other.help(),
            };
            let meant = correction.meant();
            change = meant.map(|meant| (meant.safety, write(&meant.text)));
            help
        } else if let Some(meant) = facts.closest(&label, declared) {
            change = Some((Safety::Unsafe, write(meant)));
            format!("did you mean `{meant}`?")
        } else if facts.calendar.calendar_year {
            format!(
                "declare its first day and its last, for example `periods: {{{label}: 2025-07-01/2025-09-30}}`"
            )
        } else {
            "declare it under `periods`, or write `fiscal-year: calendar` under `subject`"
                .to_owned()
        };
        let message = format!("the period `{label}` has no dates");
        let mut raised = report.at((*first).clone(), message).help(help);
        for place in rest.iter().take(PLACES) {
            raised = raised.related((*place).clone(), "it is used here as well");
        }
        if let Some((safety, changes)) = change {
            raised.fix(safety, changes);
        }
    }
}

/// What was meant by a label without dates. A year of the calendar is that of the books
/// where they are one.
fn cured(facts: &Facts<'_>, label: &str) -> Option<Correction> {
    let fiscal = label.strip_prefix("CY").filter(|_| facts.calendar.calendar_year);
    let fiscal = fiscal.and_then(|rest| cure_period(&format!("FY{rest}")));
    let meant = fiscal.or_else(|| cure_period(label))?;
    (!matches!(&meant, Correction::Write(meant) if meant.text == label)).then_some(meant)
}

fn is_dated(facts: &Facts<'_>, period: &str) -> bool {
    period.parse().is_ok_and(|period| facts.calendar.end(&period).is_some())
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn prose_is_held_to_what_a_figure_has() {
        let brief = "figures:\n  sales: {label: Sales, value: $5B, change: -3% yoy, \
                     period: FY 2024}\nverdict:\n  text: ['{sals} {sales.rise} {sales.prior} \
                     {sales.vale} {sales.fall} {', 'in FY 2024: {sales}']\n";
        let expected = [
            "there is no figure `sals`",
            "figure `sales` did not rise",
            "figure `sales` has no prior to print",
            "figures have no such part",
            "a brace without its partner",
        ];
        assert_eq!(messages(brief, "L002"), expected);
    }

    #[test]
    fn cells_are_held_to_what_a_figure_has() {
        let brief = "figures:\n  sales: {label: Sales, value: $5B, change: -3% yoy, \
                     period: FY 2024, comparisons: [{as: cc, change: -1% yoy}]}\n\
                     sections:\n  - title: One\n    blocks:\n      - table: {columns: \
                     [{label: A}, {label: B}, {label: C}, {label: D}, {label: E}], rows: \
                     [{label: F, cells: [sals, sales.prior, sales.cc, sales.organic, \
                     sales.change]}]}\n";
        let expected = [
            "there is no figure `sals`",
            "figure `sales` has no `prior` to print",
            "figure `sales` has no `organic` to print",
        ];
        assert_eq!(messages(brief, "L002"), expected);
    }

    #[test]
    fn a_period_needs_dates() {
        let brief = "subject: {name: Example plc}\nperiod: Q3 2025\n";
        assert_eq!(messages(brief, "L002"), ["the period `Q3 2025` has no dates"]);
        let declared = format!("{brief}periods: {{Q3 2025: 2025-04-28/2025-07-27}}\n");
        assert!(messages(&declared, "L002").is_empty());
    }
}
