//! A period that a sentence names by its number or its end, against that of the figure.

use std::ops::Range;

use strata_model::{Against, Calendar, Days, Figure, LabelKind, Measure, Period};
use strata_syntax::path::{Part as Place, Path};

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::sentence::plain;
use crate::prose::when::{Length, Part, Preposition, When, Year, governed, whens};
use crate::prose::{Feature, Mood, Printed, Sentence};
use crate::table::Set;

/// A period with its dates and what its label says.
struct Own<'b> {
    period: &'b Period,
    days: Option<Days>,
    label: Option<LabelKind>,
}

/// Looks at every period in prose that is said of a figure. What is `told` already is left.
pub(super) fn check(
    facts: &Facts<'_>,
    told: &Set<(usize, usize)>,
    report: &mut Reporter<'_>,
) {
    for sentence in facts.sentences() {
        let prints = sentence.features.has(Feature::Reference);
        if !(prints && super::names_a_period(sentence.features)) {
            continue;
        }
        for when in whens(sentence) {
            let Some(at) = governed(sentence, &when) else { continue };
            let Some(token) = sentence.token(at) else { continue };
            let Some(printed) = token.printed() else { continue };
            let Some(passage) = facts.prose.get(sentence.passage) else { continue };
            let known = told.contains(&(sentence.passage, token.bytes.start));
            if known || token.quoted || !denies(facts, sentence, &when, printed) {
                continue;
            }
            let Some(bytes) = bytes(sentence, &when.tokens) else { continue };
            let said = passage.text.get(bytes.clone()).unwrap_or("");
            let period = printed.figure.period.as_ref();
            let period = period.map(ToString::to_string).unwrap_or_default();
            let what = match printed.part {
                strata_model::Part::Prior => "the value before that of",
                _ => "figure",
            };
            let message = format!(
                "`{said}` is said of {what} `{}`, whose period is `{period}`",
                printed.id
            );
            let path = Path::root().key("figures").key(printed.id.as_str());
            report
                .at(passage.part(bytes), message)
                .help(format!(
                    "name its period, or print it: `{{{}.period}}`",
                    printed.id
                ))
                .related((path.key("period"), Place::Value), "the period");
        }
    }
}

/// The bytes of a period that the label of a figure names, if it is not the figure's.
pub(super) fn in_label(facts: &Facts<'_>, figure: &Figure) -> Option<Range<usize>> {
    let label = figure.label.as_str();
    let own = own(facts, figure)?;
    let sentences = plain(facts.brief, label);
    sentences.iter().find_map(|sentence| {
        let compares = ["from", "since", "vs", "on", "against", "to", "after", "before"];
        if sentence
            .tokens
            .iter()
            .any(|it| it.word().is_some_and(|it| compares.contains(&it)))
        {
            return None;
        }
        let wrong = whens(sentence).into_iter().find(|when| {
            !matches!(when.year, Some(Year::Last)) && own.is_not(facts, when)
        })?;
        bytes(sentence, &wrong.tokens)
    })
}

/// The same of a note, where it says in a few words of when the figure is.
pub(super) fn in_note(
    facts: &Facts<'_>,
    figure: &Figure,
    note: &str,
) -> Option<Range<usize>> {
    const FEW: usize = 9;
    let own = own(facts, figure)?;
    let sentences = plain(facts.brief, note);
    let short = sentences.iter().filter(|it| it.tokens.len() <= FEW);
    short.filter(|it| !it.has(Mood::Denies)).find_map(|sentence| {
        let wrong = whens(sentence).into_iter().find(|when| {
            when.preposition == Some(Preposition::Within) && own.is_not(facts, when)
        })?;
        bytes(sentence, &wrong.tokens)
    })
}

fn bytes(sentence: &Sentence<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let first = sentence.token(tokens.start)?.bytes.start;
    Some(first..sentence.token(tokens.end.checked_sub(1)?)?.bytes.end)
}

