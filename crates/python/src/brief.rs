//! The road of a brief: judged, set, drawn.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use strata_check::{Checked, Format, Input, Limits, Report};
use strata_render::{Document, TypesetError, preflight, typeset};
use strata_view::attached::digest;

use crate::design::Design;
use crate::guard::{Faults, contained};
use crate::lanes;

/// What a check says of a brief.
#[pyclass(frozen, get_all, module = "strata_brief._native")]
#[derive(Clone)]
pub(crate) struct Judged {
    /// The findings as an object of `findings.schema.json`.
    pub(crate) report: String,
    /// The findings for people.
    pub(crate) human: String,
    /// Whether it may be printed.
    pub(crate) passed: bool,
}

/// A brief that has been printed, or refused.
#[pyclass(frozen, get_all, module = "strata_brief._native")]
pub(crate) struct Pressed {
    judged: Judged,
    /// The file, if it was printed.
    pdf: Option<Py<PyBytes>>,
    sha256: String,
    pages: usize,
}

impl Judged {
    pub(crate) fn of(report: &Report, passed: bool) -> Self {
        Self {
            report: strata_emit::json(report),
            human: strata_emit::human(report, false),
            passed,
        }
    }

    /// One object from the reports on one text.
    fn joined(report: Report, error: &TypesetError, brief: &Checked) -> Self {
        let told = error.reports(std::slice::from_ref(brief));
        Self::of(&told.into_iter().fold(report, Report::join), false)
    }
}

/// Judges a brief, as a text and as something to be printed.
#[pyfunction]
pub(crate) fn check(
    py: Python<'_>,
    text: &[u8],
    name: &str,
    format: &str,
    max_size: usize,
    deny: bool,
    design: &Design,
) -> PyResult<Judged> {
    let input = input(text, name, format, max_size)?;
    let judged = py.detach(|| {
        contained(|| {
            let (report, brief) = judge(&input, deny, design);
            Judged::of(&report, brief.is_some())
        })
    });
    Ok(judged?)
}

/// Prints a brief.
#[pyfunction]
pub(crate) fn press(
    py: Python<'_>,
    text: &[u8],
    name: &str,
    format: &str,
    max_size: usize,
    deny: bool,
    design: &Design,
) -> PyResult<Pressed> {
    let input = input(text, name, format, max_size)?;
    let draw = |document: &Document| Ok((document.pdf()?, document.pages()));
    let (judged, drawn) = py.detach(|| lanes::run(|| set(&input, deny, design, draw)))??;
    let (pdf, pages) = drawn.unzip();
    let sha256 = pdf.as_deref().map(digest).unwrap_or_default();
    let pdf = pdf.map(|pdf| PyBytes::new(py, &pdf).unbind());
    Ok(Pressed { judged, pdf, sha256, pages: pages.unwrap_or_default() })
}

/// Draws a page, counted from 1, as PNG; nothing of a brief that is refused.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the options of a print, and of a picture")]
pub(crate) fn picture<'py>(
    py: Python<'py>,
    text: &[u8],
    name: &str,
    format: &str,
    max_size: usize,
    deny: bool,
    design: &Design,
    page: usize,
    dpi: f64,
) -> PyResult<(Judged, Option<Bound<'py, PyBytes>>)> {
    let input = input(text, name, format, max_size)?;
    let draw = |document: &Document| match document.pages() {
        count if (1..=count).contains(&page) => document.png(page, dpi).map(Ok),
        count => Ok(Err(count)),
    };
    let (judged, drawn) = py.detach(|| lanes::run(|| set(&input, deny, design, draw)))??;
    let png = drawn.transpose().map_err(|count| {
        let s = if count == 1 { "" } else { "s" };
        PyValueError::new_err(format!("page: there is no {page}, it has {count} page{s}"))
    })?;
    Ok((judged, png.map(|png| PyBytes::new(py, &png))))
}

fn input<'a>(
    bytes: &'a [u8],
    name: &'a str,
    format: &str,
    max_size: usize,
) -> PyResult<Input<'a>> {
    // The name of a language is the ending of its files.
    let format = Format::of_name(&format!(".{format}")).ok_or_else(|| {
        let known = "but \"yaml\", \"json\", \"toml\"";
        PyValueError::new_err(format!("format: there is no {format:?}, {known}"))
    })?;
    let limits = Limits { bytes: max_size, ..Limits::default() };
    Ok(Input { name, bytes, format, limits })
}

/// What is found in a brief, and the proof of it unless that forbids to print.
fn judge(input: &Input<'_>, deny: bool, design: &Design) -> (Report, Option<Checked>) {
    let brief = match strata_check::check(input) {
        Ok(brief) => brief,
        Err(report) => return (report, None),
    };
    let report = brief.report().clone().join(preflight(&brief, &design.0));
    let passed = !report.has_errors() && !(deny && report.warnings() > 0);
    (report, passed.then_some(brief))
}

/// What is drawn of a brief, unless it is refused.
fn set<T>(
    input: &Input<'_>,
    deny: bool,
    design: &Design,
    draw: impl FnOnce(&Document) -> Result<T, TypesetError>,
) -> Result<(Judged, Option<T>), Faults> {
    let (report, brief) = judge(input, deny, design);
    let Some(brief) = brief else { return Ok((Judged::of(&report, false), None)) };
    match typeset(&brief, &design.0).and_then(|document| draw(&document)) {
        Ok(drawn) => Ok((Judged::of(&report, true), Some(drawn))),
        Err(error) if error.is_too_long() => {
            Ok((Judged::joined(report, &error, &brief), None))
        }
        Err(error) => Err(Faults(error.faults().iter().map(ToString::to_string).collect())),
    }
}
