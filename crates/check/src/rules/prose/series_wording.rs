use std::ops::Range;

use strata_model::calc::{History, Interval, Level};
use strata_model::{Against, Date, Days, Figure, Id, Measure, Period};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::prose::lexicon::Scale;
use crate::prose::when::{Part, Year, when};
use crate::prose::{Extreme, Feature, Named, NamedBy, Sentence, Topic, Way};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("series_wording.md"));

/// A claim about a series, with the tokens that make it.
struct Claim {
    tokens: Range<usize>,
    of: Series,
}

enum Series {
    /// Beyond all values since a day, or all that are known.
    Extreme(Extreme, Option<Date>),
    /// So many periods in a row, the latest included, moved one way.
    Streak(usize, Way),
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let any = facts.figures.iter().any(|(_, figure, _)| !figure.history.is_empty());
    if !facts.is_english() || !any {
        return;
    }
    for sentence in facts.sentences().iter().filter(|it| it.is_plain()) {
        let Some(claim) = claim(facts, sentence) else { continue };
        let Some(passage) = facts.prose.get(sentence.passage) else { continue };
        let (Some(first), Some(last)) =
            (sentence.token(claim.tokens.start), sentence.token(claim.tokens.end - 1))
        else {
            continue;
        };
        if first.quoted || sentence.is_denied(claim.tokens.start) {
            continue;
        }
        let names = facts.namings().within(sentence);
        let Some((id, figure)) = subject(facts, sentence, &names, &claim) else {
            continue;
        };
        let denied = match denied(facts, figure, &claim.of) {
            Some(denied) => Some(denied),
            None if is_beyond(facts, figure, &claim.of) => None,
            None => continue,
        };
        let bytes = first.bytes.start..last.bytes.end;
        let said = passage.text.get(bytes.clone()).unwrap_or("");
        let message = match (&claim.of, denied) {
            (Series::Extreme(..), Some(denied)) => format!(
                "`{said}` is said of `{id}`, and `{}` was no less ({})",
                denied.quantity, denied.period
            ),
            (_, Some(denied)) => format!(
                "`{said}` is said of `{id}`, and the row breaks at {} (`{}`)",
                denied.period, denied.quantity
            ),
            (_, None) => format!(
                "`{said}` is said of `{id}`, whose history does not reach back so far"
            ),
        };
        let path = Path::root().key("figures").key(id.as_str()).key("history");
        report
            .at(passage.part(bytes), message)
            .help("correct the words, or the history")
            .related(path, "the history");
    }
}

/// The claims that a history decides, by the number of their text and their bytes: another
/// rule need not ask for something to show them.
pub(super) fn decided(facts: &Facts<'_>) -> Vec<(usize, Range<usize>)> {
    let claims = facts.sentences().iter().filter_map(|sentence| {
        let claim = claim(facts, sentence)?;
        let names = facts.namings().within(sentence);
        subject(facts, sentence, &names, &claim)?;
        let first = sentence.token(claim.tokens.start)?.bytes.start;
        let last = sentence.token(claim.tokens.end - 1)?.bytes.end;
        Some((sentence.passage, first..last))
    });
    claims.collect()
}

/// The claim of a sentence, if it makes one.
fn claim(facts: &Facts<'_>, sentence: &Sentence<'_>) -> Option<Claim> {
    let features = sentence.features;
    if !(features.speaks_of(Topic::Series) || features.has(Feature::Extreme)) {
        return None;
    }
    (0..sentence.tokens.len())
        .find_map(|at| streak(sentence, at).or_else(|| extreme(facts, sentence, at)))
}

