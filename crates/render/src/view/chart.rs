//! An exhibit: everything that is drawn, as lengths between 0 and 1.

use serde::Serialize;
use strata_model::{
    Chart, ChartForm, Decimal, Derivation, Extent, Figure, Id, Measure, Operator, Period,
    Quantity,
};

use crate::{
    print::fill,
    view::{
        Context,
        block::ALT_MAX,
        words::{Rich, Words},
    },
};

/// A chart with its title, its unit and its source.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Exhibit {
    pub(crate) number: Words,
    pub(crate) title: Rich,
    pub(crate) unit: Words,
    pub(crate) source: Rich,
    pub(crate) alt: String,
    /// Whether an earlier value is implied, not stated.
    pub(crate) implied: bool,
    #[serde(flatten)]
    pub(crate) drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "drawing", content = "marks")]
pub(crate) enum Drawing {
    /// Horizontal bars, one below the other.
    Rows(Vec<Row>),
    /// Vertical bars in order of time.
    Columns(Vec<Column>),
    /// Nothing to compare: the title and the value stand alone.
    Nothing(Words),
}

/// A horizontal bar.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Row {
    pub(crate) label: Words,
    pub(crate) text: Words,
    /// Where the bar starts and how long it is, as parts of the whole width.
    pub(crate) start: f64,
    pub(crate) length: f64,
    pub(crate) style: Style,
    /// Whether a new group of bars begins.
    pub(crate) apart: bool,
}

/// A vertical bar.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Column {
    pub(crate) text: Words,
    /// The two lines under the bar.
    pub(crate) label: Words,
    pub(crate) year: Words,
    /// The height above, or below if negative, the base line.
    pub(crate) height: f64,
    pub(crate) style: Style,
}

/// How a bar is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    /// The value itself.
    Solid,
    /// An earlier value.
    Outline,
    /// A part, or a step of a derivation.
    Step,
    /// A step that is taken off.
    Off,
}

/// More bars than this are not drawn; the register holds every value.
const MOST_ROWS: usize = 24;
/// Columns stand side by side: as many as their numbers and labels leave room for.
const MOST_COLUMNS: usize = 16;
const COLUMN_LETTERS: usize = 6;

/// `value ÷ most`, held between 0 and 1.
pub(crate) fn ratio(value: Decimal, most: Decimal) -> f64 {
    if most <= Decimal::ZERO {
        return 0.0;
    }
    // Ten thousandths are finer than any press; the detour keeps the view free of digits
    // that differ between machines.
    let parts = (value / most * Decimal::from(10_000)).round();
    let parts = i32::try_from(parts).unwrap_or(0).clamp(0, 10_000);
    f64::from(parts) / 10_000.0
}

