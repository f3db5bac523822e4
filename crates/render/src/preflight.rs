//! What only the press can say of a brief before it is set.

use strata_check::{Checked, Finding, NO_FACE, Report};

use crate::{
    content::{Leaf, content, faces},
    coverage::{Face, printed_by, uncovered},
    design::Design,
};

/// Looks for characters that the faces cannot print.
///
/// A character without a face would stop the export without a word about where it came
/// from; here it has a place in the author's file. An error in this report stops the print.
/// A design names its faces; all designs share the nine embedded ones so far.
#[must_use]
pub fn preflight(brief: &Checked, _design: &Design) -> Report {
    brief.locate(content(brief.brief()).iter().flat_map(judge).collect())
}

fn judge(leaf: &Leaf) -> Vec<Finding> {
    let mut missing: Vec<(char, Face)> = Vec::new();
    for face in faces(&leaf.path) {
        for c in uncovered(&leaf.text, *face) {
            if missing.iter().all(|(known, _)| *known != c) {
                missing.push((c, *face));
            }
        }
    }
    let finding = |(c, face): (char, Face)| {
        let code = format!("U+{:04X}", u32::from(c));
        let message = match printed_by(c) {
            None => format!("no face has `{c}` ({code})"),
            Some(_) => format!("{} has no `{c}` ({code})", face.name()),
        };
        let help = "write it in Latin, Greek or Cyrillic letters, or leave it out";
        Finding::new(&NO_FACE, leaf.path.clone(), message).help(help)
    };
    missing.into_iter().map(finding).collect()
}
