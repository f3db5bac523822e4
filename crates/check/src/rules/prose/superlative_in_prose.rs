use std::cell::OnceCell;
use std::ops::Range;

use strata_model::markup::unmarked;
use strata_model::{IdKind, Reading, Segment};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::Topic;
use crate::prose::phrase::words;
use crate::rule::Rule;
use crate::rules::prose::{rank_wording, series_wording};

pub(crate) const RULE: Rule = Rule::read(include_str!("superlative_in_prose.md"));

/// Claims that the figures decide, one way or the other: other rules speak of them. Most
/// briefs make none, so they are found when the first is asked for.
struct Decided<'f, 'b> {
    facts: &'f Facts<'b>,
    claims: OnceCell<Vec<(usize, Range<usize>)>>,
}

impl<'b> Decided<'_, 'b> {
    /// Whether the claim at some bytes of a text, told by its number, is among them.
    fn holds(&self, passage: usize, bytes: &Range<usize>) -> bool {
        let facts = self.facts;
        let claims = self.claims.get_or_init(|| {
            [series_wording::decided(facts), rank_wording::decided(facts)].concat()
        });
        claims.iter().any(|(at, claim)| {
            *at == passage && claim.start < bytes.end && bytes.start < claim.end
        })
    }

    /// The same of the text under a key of a reading.
    fn holds_under(
        &self,
        reading: ArenaPath<'b>,
        key: &str,
        bytes: &Range<usize>,
    ) -> bool {
        let own = self.facts.passage_under(reading, key);
        own.is_some_and(|(own, _)| self.holds(own, bytes))
    }
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let decided = Decided { facts, claims: OnceCell::new() };
    for (reading, path) in &facts.readings {
        if is_shown(facts, reading) {
            continue;
        }
        for (key, text) in
            [("text", Some(&reading.text)), ("support", reading.support.as_ref())]
        {
            let Some(text) = text.map(|it| unmarked(it.as_str())) else { continue };
            let Some(bytes) = claim(&text.text) else { continue };
            if decided.holds_under(*path, key, &bytes) {
                continue;
            }
            let word = text.text.get(bytes.clone()).unwrap_or("");
            let bytes = text.written(bytes);
            let message =
                format!("`{word}` is a claim about all others, with nothing to show it");
            report.at((path.key(key), Part::Within(bytes)), message).help(
                    "rest it on a figure with a `superlative`, or name what speaks against it",
                );
            break;
        }
    }
    let verdict = facts.root.key("verdict").key("text");
    for (at, prose) in facts.prose.iter().enumerate() {
        if !prose.path.is_within(verdict) {
            continue;
        }
        let found = claim(prose.text).filter(|bytes| !decided.holds(at, bytes));
        let Some(bytes) = found else { continue };
        let word = prose.text.get(bytes.clone()).unwrap_or("");
        let message = format!("`{word}` is said in the verdict, and in no reading");
        report
            .at(prose.part(bytes), message)
            .help("make it a reading that says what it rests on, or leave it out");
    }
    elsewhere(facts, &decided, report);
}

/// Items, titles and leads may praise; but `highest since` and `record` are of a series.
fn elsewhere(facts: &Facts<'_>, decided: &Decided<'_, '_>, report: &mut Reporter<'_>) {
    let sections = facts.root.key("sections");
    let literals = facts.literals();
    for (at, prose) in facts.prose.iter().enumerate() {
        // Most texts say nothing of the kind: their words are not looked at.
        if !facts.features(at).speaks_of(Topic::Series) {
            continue;
        }
        let Some(bytes) = of_series(prose.text) else { continue };
        if decided.holds(at, &bytes) {
            continue;
        }
        let is_of_reading = |above: ArenaPath<'_>| {
            let readings = &facts.readings;
            let at = readings.binary_search_by_key(&above.number(), |it| it.1.number());
            at.is_ok()
        };
        if !prose.path.is_within(sections)
            || prose.path.parent().is_some_and(is_of_reading)
        {
            continue;
        }
        let referred = prose.segments.iter().flat_map(|segment| match segment {
            Segment::Reference(reference, _) => vec![&reference.figure],
            Segment::Computed(derivation, _) => derivation.ids().collect(),
            Segment::Words(_) | Segment::Broken(..) => Vec::new(),
        });
        let referred = referred.filter_map(|id| facts.figure(id));
        let start = literals.partition_point(|literal| literal.prose < at);
        let typed = literals.get(start..).unwrap_or(&[]).iter();
        let typed = typed.take_while(|literal| literal.prose == at);
        let mentioned = typed.filter_map(|it| it.only().map(|only| only.figure));
        if referred.chain(mentioned).any(|figure| figure.superlative.is_some()) {
            continue;
        }
        let word = prose.text.get(bytes.clone()).unwrap_or("");
        let message =
            format!("`{word}` is a claim about a series, with nothing to show it");
        report.at(prose.part(bytes), message).help(
            "give the figure a `superlative` and a `history`, and refer to it here",
        );
    }
}

