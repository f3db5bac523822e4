mod named;

use std::ops::Range;

use strata_model::markup::unmarked;
use strata_model::{Figure, Id, Measure, Part as Printed, Segment};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts, Passage};
use crate::prose::period_window::{Word, ahead, behind};
use crate::prose::period_word::{Kind, adjective, fits, fitting, is_of_period, takes};
use crate::prose::phrase::words;
use crate::prose::{Feature, Features, Topic};
use crate::rule::Rule;
use crate::table::Set;

pub(crate) const RULE: Rule = Rule::read(include_str!("period_wording.md"));

/// A figure where it is mentioned in a text: by a reference, or by its number.
struct Mentioned<'b> {
    bytes: Range<usize>,
    id: &'b Id,
    figure: &'b Figure,
    part: Printed,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        own_words(facts, id, figure, path, report);
    }
    let mut told = Set::default();
    let mut literals = facts.literals().iter().peekable();
    for (at_prose, prose) in facts.prose.iter().enumerate() {
        if !names_a_period(facts.features(at_prose)) {
            continue;
        }
        let mut mentioned: Vec<Mentioned<'_>> = Vec::new();
        for segment in &prose.segments {
            let (named, bytes, part) = match segment {
                Segment::Reference(reference, range) => {
                    // A comparison is between two periods, whatever of it is printed.
                    let part = match reference.comparison {
                        Some(_) => Printed::Change,
                        None => reference.part,
                    };
                    (Some(&reference.figure), range, part)
                }
                Segment::Computed(derivation, range) => {
                    (derivation.ids().next(), range, Printed::Delta)
                }
                Segment::Words(_) | Segment::Broken(..) => continue,
            };
            let Some((id, figure)) = named.and_then(|id| facts.figure_of(id)) else {
                continue;
            };
            mentioned.push(Mentioned { bytes: bytes.clone(), id, figure, part });
        }
        while let Some(literal) = literals.next_if(|literal| literal.prose <= at_prose) {
            let Some(only) = literal.only() else { continue };
            let (bytes, id) = (literal.spelled.bytes.clone(), only.id);
            mentioned.push(Mentioned { bytes, id, figure: only.figure, part: only.part });
        }
        mentioned.sort_by_key(|one| one.bytes.start);
        for (at, one) in mentioned.iter().enumerate() {
            if !is_of_period(one.part) || one.figure.period.is_none() {
                continue;
            }
            let start = at.checked_sub(1).and_then(|at| mentioned.get(at));
            let start = start.map_or(0, |before| before.bytes.end);
            let end = mentioned.get(at + 1).map_or(prose.text.len(), |it| it.bytes.start);
            let word = prose
                .text
                .get(start..one.bytes.start)
                .and_then(|text| {
                    let noun = |noun: &str| is_noun_of(one, noun);
                    ahead(text, start, one.part, is_money(one.figure), &noun)
                })
                .filter(|word| !says(facts, one.figure, word));
            let word = word.or_else(|| {
                let text = prose.text.get(one.bytes.end..end)?;
                behind(text, one.bytes.end, one.part)
                    .filter(|word| !says(facts, one.figure, word))
            });
            if let Some(word) = word {
                told.insert((at_prose, one.bytes.start));
                beside(facts, prose, one, &word, report);
            }
        }
    }
    named::check(facts, &told, report);
}

/// Whether a text with such words may name a period.
fn names_a_period(features: Features) -> bool {
    features.speaks_of(Topic::Period) || features.has(Feature::Digits)
}

/// Whether a figure is what a word says of it.
fn says(facts: &Facts<'_>, figure: &Figure, word: &Word) -> bool {
    match word {
        Word::Kind(kind, ..) => fits(facts, figure, *kind),
        Word::Label(period, _) => {
            let own = figure.period.as_ref().and_then(|own| facts.calendar.dates(own));
            let named = facts.calendar.dates(period);
            // What is counted on a day of the quarter may be said to be of it.
            let day = own.is_some_and(|own| own.days() <= 1);
            own.zip(named).is_none_or(|(own, named)| day || own == named)
        }
    }
}

/// Whether a noun is one for what a figure measures.
fn is_noun_of(one: &Mentioned<'_>, noun: &str) -> bool {
    let matches = |word: &str| {
        let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
        bare.eq_ignore_ascii_case(noun)
            || bare.strip_suffix('s').is_some_and(|it| it.eq_ignore_ascii_case(noun))
            || noun.strip_suffix('s').is_some_and(|it| it.eq_ignore_ascii_case(bare))
    };
    let amounts = [
        "sales",
        "revenue",
        "revenues",
        "spending",
        "spend",
        "income",
        "profit",
        "profits",
        "earnings",
        "costs",
        "expenses",
        "investment",
        "outlay",
        "cash",
        "turnover",
        "capex",
        "flow",
        "expenditure",
        "expenditures",
        "bill",
        "budget",
    ];
    (is_money(one.figure) && amounts.contains(&noun))
        || one.figure.label.as_str().split_whitespace().any(matches)
        || one.id.as_str().split('-').any(matches)
}

