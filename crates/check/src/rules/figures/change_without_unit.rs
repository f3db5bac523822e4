use strata_model::calc::Interval;
use strata_model::{Change, Extent, Figure, Measure, Quantity};
use strata_syntax::change::{Change as Edit, Place, Safety};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts, derived};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("change_without_unit.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if let Some(change) = &figure.change {
            judge(figure, change, figure.prior.as_ref(), path, report);
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            let path = path.key("comparisons").index(at);
            judge(figure, &one.change, one.prior.as_ref(), path, report);
        }
    }
}

fn judge(
    figure: &Figure,
    change: &Change,
    prior: Option<&Quantity>,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let Extent::By(by) = &change.extent else { return };
    if by.unit().measure != Measure::Pure {
        return;
    }
    let range = figure.range.as_ref().map(|range| &range.low);
    let level = figure.value.as_ref().or(range).or(prior);
    let needs = match level {
        Some(level) => level.unit().measure != Measure::Pure,
        // Where nothing has a unit, a whole number may count things: a fraction cannot.
        None => by.digits().scale() > 0,
    };
    if !needs {
        return;
    }
    let fitting = forms(by, level);
    let follows = |text: &&String| {
        let by: Option<Quantity> = text.parse().ok();
        by.zip(prior).is_some_and(|(by, prior)| follows(&by, figure, prior))
    };
    let against = change.against;
    let decided: Vec<&String> = fitting.iter().filter(follows).collect();
    let named =
        if decided.is_empty() { fitting.iter().collect() } else { decided.clone() };
    let named: Vec<String> =
        named.iter().map(|one| format!("`{one} {against}`")).collect();
    let help = format!("write {}", strata_syntax::words::joined(&named, "or"));
    let fix = if let [one] = decided.as_slice() { Some(*one) } else { None };
    let at = path.key("change");
    let write = |text: &String| Edit::Write(Place::from(at), format!("{text} {against}"));
    report
        .at(at, format!("`{change}` has no unit"))
        .help(help)
        .fix(Safety::Safe, fix.map(write));
}

/// Whether a change follows from the value and the value before.
fn follows(by: &Quantity, figure: &Figure, prior: &Quantity) -> bool {
    let computed = || {
        let value = figure.value.as_ref().filter(|it| it.unit() == prior.unit())?;
        let (to, from) = (Interval::of_figure(figure)?, Interval::of(prior)?);
        derived::change(by, value, to, from)
    };
    computed().zip(Interval::of(by)).is_some_and(|(computed, by)| computed.meets(by))
}

/// The change in each unit that a change of this level can have.
fn forms(by: &Quantity, level: Option<&Quantity>) -> Vec<String> {
    let rate = by.scale().letter().is_none();
    let percent = rate.then(|| format!("{by}%"));
    let Some(level) = level else {
        return percent.into_iter().chain([format!("{by} pp")]).collect();
    };
    let forms = match level.unit().measure {
        Measure::Percent => vec![format!("{by} pp"), format!("{by} bp")],
        Measure::Multiple => percent.into_iter().collect(),
        _ => {
            let multiple = (rate && !by.is_negative())
                .then(|| format!("{by}x").trim_start_matches('+').to_owned());
            percent.into_iter().chain(amount(by, level)).chain(multiple).collect()
        }
    };
    forms.into_iter().filter(|text| text.parse::<Quantity>().is_ok()).collect()
}

/// The change as an amount of what is measured: `+23.1` of `€412.6M` is `+€23.1M`.
fn amount(by: &Quantity, level: &Quantity) -> Option<String> {
    let level = level.to_string();
    let level = level.trim_start_matches(['~', '+', '-']);
    let start = level.find(|found: char| found.is_ascii_digit())?;
    let (sign, rest) = level.split_at(start);
    let unit =
        rest.trim_start_matches(|it: char| it.is_ascii_digit() || ",.".contains(it));
    let scaled = by.scale().letter().is_some();
    let letter = unit.get(..1).filter(|it| !scaled && "KMBT".contains(it)).unwrap_or("");
    let unit = unit.trim_start_matches(['K', 'M', 'B', 'T', '+']);
    let by = by.to_string();
    let digits = by.find(|found: char| found.is_ascii_digit())?;
    let (direction, digits) = by.split_at(digits);
    let digits = digits.split('/').next()?;
    Some(format!("{direction}{sign}{digits}{letter}{unit}"))
}

