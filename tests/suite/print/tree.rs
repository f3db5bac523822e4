//! The structure of a file as an indented list: role, attributes, and the text it holds.

use std::collections::HashMap;
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::file::{inner, shown, text};

/// Text beyond this is cut: the pages have a snapshot of their own.
const LETTERS: usize = 100;

/// Roles that stand in a line of text: printed inside it, in brackets. What is said in its
/// place follows the text.
const INLINE: [&str; 4] = ["Link", "Span", "Strong", "Em"];

/// The structure tree, an element a line.
pub(crate) fn told(file: &Document) -> String {
    let said: HashMap<ObjectId, HashMap<i64, String>> =
        file.page_iter().map(|page| (page, marked(file, page))).collect();
    let catalog = file.catalog().expect("a catalog");
    let root = inner(file, catalog, b"StructTreeRoot").expect("a structure");
    let tree = Tree { file, said: &said };
    let mut out = String::new();
    for kid in tree.kids(root) {
        tree.element(kid.as_dict().expect("an element"), None, 0, &mut out);
    }
    out
}

struct Tree<'a> {
    file: &'a Document,
    /// The text of each piece of marked content, by page.
    said: &'a HashMap<ObjectId, HashMap<i64, String>>,
}

impl<'a> Tree<'a> {
    fn element(
        &self,
        element: &'a Dictionary,
        page: Option<ObjectId>,
        depth: usize,
        out: &mut String,
    ) {
        let page = page_of(element).or(page);
        let _ = write!(out, "{}{}", "  ".repeat(depth), role(element));
        for key in ["T", "Alt", "ActualText", "Lang"] {
            if let Ok(value) = element.get_deref(key.as_bytes(), self.file) {
                let _ = write!(out, " {}=\"{}\"", key.to_lowercase(), text(value));
            }
        }
        for attributes in self.attributes(element) {
            for key in ["Scope", "RowSpan", "ColSpan", "Summary", "ListNumbering"] {
                if let Ok(value) = attributes.get(key.as_bytes()) {
                    let _ = write!(out, " {}={}", key.to_lowercase(), shown(value));
                }
            }
        }
        let own = self.own_text(element, page);
        if !own.is_empty() {
            let _ = write!(out, ": {}", cut(&own));
        }
        out.push('\n');
        for kid in self.kids(element) {
            if let Some(element) = element_of(kid).filter(|it| !is_inline(it)) {
                self.element(element, page, depth + 1, out);
            }
        }
    }

    fn attributes(&self, element: &'a Dictionary) -> Vec<&'a Dictionary> {
        let Ok(value) = element.get_deref(b"A", self.file) else { return Vec::new() };
        let all = match value {
            Object::Array(all) => all.iter().collect(),
            one => vec![one],
        };
        let resolved = all.into_iter().filter_map(|it| self.file.dereference(it).ok());
        resolved.filter_map(|(_, it)| it.as_dict().ok()).collect()
    }

    /// The text that is marked as this element's, with what stands in its line.
    fn own_text(&self, element: &'a Dictionary, page: Option<ObjectId>) -> String {
        let page = page_of(element).or(page);
        let mut own = String::new();
        for kid in self.kids(element) {
            let marked = match kid {
                Object::Integer(id) => (page, *id),
                Object::Dictionary(inner) if is_inline(inner) => {
                    let weight = match role(inner).as_str() {
                        "Strong" => "strong ",
                        "Em" => "em ",
                        _ => "",
                    };
                    let _ = write!(own, "[{weight}{}", self.own_text(inner, page));
                    if let Ok(said) = inner.get_deref(b"Alt", self.file) {
                        let _ = write!(own, " = {}", text(said));
                    }
                    own.push(']');
                    continue;
                }
                // A part on another page; what is no text has no number.
                Object::Dictionary(part) => {
                    match part.get(b"MCID").and_then(Object::as_i64) {
                        Ok(id) if !part.has(b"S") => (page_of(part).or(page), id),
                        _ => continue,
                    }
                }
                _ => continue,
            };
            let said = marked.0.and_then(|page| self.said.get(&page)?.get(&marked.1));
            own.push_str(said.map_or("?", String::as_str));
        }
        own.replace('\u{200b}', "")
    }

    fn kids(&self, of: &'a Dictionary) -> Vec<&'a Object> {
        let Ok(kids) = of.get_deref(b"K", self.file) else { return Vec::new() };
        let many = match kids {
            Object::Array(many) => many.iter().collect(),
            one => vec![one],
        };
        let resolved = many.into_iter().filter_map(|kid| self.file.dereference(kid).ok());
        resolved.map(|(_, kid)| kid).collect()
    }
}

fn role(element: &Dictionary) -> String {
    shown(element.get(b"S").expect("a role"))
}

fn is_inline(element: &Dictionary) -> bool {
    element.has(b"S") && INLINE.contains(&role(element).as_str())
}

fn element_of(kid: &Object) -> Option<&Dictionary> {
    kid.as_dict().ok().filter(|it| it.has(b"S"))
}

fn page_of(dict: &Dictionary) -> Option<ObjectId> {
    dict.get(b"Pg").and_then(Object::as_reference).ok()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The text of each piece of marked content of a page, by its number.
fn marked(file: &Document, page: ObjectId) -> HashMap<i64, String> {
    let fonts = file.get_page_fonts(page).expect("fonts");
    let encodings: HashMap<_, Encoding<'_>> = fonts
        .iter()
        .filter_map(|(name, font)| {
            Some((name.clone(), font.get_font_encoding(file).ok()?))
        })
        .collect();
    let content = file.get_page_content(page);
    let content = Content::decode(&content).expect("operations");
    let mut said: HashMap<i64, String> = HashMap::new();
    // Of each open mark, its number and what is said in its place.
    let mut open: Vec<(Option<i64>, Option<String>)> = Vec::new();
    let mut encoding = None;
    for operation in content.operations {
        match operation.operator.as_str() {
            "BDC" => {
                let properties =
                    operation.operands.get(1).and_then(|it| it.as_dict().ok());
                let id = properties
                    .and_then(|it| it.get(b"MCID").and_then(Object::as_i64).ok());
                if let Some(id) = id {
                    said.entry(id).or_default();
                }
                let instead =
                    properties.and_then(|it| it.get(b"ActualText").ok()).map(text);
                open.push((id, instead));
            }
            "BMC" => open.push((None, None)),
            "EMC" => {
                let instead = open.pop().and_then(|(_, instead)| instead);
                if let (Some(instead), Some(id)) = (instead, number(&open)) {
                    said.entry(id).or_default().push_str(&instead);
                }
            }
            "Tf" => {
                let font = operation.operands[0].as_name().expect("a font");
                encoding = encodings.get(font);
            }
            "Tj" | "TJ" => {
                let (Some(id), Some(encoding)) = (number(&open), encoding) else {
                    continue;
                };
                if open.iter().any(|(_, instead)| instead.is_some()) {
                    continue;
                }
                shown_by(&operation.operands, encoding, said.entry(id).or_default());
            }
            _ => {}
        }
    }
    said
}

/// The number of the piece that is open.
fn number(open: &[(Option<i64>, Option<String>)]) -> Option<i64> {
    open.iter().rev().find_map(|(id, _)| *id)
}

fn shown_by(operands: &[Object], encoding: &Encoding<'_>, out: &mut String) {
    for operand in operands {
        match operand {
            Object::String(bytes, _) => {
                out.push_str(&Document::decode_text(encoding, bytes).unwrap_or_default());
            }
            Object::Array(pieces) => shown_by(pieces, encoding, out),
            _ => {}
        }
    }
}
