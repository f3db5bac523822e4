//! L032: a figure typed into prose.

use strata_model::{Extent, Measure, Quantity, Scale, Segment};

use super::Lint;
use super::index::{Index, Prose};
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};
use crate::shape::cure_quantity;

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L032",
    name: "literal-figure",
    severity: Severity::Warning,
    why: "A figure is written once, under `figures`, and prose points at it. A number typed \
          into a text has no period and no source, and stays as it is when the figure \
          changes.",
    bad: "figures:\n  capex: {label: CapEx, value: $115.9B, period: FY 2024}\nverdict:\n  \
          text: ['CapEx of $115.9B creates a moat.']",
    good: "figures:\n  capex: {label: CapEx, value: $115.9B, period: FY 2024}\nverdict:\n  \
           text: ['CapEx of {capex} creates a moat.']",
    fix: "Write `{id}` or `{id.change}` in its place; make it a figure if it is none yet.",
};

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for prose in &index.prose {
        for segment in &prose.segments {
            let Segment::Words(words) = segment else { continue };
            // Words are slices of the text: where they begin in it is where they lie.
            let start = words.as_ptr().addr().checked_sub(prose.text.as_ptr().addr());
            if let Some(start) = start {
                in_words(index, prose, words, start, found);
            }
        }
    }
}

fn in_words(
    index: &Index<'_>,
    prose: &Prose<'_>,
    words: &str,
    start: usize,
    found: &mut Vec<Finding>,
) {
    let mut at = 0;
    while let Some(token) = token_from(words, at) {
        at = token.end;
        // Most words are no numbers: they are not read as one.
        if !words.get(token.clone()).is_some_and(starts_like_a_number) {
            continue;
        }
        let next = token_from(words, token.end).filter(|next| {
            // Only the very next word can be a unit.
            words.get(token.end..next.start) == Some(" ")
        });
        let both = next.map(|next| token.start..next.end);
        let candidates = both.into_iter().chain([token.clone()]);
        let literal = candidates.into_iter().find_map(|range| {
            let text = words.get(range.clone())?;
            figure_like(index, text).map(|quantity| (range, quantity))
        });
        let Some((range, quantity)) = literal else { continue };
        at = range.end;
        let literal = words.get(range.clone()).unwrap_or("");
        let message = format!("`{literal}` is typed into prose");
        let help = match printed_by(index, &quantity) {
            Some(reference) => format!("write `{reference}`"),
            None => {
                "make it a figure with a period and a source, and write its id".to_owned()
            }
        };
        let place = prose.part(start + range.start..start + range.end);
        found.push(Finding::new(&RULE, place, message).help(help));
    }
}

/// The next word at or after an offset, without the punctuation around it.
fn token_from(words: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let rest = words.get(from..)?;
    let begins = rest.find(|found: char| !found.is_whitespace())?;
    let length = rest.get(begins..)?.find(char::is_whitespace);
    let word = rest.get(begins..length.map_or(rest.len(), |length| begins + length))?;
    let opened = word.trim_start_matches(['(', '[', '“', '‘', '"', '\'', '—', '–']);
    let closed = opened.trim_end_matches([
        ')', ']', '”', '’', '"', '\'', '.', ',', ';', ':', '!', '?', '—', '–',
    ]);
    let start = from + begins + (word.len() - opened.len());
    if closed.is_empty() {
        // Nothing but punctuation: stand behind it.
        return token_from(words, from + begins + word.len());
    }
    Some(start..start + closed.len())
}

fn starts_like_a_number(word: &str) -> bool {
    let bare = word.trim_start_matches(['~', '+', '-', '\u{2212}']);
    let symbol = |found: char| strata_model::Currency::of_symbol(found).is_some();
    bare.trim_start_matches(symbol).starts_with(|found: char| found.is_ascii_digit())
        || (bare.len() == 3 && bare.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// A quantity with something beside its digits that makes it one: not `Claude 4.5`, not
/// `2025`, and not a span of time, which seldom is a figure.
fn figure_like(index: &Index<'_>, text: &str) -> Option<Quantity> {
    const NAMES: [&str; 4] = ["3M", "4K", "8K", "100%"];
    const TIME: [&str; 8] = ["s", "min", "h", "d", "days", "weeks", "months", "years"];
    let text = text.replace('\u{2212}', "-");
    if NAMES.contains(&text.as_str()) {
        return None;
    }
    let cured = || cure_quantity(&text).and_then(|cured| cured.parse().ok());
    let quantity: Quantity = text.parse().ok().or_else(cured)?;
    let is_known = |name: &str| {
        !TIME.contains(&name)
            && (index.brief.units.contains_key(name)
                || strata_model::BUILT_IN.iter().any(|(known, _)| *known == name))
    };
    match &quantity.unit().measure {
        Measure::Pure => (quantity.scale() != Scale::One).then_some(quantity),
        Measure::Named(name) if is_known(name.as_str()) => Some(quantity),
        // `5 million` reads as five of a unit called million.
        Measure::Named(_) => {
            let cured = cure_quantity(&text).filter(|cured| *cured != text)?;
            let cured: Quantity = cured.parse().ok()?;
            let plain = cured.unit().names().next().is_none();
            plain.then_some(cured)
        }
        Measure::Money(currency) => {
            iso_currency::Currency::from_code(currency.code()).map(|_| quantity)
        }
        _ => Some(quantity),
    }
}

/// The reference that prints a quantity so, if there is exactly one.
fn printed_by(index: &Index<'_>, quantity: &Quantity) -> Option<String> {
    let mut found = Vec::new();
    for (id, figure, _) in index.figures() {
        if figure.value.as_ref() == Some(quantity) {
            found.push(format!("{{{id}}}"));
        }
        if let Some(Extent::By(by)) = figure.change.as_ref().map(|change| &change.extent)
        {
            let unsigned = by.to_string().trim_start_matches(['+', '-']).to_owned();
            if by == quantity {
                found.push(format!("{{{id}.change}}"));
            } else if unsigned == quantity.to_string() {
                let part = if by.is_negative() { "fall" } else { "rise" };
                found.push(format!("{{{id}.{part}}}"));
            }
        }
    }
    let only = found.pop();
    if found.is_empty() { only } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    fn said(text: &str) -> Vec<String> {
        messages(
            &format!("units: {{chips: accelerators}}\nverdict: {{text: [\"{text}\"]}}\n"),
            "L032",
        )
    }

    #[test]
    fn figures_are_told_from_names_and_dates() {
        for text in [
            "Claude 4.5 came in Q3 2025, on October 30, 2025, after 10 years.",
            "The 10-K and 8-K, GB200, 3M, 24/7, 4K and section 1.2 {{$}}",
            "Two chips, 100% owned, and the USD.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
        for (text, figure) in [
            ("It spent $5B.", "$5B"),
            ("(up 78%, again)", "78%"),
            ("some 500K chips", "500K chips"),
            ("of $115.9 billion", "$115.9 billion"),
            ("about 5 million", "5 million"),
            ("3.8 GW of power", "3.8 GW"),
            ("2x the use", "2x"),
            ("CHF 4.2B", "CHF 4.2B"),
            ("60% more likely", "60%"),
        ] {
            assert_eq!(said(text), [format!("`{figure}` is typed into prose")], "{text}");
        }
    }
}
