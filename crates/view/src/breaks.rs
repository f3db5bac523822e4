//! Where a line may end in a text and where it may not, beside what UAX #14 says.
//!
//! Both are said by characters that nobody sees; the press takes them out of the pages once
//! the lines are set.

use std::sync::LazyLock;

use hypher::Lang;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::measure::width;

/// A place at which a line may end: a space without width.
const PLACE: char = '\u{200B}';
/// What keeps a line from ending: the word joiner.
const JOINER: char = '\u{2060}';

/// From this length on, a stretch that no line may end in is given places: in letters, and
/// for wide ones in ems, of which the narrowest column holds no more.
const LONG_STRETCH: usize = 20;
const WIDE_STRETCH: f64 = 9.5;
/// After this many letters of it, or a few more if a mark that joins comes then.
const PIECE: usize = 8;
/// A letter wider than this, in ems, counts as two.
const WIDE_LETTER: f64 = 0.65;
/// At the latest after so many; a syllable has no more in the language it is of.
const LONGEST_PIECE: usize = 12;

/// From this length on, a word may have to be divided in a column of text.
const LONG_WORD: usize = 16;

/// Units that stand apart from their number, beside codes of three capitals.
const UNITS: [&str; 33] = [
    "%",
    "‰",
    "€",
    "$",
    "£",
    "¥",
    "bp",
    "bps",
    "pp",
    "k",
    "m",
    "bn",
    "tn",
    "Mio",
    "Mrd",
    "Md",
    "thousand",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "percent",
    "Tausend",
    "Millionen",
    "Milliarden",
    "Prozent",
    "millions",
    "milliard",
    "milliards",
    "GW",
    "MW",
    "×",
];

/// Whether a character says only where a line may end.
pub(crate) fn is_silent(c: char) -> bool {
    matches!(c, PLACE | JOINER)
}

/// Where a line may end in a text, by UAX #14: the press asks the same.
static LINES: LazyLock<LineSegmenterBorrowed<'_>> = LazyLock::new(|| {
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
});

/// What a text needs, with the places in it, in order: [`PLACE`] where a stretch without a
/// place is long, [`JOINER`] where a line would end in the middle of an amount.
pub(crate) fn marks(text: &str) -> Vec<(usize, char)> {
    let mut marks = Vec::new();
    // No letter is wider than an em.
    let short = text.chars().count() < 10;
    if short && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return marks;
    }
    let (mut start, mut joints) = (0, Vec::new());
    for end in LINES.segment_str(text) {
        if end < text.len() && end > start {
            // The press breaks addresses in its own way.
            if is_address(&text[start..end]) && !text[..end].ends_with(' ') {
                continue;
            }
            if is_within_amount(text, end) {
                joints.push(end);
                continue;
            }
        }
        if !is_long(text[start..end].trim_end()) {
            marks.extend(joints.drain(..).map(|joint| (joint, JOINER)));
            start = end;
            continue;
        }
        joints.push(end);
        for end in joints.drain(..) {
            let stretch = &text[start..end];
            if is_long(stretch.trim_end()) {
                let places = divide(stretch).into_iter();
                marks.extend(places.map(|place| (start + place, PLACE)));
            }
            start = end;
        }
    }
    marks
}

/// Whether a text has a word so long that a column may have to divide it.
pub(crate) fn has_long_word(text: &str) -> bool {
    let is_long = |word: &str| word.chars().count() >= LONG_WORD || is_long(word);
    text.len() >= 10 && text.split(|c: char| !c.is_alphabetic()).any(is_long)
}

/// Whether a text is an amount so long that a line may have to end in it.
pub(crate) fn is_long_amount(text: &str) -> bool {
    let number = text.trim_start_matches(|c| is_sign(c) || is_money(c));
    let number = match number.split_once('\u{A0}') {
        Some((code, number)) if is_code(code) => number,
        _ => number,
    };
    let unit = number.trim_start_matches(|c: char| {
        c.is_ascii_digit() || ".,'’\u{A0}\u{202F}".contains(c)
    });
    is_long(text)
        && number.starts_with(|c: char| c.is_ascii_digit())
        && unit
            .chars()
            .all(|c| c.is_alphabetic() || is_money(c) || "%‰×.\u{A0}".contains(c))
        && unit.chars().count() <= LONGEST_PIECE
}

