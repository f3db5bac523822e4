use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("duplicate_id.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for thing in &facts.things {
        let Some(first) = facts.thing(thing.id) else { continue };
        if std::ptr::eq(first, thing) {
            continue;
        }
        let message =
            format!("the id `{}` is already taken by a {}", thing.id, first.kind.word());
        report
            .at(thing.named.clone(), message)
            .help(format!("give this {} another id", thing.kind.word()))
            .related(first.named.clone(), "first here");
    }
}
