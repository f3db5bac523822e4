//! How the press writes what the model holds: quantities, changes, periods, days.
//!
//! A stated value keeps its digits, precision, unit and scale; only signs, spaces and
//! separators become those of print, and of the language.

mod digits;
mod pieces;
mod plural;
mod speech;
#[cfg(test)]
mod tests;
mod under;

use icu_plurals::PluralCategory;
use strata_model::calc::shown;
use strata_model::{
    Change, Currency, Date, End, Extent, Figure, Label, LabelKind, Measure, Period,
    Qualifier, Quantity, Scale, UnitName, Weeks,
};

use crate::labels::{Labels, Until, Written};
use digits::digits;
pub(crate) use pieces::{Piece, PieceKind};

/// The no-break space between a number and its unit.
pub(crate) const NBSP: char = '\u{A0}';
/// The minus sign of print.
const MINUS: char = '\u{2212}';
/// To either side of zero.
const EITHER: char = '±';

/// The words of a period: around a day, for trailing twelve months, the year to date and a
/// fiscal year or nine months of it, and the names of the months.
struct Wording<'a> {
    at: fn(&str) -> String,
    ttm: Until,
    ytd: Until,
    year: fn(i16) -> String,
    nine_months: fn(i16) -> String,
    months: &'a [&'a str; 12],
}

/// The name of a month, which is counted from 1.
fn name<'a>(months: &[&'a str; 12], month: i8) -> &'a str {
    months[usize::from(month.unsigned_abs()) - 1]
}

/// Which sign a quantity carries in print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// As written, a plus only if one is written.
    Written,
    /// Always one: the quantity is a change.
    Always,
    /// None: a word beside it says which way.
    Never,
}

impl Sign {
    /// The sign of a quantity: `−`, `+` or none.
    fn of(self, quantity: &Quantity) -> Option<char> {
        let multiple = quantity.unit().measure == Measure::Multiple;
        match self {
            Self::Never => None,
            _ if quantity.is_plus_or_minus() => Some(EITHER),
            _ if quantity.is_negative() => Some(MINUS),
            Self::Always if !quantity.digits().is_zero() && !multiple => Some('+'),
            _ => quantity.has_plus().then_some('+'),
        }
    }
}

impl Labels {
    /// A quantity as the brief states it.
    pub(crate) fn quantity(&self, quantity: &Quantity) -> String {
        self.signed(quantity, Sign::Written)
    }

    fn signed(&self, quantity: &Quantity, sign: Sign) -> String {
        self.pieces(quantity, sign).iter().map(|it| it.text.as_str()).collect()
    }

    /// The scale behind the digits, with the gap before it.
    fn scale(&self, quantity: &Quantity) -> String {
        match (self.written.scale)(quantity.scale()) {
            "" if quantity.scale() != Scale::One => {
                format!("{NBSP}{}", self.spoken_scale(quantity))
            }
            scale => scale.to_owned(),
        }
    }

