//! The proof of a printed file: its data are judged and printed again, the bytes compared,
//! and every string of the data looked for on its pages by another reader.

use lopdf::Document as File;
use strata_check::{Checked, Format, Input, Limits, Path, Report};
use strata_render::complete::{Expected, fold, missing};
use strata_render::error::{Fault, TypesetError};
use strata_render::imprint::{BUILD, FaceImprint, Imprint, VERSION};
use strata_render::{bind, preflight, typeset};
use strata_view::attached::digest;
use strata_view::content::{Printed, content};
use strata_view::design::Design;
use strata_view::theme::{THEME, Theme};

use crate::file::{Data, Enclosed, ReadError, apart, attached, open};
use crate::reader::{PageText, aloud, pages};

/// What was found out about a printed file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verification {
    /// The data, and how they were printed.
    pub enclosed: Enclosed,
    /// What the check says of each brief now, and of a theme that cannot be printed in.
    pub reports: Vec<Report>,
    /// Whether printing the data again gives the same file.
    pub bytes: Bytes,
    /// How many strings of the data were looked for on the pages.
    pub strings: usize,
    /// Those that are not there, with their places.
    pub missing: Vec<Fault>,
    /// Where the pages say something else than the data would print.
    pub differences: Vec<Difference>,
    /// The data whose digest the pages do not name: they were exchanged after the print.
    pub exchanged: Vec<String>,
}

/// The outcome of the comparison.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Bytes {
    /// Every byte is the same.
    Identical,
    /// The first byte that is not, counted from 0.
    Differ(usize),
    /// The file does not say how it was printed, or says what this Strata does not know.
    NoImprint,
    /// It was printed by another version of Strata, which is named.
    OtherVersion(String),
    /// It was printed by another build of this version.
    OtherBuild,
    /// It was printed in faces that are not at hand.
    NoFaces(Vec<FaceImprint>),
    /// The data cannot be printed: the reports say why, or else this does.
    NotPrintable(Option<TypesetError>),
}

/// What is concluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Printing the data again gives this file, and all of them stand on its pages.
    Verified,
    /// It is not what its data print.
    Refuted,
    /// What was compared agrees, and the bytes could not be compared.
    NotProved,
}

/// A piece of text that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The page, counted from 1.
    pub page: usize,
    /// What it says.
    pub says: String,
    /// What it should say.
    pub should: String,
}

impl Verification {
    /// What follows from all that was found. Data that are exchanged or not on the pages
    /// refute a file whoever printed it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.missing.is_empty() || !self.exchanged.is_empty() {
            return Verdict::Refuted;
        }
        match &self.bytes {
            Bytes::Identical => Verdict::Verified,
            Bytes::Differ(_) | Bytes::NotPrintable(_) => Verdict::Refuted,
            Bytes::NoImprint
            | Bytes::OtherVersion(_)
            | Bytes::OtherBuild
            | Bytes::NoFaces(_) => Verdict::NotProved,
        }
    }
}

/// Verifies a printed file. Of the theme of a house, text and logo are attached to it; its
/// faces are those of `faces` that have the digests which the imprint names.
///
/// # Errors
///
/// When nothing can be read from it; a file that can be read and is not as it was printed is
/// no error.
pub fn verify(pdf: &[u8], faces: &[Vec<u8>]) -> Result<Verification, ReadError> {
    let bytes = pdf.to_vec();
    let (enclosed, read) = apart(move || {
        let file = open(&bytes)?;
        Ok((attached(&file)?, Text::of(&file)?))
    })?;
    let theme = theme(&enclosed, faces);
    let design = enclosed.imprint.as_ref().and_then(|it| it.design(theme.clone().ok()?));
    let judged: Vec<_> =
        enclosed.briefs.iter().map(|data| judge(data, design.as_ref())).collect();
    let briefs: Option<Vec<_>> = judged.iter().map(|(brief, _)| brief.clone()).collect();

    let strings: Vec<_> = judged
        .iter()
        .zip(&enclosed.briefs)
        .flat_map(|((brief, _), data)| strings(brief.as_ref(), &data.name, judged.len()))
        .collect();
    let exchanged = enclosed.briefs.iter().filter(|it| !read.names(&digest(&it.bytes)));
    let mut found = Verification {
        reports: judged.into_iter().map(|(_, report)| report).collect(),
        bytes: Bytes::NotPrintable(None),
        strings: strings.len(),
        missing: missing(&read.aloud, &strings),
        differences: Vec::new(),
        exchanged: exchanged.map(|data| data.name.clone()).collect(),
        enclosed: enclosed.clone(),
    };
    if let Err(Lack::Unfit(report)) = &theme {
        found.reports.push((**report).clone());
    }
    let (imprint, design) = match (&enclosed.imprint, design) {
        (Some(imprint), _) if imprint.strata != VERSION => {
            found.bytes = Bytes::OtherVersion(imprint.strata.clone());
            return Ok(found);
        }
        (Some(imprint), _) if imprint.build != BUILD => {
            found.bytes = Bytes::OtherBuild;
            return Ok(found);
        }
        (Some(imprint), Some(design)) => (imprint, design),
        (Some(_), None) if theme.is_err() => {
            if let Err(Lack::Faces(faces)) = theme {
                found.bytes = Bytes::NoFaces(faces);
            }
            return Ok(found);
        }
        _ => {
            found.bytes = Bytes::NoImprint;
            return Ok(found);
        }
    };
    let Some(briefs) = briefs else { return Ok(found) };
    match reprint(&briefs, imprint, &design) {
        Ok(again) if again == pdf => found.bytes = Bytes::Identical,
        Ok(again) => {
            let at = again.iter().zip(pdf).take_while(|(a, b)| a == b).count();
            found.bytes = Bytes::Differ(at);
            let again = apart(move || Text::of(&open(&again)?))?;
            found.differences = read.differences(&again);
        }
        Err(error) => found.bytes = Bytes::NotPrintable(Some(error)),
    }
    Ok(found)
}

