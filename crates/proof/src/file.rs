//! A printed file, read back: what is attached to it. It may have been written by anyone.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use strata_check::Limits;
use strata_render::book::MOST_BRIEFS;
use strata_render::imprint::Imprint;
use strata_view::attached::DATA;
use strata_view::theme::{LOGO, THEME};

use crate::bounds::{
    Bound, LARGEST_DATA, LARGEST_FILE, LARGEST_IMPRINT, LARGEST_LIST, LARGEST_LISTS,
    LARGEST_STYLE, MOST_VALUES, tokens,
};

/// How long a file may be read before it is given up.
const TIME: Duration = Duration::from_secs(60);

thread_local! {
    /// How many values more the file may have that is opened on this thread.
    static ROOM: Cell<usize> = const { Cell::new(0) };
    /// How many bytes more its packed lists may unpack to.
    static PACKED: Cell<usize> = const { Cell::new(0) };
}

/// The most entries of one list that are looked at.
const MOST_ENTRIES: usize = 1_000;

/// What is attached to a printed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// How the file was printed; nothing where it does not say so.
    pub imprint: Option<Imprint>,
    /// The data of each brief, in the order of the pages; at least one.
    pub briefs: Vec<Data>,
    /// The theme that it was printed in, unless that is built in.
    pub theme: Option<Look>,
}

/// A theme, as it is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its text.
    pub text: Vec<u8>,
    /// Its logo.
    pub logo: Option<Vec<u8>>,
}

/// The data of a brief, as they are attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// The name of the attached file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why nothing can be read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// It does not begin as a PDF does.
    NoPdf,
    /// It can be opened with a password only.
    Encrypted,
    /// It is not whole, or not written as a PDF is.
    Damaged(String),
    /// It has more of something than anything Strata prints.
    TooLarge(Bound),
    /// Reading it takes too long.
    TooSlow,
    /// No data of a brief are attached to it.
    NoData,
}

impl std::error::Error for ReadError {}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPdf => f.write_str("it is not a PDF"),
            Self::Encrypted => f.write_str("it is encrypted"),
            Self::Damaged(how) => write!(f, "it is damaged: {how}"),
            Self::TooLarge(bound) => write!(f, "it is too large: {bound}"),
            Self::TooSlow => {
                write!(f, "it cannot be read within {} seconds", TIME.as_secs())
            }
            Self::NoData => f.write_str("no strata data is attached"),
        }
    }
}

/// The data attached to a printed file, byte for byte.
///
/// # Errors
///
/// When it is no PDF, is damaged, has too much of something, or carries no data of a brief.
pub fn enclosed(pdf: &[u8]) -> Result<Enclosed, ReadError> {
    let pdf = pdf.to_vec();
    apart(move || attached(&open(&pdf)?))
}

/// Works on what a stranger has written where its panics, its depth and its time do no
/// harm. Work that takes too long is left behind, and ends with the program.
pub(crate) fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, ReadError> {
    let (done, result) = mpsc::channel();
    let work = move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        let _ =
            done.send(result.unwrap_or_else(|_| Err(damaged("it defies its readers"))));
    };
    let thread = thread::Builder::new().stack_size(32 << 20).spawn(work);
    thread.map_err(|error| damaged(&error.to_string()))?;
    result.recv_timeout(TIME).unwrap_or(Err(ReadError::TooSlow))
}

/// Opens a file, all but its large parts.
pub(crate) fn open(pdf: &[u8]) -> Result<Document, ReadError> {
    const HEAD: usize = 1024;
    if pdf.len() > LARGEST_FILE {
        return Err(ReadError::TooLarge(Bound::File));
    }
    let head = pdf.get(..HEAD.min(pdf.len())).unwrap_or_default();
    if !head.windows(5).any(|it| it == b"%PDF-") {
        return Err(ReadError::NoPdf);
    }
    // Packed bytes look like values now and then, by far not as often as values do.
    let (words, others) = tokens(pdf);
    if words + others > MOST_VALUES {
        return Err(ReadError::TooLarge(Bound::Values));
    }
    ROOM.set(MOST_VALUES);
    PACKED.set(LARGEST_LISTS);
    let options = LoadOptions {
        filter: Some(admit),
        max_decompressed_size: Some(LARGEST_LIST),
        ..LoadOptions::default()
    };
    let file =
        Document::load_mem_with_options(pdf, options).map_err(|error| match error {
            lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => {
                ReadError::Encrypted
            }
            error => damaged(&error.to_string()),
        })?;
    if file.is_encrypted() || file.was_encrypted() {
        return Err(ReadError::Encrypted);
    }
    match (ROOM.get(), PACKED.get()) {
        (0, _) => Err(ReadError::TooLarge(Bound::Values)),
        (_, 0) => Err(ReadError::TooLarge(Bound::Lists)),
        _ => Ok(file),
    }
}

