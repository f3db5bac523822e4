//! Layers that build on one another, the foundation at the bottom: of each a block of colour,
//! what it is measured by, and what the author makes of it.

use serde::Serialize;
use strata_model::{Basis, Layer};

use super::pieces::in_cells;
use super::tile::{Tile, many};
use crate::block::Head;
use crate::claim::Claim;
use crate::context::Context;
use crate::extent::of_claim;
use crate::height::{beside, tall_items};
use crate::item::ItemView;
use crate::measure::lines;
use crate::sheet::{Columns, POINTS_PER_MM};
use crate::words::{Rich, Said};

/// Lengths in millimetres: of the block of colour, of the space around cells, between two
/// of them, and between their rows.
const BLOCK: f64 = 31.0;
const AROUND: f64 = 5.0;
const BETWEEN: f64 = 3.0;
const BELOW: f64 = 3.2;
/// The columns of cells beside a reading, and where there is none.
const COLUMNS: usize = 3;
const MORE_COLUMNS: usize = 5;
/// The heights in points of a line in the block of colour, and of the room that a layer
/// keeps above and below its words.
const LINE: f64 = 11.0;
const PADDING: f64 = 22.0;
/// What is higher than this, in points, may not stay together: most of a page.
const MOST: f64 = 430.0;
/// Layers are of one height where that leaves no more than this part of them empty.
const EMPTY: f64 = 0.2;

/// The layers.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct StackView {
    /// What the figures of all layers have in common: their basis, and their sources.
    pub(crate) note: Rich,
    /// From the top down.
    pub(crate) layers: Vec<LayerView>,
    /// How high all of them are, roughly and in points.
    #[serde(skip)]
    pub(crate) height: f64,
}

impl StackView {
    /// Whether it may not stay together.
    pub(crate) fn is_tall(&self) -> bool {
        self.height > MOST
    }
}

/// A layer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct LayerView {
    pub(crate) at: String,
    pub(crate) head: Head,
    pub(crate) number: Said,
    pub(crate) role: Rich,
    pub(crate) ground: Ground,
    pub(crate) items_label: Rich,
    #[serde(flatten)]
    pub(crate) items: Items,
    /// The height in points that it has at least.
    pub(crate) least: f64,
    /// How high it is with its reading, roughly.
    #[serde(skip)]
    height: f64,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
    /// Whether the reading stands beside the layer, not below it.
    pub(crate) beside: bool,
    pub(crate) readings: Vec<Claim>,
}

/// What a layer consists of.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Items {
    Cells {
        columns: usize,
        cells: Vec<Tile>,
    },
    /// Too many for cells, or too long.
    Table(Vec<ItemView>),
}

/// The colour of a layer: the deeper, the nearer to the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ground {
    Deep,
    Mid,
    Pale,
}

impl Ground {
    fn of(number: usize, count: usize) -> Self {
        match number {
            0 => Self::Deep,
            top if top + 1 == count => Self::Pale,
            _ => Self::Mid,
        }
    }
}

