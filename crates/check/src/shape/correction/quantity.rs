//! Quantities as people write them: read part by part, and put together in the form of the
//! format.

use strata_model::{BUILT_IN, Quantity};

use super::money::Money;
use super::number::{Digits, JOINED};
use super::{Correction, LONGEST, Meant, money, number, reads, scale, unit};

/// A quantity whose digits, magnitude, currency, sign or unit is written in a way that is
/// not read. Also for those that are read, with another word taken for a unit.
pub(crate) fn quantity(text: &str) -> Option<Meant> {
    match spelled(text)? {
        Correction::Write(meant) => Some(meant),
        Correction::Say(_) => None,
    }
}

/// What to write for a quantity, or what to decide first.
pub(crate) fn spelled(text: &str) -> Option<Correction> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = plain(text);
    whole(&plain).or_else(|| range(&plain)).or_else(|| other(&plain))
}

/// What is no number, two numbers that make one, or a number with words behind it.
fn other(text: &str) -> Option<Correction> {
    if is_absent(text) {
        let words = "leave it out: what has no value is not written";
        return Some(Correction::Say(words.to_owned()));
    }
    let quotes = ['“', '”', '„', '"', '«', '»', '\''];
    let bare = text.trim_matches(quotes).trim();
    if bare != text && !bare.is_empty() {
        return whole(bare);
    }
    plus_or_minus(text).or_else(|| fraction(text)).or_else(|| with_words(text))
}

/// Whether a text says that there is no number.
pub(super) fn is_absent(text: &str) -> bool {
    const ABSENT: [&str; 24] = [
        "n.a.", "n.a", "n/a", "na", "nan", "null", "none", "nil", "n.m.", "n.m", "n/m",
        "nm", "nmf", "n.d.", "n.v.", "k.a.", "k. a.", "tbd", "tba", "-", "--", "—", "–",
        "…",
    ];
    let small = text.trim().to_lowercase();
    ABSENT.contains(&small.as_str())
}

/// `+/-5%`, and `$5B ± $0.2B`.
fn plus_or_minus(text: &str) -> Option<Correction> {
    let sure = !text.contains("+-");
    let text = text.replace("+/-", "±").replace("+-", "±");
    let (before, by) = text.split_once('±')?;
    let by = quantity(by.trim())?.text;
    if before.trim().is_empty() {
        let text = format!("±{by}");
        let meant = if sure { Correction::exact } else { Correction::guess };
        return reads::<Quantity>(&text).then(|| meant(text));
    }
    let value = quantity(before.trim())?.text;
    let [one, other] = [&value, &by].map(|it| it.parse::<Quantity>().ok());
    let (one, other) = (one?, other?);
    // A tolerance in percent is one of the value: of a rate it would be another.
    let alike = one.unit() == other.unit() && !by.ends_with('%');
    (alike && !other.is_negative()).then(|| {
        Correction::Say(format!("write `{value}`, and beside it `tolerance: {by}`"))
    })
}

/// `½`, `1½`, `3/4`.
fn fraction(text: &str) -> Option<Correction> {
    const PARTS: [(&str, &str); 4] = [("½", "5"), ("¼", "25"), ("¾", "75"), ("⅛", "125")];
    let digits = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
    for (sign, places) in PARTS {
        let Some((whole, rest)) = text.split_once(sign) else { continue };
        let whole = whole.trim();
        if !digits(whole) || whole.len() > 9 {
            return None;
        }
        let whole = if whole.is_empty() { "0" } else { whole };
        return quantity(&format!("{whole}.{places}{rest}"))
            .map(|it| Correction::guess(it.text));
    }
    let (one, other) = text.split_once('/')?;
    let (one, other): (u32, u32) = (one.trim().parse().ok()?, other.trim().parse().ok()?);
    let hundredths = one.checked_mul(100)?;
    let whole = other > 0 && one < other && hundredths.is_multiple_of(other);
    whole.then(|| {
        let hundredths = hundredths / other;
        Correction::Say(format!("write `{hundredths}%` or `0.{hundredths:02}`"))
    })
}

