//! Rules on when something was.

pub(crate) mod ends_before_start;
pub(crate) mod fiscal_label;
pub(crate) mod guidance_date;
pub(crate) mod history_gap;
pub(crate) mod history_mixed;
pub(crate) mod later_than_as_of;
pub(crate) mod one_value_two_periods;
pub(crate) mod operand_periods;
pub(crate) mod outlook_unmarked;
pub(crate) mod period_missing;
pub(crate) mod period_not_over;
pub(crate) mod price_without_date;
pub(crate) mod stale_period;
pub(crate) mod uneven_periods;
