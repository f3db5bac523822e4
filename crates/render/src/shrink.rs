//! A written file made small. A tagged file is mostly small objects, and Typst writes each
//! on its own, unpacked: packed together they take a sixth.
//!
//! No object is changed but those that `spoken.rs` and `letters.rs` finish: what is seen, read out, searched
//! and attached stays the same.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::xref::{Xref, XrefEntry, XrefStreamBuilder, XrefType};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, Writer, dictionary};

use crate::{letters, spoken};

type Failure = Box<dyn std::error::Error>;

/// How many objects go into a stream: a reader unpacks all of them to see one.
const TOGETHER: usize = 8192;

/// The best that Deflate can do.
const LEVEL: u32 = 9;

/// The bytes of the three fields of an entry of the cross-reference stream, and of all.
const WIDTHS: [usize; 3] = [1, 4, 2];
const COLUMNS: usize = 7;

/// Finishes the structure of a file, and writes it small.
///
/// # Errors
///
/// When it cannot be read or written, which is a fault of Typst or of this.
pub(crate) fn shrink(plain: &[u8]) -> Result<Vec<u8>, String> {
    let small = || -> Result<_, Failure> {
        let mut file = Document::load_mem(plain)?;
        spoken::settle(&mut file);
        letters::tidy(&mut file);
        written(file)
    };
    small().map_err(|error| error.to_string())
}

/// The bytes of a file, its small objects packed together.
fn written(file: Document) -> Result<Vec<u8>, Failure> {
    let mut body = Body::new(&file.version);
    let (alone, together): (Vec<_>, Vec<_>) =
        file.objects.into_iter().partition(|(_, object)| stands_alone(object));
    for ((id, _), object) in &alone {
        body.add(*id, object)?;
    }
    let mut ids = file.max_id + 1..;
    for (objects, id) in together.chunks(TOGETHER).zip(&mut ids) {
        body.pack(id, objects)?;
    }
    let id = ids.next().ok_or("too many objects")?;
    body.finish(id, file.trailer)
}

/// Whether an object is not packed with others: what leads to the attached data is not, so
/// that they are found in a file that is damaged elsewhere.
fn stands_alone(object: &Object) -> bool {
    let leads = || matches!(object.type_name(), Ok(b"Catalog" | b"Filespec"));
    matches!(object, Object::Stream(_)) || leads()
}

/// A file as it is written, and where its objects are.
struct Body {
    bytes: Vec<u8>,
    table: Xref,
}

impl Body {
    fn new(version: &str) -> Self {
        // Four bytes that are no text, for those who ask whether the file is.
        let head = [b"%PDF-", version.as_bytes(), b"\n%", &[0x80; 4], b"\n"].concat();
        Self { bytes: head, table: Xref::new(0, XrefType::CrossReferenceStream) }
    }

    fn add(&mut self, id: u32, object: &Object) -> Result<(), Failure> {
        self.enter(id)?;
        writeln!(self.bytes, "{id} 0 obj")?;
        Writer::write_object(&mut self.bytes, object)?;
        self.bytes.extend(b"\nendobj\n");
        Ok(())
    }

    /// Notes that an object begins here.
    fn enter(&mut self, id: u32) -> Result<(), Failure> {
        let offset = u32::try_from(self.bytes.len())?;
        self.table.insert(id, XrefEntry::Normal { offset, generation: 0 });
        Ok(())
    }

    /// Adds a stream of objects (ISO 32000-1, 7.5.7): where each begins, then all of them.
    fn pack(
        &mut self,
        container: u32,
        objects: &[(ObjectId, Object)],
    ) -> Result<(), Failure> {
        let (mut places, mut body) = (String::new(), Vec::new());
        for (((id, _), object), index) in objects.iter().zip(0..) {
            write!(places, "{id} {} ", body.len())?;
            Writer::write_object(&mut body, object)?;
            body.push(b' ');
            self.table.insert(*id, XrefEntry::Compressed { container, index });
        }
        let list = dictionary! {
            "Type" => "ObjStm",
            "N" => i64::try_from(objects.len())?,
            "First" => i64::try_from(places.len())?,
            "Filter" => "FlateDecode",
        };
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        packed.write_all(places.as_bytes())?;
        packed.write_all(&body)?;
        self.add(container, &Stream::new(list, packed.finish()?).into())
    }

