//! A choice of pages: `1-3,5`, `3-`.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Ranges of pages, counted from 1, as they were given; an open end has no last page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pages(Vec<(usize, Option<usize>)>);

/// Pages that a document does not have.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Absent(usize);

impl Pages {
    /// The chosen pages of a document of so many, each once and in order.
    ///
    /// # Errors
    ///
    /// The first page that is chosen and not there. An open end chooses what there is.
    pub(crate) fn of(&self, count: usize) -> Result<Vec<usize>, Absent> {
        let mut chosen = Vec::new();
        for &(first, last) in &self.0 {
            let last = last.unwrap_or(count.max(first));
            match [first, last].into_iter().find(|page| *page > count) {
                Some(absent) => return Err(Absent(absent)),
                None => chosen.extend(RangeInclusive::new(first, last)),
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        Ok(chosen)
    }
}

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no page {}", self.0)
    }
}

/// A text that chooses no pages, with the part that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoPages {
    /// It is no page and no range of pages.
    Malformed(String),
    /// Pages are counted from 1.
    Zero,
    /// It ends before it begins.
    Backwards(String),
}

impl std::error::Error for NoPages {}

impl fmt::Display for NoPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(part) if part.is_empty() => {
                f.write_str("no page is named: write pages such as `1-3,5` or `3-`")
            }
            Self::Malformed(part) => {
                write!(f, "`{part}` is no page: write pages such as `1-3,5` or `3-`")
            }
            Self::Zero => f.write_str("pages are counted from 1"),
            Self::Backwards(part) => write!(f, "`{part}` ends before it begins"),
        }
    }
}

impl FromStr for Pages {
    type Err = NoPages;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',').map(|part| range(part.trim())).collect::<Result<_, _>>().map(Self)
    }
}

/// `5`, `1-3`, `3-` or `-3`.
fn range(part: &str) -> Result<(usize, Option<usize>), NoPages> {
    let page = |digits: &str| match digits.trim().parse::<u16>() {
        Ok(0) => Err(NoPages::Zero),
        Ok(page) => Ok(usize::from(page)),
        Err(_) => Err(NoPages::Malformed(part.to_owned())),
    };
    let (first, last) = match part.split_once('-') {
        None => (page(part)?, Some(page(part)?)),
        Some((first, "")) => (page(first)?, None),
        Some(("", last)) => (1, Some(page(last)?)),
        Some((first, last)) => (page(first)?, Some(page(last)?)),
    };
    match last.is_some_and(|last| last < first) {
        true => Err(NoPages::Backwards(part.to_owned())),
        false => Ok((first, last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Vec<usize> {
        text.parse::<Pages>().expect(text).of(6).expect(text)
    }

    #[test]
    fn pages_come_once_and_in_order() {
        assert_eq!(chosen("5,1-3"), [1, 2, 3, 5]);
        assert_eq!(chosen("2-4, 3-"), [2, 3, 4, 5, 6]);
        assert_eq!(chosen("-2"), [1, 2]);
        assert_eq!(chosen("6"), [6]);
    }

    #[test]
    fn a_page_that_is_not_there_is_named() {
        for (text, page) in [("9", 9), ("1-9", 9), ("7-", 7), ("1,8-12", 8)] {
            assert_eq!(text.parse::<Pages>().expect(text).of(6), Err(Absent(page)));
        }
    }

    #[test]
    fn what_is_no_choice_is_refused() {
        let refused = |text: &str| text.parse::<Pages>().expect_err(text);
        assert_eq!(refused("0"), NoPages::Zero);
        assert_eq!(refused("3-1"), NoPages::Backwards("3-1".to_owned()));
        for text in ["", "x", "1,,2", "-", "1-2-3", "1.5", "99999", "+1 2"] {
            assert!(matches!(refused(text), NoPages::Malformed(_)), "{text}");
        }
    }
}
