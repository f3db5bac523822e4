//! The native half of the Python package `strata-brief`: bytes and options in, JSON and
//! bytes out.
//!
//! ```text
//! strata_brief ──bytes──▶ _native ──▶ check, render, proof, crew
//!              ◀──JSON───
//! ```
//!
//! It holds nothing that a Rust program would want. The interpreter is released around all
//! work, prints run in [`lanes`], and a panic becomes an exception that can be caught.

mod brief;
mod guard;
mod lanes;
mod many;
mod printed;
mod reference;
mod setup;

use mimalloc::MiMalloc;
use pyo3::prelude::*;

/// As in the command, of which it took an eighth of the time of a print.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::brief::{Verdict, check, key, picture, press};
    #[pymodule_export]
    use crate::many::{Crew, Done, serve};
    #[pymodule_export]
    use crate::printed::{answer, enclosed, verify};
    #[pymodule_export]
    use crate::reference::{explain, findings_schema, schema};
    #[pymodule_export]
    use crate::setup::{Setup, theme_files};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::guard::silence();
        module.add("__version__", strata_render::imprint::VERSION)?;
        module.add("trial", cfg!(feature = "trial"))
    }
}
