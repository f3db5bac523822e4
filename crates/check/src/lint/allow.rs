//! L004: an entry of `allow` that allows nothing; and what the entries take away.

use strata_model::{Allowance, Id};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Path;

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity, closest_rule, rule};

/// No check of its own: it looks at what all others have found.
pub(super) const LINT: Lint = Lint { rule: &RULE, check: |_, _| {} };

const RULE: Rule = Rule {
    code: "L004",
    name: "unused-allowance",
    severity: Severity::Warning,
    why: "An entry of `allow` accepts one finding on purpose, with a reason. Once the \
          finding is gone the entry would silently accept the next one.",
    bad: "allow:\n  - {rule: period-missing, at: main, reason: the source states none}",
    good: "figures:\n  chips: {label: Chips, value: 500K, period: unstated}\nallow:\n  \
           - {rule: period-missing, at: chips, reason: the source states none}",
    fix: "Remove the entry, or correct its rule or its place. Only lints can be allowed, and \
          never this one.",
};

/// What an entry allows: one rule in one place.
pub(super) struct Allowed {
    pub(super) rule: &'static Rule,
    pub(super) scope: Path,
    /// The number of the entry in the list.
    pub(super) number: usize,
    /// Whether there was anything to allow.
    pub(super) used: bool,
}

/// What the brief allows, and what is wrong with the entries that allow nothing at all.
pub(super) fn entries(index: &Index<'_>) -> (Vec<Allowed>, Vec<Finding>) {
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    for (number, allowance) in index.brief.allow.iter().enumerate() {
        let path = Path::root().key("allow").index(number);
        match target(index, allowance, &path) {
            Ok((rule, scope)) => {
                entries.push(Allowed { rule, scope, number, used: false });
            }
            Err(finding) => wrong.push(*finding),
        }
    }
    (entries, wrong)
}

/// An entry for which there was nothing to allow.
pub(super) fn idle(index: &Index<'_>, number: usize) -> Option<Finding> {
    let allowance = index.brief.allow.get(number)?;
    let path = Path::root().key("allow").index(number);
    let message =
        format!("nothing at `{}` breaks the rule `{}`", allowance.at, allowance.rule);
    let finding = Finding::new(&RULE, path.clone(), message).help("remove the entry");
    Some(finding.fix(Safety::Safe, [Change::Remove(path)]))
}

/// The rule and the place an entry is about, or what is wrong with the entry.
fn target(
    index: &Index<'_>,
    allowance: &Allowance,
    path: &Path,
) -> Result<(&'static Rule, Path), Box<Finding>> {
    let word = allowance.rule.as_str();
    let Some(rule) = rule(word) else {
        let message = format!("there is no rule `{word}`");
        let finding = Finding::new(&RULE, path.key("rule"), message);
        return Err(Box::new(match closest_rule(word) {
            Some(meant) => finding
                .help(format!("did you mean `{}`?", meant.name))
                .fix(Safety::Unsafe, [write(path.key("rule"), meant.name)]),
            None => finding.help("name a lint by its code or its name"),
        }));
    };
    if !rule.code.starts_with('L') || rule == &RULE {
        let message = format!("the rule `{word}` cannot be allowed");
        let help = "remove the entry, and mend what it was to allow";
        return Err(Box::new(Finding::new(&RULE, path.key("rule"), message).help(help)));
    }
    let at = allowance.at.as_str();
    if let Some(thing) = index.thing(at) {
        return Ok((rule, thing.path.path()));
    }
    match Path::parse(at) {
        Some(scope) => Ok((rule, scope)),
        None => {
            let ids = index.things.iter().map(|thing| thing.id);
            let meant = index.closest(at, ids);
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if at.parse::<Id>().is_ok() => "correct the id".to_owned(),
                None => "write an id, or a pointer such as `/figures/capex`".to_owned(),
            };
            let message = format!("there is nothing with the id `{at}`");
            let change = meant.map(|meant| write(path.key("at"), meant));
            let finding = Finding::new(&RULE, path.key("at"), message);
            Err(Box::new(finding.help(help).fix(Safety::Unsafe, change)))
        }
    }
}

fn write(path: Path, text: &str) -> Change {
    Change::Write(Place::from(path), text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn an_entry_takes_away_one_kind_of_finding_in_one_place() {
        let brief = |entry: &str| {
            format!(
                "figures:\n  a: {{label: A, value: 5%}}\n  b: {{label: B, value: 5%}}\n\
                 allow: [{{{entry}, reason: so it is}}]\n"
            )
        };
        assert_eq!(messages(&brief("rule: L030, at: a"), "L030").len(), 1);
        assert_eq!(messages(&brief("rule: L030, at: /figures"), "L030").len(), 0);
        let said = |entry: &str| messages(&brief(entry), "L004");
        assert_eq!(said("rule: L099, at: a"), ["there is no rule `L099`"]);
        assert_eq!(said("rule: S001, at: a"), ["the rule `S001` cannot be allowed"]);
        assert_eq!(said("rule: L030, at: c"), ["there is nothing with the id `c`"]);
        assert_eq!(said("rule: L001, at: a"), ["nothing at `a` breaks the rule `L001`"]);
    }
}
