use strata_model::{Calendar, Date, Days, End, Label, LabelKind, Period};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::{Rule, Severity};
use crate::table::Set;

pub(crate) const RULE: Rule = Rule::read(include_str!("fiscal_label.md"));

/// Days by which the ends of periods of one company may lie off the even quarters of its
/// year: some have quarters of 12 and of 16 weeks.
const UNEVEN: i32 = 45;
const YEAR: i32 = 365;

/// A declared label that is a part of a fiscal year.
struct Declared<'b> {
    label: &'b Label,
    days: Days,
    kind: LabelKind,
    year: i16,
    /// Months from the start of the fiscal year to its start and to its end.
    months: (i32, i32),
    /// How far the fiscal year by which it is named ends behind the calendar year of that
    /// number, in days.
    shift: i32,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let declared = &facts.brief.periods;
    if declared.is_empty() {
        return;
    }
    let forward = declared.iter().filter(|(_, days)| days.first <= days.last);
    let labels: Vec<_> =
        forward.filter_map(|(label, days)| Declared::of(label, *days)).collect();
    let mut judge = Judge { facts, report, told: Set::default() };
    judge.years(&labels);
    for one in &labels {
        judge.length(one);
    }
    judge.edges(&labels);
    for (label, days) in declared {
        judge.spans(label, *days);
    }
}

impl<'b> Declared<'b> {
    fn of(label: &'b Label, days: Days) -> Option<Self> {
        let kind = label.kind();
        let (year, months) = match kind {
            LabelKind::Quarter(year, n) => {
                (year, (i32::from(n) * 3 - 3, i32::from(n) * 3))
            }
            LabelKind::Half(year, n) => (year, (i32::from(n) * 6 - 6, i32::from(n) * 6)),
            LabelKind::NineMonths(year) => (year, (0, 9)),
            LabelKind::Year(year) => (year, (0, 12)),
            LabelKind::Declared => return None,
        };
        let ends = days.last.days_since(december(year)?);
        let shift = ends + (12 - months.1) * YEAR / 12;
        Some(Declared { label, days, kind, year, months, shift })
    }

    /// How long it is in days, at least and at most.
    fn usual(&self) -> (i32, i32) {
        match self.months.1 - self.months.0 {
            3 => (77, 126),
            6 => (161, 203),
            9 => (245, 294),
            _ => (350, 385),
        }
    }

    /// Whether the fiscal year that it is in neither begins nor ends in the year by which it is
    /// named, to within what quarters are uneven.
    fn is_of_other_year(&self) -> bool {
        let year = |day: Date| day.civil().year();
        match self.kind {
            LabelKind::Year(named) => {
                !(year(self.days.first)..=year(self.days.last)).contains(&named)
            }
            _ => !(7 - YEAR..=YEAR - 15).contains(&self.shift),
        }
    }

    /// When it ends by the fiscal year of another, to within some days.
    fn by(&self, other: &Declared<'_>) -> Option<Date> {
        self.days.last.later(other.shift - self.shift)
    }
}

fn december(year: i16) -> Option<Date> {
    format!("{year:04}-12-31").parse().ok()
}

struct Judge<'f, 'b, 'r, 'a> {
    facts: &'f Facts<'b>,
    report: &'r mut Reporter<'a>,
    /// The labels of which something is said: one mistake, one finding.
    told: Set<&'b str>,
}

