//! Typst kept within bounds: its panics do no harm, and what it remembers does not grow.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{FaultKind, TypesetError};

/// The threads that Typst runs on.
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Forgets what Typst remembers of the work before: it is of little use to the next
/// document. What is remembered of those that are set beside this one is kept: between two
/// uses of it each of the others may begin once.
///
/// Done before a document, not after it: at the end of a process there is nothing to tidy.
pub(crate) fn forget() {
    comemo::evict(match RUNNING.load(Ordering::SeqCst) {
        0 => 0,
        others => others + 1,
    });
}

/// Runs Typst where its panics do no harm.
pub(crate) fn contain<T>(
    work: impl FnOnce() -> Result<T, TypesetError>,
) -> Result<T, TypesetError> {
    RUNNING.fetch_add(1, Ordering::SeqCst);
    let result = catch_unwind(AssertUnwindSafe(work));
    RUNNING.fetch_sub(1, Ordering::SeqCst);
    result.unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        Err(TypesetError::new(FaultKind::Panic, format!("Typst panicked: {what}")))
    })
}
