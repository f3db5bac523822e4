use strata_model::markup::unmarked;
use strata_model::{Adjustment, Basis, Figure, Period};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::phrase::{holds, lower, places};
use crate::prose::tight::is_joined;
use crate::prose::{Features, Kind, Printed, Sentence, Topic};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("basis_wording.md"));

/// What a word says was done to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    ConstantCurrency,
    Organic,
    Adjusted,
    FreeCashFlow,
    RunRate,
    AsReported,
}

/// The words, whole and in lower case.
const WORDS: [(&str, Claim); 29] = [
    ("constant-currency", Claim::ConstantCurrency),
    ("constant currency", Claim::ConstantCurrency),
    ("constant currencies", Claim::ConstantCurrency),
    ("constant exchange rates", Claim::ConstantCurrency),
    ("currency-neutral", Claim::ConstantCurrency),
    ("organic", Claim::Organic),
    ("organically", Claim::Organic),
    ("like-for-like", Claim::Organic),
    ("adjusted", Claim::Adjusted),
    ("underlying", Claim::Adjusted),
    ("non-gaap", Claim::Adjusted),
    ("non-ifrs", Claim::Adjusted),
    ("pro-forma", Claim::Adjusted),
    ("pro forma", Claim::Adjusted),
    ("normalized", Claim::Adjusted),
    ("normalised", Claim::Adjusted),
    ("before one-off items", Claim::Adjusted),
    ("before one-off", Claim::Adjusted),
    ("before one-offs", Claim::Adjusted),
    ("before exceptional items", Claim::Adjusted),
    ("before special items", Claim::Adjusted),
    ("free cash flow", Claim::FreeCashFlow),
    ("run rate", Claim::RunRate),
    ("run-rate", Claim::RunRate),
    ("annualized", Claim::RunRate),
    ("gaap", Claim::AsReported),
    ("ifrs", Claim::AsReported),
    ("statutory", Claim::AsReported),
    ("as reported", Claim::AsReported),
];

/// How many words may stand between such a word and the number it is said of.
const FAR: usize = 7;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if !facts.is_english() {
        return;
    }
    for (id, figure, path) in facts.figures() {
        own_words(facts, id.as_str(), figure, path, report);
    }
    for sentence in facts.sentences() {
        if !sentence.features.speaks_of(Topic::Basis) {
            continue;
        }
        let Some(passage) = facts.prose.get(sentence.passage) else { continue };
        for (at, printed) in sentence.references() {
            let Some((from, to, claim)) = beside(sentence, at) else { continue };
            let (Some(first), Some(last)) = (sentence.token(from), sentence.token(to))
            else {
                continue;
            };
            let denied = sentence.is_denied(from)
                || ["than", "for", "to"].contains(&sentence.word(to + 1));
            if first.quoted || denied || is_so(facts, printed, claim) {
                continue;
            }
            let bytes = first.bytes.start..last.bytes.end;
            let said = passage.text.get(bytes.clone()).unwrap_or("");
            let token = sentence.token(at).map(|it| it.bytes.clone()).unwrap_or_default();
            let written = passage.text.get(token).unwrap_or("");
            let message =
                format!("`{said}` stands beside `{written}`, {}", what(printed));
            let at = Path::root().key("figures").key(printed.id.as_str());
            let key = if printed.figure.basis.is_some() { "basis" } else { "label" };
            report
                .at(passage.part(bytes), message)
                .help(help(printed, claim))
                .related(at.key(key), "the figure");
        }
    }
}

/// The word for a basis that is said of a number at a place, by its first and last token.
fn beside(sentence: &Sentence<'_>, at: usize) -> Option<(usize, usize, Claim)> {
    let is_open = |it: &usize| {
        let kind = sentence.token(*it).map(|token| &token.kind);
        !matches!(kind, Some(Kind::Reference(_) | Kind::Computed(..) | Kind::Number(_)))
    };
    let behind = sentence.behind(at).take(FAR).take_while(is_open);
    let before = sentence.before(at).take(FAR).take_while(is_open);
    // `{x}, a non-GAAP measure`, and `adjusted, it came to {x}`.
    let apposed = sentence
        .token(at + 1)
        .is_some_and(|it| it.is_mark(','))
        .then_some(at + 2..at + 4)
        .filter(|_| ["a", "an"].contains(&sentence.word(at + 2)));
    let lead = sentence.token(1).is_some_and(|it| it.is_mark(',')).then_some(0);
    let lead = lead.filter(|_| sentence.references().next().map(|it| it.0) == Some(at));
    // What stands right behind is said of it and not of what comes before.
    let places = behind.take(4).chain(before).chain(apposed.into_iter().flatten());
    places.chain(lead).find_map(|it| {
        let claim = |phrase: &str| {
            WORDS.iter().find(|(known, _)| *known == phrase).map(|(_, claim)| *claim)
        };
        let one = sentence.word(it);
        let two = || format!("{one} {}", sentence.word(it + 1));
        let three = || format!("{} {}", two(), sentence.word(it + 2));
        if one.is_empty() {
            return None;
        }
        claim(one)
            .map(|it| (0, it))
            .or_else(|| claim(&two()).map(|it| (1, it)))
            .or_else(|| claim(&three()).map(|it| (2, it)))
            .map(|(more, claim)| (it, it + more, claim))
            .filter(|(_, last, claim)| match claim {
                // Names of measures are said of what stands right behind them.
                Claim::FreeCashFlow | Claim::RunRate => is_joined(sentence, last + 1, at),
                _ => true,
            })
    })
}

