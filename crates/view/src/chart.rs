//! An exhibit: its title, its drawing in points, and its numbers in words.

mod axis;
mod bars;
mod bridge;
pub(crate) mod canvas;
mod columns;
mod data;
mod label;
mod line;
mod rows;
pub(crate) mod scale;
mod series;
mod slope;
mod threshold;
mod time;

use serde::Serialize;
use strata_model::calc::plot::{Plot, plot};
use strata_model::calc::shown;
use strata_model::{Chart, ChartForm, Decimal, Figure, Period, Ref};

use crate::context::Context;
use crate::measure::lines;
use crate::sheet::POINTS_PER_MM;
use crate::words::{Rich, Words};
use canvas::{Canvas, count};
use data::Data;
use scale::part;

/// A chart with its title, its unit and its sources.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Exhibit {
    /// Its place in the brief.
    pub(crate) at: String,
    /// The place of the row it stands in, by which the plan of the pages names its height.
    pub(crate) row: String,
    pub(crate) number: Words,
    pub(crate) title: Rich,
    /// How many lines are kept free under its title, for the unit to stand in line with
    /// that of another.
    pub(crate) title_room: usize,
    #[serde(skip)]
    title_lines: usize,
    /// What is measured, when, in what.
    pub(crate) unit: Rich,
    /// What each of the drawings must say of itself, such as a scale that is cut; one for
    /// all where they say the same.
    pub(crate) notes: Vec<Rich>,
    pub(crate) alt: String,
    /// In points: what it may fill.
    pub(crate) width: f64,
    /// Whether an earlier value is implied, not stated.
    pub(crate) implied: bool,
    /// The drawing at its least, its usual and its greatest height; one where it has but
    /// one, and none where the form cannot be drawn: the values stand in the tables.
    pub(crate) drawings: Vec<Canvas>,
    /// The room that each of the drawings takes, in points.
    pub(crate) plot: Option<[f64; 3]>,
    /// The values that no drawing bears.
    pub(crate) tables: Vec<Data>,
    /// Whether it has room in a half of the page, beside another.
    #[serde(skip)]
    pub(crate) fits_half: bool,
    /// Whether it needs the whole width of the page.
    #[serde(skip)]
    pub(crate) crowded: bool,
}

/// The most characters of an alternative text.
pub(crate) const ALT_MAX: usize = 4000;
/// The size of a title in points.
const TITLE: f64 = 9.5;
/// The most letters of a note of the author that stands under the drawing as well.
const NOTE_MOST: usize = 110;
/// The heights of a drawing in millimetres, times below it included: in a half of the page,
/// in two thirds, and across all of it.
const IN_HALF: [f64; 3] = [34.0, 40.0, 46.0];
const IN_TWO_THIRDS: [f64; 3] = [38.0, 50.0, 62.0];
const ACROSS: [f64; 3] = [38.0, 44.0, 62.0];
/// The most of a half of the page: columns, points of a line and lines, steps of a sum; and
/// the most columns of two thirds.
const COLUMNS_IN_HALF: usize = 11;
const POINTS_IN_HALF: usize = 26;
const LINES_IN_HALF: usize = 3;
const STEPS_IN_HALF: usize = 5;
const COLUMNS_IN_TWO_THIRDS: usize = 16;

/// What a form comes to.
#[derive(Default)]
struct Drawn {
    drawings: Vec<Canvas>,
    tables: Vec<Data>,
    /// Of each drawing, what it must say of itself.
    notes: Vec<Vec<String>>,
    /// The numbers in words, for the alternative text.
    told: Vec<String>,
    implied: bool,
    /// Whether the drawing bears the name of its figure.
    named: bool,
}

/// `value ÷ most`, held between 0 and 1.
pub(crate) fn ratio(value: Decimal, most: Decimal) -> f64 {
    if most <= Decimal::ZERO { 0.0 } else { part(value, most) }
}

