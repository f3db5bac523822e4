use std::cell::OnceCell;

use strata_model::calc::History;
use strata_model::{
    Adjustment, Against, Aspect, Change, Comparison, Days, Derivation, Extreme, Figure,
    LabelKind, Measure, Period, Sentence,
};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::unit::unit_of;
use crate::facts::{ArenaPath, Facts};
use crate::prose::phrase::{holds_any, lower};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("uneven_periods.md"));

/// Words of what does not grow with the days that it is counted over.
const LEVEL: [&str; 17] = [
    "average",
    "basket",
    "comparable",
    "comps",
    "daily",
    "like-for-like",
    "lfl",
    "margin",
    "organic",
    "per",
    "price",
    "rate",
    "same-store",
    "share",
    "traffic",
    "weekly",
    "yield",
];

/// Words that tell of a length.
const LENGTH: [&str; 14] = [
    "week",
    "weeks",
    "day",
    "days",
    "month",
    "months",
    "longer",
    "shorter",
    "length",
    "annualised",
    "annualized",
    "uneven",
    "unequal",
    "53rd",
];

/// Words for what is counted as it leaves, of which there is more in more days.
const FLOW: [&str; 14] = [
    "bookings",
    "delivered",
    "deliveries",
    "loaded",
    "opened",
    "orders",
    "output",
    "produced",
    "production",
    "sales",
    "shipments",
    "shipped",
    "sold",
    "volumes",
];

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, figure, path) in facts.figures() {
        let period = figure.period.as_ref();
        let Some((period, now)) = period.and_then(|it| Some((it, span(facts, it)?)))
        else {
            continue;
        };
        let is_held = figure.change.is_some() || !figure.comparisons.is_empty();
        if !is_held && figure.superlative.is_none() {
            continue;
        }
        // Most periods are even: what the words say is looked at last.
        let unsaid = OnceCell::new();
        let unsaid =
            || *unsaid.get_or_init(|| is_flow(figure) && !is_said(facts, figure, None));
        let history = OnceCell::new();
        let history = || history.get_or_init(|| History::of(facts.calendar, figure));
        let mut judge = |change: &Change,
                         more: Option<&Comparison>,
                         at: ArenaPath<'_>| {
            let before = before(facts, history, period, now, change.against);
            let Some(before) = before.filter(|it| are_uneven(now, *it)) else {
                return false;
            };
            let evened = more.is_some_and(|it| {
                it.adjustment.is_some_and(|it| it != Adjustment::Reported)
                    || is_said(facts, figure, Some(it))
            });
            if evened || !unsaid() {
                return false;
            }
            let message =
                format!("`{change}` sets {} days against {}", now.days(), before.days());
            report
                .at(at.key("change"), message)
                .help("say so in a `note`, or compare with a period of the same length");
            true
        };
        let mut told = false;
        if let Some(change) = &figure.change {
            told |= judge(change, None, path);
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            let at = path.key("comparisons").index(at);
            told |= judge(&one.change, Some(one), at);
        }
        if !told
            && let Some(other) = lesser_rival(facts, figure, history, now)
            && unsaid()
        {
            let message = format!(
                "the record of `{id}` is one of {} days, that of `{}` has {}",
                now.days(),
                other.1,
                other.0.days()
            );
            report
                .at(path.key("superlative"), message)
                .help("say so in a `note`, or claim it since a period of the same length")
                .related((path.key("history").period(other.1), Part::Key), "shorter");
        }
    }
    for (_, figure, path) in facts.figures() {
        let Some(Derivation::Growth(of, on)) = &figure.derivation else { continue };
        let Some((a, b)) = facts.figure(of).zip(facts.figure(on)) else { continue };
        let spans = |it: &Figure| span(facts, it.period.as_ref()?);
        let Some((now, before)) = spans(a).zip(spans(b)) else { continue };
        let said = [figure, a, b].into_iter().any(|it| is_said(facts, it, None));
        if said || !is_flow(a) || !is_flow(b) || !are_uneven(now, before) {
            continue;
        }
        let message = format!(
            "`growth of {of} on {on}` sets {} days against {}",
            now.days(),
            before.days()
        );
        report
            .at(path.key("derivation"), message)
            .help("say so in a `note`, or compare with a period of the same length");
    }
}

/// The days of a period that is no single day.
fn span(facts: &Facts<'_>, period: &Period) -> Option<Days> {
    facts.calendar.dates(period).filter(|days| days.days() > 1)
}

