//! The words by which rules find what they speak of: of each phrase the one that stands most
//! seldom in other company.

use crate::prose::feature::Topic;
use crate::prose::quote::language::{ENGLISH, FOREIGN};
use crate::prose::{period_word, when};

/// Words for a fraction that need `of` behind them.
pub(crate) const FRACTIONS: [&str; 22] = [
    "half", "third", "thirds", "quarter", "quarters", "fourth", "fourths", "fifth",
    "fifths", "sixth", "sixths", "seventh", "sevenths", "eighth", "eighths", "tenth",
    "tenths", "majority", "bulk", "most", "ninth", "ninths",
];

const TOPICS: [(Topic, &[&str]); 12] = [
    (
        Topic::Basis,
        &[
            "constant",
            "neutral",
            "organic",
            "organically",
            "like",
            "adjusted",
            "underlying",
            "gaap",
            "ifrs",
            "forma",
            "normalized",
            "normalised",
            "off",
            "offs",
            "exceptional",
            "special",
            "free",
            "run",
            "annualized",
            "statutory",
            "reported",
        ],
    ),
    (Topic::Period, &["far", "half", "day", "week", "month", "months"]),
    (
        Topic::Likelihood,
        &[
            "probably",
            "certain",
            "certainly",
            "chance",
            "likelihood",
            "improbable",
            "probable",
            "likely",
            "unlikely",
        ],
    ),
    (
        Topic::Certainty,
        &[
            "certain",
            "certainly",
            "sure",
            "surely",
            "bound",
            "definitely",
            "undoubtedly",
            "inevitable",
            "inevitably",
            "doubt",
            "unquestionably",
            "proves",
            "question",
            "guaranteed",
        ],
    ),
    (Topic::Confidence, &["confidence"]),
    (
        Topic::Price,
        &[
            "price",
            "market",
            "enterprise",
            "p",
            "pe",
            "ev",
            "yield",
            "aktienkurs",
            "börsenkurs",
            "börsenwert",
            "marktkapitalisierung",
            "kgv",
            "action",
            "bourse",
            "boursière",
            "dividende",
        ],
    ),
    (Topic::Fraction, &FRACTIONS),
    (Topic::Times, &["times", "twice", "thrice"]),
    (
        Topic::Rank,
        &[
            "outsold",
            "outsells",
            "exceeded",
            "exceeds",
            "overtook",
            "outearned",
            "topped",
            "outgrew",
            "outgrows",
            "outpaced",
            "outpaces",
            "trailed",
            "trails",
            "more",
            "less",
        ],
    ),
    (
        Topic::Series,
        &[
            "record",
            "time",
            "row",
            "running",
            "straight",
            "consecutive",
            "successive",
            "since",
            "ever",
        ],
    ),
    (Topic::Recurring, &["arr", "recurring"]),
    (
        Topic::Restated,
        &[
            "restate",
            "restated",
            "restates",
            "restatement",
            "recast",
            "revised",
            "presented",
            "forma",
            "retrospective",
            "retrospectively",
        ],
    ),
];

/// All of them.
pub(super) fn words() -> impl Iterator<Item = (Topic, &'static str)> {
    let own = TOPICS.iter().flat_map(|(topic, all)| all.iter().map(|it| (*topic, *it)));
    let periods = when::words().chain(period_word::keys());
    own.chain(periods.map(|it| (Topic::Period, it)))
        .chain(ENGLISH.into_iter().map(|it| (Topic::English, it)))
        .chain(FOREIGN.into_iter().map(|it| (Topic::Foreign, it)))
}
