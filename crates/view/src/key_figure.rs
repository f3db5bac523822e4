//! Key figures: a strip of cards in one size, or a table where they are many.

mod common;
mod compare;
mod mini;
#[cfg(test)]
mod tests;
mod time;

use serde::Serialize;
use strata_model::{Brief, Column, Figure, Figures, Id, Row, Table, Text};

use crate::block::{Body, Width};
use crate::context::Context;
use crate::face::Face;
use crate::measure::{lines, width, width_in};
use crate::print::{Piece, PieceKind};
use crate::sheet::Columns;
use crate::words::{Rich, Said, Words};
use common::Common;
pub(crate) use compare::tone;
use compare::{Compared, Delta};
use mini::{Mini, Room};

/// Key figures side by side.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Strip {
    /// What all of them have in common: period, basis, currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) common: Option<Said>,
    /// One takes the narrow column, several the page.
    width: Width,
    /// How many stand side by side.
    across: usize,
    /// The size of every value, in points.
    size: f64,
    cards: Vec<Card>,
    /// The room of the small charts; without it there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    charts: Option<Room>,
}

/// A key figure. What a reader is to know is in its index entry; here stands what is worth
/// the first look.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Card {
    at: String,
    /// The place of the figure itself.
    figure: String,
    label: Words,
    mark: Rich,
    value: Vec<Piece>,
    /// The value as it is said.
    said: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Delta>,
    /// In place of a comparison.
    none: Words,
    /// The period and the basis, where they are not those of the others.
    about: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<Rich>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chart: Option<Mini>,
}

impl Strip {
    /// Whether it fits the narrow column.
    pub(crate) fn is_narrow(&self) -> bool {
        self.width == Width::Third
    }

    /// How high it will be, roughly, in points.
    pub(crate) fn height(&self) -> f64 {
        const CARD: f64 = 76.0;
        let rows = self.cards.len().div_ceil(self.across.max(1));
        u32::try_from(rows).map_or(f64::MAX, f64::from) * CARD
    }
}

/// A figure that is shown: its place, its id, and the name of the comparison beside it.
type Chosen<'b> = (String, &'b Id, Option<&'b str>);

/// How large what stands before a number and behind it is, as a part of its size; and the
/// least size in points.
const PREFIX: f64 = 0.62;
const UNIT: f64 = 0.52;
const LEAST: f64 = 7.5;
/// Between a number and its unit, as a part of the size.
const AIR: f64 = 0.1;
/// The most cards in a row; more are a table, as are so many of one measure.
const MOST: usize = 6;
const OF_ONE_MEASURE: usize = 4;
/// The sizes of the name and of the second comparison, and the most lines of each.
const NAME: f64 = 8.0;
const SECOND: f64 = 7.5;
const LINES: usize = 2;
/// A period of so many letters is not broken.
const PERIOD: usize = 12;

/// Whether figures side by side are to be a table: many, or several of one measure over
/// entities, parts or periods.
pub(crate) fn is_table(brief: &Brief, block: &Figures) -> bool {
    let shown = block.show.iter().filter_map(|it| brief.figures.get(it.id()));
    let shown: Vec<&Figure> = shown.collect();
    let of_one =
        |one: &&Figure| shown.iter().filter(|it| of_one_measure(one, it)).count();
    shown.len() > MOST || shown.iter().any(|it| of_one(it) >= OF_ONE_MEASURE)
}

fn of_one_measure(one: &Figure, other: &Figure) -> bool {
    let unit = |it: &Figure| it.value.as_ref().map(|it| it.unit().clone());
    let concept = one.concept.is_some() && one.concept == other.concept;
    let apart = one.scope() != other.scope() || one.period != other.period;
    unit(one) == unit(other)
        && (concept || one.label == other.label)
        && (apart || std::ptr::eq(one, other))
}

