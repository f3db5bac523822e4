//! Words that name a kind of period, and which periods they fit.

use strata_model::{Figure, LabelKind, Measure, Part, Period};

use crate::facts::Facts;

/// A kind of period, as words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A year of the books.
    Year,
    /// Any twelve months.
    TwelveMonths,
    /// Twelve months to the end of a quarter.
    Trailing,
    Half,
    /// The first nine months of a year.
    NineMonths,
    Quarter,
    Month,
    Week,
    Day,
    /// From the start of the year.
    ToDate,
    /// The year of the brief, or what is over of it.
    ThisYear,
}

/// Words that stand before a noun or behind a figure, with the kind.
const ADJECTIVES: [(&str, Kind); 30] = [
    ("annual", Kind::Year),
    ("annually", Kind::Year),
    ("yearly", Kind::Year),
    ("full-year", Kind::Year),
    ("full-fiscal-year", Kind::Year),
    ("fiscal-year", Kind::Year),
    ("twelve-month", Kind::TwelveMonths),
    ("12-month", Kind::TwelveMonths),
    ("trailing", Kind::Trailing),
    ("trailing-twelve-month", Kind::Trailing),
    ("trailing-12-month", Kind::Trailing),
    ("ttm", Kind::Trailing),
    ("ltm", Kind::Trailing),
    ("half-year", Kind::Half),
    ("half-yearly", Kind::Half),
    ("semi-annual", Kind::Half),
    ("semiannual", Kind::Half),
    ("six-month", Kind::Half),
    ("quarterly", Kind::Quarter),
    ("three-month", Kind::Quarter),
    ("first-quarter", Kind::Quarter),
    ("second-quarter", Kind::Quarter),
    ("third-quarter", Kind::Quarter),
    ("fourth-quarter", Kind::Quarter),
    ("monthly", Kind::Month),
    ("weekly", Kind::Week),
    ("daily", Kind::Day),
    ("ytd", Kind::ToDate),
    ("year-to-date", Kind::ToDate),
    ("nine-month", Kind::NineMonths),
];

/// Nouns that take such a word for themselves: an annual report, monthly active users.
const TAKERS: [&str; 44] = [
    "report",
    "reports",
    "reporting",
    "meeting",
    "letter",
    "filing",
    "filings",
    "survey",
    "call",
    "goal",
    "target",
    "plan",
    "guidance",
    "outlook",
    "average",
    "averages",
    "growth",
    "rate",
    "rates",
    "pace",
    "run",
    "increase",
    "increases",
    "rise",
    "decline",
    "drop",
    "change",
    "changes",
    "recurring",
    "contract",
    "contracts",
    "review",
    "cycle",
    "general",
    "active",
    "unique",
    "users",
    "visitors",
    "churn",
    "return",
    "returns",
    "basis",
    "results",
    "earnings-call",
];

/// The kind that a word names as an adjective. `word` is in lower case.
pub(crate) fn adjective(word: &str) -> Option<Kind> {
    if !is_like_an_adjective(word.as_bytes()) {
        return None;
    }
    ADJECTIVES.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// The last parts of all such words: a text without any of them has none.
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    ADJECTIVES.iter().filter_map(|(word, _)| word.rsplit('-').next())
}

/// Most words are told by their first and last letters.
fn is_like_an_adjective(word: &[u8]) -> bool {
    let [first, .., last] = word else { return false };
    let (first, last) = (first.to_ascii_lowercase(), last.to_ascii_lowercase());
    matches!(last, b'd' | b'e' | b'g' | b'h' | b'l' | b'm' | b'r' | b'y')
        && (matches!(first, b'1' | b'a' | b'd' | b'f' | b'h' | b'l' | b'm' | b'n')
            || matches!(first, b'q' | b's' | b't' | b'w' | b'y'))
}

/// Whether a noun takes a word for a period to itself.
pub(crate) fn takes(noun: &str) -> bool {
    TAKERS.contains(&noun) || noun.starts_with("run-")
}

/// The kind that a span of time names: the year of `in the year`.
pub(crate) fn span(noun: &str) -> Option<Kind> {
    Some(match noun {
        "year" => Kind::Year,
        "half" => Kind::Half,
        "quarter" => Kind::Quarter,
        "month" => Kind::Month,
        "week" => Kind::Week,
        "day" => Kind::Day,
        _ => return None,
    })
}

