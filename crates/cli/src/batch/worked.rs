//! A brief that has been worked on, on its way to the report.

use std::path::Path;
use std::time::Duration;

use strata_crew::{Done, Lost, Outcome, Print, Verdict};

use super::filing;
use super::record::{Ending, Record, VERSION};

/// A brief on its way: what its line in the report says of it in any case.
pub(super) struct Ticket {
    pub(super) n: u64,
    pub(super) id: String,
    pub(super) source: String,
    pub(super) key: Option<String>,
    pub(super) output: String,
    /// What its findings are reported under.
    pub(super) file: String,
    /// Its place among those that are worked on.
    pub(super) turn: u64,
}

/// A brief that has been worked on.
pub(super) struct Worked {
    pub(super) ticket: Ticket,
    pub(super) outcome: Result<Outcome, Fault>,
    pub(super) bytes: u64,
    pub(super) took: Duration,
}

/// Why nothing has become of a brief.
pub(super) enum Fault {
    /// As told.
    One(String),
    /// Nothing will become of any other, either.
    All(String),
}

impl Fault {
    /// What is told of the brief.
    ///
    /// # Errors
    ///
    /// When it is not about this brief alone: the words.
    pub(super) fn outcome(self) -> Result<Outcome, String> {
        match self {
            Self::One(fault) => Ok(Outcome::failed(fault)),
            Self::All(fault) => Err(fault),
        }
    }
}

/// Puts a print into its place, in the thread that has got it from a child.
pub(super) fn put(done: Done<Ticket>, folder: Option<&Path>) -> Worked {
    let Done { tag: ticket, outcome, took } = done;
    let mut bytes = 0;
    let outcome = match outcome {
        Ok(mut outcome) => {
            if let Verdict::Printed(print) = &mut outcome.verdict {
                bytes = print.pdf.len() as u64;
                if let Some(folder) = folder {
                    let pdf = std::mem::take(&mut print.pdf);
                    if let Err(failure) = filing::put(folder, &ticket.output, pdf) {
                        outcome.verdict = Verdict::Failed(failure.to_string());
                    }
                }
            }
            Ok(outcome)
        }
        Err(lost @ Lost::Broken(_)) => Err(Fault::All(lost.to_string())),
        Err(lost) => Err(Fault::One(lost.to_string())),
    };
    Worked { ticket, outcome, bytes, took }
}

/// The line of the report, of a print with its size.
pub(super) fn record(
    ticket: Ticket,
    outcome: Outcome,
    bytes: u64,
    took: Duration,
) -> Record {
    let more = outcome.more();
    let Outcome { verdict, errors, warnings, notes, findings } = outcome;
    let (verdict, print, fault): (_, Option<Print>, _) = match verdict {
        Verdict::Printed(print) => (Ending::Printed, Some(print), None),
        Verdict::Passed => (Ending::Passed, None, None),
        Verdict::Refused => (Ending::Refused, None, None),
        Verdict::Failed(fault) => (Ending::Failed, None, Some(fault)),
    };
    Record {
        version: VERSION.to_owned(),
        n: ticket.n,
        id: ticket.id,
        source: ticket.source,
        key: ticket.key,
        verdict,
        fault,
        output: print.is_some().then_some(ticket.output),
        bytes: print.is_some().then_some(bytes),
        pages: print.as_ref().map(|print| print.pages),
        sha256: print.map(|print| print.sha256),
        errors,
        warnings,
        notes,
        findings,
        more,
        ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
    }
}
