//! To which value each comment belongs.
//!
//! A comment stands between the value that began last before it and the one that begins next.
//! Behind something on its line it is beside that. Alone on its line it is below the entries
//! of the innermost value that has ended there and stands less far in, else above what comes
//! next:
//!
//! ```text
//! figures:
//!   # one            above `capex`: `figures` has not ended
//!   capex: # two     beside `capex`
//!     value: $1B
//!     # three        below the entries of `capex`, which stands less far in
//!   # four           below those of `figures`: `capex` stands as far in
//! # five             above `sources`: nothing that has ended stands less far in
//! sources: []
//! ```
//!
//! In TOML, which need not indent, blank lines tell instead.

use super::anchor::{Anchor, Anchors, Shape};
use super::comment::{Comment, Found, Notes, find};
use crate::input::Format;
use crate::source::Lines;

/// The part of the notes into which a comment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Beside,
    Below,
}

/// What stands around each value, by the number of its anchor.
pub(super) fn notes<'s>(
    text: &'s str,
    format: Format,
    anchors: &Anchors,
    lines: &Lines<'s>,
) -> Vec<Notes<'s>> {
    let mut notes: Vec<Notes<'s>> = Vec::new();
    notes.resize_with(anchors.len(), Notes::default);
    for (number, note) in notes.iter_mut().enumerate() {
        let Some(anchor) = anchors.get(number).filter(|anchor| anchor.first) else {
            continue;
        };
        let row = lines.row(anchor.at);
        note.gap = row > 0 && lines.line(row - 1).trim().is_empty();
    }
    if format == Format::Json {
        return notes;
    }
    let mut passed = 0;
    let mut last = None;
    for comment in find(text, anchors, lines) {
        let number = |at: usize| anchors.order.get(at).copied();
        let begun = |number| anchors.get(number).is_some_and(|one| one.at <= comment.at);
        while number(passed).is_some_and(begun) {
            passed += 1;
        }
        let before = number(passed.saturating_sub(1)).unwrap_or(0);
        let next = match anchors.order.get(passed..) {
            Some(rest) if format == Format::Toml => anchors.owner(rest),
            _ => number(passed),
        };
        let position = CommentPosition { anchors, comment: &comment, before, next };
        let (to, side) = match format {
            _ if !comment.alone => position.on_a_line(),
            Format::Toml => position.among_tables(),
            Format::Yaml | Format::Json => position.among_blocks(last),
        };
        last = comment.alone.then_some((to, side));
        let Some(note) = notes.get_mut(to) else { continue };
        put(note, side, &comment);
    }
    if format == Format::Toml {
        // Above the head of a table there is always a blank line: it says nothing.
        for (number, note) in notes.iter_mut().enumerate() {
            if anchors.get(number).is_some_and(|anchor| anchor.head) {
                match note.above.first_mut() {
                    Some(comment) => comment.gap = false,
                    None => note.gap = false,
                }
            }
        }
    }
    notes
}

fn put<'s>(notes: &mut Notes<'s>, side: Side, comment: &Found<'s>) {
    let text = comment.text.into();
    match side {
        Side::Above => notes.above.push(Comment { text, gap: comment.gap }),
        Side::Below => notes.below.push(Comment { text, gap: comment.gap }),
        Side::Beside => {
            if let Some(text) = notes.beside.replace(text) {
                notes.above.push(Comment { text, gap: false });
            }
        }
    }
}

/// A comment between the anchor that began last before it and the one that begins next.
struct CommentPosition<'a, 's> {
    anchors: &'a Anchors,
    comment: &'a Found<'s>,
    before: usize,
    next: Option<usize>,
}

impl CommentPosition<'_, '_> {
    /// After something on the same line.
    fn on_a_line(&self) -> (usize, Side) {
        match (self.closed(), self.next) {
            // After the three dashes that begin a document.
            (0, Some(next)) => (next, Side::Above),
            (0, None) => (0, Side::Below),
            (before, _) => (before, Side::Beside),
        }
    }

    /// In YAML indentation tells what a comment belongs to: one that is indented deeper than
    /// a key belongs to what stands under it.
    fn among_blocks(&self, last: Option<(usize, Side)>) -> (usize, Side) {
        if let Some(place) = self.in_brackets() {
            return place;
        }
        let above = self.next.map(|next| (next, Side::Above));
        if let Some(above) = above.filter(|above| last == Some(*above)) {
            return above;
        }
        for (number, anchor) in self.anchors.around(self.closed()) {
            if self.next.is_some_and(|next| (number..anchor.end).contains(&next)) {
                break;
            }
            if anchor.shape != Shape::Scalar && self.comment.column > anchor.column {
                return (number, Side::Below);
            }
        }
        above.unwrap_or((0, Side::Below))
    }

    /// In TOML blank lines tell what a comment belongs to: one that follows an entry at once
    /// and is followed by a blank line belongs to the table that ends there.
    fn among_tables(&self) -> (usize, Side) {
        if let Some(place) = self.in_brackets() {
            return place;
        }
        let head = |(_, anchor): &(usize, &Anchor)| anchor.head;
        let table = self.anchors.around(self.closed()).find(head);
        let table = table.map_or(0, |(number, _)| number);
        let ends = !self.comment.gap_above && self.comment.gap_below;
        match self.next {
            None => (if ends { table } else { 0 }, Side::Below),
            Some(next) => {
                let head = self.anchors.get(next).is_some_and(|next| next.head);
                // The brief itself ends where its last table does.
                let ends = ends && head && table > 0;
                if ends { (table, Side::Below) } else { (next, Side::Above) }
            }
        }
    }

    /// Inside brackets or braces, or before they or a text on the next line begin.
    fn in_brackets(&self) -> Option<(usize, Side)> {
        let at = self.comment.at;
        let closed = self.closed();
        let own = self.anchors.get(closed)?;
        let one_piece = matches!(own.shape, Shape::Scalar | Shape::Brackets { .. });
        if closed > 0 && one_piece && at < own.value.start {
            return Some((closed, Side::Above));
        }
        let is_open = |anchor: &Anchor| {
            matches!(anchor.shape, Shape::Brackets { .. }) && anchor.value.contains(&at)
        };
        let mut around = self.anchors.around(closed);
        let open = around.find(|(_, anchor)| is_open(anchor));
        // The brief itself may stand in braces.
        let open =
            open.or_else(|| Some((0, self.anchors.get(0).filter(|one| is_open(one))?)));
        let (number, anchor) = open?;
        let next = self.next.filter(|next| (number..anchor.end).contains(next));
        Some(next.map_or((number, Side::Below), |next| (next, Side::Above)))
    }

    /// The anchor before the comment, or the outermost of those around it that ends in a
    /// bracket before the comment.
    fn closed(&self) -> usize {
        let is_closed = |anchor: &Anchor| {
            matches!(anchor.shape, Shape::Brackets { .. })
                && anchor.value.end <= self.comment.at
        };
        let around = self.anchors.around(self.before);
        let outermost = around.filter(|(_, anchor)| is_closed(anchor)).last();
        outermost.map_or(self.before, |(number, _)| number)
    }
}
