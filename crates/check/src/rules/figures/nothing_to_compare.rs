use strata_model::Extent;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("nothing_to_compare.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let bare = |extent: &Extent| *extent == Extent::Unstated;
        if let Some(change) = figure.change.as_ref().filter(|it| bare(&it.extent))
            && figure.prior.is_none()
        {
            report
                .at(
                    path.key("change"),
                    format!("`{change}` of `{id}` has nothing beside it"),
                )
                .help("add what was expected as `prior`");
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            let path = path.key("comparisons").index(at);
            match (&one.prior, &one.with) {
                (None, None) if bare(&one.change.extent) => {
                    let message =
                        format!("`{}` of `{id}` has nothing beside it", one.change);
                    report.at(path.key("change"), message).help(
                        "add what was expected: as `prior`, or a figure of its own as `with`",
                    );
                }
                (Some(prior), Some(with)) => {
                    let message = format!("`{prior}` stands beside the figure `{with}`");
                    report
                        .at(path.key("prior"), message)
                        .help("keep one of the two: the figure has a value")
                        .related(path.key("with"), "the figure");
                }
                (None, Some(with)) if **with == *id => {
                    report
                        .at(path.key("with"), format!("`{id}` is compared with itself"))
                        .help("name the figure that it is compared with");
                }
                _ => {}
            }
        }
    }
}
