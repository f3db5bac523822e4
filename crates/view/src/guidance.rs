//! Guidance: what was expected before, what is expected now, and what came of it.

mod span;
#[cfg(test)]
mod tests;

use serde::Serialize;
use strata_model::calc::outlook::{
    Ends, Revision, actuals, consensus, last_reported, revision,
};
use strata_model::calc::surprise;
use strata_model::{
    Against, Change, Comparison, Date, Extent, Figure, GuidanceTable, Id, Period,
    Quantity, Ref,
};

use crate::context::Context;
use crate::print::NBSP;
use crate::words::{Rich, Said, Words};
use span::{Drawn, Span};

/// With more measures than this a table has no scales.
const DRAWN: usize = 8;

/// The most letters of a unit that is a sign, and of one that stands on one line.
const SIGN: usize = 3;
const WHOLE: usize = 14;

/// A table of guidance.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct GuidanceView {
    /// What the rows are, with the period of most of them.
    measure: Said,
    dates: Dates,
    /// What the marks of the scales stand for.
    keys: Vec<Key>,
    pub(crate) rows: Vec<Outlook>,
}

/// When all of it was given.
#[derive(Debug, Serialize)]
struct Dates {
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Words>,
    now: Words,
}

/// A mark with its words.
#[derive(Debug, Serialize)]
struct Key {
    mark: Mark,
    words: Words,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Mark {
    Before,
    Now,
    Midpoint,
    Reported,
    Consensus,
}

/// A measure with its outlook.
#[derive(Debug, Serialize)]
pub(crate) struct Outlook {
    at: String,
    /// What is measured, in which unit if all of it is in one, with its sources.
    name: Rich,
    /// Its period if it is not that of most, what it covers and what it assumes.
    pub(crate) about: Vec<Rich>,
    /// Nothing if there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Given>,
    now: Given,
    /// What became of it, its middle, and what there is to hold it against.
    pub(crate) lines: Vec<Rich>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    /// Whether it may not stay together.
    tall: bool,
}

/// An outlook, and where in the data it stands.
#[derive(Debug, Serialize)]
struct Given {
    at: String,
    value: Said,
}

/// A figure of the table with all that belongs to it.
struct Row<'a> {
    at: String,
    id: &'a Id,
    figure: &'a Figure,
    before: Option<(&'a Id, &'a Figure)>,
}

impl Row<'_> {
    /// The unit and the scale of all its quantities, if they have one in common.
    fn like(&self) -> Option<&Quantity> {
        let like = |figure| Ends::of(figure).map(|it| it.like);
        let own = like(self.figure)?;
        let same = |it: &Quantity| it.unit() == own.unit() && it.scale() == own.scale();
        let fits = |figure: &Figure| {
            let range = figure.range.iter().flat_map(|it| [&it.low, &it.high]);
            range.chain(&figure.value).all(same)
        };
        let before = self.before.is_none_or(|(_, it)| like(it).is_some() && fits(it));
        (before && fits(self.figure)).then_some(own)
    }

    fn issued(&self) -> (Option<Date>, Option<Date>) {
        let issued = |figure: &Figure| figure.guidance.as_ref().map(|it| it.issued);
        (self.before.and_then(|(_, it)| issued(it)), issued(self.figure))
    }
}

/// What all have in common, if they do.
fn common<T: PartialEq>(them: impl IntoIterator<Item = T>) -> Option<T> {
    let mut them = them.into_iter();
    let first = them.next()?;
    them.all(|it| it == first).then_some(first)
}

/// What stands among them most often, and how often; the first of several.
fn most<T: PartialEq + Copy>(them: &[T]) -> Option<(T, usize)> {
    let times = |one: &T| them.iter().filter(|it| *it == one).count();
    let counted = them.iter().rev().map(|it| (*it, times(it)));
    counted.max_by_key(|(_, times)| *times)
}

