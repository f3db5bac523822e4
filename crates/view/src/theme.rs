//! How a print looks: colours, faces, sizes, rules, gaps, page and logo, as data.
//!
//! A theme is a TOML file that names what it changes; all else is as in the built-in one,
//! which is such a file itself. The press, the measure of text, the look for characters that
//! no face has, the inspection and the imprint all ask the one [`Theme`].

mod contrast;
mod files;
mod research;
mod setting;
mod style;
mod typeface;

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;
use strata_check::{
    FACE_LACKS, Finding, Format, Input, Limits, Path, Report, THEME_VALUE,
};
use strata_syntax::path::Part;
use strata_syntax::source::Span;
use strata_syntax::tree::{Node, locate};
use strata_syntax::{gate, read};

use crate::attached::digest;
use crate::face::{Face, Faces, SIGNS};
use files::FileName;
pub use files::{LARGEST_FACE, LARGEST_LOGO, LARGEST_THEME, Logo};
use setting::{Line, Setting};
pub use style::{Colours, Gaps, Insets, Page, Rules, Sizes, Style, schema};
pub use typeface::Typeface;

/// The name under which a theme is attached to a print.
pub const THEME: &str = "theme.toml";

/// The name under which its logo is.
pub const LOGO: &str = "logo.png";

/// A theme with its files. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Theme(Arc<Loaded>);

#[derive(Debug)]
struct Loaded {
    style: Style,
    faces: Faces,
    logo: Option<Logo>,
    own: Option<Own>,
}

/// What a theme brings that is not built in.
#[derive(Debug)]
struct Own {
    /// The theme as it is written.
    text: String,
    digest: String,
    /// The files of faces by the names that it has for them.
    faces: Vec<(String, Arc<Typeface>)>,
}

impl Default for Theme {
    /// The built-in theme.
    fn default() -> Self {
        Self::research().clone()
    }
}

/// Themes are equal that are written the same and have the same files.
impl PartialEq for Theme {
    fn eq(&self, other: &Self) -> bool {
        let files = |theme: &Self| {
            let faces =
                theme.own_faces().map(|(name, it)| (name, it.digest().to_owned()));
            let faces: Vec<_> = faces.map(|(name, it)| (name.to_owned(), it)).collect();
            (
                theme.digest().map(str::to_owned),
                faces,
                theme.logo().map(|it| it.digest.clone()),
            )
        };
        Arc::ptr_eq(&self.0, &other.0) || files(self) == files(other)
    }
}

impl Eq for Theme {}

