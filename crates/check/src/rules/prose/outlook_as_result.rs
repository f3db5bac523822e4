use strata_model::{Basis, Figure, Part};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::{Mood, Printed, Sentence};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("outlook_as_result.md"));

/// Verbs of the past that are no words of result by themselves.
const PAST: [&str; 12] = [
    "rose", "grew", "fell", "climbed", "went", "shrank", "slipped", "sold", "came",
    "won", "finished", "closed",
];

/// Words that look like verbs of the past and are said of an outlook as well.
const OF_OUTLOOKS: [&str; 20] = [
    "compared",
    "based",
    "related",
    "adjusted",
    "combined",
    "limited",
    "unchanged",
    "raised",
    "lowered",
    "confirmed",
    "narrowed",
    "widened",
    "reiterated",
    "maintained",
    "called",
    "set",
    "cut",
    "lifted",
    "trimmed",
    "reaffirmed",
];

/// Verbs that tell a state, past or present: behind a sentence on what is expected they tell
/// what that is.
const STATES: [&str; 19] = [
    "was", "were", "stood", "had", "is", "are", "stands", "has", "war", "waren", "lag",
    "betrug", "betrugen", "ist", "sind", "était", "étaient", "est", "sont",
];

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if !facts.figures.iter().any(|(_, it, _)| is_ahead(facts, it)) {
        return;
    }
    let sentences = facts.sentences();
    for sentence in sentences {
        let Some(passage) = facts.prose.get(sentence.passage) else { continue };
        for (at, printed) in sentence.references() {
            let Some(token) = sentence.token(at) else { continue };
            let is_number = printed.quantity().is_some() && printed.part != Part::Prior;
            if token.quoted || !is_number || !is_ahead(facts, printed.figure) {
                continue;
            }
            let whole = sentences.iter().filter(|it| it.passage == sentence.passage);
            let Some(verb) = told(sentence, whole, at, printed) else { continue };
            let what = match printed.figure.guidance {
                Some(_) => "guidance",
                None => "an estimate",
            };
            let period = printed.figure.period.as_ref();
            let period = period.map(|it| format!(" for `{it}`")).unwrap_or_default();
            let written = passage.text.get(token.bytes.clone()).unwrap_or("");
            let message =
                format!("`{verb}` tells `{written}` as a result: it is {what}{period}");
            let path = Path::root().key("figures").key(printed.id.as_str());
            report
                .at(passage.part(token.bytes.clone()), message)
                .help("say who expects it, or print what was reported")
                .related(path.key("period"), "the period");
        }
    }
}

/// Whether a figure is what somebody expects of a period that is not over.
fn is_ahead(facts: &Facts<'_>, figure: &Figure) -> bool {
    let end = figure.period.as_ref().and_then(|period| facts.calendar.end(period));
    let estimated =
        matches!(figure.basis, Some(Basis::AnalystEstimate | Basis::ThirdParty));
    (figure.guidance.is_some() || estimated)
        && end.is_some_and(|end| end > facts.brief.as_of)
}

/// The verb that tells a number at a place as a result.
fn told<'s>(
    sentence: &'s Sentence<'_>,
    mut whole: impl Iterator<Item = &'s Sentence<'s>>,
    at: usize,
    printed: &Printed<'_>,
) -> Option<&'s str> {
    if !sentence.is_plain() || names_outlook(sentence, printed) {
        return None;
    }
    let verb = sentence.before(at).find(|it| is_verb(sentence, *it))?;
    // What is said behind the number was expected otherwise, or of something else.
    let mut before = sentence.before(at).filter_map(|it| sentence.token(it));
    if before.any(|it| it.has(Mood::Expects)) {
        return None;
    }
    let expects =
        |one: &Sentence<'_>| one.has(Mood::Expects) || names_outlook(one, printed);
    let word = sentence.word(verb);
    // `is to be {x}`, and `were {sales} of {outlook}`, where the verb is of another number.
    let is_number = |at: usize| {
        let token = sentence.token(at);
        token.is_some_and(|it| it.quantity().is_some())
            && !["to", "and"].contains(&sentence.word(at + 1))
    };
    let to_be = STATES.contains(&word) && sentence.word(verb + 1) == "to";
    if to_be || (verb..at).any(is_number) {
        return None;
    }
    // An outlook may itself rise: `its ceiling rose to {outlook.high}`.
    let subject = (0..verb).any(|it| {
        ["ceiling", "floor", "middle", "midpoint", "range", "top", "bottom", "end"]
            .contains(&sentence.word(it))
    });
    let state = STATES.contains(&word);
    if subject || sentence.is_denied(verb) || state && whole.any(expects) {
        return None;
    }
    Some(word)
}

