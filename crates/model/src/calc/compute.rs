//! Values that follow from others, written with the digits that theirs justify.

use rust_decimal::Decimal;

use super::aspect::{self, Lack, shown_alike};
use super::history::years_apart;
use super::interval::Interval;
use super::rounding::{Digits, justified};
use super::surprise::Base;
use crate::{
    Brief, Calendar, Decimals, Derivation, Figure, Id, Measure, Operator, Period,
    Qualifier, Quantity, Unit, UnitName,
};

/// A value that takes part in a computation.
struct Operand<'b> {
    id: &'b Id,
    quantity: &'b Quantity,
    open: Interval,
    about: bool,
    /// The decimal place of its last digit; nothing if it is exact.
    place: Option<i32>,
    /// The figure in whose digits a sum is shown that begins with it.
    manner: Option<&'b Figure>,
}

impl<'b> Operand<'b> {
    fn of(id: &'b Id, figure: &'b Figure) -> Result<Self, Lack> {
        let quantity = figure.value.as_ref().filter(|it| !it.is_plus_or_minus());
        let quantity = quantity.ok_or_else(|| Lack::NoValue(id.clone()))?;
        let open = Interval::of_figure(figure).ok_or(Lack::Vague)?;
        if open.width().is_none() {
            return Err(Lack::Open(id.clone()));
        }
        let place = match figure.decimals {
            _ if figure.qualifier() == Some(Qualifier::Exact) => None,
            Some(Decimals::Exact) => None,
            Some(Decimals::Places(places)) => Some(places.into()),
            None => Some(quantity.decimals()),
        };
        let about = figure.qualifier() == Some(Qualifier::About);
        Ok(Operand { id, quantity, open, about, place, manner: Some(figure) })
    }

    /// A value that stands by itself in a figure.
    fn plain(id: &'b Id, quantity: &'b Quantity) -> Result<Self, Lack> {
        let open = Interval::of(quantity).ok_or(Lack::Vague)?;
        if open.width().is_none() {
            return Err(Lack::Open(id.clone()));
        }
        let about = quantity.qualifier() == Some(Qualifier::About);
        let place = Some(quantity.decimals());
        Ok(Operand { id, quantity, open, about, place, manner: None })
    }

    fn unit(&self) -> &'b Unit {
        self.quantity.unit()
    }

    fn both(&self, other: &Self) -> Box<(Quantity, Quantity)> {
        Box::new((self.quantity.clone(), other.quantity.clone()))
    }

    /// Why something else cannot be divided by it, if so.
    fn as_base(&self) -> Result<&Self, Lack> {
        let fits = self.open.is_above_zero();
        fits.then_some(self).ok_or_else(|| Lack::Base(self.id.clone()))
    }
}

/// The value that a derivation gives.
///
/// A sum is in the unit and the scale of its first figure, as that is shown, and the difference of two
/// percentages in points. The quotient of equal units is a share in percent, or from 100%
/// on a multiple; of different ones an amount for each, where the second is a unit that has
/// a name for one: `$1.30/share`. It is written with no more digits than its figures allow.
///
/// # Errors
///
/// Why it cannot be computed.
pub fn computed(brief: &Brief, derivation: &Derivation) -> Result<Quantity, Lack> {
    let operand = |id: &Id| {
        let (id, figure) = aspect::figure(brief, id)?;
        Operand::of(id, figure)
    };
    match derivation {
        Derivation::Sum(first, rest) => {
            let first = (Operator::Plus, operand(first)?);
            let rest = rest.iter().map(|(operator, id)| Ok((*operator, operand(id)?)));
            let rest = rest.collect::<Result<Vec<_>, Lack>>()?;
            sum(&first.1, &rest)
        }
        Derivation::Product(a, b) => product(&operand(a)?, &operand(b)?),
        Derivation::Quotient(a, b) => quotient(&operand(a)?, &operand(b)?),
        Derivation::Growth(of, on) => {
            let (of, on) = (operand(of)?, operand(on)?);
            if of.unit() != on.unit() {
                return Err(Lack::Units(of.both(&on)));
            }
            let on = on.as_base()?;
            let open = of.open.growth_on(on.open).ok_or(Lack::Vague)?;
            let ratio = of.quantity.value().checked_div(on.quantity.value());
            let percent = ratio.and_then(|it| {
                it.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
            });
            rate(of.quantity, percent.ok_or(Lack::Vague)?, open, of.about || on.about)
        }
    }
}