impl Context<'_> {
    /// The figures of a block as cards, or as a table.
    pub(crate) fn key_figures(&self, at: &str, block: &Figures, room: f64) -> Body {
        let at = format!("{at}/figures/show");
        if is_table(self.brief, block) {
            let table = self.as_table(block);
            let table = self.table_of_figures(&at, &table, room);
            return Body::Table(Box::new(table));
        }
        let chosen = block.show.iter().enumerate();
        let chosen =
            chosen.map(|(n, it)| (format!("{at}/{n}"), it.id(), it.comparison()));
        Body::Figures(Box::new(self.strip(chosen.collect())))
    }

    fn strip(&self, chosen: Vec<Chosen<'_>>) -> Strip {
        let known = chosen
            .into_iter()
            .filter_map(|it| Some((self.brief.figures.get(it.1)?, it)))
            .collect::<Vec<_>>();
        let figures: Vec<_> = known.iter().map(|(figure, _)| *figure).collect();
        let values: Vec<_> =
            figures.iter().map(|it| self.labels.value_pieces(it)).collect();
        let fitted = Fitted::of(&values, &self.columns, self.values);
        let common = self.common_of(&figures);
        let cards = known.into_iter().zip(values).map(|((figure, chosen), value)| {
            self.card(chosen, figure, value, &common, fitted.room)
        });
        let mut cards: Vec<_> = cards.collect();
        let drawn: Vec<_> = cards.iter().filter_map(|it| it.chart.as_ref()).collect();
        let charts = mini::room(&drawn, fitted.room);
        // A row in which nothing is compared says so of none.
        for row in cards.chunks_mut(fitted.across.max(1)) {
            if row.iter().all(|it| it.change.is_none()) {
                row.iter_mut().for_each(|it| it.none = Words::default());
            }
        }
        Strip {
            common: common.said,
            width: fitted.width,
            across: fitted.across,
            size: fitted.size,
            cards,
            charts,
        }
    }

    fn card(
        &self,
        (at, id, name): Chosen<'_>,
        figure: &Figure,
        value: Vec<Piece>,
        common: &Common,
        room: f64,
    ) -> Card {
        let words = &self.labels.key_figures;
        let first = Compared::first(figure, name);
        let change = first.as_ref().and_then(|it| self.delta(figure, it));
        let change = change.or_else(|| self.revision_of(figure));
        let mark = self.cited_by(&[id]);
        let period = self.period_apart(figure, common);
        let (label, named) = name_of(figure, period.as_deref(), mark.marks.len(), room);
        let about = period.filter(|_| !named).into_iter();
        let about = about.chain(self.basis_apart(figure, common).map(str::to_owned));
        let only_change = self.is_only_change(figure);
        let second = self.second(figure, first.as_ref()).or_else(|| {
            if only_change {
                return Some(Rich::plain(words.no_level));
            }
            let note = self.read(figure.note.as_ref()?);
            let fits = lines(&note, SECOND, false, room, usize::MAX).len() <= LINES;
            fits.then(|| Rich::plain(note))
        });
        Card {
            at,
            figure: format!("/figures/{id}"),
            label: label.into(),
            mark,
            value,
            said: match (&figure.change, only_change) {
                (Some(change), true) => self.labels.say_extent(change),
                _ => self.labels.say_value(figure),
            },
            none: match (&change, &figure.guidance) {
                (Some(_), _) => Words::default(),
                (None, Some(it)) => {
                    let issued = self.labels.short_day(it.issued);
                    format!("{} {issued}", self.labels.guidance_issued).into()
                }
                (None, None) => words.no_comparison.into(),
            },
            change,
            about: about.collect::<Vec<_>>().join(" · ").into(),
            second,
            chart: self.mini(figure, first.as_ref()),
        }
    }

    /// The figures of a block as the rows of a table: value, change and earlier value.
    fn as_table(&self, block: &Figures) -> Table {
        let labels = self.labels;
        let mut heads = vec![labels.value];
        let has = |of: &dyn Fn(&Figure, Option<&str>) -> bool| {
            block.show.iter().any(|it| {
                let figure = self.brief.figures.get(it.id());
                figure.is_some_and(|figure| of(figure, it.comparison()))
            })
        };
        let changed = |it: &Figure, name: Option<&str>| {
            name.is_some() || it.change.is_some() && !self.is_only_change(it)
        };
        let earlier = |it: &Figure, name: Option<&str>| {
            let own = it.prior.as_ref().filter(|_| name.is_none());
            let named = name.and_then(|name| it.comparison(name));
            own.or(named.and_then(|it| it.prior.as_ref())).is_some()
        };
        let columns = [has(&changed), has(&earlier)];
        let more = [labels.change, labels.earlier].into_iter().zip(columns);
        heads.extend(more.filter(|(_, is)| *is).map(|(head, _)| head));
        let column =
            |head: &str| Column { label: head.parse().ok(), period: None, kind: None };
        let rows = block.show.iter().filter_map(|it| {
            let figure = self.brief.figures.get(it.id())?;
            let name = it.comparison();
            let cell = |is: bool, aspect: String| {
                let missing = || "n.a.".parse().ok();
                let cell = aspect.parse().ok().filter(|_| is);
                cell.or_else(missing)
            };
            let id = it.id();
            let behind = name.map(|name| format!(".{name}")).unwrap_or_default();
            let aspect = if name.is_some() { behind.clone() } else { ".change".into() };
            let cells = [
                Some(cell(true, id.to_string())),
                columns[0].then(|| cell(changed(figure, name), format!("{id}{aspect}"))),
                columns[1]
                    .then(|| cell(earlier(figure, name), format!("{id}{behind}.prior"))),
            ];
            Some(Row {
                label: None,
                kind: None,
                figure: None,
                growth: None,
                cells: cells.into_iter().flatten().flatten().collect(),
                words: Vec::new(),
            })
        });
        Table {
            id: None,
            title: None,
            lead: None,
            columns: heads.into_iter().map(column).collect(),
            rows: rows.collect(),
        }
    }
}

