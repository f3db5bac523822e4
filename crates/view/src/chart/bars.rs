//! Values beside one another: what was and what is, the parts of a whole, the steps of a sum.

use strata_model::calc::plot::{Group, Pair, Shares, Step};
use strata_model::{Against, Decimal, Figure, Id, Period, Quantity};

use crate::block::Tone;
use crate::chart::bridge::bridge;
use crate::chart::canvas::Style;
use crate::chart::data::Data;
use crate::chart::rows::{Kind, Row, rows};
use crate::chart::slope::{self, Slope};
use crate::chart::{Drawn, scale};
use crate::context::Context;
use crate::key_figure::tone;

/// The most bars that lie one below the other.
const MOST_ROWS: usize = 24;

/// The name of a breakdown in words.
fn spaced(name: &Id) -> String {
    name.as_str().replace('-', " ")
}

impl Context<'_> {
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
                    .map(|row| [row.label.clone(), with_aside(row, &row.text)]);
                let heads = [name.unwrap_or(labels.figure), labels.value];
                tables.push(Data::list(heads, &values.collect::<Vec<_>>(), width));
            }
        }
        Drawn {
            drawings: drawing.into_iter().collect(),
            tables,
            told,
            ..Drawn::default()
        }
    }

    /// What the earlier of two values is called: by its period, or by what it is compared
    /// with.
    fn before(&self, pair: &Pair<'_>) -> String {
        let year = pair.figure.period.as_ref().and_then(year_before);
        match (pair.against, year) {
            (Some(Against::Yoy), Some(year)) => self.labels.short_period(&year),
            (Some(Against::Yoy), None) => self.labels.year_earlier.to_owned(),
            (Some(it @ (Against::Plan | Against::Baseline)), _) => {
                self.labels.against_what(it).to_owned()
            }
            _ => self.labels.earlier.to_owned(),
        }
    }

    /// What the value itself is called: by its period, where the earlier one is.
    fn now(&self, pair: &Pair<'_>) -> String {
        match &pair.figure.period {
            Some(period) => self.labels.short_period(period),
            None => self.labels.now.to_owned(),
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
    pub(super) fn bars(&self, pairs: &[Pair<'_>], width: f64) -> Drawn {
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
        let plain = in_one_unit(pairs.iter().flat_map(pair_of));
        let bars = pairs.iter().flat_map(|pair| {
            let earlier = pair.earlier.value();
            let mut now = self.value(pair.figure);
            let mut before = self.earlier(pair);
            if plain {
                now[0] = scale::shown(self.labels, pair.value);
                let text = scale::shown(self.labels, &pair.earlier);
                before[0] = match pair.implied {
                    true => format!("{text} {}", self.labels.implied),
                    false => text,
                };
            }
            [
                row(&self.before(pair), before, earlier, Style::Outline),
                row(&self.now(pair), now, pair.value.value(), Style::Solid),
            ]
        });
        let implied = pairs.iter().any(|pair| pair.implied);
        Drawn {
            implied,
            ..self.horizontal(&bars.collect::<Vec<_>>(), Kind::Plain, width)
        }
    }

    pub(super) fn slope(&self, pairs: &[Pair<'_>], width: f64) -> Drawn {
        let Some(first) = pairs.first() else { return Drawn::default() };
        let heads = [self.before(first), self.now(first)];
        let [before, now] = &heads;
        let told = pairs.iter().map(|pair| {
            let ([_, earlier], [_, value]) =
                (self.earlier(pair), self.value(pair.figure));
            format!("{} {before} {earlier}, {now} {value}", pair.figure.label)
        });
        let implied = pairs.iter().any(|pair| pair.implied);
        let mut drawn = Drawn { told: told.collect(), implied, ..Drawn::default() };
        let slopes: Vec<_> = pairs.iter().map(|pair| self.sloped(pairs, pair)).collect();
        if slopes.len() > slope::MOST {
            let labels = self.labels;
            let heads = [labels.figure, before, now, labels.change];
            let rows =
                slopes.into_iter().map(|it| [it.name, it.earlier.1, it.now.1, it.change]);
            drawn.tables.push(Data::list(heads, &rows.collect::<Vec<_>>(), width));
            return drawn;
        }
        self.elastic(&mut drawn, width, |tall| {
            let size = (width, tall);
            let (canvas, cut) =
                slope::slope(self.labels, first.value, &slopes, &heads, size)?;
            let cut = cut.map(|it| (self.labels.sentences.scale_from)(&it));
            Some((canvas, cut.into_iter().collect()))
        });
        drawn
    }

    /// A figure as a slope among others: its values without the unit they have in common.
    fn sloped(&self, all: &[Pair<'_>], pair: &Pair<'_>) -> Slope {
        let plain = in_one_unit(all.iter().flat_map(pair_of));
        let [mut earlier, _] = self.quantity(&pair.earlier);
        let [mut now, _] = self.value(pair.figure);
        if plain {
            earlier = scale::shown(self.labels, &pair.earlier);
            now = scale::shown(self.labels, pair.value);
        }
        if pair.implied {
            earlier = format!("{earlier} {}", self.labels.implied);
        }
        let figure = pair.figure;
        let change = figure.change.as_ref().filter(|it| Some(it.against) == pair.against);
        let is_first = all.first().is_some_and(|first| first.figure == figure);
        let style = match change.map(|it| tone(it, figure.better)) {
            Some(Tone::Worse) => Style::Adverse,
            _ if is_first => Style::First,
            _ => Style::Plain,
        };
        Slope {
            name: figure
                .short
                .as_ref()
                .map_or(figure.label.as_str(), |it| it.as_str())
                .to_owned(),
            earlier: (pair.earlier.value(), earlier),
            now: (pair.value.value(), now),
            change: change.map(|it| self.labels.extent(it)).unwrap_or_default(),
            style,
        }
    }

    /// The parts of each breakdown, one after another below the whole.
    pub(super) fn parts(
        &self,
        whole: &Figure,
        groups: &[Group<'_>],
        width: f64,
    ) -> Drawn {
        let sum = whole.value.as_ref().map(Quantity::value).unwrap_or_default();
        let amounts = groups.iter().flat_map(|it| &it.parts);
        let amounts = amounts.map(|(figure, amount)| (Some(*figure), *amount));
        let whole_amount = whole.value.as_ref().map(|it| (Some(whole), it));
        let plain = in_one_unit(whole_amount.into_iter().chain(amounts));
        let row = |figure: &Figure, amount: Option<&Quantity>, ends, style| {
            let mut row = self.row(figure, ends, style);
            if let Some(amount) = amount.filter(|_| plain) {
                row.text = scale::shown(self.labels, amount);
            }
            row
        };
        let ends = (Decimal::ZERO, sum);
        let mut bars = vec![row(whole, whole.value.as_ref(), ends, Style::Solid)];
        for group in groups {
            let mut start = Decimal::ZERO;
            for (n, (part, amount)) in group.parts.iter().enumerate() {
                let end = start + amount.value();
                let style = if end < start { Style::Off } else { Style::Past };
                let row = row(part, Some(*amount), (start, end), style);
                bars.push(Row { group: (n == 0).then(|| spaced(group.name)), ..row });
                start = end;
            }
        }
        self.horizontal(&bars, Kind::Walk, width)
    }

    /// Each part on a track of 100%.
    pub(super) fn shares(&self, groups: &[Shares<'_>], width: f64) -> Drawn {
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
                    style: if share.implied { Style::Outline } else { Style::Past },
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

    /// From the first operand over the others to the sum: columns, or bars where those have
    /// no room.
    pub(super) fn waterfall(&self, steps: &[Step<'_>], width: f64) -> Drawn {
        let plain = in_one_unit(steps.iter().map(|it| (Some(it.figure), it.value)));
        let bars = steps.iter().map(|step| {
            let off = step.to < step.from;
            let style = match (step.level, off) {
                (true, _) => Style::Solid,
                (false, true) => Style::Off,
                (false, false) => Style::Past,
            };
            let mut row = self.row(step.figure, (step.from, step.to), style);
            if plain {
                row.text = scale::shown(self.labels, step.value);
            }
            let change = step.to - step.from;
            if !step.level && change != step.value.value() {
                // A figure that is taken off is shown as what it does.
                let turned = step.value.with_value(change);
                [row.text, row.said] = match (step.value.qualifier(), turned) {
                    (None, Some(turned)) if plain => {
                        let [_, said] = self.quantity(&turned);
                        [scale::shown(self.labels, &turned), said]
                    }
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
        let bars: Vec<_> = bars.collect();
        let mut drawn = self.horizontal(&bars, Kind::Walk, width);
        let mut upright = Drawn::default();
        self.elastic(&mut upright, width, |tall| {
            Some((bridge(&bars, width, tall)?, Vec::new()))
        });
        if !upright.drawings.is_empty() {
            drawn.drawings = upright.drawings;
            drawn.tables.clear();
        }
        drawn
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
}

/// Both values of a figure, the earlier first.
fn pair_of<'a>(pair: &'a Pair<'_>) -> [(Option<&'a Figure>, &'a Quantity); 2] {
    [(None, &pair.earlier), (Some(pair.figure), pair.value)]
}

/// Whether values need no unit beside them: all have the one that stands above the drawing,
/// and are told by their number alone.
fn in_one_unit<'a>(
    values: impl IntoIterator<Item = (Option<&'a Figure>, &'a Quantity)>,
) -> bool {
    let mut scale = None;
    values.into_iter().all(|(figure, quantity)| {
        let told = figure.is_none_or(|it| {
            it.qualifier.is_none() && it.tolerance.is_none() && it.show_as.is_none()
        });
        let alike = *scale.get_or_insert(quantity.scale()) == quantity.scale();
        told && alike && quantity.qualifier().is_none()
    })
}

/// The same period of the year before, where its name says which that is.
fn year_before(period: &Period) -> Option<Period> {
    let before = |text: &str| {
        let year: i32 = text.parse().ok().filter(|_| text.len() == 4)?;
        Some((year - 1).to_string())
    };
    let text = period.to_string();
    match period {
        Period::Month(_) => {
            let (year, month) = text.split_once('-')?;
            format!("{}-{month}", before(year)?).parse().ok()
        }
        Period::Fiscal(_) | Period::YearToDate(_) | Period::TrailingTwelveMonths(_) => {
            let (label, year) = text.rsplit_once(' ')?;
            format!("{label} {}", before(year)?).parse().ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_period_of_the_year_before_has_a_name() {
        let before = |period: &str| {
            let period: Period = period.parse().expect("a period");
            year_before(&period).map(|it| it.to_string())
        };
        assert_eq!(before("Q3 2025").as_deref(), Some("Q3 2024"));
        assert_eq!(before("TTM Q1 2026").as_deref(), Some("TTM Q1 2025"));
        assert_eq!(before("2025-03").as_deref(), Some("2024-03"));
        for other in ["at 2025-09-30", "YTD to 2025-10-30", "13 weeks to 2025-09-28"] {
            assert_eq!(before(other), None, "{other}");
        }
    }
}
