//! What would change our mind: every tripwire with how far it is from being tripped.

mod bar;

use serde::Serialize;
use strata_check::{Outcome, outcome};
use strata_model::calc::Watched;
use strata_model::calc::tripwire::{is_to_come, periods};
use strata_model::{
    Effect, Figure, Period, Quantity, Reading, Tripwire, TripwireMeasure,
};

use crate::context::Context;
use crate::refs::opening;
use crate::words::{Rich, Run, Said, Words};
use bar::Bar;

/// The most letters of a claim that stands for its name.
const CLAIM: usize = 80;

/// A tripwire as a row of a table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Watch {
    pub(crate) at: String,
    /// The number of the key judgment that is watched, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Words>,
    /// What we say, as a link to it.
    name: Rich,
    /// What being tripped does, where it does not break it.
    #[serde(skip_serializing_if = "Option::is_none")]
    effect: Option<Words>,
    condition: Rich,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<Rich>,
    now: Said,
    state: State,
    /// Where there is a number to draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    bar: Option<Bar>,
    /// How far it is, or how it stands.
    distance: Said,
}

/// How a tripwire stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Tripped,
    Tested,
    /// What it watches is still to come.
    Open,
}

impl Context<'_> {
    /// The tripwires of all readings: those that are tripped, then the others, each in the
    /// order of the readings.
    pub(crate) fn watches(&self) -> Vec<Watch> {
        let theses = self.brief.thesis.len();
        let readings = self.refs.readings.iter().enumerate();
        let rows = readings.flat_map(|(n, (at, reading))| {
            let number = (n < theses).then_some(n + 1);
            let tripwires = reading.breaks_if.iter().enumerate();
            tripwires.map(move |(n, tripwire)| {
                self.watch(format!("{at}/breaks-if/{n}"), number, reading, tripwire)
            })
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by_key(|row| row.state != State::Tripped);
        rows
    }

    fn watch(
        &self,
        at: String,
        number: Option<usize>,
        reading: &Reading,
        tripwire: &Tripwire,
    ) -> Watch {
        let labels = self.labels;
        let figure = self.brief.figure(&tripwire.figure);
        let outcome = outcome(self.brief, tripwire);
        let calendar = self.brief.calendar();
        let state = match figure {
            _ if outcome == Outcome::NotDue => State::Open,
            Some(figure) if is_to_come(calendar, reading, tripwire, figure) => {
                State::Open
            }
            _ if outcome == Outcome::Tripped => State::Tripped,
            _ => State::Tested,
        };
        let horizon = reading.horizon.as_ref().filter(|_| state == State::Open);
        let period = tripwire.period.as_ref().or(horizon);
        let threshold = &tripwire.threshold;
        let watched = figure.map(|it| match outcome {
            // What is known before it is due stands for what is to come.
            Outcome::NotDue => Watched::new(calendar, it),
            _ => Watched::by(self.brief, it, tripwire),
        });
        let quantity = watched.as_ref().and_then(|it| it.now(tripwire));
        let now = figure.zip(watched.as_ref());
        let now = now.map(|it| self.watched_now(it, tripwire, quantity.as_ref()));
        let own = watched.as_ref().is_none_or(|it| it.is_own(0));
        let of = (state == State::Open || !own).then_some(watched.as_ref()).flatten();
        let of = of.and_then(|it| it.period(0));
        let now = now.map(|it| self.with_period(it, figure, of)).unwrap_or_default();
        let bar = quantity.and_then(|quantity| {
            let threshold = (threshold.value(), &*labels.quantity(threshold));
            Bar::new((quantity.value(), &now), threshold, tripwire.is)
        });
        let effect = tripwire.effect.filter(|it| *it != Effect::Breaks);
        Watch {
            at,
            number: number.map(|it| it.to_string().into()),
            name: self.claim_named(reading),
            effect: effect.map(|it| labels.effect(it).into()),
            condition: self.breaking_condition(figure, tripwire, period),
            because: tripwire.because.as_ref().map(|it| self.rich(it)),
            now,
            state,
            bar,
            distance: match (state, watched) {
                (State::Open, _) if outcome != Outcome::NotDue => {
                    self.open_until(reading)
                }
                (State::Tested, Some(watched)) if outcome == Outcome::Clear => {
                    self.distance_to(&watched, tripwire)
                }
                _ => labels.outcome(outcome).into(),
            },
        }
    }

    /// A reading by its short name, or else its claim, of which a long one is cut: it stands
    /// in full where the link leads.
    fn claim_named(&self, reading: &Reading) -> Rich {
        let to = self.refs.get(&reading.id).map(|it| it.anchor.clone());
        let name = match &reading.short {
            Some(short) => short.to_string(),
            None => opening(&self.read(&reading.text), CLAIM),
        };
        let run = Run { text: name.into(), to, ..Run::default() };
        Rich { runs: vec![run], ..Rich::default() }
    }

    /// When it does not hold any longer: `AWS, yoy change below 15%, 2 periods in a row`.
    fn breaking_condition(
        &self,
        figure: Option<&Figure>,
        tripwire: &Tripwire,
        period: Option<&Period>,
    ) -> Rich {
        let labels = self.labels;
        let mut condition = self.listed(&[&tripwire.figure]);
        let against = figure.and_then(|it| it.change.as_ref()).map(|it| it.against);
        let measure = match (tripwire.measure, against) {
            (TripwireMeasure::Change, Some(against)) => {
                (labels.sentences.changed)(labels.against_what(against))
            }
            (measure, _) => labels.measure(measure).to_owned(),
        };
        if !measure.is_empty() {
            condition.push(format!(", {measure}"));
        }
        if let Some(period) = period {
            condition.push(", ");
            condition.push(Said::new(labels.period(period), labels.say_period(period)));
            condition.push(",");
        }
        condition.push(format!(" {} ", labels.side(tripwire.is)));
        let threshold = &tripwire.threshold;
        condition
            .push(Said::new(labels.quantity(threshold), labels.say_quantity(threshold)));
        if let Some(periods) = &tripwire.for_periods {
            let number = usize::from(periods.get());
            let lasting = labels.sentences.for_periods;
            condition.push(lasting(labels.plural(number), number));
        }
        condition.followed_by(self.cited_by(&[&tripwire.figure]))
    }

    /// The measure that is watched, as the figure states it, or a change as it was computed.
    fn watched_now(
        &self,
        (figure, watched): (&Figure, &Watched<'_>),
        tripwire: &Tripwire,
        computed: Option<&Quantity>,
    ) -> Said {
        let labels = self.labels;
        let own = watched.is_own(0);
        match (tripwire.measure, &figure.change) {
            (TripwireMeasure::Value, _) if !own => watched
                .written(0)
                .map(|it| Said::new(labels.quantity(it), labels.say_quantity(it)))
                .unwrap_or_default(),
            (TripwireMeasure::Value, _) => {
                Said::new(labels.value(figure), labels.say_value(figure))
            }
            (TripwireMeasure::Change, Some(it))
                if own
                    && (computed.is_none()
                        || it.size().map(Quantity::unit)
                            == computed.map(Quantity::unit)) =>
            {
                Said::new(labels.extent(it), labels.say_extent(it))
            }
            (TripwireMeasure::Change, _) => computed
                .map(|it| Said::new(labels.quantity(it), labels.say_quantity(it)))
                .unwrap_or_default(),
            (TripwireMeasure::Rank, _) => Said::default(),
        }
    }

    /// What is known of another period than the one that is asked for stands with it.
    fn with_period(
        &self,
        now: Said,
        figure: Option<&Figure>,
        of: Option<&Period>,
    ) -> Said {
        let Some((figure, of)) = figure.zip(of).filter(|_| now.letters() > 0) else {
            return now;
        };
        let labels = self.labels;
        let period = match figure.period.as_ref() == Some(of) {
            true => self.period_said(figure),
            false => Said::new(labels.period(of), labels.say_period(of)),
        };
        let joined =
            |period: &str, now: &str| format!("{period}{}{now}", self.labels.colon);
        let said = joined(&period.aloud(), &now.aloud());
        Said::new(joined(&period.text.to_string(), &now.text.to_string()), said)
    }

    /// Until when it is open.
    fn open_until(&self, reading: &Reading) -> Said {
        let labels = self.labels;
        match reading.review_by {
            Some(day) => (labels.sentences.open_until)(&labels.short_day(day)).into(),
            None => labels.watch.open.into(),
        }
    }

    /// How far it is; or, where it takes several periods, how many of them have passed.
    fn distance_to(&self, watched: &Watched<'_>, tripwire: &Tripwire) -> Said {
        let labels = self.labels;
        let (passed, asked) = (watched.tripped_for(tripwire), periods(tripwire));
        if passed > 0 {
            let so_far = labels.sentences.periods_so_far;
            return so_far(labels.plural(passed), passed, asked).into();
        }
        match watched.distance(tripwire) {
            Some(it) => Said::new(labels.quantity(&it), labels.say_quantity(&it)),
            None => labels.outcome(Outcome::Clear).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use strata_model::Brief;

    use super::*;
    use crate::sheet::Paper;

    fn rows(readings: &Value) -> Vec<(String, String, String, String)> {
        let brief = json!({
            "strata": "1", "title": "T", "as-of": "2025-11-14", "period": "Q3 2025",
            "subject": {"name": "N", "fiscal-year": "calendar"},
            "figures": {
                "sales": {"label": "Sales of the group", "short": "Sales", "value": "$14.2B",
                    "change": "-9.9% yoy", "prior": "$15.8B", "period": "Q3 2025"},
                "users": {"label": "Users", "value": "100M+ users", "period": "Q3 2025"},
                "margin": {"label": "Margin", "value": "~34.6%", "period": "Q3 2025",
                    "history": {"Q2 2025": "31%"}},
            },
            "thesis": readings,
        });
        let brief: Brief = serde_json::from_value(brief).expect("a brief");
        let context = Context::new(&brief, Paper::A4);
        let told = |it: Watch| {
            let number = it.number.map(|it| it.to_string()).unwrap_or_default();
            let name = format!("{number} {}", it.name.read());
            let now = match it.bar {
                Some(_) => format!("{} |", it.now.text),
                None => it.now.text.to_string(),
            };
            (name, it.condition.read(), now, it.distance.text.to_string())
        };
        context.watches().into_iter().map(told).collect()
    }

    fn row(name: &str, condition: &str, now: &str, distance: &str) -> [String; 4] {
        [name, condition, now, distance].map(str::to_owned)
    }

    #[test]
    fn what_is_tripped_comes_first_and_all_else_says_how_far_it_is() {
        let rows = rows(&json!([
            {"id": "a", "kind": "judgment", "short": "Safe", "text": "It is safe.",
             "breaks-if": [
                {"figure": "margin", "measure": "value", "is": "below", "threshold": "30%"},
                {"figure": "margin", "measure": "value", "is": "above", "threshold": "33%",
                 "for-periods": "2"},
                {"figure": "users", "measure": "value", "is": "below", "threshold": "90M users"},
                {"figure": "margin", "measure": "rank", "is": "below", "threshold": "3"}]},
            {"id": "b", "kind": "judgment", "text": "Sales grow.", "breaks-if": [
                {"figure": "sales", "measure": "change", "is": "below", "threshold": "0%"}]},
            {"id": "c", "kind": "forecast", "text": "Sales will be less.", "horizon": "Q4 2025",
             "review-by": "2026-02-05", "breaks-if": [
                {"figure": "sales", "measure": "value", "is": "above", "threshold": "$14.0B"},
                {"figure": "margin", "measure": "value", "is": "below", "threshold": "30%",
                 "period": "Q2 2025"},
                {"figure": "margin", "measure": "value", "is": "below", "threshold": "30%",
                 "period": "Q4 2025"},
                {"figure": "margin", "measure": "value", "is": "below", "threshold": "30%",
                 "period": "Q1 2025"}]},
        ]));
        let rows: Vec<_> = rows.into_iter().map(|(a, b, c, d)| [a, b, c, d]).collect();
        let expected = [
            row("2 Sales grow", "Sales, yoy change below 0%", "−9.9% |", "tripped"),
            row("1 Safe", "Margin below 30%", "~34.6% |", "~4.6\u{a0}pp"),
            row(
                "1 Safe",
                "Margin above 33%, 2 periods in a row",
                "~34.6% |",
                "1 of 2 periods",
            ),
            row("1 Safe", "Users below 90M\u{a0}users", "100M+\u{a0}users", "clear"),
            row("1 Safe", "Margin, rank below 3", "", "no data"),
            row(
                "3 Sales will be less",
                "Sales, Q4 2025, above $14.0B",
                "Q3 2025: $14.2B |",
                "open until Feb\u{a0}5,\u{a0}2026",
            ),
            row(
                "3 Sales will be less",
                "Margin, Q2 2025, below 30%",
                "Q2 2025: 31% |",
                "1\u{a0}pp",
            ),
            row(
                "3 Sales will be less",
                "Margin, Q4 2025, below 30%",
                "Q3 2025: ~34.6% |",
                "not due",
            ),
            row("3 Sales will be less", "Margin, Q1 2025, below 30%", "", "no data"),
        ];
        assert_eq!(rows, expected);
    }
}
