//! How figures, changes and periods are said aloud: in words where print has signs and
//! abbreviations.

use icu_plurals::PluralCategory;
use strata_model::calc::shown;
use strata_model::{
    Change, Currency, Direction, Extent, Figure, Measure, Period, Qualifier, Quantity,
    Scale,
};

use super::{EITHER, MINUS, Sign, Wording, by_size, digits};
use crate::labels::{Labels, SignedCurrency, Spoken};

impl Labels {
    /// A quantity as the brief states it: `at least 100 thousand developers`.
    pub(crate) fn say_quantity(&self, quantity: &Quantity) -> String {
        self.say(quantity, Sign::Written)
    }

    fn say(&self, quantity: &Quantity, sign: Sign) -> String {
        let spoken = &self.spoken;
        let unit = quantity.unit();
        let digits = digits(self.language, quantity);
        let count = self.plural_of(quantity);
        let bound = match quantity.qualifier() {
            Some(it @ (Qualifier::About | Qualifier::AtLeast)) => self.qualifier(it),
            _ => "",
        };
        let sign = match sign.of(quantity) {
            Some(MINUS) => spoken.minus,
            Some(EITHER) => spoken.either,
            Some(_) => spoken.plus,
            None => "",
        };
        let measure = match &unit.measure {
            Measure::Pure => String::new(),
            Measure::Money(currency) => self.say_currency(*currency, quantity),
            Measure::Percent => spoken.percent.to_owned(),
            Measure::MoreLikely => spoken.more_likely.to_owned(),
            Measure::LessLikely => spoken.less_likely.to_owned(),
            Measure::Multiple => (spoken.times)(count).to_owned(),
            Measure::Points => (spoken.points)(count).to_owned(),
            Measure::BasisPoints => (spoken.basis_points)(count).to_owned(),
            Measure::Named(name) => {
                let name = self.unit(name, count);
                let of = if is_noun(quantity.scale()) { self.of(name) } else { "" };
                format!("{of}{name}")
            }
        };
        let per = unit.per.as_ref().map(|per| self.unit(per, PluralCategory::One));
        let (joint, per) = per.map_or(("", ""), |per| (spoken.per, per));
        let scale = self.spoken_scale(quantity);
        let words = [bound, sign, &digits, scale, &measure, joint, per];
        words.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The word for the scale of a quantity.
    pub(super) fn spoken_scale(&self, quantity: &Quantity) -> &'static str {
        (self.spoken.scale)(quantity.scale(), self.plural_of_scale(quantity))
    }

    fn say_currency(&self, currency: Currency, quantity: &Quantity) -> String {
        match SignedCurrency::of(currency) {
            Some(it) => (self.spoken.currency)(it, self.plural_of(quantity)).to_owned(),
            None if is_noun(quantity.scale()) => {
                format!("{}{}", self.of(currency.code()), currency.code())
            }
            None => currency.code().to_owned(),
        }
    }

    /// What joins these words to those before them.
    fn of(&self, words: &str) -> &'static str {
        let vowel = words.to_lowercase().starts_with(VOWELS);
        if vowel { self.spoken.of_before_vowel } else { self.spoken.of }
    }

    /// What the figure states, without a qualifier in words.
    fn say_bare_value_as(&self, figure: &Figure, shown: Option<&Quantity>) -> String {
        if let Some(value) = shown.or(figure.value.as_ref()) {
            let value = self.say_quantity(value);
            match &figure.tolerance {
                Some(tolerance) => {
                    let tolerance = self.say(tolerance, Sign::Never);
                    (self.spoken.plus_or_minus)(&value, &tolerance)
                }
                None => value,
            }
        } else if let Some(range) = &figure.range {
            let ends = [&range.low, &range.high].map(|end| self.say_quantity(end));
            (self.spoken.range)(&ends[0], &ends[1])
        } else if let Some(shift) = &figure.shift {
            (self.spoken.shift)(shift.from.as_str(), shift.to.as_str())
        } else if let (None, Some(change)) = (&figure.magnitude, &figure.change) {
            self.say_change(change)
        } else {
            self.bare_value(figure)
        }
    }

    /// What the figure states, as it is shown, with its qualifier.
    pub(crate) fn say_value(&self, figure: &Figure) -> String {
        self.say_value_as(figure, shown(figure))
    }

    /// What the figure states, with its qualifier: in its own digits, or in others.
    pub(crate) fn say_value_as(
        &self,
        figure: &Figure,
        shown: Option<&Quantity>,
    ) -> String {
        let value = self.say_bare_value_as(figure, shown);
        match self.qualifier_word(figure) {
            Some(word) => format!("{word} {value}"),
            None => value,
        }
    }

    /// A change and what it is against: `up 78 percent year over year`.
    pub(crate) fn say_change(&self, change: &Change) -> String {
        let extent = match (&change.extent, change.direction()) {
            (Extent::By(by), direction) if by.unit().measure != Measure::Multiple => {
                let size = self.say(by, Sign::Never);
                match direction {
                    Some(Direction::Up) => (self.spoken.up)(self.of(&size), &size),
                    Some(Direction::Down) => (self.spoken.down)(self.of(&size), &size),
                    Some(Direction::Flat) | None => size,
                }
            }
            _ => self.say_extent(change),
        };
        let against = (self.spoken.against_what)(change.against);
        if extent.is_empty() { against.to_owned() } else { format!("{extent} {against}") }
    }

    /// A change with its sign: `plus 78 percent`.
    pub(crate) fn say_extent(&self, change: &Change) -> String {
        match &change.extent {
            Extent::By(by) => self.say(by, Sign::Always),
            Extent::Between(low, high) => {
                let ends = [low, high].map(|end| self.say(end, Sign::Always));
                (self.spoken.range)(&ends[0], &ends[1])
            }
            Extent::Only(direction) => self.direction(*direction).to_owned(),
            Extent::NotMeaningful => self.spoken.not_meaningful.to_owned(),
            Extent::Unstated => String::new(),
        }
    }

    /// The size of a change without its sign: `78 percent`.
    pub(crate) fn say_size(&self, change: &Change) -> String {
        match &change.extent {
            Extent::By(by) => self.say(by, Sign::Never),
            Extent::Between(low, high) => {
                let ends = by_size(low, high).map(|end| self.say(end, Sign::Never));
                (self.spoken.range)(&ends[0], &ends[1])
            }
            Extent::Only(direction) => self.direction(*direction).to_owned(),
            Extent::NotMeaningful => self.spoken.not_meaningful.to_owned(),
            Extent::Unstated => String::new(),
        }
    }

    /// A period: `trailing twelve months ended Q3 2025`.
    pub(crate) fn say_period(&self, period: &Period) -> String {
        match period {
            Period::Interval(days) => {
                let ends = [days.first, days.last].map(|day| self.day(day));
                (self.spoken.span)(&ends[0], &ends[1])
            }
            other => {
                let Spoken { ttm, ytd, year, nine_months, .. } = self.spoken;
                let wording = Wording { ttm, ytd, year, nine_months, ..self.wording() };
                self.period_as(other, &wording)
            }
        }
    }
}

/// Before these a French `de` is elided.
const VOWELS: [char; 13] =
    ['a', 'e', 'i', 'o', 'u', 'y', 'é', 'è', 'ê', 'à', 'â', 'î', 'ô'];

/// Whether the word of a scale is a noun of its own, as `million` is and `thousand` is not.
fn is_noun(scale: Scale) -> bool {
    scale >= Scale::Million
}
