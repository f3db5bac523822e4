//! A face as the page needs it: outlines and widths, nothing to steer a coarse screen.
//!
//! The page names glyphs by their numbers, and its file says what they mean; so names,
//! and the programs that fit outlines to pixels, are of no use in it (ISO 32000-1, 9.9).

use super::letters::Numbers;

/// The tables that a glyph is drawn from.
const KEPT: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

const TRUETYPE: u32 = 0x0001_0000;
/// The mark over the whole file, which its checksum is taken from (OpenType, `head`).
const WHOLE: u32 = 0xB1B0_AFBA;
/// Where `head` keeps that difference, and the width of the offsets in `loca`.
const ADJUSTMENT: usize = 8;
const OFFSETS: usize = 50;
/// Where `hhea` says how many glyphs say how far they go.
const ADVANCES: usize = 34;
/// What `maxp` says of programs: zones, twilight points, storage, functions, definitions,
/// stack and size.
const PROGRAMS: std::ops::Range<usize> = 14..28;

/// The flags of a part of a composite glyph (OpenType, `glyf`).
mod part {
    pub(super) const WORDS: u16 = 0x0001;
    pub(super) const SCALE: u16 = 0x0008;
    pub(super) const MORE: u16 = 0x0020;
    pub(super) const TWO_SCALES: u16 = 0x0040;
    pub(super) const MATRIX: u16 = 0x0080;
    pub(super) const PROGRAM: u16 = 0x0100;
}

/// The face without what the page does not need, its glyphs in the places of their new
/// numbers; `None` if it is not of the plain kind that this knows, and so better left alone.
pub(super) fn bare(face: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    if long(face, 0)? != TRUETYPE {
        return None;
    }
    let glyphs = count(face)?;
    let last = numbers.pairs().map(|(new, _)| new).max()?;
    let mut order = vec![None; usize::from(last) + 1];
    for (new, old) in numbers.pairs().filter(|(_, old)| *old < glyphs) {
        *order.get_mut(usize::from(new))? = Some(old);
    }
    let (glyf, loca) = drawn(face, &order, numbers)?;
    let mut tables = Vec::new();
    for tag in KEPT {
        let data = match tag {
            b"glyf" => glyf.clone(),
            b"loca" => loca.clone(),
            b"head" => head(table(face, tag)?)?,
            b"maxp" => maxp(table(face, tag)?, order.len())?,
            b"hhea" => hhea(table(face, tag)?, order.len())?,
            _ => advances(face, &order)?,
        };
        tables.push((tag, data));
    }
    file(&tables)
}

/// How many glyphs a face has.
pub(super) fn count(face: &[u8]) -> Option<u16> {
    word(table(face, b"maxp")?, 4)
}

/// The data of a table.
fn table<'a>(face: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count: usize = word(face, 4)?.into();
    let record = (0..count).find_map(|at| {
        let record = face.get(12 + 16 * at..28 + 16 * at)?;
        record.starts_with(tag).then_some(record)
    })?;
    let offset = usize::try_from(long(record, 8)?).ok()?;
    let length = usize::try_from(long(record, 12)?).ok()?;
    face.get(offset..offset.checked_add(length)?)
}

/// The outlines without programs, and where each begins.
fn drawn(
    face: &[u8],
    order: &[Option<u16>],
    numbers: &Numbers,
) -> Option<(Vec<u8>, Vec<u8>)> {
    let (glyf, loca) = (table(face, b"glyf")?, table(face, b"loca")?);
    let short = word(table(face, b"head")?, OFFSETS)? == 0;
    let offset = |at: usize| match short {
        true => word(loca, 2 * at).map(|half| 2 * usize::from(half)),
        false => long(loca, 4 * at).and_then(|it| it.try_into().ok()),
    };
    let (mut outlines, mut begins) = (Vec::new(), vec![0_u32]);
    for glyph in order {
        let at = glyph.map(usize::from);
        let glyph = match at {
            Some(at) => glyf.get(offset(at)?..offset(at + 1)?)?,
            None => &[],
        };
        if !glyph.is_empty() {
            outlines.extend(outline(glyph, numbers)?);
            outlines.resize(outlines.len().next_multiple_of(2), 0);
        }
        begins.push(outlines.len().try_into().ok()?);
    }
    let write = |begin: u32| match short {
        true => u16::try_from(begin / 2).ok().map(|it| it.to_be_bytes().to_vec()),
        false => Some(begin.to_be_bytes().to_vec()),
    };
    let loca: Option<Vec<_>> = begins.into_iter().map(write).collect();
    Some((outlines, loca?.concat()))
}