/// The most values of a series.
fn points(plot: &Plot<'_>) -> usize {
    match plot {
        Plot::Series(all) => all.iter().map(|it| it.points.len()).max().unwrap_or(0),
        _ => 0,
    }
}

/// Whether a form has room in a half of the page for what it draws.
fn fits_half(form: ChartForm, plot: &Plot<'_>) -> bool {
    match (form, plot) {
        (ChartForm::Columns, _) => points(plot) <= COLUMNS_IN_HALF,
        (ChartForm::Line, Plot::Series(all)) => {
            points(plot) <= POINTS_IN_HALF && all.len() <= LINES_IN_HALF
        }
        (_, Plot::Pairs(pairs)) => pairs.len() <= slope::MOST,
        (_, Plot::Steps(steps)) => steps.len() <= STEPS_IN_HALF,
        _ => false,
    }
}

impl Exhibit {
    /// The usual height of its plot, and of its tables, in points.
    pub(crate) fn height(&self) -> f64 {
        let drawn = self.heights().map_or(0.0, |heights| heights[1]);
        drawn + self.tables.iter().map(Data::height).sum::<f64>()
    }

    /// How high it will be, roughly, in lines of text.
    pub(crate) fn lines(&self) -> usize {
        const LINE: f64 = 14.0;
        let high = self.height();
        (1..).take_while(|lines| count(*lines) * LINE < high).count()
    }

    /// How high its plot is at its least, its usual and its greatest height, in points; the
    /// same where it has but one.
    pub(crate) fn heights(&self) -> Option<[f64; 3]> {
        let last = self.drawings.last()?;
        Some([0, 1, 2].map(|n| self.drawings.get(n).unwrap_or(last).height))
    }

    /// Sets two exhibits on common lines: their units, their plots and their notes.
    pub(crate) fn pair(&mut self, other: &mut Self) {
        let room = self.title_lines.max(other.title_lines);
        let plot = match (self.heights(), other.heights()) {
            (Some(one), Some(other)) => Some([0, 1, 2].map(|n| one[n].max(other[n]))),
            (one, other) => one.or(other),
        };
        for it in [self, other] {
            it.title_room = room - it.title_lines;
            it.plot = plot;
        }
    }
}

