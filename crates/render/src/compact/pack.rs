//! A file written small: objects packed together, and what says where they are.

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, Writer, dictionary};
use zlib_rs::{DeflateConfig, ReturnCode, Strategy, compress_bound, compress_slice};

/// How many objects go into a stream: a reader unpacks all of them to see one.
const TOGETHER: usize = 8192;

/// Where an object is (ISO 32000-1, 7.5.8.3): the three fields of its entry.
type Entry = [usize; 3];

/// Packs a stream, if it is not packed as well already.
pub(super) fn squeeze(stream: &mut Stream, plain: &[u8]) -> std::io::Result<()> {
    let packed = deflate(plain)?;
    if packed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.dict.remove(b"DecodeParms");
        stream.set_content(packed);
    }
    Ok(())
}

/// The bytes of a file. The objects of `moved` are gone, and what pointed to them points
/// to what took their places.
pub(super) fn pack(
    mut file: Document,
    moved: &HashMap<ObjectId, ObjectId>,
) -> std::io::Result<Vec<u8>> {
    number(&mut file, moved);
    let mut out = format!("%PDF-{}\n%", file.version).into_bytes();
    out.extend([0x80; 4]);
    out.push(b'\n');
    let mut entries: BTreeMap<usize, Entry> = BTreeMap::from([(0, [0, 0, 65535])]);
    let mut small = Vec::new();
    let mut next = file.objects.len() + 1;
    for ((id, _), object) in &file.objects {
        let id = usize::try_from(*id).unwrap_or_default();
        if is_plain(object) {
            entries.insert(id, [1, out.len(), 0]);
            write(&mut out, id, object)?;
        } else {
            small.push((id, object));
        }
    }
    for together in small.chunks(TOGETHER) {
        for (at, (id, _)) in together.iter().enumerate() {
            entries.insert(*id, [2, next, at]);
        }
        entries.insert(next, [1, out.len(), 0]);
        write(&mut out, next, &Object::Stream(bundle(together)?))?;
        next += 1;
    }
    let begin = out.len();
    entries.insert(next, [1, begin, 0]);
    let table = table(&entries, file.trailer)?;
    write(&mut out, next, &Object::Stream(table))?;
    write!(out, "startxref\n{begin}\n%%EOF")?;
    Ok(out)
}

/// Whether an object stands on its own: what leads to the attached data does, so that they
/// are found in a file that is damaged elsewhere.
fn is_plain(object: &Object) -> bool {
    let way = || matches!(object.type_name(), Ok(b"Catalog" | b"Filespec"));
    matches!(object, Object::Stream(_)) || way()
}

/// Numbers the objects from 1 without a gap.
fn number(file: &mut Document, moved: &HashMap<ObjectId, ObjectId>) {
    let mut objects: Vec<_> = file.objects.iter().collect();
    // Alike stand together, which packs better.
    objects.sort_by_key(|(id, object)| (kind(object), **id));
    let ids = objects.into_iter().map(|(id, _)| id).zip(1..);
    let mut numbers: HashMap<_, _> = ids.map(|(id, at)| (*id, (at, 0))).collect();
    for (gone, place) in moved {
        if let Some(place) = numbers.get(place).copied() {
            numbers.insert(*gone, place);
        }
    }
    let objects = std::mem::take(&mut file.objects).into_iter();
    let renumbered = objects.filter_map(|(id, mut object)| {
        point(&mut object, &numbers);
        Some((*numbers.get(&id)?, object))
    });
    file.objects = renumbered.collect();
    file.trailer.iter_mut().for_each(|(_, value)| point(value, &numbers));
}

/// What an object is: first what is packed, by its role or type.
fn kind(object: &Object) -> (bool, Vec<u8>) {
    let said = object.as_dict().and_then(|it| it.get(b"S").or_else(|_| it.get(b"Type")));
    let name = said.and_then(Object::as_name).unwrap_or_default();
    (is_plain(object), name.to_vec())
}

