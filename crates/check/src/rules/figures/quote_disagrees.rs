mod change;
mod known;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;
use strata_model::calc::Interval;
use strata_model::{Figure, Id, Measure, Quantity, Scale, Unit};
use strata_syntax::path::Part;

use self::change::{wrong_change, wrong_way};
use self::known::{Known, sized};
use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::phrase::{holds_any, lower};
use crate::prose::quote::language::is_english;
use crate::prose::quote::time::{may_be_of, may_name, periods};
use crate::prose::quote::{Quoted, Sort, numbers};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("quote_disagrees.md"));

/// Words for what is less the more it grows, or a fall itself.
const INVERSE: [&str; 12] = [
    "cut",
    "cuts",
    "decline",
    "decrease",
    "deficit",
    "drop",
    "fall",
    "loss",
    "losses",
    "reduction",
    "savings",
    "shortfall",
];

/// Numbers of a quote that are looked at: one has few.
const MOST: usize = 12;

/// A quote with its place.
struct Quote<'b> {
    text: &'b str,
    path: ArenaPath<'b>,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let values = OnceCell::new();
    for (id, figure, path) in facts.figures() {
        let own = figure.quote.iter().map(|it| (it.as_str(), path.key("quote")));
        let more = figure.corroborated_by.iter().enumerate();
        // That a source of a higher tier says something else is for another rule.
        let tier = |it| facts.brief.source(it).map(|it| it.tier);
        let own_tier = figure.source.as_ref().and_then(tier);
        let more = more
            .filter(|(_, it)| own_tier.is_none_or(|own| tier(&it.source) >= Some(own)));
        let more = more.filter_map(|(at, it)| {
            let place = path.key("corroborated-by").index(at).key("quote");
            Some((it.quote.as_ref()?.as_str(), place))
        });
        for (text, path) in own.chain(more) {
            // Most quotes have neither, and of those the language need not be known.
            let has_number = text.bytes().any(|byte| byte.is_ascii_digit());
            let has_period = may_name(text);
            if !(has_number || has_period)
                || !is_english(facts.topics(text), facts.is_english())
            {
                continue;
            }
            let quote = Quote { text, path };
            let found = numbers(text, |unit| facts.brief.units.contains_key(unit));
            if !found.is_empty() && found.len() <= MOST {
                let other = |it: &Quoted| {
                    let values = values.get_or_init(|| by_value(facts));
                    values.get(&it.quantity.value().abs()).and_then(
                        |all: &Vec<(&Id, &Figure)>| {
                            let one = |(_, other): &&(&Id, &Figure)| {
                                other.value.as_ref().is_some_and(|value| {
                                    value.unit() == it.quantity.unit()
                                })
                            };
                            all.iter()
                                .filter(|(other, _)| *other != id)
                                .find(one)
                                .map(|it| it.0)
                        },
                    )
                };
                of_number(facts, figure, &quote, &found, other, report);
            }
            of_period(facts, figure, &quote, report);
        }
    }
}

/// The figures by their values.
fn by_value<'b>(facts: &Facts<'b>) -> BTreeMap<Decimal, Vec<(&'b Id, &'b Figure)>> {
    let mut values: BTreeMap<Decimal, Vec<_>> = BTreeMap::new();
    for (id, figure, _) in facts.figures() {
        if let Some(value) = &figure.value {
            let same = values.entry(value.value().abs()).or_default();
            if same.len() < MOST {
                same.push((id, figure));
            }
        }
    }
    values
}

