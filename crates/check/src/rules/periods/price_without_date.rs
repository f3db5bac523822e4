use std::collections::BTreeSet;

use strata_model::{Date, Figure, Period};
use strata_syntax::change::{Change, Safety};
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::{Topic, phrase};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("price_without_date.md"));

/// What is said of market prices in a label. Earnings and dividends for each share are none.
const LABELS: [&str; 40] = [
    "share price",
    "stock price",
    "price per share",
    "price of a share",
    "closing price",
    "market price",
    "market cap",
    "market capitalization",
    "market capitalisation",
    "enterprise value",
    "p/e",
    "p/b",
    "p/s",
    "pe ratio",
    "price/earnings",
    "price/book",
    "price/sales",
    "price-earnings",
    "price to earnings",
    "price-to-earnings",
    "price to book",
    "price-to-book",
    "price to sales",
    "price-to-sales",
    "ev/ebitda",
    "ev/sales",
    "dividend yield",
    "free cash flow yield",
    "earnings yield",
    "ev / ebitda",
    "p / e",
    "aktienkurs",
    "börsenkurs",
    "börsenwert",
    "marktkapitalisierung",
    "kgv",
    "cours de l’action",
    "cours de bourse",
    "capitalisation boursière",
    "rendement du dividende",
];

/// Words that make it a price of another sort: agreed, hoped for, or taken over a period.
const OTHERS: [&str; 13] = [
    "target",
    "exercise",
    "strike",
    "offer",
    "issue",
    "repurchase",
    "buyback",
    "average",
    "weighted",
    "grant",
    "conversion",
    "subscription",
    "ipo",
];

/// Names of concepts that hold market prices, whatever their prefix.
const CONCEPTS: [&str; 5] = [
    "shareprice",
    "stockprice",
    "closingprice",
    "marketcapitalization",
    "enterprisevalue",
];

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    if facts.brief.price_date.is_some() {
        return;
    }
    let mut prices = facts.figures().filter(|(id, figure, _)| {
        let named = figure.concept.is_some()
            || facts.topics(figure.label.as_str()).speaks_of(Topic::Price);
        named && facts.is_referred_to(id.as_str()) && is_price(figure)
    });
    let Some((_, figure, path)) = prices.next() else { return };
    let days: BTreeSet<Option<Date>> = std::iter::once(figure)
        .chain(prices.map(|(_, figure, _)| figure))
        .map(day)
        .collect();
    let message = format!(
        "`{}` is a market price, and the brief has no `price-date`",
        figure.label
    );
    let raised = report.at((path.key("label"), Part::Value), message).guess();
    match days.into_iter().collect::<Vec<_>>().as_slice() {
        [Some(day)] => {
            let day = day.to_string();
            let put = Change::Put(Path::root().key("price-date"), day.as_str().into());
            raised
                .help(format!("add `price-date: {day}` at the top level"))
                .fix(Safety::Unsafe, [put])
        }
        _ => raised.help("add `price-date: YYYY-MM-DD` at the top level"),
    };
}

fn is_price(figure: &Figure) -> bool {
    let label = phrase::lower(figure.label.as_str());
    let named = || {
        let concept = figure.concept.as_ref().map_or("", |concept| concept.as_str());
        let name = phrase::lower(concept.rsplit(':').next().unwrap_or(concept));
        CONCEPTS.iter().any(|known| name.ends_with(known))
    };
    (phrase::holds_any(&label, &LABELS) || named()) && !phrase::holds_any(&label, &OTHERS)
}

/// The one day of a price, if its period says it.
fn day(figure: &Figure) -> Option<Date> {
    match figure.period {
        Some(Period::Instant(day)) => Some(day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(label: &str, value: &str, more: &str) -> usize {
        let brief = format!(
            "figures:\n  a: {{label: '{label}', value: {value}, period: FY 2024}}\n\
             verdict: {{text: ['{{a}}']}}\n{more}"
        );
        messages(&brief, "L050").len()
    }

    #[test]
    fn prices_are_known_by_their_names() {
        for label in
            ["Share price", "Market cap", "P/E, trailing", "EV/EBITDA", "Closing price"]
        {
            assert_eq!(said(label, "$5", ""), 1, "{label}");
            assert_eq!(said(label, "$5", "price-date: 2025-10-31\n"), 0, "{label}");
        }
        for label in [
            "Diluted earnings per share",
            "Dividend per share",
            "Average selling price",
            "Oil price",
            "Average share price",
            "Target share price",
            "Market capacity",
            "Sharep/erformance",
        ] {
            assert_eq!(said(label, "$1.30/share", ""), 0, "{label}");
        }
    }

    #[test]
    fn one_missing_date_is_told_once_and_only_if_a_price_is_printed() {
        let brief = "figures:\n  a: {label: Share price, value: $5, period: FY 2024}\n  \
                     b: {label: Market cap, value: $5B, period: FY 2024}\n";
        assert!(messages(brief, "L050").is_empty(), "not referred to");
        let shown = format!("{brief}verdict: {{text: ['{{a}} {{b}}']}}\n");
        assert_eq!(messages(&shown, "L050").len(), 1);
        let concept = "figures:\n  a: {label: Kurs, value: €5, period: FY 2024, \
                       concept: us-gaap:SharePrice}\nverdict: {text: ['{a}']}\n";
        assert_eq!(messages(concept, "L050").len(), 1);
    }
}
