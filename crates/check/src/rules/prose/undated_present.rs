use strata_model::{Period, Segment};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::period_word::is_level;
use crate::rule::Rule;
use crate::rules::periods::period_missing;

pub(crate) const RULE: Rule = Rule::read(include_str!("undated_present.md"));

/// Verbs and adverbs that say it is so today.
const PRESENT: [&str; 22] = [
    "has",
    "have",
    "is",
    "are",
    "runs",
    "run",
    "serves",
    "serve",
    "counts",
    "employs",
    "operates",
    "reaches",
    "owns",
    "holds",
    "uses",
    "use",
    "now",
    "today",
    "currently",
    "stands",
    "boasts",
    "handles",
];

/// How many words before a reference a verb may govern it.
const NEAR: usize = 3;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    // Where the missing period itself is a finding, this would be a second one.
    let accepted = |id: &str| {
        let at = Path::root().key("figures").key(id).to_string();
        facts.brief.allow.iter().any(|one| {
            period_missing::RULE.is_called(one.rule.as_str())
                && (one.at.as_str() == id || at.starts_with(one.at.as_str()))
        })
    };
    for prose in &facts.prose {
        for (at, segment) in prose.segments.iter().enumerate() {
            let Segment::Reference(reference, range) = segment else { continue };
            let Some(figure) = facts.figure(&reference.figure) else { continue };
            let undated = matches!(figure.period, None | Some(Period::Unstated));
            let is_level = reference.comparison.is_none() && is_level(reference.part);
            if !undated || !is_level {
                continue;
            }
            let words = at.checked_sub(1).and_then(|at| prose.segments.get(at));
            let Some(Segment::Words(words)) = words else { continue };
            let Some(verb) = present(words) else { continue };
            if !accepted(reference.figure.as_str()) {
                continue;
            }
            let message = format!(
                "`{verb}` says that `{}` is so today, and its period is unstated",
                reference.figure
            );
            let figures = Path::root().key("figures").key(reference.figure.as_str());
            report
                .at(prose.part(range.clone()), message)
                .help("say who counted so many, or use the past tense")
                .related((figures.key("period"), Part::Value), "the period");
        }
    }
}

/// The verb in the present tense that governs what follows these words.
fn present(words: &str) -> Option<&str> {
    let clause = words.rsplit(['.', ';', ':', ',', '–', '—']).next()?;
    let near = clause.split_whitespace().rev().take(NEAR);
    let mut verbs =
        near.take_while(|word| !["had", "was", "were", "that"].contains(word));
    verbs.find(|word| PRESENT.contains(word))
}