/// Whether a word tells what has been, or what is.
fn is_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let (word, token) = (sentence.word(at), sentence.token(at));
    let reports = token.is_some_and(|it| it.has(Mood::Reports));
    let past = word.ends_with("ed") && sentence.language.language() == "en";
    (reports || past || PAST.contains(&word) || STATES.contains(&word))
        && !OF_OUTLOOKS.contains(&word)
}

/// Nouns for what is expected: a sentence that has one speaks of that.
const OUTLOOKS: [&str; 30] = [
    "guidance",
    "outlook",
    "forecast",
    "forecasts",
    "target",
    "targets",
    "ambition",
    "goal",
    "consensus",
    "expectation",
    "expectations",
    "estimate",
    "estimates",
    "projection",
    "projections",
    "budget",
    "plan",
    "plans",
    "likely",
    "unlikely",
    "probably",
    "will",
    "prognose",
    "ausblick",
    "ziel",
    "erwartung",
    "prévision",
    "prévisions",
    "objectif",
    "perspectives",
];

/// Whether a sentence has a word that only what is to come is called by: one for an outlook,
/// or that of the label.
fn names_outlook(sentence: &Sentence<'_>, printed: &Printed<'_>) -> bool {
    let label = printed.figure.label.as_str().to_lowercase();
    let ahead = ["ceiling", "range", "scenario", "case", "upper", "lower"];
    let own = |word: &str| ahead.contains(&word) && label.contains(word);
    let mut words = sentence.tokens.iter().filter_map(|it| it.word());
    words.any(|word| OUTLOOKS.contains(&word) || own(word))
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(text: &str) -> Vec<String> {
        let text = serde_json::to_string(text).expect("a text");
        let brief = format!(
            "figures:\n  \
             out: {{label: Sales outlook, range: {{low: $6B, high: $7B}}, period: FY 2026, guidance: \
             {{issued: 2025-10-01}}}}\n  \
             est: {{label: Earnings, value: $2B, period: FY 2026, basis: analyst-estimate}}\n  \
             old: {{label: Old outlook, value: $5B, period: FY 2024, guidance: {{issued: \
             2024-02-01}}}}\n\
             verdict: {{text: [{text}]}}\n"
        );
        messages(&brief, "L146")
    }

    #[test]
    fn what_is_to_come_is_not_told_as_done() {
        for (text, message) in [
            (
                "It delivered {out} in sales.",
                "`delivered` tells `{out}` as a result: it is guidance for `FY 2026`",
            ),
            (
                "Sales rose to {out}.",
                "`rose` tells `{out}` as a result: it is guidance for `FY 2026`",
            ),
            (
                "Sales were {out.mid}.",
                "`were` tells `{out.mid}` as a result: it is guidance for `FY 2026`",
            ),
            (
                "Its revenue is {out}.",
                "`is` tells `{out}` as a result: it is guidance for `FY 2026`",
            ),
            (
                "It earned {est} on that.",
                "`earned` tells `{est}` as a result: it is an estimate for `FY 2026`",
            ),
        ] {
            assert_eq!(said(text), [message], "{text}");
        }
    }

    #[test]
    fn expectations_may_be_told() {
        for text in [
            "It expects {out}.",
            "Guidance was {out}.",
            "Guidance went up. The middle is now {out.mid}.",
            "Sales should come to {out}, it said.",
            "The ceiling rose to {out.high}.",
            "It raised guidance in May. The middle was {out.mid}.",
            "We estimated earnings of {est}.",
            "It had guided to {old}, and reached {old}.",
            "Sales of {out} would be a record.",
            "“We reached {out}”, it never said.",
            "For 2026 it calls for {out}.",
            "It has not reached {out}.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }
}
