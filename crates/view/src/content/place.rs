//! What of the page shows that a leaf is printed.

use std::collections::HashMap;

use strata_check::{Path, Step};
use strata_model::walk::Leaf;
use strata_model::{Against, Brief, Comparison, Figure, Id};

use crate::figure_index::group::{groups, unit_of_row, usual};
use crate::figure_index::history::{named, titled};
use crate::labels::Labels;
use crate::reasoning::sentence_case;

/// Where the words of a leaf must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Anywhere, as often as the brief says them.
    Anywhere,
    /// Anywhere, once for all leaves of this place that say the same: the page says what
    /// several figures have in common once.
    Shared,
    /// In the row of a figure.
    Row(Row),
}

/// A row of the figure index, or of the earlier values under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line that it stands under, if it must stand under one.
    pub line: Option<String>,
    /// What it is headed by.
    pub head: String,
    /// What in the row it is. Two leaves of one row and part stand in one cell.
    pub part: String,
    /// What a cell of the row says; each with what another one must say for it to be enough.
    /// Empty where line or head say it.
    pub says: Vec<(String, Option<String>)>,
}

/// What is known of where leaves are printed.
///
/// | leaf of a figure | its place |
/// |---|---|
/// | label | heads a row |
/// | value, range, magnitude, shift, change, base value | a cell of that row |
/// | the same of a further comparison | a cell of a row below it |
/// | period, entity | the line over the row, or its head |
/// | a member that the label names | the head |
/// | earlier value | a cell of its row among the earlier values |
/// | locator, note, what was left out, and all else | once for all figures |
///
/// All that is no leaf of a figure is printed as often as the brief says it.
pub(super) struct Places<'b> {
    brief: &'b Brief,
    labels: &'b Labels,
    usual: Option<Against>,
    lines: HashMap<&'b Id, Line>,
}

/// Where the row of a figure is.
struct Line {
    line: String,
    head: String,
    unit: Option<String>,
}

impl<'b> Places<'b> {
    pub(super) fn new(brief: &'b Brief, labels: &'b Labels) -> Self {
        let order: Vec<_> = brief.figures.keys().collect();
        let mut lines = HashMap::new();
        for group in groups(brief, labels, &order) {
            for id in &group.members {
                let Some(figure) = brief.figures.get(*id) else { continue };
                let head = group.head(labels, figure);
                let (line, unit) = (group.line.clone(), group.unit.clone());
                lines.insert(*id, Line { line, head, unit });
            }
        }
        Self { brief, labels, usual: usual(brief), lines }
    }

    /// The place of what an author wrote.
    pub(super) fn of_prose(&self, path: &Path) -> Place {
        match path.steps() {
            [Step::Key(map), Step::Key(_), _, ..] if **map == *"figures" => Place::Shared,
            _ => Place::Anywhere,
        }
    }

    /// The place of a leaf that prints as this text.
    pub(super) fn of(&self, path: &Path, leaf: Leaf<'_>, text: &str) -> Place {
        let [Step::Key(map), Step::Key(id), Step::Key(key), below @ ..] = path.steps()
        else {
            return Place::Anywhere;
        };
        if **map != *"figures" {
            return Place::Anywhere;
        }
        let Some((id, figure)) = self.brief.figures.get_key_value(&**id) else {
            return Place::Anywhere;
        };
        let Some(line) = self.lines.get(id) else { return Place::Anywhere };
        let row = |part: String, says: Vec<(String, Option<String>)>| {
            let (head, under) = (line.head.clone(), Some(line.line.clone()));
            Place::Row(Row { line: under, head, part, says })
        };
        let part = format!("{id}/{key}");
        let own = unit_of_row(self.labels, figure, line.unit.as_deref());
        let cell = |it: Option<String>| match it.filter(|it| it.contains(text)) {
            Some(whole) => row(format!("{id}/value"), vec![(whole, None)]),
            None => Place::Anywhere,
        };
        match (&**key, below, leaf) {
            ("label", ..) => row(part, Vec::new()),
            ("period", ..) => {
                let short = figure.period.as_ref().map(|it| self.labels.short_period(it));
                let in_head = short.is_some_and(|it| line.head.ends_with(&it));
                let in_line =
                    [text, &sentence_case(text)].map(|it| line.line.contains(it));
                match in_head || in_line.contains(&true) {
                    true => row(part, Vec::new()),
                    false => Place::Anywhere,
                }
            }
            ("entity", ..) if line.line.contains(text) => row(part, Vec::new()),
            ("dimensions", ..) if figure.label.as_str().contains(text) => {
                row(part, Vec::new())
            }
            ("value" | "tolerance" | "range", _, Leaf::Quantity(quantity)) => {
                let unit = line.unit.as_deref();
                let number = self.labels.quantity_under(quantity, unit);
                let whole = self.labels.value_under(figure, unit);
                let whole =
                    Some(whole).filter(|it| it.contains(&number) || it.contains(text));
                match whole {
                    Some(whole) => row(format!("{id}/value"), vec![(whole, None)]),
                    None => Place::Anywhere,
                }
            }
            ("magnitude" | "shift", ..) => cell(Some(self.labels.value_as(figure, None))),
            ("change", ..) => row(part, self.changes(figure, None, text, own.as_deref())),
            ("prior", _, Leaf::Quantity(quantity)) => {
                let number = self.labels.quantity_under(quantity, own.as_deref());
                row(part, vec![(number, None)])
            }
            ("comparisons", [Step::Index(at), Step::Key(key), ..], _) => {
                let part = format!("{part}/{at}/{key}");
                match (figure.comparisons.get(*at), &**key, leaf) {
                    (Some(it), "change", _) => {
                        row(part, self.changes(figure, Some(it), text, own.as_deref()))
                    }
                    (_, "prior", Leaf::Quantity(quantity)) => {
                        let number = self.labels.quantity_under(quantity, own.as_deref());
                        row(part, vec![(number, None)])
                    }
                    _ => Place::Shared,
                }
            }
            ("history", [Step::Key(key)], Leaf::Quantity(quantity)) => {
                let (head, unit) = named(self.labels, figure);
                let number = self.labels.quantity_under(quantity, unit.as_deref());
                let mut periods = figure.history.keys();
                let period = periods.find(|it| it.to_string() == **key);
                let line = period.map(|it| titled(self.labels, it));
                let part = format!("{part}/{key}");
                Place::Row(Row { line, head, part, says: vec![(number, None)] })
            }
            _ => Place::Shared,
        }
    }

    /// What a cell says for a change: all of it, or how much where the row, or nothing, says
    /// against what.
    fn changes(
        &self,
        figure: &Figure,
        comparison: Option<&Comparison>,
        text: &str,
        unit: Option<&str>,
    ) -> Vec<(String, Option<String>)> {
        let labels = self.labels;
        let change = comparison.map(|it| &it.change).or(figure.change.as_ref());
        let Some(change) = change else { return vec![(text.to_owned(), None)] };
        let mut says = vec![(text.to_owned(), None)];
        let extent = match labels.extent_under(change, unit) {
            extent if extent.is_empty() => "–".to_owned(),
            extent => extent,
        };
        if self.usual == Some(change.against) {
            says.push((extent, None));
        } else {
            let against = labels.against_what(change.against);
            says.push((extent, Some(against.to_owned())));
        }
        says
    }
}
