use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::because::stray;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("because_threshold.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if facts.readings.iter().all(|(reading, _)| reading.breaks_if.is_empty()) {
        return;
    }
    for literal in facts.literals() {
        let Some(found) = stray(facts, literal) else { continue };
        let Some(prose) = facts.prose.get(literal.prose) else { continue };
        let typed = prose.text.get(literal.spelled.bytes.clone()).unwrap_or("");
        let threshold = &found.tripwire.threshold;
        report
            .at(
                prose.part(literal.spelled.bytes.clone()),
                format!(
                    "the reason speaks of `{typed}`, and the threshold is `{threshold}`"
                ),
            )
            .help(
                "correct the threshold or the reason; if it is another number, say whose",
            )
            .related(found.path.key("threshold"), "the threshold");
    }
}
