use std::ops::Range;

use strata_model::markup::unmarked;
use strata_model::{Figure, Period, Segment};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{Facts, Passage};
use crate::prose::Topic;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("run_rate.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let label = figure.label.as_str();
        // Few texts do: the others are not taken apart.
        let recurs = facts.topics(label).speaks_of(Topic::Recurring);
        if let Some(bytes) = recurs.then(|| recurring(label)).flatten() {
            let word = label.get(bytes.clone()).unwrap_or("");
            let place = (path.key("label"), Part::Within(bytes));
            if let Some(why) = pace(figure) {
                let message = format!("the label says `{word}`, {why}");
                report
                    .at(place.clone(), message)
                    .help("write `run rate` in its place")
                    .fix(Safety::Unsafe, (word == "ARR").then(|| run_rate(place)));
            } else if figure.definition.is_none() && figure.quote.is_none() {
                let message =
                    format!("the label says `{word}`, and nothing says what it is");
                report.at(place, message).help(
                    "add a `definition`: revenue under contract, or the pace of a period",
                );
            }
        }
        let Some(definition) = &figure.definition else { continue };
        let text = facts.brief.definitions.get(definition.id());
        let text = text.filter(|_| facts.is_english()).map(|it| unmarked(it.as_str()));
        let said = text.and_then(|it| Some(it.written(recurring(&it.text)?)));
        if let (Some(why), Some(bytes)) = (pace(figure), said) {
            let at = Path::root().key("definitions").key(definition.as_str());
            let message = format!("figure `{id}` is defined as recurring, {why}");
            report
                .at((path.key("definition"), Part::Value), message)
                .help("define it as a run rate, or correct the period")
                .related((at, Part::Within(bytes)), "the definition");
        }
    }
    let texts = facts.english().iter().enumerate();
    let texts = texts.filter(|(at, _)| facts.features(*at).speaks_of(Topic::Recurring));
    texts.for_each(|(at, text)| prose(facts, at, text, report));
}

/// Recurring, said in the sentence in which a run rate is printed.
fn prose(facts: &Facts<'_>, at: usize, prose: &Passage<'_>, report: &mut Reporter<'_>) {
    for segment in &prose.segments {
        let Segment::Reference(reference, range) = segment else { continue };
        let Some(figure) = facts.figure(&reference.figure) else { continue };
        let Some(why) = pace(figure) else { continue };
        let stated = facts.statement(at, range);
        let start = stated.start;
        let sentence = prose.text.get(stated).unwrap_or("");
        let Some(bytes) = recurring(sentence) else { continue };
        let bytes = start + bytes.start..start + bytes.end;
        let word = prose.text.get(bytes.clone()).unwrap_or("");
        let message = format!("`{word}` is said of figure `{}`, {why}", reference.figure);
        let whole = prose.whole(bytes.clone()).filter(|_| word == "ARR");
        let change = whole.map(run_rate);
        report
            .at(prose.part(bytes), message)
            .help("write `run rate` in its place")
            .fix(Safety::Unsafe, change);
    }
}

fn run_rate(place: impl Into<Place>) -> Change {
    Change::Write(place.into(), "run rate".to_owned())
}

/// By what a figure is a run rate.
fn pace(figure: &Figure) -> Option<&'static str> {
    if matches!(figure.period, Some(Period::RunRate(_))) {
        return Some("the period is a run rate");
    }
    let quote = figure.quote.as_ref()?.as_str().to_ascii_lowercase();
    ["run rate", "run-rate", "annualized", "annualised"]
        .iter()
        .any(|word| quote.contains(word))
        .then_some("the source a run rate")
}

/// Where a text says recurring, or ARR, and does not deny it.
fn recurring(text: &str) -> Option<Range<usize>> {
    let mut denied = false;
    let mut at = 0;
    for word in text.split_inclusive(|it: char| !it.is_alphanumeric()) {
        let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric());
        let bytes = at..at + bare.len();
        at += word.len();
        match bare {
            "ARR" | "Recurring" | "recurring" if !denied => return Some(bytes),
            "not" | "no" | "nor" | "never" | "Not" | "No" => denied = true,
            _ => denied &= !word.ends_with(['.', ';', ':']),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(figure: &str, text: &str) -> Vec<String> {
        let brief = format!(
            "definitions: {{pace: 'A pace scaled up; it is not ARR, annual recurring revenue.', \
             contracts: Annual recurring revenue under contract.}}\nfigures:\n  a: {{{figure}, \
             value: $1B}}\nverdict: {{text: ['{text}']}}\n"
        );
        messages(&brief, "L034")
    }

    #[test]
    fn labels_definitions_and_prose() {
        let pace = "period: run rate at 2025-10-30";
        let plain = format!("label: Desk run rate, {pace}");
        assert!(said(&plain, "{a} of run rate").is_empty());
        assert!(said(&format!("{plain}, definition: pace"), "{a}").is_empty());
        assert!(said(&plain, "Costs recur. It is {a}, not recurring").is_empty());
        assert!(said(&plain, "Recurring costs fell. Sales run at {a}").is_empty());
        assert_eq!(
            said(&format!("label: Desk ARR, {pace}"), "{a}"),
            ["the label says `ARR`, the period is a run rate"]
        );
        assert_eq!(
            said(&plain, "Desk has {a} ARR"),
            ["`ARR` is said of figure `a`, the period is a run rate"]
        );
        assert_eq!(
            said(&format!("{plain}, definition: contracts"), "{a}"),
            ["figure `a` is defined as recurring, the period is a run rate"]
        );
    }

    #[test]
    fn recurring_revenue_needs_a_definition_and_no_more() {
        let at = "label: Desk ARR, period: at 2025-09-30";
        assert_eq!(
            said(at, "{a}"),
            ["the label says `ARR`, and nothing says what it is"]
        );
        assert!(said(&format!("{at}, definition: contracts"), "{a} ARR").is_empty());
        assert_eq!(
            said(&format!("{at}, quote: $1 billion annualized revenue run rate"), "{a}"),
            ["the label says `ARR`, the source a run rate"]
        );
        assert!(said("label: Arrears, period: at 2025-09-30", "{a}").is_empty());
    }
}
