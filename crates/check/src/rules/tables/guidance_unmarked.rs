use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::guidance;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("guidance_unmarked.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (table, path) in guidance(facts) {
        for (at, id) in table.show.iter().enumerate() {
            let Some(figure) = facts.figure(id) else { continue };
            if figure.guidance.is_none() {
                report
                    .at(path.key("show").index(at), format!("`{id}` is no guidance"))
                    .help(format!(
                        "give `{id}` a `guidance: {{issued: DATE}}`, or show it elsewhere"
                    ));
            }
        }
    }
}
