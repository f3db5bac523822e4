//! The blocks that a section is made of. Frameworks are optional: none is ever required.

use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::framework::{Advantage, Barbell, Counterparties, Stack};
use crate::id::{Id, Ref};
use crate::item::Item;
use crate::limit::{list, some, some_list};
use crate::reading::Reading;
use crate::reference::Shown;
use crate::table::{GuidanceTable, Table};
use crate::text::{Heading, Paragraph, Sentence};
use crate::walk::{Record, Visit, Walk, field, walk, words};

/// One block of a section, written as a map of exactly one key: its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// Paragraphs.
    Text(TextBlock),
    /// Key data: figures side by side, each with change, period and source.
    Figures(Figures),
    /// An exhibit drawn from the data of its figures.
    Chart(Chart),
    /// A list of points, such as risks.
    Points(Points),
    /// Layers or value-chain stages that build on one another.
    Stack(Stack),
    /// A competitive advantage: the gap, why it lasts, how it works.
    Advantage(Advantage),
    /// Two poles that are served while the middle is left or bridged.
    Barbell(Barbell),
    /// The others in the game, each in one or several roles.
    Counterparties(Counterparties),
    /// Figures in rows and columns.
    Table(Table),
    /// What the issuer expects: earlier and current guidance, and what became of it.
    Guidance(GuidanceTable),
    /// A reading, set beside the block before it.
    Reading(Reading),
}

impl Block {
    /// The word for its kind, which is the key it stands under.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Block::Text(_) => "text",
            Block::Figures(_) => "figures",
            Block::Chart(_) => "chart",
            Block::Points(_) => "points",
            Block::Stack(_) => "stack",
            Block::Advantage(_) => "advantage",
            Block::Barbell(_) => "barbell",
            Block::Counterparties(_) => "counterparties",
            Block::Table(_) => "table",
            Block::Guidance(_) => "guidance",
            Block::Reading(_) => "reading",
        }
    }

    /// The id, title and lead that every kind but a reading may have. The title of an
    /// exhibit is a sentence of its own, and not among them.
    #[must_use]
    pub fn head(&self) -> (Option<&Id>, Option<&Heading>, Option<&Sentence>) {
        macro_rules! head {
            ($block:expr) => {
                ($block.id.as_ref(), $block.title.as_ref(), $block.lead.as_ref())
            };
        }
        match self {
            Block::Text(it) => head!(it),
            Block::Figures(it) => head!(it),
            Block::Chart(it) => (it.id.as_ref(), None, it.lead.as_ref()),
            Block::Points(it) => head!(it),
            Block::Stack(it) => head!(it),
            Block::Advantage(it) => head!(it),
            Block::Barbell(it) => head!(it),
            Block::Counterparties(it) => head!(it),
            Block::Table(it) => head!(it),
            Block::Guidance(it) => head!(it),
            Block::Reading(_) => (None, None, None),
        }
    }
}

impl Walk for Block {
    fn walk<'b>(&'b self, visit: &mut dyn Visit<'b>) {
        visit.record(Record::Block(self));
        let word = self.word();
        match self {
            Block::Text(block) => field(visit, word, block),
            Block::Figures(block) => field(visit, word, block),
            Block::Chart(block) => field(visit, word, block),
            Block::Points(block) => field(visit, word, block),
            Block::Stack(block) => field(visit, word, block),
            Block::Advantage(block) => field(visit, word, block),
            Block::Barbell(block) => field(visit, word, block),
            Block::Counterparties(block) => field(visit, word, block),
            Block::Table(block) => field(visit, word, block),
            Block::Guidance(block) => field(visit, word, block),
            Block::Reading(block) => field(visit, word, block),
        }
    }
}

/// Paragraphs of prose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TextBlock {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The paragraphs.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub paragraphs: Vec<Paragraph>,
}

walk!(TextBlock { id, title, lead, paragraphs });

/// Figures side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Figures {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The figures in the order in which they are shown, each perhaps with the comparison
    /// that stands beside its value.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub show: Vec<Shown>,
}

walk!(Figures { id, title, lead, show });

/// An exhibit. Its number, unit, period and source are printed from the figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Chart {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What the exhibit shows, as a sentence that quotes its figure.
    pub title: Sentence,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The id of the figure that is drawn.
    pub figure: Ref<Figure>,
    /// The ids of further figures drawn on the same scale: by `line`, `slope` and `shares`.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Ref<Figure>>,
    /// How it is drawn; `bars` if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub form: Option<ChartForm>,
}

walk!(Chart { id, title, lead, figure, with, form });

/// How a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChartForm {
    /// The earlier value and the value.
    Bars,
    /// Every value of the figure's history and the figure itself, in order of time.
    Columns,
    /// The same as a line, its points as far apart as their days.
    Line,
    /// The parts of each breakdown.
    Parts,
    /// Each part of the breakdowns in percent of the whole; or a percentage of 100%.
    Shares,
    /// From the earlier value to the value, or from state to state of a shift.
    Slope,
    /// How a sum or difference leads from figure to figure.
    Waterfall,
}

words!(ChartForm {
    Bars = "bars",
    Columns = "columns",
    Line = "line",
    Parts = "parts",
    Shares = "shares",
    Slope = "slope",
    Waterfall = "waterfall",
});

impl Chart {
    /// The ids of all the figures that are drawn, in order.
    pub fn figures(&self) -> impl Iterator<Item = &Id> {
        std::iter::once(&self.figure).chain(&self.with).map(Ref::id)
    }
}

impl ChartForm {
    /// Whether more than one figure can be drawn.
    #[must_use]
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Line | Self::Shares | Self::Slope)
    }
}

/// A list of points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Points {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The points.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<Item>,
}

walk!(Points { id, title, lead, items });
