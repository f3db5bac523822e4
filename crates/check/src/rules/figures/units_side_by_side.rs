use strata_model::{Measure, Unit, UnitName};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::strips;
use crate::facts::unit::{unit_of, words};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("units_side_by_side.md"));

/// Units of the same thing, which a reader takes for one another.
const ALIKE: [&[&str]; 7] = [
    &["TEU", "FFE", "FEU"],
    &["ASK", "ASM"],
    &["RPK", "RPM"],
    &["km", "mi", "nmi"],
    &["m²", "sq-ft"],
    &["L", "gal"],
    &["share", "ADS"],
];

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (figures, path) in strips(facts) {
        let list = path.key("show");
        let mut before: Vec<(&Unit, usize)> = Vec::new();
        for (at, shown) in figures.show.iter().enumerate() {
            let Some(unit) = facts.figure(shown.id()).and_then(unit_of) else { continue };
            let known = before.iter().any(|(other, _)| *other == unit);
            if let Some((other, first)) =
                before.iter().find(|(other, _)| alike(unit, other))
            {
                report
                    .at(
                        list.index(at),
                        format!("{} stand beside {}", words(unit), words(other)),
                    )
                    .help("give both in one unit, or show them apart")
                    .related(list.index(*first), "the other unit");
                break;
            }
            before.extend((!known).then_some((unit, at)));
        }
    }
}

/// Whether two units differ, and only in a way that is easily overlooked.
fn alike(one: &Unit, other: &Unit) -> bool {
    let (a, b) = (named(&one.measure), named(&other.measure));
    let per = [one, other].map(|unit| unit.per.as_ref().map(UnitName::as_str));
    match per {
        [None, None] => a.zip(b).is_some_and(|(a, b)| is_pair(a, b)),
        [Some(x), Some(y)] => one.measure == other.measure && is_pair(x, y),
        _ => false,
    }
}

fn named(measure: &Measure) -> Option<&str> {
    match measure {
        Measure::Named(name) => Some(name.as_str()),
        _ => None,
    }
}

fn is_pair(one: &str, other: &str) -> bool {
    one != other
        && ALIKE.iter().any(|units| units.contains(&one) && units.contains(&other))
}
