//! What stands in the cells of a table: the one answer for those who judge it and those who
//! print it.

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::calc::{History, Interval, Lack, Meant, meant};
use crate::table::Growth;
use crate::{
    Against, Basis, Brief, Cell, Change, Extent, Figure, Id, Mark, Measure, Part, Period,
    Quantity, Range, Reference, Row, Table, Unit,
};

/// A row as it is printed: one of the table, or that of the growth of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'b> {
    /// The number of the row in the table.
    pub at: usize,
    /// The row.
    pub row: &'b Row,
    /// Whether it is the growth of the row.
    pub growth: Option<Growth>,
    /// What stands in it, one entry for each column of figures. A cell that is missing has
    /// none.
    pub entries: Vec<Entry<'b>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry<'b> {
    /// No figure, and why.
    Mark(Mark),
    /// A figure.
    Of(Shown<'b>),
    /// A figure that there is not, or that lacks what is asked for.
    Unknown,
}

/// A figure in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown<'b> {
    /// Its id.
    pub id: &'b Id,
    /// The figure.
    pub figure: &'b Figure,
    /// The period of what is shown, where that is known.
    pub period: Option<&'b Period>,
    /// What of it is shown.
    pub content: Content<'b>,
}

/// What of a figure is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'b> {
    /// Its value, with its qualifier and tolerance.
    Value(&'b Quantity),
    /// Another quantity of it.
    Level(Quantity),
    /// Its range.
    Range(&'b Range),
    /// A change, stated or computed.
    Change(Change),
    /// What it states in words: a magnitude, a shift.
    Words,
    /// Its period.
    Period(&'b Period),
    /// Its name.
    Name(&'b str),
}

impl Shown<'_> {
    /// The quantities it is told in: none, one, or two ends.
    pub fn quantities(&self) -> impl Iterator<Item = &Quantity> {
        let (one, other) = match &self.content {
            Content::Value(value) => (Some(*value), None),
            Content::Level(level) => (Some(level), None),
            Content::Range(range) => (Some(&range.low), Some(&range.high)),
            Content::Change(change) => {
                let mut sizes = change.sizes();
                (sizes.next(), sizes.next())
            }
            Content::Words | Content::Period(_) | Content::Name(_) => (None, None),
        };
        one.into_iter().chain(other)
    }

    /// The unit of a level: not of a change.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        let is_change = matches!(self.content, Content::Change(_));
        self.quantities().next().filter(|_| !is_change).map(Quantity::unit)
    }

    /// All that a level leaves open.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        match &self.content {
            Content::Value(_) | Content::Range(_) => Interval::of_figure(self.figure),
            Content::Level(level) => Interval::of(level),
            _ => None,
        }
    }

    /// Whether it is a level that nobody has measured: an estimate, or an outlook.
    #[must_use]
    pub fn is_estimate(&self, brief: &Brief) -> bool {
        let level = self.unit().is_some();
        let own = matches!(self.content, Content::Value(_) | Content::Range(_));
        let marked = self.figure.guidance.is_some()
            || self.figure.basis == Some(Basis::AnalystEstimate);
        let ahead = || {
            let end = self.period.and_then(|period| brief.calendar().end(period));
            end.is_some_and(|end| end > brief.as_of)
        };
        level && ((own && marked) || ahead())
    }
}

/// Along what the units of a table are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Each column has one unit.
    Columns,
    /// Each row has one unit.
    Rows,
}

/// Along what the units of a table are one; along what they are nearly, if they are not. A
/// table over time has the unit of each row, unless that leaves more units mixed.
#[must_use]
pub fn axis(table: &Table, lines: &[Line<'_>]) -> Axis {
    let unit = |entry: &Entry<'_>| match entry {
        Entry::Of(shown) => shown.unit().cloned(),
        Entry::Mark(_) | Entry::Unknown => None,
    };
    let strays = |units: &mut dyn Iterator<Item = Unit>| match units.next() {
        Some(first) => units.filter(|unit| *unit != first).count(),
        None => 0,
    };
    let columns = (0..table.measured().count()).map(|at| {
        let mut cells = lines.iter().filter_map(|line| unit(line.entries.get(at)?));
        strays(&mut cells)
    });
    let rows = lines.iter().map(|line| strays(&mut line.entries.iter().filter_map(unit)));
    let (columns, rows) = (columns.sum::<usize>(), rows.sum::<usize>());
    let by_period = table.measured().any(|column| column.period.is_some());
    if rows < columns || (rows == columns && by_period) {
        Axis::Rows
    } else {
        Axis::Columns
    }
}

