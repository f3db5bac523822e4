//! What stands over and under every page, shortened where there is no room for it, and
//! where it would be prose: it is an artifact, and prose is what nobody may miss.

use serde::Serialize;

use crate::labels::Labels;
use crate::measure::{lines, width};
use crate::words::Words;

/// The size of running heads and feet, in points.
const SIZE: f64 = 7.5;
/// Between the company and the title, and between the left side and the right.
const GAP: f64 = 0.8 * SIZE;
const SIDES: f64 = 17.5;
/// A title that had less room than this is left out.
const LEAST: f64 = 40.0;
/// The most of the line that a company takes from a title that has no room.
const MOST: f64 = 0.45;
/// More words than these, more of them in small letters than those, are prose.
const WORDS: usize = 7;
const SMALL: usize = 3;
const ELLIPSIS: &str = " …";

/// The left side of the running head.
#[derive(Debug, Serialize)]
pub(crate) struct RunningHead {
    pub(crate) company: Words,
    pub(crate) title: Words,
}

impl RunningHead {
    /// The head of pages that are `full` points wide and have the period at the right.
    pub(crate) fn new(company: &str, title: &str, period: &str, full: f64) -> Self {
        let (company, title) = terse(company, title, period);
        let (company, title) = (company.as_str(), title.as_str());
        let room = full - SIDES - width(period, SIZE, false);
        let beside = room - GAP - width(title, SIZE, false);
        let company = shortened(company, true, beside.max(MOST * room));
        let rest = room - GAP - width(&company, SIZE, true);
        let title =
            if rest < LEAST { String::new() } else { shortened(title, false, rest) };
        Self { company: company.into(), title: title.into() }
    }
}

/// The left side of the foot: the kind of the brief, its date and its edition; the number of
/// the page stands at the right.
pub(crate) fn foot(
    kind: &str,
    as_of: &str,
    edition: Option<&str>,
    labels: &Labels,
    full: f64,
) -> Words {
    let sentences = &labels.sentences;
    let foot = |kind: &str| {
        let edition = edition.map(sentences.edition);
        let parts = std::iter::once((sentences.foot)(kind, as_of)).chain(edition);
        parts.collect::<Vec<_>>().join(" · ")
    };
    let kinds = std::iter::successors(Some(kind.to_owned()), |it| fewer(it));
    let feet = kinds.map(|it| foot(&it));
    let terse = feet.clone().find(|it| !is_prose(it)).or_else(|| feet.last());
    let number = (labels.page_of)("000", "000");
    let room = full - SIDES - width(&number, SIZE, false);
    shortened(&terse.unwrap_or_default(), false, room).into()
}

/// The company and the title, the title and then the company with fewer words where the
/// whole head is prose.
fn terse(company: &str, title: &str, period: &str) -> (String, String) {
    let (mut company, mut title) = (company.to_owned(), title.to_owned());
    while is_prose(&format!("{company} {title} {period}")) {
        if let Some(shorter) = fewer(&title) {
            title = shorter;
        } else if !title.is_empty() {
            title.clear();
        } else if let Some(shorter) = fewer(&company) {
            company = shorter;
        } else {
            break;
        }
    }
    (company, title)
}

/// The text without its last word, which an ellipsis stands for; nothing for a single word.
fn fewer(text: &str) -> Option<String> {
    let text = text.strip_suffix(ELLIPSIS).unwrap_or(text);
    let (kept, _) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let kept = kept.trim_end_matches(|it: char| !it.is_alphanumeric() && it != ')');
    (!kept.is_empty()).then(|| format!("{kept}{ELLIPSIS}"))
}

fn is_prose(text: &str) -> bool {
    let words = text.split(|it: char| !it.is_alphabetic());
    let words = || words.clone().filter(|it| it.chars().nth(1).is_some());
    let is_small = |it: &&str| it.starts_with(char::is_lowercase);
    words().count() > WORDS && words().filter(is_small).count() > SMALL
}

/// The text if it fits into so many points; else as many of its words, and an ellipsis.
fn shortened(text: &str, bold: bool, room: f64) -> String {
    if width(text, SIZE, bold) <= room {
        return text.to_owned();
    }
    lines(text, SIZE, bold, room, 1).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_shortened_at_a_word() {
        let full = 493.0;
        let head = RunningHead::new("Example", "A short title", "H1 2025", full);
        assert_eq!(head.company.to_string(), "Example");
        assert_eq!(head.title.to_string(), "A short title");

        let (company, title) =
            ("Sample Foundries ".repeat(8), "of a long way ".repeat(20));
        let head = RunningHead::new(company.trim(), title.trim(), "H1 2025", full);
        let (company, title) = (head.company.to_string(), head.title.to_string());
        for (short, words) in [(&company, "Sample Foundries"), (&title, "of a long way")]
        {
            let last =
                short.strip_suffix(" …").expect("an ellipsis").split(' ').next_back();
            assert!(words.split(' ').any(|word| Some(word) == last), "{short}");
        }
        let used = width(&company, SIZE, true) + width(&title, SIZE, false);
        assert!(used + GAP + width("H1 2025", SIZE, false) < full - SIDES);
    }

    #[test]
    fn a_foot_leaves_room_for_the_number_of_the_page() {
        let labels = crate::labels::labels(strata_model::Language::default());
        let foot = |kind| foot(kind, "May 1, 2025", Some("2"), labels, 493.0).to_string();
        assert_eq!(foot("Update"), "Update · as of May 1, 2025 · edition 2");
        assert!(foot(&"WORD ".repeat(60)).ends_with("WORD …"));
    }

    #[test]
    fn what_stands_over_and_under_a_page_is_no_prose() {
        let head = |company, title| {
            let head = RunningHead::new(company, title, "Q3 2025", 493.0);
            [head.company.to_string(), head.title.to_string()]
        };
        let short = ["Example Bakeries", "Owning the oven and shop"];
        assert_eq!(head(short[0], short[1]), short);
        let nouns =
            ["Example Bakeries", "Five More Ovens, Four More Shops, No More Debt"];
        assert_eq!(head(nouns[0], nouns[1]), nouns);
        assert_eq!(
            head("Example Bakeries", "The ovens are full, and the shops are not yet"),
            ["Example Bakeries", "The ovens are full, and …"],
        );
        let long = "bakeries of the north and of the south and of the islands";
        assert_eq!(head(long, "More ovens")[1], "");

        let labels = crate::labels::labels(strata_model::Language::default());
        let foot =
            foot("a look at what the ovens say", "May 1, 2025", None, labels, 493.0);
        assert!(!is_prose(&foot.to_string()), "{foot}");
    }
}
