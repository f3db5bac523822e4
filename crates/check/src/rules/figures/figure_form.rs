use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("figure_form.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let forms = [
            ("value", figure.value.is_some()),
            ("range", figure.range.is_some()),
            ("magnitude", figure.magnitude.is_some()),
            ("shift", figure.shift.is_some()),
        ];
        let mut present = forms.iter().filter(|(_, is)| *is).map(|(key, _)| *key);
        match (present.next(), present.next()) {
            (Some(first), Some(second)) => {
                let message = format!("figure `{id}` has a `{first}` and a `{second}`");
                report
                    .at((path.key(second), Part::Key), message)
                    .help("keep one of the two")
                    .related((path.key(first), Part::Key), "the other");
            }
            (None, _) if figure.change.is_none() => {
                let message = format!("figure `{id}` has no value");
                report.at((path, Part::Key), message).help(
                    "add one of `value`, `range`, `magnitude`, `shift`, or a `change`",
                );
            }
            _ => {}
        }
        if figure.tolerance.is_some() && figure.value.is_none() {
            let message = format!("figure `{id}` has a tolerance but no value");
            report
                .at((path.key("tolerance"), Part::Key), message)
                .help("add the `value`, or give the ends as a `range`");
        }
    }
}
