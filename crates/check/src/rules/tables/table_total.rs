use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::calc::table::{Entry, Shown};
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
        if let Entry::Of(total) = entry {
            let place = laid.place(line, column);
            hold(facts, total, parts, report, place.path());
        }
        since = rows.len();
    }
}

fn hold(
    facts: &Facts<'_>,
    total: &Shown<'_>,
    parts: &[&Entry<'_>],
    report: &mut Reporter<'_>,
    place: strata_syntax::path::Path,
) {
    let Some(certain) = total.unit().and_then(adds_up) else { return };
    let (Some(stated), Some(written)) = (total.interval(), total.quantities().next())
    else {
        return;
    };
    let Some(computed) = sum(facts, total, parts) else { return };
    if computed.meets(stated) {
        return;
    }
    let message =
        format!("the rows above add up to {}, not `{written}`", computed.words(written));
    let severity = if certain { Severity::Error } else { Severity::Warning };
    report
        .at(place, message)
        .severity(severity)
        .help("correct the sum or a row, or mark a row that is not to be added with `kind: memo`");
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

/// Whether amounts of a unit add up: surely, as money does, or as far as a noun tells that the
/// author chose; nothing if they do not.
fn adds_up(unit: &Unit) -> Option<bool> {
    const NOT: [&str; 9] =
        ["°C", "s", "min", "h", "d", "days", "weeks", "months", "years"];
    if unit.per.is_some() {
        return None;
    }
    match &unit.measure {
        Measure::Money(_) => Some(true),
        Measure::Named(name) => {
            let name = name.as_str();
            let built_in = BUILT_IN.iter().any(|(word, _)| *word == name);
            (!NOT.contains(&name)).then_some(built_in)
        }
        _ => None,
    }
}