/// Whether a period is surely none that the printed part of a figure can be said of.
fn denies(
    facts: &Facts<'_>,
    sentence: &Sentence<'_>,
    when: &When,
    printed: &Printed<'_>,
) -> bool {
    let Some(own) = own(facts, printed.figure) else { return false };
    let is_prior = printed.part == strata_model::Part::Prior;
    let moves = !printed.is_level() && !is_prior;
    match when.preposition {
        Some(Preposition::Within) => {}
        Some(Preposition::AtEnd) => {
            return own.ends_elsewhere(when) && !moves && !is_prior;
        }
        Some(Preposition::Other) => return false,
        // `last year` and `Q3` stand by themselves.
        None if when.year == Some(Year::Last) || when.part.is_some() => {}
        None => return false,
    }
    // `rose {x.rise} in 2024` may count from then on; a quarter by its number does not.
    if moves && when.part.is_none() || sentence.asks {
        return false;
    }
    if is_prior {
        return own.before(facts, printed).is_some_and(|base| base.is_not(facts, when));
    }
    own.is_not(facts, when)
}

fn own<'b>(facts: &Facts<'_>, figure: &'b Figure) -> Option<Own<'b>> {
    let period = figure.period.as_ref()?;
    let rate = figure.value.as_ref().map(|it| &it.unit().measure);
    // A stock, a pace and what is not stated are of no span.
    let spanless =
        matches!(period, Period::Unstated | Period::RunRate(_) | Period::SinceLaunch(_));
    let of_market = matches!(rate, Some(Measure::Multiple));
    if spanless || of_market {
        return None;
    }
    let days = facts.calendar.dates(period);
    let label = match period {
        Period::Fiscal(label) => Some(label.kind()),
        _ => days.and_then(|days| labelled(facts.calendar, days)),
    };
    Some(Own { period, days, label })
}

/// What a declared label says of the same days.
fn labelled(calendar: Calendar<'_>, days: Days) -> Option<LabelKind> {
    let declared = calendar.declared.iter().find(|(_, own)| **own == days);
    declared.map(|(label, _)| label.kind())
}

