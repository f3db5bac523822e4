//! What a reading is on the page: a claim, and what it stands on.

use serde::Serialize;

use crate::words::{Flow, Rich, Words};

/// A reading in a box, or a key judgment.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Claim {
    pub(crate) at: String,
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) label: Rich,
    /// Whether the label is the data's own and keeps its case.
    pub(crate) own_label: bool,
    /// What sort of claim, and how sure: `judgment · moderate confidence`.
    pub(crate) nature: Words,
    pub(crate) text: Vec<Flow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) support: Option<Vec<Flow>>,
    /// What it stands on and what stands against it, and until when it speaks.
    pub(crate) lines: Vec<Line>,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
}

/// A small line under a claim: its label and what follows.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Line {
    pub(crate) label: Words,
    pub(crate) body: Rich,
    /// Whether the line says that something is missing.
    pub(crate) missing: bool,
}

impl Line {
    pub(crate) fn new(label: &str, body: Rich) -> Self {
        Self { label: label.into(), body, missing: false }
    }
}
