//! What only the press can say of a brief before it is set.

use strata_check::{Checked, Finding, NO_FACE, Report};

use crate::{
    content::{Leaf, content, faces},
    coverage::{Face, printed_by, uncovered},
    design::Design,
};

/// More characters than this of one text are counted.
const MOST_SHOWN: usize = 4;

/// Looks for characters that the faces cannot print.
///
/// A character without a face would stop the export without a word about where it came
/// from; here it has a place in the author's file. An error in this report stops the print.
/// A design names its faces; all designs share the nine embedded ones so far.
#[must_use]
pub fn preflight(brief: &Checked, _design: &Design) -> Report {
    brief.locate(content(brief.brief()).iter().filter_map(judge).collect())
}

/// One finding for each text, however many characters of it are missing.
fn judge(leaf: &Leaf) -> Option<Finding> {
    let mut missing: Vec<(char, Face)> = Vec::new();
    for face in faces(&leaf.path) {
        for c in uncovered(&leaf.text, *face) {
            if missing.iter().all(|(known, _)| *known != c) {
                missing.push((c, *face));
            }
        }
    }
    let (first, face) = *missing.first()?;
    let who = match printed_by(first) {
        None => "no face has",
        Some(_) => &format!("{} lacks", face.name()),
    };
    let shown = missing.iter().take(MOST_SHOWN);
    let shown: Vec<_> =
        shown.map(|(c, _)| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
    let more = match missing.len().saturating_sub(MOST_SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("{who} {}{more}", shown.join(", "));
    let help = "write it in Latin, Greek or Cyrillic letters, or leave it out";
    Some(Finding::new(&NO_FACE, leaf.path.clone(), message).help(help))
}
