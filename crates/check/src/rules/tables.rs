//! Rules on tables, and on tables of guidance.

pub(crate) mod guidance_order;
pub(crate) mod guidance_unmarked;
pub(crate) mod table_basis;
pub(crate) mod table_periods;
pub(crate) mod table_scale;
pub(crate) mod table_shape;
pub(crate) mod table_total;
pub(crate) mod table_units;
