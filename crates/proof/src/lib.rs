//! What a printed file holds: the data it was printed from, and whether it is what they
//! print.
//!
//! ```text
//! PDF ──enclosed──▶ data ──check──▶ Checked ──typeset──▶ the same bytes?
//!  └──── another reader ──▶ text ──────────────────────▶ all the data?
//! ```
//!
//! The only room that knows the other reader of PDF, `printpdf`, which shares nothing with
//! the press. A file may have been written by anyone: everything is bounded.

pub mod bounds;
pub mod file;
mod reader;
pub mod verify;

pub use file::enclosed;
pub use verify::verify;
