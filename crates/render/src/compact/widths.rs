//! How wide the glyphs of a face are, as its file says (ISO 32000-1, 9.7.4.3).

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::letters::Numbers;

/// A face on a page.
#[derive(Default)]
pub(super) struct Face {
    /// The width of each glyph, in thousandths of the size.
    pub(super) widths: HashMap<u16, f64>,
    /// The new numbers of the glyphs.
    pub(super) numbers: Numbers,
}

/// The faces of a page, by the names that its content gives them.
pub(super) type Faces = HashMap<Vec<u8>, Rc<Face>>;

/// Looks up the faces of a page; those in `known` have been looked up before.
pub(super) fn of_page(
    file: &Document,
    page: ObjectId,
    numbers: &HashMap<ObjectId, Numbers>,
    known: &mut HashMap<ObjectId, Rc<Face>>,
) -> Faces {
    let faces = file.get_dictionary(page).and_then(|it| it.get_deref(b"Resources", file));
    let faces =
        faces.and_then(Object::as_dict).and_then(|it| it.get_deref(b"Font", file));
    let faces = faces.and_then(Object::as_dict).into_iter().flatten();
    let named = faces.filter_map(|(name, face)| {
        let id = face.as_reference().ok()?;
        let face = match known.get(&id) {
            Some(face) => Rc::clone(face),
            None => {
                let widths = of_face(file, file.get_dictionary(id).ok()?);
                let numbers = numbers.get(&id).cloned().unwrap_or_default();
                let face = Rc::new(Face { widths: widths.unwrap_or_default(), numbers });
                known.insert(id, Rc::clone(&face));
                face
            }
        };
        Some(([b"/", name.as_slice()].concat(), face))
    });
    named.collect()
}

/// Nothing but where two bytes name a glyph by its number.
fn of_face(file: &Document, face: &Dictionary) -> Option<HashMap<u16, f64>> {
    let by_number =
        face.get(b"Encoding").and_then(Object::as_name).ok()? == b"Identity-H";
    let whole = face.get_deref(b"DescendantFonts", file).and_then(Object::as_array);
    let [whole] = whole.ok()?.as_slice() else { return None };
    let whole = file.dereference(whole).ok()?.1.as_dict().ok()?;
    let runs = runs(whole.get_deref(b"W", file).and_then(Object::as_array).ok()?)?;
    let each = each(&runs).map(|(glyph, width)| (glyph, f64::from(width)));
    by_number.then(|| each.collect())
}

/// Gives the widths of a face to the new numbers of its glyphs, those of glyphs that follow
/// each other as one list.
pub(super) fn renumber(face: &mut Dictionary, numbers: &Numbers) -> Option<()> {
    let old = face.get_mut(b"W").and_then(Object::as_array_mut).ok()?;
    let widths: HashMap<_, _> = each(&runs(old)?).collect();
    let wide = numbers.pairs().filter_map(|(new, old)| Some((new, *widths.get(&old)?)));
    let wide: BTreeMap<_, _> = wide.collect();
    let mut rows: Vec<(u16, Vec<Object>)> = Vec::new();
    for (glyph, width) in wide {
        match rows.last_mut() {
            Some((first, row))
                if usize::from(*first) + row.len() == usize::from(glyph) =>
            {
                row.push(number(width));
            }
            _ => rows.push((glyph, vec![number(width)])),
        }
    }
    *old = rows.into_iter().flat_map(|(first, row)| [first.into(), row.into()]).collect();
    Some(())
}

/// A number without the decimals that come of a face being drawn in other units.
fn number(value: f32) -> Object {
    let value = (value * 1000.0).round() / 1000.0;
    if value.fract() == 0.0 { Object::Integer(value as i64) } else { Object::Real(value) }
}

/// The widths of glyphs that follow each other, and the first of them.
fn runs(widths: &[Object]) -> Option<Vec<(u16, Vec<f32>)>> {
    let bound = |it: &Object| u16::try_from(it.as_i64().ok()?).ok();
    let mut runs = Vec::new();
    let mut rest = widths;
    while let [first, second, behind @ ..] = rest {
        let first = bound(first)?;
        match (second, behind) {
            (Object::Array(row), _) => {
                let row = row.iter().map(|it| it.as_float().ok());
                runs.push((first, row.collect::<Option<_>>()?));
                rest = behind;
            }
            (last, [width, behind @ ..]) => {
                let glyphs = first..=bound(last)?;
                runs.push((first, vec![width.as_float().ok()?; glyphs.count()]));
                rest = behind;
            }
            _ => return None,
        }
    }
    rest.is_empty().then_some(runs)
}

fn each(runs: &[(u16, Vec<f32>)]) -> impl Iterator<Item = (u16, f32)> {
    runs.iter().flat_map(|(first, row)| (*first..).zip(row.iter().copied()))
}