    /// Ends the file with the cross-reference stream (ISO 32000-1, 7.5.8), which is in its
    /// own table.
    fn finish(mut self, id: u32, mut trailer: Dictionary) -> Result<Vec<u8>, Failure> {
        let begin = self.bytes.len();
        self.enter(id)?;
        let mut rows = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        rows.write_all(&differences(&self.table))?;
        let columns = COLUMNS as i64;
        let parameters = dictionary! { "Predictor" => 12, "Columns" => columns };
        trailer.set("Type", "XRef");
        trailer.set("Size", i64::from(self.table.size));
        trailer.set("W", WIDTHS.map(|it| Object::from(it as i64)).to_vec());
        trailer.set("Index", XrefStreamBuilder::new(&self.table).build_index_array());
        trailer.set("Filter", "FlateDecode");
        trailer.set("DecodeParms", parameters);
        self.add(id, &Stream::new(trailer, rows.finish()?).into())?;
        write!(self.bytes, "startxref\n{begin}\n%%EOF")?;
        Ok(self.bytes)
    }
}

/// The entries of a table, each as what it differs by from the one above, which is next to
/// nothing: PNG's filter "up", that a reader of PDF knows as well.
fn differences(table: &Xref) -> Vec<u8> {
    const UP: u8 = 2;
    let mut above = vec![0; COLUMNS];
    let mut rows = Vec::new();
    for entry in table.entries.values() {
        let row = entry.encode_for_xref_stream(&WIDTHS);
        rows.push(UP);
        rows.extend(row.iter().zip(&above).map(|(it, above)| it.wrapping_sub(*above)));
        above = row;
    }
    rows
}

#[cfg(test)]
mod tests {
    use lopdf::xref::XrefEntry;
    use lopdf::{Dictionary, Document, Object, Stream, dictionary};

    use super::{TOGETHER, written};

    fn at(id: u32) -> Object {
        Object::Reference((id, 0))
    }

    /// A file with an attachment, and as many other objects.
    fn file(others: usize) -> Document {
        let mut file = Document::with_version("1.7");
        let data = Stream::new(Dictionary::new(), b"the data".to_vec());
        let objects: [Object; 4] = [
            dictionary! { "Type" => "Catalog", "AF" => vec![at(3)] }.into(),
            data.into(),
            dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => at(2) } }
                .into(),
            dictionary! { "Title" => Object::string_literal("a title") }.into(),
        ];
        for object in objects {
            file.add_object(object);
        }
        file.trailer = dictionary! { "Root" => at(1), "Info" => at(4) };
        // Numbers without an object say nothing.
        file.max_id = 9;
        for number in 0..others {
            let odd = Object::string_literal(*b"(\\\r\x00\xFF");
            file.add_object(vec![(number as i64).into(), 0.5.into(), odd, at(3)]);
        }
        file
    }

    fn holds(bytes: &[u8], words: &str) -> bool {
        bytes.windows(words.len()).any(|it| it == words.as_bytes())
    }

    /// Checks that each object of a stream of objects has the place that the table says.
    fn assert_in_place(file: &Document, container: u32, stream: &Stream) {
        let list = stream.decompressed_content().expect("a list");
        let count = stream.dict.get(b"N").and_then(Object::as_i64).expect("a count");
        let ids = list.split(|it| *it == b' ').step_by(2).zip(0..count);
        for (id, place) in ids {
            let id = std::str::from_utf8(id).expect("digits").parse().expect("a number");
            let said = match file.reference_table.get(id) {
                Some(XrefEntry::Compressed { container, index }) => (*container, *index),
                _ => (0, 0),
            };
            assert_eq!((said.0, i64::from(said.1)), (container, place), "{id}");
        }
    }

    /// Every object is read as it was, whether there is one stream of them or three.
    #[test]
    fn every_object_comes_back() {
        for (others, streams) in [(0, 1), (2 * TOGETHER, 3)] {
            let file = file(others);
            let small = written(file.clone()).expect("written");
            let mut read = Document::load_mem(&small).expect("read");
            assert!(read.xref_recovery.is_none());
            let objects = std::mem::take(&mut read.objects).into_iter();
            let (new, old): (Vec<_>, Vec<_>) = objects
                .partition(|(_, it)| matches!(it.type_name(), Ok(b"ObjStm" | b"XRef")));
            assert_eq!(new.len(), streams + 1);
            for ((id, _), object) in &new {
                if object.type_name().is_ok_and(|it| it == b"ObjStm") {
                    assert_in_place(&read, *id, object.as_stream().expect("a stream"));
                }
            }
            read.objects = old.into_iter().collect();
            assert_eq!(read.objects, file.objects);
            for (key, value) in &file.trailer {
                assert_eq!(read.trailer.get(key).ok(), Some(value));
            }
        }
    }

    /// A reader that cannot unpack anything finds the way to the data.
    #[test]
    fn the_way_to_the_data_is_not_packed() {
        let small = written(file(9)).expect("written");
        for plain in ["/Type/Catalog", "/Type/Filespec", "stream\nthe data\nendstream"] {
            assert!(holds(&small, plain), "{plain}");
        }
        assert!(!holds(&small, "a title"));
    }
}
