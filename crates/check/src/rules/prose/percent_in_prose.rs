use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::number_match::NumberMatch;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("percent_in_prose.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for literal in facts.literals() {
        let (NumberMatch::Mixed(mention), Some(prose)) =
            (&literal.matched, facts.prose.get(literal.prose))
        else {
            continue;
        };
        let bytes = literal.spelled.bytes.clone();
        let typed = prose.text.get(bytes.clone()).unwrap_or("");
        let (part, place) = (mention.reference(), prose.part(bytes.clone()));
        let figures = Path::root().key("figures");
        let message = format!(
            "`{typed}`, but the change of figure `{}` is `{}`",
            mention.id, mention.quantity
        );
        let named = !report.is_full()
            && facts.names().is_named(facts, mention.id, literal.place());
        let whole = prose.whole(bytes).filter(|_| named);
        let write = whole.map(|whole| Change::Write(whole, part.clone()));
        report
            .at(place, message)
            .help(format!("write `{part}`"))
            .related(figures.key(mention.id.as_str()).key("change"), "the change")
            .fix(Safety::Unsafe, write);
    }
}
