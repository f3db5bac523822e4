//! L060: shares of one whole that do not reach 100%.

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Figure, Measure, Ref};
use strata_syntax::path::Part;

use super::Lint;
use super::index::Index;
use super::unit_mismatch::unit_of;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L060",
    name: "shares-incomplete",
    severity: Severity::Error,
    why: "A breakdown is complete. Where its parts are shares of the figure, in percent, they \
          add up to 100%, within what the rounding of each of them leaves open.",
    bad: "figures:\n  sales: {label: Sales, value: $5.0B, period: FY 2024, \
          breakdowns: {region: [home, abroad]}}\n  \
          home: {label: At home, value: 62%, period: FY 2024}\n  \
          abroad: {label: Abroad, value: 36%, period: FY 2024}",
    good: "figures:\n  sales: {label: Sales, value: $5.0B, period: FY 2024, \
           breakdowns: {region: [home, abroad]}}\n  \
           home: {label: At home, value: 62%, period: FY 2024}\n  \
           abroad: {label: Abroad, value: 38%, period: FY 2024}",
    fix: "Correct the wrong share, or add the part that is missing.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    for (id, figure, path) in index.figures() {
        for (name, breakdown) in &figure.breakdowns {
            if !are_shares(index, figure, &breakdown.parts) {
                continue;
            }
            let parts = breakdown.parts.iter().filter_map(|id| index.figure(id));
            let mut known = parts.map(Interval::of_figure);
            let sum = known
                .try_fold(Interval::exactly(Decimal::ZERO), |sum, part| sum.add(part?));
            let like = breakdown.parts.first().and_then(|id| index.figure(id));
            let like = like.and_then(|figure| figure.value.as_ref());
            let (Some(sum), Some(like)) = (sum, like) else { continue };
            if !sum.meets(whole) {
                let message = format!(
                    "the shares of `{name}` add up to {}, not to 100% of `{id}`",
                    sum.words(like)
                );
                let place = (path.key("breakdowns").key(name.as_str()), Part::Key);
                found.push(
                    Finding::new(&RULE, place, message)
                        .help("correct a share, or add the part that is missing"),
                );
            }
        }
    }
}

/// Whether the parts of a figure are given in percent of it.
pub(super) fn are_shares(
    index: &Index<'_>,
    whole: &Figure,
    parts: &[Ref<Figure>],
) -> bool {
    let is_rate = |figure: &Figure| {
        unit_of(figure).is_some_and(|unit| unit.measure == Measure::Percent)
    };
    let is_share = |id: &Ref<Figure>| index.figure(id).is_some_and(is_rate);
    !is_rate(whole) && parts.iter().all(is_share)
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    fn said(whole: &str, shares: &[&str], code: &str) -> Vec<String> {
        let mut brief = String::from("figures:\n");
        let mut ids = Vec::new();
        for (at, share) in shares.iter().enumerate() {
            ids.push(format!("p{at}"));
            brief.push_str(&format!(
                "  p{at}: {{label: P, value: {share}, period: FY 2024}}\n"
            ));
        }
        let ids = ids.join(", ");
        brief.push_str(&format!(
            "  all: {{label: All, {whole}, period: FY 2024, breakdowns: {{part: [{ids}]}}}}\n"
        ));
        messages(&brief, code)
    }

    #[test]
    fn rounding_alone_never_fails() {
        let money = "value: $5.0B";
        for shares in [
            ["33%", "33%", "33%"].as_slice(),
            &["33.3%", "33.3%", "33.3%"],
            &["50%", "50%"],
            &["60.5%", "39.4%"],
            &["~60%", "39%"],
            &["60+%", "30%"],
        ] {
            assert_eq!(said(money, shares, "L060"), [""; 0], "{shares:?}");
        }
        assert_eq!(
            said(money, &["62%", "36%"], "L060"),
            ["the shares of `part` add up to 97.0% to 99.0%, not to 100% of `all`"]
        );
        assert_eq!(said(money, &["60.5%", "39.3%"], "L060").len(), 1);
        assert_eq!(said(money, &["60+%", "50%"], "L060").len(), 1);
    }

    #[test]
    fn shares_are_no_mistake_in_the_unit_and_rates_are_no_shares() {
        assert_eq!(said("value: $5.0B", &["62%", "38%"], "L023"), [""; 0]);
        assert_eq!(said("value: 96%", &["60%", "36%"], "L060"), [""; 0]);
        assert_eq!(said("value: $5.0B", &["62%", "$3.0B"], "L060"), [""; 0]);
    }
}