/// A number with a mark of a footnote or a word behind it that belongs elsewhere.
fn with_words(text: &str) -> Option<Correction> {
    const NOTES: [&str; 22] = [
        "**",
        "*",
        "†",
        "‡",
        "¹",
        "²",
        "³",
        "(1)",
        "(2)",
        "(3)",
        " p.a.",
        " pa",
        " p. a.",
        " per annum",
        " annualised",
        " annualized",
        " (est.)",
        " est.",
        " (e)",
        " (a)",
        " (unaudited)",
        " (adj.)",
    ];
    const AGAINST: [&str; 8] =
        [" yoy", " YoY", " y/y", " Y/Y", " qoq", " QoQ", " q/q", " Q/Q"];
    let against = AGAINST.iter().find_map(|word| Some((text.strip_suffix(word)?, word)));
    if let Some((size, word)) = against {
        let size = quantity(size.trim_end())?.text;
        let base = if word.to_lowercase().starts_with(" y") { "yoy" } else { "qoq" };
        let text = format!("{size} {base}");
        return reads::<strata_model::Change>(&text)
            .then(|| Correction::Say(format!("write it under `change`, as `{text}`")));
    }
    let stated = NOTES.iter().find_map(|note| text.strip_suffix(note))?;
    let value = quantity(stated.trim_end())?.text;
    Some(Correction::Say(format!("write `{value}`, and what else it says in `note`")))
}

fn whole(plain: &str) -> Option<Correction> {
    let parts = Parts::read(plain)?;
    let meant = match &parts.money {
        Some(Money::Several(codes)) => {
            let with = |code| parts.written(Some(code), first(&parts.digits));
            let all: Option<Vec<String>> = codes.iter().map(|code| with(code)).collect();
            let all = all?.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>();
            let (last, most) = all.split_last()?;
            let which = format!("{} or {last}", most.join(", "));
            return Some(Correction::Say(format!(
                "several currencies are written so: write {which}"
            )));
        }
        other => other.and_then(Money::code),
    };
    if let Digits::Either(thousands, decimal) = &parts.digits {
        let (one, other) =
            (parts.written(meant, thousands)?, parts.written(meant, decimal)?);
        return Some(Correction::Say(format!(
            "a comma parts thousands, a point the decimals: write `{one}` or `{other}`"
        )));
    }
    let text = parts.written(meant, first(&parts.digits))?;
    if let Some(word) = parts.bound {
        return Some(Correction::Say(format!(
            "write `{text}`, and beside it `qualifier: {word}`"
        )));
    }
    Some(Correction::Write(match parts.is_sure() {
        true => Meant::exact(text),
        false => Meant::guess(text),
    }))
}

fn first(digits: &Digits) -> &str {
    match digits {
        Digits::Sure(text) | Digits::Likely(text) | Digits::Either(text, _) => text,
    }
}

/// Two numbers with a dash or a word between them.
fn range(text: &str) -> Option<Correction> {
    const BETWEEN: [&str; 6] = [" to ", " bis ", " à ", "–", "—", "-"];
    const BEFORE: [(&str, &str); 7] = [
        ("between ", " and "),
        ("between ", " to "),
        ("from ", " to "),
        ("zwischen ", " und "),
        ("von ", " bis "),
        ("entre ", " et "),
        ("de ", " à "),
    ];
    let stated = BEFORE.iter().find_map(|(before, between)| {
        let rest = text.strip_prefix(before)?;
        rest.contains(between).then_some((rest, *between))
    });
    if let Some((rest, between)) = stated {
        return range_of(rest, &[between]);
    }
    range_of(text, &BETWEEN)
}

/// The same, with one of these between its ends.
fn range_of(text: &str, between: &[&str]) -> Option<Correction> {
    between.iter().find_map(|between| {
        // The first character may be a sign.
        let skip = text.chars().next()?.len_utf8();
        let at = text.get(skip..)?.find(between)? + skip;
        let (low, high) = (text.get(..at)?, text.get(at + between.len()..)?);
        let (mut low, mut high) = (Parts::read(low.trim())?, Parts::read(high.trim())?);
        let bare = |parts: &Parts| parts.unit == Unit::None && parts.exponent == 0;
        if low.money.is_none() && high.money.is_some() && low.unit == Unit::None {
            low.money = high.money;
        } else if high.money.is_none() && high.unit == Unit::None {
            high.money = low.money;
        }
        if bare(&low) {
            (low.unit, low.exponent, low.per) =
                (high.unit.clone(), high.exponent, high.per.clone());
        }
        let text = |parts: &Parts| match (&parts.digits, &parts.money) {
            (Digits::Either(..), _) | (_, Some(Money::Several(_))) => None,
            (digits, money) => parts.written(money.and_then(Money::code), first(digits)),
        };
        let ends = [text(&low)?, text(&high)?];
        let [from, to] = ends.clone().map(|end| end.parse::<Quantity>().ok());
        let (from, to) = (from?, to?);
        let ordered = from.unit() == to.unit() && from.value() < to.value();
        let plain = low.bound.is_none() && high.bound.is_none();
        (ordered && plain).then(|| {
            Correction::Say(format!(
                "a range has two ends: in place of `value` write `range: {{low: {}, high: {}}}`",
                ends[0], ends[1]
            ))
        })
    })
}

