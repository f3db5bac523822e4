//! What the pages say of the data that go with them: their name and their digest.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The name of the data of a brief in its own file.
pub(crate) const DATA: &str = "brief.json";

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