/// Whether the days of two periods differ by more than a tenth of the longer one's.
fn are_uneven(one: Days, other: Days) -> bool {
    let (one, other) = (one.days(), other.days());
    (one - other).abs() * 10 > one.max(other)
}

/// Whether more of it comes together in more days: money or goods, unless its name says
/// that it is a price, a rate or an average.
fn is_flow(figure: &Figure) -> bool {
    let label = lower(figure.label.as_str());
    let evened = figure.adjustment.is_some_and(|it| it != Adjustment::Reported);
    if evened || holds_any(&label, &LEVEL) {
        return false;
    }
    match unit_of(figure) {
        Some(unit) => match unit.measure {
            Measure::Money(_) => unit.per.is_none(),
            Measure::Named(_) => unit.per.is_none() && holds_any(&label, &FLOW),
            _ => false,
        },
        None => {
            let percent = |change: &Change| {
                change.sizes().all(|size| size.unit().measure == Measure::Percent)
            };
            holds_any(&label, &FLOW) && figure.change.as_ref().is_some_and(percent)
        }
    }
}

/// Whether the figure, or a comparison of it, tells how long its periods are.
fn is_said(facts: &Facts<'_>, figure: &Figure, more: Option<&Comparison>) -> bool {
    let definition = figure.definition.as_ref();
    let definition = definition.and_then(|it| facts.brief.definitions.get(it.id()));
    let figures = [
        figure.note.as_ref().map(Sentence::as_str),
        definition.map(Sentence::as_str),
        Some(figure.label.as_str()),
    ];
    let more = more.map(|it| {
        [it.note.as_ref(), it.baseline.as_ref()].map(|it| it.map(Sentence::as_str))
    });
    let texts = figures.into_iter().chain(more.into_iter().flatten()).flatten();
    let mut texts = texts.map(lower);
    texts.any(|text| holds_any(&text, &LENGTH))
}

/// The days of the period that a change is measured against, if they are known.
fn before<'h, 'b: 'h>(
    facts: &Facts<'_>,
    history: impl Fn() -> &'h History<'b>,
    period: &Period,
    now: Days,
    against: Against,
) -> Option<Days> {
    if !matches!(against, Against::Yoy | Against::Qoq) {
        return None;
    }
    // The quarters of a calendar year are even.
    let labelled = matches!(period, Period::Fiscal(_));
    if labelled && facts.calendar.declared.is_empty() {
        return None;
    }
    if let Some(days) = earlier(period, against).and_then(|it| span(facts, &it)) {
        return Some(days);
    }
    history().base_akin(now, against).map(|base| base.days)
}

/// The period a year, or a quarter, before one with a label.
fn earlier(period: &Period, against: Against) -> Option<Period> {
    let Period::Fiscal(label) = period else { return None };
    let before = |year: i16| year.checked_sub(1);
    let text = match (against, label.kind()) {
        (Against::Qoq, LabelKind::Quarter(year, 1)) => format!("Q4 {}", before(year)?),
        (Against::Qoq, LabelKind::Quarter(year, n)) => format!("Q{} {year}", n - 1),
        (Against::Yoy, LabelKind::Quarter(year, n)) => format!("Q{n} {}", before(year)?),
        (Against::Yoy, LabelKind::Half(year, n)) => format!("H{n} {}", before(year)?),
        (Against::Yoy, LabelKind::NineMonths(year)) => format!("9M {}", before(year)?),
        (Against::Yoy, LabelKind::Year(year)) => format!("FY {}", before(year)?),
        _ => return None,
    };
    text.parse().ok()
}

/// The latest of the values that a record of this figure is held against, and whose period
/// made it easier: it is shorter than that of the highest, or longer than that of the lowest.
fn lesser_rival<'h, 'b: 'h>(
    facts: &Facts<'b>,
    figure: &'b Figure,
    history: impl Fn() -> &'h History<'b>,
    now: Days,
) -> Option<(Days, &'b Period)> {
    let superlative = figure.superlative.as_ref().filter(|it| it.of == Aspect::Value)?;
    let since = facts.calendar.end(&superlative.since)?;
    let easier = |days: Days| match superlative.extreme {
        Extreme::Highest => days.days() < now.days(),
        Extreme::Lowest => days.days() > now.days(),
    };
    let rivals = history().akin(now).filter(|level| {
        since < level.days.last
            && level.days.last < now.last
            && easier(level.days)
            && are_uneven(now, level.days)
    });
    rivals.map(|level| (level.days, level.period)).last()
}
