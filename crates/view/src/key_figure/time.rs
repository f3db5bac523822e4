//! The time of a value where there is next to no room: `Q3 24`, `Aug 24`.

use strata_model::{Against, Date, End, Label, LabelKind, Period};

use crate::labels::Labels;

impl Labels {
    /// The end of a period in a few letters; nothing where none is known.
    pub(super) fn tight(&self, period: &Period) -> Option<String> {
        self.tight_before(period, None)
    }

    /// The same of the period that a change is measured against; nothing where it does not
    /// follow.
    pub(super) fn tight_base(&self, period: &Period, against: Against) -> Option<String> {
        self.tight_before(period, Some(against))
    }

    fn tight_before(&self, period: &Period, against: Option<Against>) -> Option<String> {
        match period {
            Period::Fiscal(label)
            | Period::YearToDate(End::Of(label))
            | Period::TrailingTwelveMonths(End::Of(label)) => {
                self.tight_label(label, against)
            }
            Period::Instant(day)
            | Period::YearToDate(End::Day(day))
            | Period::TrailingTwelveMonths(End::Day(day))
            | Period::SinceLaunch(day)
            | Period::RunRate(day) => self.tight_day(*day, against),
            Period::Interval(days) => self.tight_day(days.last, against),
            Period::Weeks(weeks) => self.tight_day(weeks.last(), against),
            Period::Month(month) => self.tight_day(month.first(), against),
            Period::Unstated => None,
        }
    }

    fn tight_label(&self, label: &Label, against: Option<Against>) -> Option<String> {
        let back = match against {
            None => 0,
            Some(Against::Yoy) => 1,
            Some(Against::Qoq) => {
                let LabelKind::Quarter(year, quarter) = label.kind() else { return None };
                let (year, quarter) =
                    if quarter == 1 { (year - 1, 4) } else { (year, quarter - 1) };
                return Some(short((self.written.quarter)(quarter, year), year));
            }
            Some(_) => return None,
        };
        let written = &self.written;
        Some(match label.kind() {
            LabelKind::Quarter(year, n) => {
                short((written.quarter)(n, year - back), year - back)
            }
            LabelKind::Half(year, n) => {
                short((written.half)(n, year - back), year - back)
            }
            LabelKind::NineMonths(year) => {
                short((written.nine_months)(year - back), year - back)
            }
            LabelKind::Year(year) => {
                short((written.short_year)(year - back), year - back)
            }
            LabelKind::Declared => return (back == 0).then(|| label.to_string()),
        })
    }

    fn tight_day(&self, day: Date, against: Option<Against>) -> Option<String> {
        let day = day.civil();
        let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let months = match against {
            None => months,
            Some(Against::Yoy) => months - 12,
            Some(Against::Qoq) => months - 3,
            Some(_) => return None,
        };
        let month = usize::try_from(months.rem_euclid(12)).ok()?;
        let name = self.written.short_months.get(month)?;
        Some(format!("{name}\u{A0}{:02}", months.div_euclid(12).rem_euclid(100)))
    }
}

/// A label with the last two digits of its year, unless it is the year alone.
fn short(text: String, year: i16) -> String {
    let full = year.to_string();
    if text == full {
        return text;
    }
    text.replace(&full, &format!("{:02}", year.rem_euclid(100))).replace(' ', "\u{A0}")
}

#[cfg(test)]
mod tests {
    use strata_model::Language;

    use super::*;
    use crate::labels::labels;

    #[test]
    fn a_time_is_told_in_a_few_letters() {
        for (period, now, year, quarter) in [
            ("Q3 2025", "Q3 25", Some("Q3 24"), Some("Q2 25")),
            ("Q1 2000", "Q1 00", Some("Q1 99"), Some("Q4 99")),
            ("TTM Q3 2025", "Q3 25", Some("Q3 24"), Some("Q2 25")),
            ("FY 2025", "FY 25", Some("FY 24"), None),
            ("H1 2025", "H1 25", Some("H1 24"), None),
            ("at 2025-02-28", "Feb 25", Some("Feb 24"), Some("Nov 24")),
            ("2025-07-28/2025-10-26", "Oct 25", Some("Oct 24"), Some("Jul 25")),
            ("13 weeks to 2025-04-30", "Apr 25", Some("Apr 24"), Some("Jan 25")),
            ("Christmas 2025", "Christmas 2025", None, None),
        ] {
            let labels = labels(Language::EnUs);
            let at: Period = period.parse().expect(period);
            let plain = |it: Option<String>| it.map(|it| it.replace('\u{A0}', " "));
            assert_eq!(plain(labels.tight(&at)).as_deref(), Some(now));
            let base = |against| plain(labels.tight_base(&at, against));
            assert_eq!(base(Against::Yoy).as_deref(), year, "{period}");
            assert_eq!(base(Against::Qoq).as_deref(), quarter, "{period}");
            assert_eq!(base(Against::Plan), None);
        }
        assert_eq!(labels(Language::EnUs).tight(&Period::Unstated), None);
        let french = labels(Language::FrFr);
        let year: Period = "FY 2025".parse().expect("a year");
        assert_eq!(french.tight(&year).as_deref(), Some("2025"));
    }
}