/// The difference of a figure from what it is compared with, with its sign.
pub(super) fn difference(
    id: &Id,
    figure: &Figure,
    base: Base<'_>,
) -> Result<Quantity, Lack> {
    let own = Operand::of(id, figure)?;
    let base = match base {
        Base::Quantity(quantity) => Operand::plain(id, quantity)?,
        Base::Figure(id, figure) => Operand::of(id, figure)?,
    };
    sum(&own, &[(Operator::Minus, base)]).map(Quantity::signed)
}

/// The compound annual growth rate of a figure since a period of its history.
pub(super) fn compound(
    calendar: Calendar<'_>,
    figure: &Figure,
    since: &Period,
) -> Result<Quantity, Lack> {
    let undated = |period: Option<&Period>| Lack::Undated(period.cloned());
    let Some((since, before)) = figure.history.get_key_value(since) else {
        return Err(Lack::History(since.clone()));
    };
    let days = |period: Option<&Period>| {
        period.and_then(|it| calendar.dates(it)).ok_or_else(|| undated(period))
    };
    let (now, then) = (days(figure.period.as_ref())?, days(Some(since))?);
    let years = years_apart(then, now).ok_or_else(|| Lack::Years(since.clone()))?;
    let value = figure.value.as_ref().ok_or(Lack::Key("value"))?;
    if value.unit() != before.unit() {
        return Err(Lack::Units(Box::new((value.clone(), before.clone()))));
    }
    let (to, from) = (Interval::of_figure(figure), Interval::of(before));
    let (to, from) = to.zip(from).ok_or(Lack::Vague)?;
    if !to.is_above_zero() || !from.is_above_zero() {
        return Err(Lack::NotPositive);
    }
    let ratio = to.checked_div(from).ok_or(Lack::Vague)?;
    let percent = |ratio: Decimal| {
        let root = root(ratio, years)?;
        root.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
    };
    let ends = ratio.low().and_then(percent).zip(ratio.high().and_then(percent));
    let (low, high) = ends.ok_or(Lack::Vague)?;
    let nominal = value.value().checked_div(before.value()).and_then(percent);
    let about = |it: Option<Qualifier>| it == Some(Qualifier::About);
    let about = about(figure.qualifier()) || about(before.qualifier());
    let open = Interval::between(low, high);
    rate(value, nominal.ok_or(Lack::Vague)?, open, about)
}

/// The positive root of a positive number, to twelve places.
fn root(of: Decimal, degree: u32) -> Option<Decimal> {
    let (mut low, mut high) = (Decimal::ZERO, of.max(Decimal::ONE));
    let close = Decimal::new(1, 12);
    while high.checked_sub(low)? > close {
        let middle = low.checked_add(high)?.checked_div(Decimal::TWO)?;
        match power(middle, degree) {
            Some(power) if power <= of => low = middle,
            _ => high = middle,
        }
    }
    Some(low)
}

/// A power; nothing if it is too large.
fn power(mut base: Decimal, mut exponent: u32) -> Option<Decimal> {
    let mut power = Decimal::ONE;
    loop {
        if exponent & 1 == 1 {
            power = power.checked_mul(base)?;
        }
        exponent >>= 1;
        if exponent == 0 {
            return Some(power);
        }
        base = base.checked_mul(base)?;
    }
}

fn sum(first: &Operand<'_>, rest: &[(Operator, Operand<'_>)]) -> Result<Quantity, Lack> {
    let (mut value, mut open) = (first.quantity.value(), first.open);
    let (mut about, mut balance) = (first.about, 1_i64);
    for (operator, next) in rest {
        if next.unit() != first.unit() {
            return Err(Lack::Units(first.both(next)));
        }
        let amount = next.quantity.value();
        let (summed, wider) = match operator {
            Operator::Plus => (value.checked_add(amount), open.checked_add(next.open)),
            Operator::Minus => (value.checked_sub(amount), open.checked_sub(next.open)),
        };
        (value, open) = summed.zip(wider).ok_or(Lack::Vague)?;
        about |= next.about;
        balance += if *operator == Operator::Plus { 1 } else { -1 };
    }
    let all = || std::iter::once(first).chain(rest.iter().map(|(_, it)| it));
    let coarsest = all().filter_map(|it| it.place).min();
    let finest = coarsest.or_else(|| all().map(|it| it.quantity.decimals()).max());
    let points = Unit::of(Measure::Points);
    let is_rate = first.unit().measure == Measure::Percent && first.unit().per.is_none();
    let unit = if is_rate && balance == 0 { &points } else { first.unit() };
    let digits = Digits::of_sum(finest.unwrap_or_default());
    let sum = settled(justified(first.quantity, unit, value, open, &digits), about)?;
    let shown = first.manner.map(|figure| shown_alike(figure, &sum).into_owned());
    Ok(shown.unwrap_or(sum))
}

