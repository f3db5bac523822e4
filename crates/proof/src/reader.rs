//! The independent reader: the text of a printed file, as `printpdf` finds it.
//!
//! It shares nothing with the press. What it finds is put in the order in which the file
//! has itself read aloud, so that a paragraph is whole even where a page ends in it.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{DictItem, Mm, Op, PdfDocument, PdfPage, PdfParseOptions, PdfResources};
use strata_render::complete::BREAK;

use crate::bounds::{
    Bound, LARGEST_FACES, LARGEST_MAP, LARGEST_PAGE, LARGEST_PAGES, MOST_MAPPED,
    MOST_OBJECTS, MOST_OPERANDS, MOST_OPERATORS, MOST_OPERATORS_IN_ALL, MOST_PAGES,
    mapped, tokens,
};
use crate::file::{ReadError, damaged, plain};

/// The most elements of all pages that are read aloud.
const MOST_ELEMENTS: usize = 2_000_000;

/// The most characters that a replacement stands for: a letter with its marks. What claims
/// more would let the pages say what they do not show.
const LONGEST_REPLACEMENT: usize = 16;

/// What stands in a line of text and does not end it.
const INLINE: [&[u8]; 6] = [b"Link", b"Span", b"Em", b"Strong", b"Lbl", b"Reference"];

/// The text of one page, in the order in which it was set.
pub(crate) struct PageText {
    id: ObjectId,
    pub(crate) parts: Vec<Part>,
}

/// A piece of marked content.
pub(crate) struct Part {
    /// Its number on the page; heads, feet and marks have none.
    id: Option<i64>,
    pub(crate) text: String,
}

/// Reads every page.
pub(crate) fn pages(file: &Document) -> Result<Vec<PageText>, ReadError> {
    let mut spent = Spent::default();
    let mut pages = Vec::new();
    for id in file.page_iter() {
        if pages.len() == MOST_PAGES {
            return Err(ReadError::TooLarge(Bound::Pages));
        }
        let bytes = alone(file, id, &mut spent)?;
        let options = PdfParseOptions::default();
        let read = PdfDocument::parse(&bytes, &options, &mut Vec::new());
        let read = read.map_err(|error| damaged(&error))?;
        let parts = read.pages.iter().flat_map(|page| parts(page, &read.resources));
        pages.push(PageText { id, parts: parts.collect() });
    }
    Ok(pages)
}

/// What the pages so far were read from.
#[derive(Default)]
struct Spent {
    bytes: usize,
    operators: usize,
}

impl Spent {
    fn add(&mut self, bytes: usize, operators: usize) -> Result<(), ReadError> {
        self.bytes += bytes;
        self.operators += operators;
        if self.bytes > LARGEST_PAGES || self.operators > MOST_OPERATORS_IN_ALL {
            return Err(ReadError::TooLarge(Bound::PagesInAll));
        }
        Ok(())
    }
}

/// The content of a page, of one stream or several, counted.
fn content(
    file: &Document,
    page: &Dictionary,
    spent: &mut Spent,
) -> Result<Vec<u8>, ReadError> {
    let streams =
        match page.get_deref(b"Contents", file).map_err(|error| known(&error))? {
            Object::Array(streams) => streams.iter().collect(),
            stream => vec![stream],
        };
    let mut content = Vec::new();
    for stream in streams {
        let stream = file.dereference(stream).and_then(|(_, it)| it.as_stream());
        let room = LARGEST_PAGE - content.len();
        content.extend(plain(stream.map_err(|error| known(&error))?, room, Bound::Page)?);
        // What ends a stream ends a word.
        if content.len() < LARGEST_PAGE {
            content.push(b'\n');
        }
    }
    let (operators, operands) = tokens(&content);
    if operators > MOST_OPERATORS || operands > MOST_OPERANDS {
        return Err(ReadError::TooLarge(Bound::Operators));
    }
    spent.add(content.len(), operators)?;
    Ok(content)
}

