//! Rules on charts.

pub(crate) mod chart_draws_nothing;
pub(crate) mod chart_states_nothing;
