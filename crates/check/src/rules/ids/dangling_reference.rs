mod blocks;
mod braces;
mod periods;

use std::ops::Range;

use strata_model::calc::{Lack, meant};
use strata_model::{
    BrokenReference, ComparisonName, Figure, IdKind, Part as Printed,
    Reference as InText, Segment,
};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;
use strata_syntax::suggest::certainty;

use crate::diagnostic::Reporter;
use crate::facts::evidence::cited;
use crate::facts::printed::{self, Kind};
use crate::facts::{ArenaPath, Facts, Passage, Reference};
use crate::rule::Rule;
use braces::{InBraces, broken, in_braces, part_named};

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
    let texts = facts.prose.iter().enumerate();
    texts.for_each(|(at, prose)| in_prose(facts, at, prose, report));
    grounds(facts, report);
    blocks::in_strips(facts, report);
    blocks::in_tables(facts, report);
    periods::undated(facts, report);
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
    let mut texts = facts.prose.iter().enumerate();
    let prose = texts.find(|(_, prose)| prose.path.path() == path);
    let figure = facts.figures().find(|(id, ..)| id.as_str() == meant);
    let Some(((at, prose), (id, ..))) = prose.zip(figure) else { return true };
    let bytes = prose.segments.iter().find_map(|segment| match segment {
        Segment::Reference(_, bytes) if prose.part(bytes.clone()).1 == *within => {
            Some(bytes)
        }
        _ => None,
    });
    bytes.is_some_and(|bytes| facts.names().is_named(facts, id, (at, bytes)))
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

fn in_prose<'b>(
    facts: &Facts<'b>,
    at: usize,
    prose: &Passage<'b>,
    report: &mut Reporter<'_>,
) {
    let mut outcomes = facts.outcomes(at).iter();
    for segment in &prose.segments {
        match segment {
            Segment::Words(_) => {}
            Segment::Computed(..) => {
                outcomes.next();
            }
            Segment::Reference(reference, range) => {
                let Some(Err(lack)) = outcomes.next() else { continue };
                // Behind the brace.
                let place = |part: Range<usize>| {
                    let start = range.start + 1;
                    prose.part(start + part.start..start + part.end)
                };
                let at = prose.part(range.clone());
                lacking(facts, (reference, lack), at, place, report);
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
    (reference, lack): (&InText, &Lack),
    at: (ArenaPath<'b>, Part),
    place: impl Fn(Range<usize>) -> (ArenaPath<'b>, Part),
    report: &mut Reporter<'_>,
) {
    if printed::kind(lack) != Some(Kind::Missing) {
        return;
    }
    let Some(figure) = facts.figure(&reference.figure) else { return };
    let Some((message, help)) = printed::missing(facts, reference, lack) else {
        return;
    };
    let closest = match lack {
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
                    let lack = meant(facts.brief, &reference).err();
                    let lack = lack.filter(|it| *it != Lack::Unstated);
                    let Some(lack) = lack else { continue };
                    let at = (place, Part::Value);
                    let within = |range| (place, Part::Within(range));
                    lacking(facts, (&reference, &lack), at, within, report);
                }
            }
        }
    }
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
