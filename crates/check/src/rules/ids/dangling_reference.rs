use std::collections::BTreeMap;
use std::ops::Range;

use strata_model::calc::table::Entry;
use strata_model::calc::{Lack, meant};
use strata_model::{
    Block, BrokenReference, ComparisonName, Figure, Id, IdKind, Measure, Part as Printed,
    Period, Quantity, Reference as InText, Segment,
};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;
use strata_syntax::suggest::{certainty, closest};

use crate::diagnostic::Reporter;
use crate::facts::evidence::cited;
use crate::facts::printed::{self, Kind};
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
    grounds(facts, report);
    in_strips(facts, report);
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

fn in_prose<'b>(facts: &Facts<'b>, prose: &Passage<'b>, report: &mut Reporter<'_>) {
    for segment in &prose.segments {
        match segment {
            Segment::Words(_) | Segment::Computed(..) => {}
            Segment::Reference(reference, range) => {
                // Behind the brace.
                let place = |part: Range<usize>| {
                    let start = range.start + 1;
                    prose.part(start + part.start..start + part.end)
                };
                let at = prose.part(range.clone());
                lacking(facts, reference, at, place, report);
            }
            Segment::Broken(why, range) => {
                let (message, help) = broken(why);
                let inner = prose.text.get(range.start + 1..range.end.saturating_sub(1));
                let inner = inner.filter(|_| *why != BrokenReference::Unbalanced);
                let place = prose.part(range.clone());
                match inner.and_then(|it| in_braces(facts, it)) {
                    Some(InBraces { message: other, help, meant }) => {
                        let change = meant.map(|(meant, safety)| {
                            let text = format!("{{{meant}}}");
                            (safety, Change::Write(place.clone().into(), text))
                        });
                        let raised =
                            report.at(place, other.unwrap_or(message)).help(help);
                        if let Some((safety, change)) = change {
                            raised.fix(safety, [change]);
                        }
                    }
                    None => {
                        report.at(place, message).help(help);
                    }
                }
            }
        }
    }
}

/// What a reference asks for that is not there. A name that is a slip of the fingers is
/// offered to be mended: `place` is where a part of the reference stands.
fn lacking<'b>(
    facts: &Facts<'b>,
    reference: &InText,
    at: (ArenaPath<'b>, Part),
    place: impl Fn(Range<usize>) -> (ArenaPath<'b>, Part),
    report: &mut Reporter<'_>,
) {
    let Err(lack) = meant(facts.brief, reference) else { return };
    if printed::kind(&lack) != Some(Kind::Missing) {
        return;
    }
    let Some(figure) = facts.figure(&reference.figure) else { return };
    let Some((message, help)) = printed::missing(facts, reference, &lack) else {
        return;
    };
    let closest = match &lack {
        Lack::Comparison(name) => closest_part(facts, figure, name.as_str()),
        _ => None,
    };
    // Only in a text does a reference stand in braces.
    let help = match &at.1 {
        Part::Value => help.replace("`{", "`").replace("}`", "`"),
        _ => help,
    };
    let raised = report.at(at, message);
    match (&reference.comparison, closest) {
        (Some(name), Some(meant)) => {
            let start = reference.figure.as_str().len() + 1;
            let name = name.as_str();
            let write = Place::from(place(start..start + name.len()));
            raised
                .help(format!("did you mean `{meant}`?"))
                .fix(certainty(name, meant), [Change::Write(write, meant.to_owned())])
        }
        _ => raised.help(help),
    };
}

/// The part or the comparison of a figure that was probably meant by another word.
fn closest_part<'b>(
    facts: &Facts<'b>,
    figure: &'b Figure,
    written: &str,
) -> Option<&'b str> {
    let names = figure.comparisons.iter().filter_map(|it| it.name.as_ref());
    let named = facts.closest(written, names.map(ComparisonName::as_str));
    named.or_else(|| part_named(written))
}

/// The aspects of what readings rest on.
fn grounds(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (reading, path) in &facts.readings {
        for cited in cited(reading, *path).filter(|cited| cited.ground.has_aspect()) {
            let (id, place) = (cited.ground.id(), cited.named);
            let Some(thing) = facts.thing(id.as_str()) else { continue };
            if thing.kind != IdKind::Figure {
                let message = format!(
                    "`{id}` is a {}, and only figures have parts",
                    thing.kind.word()
                );
                let change = Change::Write(Place::from(place), id.to_string());
                report
                    .at(place, message)
                    .help(format!("write `{id}`"))
                    .fix(Safety::Unsafe, [change]);
                continue;
            }
            match cited.ground.reference() {
                Err(why) => {
                    let (message, help) = broken(&why);
                    report.at(place, message).help(help);
                }
                Ok(reference) => {
                    let words = matches!(
                        reference.part,
                        Printed::Period | Printed::Label | Printed::Short
                    );
                    if words {
                        let message =
                            format!("a {} is nothing to rest on", reference.part);
                        report.at(place, message).help(format!("write `{id}`"));
                        continue;
                    }
                    // That a result beat what was expected is an aspect, with no size stated.
                    if meant(facts.brief, &reference) == Err(Lack::Unstated) {
                        continue;
                    }
                    let at = (place, Part::Value);
                    let within = |range| (place, Part::Within(range));
                    lacking(facts, &reference, at, within, report);
                }
            }
        }
    }
}

