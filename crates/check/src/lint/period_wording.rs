//! L031: a word for a period that the figure beside it does not cover.

use std::borrow::Cow;
use std::ops::Range;

use strata_model::{Figure, Id, Measure, Part as Printed, Segment};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::{Index, Prose};
use super::period_window::{Word, ahead, behind};
use super::period_word::{
    Kind, adjective, fits, fitting, is_of_period, may_have_adjective, takes,
};
use super::phrase::lower;
use super::site::Site;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L031",
    name: "period-wording",
    severity: Severity::Error,
    why: "Twelve months to September are not a year of the books, and a quarter is not a \
          month. Where prose or the label of a figure names a kind of period, it must be the \
          figure's.",
    bad: "figures:\n  capex: {label: CapEx, value: $115.9B, period: TTM Q3 2025}\nverdict:\n  \
          text: ['{capex} annual capex creates a moat.']",
    good: "figures:\n  capex: {label: CapEx, value: $115.9B, period: TTM Q3 2025}\nverdict:\n  \
           text: ['{capex} of trailing capex creates a moat.']",
    fix: "Write the word that fits the period, or print it: `{id.period}`.",
};

/// A figure where it is mentioned in a text: by a reference, or by its number.
struct Mentioned<'b> {
    bytes: Range<usize>,
    id: &'b Id,
    figure: &'b Figure,
    part: Printed,
}

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    if !index.is_english() {
        return;
    }
    for (id, figure, path) in index.figures() {
        found.extend(own_words(index, id, figure, path));
    }
    let mut literals = index.literals().iter().peekable();
    for (at, prose) in index.prose.iter().enumerate() {
        let mut mentioned: Vec<Mentioned<'_>> = Vec::new();
        for segment in &prose.segments {
            let Segment::Reference(reference, range) = segment else { continue };
            let Some((id, figure)) = index.figure_of(&reference.figure) else {
                continue;
            };
            let (bytes, part) = (range.clone(), reference.part);
            mentioned.push(Mentioned { bytes, id, figure, part });
        }
        while let Some(literal) = literals.next_if(|literal| literal.prose <= at) {
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
                .filter(|word| !says(index, one.figure, word));
            let word = word.or_else(|| {
                let text = prose.text.get(one.bytes.end..end)?;
                behind(text, one.bytes.end, one.part)
                    .filter(|word| !says(index, one.figure, word))
            });
            found.extend(word.map(|word| beside(index, prose, one, &word)));
        }
    }
}

/// Whether a figure is what a word says of it.
fn says(index: &Index<'_>, figure: &Figure, word: &Word) -> bool {
    match word {
        Word::Kind(kind, ..) => fits(index, figure, *kind),
        Word::Label(period, _) => {
            let own = figure.period.as_ref().and_then(|own| index.calendar.dates(own));
            let named = index.calendar.dates(period);
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
        "moat",
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
    index: &Index<'_>,
    prose: &Prose<'_>,
    one: &Mentioned<'_>,
    word: &Word,
) -> Finding {
    let bytes = word.bytes();
    let said = prose.text.get(bytes.clone()).unwrap_or("");
    let period = one.figure.period.as_ref().map(ToString::to_string).unwrap_or_default();
    let message =
        format!("`{said}` stands beside figure `{}`, whose period is `{period}`", one.id);
    let at = Path::root().key("figures").key(one.id.as_str()).key("period");
    let finding = Finding::new(&RULE, prose.part(bytes.clone()), message)
        .related((at, Part::Value), "the period");
    let place = |bytes: Range<usize>| Place::from(prose.part(bytes));
    match fitting(index, one.figure).filter(|_| word.is_adjective()) {
        Some(fitting) => {
            let (bytes, text) = with_article(prose.text, bytes, fitting);
            finding
                .help(format!("write `{fitting}`, or print it: `{{{}.period}}`", one.id))
                .fix(Safety::Unsafe, [Change::Write(place(bytes), text)])
        }
        None => {
            finding.help(format!("write a word that fits, or `{{{}.period}}`", one.id))
        }
    }
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

/// What the label and the note of a figure say of its own period.
fn own_words(
    index: &Index<'_>,
    id: &Id,
    figure: &Figure,
    path: Site<'_>,
) -> Option<Finding> {
    let period = figure.period.as_ref()?;
    let rate = figure.value.as_ref().is_some_and(|value| {
        !matches!(
            value.unit().measure,
            Measure::Money(_) | Measure::Named(_) | Measure::Pure
        )
    });
    let texts = [
        ("label", Some(figure.label.as_str())),
        ("note", figure.note.as_ref().map(strata_model::Prose::as_str)),
    ];
    texts.into_iter().find_map(|(key, text)| {
        let text = text?;
        if !may_have_adjective(text) {
            return None;
        }
        let words: Vec<_> = words(text).collect();
        let denied = |at: usize| {
            let before = words.iter().take(at);
            before
                .map(|(word, _)| word.as_ref())
                .any(|it| ["not", "no", "nor"].contains(&it))
        };
        let said = words.iter().enumerate().find_map(|(at, (word, bytes))| {
            let kind = adjective(word)?;
            let noun = words.get(at + 1).map_or("", |(noun, _)| noun.as_ref());
            let own = key == "label"
                || at == 0
                || figure.label.as_str().to_lowercase().split(' ').any(|it| it == noun);
            let taken = takes(noun) || (rate && kind != Kind::Trailing);
            let wrong = own && !taken && !denied(at) && !fits(index, figure, kind);
            wrong.then(|| bytes.clone())
        })?;
        let message = format!(
            "`{}` in the {key} of figure `{id}`, whose period is `{period}`",
            text.get(said.clone()).unwrap_or("")
        );
        let help = "write a word that fits, or leave it to the period that is printed";
        Some(
            Finding::new(&RULE, (path.key(key), Part::Within(said)), message)
                .help(help)
                .related((path.key("period"), Part::Value), "the period"),
        )
    })
}

/// The words of a text in lower case, with their bytes. Hyphens join.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
    let inner = |it: char| it.is_alphanumeric() || matches!(it, '-' | '’' | '\'');
    text.split(move |it| !inner(it)).filter(|word| !word.is_empty()).map(|word| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        (lower(word), start..start + word.len())
    })
}