/// What stands behind the digits and the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Unit {
    None,
    /// `%`, `x`, ` pp`, ` bp`, or a likelihood: as it is written.
    Sign(&'static str),
    Named(String),
}

/// The parts of a quantity in whatever order they were written.
#[derive(Debug)]
struct Parts {
    about: bool,
    sign: &'static str,
    money: Option<Money>,
    digits: Digits,
    exponent: u32,
    at_least: bool,
    unit: Unit,
    per: Option<String>,
    /// A bound that no glyph of the format says, as `qualifier` has it.
    bound: Option<&'static str>,
    sure: bool,
}

/// Magnitudes that stand before a currency.
const BEFORE_MONEY: [(&str, u32); 7] =
    [("Mio. ", 6), ("Mio ", 6), ("Mrd. ", 9), ("Mrd ", 9), ("T", 3), ("k", 3), ("M", 6)];

const ABOUT: [&str; 16] = [
    "~",
    "≈",
    "approximately ",
    "approx. ",
    "approx ",
    "about ",
    "around ",
    "roughly ",
    "circa ",
    "ca. ",
    "ca ",
    "c. ",
    "etwa ",
    "rund ",
    "environ ",
    "some ",
];

const BOUNDS: &[(&str, &str)] = &[
    (">=", "at-least"),
    ("=>", "at-least"),
    ("not less than ", "at-least"),
    ("no less than ", "at-least"),
    ("minimum ", "at-least"),
    ("min ", "at-least"),
    ("not more than ", "at-most"),
    ("no more than ", "at-most"),
    ("maximum ", "at-most"),
    ("max ", "at-most"),
    ("höchstens ", "at-most"),
    ("less than ", "less-than"),
    ("fewer than ", "less-than"),
    ("under ", "less-than"),
    ("below ", "less-than"),
    ("weniger als ", "less-than"),
    ("unter ", "less-than"),
    ("moins de ", "less-than"),
    ("above ", "more-than"),
    ("über ", "more-than"),
    ("exactly ", "exact"),
    ("≥", "at-least"),
    ("at least ", "at-least"),
    ("min. ", "at-least"),
    ("mindestens ", "at-least"),
    ("au moins ", "at-least"),
    (">", "more-than"),
    ("more than ", "more-than"),
    ("over ", "more-than"),
    ("mehr als ", "more-than"),
    ("plus de ", "more-than"),
    ("<=", "at-most"),
    ("≤", "at-most"),
    ("at most ", "at-most"),
    ("max. ", "at-most"),
    ("=<", "at-most"),
    ("<", "less-than"),
    ("up to ", "up-to"),
    ("bis zu ", "up-to"),
    ("nearly ", "nearly"),
    ("almost ", "nearly"),
];

/// Words and signs of a hundredth and of differences, the longer ones first.
const SIGNS: &[(&str, &str, bool)] = &[
    ("% more likely", "% more likely", true),
    ("% less likely", "% less likely", true),
    ("percentage points", " pp", true),
    ("percentage point", " pp", true),
    ("percent points", " pp", true),
    ("%-points", " pp", true),
    ("% points", " pp", true),
    ("% pts", " pp", true),
    ("%-pt", " pp", true),
    ("%pt", " pp", true),
    ("pct pts", " pp", true),
    ("pct points", " pp", true),
    ("%pts", " pp", true),
    ("%-pts", " pp", true),
    ("Prozentpunkte", " pp", true),
    ("points de pourcentage", " pp", true),
    ("%-Punkte", " pp", true),
    ("p.p.", " pp", true),
    ("ppts", " pp", true),
    ("ppt", " pp", true),
    ("pps", " pp", true),
    ("pp.", " pp", true),
    ("pp", " pp", true),
    ("pts.", " pp", false),
    ("pts", " pp", false),
    ("basis points", " bp", true),
    ("basis point", " bp", true),
    ("Basispunkte", " bp", true),
    ("points de base", " bp", true),
    ("b.p.", " bp", true),
    ("bps", " bp", true),
    ("bp", " bp", true),
    ("percent", "%", true),
    ("per cent", "%", true),
    ("Prozent", "%", true),
    ("pour cent", "%", true),
    ("v. H.", "%", true),
    ("v.H.", "%", true),
    ("p.c.", "%", true),
    ("pct.", "%", true),
    ("pct", "%", true),
    ("pc", "%", false),
    ("%", "%", true),
    ("times", "x", true),
    ("fold", "x", true),
    ("x", "x", true),
];

