//! Marks on a page, fewer: each piece of content says which part of the structure it is,
//! and the lines of a paragraph say it once for all.

use std::collections::HashMap;

use lopdf::{Document, Object, ObjectId};

use super::pen::{Step, Word};

/// A piece of marked content: its page, and its number there.
type Piece = (ObjectId, i64);

/// What has become of the pieces of a page, one after the other: the new number of each, or
/// nothing for one that is now part of the piece before.
pub(super) type Numbers = Vec<Option<i64>>;

/// The pieces of a file.
pub(super) struct Pieces {
    /// How many of a page belong to an element.
    counts: HashMap<ObjectId, usize>,
    /// For each piece the one that follows it in the same element, with nothing between.
    follows: HashMap<Piece, i64>,
}

/// Looks at the structure for the order of its pieces.
pub(super) fn pieces(file: &Document) -> Pieces {
    let counts = file.page_iter().filter_map(|page| Some((page, list(file, page)?.1)));
    let mut follows = HashMap::new();
    for element in file.objects.values().filter_map(|it| it.as_dict().ok()) {
        let Some(page) = reference(element.get(b"Pg").ok()) else { continue };
        let Ok(kids) = element.get(b"K").and_then(Object::as_array) else { continue };
        for pair in kids.windows(2) {
            if let [Object::Integer(piece), Object::Integer(next)] = pair {
                follows.insert((page, *piece), *next);
            }
        }
    }
    Pieces { counts: counts.collect(), follows }
}

/// The list of the elements that the pieces of a page belong to.
fn list(file: &Document, page: ObjectId) -> Option<(ObjectId, usize)> {
    let key =
        file.get_dictionary(page).ok()?.get(b"StructParents").ok()?.as_i64().ok()?;
    let root = file.catalog().ok()?.get_deref(b"StructTreeRoot", file).ok()?;
    let tree = root.as_dict().ok()?.get_deref(b"ParentTree", file).ok()?;
    let entries = tree.as_dict().ok()?.get_deref(b"Nums", file).ok()?.as_array().ok()?;
    let entry = entries.chunks(2).find(|it| it.first() == Some(&Object::Integer(key)))?;
    let list = entry.get(1)?.as_reference().ok()?;
    Some((list, file.get_object(list).ok()?.as_array().ok()?.len()))
}

/// Joins pieces that follow each other on the page as they do in the structure, joins
/// decoration with decoration, and numbers what is left. `None` where the pieces are not
/// numbered one after the other, or not all in the structure.
pub(super) fn join<'a>(
    steps: &[Step<'a>],
    page: ObjectId,
    pieces: &Pieces,
) -> Option<(Vec<Step<'a>>, Numbers)> {
    let mut numbers = Numbers::new();
    let mut joined: Vec<Step<'a>> = Vec::with_capacity(steps.len());
    let mut open: Vec<&Step<'a>> = Vec::new();
    // What the last step has closed.
    let mut closed: Option<&Step<'a>> = None;
    let mut next = 0;
    for step in steps {
        match step.operator {
            b"BDC" | b"BMC" => {
                let number = number(&step);
                let before = closed.take();
                let follows = before.is_some_and(|before| match number {
                    Some(number) => self::number(before)
                        .and_then(|it| pieces.follows.get(&(page, it)))
                        .is_some_and(|it| *it == number),
                    None => is_decoration(before) && before == step,
                });
                open.push(step);
                if let Some(number) = number {
                    if usize::try_from(number) != Ok(numbers.len()) {
                        return None;
                    }
                    numbers.push((!follows).then_some(next));
                }
                if follows {
                    joined.pop();
                    continue;
                }
                if number.is_some() {
                    joined.push(renumbered(step, next)?);
                    next += 1;
                    continue;
                }
            }
            b"EMC" => {
                let begun = open.pop()?;
                let is_empty = joined.last() == Some(begun);
                if is_empty && is_decoration(begun) {
                    joined.pop();
                    continue;
                }
                closed = Some(begun);
            }
            _ => closed = None,
        }
        joined.push(step.clone());
    }
    let all = pieces.counts.get(&page).is_some_and(|all| *all == numbers.len());
    (all && open.is_empty()).then_some((joined, numbers))
}

fn is_decoration(mark: &Step<'_>) -> bool {
    mark.operands.first() == Some(&Word::Other(b"/Artifact"))
}

/// The number of a piece.
fn number(mark: &Step<'_>) -> Option<i64> {
    let at = place(mark)?;
    match mark.operands.get(at)? {
        Word::Number(digits) => std::str::from_utf8(digits).ok()?.parse().ok(),
        _ => None,
    }
}

fn renumbered<'a>(mark: &Step<'a>, number: i64) -> Option<Step<'a>> {
    let mut mark = mark.clone();
    let at = place(&mark)?;
    *mark.operands.get_mut(at)? = Word::Written(number.to_string().into_bytes());
    Some(mark)
}

fn place(mark: &Step<'_>) -> Option<usize> {
    let key = mark.operands.iter().position(|it| *it == Word::Other(b"/MCID"));
    key.map(|at| at + 1)
}

/// Lets the structure name the pieces by their new numbers.
pub(super) fn settle(file: &mut Document, pages: &HashMap<ObjectId, Numbers>) {
    for (page, numbers) in pages {
        let owners = list(file, *page).and_then(|(it, _)| file.objects.get_mut(&it));
        if let Some(Object::Array(owners)) = owners {
            let mut numbers = numbers.iter();
            owners.retain(|_| numbers.next().is_some_and(Option::is_some));
        }
    }
    for element in file.objects.values_mut().filter_map(|it| it.as_dict_mut().ok()) {
        let page = reference(element.get(b"Pg").ok());
        if element.has(b"S")
            && let Ok(kids) = element.get_mut(b"K")
        {
            rename(kids, page, pages);
        }
    }
}

fn rename(kid: &mut Object, page: Option<ObjectId>, pages: &HashMap<ObjectId, Numbers>) {
    let numbers = page.and_then(|page| pages.get(&page));
    let renamed = |number: &i64| {
        let at = usize::try_from(*number).ok()?;
        numbers?.get(at).copied()
    };
    match kid {
        Object::Array(kids) => {
            kids.retain(|kid| match kid {
                Object::Integer(number) => renamed(number) != Some(None),
                _ => true,
            });
            kids.iter_mut().for_each(|kid| rename(kid, page, pages));
        }
        Object::Integer(number) => {
            *number = renamed(number).flatten().unwrap_or(*number);
        }
        // A piece on another page (ISO 32000-1, 14.7.4.2).
        Object::Dictionary(part) => {
            let page = reference(part.get(b"Pg").ok()).or(page);
            if let Ok(number) = part.get_mut(b"MCID") {
                rename(number, page, pages);
            }
        }
        _ => {}
    }
}

fn reference(object: Option<&Object>) -> Option<ObjectId> {
    object?.as_reference().ok()
}
