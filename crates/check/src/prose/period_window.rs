//! The words around a figure in prose that speak of its period, and only those: `annual
//! capex of {capex}` does, `an annual report, which puts it at {capex}` does not.

use std::borrow::Cow;
use std::ops::Range;

use strata_model::{Part, Period};

use super::period_word::{Kind, adjective, is_level, span, takes};
use super::phrase::words;

/// Words that name a period, where they stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Word {
    /// By its kind, and whether it stands as an adjective.
    Kind(Kind, Range<usize>, bool),
    /// By its label.
    Label(Period, Range<usize>),
}

impl Word {
    pub(crate) fn bytes(&self) -> Range<usize> {
        match self {
            Word::Kind(_, bytes, _) | Word::Label(_, bytes) => bytes.clone(),
        }
    }

    pub(crate) fn is_adjective(&self) -> bool {
        matches!(self, Word::Kind(_, _, true))
    }
}

/// Words after which another clause begins.
const BREAKS: [&str; 22] = [
    "but", "while", "whereas", "and", "or", "than", "against", "versus", "vs", "after",
    "before", "though", "although", "when", "which", "who", "that", "if", "because",
    "since", "despite", "not",
];

/// Verbs and prepositions that join a noun to its figure.
const OF: [&str; 6] = ["of", "at", "to", "by", "with", "worth"];
const VERBS: [&str; 22] = [
    "was", "were", "is", "are", "reached", "hit", "totalled", "totaled", "totals",
    "came", "comes", "amounted", "amounts", "stood", "stands", "rose", "fell", "grew",
    "climbed", "exceeded", "topped", "brought",
];

/// Words that say nothing between a figure and the words around it.
const ARTICLES: [&str; 14] = [
    "a", "an", "the", "its", "their", "this", "total", "net", "gross", "about", "nearly",
    "over", "some", "roughly",
];

/// Words before `a year` that make it a span of time.
const SPANS: [&str; 12] = [
    "half", "in", "over", "within", "once", "twice", "times", "of", "for", "through",
    "all", "about",
];

type Words<'t> = Vec<(Cow<'t, str>, Range<usize>)>;

/// The words before a figure that speak of its period. `is_noun` knows what it measures; an
/// amount of money may be the amount of anything.
pub(crate) fn ahead(
    text: &str,
    offset: usize,
    part: Part,
    money: bool,
    is_noun: &impl Fn(&str) -> bool,
) -> Option<Word> {
    let sentence = tail(text);
    let offset = offset + text.len() - sentence.len();
    let mut all: Words<'_> =
        words(sentence).map(|(word, at)| (word, shift(&at, offset))).collect();
    let broken = all.iter().rposition(|(word, _)| BREAKS.contains(&word.as_ref()));
    all.drain(..broken.map_or(0, |at| at + 1));
    // What joins the noun to the figure.
    let joins = |word: &str| {
        OF.contains(&word)
            || VERBS.contains(&word)
            || ARTICLES.contains(&word)
            || word == "in"
    };
    let end = all.iter().rposition(|(word, _)| !joins(word)).map_or(0, |at| at + 1);
    let (head, joint) = all.split_at(end);
    let comma = joint.first().or(head.last()).is_some_and(|(_, at)| {
        let from = head.last().map_or(at.start, |(_, at)| at.end);
        let gap = sentence.get(from.saturating_sub(offset)..).unwrap_or("");
        gap.trim_start().starts_with(',')
    });
    if !comma && let Some(word) = modifier(head, joint, money, is_noun) {
        return Some(word);
    }
    (part == Part::Value).then(|| leading(&all)).flatten()
}

