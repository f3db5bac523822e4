use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("guidance_order.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let Some((guidance, before)) =
            figure.guidance.as_ref().zip(figure.replaces.as_ref())
        else {
            continue;
        };
        let earlier = facts.figure(before).and_then(|before| before.guidance.as_ref());
        if let Some(earlier) = earlier.filter(|earlier| earlier.issued > guidance.issued)
        {
            let message = format!(
                "`{id}` replaces `{before}`, which was given later, on {}",
                earlier.issued
            );
            let place = facts.root.key("figures").key(before.as_str());
            report
                .at(path.key("guidance").key("issued"), message)
                .help("correct one of the two dates, or let the later one replace the earlier")
                .related(place.key("guidance").key("issued"), "the later date");
        }
    }
}
