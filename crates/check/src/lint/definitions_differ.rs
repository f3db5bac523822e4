//! L037: two figures compared that do not measure one thing.

use strata_model::{Adjustment, Derivation, Figure, Id};

use super::Lint;
use super::index::Index;
use crate::diagnostic::{Finding, Place};
use crate::path::{Part, Path};
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L037",
    name: "definitions-differ",
    severity: Severity::Error,
    why: "Growth from a measure to another one, or from GAAP to non-GAAP, is the growth of \
          nothing. Two figures compare only if definition, basis and adjustment are equal; \
          so does guidance with the guidance it replaces.",
    bad: "definitions: {net: Sales after returns., gross: Sales before returns.}\nfigures:\n  \
          now: {label: Sales, value: $6.0B, period: FY 2024, definition: net}\n  \
          then: {label: Sales before, value: $5.0B, period: FY 2023, definition: gross}\n  \
          rate: {label: Growth, value: 20%, period: FY 2024, \
          derivation: growth of now on then}",
    good: "definitions: {net: Sales after returns., gross: Sales before returns.}\nfigures:\n  \
           now: {label: Sales, value: $6.0B, period: FY 2024, definition: net}\n  \
           then: {label: Sales before, value: $5.0B, period: FY 2023, definition: net}\n  \
           rate: {label: Growth, value: 20%, period: FY 2024, \
           derivation: growth of now on then}",
    fix: "Compare figures of one definition, basis and adjustment, or correct what is said of \
          one of them.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut hold = |one: &Id, other: &Id, place: Place| {
        let (Some(a), Some(b)) = (index.figure(one), index.figure(other)) else { return };
        let Some(key) = difference(a, b) else { return };
        let at = |id: &Id| Path::root().key("figures").key(id.as_str()).key(key);
        let message = format!("`{one}` and `{other}` differ in their {key}");
        found.push(
            Finding::new(&RULE, place, message)
                .help(format!("compare figures of one {key}, or correct it"))
                .related(at(one), "of the one")
                .related(at(other), "of the other"),
        );
    };
    for (id, figure, path) in index.figures() {
        if let Some(Derivation::Growth(of, on)) = &figure.derivation {
            hold(of, on, path.key("derivation").into());
        }
        if let Some(earlier) = &figure.replaces {
            hold(id, earlier, (path.key("replaces"), Part::Value).into());
        }
    }
}

/// The key in which two figures differ though both state it.
fn difference(a: &Figure, b: &Figure) -> Option<&'static str> {
    let adjusted = |figure: &Figure| figure.adjustment.unwrap_or(Adjustment::Reported);
    if a.definition.is_some() && b.definition.is_some() && a.definition != b.definition {
        Some("definition")
    } else if a.basis.is_some() && b.basis.is_some() && a.basis != b.basis {
        Some("basis")
    } else if adjusted(a) != adjusted(b) {
        Some("adjustment")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn what_is_not_stated_does_not_differ() {
        let said = |now: &str, then: &str| {
            let brief = format!(
                "definitions: {{net: After., gross: Before.}}\nfigures:\n  now: {{label: A, \
                 value: $6B, period: FY 2024{now}}}\n  then: {{label: B, value: $5B, period: \
                 FY 2023{then}}}\n  rate: {{label: C, value: 20%, period: FY 2024, derivation: \
                 growth of now on then}}\n"
            );
            messages(&brief, "L037")
        };
        assert!(said("", "").is_empty());
        assert!(said(", definition: net", "").is_empty());
        assert!(said(", adjustment: reported", "").is_empty());
        assert!(said(", basis: gaap", ", basis: gaap").is_empty());
        assert_eq!(
            said(", basis: gaap", ", basis: non-gaap"),
            ["`now` and `then` differ in their basis"]
        );
        assert_eq!(said(", adjustment: organic", "").len(), 1);
        assert_eq!(said(", definition: net", ", definition: gross").len(), 1);
    }
}
