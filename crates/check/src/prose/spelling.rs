//! How prose spells a number: `$115.9 billion`, `60 percent`, `3.8 gigawatts`.

mod abroad;

use std::ops::Range;

use strata_model::{BUILT_IN, Currency, Language, Measure, Quantity};

/// A number with its unit, as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spelled {
    pub(crate) bytes: Range<usize>,
    pub(crate) quantity: Quantity,
    /// Whether something beside its digits makes it a figure. `Claude 4.5` and `2025` have
    /// no such thing; `300` may still be one that is known.
    pub(crate) counts: bool,
}

const MAGNITUDES: [(&str, char); 16] = [
    ("thousand", 'K'),
    ("thousands", 'K'),
    ("k", 'K'),
    ("million", 'M'),
    ("millions", 'M'),
    ("mn", 'M'),
    ("mln", 'M'),
    ("mio", 'M'),
    ("billion", 'B'),
    ("billions", 'B'),
    ("bn", 'B'),
    ("bln", 'B'),
    ("trillion", 'T'),
    ("trillions", 'T'),
    ("tn", 'T'),
    ("trn", 'T'),
];

const MONEY: [(&str, char); 7] = [
    ("dollars", '$'),
    ("dollar", '$'),
    ("euros", '€'),
    ("euro", '€'),
    ("pounds", '£'),
    ("yen", '¥'),
    ("rupees", '₹'),
];

/// Names and common words that look like numbers.
const NAMES: [&str; 6] = ["3M", "4K", "8K", "401K", "401k", "100%"];

/// Spans of time seldom are figures.
const TIME: [&str; 8] = ["s", "min", "h", "d", "days", "weeks", "months", "years"];

/// The letter of a magnitude word.
pub(crate) fn magnitude(word: &str) -> Option<char> {
    MAGNITUDES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, letter)| *letter)
}

/// The sign of a currency by its common name.
pub(crate) fn currency(word: &str) -> Option<char> {
    let known = MONEY.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    known.map(|(_, sign)| *sign)
}

/// The next word at or after an offset, without the punctuation around it. Dashes that part
/// two numbers part two words.
pub(crate) fn word_from(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let opening = |found: char| {
        found.is_whitespace()
            || matches!(
                found,
                '(' | '[' | '“' | '‘' | '"' | '\'' | '—' | '–' | '/' | ',' | '.' | ':'
            )
    };
    let mut start = from + rest.find(|found: char| !opening(found))?;
    // Between two numbers a hyphen is no sign.
    let behind_digit = text.get(..start).is_some_and(|it| it.ends_with(is_of_number));
    if behind_digit && text.get(start..)?.starts_with('-') {
        start += 1;
    }
    let word = text.get(start..)?;
    let mut last = None;
    let mut ends = |(at, found): (usize, char)| {
        let next = || word.get(at + found.len_utf8()..).and_then(|it| it.chars().next());
        let digit = |found: Option<char>| found.is_some_and(is_of_number);
        let end = found.is_whitespace()
            || matches!(found, '—' | '–')
            || (found == '-' && digit(last) && digit(next()));
        last = Some(found);
        end.then_some(at)
    };
    let length = word.char_indices().find_map(&mut ends).unwrap_or(word.len());
    let bare = word
        .get(..length)?
        .trim_end_matches([')', ']', '”', '’', '"', '\'', '.', ',', ';', ':', '!', '?']);
    // Nothing but a mark: stand behind it.
    if bare.is_empty() {
        word_from(text, start + length.max(1))
    } else {
        Some(start..start + bare.len())
    }
}

fn is_of_number(found: char) -> bool {
    found.is_ascii_digit() || Currency::of_symbol(found).is_some()
}

