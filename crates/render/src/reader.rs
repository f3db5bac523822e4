//! The independent reader: the text of a printed file, as `printpdf` finds it.
//!
//! It shares nothing with the press. What it finds is put in the order in which the file
//! has itself read aloud, so that a paragraph is whole even where a page ends in it.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use printpdf::{DictItem, Mm, Op, PdfDocument, PdfPage, PdfParseOptions, PdfResources};

use crate::file::{LARGEST_PART, Unreadable, damaged, plain};
use crate::ink::BREAK;

/// The most objects that the faces and the content of one page are made of, and the most
/// elements of all pages.
const MOST_OBJECTS: usize = 10_000;
const MOST_ELEMENTS: usize = 2_000_000;

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
pub(crate) fn pages(file: &Document) -> Result<Vec<PageText>, Unreadable> {
    file.page_iter()
        .map(|id| {
            let bytes = alone(file, id)?;
            let options = PdfParseOptions::default();
            let read = PdfDocument::parse(&bytes, &options, &mut Vec::new());
            let read = read.map_err(|error| damaged(&error))?;
            let parts = read.pages.iter().flat_map(|page| parts(page, &read.resources));
            Ok(PageText { id, parts: parts.collect() })
        })
        .collect()
}

/// One page as a file of its own: the second reader takes a name of a face to mean the
/// same face on all pages, which no standard says.
fn alone(file: &Document, id: ObjectId) -> Result<Vec<u8>, Unreadable> {
    let known = |error: lopdf::Error| damaged(&error.to_string());
    let page = file.get_dictionary(id).map_err(known)?;
    let content = page.get(b"Contents").map_err(known)?.clone();
    let faces = page.get_deref(b"Resources", file).and_then(Object::as_dict);
    let faces = faces.and_then(|it| it.get(b"Font")).cloned().unwrap_or(Object::Null);

    let mut own = Document::with_version("1.7");
    let mut open = vec![content.clone(), faces.clone()];
    let mut size = 0;
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if !own.objects.contains_key(&id) => {
                let mut object = file.get_object(id).map_err(known)?.clone();
                if let Object::Stream(stream) = &mut object {
                    let bytes = plain(stream)?;
                    size += bytes.len();
                    stream.dict.remove(b"Filter");
                    stream.dict.remove(b"DecodeParms");
                    stream.set_content(bytes);
                }
                if size > LARGEST_PART || own.objects.len() > MOST_OBJECTS {
                    return Err(Unreadable::TooLarge);
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
    own.max_id = own.objects.keys().map(|(id, _)| *id).max().unwrap_or_default();
    let pages = own.new_object_id();
    let mut resources = Dictionary::new();
    resources.set("Font", faces);
    let page = Dictionary::from_iter([
        ("Type", "Page".into()),
        ("Parent", pages.into()),
        ("MediaBox", vec![0.into(), 0.into(), 595.into(), 842.into()].into()),
        ("Resources", resources.into()),
        ("Contents", content),
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

/// The page cut where marked content begins and ends.
fn parts(page: &PdfPage, resources: &PdfResources) -> Vec<Part> {
    let mut parts: Vec<(Option<i64>, Vec<Op>)> = vec![(None, Vec::new())];
    let mut open: Vec<Option<i64>> = Vec::new();
    // What holds for a text from piece to piece: that it is one, and its face.
    let (mut text, mut face) = (None, None);
    for op in &page.ops {
        let within = open.last().copied().flatten();
        match op {
            Op::StartTextSection => text = Some(op),
            Op::EndTextSection => text = None,
            Op::SetFont { .. } => face = Some(op),
            // What is marked inside a numbered piece belongs to that piece.
            Op::BeginMarkedContent { .. } => open.push(within),
            Op::BeginMarkedContentWithProperties { properties, .. } => {
                open.push(number(properties).or(within));
            }
            Op::EndMarkedContent | Op::EndMarkedContentWithProperties => {
                open.pop();
            }
            _ => {}
        }
        let now = open.last().copied().flatten();
        match parts.last_mut() {
            Some((id, ops)) if *id == now => ops.push(op.clone()),
            _ => {
                let ops = text.into_iter().chain(face).chain([op]);
                parts.push((now, ops.cloned().collect()));
            }
        }
    }
    let text = |(id, ops): (Option<i64>, Vec<Op>)| {
        let part = PdfPage::new(Mm(1.0), Mm(1.0), ops);
        Part { id, text: part.extract_text(resources).concat() }
    };
    parts.into_iter().map(text).filter(|part| !part.text.is_empty()).collect()
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
