//! The figure index: every figure with all that is known of it.

use serde::Serialize;
use strata_model::calc::{shown, surprise};
use strata_model::{
    Adjustment, Basis, Change, Comparison, Decimals, Derivation, Extent, Figure, Id,
    Name, Operator, Quantity, Ref, Scope, Verification,
};

use crate::context::Context;
use crate::height::tall_entry;
use crate::labels::Growth;
use crate::refs::Target;
use crate::words::{Rich, Said, Words};

/// A figure with everything that makes it mean something.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Entry {
    pub(crate) at: String,
    pub(crate) anchor: (String, String),
    pub(crate) label: Words,
    pub(crate) notes: Vec<Rich>,
    pub(crate) value: Said,
    pub(crate) changes: Vec<Said>,
    pub(crate) period: Said,
    pub(crate) sources: Vec<Rich>,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
}

impl Context<'_> {
    pub(crate) fn figure_index(&self) -> Vec<Entry> {
        self.refs.figures.iter().filter_map(|id| self.entry(id)).collect()
    }

    fn entry(&self, id: &Id) -> Option<Entry> {
        let figure = self.brief.figures.get(id)?;
        let target = self.refs.get(id)?;
        let labels = self.labels;
        let first = figure.change.as_ref().filter(|_| !self.is_only_change(figure));
        let first = first.map(|change| {
            let prior = figure.prior.as_ref();
            let turn = self.turn(figure, change, prior).map(str::to_owned);
            self.compared(figure, change, None, turn.as_slice())
        });
        let further = figure.comparisons.iter().map(|it| self.comparison(figure, it));
        let changes: Vec<Said> = first.into_iter().chain(further).collect();
        let lone_prior = figure.prior.as_ref().filter(|_| figure.change.is_none());
        let prior = lone_prior.map(|it| {
            let from = |prior: String| format!("{} {prior}", labels.prior);
            Said::new(from(labels.quantity(it)), from(labels.say_quantity(it)))
        });
        let (notes, sources) = (self.meaning(figure), self.cited(figure));
        let changes: Vec<Said> = changes.into_iter().chain(prior).collect();
        Some(Entry {
            at: format!("/figures/{id}"),
            tall: tall_entry(&changes, &notes, &sources),
            anchor: (target.anchor.clone(), target.title.clone()),
            label: figure.label.as_str().into(),
            notes,
            // As it is stored: what follows from it was checked on that.
            value: Said::new(
                labels.value_as(figure, None),
                labels.say_value_as(figure, None),
            ),
            changes,
            period: self.period_said(figure),
            sources,
        })
    }

    /// From below zero to above, or back: what a change that is not meaningful was.
    pub(crate) fn turn(
        &self,
        figure: &Figure,
        change: &Change,
        prior: Option<&Quantity>,
    ) -> Option<&'static str> {
        let (now, before) = (figure.value.as_ref()?, prior?);
        let unsaid = change.extent == Extent::NotMeaningful;
        match (before.is_negative(), now.is_negative()) {
            (true, false) if unsaid => Some(self.labels.to_positive),
            (false, true) if unsaid => Some(self.labels.to_negative),
            _ => None,
        }
    }

    fn comparison(&self, figure: &Figure, comparison: &Comparison) -> Said {
        let labels = self.labels;
        let adjustment = self.adjusted(comparison.adjustment, &comparison.excluding);
        let prior = comparison.prior.as_ref();
        let turn = self.turn(figure, &comparison.change, prior).map(str::to_owned);
        let estimates = comparison.estimates.as_ref().map(|it| it.get().into());
        let estimates =
            estimates.map(|it| (labels.sentences.estimates)(labels.plural(it), it));
        let date = comparison.date.map(|it| labels.day(it));
        let source = comparison.source.as_ref().and_then(|id| self.refs.get(id));
        let source = source.map(|it| it.short.clone());
        let note = comparison.note.as_ref().map(|it| self.read(it));
        let baseline = comparison
            .baseline
            .as_ref()
            .map(|it| format!("{} {}", labels.baseline, self.set(it).read()));
        let computed = comparison.origin == Some(strata_model::Origin::Computed);
        let computed = computed.then(|| labels.computed.to_owned());
        let extras: Vec<_> =
            [turn, adjustment, baseline, estimates, date, source, computed, note]
                .into_iter()
                .flatten()
                .collect();
        self.compared(figure, &comparison.change, Some(comparison), &extras)
    }

    /// What was taken out or evened out: `organic`, `excluding gasoline and currencies`.
    pub(crate) fn adjusted(
        &self,
        adjustment: Option<Adjustment>,
        excluding: &[Name],
    ) -> Option<String> {
        let labels = self.labels;
        let excluded: Vec<_> = excluding.iter().map(ToString::to_string).collect();
        let named = !excluded.is_empty();
        let adjustment = adjustment.filter(|it| !named || *it != Adjustment::Excluding);
        let words = adjustment.map(|it| labels.adjustment(it).to_owned());
        let without =
            named.then(|| format!("{} {}", labels.excluding, labels.join(&excluded)));
        let parts: Vec<_> = words.into_iter().chain(without).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// A change with what it is from, or with what was expected and how the figure stands to
    /// that, and what else there is to say of it.
    fn compared(
        &self,
        figure: &Figure,
        change: &Change,
        comparison: Option<&Comparison>,
        extras: &[String],
    ) -> Said {
        let own = comparison.map_or(figure.prior.as_ref(), |it| it.prior.as_ref());
        let with = comparison.and_then(|it| it.with.as_ref());
        let base = match with {
            Some(with) => self.other(with),
            None => {
                own.map(|it| [self.labels.quantity(it), self.labels.say_quantity(it)])
            }
        };
        let [text, said] = self.against(figure, change, comparison, base);
        let told = |mut text: String| {
            extras.iter().for_each(|extra| text.extend([", ", extra]));
            text
        };
        Said::new(told(text), told(said))
    }

    /// The value of another figure with its number, as it is printed and said.
    fn other(&self, id: &Id) -> Option<[String; 2]> {
        let figure = self.brief.figures.get(id)?;
        let number = self.refs.get(id).map(|it| it.short.as_str()).unwrap_or_default();
        let value = [self.labels.value(figure), self.labels.say_value(figure)];
        Some(value.map(|it| format!("{it} ({number})")))
    }

    fn against(
        &self,
        figure: &Figure,
        change: &Change,
        comparison: Option<&Comparison>,
        base: Option<[String; 2]>,
    ) -> [String; 2] {
        let labels = self.labels;
        let expected = change.against.is_expectation();
        let from = if expected { " ".to_owned() } else { format!(" {} ", labels.prior) };
        let stands = surprise(self.brief, figure, comparison);
        let stands = stands.map(|it| format!("{}{}", labels.colon, labels.surprise(it)));
        let [text, said] = base.map_or_else(Default::default, |base| {
            base.map(|base| format!("{from}{base}"))
        });
        let stands = stands.unwrap_or_default();
        [
            format!("{}{text}{stands}", labels.change(change)),
            format!("{}{said}{stands}", labels.say_change(change)),
        ]
    }

    /// A change of a figure as a card has it: an expectation with its value and how the
    /// figure stands to it, of any other how much it is.
    pub(crate) fn change_said(
        &self,
        figure: &Figure,
        change: &Change,
        comparison: Option<&Comparison>,
    ) -> Said {
        if change.against.is_expectation() {
            return self.compared(figure, change, comparison, &[]);
        }
        Said::new(self.labels.change(change), self.labels.say_change(change))
    }

    /// What a reader must know to read the number aright, one note each.
    fn meaning(&self, figure: &Figure) -> Vec<Rich> {
        let labels = self.labels;
        let mut notes = Vec::new();
        let mut say = |note: String| notes.push(Rich::plain(note));
        let labelled = |label: &str, text: String| format!("{label} {text}");

        let mut scope: Vec<String> = Vec::new();
        let Scope { entity, dimensions } = figure.scope();
        scope.extend(entity.map(ToString::to_string));
        scope.extend(dimensions.iter().map(|(axis, member)| {
            format!("{} {member}", axis.as_str().replace('-', " "))
        }));
        scope.extend(figure.basis.map(|it| labels.basis(it).to_owned()));
        scope.extend(self.adjusted(figure.adjustment, &figure.excluding));
        scope.extend(
            figure
                .guidance
                .as_ref()
                .map(|it| labelled(labels.guidance_issued, labels.day(it.issued))),
        );
        scope.extend(figure.decimals.map(|it| match it {
            Decimals::Exact => labels.exact_digits.to_owned(),
            Decimals::Places(places) => {
                let power = (-places).to_string().replace('-', "\u{2212}");
                (labels.sentences.precise_to)(&power)
            }
        }));
        scope.extend(
            shown(figure).map(|it| labelled(labels.shown_as, labels.quantity(it))),
        );
        scope.extend(
            figure.short.as_ref().map(|it| labelled(labels.in_short, it.to_string())),
        );
        let unmatched = figure.verification.filter(|it| *it != Verification::Matched);
        scope.extend(unmatched.map(|it| labels.verification(it).to_owned()));
        if !scope.is_empty() {
            say(scope.join(" · "));
        }
        if let Some(words) = figure.superlative.as_ref().and_then(|it| it.words.as_ref())
        {
            say(words.to_string());
        }
        if let Some(baseline) = &figure.baseline {
            let label = Rich::plain(format!("{} ", labels.baseline));
            notes.push(label.followed_by(self.set(baseline)));
        }
        if let Some(population) = &figure.population {
            let label = Rich::plain(format!("{} ", labels.population));
            notes.push(label.followed_by(self.set(population)));
        }
        if !figure.history.is_empty() {
            notes.push(self.history(figure));
        }
        let guidance = figure.guidance.iter();
        let told = guidance.flat_map(|it| it.scope.iter().chain(&it.assumes));
        notes.extend(told.map(|it| self.rich(it)));
        notes.extend(self.linked(figure));
        notes.extend(figure.note.as_ref().map(|it| self.rich(it)));
        notes
    }

    /// The earlier values in the order of time.
    fn history(&self, figure: &Figure) -> Rich {
        let labels = self.labels;
        let calendar = self.brief.calendar();
        let mut points: Vec<_> = figure.history.iter().collect();
        points.sort_by_key(|(period, _)| (calendar.end(period), *period));
        let mut line = Rich::plain(labels.history);
        for (n, (period, value)) in points.into_iter().enumerate() {
            line.push(if n == 0 { " " } else { labels.semicolon });
            line.push(Said::new(
                format!("{} {}", labels.period(period), labels.quantity(value)),
                format!("{} {}", labels.say_period(period), labels.say_quantity(value)),
            ));
        }
        line
    }

    /// The notes that point at other places: definition, derivation, parts.
    fn linked(&self, figure: &Figure) -> Vec<Rich> {
        let labels = self.labels;
        let mut notes = Vec::new();
        let mut say = |label: &str, body: Rich| {
            let mut note = Rich::plain(format!("{label} "));
            note.runs.extend(body.runs);
            notes.push(note);
        };
        if let Some(id) = &figure.definition {
            let term = self.refs.term(id).map(Target::run);
            say(
                labels.defined_as,
                Rich { runs: term.into_iter().collect(), ..Rich::default() },
            );
        }
        if let Some(derivation) = &figure.derivation {
            say(labels.derivation, self.expression(derivation));
        }
        for (name, breakdown) in &figure.breakdowns {
            let parts: Vec<_> = breakdown.parts.iter().map(Ref::id).collect();
            let label = (labels.sentences.parts)(&name.as_str().replace('-', " "));
            say(&label, self.listed(&parts));
        }
        if let Some(id) = &figure.nearest_gaap {
            let label = match figure.basis {
                Some(Basis::NonIfrs) => labels.nearest_ifrs,
                _ => labels.nearest_gaap,
            };
            say(label, self.listed(&[id]));
        }
        if let Some(id) = &figure.replaces {
            say(labels.replaces, self.listed(&[id]));
        }
        notes
    }

    fn expression(&self, derivation: &Derivation) -> Rich {
        let mut rich = Rich::default();
        let one = |id: &Id| self.listed(&[id]).runs;
        let mut pair = |a: &Id, operator: &str, b: &Id| {
            rich.runs.extend(one(a));
            rich.push(operator);
            rich.runs.extend(one(b));
        };
        match derivation {
            Derivation::Sum(first, rest) => {
                rich.runs.extend(one(first));
                for (operator, id) in rest {
                    rich.push(if *operator == Operator::Minus {
                        " \u{2212} "
                    } else {
                        " + "
                    });
                    rich.runs.extend(one(id));
                }
            }
            Derivation::Product(a, b) => pair(a, " × ", b),
            Derivation::Quotient(a, b) => pair(a, " ÷ ", b),
            Derivation::Growth(of, on) => {
                for piece in self.labels.sentences.growth_of {
                    match piece {
                        Growth::Words(words) => rich.push(*words),
                        Growth::Of => rich.runs.extend(one(of)),
                        Growth::On => rich.runs.extend(one(on)),
                    }
                }
            }
        }
        rich
    }

    /// Where the figure comes from: its source, then those that say the same.
    fn cited(&self, figure: &Figure) -> Vec<Rich> {
        let labels = self.labels;
        let cite = |before: &str, id: &Id, locator: Option<String>| {
            let mut cited = Rich::default();
            if !before.is_empty() {
                cited.push(format!("{before} "));
            }
            cited.runs.extend(self.listed(&[id]).runs);
            if let Some(locator) = locator {
                cited.push(format!(", {locator}"));
            }
            cited
        };
        let mut cited = Vec::new();
        if let Some(id) = &figure.source {
            cited.push(cite("", id, figure.locator.as_ref().map(ToString::to_string)));
        } else if figure.derivation.is_some() {
            cited.push(Rich::plain(labels.computed));
        } else if !figure.is_own_estimate() {
            cited.push(Rich::plain(labels.no_source));
        }
        for other in &figure.corroborated_by {
            let locator = other.locator.as_ref().map(ToString::to_string);
            cited.push(cite(labels.also_in, &other.source, locator));
        }
        cited
    }
}
