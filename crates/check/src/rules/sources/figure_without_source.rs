use strata_model::{Allowance, Figure};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("figure_without_source.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    // Of an estimate of the author's own, the author is the source.
    let bare = |figure: &Figure| {
        figure.source.is_none()
            && figure.derivation.is_none()
            && !figure.is_own_estimate()
    };
    let without: Vec<_> = facts.figures().filter(|(_, figure, _)| bare(figure)).collect();
    let accepted = |one: &Allowance| report.rule().is_called(one.rule.as_str());
    let accepted = facts.brief.allow.iter().any(accepted);
    // Where there is no source at all, that is one thing to do, not one for each figure.
    if facts.brief.sources.is_empty() && without.len() > 1 && !accepted {
        let message = format!("none of {} figures has a source", without.len());
        let place = (Path::root().key("figures"), Part::Key);
        report.at(place, message).help(
            "add the documents they are from under `sources`, and name them with `source`",
        );
        return;
    }
    for (id, _, path) in without {
        let message = format!("figure `{id}` has neither a source nor a derivation");
        let help = match facts.brief.sources.keys().next() {
            Some(source) => format!("add its source, for example `source: {source}`"),
            None => {
                "add its source under `sources`, and name it with `source`".to_owned()
            }
        };
        report.at((path, Part::Key), message).help(help);
    }
}