/// A text that is being read, from left to right.
struct Reader<'t> {
    text: &'t str,
    /// Behind what has been read.
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn take(&mut self, prefix: &str) -> bool {
        let taken = self.rest().starts_with(prefix);
        self.at += if taken { prefix.len() } else { 0 };
        taken
    }

    /// What stands directly behind: letters and signs to the next space or punctuation.
    fn glued(&self) -> &'t str {
        let end = |found: char| {
            found.is_whitespace() || matches!(found, '—' | '–' | ')' | ']' | '”' | '"')
        };
        let rest = self.rest();
        let glued = rest.get(..rest.find(end).unwrap_or(rest.len())).unwrap_or("");
        glued.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’'])
    }

    /// The next word behind one space or a hyphen, in letters only.
    fn word(&self) -> Option<(&'t str, usize)> {
        let rest = self.rest();
        let joint =
            rest.chars().next().filter(|it| matches!(it, ' ' | '\u{A0}' | '-'))?;
        let word = rest.get(joint.len_utf8()..)?;
        let letter = |found: char| found.is_alphanumeric() || "°²³µΩ".contains(found);
        let length = word.find(|found| !letter(found)).unwrap_or(word.len());
        let word = word.get(..length).filter(|word| !word.is_empty())?;
        Some((word, self.at + joint.len_utf8() + length))
    }

    /// Takes the next word if it is one of these.
    fn take_word(&mut self, words: &[&str]) -> bool {
        let found = self
            .word()
            .filter(|(word, _)| words.iter().any(|it| it.eq_ignore_ascii_case(word)));
        found.map(|(_, end)| self.at = end).is_some()
    }
}

/// The number with which a word begins, as a language spells it.
pub(crate) fn number_in(
    language: Language,
    text: &str,
    word: Range<usize>,
    is_unit: impl Fn(&str) -> bool,
) -> Option<Spelled> {
    match language {
        Language::EnUs | Language::EnGb => number_at(text, word, is_unit),
        Language::DeDe | Language::FrFr => {
            abroad::number_at(language, text, &word, is_unit)
        }
    }
}

/// The number with which a word begins, and the words behind it that belong to it, in English.
/// `is_unit` knows the units that the brief declares.
pub(crate) fn number_at(
    text: &str,
    word: Range<usize>,
    is_unit: impl Fn(&str) -> bool,
) -> Option<Spelled> {
    let mut reader = Reader { text, at: word.start };
    let mut written = String::new();
    if reader.take("~") || reader.take("≈") {
        written.push('~');
    }
    if reader.take("+") {
        written.push('+');
    } else if reader.take("-") || reader.take("\u{2212}") {
        written.push('-');
    }
    let money = money(&mut reader, &mut written);
    let digits = digits(&mut reader)?;
    written.push_str(digits);
    let scaled = scale(&mut reader, money).map(|letter| written.push(letter)).is_some();
    if reader.take("+") {
        written.push('+');
    }
    let mut counts = money || scaled;
    if !money {
        counts = unit(&mut reader, &mut written, scaled, is_unit)?;
    } else if let Some(per) = reader.glued().strip_prefix('/') {
        let letters = per.chars().all(|found| found.is_ascii_alphabetic());
        if letters && !per.is_empty() {
            written.push('/');
            written.push_str(per);
            reader.at += 1 + per.len();
        }
    }
    // `10-15%` is one range, and the unit stands at its end; `4Kids` is no number; `10-K`
    // and `12-month` are words, and most bare numbers are no figures.
    let glued = reader.glued();
    let mut behind = glued.chars();
    let joined = behind.next().is_some_and(|found| matches!(found, '-' | '–'));
    let range = reader.rest().starts_with(['-', '–'])
        && reader.rest().chars().nth(1).is_some_and(is_of_number);
    if !(glued.is_empty() || joined) {
        return None;
    }
    counts &= !range;
    let bare = !counts && written == digits;
    let year = digits.len() == 4 && digits.starts_with(['1', '2']);
    if (bare && (digits.len() < 3 || year))
        || (joined && !counts)
        || NAMES.contains(&text.get(word.start..reader.at)?)
    {
        return None;
    }
    let quantity: Quantity = written.parse().ok()?;
    if let Measure::Money(currency) = quantity.unit().measure {
        iso_currency::Currency::from_code(currency.code())?;
    }
    Some(Spelled { bytes: word.start..reader.at, quantity, counts })
}

/// A sign or code of a currency in front of the digits.
fn money(reader: &mut Reader<'_>, written: &mut String) -> bool {
    let rest = reader.rest();
    if rest.starts_with("US$") {
        reader.at += 2;
    }
    let first = reader.rest().chars().next();
    if let Some(sign) = first.filter(|sign| Currency::of_symbol(*sign).is_some()) {
        reader.at += sign.len_utf8();
        written.push(sign);
        return true;
    }
    let code =
        rest.get(..3).filter(|code| code.bytes().all(|it| it.is_ascii_uppercase()));
    let digit = |text: &str| text.starts_with(|found: char| found.is_ascii_digit());
    match code.zip(rest.get(4..)) {
        Some((code, after)) if rest.get(3..4) == Some(" ") && digit(after) => {
            reader.at += 4;
            written.push_str(code);
            written.push(' ');
            true
        }
        _ => false,
    }
}

