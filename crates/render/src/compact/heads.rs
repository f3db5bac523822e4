//! The heads of tables, said once: where the scope of each leads a reader to the heads of a
//! cell, the cell need not list them (ISO 14289-1, 7.5).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The most cells of a table that are looked at.
const MOST: usize = 100_000;

/// A cell, and the fields it lies on.
struct Cell<'a> {
    id: ObjectId,
    element: &'a Dictionary,
    rows: Range<usize>,
    columns: Range<usize>,
}

/// Takes the lists of heads from tables in which the scopes say the same, and the names of
/// heads that no list is left to name.
pub(super) fn prune(file: &mut Document) {
    let tables = file.objects.values().filter_map(|it| it.as_dict().ok());
    let plain = tables.filter(|it| is(it, b"Table")).filter_map(|it| regular(file, it));
    let mut gone: HashSet<Vec<u8>> = HashSet::new();
    for cell in plain.flatten().collect::<Vec<_>>() {
        let cell = file.objects.get_mut(&cell).and_then(|it| it.as_dict_mut().ok());
        let Some(cell) = cell else { continue };
        if let Some(Object::String(name, _)) = cell.remove(b"ID") {
            gone.insert(name);
        }
        if let Ok(attributes) = cell.get_mut(b"A").and_then(Object::as_dict_mut) {
            attributes.remove(b"Headers");
            if attributes.len() < 2 {
                cell.remove(b"A");
            }
        }
    }
    forget(file, &gone);
}

/// Heads by the row or column that they lead: where each ends across it, and its name.
type Leads<'a> = HashMap<usize, Vec<(usize, &'a [u8])>>;

/// The cells of a table in which the heads that each cell lists are those of its rows and
/// its columns.
fn regular(file: &Document, table: &Dictionary) -> Option<Vec<ObjectId>> {
    let cells = cells(file, table)?;
    let (mut rows, mut columns) = (Leads::new(), Leads::new());
    for head in cells.iter().filter(|cell| is(cell.element, b"TH")) {
        let name = head.element.get(b"ID").and_then(Object::as_str).ok()?;
        match attribute(head.element, b"Scope")?.as_name().ok()? {
            b"Column" => lead(&mut columns, &head.columns, head.rows.end, name),
            b"Row" => lead(&mut rows, &head.rows, head.columns.end, name),
            _ => return None,
        }
    }
    for cell in cells.iter().filter(|cell| is(cell.element, b"TD")) {
        // More than one list of attributes is not looked into.
        if cell.element.get(b"A").is_ok_and(|it| it.as_dict().is_err()) {
            return None;
        }
        let listed = attribute(cell.element, b"Headers").map(Object::as_array);
        let listed = listed.transpose().ok()?.into_iter().flatten();
        let listed: BTreeSet<_> = listed.filter_map(|it| it.as_str().ok()).collect();
        let above = led(&columns, &cell.columns, cell.rows.start);
        let beside = led(&rows, &cell.rows, cell.columns.start);
        if listed != above.chain(beside).collect() {
            return None;
        }
    }
    Some(cells.into_iter().map(|cell| cell.id).collect())
}

fn lead<'a>(leads: &mut Leads<'a>, along: &Range<usize>, end: usize, name: &'a [u8]) {
    for at in along.clone() {
        leads.entry(at).or_default().push((end, name));
    }
}

/// The heads of some rows or columns that end before a place in them.
fn led<'a>(
    leads: &Leads<'a>,
    along: &Range<usize>,
    begin: usize,
) -> impl Iterator<Item = &'a [u8]> {
    let heads = along.clone().filter_map(|at| leads.get(&at)).flatten();
    heads.filter(move |(end, _)| *end <= begin).map(|(_, name)| *name)
}

/// The cells of a table, each in its place (ISO 32000-1, 14.8.4.3.4).
fn cells<'a>(file: &'a Document, table: &'a Dictionary) -> Option<Vec<Cell<'a>>> {
    let mut rows = Vec::new();
    for (_, kid) in kids(file, table)? {
        match kid.get(b"S").and_then(Object::as_name).ok()? {
            b"TR" => rows.push(kid),
            b"THead" | b"TBody" | b"TFoot" => {
                rows.extend(kids(file, kid)?.into_iter().map(|(_, row)| row));
            }
            b"Caption" => {}
            _ => return None,
        }
    }
    let mut cells = Vec::new();
    let mut taken: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for (id, element) in kids(file, row)? {
            while taken.get(&y).is_some_and(|it| it.contains(&x)) {
                x += 1;
            }
            let span = |key| match attribute(element, key) {
                Some(span) => usize::try_from(span.as_i64().ok()?).ok(),
                None => Some(1),
            };
            let (rows, columns) = (y..y + span(b"RowSpan")?, x..x + span(b"ColSpan")?);
            if cells.len() + rows.len() * columns.len() > MOST {
                return None;
            }
            for y in rows.clone() {
                taken.entry(y).or_default().extend(columns.clone());
            }
            cells.push(Cell { id, element, rows, columns });
        }
    }
    Some(cells)
}

