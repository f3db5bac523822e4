//! Numbers in prose that are no results of anybody: a rate by law, a covenant, the price on a
//! tariff sheet, a definition, an assumption, a part of a name.
//!
//! A closed list of words in the sentence decides. Where a verb of the past tells a result in
//! the same clause, the number is one.

use std::ops::Range;

use strata_model::{Measure, Quantity, Scale};

use super::gathered::Passage;
use super::literal::{Literal, sentence};
use super::phrase::{holds_any, lower, words};

/// Words that make a term of any number.
const ANY: &[&str] = &[
    // Law and contract.
    "by law",
    "statutory",
    "statute",
    "legal minimum",
    "regulation",
    "regulations",
    "required",
    "requires",
    "require",
    "requirement",
    "requirements",
    "mandatory",
    "mandated",
    "covenant",
    "covenants",
    "clause",
    "break fee",
    "break-up fee",
    "termination fee",
    "quorum",
    "under section",
    "basel",
    "warrant",
    "warrants",
    "option grants",
    "exercise price",
    "strike price",
    "conversion price",
    "insured",
    "lease",
    "leases",
    "liable",
    "fined",
    // Bounds.
    "threshold",
    "thresholds",
    "trigger",
    "triggers",
    "hurdle",
    "capped",
    "cap of",
    "ceiling",
    "floor of",
    "limit",
    "limits",
    "limited to",
    "minimum",
    "maximum",
    "rule of",
    // Offers.
    "reward",
    "rewards",
    "cashback",
    "cash back",
    "rebate",
    "voucher",
    "loyalty",
];

/// Words that make a definition or an assumption of a sentence, whatever verb is in it.
const FIRM: &[&str] = &[
    // Definitions.
    "means",
    "mean by",
    "is defined",
    "are defined",
    "defined as",
    "definition",
    "counts as",
    "count as",
    "are those who",
    "is one who",
    "is a person",
    "is a company",
    "qualifies",
    "qualify",
    "eligible",
    // What is not, and may be.
    "must",
    "if",
    "unless",
    "would",
    "were to",
    "assume",
    "assumes",
    "assumed",
    "assuming",
    "assumption",
    "assumptions",
    "scenario",
    "scenarios",
    "suppose",
    "supposing",
    "hypothetical",
    "stress test",
    "stress case",
    "sensitivity",
    "for every",
    "for each",
];

/// Words beside a rate: of taxes, loans, votes and indices.
const RATES: &[&str] = &[
    "tax",
    "taxes",
    "vat",
    "duty",
    "duties",
    "tariff",
    "tariffs",
    "levy",
    "levies",
    "royalty",
    "royalties",
    "excise",
    "bond",
    "bonds",
    "notes",
    "debenture",
    "debentures",
    "coupon",
    "coupons",
    "loan",
    "loans",
    "bears",
    "euribor",
    "libor",
    "sofr",
    "sonia",
    "estr",
    "saron",
    "vote",
    "votes",
    "fee",
    "fees",
    "commission",
    "commissions",
    "rent",
    "weigh",
    "weighs",
    "weight",
    "weighting",
    "index",
    "ftse",
    "s&p 500",
    "msci",
    "stoxx",
    "dax",
    "policy",
    "pays out",
    "pay out",
    "payout",
    "paid within",
    "central bank",
    "ecb",
    "inflation target",
    "reserve ratio",
    "rise in rates",
    "cut in rates",
    "rise of rates",
    "cut of rates",
    "reported under",
];

/// Words beside a price: what somebody pays for one of something.
const PRICES: &[&str] = &[
    "a month",
    "per month",
    "monthly",
    "a week",
    "per week",
    "an hour",
    "per hour",
    "a day",
    "per day",
    "a year",
    "per year",
    "a ticket",
    "a seat",
    "per seat",
    "per user",
    "subscription",
    "subscriptions",
    "subscribe",
    "membership",
    "ticket",
    "tickets",
    "card",
    "pass",
    "plan",
    "plans",
    "delivery",
    "shipping",
    "or more",
    "or less",
    "list price",
    "list prices",
    "priced",
    "starts at",
    "start at",
    "starting at",
    "costs",
    "fee",
    "fees",
    "fine",
    "wage",
    "option",
    "options",
];

/// Words beside what a device holds.
const DEVICES: &[&str] = &[
    "memory",
    "ram",
    "storage",
    "disk",
    "battery",
    "batteries",
    "screen",
    "display",
    "processor",
    "version",
];

const DEVICE_UNITS: [&str; 6] = ["GB", "TB", "MB", "kWh", "GHz", "MHz"];

/// Verbs that tell what was.
const RESULTS: &[&str] = &[
    "rose",
    "grew",
    "fell",
    "climbed",
    "declined",
    "increased",
    "decreased",
    "dropped",
    "gained",
    "reached",
    "came to",
    "reported",
    "posted",
    "booked",
    "generated",
    "sold",
    "lost",
    "shrank",
    "expanded",
    "narrowed",
    "widened",
    "doubled",
    "tripled",
    "halved",
    "jumped",
    "slipped",
    "surged",
    "advanced",
    "recorded",
    "delivered",
    "spent",
    "totalled",
    "totaled",
    "amounted to",
    "stood at",
];

/// What a step of a sensitivity is one of.
const STEPS: [&str; 24] = [
    "cut",
    "rise",
    "fall",
    "increase",
    "decrease",
    "move",
    "step",
    "change",
    "point",
    "points",
    "percent",
    "percentage",
    "basis",
    "additional",
    "extra",
    "further",
    "dollar",
    "euro",
    "pound",
    "yen",
    "franc",
    "krone",
    "krona",
    "cent",
];

