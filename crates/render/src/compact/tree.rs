//! The structure of a file with less to it: what says nothing to a reader goes.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// How the lines of a table are drawn; the page shows it, and nobody reads it out.
const DRAWN: [&[u8]; 3] = [b"BorderColor", b"BorderStyle", b"BorderThickness"];

/// What a paragraph may say for its cell to say it in its place.
const PLAIN: [&[u8]; 5] = [b"Type", b"S", b"P", b"K", b"Pg"];

/// Takes away the looks of tables, and the paragraph around all that is in a cell: the
/// cell holds it as well. Gives the paragraphs gone, and the cells in their places.
pub(super) fn prune(file: &mut Document) -> HashMap<ObjectId, ObjectId> {
    for object in file.objects.values_mut() {
        coarsen(object);
        if let Ok(element) = object.as_dict_mut()
            && let Ok(attributes) = element.get_mut(b"A").and_then(Object::as_array_mut)
        {
            attributes.iter_mut().for_each(unadorned);
            attributes.retain(|it| it.as_dict().map_or(true, |it| it.len() > 1));
            if attributes.is_empty() {
                element.remove(b"A");
            }
        }
    }
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

/// Places of links to a hundredth of a point, which no finger is as fine as.
fn coarsen(object: &mut Object) {
    let places = match object {
        Object::Dictionary(link) => link.get_mut(b"Rect").and_then(Object::as_array_mut),
        Object::Array(target) => match target.get(1) {
            Some(Object::Name(name)) if name == b"XYZ" => Ok(target),
            _ => return,
        },
        _ => return,
    };
    for place in places.into_iter().flatten() {
        if let Object::Real(place) = place {
            *place = (*place * 100.0).round() / 100.0;
        }
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
