//! A written file made small. A tagged file is mostly small objects, and Typst writes each
//! on its own; its faces are fit for a screen, its numbers finer than a printer can set.
//!
//! What is seen, read out, searched and attached stays the same.

mod face;
mod hand;
mod heads;
mod letters;
mod marks;
mod pack;
mod pen;
mod place;
mod tree;
mod widths;
mod words;

use std::collections::{BTreeMap, HashMap};

use lopdf::{Document, Object, ObjectId, Stream};

use crate::spoken;

/// Finishes the structure of a file, and writes it small.
///
/// # Errors
///
/// When it cannot be read or written, which is a fault of Typst or of this.
pub(crate) fn compact(plain: &[u8]) -> Result<Vec<u8>, String> {
    small(plain).map_err(|error| error.to_string())
}

fn small(plain: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let (mut file, mut moved) = pruned(plain)?;
    if redraw(&mut file).is_none() {
        // It may have been left half done.
        (file, moved) = pruned(plain)?;
    }
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object {
            lessen(stream)?;
        }
    }
    Ok(pack::pack(file, &moved)?)
}

/// A file with less structure, and what has taken the places of elements gone.
fn pruned(plain: &[u8]) -> lopdf::Result<(Document, HashMap<ObjectId, ObjectId>)> {
    let mut file = Document::load_mem(plain)?;
    // Those are written anew.
    file.objects.retain(|_, it| !matches!(it.type_name(), Ok(b"ObjStm" | b"XRef")));
    spoken::settle(&mut file);
    words::lists(&mut file);
    let moved = tree::prune(&mut file);
    Ok((file, moved))
}

/// Draws every page again in fewer words; `None` if something on one is not expected.
fn redraw(file: &mut Document) -> Option<()> {
    let letters = letters::number(file);
    let pieces = marks::pieces(file);
    let (mut numbers, mut known) = (BTreeMap::new(), HashMap::new());
    for page in file.page_iter().collect::<Vec<_>>() {
        let faces = widths::of_page(file, page, &letters, &mut known);
        let content =
            file.get_dictionary(page).and_then(|it| it.get(b"Contents")).ok()?;
        let content = content.as_reference().ok()?;
        let stream = file.get_object_mut(content).and_then(Object::as_stream_mut).ok()?;
        let drawn = plain_of(stream).ok()?;
        let (steps, joined) = marks::join(&pen::read(&drawn)?, page, &pieces)?;
        let less = hand::terse(&steps, &faces)?;
        numbers.insert(page, joined);
        stream.set_plain_content(less);
    }
    marks::settle(file, &numbers);
    Some(())
}

fn plain_of(stream: &Stream) -> lopdf::Result<Vec<u8>> {
    match stream.dict.has(b"Filter") {
        true => stream.decompressed_content(),
        false => Ok(stream.content.clone()),
    }
}

/// Packs a stream again if that makes it smaller.
fn lessen(stream: &mut Stream) -> Result<(), Box<dyn std::error::Error>> {
    let plain = plain_of(stream)?;
    if stream.dict.has_type(b"Metadata") {
        // It stays legible to those who search for it.
        if let Ok(xmp) = std::str::from_utf8(&plain) {
            stream.set_plain_content(words::description(xmp).into_bytes());
        }
    } else {
        pack::squeeze(stream, &plain)?;
    }
    Ok(())
}
