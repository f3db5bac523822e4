//! What a file says of how it was printed, so that it can be printed again.

use serde::{Deserialize, Serialize};
use strata_view::design::Design;
use strata_view::theme::{Theme, Typeface};

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
    /// The theme, unless it is the built-in one, which the build names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeImprint>,
    /// The names of the attached data, in the order of the pages.
    pub briefs: Vec<String>,
    /// Whether it is a book, even of one brief.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub book: bool,
}

/// What a theme brought to a print, by SHA-256 digests in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeImprint {
    /// Its name.
    pub name: String,
    /// The digest of the theme as it is written, which is attached as well.
    pub sha256: String,
    /// The faces that are not built in. They are not attached: most may not be passed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faces: Vec<FaceImprint>,
    /// The digest of the logo, which is attached as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// A face that a print needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceImprint {
    /// The file, as the theme names it.
    pub file: String,
    /// What the face is called.
    pub name: String,
    /// The digest of the file.
    pub sha256: String,
}

impl ThemeImprint {
    fn of(theme: &Theme) -> Option<Self> {
        let face = |(file, face): (&str, &std::sync::Arc<Typeface>)| FaceImprint {
            file: file.to_owned(),
            name: face.name().to_owned(),
            sha256: face.digest().to_owned(),
        };
        Some(Self {
            name: theme.style().name.as_str().to_owned(),
            sha256: theme.digest()?.to_owned(),
            faces: theme.own_faces().map(face).collect(),
            logo: theme.logo().map(|it| it.digest.clone()),
        })
    }
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
            theme: ThemeImprint::of(&design.theme),
            briefs,
            book,
        }
    }

    /// The choices it was printed with, in the theme that it names; none where this Strata
    /// does not know one of them.
    #[must_use]
    pub fn design(&self, theme: Theme) -> Option<Design> {
        Some(Design {
            paper: self.paper.parse().ok()?,
            density: self.density.parse().ok()?,
            watermark: self.mark.as_ref().map(|it| it.parse()).transpose().ok()?,
            // It has been printed before: whoever printed it has allowed its length.
            max_pages: u16::MAX,
            theme,
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
