//! Where the words of a text end: the one place that cuts them.

/// A word at the start of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scanned {
    /// Its bytes; none if the text begins with no word.
    pub(crate) length: usize,
    /// Whether it is in lower case with straight apostrophes already.
    pub(crate) is_lower: bool,
    /// Whether it has more parts than one: `year-end`, `R&D`, `1,200`.
    pub(crate) is_joined: bool,
    pub(crate) has_digits: bool,
}

/// What a byte may be in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    /// It joins what stands on both sides.
    Joint,
    /// `%` behind digits.
    Percent,
    /// The start or a part of a letter beyond ASCII.
    Wide,
    Other,
}

static CLASSES: [Class; 256] = classes();

#[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
const fn classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'-' | b'\'' | b'&' | b'.' | b',' | b'/' => Class::Joint,
            b'%' => Class::Percent,
            128.. => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
}

fn class(byte: u8) -> Class {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(Class::Other)
}

/// The word with which a text begins: letters, digits, and what joins them.
pub(crate) fn word(text: &str) -> Scanned {
    let bytes = text.as_bytes();
    let mut found = Scanned { is_lower: true, ..Scanned::default() };
    while let Some(byte) = bytes.get(found.length) {
        match class(*byte) {
            Class::Lower => {}
            Class::Upper => found.is_lower = false,
            Class::Digit => found.has_digits = true,
            Class::Joint if found.length > 0 => {
                let next =
                    bytes.get(found.length + 1).map_or(Class::Other, |it| class(*it));
                match next {
                    Class::Wide => return wide(text),
                    Class::Lower | Class::Upper | Class::Digit => {}
                    Class::Joint | Class::Percent | Class::Other => break,
                }
                // `1,200` is one word, `sales,costs` and `sales.Costs` are two.
                let before = bytes.get(found.length - 1);
                let digits =
                    next == Class::Digit && before.is_some_and(u8::is_ascii_digit);
                if matches!(byte, b'.' | b',') && !digits {
                    break;
                }
                found.is_joined = true;
            }
            Class::Percent if found.length > 0 => found.is_joined = true,
            Class::Wide => return wide(text),
            Class::Joint | Class::Percent | Class::Other => break,
        }
        found.length += 1;
    }
    found
}

/// The same of any letters.
#[cold]
fn wide(text: &str) -> Scanned {
    let mut letters = text.char_indices().peekable();
    let mut found = Scanned::default();
    let mut before = None;
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '-' | '’' | '\'' | '&' | '.' | ',' | '/');
        let next = letters.peek().map(|(_, next)| *next);
        let inner = joins && at > 0 && next.is_some_and(char::is_alphanumeric);
        let digits = [before, next]
            .into_iter()
            .all(|it: Option<char>| it.is_some_and(|it| it.is_ascii_digit()));
        let inner = inner && (!matches!(letter, '.' | ',') || digits);
        let percent = letter == '%' && at > 0;
        if !(letter.is_alphanumeric() || percent || inner) {
            break;
        }
        found.is_joined |= inner || percent;
        found.has_digits |= letter.is_ascii_digit();
        found.length = at + letter.len_utf8();
        before = Some(letter);
    }
    found
}

/// The letters and digits of a text that stand together, with nothing that joins them.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while bytes.get(at).is_some_and(|it| {
            !matches!(
                class(*it),
                Class::Lower | Class::Upper | Class::Digit | Class::Wide
            )
        }) {
            at += 1;
        }
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = run(rest);
        let run = rest.get(..length);
        // What is no letter beyond ASCII makes no word.
        let skipped = || rest.chars().next().map_or(1, char::len_utf8);
        at += if length == 0 { skipped() } else { length };
        run
    })
}

/// How many bytes of the letters and digits with which a text begins.
fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match class(*byte) {
            Class::Lower | Class::Upper | Class::Digit => at += 1,
            Class::Wide => {
                let letter = |it: &char| it.is_alphanumeric();
                match text.get(at..).and_then(|it| it.chars().next()).filter(letter) {
                    Some(letter) => at += letter.len_utf8(),
                    None => break,
                }
            }
            Class::Joint | Class::Percent | Class::Other => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_with_and_without_letters_beyond_ascii() {
        for text in [
            "year-end’s",
            "R&D x",
            "1,200.5 of",
            "sales,costs",
            "U.S. m",
            "-a",
            "5%.",
            "%",
            "a-",
            "e.g.",
            "24/7,",
            "o'clock'",
            "",
            " a",
            "3.",
            "q3-25",
        ] {
            let (short, long) = (word(text), wide(text));
            assert_eq!(short.length, long.length, "{text}");
            if text.is_ascii() {
                assert_eq!(short.has_digits, long.has_digits, "{text}");
                assert_eq!(short.is_joined, long.is_joined, "{text}");
            }
        }
        assert!(word("sales").is_lower && !word("Sales").is_lower);
        assert_eq!(word("größer als").length, "größer".len());
    }

    #[test]
    fn runs_have_nothing_that_joins() {
        let all: Vec<_> = runs("Pre-IPO, “R&D” größer—p/e 5%").collect();
        assert_eq!(
            all.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>(),
            ["Pre", "IPO", "R", "D", "größer", "p", "e", "5"]
        );
    }
}
