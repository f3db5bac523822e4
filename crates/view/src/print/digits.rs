//! Digits as a language writes them, by ICU and its data (CLDR).

use std::cell::RefCell;

use icu_decimal::input::Decimal;
use icu_decimal::options::GroupingStrategy;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::Locale;
use strata_model::{Language, Quantity};

/// The digits of a quantity, without sign and scale: every digit that was written, in
/// groups where it was written in groups.
pub(super) fn digits(language: Language, quantity: &Quantity) -> String {
    let written = quantity.digits().to_string();
    let (Ok(value), grouped) = (written.parse::<Decimal>(), quantity.is_grouped()) else {
        return written;
    };
    with_formatter(language, grouped, |it| it.map(|it| it.format(&value).to_string()))
        .unwrap_or(written)
}

/// Lends the formatter of a language. A thread keeps the one it used last: a brief has one
/// language.
fn with_formatter<T>(
    language: Language,
    grouped: bool,
    lend: impl FnOnce(Option<&DecimalFormatter>) -> T,
) -> T {
    type Kept = Option<(Language, [DecimalFormatter; 2])>;
    thread_local! {
        static KEPT: RefCell<Kept> = const { RefCell::new(None) };
    }
    KEPT.with_borrow_mut(|kept| {
        if kept.as_ref().is_none_or(|(its, _)| *its != language) {
            *kept = pair(language).map(|pair| (language, pair));
        }
        lend(kept.as_ref().map(|(_, pair)| &pair[usize::from(grouped)]))
    })
}

/// Without and with groups. The data are compiled in; none are missing.
fn pair(language: Language) -> Option<[DecimalFormatter; 2]> {
    let locale = locale(language);
    let preferences = DecimalFormatterPreferences::from(&locale);
    let [plain, grouped] = [GroupingStrategy::Never, GroupingStrategy::Always]
        .map(|strategy| DecimalFormatter::try_new(preferences, strategy.into()).ok());
    Some([plain?, grouped?])
}

/// The locale of a language. Its subtags are those of the schema.
pub(super) fn locale(language: Language) -> Locale {
    let tag = format!("{}-{}", language.language(), language.region());
    Locale::try_from_str(&tag).unwrap_or(Locale::UNKNOWN)
}
