use std::ops::Range;

use strata_model::calc::Meant;
use strata_model::{Measure, Quantity};
use strata_syntax::change::{Change, Safety};

use crate::diagnostic::Reporter;
use crate::facts::printed::is_signed;
use crate::facts::{Facts, Passage};
use crate::prose::spelling::{currency, magnitude};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("unit_twice.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (prose, segment, range, meant) in facts.printed() {
        let Ok(meant) = meant else { continue };
        let Some(quantity) = meant.quantity() else { continue };
        let beside = before(prose, range, quantity, is_signed(segment))
            .or_else(|| behind(prose, range, quantity));
        let Some((bytes, same)) = beside else { continue };
        let word = prose.text.get(bytes.clone()).unwrap_or("").trim();
        let written = prose.text.get(range.clone()).unwrap_or("");
        let shown = quantity.to_string();
        let shown = match meant {
            Meant::Size(_) => shown.trim_start_matches(['+', '-']),
            _ => shown.as_str(),
        };
        let message =
            format!("`{word}` stands beside `{written}`, which prints `{shown}`");
        let change = prose.spare(bytes.clone());
        let change = change.map(|place| Change::Write(place, String::new()));
        let safety = if same { Safety::Safe } else { Safety::Unsafe };
        report
            .at(prose.part(bytes), message)
            .help(format!("remove `{word}`"))
            .fix(safety, change)
            .guess();
    }
}

/// The sign right before a reference, and whether it is the one that is printed.
fn before(
    prose: &Passage<'_>,
    range: &Range<usize>,
    printed: &Quantity,
    signed: bool,
) -> Option<(Range<usize>, bool)> {
    let text = prose.text.get(..range.start)?;
    let sign = text.chars().next_back()?;
    let bytes = range.start - sign.len_utf8()..range.start;
    let money = strata_model::Currency::of_symbol(sign);
    match (&printed.unit().measure, money) {
        (Measure::Money(own), Some(sign)) => Some((bytes, *own == sign)),
        (_, Some(_)) => Some((bytes, false)),
        // A hyphen may join two words.
        _ => (sign == '+' && signed).then_some((bytes, !printed.is_negative())),
    }
}

/// The unit right behind a reference, with the space before it, and whether it is the one
/// that is printed.
fn behind(
    prose: &Passage<'_>,
    range: &Range<usize>,
    printed: &Quantity,
) -> Option<(Range<usize>, bool)> {
    let text = prose.text.get(range.end..)?;
    let measure = &printed.unit().measure;
    let percent = *measure == Measure::Percent;
    let likely = matches!(measure, Measure::MoreLikely | Measure::LessLikely);
    let points = matches!(measure, Measure::Points | Measure::BasisPoints);
    if text.starts_with('%') {
        return Some((range.end..range.end + 1, percent));
    }
    let joint = text.chars().next().filter(|it| matches!(it, ' ' | '-' | '\u{A0}'))?;
    let rest = text.get(joint.len_utf8()..)?;
    let letter = |it: char| it.is_alphanumeric() || it == '%';
    let length = rest.find(|it| !letter(it)).unwrap_or(rest.len());
    let word = rest.get(..length)?;
    let next = rest.get(length..)?.split_whitespace().next().unwrap_or("");
    let to = |end: usize| range.end..range.end + joint.len_utf8() + end;
    let lower = word.to_ascii_lowercase();
    Some(match lower.as_str() {
        "%" | "percent" | "pct" if percent || points || likely => (to(length), percent),
        "per" if next == "cent" && (percent || points) => (to(length + 5), percent),
        "pp" | "bp" | "bps" if percent || points => (to(length), false),
        "percentage" | "basis" if next.starts_with("point") && (percent || points) => {
            let plain = next.trim_matches(|it: char| !it.is_alphanumeric());
            (to(length + 1 + plain.len()), false)
        }
        // `{margin} points to …` is a verb.
        "points" if percent || points => {
            let verb = ["to", "at", "out", "up", "the", "toward", "towards", "beyond"];
            let bare = next.trim_matches(|it: char| !it.is_alphanumeric());
            return (!verb.contains(&bare)).then_some((to(length), points));
        }
        _ if word.len() > 1 && magnitude(word).is_some() => {
            (to(length), magnitude(word) == printed.scale().letter())
        }
        "dollars" | "euros" | "yen" | "rupees" => {
            let sign = currency(word).and_then(strata_model::Currency::of_symbol);
            let own = match measure {
                Measure::Money(own) => Some(*own),
                _ => None,
            };
            (to(length), own == sign)
        }
        _ => match measure {
            Measure::Named(name) if name.as_str() == word => (to(length), true),
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(text: &str) -> Vec<String> {
        let brief = format!(
            "units: {{chips: accelerators}}\nfigures:\n  sales: {{label: Sales, value: $5B, \
             change: +13% yoy, prior: $4.4B, period: FY 2024}}\n  margin: {{label: Margin, value: \
             34.6%, change: -3.4 pp yoy, period: FY 2024}}\n  chips: {{label: Chips, value: 500K \
             chips, period: FY 2024}}\nverdict: {{text: [\"{text}\"]}}\n"
        );
        messages(&brief, "L071")
    }

    #[test]
    fn what_is_printed_is_not_to_be_written() {
        for (text, word, reference, printed) in [
            ("${sales} of sales", "$", "{sales}", "$5B"),
            ("€{sales} of sales", "€", "{sales}", "$5B"),
            ("{sales} billion", "billion", "{sales}", "$5B"),
            ("{sales} dollars", "dollars", "{sales}", "$5B"),
            ("from {sales.prior} bn", "bn", "{sales.prior}", "$4.4B"),
            ("up {sales.rise} percent.", "percent", "{sales.rise}", "13%"),
            ("up {sales.rise}%", "%", "{sales.rise}", "13%"),
            ("up {sales.rise} per cent", "per cent", "{sales.rise}", "13%"),
            ("up {sales.rise} points", "points", "{sales.rise}", "13%"),
            ("+{sales.change} on the year", "+", "{sales.change}", "+13%"),
            ("fell {margin.fall} percent", "percent", "{margin.fall}", "3.4 pp"),
            (
                "fell {margin.fall} percentage points, then",
                "percentage points",
                "{margin.fall}",
                "3.4 pp",
            ),
            ("{chips} chips", "chips", "{chips}", "500K chips"),
        ] {
            let expected =
                format!("`{word}` stands beside `{reference}`, which prints `{printed}`");
            assert_eq!(said(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_words_stay() {
        for text in [
            "{sales} of sales, up {sales.rise}, in {chips}",
            "a margin of {margin} points to the strength of it",
            "{sales} percent-wise; the {sales} chips make",
            "{sales.period} dollars and {sales.label} billion",
            "{chips} shipped, post-{sales}",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }
}
