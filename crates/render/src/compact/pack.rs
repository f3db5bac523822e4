//! A file written small: objects packed together, and what says where they are.

use std::cmp::Reverse;
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
    let packed = deflate(plain, false)?;
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
    // Alike stand together, and those that are most have the shortest numbers: each is
    // named by others more than once.
    let mut alike: BTreeMap<_, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in &file.objects {
        alike.entry(kind(object)).or_default().push(*id);
    }
    let mut alike: Vec<_> = alike.into_iter().collect();
    alike.sort_by_key(|((plain, _), ids)| (*plain, Reverse(ids.len())));
    let ids = alike.iter().flat_map(|(_, ids)| ids).zip(1..);
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
    Ok(Stream::new(dict, deflate(&[index.into_bytes(), body].concat(), true)?))
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
    Ok(Stream::new(trailer, deflate(&rows, true)?))
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Packs bytes. What is mostly numbers gains from codes that are renewed often, and from
/// none for short repetitions.
fn deflate(plain: &[u8], numbers: bool) -> std::io::Result<Vec<u8>> {
    let (mem_level, strategy) = match numbers {
        true => (4, Strategy::Filtered),
        false => (8, Strategy::Default),
    };
    let config =
        DeflateConfig { mem_level, strategy, ..DeflateConfig::best_compression() };
    let mut out = vec![0; compress_bound(plain.len())];
    let (packed, code) = compress_slice(&mut out, plain, config);
    let length = packed.len();
    out.truncate(length);
    match code {
        ReturnCode::Ok => Ok(out),
        _ => Err(std::io::Error::other("the bytes cannot be packed")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashMap};

    use lopdf::xref::XrefEntry;
    use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

    use super::{is_plain, pack};

    /// An object with everything that it leads to in its place. What leads back to where
    /// it is seen from says how far up.
    fn whole(file: &Document, object: &Object, around: &mut Vec<ObjectId>) -> String {
        let entries = |dict: &Dictionary, around: &mut Vec<ObjectId>| {
            let entries = dict.iter().filter(|(key, _)| *key != b"Length");
            let said: BTreeMap<_, _> =
                entries.map(|(key, it)| (key.clone(), whole(file, it, around))).collect();
            format!("{said:?}")
        };
        match object {
            Object::Reference(id) => match around.iter().rev().position(|it| it == id) {
                Some(up) => format!("up {up}"),
                None => {
                    around.push(*id);
                    let found = file.get_object(*id);
                    let said =
                        found.map_or("nothing".into(), |it| whole(file, it, around));
                    around.pop();
                    said
                }
            },
            Object::Array(items) => {
                items.iter().map(|it| whole(file, it, around) + " ").collect()
            }
            Object::Dictionary(dict) => entries(dict, around),
            Object::Stream(stream) => {
                format!("{} {:?}", entries(&stream.dict, around), stream.content)
            }
            plain => format!("{plain:?}"),
        }
    }

    /// A file of a few objects of every kind, which lead to each other in circles.
    fn file(elements: usize) -> Document {
        let mut file = Document::with_version("1.7");
        let root = file.new_object_id();
        let mut kids = Vec::new();
        for at in 0..elements {
            let odd = Object::string_literal(vec![
                b'(',
                b'\\',
                b'\r',
                0xFE,
                0,
                (at % 251) as u8,
            ]);
            let place = file.add_object(vec![Object::from(at as i64), 0.5.into(), odd]);
            let role = if at % 3 == 0 { "P" } else { "Span" };
            let element = dictionary! { "S" => role, "P" => root, "At" => place };
            kids.push(Object::from(file.add_object(element)));
        }
        let data =
            Stream::new(dictionary! { "Root" => root }, b"endobj endstream".to_vec());
        let data = file.add_object(data);
        let spec = file.add_object(dictionary! { "Type" => "Filespec", "EF" => data });
        file.objects.insert(root, dictionary! { "K" => kids }.into());
        let catalog = dictionary! {
            "Type" => "Catalog", "StructTreeRoot" => root, "AF" => vec![Object::from(spec)]
        };
        let catalog = file.add_object(catalog);
        file.trailer.set("Root", catalog);
        file
    }

    #[test]
    fn nothing_is_lost_and_everything_leads_where_it_did() {
        for elements in [0, 1, 7, 300, 9_000] {
            let plain = file(elements);
            let packed = pack(plain.clone(), &HashMap::new()).expect("a file");
            assert_eq!(pack(plain.clone(), &HashMap::new()).ok().as_ref(), Some(&packed));
            let mut read = Document::load_mem(&packed).expect("a file");
            read.objects
                .retain(|_, it| !matches!(it.type_name(), Ok(b"ObjStm" | b"XRef")));
            assert_eq!(plain.objects.len(), read.objects.len(), "{elements}");
            let root = |file: &Document| {
                let root = file.trailer.get(b"Root").expect("a catalog").clone();
                whole(file, &root, &mut Vec::new())
            };
            assert!(root(&plain) == root(&read), "{elements}");
        }
    }

    /// Not every reader believes the table; those that do are led to the right objects.
    #[test]
    fn the_table_says_where_objects_are() {
        let packed = pack(file(9_000), &HashMap::new()).expect("a file");
        let read = Document::load_mem(&packed).expect("a file");
        let lists: HashMap<u32, Vec<u32>> = read
            .objects
            .iter()
            .filter(|(_, it)| it.type_name().is_ok_and(|it| it == b"ObjStm"))
            .map(|(id, list)| {
                let content = list.as_stream().expect("a list").decompressed_content();
                let content = content.expect("a list");
                let text = String::from_utf8_lossy(&content);
                let numbers = text.split_whitespace().map_while(|it| it.parse().ok());
                (id.0, numbers.step_by(2).collect())
            })
            .collect();
        assert_eq!(lists.len(), 3);
        for (id, entry) in &read.reference_table.entries {
            match entry {
                XrefEntry::Normal { offset, .. } => {
                    let object = &packed[*offset as usize..];
                    assert!(object.starts_with(format!("{id} 0 obj").as_bytes()), "{id}");
                }
                XrefEntry::Compressed { container, index } => {
                    let list = lists.get(container).expect("a list");
                    assert_eq!(list.get(usize::from(*index)), Some(id));
                }
                _ => assert_eq!(*id, 0),
            }
        }
    }

    /// Who looks for the data in a damaged file finds the way to them in plain sight.
    #[test]
    fn what_leads_to_the_data_stands_alone() {
        let packed = pack(file(300), &HashMap::new()).expect("a file");
        let text = String::from_utf8_lossy(&packed);
        for alone in ["/Type/Catalog", "/Type/Filespec", "endobj endstream"] {
            assert_eq!(text.matches(alone).count(), 1, "{alone}");
        }
        assert_eq!(text.matches("/ObjStm").count(), 1);
        assert!(!text.contains("/Span"));
        let read = Document::load_mem(&packed).expect("a file");
        let alone = read.objects.values().filter(|it| is_plain(it)).count();
        // The list of objects and the table besides.
        assert!((3..=5).contains(&alone), "{alone}");
    }

    #[test]
    fn what_took_the_place_of_another_is_led_to() {
        let mut plain = file(2);
        let places: Vec<ObjectId> = plain
            .objects
            .iter()
            .filter(|(_, it)| it.as_array().is_ok())
            .map(|(id, _)| *id)
            .collect();
        let [first, second] = places.as_slice() else { panic!("{places:?}") };
        plain.objects.remove(first);
        let moved = HashMap::from([(*first, *second)]);
        let read =
            Document::load_mem(&pack(plain, &moved).expect("a file")).expect("a file");
        let led: BTreeSet<_> = read
            .objects
            .values()
            .filter_map(|it| it.as_dict().ok()?.get(b"At").ok()?.as_reference().ok())
            .collect();
        assert_eq!(led.len(), 1);
        assert!(
            led.iter()
                .all(|id| read.get_object(*id).is_ok_and(|it| it.as_array().is_ok()))
        );
    }
}