/// Whether a number may be what a word says of it.
fn is_so(facts: &Facts<'_>, printed: &Printed<'_>, claim: Claim) -> bool {
    let figure = printed.figure;
    let compared = printed.comparison.and_then(|it| figure.comparison(it.as_str()));
    let adjustment = match compared {
        Some(comparison) => comparison.adjustment.or(figure.adjustment),
        None => figure.adjustment,
    };
    let adjustment = adjustment.filter(|it| *it != Adjustment::Reported);
    let stated = match figure.basis {
        // Without a basis only what another comparison says decides.
        None => {
            compared.is_none()
                && figure.comparisons.iter().any(|it| it.adjustment == adjusts(claim))
                && adjusts(claim).is_some()
        }
        Some(basis) => match claim {
            Claim::AsReported => basis.is_adjusted(),
            _ => basis.is_plain() || basis == Basis::OtherGaap,
        },
    };
    !stated
        || match claim {
            Claim::AsReported => adjustment.is_none() && !is_adjusted(figure),
            Claim::Adjusted => adjustment.is_some(),
            Claim::FreeCashFlow => false,
            Claim::RunRate => {
                matches!(figure.period, Some(Period::RunRate(_) | Period::Unstated))
            }
            claim => adjustment == adjusts(claim),
        }
        || says(facts, figure, claim)
        || compared.is_some_and(|it| {
            let words = it.note.iter().map(strata_model::Prose::as_str);
            let words = words.chain(it.baseline.iter().map(strata_model::Prose::as_str));
            words.into_iter().any(|text| has(text, claim))
        })
}

fn is_adjusted(figure: &Figure) -> bool {
    figure.basis.is_some_and(Basis::is_adjusted)
}

fn adjusts(claim: Claim) -> Option<Adjustment> {
    match claim {
        Claim::ConstantCurrency => Some(Adjustment::ConstantCurrency),
        Claim::Organic => Some(Adjustment::Organic),
        Claim::Adjusted | Claim::FreeCashFlow | Claim::RunRate | Claim::AsReported => {
            None
        }
    }
}

/// Whether a figure says the word itself: in its names, its note or its definition.
fn says(facts: &Facts<'_>, figure: &Figure, claim: Claim) -> bool {
    let definition = figure.definition.as_ref();
    let definition = definition.and_then(|it| facts.brief.definitions.get(it.id()));
    let texts = [
        Some(figure.label.as_str()),
        figure.short.as_ref().map(strata_model::Text::as_str),
        figure.note.as_ref().map(strata_model::Prose::as_str),
        figure.baseline.as_ref().map(strata_model::Prose::as_str),
        definition.map(strata_model::Prose::as_str),
    ];
    texts.into_iter().flatten().any(|text| has(text, claim))
}

fn has(text: &str, claim: Claim) -> bool {
    let text = lower(text);
    WORDS.iter().any(|(word, own)| *own == claim && holds(&text, word))
}

/// A label that names another basis than its figure has, or a note that begins with it.
fn own_words<'b>(
    facts: &Facts<'b>,
    id: &str,
    figure: &'b Figure,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let plain = figure.basis.is_some_and(Basis::is_plain);
    if !plain || figure.adjustment.is_some_and(|it| it != Adjustment::Reported) {
        return;
    }
    let note = figure.note.as_ref().map(strata_model::Prose::as_str);
    let label = facts.topics(figure.label.as_str());
    let noted = note.map_or(Features::default(), |it| facts.topics_of_prose(it));
    if !label.speaks_of(Topic::Basis) && !noted.speaks_of(Topic::Basis) {
        return;
    }
    let adjusts = |claim: Claim| !matches!(claim, Claim::AsReported | Claim::RunRate);
    let words = || WORDS.iter().filter(|(_, claim)| adjusts(*claim));
    let label = lower(figure.label.as_str());
    let in_label = words().find_map(|(word, _)| {
        places(&label, word).next().map(|at| ("label", "is called", word, at))
    });
    let note = note.map(unmarked);
    let note = note.as_ref().map(|it| lower(&it.text)).unwrap_or_default();
    let in_note = || {
        words().find_map(|(word, _)| {
            let rest = note.strip_prefix(word)?;
            let alone = [".", ",", " for ", " to "].iter().any(|it| rest.starts_with(it));
            (alone || rest.is_empty()).then_some(("note", "is said to be", word, 0))
        })
    };
    let Some((key, is, word, at)) = in_label.or_else(in_note) else { return };
    let basis = figure.basis.map(strata_model::Basis::word).unwrap_or_default();
    let part = Part::Within(at..at + word.len());
    report
        .at(
            (path.key(key), part),
            format!("`{id}` {is} `{word}`, and its basis is `{basis}`"),
        )
        .help("correct the `basis`, or give it an `adjustment`")
        .related(path.key("basis"), "the basis");
}

