//! What a change is said to be measured against: `on the year before`, `sequentially`.

use std::ops::Range;

use strata_model::{Against, Language};

use super::sentence::Sentence;

/// A base in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    /// The same period a year before.
    Year,
    /// The half-year before.
    Half,
    /// The quarter before.
    Quarter,
    /// The month before.
    Month,
    /// What was planned.
    Plan,
    /// What analysts expected.
    Consensus,
    /// What the issuer expected.
    Guidance,
}

/// A base where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Based {
    /// The places of its tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) base: Base,
    /// Whether a preposition leads it, or it is an adverb: `on the year before`. A bare `a
    /// year before` says when something was.
    pub(crate) compares: bool,
}

impl Base {
    /// Whether a change against something may be told so; nothing if that is open.
    pub(crate) fn fits(self, against: Against) -> Option<bool> {
        let time = matches!(against, Against::Yoy | Against::Qoq);
        match (self, against) {
            (_, Against::Prior | Against::Baseline | Against::Peer) => None,
            (Base::Year, Against::Yoy)
            | (Base::Quarter, Against::Qoq)
            | (Base::Plan, Against::Plan)
            | (Base::Consensus, Against::Consensus)
            | (Base::Guidance, Against::Guidance) => Some(true),
            // One may be made of the other.
            (Base::Plan | Base::Consensus | Base::Guidance, _) if !time => None,
            (Base::Half, Against::Qoq) => None,
            _ => Some(false),
        }
    }
}

/// Adverbs and adjectives of one word.
const SINGLE: [(Base, &[&str]); 4] = [
    (
        Base::Year,
        &[
            "year-over-year",
            "year-on-year",
            "yoy",
            "y/y",
            "y-o-y",
            "im-vorjahresvergleich",
        ],
    ),
    (Base::Half, &["half-on-half", "half-over-half", "h/h"]),
    (
        Base::Quarter,
        &[
            "quarter-over-quarter",
            "quarter-on-quarter",
            "qoq",
            "q/q",
            "q-o-q",
            "sequentially",
            "sequential",
        ],
    ),
    (Base::Month, &["month-over-month", "month-on-month", "m/m"]),
];

/// The bases that a sentence names, in its order.
pub(crate) fn bases(sentence: &Sentence<'_>) -> Vec<Based> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        match based(sentence, at) {
            Some(one) => {
                at = one.tokens.end;
                found.push(one);
            }
            None => at += 1,
        }
    }
    found
}

/// The base that begins at a place.
fn based(sentence: &Sentence<'_>, at: usize) -> Option<Based> {
    let token = sentence.token(at).filter(|it| !it.quoted)?;
    let word = token.word()?;
    match sentence.language {
        Language::EnUs | Language::EnGb => english(sentence, at, word),
        Language::DeDe => german(sentence, at, word),
        Language::FrFr => french(sentence, at, word),
    }
}

fn single(word: &str) -> Option<Base> {
    let found = SINGLE.iter().find(|(_, words)| words.contains(&word));
    found.map(|(base, _)| *base)
}

fn english(sentence: &Sentence<'_>, at: usize, word: &str) -> Option<Based> {
    let found =
        |end: usize, base, compares| Some(Based { tokens: at..end, base, compares });
    if let Some(base) = single(word) {
        return found(at + 1, base, true);
    }
    // `year over year`
    if ["over", "on"].contains(&sentence.word(at + 1))
        && word == sentence.word(at + 2)
        && let Some(base) = unit(word)
    {
        return found(at + 3, base, true);
    }
    let leads =
        ["on", "over", "from", "than", "versus", "vs", "against", "above", "below"];
    let (mut next, mut compares) = (at, false);
    let since = word == "since";
    if leads.contains(&word) || since {
        (next, compares) = (at + 1, true);
        if word == "than" && sentence.word(next) == "in" {
            next += 1;
        }
    } else if ["compared", "relative", "ahead", "short"].contains(&word)
        && ["with", "to", "of"].contains(&sentence.word(at + 1))
    {
        (next, compares) = (at + 2, true);
    }
    if ["against", "versus", "vs", "compared", "relative"].contains(&word)
        && let Some((end, base)) = expected(sentence, next)
    {
        return found(end, base, true);
    }
    let (end, base) = span(sentence, next, compares)?;
    found(end, base, compares)
}

/// `the plan`, `consensus`.
fn expected(sentence: &Sentence<'_>, at: usize) -> Option<(usize, Base)> {
    let article = ["the", "its", "our", "their"].contains(&sentence.word(at));
    let noun = at + usize::from(article);
    let base = match sentence.word(noun) {
        "plan" | "budget" => Base::Plan,
        "consensus" | "expectations" | "estimates" => Base::Consensus,
        "guidance" => Base::Guidance,
        _ => return None,
    };
    Some((noun + 1, base))
}

fn unit(word: &str) -> Option<Base> {
    Some(match word {
        "year" | "year's" => Base::Year,
        "half" | "half-year" => Base::Half,
        "quarter" | "quarter's" => Base::Quarter,
        "month" | "month's" => Base::Month,
        _ => return None,
    })
}