/// One page as a file of its own: the second reader takes a name of a face to mean the
/// same face on all pages, which no standard says.
fn alone(file: &Document, id: ObjectId, spent: &mut Spent) -> Result<Vec<u8>, ReadError> {
    let page = file.get_dictionary(id).map_err(|error| known(&error))?;
    let content = content(file, page, spent)?;
    let faces = page.get_deref(b"Resources", file).and_then(Object::as_dict);
    let faces = faces.and_then(|it| it.get(b"Font")).cloned().unwrap_or(Object::Null);

    let mut own = Document::with_version("1.7");
    let size = copy(file, &faces, &mut own)?;
    spent.add(size, 0)?;
    own.max_id = own.objects.keys().map(|(id, _)| *id).max().unwrap_or_default();
    let content = own.add_object(Stream::new(Dictionary::new(), content));
    let pages = own.new_object_id();
    let mut resources = Dictionary::new();
    resources.set("Font", faces);
    let page = Dictionary::from_iter([
        ("Type", "Page".into()),
        ("Parent", pages.into()),
        ("MediaBox", vec![0.into(), 0.into(), 595.into(), 842.into()].into()),
        ("Resources", resources.into()),
        ("Contents", content.into()),
    ]);
    let page = own.add_object(page);
    let tree = Dictionary::from_iter([
        ("Type", "Pages".into()),
        ("Kids", vec![page.into()].into()),
        ("Count", 1.into()),
    ]);
    own.objects.insert(pages, tree.into());
    let catalog =
        Dictionary::from_iter([("Type", "Catalog".into()), ("Pages", pages.into())]);
    let catalog = own.add_object(catalog);
    own.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    own.save_to(&mut bytes).map_err(|error| damaged(&error.to_string()))?;
    Ok(bytes)
}

