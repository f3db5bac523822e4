//! What goes wrong in the press: but for a brief that is too long, a fault of Strata.

use std::fmt;

use strata_check::{
    CanonicalError, Checked, Finding, PAGE_FAULT, Path, Report, TOO_LONG,
};

use crate::key::owner;
use crate::preflight::SPLIT;

/// Text lost, overlapping or off the page, or a template that does not compile.
///
/// A checked brief that is not too long should never lead here; whoever meets it has found
/// a bug in Strata. Several faults may be reported at once, in the order of the pages.
#[derive(Debug, Clone, PartialEq)]
pub struct TypesetError {
    faults: Vec<Fault>,
}

/// One fault, with as much of its place as is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// The page, counted from 1.
    pub page: Option<usize>,
    /// The block of the brief, as a path such as `/sections/0/blocks/1`.
    pub place: Option<String>,
    /// What happened, in words, with the strings and the millimetres.
    pub what: String,
}

/// What an author can do about a fault of Strata.
const SHORTEN: &str = "shorten or split what stands here, and please report it with the brief: \
                      it is a fault of Strata";

/// The kinds of [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The template does not compile, or compiles with a warning.
    Template,
    /// Typst panicked.
    Panic,
    /// A link to nowhere or with a forbidden scheme.
    Link,
    /// Text, a shape or an image outside its part of the page.
    Outside,
    /// Two runs of text printed over each other.
    Overlap,
    /// A shape over the text of another block.
    Touch,
    /// Text cut off by a clip.
    Cut,
    /// A string of the brief that is not on the pages.
    Missing,
    /// More pages than the design allows.
    TooLong,
    /// The pages could not be written as PDF, PNG or SVG.
    Export,
}

impl TypesetError {
    /// The faults, at least one.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Whether it is the author's: the brief is too long.
    pub fn is_too_long(&self) -> bool {
        self.faults.iter().all(|fault| fault.kind == FaultKind::TooLong)
    }

    /// The faults as findings in the texts of the briefs that were set, one for each place:
    /// of the one of [`typeset`](crate::typeset), of those of [`bind`](crate::bind). A
    /// fault without a place stands at the beginning of the first.
    pub fn reports(&self, briefs: &[Checked]) -> Vec<Report> {
        let mut findings: Vec<(usize, Path, Finding)> = Vec::new();
        for fault in &self.faults {
            let place = fault.place.as_deref().unwrap_or_default();
            let (brief, place) = owner(place, briefs.len());
            let path = Path::parse(place).unwrap_or_default();
            if findings.iter().any(|(of, at, _)| (*of, at) == (brief, &path)) {
                continue;
            }
            let (rule, help) = match fault.kind {
                FaultKind::TooLong => (&TOO_LONG, SPLIT),
                _ => (&PAGE_FAULT, SHORTEN),
            };
            let page =
                fault.page.map(|page| format!("page {page}: ")).unwrap_or_default();
            let message = format!("{page}{}", fault.what);
            let finding = Finding::new(rule, path.clone(), message).help(help);
            findings.push((brief, path, finding));
        }
        let of = |brief: usize| {
            let own = findings.iter().filter(move |(of, ..)| *of == brief);
            own.map(|(.., finding)| finding.clone()).collect::<Vec<_>>()
        };
        let reports = briefs.iter().enumerate().map(|(n, brief)| brief.locate(of(n)));
        reports.filter(|report| !report.is_clean()).collect()
    }

    /// The same faults in a brief of a book: its key stands before their places.
    pub(crate) fn within(mut self, key: &str) -> Self {
        for fault in &mut self.faults {
            let place = fault.place.take().unwrap_or_default();
            fault.place = Some(format!("{key}{place}"));
        }
        self
    }

    /// An error if there are faults.
    pub(crate) fn unless_empty(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { faults }) }
    }

    pub(crate) fn new(kind: FaultKind, what: impl Into<String>) -> Self {
        Self { faults: vec![Fault::new(kind, what)] }
    }
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, what: impl Into<String>) -> Self {
        Self { kind, page: None, place: None, what: what.into() }
    }
}

impl From<CanonicalError> for TypesetError {
    fn from(error: CanonicalError) -> Self {
        Self::new(FaultKind::Export, error.to_string())
    }
}

impl From<Vec<Fault>> for TypesetError {
    fn from(faults: Vec<Fault>) -> Self {
        Self { faults }
    }
}

impl std::error::Error for TypesetError {}

impl fmt::Display for TypesetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 5;
        for (i, fault) in self.faults.iter().take(SHOWN).enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            fault.fmt(f)?;
        }
        match self.faults.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.what)
    }
}
