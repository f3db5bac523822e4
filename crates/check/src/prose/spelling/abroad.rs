//! Numbers as German and French texts spell them: `180,2 Mrd. Euro`, `3,4 points`.

use std::ops::Range;

use strata_model::{BUILT_IN, Currency, Language, Quantity};

use super::Spelled;

/// How a language writes numbers.
struct Manner {
    /// What parts groups of three digits.
    groups: &'static [char],
    /// Magnitudes, the longer ones first.
    magnitudes: &'static [(&'static str, char)],
    /// Currencies, as symbol or code.
    currencies: &'static [(&'static str, &'static str)],
    /// Units, as the format writes them.
    units: &'static [(&'static str, &'static str)],
    /// Words that may stand between a magnitude and its currency.
    joints: &'static [&'static str],
}

const GERMAN: Manner = Manner {
    groups: &['.', '\u{202F}', '\u{A0}'],
    magnitudes: &[
        ("Billionen", 'T'),
        ("Billion", 'T'),
        ("Milliarden", 'B'),
        ("Milliarde", 'B'),
        ("Mrd.", 'B'),
        ("Mrd", 'B'),
        ("Millionen", 'M'),
        ("Million", 'M'),
        ("Mio.", 'M'),
        ("Mio", 'M'),
        ("Tausend", 'K'),
        ("Tsd.", 'K'),
    ],
    currencies: &[
        ("Euro", "€"),
        ("EUR", "€"),
        ("€", "€"),
        ("US-Dollar", "$"),
        ("Dollar", "$"),
        ("USD", "$"),
        ("$", "$"),
        ("Pfund", "£"),
        ("GBP", "£"),
        ("£", "£"),
        ("Franken", "CHF "),
        ("CHF", "CHF "),
        ("Yen", "¥"),
    ],
    units: &[
        ("Prozentpunkte", " pp"),
        ("Prozentpunkten", " pp"),
        ("Prozentpunkt", " pp"),
        ("Basispunkte", " bp"),
        ("Basispunkten", " bp"),
        ("Prozent", "%"),
        ("%", "%"),
    ],
    joints: &[],
};

const FRENCH: Manner = Manner {
    groups: &['\u{202F}', '\u{A0}', ' ', '.'],
    magnitudes: &[
        ("milliards", 'B'),
        ("milliard", 'B'),
        ("Mds", 'B'),
        ("Md", 'B'),
        ("millions", 'M'),
        ("million", 'M'),
        ("M", 'M'),
        ("mille", 'K'),
    ],
    currencies: &[
        ("euros", "€"),
        ("euro", "€"),
        ("EUR", "€"),
        ("€", "€"),
        ("dollars", "$"),
        ("USD", "$"),
        ("$", "$"),
        ("livres", "£"),
        ("£", "£"),
        ("francs suisses", "CHF "),
        ("CHF", "CHF "),
        ("yens", "¥"),
    ],
    units: &[
        ("points de pourcentage", " pp"),
        ("point de pourcentage", " pp"),
        ("points de base", " bp"),
        ("pour cent", "%"),
        ("%", "%"),
    ],
    joints: &["de ", "d’", "d'"],
};

/// The number that begins at a word of a German or French text, with the words behind it that
/// belong to it.
pub(super) fn number_at(
    language: Language,
    text: &str,
    word: &Range<usize>,
    is_unit: impl Fn(&str) -> bool,
) -> Option<Spelled> {
    let manner = match language {
        Language::DeDe => &GERMAN,
        Language::FrFr => &FRENCH,
        Language::EnUs | Language::EnGb => return None,
    };
    let mut at = word.start;
    let rest = |at: usize| text.get(at..).unwrap_or("");
    let mut sign = "";
    for (mark, own) in [("~", "~"), ("+", "+"), ("-", "-"), ("\u{2212}", "-")] {
        if rest(at).starts_with(mark) {
            (sign, at) = (own, at + mark.len());
            break;
        }
    }
    let first = rest(at).chars().next().filter(|it| Currency::of_symbol(*it).is_some());
    let mut currency = first.map(String::from);
    at += first.map_or(0, char::len_utf8);
    let (digits, length) = digits(rest(at), manner)?;
    at += length;
    let mut scale = None;
    let spaced = |at: usize| at + spaces(rest(at));
    if let Some((word, letter)) = known(rest(spaced(at)), manner.magnitudes) {
        at = spaced(at) + word.len();
        scale = Some(*letter);
    }
    let mut behind = spaced(at);
    let joint = manner.joints.iter().find(|it| rest(behind).starts_with(**it));
    behind += joint.filter(|_| scale.is_some()).map_or(0, |it| it.len());
    let mut unit = String::new();
    if let Some((word, own)) =
        known(rest(behind), manner.currencies).filter(|_| currency.is_none())
    {
        (currency, at) = (Some((*own).to_owned()), behind + word.len());
    } else if let Some((word, own)) = known(rest(behind), manner.units) {
        (unit, at) = ((*own).to_owned(), behind + word.len());
    } else {
        let letters = |it: char| !(it.is_alphanumeric() || it == '-');
        let name = rest(behind);
        let name = name.get(..name.find(letters).unwrap_or(name.len())).unwrap_or("");
        let physical = BUILT_IN.iter().any(|(it, _)| *it == name) && name.len() > 1;
        if !name.is_empty() && (is_unit(name) || physical) {
            (unit, at) = (format!(" {name}"), behind + name.len());
        }
    }
    let counts = currency.is_some() || scale.is_some() || !unit.is_empty();
    let year = digits.len() == 4 && digits.starts_with(['1', '2']);
    let glued = rest(at).starts_with(|it: char| it.is_alphanumeric() || it == '-');
    let ordinal = !counts && rest(at).starts_with('.') && digits.len() < 3;
    if glued || ordinal || !counts && (digits.len() < 3 || year) {
        return None;
    }
    let written = format!(
        "{sign}{}{digits}{}{unit}",
        currency.unwrap_or_default(),
        scale.map(String::from).unwrap_or_default()
    );
    let quantity: Quantity = written.parse().ok()?;
    Some(Spelled { bytes: word.start..at, quantity, counts })
}

