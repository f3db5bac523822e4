//! How the press writes what the model holds: quantities, changes, periods, days.
//!
//! A stated value keeps its digits, precision, unit and suffix; only signs and spaces become
//! those of print.

use strata_model::{
    Change, Date, Direction, End, Extent, Figure, Measure, Period, Qualifier, Quantity,
};

use crate::labels::Labels;

/// The no-break space between a number and its unit.
const NBSP: char = '\u{A0}';
/// The minus sign of print.
const MINUS: char = '\u{2212}';

/// A template such as `Page {} of {}` with its places filled in order.
pub(crate) fn fill(template: &str, values: &[&str]) -> String {
    let mut pieces = template.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (piece, value) in pieces.zip(values.iter().chain(std::iter::repeat(&""))) {
        filled.push_str(value);
        filled.push_str(piece);
    }
    filled
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

impl Labels {
    /// A quantity as the brief states it.
    pub(crate) fn quantity(&self, quantity: &Quantity) -> String {
        self.signed(quantity, Sign::Written)
    }

    fn signed(&self, quantity: &Quantity, sign: Sign) -> String {
        let mut text = String::new();
        if quantity.qualifier() == Some(Qualifier::About) {
            text.push('~');
        }
        let multiple = quantity.unit().measure == Measure::Multiple;
        match sign {
            Sign::Never => {}
            _ if quantity.is_negative() => text.push(MINUS),
            Sign::Always if !quantity.digits().is_zero() && !multiple => text.push('+'),
            _ if quantity.has_plus() => text.push('+'),
            _ => {}
        }
        if let Measure::Money(currency) = &quantity.unit().measure {
            match currency.symbol().filter(|_| !quantity.is_by_code()) {
                Some(symbol) => text.push(symbol),
                None => text.extend([currency.code(), "\u{A0}"]),
            }
        }
        text.push_str(&quantity.written_digits());
        text.push_str(self.scale[quantity.scale() as usize]);
        if quantity.qualifier() == Some(Qualifier::AtLeast) {
            text.push('+');
        }
        match &quantity.unit().measure {
            Measure::Pure | Measure::Money(_) => {}
            Measure::Percent => text.push('%'),
            Measure::MoreLikely => text.push_str("% more likely"),
            Measure::LessLikely => text.push_str("% less likely"),
            Measure::Multiple => text.push('×'),
            Measure::Points => text.extend([NBSP, 'p', 'p']),
            Measure::BasisPoints => text.extend([NBSP, 'b', 'p']),
            Measure::Named(name) => {
                text.push(NBSP);
                text.push_str(name.as_str());
            }
        }
        if let Some(per) = &quantity.unit().per {
            text.push('/');
            text.push_str(per.as_str());
        }
        text
    }

    /// The digits of a quantity with its sign: unit and scale stand elsewhere.
    pub(crate) fn number(&self, quantity: &Quantity) -> String {
        let sign = if quantity.is_negative() { "\u{2212}" } else { "" };
        format!("{sign}{}", quantity.written_digits())
    }

    /// The word for a qualifier that no glyph in the value shows.
    pub(crate) fn qualifier_word(&self, figure: &Figure) -> Option<&'static str> {
        let glyph = figure.value.as_ref().and_then(Quantity::qualifier);
        figure.qualifier.filter(|key| glyph != Some(*key)).map(|key| self.qualifier(key))
    }

    /// What the figure states, without a qualifier in words: value and tolerance, range,
    /// magnitude, shift, or the change alone.
    pub(crate) fn bare_value(&self, figure: &Figure) -> String {
        if let Some(value) = &figure.value {
            let value = self.quantity(value);
            match &figure.tolerance {
                Some(tolerance) => {
                    format!("{value}{NBSP}±{NBSP}{}", self.quantity(tolerance))
                }
                None => value,
            }
        } else if let Some(range) = &figure.range {
            format!("{}–{}", self.quantity(&range.low), self.quantity(&range.high))
        } else if let Some(magnitude) = &figure.magnitude {
            magnitude.to_string()
        } else if let Some(shift) = &figure.shift {
            fill(self.shift, &[shift.from.as_str(), shift.to.as_str()])
        } else {
            figure.change.as_ref().map(|change| self.change(change)).unwrap_or_default()
        }
    }

    /// What the figure states, with its qualifier.
    pub(crate) fn value(&self, figure: &Figure) -> String {
        match self.qualifier_word(figure) {
            Some(word) => format!("{word} {}", self.bare_value(figure)),
            None => self.bare_value(figure),
        }
    }

    /// A change with its sign and what it is against: `+78% yoy`.
    pub(crate) fn change(&self, change: &Change) -> String {
        format!("{} {}", self.extent(change), self.against_what[change.against as usize])
    }

    /// A change with its sign: `+78%`, `down`.
    pub(crate) fn extent(&self, change: &Change) -> String {
        match &change.extent {
            Extent::By(by) => self.signed(by, Sign::Always),
            Extent::Only(direction) => self.direction(*direction).to_owned(),
        }
    }

    /// The size of a change without its sign: `78%`.
    pub(crate) fn size(&self, change: &Change) -> String {
        match &change.extent {
            Extent::By(by) => self.signed(by, Sign::Never),
            Extent::Only(direction) => self.direction(*direction).to_owned(),
        }
    }

    fn direction(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Up => self.up,
            Direction::Down => self.down,
            Direction::Flat => self.flat,
        }
    }

    /// A period in words, its labels as the company writes them.
    pub(crate) fn period(&self, period: &Period) -> String {
        let end = |end: &End| match end {
            End::Day(day) => fill(self.to_day, &[&self.day(*day)]),
            End::Of(label) => label.to_string(),
        };
        match period {
            Period::Instant(day) => fill(self.at_day, &[&self.day(*day)]),
            Period::Month(month) => {
                let first = month.first().civil();
                let name = self.months[usize::from(first.month().unsigned_abs()) - 1];
                format!("{name} {}", first.year())
            }
            Period::Fiscal(label) => label.to_string(),
            Period::Interval(days) => {
                format!("{} – {}", self.day(days.first), self.day(days.last))
            }
            Period::YearToDate(to) => fill(self.ytd, &[&end(to)]),
            Period::TrailingTwelveMonths(to) => fill(self.ttm, &[&end(to)]),
            Period::SinceLaunch(day) => fill(self.since_launch, &[&self.day(*day)]),
            Period::RunRate(day) => fill(self.run_rate, &[&self.day(*day)]),
            Period::Unstated => self.unstated.to_owned(),
        }
    }

    /// A day: `31 October 2025`.
    pub(crate) fn day(&self, day: Date) -> String {
        let day = day.civil();
        let month = self.months[usize::from(day.month().unsigned_abs()) - 1];
        format!("{}{NBSP}{month} {}", day.day(), day.year())
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