/// Where a text claims an extreme of a series: `fastest since`, `an all-time high`.
fn of_series(text: &str) -> Option<Range<usize>> {
    let words: Vec<_> = words(text).collect();
    words.windows(2).find_map(|pair| {
        let [(one, start), (two, end)] = pair else { return None };
        let extreme = SUPERLATIVES.contains(&one.as_ref())
            && ["ever", "since"].contains(&two.as_ref());
        let high = one == "all-time" && ["high", "low", "record"].contains(&two.as_ref());
        (extreme || high).then_some(start.start..end.end)
    })
}

/// Whether a reading says what its superlative is held against: a series, or rivals.
fn is_shown(facts: &Facts<'_>, reading: &Reading) -> bool {
    let doubted = !reading.alternatives.is_empty() || !reading.against.is_empty();
    let figures = reading.evidence().filter(|(id, _)| {
        facts.thing(id.as_str()).is_some_and(|thing| thing.kind == IdKind::Figure)
    });
    let mut figures = figures.filter_map(|(id, _)| facts.figure(id));
    doubted || figures.any(|figure| figure.superlative.is_some())
}

const SUPERLATIVES: [&str; 24] = [
    "largest",
    "biggest",
    "greatest",
    "highest",
    "lowest",
    "smallest",
    "fastest",
    "slowest",
    "strongest",
    "weakest",
    "richest",
    "cheapest",
    "deepest",
    "broadest",
    "widest",
    "longest",
    "steepest",
    "sharpest",
    "quickest",
    "safest",
    "best",
    "worst",
    "most",
    "least",
];

/// Those that also tell the parts of one whole apart.
const SIZES: [&str; 8] =
    ["largest", "biggest", "greatest", "highest", "smallest", "lowest", "most", "least"];

/// What a superlative is one among.
const AMONG: [&str; 9] =
    ["in", "of", "among", "on", "ever", "since", "anywhere", "worldwide", "yet"];

