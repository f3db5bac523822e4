//! The structure of a file with less to it: what says nothing to a reader goes.

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::heads;

/// How the lines of a table are drawn; the page shows it, and nobody reads it out.
const DRAWN: [&[u8]; 3] = [b"BorderColor", b"BorderStyle", b"BorderThickness"];

/// What a paragraph may say for its cell to say it in its place.
const PLAIN: [&[u8]; 5] = [b"Type", b"S", b"P", b"K", b"Pg"];

/// Takes away the looks of tables, what is said of their heads twice, and the paragraph
/// around all that is in a cell: the cell holds it as well. Gives the paragraphs gone, and
/// the cells in their places.
pub(super) fn prune(file: &mut Document) -> HashMap<ObjectId, ObjectId> {
    for object in file.objects.values_mut() {
        coarsen(object);
        literal(object);
        let Ok(element) = object.as_dict_mut() else { continue };
        attributes(element);
        // It need not be said of what has a role (ISO 32000-1, table 323).
        if element.has_type(b"StructElem") {
            element.remove(b"Type");
        }
        // Where it lies is where its element does.
        for kid in
            element.get_mut(b"K").and_then(Object::as_array_mut).into_iter().flatten()
        {
            if let Ok(area) = kid.as_dict_mut()
                && area.has_type(b"OBJR")
            {
                area.remove(b"Pg");
            }
        }
    }
    heads::prune(file);
    inline(file);
    let cells: Vec<_> = file.objects.iter().filter_map(|it| sole(file, it)).collect();
    for (cell, paragraph) in &cells {
        let Some(Object::Dictionary(mut gone)) = file.objects.remove(paragraph) else {
            continue;
        };
        let cell = file.objects.get_mut(cell).and_then(|it| it.as_dict_mut().ok());
        let Some(cell) = cell else { continue };
        for key in ["K", "Pg"] {
            if let Some(value) = gone.remove(key.as_bytes()) {
                cell.set(key, value);
            }
        }
    }
    cells.into_iter().map(|(cell, paragraph)| (paragraph, cell)).collect()
}

/// Areas of links to whole points, around what they cover, and where links lead as well: no
/// finger and no eye is as fine as more.
fn coarsen(object: &mut Object) {
    let whole = |place: &mut Object, round: fn(f32) -> f32| {
        if let Object::Real(real) = place {
            *place = Object::Integer(round(*real) as i64);
        }
    };
    match object {
        Object::Dictionary(link) if link.has_type(b"Annot") => {
            let area = link.get_mut(b"Rect").and_then(Object::as_array_mut);
            let rounds = [f32::floor, f32::floor, f32::ceil, f32::ceil];
            for (place, round) in area.into_iter().flatten().zip(rounds) {
                whole(place, round);
            }
            let lines = link.get_mut(b"QuadPoints").and_then(Object::as_array_mut);
            lines.into_iter().flatten().for_each(|place| whole(place, f32::round));
        }
        Object::Array(target) if matches!(target.get(1), Some(Object::Name(name)) if name == b"XYZ") =>
        {
            target.iter_mut().for_each(|place| whole(place, f32::ceil));
        }
        _ => {}
    }
}

/// Writes what is said of an element byte by byte, and not in digits.
fn literal(object: &mut Object) {
    match object {
        Object::String(_, format) => *format = StringFormat::Literal,
        Object::Dictionary(entries) => {
            entries.iter_mut().for_each(|(_, value)| literal(value));
        }
        _ => {}
    }
}

/// Writes each place that only one link leads to where that link is.
fn inline(file: &mut Document) -> Option<()> {
    let led =
        |object: &Object| object.as_dict().ok()?.get(b"Dest").ok()?.as_reference().ok();
    let mut links: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in &file.objects {
        if let Some(place) = led(object) {
            links.entry(place).or_default().push(*id);
        }
    }
    for (place, links) in links {
        if let [link] = links.as_slice()
            && let Some(place) = file.objects.remove(&place)
        {
            file.get_object_mut(*link)
                .and_then(Object::as_dict_mut)
                .ok()?
                .set("Dest", place);
        }
    }
    Some(())
}

/// Takes from the attributes of an element what is for the eye.
fn attributes(element: &mut Dictionary) {
    let Ok(all) = element.get_mut(b"A").and_then(Object::as_array_mut) else { return };
    all.iter_mut().for_each(unadorned);
    all.retain(|it| it.as_dict().map_or(true, |it| it.len() > 1));
    match all.as_slice() {
        [] => {
            element.remove(b"A");
        }
        [only] => {
            let only = only.clone();
            element.set("A", only);
        }
        _ => {}
    }
}

/// Takes the looks from the attributes.
fn unadorned(attributes: &mut Object) {
    let Ok(attributes) = attributes.as_dict_mut() else { return };
    if is(attributes, b"O", &[b"Layout"]) {
        for key in DRAWN {
            attributes.remove(key);
        }
    }
    if attributes.get(b"Headers").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
        attributes.remove(b"Headers");
    }
}