fn digits<'t>(reader: &mut Reader<'t>) -> Option<&'t str> {
    let rest = reader.rest();
    let inner = |found: char| found.is_ascii_digit() || matches!(found, ',' | '.');
    let length = rest.find(|found| !inner(found)).unwrap_or(rest.len());
    let digits = rest.get(..length)?.trim_end_matches(['.', ',']);
    if !digits.starts_with(|found: char| found.is_ascii_digit()) {
        return None;
    }
    reader.at += digits.len();
    Some(digits)
}

/// A magnitude, as a letter behind the digits or a word.
fn scale(reader: &mut Reader<'_>, money: bool) -> Option<char> {
    let glued = reader.glued();
    let letters = glued.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(glued.len());
    let word = glued.get(..letters)?;
    let letter = match word {
        "K" | "M" | "B" | "T" => word.chars().next(),
        // `5m` may be five metres.
        "m" | "b" if money => word.chars().next().map(|it| it.to_ascii_uppercase()),
        _ => magnitude(word),
    };
    if letter.is_some() {
        reader.at += letters;
        return letter;
    }
    let (word, end) = reader.word()?;
    let letter = match word {
        "K" | "M" | "B" | "T" if money && reader.rest().starts_with(' ') => {
            word.chars().next()
        }
        _ => magnitude(word).filter(|_| word.len() > 1),
    };
    letter.inspect(|_| reader.at = end)
}

/// What stands behind a number that is no money. Gives whether it makes it a figure, and
/// nothing if the two are no number at all.
fn unit(
    reader: &mut Reader<'_>,
    written: &mut String,
    scaled: bool,
    is_unit: impl Fn(&str) -> bool,
) -> Option<bool> {
    if reader.take("%")
        || reader.take(" %")
        || reader.take_word(&["percent", "pct"])
        || reader.take(" per cent")
    {
        written.push('%');
        for likely in [" more likely", " less likely"] {
            if reader.take(likely) {
                written.push_str(likely);
            }
        }
        return Some(true);
    }
    if reader.glued() == "x" || reader.glued() == "×" || reader.glued() == "fold" {
        reader.at += reader.glued().len();
        written.push('x');
        return Some(true);
    }
    if reader.take_word(&["fold"]) {
        written.push('x');
        return Some(true);
    }
    for (words, short) in [
        (["percentage", "points"], "pp"),
        (["percentage", "point"], "pp"),
        (["basis", "points"], "bp"),
    ] {
        let start = reader.at;
        if reader.take_word(&words[..1]) && reader.take_word(&words[1..]) {
            written.push(' ');
            written.push_str(short);
            return Some(true);
        }
        reader.at = start;
    }
    for (glued, short) in [("pp", "pp"), ("bps", "bp"), ("bp", "bp")] {
        let at = reader.at;
        let alone = reader.glued() == glued && reader.skip(glued.len());
        if alone || reader.take_word(&[glued]) {
            written.push(' ');
            written.push_str(short);
            return Some(true);
        }
        reader.at = at;
    }
    // Only where a figure is known to have so many are these more than words.
    if !scaled && reader.take_word(&["times"]) {
        written.push('x');
        return Some(false);
    }
    if !scaled && reader.take_word(&["points", "point"]) {
        written.push_str(" pp");
        return Some(false);
    }
    let Some((word, end)) = reader.word() else { return Some(scaled) };
    let american = word == "US" && {
        let beyond = Reader { text: reader.text, at: end };
        beyond.word().is_some_and(|(word, _)| currency(word) == Some('$'))
    };
    let (word, end) = match american {
        true => Reader { text: reader.text, at: end }.word().unwrap_or((word, end)),
        false => (word, end),
    };
    if let Some(sign) = currency(word).filter(|sign| scaled || *sign != '£') {
        let signs = written.find(|it: char| it.is_ascii_digit()).unwrap_or(0);
        written.insert(signs, sign);
        reader.at = end;
        return Some(true);
    }
    let known = |word: &str| is_unit(word) || BUILT_IN.iter().any(|(it, _)| *it == word);
    let singular = word.strip_suffix('s').unwrap_or(word);
    let physical = BUILT_IN.iter().find(|(_, meaning)| *meaning == singular);
    let name = if known(word) { Some(word) } else { physical.map(|(name, _)| *name) };
    match name {
        // A span of time, and `pound`, which may be money.
        Some(name) if !scaled && (TIME.contains(&name) || name == "lb") => Some(false),
        Some(name) => {
            written.push(' ');
            written.push_str(name);
            reader.at = end;
            Some(true)
        }
        None => Some(scaled),
    }
}

