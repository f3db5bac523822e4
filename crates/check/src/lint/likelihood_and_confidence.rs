//! L041: one claim with a likelihood and a confidence.

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::path::Part;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L041",
    name: "likelihood-and-confidence",
    severity: Severity::Error,
    why: "Likelihood speaks of the event, confidence of the evidence. Side by side a reader \
          takes them for one scale (ICD 203 forbids it for that reason).",
    bad: "thesis:\n  - {id: main, kind: forecast, text: It will grow., likelihood: likely, \
          confidence: high}",
    good: "thesis:\n  - {id: main, kind: forecast, text: It will grow., likelihood: likely}",
    fix: "Keep the likelihood for a statement on the future, the confidence for a judgment \
          on what is.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (reading, path) in &index.readings {
        if reading.likelihood.is_some() && reading.confidence.is_some() {
            let message = format!("`{}` has a likelihood and a confidence", reading.id);
            found.push(
                Finding::new(&RULE, (path.key("confidence"), Part::Key), message)
                    .help("keep one: the likelihood of an event, or the confidence in evidence")
                    .related((path.key("likelihood"), Part::Key), "the likelihood"),
            );
        }
    }
}
