use std::fmt::Arguments;

use strata_model::calc::Interval;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::derived::{derived, sum};
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("sum_mismatch.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let Some(total) = Interval::of_figure(figure) else { continue };
        let Some(written) =
            figure.value.as_ref().or(figure.range.as_ref().map(|r| &r.low))
        else {
            continue;
        };
        let mut hold = |computed: Option<Interval>,
                        place: (ArenaPath<'_>, Part),
                        what: Arguments<'_>| {
            let Some(computed) = computed.filter(|computed| !computed.meets(total))
            else {
                return;
            };
            let message = format!("{what} {}, not `{written}`", computed.words(written));
            report
                .at(place, message)
                .help(format!("correct `{id}` or one of its parts"))
                .related(path.key("value"), "the figure");
        };
        for (name, parts) in &figure.breakdowns {
            let place = (path.key("breakdowns").key(name.as_str()), Part::Key);
            hold(
                sum(facts, figure, &parts.parts),
                place,
                format_args!("the parts of `{name}` add up to"),
            );
        }
        if let Some(derivation) = &figure.derivation {
            let place = (path.key("derivation"), Part::Value);
            let computed = derived(facts, figure, written, derivation);
            hold(computed, place, format_args!("`{derivation}` is"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn breakdowns_add_up_within_their_digits() {
        let brief = |total: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $1.5B, period: FY 2024}}\n  b: {{label: B, \
                 value: $2.5B, period: FY 2024}}\n  all: {{label: All, value: {total}, \
                 period: FY 2024, breakdowns: {{by-half: [a, b]}}}}\n"
            )
        };
        assert!(messages(&brief("$4.1B"), "L022").is_empty());
        assert_eq!(
            messages(&brief("$5.0B"), "L022"),
            ["the parts of `by-half` add up to $3.9B to $4.1B, not `$5.0B`"]
        );
    }

    #[test]
    fn quotients_and_growth() {
        let brief = |rest: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $30.0B, period: FY 2024}}\n  b: {{label: B, \
                 value: $120.0B, period: FY 2024}}\n  c: {{label: C, period: FY 2024, {rest}}}\n"
            )
        };
        assert!(messages(&brief("value: 25%, derivation: a / b"), "L022").is_empty());
        assert_eq!(messages(&brief("value: 35%, derivation: a / b"), "L022").len(), 1);
        let growth = "value: 300%, derivation: growth of b on a";
        assert!(messages(&brief(growth), "L022").is_empty());
    }
    #[test]
    fn multiples_products_and_amounts_for_each() {
        let brief = |rest: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $30.0B, period: FY 2024}}\n  b: {{label: B, \
                 value: $60.0B, period: FY 2024}}\n  m: {{label: M, value: 10.0B shares, \
                 period: FY 2024}}\n  p: {{label: P, value: $3.00/share, period: FY 2024}}\n  \
                 s: {{label: S, value: 50%, period: FY 2024}}\n  c: {{label: C, period: FY \
                 2024, baseline: a, {rest}}}\n"
            )
        };
        for fits in [
            "value: 2x, derivation: b / a",
            "value: 2.0x, derivation: b / a",
            "value: $3.00/share, derivation: a / m",
            "value: $30B, derivation: p * m",
            "value: $30B, derivation: s * b",
            "value: 2x, prior: 1x, change: up yoy",
        ] {
            assert_eq!(messages(&brief(fits), "L022"), [""; 0], "{fits}");
        }
        for wrong in [
            "value: 3x, derivation: b / a",
            "value: 2.2x, derivation: b / a",
            "value: $3.50/share, derivation: a / m",
            "value: $40B, derivation: p * m",
            "value: $40B, derivation: s * b",
        ] {
            assert_eq!(messages(&brief(wrong), "L022").len(), 1, "{wrong}");
        }
    }
}
