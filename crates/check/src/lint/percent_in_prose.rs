//! L070: percent for points, or points for percent, in prose.

use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Path;

use super::Lint;
use super::index::Index;
use super::known::Kin;
use crate::diagnostic::{Finding, SHOWN};
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L070",
    name: "percent-in-prose",
    severity: Severity::Error,
    why: "A margin that goes from 38% to 34.6% fell by 3.4 points, or by 9 percent. Where a \
          text gives the digits of a change with the other of the two, it says something \
          else than the figure.",
    bad: "figures:\n  margin: {label: Gross margin, value: 34.6%, change: -3.4 pp yoy, \
          period: FY 2024}\nverdict:\n  text: [The margin fell 3.4 percent.]",
    good: "figures:\n  margin: {label: Gross margin, value: 34.6%, change: -3.4 pp yoy, \
           period: FY 2024}\nverdict:\n  text: ['The margin fell {margin.fall}.']",
    fix: "Write the reference: it prints the unit as well.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for literal in index.literals() {
        let (Kin::Mixed(mention), Some(prose)) =
            (&literal.kin, index.prose.get(literal.prose))
        else {
            continue;
        };
        let bytes = literal.spelled.bytes.clone();
        let typed = prose.text.get(bytes.clone()).unwrap_or("");
        let (part, place) = (mention.reference(), prose.part(bytes));
        let figures = Path::root().key("figures");
        let message = format!(
            "`{typed}`, but the change of figure `{}` is `{}`",
            mention.id, mention.quantity
        );
        let named = found.len() < SHOWN
            && index.names().is_named(mention.id, prose.text, &literal.spelled.bytes);
        let write =
            named.then(|| Change::Write(Place::from(place.clone()), part.clone()));
        found.push(
            Finding::new(&RULE, place, message)
                .help(format!("write `{part}`"))
                .related(figures.key(mention.id.as_str()).key("change"), "the change")
                .fix(Safety::Unsafe, write),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn only_where_the_text_speaks_of_the_figure() {
        let said = |text: &str| {
            let brief = format!(
                "figures:\n  margin: {{label: 'Gross margin, adjusted', value: 34.6%, change: \
                 -3.4 pp yoy, period: FY 2024}}\n  sales: {{label: Sales, value: $5B, change: \
                 +13% yoy, period: FY 2024}}\nverdict: {{text: ['{text}']}}\n"
            );
            messages(&brief, "L070")
        };
        assert_eq!(
            said("The margin fell 3.4 percent."),
            ["`3.4 percent`, but the change of figure `margin` is `-3.4 pp`"]
        );
        assert_eq!(said("At {margin}, down 3.4%, it hurts.").len(), 1);
        assert_eq!(said("Margins fell by 3.4%.").len(), 1);
        assert_eq!(
            said("Sales are up 13 points."),
            ["`13 points`, but the change of figure `sales` is `+13%`"]
        );
        assert_eq!(said("Sales are up 13 percentage points.").len(), 1);
        assert_eq!(said("The margin fell 3.4 percentage points."), [""; 0]);
        assert_eq!(said("The margin fell 3.4 points."), [""; 0]);
        assert_eq!(said("Wages rose 3.4 percent."), [""; 0], "of something else");
        assert_eq!(said("The margin fell. Wages rose 3.4 percent."), [""; 0]);
        assert_eq!(said("Sales are up 13 percent."), [""; 0]);
        assert_eq!(said("The margin fell {margin.fall}."), [""; 0]);
    }
}