fn of_number<'b>(
    facts: &Facts<'_>,
    figure: &Figure,
    quote: &Quote<'_>,
    found: &[Quoted],
    other: impl Fn(&Quoted) -> Option<&'b Id>,
    report: &mut Reporter<'_>,
) {
    let known = OnceCell::new();
    let known = || known.get_or_init(|| Known::of(facts, figure));
    let level = figure.value.as_ref().or(figure.range.as_ref().map(|it| &it.low));
    if let Some(unit) = level.map(Quantity::unit) {
        let same: Vec<_> = found.iter().filter(|it| may_measure(it, unit)).collect();
        if let Some(wrong) = wrong_level(figure, known, quote.text, &same, unit) {
            let stated = stated(figure);
            let said = quote.text.get(wrong.bytes.clone()).unwrap_or("").trim();
            let other =
                other(wrong).map(|id| format!(": that is `{id}`")).unwrap_or_default();
            let message =
                format!("the quote says `{said}`, and the figure `{stated}`{other}");
            tell(quote, wrong.bytes.clone(), message, report);
            return;
        }
    }
    let changes: Vec<_> =
        found.iter().filter(|it| matches!(it.sort, Sort::Change(_))).collect();
    if changes.is_empty() {
        return;
    }
    if let Some((wrong, change)) = wrong_change(figure, known(), quote.text, &changes) {
        let said = quote.text.get(wrong.bytes.clone()).unwrap_or("");
        let message = format!("the quote says `{said}`, and the change `{change}`");
        tell(quote, wrong.bytes.clone(), message, report);
        return;
    }
    let inverse = holds_any(&lower(figure.label.as_str()), &INVERSE);
    let negative = |it: &Option<Quantity>| it.as_ref().is_some_and(Quantity::is_negative);
    if inverse || negative(&figure.value) || negative(&figure.prior) {
        return;
    }
    if let Some((wrong, change)) = wrong_way(figure, known(), quote.text, &changes) {
        let start = word_before(quote.text, wrong.bytes.start);
        let bytes = start..wrong.bytes.end;
        let said = quote.text.get(bytes.clone()).unwrap_or("");
        let message = format!("the quote says `{said}`, and the change is `{change}`");
        report
            .at((quote.path, Part::Within(bytes)), message)
            .guess()
            .help("correct the sign of the change, or quote the words that state it");
    }
}

fn tell(
    quote: &Quote<'_>,
    bytes: Range<usize>,
    message: String,
    report: &mut Reporter<'_>,
) {
    report
        .at((quote.path, Part::Within(bytes)), message)
        .help("correct the figure, or quote the words that state it");
}

