//! L014: two sources disagree, and the one further from the facts is believed.

use strata_model::calc::Interval;
use strata_model::{Basis, Figure, Id, Quantity, Tier, Verification};
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use super::site::Site;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};
use crate::shape::cure_quantity;

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L014",
    name: "lower-tier-overrides",
    severity: Severity::Error,
    why: "For a reported figure a filing outweighs the company's slides, these the pages of \
          others, and those the press. Where two of them disagree, the value shown, or the \
          one that replaces the other, must not be that of the lower tier.",
    bad: "sources:\n  report: {title: Annual report, tier: regulatory-filing}\n  \
          portal: {title: News, tier: press}\nfigures:\n  \
          filed: {label: Sales, value: $180.2B, period: FY 2024, concept: Sales, \
          source: report}\n  \
          told: {label: Sales, value: $168.9B, period: FY 2024, concept: Sales, \
          source: portal}\nverdict: {text: ['Sales were {told}.']}",
    good: "sources:\n  report: {title: Annual report, tier: regulatory-filing}\nfigures:\n  \
           filed: {label: Sales, value: $180.2B, period: FY 2024, concept: Sales, \
           source: report}\nverdict: {text: ['Sales were {filed}.']}",
    fix: "Show the value of the higher tier. If the two measure different things, tell them \
          apart by `concept` or `dimensions`.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        if !is_reported(figure) {
            continue;
        }
        found.extend(replaced(index, id, figure, path));
        found.extend(corroborated(index, figure, path));
    }
}

/// The finding on two figures of one fact that contradict each other, if only the one of
/// the lower tier is shown. Else the contradiction is what there is to say.
pub(super) fn overriding(
    index: &Index<'_>,
    figures: [(&Id, Path); 2],
) -> Option<Finding> {
    let [one, other] = figures;
    let (low, high) = match tier(index, one.0)?.cmp(&tier(index, other.0)?) {
        std::cmp::Ordering::Greater => (one, other),
        std::cmp::Ordering::Less => (other, one),
        std::cmp::Ordering::Equal => return None,
    };
    if !index.is_shown(low.0.as_str()) || index.is_shown(high.0.as_str()) {
        return None;
    }
    let message = format!(
        "`{}` is shown, though `{}` has another value from a higher tier",
        low.0, high.0
    );
    Some(
        Finding::new(&RULE, low.1, message)
            .help(format!("show `{}` in its place, or tell the two apart", high.0))
            .related(high.1, "the value of the higher tier"),
    )
}

/// A figure that takes the place of one from a higher tier, with another value.
fn replaced(
    index: &Index<'_>,
    id: &Id,
    figure: &Figure,
    path: Site<'_>,
) -> Option<Finding> {
    let before = figure.replaces.as_ref()?;
    let other = index.figure(before).filter(|other| is_reported(other))?;
    let days = |figure: &Figure| index.calendar.dates(figure.period.as_ref()?);
    let differ = !Interval::of_figure(figure)?.meets(Interval::of_figure(other)?);
    let lower = tier(index, id)? > tier(index, before)?;
    if !(differ && lower && days(figure)? == days(other)?) {
        return None;
    }
    let message = format!("`{id}` replaces `{before}`, which is of a higher tier");
    let before = Path::root().key("figures").key(before.as_str());
    Some(
        Finding::new(&RULE, (path.key("replaces"), Part::Value), message)
            .help("keep the value of the higher tier")
            .related((before.key("source"), Part::Value), "its source"),
    )
}

/// A figure whose second source is of a higher tier than its own and says something else:
/// by its words, or by the author's.
fn corroborated(index: &Index<'_>, figure: &Figure, path: Site<'_>) -> Option<Finding> {
    let source = figure.source.as_ref()?;
    let own = index.brief.source(source)?.tier;
    let mut higher = figure.corroborated_by.iter().enumerate().filter(|(_, one)| {
        index.brief.source(&one.source).is_some_and(|other| other.tier < own)
    });
    let contradicts = |quote: &str| amount_against(figure, quote);
    let (at, other, words) = match figure.verification {
        Some(Verification::Differs) => {
            let (at, other) = higher.next()?;
            (at, other, "something else".to_owned())
        }
        _ => higher.find_map(|(at, other)| {
            let amount = contradicts(other.quote.as_ref()?.as_str())?;
            Some((at, other, format!("`{amount}`")))
        })?,
    };
    let message = format!(
        "the value is that of `{source}`, though `{}`, of a higher tier, says {words}",
        other.source
    );
    let at = path.key("corroborated-by").index(at);
    Some(
        Finding::new(&RULE, (path.key("source"), Part::Value), message)
            .help(format!(
                "give the value that `{}` states, and make it the source",
                other.source
            ))
            .related(at, "the source of the higher tier"),
    )
}

