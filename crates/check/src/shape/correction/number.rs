//! Digits as other countries and other programs write them.

/// Digits in the form of the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Digits {
    /// Can be read in one way only.
    Sure(String),
    /// Most often means this.
    Likely(String),
    /// A comma that may part thousands or be a decimal point: both.
    Either(String, String),
}

/// A space that no line breaks at, where a number has been pasted: it parts thousands.
pub(super) const JOINED: char = '\u{1}';

/// The digits with which a text begins, and what follows them.
pub(super) fn at(text: &str) -> Option<(Digits, &str)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let digits_from = |from: usize| {
        chars.iter().skip(from).take_while(|(_, it)| it.is_ascii_digit()).count()
    };
    let mut index = 0;
    while let Some((_, found)) = chars.get(index) {
        let next = digits_from(index + 1);
        let inner = match *found {
            '0'..='9' => true,
            '.' | ',' => next > 0,
            '\'' | '_' | ' ' | JOINED => index > 0 && next == 3,
            _ => false,
        };
        if !inner {
            break;
        }
        index += 1;
    }
    let end = chars.get(index).map_or(text.len(), |(at, _)| *at);
    let (written, rest) = text.split_at(end);
    // A point behind the last digit says nothing.
    let (stray, rest) = match rest.strip_prefix('.') {
        Some(after) if !after.starts_with('.') && !written.is_empty() => (true, after),
        _ => (false, rest),
    };
    let digits = read(written)?;
    Some((
        match digits {
            Digits::Sure(text) if stray => Digits::Likely(text),
            other => other,
        },
        rest,
    ))
}

fn read(text: &str) -> Option<Digits> {
    if !text.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let common = text.contains(' ');
    let parted = text.contains(['\'', '_', ' ', JOINED]);
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    let last = text.rfind([',', '.']);
    let (whole, places) = match (parted, commas, points) {
        (true, 0, 0) => (text, None),
        // `1 234,5`, `1'234.50`
        (true, 1, 0) | (true, 0, 1) | (false, 0, 1) => split(text, last?),
        (true, ..) => return None,
        (false, 0, 0) => (text, None),
        (false, 1, 0) => return one_comma(text),
        (false, _, 0) | (false, 0, _) => (text, None),
        // The last mark is the decimal point, and the other one parts thousands.
        _ => split(text, last?),
    };
    let groups: Vec<&str> = whole.split([',', '.', '\'', '_', ' ', JOINED]).collect();
    let mixed = whole.contains(',') && whole.contains('.');
    if mixed || places.is_some_and(|places| places.len() > 6) {
        return None;
    }
    let (digits, plain) = grouped(&groups, whole.contains(','))?;
    let zero = if digits.is_empty() { "0" } else { "" };
    let point = if places.is_some() { "." } else { "" };
    let digits = format!("{zero}{digits}{point}{}", places.unwrap_or(""));
    Some(if plain && !common { Digits::Sure(digits) } else { Digits::Likely(digits) })
}

fn split(text: &str, at: usize) -> (&str, Option<&str>) {
    (text.get(..at).unwrap_or(""), text.get(at + 1..))
}

/// Groups of three digits, or of two before the last, as in India: with commas between
/// groups of three, and whether nothing had to be guessed.
fn grouped(groups: &[&str], commas: bool) -> Option<(String, bool)> {
    let (first, rest) = groups.split_first()?;
    let Some((last, inner)) = rest.split_last() else {
        let bare = first.trim_start_matches('0');
        let zero = if bare.is_empty() && !first.is_empty() { "0" } else { "" };
        return Some((
            format!("{zero}{bare}"),
            first.len() < 2 || !first.starts_with('0'),
        ));
    };
    let of_three = inner.iter().all(|group| group.len() == 3) && first.len() <= 3;
    let of_two = commas
        && !inner.is_empty()
        && inner.iter().all(|it| it.len() == 2)
        && first.len() <= 2;
    if first.is_empty()
        || first.starts_with('0')
        || last.len() != 3
        || !(of_three || of_two)
    {
        return None;
    }
    Some((with_commas(&groups.concat()), true))
}

/// One comma and no other mark: thousands, a decimal point, or nobody knows.
fn one_comma(text: &str) -> Option<Digits> {
    let (whole, rest) = text.split_once(',')?;
    let zero = if whole.is_empty() { "0" } else { whole };
    match (whole.len(), rest.len()) {
        (1..=3, 3) if !whole.starts_with('0') => Some(Digits::Sure(text.to_owned())),
        (_, 1 | 2) | (0, _) => Some(Digits::Likely(format!("{zero}.{rest}"))),
        (_, 3..=6) if whole == "0" => Some(Digits::Likely(format!("0.{rest}"))),
        (_, 4..=6) => {
            let thousands = with_commas(&format!("{whole}{rest}"));
            Some(Digits::Either(thousands, format!("{whole}.{rest}")))
        }
        _ => None,
    }
}

fn with_commas(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
