//! A text with small repairs, and the way back from its offsets to those of the original.

use std::ops::Range;

/// A text in which brackets and quotes were closed and lines were blanked out.
#[derive(Clone)]
pub(super) struct Mended {
    pub(super) text: String,
    /// Where something was added, in offsets of this text, and how many bytes.
    added: Vec<(usize, usize)>,
    /// What was blanked out, in offsets of the original.
    pub(super) lost: Vec<Range<usize>>,
}

impl Mended {
    pub(super) fn new(text: &str) -> Self {
        Mended { text: text.to_owned(), added: Vec::new(), lost: Vec::new() }
    }

    /// The text with closing brackets and quotes, each at an offset of the text as it was,
    /// in order. Only once: nothing may have been added before.
    pub(super) fn with(&self, closers: &[(usize, String)]) -> Self {
        let mut text = String::with_capacity(self.text.len() + closers.len());
        let mut added = Vec::with_capacity(closers.len());
        let mut from = 0;
        for (at, closer) in closers {
            text.push_str(self.text.get(from..*at).unwrap_or(""));
            added.push((text.len(), closer.len()));
            text.push_str(closer);
            from = *at;
        }
        text.push_str(self.text.get(from..).unwrap_or(""));
        Mended { text, added, lost: self.lost.clone() }
    }

    /// The text with some bytes turned into spaces; nothing if they are blank already. Line
    /// breaks stay.
    pub(super) fn without(&self, bytes: Range<usize>) -> Option<Self> {
        let old = self.text.get(bytes.clone())?;
        if old.trim().is_empty() {
            return None;
        }
        let keep = |byte: u8| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' };
        let blank: String = old.bytes().map(|byte| char::from(keep(byte))).collect();
        let mut mended = self.clone();
        mended.lost.push(self.original(bytes.start)..self.original(bytes.end));
        mended.text.replace_range(bytes, &blank);
        Some(mended)
    }

    /// The text up to an offset.
    pub(super) fn cut(&self, at: usize) -> Self {
        let mut mended = self.clone();
        mended.lost.push(self.original(at)..self.original(self.text.len()));
        mended.text.truncate(at);
        mended
    }

    /// An offset of this text in the original.
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.added.partition_point(|(place, _)| *place < at);
        let added = self.added.iter().take(before);
        // Inside of what was added every offset is the place where it was.
        added.fold(at, |moved, (place, length)| moved - (*length).min(at - place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back() {
        let mended = Mended::new("a[\nb{\n").with(&[(2, "]".into()), (5, "}}".into())]);
        assert_eq!(mended.text, "a[]\nb{}}\n");
        let back: Vec<usize> = (0..=9).map(|at| mended.original(at)).collect();
        assert_eq!(back, [0, 1, 2, 2, 3, 4, 5, 5, 5, 6]);
        let without = mended.without(4..6).expect("there is something");
        assert_eq!(without.text, "a[]\n  }}\n");
        assert_eq!(without.lost.first(), Some(&(3..5)));
    }
}
