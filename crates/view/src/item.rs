//! Items: of lists and tables, and of what belongs to a pole or a party.

use serde::Serialize;
use strata_model::{Figure, Id, Item, Period, Ref};

use crate::context::Context;
use crate::height::tall_items;
use crate::words::{Rich, Said, Words};

/// An item of a table or list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ItemView {
    pub(crate) at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) name: Rich,
    pub(crate) text: Rich,
    /// The figures that the text does not quote.
    pub(crate) figures: Vec<Measured>,
    /// Whether a row of it may not stay together.
    pub(crate) tall: bool,
}

/// A figure behind an item: its name, its value, and small what else it is.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) at: String,
    /// Nothing where the item bears the name itself.
    pub(crate) label: Words,
    pub(crate) value: Said,
    pub(crate) what: Said,
    pub(crate) mark: Rich,
}

impl Measured {
    /// How many letters long it is.
    pub(crate) fn letters(&self) -> usize {
        self.label.letters() + self.value.letters() + self.what.letters()
    }
}

impl Context<'_> {
    /// The items of the list at this place.
    pub(crate) fn items(&self, at: &str, items: &[Item]) -> Vec<ItemView> {
        let view = |(n, item): (usize, &Item)| {
            let name = item.name.as_ref().map(|name| self.set(name)).unwrap_or_default();
            let text = item.text.as_ref().map(|text| self.rich(text)).unwrap_or_default();
            self.item(format!("{at}/{n}"), item.id.as_ref(), name, text, &item.figures)
        };
        items.iter().enumerate().map(view).collect()
    }

    pub(crate) fn item(
        &self,
        at: String,
        id: Option<&Id>,
        name: Rich,
        text: Rich,
        figures: &[Ref<Figure>],
    ) -> ItemView {
        let figures = figures.iter().filter(|it| !text.quoted.contains(it.id()));
        let said = name.read();
        let mut item = ItemView {
            at,
            anchor: self.anchor(id),
            figures: figures.filter_map(|id| self.measured_by(&said, id)).collect(),
            name,
            text,
            tall: false,
        };
        item.tall = tall_items(std::slice::from_ref(&item));
        item
    }

    fn measured_by(&self, name: &str, id: &Id) -> Option<Measured> {
        let figure = self.brief.figures.get(id)?;
        let label = figure.label.as_str();
        Some(Measured {
            at: format!("/figures/{id}"),
            label: if label == name { Words::default() } else { label.into() },
            value: Said::new(self.labels.value(figure), self.labels.say_value(figure)),
            what: self.what(figure, None),
            mark: self.cited_by(&[id]),
        })
    }

    /// What a figure is, in small words: its label where that is not said yet, its change,
    /// and its period where that is not the period of the brief.
    pub(crate) fn what(&self, figure: &Figure, label: Option<Said>) -> Said {
        let change = figure.change.as_ref().filter(|_| !self.is_only_change(figure));
        let change = change.map(|it| self.change_said(figure, it, None));
        let stated = figure.period.as_ref().filter(|it| **it != Period::Unstated);
        let other = stated.filter(|it| self.brief.period.as_ref() != Some(it));
        let period = other.map(|_| self.period_said(figure));
        let parts: Vec<_> = label.into_iter().chain(change).chain(period).collect();
        let joined = |part: fn(&Said) -> String| {
            parts.iter().map(part).collect::<Vec<_>>().join(", ")
        };
        Said::new(joined(|it| it.text.to_string()), joined(Said::aloud))
    }
}
