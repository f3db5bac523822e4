//! What a cell prints, how that is said, and what of it stands behind the point.

use strata_model::calc::table::{Content, Entry, Line, Shown};
use strata_model::{Change, Extent, Mark, Quantity, Scale};

use super::notes::{Noted, is_computed};
use super::{CellView, Layout, When};
use crate::words::{Look, Rich, Run, Said};

impl<'b> Layout<'_, 'b> {
    /// A cell, with how much of its number stands right of the point, in letters.
    pub(super) fn cell(
        &self,
        at: usize,
        column: usize,
        line: &Line<'b>,
    ) -> (CellView, String) {
        let labels = self.context.labels;
        let mut cell = CellView::default();
        let it = match line.entries.get(column) {
            Some(Entry::Of(it)) => it,
            Some(Entry::Mark(mark)) => {
                let words = &labels.tables;
                let (text, said) = match mark {
                    Mark::NotAvailable => {
                        (words.not_available, words.not_available_means)
                    }
                    Mark::NotMeaningful => {
                        (labels.written.not_meaningful, labels.spoken.not_meaningful)
                    }
                    Mark::Nil => (words.nil, words.nil),
                };
                cell.body = Rich::plain(Said::new(text, said.to_owned()));
                return (cell, String::new());
            }
            Some(Entry::Unknown) | None => return (cell, String::new()),
        };
        let (text, said, behind) = self.told(at, column, it);
        let to = self.context.refs.get(it.id).map(|it| it.anchor.clone());
        cell.body = Rich {
            runs: vec![Run { text: Said::new(text, said), to, look: Look::default() }],
            ..Rich::default()
        };
        if self.is_marked_estimate(line, column) {
            let words = &labels.tables;
            let said = Some(words.estimate_means.to_owned());
            cell.tail.push(Said { text: words.estimate.into(), said, whole: false });
        }
        let computed = is_computed(line, column, it);
        cell.slanted = computed || it.is_estimate(self.context.brief);
        let noted = [
            Some(Noted::Figure(it.id)).filter(|_| line.row.figure.is_none()),
            Some(Noted::Computed).filter(|_| computed),
        ];
        let letters = noted.iter().flatten().filter_map(|it| self.letter_of(it));
        let mut letters: Vec<_> = letters.collect();
        letters.sort_by_key(|it| (it.len(), it.clone()));
        let letters = letters.join(",");
        cell.tail.extend((!letters.is_empty()).then(|| Said::from(letters)));
        let headed =
            self.table.measured().nth(column).is_some_and(|it| it.period.is_some());
        let told = headed
            || match &self.when {
                When::Whole(_) => true,
                When::Columns(periods) => {
                    periods.get(column).is_some_and(Option::is_some)
                }
                When::Rows(periods) => periods.get(at).is_some_and(Option::is_some),
            };
        let period = it.period.filter(|_| !told);
        cell.period = period.map(|period| {
            Said::new(labels.short_period(period), labels.say_period(period))
        });
        (cell, behind)
    }

    /// What a cell prints, how that is said, and what of it stands behind the point.
    fn told(
        &self,
        line: usize,
        column: usize,
        it: &Shown<'b>,
    ) -> (String, String, String) {
        let labels = self.context.labels;
        let common = self.unit_of(line, column);
        let apart = |quantity: &Quantity| {
            let common = common.filter(|common| common.unit == *quantity.unit())?;
            quantity.in_scale(common.scale)
        };
        let number = |text: String, quantity: &Quantity| {
            let behind = behind(&text, quantity);
            (text, behind)
        };
        match &it.content {
            Content::Value(value) => {
                let said = labels.say_value(it.figure);
                let Some(scaled) = apart(value) else {
                    let (text, behind) = number(labels.value(it.figure), value);
                    return (text, said, behind);
                };
                let (mut text, mut behind) = number(labels.bare(&scaled, false), &scaled);
                if let Some(tolerance) = &it.figure.tolerance {
                    text = format!("{text}\u{a0}±\u{a0}{}", labels.quantity(tolerance));
                    behind = String::new();
                }
                if let Some(word) = labels.qualifier_word(it.figure) {
                    text = format!("{word} {text}");
                }
                (text, said, behind)
            }
            Content::Level(level) => {
                let said = labels.say_quantity(level);
                let (text, behind) = match apart(level) {
                    Some(scaled) => number(labels.bare(&scaled, false), &scaled),
                    None => number(labels.quantity(level), level),
                };
                (text, said, behind)
            }
            Content::Range(range) => {
                let said = labels.say_value(it.figure);
                let text = match (apart(&range.low), apart(&range.high)) {
                    (Some(low), Some(high)) => {
                        let ends = [low, high].map(|end| labels.bare(&end, false));
                        (labels.written.range)(&ends[0], &ends[1])
                    }
                    _ => labels.bare_value(it.figure),
                };
                let word = labels.qualifier_word(it.figure);
                let text = word.map_or(text.clone(), |word| format!("{word} {text}"));
                (text, said, String::new())
            }
            Content::Change(change) => self.change(line, column, change),
            Content::Words => {
                (labels.value(it.figure), labels.say_value(it.figure), String::new())
            }
            Content::Period(period) => {
                (labels.short_period(period), labels.say_period(period), String::new())
            }
            Content::Name(name) => {
                ((*name).to_owned(), (*name).to_owned(), String::new())
            }
        }
    }

    /// A change, without what its column or its row says of it.
    fn change(
        &self,
        line: usize,
        column: usize,
        change: &Change,
    ) -> (String, String, String) {
        let labels = self.context.labels;
        let said = labels.say_change(change);
        let groups = [self.columns.get(column), self.rows.get(line)];
        let groups = || groups.into_iter().flatten();
        let unit = groups().find_map(|it| it.unit.as_ref()).map(|(unit, _)| unit);
        let against = groups().any(|it| it.against == Some(change.against));
        let bare = |by: &Quantity| {
            (Some(by.unit()) == unit && by.scale() == Scale::One)
                .then(|| labels.bare(by, true))
        };
        let (extent, behind) = match &change.extent {
            Extent::By(by) => {
                let text = bare(by).unwrap_or_else(|| labels.extent(change));
                let behind = behind(&text, by);
                (text, behind)
            }
            Extent::Between(low, high) => match (bare(low), bare(high)) {
                (Some(low), Some(high)) => {
                    ((labels.written.range)(&low, &high), String::new())
                }
                _ => (labels.extent(change), String::new()),
            },
            _ => (labels.extent(change), String::new()),
        };
        let meaningful = change.extent != Extent::NotMeaningful;
        match against || (!meaningful && groups().any(|it| it.against.is_some())) {
            true => (extent, said, behind),
            false => {
                let against = labels.against_what(change.against);
                (format!("{extent} {against}").trim().to_owned(), said, String::new())
            }
        }
    }
}

/// What of a number stands from the point on.
fn behind(text: &str, quantity: &Quantity) -> String {
    let Some(last) = text.rfind(|it: char| it.is_ascii_digit()) else {
        return String::new();
    };
    let places = usize::try_from(quantity.digits().scale()).unwrap_or_default();
    let from = if places == 0 { last + 1 } else { (last + 1).saturating_sub(places + 1) };
    text.get(from..).unwrap_or_default().to_owned()
}