    /// The name of a unit: a word of English becomes one of the language.
    fn unit<'a>(&self, name: &'a UnitName, count: PluralCategory) -> &'a str {
        (self.written.unit)(name.as_str(), count).unwrap_or(name.as_str())
    }

    /// The unit of a quantity with its scale, for the head of what has both in common:
    /// `USD billion`, `Mrd. USD`.
    pub(crate) fn scaled_unit(&self, quantity: &Quantity) -> String {
        let unit = match &quantity.unit().measure {
            Measure::Money(currency) => currency.code().to_owned(),
            Measure::Named(name) => self.unit(name, PluralCategory::Other).to_owned(),
            _ => return String::new(),
        };
        let unit = match &quantity.unit().per {
            Some(per) => format!("{unit}/{}", self.unit(per, PluralCategory::One)),
            None => unit,
        };
        match self.scale_word(quantity.scale()) {
            "" => unit,
            scale if self.written.money_first => format!("{unit} {scale}"),
            scale => format!("{scale}{NBSP}{unit}"),
        }
    }

    /// The digits of a quantity with its sign: unit and scale stand elsewhere.
    pub(crate) fn number(&self, quantity: &Quantity) -> String {
        let sign = Sign::Written.of(quantity).filter(|sign| *sign != '+');
        sign.into_iter().collect::<String>() + &digits(self.language, quantity)
    }

    /// From one end to the other; with a word between ends that have signs.
    pub(crate) fn range(&self, low: &str, high: &str) -> String {
        let signed = |end: &str| end.starts_with(['+', MINUS, EITHER]);
        let Written { range, signed_range, .. } = &self.written;
        if signed(low) || signed(high) {
            signed_range(low, high)
        } else {
            range(low, high)
        }
    }

    /// The number of a quantity, with its glyphs and the sign it is written with, or, of a
    /// change, always with one: unit and scale stand elsewhere.
    pub(crate) fn bare(&self, quantity: &Quantity, is_change: bool) -> String {
        let sign = if is_change { Sign::Always } else { Sign::Written };
        let about = quantity.qualifier() == Some(Qualifier::About);
        let at_least = quantity.qualifier() == Some(Qualifier::AtLeast);
        let mut text = String::new();
        text.extend(about.then_some('~'));
        text.extend(sign.of(quantity));
        text.push_str(&digits(self.language, quantity));
        text.extend(at_least.then_some('+'));
        text
    }

    /// The unit of a quantity where its number stands elsewhere; nothing if the two cannot
    /// be parted.
    pub(crate) fn unit_apart(&self, quantity: &Quantity) -> Option<String> {
        let written = &self.written;
        let of = |unit: &str| {
            Some(unit.trim_start_matches([NBSP, '\u{202F}', ' ']).to_owned())
        };
        match &quantity.unit().measure {
            Measure::Money(_) | Measure::Named(_) => Some(self.scaled_unit(quantity)),
            Measure::Pure if quantity.unit().per.is_none() => {
                of(self.scale_word(quantity.scale()))
            }
            _ if quantity.scale() != Scale::One || quantity.unit().per.is_some() => None,
            Measure::Percent => of(written.percent),
            Measure::Points => of(written.points),
            Measure::BasisPoints => of(written.basis_points),
            Measure::Multiple => of("×"),
            Measure::Pure | Measure::MoreLikely | Measure::LessLikely => None,
        }
    }

    /// The word for a qualifier that no glyph in the value shows.
    pub(crate) fn qualifier_word(&self, figure: &Figure) -> Option<&'static str> {
        let glyph = figure.value.as_ref().and_then(Quantity::qualifier);
        figure.qualifier.filter(|key| glyph != Some(*key)).map(|key| self.qualifier(key))
    }

    /// What the figure states, as it is shown and without a qualifier in words: value and
    /// tolerance, range, magnitude, shift, or the change alone.
    pub(crate) fn bare_value(&self, figure: &Figure) -> String {
        self.bare_value_as(figure, shown(figure))
    }

    /// The same with other digits than are stored.
    fn bare_value_as(&self, figure: &Figure, shown: Option<&Quantity>) -> String {
        if let Some(value) = shown.or(figure.value.as_ref()) {
            let value = self.quantity(value);
            match &figure.tolerance {
                Some(tolerance) => {
                    format!("{value}{NBSP}±{NBSP}{}", self.quantity(tolerance))
                }
                None => value,
            }
        } else if let Some(range) = &figure.range {
            let ends = [&range.low, &range.high].map(|end| self.quantity(end));
            self.range(&ends[0], &ends[1])
        } else if let Some(magnitude) = &figure.magnitude {
            magnitude.to_string()
        } else if let Some(shift) = &figure.shift {
            (self.sentences.shift)(shift.from.as_str(), shift.to.as_str())
        } else {
            figure.change.as_ref().map(|change| self.change(change)).unwrap_or_default()
        }
    }

    /// What the figure states, as it is shown, with its qualifier.
    pub(crate) fn value(&self, figure: &Figure) -> String {
        self.value_as(figure, shown(figure))
    }

    /// What the figure states, with its qualifier: in its own digits, or in others.
    pub(crate) fn value_as(&self, figure: &Figure, shown: Option<&Quantity>) -> String {
        let value = self.bare_value_as(figure, shown);
        match self.qualifier_word(figure) {
            Some(word) => format!("{word} {value}"),
            None => value,
        }
    }

    /// A change with its sign and what it is against: `+78% yoy`.
    pub(crate) fn change(&self, change: &Change) -> String {
        let (extent, against) = (self.extent(change), self.against_what(change.against));
        if extent.is_empty() { against.to_owned() } else { format!("{extent} {against}") }
    }

    /// A change with its sign: `+78%`, `down`.
    pub(crate) fn extent(&self, change: &Change) -> String {
        match &change.extent {
            Extent::By(by) => self.signed(by, Sign::Always),
            Extent::Between(low, high) => {
                let ends = [low, high].map(|end| self.signed(end, Sign::Always));
                self.range(&ends[0], &ends[1])
            }
            Extent::Only(direction) => self.direction(*direction).to_owned(),
            Extent::NotMeaningful => self.written.not_meaningful.to_owned(),
            Extent::Unstated => String::new(),
        }
    }

    /// The size of a change without its sign: `78%`.
    pub(crate) fn size(&self, change: &Change) -> String {
        match &change.extent {
            Extent::By(by) => self.signed(by, Sign::Never),
            Extent::Between(low, high) => {
                let ends = by_size(low, high).map(|end| self.signed(end, Sign::Never));
                self.range(&ends[0], &ends[1])
            }
            Extent::Only(direction) => self.direction(*direction).to_owned(),
            Extent::NotMeaningful => self.written.not_meaningful.to_owned(),
            Extent::Unstated => String::new(),
        }
    }

    /// A period in words.
    pub(crate) fn period(&self, period: &Period) -> String {
        self.period_as(period, &self.wording())
    }

    /// A period where there is little room, on an axis or over a column: `Dec 15, 2022`.
    pub(crate) fn short_period(&self, period: &Period) -> String {
        let Written { short_year: year, short_months: months, .. } = &self.written;
        let at = |day: &str| day.to_owned();
        self.period_as(period, &Wording { at, year: *year, months, ..self.wording() })
    }

    fn wording(&self) -> Wording<'_> {
        Wording {
            at: self.sentences.at_day,
            ttm: self.sentences.ttm,
            ytd: self.sentences.ytd,
            year: self.written.year,
            nine_months: self.written.nine_months,
            months: &self.months,
        }
    }

    fn period_as(&self, period: &Period, wording: &Wording<'_>) -> String {
        let Wording { at, ttm, ytd, year, nine_months, months } = wording;
        let day = |day: Date| self.day_as(day, months);
        let to = |until: &Until, end: &End| match end {
            End::Of(label) => (until.label)(&self.label_as(label, *year, *nine_months)),
            End::Day(it) => (until.day)(&day(*it)),
        };
        match period {
            Period::Instant(it) => at(&day(*it)),
            Period::Month(month) => {
                let first = month.first().civil();
                format!("{} {}", name(months, first.month()), first.year())
            }
            Period::Fiscal(label) => self.label_as(label, *year, *nine_months),
            Period::Interval(days) => {
                format!("{} – {}", day(days.first), day(days.last))
            }
            Period::Weeks(weeks) => {
                let count = self.weeks(*weeks);
                (self.sentences.weeks_to)(&count, &day(weeks.last()))
            }
            Period::YearToDate(end) => to(ytd, end),
            Period::TrailingTwelveMonths(end) => to(ttm, end),
            Period::SinceLaunch(it) => (self.sentences.since_launch)(&day(*it)),
            Period::RunRate(it) => (self.sentences.run_rate)(&day(*it)),
            Period::Unstated => self.unstated.to_owned(),
        }
    }

    /// The label of a fiscal period where there is little room: a quarter, half or year in
    /// the words of the language, any other as the company writes it.
    pub(crate) fn short_label(&self, label: &Label) -> String {
        self.label_as(label, self.written.short_year, self.written.nine_months)
    }

    /// How many weeks: `13 weeks`.
    pub(crate) fn weeks(&self, weeks: Weeks) -> String {
        (self.written.weeks)(weeks.count())
    }

    fn label_as(
        &self,
        label: &Label,
        year_as: fn(i16) -> String,
        nine_months_as: fn(i16) -> String,
    ) -> String {
        match label.kind() {
            LabelKind::Quarter(year, quarter) => (self.written.quarter)(quarter, year),
            LabelKind::Half(year, half) => (self.written.half)(half, year),
            LabelKind::NineMonths(year) => nine_months_as(year),
            LabelKind::Year(year) => year_as(year),
            LabelKind::Declared => label.to_string(),
        }
    }

    /// A day: `October 31, 2025`, `31 October 2025`.
    pub(crate) fn day(&self, day: Date) -> String {
        self.day_as(day, &self.months)
    }

    /// A day where there is little room: `Oct 31, 2025`.
    pub(crate) fn short_day(&self, day: Date) -> String {
        self.day_as(day, &self.written.short_months)
    }

    fn day_as(&self, day: Date, months: &[&str; 12]) -> String {
        let day = day.civil();
        let number = match day.day() {
            1 => self.written.first.to_owned(),
            other => other.to_string(),
        };
        (self.written.day)(&number, name(months, day.month()), day.year())
    }

    /// Names joined as in a sentence: `A, B and C`.
    pub(crate) fn join(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{} {} {last}", most.join(", "), self.and),
        }
    }
}

/// Two changes the smaller first: without their signs a fall would run from more to less.
fn by_size<'a>(low: &'a Quantity, high: &'a Quantity) -> [&'a Quantity; 2] {
    if low.is_negative() { [high, low] } else { [low, high] }
}

/// The sign of a currency, or its code where it has none or the author wrote it.
fn currency_sign(currency: Currency, quantity: &Quantity) -> String {
    let sign = currency.symbol().filter(|_| !quantity.is_by_code());
    sign.map_or_else(|| currency.code().to_owned(), String::from)
}

/// A code stands apart from the digits, a sign need not.
fn is_code(money: &str) -> bool {
    money.starts_with(|letter: char| letter.is_ascii_uppercase())
}
