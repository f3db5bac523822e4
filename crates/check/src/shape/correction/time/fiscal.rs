//! Periods of the books in another order, another language or with a year of two digits.

use strata_model::Period;

use super::super::{Correction, LONGEST, is_space, reads};
use super::{month_named, span};

/// What to write for a period, or what to decide first. Whatever else stands in the text
/// says something too: it is no slip.
pub(crate) fn period(text: &str) -> Option<Correction> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = text.replace(is_space, " ").replace(['’', '‘'], "'");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let small = plain.to_lowercase();
    if let Some(correction) = bare(&small).or_else(|| span::span(&small)) {
        return Some(correction);
    }
    let (stated, letter) = without_letter(&small);
    let parts = Parts::read(stated)?;
    let (text, sure) = parts.written()?;
    if letter == Some('e') {
        return reads::<Period>(&text).then(|| {
            Correction::Say(format!(
                "write `{text}`; an estimate says so by `basis: analyst-estimate`, guidance by \
                 `guidance`"
            ))
        });
    }
    reads::<Period>(&text).then(|| match sure && parts.sure {
        true => Correction::exact(text),
        false => Correction::guess(text),
    })
}

/// A period without the letter behind its year: `e` for an estimate, `a` for an actual value.
fn without_letter(text: &str) -> (&str, Option<char>) {
    let letter = text.chars().next_back().filter(|it| matches!(it, 'e' | 'a'));
    let stated = letter.and_then(|it| text.strip_suffix(it)).filter(|stated| {
        stated.get(stated.len().saturating_sub(2)..).is_some_and(|end| {
            end.len() == 2 && end.bytes().all(|it| it.is_ascii_digit())
        })
    });
    stated.map_or((text, None), |stated| (stated, letter))
}

/// Words for twelve months or the year to date that name no end.
fn bare(text: &str) -> Option<Correction> {
    let end = |what: &str, word: &str| {
        Correction::Say(format!(
            "say when the {what} ends: `{word} to 2025-09-30`, with the day that is meant"
        ))
    };
    let year = |text: &str| text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit());
    let word = match text.split_once(' ') {
        Some((word @ ("ltm" | "ttm" | "ytd"), rest)) if year(rest) => word,
        _ => text,
    };
    Some(match word {
        "ltm" | "ttm" | "l12m" | "last twelve months" | "trailing twelve months" => {
            end("span of twelve months", "TTM")
        }
        "ytd" | "year to date" | "year-to-date" => end("year to date", "YTD"),
        "ntm" | "next twelve months" => Correction::Say(
            "write the first day and the last, for example `2025-10-01/2026-09-30`"
                .into(),
        ),
        "q1" | "q2" | "q3" | "q4" | "h1" | "h2" | "9m" | "fy" => Correction::Say(
            format!("name its year, for example `{} 2025`", text.to_uppercase()),
        ),
        _ => return None,
    })
}

/// Which part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Quarter,
    Half,
    /// So many months from its start.
    Months,
    /// A month by its name.
    Month,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    Fiscal,
    Calendar,
}

#[derive(Debug, Default)]
struct Parts {
    /// `TTM` or `YTD`.
    whole: Option<&'static str>,
    part: Option<Part>,
    number: Option<u32>,
    of: Option<Year>,
    year: Option<u32>,
    sure: bool,
}

/// The runs of letters and of digits in a text, if nothing but signs that part a period
/// stands between them.
fn runs(text: &str) -> Option<Vec<&str>> {
    let parts =
        |it: char| it.is_whitespace() || matches!(it, '-' | '/' | '\'' | '_' | ',' | '.');
    let mut runs = Vec::new();
    for word in text.split(parts).filter(|word| !word.is_empty()) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let alike = |it: char| match first.is_ascii_digit() {
                true => it.is_ascii_digit(),
                false => it.is_alphabetic(),
            };
            let (run, more) =
                rest.split_at(rest.find(|it| !alike(it)).unwrap_or(rest.len()));
            if run.is_empty() {
                return None;
            }
            runs.push(run);
            rest = more;
        }
    }
    Some(runs)
}

