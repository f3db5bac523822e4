//! How much of a stranger's file is read. Everything is counted before the work that it
//! would make.

use std::fmt;

use strata_render::book::MOST_BRIEFS;
use strata_view::theme::{LARGEST_LOGO, LARGEST_THEME};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 16 << 20;

/// The largest imprint.
pub(crate) const LARGEST_IMPRINT: usize = 64 << 10;

/// The largest theme and the largest logo: as large as they may be in a print.
pub(crate) const LARGEST_STYLE: [usize; 2] = [LARGEST_THEME, LARGEST_LOGO];

/// The most data of all briefs together; of each, as much as a brief may have.
pub(crate) const LARGEST_DATA: usize = 16 << 20;

/// The largest packed list of objects and the most of all lists together, unpacked.
pub(crate) const LARGEST_LIST: usize = 4 << 20;
pub(crate) const LARGEST_LISTS: usize = 32 << 20;

/// The most values that all objects of a file are made of: a hundred bytes each, in memory.
pub(crate) const MOST_VALUES: usize = 2_000_000;

/// The most pages.
pub(crate) const MOST_PAGES: usize = 4_000;

/// The largest content of a page, unpacked.
pub(crate) const LARGEST_PAGE: usize = 8 << 20;

/// The most operators of a page, and of all pages: a thousand bytes each, while it is read.
pub(crate) const MOST_OPERATORS: usize = 100_000;
pub(crate) const MOST_OPERATORS_IN_ALL: usize = 2_000_000;

/// The most numbers, names and pieces of text that its operators take.
pub(crate) const MOST_OPERANDS: usize = 1_000_000;

/// The largest faces of a page, unpacked, and the most objects that they are made of.
pub(crate) const LARGEST_FACES: usize = 16 << 20;
pub(crate) const MOST_OBJECTS: usize = 10_000;

/// The largest map from the glyphs of one face to letters.
pub(crate) const LARGEST_MAP: usize = 256 << 10;

/// The most glyphs that it maps, those of ranges counted one by one: no face has more.
pub(crate) const MOST_MAPPED: usize = 1 << 16;

/// The most that all pages are read from, faces read again for each.
pub(crate) const LARGEST_PAGES: usize = 512 << 20;

/// What a file has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bound {
    /// Bytes.
    File,
    /// Values in its objects.
    Values,
    /// Packed lists of objects.
    Lists,
    /// An imprint.
    Imprint,
    /// A theme, or its logo.
    Theme,
    /// Data of one brief, or of all.
    Data,
    /// Briefs.
    Briefs,
    /// Pages.
    Pages,
    /// Content of one page.
    Page,
    /// Operators of one page.
    Operators,
    /// What the pages are read from, in all.
    PagesInAll,
    /// Faces of one page.
    Faces,
    /// The map of a face.
    Map,
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mib = |bytes: usize| format!("{} MiB", bytes >> 20);
        let (what, most) = match self {
            Self::File => ("it is larger than", mib(LARGEST_FILE)),
            Self::Values => {
                ("its objects have more than", format!("{MOST_VALUES} values"))
            }
            Self::Lists => {
                ("its lists of objects unpack to more than", mib(LARGEST_LISTS))
            }
            Self::Imprint => {
                ("its imprint is larger than", format!("{} KiB", LARGEST_IMPRINT >> 10))
            }
            Self::Theme => {
                let [theme, logo] = LARGEST_STYLE.map(|it| it >> 10);
                (
                    "its theme is larger than",
                    format!("{theme} KiB, or its logo than {logo}"),
                )
            }
            Self::Data => {
                let one = mib(strata_check::Limits::default().bytes);
                (
                    "its data are more than",
                    format!("{one} a brief, or {} in all", mib(LARGEST_DATA)),
                )
            }
            Self::Briefs => ("it has more than", format!("{MOST_BRIEFS} briefs")),
            Self::Pages => ("it has more than", format!("{MOST_PAGES} pages")),
            Self::Page => {
                ("the content of a page unpacks to more than", mib(LARGEST_PAGE))
            }
            Self::Operators => (
                "a page has more than",
                format!("{MOST_OPERATORS} operators, or {MOST_OPERANDS} operands"),
            ),
            Self::PagesInAll => (
                "all pages together have more than",
                format!("{MOST_OPERATORS_IN_ALL} operators, or {}", mib(LARGEST_PAGES)),
            ),
            Self::Faces => (
                "the faces of a page are more than",
                format!("{}, or {MOST_OBJECTS} objects", mib(LARGEST_FACES)),
            ),
            Self::Map => (
                "a face maps its glyphs to letters in more than",
                format!("{} KiB, or {MOST_MAPPED} of them", LARGEST_MAP >> 10),
            ),
        };
        write!(f, "{what} {most}")
    }
}