impl Context<'_> {
    pub(crate) fn guidance(&self, at: &str, table: &GuidanceTable) -> GuidanceView {
        let labels = self.labels;
        let words = &labels.outlook;
        let figures = &self.brief.figures;
        let row = |(n, id): (usize, &Ref<Figure>)| {
            let (id, figure) = figures.get_key_value(id.id())?;
            let before = figure.replaces.as_ref();
            let before = before.and_then(|it| figures.get_key_value(it.id()));
            Some(Row { at: format!("{at}/guidance/show/{n}"), id, figure, before })
        };
        let rows: Vec<_> = table.show.iter().enumerate().filter_map(row).collect();
        let periods: Vec<_> =
            rows.iter().filter_map(|it| it.figure.period.as_ref()).collect();
        let period = most(&periods);
        let period = period.filter(|(_, times)| 2 * times > rows.len());
        let period = period.map(|(period, _)| period);
        let any_before = rows.iter().any(|it| it.before.is_some());
        let before = rows.iter().filter(|it| it.before.is_some());
        let before = common(before.map(|it| it.issued().0)).flatten();
        let now = common(rows.iter().map(|it| it.issued().1)).flatten();
        let dated = now.is_some() && (before.is_some() || !any_before);
        let day = |day: Date| Words::from(labels.short_day(day));
        let dates = match (before, now.filter(|_| dated)) {
            (Some(before), Some(now)) => {
                Dates { before: Some(day(before)), now: day(now) }
            }
            (None, Some(now)) => {
                let now = format!("{} {}", words.given, labels.short_day(now));
                Dates { before: None, now: now.into() }
            }
            (_, None) => Dates {
                before: any_before.then(|| words.before.into()),
                now: words.now.into(),
            },
        };
        let drawn = rows.len() <= DRAWN;
        let views: Vec<_> = rows
            .iter()
            .map(|row| self.outlook(row, (period, dated, any_before, drawn)))
            .collect();
        let measure = match period {
            Some(period) => {
                let told = |period: String| format!("{}, {period}", words.measure);
                Said::new(told(labels.period(period)), told(labels.say_period(period)))
            }
            None => words.measure.into(),
        };
        GuidanceView {
            measure,
            dates,
            keys: self.guidance_keys(&rows, &views),
            rows: views,
        }
    }

    /// The marks that are drawn anywhere, with their words.
    fn guidance_keys(&self, rows: &[Row<'_>], views: &[Outlook]) -> Vec<Key> {
        let words = &self.labels.outlook;
        let spans = || views.iter().filter_map(|it| it.span.as_ref());
        let came = rows.iter().any(|it| self.first_actual(it).is_some());
        let last = rows.iter().filter_map(|row| last_reported(self.brief, row.figure));
        let last = common(last.map(|(_, it)| it.period.as_ref())).flatten();
        let last = last.map(|it| self.labels.short_period(it));
        let reported = match last.as_deref() {
            _ if came => words.actual,
            last => last.unwrap_or(words.last_reported),
        };
        let middle = |it: &Span| it.is_range();
        [
            (Mark::Before, words.before, spans().any(|it| it.before.is_some())),
            (Mark::Now, words.now, spans().next().is_some()),
            (Mark::Midpoint, words.midpoint, spans().any(middle)),
            (Mark::Reported, reported, spans().any(|it| it.reported.is_some())),
            (Mark::Consensus, words.consensus, spans().any(|it| it.consensus.is_some())),
        ]
        .into_iter()
        .filter(|(_, _, drawn)| *drawn)
        .map(|(mark, words, _)| Key { mark, words: words.into() })
        .collect()
    }

    fn outlook(
        &self,
        row: &Row<'_>,
        (period, dated, any_before, drawn): (Option<&Period>, bool, bool, bool),
    ) -> Outlook {
        let labels = self.labels;
        let figure = row.figure;
        let unit = row.like().and_then(|it| labels.unit_apart(it));
        let bare = unit.is_some();
        let mut name = Rich::plain(figure.label.as_str());
        if let Some(unit) = unit.filter(|it| !it.is_empty()) {
            // A sign does not stand on a line alone, and a short unit is on one.
            let letters = unit.chars().count();
            let gap = if letters > SIGN { ' ' } else { NBSP };
            let whole = unit.replace(' ', &String::from(NBSP));
            let unit = if letters > WHOLE { unit } else { whole };
            name.push(format!(",{gap}{unit}"));
        }
        let ids = std::iter::once(row.id).chain(row.before.map(|(id, _)| id));
        name.cite(self.cited_by(&ids.collect::<Vec<_>>()).marks);
        let guidance = figure.guidance.as_ref();
        let own = figure.period.as_ref() != period || period.is_none();
        let own = own.then(|| Rich::plain(self.period_said(figure)));
        let mut about: Vec<_> = own.into_iter().collect();
        about.extend(guidance.and_then(|it| it.scope.as_ref()).map(|it| self.rich(it)));
        about.extend(guidance.iter().flat_map(|it| &it.assumes).map(|it| {
            Rich::plain(format!("{} ", labels.assumes)).followed_by(self.rich(it))
        }));
        let mut outlook = Outlook {
            at: row.at.clone(),
            name,
            about,
            before: row.before.map(|(id, figure)| self.given(id, figure, bare)),
            now: self.given(row.id, figure, bare),
            lines: self.guidance_lines(row, bare, (dated, any_before)),
            span: drawn.then(|| self.guidance_span(row)).flatten(),
            tall: false,
        };
        outlook.tall = outlook.is_tall();
        outlook
    }

    fn given(&self, id: &Id, figure: &Figure, bare: bool) -> Given {
        let labels = self.labels;
        let text = if bare { self.bare_outlook(figure) } else { labels.value(figure) };
        let value = Said::new(text, labels.say_value(figure));
        Given { at: format!("/figures/{id}"), value }
    }

    /// What a figure states without its unit: `8.0–9.5`, `at least −1.0`.
    fn bare_outlook(&self, figure: &Figure) -> String {
        let labels = self.labels;
        let bare = |quantity: &Quantity| labels.bare(quantity, false);
        let text = match (&figure.range, &figure.value) {
            (Some(range), _) => labels.range(&bare(&range.low), &bare(&range.high)),
            (None, Some(value)) => match &figure.tolerance {
                Some(tolerance) => {
                    format!("{}{NBSP}±{NBSP}{}", bare(value), labels.quantity(tolerance))
                }
                None => bare(value),
            },
            (None, None) => labels.bare_value(figure),
        };
        match labels.qualifier_word(figure) {
            Some(word) => format!("{word} {text}"),
            None => text,
        }
    }

    /// A quantity in the manner of the row.
    fn in_row(&self, quantity: &Quantity, bare: bool) -> Said {
        let labels = self.labels;
        let printed =
            if bare { labels.bare(quantity, false) } else { labels.quantity(quantity) };
        Said::new(printed, labels.say_quantity(quantity))
    }

    /// What stands under the values: what became of them, their middle, when they were given
    /// where that differs, and what there is to hold them against.
    fn guidance_lines(
        &self,
        row: &Row<'_>,
        bare: bool,
        (dated, any_before): (bool, bool),
    ) -> Vec<Rich> {
        let labels = self.labels;
        let words = &labels.outlook;
        let mut lines = Vec::new();
        if row.before.is_none() && any_before {
            lines.push(Rich::plain(words.before_not_given));
        }
        let revised = row.before.and_then(|(_, before)| revision(before, row.figure));
        let revised = revised.filter(|it| *it != Revision::New);
        lines.extend(revised.map(|it| Rich::plain(labels.revision(it))));
        lines.extend(self.midpoints(row, bare));
        if !dated {
            let day = |day: Date| Said::from(labels.short_day(day));
            let days = match row.issued() {
                (Some(before), Some(now)) => {
                    Some(self.moved_from(&day(before), &day(now)))
                }
                (before, now) => before.or(now).map(day),
            };
            lines.extend(days.map(Rich::plain));
        }
        let same =
            |it: &&Quantity| row.like().is_some_and(|like| like.scale() == it.scale());
        if let Some((id, it)) = last_reported(self.brief, row.figure) {
            let mut line = Rich::plain(self.period_said(it));
            line.push(labels.colon);
            let value = it.value.as_ref().filter(|it| bare && same(it));
            line.push(match value {
                Some(value) => self.in_row(value, true),
                None => Said::new(labels.value(it), labels.say_value(it)),
            });
            line.cite(self.cited_by(&[id]).marks);
            lines.push(line);
        }
        if let Some(it) = consensus(self.brief, row.figure) {
            let mut line = Rich::plain(format!("{} ", words.consensus));
            line.push(self.in_row(it, bare && same(&it)));
            lines.push(line);
        }
        lines.extend(self.actuals(row));
        lines
    }

    /// The middle of a range, and of the one before, with as many digits: `midpoint 8.75 →
    /// 9.25`.
    fn midpoints(&self, row: &Row<'_>, bare: bool) -> Option<Rich> {
        // Of a value with a tolerance, the value is the middle.
        let of = |figure: &Figure| {
            Ends::of(figure).filter(|_| figure.range.is_some())?.midpoint()
        };
        let now = of(row.figure)?;
        let before = row.before.and_then(|(_, it)| of(it));
        let places = |it: &Quantity| it.digits().scale();
        let most = before.iter().map(places).fold(places(&now), u32::max);
        let told = |it: &Quantity| {
            let alike = it.with_places(it.value(), most).filter(|_| bare);
            self.in_row(alike.as_ref().unwrap_or(it), bare)
        };
        let mut line = Rich::plain(format!("{} ", self.labels.outlook.midpoint));
        line.push(match before.map(|it| told(&it)) {
            Some(before) if before != told(&now) => self.moved_from(&before, &told(&now)),
            _ => told(&now),
        });
        Some(line)
    }

    /// From something to something else.
    fn moved_from(&self, from: &Said, to: &Said) -> Said {
        let said = (self.labels.spoken.shift)(&from.aloud(), &to.aloud());
        Said::new(format!("{} → {}", from.text, to.text), said)
    }

    /// What was reported of what was expected, and how it stands to that.
    fn actuals(&self, row: &Row<'_>) -> Vec<Rich> {
        let labels = self.labels;
        let (id, outlook) = (row.id, row.figure);
        let expected = Comparison {
            with: Some(Ref::to(id.clone())),
            ..Comparison::new(Change {
                extent: Extent::Unstated,
                against: Against::Guidance,
            })
        };
        let told = |(own, it): (&Id, &Figure)| {
            let mut compared = it.comparisons.iter();
            let compared =
                compared.find(|it| it.with.as_ref().is_some_and(|it| it == id));
            let mut actual = Rich::plain(format!("{} ", labels.outlook.actual));
            actual.push(Said::new(labels.value(it), labels.say_value(it)));
            let comparison = compared.unwrap_or(&expected);
            if let Some(surprise) = surprise(self.brief, it, Some(comparison)) {
                actual.push(format!("{}{}", labels.colon, labels.surprise(surprise)));
            }
            actual.cite(self.cited_by(&[own]).marks);
            actual
        };
        actuals(self.brief, id, outlook).map(told).collect()
    }

    /// The first value that came, in the unit of the outlook.
    fn first_actual<'r>(&'r self, row: &'r Row<'_>) -> Option<&'r Quantity> {
        let unit = Ends::of(row.figure)?.unit();
        let came = actuals(self.brief, row.id, row.figure);
        came.filter_map(|(_, it)| it.value.as_ref()).find(|it| it.unit() == unit)
    }

    fn guidance_span(&self, row: &Row<'_>) -> Option<Span> {
        let now = Ends::of(row.figure)?;
        let before = row.before.and_then(|(_, it)| Ends::of(it));
        let last = || last_reported(self.brief, row.figure)?.1.value.as_ref();
        let drawn = Drawn {
            before: before.filter(|it| it.unit() == now.unit()),
            now,
            reported: self.first_actual(row).or_else(last).map(Quantity::value),
            consensus: consensus(self.brief, row.figure).map(Quantity::value),
        };
        drawn.span(self.labels)
    }
}