impl Theme {
    /// Reads a theme, and the files that it names: `file` gives the bytes of one, or says why
    /// it cannot. Names have been looked at: none leads out of the folder of the theme.
    ///
    /// # Errors
    ///
    /// What is wrong with it, each finding with its place.
    pub fn load(
        name: &str,
        bytes: &[u8],
        mut file: impl FnMut(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Self, Report> {
        let limits = Limits { bytes: LARGEST_THEME, depth: 8, values: 1_000 };
        let gated = gate(&Input { name, bytes, format: Format::Toml, limits });
        let text = gated.text.as_ref();
        let report = |found: Vec<Finding>| {
            Report::of(name, text, found.into_iter().map(|it| (it, None)).collect())
        };
        if !gated.errors.is_empty() {
            return Err(report(gated.errors.into_iter().map(Finding::from).collect()));
        }
        let (tree, errors) = read(text, Format::Toml, limits);
        let mut found: Vec<Finding> = errors.into_iter().map(Finding::from).collect();
        let Some(tree) = tree.filter(|_| found.is_empty()) else {
            return Err(report(found));
        };
        let mut loaded = Loader { text, tree: &tree, found: &mut found };
        let theme = loaded.load(&mut file);
        if found.is_empty() { Ok(theme) } else { Err(report(found)) }
    }

    /// What it says.
    pub fn style(&self) -> &Style {
        &self.0.style
    }

    /// Its faces.
    pub fn faces(&self) -> &Faces {
        &self.0.faces
    }

    /// Its logo, if it has one.
    pub fn logo(&self) -> Option<&Logo> {
        self.0.logo.as_ref()
    }

    /// The theme as it is written; of the built-in one nothing.
    pub fn text(&self) -> Option<&str> {
        self.0.own.as_ref().map(|own| own.text.as_str())
    }

    /// SHA-256 of the theme as it is written, in hexadecimal; of the built-in one nothing.
    pub fn digest(&self) -> Option<&str> {
        self.0.own.as_ref().map(|own| own.digest.as_str())
    }

    /// The files of faces that are not built in, by the names that it has for them.
    pub fn own_faces(&self) -> impl Iterator<Item = (&str, &Arc<Typeface>)> {
        let own = self.0.own.iter().flat_map(|own| &own.faces);
        own.map(|(name, face)| (name.as_str(), face))
    }

    /// What the template reads of it.
    pub fn data(&self) -> ThemeData<'_> {
        let Style { name, colours, sizes, rules, gaps, insets, .. } = self.style();
        let families = Families {
            serif: self.families(Face::Serif),
            display: self.families(Face::Display),
            sans: self.families(Face::Sans),
        };
        let (name, faces, logo) = (name.as_str(), families, self.logo());
        ThemeData { name, colours, faces, signs: SIGNS, sizes, rules, gaps, insets, logo }
    }

    /// The name of the family that the press knows a face by, and that of the built-in one
    /// for signs where it is another.
    pub fn families(&self, face: Face) -> Vec<Cow<'_, str>> {
        let role = face.role();
        let built_in = Faces::embedded().file(role).family();
        if self.faces().is_embedded(role) {
            return vec![built_in.into()];
        }
        // Two roles may have faces of one family in other files: each has a name of its own.
        let family = self.faces().file(role).family();
        vec![format!("{family} {role:?}").into(), built_in.into()]
    }
}

/// A theme as the template reads it.
#[derive(Debug, Serialize)]
pub struct ThemeData<'a> {
    name: &'a str,
    colours: &'a Colours,
    faces: Families<'a>,
    signs: &'static str,
    sizes: &'a Sizes,
    rules: &'a Rules,
    gaps: &'a Gaps,
    insets: &'a Insets,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<&'a Logo>,
}

#[derive(Debug, Serialize)]
struct Families<'a> {
    serif: Vec<Cow<'a, str>>,
    display: Vec<Cow<'a, str>>,
    sans: Vec<Cow<'a, str>>,
}

/// A theme while it is read.
struct Loader<'a, 't> {
    text: &'a str,
    tree: &'a Node<'t>,
    found: &'a mut Vec<Finding>,
}

impl Loader<'_, '_> {
    /// The theme; only to be taken if nothing was found.
    fn load(&mut self, file: &mut impl FnMut(&str) -> Result<Vec<u8>, String>) -> Theme {
        let mut style = Theme::research().style().clone();
        style.name = Line::of("House");
        style.set(self.tree, self.found);
        self.is_whole(&style);
        let colours = contrast::faults(&style.colours, |keys| self.colour(keys));
        self.found.extend(colours);

        let research = &Theme::research().style().faces;
        let embedded = research::files(research);
        let mut own: Vec<(String, Arc<Typeface>)> = Vec::new();
        let names = research::files(&style.faces);
        let faces = Face::ALL.map(|face| {
            let built_in = Faces::embedded().file(face).clone();
            let name = names[face as usize];
            if name == embedded[face as usize] || !self.is_sound(name) {
                return built_in;
            }
            if let Some((_, known)) = own.iter().find(|(known, _)| known == name.as_str())
            {
                return known.clone();
            }
            match file(name.as_str()).and_then(Typeface::read) {
                Ok(read) => {
                    let read = Arc::new(read);
                    own.push((name.as_str().to_owned(), read.clone()));
                    read
                }
                Err(why) => {
                    let help = "name a static OpenType or TrueType face that may be embedded, in the \
                                folder of the theme";
                    self.found.push(name.found(why, help));
                    built_in
                }
            }
        });
        let faces = Faces::new(faces);
        for face in Face::ALL {
            self.found.extend(incomplete(&faces, face, names[face as usize]));
        }
        let logo = style.logo.as_ref().filter(|it| self.is_sound(&it.file));
        let logo = logo.and_then(|keys| {
            let read = file(keys.file.as_str())
                .and_then(|png| Logo::read(png, keys.alt.as_str()));
            let help = "name a PNG of at most 1 MiB in the folder of the theme";
            read.map_err(|why| self.found.push(keys.file.found(why, help))).ok()
        });
        let (text, digest) = (self.text.to_owned(), digest(self.text.as_bytes()));
        let own = Some(Own { text, digest, faces: own });
        Theme(Arc::new(Loaded { style, faces, logo, own }))
    }