/// Where a sentence claims to be beyond all others.
fn claim(text: &str) -> Option<Range<usize>> {
    let words: Vec<_> = words(text).collect();
    let at = |index: usize| words.get(index).map_or("", |(word, _)| word.as_ref());
    // Only within a sentence: the words of the next one say nothing of this one.
    let end_of = |from: usize| {
        let start = words.get(from).map_or(0, |(_, bytes)| bytes.end);
        let rest = text.get(start..).unwrap_or("");
        let end = rest.find(['.', ';', '!', '?']).map_or(text.len(), |end| start + end);
        words.iter().take_while(|(_, bytes)| bytes.start < end).count()
    };
    let bytes = |from: usize, to: usize| {
        Some(words.get(from)?.1.start..words.get(to.checked_sub(1)?)?.1.end)
    };
    (0..words.len()).find_map(|from| {
        let denied = from.checked_sub(1).is_some_and(|before| at(before) == "not");
        match at(from) {
            "the" | "its" | "their" | "history’s" if !denied => {
                let word = at(from + 1);
                if word == "only" {
                    let noun = at(from + 2);
                    let time = ["way", "time", "thing", "question", "part", "day"];
                    return (!time.contains(&noun) && from + 2 < end_of(from))
                        .then(|| bytes(from, from + 2))?;
                }
                let extreme = SUPERLATIVES.contains(&word) || word.ends_with("iest");
                // Where it stands among others within a few words: `in company history`.
                let rhetoric = ["most", "least", "best", "worst"].contains(&word);
                let among = || {
                    (from + 2..end_of(from).min(from + 8)).any(|next| {
                        AMONG.contains(&at(next)) && !(rhetoric && at(next) == "of")
                    })
                };
                // `the largest part of sales` has the other parts beside it.
                let share = ["part", "share", "portion", "number", "amount", "piece"];
                let sized = SIZES.contains(&word) && share.contains(&at(from + 2));
                (extreme && among() && !sized).then(|| bytes(from, from + 2))?
            }
            "few" if at(from.wrapping_sub(1)) != "a" => {
                let can =
                    (1..=2).find(|next| ["can", "could"].contains(&at(from + next)))?;
                bytes(from, from + can + 1)
            }
            "record"
                if ["on", "a", "set", "all-time"].contains(&at(from.wrapping_sub(1)))
                    && !["of", "for", "date", "keeping", "label"]
                        .contains(&at(from + 1)) =>
            {
                bytes(from, from + 1)
            }
            "unmatched" | "unrivalled" | "unrivaled" | "unparalleled"
            | "unprecedented" => (!denied).then(|| bytes(from, from + 1))?,
            "no" if at(from + 1) == "other"
                && ["company", "rival", "firm", "provider", "competitor"]
                    .contains(&at(from + 2)) =>
            {
                bytes(from, from + 3)
            }
            word if ["ever", "since"].contains(&at(from + 1))
                && SUPERLATIVES.iter().take(22).any(|it| *it == word) =>
            {
                bytes(from, from + 2)
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::claim;
    use crate::sample::messages;

    #[test]
    fn claims_about_all_others_are_told_from_other_words() {
        for (text, word) in [
            (
                "It is in the middle of the largest capex cycle in company history.",
                "the largest",
            ),
            ("It is building the only scaled alternative to it.", "the only"),
            ("This layer is the stickiest part of the value chain.", "the stickiest"),
            (
                "It plays both sides of the market. Few companies can.",
                "Few companies can",
            ),
            ("AI requires capital intensity few can match.", "few can"),
            ("Growth is the fastest since 2022.", "the fastest"),
            ("Growth, fastest since 2022.", "fastest since"),
            ("Sales set a record.", "record"),
            ("Its reach is unmatched.", "unmatched"),
            ("No other company has it.", "No other company"),
            ("It has the most users in Europe.", "the most"),
        ] {
            assert_eq!(claim(text).map(|at| &text[at]), Some(word), "{text}");
        }
        for text in [
            "Most of the sales came from the west.",
            "At best, it holds. At least, it tries.",
            "The only way to grow is to spend. Its only question is when.",
            "The highest price wins.",
            "It kept a record of sales, and its track record is long.",
            "The largest customer left. In history, that is rare.",
            "A few companies left, and few of them returned.",
            "It is not the largest in the world.",
            "Bread is the largest part of the income, with the highest share of sales.",
            "The most important question of all is the best part of it.",
            "The latest results of the quarter; the rest of it.",
            "The record for the year is open.",
        ] {
            assert_eq!(claim(text).map(|at| &text[at]), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_or_doubted_is_no_finding() {
        let said = |keys: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $5B, period: FY 2024}}\n  top: {{label: Top, \
                 value: $5B, period: FY 2024, superlative: {{of: value, extreme: highest, since: \
                 FY 2022}}, history: {{FY 2022: $3B, FY 2023: $4B}}}}\nthesis:\n  - {{id: main, \
                 kind: judgment, text: It is the largest in history.{keys}}}\n"
            );
            messages(&brief, "L074")
        };
        assert_eq!(
            said(", rests-on: [a]"),
            ["`the largest` is a claim about all others, with nothing to show it"]
        );
        assert!(said(", rests-on: [top]").is_empty());
        assert!(said(", rests-on: [a], against: [top]").is_empty());
        assert!(said(", alternatives: [{text: Another one is.}]").is_empty());
        assert_eq!(said(", confidence: low, confidence-reason: Not counted.").len(), 1);
        let verdict = "verdict: {text: [It is the largest in the world.]}\n";
        assert_eq!(messages(verdict, "L074").len(), 1);
    }
    #[test]
    fn outside_of_readings_only_a_series_is_asked_for() {
        let said = |text: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $33.0B, period: FY 2024}}\n  top: {{label: Top, \
                 value: $44.0B, period: FY 2024, superlative: {{of: value, extreme: highest, \
                 since: FY 2022}}, history: {{FY 2022: $3B, FY 2023: $4B}}}}\nsections: [{{title: \
                 One, blocks: [{{points: {{items: [{{text: '{text}'}}]}}}}]}}]\n"
            );
            messages(&brief, "L074")
        };
        assert_eq!(
            said("Sales: {a} (fastest since 2022)"),
            ["`fastest since` is a claim about a series, with nothing to show it"]
        );
        assert_eq!(said("Sales: $33.0B, an all-time high").len(), 1);
        assert!(said("Sales: {top} (highest since 2022)").is_empty());
        assert!(said("Sales: $44.0B, highest since 2022").is_empty());
        assert!(said("The largest fleet in the world").is_empty());
    }
}