impl Reader<'_> {
    fn skip(&mut self, bytes: usize) -> bool {
        self.at += bytes;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, bool)> {
        let (mut at, mut found) = (0, Vec::new());
        while let Some(word) = word_from(text, at) {
            at = word.end;
            let unit = |word: &str| ["chips", "customers"].contains(&word);
            if let Some(spelled) = number_at(text, word, unit) {
                at = spelled.bytes.end;
                let words = text[spelled.bytes].to_owned();
                found.push((words, spelled.quantity.to_string(), spelled.counts));
            }
        }
        found
    }

    #[test]
    fn numbers_in_every_spelling() {
        for (text, words, quantity) in [
            ("It spent $5B.", "$5B", "$5B"),
            ("(up 78%, again)", "78%", "78%"),
            ("some 500K chips", "500K chips", "500K chips"),
            ("nearly 500,000 chips,", "500,000 chips", "500,000 chips"),
            ("of $115.9 billion in", "$115.9 billion", "$115.9B"),
            ("of $115.9-billion in", "$115.9-billion", "$115.9B"),
            ("US$115.9bn", "US$115.9bn", "$115.9B"),
            ("USD 115.9 billion", "USD 115.9 billion", "USD 115.9B"),
            ("180.2 billion dollars", "180.2 billion dollars", "$180.2B"),
            ("5 billion US dollars a year", "5 billion US dollars", "$5B"),
            ("a 5-million-dollar plant", "5-million-dollar", "$5M"),
            ("about 5 million", "5 million", "5M"),
            ("250 million customers", "250 million customers", "250M customers"),
            ("3.8 gigawatts of power", "3.8 gigawatts", "3.8 GW"),
            ("3.8 GW", "3.8 GW", "3.8 GW"),
            ("CHF 4.2B", "CHF 4.2B", "CHF 4.2B"),
            ("60 percent higher", "60 percent", "60%"),
            ("60 per cent higher", "60 per cent", "60%"),
            ("60% more likely", "60% more likely", "60% more likely"),
            ("2x the use", "2x", "2x"),
            ("2-fold", "2-fold", "2x"),
            ("fell 1.2 percentage points", "1.2 percentage points", "1.2 pp"),
            ("by 190 bps", "190 bps", "190 bp"),
            ("$1.30/share", "$1.30/share", "$1.30/share"),
            ("\u{2212}69%", "\u{2212}69%", "-69%"),
            ("~$200B", "~$200B", "~$200B"),
            ("100K+ of them", "100K+", "100K+"),
            ("10-15%", "15%", "15%"),
            ("$206.0B–$213.0B", "$213.0B", "$213.0B"),
        ] {
            let found = read(text);
            let expected = (words.to_owned(), quantity.to_owned(), true);
            assert!(found.contains(&expected), "{text}: {found:?}");
            assert_eq!(found.iter().filter(|it| it.2).count(), 1, "{text}: {found:?}");
        }
    }

    #[test]
    fn names_dates_and_spans_are_no_figures() {
        for text in [
            "Claude 4.5 came in Q3 2025, on October 30, 2025, after 10 years.",
            "The 10-K and 8-K, GB200, 3M, 24/7, 4K, 401K, H100s and section 1.2 {{$}}",
            "Two chips, 100% owned, and the USD.",
            "2025-10-31, 2024/25, 12-month, 5-day, 3D, 4Kids and 1st of 10",
            "It took 5 days, 3 minutes and 12 h.",
            "page 12, note 7, 13 weeks, +1 (555) and 500 pounds",
        ] {
            let found = read(text).into_iter().filter(|it| it.2);
            assert_eq!(found.collect::<Vec<_>>(), [], "{text}");
        }
    }

    #[test]
    fn bare_numbers_multiples_and_points_may_be_known() {
        let found = |text: &str| read(text).pop().map(|(_, quantity, _)| quantity);
        assert_eq!(found("in 318 shops").as_deref(), Some("318"));
        assert_eq!(found("12,400 people").as_deref(), Some("12,400"));
        assert_eq!(found("2 times more").as_deref(), Some("2x"));
        assert_eq!(found("3.4 points").as_deref(), Some("3.4 pp"));
        assert_eq!(found("in 2025"), None);
        assert_eq!(found("the 12 of them"), None);
    }
}
