//! What a figure is compared with, in words.

use strata_model::calc::surprise;
use strata_model::{Adjustment, Change, Comparison, Extent, Figure, Id, Name, Quantity};

use crate::context::Context;
use crate::words::Said;

impl Context<'_> {
    /// From below zero to above, or back: what a change that is not meaningful was.
    pub(crate) fn turn(
        &self,
        figure: &Figure,
        change: &Change,
        prior: Option<&Quantity>,
    ) -> Option<&'static str> {
        let (now, before) = (figure.value.as_ref()?, prior?);
        let unsaid = change.extent == Extent::NotMeaningful;
        match (before.is_negative(), now.is_negative()) {
            (true, false) if unsaid => Some(self.labels.to_positive),
            (false, true) if unsaid => Some(self.labels.to_negative),
            _ => None,
        }
    }

    /// What was taken out or evened out: `organic`, `excluding gasoline and currencies`.
    pub(crate) fn adjusted(
        &self,
        adjustment: Option<Adjustment>,
        excluding: &[Name],
    ) -> Option<String> {
        let labels = self.labels;
        let excluded: Vec<_> = excluding.iter().map(ToString::to_string).collect();
        let named = !excluded.is_empty();
        let adjustment = adjustment.filter(|it| !named || *it != Adjustment::Excluding);
        let words = adjustment.map(|it| labels.adjustment(it).to_owned());
        let without =
            named.then(|| format!("{} {}", labels.excluding, labels.join(&excluded)));
        let parts: Vec<_> = words.into_iter().chain(without).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// A change with what it is from, or with what was expected and how the figure stands to
    /// that.
    fn compared(
        &self,
        figure: &Figure,
        change: &Change,
        comparison: Option<&Comparison>,
    ) -> Said {
        let own = comparison.map_or(figure.prior.as_ref(), |it| it.prior.as_ref());
        let with = comparison.and_then(|it| it.with.as_ref());
        let base = match with {
            Some(with) => self.other(with),
            None => {
                own.map(|it| [self.labels.quantity(it), self.labels.say_quantity(it)])
            }
        };
        let [text, said] = self.against(figure, change, comparison, base);
        Said::new(text, said)
    }

    /// The value of another figure with its number, as it is printed and said.
    fn other(&self, id: &Id) -> Option<[String; 2]> {
        let figure = self.brief.figures.get(id)?;
        let number = self.refs.get(id).map(|it| it.short.as_str()).unwrap_or_default();
        let value = [self.labels.value(figure), self.labels.say_value(figure)];
        Some(value.map(|it| format!("{it} ({number})")))
    }

    fn against(
        &self,
        figure: &Figure,
        change: &Change,
        comparison: Option<&Comparison>,
        base: Option<[String; 2]>,
    ) -> [String; 2] {
        let labels = self.labels;
        let expected = change.against.is_expectation();
        let from = if expected { " ".to_owned() } else { format!(" {} ", labels.prior) };
        let stands = surprise(self.brief, figure, comparison);
        let stands = stands.map(|it| format!("{}{}", labels.colon, labels.surprise(it)));
        let [text, said] = base.map_or_else(Default::default, |base| {
            base.map(|base| format!("{from}{base}"))
        });
        let stands = stands.unwrap_or_default();
        [
            format!("{}{text}{stands}", labels.change(change)),
            format!("{}{said}{stands}", labels.say_change(change)),
        ]
    }

    /// A change of a figure as a card has it: an expectation with its value and how the
    /// figure stands to it, of any other how much it is.
    pub(crate) fn change_said(
        &self,
        figure: &Figure,
        change: &Change,
        comparison: Option<&Comparison>,
    ) -> Said {
        if change.against.is_expectation() {
            return self.compared(figure, change, comparison);
        }
        Said::new(self.labels.change(change), self.labels.say_change(change))
    }
}
