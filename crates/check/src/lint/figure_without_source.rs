//! L010: a figure of which nobody can tell where it comes from.

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::path::Part;
use crate::rule::{Rule, Severity};

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
    for (id, figure, path) in index.figures() {
        if figure.source.is_none() && figure.derivation.is_none() {
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
}