fn is_long(stretch: &str) -> bool {
    stretch.chars().count() >= LONG_STRETCH
        || stretch.len() >= 10 && width(stretch, 1.0, true) > WIDE_STRETCH
}

fn is_address(stretch: &str) -> bool {
    stretch.contains("://") || stretch.contains("www.")
}

/// Whether a place at which a line may end lies between a number and its sign, its unit or
/// the other end of a range.
fn is_within_amount(text: &str, place: usize) -> bool {
    let (before, after) = text.split_at(place);
    let begins = |c: char| c.is_ascii_digit() || is_sign(c) || is_money(c);
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next())
    else {
        return false;
    };
    match last {
        ' ' => {
            let number = before.trim_end().rsplit(char::is_whitespace).next();
            let number = number.unwrap_or_default();
            let of_unit = |c: char| c.is_alphabetic() || is_money(c) || "%‰×".contains(c);
            let unit = after.split(|c| !of_unit(c)).next().unwrap_or_default();
            let is_number = number.ends_with(|c: char| c.is_ascii_digit());
            let is_scale = UNITS.contains(&number.trim_end_matches('.'));
            let is_unit = |unit| is_code(unit) || UNITS.contains(&unit);
            (is_number || is_scale) && is_unit(unit)
                || is_code(number.trim_start_matches(is_sign)) && begins(next)
        }
        '–' | '‒' => {
            let low = before.trim_end_matches(last);
            let ends =
                |c: char| c.is_alphanumeric() || is_money(c) || matches!(c, '%' | '‰');
            low.ends_with(ends) && begins(next)
        }
        '/' => {
            let unit = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let is_amount = unit.bytes().any(|byte| byte.is_ascii_digit());
            let unit = unit.trim_end_matches('/');
            next.is_alphabetic() && (is_amount || is_code(unit) || UNITS.contains(&unit))
        }
        last if is_sign(last) || is_money(last) => begins(next),
        _ => false,
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '−' | '±' | '~' | '≈' | '<' | '>' | '≤' | '≥')
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '₺')
}

/// Whether a word is like the code of a currency.
fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The places of a stretch: behind each mark that joins, and in the middle of what is no
/// word where none came for long. A word is divided by the press, in its own language.
fn divide(stretch: &str) -> Vec<usize> {
    let letters: Vec<(usize, &str)> = stretch.grapheme_indices(true).collect();
    let whole = kept_whole(stretch, &letters);
    let joins = |at: usize| -> bool {
        let is_digit = |at: usize| {
            letters
                .get(at)
                .is_some_and(|it| it.1.starts_with(|c: char| c.is_ascii_digit()))
        };
        match letters[at].1 {
            "\u{A0}" => true,
            "," | "'" | "’" => {
                at > 0 && is_digit(at - 1) && is_digit(at + 1) && whole[at] == 0
            }
            "." => whole[at] == 0,
            "/" | "-" | "_" | "?" | "&" | "=" => true,
            // Something else begins.
            letter => {
                let opens = |c: char| is_money(c) || "“„«‘([{".contains(c);
                letters.get(at + 1).is_some_and(|it| it.1.starts_with(opens))
                    && !letter.ends_with(|c| opens(c) || is_sign(c))
            }
        }
    };
    // A long word has places of its own, which an amount has not.
    let is_word =
        |at: usize| stretch[whole[at] - 1..].starts_with(|c: char| c.is_alphabetic());
    // How many letters from a place in what stays whole.
    let ahead = |at: usize| {
        let count =
            whole.iter().skip(at).take_while(|it| **it > 0 && **it == whole[at]).count();
        if count > LONGEST_PIECE && is_word(at) { PIECE / 2 } else { count }
    };
    let (mut places, mut since) = (Vec::new(), 0);
    for at in 0..letters.len().saturating_sub(1) {
        since += if width(letters[at].1, 1.0, true) > WIDE_LETTER { 2 } else { 1 };
        let (next, letter) = letters[at + 1];
        if joins(at) && (since > 2 || letters[at].1 == "\u{A0}") {
            places.push(next);
            since = 0;
            continue;
        }
        if whole[at] > 0 && whole[at] == whole[at + 1] {
            if since > LONGEST_PIECE && is_word(at) {
                since = PIECE / 2;
            }
            continue;
        }
        let is_full = since + ahead(at + 1) > LONG_STRETCH - PIECE / 2 && since > 2;
        let mut soon = (at + 2)..letters.len().min(at + 2 + LONGEST_PIECE - PIECE);
        let is_long = since >= LONGEST_PIECE || since >= PIECE && !soon.any(joins);
        // What ends a stretch stays with it for as long as it can.
        let ends = !letter.starts_with(char::is_alphanumeric) || joins(at + 1);
        if is_full || is_long && !ends {
            places.push(next);
            since = 0;
        }
    }
    places
}

