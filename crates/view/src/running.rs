//! What stands over and under every page, shortened where there is no room for it.

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

/// The left side of the running head.
#[derive(Debug, Serialize)]
pub(crate) struct RunningHead {
    pub(crate) company: Words,
    pub(crate) title: Words,
}

impl RunningHead {
    /// The head of pages that are `full` points wide and have the period at the right.
    pub(crate) fn new(company: &str, title: &str, period: &str, full: f64) -> Self {
        let room = full - SIDES - width(period, SIZE, false);
        let beside = room - GAP - width(title, SIZE, false);
        let company = shortened(company, true, beside.max(MOST * room));
        let rest = room - GAP - width(&company, SIZE, true);
        let title =
            if rest < LEAST { String::new() } else { shortened(title, false, rest) };
        Self { company: company.into(), title: title.into() }
    }
}

/// The left side of the foot: its parts, the number of the page at the right.
pub(crate) fn foot(parts: &[String], labels: &Labels, full: f64) -> Words {
    let number = (labels.page_of)("000", "000");
    let room = full - SIDES - width(&number, SIZE, false);
    shortened(&parts.join(" · "), false, room).into()
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
        let parts = ["word ".repeat(60).trim().to_owned(), "edition 2".to_owned()];
        assert!(foot(&parts, labels, 493.0).to_string().ends_with("word …"));
        assert_eq!(foot(&parts[1..], labels, 493.0).to_string(), "edition 2");
    }
}
