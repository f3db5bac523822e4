//! The press of Strata: a checked brief in, pages out.
//!
//! ```text
//! Checked ──view──▶ View ──set──▶ frames ──settle──▶ links ──inspect──▶ Document
//! ```
//!
//! The only room that knows Typst. It has no file system, no network and no clock: a
//! brief is set from a constant template, nine embedded faces and two files in memory.

mod complete;
mod content;
mod coverage;
mod design;
mod document;
mod error;
mod ink;
mod inspect;
mod labels;
mod links;
mod preflight;
mod press;
mod print;
#[cfg(test)]
mod tests;
mod view;
mod voice;
mod world;

pub use design::{Density, Design, Paper, UnknownChoice};
pub use document::{Area, Document};
pub use error::{Fault, FaultKind, TypesetError};
pub use preflight::preflight;

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use strata_check::Checked;

use press::Manuscript;

/// Sets a brief on pages and looks at them: everything is on them, inside the type area,
/// and nothing stands over anything else.
///
/// # Errors
///
/// Only for faults of the template or of Typst; what an author can mend, the check and
/// [`preflight`] have reported before.
pub fn typeset(brief: &Checked, design: &Design) -> Result<Document, TypesetError> {
    let canonical = brief.canonical();
    let view = view::view(brief.brief(), &digest(&canonical));
    let manuscript = Manuscript::new(brief.brief(), &view, &canonical);
    let document = press::set(&world::BASE, &manuscript, design)?;
    document.holds(&content::content(brief.brief()))?;
    Ok(document)
}

/// What the template is given for a brief, as JSON: every word and length on its pages.
#[must_use]
pub fn view(brief: &Checked) -> String {
    let view = view::view(brief.brief(), &digest(&brief.canonical()));
    serde_json::to_string_pretty(&view).unwrap_or_default()
}

/// SHA-256 in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
