use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::calc::table::{Entry, Line, Shown};
use strata_model::{BUILT_IN, Mark, Measure, RowKind, Unit};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::tables::{Laid, goes_with};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule::read(include_str!("table_total.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for laid in facts.tables() {
        for column in 0..laid.width() {
            totals(facts, laid, column, report);
        }
    }
}

/// The sums of one column.
fn totals(facts: &Facts<'_>, laid: &Laid<'_>, column: usize, report: &mut Reporter<'_>) {
    // The rows that are no sums, and where those since the last sum begin.
    let (mut rows, mut since) = (Vec::new(), 0);
    for line in laid.lines.iter().filter(|line| line.growth.is_none()) {
        let Some(entry) = line.entries.get(column) else { return };
        let parts = match line.row.kind {
            Some(RowKind::Memo) => continue,
            None => {
                rows.push(entry);
                continue;
            }
            Some(RowKind::Subtotal) => rows.get(since..).unwrap_or_default(),
            Some(RowKind::Total) => &rows,
        };
        if let Entry::Of(total) = entry
            && let Some((message, severity)) = missed(facts, line, total, parts)
        {
            report.at(laid.place(line, column), message).severity(severity).help(
                "correct the sum or a row, or mark a row that is not to be added with \
                 `kind: memo`",
            );
        }
        since = rows.len();
    }
}

/// By how much the rows miss a total, and how bad that is.
fn missed(
    facts: &Facts<'_>,
    line: &Line<'_>,
    total: &Shown<'_>,
    parts: &[&Entry<'_>],
) -> Option<(String, Severity)> {
    let severity = adds_up(total.unit()?)?;
    let (stated, written) = (total.interval()?, total.quantities().next()?);
    let computed = sum(facts, total, parts)?;
    if computed.meets(stated) {
        return None;
    }
    let computed = computed.words(written);
    let message = format!("the rows above add up to {computed}, not `{written}`");
    // A figure that fills the row stands at one place for all years.
    let message = match total.period.filter(|_| line.row.figure.is_some()) {
        Some(period) => format!("{message}, in {period}"),
        None => message,
    };
    Some((message, severity))
}

/// The sum of the rows in the unit of a total; nothing where one is not known, or of another
/// time, or none is of that unit.
fn sum(facts: &Facts<'_>, total: &Shown<'_>, parts: &[&Entry<'_>]) -> Option<Interval> {
    let mut sum = Interval::exactly(Decimal::ZERO);
    let mut added = false;
    for entry in parts {
        let part = match entry {
            Entry::Mark(Mark::Nil) => continue,
            Entry::Mark(_) | Entry::Unknown => return None,
            Entry::Of(part) => part,
        };
        if part.unit() != total.unit() {
            continue;
        }
        if let (Some(one), Some(other)) = (part.period, total.period)
            && !goes_with(facts, one, other)
        {
            return None;
        }
        sum = sum.checked_add(part.interval()?)?;
        added = true;
    }
    added.then_some(sum)
}

/// How bad it is where amounts of a unit do not add up: money surely does, and a noun that the
/// author chose may count what does not; nothing if they need not.
fn adds_up(unit: &Unit) -> Option<Severity> {
    const NOT: [&str; 9] =
        ["°C", "s", "min", "h", "d", "days", "weeks", "months", "years"];
    if unit.per.is_some() {
        return None;
    }
    match &unit.measure {
        Measure::Money(_) => Some(Severity::Error),
        Measure::Named(name) if NOT.contains(&name.as_str()) => None,
        Measure::Named(name) => {
            let built_in = BUILT_IN.iter().any(|(word, _)| *word == name.as_str());
            Some(if built_in { Severity::Error } else { Severity::Warning })
        }
        _ => None,
    }
}
