//! How old something may be.

use strata_model::Date;

use super::gathered::Facts;

/// How many days before the brief something was, if that is more than the brief accepts,
/// and how many it accepts.
pub(crate) fn age(facts: &Facts<'_>, date: Date) -> Option<(i32, u16)> {
    let limit = facts.brief.stale_after.as_ref()?.get();
    let days = facts.brief.as_of.days_since(date);
    (days > i32::from(limit)).then_some((days, limit))
}
