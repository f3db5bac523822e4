//! What would change in a file, as `diff -u` shows it.

use similar::TextDiff;

/// The lines that differ between two texts of a file, with three lines around them. Nothing
/// if none do.
pub(crate) fn unified(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().header(name, name).to_string()
}
