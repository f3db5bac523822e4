use strata_model::Row;
use strata_model::calc::table::Entry;
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::tables::Laid;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("table_shape.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        for (at, column) in laid.table.columns.iter().enumerate() {
            if column.label.is_none() && column.period.is_none() {
                report
                    .at(laid.path.key("columns").index(at), "the column has no head")
                    .help("give it a `label`, or a `period`");
            }
        }
        for (at, row) in laid.table.rows.iter().enumerate() {
            let path = laid.path.key("rows").index(at);
            of_figures(laid, row, path, report);
            let worded = laid.table.worded().count();
            if row.words.len() != worded {
                let place = if row.words.is_empty() { path } else { path.key("words") };
                let columns = count(worded, "column");
                let found = row.words.len();
                let message = format!(
                    "the row has {found} `words`, and the table {columns} of words"
                );
                report
                    .at(place, message)
                    .help("write one for each column with `kind: words`, in their order");
            }
        }
        empty_columns(laid, report);
    }
}

fn of_figures<'b>(
    laid: &Laid<'b>,
    row: &'b Row,
    path: ArenaPath<'b>,
    report: &mut Reporter<'_>,
) {
    let width = laid.width();
    if row.figure.is_none() && row.label.is_none() {
        report.at(path, "the row has no label").help("give it a `label`");
    }
    if row.growth.is_some() && row.figure.is_none() {
        report
            .at(
                path.key("growth"),
                "`growth` is that of a `figure`, and the row has none",
            )
            .help("name the `figure`, or write `id.change` in a cell");
    }
    match (&row.figure, row.cells.len()) {
        (Some(_), 0) => over_time(laid, row, path, report),
        (Some(_), _) => {
            report
                .at((path.key("cells"), Part::Key), "the row has a `figure` and `cells`")
                .help("drop one of the two: `figure` fills the columns by their periods")
                .related(path.key("figure"), "the figure");
        }
        (None, found) if found != width => {
            let place = if found == 0 { path } else { path.key("cells") };
            let (found, width) = (count(found, "cell"), count(width, "column"));
            let message =
                format!("the row has {found}, and the table {width} of figures");
            report
                .at(place, message)
                .help("write one cell for each: `n.a.`, `n.m.` or `nil` where there is no figure");
        }
        (None, _) => {}
    }
}

fn count(number: usize, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}

/// A figure that fills a row: each column must say of which period, and one must have a value.
fn over_time<'b>(
    laid: &Laid<'b>,
    row: &'b Row,
    path: ArenaPath<'b>,
    report: &mut Reporter<'_>,
) {
    let Some(figure) = &row.figure else { return };
    if let Some(at) = laid.table.measured().position(|column| column.period.is_none()) {
        report
            .at(
                path.key("figure"),
                format!("no period says which value of `{figure}` stands in each column"),
            )
            .help("give every column its `period`, or write `cells`")
            .related(laid.column(at), "a column without a period");
        return;
    }
    let line = laid
        .lines
        .iter()
        .find(|line| std::ptr::eq(line.row, row) && line.growth.is_none());
    let missing = |entry: &Entry<'_>| matches!(entry, Entry::Mark(_));
    if laid.width() > 0 && line.is_some_and(|line| line.entries.iter().all(missing)) {
        report
            .at(
                path.key("figure"),
                format!("`{figure}` has no value of any of the columns’ periods"),
            )
            .help("add them to its `history`, or correct the periods of the columns");
    }
}

/// A column for a period of which no figure has a value, in a table of figures over time.
fn empty_columns(laid: &Laid<'_>, report: &mut Reporter<'_>) {
    if laid.table.rows.iter().any(|row| row.figure.is_none()) {
        return;
    }
    for (at, column) in laid.table.measured().enumerate() {
        let Some(period) = &column.period else { continue };
        let mut lines = laid.lines.iter().filter(|line| line.growth.is_none());
        if lines.all(|line| matches!(line.entries.get(at), Some(Entry::Mark(_)))) {
            report
                .at(
                    laid.column(at).key("period"),
                    format!("no figure of the table has a value of `{period}`"),
                )
                .help("correct the period, or drop the column");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(table: &str) -> Vec<String> {
        let brief = format!(
            "figures:\n  a: {{label: A, value: $5B, period: FY 2024, history: {{FY 2023: $4B}}}}\n  \
             b: {{label: B, value: $3B, change: +5% yoy, period: FY 2024}}\n\
             sections:\n  - title: One\n    blocks:\n      - table: {{{table}}}\n"
        );
        messages(&brief, "L110")
    }

    #[test]
    fn as_many_cells_as_columns() {
        let columns = "columns: [{label: Sales}, {label: yoy}]";
        assert_eq!(
            said(&format!("{columns}, rows: [{{label: A, cells: [b, b.change]}}]")),
            [""; 0]
        );
        assert_eq!(
            said(&format!("{columns}, rows: [{{label: A, cells: [b]}}, {{label: B}}]")),
            [
                "the row has 1 cell, and the table 2 columns of figures",
                "the row has 0 cells, and the table 2 columns of figures"
            ]
        );
        let words = "columns: [{label: Role, kind: words}, {label: Sales}]";
        assert_eq!(
            said(&format!("{words}, rows: [{{label: A, cells: [b], words: [rival]}}]")),
            [""; 0]
        );
        assert_eq!(
            said(&format!("{words}, rows: [{{label: A, cells: [b]}}]")),
            ["the row has 0 `words`, and the table 1 column of words"]
        );
    }

    #[test]
    fn a_figure_fills_the_columns_of_its_periods() {
        let years = "columns: [{period: FY 2023}, {period: FY 2024}]";
        assert_eq!(
            said(&format!("{years}, rows: [{{figure: a, growth: yoy}}, {{figure: b}}]")),
            [""; 0]
        );
        assert_eq!(
            said("columns: [{label: Sales}], rows: [{figure: a}]"),
            ["no period says which value of `a` stands in each column"]
        );
        assert_eq!(
            said(
                "columns: [{period: FY 2022}, {period: FY 2023}], rows: [{figure: b}, {figure: a}]"
            ),
            [
                "no figure of the table has a value of `FY 2022`",
                "`b` has no value of any of the columns’ periods"
            ]
        );
        assert_eq!(
            said(&format!(
                "{years}, rows: [{{figure: a, cells: [a, b]}}, {{label: B, growth: yoy, cells: [a, b]}}]"
            )),
            [
                "the row has a `figure` and `cells`",
                "`growth` is that of a `figure`, and the row has none"
            ]
        );
    }

    #[test]
    fn columns_and_rows_have_heads() {
        assert_eq!(
            said("columns: [{kind: figures}], rows: [{cells: [a]}]"),
            ["the column has no head", "the row has no label"]
        );
    }
}
