//! Units in other words, other languages and other spellings.

use strata_model::BUILT_IN;

use super::money;

/// What is written, and the unit that is meant; with a scale where the unit has one.
const UNITS: &[(&str, &str)] = &[
    ("Aktie", "share"),
    ("Aktien", "shares"),
    ("action", "share"),
    ("actions", "shares"),
    ("per-share", "share"),
    ("Akt.", "share"),
    ("sh", "share"),
    ("shr", "share"),
    ("ADR", "ADS"),
    ("barrels", "bbl"),
    ("barrel", "bbl"),
    ("Barrel", "bbl"),
    ("bbls", "bbl"),
    ("ounces", "oz"),
    ("ounce", "oz"),
    ("Unze", "oz"),
    ("Unzen", "oz"),
    ("ozt", "oz"),
    ("metric tons", "t"),
    ("metric ton", "t"),
    ("metric tonnes", "t"),
    ("metric tonne", "t"),
    ("tonnes", "t"),
    ("tonne", "t"),
    ("Tonnen", "t"),
    ("Tonne", "t"),
    ("meters", "m"),
    ("metres", "m"),
    ("kilometers", "km"),
    ("kilometer", "km"),
    ("Kilometer", "km"),
    ("KM", "km"),
    ("Km", "km"),
    ("kms", "km"),
    ("liters", "L"),
    ("liter", "L"),
    ("Liter", "L"),
    ("l", "L"),
    ("gallons", "gal"),
    ("gal.", "gal"),
    ("feet", "ft"),
    ("sqft", "sq-ft"),
    ("sq ft", "sq-ft"),
    ("sq. ft.", "sq-ft"),
    ("sq.ft.", "sq-ft"),
    ("square feet", "sq-ft"),
    ("sf", "sq-ft"),
    ("ft2", "sq-ft"),
    ("ft²", "sq-ft"),
    ("m2", "m²"),
    ("sqm", "m²"),
    ("sq m", "m²"),
    ("qm", "m²"),
    ("square meters", "m²"),
    ("square metres", "m²"),
    ("km2", "km²"),
    ("m3", "m³"),
    ("cbm", "m³"),
    ("hours", "h"),
    ("hour", "h"),
    ("hrs", "h"),
    ("Stunden", "h"),
    ("Stunde", "h"),
    ("heures", "h"),
    ("minutes", "min"),
    ("seconds", "s"),
    ("day", "d"),
    ("Tag", "d"),
    ("jour", "d"),
    ("yrs", "years"),
    ("yr", "years"),
    ("mths", "months"),
    ("mos", "months"),
    ("wks", "weeks"),
    ("Tage", "days"),
    ("Wochen", "weeks"),
    ("Monate", "months"),
    ("Jahre", "years"),
    ("jours", "days"),
    ("semaines", "weeks"),
    ("mois", "months"),
    ("ans", "years"),
    ("mmbtu", "MMBtu"),
    ("MMBTU", "MMBtu"),
    ("mcf", "Mcf"),
    ("bcf", "Bcf"),
    ("KWh", "kWh"),
    ("KW", "kW"),
    ("Mwh", "MWh"),
    ("Gwh", "GWh"),
    ("tCO2", "tCO2e"),
    ("tCO2eq", "tCO2e"),
    ("carats", "ct"),
    ("FTEs", "FTE"),
    ("VZÄ", "FTE"),
    ("ETP", "FTE"),
];

/// Units whose scale stands in their name: `120 kboe` is `120K boe`.
const SCALED: &[(&str, u32, &str)] = &[
    ("kt", 3, "t"),
    ("Mt", 6, "t"),
    ("koz", 3, "oz"),
    ("Moz", 6, "oz"),
    ("kboe", 3, "boe"),
    ("kbbl", 3, "bbl"),
    ("mmboe", 6, "boe"),
    ("MMboe", 6, "boe"),
    ("mmbbl", 6, "bbl"),
    ("MMbbl", 6, "bbl"),
    ("kTEU", 3, "TEU"),
];