/// Of each letter of a stretch, the number of what it belongs to that has no places inside: a
/// word that can be hyphenated, or is short, and an amount of usual length; 0 if to none.
fn kept_whole(stretch: &str, letters: &[(usize, &str)]) -> Vec<usize> {
    let mut whole = vec![0; letters.len()];
    let mut keep = |start: usize, end: usize| {
        for (at, (place, _)) in letters.iter().enumerate() {
            if (start..end).contains(place) {
                whole[at] = start + 1;
            }
        }
    };
    for (start, word) in stretch.split_word_bound_indices() {
        if word.chars().all(char::is_alphabetic) && is_hyphenated(word) {
            keep(start, start + word.len());
        }
    }
    let of = |at: usize| letters.get(at).and_then(|it| it.1.chars().next());
    let is = |at: usize, of_kind: fn(char) -> bool| of(at).is_some_and(of_kind);
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        while is(at, |c| is_sign(c) || is_money(c)) {
            at += 1;
        }
        let number = at;
        while is(at, |c| c.is_ascii_digit() || ".,'’".contains(c)) {
            at += 1;
        }
        if at > number {
            let end = at;
            while at < end + 3 && is(at, |c| c.is_alphabetic() || "%‰×".contains(c)) {
                at += 1;
            }
            if at - start <= LONGEST_PIECE + 4 && is(number, |c| c.is_ascii_digit()) {
                whole[start..at].fill(letters[start].0 + 1);
            }
        }
        at = at.max(start + 1);
    }
    whole
}

