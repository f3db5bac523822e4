//! A brief as it was judged: as a text, and as something to be printed.

use strata_check::{Checked, Input, Report, check};
use strata_render::preflight;

use crate::setup::Setup;

/// The proof, if there is one, and everything that was found.
#[derive(Debug)]
pub struct Judged {
    checked: Option<Checked>,
    /// What was found.
    pub report: Report,
}

impl Judged {
    /// Judges a brief.
    #[must_use]
    pub fn new(input: &Input<'_>, setup: &Setup) -> Self {
        Self::of(check(input), setup)
    }

    /// What the judge of texts has said, and then the press, at the levels of the setup.
    #[must_use]
    pub fn of(judged: Result<Checked, Report>, setup: &Setup) -> Self {
        match judged {
            Ok(checked) => {
                let report = checked.report().clone();
                let report = report.join(preflight(&checked, &setup.design));
                Self { checked: Some(checked), report: report.adjusted(&setup.levels) }
            }
            Err(report) => Self { checked: None, report: report.adjusted(&setup.levels) },
        }
    }

    /// The proof, unless something was found that forbids to print.
    #[must_use]
    pub fn passed(self, setup: &Setup) -> Option<Checked> {
        let denied = setup.deny_warnings && self.report.warnings() > 0;
        self.checked.filter(|_| !self.report.has_errors() && !denied)
    }
}
