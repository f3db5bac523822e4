//! What holds of every scalar.

use std::fmt::Debug;
use std::sync::LazyLock;

use regex::Regex;
use strata_model::Scalar;

/// The pattern of a scalar, compiled once.
pub(crate) type Pattern = LazyLock<Regex>;

/// Compiles the pattern that the schema shows.
pub(crate) fn pattern<T: Scalar>() -> Regex {
    Regex::new(T::PATTERN).expect("a pattern of the schema is a regular expression")
}

/// A text is read if and only if it has the form of the pattern, and what is read prints as
/// it was written and is read again as the same.
pub(crate) fn holds<T>(text: &str, form: &Regex) -> Option<T>
where
    T: Scalar + PartialEq + Debug,
{
    let read = text.parse::<T>();
    let fits = text.chars().count() <= T::MAX && form.is_match(text);
    assert_eq!(read.is_ok(), fits, "{}: {text:?}", T::NAME);
    let read = read.ok()?;
    assert_eq!(read.to_string(), text, "{} prints another text", T::NAME);
    Some(read)
}

/// What was made of a scalar prints as one and is read again as the same.
pub(crate) fn is_whole<T>(made: &T)
where
    T: Scalar + PartialEq + Debug,
{
    let text = made.to_string();
    assert_eq!(
        text.parse().as_ref(),
        Ok(made),
        "{} is not read again: {text:?}",
        T::NAME
    );
}
