//! One brief on its way through the press.

use strata_check::Checked;
use strata_model::{Brief, Id};
use strata_view::attached::{DATA, digest};
use strata_view::content::content;
use strata_view::design::Design;
use strata_view::watermark::Banner;
use strata_view::{View, view};

use crate::document::Document;
use crate::error::TypesetError;
use crate::fit::Fit;
use crate::imprint::Imprint;
use crate::press::{Attachment, Job};
use crate::{press, world};

/// Sets a brief on pages and looks at them: everything is on them, inside the type area,
/// and nothing stands over anything else.
///
/// # Errors
///
/// For more pages than the design allows; else only for faults of the template or of Typst:
/// what an author can mend, the check and [`preflight`](crate::preflight) have reported before.
pub fn typeset(brief: &Checked, design: &Design) -> Result<Document, TypesetError> {
    let document =
        with(brief, design, |job| press::set(&world::base(&design.theme), job, design))?;
    document.holds(&content(brief.brief()))?;
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
    let sheet = design.sheet();
    let data = with(brief, design, |job| job.data(&Fit::nominal(sheet), ""))?;
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
    let base = world::base(&design.theme);
    let set = |it: &Job<'_, _>| press::set_unseen(&base, it, design.sheet());
    with(brief, design, set)?.pdf()
}

/// Does something with what goes to the press for a brief.
fn with<T>(
    brief: &Checked,
    design: &Design,
    work: impl FnOnce(&Job<'_, View>) -> Result<T, TypesetError>,
) -> Result<T, TypesetError> {
    let language = brief.brief().language.unwrap_or_default();
    let canonical = brief.canonical()?;
    let view = view(brief.brief(), design, DATA, &digest(&canonical));
    let imprint = Imprint::new(design, vec![DATA.to_owned()], false);
    let mut attachments = vec![
        Attachment::data(DATA.to_owned(), canonical, language),
        Attachment::imprint(&imprint, language),
    ];
    attachments.extend(Attachment::theme(&design.theme, language));
    let banner = Banner::of(design, language);
    work(&Job {
        view: &view,
        theme: &design.theme,
        attachments: &attachments,
        mark: banner.as_ref(),
        ident: ident(brief.brief()),
        as_of: press::civil(brief.brief().as_of),
        elastic: view.elastic(),
    })
}

/// What tells a brief from others, the same for all its editions.
pub(crate) fn ident(brief: &Brief) -> &str {
    brief.id.as_ref().map_or(brief.title.as_str(), Id::as_str)
}