/// The digits with which a text begins, with a point before the decimals, and their bytes.
fn digits(text: &str, manner: &Manner) -> Option<(String, usize)> {
    let (mut found, mut at, mut decimals) = (String::new(), 0, false);
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let after = text.get(at + next.len_utf8()..).unwrap_or("");
        let run = after.bytes().take_while(u8::is_ascii_digit).count();
        if next.is_ascii_digit() {
            found.push(next);
        } else if found.is_empty() || decimals || run == 0 {
            break;
        } else if manner.groups.contains(&next) && run == 3 && found.len() <= 12 {
            // A group of three digits follows.
        } else if matches!(next, ',' | '.') {
            found.push('.');
            decimals = true;
        } else {
            break;
        }
        at += next.len_utf8();
    }
    (!found.is_empty()).then_some((found, at))
}

/// The word of a table with which a text begins, whole.
fn known<'m, T>(
    text: &str,
    table: &'m [(&'static str, T)],
) -> Option<&'m (&'static str, T)> {
    table.iter().find(|(word, _)| {
        let rest = text.strip_prefix(word);
        let letters = word.ends_with(char::is_alphanumeric);
        rest.is_some_and(|rest| {
            !(letters && rest.starts_with(|it: char| it.is_alphanumeric() || it == '-'))
        })
    })
}

fn spaces(text: &str) -> usize {
    let space = |it: &char| matches!(it, ' ' | '\u{A0}' | '\u{202F}');
    text.chars().next().filter(space).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::super::word_from;
    use super::*;

    fn read(language: Language, text: &str) -> Vec<(String, String)> {
        let (mut at, mut found) = (0, Vec::new());
        while let Some(word) = word_from(text, at) {
            at = word.end;
            let unit = |word: &str| ["Filialen", "magasins"].contains(&word);
            if let Some(spelled) = number_at(language, text, &word, unit) {
                at = spelled.bytes.end.max(at);
                let words = text[spelled.bytes].to_owned();
                found.push((words, spelled.quantity.to_string()));
            }
        }
        found
    }

    #[test]
    fn german_numbers() {
        for (text, words, quantity) in [
            ("Es waren 180,2 Mrd. Euro.", "180,2 Mrd. Euro", "€180.2B"),
            ("rund 1,2 Milliarden US-Dollar,", "1,2 Milliarden US-Dollar", "$1.2B"),
            ("plus 12,5 Prozent", "12,5 Prozent", "12.5%"),
            ("(+12,5 %)", "+12,5 %", "+12.5%"),
            ("um 3,4 Prozentpunkte", "3,4 Prozentpunkte", "3.4 pp"),
            ("um 120 Basispunkte", "120 Basispunkte", "120 bp"),
            ("1.234 Filialen", "1.234 Filialen", "1234 Filialen"),
            ("1.234,5 Mio. €", "1.234,5 Mio. €", "€1234.5M"),
            ("4,2 Mrd. Franken", "4,2 Mrd. Franken", "CHF 4.2B"),
            ("$5 Mrd. im Jahr", "$5 Mrd.", "$5B"),
        ] {
            let expected = vec![(words.to_owned(), quantity.to_owned())];
            assert_eq!(read(Language::DeDe, text), expected, "{text}");
        }
        for text in
            ["am 3. Oktober 2025", "in 12 Ländern", "Q3 2025", "der 3. von 10", "A320"]
        {
            assert_eq!(read(Language::DeDe, text), [], "{text}");
        }
    }

    #[test]
    fn french_numbers() {
        for (text, words, quantity) in [
            ("soit 180,2 milliards d’euros.", "180,2 milliards d’euros", "€180.2B"),
            ("1,2 milliard de dollars", "1,2 milliard de dollars", "$1.2B"),
            ("en hausse de 12,5 %", "12,5 %", "12.5%"),
            ("12,5 pour cent", "12,5 pour cent", "12.5%"),
            ("3,4 points de pourcentage", "3,4 points de pourcentage", "3.4 pp"),
            ("1 234 magasins", "1 234 magasins", "1234 magasins"),
            ("1 234,5 M€", "1 234,5 M€", "€1234.5M"),
            ("5 Md€ de plus", "5 Md€", "€5B"),
        ] {
            let expected = vec![(words.to_owned(), quantity.to_owned())];
            assert_eq!(read(Language::FrFr, text), expected, "{text}");
        }
        for text in ["le 3 octobre 2025", "dans 12 pays", "le 3e sur 10", "T3 2025"] {
            assert_eq!(read(Language::FrFr, text), [], "{text}");
        }
    }
}
