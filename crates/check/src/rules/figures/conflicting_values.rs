mod same_label;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use strata_model::calc::{History, Interval};
use strata_model::{
    Adjustment, Against, Basis, Days, Figure, Id, Name, Period, Quantity, Scope,
    Sentence, Unit,
};
use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::Topic;
use crate::prose::phrase::lower;
use crate::rule::Rule;
use crate::rules::sources::lower_tier_overrides;
use crate::table::Table;

pub(crate) const RULE: Rule = Rule::read(include_str!("conflicting_values.md"));

/// What a value is a value of, and when: only values of one and the same can conflict.
/// Without a concept a figure is only the same as itself.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Identity<'b> {
    what: &'b str,
    scope: Scope<'b>,
    basis: Option<Basis>,
    adjustment: Option<Adjustment>,
    excluding: &'b [Name],
    unit: &'b Unit,
    time: Time,
}

/// The days of a period; a pace at a day is not the state of that day.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Days(Days),
    Named(String),
}

/// One value of one thing at one time.
struct Point<'b> {
    id: &'b Id,
    quantity: &'b Quantity,
    interval: Option<Interval>,
    /// The figure, with the key in it, and the key in its history.
    place: (ArenaPath<'b>, &'static str, Option<&'b Period>),
}

impl Point<'_> {
    fn path(&self) -> Path {
        let (figure, key, period) = self.place;
        let at = figure.key(key);
        period.map_or(at, |period| at.period(period)).path()
    }
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    by_concept(facts, report);
    same_label::check(facts, report);
}

fn by_concept(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut concepts: Table<&str, usize> = Table::default();
    for concept in facts.figures().filter_map(|(_, figure, _)| figure.concept.as_ref()) {
        *concepts.entry(concept.as_str()).or_default() += 1;
    }
    let mut same: BTreeMap<Identity<'_>, Same<'_>> = BTreeMap::new();
    for (id, figure, path) in facts.figures() {
        // Guidance for one period is given again and again; and what is alone with its
        // concept, its one value and the one before that, contradicts nothing.
        let concept = figure.concept.as_ref().map(Name::as_str);
        let alone = concept.is_none_or(|it| concepts.get(it).is_some_and(|it| *it == 1))
            && figure.history.is_empty()
            && figure.comparisons.is_empty();
        if figure.guidance.is_some() || alone {
            continue;
        }
        let mut add = |time: Option<Time>, quantity, interval, (at, key, period)| {
            let Some(time) = time else { return };
            let point = Point { id, quantity, interval, place: (at, key, period) };
            let group = same.entry(identity(id, figure, quantity, time)).or_default();
            let other = |earlier: &Point<'_>| !replaces(facts, earlier.id, id);
            let earlier = group.conflicting(&point, other);
            if let Some(earlier) = earlier {
                let places = [(earlier.id, earlier.path()), (point.id, point.path())];
                if !lower_tier_overrides::overriding(facts, places, report) {
                    contradiction(earlier, &point, report);
                }
            }
            group.add(point);
        };
        if let (Some(period), Some(value)) = (&figure.period, &figure.value) {
            let interval = Interval::of_figure(figure);
            add(time(facts, period), value, interval, (path, "value", None));
        }
        for (period, value) in &figure.history {
            let place = (path, "history", Some(period));
            add(time(facts, period), value, Interval::of(value), place);
        }
        let first = (&figure.prior, &figure.change);
        if let (Some(prior), Some(change)) = first
            && !is_restated(facts, figure.note.as_ref())
        {
            let time = before(facts, figure, change.against);
            add(time, prior, Interval::of(prior), (path, "prior", None));
        }
        for (at, one) in figure.comparisons.iter().enumerate() {
            // At other exchange rates the value before is another one.
            let plain =
                |it: Option<Adjustment>| it.filter(|it| *it != Adjustment::Reported);
            let adjusted = (one.adjustment.is_some()
                && plain(one.adjustment) != plain(figure.adjustment))
                || (!one.excluding.is_empty() && one.excluding != figure.excluding);
            let restated = [&one.note, &one.baseline]
                .into_iter()
                .any(|it| is_restated(facts, it.as_ref()));
            let prior = one.prior.as_ref().filter(|_| !adjusted && !restated);
            let Some(prior) = prior else { continue };
            let time = before(facts, figure, one.change.against);
            let at = path.key("comparisons").index(at);
            add(time, prior, Interval::of(prior), (at, "prior", None));
        }
    }
}