/// Admits objects as they are read, as long as there is room for them. A packed list of
/// objects in which two begin at one place would be read once for each.
fn admit(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let admitted = fits(values(object)) && object.as_stream().map_or(true, unpacks);
    // Only what comes out of a packed list is taken from here, and no stream does.
    let copy = || if object.as_stream().is_ok() { Object::Null } else { object.clone() };
    admitted.then(|| (id, copy()))
}

fn values(object: &Object) -> usize {
    1 + match object {
        Object::Array(items) => items.iter().map(values).sum(),
        Object::Dictionary(dict) => dict.iter().map(|(_, it)| values(it)).sum(),
        Object::Stream(stream) => stream.dict.iter().map(|(_, it)| values(it)).sum(),
        _ => 0,
    }
}

fn fits(values: usize) -> bool {
    ROOM.set(ROOM.get().saturating_sub(values));
    ROOM.get() > 0
}

/// Whether a stream may be unpacked as it is opened. Of a packed list of objects (ISO
/// 32000-1, 7.5.7), no two may begin at one place, and there must be room for all, which
/// each takes as it is admitted.
fn unpacks(stream: &Stream) -> bool {
    if !stream.dict.has_type(b"ObjStm") {
        return true;
    }
    let Ok(content) = stream.get_plain_content_with_limit(LARGEST_LIST.min(PACKED.get()))
    else {
        PACKED.set(0);
        return false;
    };
    PACKED.set(PACKED.get().saturating_sub(content.len()));
    let (words, others) = tokens(&content);
    let first = stream.dict.get(b"First").and_then(Object::as_i64).unwrap_or_default();
    let head = content.get(..usize::try_from(first).unwrap_or_default());
    let numbers = head.unwrap_or_default().split(|it| !it.is_ascii_digit());
    let mut places = HashSet::new();
    let mut starts = numbers.filter(|digits| !digits.is_empty()).skip(1).step_by(2);
    if words + others > ROOM.get() {
        ROOM.set(0);
        return false;
    }
    starts.all(|place| places.insert(place))
}

/// What is attached to an open file.
pub(crate) fn attached(file: &Document) -> Result<Enclosed, ReadError> {
    let specs = specs(file);
    let read = |name: &str, most, bound| -> Result<Option<Vec<u8>>, ReadError> {
        let Some(spec) = specs.iter().find(|spec| named(file, spec, name)) else {
            return Ok(None);
        };
        let stream = embedded(file, spec)
            .ok_or_else(|| damaged(&format!("`{name}` is listed and not there")))?;
        plain(stream, most, bound).map(Some)
    };
    let imprint = read(Imprint::NAME, LARGEST_IMPRINT, Bound::Imprint)?.map(|text| {
        serde_json::from_slice::<Imprint>(&text)
            .map_err(|_| damaged(&format!("`{}` cannot be read", Imprint::NAME)))
    });
    let imprint = imprint.transpose()?;
    let names = match &imprint {
        Some(imprint) => imprint.briefs.clone(),
        None => vec![DATA.to_owned()],
    };
    if names.len() > MOST_BRIEFS {
        return Err(ReadError::TooLarge(Bound::Briefs));
    }
    let mut once = HashSet::new();
    if let Some(name) = names.iter().find(|name| !once.insert(name.as_str())) {
        return Err(damaged(&format!("its imprint names `{name}` twice")));
    }
    let named = |name: &str, most| {
        let part = read(name, most, Bound::Theme)?;
        part.ok_or_else(|| damaged(&format!("`{name}` is no longer attached")))
    };
    let [theme, logo] = LARGEST_STYLE;
    let look = imprint.as_ref().and_then(|imprint| imprint.theme.as_ref());
    let look = look.map(|it| -> Result<Look, ReadError> {
        let logo = it.logo.as_ref().map(|_| named(LOGO, logo)).transpose()?;
        Ok(Look { text: named(THEME, theme)?, logo })
    });
    let look = look.transpose()?;
    let mut briefs: Vec<Data> = Vec::new();
    let mut size = 0;
    for name in names {
        match read(&name, Limits::default().bytes, Bound::Data)? {
            Some(bytes) => {
                size += bytes.len();
                briefs.push(Data { name, bytes });
            }
            None if imprint.is_some() => {
                return Err(damaged(&format!("`{name}` is no longer attached")));
            }
            None => {}
        }
        if size > LARGEST_DATA {
            return Err(ReadError::TooLarge(Bound::Data));
        }
    }
    if briefs.is_empty() {
        Err(ReadError::NoData)
    } else {
        Ok(Enclosed { imprint, briefs, theme: look })
    }
}

