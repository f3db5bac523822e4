//! What the entries of `allow` take away, and what is wrong with those that allow nothing.

use strata_model::{Allowance, Id};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::judge::allowable;
use crate::registry::{closest_rule, rule};
use crate::rule::Rule;

/// What an entry allows: one rule in one place.
pub(super) struct Allowed {
    pub(super) rule: &'static Rule,
    pub(super) scope: Path,
    /// The number of the entry in the list.
    pub(super) number: usize,
    /// Whether there was anything to allow.
    pub(super) used: bool,
}

/// What the brief allows. An entry that allows nothing at all is a finding.
pub(super) fn entries(facts: &Facts<'_>, mut report: Reporter<'_>) -> Vec<Allowed> {
    let entries =
        facts.brief.allow.iter().enumerate().filter_map(|(number, allowance)| {
            let path = Path::root().key("allow").index(number);
            let rule = named(allowance, &path, &mut report)?;
            let scope = scope(facts, allowance, &path, &mut report)?;
            Some(Allowed { rule, scope, number, used: false })
        });
    entries.collect()
}

/// An entry for which there was nothing to allow.
pub(super) fn idle(facts: &Facts<'_>, number: usize, report: &mut Reporter<'_>) {
    let Some(allowance) = facts.brief.allow.get(number) else { return };
    let path = Path::root().key("allow").index(number);
    let message =
        format!("nothing at `{}` breaks the rule `{}`", allowance.at, allowance.rule);
    report
        .at(path.clone(), message)
        .help("remove the entry")
        .fix(Safety::Safe, [Change::Remove(path)]);
}

/// The rule an entry is about, if it can be allowed.
fn named(
    allowance: &Allowance,
    path: &Path,
    report: &mut Reporter<'_>,
) -> Option<&'static Rule> {
    let (word, at) = (allowance.rule.as_str(), path.key("rule"));
    match rule(word) {
        Some(rule) if allowable().any(|one| one == rule) => return Some(rule),
        Some(_) => {
            report
                .at(at, format!("the rule `{word}` cannot be allowed"))
                .help("remove the entry, and mend what it was to allow");
        }
        None => {
            let raised = report.at(at.clone(), format!("there is no rule `{word}`"));
            let meant = closest_rule(word);
            match meant.filter(|meant| allowable().any(|one| one == *meant)) {
                Some(meant) => raised
                    .help(format!("did you mean `{}`?", meant.name))
                    .fix(Safety::Unsafe, [write(at, meant.name)]),
                None => raised.help("name a lint by its code or its name"),
            };
        }
    }
    None
}

/// The place an entry is about, if there is such a place.
fn scope(
    facts: &Facts<'_>,
    allowance: &Allowance,
    path: &Path,
    report: &mut Reporter<'_>,
) -> Option<Path> {
    let at = allowance.at.as_str();
    let known = facts.thing(at).map(|thing| thing.path.path());
    if let Some(scope) = known.or_else(|| Path::parse(at)) {
        return Some(scope);
    }
    let meant = facts.closest(at, facts.things.iter().map(|thing| thing.id));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if at.parse::<Id>().is_ok() => "correct the id".to_owned(),
        None => "write an id, or a pointer such as `/figures/capex`".to_owned(),
    };
    report
        .at(path.key("at"), format!("there is nothing with the id `{at}`"))
        .help(help)
        .fix(Safety::Unsafe, meant.map(|meant| write(path.key("at"), meant)));
    None
}

fn write(path: Path, text: &str) -> Change {
    Change::Write(Place::from(path), text.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::sample::{messages, proposals};

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
        let offered = |word: &str| {
            proposals(&brief(&format!("rule: {word}, at: a")), "L004").into_iter().next()
        };
        assert_eq!(offered("L999"), None, "one code resembles every other");
        assert_eq!(offered("disagrement"), None, "nor may that be allowed");
        assert_eq!(offered("L30").as_deref(), Some("period-missing"));
        assert_eq!(offered("period-mising").as_deref(), Some("period-missing"));
        assert_eq!(said("rule: L030, at: c"), ["there is nothing with the id `c`"]);
        assert_eq!(said("rule: L001, at: a"), ["nothing at `a` breaks the rule `L001`"]);
    }
}