/// Lets the references in an object point to the new numbers.
fn point(object: &mut Object, numbers: &HashMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => *id = numbers.get(id).copied().unwrap_or(*id),
        Object::Array(items) => items.iter_mut().for_each(|it| point(it, numbers)),
        Object::Dictionary(entries) | Object::Stream(Stream { dict: entries, .. }) => {
            entries.iter_mut().for_each(|(_, value)| point(value, numbers));
        }
        _ => {}
    }
}

fn write(out: &mut Vec<u8>, id: usize, object: &Object) -> std::io::Result<()> {
    writeln!(out, "{id} 0 obj")?;
    Writer::write_object(out, object)?;
    out.extend(b"\nendobj\n");
    Ok(())
}

/// A stream of objects (ISO 32000-1, 7.5.7).
fn bundle(objects: &[(usize, &Object)]) -> std::io::Result<Stream> {
    let (mut index, mut body) = (String::new(), Vec::new());
    for (id, object) in objects {
        index += &format!("{id} {} ", body.len());
        Writer::write_object(&mut body, object)?;
        body.push(b'\n');
    }
    let dict = dictionary! {
        "Type" => "ObjStm",
        "N" => whole(objects.len()),
        "First" => whole(index.len()),
        "Filter" => "FlateDecode",
    };
    Ok(Stream::new(dict, deflate(&[index.into_bytes(), body].concat())?))
}

/// The cross-reference stream (ISO 32000-1, 7.5.8). Entries differ little from the one
/// before: only what they differ by is packed.
fn table(
    entries: &BTreeMap<usize, Entry>,
    mut trailer: Dictionary,
) -> std::io::Result<Stream> {
    let widest = |field: usize| {
        let greatest = entries.values().filter_map(|it| it.get(field)).max();
        greatest.map_or(1, |it| (it.checked_ilog2().unwrap_or(0) / 8 + 1) as usize)
    };
    let widths = [1, widest(1), widest(2)];
    let mut before = vec![0; widths.iter().sum()];
    let mut rows = Vec::new();
    for entry in entries.values() {
        let fields = entry.iter().zip(widths);
        let row: Vec<u8> = fields
            .flat_map(|(field, width)| {
                let bytes = field.to_be_bytes();
                bytes.into_iter().skip(size_of::<usize>() - width)
            })
            .collect();
        // The filter of PNG that says what is upon: 2.
        rows.push(2);
        rows.extend(row.iter().zip(&before).map(|(a, b)| a.wrapping_sub(*b)));
        before = row;
    }
    let columns = whole(before.len());
    let parameters = dictionary! { "Predictor" => 12, "Columns" => columns };
    for stale in [&b"Index"[..], b"Prev", b"XRefStm", b"Length"] {
        trailer.remove(stale);
    }
    trailer.set("Type", "XRef");
    trailer.set("Size", whole(entries.len()));
    trailer.set("W", widths.map(|width| Object::from(whole(width))).to_vec());
    trailer.set("Filter", "FlateDecode");
    trailer.set("DecodeParms", parameters);
    Ok(Stream::new(trailer, deflate(&rows)?))
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Packs bytes in the way that makes them smallest: what is mostly numbers gains from codes
/// that are renewed often, and from none for short repetitions.
fn deflate(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let ways = [(8, Strategy::Default), (4, Strategy::Filtered)];
    let packed = ways.map(|(mem_level, strategy)| {
        let config =
            DeflateConfig { mem_level, strategy, ..DeflateConfig::best_compression() };
        let mut out = vec![0; compress_bound(plain.len())];
        let (packed, code) = compress_slice(&mut out, plain, config);
        let length = packed.len();
        out.truncate(length);
        (code == ReturnCode::Ok).then_some(out)
    });
    let smallest = packed.into_iter().flatten().min_by_key(Vec::len);
    smallest.ok_or_else(|| std::io::Error::other("the bytes cannot be packed"))
}
