//! How a brief is read, judged and printed, as Python says it.

use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use strata_check::{Levels, Limits};
use strata_view::design::Design;
use strata_view::sheet::{Density, Paper};
use strata_view::theme::Theme;

use crate::brief::Verdict;

pyo3::import_exception!(strata_brief._errors, ThemeRefused);

/// What holds for a brief beside what it says itself.
#[pyclass(frozen, module = "strata_brief._native")]
pub(crate) struct Setup(pub(crate) Arc<strata_crew::Setup>);

#[pymethods]
impl Setup {
    /// `theme` is the name of a theme, its text, and the files that it names, as `bytes`; a
    /// `str` for one says why it cannot be read.
    #[new]
    fn new(
        paper: &str,
        density: &str,
        mark: Option<&str>,
        theme: Option<(String, Vec<u8>, Bound<'_, PyDict>)>,
        deny_warnings: bool,
        max_pages: u16,
        max_size: usize,
    ) -> PyResult<Self> {
        let design = Design {
            paper: paper
                .parse()
                .map_err(|_| unknown("paper", paper, &Paper::ALL.map(Paper::name)))?,
            density: density.parse().map_err(|_| {
                unknown("density", density, &Density::ALL.map(Density::name))
            })?,
            watermark: mark
                .map(str::parse)
                .transpose()
                .map_err(|error| PyValueError::new_err(format!("mark: {error}")))?,
            max_pages,
            theme: match theme {
                Some((name, text, files)) => load(&name, &text, &files)?,
                None => Theme::default(),
            },
        };
        let limits = Limits { bytes: max_size, ..Limits::default() };
        let levels = Levels::default();
        Ok(Self(Arc::new(strata_crew::Setup { levels, deny_warnings, design, limits })))
    }
}

fn unknown(what: &str, word: &str, known: &[&str]) -> PyErr {
    let known: Vec<_> = known.iter().map(|it| format!("{it:?}")).collect();
    let known = known.join(", ");
    PyValueError::new_err(format!("{what}: there is no {word:?}, but {known}"))
}

/// The names of the files that a theme asks for, which it has to be given.
#[pyfunction]
pub(crate) fn theme_files(name: &str, text: &[u8]) -> Vec<String> {
    let mut asked = Vec::new();
    let file = |file: &str| {
        asked.push(file.to_owned());
        Err("not looked for yet".to_owned())
    };
    // What is wrong with it is said once it has its files.
    let _ = Theme::load(name, text, file);
    asked
}

fn load(name: &str, text: &[u8], files: &Bound<'_, PyDict>) -> PyResult<Theme> {
    let file = |name: &str| {
        let found = files.get_item(name).ok().flatten();
        let found = found.ok_or_else(|| "no such file".to_owned())?;
        let why = |_| found.extract::<String>().unwrap_or_else(|it| it.to_string());
        found.extract::<Vec<u8>>().map_err(why)
    };
    Theme::load(name, text, file).map_err(|report| {
        let said = Verdict::of(&report, false);
        ThemeRefused::new_err((said.report, said.drawn))
    })
}
