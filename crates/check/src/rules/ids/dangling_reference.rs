use std::collections::BTreeMap;

use strata_model::{
    BrokenReference, Direction, Figure, IdKind, Part as Printed, Period,
    Reference as InText, Segment,
};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;
use strata_syntax::suggest::certainty;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts, Passage, Reference};
use crate::rule::Rule;
use crate::shape::cure_period;

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
            Segment::Words(_) => continue,
            Segment::Reference(reference, range) => {
                let Some(figure) = facts.figure(&reference.figure) else { continue };
                let Some((message, help)) = missing_part(figure, reference) else {
                    continue;
                };
                (range, message, help)
            }
            Segment::Broken(why, range) => {
                let (message, help) = broken(why);
                (range, message.to_owned(), help)
            }
        };
        report.at(prose.part(range.clone()), message).help(help);
    }
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
    let direction = figure.change.as_ref().map(strata_model::Change::direction);
    match (reference.part, direction) {
        (Printed::Value, _) if !has_level && figure.change.is_some() => {
            let message = format!("figure `{id}` has no value to print");
            Some((message, format!("write `{{{id}.change}}`")))
        }
        (Printed::Value, _) if !has_level => lacks("value"),
        (Printed::Change | Printed::Rise | Printed::Fall, None) => lacks("change"),
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
        let help = if let Some(written) =
            cure_period(&label).filter(|meant| meant.text != label)
        {
            change = Some((written.safety, write(&written.text)));
            format!("write `{}`", written.text)
        } else if let Some(meant) = facts.closest(&label, declared) {
            change = Some((Safety::Unsafe, write(meant)));
            format!("did you mean `{meant}`?")
        } else if facts.calendar.calendar_year {
            format!("declare it: `periods: {{{label}: 2025-07-01/2025-09-30}}`")
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
    fn a_period_needs_dates() {
        let brief = "subject: {name: Example plc}\nperiod: Q3 2025\n";
        assert_eq!(messages(brief, "L002"), ["the period `Q3 2025` has no dates"]);
        let declared = format!("{brief}periods: {{Q3 2025: 2025-04-28/2025-07-27}}\n");
        assert!(messages(&declared, "L002").is_empty());
    }
}
