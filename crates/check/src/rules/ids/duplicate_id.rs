use strata_model::IdKind;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("duplicate_id.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for thing in &facts.things {
        let Some(first) = facts.thing(thing.id) else { continue };
        let apart = first.kind != thing.kind && !thing.kind.is_evidence();
        if std::ptr::eq(first, thing) || apart {
            continue;
        }
        let message =
            format!("the id `{}` is already taken by a {}", thing.id, first.kind.word());
        let mut open = facts
            .references
            .iter()
            .filter(|reference| reference.wants.is_none() && reference.id == thing.id);
        let help = match thing.kind {
            IdKind::Section | IdKind::Block | IdKind::Item => {
                format!(
                    "give this {0} another id, or none if nothing refers to it",
                    thing.kind.word()
                )
            }
            _ => format!("give this {} another id", thing.kind.word()),
        };
        let raised = report
            .at(thing.named.clone(), message)
            .help(help)
            .related(first.named.clone(), "first here");
        if let Some(reference) = open.next().filter(|_| first.kind != thing.kind) {
            raised.related(reference.place.clone(), "this may mean either");
        }
    }
}
