//! A text while it is written: lines, their indentation, comments and blank lines.

use super::comment::{Comment, Notes};

/// What is known of the blank line above something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// There is none: it comes first.
    First,
    /// There is one if the author made one.
    Free,
    /// There is one.
    Sure,
}

/// The text so far.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) text: String,
}

impl Output {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Indents a line that has not begun.
    pub(super) fn pad(&mut self, indent: usize) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.text.extend(std::iter::repeat_n(' ', indent));
        }
    }

    /// The columns of the line that has begun.
    pub(super) fn column(&self) -> usize {
        let line = self.text.rfind('\n').map_or(0, |end| end + 1);
        self.text.get(line..).map_or(0, |line| line.chars().count())
    }

    /// Writes the comment beside an item.
    pub(super) fn beside(&mut self, notes: &Notes<'_>) {
        if let Some(comment) = &notes.beside {
            self.push(" ");
            self.push(comment);
        }
    }

    /// Writes the comments above an item, and the blank lines above them and it.
    pub(super) fn above(&mut self, notes: &Notes<'_>, indent: usize, mut gap: Gap) {
        for comment in &notes.above {
            self.gap(gap, comment.gap);
            self.comment(comment, indent);
            gap = Gap::Free;
        }
        self.gap(gap, notes.gap);
    }

    /// Writes comments on lines of their own.
    pub(super) fn comments(
        &mut self,
        comments: &[Comment<'_>],
        indent: usize,
        mut gap: Gap,
    ) {
        for comment in comments {
            self.gap(gap, comment.gap);
            self.comment(comment, indent);
            gap = Gap::Free;
        }
    }

    fn comment(&mut self, comment: &Comment<'_>, indent: usize) {
        self.pad(indent);
        self.push(&comment.text);
        self.push("\n");
    }

    fn gap(&mut self, gap: Gap, wanted: bool) {
        let at_gap = self.text.is_empty() || self.text.ends_with("\n\n");
        if !at_gap && (gap == Gap::Sure || (gap == Gap::Free && wanted)) {
            self.push("\n");
        }
    }
}
