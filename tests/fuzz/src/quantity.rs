//! Quantities, changes, and what is computed from them.

use strata_model::calc::Interval;
use strata_model::calc::table::grown;
use strata_model::calc::{rounded, shown_as};
use strata_model::{Against, Change, Decimal, Qualifier, Quantity, Scale};

use crate::scalar::{self, Pattern, is_whole};

static QUANTITY: Pattern = Pattern::new(scalar::pattern::<Quantity>);
static CHANGE: Pattern = Pattern::new(scalar::pattern::<Change>);

/// Each line is a quantity or a change, or neither; the first two quantities are computed
/// with.
pub fn holds(text: &str) {
    let mut read = Vec::new();
    for line in text.split('\n').take(4) {
        scalar::holds::<Change>(line, &CHANGE);
        read.extend(scalar::holds::<Quantity>(line, &QUANTITY));
    }
    read.iter().for_each(of_one);
    if let [one, other, ..] = read.as_slice() {
        of_two(one, other);
    }
}

fn of_one(one: &Quantity) {
    let value = one.value();
    // To either side of zero by at least so much is no interval.
    let endless = one.is_plus_or_minus() && one.qualifier() == Some(Qualifier::AtLeast);
    let open = Interval::of(one);
    assert_eq!(open.is_none(), endless, "{one}");
    assert!(open.is_none_or(|it| holds_value(it, value)), "{one} is not its own value");
    for same in [one.unsigned(), one.clone().signed(), one.clone().about()] {
        is_whole(&same);
        assert_eq!(same.value().abs(), value.abs());
        assert_eq!(same.decimals(), one.decimals());
    }
    if let Some(own) = one.with_value(value) {
        assert_eq!(own.value(), value, "{one} written like itself is {own}");
    }
    for scale in Scale::ALL {
        if let Some(scaled) = one.in_scale(scale) {
            is_whole(&scaled);
            assert_eq!(scaled.value(), value, "{one} at another scale is {scaled}");
            assert_eq!(scaled.decimals(), one.decimals(), "{one} and {scaled}");
        }
    }
    let short = rounded(one, one.qualifier());
    is_whole(&short);
    assert!(short.decimals() <= one.decimals(), "{one} claims more as {short}");
    if let Some((near, open)) = Interval::of(&short).zip(open) {
        assert!(near.meets(open), "{one} is not {short}");
        assert!(!open.words(one).is_empty());
    }
}

fn of_two(one: &Quantity, other: &Quantity) {
    for shown in shown_as(one, one.qualifier(), other) {
        is_whole(&shown);
        assert_eq!((shown.unit(), shown.decimals()), (other.unit(), other.decimals()));
    }
    if let Some(written) = one.with_value(other.value()) {
        is_whole(&written);
        let last = Interval::around(&written.unsigned()).and_then(Interval::width);
        let away = written.value().checked_sub(other.value());
        if let (Some(last), Some(away)) = (last, away) {
            assert!(away.abs() * Decimal::TWO <= last, "{other} like {one} is {written}");
        }
    }
    if let (Some(a), Some(b)) = (Interval::of(one), Interval::of(other)) {
        assert_eq!(a.meets(b), b.meets(a));
        assert!(a.shared(b).meets(a));
        let (x, y) = (one.value(), other.value());
        let pairs = [
            (a.checked_add(b), x.checked_add(y), "+"),
            (a.checked_sub(b), x.checked_sub(y), "-"),
            (a.checked_mul(b), x.checked_mul(y), "*"),
        ];
        for (open, value, sign) in pairs {
            if let (Some(open), Some(value)) = (open, value) {
                assert!(holds_value(open, value), "{one} {sign} {other}");
            }
        }
    }
    if let Some(change) = grown(one, other, Against::Yoy) {
        is_whole(&change);
    }
}

fn holds_value(open: Interval, value: Decimal) -> bool {
    open.meets(Interval::exactly(value))
}
