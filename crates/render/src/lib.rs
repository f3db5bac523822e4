//! The press of Strata: a checked brief in, pages out.
//!
//! ```text
//! Checked ──view──▶ View ──set──▶ frames ──settle──▶ links ──inspect──▶ Document
//! ```
//!
//! The only room that knows Typst. It has no file system, no network and no clock: a
//! brief is set from a constant template, nine embedded faces and one file in memory.

mod attached;
mod book;
mod bounds;
mod brief;
mod compact;
mod complete;
mod content;
mod design;
mod document;
mod error;
mod face;
mod file;
mod guard;
mod imprint;
mod ink;
mod inspect;
mod key;
mod labels;
mod links;
mod mark;
mod preflight;
mod press;
mod print;
mod reader;
mod sheet;
mod svg;
#[cfg(test)]
mod tests;
mod verify;
mod view;
mod voice;
mod world;

pub use book::bind;
pub use bounds::{Bound, LARGEST_FILE};
pub use brief::{kit, typeset, unseen, view};
pub use design::Design;
pub use document::{Area, Document};
pub use error::{Fault, FaultKind, TypesetError};
pub use file::{Data, Enclosed, Unreadable, enclosed};
pub use imprint::Imprint;
pub use mark::{Mark, UnfitMark, Words};
pub use preflight::preflight;
pub use sheet::{Density, Paper, UnknownChoice};
pub use verify::{Bytes, Difference, Verdict, Verification, verify};
