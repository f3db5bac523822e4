use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::known::Kin;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("percent_in_prose.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for literal in facts.literals() {
        let (Kin::Mixed(mention), Some(prose)) =
            (&literal.kin, facts.prose.get(literal.prose))
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
        let named = !report.is_full()
            && facts.names().is_named(mention.id, prose.text, &literal.spelled.bytes);
        let write =
            named.then(|| Change::Write(Place::from(place.clone()), part.clone()));
        report
            .at(place, message)
            .help(format!("write `{part}`"))
            .related(figures.key(mention.id.as_str()).key("change"), "the change")
            .fix(Safety::Unsafe, write);
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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
