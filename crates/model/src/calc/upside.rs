//! What a target price lies above the price.

use super::Interval;
use crate::{Figure, Quantity};

/// How much more the target is than the price, in percent of the price, with all that the
/// digits of both leave open. Nothing where they have not the same unit, or one of them has no
/// level or no end.
pub fn upside(target: &Figure, price: &Figure) -> Option<Interval> {
    let same = level(target)?.unit() == level(price)?.unit();
    let ends = Interval::of_figure(target).zip(Interval::of_figure(price));
    let (target, price) = ends.filter(|_| same)?;
    target.growth_on(price)
}

fn level(figure: &Figure) -> Option<&Quantity> {
    figure.value.as_ref().or(figure.range.as_ref().map(|range| &range.low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Range;

    fn figure(value: &str) -> Figure {
        let value = value.parse().ok();
        Figure { value, ..Figure::new("Price".parse().unwrap()) }
    }

    #[test]
    fn as_far_as_the_digits_go() {
        let open = |target: &Figure, price: &str| {
            let open = upside(target, &figure(price))?;
            Some((open.low()?.round_dp(2), open.high()?.round_dp(2)))
        };
        let ends =
            |low: &str, high: &str| Some((low.parse().unwrap(), high.parse().unwrap()));
        assert_eq!(open(&figure("$300"), "$250.00"), ends("19.80", "20.20"));
        assert_eq!(open(&figure("$20"), "$25"), ends("-23.53", "-16.33"));
        let (low, high) = ("$240".parse().unwrap(), "$300".parse().unwrap());
        let range =
            Figure { value: None, range: Some(Range { low, high }), ..figure("$1") };
        assert_eq!(open(&range, "$250.00"), ends("-4.00", "20.00"));
        for (target, price) in
            [("€300", "$250"), ("$300", "$250/share"), ("$300+", "$250")]
        {
            assert_eq!(open(&figure(target), price), None, "{target} on {price}");
        }
    }
}
