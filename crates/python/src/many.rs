//! Many briefs, by presses in processes of their own.

use std::process;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde_json::json;
use strata_crew::{Limits, Lost, Order, Outcome, Print, Task, Verdict};

use crate::brief::language;
use crate::guard::PressFailed;
use crate::printed::{MEMORY, program};
use crate::setup::Setup;

/// How long Python waits at most until it looks for a signal.
const GLANCE: Duration = Duration::from_millis(100);

/// A crew, its work tagged by numbers.
#[pyclass(frozen, module = "strata_brief._native")]
pub(crate) struct Crew {
    crew: Mutex<Option<strata_crew::Crew<(usize, String)>>>,
    done: Mutex<Receiver<strata_crew::Done<(usize, String)>>>,
    process: u32,
    /// How many briefs it works on at a time.
    #[pyo3(get)]
    jobs: usize,
}

/// What has become of a brief.
#[pyclass(frozen, get_all, module = "strata_brief._native")]
pub(crate) struct Done {
    tag: usize,
    /// `printed`, `refused` or `failed`.
    verdict: &'static str,
    /// Why it failed.
    fault: Option<String>,
    /// The findings as an object of `findings.schema.json`, unless its press was lost.
    report: Option<String>,
    pdf: Option<Py<PyBytes>>,
    sha256: Option<String>,
    pages: Option<usize>,
}

#[pymethods]
impl Crew {
    /// So many presses, or one for each processor, each started by this command, with so many
    /// seconds for each brief.
    #[new]
    fn new(command: Vec<String>, jobs: Option<usize>, timeout: f64) -> PyResult<Self> {
        let time = Duration::try_from_secs_f64(timeout).ok().filter(|it| !it.is_zero());
        let time = time.ok_or_else(|| {
            PyValueError::new_err(format!("timeout: {timeout} is no time, in seconds"))
        })?;
        let jobs = jobs.unwrap_or_else(|| {
            thread::available_parallelism().map_or(1, std::num::NonZero::get)
        });
        if jobs == 0 {
            return Err(PyValueError::new_err("jobs: there must be at least 1"));
        }
        let (send, done) = mpsc::channel();
        let crew = strata_crew::Crew::new(
            move || Ok(program(&command, "serve")),
            jobs,
            Limits { time, memory: MEMORY },
            // Nobody waits any more once the receiver is gone.
            move |done| drop(send.send(done)),
        );
        let (crew, done) = (Mutex::new(Some(crew)), Mutex::new(done));
        Ok(Self { crew, done, process: process::id(), jobs })
    }

    /// Hands over a brief, to be printed under this number.
    fn put(
        &self,
        tag: usize,
        text: &[u8],
        name: String,
        format: &str,
        setup: &Setup,
    ) -> PyResult<()> {
        let order = Order {
            task: Task::Print,
            name: name.clone(),
            origin: strata_emit::Origin::default(),
            format: language(format)?,
            bytes: text.to_vec(),
            setup: Arc::clone(&setup.0),
        };
        let crew = self.crew.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(crew) = crew.as_ref() {
            crew.put((tag, name), order);
        }
        Ok(())
    }

    /// Waits for the next brief that is done, whichever it is.
    fn wait(&self, py: Python<'_>) -> PyResult<Done> {
        let next = || {
            let done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
            done.recv_timeout(GLANCE)
        };
        loop {
            match py.detach(next) {
                Ok(done) => return Done::of(py, done),
                Err(RecvTimeoutError::Timeout) => py.check_signals()?,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyValueError::new_err("the crew is closed"));
                }
            }
        }
    }

    /// Ends all presses; what they have at work is given up.
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.end());
    }
}

impl Crew {
    fn end(&self) {
        let crew = self.crew.lock().unwrap_or_else(PoisonError::into_inner).take();
        if self.process == process::id() {
            crew.as_ref().inspect(|crew| crew.kill());
        } else {
            // A forked child has neither its threads nor a right to end its presses.
            std::mem::forget(crew);
        }
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.end();
    }
}

impl Done {
    fn of(py: Python<'_>, done: strata_crew::Done<(usize, String)>) -> PyResult<Self> {
        let (tag, name) = done.tag;
        let outcome = match done.outcome {
            Ok(outcome) => outcome,
            Err(lost @ Lost::Broken(_)) => {
                return Err(PressFailed::new_err((vec![lost.to_string()],)));
            }
            Err(lost) => {
                let (verdict, fault) = ("failed", Some(lost.to_string()));
                let (report, pdf, sha256, pages) = (None, None, None, None);
                return Ok(Self { tag, verdict, fault, report, pdf, sha256, pages });
            }
        };
        let report = Some(report(&name, &outcome));
        let (verdict, fault, print) = match outcome.verdict {
            Verdict::Printed(print) => ("printed", None, Some(print)),
            Verdict::Refused => ("refused", None, None),
            Verdict::Failed(fault) => ("failed", Some(fault), None),
            Verdict::Passed => ("failed", Some("it was not printed".to_owned()), None),
        };
        let print = print.map(|Print { pdf, pages, sha256, .. }| {
            (PyBytes::new(py, &pdf).unbind(), sha256, pages)
        });
        let (pdf, sha256, pages) = match print {
            Some((pdf, sha256, pages)) => (Some(pdf), Some(sha256), Some(pages)),
            None => (None, None, None),
        };
        Ok(Self { tag, verdict, fault, report, pdf, sha256, pages })
    }
}

fn report(name: &str, outcome: &Outcome) -> String {
    let said = json!({
        "version": "1",
        "file": name,
        "errors": outcome.errors,
        "warnings": outcome.warnings,
        "notes": outcome.notes,
        "more": outcome.more(),
        "findings": outcome.findings,
    });
    said.to_string()
}

/// The child of a crew: takes orders until there are no more.
#[pyfunction]
pub(crate) fn serve(py: Python<'_>) -> PyResult<()> {
    let served = py.detach(strata_crew::serve);
    served.map_err(|error| PyOSError::new_err(error.to_string()))
}
