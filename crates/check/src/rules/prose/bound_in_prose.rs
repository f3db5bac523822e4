use strata_model::calc::Meant;
use strata_model::{Qualifier, Quantity, Segment};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::bound;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("bound_in_prose.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (prose, segment, range, meant) in facts.printed() {
        let Ok(meant) = meant else { continue };
        let level = match meant {
            Meant::Level(figure, _) => Some(*figure),
            _ => None,
        };
        let own = match level {
            Some(figure) => figure.qualifier(),
            None => meant.quantity().and_then(Quantity::qualifier),
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
            format!("`{}` stands before `{written}`, which is {}", bound.word, said(own))
        };
        // What prints `nearly` has `nearly` before it; `almost` is a word of its own.
        let same = bound.word.replace(' ', "-") == own.word();
        let safety = if same { Safety::Safe } else { Safety::Unsafe };
        let gone = prose.spare(bound.bytes.start..range.start);
        let change = gone.map(|gone| Change::Write(gone, String::new()));
        let raised = report
            .at(prose.part(bound.bytes.clone()), message)
            .help(format!("remove `{}`", bound.word));
        let raised = match segment {
            Segment::Reference(reference, _) => {
                let at = Path::root().key("figures").key(reference.figure.as_str());
                let glyph = level.is_none_or(|figure| figure.qualifier.is_none());
                let key = if glyph { "value" } else { "qualifier" };
                raised.related(at.key(key), "the figure")
            }
            _ => raised,
        };
        raised.fix(safety, change);
    }
}

fn said(qualifier: Qualifier) -> String {
    format!("`{}`", qualifier.word())
}
