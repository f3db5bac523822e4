//! Tables: figures in rows and columns.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};

use crate::figure::Figure;
use crate::form;
use crate::id::{Id, Ref};
use crate::limit::{list, some, some_list};
use crate::period::{Period, label};
use crate::reference::{BrokenReference, Reference, id};
use crate::scalar::{Malformed, Scalar, as_text, fits};
use crate::text::{Heading, Sentence};
use crate::walk::{walk, words};

/// The most columns of a table, beside that of the labels.
pub const COLUMNS_MAX: usize = 12;

/// Figures in rows and columns: segments by measures, quarters by measures, peers by
/// measures. Units, periods and growth are printed from the figures.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Table {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The columns, at most twelve.
    #[serde(deserialize_with = "columns")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 12)))]
    pub columns: Vec<Column>,
    /// The rows.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub rows: Vec<Row>,
}

walk!(Table { id, title, lead, columns, rows });

fn columns<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let items: Vec<T> = some_list(deserializer)?;
    match items.len() {
        0..=COLUMNS_MAX => Ok(items),
        more => Err(D::Error::invalid_length(more, &"at most twelve columns")),
    }
}

impl Table {
    /// The columns of figures, in their order.
    pub fn measured(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| !column.is_of_words())
    }

    /// The columns of words, in their order.
    pub fn worded(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.is_of_words())
    }
}

/// A column of a table. It has a label or a period, or both.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Column {
    /// What stands at its head. The unit is printed from the figures.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub label: Option<Heading>,
    /// The period of all its figures.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What stands in it; figures if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub kind: Option<ColumnKind>,
}

walk!(Column { label, period, kind });

impl Column {
    /// Whether words stand in it.
    #[must_use]
    pub fn is_of_words(&self) -> bool {
        self.kind == Some(ColumnKind::Words)
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Figures: what `cells` or `figure` of each row says.
    Figures,
    /// Words: what `words` of each row says.
    Words,
}

words!(ColumnKind { Figures = "figures", Words = "words" });

/// A row of a table: cells of its own, or one figure over the periods of the columns.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Row {
    /// What the row is called; the label of its `figure` if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub label: Option<Heading>,
    /// Whether the row adds up others; a row to be added up if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub kind: Option<RowKind>,
    /// The id of the figure whose values, its own and those of its history, fill the columns
    /// of their periods.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub figure: Option<Ref<Figure>>,
    /// Adds a row with the growth of the figure, computed where it is not stated.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub growth: Option<Growth>,
    /// One cell for each column of figures, in place of `figure`.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
    /// A few words for each column of words.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Heading>,
}

walk!(Row { label, kind, figure, growth, cells, words });

/// What a row is to the rows above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// The sum of the rows since the last subtotal or total.
    Subtotal,
    /// The sum of all rows above that are no sums themselves.
    Total,
    /// Told beside the others and never added: a part of which a row is the whole.
    Memo,
}

words!(RowKind { Subtotal = "subtotal", Total = "total", Memo = "memo" });

/// What growth is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Growth {
    /// The same period a year earlier.
    Yoy,
    /// The quarter before.
    Qoq,
}

words!(Growth { Yoy = "yoy", Qoq = "qoq" });

/// Earlier and current guidance side by side, with what became of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GuidanceTable {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The ids of figures with `guidance`, in the order in which they are shown. What each
    /// `replaces` stands beside it.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub show: Vec<Ref<Figure>>,
}

walk!(GuidanceTable { id, title, lead, show });

/// A cell: a figure and what of it is meant, as in prose, or why there is none.
///
/// ```
/// use strata_model::{Cell, Mark};
/// let cell: Cell = "capex.change".parse()?;
/// assert_eq!(cell.id().unwrap().as_str(), "capex");
/// assert_eq!("n.m.".parse::<Cell>()?.mark(), Some(Mark::NotMeaningful));
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    text: String,
    id: Option<Id>,
}

/// Why a cell holds no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nobody published one: `n.a.`.
    NotAvailable,
    /// It would not be meaningful, as growth on a loss: `n.m.`.
    NotMeaningful,
    /// There was nothing: `nil`.
    Nil,
}

impl Mark {
    /// Each with the way in which it is written.
    pub const WRITTEN: [(&'static str, Self); 3] =
        [("n.a.", Self::NotAvailable), ("n.m.", Self::NotMeaningful), ("nil", Self::Nil)];
}

impl Cell {
    /// The id of the figure, if it holds one.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        self.id.as_ref()
    }

    /// Why it holds none.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        let written = Mark::WRITTEN.iter().find(|(word, _)| *word == self.text);
        written.map(|(_, mark)| *mark)
    }

    /// Whether it says what of the figure is meant.
    #[must_use]
    pub fn has_aspect(&self) -> bool {
        self.id.as_ref().is_some_and(|id| self.text.len() > id.as_str().len())
    }

    /// The figure with its aspect; nothing if it holds none.
    ///
    /// # Errors
    ///
    /// The aspect is neither a part nor a comparison and a part of it.
    pub fn reference(&self) -> Option<Result<Reference, BrokenReference>> {
        self.id.as_ref().map(|_| self.text.parse())
    }
}

impl From<Id> for Cell {
    fn from(id: Id) -> Self {
        Self { text: id.to_string(), id: Some(id) }
    }
}

impl Scalar for Cell {
    const NAME: &'static str = "Cell";
    const DESCRIPTION: &'static str = "The id of a figure, perhaps with what of it is meant, as in \
        prose: `capex.change`, `cloud.cc`, `sales.cagr since FY 2020`. Or `n.a.` for not \
        available, `n.m.` for not meaningful, `nil` for nothing.";
    const PATTERN: &'static str = concat!(
        "^(?:n\\.[am]\\.|",
        id!(),
        "(?:(?:\\.",
        id!(),
        "){0,2}|\\.cagr since (?:",
        label!(),
        ")))$"
    );
    const MAX: usize = 200;
    const EXAMPLES: &'static [&'static str] =
        &["capex.change", "capex", "sales.cagr since FY 2020", "n.a.", "nil"];
}

impl FromStr for Cell {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_cell)?;
        let marked = Mark::WRITTEN.iter().any(|(word, _)| *word == text);
        let id = text.split_once('.').map_or(text, |(id, _)| id);
        let id = (!marked).then(|| Id::within(id));
        Ok(Self { text: text.to_owned(), id })
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

as_text!(Cell);
