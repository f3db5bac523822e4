//! Which plural of a word goes with a number, by ICU and its data (CLDR).

use std::sync::OnceLock;

use fixed_decimal::CompactDecimal;
use icu_decimal::input::Decimal;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};
use strata_model::{Language, Quantity, Scale};

use super::digits::locale;
use crate::labels::Labels;

impl Labels {
    /// The plural that goes with a number of things.
    pub(crate) fn plural(&self, number: usize) -> PluralCategory {
        category(self.language, number.into())
    }

    /// How many are not named: `and 3 more`.
    pub(crate) fn and_more(&self, more: usize) -> String {
        (self.sentences.and_more)(self.plural(more), more)
    }

    /// The plural of the noun behind a quantity: `1.5 million euros`.
    pub(super) fn plural_of(&self, quantity: &Quantity) -> PluralCategory {
        self.compact(quantity, exponent(quantity.scale()))
    }

    /// The plural of the scale itself: `1.5 millions`.
    pub(super) fn plural_of_scale(&self, quantity: &Quantity) -> PluralCategory {
        self.compact(quantity, 0)
    }

    fn compact(&self, quantity: &Quantity, exponent: u8) -> PluralCategory {
        let digits = quantity.digits().to_string().parse::<Decimal>();
        digits.map_or(PluralCategory::Other, |digits| {
            let number = CompactDecimal::from_significand_and_exponent(digits, exponent);
            category(self.language, (&number).into())
        })
    }
}

/// The rules of each language, found once. The data are compiled in; none are missing.
static RULES: [OnceLock<Option<PluralRules>>; 4] = [const { OnceLock::new() }; 4];

fn category(language: Language, number: PluralOperands) -> PluralCategory {
    let rules = RULES[language as usize]
        .get_or_init(|| PluralRules::try_new_cardinal((&locale(language)).into()).ok());
    rules.as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(number))
}

fn exponent(scale: Scale) -> u8 {
    match scale {
        Scale::One => 0,
        Scale::Thousand => 3,
        Scale::Million => 6,
        Scale::Billion => 9,
        Scale::Trillion => 12,
    }
}
