//! L036: the source says nearly, the figure does not.

use strata_model::{Figure, Qualifier, Quantity};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::path::Part;
use crate::rule::{Rule, Severity};
use crate::shape::cure_quantity;

pub(super) const LINT: Lint = Lint { rule: &RULE, check };

const RULE: Rule = Rule {
    code: "L036",
    name: "qualifier-lost",
    severity: Severity::Error,
    why: "A figure is its qualifiers: nearly 500,000 is less than 500,000, over 100,000 is \
          more. The quote of the source stands beside the figure, and the two must agree.",
    bad: "figures:\n  chips: {label: Chips, value: 500K, period: FY 2024, \
          quote: \"nearly 500,000 chips\"}",
    good: "figures:\n  chips: {label: Chips, value: 500K, qualifier: nearly, period: FY 2024, \
           quote: \"nearly 500,000 chips\"}",
    fix: "Add the `qualifier` that the source uses.",
};

/// Words of bound, with the qualifiers that keep their meaning.
const WORDS: [(&str, &[Qualifier]); 9] = [
    ("nearly", &[Qualifier::Nearly]),
    ("almost", &[Qualifier::Nearly]),
    ("more than", &[Qualifier::MoreThan, Qualifier::AtLeast]),
    ("over", &[Qualifier::MoreThan, Qualifier::AtLeast]),
    ("at least", &[Qualifier::AtLeast, Qualifier::MoreThan]),
    ("up to", &[Qualifier::UpTo, Qualifier::AtMost]),
    ("at most", &[Qualifier::AtMost, Qualifier::UpTo]),
    ("about", &[Qualifier::About]),
    ("approximately", &[Qualifier::About]),
];

fn check(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (_, figure, path) in index.figures() {
        let (Some(quote), Some(value)) = (&figure.quote, &figure.value) else { continue };
        let Some((range, word, fitting)) = bound(quote.as_str(), value) else { continue };
        if figure.qualifier().is_some_and(|own| fitting.contains(&own)) {
            continue;
        }
        let key = fitting.first().map_or("", |first| key(*first));
        let message = format!("the source says `{word}`, {}", stated(figure, value));
        found.push(
            Finding::new(&RULE, (path.key("quote"), Part::Within(range)), message)
                .help(format!("add `qualifier: {key}`"))
                .related(path.key("value"), "the value"),
        );
    }
}

fn stated(figure: &Figure, value: &Quantity) -> String {
    match figure.qualifier() {
        Some(own) => format!("the figure `{}`", key(own)),
        None => format!("the figure plainly `{value}`"),
    }
}

/// The word of bound right before the number of the quote that is the figure's value.
fn bound(
    quote: &str,
    value: &Quantity,
) -> Option<(std::ops::Range<usize>, &'static str, &'static [Qualifier])> {
    let lower = quote.to_ascii_lowercase();
    for (word, fitting) in WORDS {
        for (at, _) in lower.match_indices(word) {
            let starts =
                lower.get(..at)?.chars().next_back().is_none_or(char::is_whitespace);
            let Some(rest) =
                quote.get(at + word.len()..).and_then(|r| r.strip_prefix(' '))
            else {
                continue;
            };
            if starts && begins_with(rest, value) {
                return Some((at..at + word.len(), word, fitting));
            }
        }
    }
    None
}

/// Whether a text begins with the number of a value, in whatever spelling.
fn begins_with(text: &str, value: &Quantity) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let plain = |word: &str| word.trim_end_matches(['.', ',', ';', ':', ')']).to_owned();
    let one = plain(first);
    let two = words.next().map(|second| format!("{first} {}", plain(second)));
    let reads = |text: &str| -> Option<Quantity> {
        text.parse().ok().or_else(|| cure_quantity(text)?.parse().ok())
    };
    let same = |quantity: Quantity| quantity.value() == value.value();
    let cured = two.as_deref().and_then(cure_quantity).and_then(|two| two.parse().ok());
    reads(&one).is_some_and(same) || cured.is_some_and(same)
}

fn key(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::Nearly => "nearly",
        Qualifier::AtLeast => "at-least",
        Qualifier::MoreThan => "more-than",
        Qualifier::AtMost => "at-most",
        Qualifier::UpTo => "up-to",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;

    #[test]
    fn the_word_must_stand_before_the_figure_itself() {
        let said = |value: &str, quote: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: {value}, period: FY 2024, quote: '{quote}'}}\n"
            );
            messages(&brief, "L036")
        };
        assert_eq!(
            said("1.3M", "over 1.3 million sellers"),
            ["the source says `over`, the figure plainly `1.3M`"]
        );
        assert!(said("1.3M+", "over 1.3 million sellers").is_empty());
        assert!(said("1.3M", "over 200 countries and 1.3 million sellers").is_empty());
        assert!(said("5%", "grew over the year by 5%").is_empty());
        assert_eq!(said("3.8 GW", "more than 3.8 gigawatts").len(), 1);
    }
}
