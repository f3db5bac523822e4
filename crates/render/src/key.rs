//! The briefs of a book told apart by the keys before their places.

/// What sets the places of a brief apart from those of the others: `/1`, `/2` and so on.
pub(crate) fn key(n: usize) -> String {
    format!("/{}", n + 1)
}

/// The number of the brief in which a place lies, and the place in it: in a book it begins
/// with a key.
pub(crate) fn owner(place: &str, briefs: usize) -> (usize, &str) {
    let keyed = (0..briefs).find_map(|n| {
        let rest = place.strip_prefix(key(n).as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some((n, rest))
    });
    keyed.unwrap_or((0, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_book_begin_with_a_key() {
        assert_eq!(owner("/sections/1", 1), (0, "/sections/1"));
        assert_eq!(owner("/2/sections/1", 2), (1, "/sections/1"));
        assert_eq!(owner("/12", 12), (11, ""));
        assert_eq!(owner("", 3), (0, ""));
    }
}