/// Whether some words tell that a value before is not the one that was reported then.
fn is_restated<'b>(facts: &Facts<'b>, words: Option<&'b Sentence>) -> bool {
    const PARTS: [&str; 6] =
        ["restate", "recast", "revised", "re-presented", "pro forma", "retrospective"];
    let words = words.filter(|it| facts.topics(it.as_str()).speaks_of(Topic::Restated));
    words.is_some_and(|words| {
        let words = lower(words.as_str());
        PARTS.iter().any(|part| words.contains(part))
    })
}

/// Whether one of two figures takes the place of the other: a value that was restated.
fn replaces(facts: &Facts<'_>, one: &Id, other: &Id) -> bool {
    let replaces = |one: &Id, other: &Id| {
        let replaced = facts.figure(one).and_then(|figure| figure.replaces.as_ref());
        replaced.is_some_and(|replaced| replaced == other)
    };
    replaces(one, other) || replaces(other, one)
}

fn identity<'b>(
    id: &'b Id,
    figure: &'b Figure,
    quantity: &'b Quantity,
    time: Time,
) -> Identity<'b> {
    let concept = figure.concept.as_ref();
    Identity {
        what: concept.map_or_else(|| id.as_str(), |concept| concept.as_str()),
        scope: figure.scope(),
        basis: figure.basis,
        adjustment: figure.adjustment,
        excluding: &figure.excluding,
        unit: quantity.unit(),
        time,
    }
}

fn time(facts: &Facts<'_>, period: &Period) -> Option<Time> {
    match period {
        Period::Unstated => None,
        Period::RunRate(_) | Period::SinceLaunch(_) => {
            Some(Time::Named(period.to_string()))
        }
        _ => facts.calendar.dates(period).map(Time::Days),
    }
}

/// When the value before was, if the change says it: in the history, or a year before by
/// the label of the period.
fn before(facts: &Facts<'_>, figure: &Figure, against: Against) -> Option<Time> {
    let period = figure.period.as_ref()?;
    let days = facts.calendar.dates(period)?;
    let series = History::of(facts.calendar, figure);
    if let Some(base) = series.base_akin(days, against) {
        return Some(Time::Days(base.days));
    }
    let labelled = matches!(
        period,
        Period::Fiscal(_) | Period::YearToDate(_) | Period::TrailingTwelveMonths(_)
    );
    if against != Against::Yoy || !labelled || figure.concept.is_none() {
        return None;
    }
    let text = period.to_string();
    let (label, year) = text.rsplit_once(' ')?;
    let year: i16 = year.parse().ok()?;
    time(facts, &format!("{label} {}", year.checked_sub(1)?).parse().ok()?)
}

/// The values of one thing at one time, of which each new one is held against all before:
/// against the two ends that they leave open, and the digits of those as exact.
#[derive(Default)]
struct Same<'b> {
    points: Vec<Point<'b>>,
    /// The point whose upper end is the lowest, and the one whose lower end is the highest.
    lowest: Option<(Decimal, usize)>,
    highest: Option<(Decimal, usize)>,
    /// By decimal places, the first plain value, and the first of another figure.
    plain: BTreeMap<i32, (usize, Option<usize>)>,
}

