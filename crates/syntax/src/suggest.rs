//! Did you mean: the one word that was probably intended, or none.

use std::cell::Cell;

use crate::change::Safety;

/// Words longer than this are not compared.
const LONGEST: usize = 64;

/// The candidate closest to what was written: equal but for case, hyphens and underscores,
/// or no more letters apart than a third of the longer word, at least one.
pub fn closest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    Budget::default().closest(written, candidates)
}

/// How sure it is that a word is the one that was meant: beyond doubt if it differs in
/// nothing but case, hyphens, underscores and spaces. `nlikely` is a slip of one letter for
/// two words.
pub fn certainty(written: &str, meant: &str) -> Safety {
    // `q1-2` and `q12` are two things.
    let parted = |word: &str| {
        word.as_bytes().windows(3).any(|three| {
        matches!(three, [a, b'-' | b'_' | b' ', c] if a.is_ascii_digit() && c.is_ascii_digit())
    })
    };
    if letters(written).eq(letters(meant)) && parted(written) == parted(meant) {
        Safety::Safe
    } else {
        Safety::Unsafe
    }
}

/// How many letters are still compared. Whoever misspells ten thousand words among as many
/// does without suggestions for the last of them.
#[derive(Debug)]
pub struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Budget(Cell::new(10_000_000))
    }
}

impl Budget {
    /// As [`closest`], until the budget is spent.
    pub fn closest<'c>(
        &self,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let length = written.chars().count();
        if length > LONGEST {
            return None;
        }
        let mut best = None;
        for candidate in candidates {
            if candidate.len() > LONGEST {
                continue;
            }
            let other = candidate.chars().count();
            let most = (length.max(other) / 3).max(1);
            let close = length.abs_diff(other) <= most;
            // Each letter is held against each, or the lengths are compared.
            self.pay(if close { 50 + length * other } else { 8 })?;
            if letters(candidate).eq(letters(written)) {
                return Some(candidate);
            }
            if !close {
                continue;
            }
            let distance = strsim::osa_distance(written, candidate);
            if distance <= most && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    fn pay(&self, price: usize) -> Option<()> {
        self.0.set(self.0.get().checked_sub(price)?);
        Some(())
    }
}

/// The letters and digits of a word, in lower case.
fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars()
        .filter(|found| !matches!(found, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["value", "change", "rests-on", "as-of"];
        assert_eq!(closest("valeu", known), Some("value"));
        assert_eq!(closest("restsOn", known), Some("rests-on"));
        assert_eq!(closest("AS_OF", known), Some("as-of"));
        assert_eq!(closest("segment", known), None);
    }
}