fn what(printed: &Printed<'_>) -> String {
    let basis = printed.figure.basis.map(strata_model::Basis::word);
    match basis {
        Some(basis) => format!("whose basis is `{basis}`, and which says nothing of it"),
        None => "which is not the comparison that is adjusted so".to_owned(),
    }
}

fn help(printed: &Printed<'_>, claim: Claim) -> String {
    let named = printed
        .figure
        .comparisons
        .iter()
        .find(|it| it.adjustment.is_some() && it.adjustment == adjusts(claim));
    match named.and_then(|it| it.name.as_ref()) {
        Some(name) => format!("write `{{{}.{name}}}`, or leave the word out", printed.id),
        None => "leave the word out, or print the number it is true of".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use strata_model::Language;

    use super::WORDS;
    use crate::prose::Topic;
    use crate::prose::lexicon::lexicon;
    use crate::sample::messages;

    #[test]
    fn every_word_has_its_topic() {
        for (word, _) in WORDS {
            let topics = lexicon(Language::EnUs).topics(word);
            assert!(topics.speaks_of(Topic::Basis), "{word}");
        }
    }

    fn said(text: &str) -> Vec<String> {
        let text = serde_json::to_string(text).expect("a text");
        let brief = format!(
            "definitions: {{ebitda: Adjusted EBITDA leaves out restructuring.}}\nfigures:\n  \
             sales: {{label: Sales, value: $5B, change: +13% yoy, prior: $4.4B, period: FY 2024, basis: \
             gaap, comparisons: [{{as: cc, change: +10% yoy, adjustment: constant-currency}}]}}\n  \
             gross: {{label: Gross profit, value: $2B, period: FY 2024, basis: ifrs}}\n  \
             ebitda: {{label: EBITDA, value: $1B, period: FY 2024, basis: non-gaap, definition: ebitda, \
             nearest-gaap: gross}}\n  \
             cash: {{label: Cash earnings, value: $1B, period: FY 2024, basis: non-gaap}}\n\
             verdict: {{text: [{text}]}}\n"
        );
        messages(&brief, "L147")
    }

    #[test]
    fn a_word_for_another_basis_is_found() {
        for (text, message) in [
            (
                "Sales grew {sales.rise} at constant currency.",
                "`constant currency` stands beside `{sales.rise}`, whose basis is `gaap`, and which \
                 says nothing of it",
            ),
            (
                "Underlying gross profit came to {gross}.",
                "`Underlying` stands beside `{gross}`, whose basis is `ifrs`, and which says nothing \
                 of it",
            ),
            (
                "GAAP earnings of {cash} followed.",
                "`GAAP` stands beside `{cash}`, whose basis is `non-gaap`, and which says nothing of \
                 it",
            ),
            (
                "Organically, it grew; sales grew organically by {sales.rise}.",
                "`organically` stands beside `{sales.rise}`, whose basis is `gaap`, and which says \
                 nothing of it",
            ),
        ] {
            assert_eq!(said(text), [message], "{text}");
        }
    }

    #[test]
    fn what_the_figure_says_may_be_said() {
        for text in [
            "Sales grew {sales.rise}, or {sales.cc.rise} at constant currency.",
            "Sales grew {sales.rise} ({sales.cc.rise} in constant currencies).",
            "Adjusted EBITDA was {ebitda}.",
            "It grew {sales.rise} and {sales.cc.rise} at constant currency.",
            "Sales of {sales} are not adjusted.",
            "On GAAP sales of {sales} it made little.",
            "Adjusted for currency, sales rose by {sales.cc.rise}.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_label_keeps_to_its_basis() {
        let label = |label: &str, keys: &str| {
            let brief = format!(
                "figures: {{a: {{label: {label}, value: $1B, period: FY 2024, {keys}}}}}\n"
            );
            messages(&brief, "L147")
        };
        assert_eq!(
            label("Adjusted EBIT", "basis: ifrs"),
            ["`a` is called `adjusted`, and its basis is `ifrs`"]
        );
        for (name, keys) in [
            ("Adjusted EBIT", "basis: non-ifrs"),
            ("Organic sales", "basis: ifrs, adjustment: organic"),
            ("EBIT", "basis: ifrs"),
            ("Adjusted EBIT", "source: x"),
        ] {
            assert_eq!(label(name, keys), [""; 0], "{name}");
        }
    }
}
