//! The blocks that a section is made of. Frameworks are optional: none is ever required.

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    limit::{list, some, some_list},
    reading::Reading,
    text::{Name, Paragraph, Sentence},
};

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
    /// A reading, set beside the block before it.
    Reading(Reading),
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
    pub title: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The paragraphs.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub paragraphs: Vec<Paragraph>,
}

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
    pub title: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The ids of the figures, in the order in which they are shown.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub show: Vec<Id>,
}

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
    pub figure: Id,
    /// The ids of further figures drawn on the same scale: by `line`, `slope` and `shares`.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Id>,
    /// How it is drawn; `bars` if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub form: Option<ChartForm>,
}

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

impl ChartForm {
    /// Whether more than one figure can be drawn.
    #[must_use]
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Line | Self::Shares | Self::Slope)
    }

    /// The word for it in a brief.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bars => "bars",
            Self::Columns => "columns",
            Self::Line => "line",
            Self::Parts => "parts",
            Self::Shares => "shares",
            Self::Slope => "slope",
            Self::Waterfall => "waterfall",
        }
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
    pub title: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The points.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<Item>,
}

/// One thing that is said or listed: of a layer, a pole, a list of mechanisms or points.
/// It has a name or a text, or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Item {
    /// The id, for those who refer to the item.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// What is said of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub text: Option<Sentence>,
    /// The ids of the figures that measure it.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Id>,
}

/// Layers that build on one another, the foundation first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Stack {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The layers, the foundation first.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub layers: Vec<Layer>,
}

/// A layer of a stack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Layer {
    /// The id, for those who refer to the layer.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    pub name: Name,
    /// What it does for the layers above it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub role: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// What its items are: mechanics, products, metrics.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub items_label: Option<Name>,
    /// Its items.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// What the author makes of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

/// A competitive advantage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Advantage {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The power it comes from.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub kind: Option<AdvantageKind>,
    /// What rivals lack.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub gap: Option<Sentence>,
    /// What the company gains by it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub benefit: Option<Sentence>,
    /// Why rivals cannot close the gap.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub barrier: Option<Sentence>,
    /// How it works, one by one.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub mechanisms: Vec<Item>,
    /// What the author makes of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

/// The power that an advantage comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AdvantageKind {
    /// Unit costs fall with size.
    Scale,
    /// Each user makes it worth more to the others.
    Network,
    /// Incumbents would harm themselves by copying it.
    CounterPositioning,
    /// Leaving costs the customer more than it gains.
    Switching,
    /// Customers pay more for the name.
    Branding,
    /// A resource that others cannot get.
    CorneredResource,
    /// Ways of working that take long to copy.
    Process,
}

/// Two poles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Barbell {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The two poles, exactly two.
    pub poles: [Pole; 2],
    /// What happens between the poles.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub middle: Option<Middle>,
    /// How it works, one by one.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub mechanisms: Vec<Item>,
    /// What the author makes of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

/// What happens between the two poles of a barbell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Middle {
    /// The company keeps out of it.
    Avoided,
    /// The company joins the poles through it.
    Bridging,
}

/// A pole of a barbell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pole {
    /// The id, for those who refer to the pole.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    pub name: Name,
    /// What it stands for, in a few words.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub tagline: Option<Name>,
    /// What is said of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub text: Option<Sentence>,
    /// What belongs to it.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// The others in the game.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Counterparties {
    /// The id, for those who refer to the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the block.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Name>,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The counterparties.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub parties: Vec<Counterparty>,
}

/// Another company or body. Several roles at once are normal and are the point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Counterparty {
    /// The id, for those who refer to it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What it is called.
    pub name: Name,
    /// What it is to the subject.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub roles: Vec<Role>,
    /// What is said of it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub text: Option<Sentence>,
    /// The ids of the figures that measure the relation.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Id>,
}

/// What a counterparty is to the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The subject buys from it.
    Supplier,
    /// The subject sells to it.
    Customer,
    /// The subject owns a part of it.
    Investee,
    /// It competes for the same customers or resources.
    Competitor,
    /// What it offers makes the subject's offer worth more.
    Complementor,
}
