//! L024: digits that are written but not meant.

use rust_decimal::Decimal;
use strata_model::Decimals;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L024",
    name: "excess-digits",
    severity: Severity::Error,
    why: "`decimals` says to which place the digits of a figure hold. Digits beyond it would \
          be printed, and believed.",
    bad: "figures:\n  sales: {label: Sales, value: $180.2B, decimals: \"-9\", period: FY 2024}",
    good: "figures:\n  sales: {label: Sales, value: $180B, decimals: \"-9\", period: FY 2024}",
    fix: "Round the value to `decimals`, or correct `decimals`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        let (Some(value), Some(Decimals::Places(places))) =
            (&figure.value, figure.decimals)
        else {
            continue;
        };
        let amount = value.value();
        let beyond = match u32::try_from(places) {
            Ok(places) => amount.normalize().scale() > places,
            Err(_) => 10_u64
                .checked_pow(i32::from(places).unsigned_abs())
                .and_then(|step| amount.checked_rem(Decimal::from(step)))
                .is_some_and(|rest| !rest.is_zero()),
        };
        if beyond {
            let message = format!("`{value}` has digits beyond its decimals, `{places}`");
            found.push(
                Finding::new(&RULE, path.key("value"), message)
                    .help("round the value, or correct `decimals`")
                    .related(path.key("decimals"), "the decimals"),
            );
        }
    }
}
