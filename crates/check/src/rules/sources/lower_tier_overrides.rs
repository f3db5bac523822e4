use std::cmp::Ordering;

use strata_model::calc::Interval;
use strata_model::{Basis, Figure, Id, Quantity, Ref, Source, Tier, Verification};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;
use crate::shape::cure_quantity;

pub(crate) const RULE: Rule = Rule::read(include_str!("lower_tier_overrides.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        if !is_reported(figure) {
            continue;
        }
        if let Some(before) = &figure.replaces
            && is_better(facts, before, id) == Some(true)
        {
            let message =
                format!("`{id}` replaces `{before}`, which is of a higher tier");
            let source = facts.root.key("figures").key(before.as_str()).key("source");
            report
                .at((path.key("replaces"), Part::Value), message)
                .help("keep the value of the higher tier")
                .related((source, Part::Value), "its source");
        }
        corroborated(facts, figure, path, report);
    }
}

/// Tells of two figures of one fact that contradict each other, if only the one of the lower
/// tier is shown. Else the contradiction is what there is to say.
pub(crate) fn overriding(
    facts: &Facts<'_>,
    [one, other]: [(&Id, Path); 2],
    report: &mut Reporter<'_>,
) -> bool {
    let tiers = tier(facts, one.0).zip(tier(facts, other.0));
    let (low, high) = match tiers.map(|(one, other)| one.cmp(&other)) {
        Some(Ordering::Greater) => (one, other),
        Some(Ordering::Less) => (other, one),
        Some(Ordering::Equal) | None => return false,
    };
    if !facts.is_shown(low.0.as_str()) || facts.is_shown(high.0.as_str()) {
        return false;
    }
    let message = format!(
        "`{}` is shown, though `{}` has another value from a higher tier",
        low.0, high.0
    );
    report
        .of(&RULE)
        .at(low.1, message)
        .help(format!("show `{}` in its place, or tell the two apart", high.0))
        .related(high.1, "the value of the higher tier");
    true
}

/// Whether a figure is of a higher tier than one of the same time, with another value.
fn is_better(facts: &Facts<'_>, id: &Id, other: &Id) -> Option<bool> {
    let (one, another) = (facts.figure(id)?, facts.figure(other)?);
    let days = |figure: &Figure| facts.calendar.dates(figure.period.as_ref()?);
    let meet = Interval::of_figure(one)?.meets(Interval::of_figure(another)?);
    Some(
        is_reported(one)
            && !meet
            && tier(facts, id)? < tier(facts, other)?
            && days(one)? == days(another)?,
    )
}

/// A figure whose second source is of a higher tier than its own and says something else:
/// by its words, or by the author's.
fn corroborated(
    facts: &Facts<'_>,
    figure: &Figure,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let Some(source) = &figure.source else { return };
    let Some((at, other, words)) = contradicting(facts, figure, source) else { return };
    let message = format!(
        "the value is that of `{source}`, though `{other}`, of a higher tier, says {words}"
    );
    let at = path.key("corroborated-by").index(at);
    report
        .at((path.key("source"), Part::Value), message)
        .help(format!("give the value that `{other}` states, and make it the source"))
        .related(at, "the source of the higher tier");
}

/// Which of the other sources of a figure is of a higher tier and says something else, and
/// the words for that.
fn contradicting<'b>(
    facts: &Facts<'_>,
    figure: &'b Figure,
    source: &Ref<Source>,
) -> Option<(usize, &'b Ref<Source>, String)> {
    let tier = |id: &Ref<Source>| facts.brief.source(id).map(|source| source.tier);
    let own = tier(source)?;
    let others = figure.corroborated_by.iter().enumerate();
    let mut higher =
        others.filter(|(_, one)| tier(&one.source).is_some_and(|it| it < own));
    if figure.verification == Some(Verification::Differs) {
        let (at, other) = higher.next()?;
        return Some((at, &other.source, "something else".to_owned()));
    }
    higher.find_map(|(at, other)| {
        let amount = amount_against(figure, other.quote.as_ref()?.as_str())?;
        Some((at, &other.source, format!("`{amount}`")))
    })
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
fn tier(facts: &Facts<'_>, id: &Id) -> Option<Tier> {
    let figure = facts.figure(id).filter(|figure| is_reported(figure))?;
    Some(facts.brief.source(figure.source.as_ref()?)?.tier)
}

fn is_reported(figure: &Figure) -> bool {
    figure.guidance.is_none() && figure.basis != Some(Basis::AnalystEstimate)
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

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
