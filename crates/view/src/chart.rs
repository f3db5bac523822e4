//! An exhibit: its title, its drawing in points, and its numbers in words and in a table.

mod axis;
pub(crate) mod canvas;
mod columns;
mod data;
mod line;
mod rows;
pub(crate) mod scale;
mod series;
mod slope;
mod time;

use serde::Serialize;
use strata_model::calc::plot::{Group, Pair, Plot, Shares, Step, plot};
use strata_model::calc::shown;
use strata_model::{
    Against, Chart, ChartForm, Decimal, Figure, Id, Period, Quantity, Ref,
};

use crate::context::Context;
use crate::words::{Rich, Words};
use canvas::{Canvas, Style, count};
use data::Data;
use rows::{Kind, Row, rows};
use scale::part;

/// A chart with its title, its unit and its source.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Exhibit {
    pub(crate) number: Words,
    pub(crate) title: Rich,
    pub(crate) unit: Words,
    pub(crate) source: Rich,
    pub(crate) alt: String,
    /// In points: what it may fill.
    pub(crate) width: f64,
    /// What the drawing must say of itself: a scale that is cut, values left out.
    pub(crate) notes: Vec<Words>,
    /// Whether an earlier value is implied, not stated.
    pub(crate) implied: bool,
    /// Nothing where the form cannot be drawn: the values stand in the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) drawing: Option<Canvas>,
    /// The values that the drawing does not bear itself.
    pub(crate) tables: Vec<Data>,
}

/// The most characters of an alternative text.
pub(crate) const ALT_MAX: usize = 2000;
/// The most bars that lie one below the other.
const MOST_ROWS: usize = 24;

/// What a form comes to.
#[derive(Default)]
struct Drawn {
    drawing: Option<Canvas>,
    tables: Vec<Data>,
    notes: Vec<String>,
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

/// The name of a breakdown in words.
fn spaced(name: &Id) -> String {
    name.as_str().replace('-', " ")
}

impl Exhibit {
    /// The height of its plot and its tables, in points.
    pub(crate) fn height(&self) -> f64 {
        let drawn = self.drawing.as_ref().map_or(0.0, |canvas| canvas.height);
        drawn + self.tables.iter().map(Data::height).sum::<f64>()
    }

    /// How high it will be, roughly, in lines of text.
    pub(crate) fn lines(&self) -> usize {
        const LINE: f64 = 14.0;
        let high = self.height();
        (1..).take_while(|lines| count(*lines) * LINE < high).count()
    }