/// Counts the operators and the operands of a content stream (ISO 32000-1, 7.8.2), or of
/// any other text in the syntax of PDF. What stands in strings is counted too: where they
/// end cannot be known for certain in what may be damaged.
pub(crate) fn tokens(content: &[u8]) -> (usize, usize) {
    let (mut operators, mut operands) = (0, 0);
    let mut before = b' ';
    for &byte in content {
        let starts = match byte {
            b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' => false,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' => true,
            _ => !is_regular(before),
        };
        if starts && is_regular(byte) && before != b'/' && !is_number(byte) {
            operators += 1;
        } else if starts {
            operands += 1;
        }
        before = byte;
    }
    (operators, operands)
}

/// How many glyphs the ranges of a map to letters cover (Adobe Technical Note #5411, 1.4.1):
/// of each `<first> <last> <letter>`, or `<first> <last> [<letter> …]`.
pub(crate) fn mapped(map: &[u8]) -> usize {
    let text = String::from_utf8_lossy(map);
    let ranges =
        text.split("beginbfrange").skip(1).map(|it| it.split("endbfrange").next());
    ranges.flatten().map(covered).fold(0, usize::saturating_add)
}

fn covered(ranges: &str) -> usize {
    let mut first = None;
    let (mut covered, mut letters) = (0_usize, false);
    let mut listed = false;
    for part in ranges.split_inclusive(['>', '[', ']']) {
        match part.chars().next_back() {
            Some('[') => listed = true,
            Some(']') => (listed, letters) = (false, false),
            _ if listed => {}
            // The letters of the range before.
            _ if letters => letters = false,
            _ => {
                let digits = part.rsplit('<').next().unwrap_or_default();
                let digits = digits.trim_end_matches('>').trim();
                let code = usize::from_str_radix(digits, 16).unwrap_or(0);
                match first.take() {
                    None => first = Some(code),
                    Some(first) => {
                        let length = code.saturating_add(1).saturating_sub(first);
                        covered = covered.saturating_add(length);
                        letters = true;
                    }
                }
            }
        }
    }
    covered
}

fn is_regular(byte: u8) -> bool {
    !matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
        && !b"()<>[]{}/%".contains(&byte)
}

fn is_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_and_operands_are_told_apart() {
        assert_eq!(tokens(b"q Q\nq"), (3, 0));
        assert_eq!(tokens(b"BT/f0 7.5 Tf -1 .5 Td ET"), (4, 5));
        assert_eq!(tokens(b"[1 2]TJ"), (1, 4));
        assert_eq!(tokens(b"q\0q\x0cq%q"), (4, 1));
        assert_eq!(tokens(b""), (0, 0));
    }

    #[test]
    fn ranges_are_counted_by_what_they_cover() {
        let map = b"1 beginbfrange <0000> <FFFF> <0041> endbfrange";
        assert_eq!(mapped(map), 0x1_0000);
        let two =
            b"2 beginbfrange\n<01><03><0041>\n<05> <06> [<0041> <0042>] <10><10><20>\n\
                    endbfrange 1 beginbfchar <01> <0041> endbfchar";
        assert_eq!(mapped(two), 3 + 2 + 1);
        assert_eq!(mapped(b"beginbfrange <09> <01> <00> <zz"), 0);
        assert_eq!(mapped(b"no map"), 0);
    }

    #[test]
    fn every_bound_is_said_with_its_number() {
        assert_eq!(
            Bound::Data.to_string(),
            "its data are more than 1 MiB a brief, or 16 MiB in all"
        );
        assert_eq!(
            Bound::Page.to_string(),
            "the content of a page unpacks to more than 8 MiB"
        );
    }
}
