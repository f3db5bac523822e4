//! What the words of a source say of a number: how much it is, how much more, or what it was
//! before. English only.

pub(crate) mod language;
pub(crate) mod time;

use std::borrow::Cow;
use std::ops::Range;

use strata_model::{Currency, Direction, Language, Quantity, Scale};

use super::lexicon::{Form, Way, sense};
use super::phrase::words;
use super::spelling::{Spelled, number_at, word_from};

/// What a number in a quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A level: `revenue of $5B`, `rose to $5B`.
    Level,
    /// A change: `up 13%`, `a decrease of $2B`.
    Change(Direction),
    /// What it was before, or what it is held against: `from $4B`, `compared with $4B`.
    Prior,
}

/// A number in a quote.
#[derive(Debug, Clone)]
pub(crate) struct Quoted {
    pub(crate) bytes: Range<usize>,
    pub(crate) quantity: Quantity,
    /// Whether something beside its digits makes it a figure.
    pub(crate) counts: bool,
    pub(crate) sort: Sort,
    /// Whether it is an amount for each of something.
    pub(crate) each: bool,
    /// Whether it counts hundredths of a currency: `12.4p`, `13 cents`.
    pub(crate) hundredths: bool,
}

/// Words between a direction and its number that change nothing.
const FILLERS: [&str; 18] = [
    "a",
    "about",
    "almost",
    "an",
    "approximately",
    "around",
    "another",
    "by",
    "just",
    "nearly",
    "only",
    "organically",
    "roughly",
    "sequentially",
    "some",
    "strongly",
    "year-over-year",
    "yoy",
];

/// Words between a number and the change that it is of.
const BETWEEN: [&str; 14] = [
    "annual",
    "comparable",
    "currency",
    "constant",
    "net",
    "organic",
    "point",
    "revenue",
    "sales",
    "sequential",
    "year-on-year",
    "year-over-year",
    "yoy",
    "reported",
];

/// Which way a word goes that says of something else that it moved: `cut` tells who moved it.
fn direction(word: &str) -> Option<Direction> {
    let motion = sense(word, Language::EnUs)?.motion?;
    let way = match motion.way {
        Way::Up => Direction::Up,
        Way::Down => Direction::Down,
    };
    (motion.form != Form::Transitive).then_some(way)
}

/// The numbers of a quote. `is_unit` knows the units that the brief declares.
pub(crate) fn numbers(quote: &str, is_unit: impl Fn(&str) -> bool) -> Vec<Quoted> {
    if !quote.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let text = plain(quote);
    let (mut at, mut found) = (0, Vec::new());
    while let Some(word) = word_from(&text, at) {
        at = word.end;
        let is_number = |it: &str| {
            let code = it.len() == 3 && it.bytes().all(|it| it.is_ascii_uppercase());
            code || it.bytes().any(|it| it.is_ascii_digit())
        };
        // Most words are no numbers.
        if !text.get(word.clone()).is_some_and(is_number) {
            continue;
        }
        let (spelled, hundredths) = match hundredths(&text, &word) {
            Some(spelled) => (Some(spelled), true),
            None => (number_at(&text, word, &is_unit), false),
        };
        let Some(spelled) = spelled else { continue };
        at = spelled.bytes.end;
        let before = text.get(..spelled.bytes.start).unwrap_or("");
        let behind = text.get(spelled.bytes.end..).unwrap_or("");
        let sort = sort(before, behind, &spelled.quantity);
        let next = words(behind).next().map(|(word, at)| (word, at.start));
        let each = spelled.quantity.unit().per.is_some()
            || next.is_some_and(|(word, at)| at <= 1 && word == "per")
            || behind.starts_with(" a share")
            || behind.starts_with(" a diluted share");
        let (mut bytes, quantity, counts) =
            (spelled.bytes, spelled.quantity, spelled.counts);
        // The sign stands two places before where it was read.
        if quote.get(bytes.clone()) != text.get(bytes.clone()) {
            bytes.start = bytes.start.saturating_sub(2);
        }
        found.push(Quoted { bytes, quantity, counts, sort, each, hundredths });
    }
    share_scales(&text, &mut found);
    found
}

/// An amount in pence or cents, with its digits as its quantity.
fn hundredths(text: &str, word: &Range<usize>) -> Option<Spelled> {
    let written = text.get(word.clone())?;
    let end = written.find(|it: char| !(it.is_ascii_digit() || it == '.'));
    let (digits, glued) = written.split_at_checked(end.unwrap_or(written.len()))?;
    let behind = text.get(word.end..).unwrap_or("");
    let next = words(behind).next().filter(|(_, at)| at.start == 1);
    let (next, length) = next.map_or((Cow::Borrowed(""), 0), |(word, at)| (word, at.end));
    let names = ["pence", "penny", "cents", "cent"];
    let more = match glued {
        "p" | "¢" => 0,
        "" if names.contains(&next.as_ref()) => length,
        _ => return None,
    };
    let bytes = word.start..word.end + more;
    Some(Spelled { bytes, quantity: digits.parse().ok()?, counts: true })
}