/// Whether a number is a term of law, contract, tariff, definition or assumption.
pub(crate) fn is_term(prose: &Passage<'_>, literal: &Literal<'_>) -> bool {
    // A threshold is explained in numbers, and so is a term.
    if prose.path.is_under("breaks-if") || prose.path.is_under("definitions") {
        return true;
    }
    let (bytes, number) = (&literal.spelled.bytes, &literal.spelled.quantity);
    let sentence = sentence(prose.text, bytes);
    let lowered = lower(sentence);
    let lists = || {
        holds_any(&lowered, ANY)
            || has_steps(&lowered)
            || is_rate(number) && holds_any(&lowered, RATES)
            || is_price(number) && holds_any(&lowered, PRICES)
            || is_of_device(number) && holds_any(&lowered, DEVICES)
    };
    holds_any(&lowered, FIRM)
        || lists() && !holds_any(&lower(clause(prose.text, sentence, bytes)), RESULTS)
}

/// Whether a number is a part of a name or of a count that is no figure: `Boeing 737`,
/// `Llama 3.1 405B`, `100 High Street`, one share.
pub(crate) fn is_of_name(prose: &Passage<'_>, literal: &Literal<'_>) -> bool {
    let (bytes, spelled) = (&literal.spelled.bytes, &literal.spelled);
    let number = &spelled.quantity;
    let named = matches!(number.unit().measure, Measure::Named(_));
    if named && number.scale() == Scale::One && number.to_string().starts_with("1 ") {
        return true;
    }
    let before = prose.text.get(..bytes.start).unwrap_or("");
    let word = before.strip_suffix([' ', '\u{a0}']).and_then(|it| {
        it.rsplit(|it: char| it.is_whitespace()).next().filter(|word| !word.is_empty())
    });
    // `Llama 3.1 405B`
    let version = word.is_some_and(|word| {
        word.contains('.')
            && word.bytes().all(|it| it.is_ascii_digit() || it == b'.')
            && !word.ends_with('.')
    });
    if version || spelled.counts {
        return version;
    }
    const HEADS: [&str; 24] = [
        "top", "no", "no.", "number", "page", "pages", "note", "section", "article",
        "item", "chapter", "phase", "version", "model", "room", "floor", "table",
        "figure", "exhibit", "form", "rule", "level", "class", "series",
    ];
    let head = word.is_some_and(|word| HEADS.contains(&&*lower(word)));
    let start = sentence(prose.text, bytes).as_ptr().addr() - prose.text.as_ptr().addr();
    let name = word.is_some_and(|word| {
        let first = bytes.start - word.len() - 1 <= start;
        let bare = word.trim_start_matches(['(', '“', '"']);
        !first
            && bare.starts_with(char::is_uppercase)
            && word.ends_with(char::is_alphanumeric)
    });
    let after = prose.text.get(bytes.end..).and_then(|it| it.strip_prefix(' '));
    head || name || after.is_some_and(|it| it.starts_with(char::is_uppercase))
}

fn is_rate(number: &Quantity) -> bool {
    matches!(
        number.unit().measure,
        Measure::Percent | Measure::Points | Measure::BasisPoints | Measure::Multiple
    )
}

/// Whether a number is an amount that somebody may pay for one thing.
fn is_price(number: &Quantity) -> bool {
    matches!(number.unit().measure, Measure::Money(_)) && number.scale() == Scale::One
}

fn is_of_device(number: &Quantity) -> bool {
    number.scale() == Scale::One
        && number.unit().names().any(|name| DEVICE_UNITS.contains(&name.as_str()))
}

/// Whether a sentence counts in steps: `each 1% change`, `every cut`, `a 100 bp rise`.
fn has_steps(sentence: &str) -> bool {
    let mut words = words(sentence).map(|(word, _)| word).peekable();
    while let Some(word) = words.next() {
        let next = words.peek().map_or("", |next| &**next);
        let step =
            next.starts_with(|it: char| it.is_ascii_digit()) || STEPS.contains(&next);
        if matches!(&*word, "each" | "every") && step {
            return true;
        }
        // `a 100 bp rise costs`, `a 10% fall in prices`
        if matches!(&*word, "a" | "an")
            && next.starts_with(|it: char| it.is_ascii_digit())
        {
            words.next();
            let third = words.peek().map_or("", |next| &**next);
            let unit =
                matches!(third, "bp" | "bps" | "basis-point" | "percent" | "point");
            let step = |word: &str| STEPS.get(1..8).is_some_and(|it| it.contains(&word));
            if unit {
                words.next();
            }
            if words.peek().is_some_and(|next| step(next)) {
                return words.any(|it| {
                    matches!(&*it, "costs" | "cost" | "adds" | "moves" | "lifts" | "cuts")
                });
            }
        }
    }
    false
}

/// What stands between commas around a number.
fn clause<'t>(text: &str, sentence: &'t str, bytes: &Range<usize>) -> &'t str {
    let start = sentence.as_ptr().addr() - text.as_ptr().addr();
    let at = bytes.start.saturating_sub(start);
    let begin = sentence.get(..at).and_then(|it| it.rfind(", ")).map_or(0, |it| it + 2);
    let end = sentence.get(at..).and_then(|it| it.find(", "));
    sentence.get(begin..end.map_or(sentence.len(), |end| at + end)).unwrap_or("")
}