impl Parts {
    fn read(text: &str) -> Option<Self> {
        let mut parts = Parts { sure: true, ..Parts::default() };
        let runs = runs(text)?;
        for (at, run) in runs.iter().enumerate() {
            let next = runs.get(at + 1).copied().unwrap_or("");
            let before = at.checked_sub(1).and_then(|at| runs.get(at)).copied();
            parts.take(run, before.unwrap_or(""), next)?;
        }
        // `2025-9`, `09/2025`, `2025M09`: a month by its number.
        let numbers = runs.iter().filter(|run| *run != &"m").count() == 2;
        if parts.part.is_none() && parts.number.is_some() {
            let month = numbers && !text.contains(' ') && parts.of.is_none();
            parts.part = Some(month.then_some(Part::Month)?);
        }
        Some(parts)
    }

    fn take(&mut self, run: &str, before: &str, next: &str) -> Option<()> {
        if run.starts_with(|it: char| it.is_ascii_digit()) {
            return self.digits(run, before, next);
        }
        match run {
            "q" | "fq" | "qtr" | "quarter" | "quartal" | "trimestre" => {
                self.part(Part::Quarter)
            }
            "h" | "hy" | "half" | "hj" | "halbjahr" | "semestre" => self.part(Part::Half),
            "qfy" => self.part(Part::Quarter).and(self.of(Year::Fiscal)),
            "hfy" => self.part(Part::Half).and(self.of(Year::Fiscal)),
            "t" | "s" => {
                // A word of French: `T3 2025`, `S1 2025`.
                self.sure = false;
                self.part(if run == "t" { Part::Quarter } else { Part::Half })
            }
            "m" | "months" | "month" | "monate" | "mois" => {
                // `2025M09` is a month, `9M 2025` are nine.
                let digits = |run: &str| run.bytes().all(|it| it.is_ascii_digit());
                let named = next.len() == 2 && before.len() == 4;
                match named && digits(next) && digits(before) {
                    true => Some(()),
                    false => self.number.and_then(|_| self.part(Part::Months)),
                }
            }
            "fy" | "fiscal" | "year" | "gj" | "geschäftsjahr" | "exercice" | "full" => {
                self.of(Year::Fiscal)
            }
            "cy" | "calendar" => self.of(Year::Calendar),
            "ttm" | "ltm" => self.whole("TTM"),
            "ytd" => self.whole("YTD"),
            "of" | "the" | "for" | "in" => Some(()),
            "ended" | "to" if self.whole.is_some() => Some(()),
            "st" | "nd" | "rd" | "th" | "er" | "e" | "ème" => {
                let number = before.len() == 1
                    && before.starts_with(|it: char| it.is_ascii_digit());
                number.then_some(())
            }
            "first" | "erstes" | "premier" | "première" => self.number(1),
            "second" | "zweites" | "deuxième" => self.number(2),
            "third" | "drittes" | "troisième" => self.number(3),
            "fourth" | "viertes" | "quatrième" => self.number(4),
            "three" => self.number(3),
            "six" | "sechs" => self.number(6),
            "nine" | "neun" | "neuf" => self.number(9),
            "twelve" => self.number(12),
            name => {
                self.number(month_named(name)?)?;
                self.part(Part::Month)
            }
        }
    }

    fn digits(&mut self, run: &str, before: &str, next: &str) -> Option<()> {
        let part = ["q", "h", "t", "s"].contains(&before);
        let ordinal = ["st", "nd", "rd", "th", "er", "e", "ème"].contains(&next);
        let months = ["m", "months", "monate", "mois"].contains(&next);
        match run.len() {
            // Run together: `Q32025`, `Q325`.
            3 | 5 if part => {
                let (number, year) = run.split_at_checked(1)?;
                self.number(number.parse().ok()?)?;
                self.year(year)
            }
            1 => self.number(run.parse().ok()?),
            2 if months || ordinal || (before == "m" && self.part.is_none()) => {
                self.number(run.parse().ok()?)
            }
            // `2024/25` is the year that ends in 2025.
            2 if self.year.is_some() && matches!(before.len(), 2 | 4) => {
                let (year, short): (u32, u32) = (self.year?, run.parse().ok()?);
                if (year + 1) % 100 == short && self.number.is_none() {
                    self.sure = false;
                    self.year = Some(year + 1);
                    return Some(());
                }
                (short <= 12 && before.len() == 4).then(|| self.number(short))?
            }
            // `09/2025`
            2 if next.len() == 4
                && next.starts_with(['1', '2'])
                && self.part.is_none() =>
            {
                let number: u32 = run.parse().ok()?;
                (number <= 12).then(|| self.number(number))?
            }
            2 | 4 => self.year(run),
            _ => None,
        }
    }

