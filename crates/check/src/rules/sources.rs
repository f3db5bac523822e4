//! Rules on where figures come from.

pub(crate) mod disclosure_missing;
pub(crate) mod figure_without_source;
pub(crate) mod lower_tier_overrides;
pub(crate) mod misleading_address;
pub(crate) mod secret_in_address;
pub(crate) mod source_before_period;
pub(crate) mod stale_source;
pub(crate) mod unused_source;
pub(crate) mod wrong_entity;