/// A glyph without its program.
fn outline(glyph: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    let contours = word(glyph, 0)?;
    match usize::from(contours) {
        contours if contours < 0x8000 => {
            let ends = 10 + 2 * contours;
            let points = ends + 2 + usize::from(word(glyph, ends)?);
            Some([glyph.get(..ends)?, &[0, 0], glyph.get(points..)?].concat())
        }
        _ => composite(glyph, numbers),
    }
}

fn composite(glyph: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    let mut bare = glyph.to_vec();
    let mut at = 10;
    loop {
        let flags = word(glyph, at)?;
        let kept = (flags & !part::PROGRAM).to_be_bytes();
        bare.get_mut(at..at + 2)?.copy_from_slice(&kept);
        let part = numbers.glyphs.get(&word(glyph, at + 2)?)?.to_be_bytes();
        bare.get_mut(at + 2..at + 4)?.copy_from_slice(&part);
        let has = |flag: u16| flags & flag != 0;
        at += if has(part::WORDS) { 8 } else { 6 };
        at += match () {
            () if has(part::SCALE) => 2,
            () if has(part::TWO_SCALES) => 4,
            () if has(part::MATRIX) => 8,
            () => 0,
        };
        if !has(part::MORE) {
            bare.get(..at)?;
            bare.truncate(at);
            return Some(bare);
        }
    }
}

fn head(table: &[u8]) -> Option<Vec<u8>> {
    let mut head = table.to_vec();
    head.get_mut(ADJUSTMENT..ADJUSTMENT + 4)?.fill(0);
    Some(head)
}

/// How far each glyph goes, and where it begins.
fn advances(face: &[u8], order: &[Option<u16>]) -> Option<Vec<u8>> {
    let (hhea, hmtx) = (table(face, b"hhea")?, table(face, b"hmtx")?);
    let full = usize::from(word(hhea, ADVANCES)?);
    let last = full.checked_sub(1)?;
    let mut out = Vec::new();
    for glyph in order {
        let Some(at) = glyph.map(usize::from) else {
            out.extend([0; 4]);
            continue;
        };
        let begin = if at < full { 4 * at + 2 } else { 4 * full + 2 * (at - full) };
        out.extend(word(hmtx, 4 * at.min(last))?.to_be_bytes());
        out.extend(word(hmtx, begin)?.to_be_bytes());
    }
    Some(out)
}

fn hhea(table: &[u8], glyphs: usize) -> Option<Vec<u8>> {
    let mut hhea = table.to_vec();
    let count = u16::try_from(glyphs).ok()?.to_be_bytes();
    hhea.get_mut(ADVANCES..ADVANCES + 2)?.copy_from_slice(&count);
    Some(hhea)
}

fn maxp(table: &[u8], glyphs: usize) -> Option<Vec<u8>> {
    let mut maxp = table.to_vec();
    let count = u16::try_from(glyphs).ok()?.to_be_bytes();
    maxp.get_mut(4..6)?.copy_from_slice(&count);
    let programs = maxp.get_mut(PROGRAMS)?;
    programs.fill(0);
    // Without a twilight zone there is one.
    *programs.get_mut(1)? = 1;
    Some(maxp)
}