/// Gives the first number of `$206 to $213 billion` the scale of the second.
fn share_scales(text: &str, found: &mut [Quoted]) {
    for at in 1..found.len() {
        let Some((before, [second, ..])) = found.split_at_mut_checked(at) else { return };
        let Some(first) = before.last_mut() else { return };
        let gap = text.get(first.bytes.end..second.bytes.start).unwrap_or("").trim();
        let joined = ["-", "–", "—", "to", "and"].contains(&gap);
        let (a, b) = (&first.quantity, &second.quantity);
        let alike = a.unit() == b.unit() && a.scale() == Scale::One;
        if let Some(letter) = b.scale().letter().filter(|_| joined && alike)
            && let Ok(scaled) = format!("{a}{letter}").parse()
        {
            first.quantity = scaled;
        }
    }
}

/// A quote in which `$(1.2)`, as tables write a loss, is written `$1.2`, at the same places.
fn plain(quote: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(quote);
    for (at, _) in quote.match_indices('(') {
        let Some(symbol) = quote.get(..at).and_then(|it| it.chars().next_back()) else {
            continue;
        };
        let Some(inside) = quote.get(at + 1..) else { continue };
        let digits =
            inside.find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | ',')));
        let Some(length) = digits.filter(|length| *length > 0) else { continue };
        let closed = inside.get(length..).is_some_and(|rest| rest.starts_with(')'));
        if Currency::of_symbol(symbol).is_some() && closed {
            let digits = inside.get(..length).unwrap_or("");
            let start = at - symbol.len_utf8();
            let written = format!("  {symbol}{digits}");
            text.to_mut().replace_range(start..at + 1 + length + 1, &written);
        }
    }
    text
}

/// What a number is by the words beside it.
fn sort(before: &str, behind: &str, quantity: &Quantity) -> Sort {
    let clause = before.rfind(['.', ';', '(']).filter(|at| {
        before.get(at + 1..).is_none_or(|rest| {
            rest.is_empty() || !rest.starts_with(|it: char| it.is_ascii_digit())
        })
    });
    let clause = before.get(clause.map_or(0, |at| at + 1)..).unwrap_or("");
    let near: Vec<_> = words(clause).collect();
    let mut back = near.iter().rev().map(|(word, _)| word.as_ref()).peekable();
    let mut of = false;
    let turned = |way| match (way, quantity.is_negative()) {
        (Direction::Up, true) => Direction::Down,
        (way, _) => way,
    };
    while let Some(word) = back.peek().copied() {
        let than = word == "than" || (word == "of" && !of);
        if !(than || FILLERS.contains(&word)) {
            break;
        }
        of |= word == "of";
        back.next();
        if word == "than" {
            match back.peek().copied() {
                Some("more" | "less" | "greater" | "better") => {
                    back.next();
                }
                _ => return Sort::Prior,
            }
        }
    }
    let (word, next) = (back.next().unwrap_or(""), back.peek().copied().unwrap_or(""));
    if let Some(way) = direction(word) {
        return Sort::Change(turned(way));
    }
    let compared = ["compared", "comparable", "relative"].contains(&next);
    if ["from", "versus", "vs", "against"].contains(&word)
        || (["to", "with"].contains(&word) && compared)
        || word == "compared"
    {
        return Sort::Prior;
    }
    let mut end = 0;
    for (word, at) in words(behind).take(4) {
        let gap = behind.get(end..at.start).unwrap_or("");
        if !gap.chars().all(|it| it == ' ' || it == '-' || it == '\u{A0}') {
            break;
        }
        if let Some(way) = direction(&word) {
            // `5% up-front`, `up 5% up to`
            return if word == "up" { Sort::Level } else { Sort::Change(turned(way)) };
        }
        if !BETWEEN.contains(&word.as_ref()) {
            break;
        }
        end = at.end;
    }
    Sort::Level
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_levels_changes_and_what_was_before() {
        let (up, down) = (Direction::Up, Direction::Down);
        for (quote, number, sort) in [
            ("net sales increased 13% to $180.2 billion", "13%", Sort::Change(up)),
            ("net sales increased 13% to $180.2 billion", "$180.2B", Sort::Level),
            ("compared with $158.9 billion in 2024", "$158.9B", Sort::Prior),
            ("up from $4.0 billion", "$4.0B", Sort::Prior),
            ("a decrease of approximately 4%", "4%", Sort::Change(down)),
            ("grew by more than 20%", "20%", Sort::Change(up)),
            ("a 12% year-over-year decline", "12%", Sort::Change(down)),
            ("revenue of $5 billion, up 2%", "$5B", Sort::Level),
            ("organic growth of -2%", "-2%", Sort::Change(down)),
            ("net loss of $(1.2) billion", "$1.2B", Sort::Level),
            ("15% of sales growth", "15%", Sort::Level),
            ("it is higher than $4 billion", "$4B", Sort::Prior),
        ] {
            let found = numbers(quote, |_| false);
            let it = found.iter().find(|it| it.quantity.to_string() == number);
            assert_eq!(it.map(|it| it.sort), Some(sort), "{quote}: {found:?}");
        }
    }
}
