//! What the rules know of a brief: its figures, texts and readings with their places, and what
//! follows from them.

pub(crate) mod address;
pub(crate) mod age;
pub(crate) mod charts;
pub(crate) mod derived;
pub(crate) mod evidence;
mod gathered;
pub(crate) mod graph;
mod path_arena;
pub(crate) mod printed;
pub(crate) mod ratio;
pub(crate) mod sort;
pub(crate) mod tables;
pub(crate) mod tested;
mod texts;
mod too_early;
pub(crate) mod unit;
mod walk;

pub(crate) use gathered::{Facts, Passage, Reference, Thing};
pub(crate) use path_arena::{ArenaPath, PathArena};
