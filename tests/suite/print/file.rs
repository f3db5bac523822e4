//! What stands in the file beside its pages: title, dates, outline, attachments, faces.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId};

const MM_PER_POINT: f32 = 25.4 / 72.0;

/// Everything a viewer shows beside the pages, a line each.
pub(crate) fn told(file: &Document) -> String {
    let mut out = String::new();
    let info = file.trailer.get(b"Info").and_then(Object::as_reference);
    let info = info.and_then(|id| file.get_dictionary(id)).expect("information");
    for (key, value) in info {
        let _ = writeln!(out, "{}: {}", name(key), text(value));
    }
    let catalog = file.catalog().expect("a catalog");
    let _ = writeln!(out, "Lang: {}", text(catalog.get(b"Lang").expect("a language")));
    let viewer = inner(file, catalog, b"ViewerPreferences").expect("preferences");
    for (key, value) in viewer {
        let _ = writeln!(out, "{}: {}", name(key), shown(value));
    }
    let _ = writeln!(out, "conformance: {}", conformance(file));
    for (number, page) in file.page_iter().enumerate() {
        let page = file.get_dictionary(page).expect("a page");
        let size = page.get(b"MediaBox").and_then(Object::as_array).expect("a size");
        let mm = |at: usize| size[at].as_float().expect("a length") * MM_PER_POINT;
        let _ = writeln!(out, "page {}: {:.1} × {:.1} mm", number + 1, mm(2), mm(3));
    }

    out.push_str("\noutline\n");
    if let Some(outline) = inner(file, catalog, b"Outlines") {
        branch(file, outline, 0, &mut out);
    }

    out.push_str("\nattachments\n");
    for (spec, _) in attachments(file) {
        let stream = embedded(file, spec);
        let _ = writeln!(
            out,
            "{} · {} · {} · {}",
            text(spec.get(b"UF").expect("a name")),
            shown(spec.get(b"AFRelationship").expect("a relationship")),
            shown(stream.dict.get(b"Subtype").expect("a type")),
            text(spec.get(b"Desc").expect("a description")),
        );
    }

    out.push_str("\nfaces\n");
    let faces: BTreeSet<_> = dictionaries(file)
        .filter(|dict| is(dict, b"Type", b"Font") && dict.has(b"BaseFont"))
        .map(|font| face(file, font))
        .collect();
    for face in faces {
        let _ = writeln!(out, "{face}");
    }
    out
}

/// Every attached file: what is said of it, and its bytes.
pub(super) fn attachments(file: &Document) -> Vec<(&Dictionary, Vec<u8>)> {
    let is_spec = |dict: &&Dictionary| is(dict, b"Type", b"Filespec");
    let read = |spec| {
        let bytes = embedded(file, spec).decompressed_content();
        (spec, bytes.expect("a readable attachment"))
    };
    dictionaries(file).filter(is_spec).map(read).collect()
}

fn embedded<'a>(file: &'a Document, spec: &'a Dictionary) -> &'a lopdf::Stream {
    let streams = inner(file, spec, b"EF").expect("an embedded file");
    let stream = streams.get_deref(b"F", file).expect("a stream");
    stream.as_stream().expect("a stream")
}

fn branch(file: &Document, of: &Dictionary, depth: usize, out: &mut String) {
    let mut next = inner(file, of, b"First");
    while let Some(item) = next {
        let title = text(item.get(b"Title").expect("a title"));
        let _ = writeln!(out, "{}{title}", "  ".repeat(depth));
        branch(file, item, depth + 1, out);
        next = inner(file, item, b"Next");
    }
}

/// The name without the prefix of the subset, and how the letters are found again.
fn face(file: &Document, font: &Dictionary) -> String {
    let base = shown(font.get(b"BaseFont").expect("a name"));
    let base = base.split_once('+').map_or(base.as_str(), |(_, face)| face);
    let kind = shown(font.get(b"Subtype").expect("a kind"));
    let mut said = vec![base.to_owned(), kind];
    said.extend(font.get(b"Encoding").ok().map(shown));
    said.extend(font.has(b"ToUnicode").then(|| "letters known".to_owned()));
    let described = inner(file, font, b"FontDescriptor");
    let whole = [&b"FontFile"[..], b"FontFile2", b"FontFile3"];
    let has_file = |dict: &Dictionary| whole.iter().any(|key| dict.has(key));
    said.extend(described.map(|it| {
        if has_file(it) { "embedded".to_owned() } else { "missing".to_owned() }
    }));
    said.join(" · ")
}

/// The parts of the standards that the metadata claim.
fn conformance(file: &Document) -> String {
    let metadata = metadata(file);
    let value = |tag: &str| {
        let (_, rest) = metadata.split_once(&format!("<{tag}>"))?;
        rest.split_once('<').map(|(value, _)| value)
    };
    let parts = ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part"];
    let said = parts.map(|tag| format!("{tag} {}", value(tag).unwrap_or("missing")));
    said.join(", ")
}

/// The metadata as XMP.
pub(crate) fn metadata(file: &Document) -> String {
    let stream = file.get_object(metadata_id(file)).and_then(Object::as_stream);
    let bytes = stream.expect("metadata").get_plain_content().expect("a stream");
    String::from_utf8(bytes).expect("UTF-8")
}

pub(crate) fn metadata_id(file: &Document) -> ObjectId {
    let catalog = file.catalog().expect("a catalog");
    catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata")
}

pub(super) fn dictionaries(file: &Document) -> impl Iterator<Item = &Dictionary> {
    file.objects.values().filter_map(|object| object.as_dict().ok())
}

/// Every dictionary that is an object of its own, for those who edit.
pub(crate) fn dictionaries_mut(
    file: &mut Document,
) -> impl Iterator<Item = &mut Dictionary> {
    file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok())
}

/// Whether a key of a dictionary holds a name.
pub(crate) fn is(dict: &Dictionary, key: &[u8], value: &[u8]) -> bool {
    dict.get(key).and_then(Object::as_name).is_ok_and(|it| it == value)
}

/// A dictionary inside another, written there or referred to.
pub(super) fn inner<'a>(
    file: &'a Document,
    dict: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    dict.get_deref(key, file).and_then(Object::as_dict).ok()
}

pub(super) fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap_or_else(|_| shown(object))
}

pub(super) fn shown(object: &Object) -> String {
    object.as_name().map_or_else(|_| format!("{object:?}"), name)
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
