//! What is said of the files that go with the pages: names, digests, descriptions.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use strata_model::Language;

use crate::labels::labels;

/// The name of the data of a brief in its own file.
pub const DATA: &str = "brief.json";

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What the attached files are, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Descriptions {
    /// The data of a brief.
    pub data: &'static str,
    /// How the file was printed.
    pub imprint: &'static str,
    /// The theme of a house.
    pub theme: &'static str,
    /// Its logo.
    pub logo: &'static str,
}

/// The descriptions in a language.
pub fn descriptions(language: Language) -> Descriptions {
    let labels = labels(language);
    Descriptions {
        data: labels.attachment,
        imprint: labels.imprint,
        theme: labels.attached_theme,
        logo: labels.attached_logo,
    }
}
