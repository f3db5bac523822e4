//! A file of a face: whether it can and may be printed with, which characters it has, and
//! how wide they are. A file of a stranger is measured before it is walked.

use std::borrow::Cow;
use std::sync::OnceLock;

use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::{Face, GlyphId, Tag, name_id};

use super::files::LARGEST_FACE;
use crate::attached::digest;

/// The most characters that the maps of a face may speak of: more than any face has.
const MOST_CHARACTERS: u64 = 400_000;

/// How figures are set: lining, and all of one width.
const FIGURES: [&[u8; 4]; 2] = [b"lnum", b"tnum"];

/// A file of a face.
#[derive(Debug)]
pub struct Typeface {
    name: String,
    family: String,
    bytes: Cow<'static, [u8]>,
    digest: OnceLock<String>,
    /// In ems, by character.
    advances: OnceLock<Vec<(char, f64)>>,
}

impl Typeface {
    /// Reads a file of a face.
    ///
    /// # Errors
    ///
    /// Why it cannot or may not be printed with.
    pub(super) fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, String> {
        let bytes = bytes.into();
        let face = admitted(&bytes)?;
        let named = |id: u16| {
            let mut names = face.names().into_iter().filter(|it| it.name_id == id);
            names.find_map(|it| it.to_string()).filter(|it| !it.trim().is_empty())
        };
        let family =
            named(name_id::TYPOGRAPHIC_FAMILY).or_else(|| named(name_id::FAMILY));
        let family = family.ok_or("it does not say what it is called")?;
        let style = named(name_id::TYPOGRAPHIC_SUBFAMILY)
            .or_else(|| named(name_id::SUBFAMILY))
            .unwrap_or_default();
        let name = format!("{family} {style}").trim_end().to_owned();
        Ok(Self {
            name,
            family,
            bytes,
            digest: OnceLock::new(),
            advances: OnceLock::new(),
        })
    }

    /// The name a reader would know it by: family and style.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of its family.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The file.
    pub fn bytes(&self) -> &Cow<'static, [u8]> {
        &self.bytes
    }

    /// SHA-256 of the file, in hexadecimal.
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| digest(&self.bytes))
    }

    /// How far a character leads, in ems; nothing where the face does not have it.
    pub(crate) fn advance(&self, c: char) -> Option<f64> {
        let advances = self.advances.get_or_init(|| advances(&self.bytes));
        let at = advances.binary_search_by_key(&c, |(c, _)| *c).ok()?;
        advances.get(at).map(|(_, advance)| *advance)
    }
}

/// The face in a file, if it is one to print with.
fn admitted(bytes: &[u8]) -> Result<Face<'_>, String> {
    if bytes.len() > LARGEST_FACE {
        return Err(format!("it has {} bytes, more than {LARGEST_FACE}", bytes.len()));
    }
    match bytes.get(..4).unwrap_or_default() {
        b"OTTO" | b"true" | [0, 1, 0, 0] => {}
        b"ttcf" => return Err("it is a collection of faces".to_owned()),
        b"wOFF" | b"wOF2" => return Err("it is packed for the web".to_owned()),
        _ => return Err("it is neither OpenType nor TrueType".to_owned()),
    }
    let face =
        Face::parse(bytes, 0).map_err(|error| format!("it is damaged: {error}"))?;
    let table = |tag: &[u8; 4]| face.raw_face().table(Tag::from_bytes(tag));
    if table(b"fvar").is_some() {
        return Err(
            "it is a variable face, of which the instance is not named".to_owned()
        );
    }
    if table(b"glyf").is_none() && table(b"CFF ").is_none() {
        return Err("it has no outlines".to_owned());
    }
    if mapped(table(b"cmap").unwrap_or_default()).is_none_or(|it| it > MOST_CHARACTERS) {
        return Err("its map of characters is damaged".to_owned());
    }
    // Without the table of its rights, or with one that says nothing, all is allowed.
    let rights = table(b"OS/2").and_then(|it| it.get(8..10)).unwrap_or(&[0, 0]);
    let rights = u16::from(rights[0]) << 8 | u16::from(rights[1]);
    let [restricted, no_subset, bitmaps] =
        [0x0002, 0x0100, 0x0200].map(|it| rights & it > 0);
    if restricted || no_subset || bitmaps {
        return Err("its maker does not allow it to be embedded in part".to_owned());
    }
    Ok(face)
}

