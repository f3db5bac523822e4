//! The fiscal calendar: the days behind the labels that the brief declares and uses.

use std::collections::BTreeMap;

use strata_model::walk::{Leaf, Step, Visit, Walk};
use strata_model::{Days, End, IdKind, Label, Period, Quantity};

use crate::back::Entry;
use crate::context::Context;
use crate::words::{Look, Rich, Run, Said};

impl Context<'_> {
    /// The declared labels that are used, in the order of time, in one paragraph. Where the
    /// fiscal year is the calendar year, nothing need be declared.
    pub(crate) fn fiscal_calendar(&self) -> Vec<Entry> {
        let mut used = Used { declared: &self.brief.periods, labels: BTreeMap::new() };
        self.brief.walk(&mut used);
        let mut all: Vec<_> = used.labels.into_iter().collect();
        all.sort_by_key(|(label, days)| (days.first, days.last, *label));
        let mut body = Rich::default();
        for (label, days) in all {
            if !body.runs.is_empty() {
                body.push(". ");
            }
            body = body.followed_by(self.dated(label, days));
        }
        if body.runs.is_empty() {
            return Vec::new();
        }
        vec![Entry::new(Rich::default(), body)]
    }

    /// A label with its first and last day and how long it is.
    fn dated(&self, label: &Label, days: Days) -> Rich {
        let labels = self.labels;
        let period = label.as_str().parse::<Period>();
        let name = period.map_or_else(|_| label.to_string(), |it| labels.period(&it));
        let span = Period::Interval(days);
        let look = Look { strong: true, ..Look::default() };
        let mut body = Rich {
            runs: vec![Run { text: name.replace(' ', "\u{a0}").into(), to: None, look }],
            ..Rich::default()
        };
        body.push(" ");
        body.push(Said::new(labels.short_period(&span), labels.say_period(&span)));
        if let Some(length) = length(days) {
            body.push(labels.semicolon);
            body.push(Said::new(labels.quantity(&length), labels.say_quantity(&length)));
        }
        body
    }
}

/// How long a span is: in weeks where it consists of them, else in days. A day has no length
/// to be told.
fn length(days: Days) -> Option<Quantity> {
    let days = days.days();
    match days {
        ..=1 => None,
        _ if days % 7 == 0 && days > 7 => format!("{} weeks", days / 7).parse().ok(),
        _ => format!("{days} days").parse().ok(),
    }
}

/// The declared labels that a walk comes across.
struct Used<'b> {
    declared: &'b BTreeMap<Label, Days>,
    labels: BTreeMap<&'b Label, Days>,
}

impl<'b> Used<'b> {
    fn note(&mut self, period: &'b Period) {
        let whole = self.declared.get_key_value(period.to_string().as_str());
        let end = match period {
            Period::YearToDate(End::Of(label))
            | Period::TrailingTwelveMonths(End::Of(label)) => {
                self.declared.get_key_value(label)
            }
            _ => None,
        };
        self.labels.extend(whole.or(end).map(|(label, days)| (label, *days)));
    }
}

impl<'b> Visit<'b> for Used<'b> {
    fn enter(&mut self, _: Step<'b>) {}

    fn leave(&mut self) {}

    fn key(&mut self, key: Leaf<'b>, _: Option<IdKind>) {
        self.leaf(key);
    }

    fn leaf(&mut self, leaf: Leaf<'b>) {
        if let Leaf::Period(period) = leaf {
            self.note(period);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Paper;

    fn brief(text: serde_json::Value) -> strata_model::Brief {
        serde_json::from_value(text).expect("a brief")
    }

    #[test]
    fn what_is_used_is_dated_in_the_order_of_time() {
        let brief = brief(serde_json::json!({
            "strata": "1", "title": "T", "subject": {"name": "Example plc"},
            "as-of": "2026-03-20", "period": "Q4 2025",
            "thesis": [{"id": "a", "kind": "judgment", "text": "So."}],
            "periods": {
                "Q4 2025": "2025-08-31/2025-12-20", "Q3 2025": "2025-06-08/2025-08-30",
                "FY 2025": "2024-12-29/2025-12-27", "Q1 2020": "2020-01-01/2020-03-31",
                "TTM Q1 2026": "2025-03-01/2026-02-28", "Q1 2026": "2025-12-28/2026-02-28",
                "Sale 2025": "2025-11-28/2025-11-28",
            },
            "figures": {
                "a": {"label": "A", "value": "$1B", "period": "TTM Q1 2026",
                      "history": {"FY 2025": "$2B", "Sale 2025": "$1B"}},
                "b": {"label": "B", "value": "$1B", "period": "YTD Q3 2025"},
            },
        }));
        let context = Context::new(&brief, Paper::A4);
        let calendar = context.fiscal_calendar();
        let text = calendar[0].body[0].paragraphs()[0].read().replace('\u{a0}', " ");
        let lines: Vec<_> = text.split(". ").collect();
        assert_eq!(
            lines,
            [
                "FY 2025 Dec 29, 2024 – Dec 27, 2025; 52 weeks",
                "TTM Q1 2026 Mar 1, 2025 – Feb 28, 2026; 365 days",
                "Q3 2025 Jun 8, 2025 – Aug 30, 2025; 12 weeks",
                "Q4 2025 Aug 31, 2025 – Dec 20, 2025; 16 weeks",
                "Sale 2025 Nov 28, 2025 – Nov 28, 2025",
            ]
        );
    }
}
