use strata_model::{Figure, Language, Quantity};
use strata_syntax::change::{Change, Safety, Value};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::bound::{self, Bound};
use crate::rule::Rule;
use crate::shape::cure_quantity;

pub(crate) const RULE: Rule = Rule::read(include_str!("qualifier_lost.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (_, figure, path) in facts.figures() {
        let (Some(quote), Some(value)) = (&figure.quote, &figure.value) else { continue };
        let Some(bound) = bound_of(quote.as_str(), value) else { continue };
        if figure.qualifier().is_some_and(|own| bound.means.contains(&own)) {
            continue;
        }
        let Some(meant) = bound.means.first() else { continue };
        let message =
            format!("the source says `{}`, {}", bound.word, stated(figure, value));
        let put = Change::Put(path.key("qualifier").path(), Value::from(meant.word()));
        let raised = report
            .at((path.key("quote"), Part::Within(bound.bytes)), message)
            .related(path.key("value"), "the value");
        match value.qualifier() {
            // A key beside a glyph would be one qualifier too many.
            Some(_) => raised.help(format!(
                "write the value without its glyph, and `qualifier: {}`",
                meant
            )),
            None => raised
                .help(format!("add `qualifier: {}`", meant))
                .fix(Safety::Unsafe, [put]),
        };
    }
}

fn stated(figure: &Figure, value: &Quantity) -> String {
    match figure.qualifier() {
        Some(own) => format!("the figure `{}`", own.word()),
        None => format!("the figure plainly `{value}`"),
    }
}

/// The word of bound right before the number of the quote that is the figure's value.
fn bound_of(quote: &str, value: &Quantity) -> Option<Bound> {
    let is_first = |it: &char| matches!(it, '1'..='9');
    let first = value.digits().to_string().chars().find(is_first);
    let mut starts = quote.match_indices(' ').map(|(at, _)| at + 1);
    starts.find_map(|start| {
        let rest = quote.get(start..).filter(|rest| may_begin_with(rest, first))?;
        let bound = bound::before(quote.get(..start)?, Language::EnUs)?;
        begins_with(rest, value).then_some(bound)
    })
}

/// Whether one of the two words with which a text begins has this as the first digit that is
/// not zero, or is no decimal: most words are no numbers, or others.
fn may_begin_with(text: &str, wanted: Option<char>) -> bool {
    text.split_whitespace().take(2).any(|word| {
        let first = word.chars().find(|it| it.is_numeric() && *it != '0');
        match first {
            Some(first) => {
                Some(first) == wanted || !first.is_ascii_digit() || word.contains('/')
            }
            None => wanted.is_none() && word.contains('0'),
        }
    })
}

/// Whether a text begins with the number of a value, in whatever spelling.
fn begins_with(text: &str, value: &Quantity) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let plain = |word: &str| word.trim_end_matches(['.', ',', ';', ':', ')']).to_owned();
    let one = plain(first);
    let two = words.next().map(|second| format!("{first} {}", plain(second)));
    let reads = |text: &str| -> Option<Quantity> {
        text.parse().ok().or_else(|| cure_quantity(text)?.text.parse().ok())
    };
    let same = |quantity: Quantity| quantity.value() == value.value();
    let cured = || two.as_deref().and_then(cure_quantity)?.text.parse().ok();
    reads(&one).is_some_and(same) || cured().is_some_and(same)
}