impl<'b> Judge<'_, 'b, '_, '_> {
    fn tell(
        &mut self,
        label: &'b Label,
        message: String,
        other: Option<(&'b Label, &str)>,
        severity: Severity,
    ) {
        if !self.told.insert(label.as_str()) {
            return;
        }
        let declared = self.facts.root.key("periods");
        let raised = self
            .report
            .at((declared.key(label.as_str()), Part::Value), message)
            .help("correct the dates, or the label")
            .severity(severity);
        if let Some((other, words)) = other {
            raised.related((declared.key(other.as_str()), Part::Value), words);
        }
    }

    /// Labels of other years or quarters than their dates, by the other labels.
    fn years(&mut self, labels: &[Declared<'b>]) {
        let calendar = self.facts.calendar.calendar_year;
        let mut sorted: Vec<_> = labels.iter().collect();
        sorted.sort_by_key(|it| it.shift);
        // Of two that contradict each other the first is believed, of more the most.
        let middle = if sorted.len() == 2 {
            labels.first()
        } else {
            sorted.get(sorted.len() / 2).copied()
        };
        let Some(middle) = middle else { return };
        let fits = |it: &&Declared<'_>| (it.shift - middle.shift).abs() <= UNEVEN;
        let usual: Set<i16> = labels.iter().filter(fits).map(|it| it.year).collect();
        for one in labels {
            let off = one.shift - if calendar { 0 } else { middle.shift };
            if off.abs() <= UNEVEN {
                continue;
            }
            let years = (off.abs() + UNEVEN) % YEAR <= 2 * UNEVEN;
            let same = usual.contains(&one.year);
            // A company may change its fiscal year, but not within one.
            let severity = if years || !calendar && same {
                Severity::Error
            } else {
                Severity::Warning
            };
            let last = one.days.last;
            let (label, message, other) = match calendar {
                true => {
                    let Some(by) = last.later(-off) else { continue };
                    let message = format!(
                        "`{}` ends on {last}, and in a calendar year it ends near {by}",
                        one.label.as_str()
                    );
                    (one.label, message, None)
                }
                false => {
                    let Some(by) = one.by(middle) else { continue };
                    let message = format!(
                        "`{}` ends on {last}, and by `{}` it ends near {by}",
                        one.label.as_str(),
                        middle.label.as_str()
                    );
                    (one.label, message, Some((middle.label, "declared here")))
                }
            };
            self.tell(label, message, other, severity);
        }
        if calendar || !self.told.is_empty() {
            return;
        }
        // All agree, and all may be a year off: a fiscal year has the number of a year that
        // it lies in.
        let is_year = |it: &Declared<'_>| matches!(it.kind, LabelKind::Year(_));
        // Where a year is declared, its own dates decide; from a quarter they are guessed.
        let known = labels.iter().any(is_year);
        let off = |it: &&Declared<'_>| known == is_year(it) && it.is_of_other_year();
        if let Some(one) = labels.iter().find(off) {
            let message = format!(
                "`{}` is {}, and its fiscal year begins and ends in other years than {}",
                one.label.as_str(),
                one.days,
                one.year
            );
            self.tell(one.label, message, None, Severity::Error);
        }
    }

    fn length(&mut self, one: &Declared<'b>) {
        let (least, most) = one.usual();
        let days = one.days.days();
        if (least..=most).contains(&days) {
            return;
        }
        let what = match one.kind {
            LabelKind::Quarter(..) => "a quarter",
            LabelKind::Half(..) => "a half",
            LabelKind::NineMonths(_) => "nine months",
            LabelKind::Year(_) | LabelKind::Declared => "a year",
        };
        // A year is longer or shorter where it begins on another day from now on.
        let severity = match one.kind {
            LabelKind::Year(_) => Severity::Warning,
            _ => Severity::Error,
        };
        let message =
            format!("`{}` is {days} days long, and {what} is not", one.label.as_str());
        self.tell(one.label, message, None, severity);
    }

    /// Periods of one fiscal year that begin or end together, or follow one another.
    fn edges(&mut self, labels: &[Declared<'b>]) {
        let mut sorted: Vec<_> = labels.iter().collect();
        sorted.sort_by_key(|it| (it.year, it.months));
        for (at, one) in sorted.iter().enumerate() {
            let rest = sorted.get(at + 1..).unwrap_or_default().iter();
            for other in rest.take_while(|it| it.year == one.year) {
                let first = other.days.first.days_since(one.days.last);
                let (fits, words) = if one.months.0 == other.months.0 {
                    (one.days.first == other.days.first, "begins")
                } else if one.months.1 == other.months.1 {
                    (one.days.last == other.days.last, "ends")
                } else if one.months.1 == other.months.0 {
                    (first == 1, "follows")
                } else {
                    continue;
                };
                if fits
                    || self.told.contains(one.label.as_str())
                    || self.told.contains(other.label.as_str())
                {
                    continue;
                }
                let (label, before) = (other.label.as_str(), one.label.as_str());
                let message = match words {
                    "begins" => format!(
                        "`{label}` begins on {}, and `{before}` of the same year on {}",
                        other.days.first, one.days.first
                    ),
                    "ends" => format!(
                        "`{label}` ends on {}, and `{before}` of the same year on {}",
                        other.days.last, one.days.last
                    ),
                    _ => format!(
                        "`{label}` begins on {}, and `{before}` before it ends on {}",
                        other.days.first, one.days.last
                    ),
                };
                self.tell(
                    other.label,
                    message,
                    Some((one.label, "declared here")),
                    Severity::Error,
                );
            }
        }
    }

    /// The declared dates of twelve months, or of the year to date, up to a label.
    fn spans(&mut self, label: &'b Label, days: Days) {
        let Ok(period) = label.as_str().parse::<Period>() else { return };
        let (Period::TrailingTwelveMonths(End::Of(end))
        | Period::YearToDate(End::Of(end))) = &period
        else {
            return;
        };
        let calendar: Calendar<'_> = self.facts.calendar;
        if let Some(of) = calendar.dates_of(end).filter(|of| of.last != days.last) {
            let message = format!(
                "`{}` ends on {}, and `{}` on {}",
                label.as_str(),
                days.last,
                end.as_str(),
                of.last
            );
            self.tell(label, message, None, Severity::Error);
        } else if matches!(period, Period::TrailingTwelveMonths(_))
            && !(350..=385).contains(&days.days())
        {
            let message = format!(
                "`{}` is {} days long, and twelve months are not",
                label.as_str(),
                days.days()
            );
            self.tell(label, message, None, Severity::Error);
        }
    }
}
