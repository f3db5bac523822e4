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
mod complete;
mod content;
mod coverage;
mod design;
mod document;
mod error;
mod file;
mod imprint;
mod ink;
mod inspect;
mod labels;
mod links;
mod mark;
mod preflight;
mod press;
mod print;
mod reader;
mod shrink;
mod svg;
#[cfg(test)]
mod tests;
mod verify;
mod view;
mod voice;
mod world;

pub use book::bind;
pub use bounds::{Bound, LARGEST_FILE};
pub use design::{Density, Design, Paper, UnknownChoice};
pub use document::{Area, Document};
pub use error::{Fault, FaultKind, TypesetError};
pub use file::{Data, Enclosed, Unreadable, enclosed};
pub use imprint::Imprint;
pub use mark::{Mark, UnfitMark, Words};
pub use preflight::preflight;
pub use verify::{Bytes, Difference, Verdict, Verification, verify};

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use strata_check::Checked;
use strata_model::{Brief, Id};

use labels::labels;
use mark::Banner;
use press::{Attachment, Manuscript};

/// Sets a brief on pages and looks at them: everything is on them, inside the type area,
/// and nothing stands over anything else.
///
/// # Errors
///
/// For more pages than the design allows; else only for faults of the template or of Typst:
/// what an author can mend, the check and [`preflight`] have reported before.
pub fn typeset(brief: &Checked, design: &Design) -> Result<Document, TypesetError> {
    let document =
        with(brief, design, |manuscript| press::set(&world::BASE, manuscript, design))?;
    document.holds(&content::content(brief.brief()))?;
    Ok(document)
}

/// What a brief is set from, file by file: the template, its faces, and what it reads at
/// this density. For a benchmark, which lets another Typst set the same.
///
/// # Errors
///
/// Never for what can be written as JSON.
#[doc(hidden)]
pub fn kit(
    brief: &Checked,
    design: &Design,
) -> Result<Vec<(String, Vec<u8>)>, TypesetError> {
    let sheet = design::Sheet::new(design.paper, design.density);
    let data = with(brief, design, |manuscript| manuscript.data(&sheet, ""))?;
    Ok(world::files(data).collect())
}

/// The PDF of a brief whose pages nobody has looked at. For a benchmark, beside another
/// Typst that does not look at them either.
///
/// # Errors
///
/// Only for faults of the template or of Typst.
#[doc(hidden)]
pub fn unseen(brief: &Checked, design: &Design) -> Result<Vec<u8>, TypesetError> {
    let sheet = design::Sheet::new(design.paper, design.density);
    let set = |it: &Manuscript<'_, _>| press::set_unseen(&world::BASE, it, sheet);
    with(brief, design, set)?.pdf()
}

/// Does something with what goes to the press for a brief.
fn with<T>(
    brief: &Checked,
    design: &Design,
    work: impl FnOnce(&Manuscript<'_, view::View>) -> T,
) -> T {
    let labels = labels(brief.brief().language.unwrap_or_default());
    let canonical = brief.canonical();
    let view = view::view(brief.brief(), design.paper, DATA, &digest(&canonical));
    let imprint = Imprint::new(design, vec![DATA.to_owned()], false);
    let attachments = [
        Attachment::data(DATA.to_owned(), canonical, labels),
        Attachment::imprint(&imprint, labels),
    ];
    let banner = design.mark.as_ref().map(|it| Banner::new(it, labels, design.paper));
    work(&Manuscript {
        view: &view,
        attachments: &attachments,
        mark: banner.as_ref(),
        ident: ident(brief.brief()),
        as_of: press::civil(brief.brief().as_of),
    })
}

/// The name of the data of a brief in its own file.
const DATA: &str = "brief.json";

/// What tells a brief from others, the same for all its editions.
fn ident(brief: &Brief) -> &str {
    brief.id.as_ref().map_or(brief.title.as_str(), Id::as_str)
}

/// What the template is given for a brief, as JSON: every word and length on its pages.
#[must_use]
pub fn view(brief: &Checked, paper: Paper) -> String {
    let view = view::view(brief.brief(), paper, DATA, &digest(&brief.canonical()));
    serde_json::to_string_pretty(&view).unwrap_or_default()
}

/// SHA-256 in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
