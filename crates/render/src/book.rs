//! Several briefs in one file, with one page of contents.

use strata_check::Checked;
use strata_model::Date;
use strata_view::attached::digest;
use strata_view::content::content;
use strata_view::design::Design;
use strata_view::plan::Elastic;
use strata_view::sheet::Density;
use strata_view::watermark::Banner;
use strata_view::{BookView, View, view};

use crate::brief::{ident, typeset};
use crate::document::Document;
use crate::error::{FaultKind, TypesetError};
use crate::fit::Fit;
use crate::guard::forget;
use crate::imprint::Imprint;
use crate::key::key;
use crate::press::{self, Attachment, Job};
use crate::world::{Base, BriefWorld};

/// The most briefs of a book.
pub const MOST_BRIEFS: usize = 99;

/// Binds briefs into a book: their contents, then each as it is printed alone, with its own
/// marks and references, its pages counted on from those before it. The data of each are
/// attached under a name of their own; the day of the book is the latest of its briefs.
///
/// # Errors
///
/// As for [`typeset`], and for more than 99 briefs or none.
pub fn bind(briefs: &[Checked], design: &Design) -> Result<Document, TypesetError> {
    let latest = briefs.iter().map(|it| it.brief().as_of).max();
    let Some(as_of) = latest.filter(|_| briefs.len() <= MOST_BRIEFS) else {
        let what = format!("a book has 1 to {MOST_BRIEFS} briefs, not {}", briefs.len());
        return Err(TypesetError::new(FaultKind::Export, what));
    };
    let names = names(briefs);
    let mut parts = Vec::new();
    for (n, (brief, name)) in briefs.iter().zip(&names).enumerate() {
        let fit = match design.density {
            // How close it must stand is seen when it is set alone.
            Density::Auto => {
                typeset(brief, design).map_err(|error| error.within(&key(n)))?.into_fit()
            }
            given => Fit::nominal(design.sheet_at(given)),
        };
        let canonical = brief.canonical()?;
        let view = view(brief.brief(), design, name, &digest(&canonical));
        parts.push((brief, fit, view, canonical));
    }
    let views: Vec<_> = parts.iter().map(|(it, _, view, _)| (it.brief(), view)).collect();
    let contents = strata_view::book(&views, as_of);
    let all = assemble(&parts, &names, &contents, design, as_of)?;
    let leaves = briefs.iter().enumerate().map(|(n, it)| (key(n), content(it.brief())));
    all.holds_each(&leaves.collect::<Vec<_>>())?;
    Ok(all)
}

/// A brief with how it fits its pages, its view and its canonical form.
type Part<'a> = (&'a Checked, Fit, View, Vec<u8>);

fn assemble(
    parts: &[Part<'_>],
    names: &[String],
    contents: &BookView,
    design: &Design,
    as_of: Date,
) -> Result<Document, TypesetError> {
    let language = |brief: &Checked| brief.brief().language.unwrap_or_default();
    let banner = |brief: &Checked| Banner::of(design, language(brief));
    let mut attachments: Vec<_> = parts
        .iter()
        .zip(names)
        .map(|((brief, .., canonical), name)| {
            Attachment::data(name.clone(), canonical.clone(), language(brief))
        })
        .collect();
    let imprint = Imprint::new(design, names.to_vec(), true);
    let first = parts.first().map(|(brief, ..)| *brief);
    attachments.extend(first.map(|it| Attachment::imprint(&imprint, language(it))));
    let theme = first.map(|it| Attachment::theme(&design.theme, language(it)));
    attachments.extend(theme.into_iter().flatten());

    let idents: Vec<_> = parts.iter().map(|(it, ..)| ident(it.brief())).collect();
    let ident = idents.join("\n");
    let as_of = press::civil(as_of);
    let fit = Fit::nominal(design.sheet_at(Density::Open));
    let mark = first.and_then(banner);
    let job = Job {
        view: contents,
        theme: &design.theme,
        attachments: &attachments,
        mark: mark.as_ref(),
        ident: &ident,
        as_of,
        elastic: Elastic::default(),
    };
    let mut files = vec![job.data(&fit, "")?];
    for (n, (brief, fit, view, _)) in parts.iter().enumerate() {
        let mark = banner(brief);
        let elastic = Elastic::default();
        let (mark, theme) = (mark.as_ref(), &design.theme);
        let job = Job { view, theme, attachments: &[], mark, ident: "", as_of, elastic };
        files.push(job.data(fit, &key(n))?);
    }
    let base = Base::book(parts.len(), &design.theme);
    // Each brief may have as many as alone, and its line among the contents.
    let most = parts.len() * (usize::from(design.max_pages) + 1);
    forget();
    press::lay(&BriefWorld::new(&base, files), fit, &ident, as_of)?.of_at_most(most)
}

/// The names of the attached data: the id of each brief, or its number where it has none or
/// another has the same.
fn names(briefs: &[Checked]) -> Vec<String> {
    let mut names: Vec<String> = vec![Imprint::NAME.to_owned()];
    for (n, brief) in briefs.iter().enumerate() {
        let id = brief.brief().id.as_ref();
        let own =
            id.map_or_else(|| format!("brief-{}.json", n + 1), |id| format!("{id}.json"));
        let mut name = own.clone();
        let mut more = 2;
        while names.contains(&name) {
            name = format!("{}-{more}.json", own.trim_end_matches(".json"));
            more += 1;
        }
        names.push(name);
    }
    names.split_off(1)
}
