//! A written file made small. A tagged file is mostly small objects, and Typst writes each
//! on its own; its faces are fit for a screen, its numbers finer than a printer can set.
//!
//! What is seen, read out, searched and attached stays the same.

mod face;
mod pack;
mod pen;
mod tree;

use std::collections::HashSet;

use lopdf::{Document, Object, ObjectId, Stream};

use crate::voice;

/// What a stream holds, and so what may go from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Page,
    Face,
    Else,
}

/// Finishes the structure of a file, and writes it small.
///
/// # Errors
///
/// When it cannot be read or written, which is a fault of Typst or of this.
pub(crate) fn compact(plain: &[u8]) -> Result<Vec<u8>, String> {
    let mut file = Document::load_mem(plain).map_err(|error| error.to_string())?;
    // Those are written anew.
    file.objects.retain(|_, it| !matches!(it.type_name(), Ok(b"ObjStm" | b"XRef")));
    voice::settle(&mut file);
    let moved = tree::prune(&mut file);
    let pages: HashSet<ObjectId> = pointed(&file, b"Contents");
    let faces: HashSet<ObjectId> = pointed(&file, b"FontFile2");
    for (id, object) in &mut file.objects {
        let Object::Stream(stream) = object else { continue };
        let holds = match id {
            id if pages.contains(id) => Holds::Page,
            id if faces.contains(id) => Holds::Face,
            _ => Holds::Else,
        };
        lessen(stream, holds).map_err(|error| error.to_string())?;
    }
    pack::pack(file, &moved).map_err(|error| error.to_string())
}

/// The objects that dictionaries point to under this key.
fn pointed(file: &Document, key: &[u8]) -> HashSet<ObjectId> {
    let dictionaries = file.objects.values().filter_map(|it| it.as_dict().ok());
    dictionaries.filter_map(|it| it.get(key).ok()?.as_reference().ok()).collect()
}

fn lessen(stream: &mut Stream, holds: Holds) -> Result<(), Box<dyn std::error::Error>> {
    // The description of the file stays legible to those who search for it.
    if stream
        .dict
        .get(b"Type")
        .and_then(Object::as_name)
        .is_ok_and(|it| it == b"Metadata")
    {
        return Ok(());
    }
    let plain = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content()?,
        false => stream.content.clone(),
    };
    let less = match holds {
        Holds::Page => pen::terse(&plain),
        Holds::Face => face::bare(&plain),
        Holds::Else => None,
    };
    let less = less.unwrap_or(plain);
    if holds == Holds::Face {
        // Its size when unpacked.
        stream.dict.set("Length1", i64::try_from(less.len())?);
    }
    pack::squeeze(stream, &less)?;
    Ok(())
}
