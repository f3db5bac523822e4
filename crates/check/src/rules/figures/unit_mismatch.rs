use strata_model::calc::{Lack, computed};
use strata_model::{
    Block, Change, Derivation, Extent, Figure, Id, Measure, Quantity, Segment,
    TripwireMeasure, Unit,
};

use crate::diagnostic::Reporter;
use crate::facts::unit::{adds, are_shares, is_known, unit_of, words};
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unit_mismatch.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        inside(facts, figure, path, report);
        let mut hold = |part: &Id, place: ArenaPath<'_>| {
            let Some(other) = facts.figure(part) else { return };
            if let (Some(unit), Some(other)) = (unit_of(figure), unit_of(other))
                && !adds(unit, other)
                && is_read(facts, unit)
                && is_read(facts, other)
            {
                let (unit, other) = (words(unit), words(other));
                let message = format!("`{part}` is in {other}, `{id}` in {unit}");
                report.at(place, message).help("add up figures of one unit only");
            }
        };
        for (name, parts) in &figure.breakdowns {
            // Shares of the figure are held to 100% by another rule.
            if are_shares(facts, figure, &parts.parts) {
                continue;
            }
            let path = path.key("breakdowns").key(name.as_str());
            for (at, part) in parts.parts.iter().enumerate() {
                hold(part, path.index(at));
            }
        }
        match &figure.derivation {
            Some(sum @ Derivation::Sum(..)) => {
                sum.ids().for_each(|part| hold(part, path.key("derivation")));
            }
            Some(other) => {
                if let Some(message) = no_such_unit(facts, figure, other) {
                    report
                        .at(path.key("derivation"), message)
                        .help("derive it from others, or correct the unit");
                }
            }
            None => {}
        }
    }
    compared(facts, report);
    at_poles(facts, report);
    in_prose(facts, report);
    tripwires(facts, report);
}

/// Figures that are compared with figures in another unit.
fn compared(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        for (at, comparison) in figure.comparisons.iter().enumerate() {
            let Some(with) = &comparison.with else { continue };
            let other = facts.figure(with).and_then(unit_of);
            let (Some(unit), Some(other)) = (unit_of(figure), other) else { continue };
            if unit != other {
                let (unit, other) = (words(unit), words(other));
                let message = format!("`{with}` is in {other}, `{id}` in {unit}");
                let place = path.key("comparisons").index(at).key("with");
                report.at(place, message).help("compare figures of one unit only");
            }
        }
    }
}

/// Measures of a barbell, whose two bars have one scale.
fn at_poles(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (at, section) in facts.brief.sections.iter().enumerate() {
        let blocks = facts.root.key("sections").index(at).key("blocks");
        for (at, block) in section.blocks.iter().enumerate() {
            let Block::Barbell(barbell) = block else { continue };
            let path = blocks.index(at).key("barbell").key("measures");
            for (at, measure) in barbell.measures.iter().enumerate() {
                let [one, other] = &measure.figures;
                let units = [one, other].map(|id| facts.figure(id).and_then(unit_of));
                let [Some(unit), Some(with)] = units else { continue };
                if unit != with {
                    let (unit, with) = (words(unit), words(with));
                    let message = format!("`{other}` is in {with}, `{one}` in {unit}");
                    let place = path.index(at).key("figures").index(1);
                    report.at(place, message).help("measure both poles in one unit");
                }
            }
        }
    }
}

/// Values that texts compute from figures whose units do not go together.
fn in_prose(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for prose in &facts.prose {
        for segment in &prose.segments {
            let Segment::Computed(derivation, range) = segment else { continue };
            let (message, help) = match computed(facts.brief, derivation) {
                Err(Lack::Units(both)) => (
                    format!(
                        "`{derivation}`: `{}` is in {}, `{}` in {}",
                        both.0,
                        words(both.0.unit()),
                        both.1,
                        words(both.1.unit())
                    ),
                    "compute with figures of one unit only",
                ),
                Err(Lack::NoUnit(both)) => (
                    format!(
                        "`{derivation}`: no unit follows from {} and {}",
                        words(both.0.unit()),
                        words(both.1.unit())
                    ),
                    "make it a figure of its own, with its unit and this `derivation`",
                ),
                _ => continue,
            };
            report.at(prose.part(range.clone()), message).help(help);
        }
    }
}