/// `annual capex of`, `quarterly`: an adjective that the figure or its noun is under.
fn modifier(
    head: &[(Cow<'_, str>, Range<usize>)],
    joint: &[(Cow<'_, str>, Range<usize>)],
    money: bool,
    is_noun: &impl Fn(&str) -> bool,
) -> Option<Word> {
    for nouns in 0..=3_usize {
        let at = head.len().checked_sub(nouns + 1)?;
        let (word, bytes) = head.get(at)?;
        let Some(kind) = adjective(word) else { continue };
        let between = head.get(at + 1..)?;
        if between.iter().any(|(noun, _)| takes(noun)) {
            return None;
        }
        let of = money && joint.first().is_some_and(|(word, _)| word == "of");
        let known = of || between.iter().any(|(noun, _)| is_noun(noun));
        let adverb = word.ends_with("ually") || word == "yearly";
        let joins = match (between.is_empty(), joint.is_empty()) {
            // `quarterly {id}`, `TTM: {id}`
            (true, true) => true,
            (true, false) => adverb || is_noun(word),
            (false, _) => known,
        };
        return joins.then(|| Word::Kind(kind, bytes.clone(), !adverb));
    }
    None
}

/// `In the quarter, sales were {id}`: a phrase of time at the start of the clause.
fn leading(all: &Words<'_>) -> Option<Word> {
    const FAR: usize = 6;
    (0..all.len()).rev().find_map(|at| {
        let phrase = all.get(at..)?;
        let (word, end) = phrase_of_time(phrase)?;
        (phrase.len() - end <= FAR).then_some(word)
    })
}

/// The words behind a figure that speak of its period.
pub(crate) fn behind(text: &str, offset: usize, part: Part) -> Option<Word> {
    let clause = clause(text);
    let mut all: Words<'_> =
        words(clause).map(|(word, at)| (word, shift(&at, offset))).collect();
    let broken = all.iter().position(|(word, _)| BREAKS.contains(&word.as_ref()));
    all.truncate(broken.unwrap_or(all.len()));
    // `{id} of annual capex`, `{id} annually`.
    let filler = |word: &str| ARTICLES.contains(&word) || ["of", "in"].contains(&word);
    let first = all.iter().position(|(word, _)| !filler(word)).filter(|at| *at <= 3);
    if let Some((word, bytes)) = first.and_then(|at| all.get(at)) {
        let next = first.and_then(|at| all.get(at + 1)).map_or("", |(word, _)| word);
        if let Some(kind) = adjective(word) {
            let adverb = word.ends_with("ually");
            return (!takes(next)).then(|| Word::Kind(kind, bytes.clone(), !adverb));
        }
    }
    if !is_level(part) {
        return None;
    }
    const FAR: usize = 4;
    (0..all.len().min(FAR)).find_map(|at| {
        let phrase = all.get(at..)?;
        // `half a year` and `in a year` are spans.
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let span = before.is_some_and(|(word, _)| SPANS.contains(&word.as_ref()));
        let rhythm = if span { None } else { rhythm(phrase) };
        rhythm.or_else(|| phrase_of_time(phrase).map(|(word, _)| word))
    })
}

/// `a year`, `per quarter`, `every month`.
fn rhythm(phrase: &[(Cow<'_, str>, Range<usize>)]) -> Option<Word> {
    let [(each, start), (noun, end), ..] = phrase else { return None };
    let kind = span(noun)?;
    let after = phrase.get(2).map_or("", |(word, _)| word.as_ref());
    let ago = each == "a"
        && ["ago", "earlier", "later", "on", "over", "older", "of"].contains(&after);
    let each = ["a", "per", "each", "every"].contains(&each.as_ref());
    (each && !ago).then_some(Word::Kind(kind, start.start..end.end, false))
}

/// `in the quarter`, `this year`, `for Q2 2025`, `in the last twelve months`: what it names,
/// and how many words it takes up.
fn phrase_of_time(phrase: &[(Cow<'_, str>, Range<usize>)]) -> Option<(Word, usize)> {
    let at = |index: usize| phrase.get(index).map_or("", |(word, _)| word.as_ref());
    let bytes = |end: usize| {
        Some(phrase.first()?.1.start..phrase.get(end.checked_sub(1)?)?.1.end)
    };
    let kind = |kind, end| Some((Word::Kind(kind, bytes(end)?, false), end));
    if (at(0), at(1)) == ("this", "year") {
        return kind(Kind::ThisYear, 2);
    }
    if (at(0), at(1)) == ("so", "far") {
        return kind(Kind::ToDate, 2);
    }
    if !["in", "for", "during", "over"].contains(&at(0)) {
        return None;
    }
    if let Some(period) = label(at(1), at(2)) {
        return Some((Word::Label(period, bytes(3)?), 3));
    }
    // `in a year` is how long a change took, not a period.
    let mut end = 1;
    while ["the", "this", "that", "full", "whole", "fiscal", "latest", "last", "past"]
        .contains(&at(end))
        || ["trailing", "first", "second", "third", "fourth", "twelve", "12"]
            .contains(&at(end))
        || months_of(at(end)).is_some()
    {
        end += 1;
    }
    let between = |word: &str| (1..end).any(|index| at(index) == word);
    let twelve = between("twelve") || between("12");
    if twelve && at(end) == "months" {
        return kind(Kind::TwelveMonths, end + 1);
    }
    // `in six months` is how long something took; `in the first six months` and `in the six
    // months to June` are periods.
    if let Some(months) = months_of(at(end - 1)).filter(|_| at(end) == "months") {
        let of_the_books =
            between("first") || ["ended", "ending", "to"].contains(&at(end + 1));
        return if of_the_books { kind(months, end + 1) } else { None };
    }
    let spanned = span(at(end)).filter(|_| end > 1)?;
    let after = at(end + 1);
    if ["before", "ago", "earlier", "after", "later", "ahead"].contains(&after) {
        return None;
    }
    let to = ["to", "ended", "ending", "through"].contains(&after);
    // `over the last year`, `in the year to June`.
    let any = spanned == Kind::Year && (to || between("last") || between("past"));
    kind(if any { Kind::TwelveMonths } else { spanned }, end + 1)
}

/// The kind of so many months of the books.
fn months_of(number: &str) -> Option<Kind> {
    Some(match number {
        "three" | "3" => Kind::Quarter,
        "six" | "6" => Kind::Half,
        "nine" | "9" => Kind::NineMonths,
        _ => return None,
    })
}

/// A label such as `Q3 2025`, from two words.
fn label(head: &str, year: &str) -> Option<Period> {
    let head = head.to_ascii_uppercase();
    let known = ["FY", "9M", "H1", "H2", "Q1", "Q2", "Q3", "Q4"].contains(&head.as_str());
    let four = year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
    (known && four).then(|| format!("{head} {year}").parse().ok())?
}

fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// How many bytes around a figure may speak of it.
const WINDOW: usize = 120;

/// The end of a text from the last mark that ends a clause, and no more than a window.
fn tail(text: &str) -> &str {
    let start = text.ceil_char_boundary(text.len().saturating_sub(WINDOW));
    let near = text.get(start..).unwrap_or(text);
    let mut behind = ' ';
    let mark = near.char_indices().rev().find(|(_, found)| {
        let end = match found {
            '(' | '—' => true,
            '.' | ';' | ':' | '!' | '?' | '–' => behind == ' ',
            _ => false,
        };
        behind = *found;
        end
    });
    let start = mark.map_or(0, |(at, found)| at + found.len_utf8());
    near.get(start..).unwrap_or(near)
}

/// The start of a text up to the first mark that ends a clause, and no more than a window.
fn clause(text: &str) -> &str {
    let near = text.get(..text.floor_char_boundary(WINDOW)).unwrap_or(text);
    let mut chars = near.char_indices().peekable();
    while let Some((at, found)) = chars.next() {
        let space = chars.peek().is_none_or(|(_, next)| *next == ' ');
        let end = match found {
            '(' | ')' | '—' => true,
            '.' | ';' | ':' | '!' | '?' | ',' | '–' => space,
            _ => false,
        };
        if end {
            return near.get(..at).unwrap_or(near);
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    /// The words found fault with, beside a quarter `{q}`, twelve months `{ttm}`, a year
    /// `{year}`, a run rate `{pace}` and a count `{shops}` of a quarter.
    fn said(text: &str) -> Vec<String> {
        let brief = format!(
            "units: {{shops: places that sell}}\nfigures:\n  q: {{label: Sales, value: $5B, \
             change: +7% qoq, prior: $4.7B, period: Q3 2025}}\n  ttm: {{label: CapEx, value: \
             $115.9B, period: TTM Q3 2025}}\n  year: {{label: Income, value: $9B, period: FY \
             2024}}\n  pace: {{label: Desk, value: $1B, period: run rate at 2025-10-30}}\n  shops: \
             {{label: Shops opened, value: 318 shops, period: Q3 2025}}\n  stock: {{label: \
             Backlog, value: $200B, period: at 2025-09-30}}\n  nine: {{label: Sales to date, \
             value: $14B, period: 9M 2025}}\n  weeks: {{label: Sales of weeks, value: $19B, \
             period: 52 weeks to 2025-02-01}}\nverdict: {{text: [\"{text}\"]}}\n"
        );
        let said = messages(&brief, "L031").into_iter();
        said.filter_map(|it| it.split('`').nth(1).map(str::to_owned)).collect()
    }

    #[test]
    fn words_that_speak_of_the_figure_are_found() {
        let wrong: Vec<_> = [
            ("{ttm} annual capex pays for itself.", "annual"),
            ("{ttm} of annual capex", "annual"),
            ("{ttm} in annual spending", "annual"),
            ("The annual capex of {ttm} is a burden.", "annual"),
            ("Its annual capital spending of {ttm}", "annual"),
            ("Annual capex was {ttm}.", "Annual"),
            ("Annual capex reached {ttm} by September.", "Annual"),
            ("Capex is an annual bill of {ttm}.", "annual"),
            ("It spends {ttm} a year.", "a year"),
            ("It spends {ttm} per year on chips", "per year"),
            ("It spends {ttm} annually.", "annually"),
            ("It spends {ttm} every quarter", "every quarter"),
            ("full-year {ttm}", "full-year"),
            ("LTM {q} of sales", "LTM"),
            ("TTM sales of {q}", "TTM"),
            ("annual sales of {q}", "annual"),
            ("quarterly {year}", "quarterly"),
            ("It sold {q} in the year.", "in the year"),
            ("It sold {q} this year.", "this year"),
            ("It sold {q} so far.", "so far"),
            ("It sold {q} in the last twelve months.", "in the last twelve months"),
            ("In the year, sales were {q}.", "In the year"),
            ("In Q2 2025 sales came to {q}.", "In Q2 2025"),
            ("It sold {q} in Q2 2025, or more.", "in Q2 2025"),
            ("It earned {ttm} in Q3 2025.", "in Q3 2025"),
            ("Sales rose in the month to {q}.", "in the month"),
            ("from quarterly {ttm.prior}", "quarterly"),
            ("It sold {q} in the first nine months.", "in the first nine months"),
            ("In the six months to June it sold {q}.", "In the six months"),
            ("nine-month sales of {q}", "nine-month"),
            ("It sold {nine} in the first six months.", "in the first six months"),
            ("quarterly sales of {weeks}", "quarterly"),
            ("{pace} of monthly revenue", "monthly"),
            ("{q} of daily sales", "daily"),
            ("$115.9B annual capex pays for itself", "annual"),
            ("spends $115.9 billion a year", "a year"),
        ]
        .into_iter()
        .filter(|(text, word)| said(text) != [*word])
        .collect();
        assert_eq!(wrong, []);
    }

    #[test]
    fn words_that_speak_of_something_else_are_left_alone() {
        let wrong: Vec<_> = [
            "{q} of quarterly sales, {year} annual income, {ttm} of trailing capex",
            "In the quarter, sales were {q}; in the year to September capex was {ttm}.",
            "It sold {q} in Q3 2025 and earned {year} in FY 2024.",
            "It is not annual. {q} was the quarterly value",
            "An annual report puts capex at {ttm}.",
            "The annual report, filed late, says {ttm}.",
            "Its annual list of {shops} is out.",
            "The annual meeting of {shops} shareholders",
            "Capex rose in a year to {ttm}.",
            "Sales rose {q.rise} in a year, {q.change} on the year.",
            "from {q.prior} a year earlier to {q}",
            "{q} a year ago would have been a record.",
            "{q}, more than in any year since it began",
            "{q} and annual reports; annual capex and {q}",
            "It sold {q} while annual capex fell.",
            "{pace} annual run rate, an annual run rate of {pace}",
            "{pace} a year",
            "{q} came after a year of losses",
            "{stock} of annual capacity in the quarter",
            "{shops} daily, at weekly fairs",
            "Monthly active users: {shops}",
            "{q.period} annual, {q.label} a year",
            "{ttm} over the last year, {ttm} in the year to September",
            "{ttm} in 12 months, {ttm} of twelve-month capex",
            "the year ended well; {q} helped",
            "annual growth of {q}, an annual growth rate of {q.rise}",
            "a yearly plan of {q}",
            "{q} in one quarter",
            "It sold {nine} in the first nine months and {q} in the three months to September.",
            "It sold {nine} in 9M 2025, {nine} of nine-month sales, {nine} so far.",
            "{weeks} of annual sales, {q} within the last six months",
            "{q} in half a year, {year} within a quarter, {q} twice a month",
        ]
        .into_iter()
        .filter(|text| !said(text).is_empty())
        .collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn a_label_or_a_note_speaks_of_its_own_figure() {
        let said = |keys: &str| {
            let brief = format!("figures:\n  a: {{{keys}}}\n");
            messages(&brief, "L031")
        };
        let ttm = "value: $115.9B, period: TTM Q3 2025";
        assert_eq!(
            said(&format!("label: Annual capex, {ttm}")),
            ["`Annual` in the label of figure `a`, whose period is `TTM Q3 2025`"]
        );
        assert_eq!(said(&format!("label: 'CapEx, TTM', {ttm}")), [""; 0]);
        assert_eq!(said(&format!("label: 'CapEx, quarterly', {ttm}")).len(), 1);
        assert_eq!(
            said(&format!("label: Capex, note: 'Annual capex, net.', {ttm}")).len(),
            1
        );
        for keys in [
            "label: Capex, note: 'Twelve months, not an annual capex.'",
            "label: Capex, note: Excludes annual bonus payments.",
            "label: Annual recurring revenue",
            "label: Sales in annual reports",
        ] {
            assert_eq!(said(&format!("{keys}, {ttm}")), [""; 0], "{keys}");
        }
        let users = "label: Monthly active users, value: 5M, period: Q3 2025";
        assert_eq!(said(users), [""; 0]);
        assert_eq!(said("label: Annual growth, value: 5%, period: Q3 2025"), [""; 0]);
        assert_eq!(said("label: Annual capex, value: $5B, period: unstated"), [""; 0]);
        let capacity = "label: Annual capacity, value: 5M t, period: at 2025-09-30";
        assert_eq!(said(capacity), [""; 0]);
    }

    #[test]
    fn the_word_that_fits_brings_its_article() {
        let brief = "figures:\n  a: {label: CapEx, value: $115.9B, period: TTM Q3 2025}\n\
                     verdict: {text: ['Capex is an annual bill of {a}.']}\n";
        let report = crate::sample::report(brief);
        let mut findings = report.findings().iter().map(crate::Located::finding);
        let finding = findings.rfind(|it| it.rule().code == "L031").unwrap();
        let changes = format!("{:?}", finding.changes());
        assert!(changes.contains("a trailing-twelve-month"), "{changes}");
    }
}