impl Parts {
    fn read(text: &str) -> Option<Self> {
        let mut parts = Parts {
            about: false,
            sign: "",
            money: None,
            digits: Digits::Sure(String::new()),
            exponent: 0,
            at_least: false,
            unit: Unit::None,
            per: None,
            bound: None,
            sure: true,
        };
        let mut rest = text.trim();
        // A loss in brackets, as in accounts.
        let unbracketed;
        if let Some(inner) = in_brackets(rest) {
            (parts.sign, parts.sure) = ("-", false);
            unbracketed = inner;
            rest = unbracketed.trim();
        }
        if let Some(after) = first_of(rest, ABOUT.iter().map(|it| (*it, ()))) {
            parts.about = true;
            rest = after.1.trim_start();
        } else if let Some((word, after)) = first_of(rest, BOUNDS.iter().copied()) {
            parts.bound = Some(word);
            rest = after.trim_start();
        }
        rest = parts.sign(rest)?;
        // `TEUR 412`, `Mio. € 412`
        let scaled = first_of(rest, BEFORE_MONEY)
            .filter(|(_, after)| money::in_front(after).is_some());
        if let Some((exponent, after)) = scaled {
            parts.exponent = exponent;
            rest = after;
        }
        if let Some((money, after)) = money::in_front(rest) {
            parts.money = Some(money);
            rest = after.trim_start();
            let ends = |after: &str| {
                after.trim_start().starts_with(|it: char| it.is_ascii_digit())
            };
            let scale = if scaled.is_some() { None } else { scale::at(rest, ends) };
            if let Some((scale, after)) = scale {
                parts.exponent = scale.exponent;
                rest = after.trim_start();
            }
            rest = parts.sign(rest)?;
        }
        let (digits, after) = number::at(rest)?;
        parts.digits = digits;
        rest = parts.behind(after)?;
        rest.is_empty().then_some(parts)
    }

