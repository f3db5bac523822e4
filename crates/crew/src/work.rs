//! The road of one brief: read, judged, set, written.

use strata_check::{Input, Report};
use strata_render::{TypesetError, typeset};
use strata_view::attached::digest;

use crate::judged::Judged;
use crate::order::{Order, Outcome, Print, Task, Verdict};

/// Works on a brief. A child does, so that whatever a brief does to it costs one brief.
#[must_use]
pub fn work(order: &Order) -> Outcome {
    let Order { task, name, origin, format, bytes, setup } = order;
    let (format, limits) = (*format, setup.limits);
    let judged = Judged::new(&Input { name, bytes, format, limits }, setup);
    let report = judged.report.clone();
    let ended = |report, verdict| Outcome::of(verdict, report, *origin);
    let Some(brief) = judged.passed(setup) else {
        return ended(&report, Verdict::Refused);
    };
    #[cfg(feature = "trial")]
    crate::trial::play(&brief);
    if *task == Task::Check {
        return ended(&report, Verdict::Passed);
    }
    let print = || -> Result<Print, TypesetError> {
        #[cfg(feature = "trial")]
        crate::trial::fail(&brief)?;
        let document = typeset(&brief, &setup.design)?;
        let pdf = document.pdf()?;
        let as_of = brief.brief().as_of.civil();
        Ok(Print {
            pages: document.pages(),
            sha256: digest(&pdf),
            as_of: (as_of.year(), as_of.month(), as_of.day()),
            pdf,
        })
    };
    match print() {
        Ok(print) => ended(&report, Verdict::Printed(print)),
        Err(error) => {
            let found = error.reports(std::slice::from_ref(&brief));
            let report = found.into_iter().fold(report, Report::join);
            let verdict = if error.is_too_long() {
                Verdict::Refused
            } else {
                Verdict::Failed(format!("the press failed: {error}"))
            };
            ended(&report, verdict)
        }
    }
}
