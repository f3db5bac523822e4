//! Room for an editor: all that a person who types a brief asks of its text.
//!
//! A [`Draft`] is a text at one moment, whole or broken: most of the time it is broken, since
//! someone is typing. What can be read of it is read, and every question is answered from
//! that: what there is ([`Draft::outline`]), what a key means and what a reference prints
//! ([`Draft::hover`]), where a thing is given and named ([`Draft::definition`],
//! [`Draft::references`], [`Draft::rename`]), what may be written here
//! ([`Draft::completions`]), what is wrong and how to mend it ([`Draft::report`]). Nothing
//! fails and nothing panics, at any offset of any text.
//!
//! Offsets are bytes of [`Draft::text`]. The Language Server Protocol counts lines and
//! UTF-16 units: [`Draft::utf16`] and [`Draft::offset`] lead there and back.
//!
//! ```
//! use strata_ide::Draft;
//! use strata_check::{Format, Input, Limits};
//!
//! let text = "title: Rails\nfigures:\n  capex: {label: CapEx, value: $115.9B, period: \n\
//!             thesis:\n  - {id: main, kind: judgment, text: \"{capex} is a lead.\"}\n";
//! let input = Input {
//!     name: "brief.yaml",
//!     bytes: text.as_bytes(),
//!     format: Format::Yaml,
//!     limits: Limits::default(),
//! };
//! let draft = Draft::read(&input);
//!
//! // The brace of `capex` is never closed: the check stops there, the draft does not.
//! assert_eq!(draft.report().findings()[0].finding().rule().name, "yaml-syntax");
//! let outline = draft.outline();
//! let names: Vec<&str> = outline.iter().map(|symbol| symbol.name.as_str()).collect();
//! assert_eq!(names, ["title", "figures", "thesis"]);
//! assert_eq!(outline[1].children[0].detail, "CapEx, $115.9B");
//!
//! let in_prose = text.rfind("capex}").unwrap();
//! let hover = draft.hover(in_prose).unwrap();
//! assert!(hover.text.starts_with("`{capex}` prints `$115.9B`"));
//! assert_eq!(draft.references(in_prose).len(), 2);
//! ```

mod complete;
mod cursor;
mod hover;
mod names;
mod outline;
mod rename;
mod roles;
#[cfg(test)]
mod tests;
mod utf16;

use std::ops::Range;
use std::sync::OnceLock;

pub use complete::{Completion, Offer};
pub use hover::Hover;
pub use outline::Symbol;
pub use rename::RenameError;
pub use utf16::Utf16;

use cursor::Spot;
use names::Names;
use strata_check::check;
use strata_check::{Located, Report};
use strata_syntax::change::Edit;
use strata_syntax::escape;
use strata_syntax::path::Path;
use strata_syntax::source::{Lines, Region, Span};
use strata_syntax::tree::{Kind, Node};
use strata_syntax::{Format, Gated, Input, Limits, gate, recover};
use utf16::Places;

/// A text at one moment, with what can be read of it.
#[derive(Debug, Clone)]
pub struct Draft {
    name: String,
    bytes: Vec<u8>,
    format: Format,
    limits: Limits,
    text: String,
    tree: Node<'static>,
    /// What could not be read.
    lost: Vec<Range<usize>>,
    names: Names,
    places: Places,
    report: OnceLock<Report>,
}

impl Draft {
    /// Reads a text as far as it goes. Of what is no text at all, or larger than the limit,
    /// nothing is read; the report says so.
    #[must_use]
    pub fn read(input: &Input<'_>) -> Self {
        let Gated { text, errors, .. } = gate(input);
        let text = text.into_owned();
        let recovered = if errors.is_empty() {
            recover::recover(&text, input.format, input.limits)
        } else {
            recover::nothing(&text)
        };
        let names = roles::roles().map(|roles| Names::new(roles, &recovered.tree, &text));
        Draft {
            name: input.name.to_owned(),
            bytes: input.bytes.to_vec(),
            format: input.format,
            limits: input.limits,
            tree: recovered.tree,
            lost: recovered.lost,
            names: names.unwrap_or_default(),
            places: Places::new(&text),
            report: OnceLock::new(),
            text,
        }
    }

