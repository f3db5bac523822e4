//! Typst at work: a job in, a laid-out document out.

use serde::Serialize;
use strata_model::{Date, Language};
use strata_view::attached::descriptions;
use strata_view::design::Design;
use strata_view::plan::{Elastic, Plan};
use strata_view::sheet::{Density, Sheet};
use strata_view::theme::{LOGO, THEME, Theme, ThemeData};
use strata_view::watermark::Banner;
use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpanKind;
use typst::{World as _, WorldExt as _};
use typst_layout::PagedDocument;

use crate::document::Document;
use crate::error::{Fault, FaultKind, TypesetError};
use crate::fit::Fit;
use crate::guard::{contain, forget};
use crate::imprint::Imprint;
use crate::trace::Trace;
use crate::world::{Base, BriefWorld};
use crate::{inspect, links};

/// What goes to the press.
pub(crate) struct Job<'a, V> {
    /// What the template prints.
    pub(crate) view: &'a V,
    /// How it looks.
    pub(crate) theme: &'a Theme,
    /// What the file carries beside its pages.
    pub(crate) attachments: &'a [Attachment],
    /// What stands across every page.
    pub(crate) mark: Option<&'a Banner>,
    /// What tells this brief from others, the same for all its editions.
    pub(crate) ident: &'a str,
    /// Year, month and day of the as-of date, the only date the file carries.
    pub(crate) as_of: (i32, u8, u8),
    /// How high its exhibits may be.
    pub(crate) elastic: Elastic,
}

const JSON: &str = "application/json";

/// What is attached to the file.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Attachment {
    pub(crate) name: String,
    /// The text; what has none lies in the world under the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// Its media type.
    pub(crate) mime: &'static str,
    /// How it relates to the pages (ISO 19005-3, annex E): `source` or `supplement`.
    pub(crate) relationship: &'static str,
    pub(crate) description: &'static str,
}

impl Attachment {
    /// The data of a brief, in its canonical form.
    pub(crate) fn data(name: String, canonical: Vec<u8>, language: Language) -> Self {
        // Canonical text is JSON, and so UTF-8.
        let text = String::from_utf8(canonical).unwrap_or_default();
        Self {
            name,
            text: Some(text),
            mime: JSON,
            relationship: "source",
            description: descriptions(language).data,
        }
    }

    /// How the file is printed.
    pub(crate) fn imprint(imprint: &Imprint, language: Language) -> Self {
        Self {
            name: Imprint::NAME.to_owned(),
            text: Some(imprint.text()),
            mime: JSON,
            relationship: "supplement",
            description: descriptions(language).imprint,
        }
    }

    /// The theme of a house and its logo.
    pub(crate) fn theme(theme: &Theme, language: Language) -> Vec<Self> {
        let said = descriptions(language);
        let text = theme.text().map(|text| Self {
            name: THEME.to_owned(),
            text: Some(text.to_owned()),
            mime: "application/toml",
            relationship: "supplement",
            description: said.theme,
        });
        let logo = theme.logo().map(|_| Self {
            name: LOGO.to_owned(),
            text: None,
            mime: "image/png",
            relationship: "supplement",
            description: said.logo,
        });
        text.into_iter().chain(logo).collect()
    }
}

/// Year, month and day.
pub(crate) fn civil(date: Date) -> (i32, u8, u8) {
    let date = date.civil();
    (date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// The file the template reads.
#[derive(Serialize)]
struct Data<'a, V> {
    design: &'a Sheet,
    theme: ThemeData<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a Plan>,
    mark: Option<&'a Banner>,
    key: &'a str,
    view: &'a V,
    attachments: &'a [Attachment],
}

impl<V: Serialize> Job<'_, V> {
    /// The file of this job. `key` sets its places apart from those of others.
    ///
    /// # Errors
    ///
    /// Never for what can be written as JSON.
    pub(crate) fn data(&self, fit: &Fit, key: &str) -> Result<Vec<u8>, TypesetError> {
        let data = Data {
            design: &fit.sheet,
            theme: self.theme.data(),
            plan: fit.plan.as_ref(),
            mark: self.mark,
            key,
            view: self.view,
            attachments: self.attachments,
        };
        serde_json::to_vec(&data)
            .map_err(|error| TypesetError::new(FaultKind::Template, error.to_string()))
    }
}