impl Context<'_> {
    pub(crate) fn stack(&self, at: &str, layers: &[Layer]) -> StackView {
        let count = layers.len();
        let views = layers.iter().enumerate().map(|(number, layer)| {
            let ground = Ground::of(number, count);
            self.layer(format!("{at}/stack/layers/{number}"), number, ground, layer)
        });
        let mut views: Vec<_> = views.collect();
        let height = views.iter().map(|it| it.height).sum();
        level(&mut views);
        views.reverse();
        let note = self.in_common(layers, &mut views);
        StackView { note, layers: views, height }
    }

    fn layer(
        &self,
        at: String,
        number: usize,
        ground: Ground,
        layer: &Layer,
    ) -> LayerView {
        let reading = layer.reading.iter();
        let readings: Vec<_> =
            reading.map(|it| self.claim(format!("{at}/reading"), it)).collect();
        let beside = beside(&readings);
        let lead = layer.lead.as_ref().map(|lead| self.rich(lead));
        let head = self.head(layer.id.as_ref(), Some(self.set(&layer.name)), lead);
        let role = layer.role.as_ref().map(|role| self.set(role)).unwrap_or_default();
        let label = layer.items_label.as_ref();
        let items_label = label.map(|label| self.set(label).unlinked());
        let place = format!("{at}/items");
        let named = block_height(&head, &role);
        let (items, height) = if in_cells(layer) {
            let room = if beside { self.columns.two_thirds } else { self.columns.full };
            let columns = if beside { COLUMNS } else { MORE_COLUMNS };
            let items = layer.items.iter().enumerate();
            let mut cells: Vec<_> = items
                .flat_map(|(n, it)| self.tiles(&format!("{place}/{n}"), it))
                .collect();
            let label = if items_label.is_some() { LINE } else { 0.0 };
            let high = label + rows(&mut cells, columns, room);
            (Items::Cells { columns, cells }, PADDING + named.max(high))
        } else {
            let items = self.items(&place, &layer.items);
            let high = if tall_items(&items) { MOST } else { 0.0 };
            (Items::Table(items), PADDING + high)
        };
        let Columns { third, full, .. } = self.columns;
        let width = if beside { third } else { full };
        let own: f64 = readings.iter().map(|it| of_claim(it, width)).sum();
        LayerView {
            at,
            head,
            number: self.layer_number(number + 1),
            role,
            ground,
            items_label: items_label.unwrap_or_default(),
            items,
            least: height,
            height: if beside { height.max(own) } else { height + own },
            tall: height > MOST || beside && own > MOST,
            beside,
            readings,
        }
    }

    /// The number of a layer, which is said with the word for one.
    fn layer_number(&self, number: usize) -> Said {
        let text = number.to_string();
        let said = Some((self.labels.diagrams.layer)(&text));
        Said { text: text.into(), said, whole: false }
    }

    /// A line on what the figures of all layers have in common. What it says of their sources
    /// is not said again in each cell.
    fn in_common(&self, layers: &[Layer], views: &mut [LayerView]) -> Rich {
        let labels = self.labels;
        let Some(basis) = self.basis(layers) else { return Rich::default() };
        let basis = labels.basis(basis);
        let mut note = Rich::plain(format!("{}{}{basis}", labels.figures, labels.colon));
        let marks = || views.iter().flat_map(|it| it.items.marks());
        let first = marks().next().cloned().unwrap_or_default();
        if marks().all(|it| *it == first) {
            for view in views {
                view.items.unmark();
            }
            note.marks = first;
        }
        note
    }

    /// The basis of all figures of all layers, if it is one that must be said.
    fn basis(&self, layers: &[Layer]) -> Option<Basis> {
        let items = layers.iter().flat_map(|layer| &layer.items);
        let ids = items.flat_map(|item| {
            let text = item.text.as_ref().map(|text| self.rich(text)).unwrap_or_default();
            text.quoted.into_iter().chain(item.figures.iter().map(|it| it.id().clone()))
        });
        let mut bases =
            ids.filter_map(|id| self.brief.figures.get(&id)).map(|figure| figure.basis);
        let first = bases.next()??;
        (!first.is_plain() && bases.all(|other| other == Some(first))).then_some(first)
    }
}

impl Items {
    /// The sources behind each, where there are any.
    fn marks(&self) -> Vec<&Vec<usize>> {
        let cells = match self {
            Self::Cells { cells, .. } => cells
                .iter()
                .flat_map(|it| {
                    let value = it.value.iter().map(|it| &it.mark.marks);
                    std::iter::once(&it.words.marks).chain(value)
                })
                .collect(),
            Self::Table(items) => items
                .iter()
                .flat_map(|it| {
                    let figures = it.figures.iter().map(|it| &it.mark.marks);
                    std::iter::once(&it.text.marks).chain(figures)
                })
                .collect::<Vec<_>>(),
        };
        cells.into_iter().filter(|it| !it.is_empty()).collect()
    }

    fn unmark(&mut self) {
        match self {
            Self::Cells { cells, .. } => {
                for cell in cells {
                    cell.words.marks.clear();
                    cell.value.iter_mut().for_each(|it| it.mark.marks.clear());
                }
            }
            Self::Table(items) => {
                for item in items {
                    item.text.marks.clear();
                    item.figures.iter_mut().for_each(|it| it.mark = Rich::default());
                }
            }
        }
    }
}

/// Lets cells take the columns that they need, one behind the other; gives the height of their rows in points.
fn rows(cells: &mut [Tile], columns: usize, room: f64) -> f64 {
    let gap = BETWEEN * POINTS_PER_MM;
    let inside = room - (BLOCK + AROUND) * POINTS_PER_MM;
    let column = (inside + gap) / many(columns) - gap;
    let (mut total, mut high, mut row, mut taken) = (0.0_f64, 0.0_f64, 0, 0);
    for cell in cells {
        let height = cell.fit(columns, column, gap);
        if taken + cell.across > columns {
            total += high + BELOW * POINTS_PER_MM;
            (high, row, taken) = (0.0, row + 1, 0);
        }
        (cell.column, cell.row) = (taken, row);
        high = high.max(height);
        taken += cell.across;
    }
    total + high
}