    fn sign<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let Some(after) = rest.strip_prefix(['+', '-']) else { return Some(rest) };
        if !self.sign.is_empty() {
            return None;
        }
        self.sign = if rest.starts_with('+') { "+" } else { "-" };
        self.sure &= !after.starts_with(' ');
        Some(after.trim_start())
    }

    /// Scale, unit and currency behind the digits.
    fn behind<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let mut rest = rest;
        if let Some((exponent, after)) = power(rest) {
            self.exponent = exponent;
            rest = after;
        }
        let had_scale = self.exponent > 0;
        // `120bp` are no billions of pence.
        if !had_scale && sign_at(rest.trim_start()).is_some_and(|(it, ..)| it == " bp") {
            let rest = self.unit(rest)?;
            return self.each(rest);
        }
        let (gap, word) = (rest.starts_with(' '), rest.trim_start());
        let ends = |after: &str| {
            !after.starts_with(char::is_alphanumeric) || money::behind(after).is_some()
        };
        // In German `412 TEUR` are thousands.
        let thousands = word
            .strip_prefix('T')
            .filter(|after| !had_scale && gap && money::behind(after).is_some());
        if let Some(after) = thousands {
            self.exponent = 3;
            rest = after;
        }
        let found = match had_scale || thousands.is_some() {
            true => None,
            false => scale::at(word, ends),
        };
        if let Some((scale, after)) = found {
            self.exponent = scale.exponent;
            // `5 m` may be five metres.
            let capital =
                word.starts_with(['K', 'M', 'B', 'T']) && word.len() - after.len() == 1;
            let money =
                self.money.is_some() || money::behind(after.trim_start()).is_some();
            self.sure &= !scale.short || (capital && !gap) || money;
            rest = after;
        }
        if let Some(after) = rest.strip_prefix('+') {
            self.at_least = true;
            rest = after;
        }
        rest = self.unit(rest)?;
        rest = self.each(rest)?;
        // `5%+`, and a minus behind the number.
        if let Some(after) = rest.strip_prefix('+') {
            (self.bound, rest) = (Some("at-least"), after);
        } else if let Some(after) =
            rest.strip_prefix('-').filter(|_| self.sign.is_empty())
        {
            (self.sign, self.sure, rest) = ("-", false, after);
        }
        Some(rest)
    }

    fn unit<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (gap, word) = (rest.starts_with(' '), rest.trim_start());
        if word.is_empty() || word.starts_with(['/', '+', '-']) || is_each(rest) {
            return Some(word);
        }
        let ends = |after: &str| !after.starts_with(char::is_alphanumeric);
        if let Some((meant, sure, after)) = sign_at(word) {
            if self.money.is_some() {
                return None;
            }
            self.unit = Unit::Sign(meant);
            self.sure &= sure;
            return Some(after);
        }
        // A thousandth is a tenth of a hundredth, with one digit more.
        let thousandths = ["‰", "permille", "per mille", "Promille"];
        let after = thousandths.iter().find_map(|it| word.strip_prefix(it));
        if let Some(after) = after.filter(|after| ends(after)) {
            if self.money.is_some() || self.exponent > 0 {
                return None;
            }
            let tenth = |digits: &str| {
                let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
                let (whole, last) =
                    whole.split_at_checked(whole.len().checked_sub(1)?)?;
                let zero = if whole.is_empty() { "0" } else { "" };
                Some(format!("{zero}{whole}.{last}{places}"))
            };
            self.digits = match &self.digits {
                Digits::Sure(text) if !text.contains(',') => Digits::Sure(tenth(text)?),
                Digits::Likely(text) if !text.contains(',') => {
                    Digits::Likely(tenth(text)?)
                }
                _ => return None,
            };
            self.unit = Unit::Sign("%");
            return Some(after);
        }
        // `5 fold` is a multiple, `-fold` as well.
        if let Some(after) = word.strip_prefix("-fold") {
            self.unit = Unit::Sign("x");
            return Some(after);
        }
        if self.money.is_none()
            && let Some((money, after)) = money::behind(word)
            && (!is_built_in(word) || word.starts_with("d'"))
        {
            self.money = Some(money);
            // `500 US$m`
            let ends = |after: &str| !after.starts_with(char::is_alphanumeric);
            let scale = scale::at(after, ends).filter(|_| self.exponent == 0);
            return Some(match scale {
                Some((scale, after)) => {
                    self.exponent = scale.exponent;
                    after
                }
                None => after,
            });
        }
        if let Some(money) = self.money {
            // `$5B USD` says it twice.
            let same = |it: Money| {
                it.code() == money.code() && it.is_hundredth() == money.is_hundredth()
            };
            let twice = money::behind(word).filter(|(it, _)| same(*it));
            return Some(twice.map_or(word, |(_, after)| after));
        }
        let (unit, after) = unit::at(word)?;
        // A word of the author's own stands apart from the digits.
        if !gap
            && unit.name == word.get(..word.len() - after.len())?
            && !is_built_in(word)
        {
            return None;
        }
        if unit.exponent > 0 && self.exponent > 0 {
            return None;
        }
        self.exponent += unit.exponent;
        self.per = unit.daily.then(|| "d".to_owned());
        self.unit = Unit::Named(unit.name);
        Some(after)
    }

    fn each<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let Some(word) = each_word(rest) else { return Some(rest) };
        let end = word.find('+').unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        let (name, sure) = unit::each(word)?;
        self.sure &= sure;
        self.per = Some(name);
        Some(after)
    }

    fn is_sure(&self) -> bool {
        let likely = self.money.is_some_and(Money::is_likely);
        self.sure && !likely && matches!(self.digits, Digits::Sure(_))
    }

    /// The quantity in the form of the format, if it has one.
    fn written(&self, currency: Option<&str>, digits: &str) -> Option<String> {
        let about = if self.about { "~" } else { "" };
        let money = self.money.zip(currency).map(|(money, code)| money.written(code));
        let money = money.unwrap_or_default();
        let digits = match self.money.is_some_and(Money::is_hundredth) {
            true if self.exponent == 0 => hundredth_of(digits)?,
            true => return None,
            false => scale::written(digits, self.exponent)?,
        };
        let at_least = if self.at_least { "+" } else { "" };
        let unit = match &self.unit {
            Unit::None => String::new(),
            Unit::Sign(sign) => (*sign).to_owned(),
            Unit::Named(name) => format!(" {name}"),
        };
        let per = self.per.as_ref().map(|per| format!("/{per}")).unwrap_or_default();
        let text = format!("{about}{}{money}{digits}{at_least}{unit}{per}", self.sign);
        reads::<Quantity>(&text).then_some(text)
    }
}

