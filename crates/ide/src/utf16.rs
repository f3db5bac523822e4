//! Places as the Language Server Protocol counts them, there and back.

use strata_syntax::source::{Counts, UTF16_UNITS, boundary};

/// A line and a place in it, both from 0, in UTF-16 code units: a `Position` of the Language
/// Server Protocol in its default encoding. Lines end with LF, CR LF or CR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16 {
    /// The line, from 0.
    pub line: usize,
    /// The UTF-16 code units before it in the line.
    pub unit: usize,
}

/// The lines of a text, and the units before each offset.
#[derive(Debug, Clone)]
pub(super) struct Places {
    breaks: Vec<usize>,
    counts: Counts,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        Places { breaks: breaks(text), counts: Counts::new(text, UTF16_UNITS) }
    }

    /// The place of an offset; of one inside of a character, the place of the character.
    pub(super) fn place(&self, text: &str, offset: usize) -> Utf16 {
        let offset = boundary(text, offset);
        let line =
            self.breaks.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.breaks.get(line).copied().unwrap_or(0);
        let before = |offset| self.counts.before(text, offset);
        Utf16 { line, unit: before(offset) - before(start) }
    }

    /// The offset of a place; behind the end of a line its end.
    pub(super) fn offset(&self, text: &str, place: Utf16) -> usize {
        let Some(start) = self.breaks.get(place.line).copied() else { return text.len() };
        let next = self.breaks.get(place.line + 1).copied().unwrap_or(text.len());
        let line = text.get(start..next).unwrap_or("");
        let line_break = if line.ends_with("\r\n") {
            2
        } else {
            usize::from(line.ends_with(['\n', '\r']))
        };
        let units = self.counts.before(text, start).saturating_add(place.unit);
        self.counts.offset(text, units).clamp(start, next - line_break)
    }
}

/// The offsets at which lines begin.
fn breaks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1);
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => next(*at) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_two_units_and_marks_count() {
        let text = "a: 👩\u{200d}💻 e\u{301}x\r\nb\rc\n";
        let places = Places::new(text);
        for (word, line, unit) in [
            ("👩", 0, 3),
            ("💻", 0, 6),
            ("e\u{301}", 0, 9),
            ("x", 0, 11),
            ("b", 1, 0),
            ("c", 2, 0),
        ] {
            let at = text.find(word).expect(word);
            assert_eq!(places.place(text, at), Utf16 { line, unit }, "{word}");
            assert_eq!(places.offset(text, Utf16 { line, unit }), at, "{word}");
        }
        let at = |line, unit| places.offset(text, Utf16 { line, unit });
        assert_eq!(at(0, 4), text.find('👩').expect("it is there"), "inside of a pair");
        assert_eq!(at(0, 99), text.find('\r').expect("it is there"), "behind a line");
        assert_eq!(at(3, 0), text.len());
        assert_eq!(at(99, 0), text.len());
        assert_eq!(places.place(text, 5), Utf16 { line: 0, unit: 3 });
        assert_eq!(places.place(text, 999), Utf16 { line: 3, unit: 0 });
    }

    #[test]
    fn every_character_comes_back() {
        let text = "€ 👩\u{200d}💻\r\n\r\n e\u{301}\n\r\r";
        let places = Places::new(text);
        for (at, found) in text.char_indices() {
            // Between CR and LF there is no place.
            if found != '\n' {
                assert_eq!(places.offset(text, places.place(text, at)), at);
            }
        }
    }
}