/// An amount in the words of a source, in the unit of the figure, if there is one and none
/// is what the figure says.
fn amount_against(figure: &Figure, quote: &str) -> Option<Quantity> {
    let value = figure.value.as_ref()?;
    let own = Interval::of_figure(figure)?;
    let prior = figure.prior.as_ref().and_then(Interval::of);
    let known = |amount: &Quantity| {
        let amount = Interval::of(amount);
        let meets = |one: Interval| amount.is_none_or(|amount| amount.meets(one));
        meets(own) || prior.is_some_and(meets)
    };
    let amounts: Vec<_> =
        amounts(quote).filter(|one| one.unit() == value.unit()).collect();
    amounts.iter().all(|amount| !known(amount)).then(|| amounts.first().cloned())?
}

/// The amounts in a text: each a word, or a word and the magnitude behind it.
fn amounts(text: &str) -> impl Iterator<Item = Quantity> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| {
        word.trim_matches(|end| {
            matches!(end, '(' | ')' | ',' | '.' | ';' | ':' | '“' | '”')
        })
        .to_owned()
    };
    (0..words.len()).filter_map(move |at| {
        let one = bare(words.get(at)?);
        let both = words.get(at + 1).map(|next| format!("{one} {}", bare(next)));
        let cured = both.and_then(|both| cure_quantity(&both)?.text.parse().ok());
        // What is no magnitude is a unit: `5 developers`.
        cured
            .or_else(|| one.parse().ok())
            .filter(|_| one.contains(|digit: char| digit.is_ascii_digit()))
    })
}

/// The tier of the source that states a figure. An estimate is not what is reported.
fn tier(index: &Index<'_>, id: &Id) -> Option<Tier> {
    let figure = index.figure(id).filter(|figure| is_reported(figure))?;
    Some(index.brief.source(figure.source.as_ref()?)?.tier)
}

fn is_reported(figure: &Figure) -> bool {
    figure.guidance.is_none() && figure.basis != Some(Basis::AnalystEstimate)
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    const SOURCES: &str = "sources:\n  report: {title: Annual report, tier: regulatory-filing}\n  \
                           portal: {title: News, tier: press}\n";

    #[test]
    fn what_is_shown_decides() {
        let brief = |shown: &str| {
            format!(
                "{SOURCES}figures:\n  filed: {{label: A, value: $180.2B, period: FY 2024, \
                 concept: Sales, source: report}}\n  told: {{label: B, value: $168.9B, \
                 period: FY 2024, concept: Sales, source: portal}}\n\
                 verdict: {{text: ['{shown}']}}\n"
            )
        };
        let both = |shown: &str| {
            let brief = brief(shown);
            (messages(&brief, "L014").len(), messages(&brief, "L020").len())
        };
        assert_eq!(both("{told}"), (1, 0));
        assert_eq!(both("{filed}"), (0, 1), "a contradiction all the same");
        assert_eq!(both("{filed} {told}"), (0, 1));
        assert_eq!(both("Sales"), (0, 1));
        let close = brief("{told}").replace("$168.9B", "$180B");
        assert!(messages(&close, "L014").is_empty());
        let same_tier = brief("{told}").replace("tier: press", "tier: regulatory-filing");
        assert!(messages(&same_tier, "L014").is_empty());
    }

    #[test]
    fn the_lower_tier_replaces_nothing() {
        let brief = |new: &str, old: &str, basis: &str| {
            format!(
                "{SOURCES}figures:\n  a: {{label: A, value: $5.0B, period: FY 2024, \
                 source: {new}, replaces: b{basis}}}\n  b: {{label: B, value: $6.0B, \
                 period: FY 2024, source: {old}}}\n"
            )
        };
        assert_eq!(messages(&brief("portal", "report", ""), "L014").len(), 1);
        assert!(messages(&brief("report", "portal", ""), "L014").is_empty());
        assert!(messages(&brief("report", "report", ""), "L014").is_empty());
        let estimate = brief("portal", "report", ", basis: analyst-estimate");
        assert!(messages(&estimate, "L014").is_empty());
    }

    #[test]
    fn the_second_source_may_know_better() {
        let said = |own: &str, more: &str, quote: &str| {
            let other = if own == "portal" { "report" } else { "portal" };
            let brief = format!(
                "{SOURCES}figures:\n  a: {{label: A, value: $168.9B, period: FY 2024, \
                 prior: $150.0B, source: {own}{more}, corroborated-by: [{{source: {other}, \
                 quote: '{quote}'}}]}}\n"
            );
            messages(&brief, "L014")
        };
        assert_eq!(
            said("portal", "", "net sales increased to $180.2 billion"),
            [
                "the value is that of `portal`, though `report`, of a higher tier, says `$180.2B`"
            ]
        );
        assert!(said("report", "", "sales of $180.2 billion").is_empty());
        for same in [
            "$168.9 billion",
            "up from $150.0 billion",
            "from $150.0 billion to $168,912 million",
            "sales",
            "12%",
        ] {
            assert!(said("portal", "", same).is_empty(), "{same}");
        }
        assert_eq!(said("portal", ", verification: differs", "sales").len(), 1);
        assert!(said("report", ", verification: differs", "sales").is_empty());
    }
}