/// `the year before`, `a year earlier`, `last year`, `the prior-year quarter`.
fn span(sentence: &Sentence<'_>, at: usize, compares: bool) -> Option<(usize, Base)> {
    const THEN: [&str; 3] = ["before", "earlier", "ago"];
    const PRIOR: [&str; 4] = ["prior", "previous", "preceding", "last"];
    let mut next = at;
    let article = ["the", "a", "one", "its"].contains(&sentence.word(next));
    next += usize::from(article);
    let word = sentence.word(next);
    // `twelve months earlier`
    let months = match word {
        "twelve" | "12" => Some(Base::Year),
        "six" | "6" => Some(Base::Half),
        "three" | "3" => Some(Base::Quarter),
        _ => None,
    };
    if let Some(base) = months {
        let fits = sentence.word(next + 1) == "months"
            && THEN.contains(&sentence.word(next + 2));
        return fits.then_some((next + 3, base));
    }
    let spans = ["quarter", "period", "half", "half-year", "month", "level"];
    // `the prior-year quarter`, `the year-ago period`
    let joined = ["prior-year", "year-ago", "year-earlier", "previous-year"];
    if joined.contains(&word) {
        let noun = spans.contains(&sentence.word(next + 1));
        return compares.then_some((next + 1 + usize::from(noun), Base::Year));
    }
    if ["prior-quarter", "previous-quarter"].contains(&word) {
        return compares.then_some((next + 1, Base::Quarter));
    }
    // `the same quarter last year`, `the corresponding period of the year before`
    if ["same", "corresponding", "comparable"].contains(&word)
        && spans.contains(&sentence.word(next + 1))
    {
        let mut then = next + 2;
        then += usize::from(["of", "in", "a"].contains(&sentence.word(then)));
        let (end, base) = span(sentence, then, true)?;
        return (base == Base::Year).then_some((end, base));
    }
    if PRIOR.contains(&word) {
        let base = unit(sentence.word(next + 1))?;
        // `the last quarter` may be the one that is told of, `the prior year quarter` is
        // a year back.
        let since = at.checked_sub(1).is_some_and(|it| sentence.word(it) == "since");
        let latest = word == "last" && article && !since;
        let mut end = next + 2;
        if base == Base::Year && spans.contains(&sentence.word(end)) {
            end += 1;
        }
        return (compares && !latest).then_some((end, base));
    }
    let base = unit(word)?;
    let then = sentence.word(next + 1);
    if THEN.contains(&then) && article {
        // `the quarter a year earlier` is not the quarter before.
        return Some((next + 2, base));
    }
    // `up 5% on the year`
    let on =
        at.checked_sub(1).is_some_and(|it| ["on", "over"].contains(&sentence.word(it)));
    let ends = sentence.token(next + 1).is_none_or(|it| it.word().is_none())
        || ["and", "to"].contains(&then);
    (on && ends && base == Base::Year && sentence.word(at) == "the")
        .then_some((next + 1, base))
}

/// `gegenüber dem Vorjahr`, `zum Vorquartal`, `im Vergleich zum Vorjahr`.
fn german(sentence: &Sentence<'_>, at: usize, word: &str) -> Option<Based> {
    let found = |end: usize, base| Some(Based { tokens: at..end, base, compares: true });
    if let Some(base) = single(word) {
        return found(at + 1, base);
    }
    let mut next = match word {
        "gegenüber" | "zum" | "auf" => at + 1,
        _ => return None,
    };
    if ["dem", "den", "das"].contains(&sentence.word(next)) {
        next += 1;
    }
    let base = match sentence.word(next) {
        "vorjahr" | "vorjahresquartal" | "vorjahreszeitraum" | "vorjahreswert"
        | "vorjahreshalbjahr" => Base::Year,
        "vorquartal" => Base::Quarter,
        "vorhalbjahr" => Base::Half,
        "vormonat" => Base::Month,
        _ => return None,
    };
    found(next + 1, base)
}

/// `sur un an`, `par rapport au trimestre précédent`.
fn french(sentence: &Sentence<'_>, at: usize, word: &str) -> Option<Based> {
    let found = |end: usize, base| Some(Based { tokens: at..end, base, compares: true });
    let next = |by: usize| sentence.word(at + by);
    if word == "sur" && next(1) == "un" {
        return match next(2) {
            "an" => found(at + 3, Base::Year),
            "trimestre" => found(at + 3, Base::Quarter),
            _ => None,
        };
    }
    if word == "par" && next(1) == "rapport" && ["au", "à"].contains(&next(2)) {
        let mut noun = at + 3;
        noun += usize::from(["la", "l'"].contains(&sentence.word(noun)));
        let then = sentence.word(noun + 1);
        let before = ["précédent", "précédente"].contains(&then);
        return match sentence.word(noun) {
            "trimestre" if before => found(noun + 2, Base::Quarter),
            "semestre" if before => found(noun + 2, Base::Half),
            "année" | "l'année" | "l'exercice" if before => found(noun + 2, Base::Year),
            _ => None,
        };
    }
    None
}
