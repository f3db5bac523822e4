use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use strata_model::calc::{DERIVED_WIDER, Interval};
use strata_model::{Decimals, Figure, Quantity};
use strata_syntax::change::{Change, Place, Safety};

use crate::diagnostic::Reporter;
use crate::facts::derived::derived;
use crate::facts::{ArenaPath, Facts};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("excess_digits.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        if let Some(Decimals::Places(places)) = figure.decimals {
            let range = figure.range.as_ref();
            let ends = [
                (figure.value.as_ref(), path.key("value")),
                (range.map(|range| &range.low), path.key("range").key("low")),
                (range.map(|range| &range.high), path.key("range").key("high")),
            ];
            let beyond = ends.into_iter().find_map(|(value, at)| {
                value.filter(|value| is_beyond(value, places)).map(|value| (value, at))
            });
            if let Some((value, at)) = beyond {
                stated(value, places, at, path, report);
            }
        } else if figure.source.is_none() {
            computed(facts, figure, path, report);
        }
    }
}

/// Whether a value has digits other than zero to the right of a decimal place.
fn is_beyond(value: &Quantity, places: i8) -> bool {
    let amount = value.value();
    match u32::try_from(places) {
        Ok(places) => amount.normalize().scale() > places,
        Err(_) => 10_u64
            .checked_pow(i32::from(places).unsigned_abs())
            .and_then(|step| amount.checked_rem(Decimal::from(step)))
            .is_some_and(|rest| !rest.is_zero()),
    }
}

fn stated(
    value: &Quantity,
    places: i8,
    at: ArenaPath<'_>,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let message = format!("`{value}` has digits beyond its decimals, `{places}`");
    let raised = report.at(at, message).related(path.key("decimals"), "the decimals");
    match rounded(value, i32::from(places)) {
        Some(text) => raised
            .help(format!("write `{text}`, or correct `decimals`"))
            .fix(Safety::Unsafe, [Change::Write(Place::from(at), text)]),
        None => raised.help("round the value, or correct `decimals`"),
    };
}

/// A figure that only follows from others is known no better than they are.
fn computed(
    facts: &Facts<'_>,
    figure: &Figure,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let (Some(value), Some(derivation)) = (&figure.value, &figure.derivation) else {
        return;
    };
    let Some(open) = derived(facts, figure, value, derivation) else { return };
    if !is_finer(figure, value, open).unwrap_or(false) {
        return;
    }
    // Where no fewer digits can be written, there is nothing to be mended.
    let Some(text) = rounded(value, value.decimals() - 1) else { return };
    let message = format!(
        "`{value}` has more digits than `{derivation}` gives: {}",
        open.words(value)
    );
    let at = path.key("value");
    report
        .at(at, message)
        .help(format!("write `{text}`, or add the source that states it"))
        .related(path.key("derivation"), "what it follows from")
        .severity(Severity::Warning)
        .fix(Safety::Unsafe, [Change::Write(Place::from(at), text)]);
}

/// Whether the last digit of a value says more than what is left open, which it meets.
fn is_finer(figure: &Figure, value: &Quantity, open: Interval) -> Option<bool> {
    let own = Interval::of(value)?;
    let last = figure.qualifier().is_none().then(|| own.width())??;
    Some(
        open.width()? > last.checked_mul(Decimal::from(DERIVED_WIDER))?
            && own.meets(open),
    )
}

/// A quantity with its digits rounded to a decimal place, if its scale can write that.
fn rounded(value: &Quantity, places: i32) -> Option<String> {
    let behind = u32::try_from(places + i32::try_from(value.scale().exponent()).ok()?);
    let digits =
        value.digits().round_dp_with_strategy(behind.ok()?, MidpointAwayFromZero);
    let (old, text) = (value.written_digits(), value.to_string());
    let new: Quantity = text.replacen(&old, &digits.to_string(), 1).parse().ok()?;
    Some(new.to_string()).filter(|new| *new != text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::messages;

    #[test]
    fn rounding_keeps_the_manner() {
        let to = |text: &str, places| rounded(&text.parse().unwrap(), places);
        assert_eq!(to("$180.2B", -9).as_deref(), Some("$180B"));
        assert_eq!(to("$180.25B", -8).as_deref(), Some("$180.3B"));
        assert_eq!(to("-13.45%", 1).as_deref(), Some("-13.5%"));
        assert_eq!(to("$180B", -10), None);
    }

    #[test]
    fn a_derived_figure_has_the_digits_that_follow() {
        let said = |keys: &str| {
            let brief = format!(
                "sources: {{own: {{title: Own, tier: own}}}}\nfigures:\n  a: {{label: A, value: \
                 $11.4B, period: FY 2024}}\n  b: {{label: B, value: $17.4B, period: FY 2024}}\n  \
                 c: {{label: C, period: FY 2024, {keys}}}\n"
            );
            messages(&brief, "L024")
        };
        assert!(said("value: 66%, derivation: a / b").is_empty());
        assert!(said("value: $28.8B, derivation: a + b").is_empty());
        assert!(said("value: 65.5%, derivation: a / b, source: own").is_empty());
        assert!(said("value: ~65.5%, derivation: a / b").is_empty());
        assert_eq!(
            said("value: 65.5%, derivation: a / b"),
            ["`65.5%` has more digits than `a / b` gives: 65.04% to 65.99%"]
        );
        assert!(said("value: 82.5%, derivation: a / b").is_empty(), "wrong altogether");
    }

    #[test]
    fn the_ends_of_a_range_have_decimals_too() {
        let said = |ends: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, period: FY 2024, decimals: '-9', range: {{{ends}}}}}\n"
            );
            messages(&brief, "L024").len()
        };
        assert_eq!(said("low: $206B, high: $213B"), 0);
        assert_eq!(said("low: $206.5B, high: $213B"), 1);
        assert_eq!(said("low: $206B, high: $213.5B"), 1);
    }
}