/// The last day of the period that begins at a token: `2022`, `Q3 2024`, `fiscal 2023`.
fn end_of_period(facts: &Facts<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Date> {
    let small = ["the", "at", "least", "fiscal", "end", "of", "early", "late", "year"];
    let first = (at..at + 5).find(|it| !small.contains(&sentence.word(*it)))?;
    let (head, next) = (sentence.word(first), sentence.word(first + 1));
    let end = |label: String| {
        let period: Period = label.parse().ok()?;
        facts.calendar.end(&period)
    };
    let named = || {
        let when = when(sentence, first)?;
        let year = match when.year? {
            Year::Fiscal(year) | Year::Plain(year) => year,
            Year::Last => return None,
        };
        match when.part? {
            Part::Quarter(part) => end(format!("Q{part} {year}")),
            Part::Half(part) => end(format!("H{part} {year}")),
            Part::NineMonths => end(format!("9M {year}")),
        }
    };
    let year = || {
        let year = head.parse().ok().filter(|it: &i16| (1900..2100).contains(it))?;
        end(format!("FY {year}")).or_else(|| format!("{year}-12-31").parse().ok())
    };
    end(format!("{} {next}", head.to_ascii_uppercase())).or_else(named).or_else(year)
}

/// `third quarter in a row`, `the third straight quarter of growth`, `three quarters running`.
fn streak(sentence: &Sentence<'_>, at: usize) -> Option<Claim> {
    let word = |step: usize| sentence.word(at + step);
    let period = |word: &str| {
        ["quarter", "quarters", "year", "years", "half", "month", "months"]
            .contains(&word)
            || ["rise", "fall", "increase", "decline", "drop", "gain"].contains(&word)
    };
    let sense = sentence.token(at)?.sense()?;
    let number = sense.ordinal.or(sense.count).filter(|it| *it > 1)?;
    let straight = ["straight", "consecutive", "successive"].contains(&word(1));
    let end = if straight && period(word(2)) {
        at + 3
    } else if period(word(1)) && word(2) == "in" && word(3) == "a" && word(4) == "row" {
        at + 5
    } else if period(word(1)) && word(2) == "running" {
        at + 3
    } else {
        return None;
    };
    // The way is that of the claim itself, or else of what comes before it.
    let inside = (at..end + 3).filter_map(|it| way(sentence, it)).next();
    let before = || (0..at).rev().find_map(|it| way(sentence, it));
    let way = inside.or_else(before)?;
    let of = Series::Streak(usize::try_from(number).ok()?, way);
    Some(Claim { tokens: at..end, of })
}

fn way(sentence: &Sentence<'_>, at: usize) -> Option<Way> {
    sentence.token(at)?.motion().map(|motion| motion.way)
}

/// `a record`, `the highest ever`, `the lowest since 2021`, `an all-time high`.
fn extreme(facts: &Facts<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Claim> {
    let word = |step: usize| sentence.word(at + step);
    let upper = |is_upper| Extreme { is_upper, of: Scale::Size, compares: false };
    let article = at.checked_sub(1).map_or("", |it| sentence.word(it));
    let claim = |end: usize, extreme, since| {
        Some(Claim { tokens: at..end, of: Series::Extreme(extreme, since) })
    };
    match word(0) {
        "record" if ["a", "its", "their"].contains(&article) => {
            let low = ["low", "lows"].contains(&word(1));
            let of_others = [
                "of", "for", "date", "keeping", "label", "loss", "year", "quarter",
                "number", "in",
            ];
            if of_others.contains(&word(1)) {
                return None;
            }
            claim(at + if low { 2 } else { 1 }, upper(!low), None)
        }
        "all-time" if ["high", "low"].contains(&word(1)) => {
            claim(at + 2, upper(word(1) == "high"), None)
        }
        _ => {
            let extreme =
                sentence.token(at)?.sense()?.extreme.filter(|it| !it.compares)?;
            // `the highest of the five quarters shown`
            let among = (1..8).take_while(|step| !word(*step).is_empty()).find(|step| {
                let one = word(*step);
                ["quarters", "years", "halves", "months", "half-years"].contains(&one)
            });
            if let Some(last) = among.filter(|_| word(1) == "of") {
                return claim(at + last + 1, extreme, None);
            }
            let since = (1..6).find(|step| ["ever", "since"].contains(&word(*step)))?;
            let since_when = match word(since) {
                "since" => Some(end_of_period(facts, sentence, at + since + 1)?),
                _ => None,
            };
            claim(at + since + 1, extreme, since_when)
        }
    }
}

/// The figure that a claim is about: the reference nearest to it in its clause, or else the
/// figure that is named.
fn subject<'b>(
    facts: &Facts<'b>,
    sentence: &Sentence<'b>,
    names: &[Named<'_, 'b>],
    claim: &Claim,
) -> Option<(&'b Id, &'b Figure)> {
    let at = claim.tokens.start;
    let printed = |at: usize| {
        let printed = sentence.token(at)?.printed()?;
        Some((printed.id, printed.figure))
    };
    let near = sentence
        .behind(claim.tokens.end - 1)
        .take(4)
        .chain(sentence.before(at))
        .find_map(printed);
    let named = || {
        let token = sentence.token(at)?;
        let mut names = names.iter().filter(|name| {
            name.by == NamedBy::Label && name.shares_clause(sentence, token)
        });
        let [only] = names.next()?.figures else { return None };
        names.next().is_none().then(|| facts.figure_of(only)).flatten()
    };
    let across = || {
        let mut all = sentence.references();
        let (_, only) = all.next()?;
        all.all(|(_, it)| it.id == only.id).then_some((only.id, only.figure))
    };
    near.or_else(named).or_else(across).filter(|(_, it)| !it.history.is_empty())
}

/// The value of the history that denies a claim.
fn denied<'b>(facts: &Facts<'_>, figure: &'b Figure, of: &Series) -> Option<Level<'b>> {
    let now = facts.calendar.dates(figure.period.as_ref()?)?;
    let series = History::of(facts.calendar, figure);
    let own = Interval::of_figure(figure)?;
    let earlier: Vec<Level<'b>> =
        series.akin(now).filter(|it| it.days.last < now.last).copied().collect();
    match of {
        Series::Extreme(extreme, since) => {
            let counts = |it: &&Level<'_>| since.is_none_or(|since| it.days.last > since);
            let rate = extreme.of == Scale::Pace;
            let measure = |it: &Level<'b>| match rate {
                true => grown(&series, it.days, Interval::of(it.quantity)?),
                false => Interval::of(it.quantity),
            };
            let own = match rate {
                true => grown(&series, now, own)?,
                false => own,
            };
            earlier.iter().filter(counts).find_map(|it| {
                let other = measure(it)?;
                let beyond = match extreme.is_upper {
                    true => other.is_at_or_above(own) && !other.meets(own),
                    false => own.is_at_or_above(other) && !other.meets(own),
                };
                beyond.then_some(*it)
            })
        }
        Series::Streak(number, way) => {
            let rate = figure.value.as_ref().map(|it| &it.unit().measure);
            let yearly = rate
                .is_some_and(|it| !matches!(it, Measure::Percent))
                .then(|| broken(&series, now, own, &earlier, *number, *way, true));
            let follows = broken(&series, now, own, &earlier, *number, *way, false)?;
            // Growth on the year before may be meant as well as growth on the quarter.
            match yearly {
                Some(yearly) => yearly.and(Some(follows)),
                None => Some(follows),
            }
        }
    }
}

