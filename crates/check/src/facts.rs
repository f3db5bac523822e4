//! What the rules know of a brief: its figures, texts and readings with their places, and what
//! follows from them.

pub(crate) mod address;
pub(crate) mod age;
pub(crate) mod because;
pub(crate) mod bound;
pub(crate) mod charts;
pub(crate) mod cost;
pub(crate) mod derived;
pub(crate) mod evidence;
mod gathered;
pub(crate) mod graph;
pub(crate) mod literal;
pub(crate) mod market;
mod names;
pub(crate) mod number_match;
mod path_arena;
pub(crate) mod period_window;
pub(crate) mod period_word;
pub(crate) mod phrase;
pub(crate) mod printed;
pub(crate) mod quote;
pub(crate) mod quote_time;
pub(crate) mod ratio;
pub(crate) mod sort;
pub(crate) mod spelling;
pub(crate) mod sureness;
pub(crate) mod tables;
pub(crate) mod term;
pub(crate) mod tested;
mod too_early;
pub(crate) mod unit;
mod walk;

pub(crate) use gathered::{Facts, Passage, Reference, Thing};
pub(crate) use path_arena::{ArenaPath, PathArena};