fn product(a: &Operand<'_>, b: &Operand<'_>) -> Result<Quantity, Lack> {
    let value = a.quantity.value().checked_mul(b.quantity.value());
    let open = a.open.checked_mul(b.open);
    let (mut value, mut open) = value.zip(open).ok_or(Lack::Vague)?;
    let (one, other) = (a.unit(), b.unit());
    let factor = |unit: &Unit| {
        let is_factor =
            matches!(unit.measure, Measure::Percent | Measure::Multiple | Measure::Pure);
        is_factor && unit.per.is_none()
    };
    let whole = |each: &Unit, count: &Unit| {
        let per = each.per.as_ref()?;
        (one_of(count)? == *per).then(|| Unit::of(each.measure.clone()))
    };
    let (like, unit) = if factor(other) {
        (a, one.clone())
    } else if factor(one) {
        (b, other.clone())
    } else if let Some(unit) = whole(one, other) {
        (a, unit)
    } else if let Some(unit) = whole(other, one) {
        (b, unit)
    } else {
        return Err(Lack::NoUnit(a.both(b)));
    };
    // Of two percentages one is a hundredth.
    let by_percent = [one, other].iter().any(|it| it.measure == Measure::Percent);
    if by_percent {
        let hundredth = Decimal::new(1, 2);
        let less = value.checked_mul(hundredth).zip(open.times(hundredth));
        (value, open) = less.ok_or(Lack::Vague)?;
    }
    let digits = Digits::of_product(value);
    settled(justified(like.quantity, &unit, value, open, &digits), a.about || b.about)
}

fn quotient(a: &Operand<'_>, b: &Operand<'_>) -> Result<Quantity, Lack> {
    let b = b.as_base()?;
    let value = a.quantity.value().checked_div(b.quantity.value());
    let (value, open) = value.zip(a.open.checked_div(b.open)).ok_or(Lack::Vague)?;
    let about = a.about || b.about;
    if a.unit() == b.unit() {
        if value.abs() <= Decimal::ONE {
            let hundred = Decimal::ONE_HUNDRED;
            let percent = value.checked_mul(hundred).zip(open.times(hundred));
            let (percent, open) = percent.ok_or(Lack::Vague)?;
            return rate(a.quantity, percent, open, about);
        }
        let unit = Unit::of(Measure::Multiple);
        return settled(
            justified(a.quantity, &unit, value, open, &Digits::of_ratio(value)),
            about,
        );
    }
    let each = one_of(b.unit()).filter(|_| a.unit().per.is_none());
    let counts = matches!(a.unit().measure, Measure::Money(_) | Measure::Named(_));
    let Some(each) = each.filter(|_| counts) else { return Err(Lack::NoUnit(a.both(b))) };
    let unit = Unit { measure: a.unit().measure.clone(), per: Some(each) };
    // The scale of the whole is not that of each.
    let like = a.quantity.written(Decimal::ONE, a.unit(), crate::Scale::One, 0);
    let like = like.ok_or(Lack::Vague)?;
    settled(justified(&like, &unit, value, open, &Digits::of_product(value)), about)
}

/// A rate in percent.
fn rate(
    like: &Quantity,
    percent: Decimal,
    open: Interval,
    about: bool,
) -> Result<Quantity, Lack> {
    let unit = Unit::of(Measure::Percent);
    settled(justified(like, &unit, percent, open, &Digits::of_ratio(percent)), about)
}

fn settled(quantity: Option<Quantity>, about: bool) -> Result<Quantity, Lack> {
    let quantity = quantity.ok_or(Lack::Vague)?;
    Ok(if about { quantity.about() } else { quantity })
}

