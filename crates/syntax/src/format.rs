//! The canonical layout of a document, in each of the three languages.
//!
//! A text is read into its tree, with the comments and the blank lines around each value,
//! and written anew: known keys in their order, ids and lists in the author's. What comes
//! out is read again before it is handed over: it says the same, or it is not handed over.

mod anchor;
mod comment;
mod document;
mod json;
mod line;
mod order;
mod output;
mod place;
mod same;
mod toml;
mod yaml;

pub use order::{KeyOrder, Keys, TypeId};

use crate::input::{Format, Limits};
use crate::source::line_break;
use crate::tree::Node;
use document::{Item, document};

/// A document in its canonical layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidOut {
    /// The text.
    pub text: String,
    /// How many comments were left out: JSON has none.
    pub comments_lost: usize,
}

/// The canonical layout of a text in a language, its own or another one. It keeps every
/// comment, but to JSON, and changes nothing that the text says; the layout of a canonical
/// text is itself. Lines end as most of them did.
///
/// The tree is that of the text. It holds nothing that the language cannot say: no null in
/// TOML, whose root is a map. Nothing comes back where the result would not say the same.
#[must_use]
pub fn format(
    tree: &Node<'_>,
    text: &str,
    from: Format,
    to: Format,
    order: &KeyOrder,
) -> Option<LaidOut> {
    let item = document(tree, text, (from, to), order);
    // No text is written with a carriage return in it that is not escaped.
    let written = write(item, from, to).replace('\n', line_break(text));
    let (again, _) = crate::read::parse(&written, to, Limits::MOST);
    let again = again?;
    let comments = same::comments(tree, text, from);
    let kept = same::data(tree, &again, order)
        && (to == Format::Json || comments == same::comments(&again, &written, to));
    let comments_lost = if to == Format::Json { comments.len() } else { 0 };
    kept.then_some(LaidOut { text: written, comments_lost })
}

fn write(mut item: Item<'_>, from: Format, to: Format) -> String {
    if from != to {
        for comment in &mut item.notes.above {
            let address = document::schema_of(&comment.text);
            if let Some(mark) =
                address.and_then(|address| document::schema_comment(address, to))
            {
                comment.text = mark.into();
            }
        }
    }
    match to {
        Format::Yaml => yaml::write(item),
        Format::Json => json::write(&item),
        Format::Toml => toml::write(item),
    }
}