/// Why a figure cannot be in its unit, if it is a product, a quotient or a growth.
fn no_such_unit(
    facts: &Facts<'_>,
    figure: &Figure,
    derivation: &Derivation,
) -> Option<String> {
    let of = |id: &Id| facts.figure(id).and_then(unit_of);
    let own = unit_of(figure)?;
    match derivation {
        Derivation::Sum(..) => None,
        Derivation::Growth(a, b) if of(a)? != of(b)? => {
            Some(format!("`{a}` is in {}, `{b}` in {}", words(of(a)?), words(of(b)?)))
        }
        Derivation::Growth(..) => (own.measure != Measure::Percent)
            .then(|| format!("growth is in percent, the figure in {}", words(own))),
        Derivation::Quotient(a, b) => {
            let (one, other) = (of(a)?, of(b)?);
            let ratio = [Measure::Percent, Measure::Multiple, Measure::Pure];
            let fits = ratio.contains(&own.measure) && own.per.is_none();
            (one == other && !fits).then(|| {
                format!(
                    "`{a}` and `{b}` are both in {}, which leaves no {}",
                    words(one),
                    words(own)
                )
            })
        }
        Derivation::Product(a, b) => {
            let money = |unit: &Unit| matches!(unit.measure, Measure::Money(_));
            (money(of(a)?) && money(of(b)?))
                .then(|| format!("`{a}` and `{b}` are both amounts of money"))
        }
    }
}

/// The quantities of one figure that must be in one unit.
fn inside<'b>(
    facts: &Facts<'_>,
    figure: &'b Figure,
    path: ArenaPath<'b>,
    report: &mut Reporter<'_>,
) {
    let Some(unit) = unit_of(figure).filter(|unit| is_read(facts, unit)) else { return };
    let mut hold = |other: &Quantity, place: ArenaPath<'_>| {
        if other.unit() != unit && is_read(facts, other.unit()) {
            let message = format!(
                "`{other}` is in {}, the figure in {}",
                words(other.unit()),
                words(unit)
            );
            report.at(place, message).help("write both in one unit");
        }
    };
    if let Some(range) = &figure.range {
        hold(&range.high, path.key("range").key("high"));
    }
    if let Some(prior) = &figure.prior {
        hold(prior, path.key("prior"));
    }
    if let Some(tolerance) = figure.tolerance.as_ref().filter(|by| !tolerates(unit, by)) {
        hold(tolerance, path.key("tolerance"));
    }
    if let Some(by) = figure.change.as_ref().and_then(amount) {
        hold(by, path.key("change"));
    }
    for (at, comparison) in figure.comparisons.iter().enumerate() {
        let path = path.key("comparisons").index(at);
        if let Some(prior) = &comparison.prior {
            hold(prior, path.key("prior"));
        }
        if let Some(by) = amount(&comparison.change) {
            hold(by, path.key("change"));
        }
    }
    // One wrong unit of the figure is not one mistake for every year of its history.
    let stray = figure.history.iter().find(|(_, value)| value.unit() != unit);
    if let Some((period, value)) = stray {
        hold(value, path.key("history").period(period));
    }
}

/// Whether a unit is one: another rule speaks of those that are none.
fn is_read(facts: &Facts<'_>, unit: &Unit) -> bool {
    unit.names().all(|name| is_known(facts, unit, name))
}

/// Whether a value may lie off by this: by a part of it, or by so much of the same.
fn tolerates(unit: &Unit, by: &Quantity) -> bool {
    let points = matches!(by.unit().measure, Measure::Points | Measure::BasisPoints);
    by.unit().measure == Measure::Percent
        || (points && unit.measure == Measure::Percent)
        || by.unit() == unit
}

/// A change that is stated as an amount of what changed, not as a rate.
fn amount(change: &Change) -> Option<&Quantity> {
    let Extent::By(by) = &change.extent else { return None };
    matches!(by.unit().measure, Measure::Money(_) | Measure::Named(_)).then_some(by)
}

