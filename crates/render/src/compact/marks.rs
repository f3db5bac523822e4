//! Marks on a page, fewer: each piece of content says which part of the structure it is,
//! and the lines of a paragraph say it once for all.

use std::collections::{BTreeMap, HashMap};

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
                let number = number(step);
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
pub(super) fn settle(file: &mut Document, pages: &BTreeMap<ObjectId, Numbers>) {
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

fn rename(kid: &mut Object, page: Option<ObjectId>, pages: &BTreeMap<ObjectId, Numbers>) {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use lopdf::{Document, Object, dictionary};

    use super::{Pieces, join, pieces, settle};
    use crate::compact::pen;

    const PAGE: (u32, u16) = (1, 0);

    /// Five pieces: two lines, a link, and a line on either side of a rule.
    const LINES: &str = "/P<</MCID 0>>BDC 1 Tj EMC /P<</MCID 1>>BDC 2 Tj EMC
        /P<</MCID 2>>BDC 3 Tj EMC /P<</MCID 3>>BDC 4 Tj EMC
        /Artifact<</Type/Layout>>BDC EMC /Artifact<</Type/Layout>>BDC n EMC
        /Artifact<</Type/Layout>>BDC n EMC /P<</MCID 4>>BDC 5 Tj EMC";

    fn joined(content: &str, pieces: &Pieces) -> Option<(String, Vec<Option<i64>>)> {
        let steps = pen::read(content.as_bytes())?;
        let (steps, numbers) = join(&steps, PAGE, pieces)?;
        let mut out = Vec::new();
        steps.iter().try_for_each(|step| pen::write(&mut out, step))?;
        Some((String::from_utf8_lossy(&out).into_owned(), numbers))
    }

    /// A file whose page has these pieces, in a paragraph with a link.
    fn file() -> Document {
        let mut file = Document::with_version("1.7");
        let owner = |id| Object::Reference((id, 0));
        let list = vec![owner(5), owner(5), owner(6), owner(5), owner(5)];
        let kids = vec![0.into(), 1.into(), owner(6), 3.into(), 4.into()];
        let tree = dictionary! { "Nums" => vec![7.into(), owner(3)] };
        for (id, object) in [
            (1, dictionary! { "Type" => "Page", "StructParents" => 7 }.into()),
            (
                2,
                dictionary! { "Kids" => vec![owner(1)], "Count" => 1, "Type" => "Pages" }
                    .into(),
            ),
            (3, list.into()),
            (4, dictionary! { "ParentTree" => tree, "K" => vec![owner(5)] }.into()),
            (5, dictionary! { "S" => "P", "Pg" => owner(1), "K" => kids }.into()),
            (6, dictionary! { "S" => "Link", "Pg" => owner(1), "K" => 2 }.into()),
            (
                8,
                dictionary! {
                    "Type" => "Catalog", "Pages" => owner(2), "StructTreeRoot" => owner(4)
                }
                .into(),
            ),
        ] {
            let object: Object = object;
            file.objects.insert((id, 0), object);
        }
        file.trailer.set("Root", owner(8));
        file
    }

    #[test]
    fn the_lines_of_a_paragraph_are_one_piece_and_so_is_decoration() {
        let mut file = file();
        let (content, numbers) = joined(LINES, &pieces(&file)).expect("pieces");
        assert_eq!(
            content,
            "/P<</MCID 0>>BDC 1 Tj 2 Tj EMC/P<</MCID 1>>BDC 3 Tj EMC/P<</MCID 2>>BDC 4 Tj \
             EMC/Artifact<</Type/Layout>>BDC n n EMC/P<</MCID 3>>BDC 5 Tj EMC"
        );
        assert_eq!(numbers, [Some(0), None, Some(1), Some(2), Some(3)]);

        settle(&mut file, &BTreeMap::from([(PAGE, numbers)]));
        let kids = |id| file.get_dictionary((id, 0)).and_then(|it| it.get(b"K")).ok();
        let link = Object::Reference((6, 0));
        let left: Object = vec![0.into(), link, 2.into(), 3.into()].into();
        assert_eq!((kids(5), kids(6)), (Some(&left), Some(&1.into())));
        let owners = file.get_object((3, 0)).and_then(Object::as_array).expect("a list");
        let owners: Vec<_> =
            owners.iter().filter_map(|it| it.as_reference().ok()).collect();
        assert_eq!(owners, [(5, 0), (6, 0), (5, 0), (5, 0)]);
    }

    #[test]
    fn pieces_that_are_not_all_known_stay_as_they_are() {
        let pieces = pieces(&file());
        for odd in [
            LINES.replace("MCID 4", "MCID 5"),
            LINES.replace("/P<</MCID 4>>BDC 5 Tj EMC", ""),
            LINES.replace("5 Tj EMC", "5 Tj"),
        ] {
            assert_eq!(joined(&odd, &pieces), None, "{odd}");
        }
    }
}