/// Figures that are shown with a comparison that they do not have.
fn in_strips(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let sections = facts.brief.sections.iter().enumerate();
    let blocks = sections.flat_map(|(at, section)| {
        let path = facts.root.key("sections").index(at).key("blocks");
        let blocks = section.blocks.iter().enumerate();
        blocks.map(move |(at, block)| (block, path.index(at).key("figures").key("show")))
    });
    for (block, list) in blocks {
        let Block::Figures(figures) = block else { continue };
        for (at, shown) in figures.show.iter().enumerate() {
            let (id, place) = (shown.id(), list.index(at));
            let figure = facts.figure(id);
            let (Some(figure), Some(name)) = (figure, shown.comparison()) else {
                continue;
            };
            let mut names = figure.comparisons.iter().filter_map(|it| it.name.as_ref());
            if names.clone().any(|it| it.as_str() == name) {
                continue;
            }
            let start = id.as_str().len() + 1;
            let own = Part::Within(start..start + name.len());
            let message = format!("figure `{id}` has no comparison `{name}`");
            let meant = facts.closest(name, names.clone().map(ComparisonName::as_str));
            let raised = report.at((place, own.clone()), message);
            match (meant, names.next()) {
                (Some(meant), _) => {
                    let write = Place::from((place, own));
                    raised.help(format!("did you mean `{meant}`?")).fix(
                        certainty(name, meant),
                        [Change::Write(write, meant.to_owned())],
                    )
                }
                (None, Some(one)) => raised
                    .help(format!("write `{id}`, or the name of one, such as `{one}`")),
                (None, None) => {
                    raised.help(format!("write `{id}`, or name the comparison with `as`"))
                }
            };
        }
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
    let (id, _) = figure(rest)?;
    let part = part_named(&last.to_ascii_lowercase())?;
    let reference: InText = format!("{id}.{part}").parse().ok()?;
    meant(facts.brief, &reference).is_ok().then(|| reference.to_string())
}

/// The part of a figure that a word names.
fn part_named(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 14] = [
        ("midpoint", "mid"),
        ("middle", "mid"),
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
    use crate::sample::{messages, proposals};

    #[test]
    fn prose_is_held_to_what_a_figure_has() {
        let brief = "figures:\n  sales: {label: Sales, value: $5B, change: -3% yoy, \
                     period: FY 2024}\nverdict:\n  text: ['{sals} {sales.rise} {sales.prior} \
                     {sales.vale} {sales.fall} {', 'in FY 2024: {sales}']\n";
        let expected = [
            "there is no figure `sals`",
            "figure `sales` did not rise",
            "figure `sales` has no prior to print",
            "figure `sales` has no part and no comparison `vale`",
            "a brace without its partner",
        ];
        assert_eq!(messages(brief, "L002"), expected);
    }

    const NAMED: &str = "figures:\n  outlook: {label: Outlook, range: {low: $4B, high: $6B}, \
        period: FY 2025}\n  sales: {label: Sales, value: $5B, change: -3% yoy, period: FY 2024, \
        comparisons: [{as: organic, change: +2% yoy, adjustment: organic}, {as: plan, change: vs \
        guidance, with: outlook}]}\n";

    #[test]
    fn comparisons_go_by_their_names() {
        let said = |text: &str| {
            let brief = format!("{NAMED}verdict: {{text: ['{text}']}}\n");
            (messages(&brief, "L002"), proposals(&brief, "L002"))
        };
        for (text, message, fix) in [
            (
                "{sales.orgnic}",
                "figure `sales` has no part and no comparison `orgnic`",
                Some("organic"),
            ),
            (
                "{sales.orgnic.rise}",
                "figure `sales` has no part and no comparison `orgnic`",
                Some("organic"),
            ),
            (
                "{sales.fal}",
                "figure `sales` has no part and no comparison `fal`",
                Some("fall"),
            ),
            (
                "{sales.organic.fall}",
                "comparison `organic` of `sales` did not fall",
                None,
            ),
            (
                "{sales.organic.prior}",
                "comparison `organic` of `sales` has no prior to print",
                None,
            ),
            (
                "{sales.organic.low}",
                "comparison `organic` of `sales` has no `low`: only a figure has one",
                None,
            ),
            (
                "{sales.plan}",
                "comparison `plan` of `sales` states no change, only what it is against",
                None,
            ),
            (
                "{sales.cagr since FY 2020}",
                "the history of `sales` has no `FY 2020`",
                None,
            ),
        ] {
            let fix: Vec<_> = fix.map(str::to_owned).into_iter().collect();
            assert_eq!(said(text), (vec![message.to_owned()], fix), "{text}");
        }
        for text in ["{sales.organic.rise}", "{sales.plan.prior}", "{sales.plan.label}"] {
            assert_eq!(said(text).0, [""; 0], "{text}");
        }
    }

    #[test]
    fn evidence_has_the_aspect_that_is_named() {
        let said = |ground: &str| {
            let brief = format!(
                "{NAMED}sources:\n  talk: {{title: Talk, tier: issuer}}\nthesis: [{{id: main, \
                 kind: observation, text: It grew., rests-on: [{ground}]}}]\n"
            );
            messages(&brief, "L002")
        };
        for ground in
            ["sales", "sales.fall", "sales.organic", "sales.plan.prior", "outlook.mid"]
        {
            assert_eq!(said(ground), [""; 0], "{ground}");
        }
        for (ground, message) in [
            ("sales.prior", "figure `sales` has no prior to print"),
            ("sales.orgnic", "figure `sales` has no part and no comparison `orgnic`"),
            ("sales.organic.value", "figures have no such part"),
            ("sales.label", "a label is nothing to rest on"),
            ("talk.change", "`talk` is a source, and only figures have parts"),
            ("sals.change", "nothing has the id `sals`"),
        ] {
            assert_eq!(said(ground), [message], "{ground}");
        }
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