/// The rows of a table with what stands in them.
#[must_use]
pub fn filled<'b>(brief: &'b Brief, table: &'b Table) -> Vec<Line<'b>> {
    let mut lines = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let figure = row.figure.as_ref().map(|id| known(brief, id));
        let entries: Vec<_> = match &figure {
            None => row.cells.iter().map(|cell| entry(brief, cell)).collect(),
            Some(None) => table.measured().map(|_| Entry::Unknown).collect(),
            Some(Some((id, figure))) => {
                let at = |period| over_time(id, figure, period);
                table.measured().map(|column| at(column.period.as_ref())).collect()
            }
        };
        let growth = row.growth.zip(figure.flatten());
        lines.push(Line { at, row, growth: None, entries });
        if let Some((against, (id, figure))) = growth {
            let grown = Grown {
                brief,
                id,
                figure,
                against,
                history: History::of(brief.calendar(), figure),
            };
            let entries = table.measured().map(|column| grown.at(column.period.as_ref()));
            let entries = entries.collect();
            lines.push(Line { at, row, growth: Some(against), entries });
        }
    }
    lines
}

fn known<'b>(brief: &'b Brief, id: &Id) -> Option<(&'b Id, &'b Figure)> {
    brief.figures.get_key_value(id)
}

fn entry<'b>(brief: &'b Brief, cell: &'b Cell) -> Entry<'b> {
    if let Some(mark) = cell.mark() {
        return Entry::Mark(mark);
    }
    let Some(Ok(reference)) = cell.reference() else { return Entry::Unknown };
    let Some((id, figure)) = known(brief, &reference.figure) else {
        return Entry::Unknown;
    };
    let Some(content) = content(brief, figure, &reference) else { return Entry::Unknown };
    let own = !matches!(
        reference.part,
        Part::Prior | Part::Cagr | Part::Period | Part::Label | Part::Short
    );
    let period = figure.period.as_ref().filter(|_| own);
    Entry::Of(Shown { id, figure, period, content })
}

/// What a reference shows of a figure. A value stands with all its digits: they are why it
/// is in a table.
fn content<'b>(
    brief: &'b Brief,
    figure: &'b Figure,
    reference: &Reference,
) -> Option<Content<'b>> {
    if reference.comparison.is_none() && reference.part == Part::Value {
        return stated(figure);
    }
    match meant(brief, reference) {
        Ok(Meant::Level(other, shown)) => match shown {
            Some(shown) => Some(Content::Level(shown.into_owned())),
            None => stated(other),
        },
        Ok(Meant::Quantity(quantity)) if reference.part == Part::Delta => {
            Some(Content::Level(quantity.into_owned().signed()))
        }
        Ok(Meant::Quantity(quantity)) => Some(Content::Level(quantity.into_owned())),
        Ok(Meant::Change(change) | Meant::Size(change)) => {
            Some(Content::Change(change.clone()))
        }
        Ok(Meant::Period(period)) => Some(Content::Period(period)),
        Ok(Meant::Words(name)) => Some(Content::Name(name)),
        Err(Lack::Unstated) => unstated(figure, reference),
        Err(_) => None,
    }
}

/// A change of which only what it is against is stated: computed from the two values.
fn unstated<'b>(figure: &Figure, reference: &Reference) -> Option<Content<'b>> {
    let named =
        reference.comparison.as_ref().and_then(|name| figure.comparison(name.as_str()));
    let (change, prior) = match named {
        Some(named) => (Some(&named.change), named.prior.as_ref()),
        None => (figure.change.as_ref(), figure.prior.as_ref()),
    };
    let grown = grown(figure.value.as_ref()?, prior?, change?.against)?;
    Some(Content::Change(grown))
}