impl<'b> Same<'b> {
    fn add(&mut self, point: Point<'b>) {
        let at = self.points.len();
        if let Some(interval) = point.interval {
            if let Some(high) = interval.high()
                && self.lowest.is_none_or(|(least, _)| high < least)
            {
                self.lowest = Some((high, at));
            }
            if let Some(low) = interval.low()
                && self.highest.is_none_or(|(most, _)| low > most)
            {
                self.highest = Some((low, at));
            }
        }
        if point.quantity.qualifier().is_none() {
            let first = self.plain.get(&point.quantity.decimals()).map(|(at, _)| *at);
            let other = first.and_then(|at| self.points.get(at)).map(|p| p.id);
            let entry = self.plain.entry(point.quantity.decimals()).or_insert((at, None));
            if other.is_some_and(|other| other != point.id) && entry.1.is_none() {
                entry.1 = Some(at);
            }
        }
        self.points.push(point);
    }

    /// A value that contradicts a new one, among those that may.
    fn conflicting(
        &self,
        point: &Point<'b>,
        may: impl Fn(&Point<'b>) -> bool,
    ) -> Option<&Point<'b>> {
        let extreme = self.extremes(point).filter_map(|at| self.points.get(at));
        let mut conflicting = extreme.filter(|earlier| conflict(earlier, point));
        let first = conflicting.next()?;
        // Only the first is looked for: where that may not count, it is any other.
        let any = || self.points.iter().find(|it| may(it) && conflict(it, point));
        if may(first) { Some(first) } else { any() }
    }

    /// The values of which one contradicts a new value, if any of all does.
    fn extremes(&self, point: &Point<'b>) -> impl Iterator<Item = usize> {
        let plain = self.plain.get(&point.quantity.decimals()).copied();
        let ends = [self.lowest, self.highest].map(|end| end.map(|(_, at)| at));
        ends.into_iter()
            .flatten()
            .chain(plain.map(|(first, _)| first))
            .chain(plain.and_then(|(_, other)| other))
    }
}

fn conflict(one: &Point<'_>, other: &Point<'_>) -> bool {
    let (a, b) = (one.quantity, other.quantity);
    let plain = a.qualifier().is_none() && b.qualifier().is_none();
    if plain && a.decimals() == b.decimals() && one.id != other.id {
        return a.value() != b.value();
    }
    match (one.interval, other.interval) {
        (Some(a), Some(b)) => !a.meets(b),
        _ => false,
    }
}

