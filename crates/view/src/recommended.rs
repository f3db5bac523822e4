//! What a house recommends, as the front box has it: rating and target price.

use std::cmp::Ordering;

use serde::Serialize;
use strata_model::calc::outlook::{Revision, revision};
use strata_model::calc::{Interval, upside};
use strata_model::{Better, Decimal, Figure, Id, Quantity, Recommendation};

use crate::block::Tone;
use crate::context::Context;
use crate::words::{Rich, Said, Words};

/// Rating or target price, and below it what it was before.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Stated {
    at: String,
    label: Words,
    value: Said,
    /// Whether it is a quantity, whose unit is set smaller than its number.
    quantity: bool,
    /// The numbers of its sources.
    mark: Rich,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<Step>,
    /// Since when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Said>,
}

/// What something was before, and which way it went.
#[derive(Debug, Serialize)]
struct Step {
    #[serde(flatten)]
    way: Way,
    text: Said,
}

/// Which way something went, and whether that is good for the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Way {
    /// Nothing where it went neither up nor down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) glyph: Option<Said>,
    pub(crate) tone: Tone,
}

impl Context<'_> {
    /// The upper half of the front box.
    pub(crate) fn stated(&self) -> Vec<Stated> {
        let Some(it) = &self.brief.recommendation else { return Vec::new() };
        [Some(self.rating(it)), self.target(it)].into_iter().flatten().collect()
    }

    fn rating(&self, it: &Recommendation) -> Stated {
        let labels = self.labels;
        let words = &labels.front;
        let step = it.before.as_ref().map(|before| {
            let way = self.rated(it);
            let text = match *before == it.rating {
                true => words.unchanged.into(),
                false => format!("{} {before}", words.from).into(),
            };
            Step { way, text }
        });
        Stated {
            at: "/recommendation/rating".to_owned(),
            label: words.rating.into(),
            value: it.rating.as_str().into(),
            quantity: false,
            mark: Rich::default(),
            step,
            since: it.issued.map(|day| {
                let since = |day: String| format!("{} {day}", words.since);
                Said::new(since(labels.short_day(day)), since(labels.day(day)))
            }),
        }
    }

    /// Which way the rating went on the scale of the house, whose best comes first.
    pub(crate) fn rated(&self, it: &Recommendation) -> Way {
        let place = |rating| it.scale.iter().position(|of| of == rating);
        let before = it.before.as_ref().and_then(place);
        let ordering =
            before.zip(place(&it.rating)).map(|(before, now)| before.cmp(&now));
        self.way(ordering.unwrap_or(Ordering::Equal), Better::Higher)
    }

    fn target(&self, it: &Recommendation) -> Option<Stated> {
        let labels = self.labels;
        let words = &labels.front;
        let (id, now) = self.brief.figures.get_key_value(it.target.as_ref()?.id())?;
        let label = match &it.horizon {
            Some(horizon) => (words.target_by)(&labels.short_period(horizon)),
            None => words.target_price.to_owned(),
        };
        let before = now.replaces.as_ref().and_then(|id| self.brief.figure(id));
        let step = before.map(|before| {
            let way = self.revised(before, now);
            let text = match revision(before, now) {
                Some(Revision::Confirmed) => words.unchanged.into(),
                _ => {
                    let from = |value: String| format!("{} {value}", words.from);
                    let short = self.like(before, now);
                    let short = short.unwrap_or_else(|| labels.value(before));
                    Said::new(from(short), from(labels.say_value(before)))
                }
            };
            Step { way, text }
        });
        Some(Stated {
            at: format!("/figures/{id}"),
            label: label.into(),
            value: Said::new(labels.value(now), labels.say_value(now)),
            quantity: true,
            mark: self.cited_by(&[id]),
            step,
            since: None,
        })
    }

    /// A value by its number alone, where another one beside it says the unit.
    fn like(&self, it: &Figure, other: &Figure) -> Option<String> {
        let plain = |it: &Figure| it.qualifier().is_none() && it.tolerance.is_none();
        let (value, beside) = (it.value.as_ref()?, other.value.as_ref()?);
        let same = value.unit() == beside.unit() && value.scale() == beside.scale();
        (same && plain(it)).then(|| self.labels.number(value))
    }

    /// Which way a figure went that takes the place of another.
    pub(crate) fn revised(&self, before: &Figure, now: &Figure) -> Way {
        let ordering = match revision(before, now) {
            Some(Revision::Raised | Revision::FloorRaised | Revision::CeilingRaised) => {
                Ordering::Greater
            }
            Some(Revision::Cut | Revision::FloorCut | Revision::CeilingCut) => {
                Ordering::Less
            }
            _ => Ordering::Equal,
        };
        self.way(ordering, now.better.unwrap_or(Better::Higher))
    }

    fn way(&self, went: Ordering, better: Better) -> Way {
        use strata_model::Direction::{Down, Up};
        let (glyph, direction) = match went {
            Ordering::Greater => ("▲", Up),
            Ordering::Less => ("▼", Down),
            Ordering::Equal => return Way { glyph: None, tone: Tone::Neither },
        };
        let tone = match (direction, better) {
            (_, Better::Neither) => Tone::Neither,
            (Up, Better::Higher) | (Down, Better::Lower) => Tone::Better,
            _ => Tone::Worse,
        };
        let said = self.labels.direction(direction).to_owned();
        Way { glyph: Some(Said::new(glyph, said)), tone }
    }

    /// What the target lies above the price, in whole percents with their sign.
    pub(crate) fn upside(&self, target: &Id, price: &Id) -> Option<Said> {
        let figures = &self.brief.figures;
        let labels = self.labels;
        let ends = percents(upside(figures.get(target)?, figures.get(price)?)?)?;
        let said = |say: &dyn Fn(&Quantity) -> String,
                    range: fn(&str, &str) -> String| {
            (labels.front.to_target)(&match ends.as_slice() {
                [low, high] => range(&say(low), &say(high)),
                one => one.iter().map(say).collect(),
            })
        };
        Some(Said::new(
            said(&|it| labels.quantity(it), labels.written.signed_range),
            said(&|it| labels.say_quantity(it), labels.spoken.range),
        ))
    }
}

