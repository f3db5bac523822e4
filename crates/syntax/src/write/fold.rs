//! Long texts on several lines.

/// Breaks a text at single spaces into lines of at most so many columns, where that is
/// possible: a longer word has a line to itself. Nothing if it is empty or holds what must
/// not stand at the end or the beginning of a line.
pub(crate) fn fold(text: &str, width: usize) -> Option<Vec<&str>> {
    let is_odd = |c: char| c.is_control() || crate::hidden::is_hidden(c);
    if text.is_empty() || text.trim() != text || text.contains(is_odd) {
        return None;
    }
    let mut lines = Vec::new();
    let (mut start, mut end, mut columns) = (0, 0, 0);
    for word in words(text) {
        let length = text.get(word.clone()).map_or(0, |word| word.chars().count());
        if end > start && columns + 1 + length > width {
            lines.push(text.get(start..end)?);
            (start, columns) = (word.start, length);
        } else {
            columns += length + usize::from(end > start);
        }
        end = word.end;
    }
    lines.push(text.get(start..)?);
    Some(lines)
}

/// The parts of a text between its single spaces. Several spaces in a row stay in a part.
fn words(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let single = move |at: usize| {
        let space = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b' ');
        space(Some(at)) && !space(at.checked_sub(1)) && !space(at.checked_add(1))
    };
    let ends = (0..bytes.len()).filter(move |at| single(*at)).chain([bytes.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let word = start..end;
        start = end + 1;
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_single_spaces_are_broken() {
        let text = "one two  three four";
        assert_eq!(fold(text, 7), Some(vec!["one", "two  three", "four"]));
        assert_eq!(fold(text, 100), Some(vec![text]));
        assert_eq!(fold("https://example.org", 10), Some(vec!["https://example.org"]));
        assert_eq!(fold(" leading space", 5), None);
    }
}
