//! The press of Strata: a checked brief in, pages out.
//!
//! ```text
//! Checked ──view──▶ View ──set──▶ frames ──settle──▶ links ──inspect──▶ Document
//! ```
//!
//! The only room that knows Typst. It has no file system, no network and no clock: a
//! brief is set from a constant template, nine embedded faces and two files in memory.
#![allow(dead_code)]

mod complete;
mod coverage;
mod design;
mod document;
mod error;
mod ink;
mod inspect;
mod links;
mod press;
#[cfg(test)]
mod tests;
mod world;

pub use design::{Density, Design, Paper, UnknownChoice};
pub use document::{Area, Document};
pub use error::{Fault, FaultKind, TypesetError};
