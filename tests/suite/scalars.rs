//! Every scalar shows what it read: over texts made from its own pattern, and over garbage.

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use strata_model::{
    Cell, Change, Cik, Count, Currency, Date, Days, Decimal, Decimals, Derivation,
    EventDate, FormatVersion, Id, Isin, Label, Language, Lei, Name, Paragraph, Period,
    Qualifier, Quantity, Scalar, Sentence, UnitName, Url,
};

/// The same texts on every machine and every day: a failure is a change of the code.
fn runner() -> TestRunner {
    let config = Config { cases: 512, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]))
}

/// Texts of the form of `T`, and no longer than it may be.
fn of_its_form<T: Scalar>() -> impl Strategy<Value = String> {
    let body = T::PATTERN.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
    string_regex(body.expect("an anchored pattern"))
        .expect("a pattern that texts can be made from")
        .prop_filter("longer than allowed", |text| text.chars().count() <= T::MAX)
}

/// Reading is total on the pattern, and showing is its inverse.
fn holds<T: Scalar + Clone + PartialEq + Debug>() {
    let reads = |text: String| {
        let value: T = text.parse().map_err(|error| {
            TestCaseError::fail(format!("{}: {text:?} is refused: {error}", T::NAME))
        })?;
        let shown = value.to_string();
        prop_assert_eq!(&shown, &text, "{} is shown in another way", T::NAME);
        prop_assert_eq!(
            shown.parse(),
            Ok(value),
            "{} {} is read as another",
            T::NAME,
            text
        );
        Ok(())
    };
    runner().run(&of_its_form::<T>(), reads).expect(T::NAME);
    for example in T::EXAMPLES {
        assert_eq!(
            example.parse::<T>().map(|value| value.to_string()).as_deref(),
            Ok(*example)
        );
    }

    // What is read at all is of the form and comes back as it was, whatever it was made of:
    // characters of the format, any characters, or a good text with a few of them put in.
    let form = regex::Regex::new(T::PATTERN).expect("a pattern");
    let stray = "[-+~$€0-9.,KMBTQFHxYT%/ a-z\u{a0}\u{661}\n]{0,24}";
    let damaged = (of_its_form::<T>(), any::<prop::sample::Index>(), "\\PC{0,2}");
    let damaged = damaged.prop_map(|(mut text, at, stray)| {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        text.insert_str(if ends.is_empty() { 0 } else { *at.get(&ends) }, &stray);
        text
    });
    // What may repeat is repeated beyond every limit of a part.
    let stretched = (of_its_form::<T>(), any::<prop::sample::Index>(), 1..90_usize);
    let stretched = stretched.prop_map(|(text, at, times)| {
        let Some((at, char)) = text.char_indices().nth(at.index(text.chars().count()))
        else {
            return text;
        };
        format!("{}{}{}", &text[..at], char.to_string().repeat(times), &text[at..])
    });
    let garbage = prop_oneof![stray, any::<String>(), damaged, stretched];
    let survives = |text: String| {
        let fits = form.is_match(&text) && text.chars().count() <= T::MAX;
        match text.parse::<T>() {
            Ok(value) => prop_assert_eq!(value.to_string(), text),
            Err(error) => {
                prop_assert!(!fits, "{}: {:?} has the form: {}", T::NAME, text, error);
            }
        }
        Ok(())
    };
    runner().run(&garbage, survives).expect(T::NAME);
}

#[test]
fn figures_are_shown_as_they_were_written() {
    holds::<Quantity>();
    holds::<Change>();
    holds::<Decimals>();
    holds::<Count>();
    holds::<UnitName>();
}

#[test]
fn times_are_shown_as_they_were_written() {
    holds::<Date>();
    holds::<Days>();
    holds::<Label>();
    holds::<Period>();
    holds::<EventDate>();
}

#[test]
fn names_are_shown_as_they_were_written() {
    holds::<Id>();
    holds::<Cell>();
    holds::<Derivation>();
    holds::<Cik>();
    holds::<Lei>();
    holds::<Isin>();
    holds::<Currency>();
    holds::<Url>();
}

#[test]
fn prose_is_shown_as_it_was_written() {
    holds::<Name>();
    holds::<Sentence>();
    holds::<Paragraph>();
}

/// Words of closed lists have no pattern: all of them are tried.
#[test]
fn closed_words_are_read_and_nothing_near_them() {
    for text in ["en-US", "en-GB", "de-DE", "fr-FR"] {
        let value: Language = serde_json::from_value(text.into()).expect(text);
        assert_eq!(serde_json::to_value(value).expect(text), text);
        assert_eq!(format!("{}-{}", value.language(), value.region()), text);
    }
    for text in ["en", "EN-US", "en_US", "de", "de-CH", "", " en-US"] {
        assert!(serde_json::from_value::<Language>(text.into()).is_err(), "{text:?}");
    }
    assert_eq!(
        serde_json::from_value::<FormatVersion>("1".into()).ok(),
        Some(FormatVersion::V1)
    );
    assert!(serde_json::from_value::<FormatVersion>("1.0".into()).is_err());
}

/// What a quantity is worth, and how far its digits go.
#[test]
fn quantities_have_the_value_and_the_precision_of_their_digits() {
    let about = Some(Qualifier::About);
    let at_least = Some(Qualifier::AtLeast);
    for (text, value, decimals, qualifier) in [
        ("$115.9B", "115900000000", -8, None),
        ("$33.0B", "33000000000", -8, None),
        ("$33B", "33000000000", -9, None),
        ("$57,006M", "57006000000", -6, None),
        ("+78%", "78", 0, None),
        ("-1.2 pp", "-1.2", 1, None),
        ("-190 bp", "-190", 0, None),
        ("2x", "2", 0, None),
        ("100K+ developers", "100000", -3, at_least),
        ("~500K chips", "500000", -3, about),
        ("1.3M+ sellers", "1300000", -5, at_least),
        ("3.8 GW", "3.8", 1, None),
        ("12B minutes", "12000000000", -9, None),
        ("$1.30/share", "1.30", 2, None),
        ("CAD 4.2B", "4200000000", -8, None),
        ("~-€0.05/kWh", "-0.05", 2, about),
        ("60% more likely", "60", 0, None),
        ("0", "0", 0, None),
        ("-0.0%", "0.0", 1, None),
        ("999,999,999,999.999999T", "999999999999999999000000", -6, None),
        ("999999999999.999999", "999999999999.999999", 6, None),
    ] {
        let quantity: Quantity = text.parse().expect(text);
        assert_eq!(quantity.value(), value.parse::<Decimal>().expect(value), "{text}");
        assert_eq!(quantity.decimals(), decimals, "{text}");
        assert_eq!(quantity.qualifier(), qualifier, "{text}");
    }
}
