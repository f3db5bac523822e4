//! How a brief is to look, as Python says it.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use strata_view::design;
use strata_view::sheet::{Density, Paper};
use strata_view::theme::Theme;

use crate::brief::Judged;

pyo3::import_exception!(strata_brief._errors, ThemeRefused);

/// The choices about a print.
#[pyclass(frozen, module = "strata_brief._native")]
pub(crate) struct Design(pub(crate) design::Design);

#[pymethods]
impl Design {
    /// `theme` is the name of a theme, its text, and what reads a file that it names.
    #[new]
    #[pyo3(signature = (paper="a4", density="auto", mark=None, max_pages=200, theme=None))]
    fn new(
        paper: &str,
        density: &str,
        mark: Option<&str>,
        max_pages: u16,
        theme: Option<(&str, &[u8], Bound<'_, PyAny>)>,
    ) -> PyResult<Self> {
        let paper = paper.parse().map_err(|_| {
            unknown("paper", paper, Paper::ALL.map(Paper::name).as_slice())
        })?;
        let density = density.parse().map_err(|_| {
            unknown("density", density, Density::ALL.map(Density::name).as_slice())
        })?;
        let watermark = mark.map(str::parse).transpose();
        let watermark = watermark
            .map_err(|error| PyValueError::new_err(format!("mark: {error}")))?;
        if max_pages == 0 {
            return Err(PyValueError::new_err("max_pages: a brief has at least 1 page"));
        }
        let theme = match theme {
            Some((name, text, read)) => load(name, text, &read)?,
            None => Theme::default(),
        };
        Ok(Self(design::Design { paper, density, watermark, max_pages, theme }))
    }
}

fn unknown(what: &str, word: &str, known: &[&str]) -> PyErr {
    let known: Vec<_> = known.iter().map(|it| format!("{it:?}")).collect();
    let known = known.join(", ");
    PyValueError::new_err(format!("{what}: there is no {word:?}, but {known}"))
}

/// Reads a theme and its files. What keeps one from being read is a finding of the theme.
fn load(name: &str, text: &[u8], read: &Bound<'_, PyAny>) -> PyResult<Theme> {
    let file = |name: &str| {
        let bytes = read.call1((name,)).and_then(|it| it.extract::<Vec<u8>>());
        bytes.map_err(|error| error.value(read.py()).to_string())
    };
    Theme::load(name, text, file).map_err(|report| {
        let judged = Judged::of(&report, false);
        ThemeRefused::new_err((judged.report, judged.human))
    })
}