/// A cell and the paragraph that is all it holds.
fn sole(
    file: &Document,
    (id, object): (&ObjectId, &Object),
) -> Option<(ObjectId, ObjectId)> {
    let cell = object.as_dict().ok()?;
    let held = cell.get(b"K").and_then(Object::as_array).ok()?;
    let [Object::Reference(only)] = held.as_slice() else { return None };
    let paragraph = file.objects.get(only)?.as_dict().ok()?;
    let plain = paragraph.iter().all(|(key, _)| PLAIN.contains(&key.as_slice()));
    let fits = is(cell, b"S", &[b"TD", b"TH"]) && is(paragraph, b"S", &[b"P"]);
    (fits && plain && paragraph.has(b"K")).then_some((*id, *only))
}

fn is(dictionary: &Dictionary, key: &[u8], names: &[&[u8]]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|it| names.contains(&it))
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, ObjectId, Writer, dictionary};

    use super::prune;

    fn at(id: u32) -> Object {
        Object::Reference((id, 0))
    }

    /// A file of these objects, numbered from 1.
    fn file(objects: Vec<Object>) -> Document {
        let mut file = Document::with_version("1.7");
        file.objects = (1..).map(|id: u32| (id, 0)).zip(objects).collect();
        file
    }

    fn said(file: &Document, id: u32) -> String {
        let Some(object) = file.objects.get(&(id, 0)) else { return "gone".into() };
        let mut out = Vec::new();
        Writer::write_object(&mut out, object).expect("bytes");
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn a_cell_holds_what_its_only_paragraph_held() {
        let element = |role: &str, up: u32, kids: Vec<Object>| {
            let parent = at(up);
            dictionary! { "Type" => "StructElem", "S" => role, "P" => parent, "K" => kids }
        };
        let mut titled = element("P", 3, vec![7.into()]);
        titled.set("Lang", "fr");
        let mut file = file(vec![
            element("TD", 9, vec![at(2)]).into(),
            element("P", 1, vec![5.into(), 6.into()]).into(),
            element("TD", 9, vec![at(4)]).into(),
            titled.into(),
            element("Div", 9, vec![at(6)]).into(),
            element("P", 5, vec![8.into()]).into(),
        ]);
        let moved: Vec<(ObjectId, ObjectId)> = prune(&mut file).into_iter().collect();
        assert_eq!(moved, [((2, 0), (1, 0))]);
        assert_eq!(said(&file, 1), "<</K[5 6]/S/TD/P 9 0 R>>");
        assert_eq!(said(&file, 2), "gone");
        // What says more than that it is a paragraph stays, and so does one in no cell.
        assert_eq!(said(&file, 3), "<</K[4 0 R]/S/TD/P 9 0 R>>");
        assert_eq!(said(&file, 4), "<</Lang/fr/S/P/P 3 0 R/K[7]>>");
        assert_eq!(said(&file, 6), "<</K[8]/S/P/P 5 0 R>>");
    }

    #[test]
    fn looks_go_and_what_is_read_out_stays() {
        let looks = dictionary! {
            "O" => "Layout", "BorderStyle" => "Solid", "BorderColor" => vec![0.into()]
        };
        let table = dictionary! {
            "O" => "Table", "ColSpan" => 2, "Headers" => Object::Array(vec![])
        };
        let width = dictionary! { "O" => "Layout", "Width" => 9, "BorderThickness" => 1 };
        let with =
            |all: Vec<Object>| Object::from(dictionary! { "S" => "TD", "A" => all });
        let mut file = file(vec![
            with(vec![looks.clone().into()]),
            with(vec![looks.clone().into(), table.clone().into()]),
            with(vec![width.into(), table.into()]),
        ]);
        prune(&mut file);
        assert_eq!(said(&file, 1), "<</S/TD>>");
        assert_eq!(said(&file, 2), "<</S/TD/A<</O/Table/ColSpan 2>>>>");
        assert_eq!(
            said(&file, 3),
            "<</S/TD/A[<</O/Layout/Width 9>><</O/Table/ColSpan 2>>]>>"
        );
    }

    #[test]
    fn links_are_as_fine_as_a_finger_and_cover_what_they_did() {
        let reals =
            |all: &[f32]| all.iter().map(|it| Object::from(*it)).collect::<Vec<_>>();
        let link = |to: u32| {
            dictionary! {
                "Type" => "Annot", "Rect" => reals(&[1.2, 2.8, 3.2, 4.8]), "Dest" => at(to)
            }
        };
        let mut place = vec![at(9), "XYZ".into()];
        place.extend(reals(&[51.02, 700.4, 0.0]));
        let mut file = file(vec![
            link(4).into(),
            link(4).into(),
            link(5).into(),
            place.clone().into(),
            place.into(),
        ]);
        prune(&mut file);
        assert_eq!(said(&file, 1), "<</Type/Annot/Rect[1 2 4 5]/Dest 4 0 R>>");
        assert_eq!(said(&file, 4), "[9 0 R/XYZ 52 701 0]");
        // Where only one link leads, that link says so itself.
        assert_eq!(
            said(&file, 3),
            "<</Type/Annot/Rect[1 2 4 5]/Dest[9 0 R/XYZ 52 701 0]>>"
        );
        assert_eq!(said(&file, 5), "gone");
    }
}
