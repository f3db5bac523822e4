//! What is written and said, in every language, over everything a brief can state.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use strata_model::{
    Change, Date, Decimal, Language, Period, Qualifier, Quantity, Scalar, Scale,
};

use crate::labels::labels;

/// One of every kind, and the corners of each.
const QUANTITIES: [&str; 38] = [
    "$115.9B",
    "$33.0B",
    "~$200B",
    "$57,006M",
    "$57006M",
    "-$1.2M",
    "+$5K",
    "$5B+",
    "$1.2T",
    "$3T",
    "CAD 4.2B",
    "USD 4.2B",
    "CHF 5",
    "$1.30/share",
    "€1",
    "€0.05/kWh",
    "£412.6M",
    "¥1",
    "₹1.5B",
    "0",
    "318",
    "1,234.50",
    "999,999,999,999.000000T",
    "-33.0",
    "78%",
    "-0.0%",
    "60% more likely",
    "5% less likely",
    "2x",
    "1x",
    "-1.2 pp",
    "1 pp",
    "-190 bp",
    "100K+ developers",
    "~500K chips",
    "12B min",
    "1 days",
    "3.8 GW",
];

const CHANGES: [&str; 9] = [
    "+78% yoy",
    "-1.2 pp yoy",
    "~-3% qoq",
    "20+% yoy",
    "0% yoy",
    "2x vs baseline",
    "-$5B vs plan",
    "down yoy",
    "flat vs prior",
];

const PERIODS: [&str; 15] = [
    "at 2025-09-30",
    "at 2025-10-01",
    "2025-03",
    "Q3 2025",
    "H1 2025",
    "FY 2025",
    "Weihnachten 2025",
    "2025-07-28/2025-10-26",
    "YTD Q3 2025",
    "YTD to 2025-10-30",
    "TTM Q3 2025",
    "TTM to 2025-10-30",
    "since launch to 2025-10-30",
    "run rate at 2025-10-30",
    "unstated",
];

fn of<T: Scalar>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

/// Gaps as a reader of the table can tell them apart: `·` may not break, `'` is narrow.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', "·").replace('\u{202f}', "'")
}

#[test]
fn as_each_language_writes_and_says_it() {
    let mut table = String::new();
    let mut row = |written: &str, print: &dyn Fn(Language) -> (String, String)| {
        let _ = writeln!(table, "{written}");
        for language in Language::ALL {
            let (printed, said) = print(language);
            let name = format!("{}-{}", language.language(), language.region());
            let _ = writeln!(table, "  {name}  {:34}  {}", shown(&printed), shown(&said));
        }
    };
    for text in QUANTITIES {
        let it: Quantity = of(text);
        row(text, &|l| (labels(l).quantity(&it), labels(l).say_quantity(&it)));
    }
    for text in CHANGES {
        let it: Change = of(text);
        row(text, &|l| (labels(l).change(&it), labels(l).say_change(&it)));
        let alone = format!("{text}, alone");
        row(&alone, &|l| (labels(l).extent(&it), labels(l).say_extent(&it)));
        let size = format!("{text}, its size");
        row(&size, &|l| (labels(l).size(&it), labels(l).say_size(&it)));
    }
    for text in PERIODS {
        let it: Period = of(text);
        row(text, &|l| (labels(l).period(&it), labels(l).say_period(&it)));
        row(&format!("{text}, short"), &|l| (labels(l).short_period(&it), String::new()));
    }
    let day: Date = of("2025-10-31");
    row("2025-10-31", &|l| (labels(l).day(day), String::new()));
    insta::assert_snapshot!(table);
}

/// The letters and words by which a scale is known again.
fn scale(language: Language, printed: &str) -> Scale {
    let words = match language {
        Language::EnUs => ["K", "M", "B", "T"],
        Language::EnGb => ["k", "m", "bn", "tn"],
        Language::DeDe => ["Tsd.", "Mio.", "Mrd.", "Bio."],
        Language::FrFr => ["k", "M", "Md", "billion"],
    };
    let scales = [Scale::Thousand, Scale::Million, Scale::Billion, Scale::Trillion];
    let found = words.iter().zip(scales).filter(|(word, _)| printed.starts_with(*word));
    found.max_by_key(|(word, _)| word.len()).map_or(Scale::One, |(_, scale)| scale)
}

/// Whoever knows the separators of the language reads the very digits that were written.
#[test]
fn what_is_printed_is_read_back() {
    let form = Quantity::PATTERN.trim_matches(['^', '$']);
    let quantities = string_regex(form).expect("a pattern");
    let config = Config { cases: 512, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let holds = |text: String| {
        let Ok(quantity) = text.parse::<Quantity>() else { return Ok(()) };
        for language in Language::ALL {
            let printed = labels(language).quantity(&quantity);
            let (group, point) = match language {
                Language::EnUs | Language::EnGb => (',', '.'),
                Language::DeDe => ('.', ','),
                Language::FrFr => ('\u{202f}', ','),
            };
            let start = printed.find(|c: char| c.is_ascii_digit());
            let (before, rest) = printed.split_at(start.expect("a digit"));
            let is_of_number = |c: char| c.is_ascii_digit() || c == group || c == point;
            let end = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
            // A narrow gap before a unit is no separator.
            let number = rest[..end].trim_end_matches(group);
            let behind = &rest[number.len()..];

            let digits = number.replace(group, "").replace(point, ".");
            let read: Decimal = digits.parse().expect("digits");
            prop_assert_eq!(read, quantity.digits(), "{} as {}", text, printed);
            prop_assert_eq!(read.scale(), quantity.digits().scale(), "{}", printed);
            prop_assert_eq!(number.contains(group), quantity.is_grouped());
            prop_assert_eq!(before.contains('\u{2212}'), quantity.is_negative());
            let about = quantity.qualifier() == Some(Qualifier::About);
            prop_assert_eq!(before.contains('~'), about);
            let at_least = quantity.qualifier() == Some(Qualifier::AtLeast);
            prop_assert_eq!(behind.contains('+'), at_least, "{}", printed);

            let words = behind.trim_start_matches(['+', '\u{a0}', '\u{202f}']);
            if quantity.scale() != Scale::One {
                prop_assert_eq!(scale(language, words), quantity.scale(), "{}", printed);
            }
            prop_assert!(
                !printed.contains(' ')
                    || printed.contains("likely")
                    || printed.contains("wahrscheinlich")
                    || printed.contains("probable")
            );
        }
        Ok(())
    };
    runner.run(&quantities, holds).expect("all are read back");
}

/// The visible digits decide, and how large the number is that they stand for.
#[test]
fn the_plural_is_that_of_the_number_as_written() {
    use icu_plurals::PluralCategory::{Many, One, Other};
    for (written, english, french) in [
        ("1 days", One, One),
        ("1.0 days", Other, One),
        ("1.5 days", Other, One),
        ("0 days", Other, One),
        ("2 days", Other, Other),
        ("-1 pp", One, One),
        ("1K days", Other, Other),
        ("1M days", Other, Many),
        ("1,000,000 days", Other, Many),
        ("1.5B days", Other, Many),
    ] {
        let it: Quantity = of(written);
        assert_eq!(labels(Language::EnUs).plural_of(&it), english, "{written}");
        assert_eq!(labels(Language::FrFr).plural_of(&it), french, "{written}");
    }
}
