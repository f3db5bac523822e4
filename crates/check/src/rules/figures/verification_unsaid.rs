use strata_model::Verification;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("verification_unsaid.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        if figure.verification == Some(Verification::Differs) && figure.note.is_none() {
            report
                .at(
                    (path.key("verification"), Part::Value),
                    format!("the source of `{id}` says something else, and no `note` says what"),
                )
                .help("say in its `note` what the source says, or correct the figure");
        }
    }
}
