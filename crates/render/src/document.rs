//! The laid-out brief, ready to be written.

use strata_view::content::Printed;
use strata_view::plan::Elastic;
use strata_view::sheet::POINTS_PER_MM;
use typst::foundations::{Datetime, Smart};
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use crate::complete::Expected;
use crate::error::{Fault, FaultKind, TypesetError};
use crate::fit::Fit;
use crate::guard::contain;
use crate::shrink::shrink;
use crate::trace::{Kind, Rect, Trace};
use crate::{complete, fit, inspect, links, svg};

const CREATOR: &str = concat!("Strata ", env!("CARGO_PKG_VERSION"));
const POINTS_PER_INCH: f64 = 72.0;

/// Laid-out pages that have passed the inspection.
pub struct Document {
    pages: PagedDocument,
    trace: Trace,
    fit: Fit,
    ident: String,
    as_of: (i32, u8, u8),
}

/// Where a block of the brief stands on a page, in millimetres from the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The page, counted from 1.
    pub page: usize,
    /// The block, as a path such as `/sections/0/blocks/1`.
    pub place: String,
    /// Distance of the left edge from the left edge of the page.
    pub x: f64,
    /// Distance of the upper edge from the top of the page.
    pub y: f64,
    /// Width of the ink.
    pub width: f64,
    /// Height of the ink.
    pub height: f64,
}

impl Document {
    pub(crate) fn new(
        pages: PagedDocument,
        trace: Trace,
        fit: Fit,
        ident: String,
        as_of: (i32, u8, u8),
    ) -> Self {
        Self { pages, trace, fit, ident, as_of }
    }

    /// The same, if it has not more pages than these.
    ///
    /// # Errors
    ///
    /// When it has.
    pub(crate) fn of_at_most(self, most: usize) -> Result<Self, TypesetError> {
        let count = self.pages();
        if count <= most {
            return Ok(self);
        }
        let what = format!("{count} pages to print, more than {most}");
        Err(TypesetError::new(FaultKind::TooLong, what))
    }

    /// Whether every leaf of a brief is on the pages, as often as the brief says it.
    pub(crate) fn holds(&self, leaves: &[Printed]) -> Result<(), TypesetError> {
        TypesetError::unless_empty(lost(&self.trace, leaves, ""))
    }

