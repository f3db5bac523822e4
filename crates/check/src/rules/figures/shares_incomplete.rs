use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::unit::are_shares;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("shares_incomplete.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    for (id, figure, path) in facts.figures() {
        for (name, breakdown) in &figure.breakdowns {
            if !are_shares(facts, figure, &breakdown.parts) {
                continue;
            }
            let parts = breakdown.parts.iter().filter_map(|id| facts.figure(id));
            let mut known = parts.map(Interval::of_figure);
            let sum = known.try_fold(Interval::exactly(Decimal::ZERO), |sum, part| {
                sum.checked_add(part?)
            });
            let like = breakdown.parts.first().and_then(|id| facts.figure(id));
            let like = like.and_then(|figure| figure.value.as_ref());
            let (Some(sum), Some(like)) = (sum, like) else { continue };
            if !sum.meets(whole) {
                let message = format!(
                    "the shares of `{name}` add up to {}, not to 100% of `{id}`",
                    sum.words(like)
                );
                let place = (path.key("breakdowns").key(name.as_str()), Part::Key);
                report
                    .at(place, message)
                    .help("correct a share, or add the part that is missing");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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
