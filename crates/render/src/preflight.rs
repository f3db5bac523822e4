//! What only the press can say of a brief before it is set.

use strata_check::{Checked, Finding, NO_FACE, Path, Report, TOO_LONG};
use strata_view::content::{Printed, content, faces};
use strata_view::design::Design;
use strata_view::face::{Face, Faces};
use strata_view::letter::{Misfit, misfits};
use strata_view::watermark::Watermark;

/// What to do about a brief that is too long.
pub(crate) const SPLIT: &str = "split the brief, or raise the limit with `--max-pages`";

/// More characters than this of one text are counted.
const MOST_SHOWN: usize = 4;

/// The letters of a page that has little but text. A brief of more than this on each page it
/// may have is refused before it is set.
const LETTERS_OF_A_PAGE: usize = 4_000;

/// Looks for characters that the faces cannot print, and at the length of it all.
///
/// A character without a face would stop the export without a word about where it came
/// from; here it has a place in the author's file. An error in this report stops the print.
#[must_use]
pub fn preflight(brief: &Checked, design: &Design) -> Report {
    let leaves = content(brief.brief());
    let theme = design.theme.faces();
    let findings = leaves.iter().filter_map(|leaf| judge(leaf, theme));
    let findings = findings.chain(unmarked(design)).chain(too_long(&leaves, design));
    brief.locate(findings.collect())
}

fn too_long(leaves: &[Printed], design: &Design) -> Option<Finding> {
    let letters: usize = leaves.iter().map(|leaf| leaf.text.chars().count()).sum();
    let pages = design.max_pages;
    let most = usize::from(pages) * LETTERS_OF_A_PAGE;
    let s = if pages == 1 { "" } else { "s" };
    let message =
        format!("{letters} letters to print, more than {most} on {pages} page{s}");
    let finding = Finding::new(&TOO_LONG, Path::root(), message);
    (letters > most).then(|| finding.help(SPLIT))
}

/// What the words of a watermark have that the face of the theme does not.
fn unmarked(design: &Design) -> Option<Finding> {
    let faces = design.theme.faces();
    let first = *design.watermark.as_ref()?.uncovered(faces).first()?;
    let (name, code) = (faces.name(Watermark::FACE), u32::from(first));
    let message = format!("{name} lacks `{first}` (U+{code:04X}) of the mark");
    let help = "mark the copy in other words, or print it in another theme";
    Some(Finding::new(&NO_FACE, Path::root(), message).help(help))
}

/// One finding for each text, however many characters of it are missing.
fn judge(leaf: &Printed, theme: &Faces) -> Option<Finding> {
    let mut missing: Vec<(char, Face)> = Vec::new();
    for face in faces(leaf) {
        for c in theme.uncovered(&leaf.text, face) {
            if missing.iter().all(|(known, _)| *known != c) {
                missing.push((c, face));
            }
        }
    }
    let Some((first, face)) = missing.first().copied() else {
        return misfit(leaf, theme);
    };
    let who = match theme.printed_by(first) {
        None => "no face has",
        Some(_) => &format!("{} lacks", theme.name(face)),
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

/// One finding for each text with letters whose marks have no room.
fn misfit(leaf: &Printed, theme: &Faces) -> Option<Finding> {
    let mut found: Vec<(&str, Misfit)> = Vec::new();
    for face in faces(leaf) {
        for (letter, why) in misfits(&leaf.text, theme, face) {
            if found.iter().all(|(known, _)| *known != letter) {
                found.push((letter, why));
            }
        }
    }
    let (_, why) = *found.first()?;
    let code = |letter: &str| {
        let codes = letter.chars().map(|c| format!("U+{:04X}", u32::from(c)));
        codes.collect::<Vec<_>>().join(" ")
    };
    let shown = found.iter().take(MOST_SHOWN);
    let shown: Vec<_> =
        shown.map(|(letter, _)| format!("`{letter}` ({})", code(letter))).collect();
    let more = match found.len().saturating_sub(MOST_SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown = shown.join(", ");
    let (message, help) = match why {
        Misfit::Alone => (
            format!("the mark {shown}{more} stands on no letter"),
            "put it behind its letter, or leave it out",
        ),
        Misfit::Tall => (
            format!("the marks of {shown}{more} reach into the next line"),
            "leave some of them out",
        ),
    };
    Some(Finding::new(&NO_FACE, leaf.path.clone(), message).help(help))
}
