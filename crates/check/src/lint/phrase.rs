//! Whole words in a text.

/// Where some words stand in a text as whole words: `cap` is not found in `capital`. Both
/// are given in lower case.
pub(super) fn places(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let length = words.len();
    text.match_indices(words).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + length..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Whether a text holds some words as whole words.
pub(super) fn holds(text: &str, words: &str) -> bool {
    places(text, words).next().is_some()
}
