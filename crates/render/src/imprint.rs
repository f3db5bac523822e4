//! What a file says of how it was printed, so that it can be printed again.

use serde::{Deserialize, Serialize};
use strata_view::design::Design;

/// The version of Strata, as it stands in the files it prints.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The digest of what this build prints with: see `build/digest.rs`.
pub const BUILD: &str = env!("STRATA_BUILD");

/// The imprint of a file: attached to it as `imprint.json`, beside the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    /// The version of Strata that printed it.
    pub strata: String,
    /// Its build, as a SHA-256 digest; files of older versions do not name it.
    #[serde(default)]
    pub build: String,
    paper: String,
    density: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
    /// The names of the attached data, in the order of the pages.
    pub briefs: Vec<String>,
    /// Whether it is a book, even of one brief.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub book: bool,
}

impl Imprint {
    /// The name of the attached file.
    pub const NAME: &str = "imprint.json";

    pub(crate) fn new(design: &Design, briefs: Vec<String>, book: bool) -> Self {
        Self {
            strata: VERSION.to_owned(),
            build: BUILD.to_owned(),
            paper: design.paper.name().to_owned(),
            density: design.density.name().to_owned(),
            mark: design.watermark.as_ref().map(ToString::to_string),
            briefs,
            book,
        }
    }

    /// The choices it was printed with; none where this Strata does not know one of them.
    #[must_use]
    pub fn design(&self) -> Option<Design> {
        Some(Design {
            paper: self.paper.parse().ok()?,
            density: self.density.parse().ok()?,
            watermark: self.mark.as_ref().map(|it| it.parse()).transpose().ok()?,
            // It has been printed before: whoever printed it has allowed its length.
            max_pages: u16::MAX,
        })
    }

    /// The watermark of a marked copy, by its name.
    #[must_use]
    pub fn watermark(&self) -> Option<&str> {
        self.mark.as_deref()
    }

    /// As it is attached: one line of JSON.
    pub(crate) fn text(&self) -> String {
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
