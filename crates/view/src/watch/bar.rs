//! The bar of a tripwire: where it stands now, where the threshold is, and which side breaks.

use serde::Serialize;
use strata_model::{Decimal, Side};

use crate::chart::canvas::{SMALL, hundredth};
use crate::chart::scale::part;
use crate::measure::width;
use crate::words::{Said, Words};

/// As wide as the bar is, in points: 45 mm.
const WIDTH: f64 = 127.56;

/// A bar, with all lengths in points from its left end.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Bar {
    width: f64,
    now: f64,
    threshold: f64,
    /// The side that breaks, from where to where.
    breaks: (f64, f64),
    /// Where the words for the two begin: about their places, and within the bar.
    now_left: f64,
    threshold_left: f64,
    threshold_words: Words,
}

impl Bar {
    /// The bar for a value and a threshold with their words; nothing where the two are too
    /// far apart to be computed with.
    pub(crate) fn new(
        (now, now_words): (Decimal, &Said),
        (threshold, threshold_words): (Decimal, &str),
        side: Side,
    ) -> Option<Self> {
        let (low, high) = ends(now, threshold)?;
        let span = high.checked_sub(low)?;
        let at = |value: Decimal| {
            let value = value.checked_sub(low)?;
            Some(hundredth(WIDTH * part(value, span)))
        };
        let (now, threshold) = (at(now)?, at(threshold)?);
        let left = |at: f64, words: &str, bold: bool| {
            let wide = width(words, SMALL, bold);
            hundredth((at - wide / 2.0).clamp(0.0, (WIDTH - wide).max(0.0)))
        };
        Some(Self {
            width: WIDTH,
            now,
            threshold,
            breaks: match side {
                Side::Below | Side::AtMost => (0.0, threshold),
                Side::Above | Side::AtLeast => (threshold, WIDTH),
            },
            now_left: left(now, &now_words.text.to_string(), true),
            threshold_left: left(threshold, threshold_words, false),
            threshold_words: threshold_words.into(),
        })
    }
}

/// From the lesser to the greater of the two, and a third of what is farther from nothing to
/// either side; but no more than four times their distance, so that they can be told apart.
fn ends(now: Decimal, threshold: Decimal) -> Option<(Decimal, Decimal)> {
    let (low, high) = (now.min(threshold), now.max(threshold));
    let far = low.abs().max(high.abs());
    let far = if far.is_zero() { Decimal::ONE } else { far };
    let third = far.checked_div(Decimal::from(3))?;
    let apart = high.checked_sub(low)?.checked_mul(Decimal::from(4))?;
    let pad = if apart.is_zero() { third } else { third.min(apart) };
    Some((low.checked_sub(pad)?, high.checked_add(pad)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(now: &str, threshold: &str, side: Side) -> Bar {
        let [now, threshold] = [now, threshold].map(|it| it.parse().expect("a number"));
        let words = Said::from("now");
        Bar::new((now, &words), (threshold, "there"), side).expect("a bar")
    }

    #[test]
    fn what_is_near_lies_near_and_never_on_the_threshold() {
        let apart = |now, threshold| {
            let bar = bar(now, threshold, Side::Below);
            (bar.now - bar.threshold) / WIDTH
        };
        assert!((apart("20", "15") - 0.27).abs() < 0.01, "{}", apart("20", "15"));
        assert!(apart("78", "0") > 0.55);
        assert!(apart("-31", "0") < -0.55);
        assert!((apart("9.09", "9.04") - 1.0 / 9.0).abs() < 0.01);
        assert!(apart("1000000000000", "1") > 0.55);
        assert!(apart("0", "0").abs() < f64::EPSILON && apart("7", "7").abs() < 0.001);
    }

    #[test]
    fn the_side_that_breaks_is_the_one_of_the_words() {
        let below = bar("20", "15", Side::Below);
        assert_eq!(below.breaks, (0.0, below.threshold));
        let above = bar("66", "75", Side::AtLeast);
        assert_eq!(above.breaks, (above.threshold, WIDTH));
    }

    #[test]
    fn all_of_it_lies_within_the_bar() {
        let values =
            ["-999999999999", "-0.5", "0", "0.000001", "7", "999999999999999999"];
        for now in values {
            for threshold in values {
                for side in [Side::Below, Side::AtMost, Side::Above, Side::AtLeast] {
                    let bar = bar(now, threshold, side);
                    for at in [bar.now, bar.threshold, bar.breaks.0, bar.breaks.1] {
                        assert!((0.0..=WIDTH).contains(&at), "{bar:?}");
                    }
                    for (left, words) in
                        [(bar.now_left, "now"), (bar.threshold_left, "there")]
                    {
                        let right = left + width(words, SMALL, false);
                        assert!(left >= 0.0 && right <= WIDTH, "{bar:?}");
                    }
                }
            }
        }
    }
}
