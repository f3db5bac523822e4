use std::collections::BTreeMap;

use strata_model::{Reading, Relation};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::evidence::{Cited, cited};
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("evidence_twice.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (reading, path) in &facts.readings {
        let mut first: BTreeMap<_, Seen<'_>> = BTreeMap::new();
        for again in cited(reading, *path) {
            // Two aspects of one figure are two pieces of evidence.
            let ground = again.ground.to_string();
            let seen = first.entry(ground).or_default();
            if let Some(before) = seen.told_by(&again) {
                judge(reading, *path, before, &again, report);
                continue;
            }
            seen.add(again);
        }
    }
}

/// How one piece of evidence has been cited so far, once in each way.
#[derive(Default)]
struct Seen<'b>(Vec<Cited<'b>>);

impl<'b> Seen<'b> {
    /// The one that is cited once more, or else the one that is contradicted.
    fn told_by(&self, again: &Cited<'b>) -> Option<&Cited<'b>> {
        let same = self.0.iter().find(|it| it.relation == again.relation);
        same.or_else(|| self.0.iter().find(|it| is_unreasoned(it, again)))
    }

    fn add(&mut self, one: Cited<'b>) {
        self.0.push(one);
    }
}

fn attacks(one: &Cited<'_>) -> bool {
    matches!(one.relation, Relation::Undermines | Relation::Undercuts)
}

/// Whether two pieces of evidence speak for a claim and against it, and nothing says how: the
/// one against it has no reason of its own, or both have the same.
fn is_unreasoned<'b>(one: &Cited<'b>, other: &Cited<'b>) -> bool {
    let supports = |it: &Cited<'_>| it.relation == Relation::Supports;
    let against = if supports(one) && attacks(other) {
        other
    } else if attacks(one) && supports(other) {
        one
    } else {
        return false;
    };
    against.warrant.is_none() || one.warrant == other.warrant
}

fn judge<'b>(
    reading: &Reading,
    path: ArenaPath<'b>,
    before: &Cited<'b>,
    again: &Cited<'b>,
    report: &mut Reporter<'_>,
) {
    let (id, by) = (again.ground, &reading.id);
    let twice = before.relation == again.relation;
    let (message, help) = if twice {
        (format!("`{by}` cites `{id}` twice"), "remove one of the two")
    } else {
        let message = format!("`{by}` cites `{id}` for itself and against itself");
        let help = "keep one of the two, or say in the `warrant` of the one against it how it \
                    cuts both ways";
        (message, help)
    };
    let raised = report
        .at((again.named, Part::Value), message)
        .help(help)
        .related((before.named, Part::Value), "cited here first");
    // Which of two that contradict each other is wrong, nobody can tell.
    if twice && !(again.warrant.is_some() && before.warrant.is_some()) {
        // The long form says more.
        let less = if again.warrant.is_some() { before } else { again };
        raised.fix(Safety::Safe, [without(reading, path, less)]);
    }
}

/// Takes away a piece of evidence, with its list if that holds no other.
fn without<'b>(reading: &Reading, path: ArenaPath<'b>, cited: &Cited<'b>) -> Change {
    let lists = [
        ("rests-on", reading.rests_on.len()),
        ("against", reading.against.len()),
        ("evidence", reading.evidence.len()),
    ];
    let lists = lists.map(|(key, length)| (path.key(key), length));
    let alone =
        lists.iter().find(|(list, length)| *length == 1 && cited.entry.is_within(*list));
    Change::Remove(alone.map_or(cited.entry, |(list, _)| *list).path())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::messages;

    fn brief(evidence: &str) -> String {
        format!(
            "figures:\n  a: {{label: A, value: $5B, period: FY 2024}}\n  \
             b: {{label: B, value: $5B, period: FY 2024}}\n\
             thesis: [{{id: main, kind: judgment, text: It lasts., {evidence}}}]\n"
        )
    }

    fn said(evidence: &str) -> Vec<String> {
        messages(&brief(evidence), "L046")
    }

    #[test]
    fn in_one_list_in_two_and_in_the_long_form() {
        assert_eq!(said("rests-on: [a, b, a]"), ["`main` cites `a` twice"]);
        assert_eq!(said("rests-on: [a, a, a]").len(), 2);
        assert_eq!(
            said("rests-on: [a], against: [b, a]"),
            ["`main` cites `a` for itself and against itself"]
        );
        let long = |relation| {
            format!("rests-on: [a], evidence: [{{of: a, relation: {relation}}}]")
        };
        assert_eq!(said(&long("supports")).len(), 1);
        assert_eq!(said(&long("undercuts")).len(), 1);
        assert_eq!(said(&long("context")).len(), 0);
        assert_eq!(
            said("against: [a], evidence: [{of: a, relation: undercuts}]").len(),
            0
        );
        assert!(said("rests-on: [a], against: [b]").is_empty());
        assert!(said("rests-on: [a.unsigned], against: [a]").is_empty());
        assert_eq!(said("rests-on: [a.rounded, b, a.rounded]").len(), 1);
    }

    #[test]
    fn an_entry_goes_and_its_list_with_the_last() {
        let change = |evidence: &str| {
            let report = crate::sample::report(&brief(evidence));
            let mut all = report.findings().iter().map(crate::Located::finding);
            let finding = all.find(|one| one.rule() == &RULE).expect("a finding");
            match finding.changes() {
                [Change::Remove(path)] => Some((path.to_string(), finding.safety())),
                _ => None,
            }
        };
        let of = |path: &str, safety| Some((format!("/thesis/0/{path}"), safety));
        assert_eq!(change("rests-on: [a, a]"), of("rests-on/1", Safety::Safe));
        assert_eq!(change("rests-on: [a], against: [b, a]"), None, "either may be wrong");
        let long = "evidence: [{of: a, relation: supports, warrant: It pays.}]";
        let both = format!("rests-on: [b, a], {long}");
        assert_eq!(change(&both), of("rests-on/1", Safety::Safe));
        let alone = format!("rests-on: [a], {long}");
        assert_eq!(change(&alone), of("rests-on", Safety::Safe));
    }

    #[test]
    fn a_warrant_is_the_reason() {
        let long = "evidence: [{of: a, relation: undermines, warrant: It costs.}]";
        assert!(said(&format!("rests-on: [a], {long}")).is_empty());
        let same = "evidence: [{of: a, relation: supports, warrant: It pays.}]";
        assert_eq!(said(&format!("rests-on: [a], {same}")).len(), 1);
    }
}
