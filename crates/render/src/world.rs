//! The closed world a brief is set in: a template, the faces of a theme, one file, nothing else.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use strata_view::face::{Face, Faces};
use strata_view::theme::{LOGO, Logo, Theme};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{
    Font, FontBook, FontInfo, FontStretch, FontStyle, FontVariant, FontWeight,
};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};

/// The template, by virtual path; the first is the entry.
const TEMPLATE: &[(&str, &str)] = &[
    ("/main.typ", include_str!("../template/main.typ")),
    ("/base.typ", include_str!("../template/base.typ")),
    ("/page.typ", include_str!("../template/page.typ")),
    ("/block/advantage.typ", include_str!("../template/block/advantage.typ")),
    ("/block/back.typ", include_str!("../template/block/back.typ")),
    ("/block/barbell.typ", include_str!("../template/block/barbell.typ")),
    ("/block/chart.typ", include_str!("../template/block/chart.typ")),
    ("/block/counterparties.typ", include_str!("../template/block/counterparties.typ")),
    ("/block/guidance.typ", include_str!("../template/block/guidance.typ")),
    ("/block/table.typ", include_str!("../template/block/table.typ")),
    ("/block/figure-index.typ", include_str!("../template/block/figure-index.typ")),
    ("/block/figures.typ", include_str!("../template/block/figures.typ")),
    ("/block/front.typ", include_str!("../template/block/front.typ")),
    ("/block/item.typ", include_str!("../template/block/item.typ")),
    ("/block/masthead.typ", include_str!("../template/block/masthead.typ")),
    ("/block/reading.typ", include_str!("../template/block/reading.typ")),
    ("/block/section.typ", include_str!("../template/block/section.typ")),
    ("/block/stack.typ", include_str!("../template/block/stack.typ")),
    ("/block/thesis.typ", include_str!("../template/block/thesis.typ")),
    ("/block/verdict.typ", include_str!("../template/block/verdict.typ")),
    ("/block/watch.typ", include_str!("../template/block/watch.typ")),
];

/// What binds several briefs, set before them.
const BINDING: &[(&str, &str)] = &[
    ("/book.typ", include_str!("../template/book.typ")),
    ("/base.typ", include_str!("../template/base.typ")),
    ("/page.typ", include_str!("../template/page.typ")),
];

/// What the template reads: the view of the brief, with the sheet and what is attached.
const VIEW: &str = "/view.json";

/// The template with the data it reads and the embedded faces, as files.
pub(crate) fn files(data: Vec<u8>) -> impl Iterator<Item = (String, Vec<u8>)> {
    let name = |path: &str| path.trim_start_matches('/').to_owned();
    let template = TEMPLATE.iter().map(move |(path, text)| (name(path), text.as_bytes()));
    let face = |(face, at)| {
        (format!("faces/{at}.otf"), Faces::embedded().file(face).bytes().as_ref())
    };
    let faces = Face::ALL.into_iter().zip(1..).map(face);
    let constant = template.chain(faces).map(|(path, data)| (path, data.to_vec()));
    constant.chain([(name(VIEW), data)])
}