/// The built-in units that are words in the plural, each with the word for one.
const PLURALS: [(&str, &str); 5] = [
    ("shares", "share"),
    ("days", "day"),
    ("weeks", "week"),
    ("months", "month"),
    ("years", "year"),
];

/// The name for one of a unit: `share`, `MWh`. The words of the author's own units may be
/// in the plural, and are not turned into another.
fn one_of(unit: &Unit) -> Option<UnitName> {
    let Measure::Named(name) = &unit.measure else { return None };
    if unit.per.is_some() {
        return None;
    }
    if let Some((_, one)) = PLURALS.iter().find(|(all, _)| *all == name.as_str()) {
        return one.parse().ok();
    }
    let known = crate::BUILT_IN.iter().any(|(known, _)| *known == name.as_str());
    known.then(|| name.clone())
}

#[cfg(test)]
mod tests {
    use super::super::DERIVED_WIDER;
    use super::*;

    fn brief(figures: &[(&str, &str)]) -> Brief {
        let figures = figures.iter().map(|(id, value)| {
            let keys = match value.starts_with('"') {
                true => (*value).to_owned(),
                false => format!(r#""value":"{value}""#),
            };
            format!(r#""{id}":{{"label":"{id}",{keys}}}"#)
        });
        let text = format!(
            r#"{{"strata":"1","title":"T","subject":{{"name":"N","fiscal-year":"calendar"}},
            "as-of":"2025-10-31","figures":{{{}}},
            "thesis":[{{"id":"t","kind":"judgment","text":"T"}}]}}"#,
            figures.collect::<Vec<_>>().join(",")
        );
        serde_json::from_str(&text).unwrap()
    }

    fn gives(a: &str, b: &str, derivation: &str) -> Result<String, Lack> {
        let brief = brief(&[("a", a), ("b", b)]);
        computed(&brief, &derivation.parse().unwrap()).map(|it| it.to_string())
    }

    #[test]
    fn units_scales_and_digits_follow_from_the_figures() {
        for (a, b, derivation, expected) in [
            ("$180.2B", "$158.9B", "a - b", "$21.3B"),
            ("$412M", "$77.7B", "a + b", "$78.1B"),
            ("$57,006M", "$1,234M", "a + b", "$58,240M"),
            ("~$5.0B", "$4.0B", "a + b", "~$9.0B"),
            ("73.4%", "74.6%", "a - b", "-1.2 pp"),
            ("30%", "20%", "a + b", "50%"),
            ("$11.4B", "$17.4B", "a / b", "66%"),
            ("$11,400M", "$17,400M", "a / b", "65.5%"),
            ("$60.0B", "$25.0B", "a / b", "2.4x"),
            ("$5.00B", "$5.00B", "a / b", "100%"),
            ("$6.00B", "3.00B shares", "a / b", "$2.00/share"),
            ("$50.0B", "3.80 GW", "a / b", "$13.2B/GW"),
            ("$3.00/share", "10.0B shares", "a * b", "$30B"),
            ("50.0%", "$60.0B", "a * b", "$30.0B"),
            ("$60.0B", "2.00x", "a * b", "$120B"),
            ("50.0%", "40.0%", "a * b", "20.0%"),
            ("$180.2B", "$158.9B", "growth of a on b", "13.4%"),
            ("$33.0B", "$27.5B", "growth of a on b", "20%"),
            ("$115.9B", "$65.0B", "growth of a on b", "78%"),
            ("$4.0B", "$5.0B", "growth of a on b", "-20%"),
        ] {
            let given = gives(a, b, derivation);
            assert_eq!(given.as_deref(), Ok(expected), "{a} {b} {derivation}");
        }
    }

