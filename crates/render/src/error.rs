//! What goes wrong in the press: always a fault of Strata, never of the author.

use std::fmt;

/// Text lost, overlapping or off the page, or a template that does not compile.
///
/// A checked brief should never lead here; whoever meets it has found a bug in
/// Strata. Several faults may be reported at once, in the order of the pages.
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
    /// The pages could not be written as PDF, PNG or SVG.
    Export,
}

impl TypesetError {
    /// The faults, at least one.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
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
