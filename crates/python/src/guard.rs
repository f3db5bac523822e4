//! A panic is a fault of Strata, and an exception like others: PyO3's own slips through
//! `except Exception`, and ends the worker of an engine.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

use pyo3::PyErr;

pyo3::import_exception!(strata_brief._errors, PressFailed);

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Faults of Strata, in words; at least one.
pub(crate) struct Faults(pub(crate) Vec<String>);

impl From<Faults> for PyErr {
    fn from(faults: Faults) -> Self {
        PressFailed::new_err((faults.0,))
    }
}

/// Keeps the hook of this library, which is not that of its host, from printing panics that
/// are caught: it notes their places alone.
pub(crate) fn silence() {
    set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        PLACE.with(|kept| *kept.borrow_mut() = place);
    }));
}

/// Works where a panic does no harm.
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Result<T, Faults> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let place = PLACE.with(|kept| kept.borrow_mut().take());
        let place = place.unwrap_or_else(|| "an unknown place".to_owned());
        Faults(vec![format!("strata failed at {place}: {}", message(&*panic))])
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}