    /// The text, without a leading byte-order mark: the same as
    /// [`Report::source`](strata_check::Report::source).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the check says of the text, judged when it is first asked for.
    pub fn report(&self) -> &Report {
        self.report.get_or_init(|| {
            let (name, bytes) = (self.name.as_str(), self.bytes.as_slice());
            let (format, limits) = (self.format, self.limits);
            match check(&Input { name, bytes, format, limits }) {
                Ok(checked) => checked.report().clone(),
                Err(report) => report,
            }
        })
    }

    /// The findings that touch some bytes and have a fix.
    pub fn fixes(&self, bytes: Range<usize>) -> impl Iterator<Item = &Located> {
        let touches = move |located: &&Located| {
            let at = &located.region().bytes;
            at.start <= bytes.end && bytes.start <= at.end && located.fix().is_some()
        };
        self.report().findings().iter().filter(touches)
    }

    /// The way to the value around an offset, or to the value of the key around it; nothing
    /// where there is neither.
    #[must_use]
    pub fn path(&self, offset: usize) -> Option<Path> {
        self.spot(offset).map(|spot| spot.path)
    }

    /// What the text consists of, in the order of the text.
    #[must_use]
    pub fn outline(&self) -> Vec<Symbol> {
        roles::roles().map(|roles| outline::outline(self, roles)).unwrap_or_default()
    }

    /// What the key, the value or the reference around an offset means.
    #[must_use]
    pub fn hover(&self, offset: usize) -> Option<Hover> {
        hover::hover(self, roles::roles()?, offset)
    }

    /// Where the thing is given its id that is named around an offset.
    #[must_use]
    pub fn definition(&self, offset: usize) -> Option<Region> {
        rename::definition(self, offset)
    }

    /// All places where the id is written that is written around an offset, in the order of
    /// the text, the one where it is given among them.
    #[must_use]
    pub fn references(&self, offset: usize) -> Vec<Region> {
        rename::references(self, offset)
    }

    /// The edits that give the thing named around an offset another id wherever it is named.
    ///
    /// # Errors
    ///
    /// Says why there are none.
    pub fn rename(&self, offset: usize, id: &str) -> Result<Vec<Edit>, RenameError> {
        rename::rename(self, offset, id)
    }

    /// What may be written at an offset, what is most needed first.
    #[must_use]
    pub fn completions(&self, offset: usize) -> Vec<Completion> {
        let offers = roles::roles().map(|roles| complete::complete(self, roles, offset));
        offers.unwrap_or_default()
    }

    /// The place of some bytes of the text.
    #[must_use]
    pub fn region(&self, bytes: Range<usize>) -> Region {
        Lines::new(&self.text).region(Span::new(bytes.start, bytes.end))
    }

    /// The place of an offset as the Language Server Protocol counts by default.
    #[must_use]
    pub fn utf16(&self, offset: usize) -> Utf16 {
        self.places.place(&self.text, offset)
    }

    /// The offset of a place. What lies behind the end of a line, or of the text, is its
    /// end; what lies inside of a character is its start.
    #[must_use]
    pub fn offset(&self, place: Utf16) -> usize {
        self.places.offset(&self.text, place)
    }

    /// The value at the end of a route, or where the tree ends before it does.
    fn node(&self, route: &[usize]) -> &Node<'static> {
        route.iter().fold(&self.tree, |node, at| {
            let inner = match &node.kind {
                Kind::Map(entries) => entries.get(*at).map(|entry| &entry.value),
                Kind::Seq(items) => items.get(*at),
                _ => None,
            };
            inner.unwrap_or(node)
        })
    }

    fn spot(&self, offset: usize) -> Option<Spot<'_>> {
        cursor::seek(&self.tree, offset)
    }
}

/// The ids that YAML, or some tool that reads it, takes for something else.
fn is_no_text(id: &str) -> bool {
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(&id)
}

/// The most characters of an author's text that are shown.
const LONGEST: usize = 120;

/// The first words of a text on one line, without what nobody sees.
fn short(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace().take(LONGEST) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if words.len() > 4 * LONGEST {
            break;
        }
    }
    let cut = words.char_indices().nth(LONGEST).map(|(at, _)| at);
    let shown = escape(words.get(..cut.unwrap_or(words.len())).unwrap_or(""));
    if cut.is_some() { format!("{}…", shown.trim_end()) } else { shown }
}