/// Whether a figure may be said to be of such a period.
pub(crate) fn fits(index: &Facts<'_>, figure: &Figure, kind: Kind) -> bool {
    let Some(period) = &figure.period else { return true };
    let trailing = matches!(period, Period::TrailingTwelveMonths(_));
    let nine_months = is_nine_months(period);
    let to_date = nine_months || matches!(period, Period::YearToDate(_));
    let dates = index.calendar.dates(period);
    let Some(dates) = dates.filter(|_| !matches!(period, Period::RunRate(_))) else {
        // A run rate is of no period, but per year it is.
        let run_rate = matches!(period, Period::RunRate(_));
        return !run_rate || matches!(kind, Kind::Year | Kind::ThisYear);
    };
    // Capacity on a day may be annual, and what was counted on a day counted for a month.
    if matches!(period, Period::Instant(_)) {
        return true;
    }
    let lasts = |least, most| (least..=most).contains(&dates.days());
    let named = matches!(period, Period::Interval(_) | Period::Weeks(_));
    // A rate per day or week may be an average of anything longer.
    let money = figure
        .value
        .as_ref()
        .is_some_and(|value| matches!(value.unit().measure, Measure::Money(_)));
    let year = index.brief.as_of.civil().year();
    match kind {
        // Years have 52 or 53 weeks, quarters 12 to 17.
        Kind::Year => lasts(357, 373) && !trailing,
        Kind::TwelveMonths => lasts(357, 373),
        Kind::Trailing => trailing || (named && lasts(357, 373)),
        Kind::Half => lasts(175, 190),
        // Three quarters of 12 or 13 weeks.
        Kind::NineMonths => lasts(252, 287),
        Kind::Quarter => lasts(80, 121),
        Kind::Month => lasts(28, 35),
        Kind::Week => lasts(7, 7) || !money,
        Kind::Day => lasts(1, 1) || !money,
        Kind::ToDate => to_date,
        Kind::ThisYear => {
            let within = dates.first.civil().year() == year;
            (to_date || (within && dates.days() > 121)) && !trailing
        }
    }
}

fn is_nine_months(period: &Period) -> bool {
    let Period::Fiscal(label) = period else { return false };
    matches!(label.kind(), LabelKind::NineMonths(_))
}

/// The adjective that would fit a figure, if there is a common one.
pub(crate) fn fitting(index: &Facts<'_>, figure: &Figure) -> Option<&'static str> {
    let period = figure.period.as_ref()?;
    if matches!(period, Period::RunRate(_) | Period::SinceLaunch(_) | Period::Instant(_))
    {
        return None;
    }
    if is_nine_months(period) {
        return Some("nine-month");
    }
    let words = [
        ("trailing-twelve-month", Kind::Trailing),
        ("year-to-date", Kind::ToDate),
        ("annual", Kind::Year),
        ("half-year", Kind::Half),
        ("quarterly", Kind::Quarter),
        ("monthly", Kind::Month),
    ];
    index.calendar.dates(period)?;
    words.iter().find(|(_, kind)| fits(index, figure, *kind)).map(|(word, _)| *word)
}

/// Whether a part of a figure is of its period: a change is between two.
pub(crate) fn is_of_period(part: Part) -> bool {
    part == Part::Prior || is_level(part)
}

/// Whether a part is the value of a figure, however it is written.
pub(crate) fn is_level(part: Part) -> bool {
    matches!(
        part,
        Part::Value | Part::Rounded | Part::Unsigned | Part::Low | Part::High | Part::Mid
    )
}

#[cfg(test)]
mod tests {
    use strata_model::Language;

    use super::*;
    use crate::prose::Topic;
    use crate::prose::lexicon::lexicon;

    #[test]
    fn every_adjective_is_found_in_a_text() {
        for (word, kind) in ADJECTIVES {
            assert_eq!(adjective(word), Some(kind));
            let topics =
                lexicon(Language::DeDe).topics(&format!("—{}—", word.to_uppercase()));
            assert!(topics.speaks_of(Topic::Period), "{word}");
        }
    }
}
