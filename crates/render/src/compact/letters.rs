//! The glyphs of all faces numbered in one way: a letter has one number, whatever it is set
//! in. What is said twice then looks the same twice, and one list says what numbers mean.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use lopdf::{Document, Object, ObjectId, Stream};

use super::{face, plain_of, widths};

/// The most entries of one list of letters (Adobe TN 5014, 1.4.1).
const MOST: usize = 100;

/// Spaces, one of which a line does not end at. Most faces draw both by one glyph, and its
/// second meaning would have to be said wherever it is drawn.
pub(super) const SPACES: [&str; 2] = ["0020", "00A0"];

/// The new numbers of the glyphs of a face.
#[derive(Clone, Default)]
pub(super) struct Numbers {
    pub(super) glyphs: BTreeMap<u16, u16>,
    /// A glyph that is there once more for its second meaning: its old number, what it then
    /// means, and its new number.
    pub(super) twin: Option<(u16, &'static str, u16)>,
}

impl Numbers {
    /// Every glyph under its new number, and the old one it had.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u16, u16)> {
        let twin = self.twin.iter().map(|(old, _, new)| (*new, *old));
        self.glyphs.iter().map(|(old, new)| (*new, *old)).chain(twin)
    }
}

/// A letter as UTF-16 in hexadecimal digits, and the how many-th glyph of its face it is
/// drawn by.
type Letter = (String, usize);

