//! What a section, its blocks and their items are on the page.

use serde::Serialize;

use crate::chart::Exhibit;
use crate::claim::{Claim, Line};
use crate::compose::RowView;
use crate::diagram::{BarbellView, PartiesView, StackView};
use crate::guidance::GuidanceView;
use crate::item::ItemView;
use crate::key_figure::Strip;
use crate::table::TableView;
use crate::words::{Flow, Rich, Words};

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
    /// That of a table: `Table 2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Rich>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lead: Option<Rich>,
}

impl Head {
    /// Whether nothing of it is printed.
    pub(crate) fn is_empty(&self) -> bool {
        self.number.is_none() && self.title.is_none() && self.lead.is_none()
    }
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
    Figures(Box<Strip>),
    Chart(Box<Exhibit>),
    Points(Vec<ItemView>),
    Stack(StackView),
    Advantage {
        lines: Vec<Line>,
        mechanisms: Vec<ItemView>,
    },
    Barbell(Box<BarbellView>),
    Counterparties(PartiesView),
    Table(Box<TableView>),
    Guidance(GuidanceView),
    /// A reading with no block before it.
    Readings,
}

/// Whether a change is good for the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tone {
    Better,
    Worse,
    Neither,
}