/// The height of what stands in the block of colour.
fn block_height(head: &Head, role: &Rich) -> f64 {
    let room = (BLOCK - AROUND) * POINTS_PER_MM;
    let of = |text: Option<&Rich>| match text.map(Rich::read) {
        Some(text) if !text.is_empty() => many(lines(&text, 9.0, true, room, 99).len()),
        _ => 0.0,
    };
    18.0 + LINE * (of(head.title.as_ref()) + of(Some(role)) + of(head.lead.as_ref()))
}

/// Gives all layers the height of the highest of their cells, where that leaves little empty.
fn level(layers: &mut [LayerView]) {
    let most = layers.iter().map(|it| it.least).fold(0.0, f64::max);
    let empty: f64 = layers.iter().map(|it| most - it.least).sum();
    let even = layers.len() > 1
        && empty <= EMPTY * most * many(layers.len())
        && layers.iter().all(|it| !it.tall && matches!(it.items, Items::Cells { .. }));
    for layer in layers {
        layer.least = if even { (most * 100.0).round() / 100.0 } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use strata_model::{Brief, Stack};

    use super::super::pieces::ITEMS;
    use super::*;
    use crate::sheet::Paper;

    fn stack(layers: &Value, basis: [&str; 2]) -> StackView {
        let figure = |value: &str, basis: &str| {
            json!({ "label": value, "value": value, "period": "FY 2024", "basis": basis,
                    "source": "report" })
        };
        let brief: Brief = serde_json::from_value(json!({
            "strata": "1", "title": "Back to growth", "as-of": "2025-11-30",
            "subject": { "name": "Example Bakeries plc", "fiscal-year": "calendar" },
            "thesis": [{ "id": "main", "kind": "judgment", "text": "Growth is back." }],
            "sources": { "report": { "title": "Annual report", "tier": "issuer" } },
            "figures": { "a": figure("$5B", basis[0]), "b": figure("$6B", basis[1]) },
        }))
        .expect("a brief");
        let stack: Stack =
            serde_json::from_value(json!({ "layers": layers })).expect("a stack");
        Context::new(&brief, Paper::A4).stack("/b", &stack.layers)
    }

    fn layer(name: &str, items: usize) -> Value {
        let items: Vec<_> =
            (0..items).map(|_| json!({ "name": "N", "text": "{a} of it" })).collect();
        json!({ "name": name, "items": items })
    }

    #[test]
    fn the_foundation_is_the_last_and_the_deepest() {
        let view = stack(
            &json!([layer("one", 1), layer("two", 1), layer("three", 1)]),
            ["gaap"; 2],
        );
        let grounds: Vec<_> = view.layers.iter().map(|it| it.ground).collect();
        assert_eq!(grounds, [Ground::Pale, Ground::Mid, Ground::Deep]);
        let numbers: Vec<_> =
            view.layers.iter().map(|it| it.number.text.to_string()).collect();
        assert_eq!(numbers, ["3", "2", "1"]);
        assert_eq!(view.layers[2].at, "/b/stack/layers/0");
        assert_eq!(
            stack(&json!([layer("one", 0)]), ["gaap"; 2]).layers[0].ground,
            Ground::Deep
        );
    }

    #[test]
    fn layers_are_level_where_that_costs_little() {
        let least = |counts: [usize; 2]| {
            let view = stack(
                &json!([layer("one", counts[0]), layer("two", counts[1])]),
                ["gaap"; 2],
            );
            view.layers.iter().map(|it| it.least).collect::<Vec<_>>()
        };
        let level = least([6, 6]);
        assert!(level[0] > 0.0 && level[0] == level[1], "{level:?}");
        assert_eq!(least([9, 1]), [0.0, 0.0]);
    }

    #[test]
    fn more_than_nine_items_are_a_table() {
        let view =
            stack(&json!([layer("one", ITEMS + 1), layer("two", ITEMS)]), ["gaap"; 2]);
        let cells = |at: usize| matches!(view.layers[at].items, Items::Cells { .. });
        assert!(cells(0) && !cells(1));
    }

    #[test]
    fn what_all_figures_have_in_common_is_said_once() {
        let items = json!([{ "name": "N", "text": "{a} of it", "figures": ["b"] }]);
        let layers = json!([{ "name": "one", "items": items }]);
        let marks = |view: &StackView| view.layers[0].items.marks().len();
        let same = stack(&layers, ["issuer-claim"; 2]);
        assert_eq!(same.note.read(), "Figures: issuer’s claim");
        assert_eq!((same.note.marks.len(), marks(&same)), (1, 0));
        for other in [["issuer-claim", "gaap"], ["gaap", "gaap"]] {
            let view = stack(&layers, other);
            assert!(view.note.runs.is_empty(), "{other:?}");
            assert_eq!(marks(&view), 2, "{other:?}");
        }
    }
}