    /// The same for each brief of a book, on its own pages: from the page on which it
    /// begins, named by its key, to that of the next.
    pub(crate) fn holds_each(
        &self,
        briefs: &[(String, Vec<Printed>)],
    ) -> Result<(), TypesetError> {
        let pages = self.pages.pages();
        let begin = |key: &str| links::page_of(&self.pages, key).map(|page| page - 1);
        let begins: Option<Vec<_>> = briefs.iter().map(|(key, _)| begin(key)).collect();
        let begins =
            begins.ok_or_else(|| export("a brief of the book does not begin"))?;
        let ends = begins.iter().skip(1).copied().chain([pages.len()]);
        let mut faults = Vec::new();
        for ((key, leaves), (from, to)) in briefs.iter().zip(begins.iter().zip(ends)) {
            let own = pages.get(*from..to).unwrap_or_default();
            faults.extend(lost(&Trace::of(own), leaves, key));
        }
        TypesetError::unless_empty(faults)
    }

    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.pages.pages().len()
    }

    /// The factor on every vertical gap that was used, for the log.
    pub fn density(&self) -> f64 {
        self.fit.sheet.density
    }

    /// How it was made to fit its pages.
    pub(crate) fn into_fit(self) -> Fit {
        self.fit
    }

    /// The pages before the last that end early for want of what fits on them, counted from
    /// 1, with how much of them is free, in millimetres: for the log.
    pub fn early(&self) -> Vec<(usize, f64)> {
        fit::early(&self.trace, &self.fit.sheet)
    }

    /// What a second pass would do otherwise.
    pub(crate) fn second(&self, elastic: &Elastic, gap: f64) -> Option<Fit> {
        self.fit.second(&self.trace, elastic, gap)
    }

    /// Whether its pages are fewer than those of another, or fuller.
    pub(crate) fn is_better(&self, other: &Self) -> bool {
        fit::is_better(&self.trace, &other.trace, &self.fit.sheet)
    }

    /// How much of the last page is used, from 0 to 1.
    pub fn fill(&self) -> f64 {
        inspect::fill(&self.trace, &self.fit.sheet)
    }

    /// The pages as PDF 1.7, tagged, conforming to PDF/UA-1 and PDF/A-3a, with the data
    /// attached. The same document gives the same bytes.
    ///
    /// # Errors
    ///
    /// When Typst finds the pages not to conform, which is a fault of the template.
    pub fn pdf(&self) -> Result<Vec<u8>, TypesetError> {
        shrink(&self.plain()?).map_err(|error| export(&format!("shrinking: {error}")))
    }

    /// The file as Typst writes it.
    pub(crate) fn plain(&self) -> Result<Vec<u8>, TypesetError> {
        let (year, month, day) = self.as_of;
        let as_of = Datetime::from_ymd_hms(year, month, day, 0, 0, 0);
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
            .map_err(|error| export(error.message().as_str()))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.ident.clone()),
            creator: Smart::Custom(Some(CREATOR.to_owned())),
            timestamp: as_of.map(Timestamp::new_utc),
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        contain(|| {
            typst_pdf::pdf(&self.pages, &options).map_err(|errors| {
                let said: Vec<_> = errors.iter().map(|it| it.message.as_str()).collect();
                export(&said.join("; "))
            })
        })
    }

    /// A page, counted from 1, as PNG.
    ///
    /// # Errors
    ///
    /// When there is no such page, or the picture would be too large to draw.
    pub fn png(&self, page: usize, dpi: f64) -> Result<Vec<u8>, TypesetError> {
        let page = self.page(page)?;
        let pixel_per_pt = Scalar::new(dpi / POINTS_PER_INCH);
        let options = RenderOptions { pixel_per_pt, render_bleed: false };
        contain(|| {
            let picture = typst_render::render(page, &options);
            picture.encode_png().map_err(|error| export(&error.to_string()))
        })
    }

    /// A page, counted from 1, as SVG; text is drawn as outlines.
    ///
    /// # Errors
    ///
    /// When there is no such page.
    pub fn svg(&self, page: usize) -> Result<String, TypesetError> {
        let page = self.page(page)?;
        contain(|| Ok(svg::svg(page)))
    }

    /// The text of a page, counted from 1, line by line as it was set, head and foot
    /// included. Empty where there is no such page.
    pub fn text(&self, page: usize) -> String {
        let mut out = String::new();
        let mut last: Option<(f64, f64)> = None;
        for mark in self.trace.marks.iter().filter(|mark| mark.page == page) {
            let Kind::Text { text, start, end, size } = &mark.kind else { continue };
            if let Some((x, y)) = last {
                if (start.1 - y).abs() > 0.5 * size || start.0 < x - size {
                    out.push('\n');
                } else if start.0 - x > 0.15 * size && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            out.push_str(text);
            last = Some((*end, start.1));
        }
        out
    }

    /// Where each block of the brief stands, page by page in the order of the pages.
    pub fn areas(&self) -> Vec<Area> {
        let mut areas: Vec<(usize, &str, Rect)> = Vec::new();
        for mark in self.trace.marks.iter().filter(|mark| !mark.seen.is_empty()) {
            let Some(place) = mark.place.as_deref() else { continue };
            let known =
                |area: &&mut (usize, &str, Rect)| area.0 == mark.page && area.1 == place;
            match areas.iter_mut().rev().find(known) {
                Some((.., rect)) => *rect = rect.join(mark.seen),
                None => areas.push((mark.page, place, mark.seen)),
            }
        }
        let area = |(page, place, rect): (usize, &str, Rect)| Area {
            page,
            place: place.to_owned(),
            x: rect.left / POINTS_PER_MM,
            y: rect.top / POINTS_PER_MM,
            width: rect.width() / POINTS_PER_MM,
            height: rect.height() / POINTS_PER_MM,
        };
        areas.into_iter().map(area).collect()
    }

    #[cfg(test)]
    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    fn page(&self, page: usize) -> Result<&Page, TypesetError> {
        let pages = self.pages.pages();
        page.checked_sub(1).and_then(|index| pages.get(index)).ok_or_else(|| {
            export(&format!("there is no page {page}, only {} pages", pages.len()))
        })
    }
}

/// The leaves that are not in the trace, with the key of their brief before their places.
fn lost(trace: &Trace, leaves: &[Printed], key: &str) -> Vec<Fault> {
    let expected = leaves.iter().map(|leaf| Expected {
        path: format!("{key}{}", leaf.path),
        text: leaf.text.clone(),
        place: leaf.place.clone(),
    });
    let expected: Vec<_> = expected.collect();
    complete::missing(&trace.reading, &expected)
}

fn export(what: &str) -> TypesetError {
    TypesetError::new(FaultKind::Export, what)
}
