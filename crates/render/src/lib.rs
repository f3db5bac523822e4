//! The press of Strata: a checked brief in, pages out.
//!
//! ```text
//! Checked ──view──▶ View ──set──▶ frames ──settle──▶ links ──inspect──▶ Document
//! ```
//!
//! The only room that knows Typst. It has no file system, no network and no clock: a
//! brief is set from a constant template, the faces of a theme and one file in memory.

mod aside;
pub mod book;
mod brief;
pub mod complete;
pub mod document;
pub mod error;
mod fit;
mod glyphs;
mod guard;
pub mod imprint;
mod inspect;
mod key;
mod letters;
mod links;
mod preflight;
mod press;
mod shrink;
mod spoken;
mod svg;
#[cfg(test)]
mod tests;
mod trace;
mod world;

pub use book::bind;
pub use brief::{kit, typeset, unseen};
pub use document::Document;
pub use error::TypesetError;
pub use preflight::preflight;