/// Sets the job; a second time where that leaves less of its pages free, or saves one.
///
/// # Errors
///
/// For more pages than the design allows; else only for faults of the template or of Typst.
pub(crate) fn set<V: Serialize>(
    base: &Base,
    job: &Job<'_, V>,
    design: &Design,
) -> Result<Document, TypesetError> {
    forget();
    let most = usize::from(design.max_pages);
    let first = set_at(base, job, Fit::nominal(design.sheet()))?;
    if design.density != Density::Auto {
        return first.of_at_most(most);
    }
    let Some(fit) = first.second(&job.elastic, design.block_gap()) else {
        return first.of_at_most(most);
    };
    let second = set_at(base, job, fit)?;
    let better = if second.is_better(&first) { second } else { first };
    better.of_at_most(most)
}

fn set_at<V: Serialize>(
    base: &Base,
    job: &Job<'_, V>,
    fit: Fit,
) -> Result<Document, TypesetError> {
    let world = world(base, job, &fit)?;
    lay(&world, fit, job.ident, job.as_of)
}

/// The world of a job on its own.
fn world<'a, V: Serialize>(
    base: &'a Base,
    job: &Job<'_, V>,
    fit: &Fit,
) -> Result<BriefWorld<'a>, TypesetError> {
    Ok(BriefWorld::new(base, [job.data(fit, "")?]))
}

/// Lays a world out, and inspects what has come of it.
///
/// # Errors
///
/// Only for faults of the template or of Typst.
pub(crate) fn lay(
    world: &BriefWorld<'_>,
    fit: Fit,
    ident: &str,
    as_of: (i32, u8, u8),
) -> Result<Document, TypesetError> {
    let pages = pages(world)?;
    let trace = Trace::of(pages.pages());
    TypesetError::unless_empty(inspect::inspect(&trace, &fit.sheet))?;
    Ok(Document::new(pages, trace, fit, ident.to_owned(), as_of))
}

/// Sets the job without a look at its pages, for a benchmark.
///
/// # Errors
///
/// Only for faults of the template or of Typst.
pub(crate) fn set_unseen<V: Serialize>(
    base: &Base,
    job: &Job<'_, V>,
    sheet: Sheet,
) -> Result<Document, TypesetError> {
    forget();
    let fit = Fit::nominal(sheet);
    let world = world(base, job, &fit)?;
    let ident = job.ident.to_owned();
    Ok(Document::new(pages(&world)?, Trace::of(&[]), fit, ident, job.as_of))
}

/// The pages of a world, their links settled.
fn pages(world: &BriefWorld<'_>) -> Result<PagedDocument, TypesetError> {
    contain(|| links::settle(&compile(world)?))
}

/// A warning is as much our bug as an error: the template is ours.
fn compile(world: &BriefWorld<'_>) -> Result<PagedDocument, TypesetError> {
    let compiled = typst::compile::<PagedDocument>(world);
    let said = |diagnostics: &[SourceDiagnostic]| -> Vec<Fault> {
        let faults = diagnostics.iter().map(|it| say(world, it));
        faults.map(|what| Fault::new(FaultKind::Template, what)).collect()
    };
    let pages = compiled.output.map_err(|errors| said(&errors))?;
    TypesetError::unless_empty(said(&compiled.warnings))?;
    Ok(pages)
}

/// The message with the file and line of the template.
fn say(world: &BriefWorld<'_>, diagnostic: &SourceDiagnostic) -> String {
    let hints = diagnostic.hints.iter().map(|hint| format!(" ({})", hint.v));
    let message = format!("{}{}", diagnostic.message, hints.collect::<String>());
    let file = match diagnostic.span.get() {
        DiagSpanKind::Detached => return message,
        DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
    };
    let line = world.source(file).ok().and_then(|source| {
        let start = world.range(diagnostic.span)?.start;
        source.lines().byte_to_line(start)
    });
    let path = file.get().vpath().get_without_slash();
    match line {
        Some(line) => format!("{path}:{}: {message}", line + 1),
        None => format!("{path}: {message}"),
    }
}
