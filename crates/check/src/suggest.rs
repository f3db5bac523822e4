//! Did you mean: the one word that was probably intended, or none.

use crate::change::Safety;

/// Words longer than this are not compared.
const LONGEST: usize = 64;

/// The candidate closest to what was written: equal but for case, hyphens and underscores,
/// or no more letters apart than a third of the longer word, at least one.
pub(crate) fn closest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    if written.chars().count() > LONGEST {
        return None;
    }
    let plain = bare(written);
    let mut best = None;
    for candidate in candidates {
        if candidate.len() > LONGEST {
            continue;
        }
        if bare(candidate) == plain {
            return Some(candidate);
        }
        let longer = written.chars().count().max(candidate.chars().count());
        let distance = strsim::osa_distance(written, candidate);
        let close = distance <= (longer / 3).max(1);
        if close && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How sure it is that a word is the one that was meant: beyond doubt if it has other
/// capitals, hyphens or underscores, or a single slip of the fingers.
pub(crate) fn certainty(written: &str, meant: &str) -> Safety {
    const SHORT: usize = 4;
    let slip = meant.len() >= SHORT && strsim::osa_distance(written, meant) == 1;
    if slip || bare(written) == bare(meant) { Safety::Safe } else { Safety::Unsafe }
}

/// Whether two words differ in nothing but case, hyphens, underscores and spaces.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

fn bare(word: &str) -> String {
    word.chars()
        .filter(|found| !matches!(found, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
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