/// Whether the press can divide a word wherever a line has to end: by the rules of its own
/// language well, and if it stands in a brief in another one, well enough.
fn is_hyphenated(word: &str) -> bool {
    let longest = |language| {
        let syllables = hypher::hyphenate(word, language);
        syllables.map(|syllable| syllable.chars().count()).max().unwrap_or_default()
    };
    let longest = [Lang::English, Lang::German, Lang::French].map(longest);
    word.chars().count() <= LONGEST_PIECE
        || longest.iter().any(|most| *most <= LONGEST_PIECE)
            && longest.iter().all(|most| *most < LONG_STRETCH)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with a bar at each place and an underscore at each joiner.
    fn marked(text: &str) -> String {
        let mut marked = text.to_owned();
        for (place, mark) in marks(text).into_iter().rev() {
            marked.insert(place, if mark == PLACE { '|' } else { '_' });
        }
        marked
    }

    #[test]
    fn only_long_stretches_are_divided_and_rather_at_joints() {
        for whole in ["short words stay", "so does one-that-has-its-own-places", ""] {
            assert_eq!(marked(whole), whole);
        }
        assert_eq!(
            marked("0001018724-25-000123 is one"),
            "0001018724-|25-|000123 is one"
        );
        let (glued, bracketed) = ("a\u{a0}b".repeat(9), "( ".repeat(30));
        assert!(marks(&glued).len() > 3 && marks(&bracketed).len() > 2);
    }

    #[test]
    fn a_word_is_left_to_be_hyphenated() {
        for word in [
            "Digitalisierungsstrategie",
            "(Rechenzentrumsinfrastrukturinvestitionen).",
            "undercapitalization—comparatively",
            "anticonstitutionnellement",
        ] {
            assert_eq!(marked(word), word);
            assert!(has_long_word(word));
        }
        // Amounts in a row are no word.
        assert_eq!(
            marked("awn000000000aaa0000000000000aaaa000000aaa"),
            "awn000000000aaa|0000000000000aaa|a000000aaa"
        );
        // As wide as two letters each.
        assert!(marks(&"…".repeat(40)).len() > 3 && marks(&"—".repeat(40)).len() > 3);
        assert!(!has_long_word("infrastructure and arbitrage"));
        // There is no word in it.
        assert!(marks(&"w".repeat(60)).len() > 5);
    }

    #[test]
    fn a_number_is_divided_between_its_groups_alone() {
        let number = "−CHF\u{a0}123,456,789,012.345678";
        assert_eq!(marked(number), "−CHF\u{a0}|123,|456,|789,|012.|345678");
        assert!(is_long_amount(number) && !is_long_amount("$5bn"));
        assert!(
            !is_long_amount("n12/0009876543/000417") && !is_long_amount(&"a".repeat(30))
        );
        let amounts = marked(&"+25%“$5bn".repeat(4));
        assert!(!amounts.contains("$|") && !amounts.contains("b|n"), "{amounts}");
        assert!(amounts.matches('|').count() > 2, "{amounts}");
    }

    #[test]
    fn an_amount_stays_on_its_line() {
        for (text, kept) in [
            ("+$35M", "+_$35M"),
            ("20 bp–25 bp", "20 _bp–_25 _bp"),
            ("$9.0–9.5bn", "$9.0–_9.5bn"),
            ("−$3bn–$2bn", "−_$3bn–_$2bn"),
            ("up 5 % to 20 Mrd. EUR", "up 5 _% to 20 _Mrd. _EUR"),
            ("of CHF 3", "of CHF _3"),
            ("2,480 USD/FFE", "2,480 _USD/_FFE"),
        ] {
            assert_eq!(marked(text), kept);
        }
        for free in
            ["2 of 3 parts", "AWS 2", "either/or 5", "ends–means", "part 5 of AWS"]
        {
            let kept = marked(free);
            assert!(free == "AWS 2" || kept == free, "{kept}");
        }
    }

    proptest! {
        /// Whatever it says, no stretch is left that is much longer than a narrow column, and
        /// no place lies inside a letter with its marks.
        #[test]
        fn every_stretch_ends(text in "([a-z]{1,5}|[0-9]{1,9}|[ ,.$%–/(){}“\u{a0}\u{301}-]{1,3}){0,40}") {
            let mut last = 0;
            let marks = marks(&text);
            let inside = |place| text.grapheme_indices(true).all(|(at, _)| at != place);
            for (place, mark) in &marks {
                prop_assert!(*place > last && *place < text.len());
                prop_assert!(!inside(*place), "{text} at {place}");
                last = *place;
                prop_assert!(is_silent(*mark));
            }
            let mut pieces = text.clone();
            for (place, mark) in marks.iter().rev() {
                pieces.insert(*place, *mark);
            }
            for stretch in LINES.segment_str(&pieces).collect::<Vec<_>>().windows(2) {
                let stretch = pieces[stretch[0]..stretch[1]].trim_end();
                prop_assert!(stretch.graphemes(true).count() <= 2 * LONG_STRETCH, "{stretch}");
            }
        }
    }
}