/// Copies the faces of a page, with all that they lead to, and says how large they are.
fn copy(file: &Document, faces: &Object, own: &mut Document) -> Result<usize, ReadError> {
    let mut open = vec![faces.clone()];
    let mut size = 0;
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if !own.objects.contains_key(&id) => {
                if own.objects.len() == MOST_OBJECTS {
                    return Err(ReadError::TooLarge(Bound::Faces));
                }
                let mut object =
                    file.get_object(id).map_err(|error| known(&error))?.clone();
                if let Object::Stream(stream) = &mut object {
                    let bytes = plain(stream, LARGEST_FACES - size, Bound::Faces)?;
                    // Only a map is read for its ranges, no program of a face.
                    let is_large =
                        || bytes.len() > LARGEST_MAP || mapped(&bytes) > MOST_MAPPED;
                    if maps(&bytes) && is_large() {
                        return Err(ReadError::TooLarge(Bound::Map));
                    }
                    size += bytes.len();
                    stream.dict.remove(b"Filter");
                    stream.dict.remove(b"DecodeParms");
                    stream.set_content(bytes);
                }
                open.push(match &object {
                    Object::Stream(stream) => Object::Dictionary(stream.dict.clone()),
                    object => object.clone(),
                });
                own.objects.insert(id, object);
            }
            Object::Array(items) => open.extend(items),
            Object::Dictionary(dict) => {
                open.extend(dict.into_iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    Ok(size)
}

/// Whether a stream may be read as a map from glyphs to letters.
fn maps(bytes: &[u8]) -> bool {
    [&b"beginbfchar"[..], b"beginbfrange"]
        .iter()
        .any(|word| bytes.windows(word.len()).any(|it| it == *word))
}

fn known(error: &lopdf::Error) -> ReadError {
    damaged(&error.to_string())
}

/// Marked content as it is cut out of a page.
struct Piece {
    id: Option<i64>,
    /// What it stands for, whatever its glyphs say.
    instead: Option<String>,
    ops: Vec<Op>,
}

/// The page cut where marked content begins and ends.
fn parts(page: &PdfPage, resources: &PdfResources) -> Vec<Part> {
    let mut pieces = vec![Piece { id: None, instead: None, ops: Vec::new() }];
    // Of each open mark, its number and whether it is inside a replacement.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    // What holds for a text from piece to piece: that it is one, and its face.
    let (mut text, mut face) = (None, None);
    for op in &page.ops {
        let (within, replaced) = open.last().copied().unwrap_or_default();
        match op {
            Op::StartTextSection => text = Some(op),
            Op::EndTextSection => text = None,
            Op::SetFont { .. } => face = Some(op),
            // What is marked inside a numbered piece belongs to that piece.
            Op::BeginMarkedContent { .. } => open.push((within, replaced)),
            Op::BeginMarkedContentWithProperties { properties, .. } => {
                let id = number(properties).or(within);
                let instead = replacement(properties).filter(|_| !replaced);
                open.push((id, replaced || instead.is_some()));
                if instead.is_some() {
                    pieces.push(Piece { id, instead, ops: Vec::new() });
                }
            }
            Op::EndMarkedContent | Op::EndMarkedContentWithProperties => {
                open.pop();
            }
            _ => {}
        }
        let (now, replaced) = open.last().copied().unwrap_or_default();
        match pieces.last_mut() {
            _ if replaced => {}
            Some(piece) if piece.id == now && piece.instead.is_none() => {
                piece.ops.push(op.clone());
            }
            _ => {
                let ops = text.into_iter().chain(face).chain([op]);
                pieces.push(Piece {
                    id: now,
                    instead: None,
                    ops: ops.cloned().collect(),
                });
            }
        }
    }
    let text = |Piece { id, instead, ops }: Piece| {
        let shown =
            || PdfPage::new(Mm(1.0), Mm(1.0), ops).extract_text(resources).concat();
        Part { id, text: instead.unwrap_or_else(shown) }
    };
    pieces.into_iter().map(text).filter(|part| !part.text.is_empty()).collect()
}

fn number(properties: &DictItem) -> Option<i64> {
    match properties {
        DictItem::Dict { map } => match map.get("MCID") {
            Some(DictItem::Int(id)) => Some(*id),
            _ => None,
        },
        _ => None,
    }
}

/// The text that stands for a few glyphs (ISO 32000-1, 14.9.4), as for a letter that is
/// drawn with its mark beside it.
fn replacement(properties: &DictItem) -> Option<String> {
    let DictItem::Dict { map } = properties else { return None };
    let DictItem::String { data, .. } = map.get("ActualText")? else { return None };
    let text = Object::string_literal(data.clone());
    let text = lopdf::decode_text_string(&text).ok()?;
    (text.chars().count() <= LONGEST_REPLACEMENT).then_some(text)
}

/// The text in the order of the structure, as far as it stands on these pages, with
/// [`BREAK`] between paragraphs and cells.
pub(crate) fn aloud(file: &Document, pages: &[PageText]) -> String {
    let mut said: HashMap<(ObjectId, i64), String> = HashMap::new();
    for page in pages {
        for part in &page.parts {
            if let Some(id) = part.id {
                said.entry((page.id, id)).or_default().push_str(&part.text);
            }
        }
    }
    let root = file.catalog().and_then(|it| it.get_deref(b"StructTreeRoot", file));
    let Ok(root) = root else { return String::new() };

    let mut text = String::new();
    let mut seen = HashSet::new();
    // Objects that are still to be read, the next last, with the page they are on.
    let mut open: Vec<(&Object, Option<ObjectId>)> = vec![(root, None)];
    for _ in 0..MOST_ELEMENTS {
        let Some((object, page)) = open.pop() else { break };
        match object {
            Object::Reference(id) if seen.insert(*id) => {
                open.extend(file.objects.get(id).map(|object| (object, page)));
            }
            Object::Array(items) => open.extend(items.iter().rev().map(|it| (it, page))),
            Object::Integer(id) => {
                let part = page.and_then(|page| said.remove(&(page, *id)));
                text.push_str(part.as_deref().unwrap_or_default());
            }
            Object::Dictionary(element) => {
                let page =
                    element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if let Ok(id) = element.get(b"MCID") {
                    open.push((id, page));
                    continue;
                }
                // What has no role is a link's area, or the root.
                let role = element.get(b"S").and_then(Object::as_name);
                if role.is_ok_and(|role| !INLINE.contains(&role)) {
                    text.push(BREAK);
                }
                open.extend(element.get(b"K").ok().map(|kids| (kids, page)));
            }
            _ => {}
        }
    }
    text
}