impl Context<'_> {
    /// The exhibit of the chart at this place, as wide as this at most, in points.
    pub(crate) fn exhibit(&self, at: &str, chart: &Chart, width: f64) -> Option<Exhibit> {
        let figure = self.brief.figure(&chart.figure)?;
        let labels = self.labels;
        let before = self.refs.exhibits.iter().position(|place| place == at);
        let number = before.unwrap_or_default() + 1;
        let form = chart.form.unwrap_or(ChartForm::Bars);
        let plot = plot(self.brief, chart);
        let fits_half = plot.as_ref().is_ok_and(|plot| fits_half(form, plot));
        let crowded = form == ChartForm::Columns
            && plot.as_ref().is_ok_and(|plot| points(plot) > COLUMNS_IN_TWO_THIRDS);
        let drawn = match &plot {
            Ok(plot) => self.drawn(chart, form, plot, width),
            Err(_) => self.undrawn(chart, width),
        };
        let named = chart.figures();
        let figures: Vec<&Figure> =
            named.filter_map(|id| self.brief.figures.get(id)).collect();
        let names: Vec<_> = figures.iter().map(|it| it.label.to_string()).collect();
        let told = self.told(&drawn.told);
        let period = match &figure.period {
            Some(period) => &labels.say_period(period),
            None => labels.unstated,
        };
        let sentences = &labels.sentences;
        let alt = match form {
            ChartForm::Columns => (sentences.alt_columns)(&labels.join(&names), &told),
            ChartForm::Line => (sentences.alt_line)(&labels.join(&names), &told),
            form => {
                let said = match form {
                    ChartForm::Parts => sentences.alt_parts,
                    ChartForm::Shares => sentences.alt_shares,
                    ChartForm::Slope => sentences.alt_slope,
                    ChartForm::Waterfall => sentences.alt_waterfall,
                    _ => sentences.alt_bars,
                };
                said(&labels.join(&names), period, &told)
            }
        };
        // A shift bears its name itself.
        let unit = self.unit_line(figure, form, figures.len() > 1 || drawn.named);
        let mut title = self.rich(&chart.title);
        let cited = std::mem::take(&mut title.marks);
        let (unit, notes) = self.noted(chart, drawn.notes, unit, cited);
        let number = (labels.sentences.exhibit)(number);
        let head = format!("{number}  {}", title.read());
        let mut exhibit = Exhibit {
            at: at.to_owned(),
            row: at.to_owned(),
            number: number.into(),
            title_room: 0,
            title_lines: lines(&head, TITLE, true, width, usize::MAX).len(),
            title,
            unit,
            notes,
            alt: alt.chars().take(ALT_MAX).collect(),
            width,
            implied: drawn.implied,
            drawings: drawn.drawings,
            plot: None,
            tables: drawn.tables,
            fits_half,
            crowded,
        };
        exhibit.plot = exhibit.heights();
        Some(exhibit)
    }

    /// The three heights of a drawing that is as wide as this, in points.
    fn heights_of(&self, width: f64) -> [f64; 3] {
        let heights = if width <= self.columns.half {
            IN_HALF
        } else if width <= self.columns.two_thirds {
            IN_TWO_THIRDS
        } else {
            ACROSS
        };
        heights.map(|mm| mm * POINTS_PER_MM)
    }

    /// Draws at each of the heights there are, once where they make no difference; with the
    /// notes of all.
    fn elastic(
        &self,
        drawn: &mut Drawn,
        width: f64,
        draw: impl Fn(f64) -> Option<(Canvas, Vec<String>)>,
    ) {
        let all =
            self.heights_of(width).map(draw).into_iter().collect::<Option<Vec<_>>>();
        for (canvas, notes) in all.into_iter().flatten() {
            drawn.drawings.push(canvas);
            drawn.notes.push(notes);
        }
        single(&mut drawn.drawings);
        single(&mut drawn.notes);
    }

    /// As many of the numbers as an alternative text holds, and how many it leaves out.
    fn told(&self, all: &[String]) -> String {
        const ROOM: usize = ALT_MAX * 3 / 4;
        let mut told = String::new();
        for (n, one) in all.iter().enumerate() {
            if told.chars().count() + one.chars().count() > ROOM {
                let left = self.labels.and_more(all.len() - n);
                return format!("{told}{}{left}", self.labels.semicolon);
            }
            if n > 0 {
                told.push_str(self.labels.semicolon);
            }
            told.push_str(one);
        }
        told
    }

    fn drawn(
        &self,
        chart: &Chart,
        form: ChartForm,
        plot: &Plot<'_>,
        width: f64,
    ) -> Drawn {
        match plot {
            Plot::Pairs(pairs) if form == ChartForm::Slope => self.slope(pairs, width),
            Plot::Pairs(pairs) => self.bars(pairs, width),
            Plot::Shifts(shifts) => Drawn {
                drawings: vec![slope::shifts(shifts, width)],
                named: true,
                told: shifts
                    .iter()
                    .map(|(figure, it)| {
                        let shift = self.labels.sentences.shift;
                        let moved = shift(it.from.as_str(), it.to.as_str());
                        format!("{} {moved}", figure.label)
                    })
                    .collect(),
                ..Drawn::default()
            },
            Plot::Series(all) => match (form, all.as_slice()) {
                (ChartForm::Columns, [one]) => self.columns(chart, one, width),
                _ => self.line(chart, all, width),
            },
            Plot::Parts(whole, groups) => self.parts(whole, groups, width),
            Plot::Shares(groups) => self.shares(groups, width),
            Plot::Steps(steps) => self.waterfall(steps, width),
        }
    }

    /// What the figures say, where the form has nothing to draw.
    fn undrawn(&self, chart: &Chart, width: f64) -> Drawn {
        let figures = chart.figures().filter_map(|id| self.brief.figures.get(id));
        let labels = self.labels;
        let rows: Vec<_> = figures
            .map(|it| (it.label.to_string(), labels.value(it), labels.say_value(it)))
            .collect();
        let told = rows.iter().map(|(label, _, said)| format!("{label} {said}"));
        let told = told.collect();
        let rows: Vec<_> =
            rows.into_iter().map(|(label, text, _)| [label, text]).collect();
        let tables = vec![Data::list([labels.figure, labels.value], &rows, width)];
        Drawn { told, tables, ..Drawn::default() }
    }

    /// What the numbers are: label, period and basis.
    fn unit_line(&self, figure: &Figure, form: ChartForm, several: bool) -> String {
        let over_time = matches!(form, ChartForm::Columns | ChartForm::Line);
        let period = match (over_time, &figure.period) {
            (true, Some(Period::TrailingTwelveMonths(_))) => {
                self.labels.trailing_twelve_months.to_owned()
            }
            (true, Some(Period::YearToDate(_))) => self.labels.year_to_date.to_owned(),
            (true, Some(Period::Weeks(weeks))) => self.labels.weeks(*weeks),
            (true, _) => String::new(),
            _ => self.period_of(figure),
        };
        let value = shown(figure).or(figure.value.as_ref());
        let unit = value.map(|value| self.labels.scaled_unit(value));
        let unit = unit.unwrap_or_default();
        let basis =
            figure.basis.map(|it| self.labels.basis(it).to_owned()).unwrap_or_default();
        let label = if several { String::new() } else { figure.label.to_string() };
        let parts = [label, period, unit, basis];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The unit, and what must be said under a drawing. The sources stand behind what is
    /// said, and behind the unit where there is nothing to say.
    fn noted(
        &self,
        chart: &Chart,
        notes: Vec<Vec<String>>,
        unit: String,
        by_title: Vec<usize>,
    ) -> (Rich, Vec<Rich>) {
        let ids: Vec<_> =
            std::iter::once(&chart.figure).chain(&chart.with).map(Ref::id).collect();
        let mut cited = self.cited_by(&ids);
        cited.cite(by_title);
        let note = self.brief.figure(&chart.figure).and_then(|it| it.note.as_ref());
        let note = note.filter(|_| chart.with.is_empty()).map(|note| self.rich(note));
        let note = note.filter(|note| note.read().chars().count() <= NOTE_MOST);
        let missing = cited.marks.is_empty().then(|| self.labels.no_source.to_owned());
        let said = |sentences: Vec<String>| {
            let mut said = note.clone().unwrap_or_default();
            for sentence in sentences.into_iter().chain(missing.clone()) {
                match said.read().chars().next_back() {
                    None => {}
                    Some('.' | '!' | '?') => said.push(" "),
                    Some(_) => said.push(". "),
                }
                said.push(sentence);
            }
            said
        };
        let notes = if notes.is_empty() { vec![Vec::new()] } else { notes };
        let mut all: Vec<Rich> = notes.into_iter().map(said).collect();
        let unit = Rich::plain(unit);
        if all.iter().all(|it| it.runs.is_empty()) {
            return (unit.followed_by(cited), Vec::new());
        }
        for note in &mut all {
            if note.runs.is_empty() {
                note.push(self.labels.source);
            }
            note.cite(cited.marks.iter().copied());
        }
        (unit, all)
    }
}

/// Leaves one of several that are all the same.
fn single<T: PartialEq>(all: &mut Vec<T>) {
    if all.windows(2).all(|two| two[0] == two[1]) {
        all.truncate(1);
    }
}
