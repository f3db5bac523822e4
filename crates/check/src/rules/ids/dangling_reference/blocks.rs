//! What strips and tables ask of a figure that it does not have.

use strata_model::ComparisonName;
use strata_model::calc::table::Entry;
use strata_syntax::change::{Change, Place};
use strata_syntax::path::Part;
use strata_syntax::suggest::certainty;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::strips;

/// Figures that are shown with a comparison that they do not have.
pub(super) fn in_strips(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (figures, path) in strips(facts) {
        let list = path.key("show");
        for (at, shown) in figures.show.iter().enumerate() {
            let (id, place) = (shown.id(), list.index(at));
            let figure = facts.figure(id);
            let (Some(figure), Some(name)) = (figure, shown.comparison()) else {
                continue;
            };
            if figure.comparison(name).is_some() {
                continue;
            }
            let mut names = figure.comparisons.iter().filter_map(|it| it.name.as_ref());
            let start = id.as_str().len() + 1;
            let own = Part::Within(start..start + name.len());
            let message = format!("figure `{id}` has no comparison `{name}`");
            let meant = facts.closest(name, names.clone().map(ComparisonName::as_str));
            let raised = report.at((place, own.clone()), message);
            match (meant, names.next()) {
                (Some(meant), _) => {
                    let write = Place::from((place, own));
                    raised.help(format!("did you mean `{meant}`?")).fix(
                        certainty(name, meant),
                        [Change::Write(write, meant.to_owned())],
                    )
                }
                (None, Some(one)) => raised
                    .help(format!("write `{id}`, or the name of one, such as `{one}`")),
                (None, None) => {
                    raised.help(format!("write `{id}`, or name the comparison with `as`"))
                }
            };
        }
    }
}

/// Cells that ask of a figure what it does not have.
pub(super) fn in_tables(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        let cells = laid.lines.iter().filter(|line| line.growth.is_none());
        for (line, at, cell) in cells.flat_map(|line| {
            line.row.cells.iter().enumerate().map(move |(at, cell)| (line, at, cell))
        }) {
            let lacks = matches!(line.entries.get(at), Some(Entry::Unknown));
            let known = cell.id().filter(|id| lacks && facts.figure(id).is_some());
            let Some(id) = known else { continue };
            let part = match cell.to_string().split_once('.') {
                Some((_, part)) => format!("`{part}`"),
                None => "value".to_owned(),
            };
            let message = format!("figure `{id}` has no {part} to print");
            report
                .at(laid.place(line, at), message)
                .help(format!("print another part of `{id}`, or write `n.a.`"));
        }
    }
}