/// Units for each day in one word.
const DAILY: &[(&str, u32, &str)] = &[
    ("bpd", 0, "bbl"),
    ("bopd", 0, "bbl"),
    ("boepd", 0, "boe"),
    ("boed", 0, "boe"),
    ("kbpd", 3, "bbl"),
    ("kboepd", 3, "boe"),
    ("kboed", 3, "boe"),
];

/// A unit as the format has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    /// The power of ten that its own name holds.
    pub(super) exponent: u32,
    pub(super) daily: bool,
}

/// The unit with which a text begins, and what follows it: any word, in the spelling of the
/// format if another is known.
pub(super) fn at(text: &str) -> Option<(Named, &str)> {
    let named =
        |name: &str, exponent, daily| Named { name: name.to_owned(), exponent, daily };
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let spelled = UNITS.iter().filter(|(written, _)| written.contains([' ', '.']));
    for (written, name) in spelled {
        if let Some(rest) = text.strip_prefix(written).filter(|rest| ends(rest)) {
            return Some((named(name, 0, false), rest));
        }
    }
    let inner = |it: char| it.is_alphanumeric() || matches!(it, '²' | '³' | '-' | '°');
    let length = text.find(|it| !inner(it)).unwrap_or(text.len());
    let (word, rest) = text.split_at(length);
    if word.is_empty() {
        return None;
    }
    let of = |table: &[(&str, u32, &'static str)]| {
        table
            .iter()
            .find(|(written, ..)| *written == word)
            .map(|(_, power, name)| (*power, *name))
    };
    let unit = if let Some((power, name)) = of(SCALED) {
        named(name, power, false)
    } else if let Some((power, name)) = of(DAILY) {
        named(name, power, true)
    } else {
        named(known(word).unwrap_or(word), 0, false)
    };
    Some((unit, rest))
}

/// What a thing is for each of, in the spelling of the format: a unit or a currency, and
/// whether nothing else can be meant.
pub(super) fn each(text: &str) -> Option<(String, bool)> {
    let text = text.trim();
    // Of a weight or, of an exchange rate, of money.
    if matches!(text, "pound" | "pounds") {
        return Some(("lb".to_owned(), false));
    }
    let built_in = |word: &str| BUILT_IN.iter().any(|(name, _)| *name == word);
    if let Some((code, sure)) = money::alone(text).filter(|_| !built_in(text)) {
        return Some((code.to_owned(), sure));
    }
    let (unit, rest) = at(text)?;
    if !rest.is_empty() || unit.exponent > 0 || unit.daily {
        return None;
    }
    let currency = if built_in(&unit.name) { None } else { money::cased(&unit.name) };
    let singular = match unit.name.as_str() {
        "shares" => Some("share"),
        "days" => Some("d"),
        _ => None,
    };
    Some((currency.or(singular).map_or(unit.name, str::to_owned), true))
}

/// The unit of the format that a word means, if it is not one itself.
fn known(word: &str) -> Option<&'static str> {
    let built_in = |word: &str| BUILT_IN.iter().find(|(name, _)| *name == word);
    if built_in(word).is_some() {
        return None;
    }
    let short = word.len() < 4;
    let same = |written: &str| match short {
        true => written == word,
        false => written.eq_ignore_ascii_case(word),
    };
    if let Some((_, name)) = UNITS.iter().find(|(written, _)| same(written)) {
        return Some(name);
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    // `pounds` may be money.
    let meaning = |it: &&(&str, &str)| {
        let is_meaning = |word: &str| it.1.eq_ignore_ascii_case(word);
        it.0 != "lb" && (is_meaning(word) || is_meaning(singular)) && word.len() > 3
    };
    let plural = || built_in(singular).filter(|(name, _)| name.len() > 2);
    BUILT_IN.iter().find(meaning).or_else(plural).map(|(name, _)| *name)
}