fn is_money(figure: &Figure) -> bool {
    let value = figure.value.as_ref();
    value.is_some_and(|value| matches!(value.unit().measure, Measure::Money(_)))
}

fn beside(
    facts: &Facts<'_>,
    prose: &Passage<'_>,
    one: &Mentioned<'_>,
    word: &Word,
    report: &mut Reporter<'_>,
) {
    let bytes = word.bytes();
    let said = prose.text.get(bytes.clone()).unwrap_or("");
    let period = one.figure.period.as_ref().map(ToString::to_string).unwrap_or_default();
    let message =
        format!("`{said}` stands beside figure `{}`, whose period is `{period}`", one.id);
    let at = Path::root().key("figures").key(one.id.as_str()).key("period");
    let raised = report
        .at(prose.part(bytes.clone()), message)
        .related((at, Part::Value), "the period");
    match fitting(facts, one.figure).filter(|_| word.is_adjective()) {
        Some(fitting) => {
            let (bytes, text) = with_article(prose.text, bytes, fitting);
            let change = prose.whole(bytes).map(|place| Change::Write(place, text));
            raised
                .help(format!("write `{fitting}`, or print it: `{{{}.period}}`", one.id))
                .fix(Safety::Unsafe, change)
        }
        None => {
            raised.help(format!("write a word that fits, or `{{{}.period}}`", one.id))
        }
    };
}

/// The word in place of another, with the article before it if that changes.
fn with_article(text: &str, bytes: Range<usize>, word: &str) -> (Range<usize>, String) {
    let before = text.get(..bytes.start).unwrap_or("");
    for (article, other) in [("an ", "a "), ("An ", "A ")] {
        let alone = |rest: &str| !rest.ends_with(|it: char| it.is_alphanumeric());
        let an = before.strip_suffix(article).is_some_and(alone);
        if an && !word.starts_with(['a', 'e', 'i', 'o', 'u']) {
            return (bytes.start - article.len()..bytes.end, format!("{other}{word}"));
        }
        let a = before.strip_suffix(other).is_some_and(alone);
        if a && word.starts_with(['a', 'e', 'i', 'o', 'u']) {
            return (bytes.start - other.len()..bytes.end, format!("{article}{word}"));
        }
    }
    (bytes, word.to_owned())
}

/// What the label and the note of a figure say of its own period: the first that says
/// another one.
fn own_words<'b>(
    facts: &Facts<'b>,
    id: &Id,
    figure: &'b Figure,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let Some(period) = &figure.period else { return };
    let label = figure.label.as_str();
    let note = figure.note.as_ref().map(strata_model::Prose::as_str);
    let note = note.filter(|it| names_a_period(facts.topics_of_prose(it)));
    let note = note.map(unmarked);
    if note.is_none() && !names_a_period(facts.topics(label)) {
        return;
    }
    let by_number =
        || facts.is_english().then(|| named::in_label(facts, figure)).flatten();
    let wrong = misnamed(facts, figure, true, label)
        .or_else(by_number)
        .map(|said| ("label", label.get(said.clone()), said))
        .or_else(|| {
            let note = note.as_ref()?;
            let said = misnamed(facts, figure, false, &note.text)
                .or_else(|| named::in_note(facts, figure, &note.text))?;
            Some(("note", note.text.get(said.clone()), note.written(said)))
        });
    let Some((key, word, said)) = wrong else { return };
    let message = format!(
        "`{}` in the {key} of figure `{id}`, whose period is `{period}`",
        word.unwrap_or("")
    );
    report
        .at((path.key(key), Part::Within(said)), message)
        .help("write a word that fits, or leave it to the period that is printed")
        .related((path.key("period"), Part::Value), "the period");
}

/// Where the label or the note of a figure names a period that is not the figure's.
fn misnamed(
    facts: &Facts<'_>,
    figure: &Figure,
    is_label: bool,
    text: &str,
) -> Option<Range<usize>> {
    let rate = figure.value.as_ref().is_some_and(|value| {
        !matches!(
            value.unit().measure,
            Measure::Money(_) | Measure::Named(_) | Measure::Pure
        )
    });
    let words: Vec<_> = words(text).collect();
    let denied = |at: usize| {
        let before = words.iter().take(at);
        before.map(|(word, _)| word.as_ref()).any(|it| ["not", "no", "nor"].contains(&it))
    };
    words.iter().enumerate().find_map(|(at, (word, bytes))| {
        let kind = adjective(word)?;
        let noun = words.get(at + 1).map_or("", |(noun, _)| noun.as_ref());
        let own = is_label
            || at == 0
            || figure.label.as_str().to_lowercase().split(' ').any(|it| it == noun);
        let taken = takes(noun) || (rate && kind != Kind::Trailing);
        let wrong = own && !taken && !denied(at) && !fits(facts, figure, kind);
        wrong.then(|| bytes.clone())
    })
}
