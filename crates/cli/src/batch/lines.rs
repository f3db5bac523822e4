//! The lines of a stream, however long they are.

use std::io::{self, BufRead};

/// A line that is not empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Where it begins in the stream, in bytes.
    pub(super) start: usize,
    /// The line without its ending; nothing if it is too long.
    pub(super) text: Option<Vec<u8>>,
}

/// A stream of lines.
pub(super) struct Lines<R> {
    from: R,
    number: usize,
    at: usize,
}

const MARK: &[u8] = "\u{feff}".as_bytes();

impl<R: BufRead> Lines<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, number: 0, at: 0 }
    }

    /// The next line, of which no more than so many bytes are kept. Empty ones are passed
    /// over, and a byte-order mark before the first.
    pub(super) fn next(&mut self, most: usize) -> io::Result<Option<Line>> {
        loop {
            let mut start = self.at;
            let mut text = Vec::new();
            // Beside the line a mark before it and its ending.
            let whole = self.take(&mut text, most.saturating_add(MARK.len() + 2))?;
            if self.at == start {
                return Ok(None);
            }
            self.number += 1;
            if self.number == 1 && text.starts_with(MARK) {
                text.drain(..MARK.len());
                start += MARK.len();
            }
            for end in *b"\n\r" {
                text.pop_if(|last| *last == end);
            }
            if !whole || !text.iter().all(u8::is_ascii_whitespace) {
                let text = Some(text).filter(|text| whole && text.len() <= most);
                return Ok(Some(Line { number: self.number, start, text }));
            }
        }
    }

    /// Reads to the end of a line, and keeps so many bytes of it. Tells whether these are all.
    fn take(&mut self, kept: &mut Vec<u8>, most: usize) -> io::Result<bool> {
        let mut whole = true;
        loop {
            let bytes = match self.from.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                bytes => bytes?,
            };
            let end = memchr::memchr(b'\n', bytes).map(|at| at + 1);
            let count = end.unwrap_or(bytes.len());
            let room = most.saturating_sub(kept.len()).min(count);
            kept.extend_from_slice(bytes.get(..room).unwrap_or_default());
            whole &= room == count;
            self.from.consume(count);
            self.at += count;
            if end.is_some() || count == 0 {
                return Ok(whole);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn read(text: &str, most: usize) -> Vec<(usize, usize, Option<String>)> {
        // A buffer that is smaller than a line.
        let mut lines = Lines::new(BufReader::with_capacity(3, text.as_bytes()));
        let mut all = Vec::new();
        while let Some(Line { number, start, text }) = lines.next(most).expect("no error")
        {
            let text = text.map(|it| String::from_utf8(it).expect("UTF-8"));
            all.push((number, start, text));
        }
        all
    }

    fn line(number: usize, start: usize, text: &str) -> (usize, usize, Option<String>) {
        (number, start, Some(text.to_owned()))
    }

    #[test]
    fn lines_come_with_their_places() {
        assert_eq!(
            read("{\"a\": 1}\n\n  \r\n{\"é\"}\r\nlast", 99),
            [line(1, 0, "{\"a\": 1}"), line(4, 14, "{\"é\"}"), line(5, 22, "last")]
        );
        assert_eq!(read("\u{feff}first\n", 99), [line(1, 3, "first")]);
        assert_eq!(read("", 9), []);
        assert_eq!(read("\n\n\r\n", 9), []);
    }

    #[test]
    fn what_is_too_long_is_not_kept() {
        let blank = " ".repeat(20);
        for (text, lines) in [
            (
                "12345\n123456\r\n12345\r\n",
                vec![line(1, 0, "12345"), (2, 6, None), line(3, 14, "12345")],
            ),
            ("\u{feff}12345\n123456", vec![line(1, 3, "12345"), (2, 9, None)]),
            (&format!("{blank}\n{blank}x"), vec![(1, 0, None), (2, 21, None)]),
        ] {
            assert_eq!(read(text, 5), lines, "{text}");
        }
    }
}