impl Context<'_> {
    pub(crate) fn exhibit(&self, at: &str, chart: &Chart) -> Option<Exhibit> {
        let figure = self.brief.figures.get(&chart.figure)?;
        let labels = self.labels;
        let number =
            self.exhibits.iter().position(|place| place == at).unwrap_or_default() + 1;
        let number = fill(labels.exhibit, &[&number.to_string()]);
        let title = self.rich(&chart.title);
        let form = chart.form.unwrap_or(ChartForm::Bars);
        let (drawing, template) = match form {
            ChartForm::Bars => (self.bars(figure), labels.alt_bars),
            ChartForm::Columns => (self.columns(figure), labels.alt_columns),
            ChartForm::Parts => (self.parts(figure), labels.alt_parts),
            ChartForm::Waterfall => {
                (self.waterfall(&chart.figure, figure), labels.alt_waterfall)
            }
        };
        let drawing =
            drawing.unwrap_or_else(|| Drawing::Nothing(labels.value(figure).into()));
        let told = drawing.told();
        let period = self.period_of(figure);
        let alt = match form {
            ChartForm::Columns => fill(template, &[figure.label.as_str(), &told]),
            _ => fill(template, &[figure.label.as_str(), &period, &told]),
        };
        let compared = form == ChartForm::Bars && matches!(drawing, Drawing::Rows(_));
        Some(Exhibit {
            number: number.into(),
            title,
            unit: self.unit_line(figure, form).into(),
            source: self.source_line(chart, figure),
            alt: alt.chars().take(ALT_MAX).collect(),
            implied: compared && figure.prior.is_none(),
            drawing,
        })
    }

    /// What the numbers are: label, period and basis.
    fn unit_line(&self, figure: &Figure, form: ChartForm) -> String {
        let period = match (form, &figure.period) {
            (ChartForm::Columns, Some(Period::TrailingTwelveMonths(_))) => {
                self.labels.trailing_twelve_months.to_owned()
            }
            (ChartForm::Columns, Some(Period::YearToDate(_))) => {
                self.labels.year_to_date.to_owned()
            }
            (ChartForm::Columns, _) => String::new(),
            _ => self.period_of(figure),
        };
        let unit = figure.value.as_ref().map(|value| self.labels.scaled_unit(value));
        let unit = unit.unwrap_or_default();
        let basis =
            figure.basis.map(|it| self.labels.basis(it).to_owned()).unwrap_or_default();
        let parts = [figure.label.to_string(), period, unit, basis];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn source_line(&self, chart: &Chart, figure: &Figure) -> Rich {
        let mut line = Rich::plain(format!("{} ", self.labels.source));
        match figure.source.as_ref().and_then(|id| self.refs.run(id)) {
            Some(run) => line.runs.push(run),
            None => line.push(if figure.derivation.is_some() {
                self.labels.computed
            } else {
                self.labels.no_source
            }),
        }
        line.push(" · ");
        line.runs.extend(self.refs.run(&chart.figure));
        line
    }

    /// The earlier value and the value; the earlier one implied by the change if need be.
    fn bars(&self, figure: &Figure) -> Option<Drawing> {
        let value = figure.value.as_ref()?;
        let (prior, text) = match &figure.prior {
            Some(prior) if prior.unit() == value.unit() => {
                (prior.value(), self.labels.quantity(prior))
            }
            Some(_) => return None,
            None => {
                let prior = implied(figure)?;
                let alike = self.labels.quantity(&value.with_value(prior)?);
                (prior, format!("{alike} {}", self.labels.implied))
            }
        };
        if prior.is_sign_negative() || value.value().is_sign_negative() {
            return None;
        }
        let most = prior.max(value.value());
        let yoy = figure
            .change
            .as_ref()
            .is_none_or(|it| it.against == strata_model::Against::Yoy);
        let earlier = if yoy { self.labels.year_earlier } else { self.labels.earlier };
        let row = |label: &str, text: String, amount, style| Row {
            label: label.into(),
            text: text.into(),
            start: 0.0,
            length: ratio(amount, most),
            style,
            apart: false,
        };
        Some(Drawing::Rows(vec![
            row(earlier, text, prior, Style::Outline),
            row(self.labels.now, self.labels.value(figure), value.value(), Style::Solid),
        ]))
    }

    /// The history in order of time, and the figure at its end.
    fn columns(&self, figure: &Figure) -> Option<Drawing> {
        let value = figure.value.as_ref()?;
        let calendar = self.brief.calendar();
        let mut points: Vec<(&Period, &Quantity, Style)> = figure
            .history
            .iter()
            .filter(|(_, quantity)| quantity.unit() == value.unit())
            .map(|(period, quantity)| (period, quantity, Style::Outline))
            .collect();
        points.push((figure.period.as_ref()?, value, Style::Solid));
        points.sort_by_key(|(period, _, _)| (calendar.end(period), *period));
        let most = points.iter().map(|(_, it, _)| it.value().abs()).max()?;
        let narrow = points.len() <= MOST_COLUMNS
            && points.iter().all(|(period, quantity, _)| {
                let (label, year) = self.split_label(period);
                let number = self.labels.number(quantity);
                let words = [label, year, number];
                words.iter().all(|word| word.chars().count() <= COLUMN_LETTERS)
            });
        let level = points.iter().all(|(_, quantity, _)| !quantity.is_negative());
        match points.len() {
            0 | 1 => None,
            _ if narrow => Some(Drawing::Columns(self.upright(&points, most))),
            2..=MOST_ROWS if level => Some(Drawing::Rows(self.lying(&points, most))),
            _ => None,
        }
    }

    fn upright(
        &self,
        points: &[(&Period, &Quantity, Style)],
        most: Decimal,
    ) -> Vec<Column> {
        let mut last_year = String::new();
        let columns = points.iter().map(|(period, quantity, style)| {
            let (label, year) = self.split_label(period);
            let year = if year == last_year { String::new() } else { year };
            if !year.is_empty() {
                last_year.clone_from(&year);
            }
            let height = ratio(quantity.value().abs(), most);
            Column {
                text: self.labels.number(quantity).into(),
                label: label.into(),
                year: year.into(),
                height: if quantity.is_negative() { -height } else { height },
                style: *style,
            }
        });
        columns.collect()
    }

    fn lying(&self, points: &[(&Period, &Quantity, Style)], most: Decimal) -> Vec<Row> {
        let rows = points.iter().map(|(period, quantity, style)| Row {
            label: self.labels.period(period).into(),
            text: self.labels.quantity(quantity).into(),
            start: 0.0,
            length: ratio(quantity.value(), most),
            style: *style,
            apart: false,
        });
        rows.collect()
    }

    /// `Q3` and `2025` of `TTM Q3 2025`; any other period on one line.
    fn split_label(&self, period: &Period) -> (String, String) {
        use strata_model::End;
        match period {
            Period::Fiscal(label)
            | Period::YearToDate(End::Of(label))
            | Period::TrailingTwelveMonths(End::Of(label)) => {
                let label = self.labels.label(label);
                let split =
                    label.rsplit_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()));
                split.unwrap_or((label, String::new()))
            }
            other => (self.labels.period(other), String::new()),
        }
    }

    /// The parts of the first breakdown, beside the whole.
    fn parts(&self, figure: &Figure) -> Option<Drawing> {
        let whole = figure.value.as_ref()?;
        let most = whole.value();
        let mut rows = vec![self.row(figure, Decimal::ZERO, most, most, Style::Solid)];
        for breakdown in figure.breakdowns.values() {
            let mut start = Decimal::ZERO;
            for id in &breakdown.parts {
                let part = self.brief.figures.get(id)?;
                // Shares in percent have no place on the scale of an amount.
                let amount = part.value.as_ref().filter(|it| it.unit() == whole.unit());
                let amount = amount?.value();
                let row = self.row(part, start, amount, most, Style::Step);
                rows.push(Row { apart: start.is_zero(), ..row });
                start += amount;
            }
        }
        (2..=MOST_ROWS).contains(&rows.len()).then_some(Drawing::Rows(rows))
    }

    /// From the first operand over the others to the figure.
    fn waterfall(&self, id: &Id, figure: &Figure) -> Option<Drawing> {
        let Some(Derivation::Sum(first, rest)) = &figure.derivation else { return None };
        let amount = |id: &Id| Some(self.brief.figures.get(id)?.value.as_ref()?.value());
        let mut level = amount(first)?;
        let mut steps = vec![(first, Decimal::ZERO, level, Style::Solid)];
        for (operator, step) in rest {
            let size = amount(step)?;
            let next =
                if *operator == Operator::Minus { level - size } else { level + size };
            let style = if next < level { Style::Off } else { Style::Step };
            steps.push((step, level.min(next), size.abs(), style));
            level = next;
        }
        steps.push((id, Decimal::ZERO, amount(id)?, Style::Solid));
        if steps.iter().any(|(_, start, size, _)| {
            start.is_sign_negative() || size.is_sign_negative()
        }) || steps.len() > MOST_ROWS
        {
            return None;
        }
        let most = steps.iter().map(|(_, start, size, _)| *start + *size).max()?;
        let rows = steps.into_iter().filter_map(|(id, start, size, style)| {
            let figure = self.brief.figures.get(id)?;
            let mut row = self.row(figure, start, size, most, style);
            if style == Style::Off {
                row.text = format!("\u{2212}{}", self.labels.value(figure)).into();
            }
            Some(row)
        });
        Some(Drawing::Rows(rows.collect()))
    }

    fn row(
        &self,
        figure: &Figure,
        start: Decimal,
        size: Decimal,
        most: Decimal,
        style: Style,
    ) -> Row {
        Row {
            label: figure.label.as_str().into(),
            text: self.labels.value(figure).into(),
            start: ratio(start, most),
            length: ratio(size, most),
            style,
            apart: false,
        }
    }
}

/// The earlier value that a stated value and its stated growth imply, rounded as the value.
fn implied(figure: &Figure) -> Option<Decimal> {
    let value = figure.value.as_ref()?;
    let Extent::By(by) = &figure.change.as_ref()?.extent else { return None };
    if by.unit().measure != Measure::Percent {
        return None;
    }
    let factor = Decimal::ONE + by.value() / Decimal::ONE_HUNDRED;
    (factor > Decimal::ZERO).then(|| value.value() / factor)
}

impl Drawing {
    /// The numbers in words, for the alternative text.
    fn told(&self) -> String {
        let told: Vec<String> = match self {
            Self::Rows(rows) => {
                rows.iter().map(|row| format!("{} {}", row.label, row.text)).collect()
            }
            Self::Columns(columns) => {
                let mut year = Words::default();
                let tell = columns.iter().map(|column| {
                    if !column.year.is_empty() {
                        year = column.year.clone();
                    }
                    let when = [column.label.to_string(), year.to_string()].join(" ");
                    format!("{} {}", when.trim_end(), column.text)
                });
                tell.collect()
            }
            Self::Nothing(value) => vec![value.to_string()],
        };
        told.join("; ")
    }
}
