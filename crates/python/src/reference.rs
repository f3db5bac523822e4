//! What is written about briefs: their schema, that of findings, the words on rules.

use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;
use strata_check::closest_rule;

/// The schema of a brief, as text.
#[pyfunction]
pub(crate) fn schema() -> String {
    strata_model::schema_text()
}

/// The schema of findings, as text.
#[pyfunction]
pub(crate) fn findings_schema() -> &'static str {
    include_str!("../../../schema/findings.schema.json")
}

/// Why a rule exists, and what to do, by its code or its name.
#[pyfunction]
pub(crate) fn explain(rule: &str) -> PyResult<String> {
    if let Some(rule) = strata_check::rule(rule) {
        return Ok(strata_check::explain(rule));
    }
    let meant = closest_rule(rule)
        .map(|it| format!(": did you mean {} {}?", it.code, it.name))
        .unwrap_or_default();
    Err(PyLookupError::new_err(format!("there is no rule {rule:?}{meant}")))
}