    /// Whether it can be read in half the width of the page.
    pub(crate) fn fits_half(&self) -> bool {
        self.drawing.is_some() && self.tables.is_empty()
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
        let drawn = match plot(self.brief, chart) {
            Ok(plot) => self.drawn(form, &plot, width),
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
        Some(Exhibit {
            number: (labels.sentences.exhibit)(number).into(),
            title: self.rich(&chart.title),
            // A shift bears its name itself.
            unit: self.unit_line(figure, form, figures.len() > 1 || drawn.named).into(),
            source: self.source_line(chart),
            alt: alt.chars().take(ALT_MAX).collect(),
            width,
            notes: drawn.notes.into_iter().map(Words::from).collect(),
            implied: drawn.implied,
            drawing: drawn.drawing,
            tables: drawn.tables,
        })
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

    fn drawn(&self, form: ChartForm, plot: &Plot<'_>, width: f64) -> Drawn {
        match plot {
            Plot::Pairs(pairs) if form == ChartForm::Slope => self.slope(pairs, width),
            Plot::Pairs(pairs) => self.bars(pairs, width),
            Plot::Shifts(shifts) => Drawn {
                drawing: Some(slope::shifts(shifts, width)),
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
                (ChartForm::Columns, [one]) => self.columns(one, width),
                _ => self.line(all, width),
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
            rows.into_iter().map(|(label, text, _)| (label, text)).collect();
        let tables = vec![Data::list([labels.figure, labels.value], &rows, width)];
        Drawn { told, tables, ..Drawn::default() }
    }

    /// Bars, or tables where they are too many for a page: one for each group.
    fn horizontal(&self, bars: &[Row], kind: Kind, width: f64) -> Drawn {
        let labels = self.labels;
        let with_aside = |row: &Row, text: &str| match row.aside.as_str() {
            "" => text.to_owned(),
            aside => format!("{text}, {aside}"),
        };
        let told = bars.iter().map(|row| {
            let value = format!("{} {}", row.label, with_aside(row, &row.said));
            match &row.group {
                Some(group) => format!("{group}{}{value}", labels.colon),
                None => value,
            }
        });
        let told = told.collect();
        let drawing = if bars.len() > MOST_ROWS { None } else { rows(bars, kind, width) };
        let mut tables = Vec::new();
        if drawing.is_none() {
            for group in bars.chunk_by(|_, next| next.group.is_none()) {
                let name = group.first().and_then(|row| row.group.as_deref());
                let values = group
                    .iter()
                    .map(|row| (row.label.clone(), with_aside(row, &row.text)));
                let heads = [name.unwrap_or(labels.figure), labels.value];
                tables.push(Data::list(heads, &values.collect::<Vec<_>>(), width));
            }
        }
        Drawn { drawing, tables, told, ..Drawn::default() }
    }

    /// What the earlier of two values is called: by what it is compared with.
    fn before(&self, pair: &Pair<'_>) -> &'static str {
        match pair.against {
            Some(Against::Yoy) => self.labels.year_earlier,
            Some(it @ (Against::Plan | Against::Baseline)) => {
                self.labels.against_what(it)
            }
            _ => self.labels.earlier,
        }
    }

    /// What a figure states, as it is printed and as it is said.
    fn value(&self, figure: &Figure) -> [String; 2] {
        [self.labels.value(figure), self.labels.say_value(figure)]
    }

    fn quantity(&self, quantity: &Quantity) -> [String; 2] {
        [self.labels.quantity(quantity), self.labels.say_quantity(quantity)]
    }

    fn earlier(&self, pair: &Pair<'_>) -> [String; 2] {
        let texts = self.quantity(&pair.earlier);
        if pair.implied { self.implied(texts) } else { texts }
    }

    fn implied(&self, texts: [String; 2]) -> [String; 2] {
        texts.map(|text| format!("{text} {}", self.labels.implied))
    }

    /// The earlier value and the value.
    fn bars(&self, pairs: &[Pair<'_>], width: f64) -> Drawn {
        let row = |label: &str, [text, said]: [String; 2], to, style| Row {
            label: label.to_owned(),
            text,
            said,
            aside: String::new(),
            from: Decimal::ZERO,
            to,
            style,
            group: None,
        };
        let bars = pairs.iter().flat_map(|pair| {
            let earlier = pair.earlier.value();
            let now = self.value(pair.figure);
            [
                row(self.before(pair), self.earlier(pair), earlier, Style::Outline),
                row(self.labels.now, now, pair.value.value(), Style::Solid),
            ]
        });
        let implied = pairs.iter().any(|pair| pair.implied);
        Drawn {
            implied,
            ..self.horizontal(&bars.collect::<Vec<_>>(), Kind::Plain, width)
        }
    }

    fn slope(&self, pairs: &[Pair<'_>], width: f64) -> Drawn {
        let Some(first) = pairs.first() else { return Drawn::default() };
        let now = match &first.figure.period {
            Some(period) => self.labels.short_period(period),
            None => self.labels.now.to_owned(),
        };
        let rows = pairs.iter().map(|pair| {
            let [earlier, _] = self.earlier(pair);
            [pair.figure.label.to_string(), earlier, self.labels.value(pair.figure)]
        });
        let words = slope::Words {
            heads: [self.before(first).to_owned(), now],
            rows: rows.collect(),
        };
        let [before, now] = &words.heads;
        let told = pairs.iter().map(|pair| {
            let ([_, earlier], [_, value]) =
                (self.earlier(pair), self.value(pair.figure));
            format!("{} {before} {earlier}, {now} {value}", pair.figure.label)
        });
        let implied = pairs.iter().any(|pair| pair.implied);
        let told = told.collect();
        let (drawing, cut) = slope::slope(self.labels, pairs, &words, width).unzip();
        let notes = cut.flatten().map(|it| (self.labels.sentences.scale_from)(&it));
        Drawn {
            drawing,
            notes: notes.into_iter().collect(),
            told,
            implied,
            ..Drawn::default()
        }
    }

    /// The parts of each breakdown, one after another below the whole.
    fn parts(&self, whole: &Figure, groups: &[Group<'_>], width: f64) -> Drawn {
        let sum = whole.value.as_ref().map(Quantity::value).unwrap_or_default();
        let mut bars = vec![self.row(whole, (Decimal::ZERO, sum), Style::Solid)];
        for group in groups {
            let mut start = Decimal::ZERO;
            for (n, (part, amount)) in group.parts.iter().enumerate() {
                let end = start + amount.value();
                let style = if end < start { Style::Off } else { Style::Step };
                let row = self.row(part, (start, end), style);
                bars.push(Row { group: (n == 0).then(|| spaced(group.name)), ..row });
                start = end;
            }
        }
        self.horizontal(&bars, Kind::Walk, width)
    }

    /// Each part on a track of 100%.
    fn shares(&self, groups: &[Shares<'_>], width: f64) -> Drawn {
        let all = || groups.iter().flat_map(|group| &group.parts);
        let one = Decimal::ONE;
        let fine =
            all().any(|it| it.implied && !it.percent.is_zero() && it.percent.abs() < one);
        let bars = groups.iter().flat_map(|group| {
            group.parts.iter().enumerate().map(move |(n, share)| {
                let (label, aside) = match share.figure {
                    Some(it) if share.implied => {
                        (it.label.to_string(), self.labels.value(it))
                    }
                    Some(it) => (it.label.to_string(), String::new()),
                    None => (self.labels.rest.to_owned(), String::new()),
                };
                let [text, said] = match share.figure {
                    Some(it) if !share.implied => self.value(it),
                    _ => self.percent(share.percent, fine),
                };
                Row {
                    label,
                    text,
                    said,
                    aside,
                    from: Decimal::ZERO,
                    to: share.percent,
                    style: if share.implied { Style::Outline } else { Style::Step },
                    group: group.name.filter(|_| n == 0).map(spaced),
                }
            })
        });
        let implied = all().any(|share| share.implied);
        Drawn {
            implied,
            ..self.horizontal(&bars.collect::<Vec<_>>(), Kind::Share, width)
        }
    }

    /// A computed percentage, in whole percent unless there are parts of one.
    fn percent(&self, percent: Decimal, fine: bool) -> [String; 2] {
        let like: Option<Quantity> = "0%".parse().ok();
        let written = like.and_then(|it| it.with_places(percent, u32::from(fine)));
        self.implied(written.map(|it| self.quantity(&it)).unwrap_or_default())
    }

    /// From the first operand over the others to the sum.
    fn waterfall(&self, steps: &[Step<'_>], width: f64) -> Drawn {
        let bars = steps.iter().map(|step| {
            let off = step.to < step.from;
            let style = match (step.level, off) {
                (true, _) => Style::Solid,
                (false, true) => Style::Off,
                (false, false) => Style::Step,
            };
            let mut row = self.row(step.figure, (step.from, step.to), style);
            let change = step.to - step.from;
            if !step.level && change != step.value.value() {
                // A figure that is taken off is shown as what it does.
                let turned = step.value.with_value(change);
                [row.text, row.said] = match (step.value.qualifier(), turned) {
                    (None, Some(turned)) => self.quantity(&turned),
                    (None, None) => [row.text, row.said],
                    (Some(_), _) => {
                        [row.text, row.said].map(|it| format!("\u{2212}{it}"))
                    }
                };
            }
            let unsigned = step.value.qualifier().is_none() && !row.text.starts_with('+');
            if !step.level && step.to > step.from && unsigned {
                row.text.insert(0, '+');
            }
            row
        });
        self.horizontal(&bars.collect::<Vec<_>>(), Kind::Walk, width)
    }

    fn row(&self, figure: &Figure, (from, to): (Decimal, Decimal), style: Style) -> Row {
        let [text, said] = self.value(figure);
        Row {
            label: figure.label.to_string(),
            text,
            said,
            aside: String::new(),
            from,
            to,
            style,
            group: None,
        }
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
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn source_line(&self, chart: &Chart) -> Rich {
        let labels = self.labels;
        let ids: Vec<_> =
            std::iter::once(&chart.figure).chain(&chart.with).map(Ref::id).collect();
        let cited = self.cited_by(&ids);
        match cited.marks.is_empty() {
            true => Rich::plain(labels.no_source),
            false => Rich::plain(labels.source).followed_by(cited),
        }
    }
}
