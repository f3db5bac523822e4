//! The road of a brief in this process: judged, set, drawn.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use strata_check::{Checked, Format, Input, Report};
use strata_crew::Judged;
use strata_render::{Document, TypesetError, typeset};
use strata_view::attached::digest;

use crate::guard::{Faults, contained};
use crate::lanes;
use crate::setup::Setup;

/// What is said of a brief.
#[pyclass(frozen, get_all, module = "strata_brief._native")]
pub(crate) struct Verdict {
    /// The findings as an object of `findings.schema.json`.
    pub(crate) report: String,
    /// The findings for people, with their lines.
    pub(crate) drawn: String,
    /// Whether it may be printed.
    pub(crate) passed: bool,
}

impl Verdict {
    pub(crate) fn of(report: &Report, passed: bool) -> Self {
        let (report, drawn) =
            (strata_emit::json(report), strata_emit::human(report, false));
        Self { report, drawn, passed }
    }
}

/// Judges a brief, as a text and as something to be printed.
#[pyfunction]
pub(crate) fn check(
    py: Python<'_>,
    text: &[u8],
    name: &str,
    format: &str,
    setup: &Setup,
) -> PyResult<Verdict> {
    let format = language(format)?;
    let setup = &setup.0;
    let limits = setup.limits;
    let judge = || {
        let judged = Judged::new(&Input { name, bytes: text, format, limits }, setup);
        let report = judged.report.clone();
        Verdict::of(&report, judged.passed(setup).is_some())
    };
    Ok(py.detach(|| contained(judge))?)
}

/// A file, its SHA-256 in hexadecimal, and how many pages it has.
type Pressed<'py> = (Bound<'py, PyBytes>, String, usize);

/// Prints a brief, unless it is refused.
#[pyfunction]
pub(crate) fn press<'py>(
    py: Python<'py>,
    text: &[u8],
    name: &str,
    format: &str,
    setup: &Setup,
) -> PyResult<(Verdict, Option<Pressed<'py>>)> {
    let draw = |document: &Document| {
        let pdf = document.pdf()?;
        let sha256 = digest(&pdf);
        Ok((pdf, sha256, document.pages()))
    };
    let (said, drawn) = set(py, text, name, format, setup, draw)?;
    Ok((said, drawn.map(|(pdf, sha256, pages)| (PyBytes::new(py, &pdf), sha256, pages))))
}

/// Draws a page, counted from 1, as PNG, unless the brief is refused.
#[pyfunction]
pub(crate) fn picture<'py>(
    py: Python<'py>,
    text: &[u8],
    name: &str,
    format: &str,
    setup: &Setup,
    page: usize,
    dpi: f64,
) -> PyResult<(Verdict, Option<Bound<'py, PyBytes>>)> {
    let draw = |document: &Document| match document.pages() {
        count if (1..=count).contains(&page) => document.png(page, dpi).map(Ok),
        count => Ok(Err(count)),
    };
    let (said, drawn) = set(py, text, name, format, setup, draw)?;
    let png = drawn.transpose().map_err(|count| {
        let s = if count == 1 { "" } else { "s" };
        PyValueError::new_err(format!("page: there is no {page}, but {count} page{s}"))
    })?;
    Ok((said, png.map(|png| PyBytes::new(py, &png))))
}

/// What tells whether a brief has been printed as it would be printed now.
#[pyfunction]
pub(crate) fn key(
    py: Python<'_>,
    text: &[u8],
    format: &str,
    setup: &Setup,
) -> PyResult<String> {
    let format = language(format)?;
    Ok(py.detach(|| strata_crew::key(text, format, &setup.0)))
}

/// The language of this name, which is the ending of its files.
pub(crate) fn language(name: &str) -> PyResult<Format> {
    Format::of_name(&format!(".{name}")).ok_or_else(|| {
        let known = "but \"yaml\", \"json\", \"toml\"";
        PyValueError::new_err(format!("format: there is no {name:?}, {known}"))
    })
}

/// What is drawn of a brief in a lane, unless it is refused.
fn set<T: Send>(
    py: Python<'_>,
    text: &[u8],
    name: &str,
    format: &str,
    setup: &Setup,
    draw: impl FnOnce(&Document) -> Result<T, TypesetError> + Send,
) -> PyResult<(Verdict, Option<T>)> {
    let format = language(format)?;
    let setup = &setup.0;
    let input = Input { name, bytes: text, format, limits: setup.limits };
    let work = || {
        let judged = Judged::new(&input, setup);
        let report = judged.report.clone();
        let Some(brief) = judged.passed(setup) else {
            return Ok((Verdict::of(&report, false), None));
        };
        let drawn = || {
            #[cfg(feature = "trial")]
            strata_crew::trial::fail(&brief)?;
            draw(&typeset(&brief, &setup.design)?)
        };
        #[cfg(feature = "trial")]
        strata_crew::trial::play(&brief);
        drawn_or_refused(drawn(), report, &brief)
    };
    Ok(py.detach(|| lanes::run(work))??)
}

fn drawn_or_refused<T>(
    drawn: Result<T, TypesetError>,
    report: Report,
    brief: &Checked,
) -> Result<(Verdict, Option<T>), Faults> {
    match drawn {
        Ok(drawn) => Ok((Verdict::of(&report, true), Some(drawn))),
        Err(error) if error.is_too_long() => {
            let told = error.reports(std::slice::from_ref(brief));
            let report = told.into_iter().fold(report, Report::join);
            Ok((Verdict::of(&report, false), None))
        }
        Err(error) => {
            Err(Faults(error.faults().iter().map(ToString::to_string).collect()))
        }
    }
}
