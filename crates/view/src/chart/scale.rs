//! A scale: which values it spans, and the round values that are marked on it.

use strata_model::{Decimal, Measure, Quantity};

use crate::labels::Labels;

/// The most steps of a scale; where it is cut it may get one more.
const MOST: u32 = 5;

/// From the lowest to the highest value, each a round one.
#[derive(Debug)]
pub(crate) struct Scale {
    low: Decimal,
    high: Decimal,
    /// Whether it leaves out nothing, so that lengths on it do not compare.
    pub(crate) cut: bool,
    /// The round values with the words for them.
    pub(crate) ticks: Vec<(Decimal, String)>,
}

impl Scale {
    /// A scale for values between two. It starts at nothing unless all of them lie far from
    /// it and `may_cut`.
    pub(crate) fn new(
        labels: &Labels,
        like: &Quantity,
        (least, most): (Decimal, Decimal),
        may_cut: bool,
    ) -> Self {
        let one_side = least > Decimal::ZERO || most < Decimal::ZERO;
        let (near, far) = (least.abs().min(most.abs()), least.abs().max(most.abs()));
        let cut = may_cut && one_side && least < most && near > far / Decimal::TWO;
        let (least, most) = match cut {
            true => (least, most),
            false => (least.min(Decimal::ZERO), most.max(Decimal::ZERO)),
        };
        let unit = Decimal::from(10_u64.pow(like.scale().exponent()));
        let most = if least == most { least + unit } else { most };
        let digit = unit * Decimal::new(1, like.digits().scale());
        let step = step(most - least, unit, digit, if cut { MOST - 1 } else { MOST });
        let round = |value: Decimal, up: bool| {
            let steps = value.checked_div(step)?;
            (if up { steps.ceil() } else { steps.floor() }).checked_mul(step)
        };
        let low = round(least, false).unwrap_or(least);
        // Where a scale is cut its lowest value keeps off the edge, with room for its label.
        let room = cut && least - low < step / Decimal::from(4) && low != step;
        let low = if room { low - step } else { low };
        let high = round(most, true).unwrap_or(most);
        let places = (step / unit).normalize().scale();
        let mut ticks = Vec::new();
        let mut at = low;
        while at <= high {
            let text = like.with_places(at, places).map(|it| shown(labels, &it));
            ticks.push((at, text.unwrap_or_default()));
            at += step;
        }
        Self { low, high, cut, ticks }
    }

    /// Where a value lies, from 0 at the low end to 1 at the high one.
    pub(crate) fn at(&self, value: Decimal) -> f64 {
        part(value - self.low, self.high - self.low)
    }

    /// Where nothing lies, or the end of the scale that is nearest to it.
    pub(crate) fn base(&self) -> f64 {
        self.at(Decimal::ZERO.clamp(self.low, self.high))
    }

    /// The value at the low end.
    pub(crate) fn start(&self) -> Option<&str> {
        self.ticks.first().map(|(_, text)| text.as_str())
    }
}

/// `value ÷ whole`, held between 0 and 1.
pub(crate) fn part(value: Decimal, whole: Decimal) -> f64 {
    let exact = value.checked_div(whole).unwrap_or_default();
    let near = exact.clamp(Decimal::ZERO, Decimal::ONE).round_dp(6);
    f64::try_from(near).unwrap_or(0.0)
}

/// The least of 1, 2, 5 and their tenfolds that divides the span into few enough steps, or
/// a 25 of the unit and its tenfolds: 2.5 would need a digit more. No step is finer than
/// the last digit of the values, unless the whole span is.
fn step(span: Decimal, unit: Decimal, digit: Decimal, most: u32) -> Decimal {
    let mut ten = Decimal::new(1, 6);
    loop {
        for factor in [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5)]
        {
            let step = ten * factor;
            let few = span.checked_div(step).is_some_and(|it| it <= Decimal::from(most));
            let coarse = step >= digit || span < digit;
            if few && coarse && (factor.scale() == 0 || ten > unit) {
                return step;
            }
        }
        ten *= Decimal::TEN;
    }
}

/// A quantity on a scale whose unit stands in the line above it, as the numbers of money and
/// of counts do; percentages and multiples keep their sign.
pub(crate) fn shown(labels: &Labels, quantity: &Quantity) -> String {
    match quantity.unit().measure {
        Measure::Money(_) | Measure::Named(_) | Measure::Pure => labels.number(quantity),
        _ => labels.quantity(quantity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::labels;

    fn marks(like: &str, least: &str, most: &str, may_cut: bool) -> (String, bool) {
        let read = |text: &str| text.parse::<Quantity>().expect("a quantity");
        let ends = (read(least).value(), read(most).value());
        let scale = Scale::new(labels(Default::default()), &read(like), ends, may_cut);
        let words: Vec<_> = scale.ticks.into_iter().map(|(_, text)| text).collect();
        (words.join(" "), scale.cut)
    }

    #[test]
    fn marks_are_round_and_in_the_unit_of_the_figure() {
        let whole = |like, least, most| marks(like, least, most, false).0;
        assert_eq!(whole("$115.9B", "$65.0B", "$115.9B"), "0 25 50 75 100 125");
        assert_eq!(whole("$12B", "$3B", "$12B"), "0 5 10 15");
        assert_eq!(whole("5.4%", "0%", "1.7%"), "0.0% 0.5% 1.0% 1.5% 2.0%");
        assert_eq!(whole("$5M", "-$12M", "$7M"), "−15 −10 −5 0 5 10");
        assert_eq!(whole("5 loaves", "0 loaves", "4 loaves"), "0 1 2 3 4");
        assert_eq!(whole("$0B", "$0B", "$0B"), "0 1");
    }

    #[test]
    fn only_values_far_from_nothing_are_cut_off_from_it() {
        let cut = |least, most, may_cut| marks("64%", least, most, may_cut);
        assert_eq!(cut("61%", "64%", true), ("60% 61% 62% 63% 64%".to_owned(), true));
        let whole = marks("$5B", "$4B", "$5B", true);
        assert_eq!(whole, ("3 4 5".to_owned(), true));
        assert!(!cut("30%", "64%", true).1);
        assert!(!cut("61%", "64%", false).1);
        assert!(!cut("64%", "64%", true).1);
        assert!(!cut("-61%", "64%", true).1);
    }

    #[test]
    fn the_largest_and_the_least_have_a_scale() {
        marks("$1T", "-$999,999,999,999.999999T", "$999,999,999,999.999999T", false);
        marks("$0.000001", "$0", "$0.000001", false);
        marks("$1", "$0.000001", "$999999999999T", true);
    }
}
