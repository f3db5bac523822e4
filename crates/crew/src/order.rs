//! What a press is asked, and what it answers.

use std::sync::Arc;

use serde_json::Value;
use strata_check::{Format, Report};
use strata_emit::{Origin, findings};

use crate::setup::Setup;

/// What is to be done with a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// To judge it.
    Check,
    /// To judge it, and to print it as PDF.
    Print,
}

/// A brief to be worked on.
#[derive(Debug, Clone)]
pub struct Order {
    /// What is to be done.
    pub task: Task,
    /// What its findings are reported under.
    pub name: String,
    /// Where it begins in that: a line of a file of lines is a brief at a place in it.
    pub origin: Origin,
    /// The language it is written in.
    pub format: Format,
    /// The brief, byte for byte.
    pub bytes: Vec<u8>,
    /// What holds for it.
    pub setup: Arc<Setup>,
}

/// What has become of a brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// How it ended.
    pub verdict: Verdict,
    /// The number of errors, listed or not.
    pub errors: usize,
    /// The number of warnings, listed or not.
    pub warnings: usize,
    /// The number of notes, listed or not.
    pub notes: usize,
    /// The findings, each as in `findings.schema.json`: at most [`Outcome::SHOWN`], errors
    /// before all others.
    pub findings: Vec<Value>,
}

impl Outcome {
    /// The most findings that are listed.
    pub const SHOWN: usize = 20;

    /// How a brief ended, with what was found in it; `origin` is where it begins in what the
    /// findings are reported under.
    #[must_use]
    pub fn of(verdict: Verdict, report: &Report, origin: Origin) -> Self {
        Self {
            verdict,
            errors: report.errors(),
            warnings: report.warnings(),
            notes: report.notes(),
            findings: findings(report, origin, Self::SHOWN),
        }
    }

    /// That of a brief of which nothing is known but why nothing has become of it.
    #[must_use]
    pub fn failed(fault: String) -> Self {
        let verdict = Verdict::Failed(fault);
        Self { verdict, errors: 0, warnings: 0, notes: 0, findings: Vec::new() }
    }

    /// How many findings are counted but not listed.
    #[must_use]
    pub fn more(&self) -> usize {
        (self.errors + self.warnings + self.notes).saturating_sub(self.findings.len())
    }
}

/// How a brief ended that came through.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It was printed.
    Printed(Print),
    /// It was judged, and could be printed.
    Passed,
    /// Something was found that forbids to print it.
    Refused,
    /// The press failed, as told: a fault of Strata.
    Failed(String),
}

/// A printed brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The as-of date of the brief: year, month and day.
    pub as_of: (i16, i8, i8),
}