/// What is said of each attached file, in the catalog's own list or else in that of names.
fn specs(file: &Document) -> Vec<&Dictionary> {
    let Ok(catalog) = file.catalog() else { return Vec::new() };
    let associated = list(file, catalog, b"AF");
    if !associated.is_empty() {
        return associated.iter().filter_map(|it| dictionary(file, it)).collect();
    }
    let names = catalog.get_deref(b"Names", file).and_then(Object::as_dict);
    let names = names.and_then(|it| it.get_deref(b"EmbeddedFiles", file));
    let mut specs = Vec::new();
    if let Ok(root) = names.and_then(Object::as_dict) {
        leaves(file, root, &mut specs);
    }
    specs
}

/// The values of a tree of names (ISO 32000-1, 7.9.6), which may lead in circles.
fn leaves<'a>(file: &'a Document, root: &'a Dictionary, found: &mut Vec<&'a Dictionary>) {
    let mut open = vec![root];
    for _ in 0..MOST_ENTRIES {
        let Some(node) = open.pop() else { return };
        let values = list(file, node, b"Names").iter().skip(1).step_by(2);
        found.extend(values.filter_map(|it| dictionary(file, it)));
        let kids = list(file, node, b"Kids").iter().rev();
        open.extend(kids.filter_map(|it| dictionary(file, it)));
    }
}

/// The entries of a list in a dictionary, as many as are looked at.
pub(crate) fn list<'a>(
    file: &'a Document,
    dict: &'a Dictionary,
    key: &[u8],
) -> &'a [Object] {
    let list = dict.get_deref(key, file).and_then(Object::as_array);
    let list = list.map_or(&[][..], Vec::as_slice);
    list.get(..MOST_ENTRIES.min(list.len())).unwrap_or_default()
}

pub(crate) fn dictionary<'a>(
    file: &'a Document,
    object: &'a Object,
) -> Option<&'a Dictionary> {
    file.dereference(object).ok()?.1.as_dict().ok()
}

fn named(file: &Document, spec: &Dictionary, name: &str) -> bool {
    let said = [&b"UF"[..], b"F"].into_iter().filter_map(|key| {
        let said = spec.get_deref(key, file).ok()?;
        lopdf::decode_text_string(said).ok()
    });
    said.into_iter().any(|it| it == name)
}

fn embedded<'a>(file: &'a Document, spec: &'a Dictionary) -> Option<&'a Stream> {
    let streams = spec.get_deref(b"EF", file).and_then(Object::as_dict).ok()?;
    let stream =
        [&b"UF"[..], b"F"].into_iter().find_map(|key| streams.get_deref(key, file).ok());
    stream?.as_stream().ok()
}

/// A stream unpacked, up to a bound.
pub(crate) fn plain(
    stream: &Stream,
    most: usize,
    bound: Bound,
) -> Result<Vec<u8>, ReadError> {
    let too_large = ReadError::TooLarge(bound);
    match stream.get_plain_content_with_limit(most) {
        Ok(bytes) if bytes.len() > most => Err(too_large),
        Ok(bytes) => Ok(bytes),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded {
            ..
        })) => Err(too_large),
        Err(error) => Err(damaged(&error.to_string())),
    }
}

pub(crate) fn damaged(how: &str) -> ReadError {
    ReadError::Damaged(how.to_owned())
}
