//! Rules on the front matter of a house: people, rating, target and price, and what replaces
//! what.

pub(crate) mod already_over;
pub(crate) mod check_digits;
pub(crate) mod named_twice;
pub(crate) mod no_upside;
pub(crate) mod price_day;
pub(crate) mod rating_against_upside;
pub(crate) mod rating_at_odds;
pub(crate) mod replaces_another;