/// The name on a card, and whether the period stands in it: the label or the short name,
/// whichever takes two lines at most, or as much of the label as does.
fn name_of(
    figure: &Figure,
    period: Option<&str>,
    marks: usize,
    room: f64,
) -> (String, bool) {
    // A period stays on one line where it is short.
    let period = period.map(|it| match it.chars().count() {
        ..=PERIOD => it.replace(' ', "\u{A0}"),
        _ => it.to_owned(),
    });
    // A number of a source is narrower than a digit.
    let marks = "0".repeat(marks);
    let fits = |name: &str| {
        lines(&format!("{name}{marks}"), NAME, true, room, usize::MAX).len() <= LINES
    };
    let names = [Some(figure.label.as_str()), figure.short.as_ref().map(Text::as_str)];
    let names = || names.into_iter().flatten();
    let with = names().filter_map(|name| Some(format!("{name}, {}", period.as_ref()?)));
    if let Some(name) = with.into_iter().find(|it| fits(it)) {
        return (name, true);
    }
    if let Some(name) = names().find(|it| fits(it)) {
        return (name.to_owned(), false);
    }
    let wide = width(&marks, NAME, true);
    let cut = lines(figure.label.as_str(), NAME, true, (room - wide).max(NAME), LINES);
    (cut.concat(), false)
}

/// How the values of a strip fit.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fitted {
    width: Width,
    across: usize,
    /// The width of a card.
    room: f64,
    size: f64,
}

impl Fitted {
    /// As many side by side as there are, or half as many where they do not fit even at the
    /// least of the sizes: all values have one, the largest at which all fit.
    fn of(values: &[Vec<Piece>], columns: &Columns, sizes: [f64; 4]) -> Self {
        let mut across = values.len().max(1);
        let mut width = if values.len() > 1 { Width::Full } else { Width::Third };
        loop {
            let gaps = u32::try_from(across).map_or(1.0, f64::from);
            let room = (columns.of(width) + columns.gutter()) / gaps - columns.gutter();
            let all = |size: &f64| values.iter().all(|it| fits(it, *size, room));
            let size = sizes.into_iter().find(all);
            match size {
                None if across > 1 => across = across.div_ceil(2),
                None if width == Width::Third => width = Width::Full,
                size => {
                    let [.., least] = sizes;
                    return Self { width, across, room, size: size.unwrap_or(least) };
                }
            }
        }
    }
}

/// Whether a value stands on one line, or words in place of one on two.
fn fits(value: &[Piece], size: f64, room: f64) -> bool {
    let is_words = |text: &str| !text.contains(|it: char| it.is_ascii_digit());
    if let [one] = value
        && one.kind == PieceKind::Number
        && is_words(&one.text)
    {
        let broken = lines(&one.text, size, true, room, usize::MAX);
        let whole = one.text.split(' ').all(|word| width(word, size, true) <= room);
        return whole && broken.len() <= LINES;
    }
    value_width(value, size) <= room
}

/// How wide a value is at a size of its number.
fn value_width(value: &[Piece], size: f64) -> f64 {
    let wide = |it: &Piece| match it.kind {
        PieceKind::Prefix => {
            width_in(Face::SansSemibold, &it.text, (PREFIX * size).max(LEAST))
        }
        PieceKind::Number => width_in(Face::SansSemibold, &it.text, size),
        PieceKind::Unit => {
            width_in(Face::Sans, &it.text, (UNIT * size).max(LEAST)) + AIR * size
        }
    };
    value.iter().map(wide).sum()
}