fn stated(figure: &Figure) -> String {
    match (&figure.value, &figure.range) {
        (None, Some(range)) => format!("{} to {}", range.low, range.high),
        (value, _) => value.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// Where the two words before a number begin.
fn word_before(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let mut spaces = before.trim_end().rmatch_indices(' ').map(|(at, _)| at + 1);
    spaces.nth(1).unwrap_or(0)
}

/// Whether a number of a quote may be in the unit of a figure.
fn may_measure(it: &Quoted, unit: &Unit) -> bool {
    let own = it.quantity.unit();
    if it.hundredths {
        return matches!(unit.measure, Measure::Money(_)) && unit.per.is_some();
    }
    let each = it.each == unit.per.is_some();
    match (&own.measure, &unit.measure) {
        (Measure::Money(one), Measure::Money(other)) => {
            // `$` is what a dozen countries call their own.
            let dollar = one.code() == "USD"
                && ["AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN"]
                    .contains(&other.code());
            let yen = one.code() == "JPY" && other.code() == "CNY";
            (one == other || dollar || yen) && (each || unit.per.is_some())
        }
        (Measure::Pure, Measure::Named(_)) => true,
        (Measure::Percent, Measure::MoreLikely | Measure::LessLikely) => true,
        (one, other) => one == other,
    }
}

/// All that a number of a quote may stand for: tables leave their scale to the head.
fn meanings(it: &Quoted) -> impl Iterator<Item = Interval> {
    let quantity = &it.quantity;
    let own = Interval::around(quantity);
    let own = match it.hundredths {
        true => own.and_then(|it| it.times(Decimal::new(1, 2))),
        false => own,
    };
    let bare = quantity.scale() == Scale::One
        && !(it.each || it.hundredths)
        && matches!(quantity.unit().measure, Measure::Money(_) | Measure::Pure);
    let factors: &[u32] = if bare { &[0, 3, 6, 9] } else { &[0] };
    factors.iter().filter_map(move |by| own?.times(Decimal::from(10_u64.pow(*by))))
}

/// A number in the unit of the figure that makes it a figure, where none of them is one of
/// the figure.
fn wrong_level<'q, 'k>(
    figure: &Figure,
    known: impl Fn() -> &'k Known,
    text: &str,
    same: &[&'q Quoted],
    unit: &Unit,
) -> Option<&'q Quoted> {
    let growth = || {
        let words = ["growth", "change", "increase", "decrease", "decline", "inflation"];
        holds_any(&lower(figure.label.as_str()), &words)
    };
    let figures: Vec<_> = same
        .iter()
        .filter(|it| match (&unit.measure, &it.quantity.unit().measure) {
            (Measure::Named(_), Measure::Pure) => {
                // Beside other numbers it may count anything.
                same.len() == 1 && (it.counts || it.quantity.is_grouped())
            }
            (Measure::Pure, _) => {
                it.counts && same.iter().filter(|it| it.counts).count() == 1
            }
            _ => it.counts,
        })
        .filter(|it| match it.sort {
            Sort::Level => true,
            // A rate of change is no level, but where that is what the figure is.
            Sort::Change(_) => unit.measure == Measure::Percent && growth(),
            Sort::Prior => false,
        })
        .copied()
        .collect();
    let first = *figures.first()?;
    let known = known();
    let meets = |it: &Quoted| {
        meanings(it).any(|interval| {
            known.has_level(interval) || known.has_change(&unit.measure, interval)
        })
    };
    if let (Some(range), [low, high]) = (&figure.range, figures.as_slice())
        && same.len() == 2
        && low.quantity.scale() == high.quantity.scale()
        && (holds_any(&lower(text), &["between", "to", "range"])
            || is_dash(text, low, high))
    {
        let off = |it: &&'q Quoted, end: &Quantity| {
            let (one, other) = (Interval::around(&it.quantity), Interval::around(end));
            one.zip(other).is_some_and(|(one, other)| !one.meets(other))
        };
        return match (off(low, &range.low), off(high, &range.high)) {
            (true, false) => Some(low),
            (false, true) => Some(high),
            (true, true) if !meets(low) && !meets(high) => Some(low),
            _ => None,
        };
    }
    let is_now = |it: &Quoted| meanings(it).any(|interval| known.is_now(interval));
    if same.iter().any(|it| is_now(it)) || adds_up(known, same) {
        return None;
    }
    // Where only the value before is quoted, another number is not that of now.
    let met = same.iter().any(|it| meets(it));
    let first = figures
        .iter()
        .find(|it| !meets(it))
        .filter(|_| met)
        .copied()
        .or((!met).then_some(first))?;
    // One value of a range in words is none of its ends.
    let is_range =
        holds_any(&lower(text), &["between", "range"]) && figure.range.is_none();
    (!is_range).then_some(first)
}

/// Whether nothing but a dash parts two numbers.
fn is_dash(text: &str, low: &Quoted, high: &Quoted) -> bool {
    let gap = text.get(low.bytes.end..high.bytes.start).unwrap_or("");
    ["-", "–", "—"].contains(&gap.trim())
}

/// Whether the figure is the sum of the numbers, or of two of them, or the difference of two.
fn adds_up(known: &Known, same: &[&Quoted]) -> bool {
    let all: Vec<_> =
        same.iter().filter_map(|it| Interval::around(&it.quantity)).collect();
    let sum = all
        .iter()
        .skip(1)
        .try_fold(all.first().copied(), |sum, it| Some(Some(sum?.checked_add(*it)?)));
    let pairs = all.iter().enumerate().flat_map(|(at, one)| {
        let others = all.iter().skip(at + 1);
        others.flat_map(move |other| {
            [one.checked_add(*other), one.checked_sub(*other).and_then(sized)]
        })
    });
    let mut sums = pairs.flatten().chain(sum.flatten().filter(|_| all.len() > 1));
    sums.any(|it| known.has_level(it))
}

fn of_period(
    facts: &Facts<'_>,
    figure: &Figure,
    quote: &Quote<'_>,
    report: &mut Reporter<'_>,
) {
    let Some(period) = figure.period.as_ref().filter(|_| may_name(quote.text)) else {
        return;
    };
    let named = periods(quote.text);
    let Some(first) = named.first() else { return };
    if named.iter().any(|it| may_be_of(facts, figure, it)) {
        return;
    }
    let bytes = first.bytes.clone();
    let said = quote.text.get(bytes.clone()).unwrap_or("");
    let message =
        format!("the quote speaks of `{said}`, and the figure is of `{period}`");
    report
        .at((quote.path, Part::Within(bytes)), message)
        .guess()
        .help("correct the period, or quote the words that state the figure");
}