/// The file of these tables, which are in the order of their tags.
fn file(tables: &[(&[u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 16_u16 << power;
    let mut directory = TRUETYPE.to_be_bytes().to_vec();
    for number in [count, range, power.try_into().ok()?, 16 * count - range] {
        directory.extend(number.to_be_bytes());
    }
    let mut body = Vec::new();
    let begin = 12 + 16 * tables.len();
    let mut adjustment = None;
    for (tag, data) in tables {
        let offset = begin + body.len();
        if *tag == b"head" {
            adjustment = Some(offset + ADJUSTMENT);
        }
        directory.extend(*tag);
        directory.extend(sum(data).to_be_bytes());
        directory.extend(u32::try_from(offset).ok()?.to_be_bytes());
        directory.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
        body.extend(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut file = [directory, body].concat();
    let difference = WHOLE.wrapping_sub(sum(&file)).to_be_bytes();
    let at = adjustment?;
    file.get_mut(at..at + 4)?.copy_from_slice(&difference);
    Some(file)
}

/// The sum of the longs of some data, with zeros behind its end.
fn sum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0, |sum, chunk| {
        let mut long = [0; 4];
        long.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        sum.wrapping_add(u32::from_be_bytes(long))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    bytes.try_into().ok().map(u16::from_be_bytes)
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use ttf_parser::{Face, GlyphId, OutlineBuilder};

    use super::{KEPT, WHOLE, bare, count, sum, word};
    use crate::compact::letters::Numbers;

    const FACES: [&[u8]; 3] = [
        include_bytes!("../../../view/fonts/SourceSans3-Regular.ttf"),
        include_bytes!("../../../view/fonts/SourceSans3-It.ttf"),
        include_bytes!("../../../view/fonts/SourceSerif4Display-Regular.ttf"),
    ];

    /// The strokes of a glyph, as words.
    #[derive(Default, PartialEq, Debug)]
    struct Strokes(String);

    impl OutlineBuilder for Strokes {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0 += &format!("m {x} {y} ");
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0 += &format!("l {x} {y} ");
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0 += &format!("q {x1} {y1} {x} {y} ");
        }
        fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
            self.0 += &format!("c {x1} {y1} {x2} {y2} {x} {y} ");
        }
        fn close(&mut self) {
            self.0 += "z ";
        }
    }

    #[test]
    fn a_bare_face_draws_the_same_in_fewer_bytes() {
        for face in FACES {
            let same = numbers(face, |glyph| glyph);
            let less = bare(face, &same).expect("a face");
            assert!(less.len() < face.len());
            assert_eq!(sum(&less), WHOLE);
            assert_eq!(word(&less, 4).map(usize::from), Some(KEPT.len()));
            assert_eq!(bare(&less, &same), Some(less.clone()));
            alike(face, &less, &same);
        }
    }

    /// Every other place stays empty, and the parts of a glyph are found again.
    #[test]
    fn a_face_in_another_order_draws_the_same() {
        for face in FACES {
            let count = count(face).expect("glyphs");
            let turned =
                numbers(face, |glyph| if glyph == 0 { 0 } else { 2 * (count - glyph) });
            let twin = 2 * count + 1;
            let turned = Numbers { twin: Some((7, "00A0", twin)), ..turned };
            let other = bare(face, &turned).expect("a face");
            alike(face, &other, &turned);
            let other = Face::parse(&other, 0).expect("a face");
            assert_eq!(other.number_of_glyphs(), twin + 1);
            assert_eq!(other.glyph_hor_advance(GlyphId(1)), Some(0));
        }
    }

    fn numbers(face: &[u8], place: impl Fn(u16) -> u16) -> Numbers {
        let glyphs = 0..count(face).expect("glyphs");
        Numbers { glyphs: glyphs.map(|it| (it, place(it))).collect(), twin: None }
    }

    fn alike(face: &[u8], other: &[u8], numbers: &Numbers) {
        let face = Face::parse(face, 0).expect("a face");
        let other = Face::parse(other, 0).expect("a face");
        for (new, old) in numbers.pairs() {
            let (new, old) = (GlyphId(new), GlyphId(old));
            let (mut a, mut b) = (Strokes::default(), Strokes::default());
            let boxes =
                (face.outline_glyph(old, &mut a), other.outline_glyph(new, &mut b));
            assert_eq!((boxes.0, a), (boxes.1, b), "{old:?}");
            let wide = |face: &Face<'_>, glyph| {
                (face.glyph_hor_advance(glyph), face.glyph_hor_side_bearing(glyph))
            };
            assert_eq!(wide(&face, old), wide(&other, new), "{old:?}");
        }
    }

    #[test]
    fn a_broken_face_is_left_alone() {
        let same = numbers(FACES[1], |glyph| glyph);
        let face = bare(FACES[1], &same).expect("a face");
        for end in (0..face.len() - 8).step_by(97) {
            assert_eq!(bare(&face[..end], &same), None, "{end}");
        }
        assert_eq!(bare(b"OTTO", &same), None);
    }
}