    #[test]
    fn what_cannot_be_computed_says_why() {
        let id = |text: &str| text.parse::<Id>().unwrap();
        let both = |a: &str, b: &str| Box::new((a.parse().unwrap(), b.parse().unwrap()));
        let range = r#""range":{"low":"$1B","high":"$2B"}"#;
        for (a, b, derivation, why) in [
            ("$5B", "€5B", "a + b", Lack::Units(both("$5B", "€5B"))),
            ("$5B", "5 GW", "growth of a on b", Lack::Units(both("$5B", "5 GW"))),
            ("$5B", "$6B", "a * b", Lack::NoUnit(both("$5B", "$6B"))),
            ("$5B", "6 chips", "a / b", Lack::NoUnit(both("$5B", "6 chips"))),
            ("5%", "$6B", "a / b", Lack::NoUnit(both("5%", "$6B"))),
            ("$5B", "$0B", "a / b", Lack::Base(id("b"))),
            ("$5B", "-$1B", "growth of a on b", Lack::Base(id("b"))),
            ("5+", "6", "a + b", Lack::Open(id("a"))),
            (range, "$6B", "a + b", Lack::NoValue(id("a"))),
            ("$5B", "$5.0B", "a + c", Lack::Figure(id("c"))),
            ("3%", "2%", "growth of a on b", Lack::Vague),
        ] {
            assert_eq!(gives(a, b, derivation), Err(why), "{a} {b} {derivation}");
        }
    }

    #[test]
    fn growth_compounds_over_whole_years() {
        let since = |now: &str, history: &str, since: &str| {
            let keys =
                format!(r#""value":"{now}","period":"FY 2024","history":{{{history}}}"#);
            let brief = brief(&[("a", &keys)]);
            let period = since.parse().unwrap();
            compound(brief.calendar(), &brief.figures["a"], &period)
                .map(|it| it.to_string())
        };
        let history = r#""FY 2019":"$100.0B","Q4 2019":"$30.0B","FY 2023":"$150.0B","FY 2018":"-$1.0B""#;
        assert_eq!(since("$161.1B", history, "FY 2019").as_deref(), Ok("10.0%"));
        assert_eq!(since("$161.1B", history, "FY 2023").as_deref(), Ok("7.4%"));
        assert_eq!(since("$59.0B", history, "FY 2019").as_deref(), Ok("-10.0%"));
        let period = |text: &str| text.parse::<Period>().unwrap();
        assert_eq!(
            since("$1B", history, "FY 2020"),
            Err(Lack::History(period("FY 2020")))
        );
        assert_eq!(
            since("$161.1B", history, "Q4 2019"),
            Err(Lack::Years(period("Q4 2019")))
        );
        assert_eq!(since("$161.1B", history, "FY 2018"), Err(Lack::NotPositive));
        let own = r#""FY 2024":"$1.0B""#;
        assert_eq!(since("$1.0B", own, "FY 2024"), Err(Lack::Years(period("FY 2024"))));
    }

    #[test]
    fn roots_are_close() {
        for degree in [1, 2, 5, 30, 8999] {
            for of in ["0.0001", "0.5", "1", "1.61", "12345"] {
                let of: Decimal = of.parse().unwrap();
                let low = root(of, degree).unwrap();
                let high = low + Decimal::new(2, 12);
                let above = power(high, degree).is_none_or(|it| it > of);
                assert!(power(low, degree).unwrap() <= of && above, "{of} {degree}");
            }
        }
    }

    /// No figure leads to a number that is off by more than its digits allow.
    #[test]
    fn digits_never_say_more_than_is_known() {
        let amounts =
            ["$0.9B", "$1.25B", "$33.0B", "$158.9B", "$412M", "$77,673M", "~$5B"];
        for a in amounts {
            for b in amounts {
                let brief = brief(&[("a", a), ("b", b)]);
                for derivation in ["a + b", "a - b", "a / b", "growth of a on b"] {
                    let Ok(given) = computed(&brief, &derivation.parse().unwrap()) else {
                        continue;
                    };
                    let [x, y] = ["a", "b"]
                        .map(|id| Interval::of_figure(&brief.figures[id]).unwrap());
                    let open = match derivation {
                        "a + b" => x.checked_add(y),
                        "a - b" => x.checked_sub(y),
                        "a / b" if given.unit().measure == Measure::Percent => {
                            x.checked_div(y).unwrap().times(Decimal::ONE_HUNDRED)
                        }
                        "a / b" => x.checked_div(y),
                        _ => x.growth_on(y),
                    };
                    let open = open.unwrap();
                    let own = Interval::around(&given).unwrap().width().unwrap();
                    let told = format!("{a} {b} {derivation} {given}");
                    let most = own * Decimal::from(DERIVED_WIDER);
                    assert!(open.width().unwrap() <= most, "{told}");
                    assert!(Interval::of(&given).unwrap().meets(open), "{told}");
                }
            }
        }
    }
}
