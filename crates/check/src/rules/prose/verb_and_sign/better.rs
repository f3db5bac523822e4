//! Which way is good for a figure: `improved` is said of a margin that rose and of a churn
//! that fell.

use strata_model::{Better, Figure};

use crate::prose::cost::cost_in;
use crate::rule::Certainty;

/// Words of labels of which more may be good or bad.
const OPEN: [&str; 62] = [
    "capex",
    "capital",
    "expenditure",
    "expenditures",
    "spending",
    "spend",
    "investment",
    "investments",
    "purchases",
    "inventory",
    "inventories",
    "headcount",
    "employees",
    "staff",
    "rate",
    "days",
    "time",
    "times",
    "duration",
    "ratio",
    "price",
    "prices",
    "shares",
    "count",
    "liabilities",
    "borrowings",
    "payables",
    "receivables",
    "claims",
    "exposure",
    "risk",
    "risk-weighted",
    "commitments",
    "burn",
    "outflow",
    "outflows",
    "redemptions",
    "withdrawals",
    "returns",
    "cancellations",
    "incidents",
    "injuries",
    "accidents",
    "intensity",
    "dilution",
    "volatility",
    "cost",
    "costs",
    "expenses",
    "expense",
    "wages",
    "salaries",
    "fuel",
    "depreciation",
    "amortisation",
    "amortization",
    "dividend",
    "buybacks",
    "repurchases",
    "weight",
    "consumption",
    "loans",
];

/// Words that say that something became better, and worse.
const BETTER: [(bool, &[&str]); 2] = [
    (
        true,
        &[
            "improved",
            "improves",
            "improving",
            "improvement",
            "verbesserte",
            "verbesserten",
            "verbessert",
            "amélioré",
            "améliorée",
            "améliorés",
            "améliorées",
            "améliore",
        ],
    ),
    (
        false,
        &[
            "worsened",
            "worsens",
            "worsening",
            "deteriorated",
            "deteriorates",
            "deteriorating",
            "deterioration",
            "verschlechterte",
            "verschlechterten",
            "verschlechtert",
            "détérioré",
            "détériorée",
            "détériorés",
            "détériorées",
            "dégradé",
            "dégradée",
        ],
    ),
];

/// Whether a word says that something became better.
pub(super) fn better(word: &str) -> Option<bool> {
    BETTER.iter().find(|(_, words)| words.contains(&word)).map(|it| it.0)
}

/// All words that say so.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    BETTER.iter().flat_map(|it| it.1).copied()
}

/// Whether more of it is better, and how sure that is; nothing if it may be either.
pub(super) fn more_is_better(figure: &Figure) -> Option<(bool, Certainty)> {
    match figure.better {
        Some(Better::Higher) => return Some((true, Certainty::High)),
        Some(Better::Lower) => return Some((false, Certainty::High)),
        Some(Better::Neither) => return None,
        None => {}
    }
    let label = figure.label.as_str();
    if cost_in(label).is_some() {
        return Some((false, Certainty::Medium));
    }
    let lower = label.to_lowercase();
    let mut words = lower.split(|it: char| !it.is_alphanumeric() && it != '-');
    let open = words.any(|word| OPEN.contains(&word));
    (!open).then_some((true, Certainty::Medium))
}
