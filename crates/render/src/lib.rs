//! The press of Strata: a checked brief in, pages out.
//!
//! ```text
//! Checked ──view──▶ View ──set──▶ frames ──settle──▶ links ──inspect──▶ Document
//! ```
//!
//! The only room that knows Typst. It has no file system, no network and no clock: a
//! brief is set from a constant template, nine embedded faces and one file in memory.

mod book;
mod bounds;
mod brief;
mod compact;
mod complete;
mod document;
mod error;
mod file;
mod guard;
mod imprint;
mod ink;
mod inspect;
mod key;
mod links;
mod preflight;
mod press;
mod reader;
mod svg;
#[cfg(test)]
mod tests;
mod verify;
mod voice;
mod world;

pub use book::bind;
pub use bounds::{Bound, LARGEST_FILE};
pub use brief::{kit, typeset, unseen};
pub use document::{Area, Document};
pub use error::{Fault, FaultKind, TypesetError};
pub use file::{Data, Enclosed, Unreadable, enclosed};
pub use imprint::Imprint;
pub use preflight::preflight;
pub use verify::{Bytes, Difference, Verdict, Verification, verify};