/// Whether a streak is longer than the values that could show it, where there are some.
fn is_beyond(facts: &Facts<'_>, figure: &Figure, of: &Series) -> bool {
    let Series::Streak(number, _) = of else { return false };
    let Some(now) = figure.period.as_ref().and_then(|it| facts.calendar.dates(it)) else {
        return false;
    };
    let series = History::of(facts.calendar, figure);
    let known = series.akin(now).filter(|it| it.days.last < now.last).count();
    known > 1 && *number > known
}

/// The growth of a value on the one a year before.
fn grown(series: &History<'_>, days: Days, value: Interval) -> Option<Interval> {
    let base = series.base(days, Against::Yoy)?;
    value.growth_on(Interval::of(base.quantity)?)
}

/// Where a row of moves one way breaks, if it surely does within so many periods.
fn broken<'b>(
    series: &History<'b>,
    now: Days,
    own: Interval,
    earlier: &[Level<'b>],
    number: usize,
    way: Way,
    yearly: bool,
) -> Option<Level<'b>> {
    let (mut value, mut days) = (own, now);
    for step in 0..number {
        let before = match yearly {
            true => series.base(days, Against::Yoy),
            false => earlier.iter().rev().find(|it| follows(it.days.last, days)),
        }?;
        let base = Interval::of(before.quantity)?;
        let against = match way {
            Way::Up => base.is_at_or_above(value) && !base.meets(value),
            Way::Down => value.is_at_or_above(base) && !base.meets(value),
        };
        if against {
            return Some(*before);
        }
        let next = match yearly {
            true => earlier.iter().rev().nth(step)?,
            false => before,
        };
        (value, days) = (Interval::of(next.quantity)?, next.days);
    }
    None
}

/// Whether a period that ends on a day is followed by another at once.
fn follows(last: Date, days: Days) -> bool {
    (0..=8).contains(&days.first.days_since(last))
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(text: &str) -> usize {
        let text = serde_json::to_string(text).expect("a text");
        let brief = format!(
            "figures:\n  sales:\n    label: Sales\n    value: $5.0B\n    period: Q3 2025\n    history: \
             {{Q3 2023: $5.6B, Q4 2023: $5.4B, Q1 2024: $4.1B, Q2 2024: $4.5B, Q3 2024: $4.4B, Q4 2024: \
             $4.2B, Q1 2025: $4.3B, Q2 2025: $4.6B}}\n  other: {{label: Other, value: $1.0B, period: Q3 \
             2025}}\nverdict: {{text: [{text}]}}\n"
        );
        messages(&brief, "L152").len()
    }

    #[test]
    fn what_the_history_denies_is_found() {
        for text in [
            "Sales were a record {sales}.",
            "Sales of {sales} were the highest ever.",
            "Sales of {sales} were the lowest since 2023.",
            "At {sales}, sales stood at an all-time high.",
            "Sales grew to {sales}, the fifth quarter in a row.",
            "It was the fourth straight quarter of growth, to {sales}.",
            "Sales reached the highest level since 2022: {sales}.",
            "Sales fell for the second consecutive quarter, to {sales}.",
        ] {
            assert_eq!(said(text), 1, "{text}");
        }
    }

    #[test]
    fn what_it_bears_out_or_does_not_know_is_not() {
        for text in [
            "Sales of {sales} were the highest since 2023.",
            "Sales grew to {sales}, the third quarter in a row.",
            "It was the third straight quarter of growth, to {sales}.",
            "Sales of {sales} were no record.",
            "Other had a record {other}.",
            "The record of sales is long: {sales}.",
            "If sales were a record, they were not {sales}.",
            "It has sold for the fifth quarter in a row, at {sales}.",
            "Sales of {sales} were the highest since spring.",
        ] {
            assert_eq!(said(text), 0, "{text}");
        }
    }
}