/// The sign or word of a hundredth or a difference with which a text begins, whether it can
/// mean nothing else, and what follows it.
fn sign_at(text: &str) -> Option<(&'static str, bool, &str)> {
    let ends = |after: &str| !after.starts_with(char::is_alphanumeric);
    SIGNS.iter().find_map(|(written, meant, sure)| {
        let (head, after) = text.split_at_checked(written.len())?;
        (head.eq_ignore_ascii_case(written) && ends(after))
            .then_some((*meant, *sure, after))
    })
}

/// The text as typed on a plain keyboard: digits of full width, minus signs and spaces of
/// other kinds become the common ones. One that joins digits is kept apart from the common
/// space: it parts thousands.
fn plain(text: &str) -> String {
    let text: Vec<char> = text.trim().chars().collect();
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let plain = |(at, found): (usize, &char)| match *found {
        wide @ '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(wide as u32 - 0xfee0).unwrap_or(wide)
        }
        '\u{ffe5}' => '¥',
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2012}' => '-',
        '–' if at == 0 => '-',
        '×' | '✕' => 'x',
        '’' | '‘' | '′' => '\'',
        space if super::is_space(space) => {
            match at > 0 && is_digit(at - 1) && is_digit(at + 1) {
                true => JOINED,
                false => ' ',
            }
        }
        other => other,
    };
    text.iter().enumerate().map(plain).collect()
}

/// What stands in the only pair of brackets, with what stands around it.
fn in_brackets(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('(')?;
    let (inner, after) = rest.split_once(')')?;
    let first = inner.trim_start().chars().next()?;
    let opens = before.chars().all(|it| !it.is_ascii_digit())
        && (before.is_empty() || money::in_front(&format!("{before}1")).is_some());
    (opens && !after.contains('(') && !first.is_alphabetic() && !"+-".contains(first))
        .then(|| format!("{before}{inner}{after}"))
}

/// `e9` behind the digits.
fn power(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix(['e', 'E'])?;
    let rest = rest.strip_prefix('+').unwrap_or(rest);
    let length = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    let power: u32 = rest.get(..length)?.parse().ok()?;
    (power.is_multiple_of(3) && power <= 12)
        .then(|| Some((power, rest.get(length..)?)))?
}

const EACH: [&str; 8] = ["/ ", "/", "per ", "je ", "pro ", "par ", "a ", "an "];

fn each_word(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    EACH.iter().find_map(|each| rest.strip_prefix(each)).map(str::trim)
}

fn is_each(rest: &str) -> bool {
    let cents = rest.trim_start().starts_with("per cent");
    each_word(rest).is_some() && !cents
}

fn is_built_in(text: &str) -> bool {
    let word = text.split(|it: char| !it.is_alphanumeric()).next().unwrap_or(text);
    BUILT_IN.iter().any(|(name, _)| *name == word)
}

fn first_of<T>(
    text: &str,
    any: impl IntoIterator<Item = (&'static str, T)>,
) -> Option<(T, &str)> {
    any.into_iter().find_map(|(word, meant)| {
        let (head, rest) = text.split_at_checked(word.len())?;
        head.eq_ignore_ascii_case(word).then_some((meant, rest))
    })
}

/// A number of hundredths in wholes, with the same precision.
fn hundredth_of(digits: &str) -> Option<String> {
    let plain = digits.replace(',', "");
    let (whole, places) = plain.split_once('.').unwrap_or((&plain, ""));
    let padded = format!("{whole:0>3}");
    let (wholes, hundredths) = padded.split_at_checked(padded.len() - 2)?;
    Some(format!("{wholes}.{hundredths}{places}"))
}