/// What a figure states.
fn stated(figure: &Figure) -> Option<Content<'_>> {
    if let Some(value) = &figure.value {
        Some(Content::Value(value))
    } else if let Some(range) = &figure.range {
        Some(Content::Range(range))
    } else if figure.magnitude.is_some() || figure.shift.is_some() {
        Some(Content::Words)
    } else {
        figure.change.clone().map(Content::Change)
    }
}

/// The value of a figure at a period: its own, or one of its history.
fn over_time<'b>(
    id: &'b Id,
    figure: &'b Figure,
    period: Option<&'b Period>,
) -> Entry<'b> {
    let Some(period) = period else { return Entry::Unknown };
    let own = figure.period.as_ref() == Some(period);
    let content = match figure.history.get(period) {
        _ if own => stated(figure),
        Some(level) => Some(Content::Level(level.clone())),
        None => return Entry::Mark(Mark::NotAvailable),
    };
    content.map_or(Entry::Unknown, |content| {
        Entry::Of(Shown { id, figure, period: Some(period), content })
    })
}

/// A figure whose growth is asked for.
struct Grown<'b> {
    brief: &'b Brief,
    id: &'b Id,
    figure: &'b Figure,
    against: Growth,
    history: History<'b>,
}

impl<'b> Grown<'b> {
    /// The growth at a period: the stated one, or else that of the levels.
    fn at(&self, period: Option<&'b Period>) -> Entry<'b> {
        let against = match self.against {
            Growth::Yoy => Against::Yoy,
            Growth::Qoq => Against::Qoq,
        };
        let missing = Entry::Mark(Mark::NotAvailable);
        let Some(period) = period else { return Entry::Unknown };
        let own = self.figure.period.as_ref() == Some(period);
        let stated =
            self.figure.change.as_ref().filter(|it| own && it.against == against);
        let computed = || {
            let value = match self.figure.history.get(period) {
                _ if own => self.figure.value.as_ref()?,
                level => level?,
            };
            let days = self.brief.calendar().dates(period)?;
            let base = self.history.base(days, against)?;
            grown(value, base.quantity, against)
        };
        let Some(change) = stated.cloned().or_else(computed) else { return missing };
        match change.extent {
            Extent::NotMeaningful => Entry::Mark(Mark::NotMeaningful),
            _ => Entry::Of(Shown {
                id: self.id,
                figure: self.figure,
                period: Some(period),
                content: Content::Change(change),
            }),
        }
    }
}

/// How much a value is more than a base, with no more digits than the two leave sure: in
/// percent, or in points where they are percentages. Growth on nothing or less is not
/// meaningful.
#[must_use]
pub fn grown(value: &Quantity, base: &Quantity, against: Against) -> Option<Change> {
    if value.unit() != base.unit() {
        return None;
    }
    let by = match value.unit().measure {
        Measure::Percent if value.unit().per.is_none() => points(value, base)?,
        Measure::Money(_) | Measure::Named(_) | Measure::Pure => {
            let (to, from) = (Interval::of(value)?, Interval::of(base)?);
            if !from.is_above_zero() {
                let extent = Extent::NotMeaningful;
                return Some(Change { extent, against });
            }
            percent(value, base, to.growth_on(from)?)?
        }
        _ => return None,
    };
    Some(Change { extent: Extent::By(by), against })
}

/// The difference of two percentages, with the digits of the coarser.
fn points(value: &Quantity, base: &Quantity) -> Option<Quantity> {
    let places = value.digits().scale().min(base.digits().scale());
    let like: Quantity = "0 pp".parse().ok()?;
    like.with_places(value.value().checked_sub(base.value())?, places)
}

/// The growth in percent, to a tenth where the digits leave it sure; a tilde says that not
/// even the whole percent is.
fn percent(value: &Quantity, base: &Quantity, open: Interval) -> Option<Quantity> {
    let ratio = value.value().checked_div(base.value())?;
    let percent = ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let width = open.width()?;
    let tenth = width <= Decimal::new(1, 1);
    let like = if width <= Decimal::ONE { "0%" } else { "~0%" };
    let like: Quantity = like.parse().ok()?;
    let by = like.with_places(percent, u32::from(tenth))?;
    if like.qualifier().is_some() { format!("~{by}").parse().ok() } else { Some(by) }
}
