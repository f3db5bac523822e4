//! What a section, its blocks and their items are on the page.

use serde::Serialize;

use crate::chart::Exhibit;
use crate::claim::{Claim, Line};
use crate::compose::RowView;
use crate::guidance::GuidanceView;
use crate::table::TableView;
use crate::words::{Flow, Rich, Said, Words};

/// A section with its blocks, row by row.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct SectionView {
    pub(crate) at: String,
    pub(crate) head: Head,
    pub(crate) rows: Vec<RowView>,
}

/// The head of a section, block or layer, and the target of links to it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Head {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Rich>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lead: Option<Rich>,
}

/// A block and what the author makes of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct BlockView {
    pub(crate) at: String,
    pub(crate) head: Head,
    #[serde(flatten)]
    pub(crate) body: Body,
    pub(crate) width: Width,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
    /// In the order of the data.
    pub(crate) readings: Vec<Claim>,
}

/// How wide a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Width {
    /// Beside the evidence.
    Third,
    /// One of a pair.
    Half,
    /// With something beside it.
    TwoThirds,
    /// Alone.
    Full,
}

/// What a block consists of.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "body")]
pub(crate) enum Body {
    Text(Vec<Flow>),
    Figures(Vec<Cell>),
    Chart(Box<Exhibit>),
    Points(Vec<ItemView>),
    Stack(StackView),
    Advantage {
        lines: Vec<Line>,
        mechanisms: Vec<ItemView>,
    },
    Barbell {
        poles: Vec<PoleView>,
        middle: Words,
        mechanisms: Vec<ItemView>,
    },
    Counterparties(Vec<PartyView>),
    Table(Box<TableView>),
    Guidance(GuidanceView),
    /// A reading with no block before it.
    Readings,
}

/// A figure in the strip of key data.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Cell {
    pub(crate) label: Words,
    pub(crate) mark: Rich,
    /// The qualifier in front of the value, in words.
    pub(crate) lead: Words,
    pub(crate) value: Said,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<Delta>,
    pub(crate) period: Said,
    pub(crate) notes: Vec<Said>,
    /// The heights of the earlier and the later bar, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bars: Option<(f64, f64)>,
}

/// A change with the glyph of its direction.
#[derive(Debug, Serialize)]
pub(crate) struct Delta {
    /// Nothing where no direction is said.
    pub(crate) glyph: &'static str,
    pub(crate) tone: Tone,
    #[serde(flatten)]
    pub(crate) text: Said,
}

/// Whether a change is good for the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tone {
    Better,
    Worse,
    Neither,
}

/// An item of a table or list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ItemView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) name: Rich,
    pub(crate) text: Rich,
    /// The figures that the text does not quote, each on a line of its own.
    pub(crate) figures: Vec<Measured>,
    /// Whether a row of it may not stay together.
    pub(crate) tall: bool,
}

/// A figure as a line: its value, and small what it is.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) value: Said,
    pub(crate) what: Said,
    pub(crate) mark: Rich,
}

/// The layers, drawn and in full.
#[derive(Debug, Serialize)]
pub(crate) struct StackView {
    pub(crate) alt: String,
    /// Whether few enough to draw.
    pub(crate) drawn: bool,
    pub(crate) layers: Vec<LayerView>,
}

/// A layer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct LayerView {
    pub(crate) at: String,
    pub(crate) head: Head,
    pub(crate) number: Words,
    pub(crate) name: Rich,
    pub(crate) role: Rich,
    /// The names of its items for the band, with the rest counted.
    pub(crate) names: Words,
    pub(crate) items_label: Rich,
    pub(crate) items: Vec<ItemView>,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
    /// Whether the reading stands beside the layer, not below it.
    pub(crate) beside: bool,
    pub(crate) readings: Vec<Claim>,
}

/// A pole of a barbell.
#[derive(Debug, Serialize)]
pub(crate) struct PoleView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) name: Rich,
    pub(crate) tagline: Rich,
    pub(crate) text: Rich,
    pub(crate) items: Vec<ItemView>,
}

/// A counterparty.
#[derive(Debug, Serialize)]
pub(crate) struct PartyView {
    pub(crate) roles: Words,
    #[serde(flatten)]
    pub(crate) item: ItemView,
}