    fn part(&mut self, part: Part) -> Option<()> {
        self.part.replace(part).is_none().then_some(())
    }

    fn number(&mut self, number: u32) -> Option<()> {
        // `first nine months`: from the start of the year.
        if self.number == Some(1) && matches!(number, 3 | 6 | 9 | 12) {
            self.number = Some(number);
            return Some(());
        }
        self.number.replace(number).is_none().then_some(())
    }

    fn of(&mut self, year: Year) -> Option<()> {
        let before = self.of.replace(year);
        before.is_none_or(|before| before == year).then_some(())
    }

    fn whole(&mut self, whole: &'static str) -> Option<()> {
        self.whole.replace(whole).is_none().then_some(())
    }

    /// A year of two digits may be of any century.
    fn year(&mut self, digits: &str) -> Option<()> {
        self.sure &= digits.len() == 4;
        let year = match digits.len() {
            2 => format!("20{digits}"),
            _ => digits.to_owned(),
        };
        let year = year.parse().ok().filter(|year| (1000..3000).contains(year))?;
        self.year.replace(year).is_none().then_some(())
    }

    /// The period in the form of the format, and whether nothing had to be guessed.
    fn written(&self) -> Option<(String, bool)> {
        let year = self.year?;
        let whole = self.whole.map(|whole| format!("{whole} ")).unwrap_or_default();
        if self.of == Some(Year::Calendar) {
            return Some((self.days(year).filter(|_| self.whole.is_none())?, true));
        }
        let (label, sure) = match (self.part, self.number) {
            (Some(Part::Quarter), Some(number @ 1..=4)) => (format!("Q{number}"), true),
            (Some(Part::Half), Some(number @ 1..=2)) => (format!("H{number}"), true),
            (Some(Part::Months), Some(3)) => ("Q1".to_owned(), true),
            (Some(Part::Months), Some(6)) => ("H1".to_owned(), true),
            (Some(Part::Months), Some(9)) => ("9M".to_owned(), true),
            (Some(Part::Months), Some(12)) => ("FY".to_owned(), true),
            (Some(Part::Month), Some(number @ 1..=12)) if self.of.is_none() => {
                let month = format!("{year}-{number:02}");
                if self.whole.is_none() {
                    return Some((month, true));
                }
                let first: strata_model::Date = format!("{month}-01").parse().ok()?;
                let last = first.civil().last_of_month();
                return Some((format!("{whole}to {last}"), true));
            }
            // The year of the calendar and that of the books may differ.
            (None, None) if self.whole.is_none() => {
                ("FY".to_owned(), self.of == Some(Year::Fiscal))
            }
            _ => return None,
        };
        Some((format!("{whole}{label} {year}"), sure))
    }

    /// The days of a part of a year of the calendar.
    fn days(&self, year: u32) -> Option<String> {
        let (first, last) = match (self.part, self.number) {
            (None, None) => ("01-01", "12-31"),
            (Some(Part::Quarter), Some(1)) => ("01-01", "03-31"),
            (Some(Part::Quarter), Some(2)) => ("04-01", "06-30"),
            (Some(Part::Quarter), Some(3)) => ("07-01", "09-30"),
            (Some(Part::Quarter), Some(4)) => ("10-01", "12-31"),
            (Some(Part::Half), Some(1)) => ("01-01", "06-30"),
            (Some(Part::Half), Some(2)) => ("07-01", "12-31"),
            _ => return None,
        };
        Some(format!("{year}-{first}/{year}-{last}"))
    }
}