/// A percentage as far as it is known: rounded to a whole one; where more than one is left
/// open, both ends, rounded outwards.
fn percents(open: Interval) -> Option<Vec<Quantity>> {
    let (low, high) = (open.low()?, open.high()?);
    let ends = if open.width()? > Decimal::ONE {
        vec![low.floor(), high.ceil()]
    } else {
        let half = Decimal::new(5, 1);
        let middle = low.checked_add(high)?.checked_mul(half)?;
        let away = (middle.abs() + half).floor();
        vec![if middle.is_sign_negative() { -away } else { away }]
    };
    let signed = |end: Decimal| {
        let plus = if end > Decimal::ZERO { "+" } else { "" };
        let end = if end.is_zero() { Decimal::ZERO } else { end.normalize() };
        format!("{plus}{end}%").parse().ok()
    };
    ends.into_iter().map(signed).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use strata_model::Brief;

    use super::*;
    use crate::sheet::Paper;

    fn figure(value: &str) -> Figure {
        Figure {
            value: value.parse().ok(),
            ..Figure::new("Price".parse().expect("a name"))
        }
    }

    #[test]
    fn an_upside_has_no_more_digits_than_target_and_price() {
        let said = |target: &str, price: &str| {
            let open = upside(&figure(target), &figure(price)).expect("two ends");
            let ends = percents(open).expect("small");
            ends.iter().map(ToString::to_string).collect::<Vec<_>>().join(" to ")
        };
        assert_eq!(said("$300", "$244.22"), "+23%");
        assert_eq!(said("$200.00", "$244.22"), "-18%");
        assert_eq!(said("$244.50", "$244.22"), "0%");
        assert_eq!(said("$243.90", "$244.22"), "0%");
        assert_eq!(said("$281.00", "$250.00"), "+12%");
        assert_eq!(said("$4", "$3.10"), "+12% to +46%");
        assert_eq!(said("$20", "$25"), "-24% to -16%");
    }

    /// By its number alone where that says all; and which way it went.
    #[test]
    fn a_target_says_what_it_was() {
        for (before, now, said) in [
            ("DKK 13,200", "DKK 14,000", "▲ better from 13,200"),
            ("$15", "$14", "▼ worse from 15"),
            ("$0.9B", "$950M", "▲ better from $0.9B"),
            ("€14", "$14", "neither from €14"),
            ("$14", "$14", "neither unchanged"),
        ] {
            let figure = |value: &str| json!({"label": "Target", "value": value});
            let mut brief = json!({
                "strata": "1", "title": "T", "subject": {"name": "N"}, "as-of": "2026-01-31",
                "thesis": [{"id": "it-grows", "kind": "judgment", "text": "It grows."}],
                "recommendation": {"rating": "Buy", "target": "now"},
                "figures": {"now": figure(now), "old": figure(before)},
            });
            brief["figures"]["now"]["replaces"] = json!("old");
            let brief: Brief = serde_json::from_value(brief).expect("a brief");
            let stated = Context::new(&brief, Paper::A4).stated();
            let step = stated[1].step.as_ref().expect("what it was");
            let glyph = step.way.glyph.as_ref().map(|it| format!("{} ", it.text));
            let tone = format!("{:?}", step.way.tone).to_lowercase();
            let told = format!("{}{tone} {}", glyph.unwrap_or_default(), step.text.text);
            assert_eq!(told.replace('\u{a0}', " "), said, "{before} to {now}");
        }
    }
}