/// Of how many characters the maps of a face speak, each counted as often as it is walked;
/// nothing if one is not written as OpenType has it.
fn mapped(cmap: &[u8]) -> Option<u64> {
    let short =
        |at: usize| Some(u16::from_be_bytes(cmap.get(at..at + 2)?.try_into().ok()?));
    let long =
        |at: usize| Some(u32::from_be_bytes(cmap.get(at..at + 4)?.try_into().ok()?));
    let mut all = 0;
    for record in 0..usize::from(short(2)?) {
        let at = usize::try_from(long(4 + 8 * record + 4)?).ok()?;
        all += match short(at)? {
            0 => 256,
            4 => {
                let segments = usize::from(short(at + 6)? / 2);
                let (ends, starts) = (at + 14, at + 16 + 2 * segments);
                let mut count = 0;
                for segment in 0..segments {
                    let end = short(ends + 2 * segment)?;
                    let start = short(starts + 2 * segment)?;
                    count += u64::from(end.saturating_sub(start)) + 1;
                }
                count
            }
            6 => u64::from(short(at + 8)?),
            12 => {
                let mut count = 0;
                for group in 0..usize::try_from(long(at + 12)?).ok()? {
                    let group = at + 16 + 12 * group;
                    let (start, end) = (long(group)?, long(group + 4)?);
                    count += u64::from(end.saturating_sub(start)) + 1;
                }
                count
            }
            // Variants of characters, which are mapped elsewhere.
            14 => 0,
            _ => return None,
        };
    }
    Some(all)
}

/// The advances of all characters of a face, with its figures as they are set.
fn advances(bytes: &[u8]) -> Vec<(char, f64)> {
    let Ok(face) = Face::parse(bytes, 0) else { return Vec::new() };
    let mut characters: Vec<char> = Vec::new();
    for table in face.tables().cmap.iter().flat_map(|it| it.subtables) {
        if table.is_unicode() {
            table.codepoints(|c| characters.extend(char::from_u32(c)));
        }
    }
    characters.sort_unstable();
    characters.dedup();
    let figures = figures(&face);
    let em = f64::from(face.units_per_em());
    let advance = |c: char| {
        // The first glyph stands for what is missing.
        let glyph = face.glyph_index(c).filter(|it| it.0 != 0)?;
        let set = figures.iter().fold(glyph, |glyph, table| substitute(table, glyph));
        Some((c, f64::from(face.glyph_hor_advance(set)?) / em))
    };
    characters.into_iter().filter_map(advance).collect()
}

/// The substitutions that set figures lining and of one width, in the order of the face.
fn figures<'a>(face: &Face<'a>) -> Vec<SingleSubstitution<'a>> {
    let Some(gsub) = face.tables().gsub else { return Vec::new() };
    let wanted = FIGURES.map(Tag::from_bytes);
    let features = gsub.features.into_iter().filter(|it| wanted.contains(&it.tag));
    let mut lookups: Vec<u16> = features.flat_map(|it| it.lookup_indices).collect();
    lookups.sort_unstable();
    lookups.dedup();
    let lookups = lookups.into_iter().filter_map(|it| gsub.lookups.get(it));
    let tables =
        lookups.flat_map(|it| it.subtables.into_iter::<SubstitutionSubtable<'_>>());
    let single = |table| match table {
        SubstitutionSubtable::Single(single) => Some(single),
        _ => None,
    };
    tables.filter_map(single).collect()
}

fn substitute(table: &SingleSubstitution<'_>, glyph: GlyphId) -> GlyphId {
    let Some(at) = table.coverage().get(glyph) else { return glyph };
    match table {
        SingleSubstitution::Format1 { delta, .. } => {
            GlyphId(glyph.0.wrapping_add_signed(*delta))
        }
        SingleSubstitution::Format2 { substitutes, .. } => {
            substitutes.get(at).unwrap_or(glyph)
        }
    }
}