#[cfg(test)]
mod tests {
    use crate::sample::findings;

    /// What the help says of a figure with these keys, and whether there is a fix.
    fn said(keys: &str) -> Vec<(String, bool)> {
        let brief = format!("figures:\n  a: {{label: A, period: FY 2024, {keys}}}\n");
        let found = findings(&brief, "L064");
        let said = |one: &crate::Finding| {
            (one.advice().unwrap_or_default().to_owned(), !one.changes().is_empty())
        };
        found.iter().map(said).collect()
    }

    #[test]
    fn value_and_prior_decide_the_unit() {
        for (keys, form) in [
            ("value: €412.6M, prior: €389.5M, change: +5.9 yoy", "+5.9% yoy"),
            ("value: €412.6M, prior: €389.5M, change: +23.1 yoy", "+€23.1M yoy"),
            ("value: €412.6M, prior: €389.5M, change: +23.1M yoy", "+€23.1M yoy"),
            ("value: $6.0B, prior: $2.0B, change: 3.0 vs prior", "3.0x vs prior"),
            ("value: 73.4%, prior: 74.6%, change: -1.2 yoy", "-1.2 pp yoy"),
            ("value: 73.4%, prior: 74.6%, change: -120 qoq", "-120 bp qoq"),
            ("value: 3.8 GW, prior: 3.2 GW, change: +0.6 yoy", "+0.6 GW yoy"),
            ("value: CHF 4.2B, prior: CHF 4.0B, change: +0.2 yoy", "+CHF 0.2B yoy"),
            ("value: $1.30/share, prior: $1.00/share, change: +30 yoy", "+30% yoy"),
            (
                "value: $1.30/share, prior: $1.00/share, change: +0.30/share yoy",
                "+$0.30/share yoy",
            ),
            ("value: 2.3x, prior: 2.1x, change: +9.5 yoy", "+9.5% yoy"),
            ("value: $5.0B, comparisons: [{change: +25 yoy, prior: $4.0B}]", "+25% yoy"),
        ] {
            assert_eq!(said(keys), [(format!("write `{form}`"), true)], "{keys}");
        }
    }

    #[test]
    fn where_nothing_decides_all_units_that_fit_are_named() {
        for (keys, help) in [
            (
                "value: $5.0B, change: +5.9 yoy",
                "write `+5.9% yoy`, `+$5.9B yoy` or `5.9x yoy`",
            ),
            ("value: 55%, change: -5 yoy", "write `-5 pp yoy` or `-5 bp yoy`"),
            (
                "value: $4.0B, prior: $2.0B, change: 2.0 vs prior",
                "write `$2.0B vs prior` or `2.0x vs prior`",
            ),
            ("change: +5.9 yoy", "write `+5.9% yoy` or `+5.9 pp yoy`"),
            (
                "range: {low: $5.0B, high: $6.0B}, change: -5 yoy",
                "write `-5% yoy` or `-$5B yoy`",
            ),
        ] {
            assert_eq!(said(keys), [(help.to_owned(), false)], "{keys}");
        }
    }

    #[test]
    fn bare_counts_and_units_that_are_there_are_no_finding() {
        for keys in [
            "value: \"318\", prior: \"317\", change: +1 yoy",
            "value: $5.0B, change: +25% yoy",
            "value: $5.0B, change: up yoy",
            "change: +12 yoy",
            "value: 73.4%, change: -1.2 pp yoy",
        ] {
            assert_eq!(said(keys), [], "{keys}");
        }
    }
}