impl Own<'_> {
    /// Whether words surely name another period.
    fn is_not(&self, facts: &Facts<'_>, when: &When) -> bool {
        let instant = matches!(self.period, Period::Instant(_));
        let short = self.days.is_some_and(|it| it.days() <= 121) && !instant;
        let part = match (when.part, self.label) {
            (Some(Part::Quarter(said)), Some(LabelKind::Quarter(_, own))) => said != own,
            (Some(Part::Half(said)), Some(LabelKind::Half(_, own))) => said != own,
            (
                Some(Part::Quarter(_)),
                Some(LabelKind::Half(..) | LabelKind::NineMonths(_) | LabelKind::Year(_)),
            )
            | (Some(Part::Half(_)), Some(LabelKind::Quarter(..) | LabelKind::Year(_)))
            | (
                Some(Part::NineMonths),
                Some(LabelKind::Quarter(..) | LabelKind::Half(..) | LabelKind::Year(_)),
            ) => true,
            _ => false,
        };
        let length = match (when.length, self.days) {
            (Some(Length::Weeks(weeks)), Some(days)) if !instant => {
                (days.days() - weeks * 7).abs() > 7
            }
            (Some(Length::Months(months)), Some(days)) if !instant => {
                // Quarters have 12 to 17 weeks.
                let spans = match months {
                    3 => 80..=121,
                    6 => 168..=190,
                    9 => 252..=287,
                    12 => 357..=373,
                    _ => months * 30 - 9..=months * 31 + 9,
                };
                !spans.contains(&days.days())
            }
            (Some(Length::Year), Some(days)) if !instant => {
                !(300..=380).contains(&days.days())
            }
            _ => false,
        };
        let year = match when.year {
            Some(Year::Fiscal(said)) => {
                let other = self.year().is_some_and(|own| own != said);
                // A quarter is not the year it is in.
                let whole = when.part.is_none() && when.length.is_none() && short;
                other || whole
            }
            Some(Year::Plain(said)) => {
                let whole = when.part.is_none()
                    && when.length.is_none()
                    && when.end.is_none()
                    && short;
                // Without dates the year of the books may be the one before or after.
                let far = self.year().is_some_and(|own| (own - said).abs() > 1);
                let other = match self.days {
                    Some(_) => !self.touches(said),
                    None => far,
                };
                other || whole && self.label.is_some()
            }
            Some(Year::Last) => self.is_of_this_year(facts),
            None => false,
        };
        part || length || year || self.ends_elsewhere(when)
    }

    /// The fiscal year that it is of.
    fn year(&self) -> Option<i16> {
        Some(match self.label? {
            LabelKind::Quarter(year, _)
            | LabelKind::Half(year, _)
            | LabelKind::NineMonths(year)
            | LabelKind::Year(year) => year,
            LabelKind::Declared => return None,
        })
    }

    /// Whether a year is that of its label, or one that it has days in.
    fn touches(&self, year: i16) -> bool {
        let civil = self.days.is_some_and(|days| {
            (days.first.civil().year()..=days.last.civil().year()).contains(&year)
        });
        civil || self.year() == Some(year)
    }

    /// Whether it is a part of the year in which the brief was written.
    fn is_of_this_year(&self, facts: &Facts<'_>) -> bool {
        let today = facts.brief.as_of;
        self.days.is_some_and(|days| {
            days.last.civil().year() == today.civil().year()
                && days.days() <= 200
                && today.days_since(days.last) < 200
        })
    }

    /// Whether it ends in another month than words say. Books of weeks close a few days off.
    fn ends_elsewhere(&self, when: &When) -> bool {
        let (Some(month), Some(days)) = (when.end, self.days) else { return false };
        let last = days.last.civil();
        let next = last.month() % 12 + 1;
        let before = (last.month() + 10) % 12 + 1;
        let near =
            last.day() <= 8 && before == month || last.day() >= 23 && next == month;
        last.month() != month && !near
    }

    /// The period before, against which the change of a figure is measured.
    fn before(&self, facts: &Facts<'_>, printed: &Printed<'_>) -> Option<Own<'_>> {
        let figure = printed.figure;
        let compared = printed.comparison.and_then(|it| figure.comparison(it.as_str()));
        let change = compared.map(|it| &it.change).or(figure.change.as_ref())?;
        let label = match (change.against, self.label?) {
            (Against::Yoy, LabelKind::Quarter(year, own)) => {
                LabelKind::Quarter(year - 1, own)
            }
            (Against::Yoy, LabelKind::Half(year, own)) => LabelKind::Half(year - 1, own),
            (Against::Yoy, LabelKind::NineMonths(year)) => {
                LabelKind::NineMonths(year - 1)
            }
            (Against::Yoy, LabelKind::Year(year)) => LabelKind::Year(year - 1),
            (Against::Qoq, LabelKind::Quarter(year, 1)) => {
                LabelKind::Quarter(year - 1, 4)
            }
            (Against::Qoq, LabelKind::Quarter(year, own)) => {
                LabelKind::Quarter(year, own - 1)
            }
            _ => return None,
        };
        let word = match label {
            LabelKind::Quarter(year, own) => format!("Q{own} {year}"),
            LabelKind::Half(year, own) => format!("H{own} {year}"),
            LabelKind::NineMonths(year) => format!("9M {year}"),
            LabelKind::Year(year) => format!("FY {year}"),
            LabelKind::Declared => return None,
        };
        let days = word.parse().ok().and_then(|it: Period| facts.calendar.dates(&it));
        Some(Own { period: self.period, days, label: Some(label) })
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(text: &str) -> usize {
        let brief = format!(
            "figures:\n  \
             q: {{label: Sales, value: $5B, change: +13% yoy, prior: $4.4B, period: Q3 2025}}\n  \
             fy: {{label: Revenue, value: $20B, change: +13% yoy, prior: $17.7B, period: FY 2024}}\n  \
             h: {{label: Income, value: $9B, period: H1 2025}}\n  \
             cum: {{label: Cash, value: $13B, period: 9M 2025}}\n  \
             i: {{label: Debt, value: $3B, period: at 2025-09-30}}\n  \
             t: {{label: CapEx, value: $11B, period: TTM Q3 2025}}\n\
             verdict: {{text: ['{text}']}}\n"
        );
        messages(&brief, "L031").len()
    }

    #[test]
    fn another_period_is_found_by_its_number_and_its_end() {
        for text in [
            "Sales in fiscal 2024 were {q}.",
            "In fiscal 2025 revenue was {fy}.",
            "Revenue came to {fy} this quarter.",
            "Sales reached {q} in the nine months ended September 30.",
            "Sales of {q} in the six months to June.",
            "In the first quarter sales were {q}.",
            "Sales for the year to date were {q}.",
            "Income of {h} in the third quarter.",
            "Sales were {q} in the fourth quarter of 2024.",
            "Sales grew {q.rise} in the second quarter.",
            "Revenue was {fy} for the quarter ended September 30, 2025.",
            "Cash of {cum} in the three months ended September 30.",
            "Sales came to {q} in the fiscal year 2025.",
            "Debt stood at {i} at the end of June.",
            "In 2023 revenue was {fy}.",
            "In the full year sales were {q}.",
            "Annual sales grew to {q}.",
            "Over the twelve weeks, sales were {q}.",
            "Sales for the half were {q}.",
            "Sales rose from {q.prior} in the second quarter to {q}.",
            "In the quarter, CapEx was {t}.",
            "CapEx of {t} over the last nine months.",
            "Sales last year were {q}.",
            "For the year ended December 31, 2024, sales were {q}.",
            "Sales in 2024 were {q}.",
        ] {
            assert_eq!(said(text), 1, "{text}");
        }
    }

    #[test]
    fn the_own_period_and_those_of_other_things_are_not() {
        for text in [
            "Sales in the third quarter were {q}.",
            "Sales this quarter were {q}.",
            "In fiscal 2024 revenue was {fy}.",
            "Sales grew {q.rise} in the third quarter.",
            "Sales rose from {q.prior} a year before to {q}.",
            "Sales rose from {q.prior} in the third quarter of 2024 to {q}.",
            "Cash of {cum} in the nine months ended September 30.",
            "Debt stood at {i} at the end of September.",
            "Debt stood at {i} at the end of the third quarter.",
            "CapEx of {t} over the last twelve months.",
            "After a weak second quarter, sales came to {q}.",
            "In the first nine months cash came to {cum}.",
            "Compared with the second quarter, sales of {q} were better.",
            "In the first half income was {h}.",
            "Sales in the three months to September were {q}.",
            "Sales of {q} came after a third year of cuts.",
            "Two years ago it had no sales, now {q}.",
            "By 2027 sales of {q} will look small.",
            "The 2026 budget builds on sales of {q}.",
            "Founded in 1994, it has sales of {q}.",
            "Sales were {q}, as in the quarter before.",
            "It took a quarter of sales, {q}.",
            "Sales of {q} in the quarter ended September 30, 2025.",
        ] {
            assert_eq!(said(text), 0, "{text}");
        }
    }

    #[test]
    fn a_label_names_its_own_period() {
        let label = |label: &str| {
            let brief = format!(
                "figures: {{a: {{label: '{label}', value: $5B, period: Q3 2025}}}}\n"
            );
            messages(&brief, "L031").len()
        };
        assert_eq!(label("Sales, second quarter"), 1);
        assert_eq!(label("Sales in fiscal 2024"), 1);
        for own in ["Sales, third quarter", "Sales in Q3 2025", "Growth since Q1 2024"] {
            assert_eq!(label(own), 0, "{own}");
        }
    }
}