fn contradiction(earlier: &Point<'_>, point: &Point<'_>, report: &mut Reporter<'_>) {
    let message = if earlier.id == point.id {
        format!(
            "`{}` contradicts `{}`, the value of the same period",
            point.quantity, earlier.quantity
        )
    } else {
        format!(
            "`{}` contradicts `{}`, the same fact in figure `{}`",
            point.quantity, earlier.quantity, earlier.id
        )
    };
    report
        .at(point.path(), message)
        .help("correct one of the two, or tell them apart by `concept` or `dimensions`")
        .related(earlier.path(), "the other value");
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn history_is_held_to_the_value() {
        let brief = |history: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $5.0B, period: Q3 2025, history: \
                 {{2025-07-01/2025-09-30: {history}}}}}\n"
            )
        };
        assert_eq!(messages(&brief("$6.0B"), "L020").len(), 1);
        assert!(messages(&brief("$5.02B"), "L020").is_empty());
    }
    #[test]
    fn a_prior_value_is_held_to_the_history_and_to_the_figure_of_that_year() {
        let brief = |prior: &str, change: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $5.0B, prior: {prior}, change: {change}, \
                 period: Q3 2025, history: {{Q3 2024: $4.0B, Q2 2025: $4.8B}}}}\n"
            )
        };
        assert!(messages(&brief("$4.0B", "up yoy"), "L020").is_empty());
        assert!(messages(&brief("$4.8B", "up qoq"), "L020").is_empty());
        assert!(messages(&brief("$4.4B", "up vs plan"), "L020").is_empty());
        assert_eq!(
            messages(&brief("$4.4B", "up yoy"), "L020"),
            ["`$4.4B` contradicts `$4.0B`, the value of the same period"]
        );
        let two = |prior: &str| {
            format!(
                "figures:\n  now: {{label: A, value: $5.0B, prior: {prior}, change: up yoy, \
                 concept: Sales, period: TTM Q3 2025}}\n  then: {{label: B, value: $4.0B, \
                 concept: Sales, period: TTM Q3 2024}}\n"
            )
        };
        assert!(messages(&two("$4.0B"), "L020").is_empty());
        assert_eq!(messages(&two("$4.1B"), "L020").len(), 1);
    }

    #[test]
    fn the_value_before_of_a_comparison_is_held_to_the_history() {
        let brief = |comparison: &str| {
            let brief = format!(
                "figures:\n  a: {{label: A, value: $5.0B, prior: $4.0B, change: up yoy, \
                 comparisons: [{{{comparison}}}], period: Q3 2025, history: {{Q3 2024: $4.0B, \
                 Q2 2025: $4.8B}}}}\n"
            );
            messages(&brief, "L020")
        };
        assert!(brief("change: up qoq, prior: $4.8B").is_empty());
        assert!(brief("change: up qoq, prior: $4.79B").is_empty());
        assert_eq!(
            brief("change: up qoq, prior: $4.4B"),
            ["`$4.4B` contradicts `$4.8B`, the value of the same period"]
        );
        assert_eq!(brief("change: up yoy, prior: $4.4B, adjustment: reported").len(), 1);
        let currency = "change: up yoy, prior: $4.4B, adjustment: constant-currency";
        assert!(brief(currency).is_empty());
        let organic = "change: up yoy, prior: $4.4B, adjustment: organic";
        assert!(brief(organic).is_empty());
        assert!(brief("change: up vs plan, prior: $4.4B").is_empty());
        let restated = "change: up yoy, prior: $4.1B, note: The year before is restated.";
        assert!(brief(restated).is_empty());
    }

    /// A quarter of 16 weeks after one of 12.
    #[test]
    fn quarters_of_any_length_follow_one_another() {
        let brief = |prior: &str| {
            let brief = format!(
                "subject: {{name: Example plc}}\nperiods: {{Q3 2025: 2025-02-17/2025-05-11, \
                 Q4 2025: 2025-05-12/2025-08-31}}\nfigures:\n  a: {{label: A, value: $18.0B, \
                 prior: {prior}, change: up qoq, period: Q4 2025, history: {{Q3 2025: $13.2B}}}}\n"
            );
            messages(&brief, "L020").len()
        };
        assert_eq!(brief("$13.2B"), 0);
        assert_eq!(brief("$12.3B"), 1);
    }

    #[test]
    fn each_value_is_held_against_all_before_it() {
        let brief = |values: &[&str]| {
            let mut text = String::from("figures:\n");
            for (at, value) in values.iter().enumerate() {
                text.push_str(&format!(
                    "  a{at}: {{label: A, value: {value}, period: FY 2024, concept: C}}\n"
                ));
            }
            messages(&text, "L020").len()
        };
        assert_eq!(brief(&["$5B", "$5.2B", "$4.9B"]), 1);
        assert_eq!(brief(&["$5B", "$5.0B", "~$5B", "$4B+"]), 0);
        assert_eq!(brief(&["$5.0B", "$5.1B"]), 1, "equally exact");
        assert_eq!(brief(&["$5B", "$5.0B", "$6B"]), 1);
        assert_eq!(brief(&["$5.0B", "$4.0B", "$6.0B"]), 2);
        assert_eq!(brief(&["$5B", "€6B"]), 0);
    }
    #[test]
    fn a_restated_value_is_no_conflict() {
        let brief = |more: &str| {
            format!(
                "figures:\n  a: {{label: A, value: $5.0B, period: FY 2024, concept: \
                 Sales{more}}}\n  b: {{label: B, value: $5.2B, period: FY 2024, concept: Sales}}\n"
            )
        };
        assert_eq!(messages(&brief(""), "L020").len(), 1);
        assert!(messages(&brief(", replaces: b"), "L020").is_empty());
    }
}