/// A threshold in another unit than what it watches can never be reached.
fn tripwires(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (reading, path) in &facts.readings {
        for (at, tripwire) in reading.breaks_if.iter().enumerate() {
            let Some(figure) = facts.figure(&tripwire.figure) else { continue };
            let watched = match tripwire.measure {
                TripwireMeasure::Value => unit_of(figure),
                TripwireMeasure::Change => {
                    match figure.change.as_ref().map(|c| &c.extent) {
                        Some(Extent::By(by)) => Some(by.unit()),
                        _ => None,
                    }
                }
                TripwireMeasure::Rank => None,
            };
            let unit = tripwire.threshold.unit();
            let other = watched.filter(|watched| {
                *watched != unit && is_read(facts, watched) && is_read(facts, unit)
            });
            if let Some(watched) = other {
                let place = path.key("breaks-if").index(at).key("threshold");
                let message = format!(
                    "the threshold is in {}, what it watches in {}",
                    words(unit),
                    words(watched)
                );
                report.at(place, message).help("write the threshold in that unit");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn sums_and_thresholds() {
        let brief = "figures:\n  a: {label: A, value: 3.8 GW, period: FY 2024}\n  all: {label: \
                     All, value: $5B, period: FY 2024, breakdowns: {parts: [a]}}\nthesis:\n  - \
                     {id: main, kind: observation, text: It grew., breaks-if: [{figure: a, \
                     measure: value, is: below, threshold: 5%}]}\n";
        let expected = [
            "the threshold is in percent, what it watches in GW",
            "`a` is in GW, `all` in USD",
        ];
        let mut said = messages(brief, "L023");
        said.sort_by_key(|message| !message.starts_with("the"));
        assert_eq!(said, expected);
    }
    #[test]
    fn tolerances_and_changes_in_amounts() {
        let said = |keys: &str| {
            let brief = format!("figures:\n  a: {{label: A, period: FY 2024, {keys}}}\n");
            messages(&brief, "L023")
        };
        for keys in [
            "value: $65.0B, tolerance: 2%",
            "value: $65.0B, tolerance: $1.0B",
            "value: 74.8%, tolerance: 50 bp",
            "value: $5.0B, change: +25% yoy",
            "value: $5.0B, change: +$1.0B yoy",
            "value: 73.4%, change: -1.2 pp yoy",
            "value: $5.0B, change: 2x vs prior",
            "value: $5.0B, comparisons: [{change: $1.0B yoy, prior: $4.0B}]",
        ] {
            assert_eq!(said(keys), [""; 0], "{keys}");
        }
        for (keys, message) in [
            ("value: $65.0B, tolerance: €1.0B", "`€1.0B` is in EUR, the figure in USD"),
            (
                "value: $65.0B, tolerance: 50 bp",
                "`50 bp` is in basis points, the figure in USD",
            ),
            ("value: $5.0B, change: +€1.0B yoy", "`+€1.0B` is in EUR, the figure in USD"),
            ("value: 3.8 GW, change: $1.0B yoy", "`$1.0B` is in USD, the figure in GW"),
        ] {
            assert_eq!(said(keys), [message], "{keys}");
        }
    }

    #[test]
    fn texts_and_comparisons_are_held_to_units_as_well() {
        let said = |text: &str, with: &str| {
            let brief = format!(
                "units: {{chips: accelerators}}\nfigures:\n  a: {{label: A, value: $6.00B, \
                 period: FY 2024, comparisons: [{{change: vs guidance, with: {with}}}]}}\n  \
                 b: {{label: B, value: $3.00B, period: FY 2024}}\n  c: {{label: C, value: 300 \
                 chips, period: FY 2024}}\nverdict: {{text: ['{text}']}}\n"
            );
            messages(&brief, "L023")
        };
        for text in ["{= a + b}", "{= a / b}", "{= growth of a on b}"] {
            assert_eq!(said(text, "b"), [""; 0], "{text}");
        }
        let both = "`a + c`: `$6.00B` is in USD, `300 chips` in chips";
        assert_eq!(said("{= a + c}", "b"), [both]);
        let none = "`a / c`: no unit follows from USD and chips";
        assert_eq!(said("{= a / c}", "b"), [none]);
        assert_eq!(said("So.", "c"), ["`c` is in chips, `a` in USD"]);
    }

    #[test]
    fn products_quotients_and_growth_have_units_of_their_own() {
        let said = |keys: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $6.0B, period: FY 2024}}\n  b: {{label: B, \
                 value: $3.0B, period: FY 2023}}\n  m: {{label: M, value: 3.0B shares, period: \
                 FY 2024}}\n  c: {{label: C, period: FY 2024, {keys}}}\n"
            );
            messages(&brief, "L023")
        };
        for keys in [
            "value: 100%, derivation: growth of a on b",
            "value: 2x, derivation: a / b",
            "value: 200%, derivation: a / b",
            "value: $2.00/share, derivation: a / m",
        ] {
            assert_eq!(said(keys), [""; 0], "{keys}");
        }
        for (keys, message) in [
            ("value: 100%, derivation: growth of a on m", "`a` is in USD, `m` in shares"),
            (
                "value: $3.0B, derivation: growth of a on b",
                "growth is in percent, the figure in USD",
            ),
            (
                "value: $2.0B, derivation: a / b",
                "`a` and `b` are both in USD, which leaves no USD",
            ),
            ("value: $18B, derivation: a * b", "`a` and `b` are both amounts of money"),
        ] {
            assert_eq!(said(keys), [message], "{keys}");
        }
    }
}
