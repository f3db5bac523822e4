//! L010: a figure of which nobody can tell where it comes from.

use strata_model::{Allowance, Figure};
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity, rule};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L010",
    name: "figure-without-source",
    severity: Severity::Warning,
    why: "A figure is worth as much as its source. One that has none, and is not derived \
          from others either, cannot be checked by anybody.",
    bad: "figures:\n  sales: {label: Sales, value: $5B, period: FY 2024}",
    good: "sources:\n  release: {title: Results, tier: issuer}\nfigures:\n  \
           sales: {label: Sales, value: $5B, period: FY 2024, source: release}",
    fix: "Add the `source`, with a `locator` if it is long. An estimate of your own has a \
          source of the tier `own`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let bare = |figure: &Figure| figure.source.is_none() && figure.derivation.is_none();
    let without: Vec<_> = index.figures().filter(|(_, figure, _)| bare(figure)).collect();
    let accepted = |one: &Allowance| rule(one.rule.as_str()) == Some(&RULE);
    let accepted = index.brief.allow.iter().any(accepted);
    // Where there is no source at all, that is one thing to do, not one for each figure.
    if index.brief.sources.is_empty() && without.len() > 1 && !accepted {
        let message = format!("none of {} figures has a source", without.len());
        let place = (Path::root().key("figures"), Part::Key);
        found.push(Finding::new(&RULE, place, message).help(
            "add the documents they are from under `sources`, and name them with `source`",
        ));
        return;
    }
    for (id, _, path) in without {
        let message = format!("figure `{id}` has neither a source nor a derivation");
        let help = match index.brief.sources.keys().next() {
            Some(source) => format!("add its source, for example `source: {source}`"),
            None => {
                "add its source under `sources`, and name it with `source`".to_owned()
            }
        };
        found.push(Finding::new(&RULE, (path, Part::Key), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn no_source_at_all_is_one_thing_to_do() {
        let figures = "figures:\n  a: {label: A, value: 5%, period: FY 2024}\n  b: {label: B, \
                       value: 6%, period: FY 2024}\n";
        assert_eq!(messages(figures, "L010"), ["none of 2 figures has a source"]);
        let sources = format!("sources: {{own: {{title: Own, tier: own}}}}\n{figures}");
        assert_eq!(messages(&sources, "L010").len(), 2);
    }
}
