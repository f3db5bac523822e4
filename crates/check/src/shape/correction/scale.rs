//! Words and letters of magnitude.

/// A power of ten, and whether nothing else can be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) exponent: u32,
    /// `5 m` may be five metres, `$5m` is no length.
    pub(super) short: bool,
}

const SCALES: &[(&str, u32, bool)] = &[
    ("thousands", 3, false),
    ("thousand", 3, false),
    ("tausend", 3, false),
    ("tsd", 3, false),
    ("tsd.", 3, false),
    ("k", 3, true),
    ("lakhs", 5, false),
    ("lakh", 5, false),
    ("lacs", 5, false),
    ("lac", 5, false),
    ("millions", 6, false),
    ("million", 6, false),
    ("millionen", 6, false),
    ("mio.", 6, false),
    ("mio", 6, false),
    ("mln.", 6, false),
    ("mln", 6, false),
    ("mn", 6, false),
    ("mm", 6, true),
    ("m", 6, true),
    ("crores", 7, false),
    ("crore", 7, false),
    ("cr.", 7, false),
    ("cr", 7, false),
    ("万", 4, false),
    ("萬", 4, false),
    ("百万", 6, false),
    ("億", 8, false),
    ("亿", 8, false),
    ("十億", 9, false),
    ("十亿", 9, false),
    ("万亿", 12, false),
    ("tys.", 3, false),
    ("milj.", 6, false),
    ("miljoner", 6, false),
    ("millones", 6, false),
    ("milhões", 6, false),
    ("milioni", 6, false),
    ("mil millones", 9, false),
    ("miljarder", 9, false),
    ("miliardi", 9, false),
    ("bilhões", 9, false),
    ("mdr", 9, false),
    ("mia.", 9, false),
    ("mia", 9, false),
    ("mld.", 9, false),
    ("mld", 9, false),
    ("兆", 12, false),
    ("bi", 9, true),
    ("billions", 9, false),
    ("billion", 9, false),
    ("milliarden", 9, false),
    ("milliards", 9, false),
    ("milliard", 9, false),
    ("mrd.", 9, false),
    ("mrd", 9, false),
    ("mds", 9, false),
    ("md", 9, true),
    ("bln", 9, false),
    ("bn", 9, false),
    ("b", 9, true),
    ("lakh crores", 12, false),
    ("lakh crore", 12, false),
    ("trillions", 12, false),
    ("trillion", 12, false),
    ("trn", 12, false),
    ("tn", 12, true),
    ("bio.", 12, true),
    ("bio", 12, true),
    ("tr", 12, true),
    ("t", 12, true),
];

/// The magnitude of a word.
pub(super) fn of(word: &str) -> Option<Scale> {
    let known = SCALES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(word));
    // Only the capital letter is a magnitude: `t` is a tonne.
    let known = known.filter(|(name, ..)| *name != "t" || word == "T");
    known.map(|(_, exponent, short)| Scale { exponent: *exponent, short: *short })
}

/// The magnitude with which a text begins, and what follows it. A longer word comes first.
pub(super) fn at(text: &str, ends: impl Fn(&str) -> bool) -> Option<(Scale, &str)> {
    let found = SCALES.iter().filter_map(|(known, ..)| {
        let (word, rest) = text.split_at_checked(known.len())?;
        (word.eq_ignore_ascii_case(known) && ends(rest)).then_some((of(word)?, rest))
    });
    found.min_by_key(|(_, rest)| rest.len())
}

/// A number in tens to the power of `exponent`, in the letters of the format, with the same
/// digits and the same precision.
pub(super) fn written(digits: &str, exponent: u32) -> Option<String> {
    const LETTERS: [(u32, &str); 5] = [(0, ""), (3, "K"), (6, "M"), (9, "B"), (12, "T")];
    if let Some((_, letter)) = LETTERS.iter().find(|(power, _)| *power == exponent) {
        return Some(format!("{digits}{letter}"));
    }
    let plain = digits.replace(',', "");
    let (whole, places) = plain.split_once('.').unwrap_or((&plain, ""));
    // The point moves: to the right as far as there are digits, else to the left.
    let shifted = |power: u32| -> Option<String> {
        let all = format!("{whole}{places}");
        let point = whole.len() as i64 + i64::from(exponent) - i64::from(power);
        let all = match usize::try_from(point) {
            Ok(point) if point > all.len() => return None,
            Ok(0) => format!("0.{all}"),
            Ok(point) => format!("{}.{}", all.get(..point)?, all.get(point..)?),
            Err(_) => format!("0.{}{all}", "0".repeat(point.unsigned_abs() as usize)),
        };
        let whole = all.trim_end_matches('.').trim_start_matches('0');
        Some(if whole.starts_with('.') || whole.is_empty() {
            format!("0{whole}")
        } else {
            whole.to_owned()
        })
    };
    // As many digits as can stand before the point, and no more.
    let whole = LETTERS.iter().rev().find_map(|(power, letter)| {
        let text = shifted(*power)?;
        (!text.starts_with("0.")).then(|| format!("{text}{letter}"))
    });
    let part = || {
        LETTERS
            .iter()
            .find_map(|(power, letter)| Some(format!("{}{letter}", shifted(*power)?)))
    };
    whole.or_else(part)
}