/// The elements below one that holds nothing else.
fn kids<'a>(
    file: &'a Document,
    element: &'a Dictionary,
) -> Option<Vec<(ObjectId, &'a Dictionary)>> {
    let kids = element.get(b"K").and_then(Object::as_array).ok()?;
    let found = kids.iter().map(|kid| {
        let id = kid.as_reference().ok()?;
        Some((id, file.get_dictionary(id).ok()?))
    });
    found.collect()
}

fn attribute<'a>(element: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    element.get(b"A").and_then(Object::as_dict).ok()?.get(key).ok()
}

/// Takes names from the list of all of them.
fn forget(file: &mut Document, gone: &HashSet<Vec<u8>>) -> Option<()> {
    let root = file.catalog().ok()?.get(b"StructTreeRoot").and_then(Object::as_reference);
    let root = file.get_object_mut(root.ok()?).and_then(Object::as_dict_mut).ok()?;
    let names = root.get_mut(b"IDTree").and_then(Object::as_dict_mut).ok()?;
    let names = names.get_mut(b"Names").and_then(Object::as_array_mut).ok()?;
    let pairs = std::mem::take(names);
    let is_gone = |name: &Object| name.as_str().is_ok_and(|name| gone.contains(name));
    for pair in pairs.chunks(2).filter(|it| !it.first().is_some_and(is_gone)) {
        names.extend_from_slice(pair);
    }
    if names.is_empty() {
        root.remove(b"IDTree");
    }
    Some(())
}

fn is(element: &Dictionary, role: &[u8]) -> bool {
    element.get(b"S").and_then(Object::as_name).is_ok_and(|it| it == role)
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document, Object, dictionary};

    use super::prune;

    /// A table of heads above and beside two cells. The last cell lists these heads.
    fn table(listed: &[&str], scope: &str) -> Document {
        let mut file = Document::with_version("1.7");
        let text = |it: &str| Object::string_literal(it);
        let head = |id: &str, scope: &str| {
            let attributes = dictionary! { "O" => "Table", "Scope" => scope };
            dictionary! { "S" => "TH", "ID" => text(id), "A" => attributes }
        };
        let cell = |heads: &[&str]| {
            let heads: Vec<_> = heads.iter().map(|it| text(it)).collect();
            let attributes = dictionary! { "O" => "Table", "Headers" => heads };
            dictionary! { "S" => "TD", "A" => attributes }
        };
        let rows = [
            vec![dictionary! { "S" => "TD" }, head("a", "Column"), head("b", "Column")],
            vec![head("c", scope), cell(&["a", "c"]), cell(listed)],
        ];
        let mut add = |dict: Dictionary| Object::Reference(file.add_object(dict));
        let rows = rows.map(|row| {
            let cells: Vec<_> = row.into_iter().map(&mut add).collect();
            add(dictionary! { "S" => "TR", "K" => cells })
        });
        let table = add(dictionary! { "S" => "Table", "K" => rows.to_vec() });
        let names = ["a", "b", "c"].into_iter().flat_map(|it| [text(it), 0.into()]);
        let names = dictionary! { "Names" => names.collect::<Vec<_>>() };
        let root = add(dictionary! { "K" => vec![table], "IDTree" => names });
        let catalog = add(dictionary! { "StructTreeRoot" => root });
        file.trailer.set("Root", catalog);
        file
    }

    /// How many cells list heads, and how many heads have names.
    fn said(file: &Document) -> (usize, usize) {
        let elements = || file.objects.values().filter_map(|it| it.as_dict().ok());
        let lists = |it: &&Dictionary| {
            let attributes = it.get(b"A").and_then(Object::as_dict);
            attributes.is_ok_and(|it| it.has(b"Headers"))
        };
        let root = elements().find(|it| it.has(b"IDTree"));
        let named = elements().filter(|it| it.has(b"ID")).count();
        assert_eq!(root.is_some(), named > 0);
        (elements().filter(lists).count(), named)
    }

    #[test]
    fn lists_go_where_the_scopes_say_the_same() {
        for (listed, scope, left) in [
            (&["b", "c"][..], "Row", (0, 0)),
            (&["c", "b"], "Row", (0, 0)),
            // The row is left out, another column is meant, the head leads nowhere.
            (&["b"], "Row", (2, 3)),
            (&["a", "b", "c"], "Row", (2, 3)),
            (&["b", "c"], "Column", (2, 3)),
        ] {
            let mut file = table(listed, scope);
            prune(&mut file);
            assert_eq!(said(&file), left, "{listed:?} {scope}");
        }
    }
}