    /// Whether a name of a file has been taken over without a finding.
    fn is_sound(&self, name: &FileName) -> bool {
        let is_of = |it: &Finding| *it.place() == name.span.into();
        !name.as_str().is_empty() && !self.found.iter().any(is_of)
    }

    /// What is named in part and makes sense as a whole only.
    fn is_whole(&mut self, style: &Style) {
        let roles: [(&str, &[&str]); 3] = [
            ("serif", &["regular", "italic", "semibold"]),
            ("display", &["regular", "semibold"]),
            ("sans", &["regular", "italic", "semibold", "bold"]),
        ];
        let faces = self.tree.get("faces");
        let parts =
            roles.map(|(role, keys)| (faces.and_then(|it| it.entry(role)), role, keys));
        let logo: &[&str] = &["file", "alt"];
        let logo = style.logo.as_ref().map(|_| (self.tree.entry("logo"), "logo", logo));
        for (entry, name, keys) in parts.into_iter().chain(logo) {
            let Some(entry) = entry else { continue };
            let lacks: Vec<_> =
                keys.iter().copied().filter(|it| entry.value.get(it).is_none()).collect();
            if !lacks.is_empty() {
                let lacks = lacks.join("` and `");
                let message = format!("`{name}` is named without `{lacks}`");
                let help = "name all of them: two keys may name one file";
                self.found
                    .push(Finding::new(&THEME_VALUE, entry.key_span, message).help(help));
            }
        }
    }

    /// Where a colour is set, the first of these that the theme sets.
    fn colour(&self, keys: [&str; 2]) -> Span {
        let colours = self.tree.get("colours");
        let set = keys.iter().find(|key| colours.is_some_and(|it| it.get(key).is_some()));
        let path = Path::root().key("colours");
        let path = set.map_or(path.clone(), |key| path.key(key));
        locate(self.tree, self.text, &path, &Part::Value)
    }
}

/// The letters that every face has: those of the languages that labels are written in.
const LETTERS: &str = "ÀÂÄÆÇÉÈÊËÎÏÔÖÙÛÜŒŸßàâäæçéèêëîïôöùûüœÿ";

/// What a face lacks without which no brief can be printed in it.
fn incomplete(faces: &Faces, face: Face, name: &FileName) -> Option<Finding> {
    if faces.is_embedded(face) {
        return None;
    }
    let ascii = (' '..='~').filter(|c| faces.advance(face, *c).is_none());
    let letters = LETTERS.chars().filter(|c| !faces.prints(face, *c));
    let lacks: String = ascii.chain(letters).take(8).collect();
    let digits = || ('0'..='9').map(|digit| faces.advance(face, digit));
    let even = || digits().all(|it| it == digits().next().flatten());
    let is_of_data = face.role() == Face::Sans;
    let what = match lacks.as_str() {
        "" if is_of_data && !even() => {
            "its figures differ in width, and it has none of one width".to_owned()
        }
        "" => return None,
        lacks => format!("it lacks `{lacks}`"),
    };
    let message = format!("`{}`: {what}", name.as_str());
    let help = "take a face for Latin text with figures for tables";
    Some(Finding::new(&FACE_LACKS, name.span, message).help(help))
}

#[cfg(test)]
mod tests;