/// Why a theme is not at hand.
#[derive(Clone)]
enum Lack {
    /// These faces are not.
    Faces(Vec<FaceImprint>),
    /// It cannot be printed in.
    Unfit(Box<Report>),
}

/// The theme of a file: the built-in one, or the one that is attached, with its faces from
/// among those at hand.
fn theme(enclosed: &Enclosed, faces: &[Vec<u8>]) -> Result<Theme, Lack> {
    let named = enclosed.imprint.as_ref().and_then(|it| it.theme.as_ref());
    let Some((named, look)) = named.zip(enclosed.theme.as_ref()) else {
        return Ok(Theme::default());
    };
    let at_hand: Vec<_> = faces.iter().map(|face| (digest(face), face)).collect();
    let find = |wanted: &FaceImprint| at_hand.iter().find(|(it, _)| *it == wanted.sha256);
    let lacks = named.faces.iter().filter(|face| find(face).is_none());
    let lacks: Vec<_> = lacks.cloned().collect();
    if !lacks.is_empty() {
        return Err(Lack::Faces(lacks));
    }
    let file = |name: &str| {
        let face = named.faces.iter().find(|it| it.file == name).and_then(find);
        let file = face.map(|(_, face)| *face).or(look.logo.as_ref());
        file.cloned().ok_or_else(|| "the imprint does not name it".to_owned())
    };
    Theme::load(THEME, &look.text, file).map_err(|report| Lack::Unfit(Box::new(report)))
}

/// The check of attached data, and what the press says of them in a design.
fn judge(data: &Data, design: Option<&Design>) -> (Option<Checked>, Report) {
    let (name, limits) = (&data.name, Limits::default());
    let input = Input { name, bytes: &data.bytes, format: Format::Json, limits };
    match strata_check::check(&input) {
        Ok(brief) => {
            let Some(design) = design else {
                let report = brief.report().clone();
                return (Some(brief), report);
            };
            let press = preflight(&brief, design);
            let printable = !press.has_errors();
            let report = brief.report().clone().join(press);
            (printable.then_some(brief), report)
        }
        Err(report) => (None, report),
    }
}

fn reprint(
    briefs: &[Checked],
    imprint: &Imprint,
    design: &Design,
) -> Result<Vec<u8>, TypesetError> {
    match briefs {
        [brief] if !imprint.book => typeset(brief, design)?.pdf(),
        _ => bind(briefs, design)?.pdf(),
    }
}

/// Every string of a brief with its place; in a book, with the name of its data.
fn strings(brief: Option<&Checked>, name: &str, briefs: usize) -> Vec<Expected> {
    let leaves = brief.map(|brief| content(brief.brief())).unwrap_or_default();
    let place = |path: &Path| match briefs {
        1 => path.dotted(),
        _ => format!("{name}: {}", path.dotted()),
    };
    let expected = |leaf: Printed| Expected {
        path: place(&leaf.path),
        text: leaf.text,
        place: leaf.place,
    };
    leaves.into_iter().map(expected).collect()
}

/// What the other reader finds in a file.
struct Text {
    /// Of each page, its pieces in the order in which they were set.
    pages: Vec<Vec<String>>,
    aloud: String,
}

impl Text {
    fn of(file: &File) -> Result<Self, ReadError> {
        let pages = pages(file)?;
        let aloud = aloud(file, &pages);
        let text = |page: PageText| page.parts.into_iter().map(|it| it.text).collect();
        Ok(Self { pages: pages.into_iter().map(text).collect(), aloud })
    }

    /// Whether the pages say it, wherever lines end in it.
    fn names(&self, digest: &str) -> bool {
        fold(&self.aloud).contains(digest)
    }

    /// The first piece of each page that is not what it should be.
    fn differences(&self, should: &Self) -> Vec<Difference> {
        let none = Vec::new();
        let count = self.pages.len().max(should.pages.len());
        let of =
            |pages: &[Vec<String>], at: usize| pages.get(at).unwrap_or(&none).clone();
        let differing = (0..count).filter_map(|at| {
            let (says, wanted) = (of(&self.pages, at), of(&should.pages, at));
            let first = says.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
            let piece =
                |pieces: &[String]| pieces.get(first).cloned().unwrap_or_default();
            (says != wanted).then(|| Difference {
                page: at + 1,
                says: piece(&says),
                should: piece(&wanted),
            })
        });
        differing.collect()
    }
}