/// What every brief shares that is set in a theme: made once for all that follow in it.
pub(crate) fn base(theme: &Theme) -> Arc<Base> {
    static LAST: Mutex<Option<(Theme, Arc<Base>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    match &*last {
        Some((known, base)) if known == theme => base.clone(),
        _ => {
            let base = Arc::new(Base::new(TEMPLATE, theme));
            *last = Some((theme.clone(), base.clone()));
            base
        }
    }
}

/// A template with the faces and the library it is set with.
pub(crate) struct Base {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    views: Vec<FileId>,
    logo: Option<(FileId, Bytes)>,
}

/// The fonts of a theme, each with the family and the variant by which the template asks for
/// it: which file is set must not depend on what a file says of itself. Those that are built
/// in follow, for signs.
fn fonts(theme: &Theme) -> Vec<(FontInfo, Font)> {
    let mut fonts: Vec<(FontInfo, Font)> = Vec::new();
    for faces in [theme.faces(), Faces::embedded()] {
        for face in Face::ALL {
            let family = match faces.is_embedded(face) {
                true => faces.file(face).family().to_owned(),
                false => theme.families(face).swap_remove(0).into_owned(),
            };
            let style =
                if face.is_italic() { FontStyle::Italic } else { FontStyle::Normal };
            let weight = FontWeight::from_number(face.weight());
            let variant = FontVariant::new(style, weight, FontStretch::NORMAL);
            let is_known = |(it, _): &(FontInfo, Font)| {
                (&it.family, it.variant) == (&family, variant)
            };
            if fonts.iter().any(is_known) {
                continue;
            }
            let file = Bytes::new(faces.file(face).bytes().clone());
            if let Some(font) = Font::new(file, 0) {
                fonts.push((FontInfo { family, variant, ..font.info().clone() }, font));
            }
        }
    }
    fonts
}

impl Base {
    pub(crate) fn new(template: &[(&str, &str)], theme: &Theme) -> Self {
        Self::of(sources("", template).collect(), vec![id(VIEW)], theme)
    }

    /// The base of a book of so many briefs: each is set by a template of its own, in a
    /// folder with its number.
    pub(crate) fn book(briefs: usize, theme: &Theme) -> Self {
        let folders: Vec<_> = (1..=briefs).map(|number| format!("/{number}")).collect();
        let own = folders.iter().flat_map(|folder| sources(folder, TEMPLATE));
        let views = folders.iter().map(|folder| id(&format!("{folder}{VIEW}")));
        Self::of(
            sources("", BINDING).chain(own).collect(),
            std::iter::once(id(VIEW)).chain(views).collect(),
            theme,
        )
    }

    fn of(sources: Vec<Source>, views: Vec<FileId>, theme: &Theme) -> Self {
        // Row headers and table summaries are still behind this feature.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_features(features).build();
        let (infos, fonts): (Vec<_>, Vec<_>) = fonts(theme).into_iter().unzip();
        let picture =
            |logo: &Logo| (id(&format!("/{LOGO}")), Bytes::new(logo.png.clone()));
        Self {
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_infos(infos)),
            fonts,
            sources,
            views,
            logo: theme.logo().map(picture),
        }
    }
}

fn sources(folder: &str, template: &[(&str, &str)]) -> impl Iterator<Item = Source> {
    template.iter().map(move |(path, text)| {
        Source::new(id(&format!("{folder}{path}")), (*text).to_owned())
    })
}

/// File ids are interned for ever, so only the constant paths above get one, and the same in
/// the numbered folders of a book.
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the constant paths are well formed");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one brief, or of one book.
pub(crate) struct BriefWorld<'a> {
    base: &'a Base,
    views: Vec<Bytes>,
}

impl<'a> BriefWorld<'a> {
    /// A world whose data are the given files, in the order of the folders.
    pub(crate) fn new(base: &'a Base, views: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self { base, views: views.into_iter().map(Bytes::new).collect() }
    }
}

impl World for BriefWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.base.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.base.book
    }

    fn main(&self) -> FileId {
        self.base.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.base.sources.iter().find(|source| source.id() == id);
        source.cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = self.base.views.iter().zip(&self.views);
        let logo = self.base.logo.iter().map(|(logo, bytes)| (logo, bytes));
        let mut found = known.chain(logo).filter(|(file, _)| **file == id);
        found.next().map(|(_, bytes)| bytes.clone()).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.base.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Packages included: a world that never asks for one cannot be made to fetch it.
fn not_found(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_with_slash()))
}

#[cfg(test)]
mod tests {
    use typst::syntax::package::PackageSpec;

    use super::*;

    #[test]
    fn nothing_else_can_be_read() {
        let base = base(Theme::research());
        let world = BriefWorld::new(&base, [b"{}".to_vec()]);
        assert!(world.file(id(VIEW)).is_ok());
        for path in
            ["/etc/passwd", "/brief.json", "/brief.yaml", "/template/main.typ", "/"]
        {
            assert!(
                matches!(world.file(id(path)), Err(FileError::NotFound(_))),
                "{path}"
            );
            assert!(world.source(id(path)).is_err(), "{path}");
        }
        let package: PackageSpec = "@preview/cetz:0.4.0".parse().expect("a package");
        let path = VirtualPath::new("/lib.typ").expect("a path");
        let foreign = RootedPath::new(VirtualRoot::Package(package), path).intern();
        assert!(world.source(foreign).is_err() && world.file(foreign).is_err());
        assert!(world.today(None).is_none());
    }
}