/// A face in a file: what its dictionary leads to.
struct Face {
    id: ObjectId,
    whole: ObjectId,
    file: ObjectId,
    outlines: Vec<u8>,
    letters: Vec<(u16, Letter)>,
    /// The glyph of a space, and what it means besides.
    twin: Option<(u16, &'static str)>,
}

/// Numbers the glyphs of the faces anew; gives the numbers for each face.
pub(super) fn number(file: &mut Document) -> HashMap<ObjectId, Numbers> {
    let known = file.objects.keys().filter_map(|id| known(file, *id));
    let faces: Vec<Face> = known.collect();
    let letters =
        faces.iter().flat_map(|it| &it.letters).map(|(_, letter)| letter.clone());
    let twins = faces.iter().filter_map(|it| Some((it.twin?.1.to_owned(), 0)));
    let places = places(letters.chain(twins).collect());
    let list = file.new_object_id();
    let mut numbered = HashMap::new();
    for face in &faces {
        let place = |(glyph, letter): &(_, _)| Some((*glyph, *places.get(letter)?));
        let glyphs: Option<_> = face.letters.iter().map(place).collect();
        let twin = face.twin.and_then(|(glyph, text)| {
            Some((glyph, text, *places.get(&(text.to_owned(), 0))?))
        });
        let numbers = glyphs.map(|glyphs| Numbers { glyphs, twin });
        numbered.extend(numbers.and_then(|it| renumber(file, face, list, it)));
    }
    if !numbered.is_empty() {
        let dict = lopdf::dictionary! { "Type" => "CMap" };
        let stream = Stream::new(dict, said(&places).into_bytes());
        file.objects.insert(list, stream.into());
    }
    numbered
}

/// The face of an object, if it is one of the plain kind.
fn known(file: &Document, id: ObjectId) -> Option<Face> {
    let dict = file.get_dictionary(id).ok()?;
    if dict.get(b"Encoding").and_then(Object::as_name).ok()? != b"Identity-H" {
        return None;
    }
    let whole = dict.get(b"DescendantFonts").and_then(Object::as_array).ok()?;
    let [Object::Reference(whole)] = whole.as_slice() else { return None };
    let described = file.get_dictionary(*whole).ok()?.get_deref(b"FontDescriptor", file);
    let described = described.and_then(Object::as_dict).ok()?;
    let outlines = described.get(b"FontFile2").and_then(Object::as_reference).ok()?;
    let read = |id| plain_of(file.get_object(id).and_then(Object::as_stream).ok()?).ok();
    let list = read(dict.get(b"ToUnicode").and_then(Object::as_reference).ok()?)?;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut letters = Vec::new();
    for (glyph, text) in listed(std::str::from_utf8(&list).ok()?)? {
        let nth = seen.entry(text).or_default();
        letters.push((glyph, (text.to_owned(), *nth)));
        *nth += 1;
    }
    let spaces = SPACES.map(|text| seen.contains_key(text));
    let twin = match spaces {
        [true, false] => Some((SPACES[0], SPACES[1])),
        [false, true] => Some((SPACES[1], SPACES[0])),
        _ => None,
    };
    let twin = twin.and_then(|(text, other)| {
        let is_space = |(_, (it, _)): &&(u16, Letter)| it == text;
        letters.iter().find(is_space).map(|(glyph, _)| (*glyph, other))
    });
    let whole = *whole;
    Some(Face { id, whole, file: outlines, outlines: read(outlines)?, letters, twin })
}

/// What a list says that glyphs mean (Adobe TN 5411); `None` if it is not of the plain kind.
fn listed(list: &str) -> Option<Vec<(u16, &str)>> {
    let mut letters = Vec::new();
    for section in list.split("beginbfchar").skip(1) {
        let (lines, _) = section.split_once("endbfchar")?;
        for line in lines.lines().map(str::trim).filter(|it| !it.is_empty()) {
            let (glyph, text) = line.strip_prefix('<')?.split_once("> <")?;
            let glyph = u16::from_str_radix(glyph, 16).ok()?;
            letters.push((glyph, text.strip_suffix('>')?));
        }
    }
    (!list.contains("beginbfrange")).then_some(letters)
}

/// A number for each letter: those of ASCII keep theirs, the others have what is free.
fn places(letters: BTreeSet<Letter>) -> BTreeMap<Letter, u16> {
    const PLAIN: std::ops::RangeInclusive<u16> = 0x20..=0x7E;
    let plain = |(text, nth): &Letter| {
        let code = u16::from_str_radix(text, 16).ok().filter(|_| text.len() == 4)?;
        (*nth == 0 && PLAIN.contains(&code)).then_some(code)
    };
    // Zero is no glyph, and a carriage return needs more than a byte to be written.
    let mut free = (1..).filter(|it| !PLAIN.contains(it) && it % 256 != 13);
    let mut place = |letter: &Letter| plain(letter).or_else(|| free.next());
    letters.into_iter().filter_map(|it| Some((it.clone(), place(&it)?))).collect()
}

/// Puts the glyphs of a face in the places of their letters, and those that are only parts
/// of others behind them.
fn renumber(
    file: &mut Document,
    face: &Face,
    list: ObjectId,
    mut numbers: Numbers,
) -> Option<(ObjectId, Numbers)> {
    let glyphs = face::count(&face.outlines)?;
    let mut next = numbers.pairs().map(|(new, _)| new).max()?.checked_add(1)?;
    numbers.glyphs.insert(0, 0);
    for glyph in 0..glyphs {
        if let Entry::Vacant(entry) = numbers.glyphs.entry(glyph) {
            entry.insert(next);
            next = next.checked_add(1)?;
        }
    }
    let outlines = face::bare(&face.outlines, &numbers)?;
    let whole = file.get_dictionary_mut(face.whole).ok()?;
    widths::renumber(whole, &numbers)?;
    let old =
        file.get_dictionary_mut(face.id).ok()?.get(b"ToUnicode").ok()?.as_reference();
    file.get_dictionary_mut(face.id).ok()?.set("ToUnicode", list);
    file.objects.remove(&old.ok()?);
    let stream = file.get_object_mut(face.file).and_then(Object::as_stream_mut).ok()?;
    // Its size when unpacked.
    stream.dict.set("Length1", i64::try_from(outlines.len()).ok()?);
    stream.set_plain_content(outlines);
    Some((face.id, numbers))
}

/// The list of letters (Adobe TN 5411). Its readers are particular about every line of it.
fn said(places: &BTreeMap<Letter, u16>) -> String {
    const HEAD: &str = "\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo 3 dict dup begin
    /Registry (Adobe) def
    /Ordering (Identity) def
    /Supplement 0 def
end def
/CMapName /Custom def
/CMapType 0 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";
    const FOOT: &str = "\
endcmap
CMapName currentdict /CMap defineresource pop
end
end";
    let by_place: BTreeMap<_, _> =
        places.iter().map(|((text, _), at)| (at, text)).collect();
    let entries: Vec<_> = by_place.into_iter().collect();
    let mut out = HEAD.to_owned();
    for some in entries.chunks(MOST) {
        out += &format!("{} beginbfchar\n", some.len());
        for (place, text) in some {
            out += &format!("<{place:04X}> <{text}>\n");
        }
        out += "endbfchar\n";
    }
    out + FOOT
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{listed, places, said};

    #[test]
    fn letters_have_one_number_each_and_the_list_says_which() {
        let letter = |text: &str, nth| (text.to_owned(), nth);
        // A second `1`, an em dash, a ligature, a carriage return.
        let mut letters = BTreeSet::from([letter("0041", 0), letter("0031", 0)]);
        letters.extend([letter("0031", 1), letter("2014", 0), letter("00660066", 0)]);
        letters.extend((0..40).map(|nth| letter("000D", nth)));
        let places = places(letters.clone());
        assert_eq!(places.len(), letters.len());
        assert_eq!(places.values().collect::<BTreeSet<_>>().len(), letters.len());
        assert_eq!(places.get(&letter("0041", 0)), Some(&0x41));
        assert_eq!(places.get(&letter("0031", 0)), Some(&0x31));
        assert!(!places.values().any(|it| matches!(it, 0 | 13)));

        let list = said(&places);
        let listed = listed(&list).expect("a list");
        assert_eq!(listed.len(), letters.len());
        for (place, text) in listed {
            let back = places.iter().find(|(_, it)| **it == place);
            assert_eq!(back.map(|((text, _), _)| text.as_str()), Some(text));
        }
    }
}
