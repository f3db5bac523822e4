//! Rules on what has an id, and what refers to it.

pub(crate) mod dangling_reference;
pub(crate) mod duplicate_id;
pub(crate) mod unused_allowance;
pub(crate) mod unused_figure;
pub(crate) mod unused_note;
