use strata_model::{Part, Qualifier, Quantity, Segment};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::bound::{self, key};
use crate::facts::printed::quantity;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("bound_in_prose.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for prose in &facts.prose {
        for segment in &prose.segments {
            let Segment::Reference(reference, range) = segment else { continue };
            let Some(figure) = facts.figure(&reference.figure) else { continue };
            let own = match reference.part {
                Part::Value => figure.qualifier(),
                part => quantity(figure, part).and_then(Quantity::qualifier),
            };
            let text = prose.text.get(..range.start).unwrap_or("");
            let (Some(own), Some(bound)) = (own, bound::before(text, facts.language()))
            else {
                continue;
            };
            let written = prose.text.get(range.clone()).unwrap_or("");
            let twice = bound.means.contains(&own);
            let message = if twice {
                format!("`{}` is printed by `{written}` itself", bound.word)
            } else {
                format!(
                    "`{}` stands before `{written}`, which is {}",
                    bound.word,
                    said(own)
                )
            };
            let at = Path::root().key("figures").key(reference.figure.as_str());
            let glyph = figure.qualifier.is_none() || reference.part != Part::Value;
            let at = at.key(if glyph { "value" } else { "qualifier" });
            // What prints `nearly` has `nearly` before it; `almost` is a word of its own.
            let same = bound.word.replace(' ', "-") == key(own);
            let safety = if same { Safety::Safe } else { Safety::Unsafe };
            let gone = prose.part(bound.bytes.start..range.start);
            report
                .at(prose.part(bound.bytes.clone()), message)
                .help(format!("remove `{}`", bound.word))
                .related(at, "the figure")
                .fix(safety, [Change::Write(Place::from(gone), String::new())]);
        }
    }
}

fn said(qualifier: Qualifier) -> String {
    format!("`{}`", key(qualifier))
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn a_bound_is_said_once_and_by_the_figure() {
        let said = |text: &str| {
            let brief = format!(
                "figures:\n  chips: {{label: Chips, value: 500K, qualifier: nearly, period: FY \
                 2024}}\n  users: {{label: Users, value: 100K+, change: ~+5% yoy, period: FY \
                 2024}}\n  sales: {{label: Sales, value: $5B, period: FY 2024}}\nverdict: {{text: \
                 ['{text}']}}\n"
            );
            messages(&brief, "L072")
        };
        assert_eq!(
            said("It runs nearly {chips}."),
            ["`nearly` is printed by `{chips}` itself"]
        );
        assert_eq!(
            said("Exactly {chips} run."),
            ["`exactly` stands before `{chips}`, which is `nearly`"]
        );
        assert_eq!(said("More than {users} came").len(), 1);
        assert_eq!(said("up to {users} came").len(), 1);
        assert_eq!(said("up about {users.rise}").len(), 1);
        for text in [
            "It runs {chips}, and {users} came.",
            "over the {chips} it has",
            "over {sales}, nearly {sales}",
            "more than {chips.period}, takeover {chips}",
            "up nearly {sales.period}",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }
}
