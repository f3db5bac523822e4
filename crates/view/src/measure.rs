//! How wide text will be: the advances of the faces of the theme, so that labels are placed
//! before the press sees them.
//!
//! A width is asked for wherever words are made, deep inside drawings and by conversions:
//! the faces are those of the view that this thread is making, and outside of one the
//! built-in ones.

use std::cell::RefCell;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::breaks::is_silent;
use crate::face::{Face, Faces};

thread_local! {
    static FACES: RefCell<Option<Faces>> = const { RefCell::new(None) };
}

/// Does something for which widths are those of these faces.
pub(crate) fn within<T>(faces: &Faces, work: impl FnOnce() -> T) -> T {
    struct Restore(Option<Faces>);
    impl Drop for Restore {
        fn drop(&mut self) {
            FACES.set(self.0.take());
        }
    }
    let _restore = Restore(FACES.replace(Some(faces.clone())));
    work()
}

/// The heights of a line of data text, as parts of its size: of its capitals, and from one
/// base line to the next.
pub(crate) const CAPS: f64 = 0.66;
pub(crate) const PITCH: f64 = 1.2;

/// The width of data text in points, without kerning, which mostly narrows.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    width_in(if bold { Face::SansBold } else { Face::Sans }, text, size)
}

/// The same in any face.
pub(crate) fn width_in(face: Face, text: &str, size: f64) -> f64 {
    let letters = text.chars().filter(|letter| !is_silent(*letter));
    letters.map(|letter| advance(face, letter)).sum::<f64>() * size
}

/// Whether a letter is nearly as wide as it is high, like `…` and `—`.
pub(crate) fn is_wide(letter: char) -> bool {
    !letter.is_ascii() && advance(Face::Sans, letter) > 0.85
}

/// How far a letter leads, in ems. Letters of other faces, which the user brings along, are
/// no wider than one.
fn advance(face: Face, letter: char) -> f64 {
    if is_combining_mark(letter) {
        return 0.0;
    }
    let of = |faces: &Faces| faces.advance(face, letter);
    let advance = FACES
        .with_borrow(|faces| of(faces.as_ref().unwrap_or_else(|| Faces::embedded())));
    advance.unwrap_or(1.0)
}

/// The text in lines of at most this width, broken at spaces, and inside a word only where
/// it is wider than a line; the spaces stay at the ends of their lines. What is more than
/// `most` lines ends in an ellipsis.
pub(crate) fn lines(
    text: &str,
    size: f64,
    bold: bool,
    most_width: f64,
    most: usize,
) -> Vec<String> {
    let fits = |line: &str| width(line, size, bold) <= most_width;
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last().cloned().unwrap_or_default();
        let joined =
            if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&joined) {
            lines.pop();
            lines.push(joined);
            continue;
        }
        match lines.last_mut() {
            Some(line) if !line.is_empty() => line.push(' '),
            _ => drop(lines.pop()),
        }
        let mut piece = String::new();
        for letter in word.graphemes(true) {
            let mut longer = piece.clone();
            longer.push_str(letter);
            if piece.is_empty() || fits(&longer) {
                piece = longer;
            } else {
                lines.push(std::mem::replace(&mut piece, letter.to_owned()));
            }
        }
        lines.push(piece);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.truncate(last.trim_end().len());
            // A word is left out as a whole, unless it fills the line alone.
            while !last.is_empty() && !fits(&format!("{last} …")) {
                match last.rfind(' ') {
                    Some(end) => last.truncate(end),
                    None => {
                        let letter = last.grapheme_indices(true).next_back();
                        last.truncate(letter.map_or(0, |(start, _)| start));
                    }
                }
            }
            *last = format!("{} …", last.trim_end());
        }
    }
    lines
}

/// The widest of some lines, without the spaces at their ends.
pub(crate) fn widest(lines: &[String], size: f64, bold: bool) -> f64 {
    lines.iter().map(|line| width(line.trim_end(), size, bold)).fold(0.0, f64::max)
}

/// The height of so many lines, from the capitals of the first to the last base line.
pub(crate) fn height(lines: usize, size: f64) -> f64 {
    let more = i32::try_from(lines).unwrap_or(i32::MAX).saturating_sub(1).max(0);
    size * (CAPS + PITCH * f64::from(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_widths() {
        let (narrow, wide) = (width("iiii", 10.0, false), width("mmmm", 10.0, false));
        assert!(narrow > 5.0 && wide > 2.0 * narrow, "{narrow} {wide}");
        assert!(width("1111", 10.0, false) == width("8888", 10.0, false), "tabular");
        assert!(width("Sales", 10.0, true) > width("Sales", 10.0, false));
    }

    #[test]
    fn lines_keep_their_measure_and_their_words() {
        let text = "Purchases of property and equipment, net of proceeds";
        let broken = lines(text, 8.5, false, 80.0, 9);
        assert_eq!(broken.concat(), text);
        assert!(broken.len() > 1 && widest(&broken, 8.5, false) <= 80.0);
        let token = lines(&"w".repeat(60), 8.5, false, 80.0, 3);
        assert!(token.len() == 3 && token[2].ends_with('…'));
        assert!(widest(&token, 8.5, false) <= 80.0);
        assert!(!token[0].ends_with(' '), "one word");
        let cut = lines("net of proceeds from disposals", 8.5, false, 60.0, 1);
        assert_eq!(cut, ["net of …"]);
        assert_eq!(lines("", 8.5, false, 80.0, 3), [""]);
    }
}
