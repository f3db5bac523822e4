//! The back of the brief: every figure with all that is known of it, the sources, and how
//! the brief was made.

use serde::Serialize;
use strata_model::{
    Adjustment, Change, Comparison, Decimals, Derivation, Disclosures, Figure, Id,
    Operator, Quantity, Source, Tier, Verification,
};

use crate::{
    labels::Growth,
    view::{
        Context,
        claim::Line,
        height::tall_entry,
        words::{Rich, Said, Words},
    },
};

/// A figure with everything that makes it mean something.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Entry {
    pub(crate) at: String,
    pub(crate) anchor: (String, String),
    pub(crate) number: Words,
    pub(crate) label: Words,
    pub(crate) notes: Vec<Rich>,
    pub(crate) value: Said,
    pub(crate) changes: Vec<Said>,
    pub(crate) period: Said,
    pub(crate) sources: Vec<Rich>,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
}

/// A source.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct SourceView {
    pub(crate) at: String,
    pub(crate) anchor: (String, String),
    pub(crate) number: Words,
    pub(crate) title: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    pub(crate) details: Vec<Words>,
}

/// A term or unit with its sentence.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Term {
    pub(crate) anchor: (String, String),
    pub(crate) term: Words,
    pub(crate) meaning: Rich,
}

impl Context<'_> {
    pub(crate) fn register(&self) -> Vec<Entry> {
        self.refs.figures.iter().filter_map(|id| self.entry(id)).collect()
    }

    fn entry(&self, id: &Id) -> Option<Entry> {
        let figure = self.brief.figures.get(id)?;
        let target = self.refs.get(id)?;
        let labels = self.labels;
        let first = figure.change.as_ref().filter(|_| !self.is_only_change(figure));
        let first = first.map(|change| self.compared(change, figure.prior.as_ref(), &[]));
        let further = figure.comparisons.iter().map(|it| self.comparison(it));
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
            number: target.short.as_str().into(),
            label: figure.label.as_str().into(),
            notes,
            value: Said::new(labels.value(figure), labels.say_value(figure)),
            changes,
            period: self.period_said(figure),
            sources,
        })
    }

    fn comparison(&self, comparison: &Comparison) -> Said {
        let labels = self.labels;
        let adjustment = comparison.adjustment.map(|it| labels.adjustment(it).to_owned());
        let baseline = comparison
            .baseline
            .as_ref()
            .map(|it| format!("{} {}", labels.baseline, self.read(it)));
        let computed = comparison.origin == Some(strata_model::Origin::Computed);
        let computed = computed.then(|| labels.computed.to_owned());
        let extras: Vec<_> =
            adjustment.into_iter().chain(baseline).chain(computed).collect();
        self.compared(&comparison.change, comparison.prior.as_ref(), &extras)
    }

    fn compared(
        &self,
        change: &Change,
        prior: Option<&Quantity>,
        extras: &[String],
    ) -> Said {
        let labels = self.labels;
        let told = |change: String, prior: Option<String>| {
            let mut text = change;
            if let Some(prior) = prior {
                text.extend([" ", labels.prior, " ", &prior]);
            }
            extras.iter().for_each(|extra| text.extend([", ", extra]));
            text
        };
        Said::new(
            told(labels.change(change), prior.map(|it| labels.quantity(it))),
            told(labels.say_change(change), prior.map(|it| labels.say_quantity(it))),
        )
    }

    /// What a reader must know to read the number aright, one note each.
    fn meaning(&self, figure: &Figure) -> Vec<Rich> {
        let labels = self.labels;
        let mut notes = Vec::new();
        let mut say = |note: String| notes.push(Rich::plain(note));
        let labelled = |label: &str, text: String| format!("{label} {text}");

        let mut scope: Vec<String> = Vec::new();
        scope.extend(figure.entity.as_ref().map(ToString::to_string));
        scope.extend(figure.dimensions.iter().map(|(axis, member)| {
            format!("{} {member}", axis.as_str().replace('-', " "))
        }));
        scope.extend(figure.basis.map(|it| labels.basis(it).to_owned()));
        scope.extend(
            figure
                .adjustment
                .filter(|it| *it != Adjustment::Excluding)
                .map(|it| labels.adjustment(it).to_owned()),
        );
        let excluded: Vec<_> = figure.excluding.iter().map(ToString::to_string).collect();
        if !excluded.is_empty() {
            scope.push(labelled(labels.excluding, labels.join(&excluded)));
        }
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
            say(labelled(labels.baseline, self.read(baseline)));
        }
        if let Some(population) = &figure.population {
            say(labelled(labels.population, self.read(population)));
        }
        if !figure.history.is_empty() {
            notes.push(self.history(figure));
        }
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
            say(labels.defined_as, self.listed(&[id]));
        }
        if let Some(derivation) = &figure.derivation {
            say(labels.derivation, self.expression(derivation));
        }
        for (name, breakdown) in &figure.breakdowns {
            let parts: Vec<_> = breakdown.parts.iter().collect();
            let label = (labels.sentences.parts)(&name.as_str().replace('-', " "));
            say(&label, self.listed(&parts));
        }
        if let Some(id) = &figure.nearest_gaap {
            say(labels.nearest_gaap, self.listed(&[id]));
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
        } else {
            cited.push(Rich::plain(labels.no_source));
        }
        for other in &figure.corroborated_by {
            let locator = other.locator.as_ref().map(ToString::to_string);
            cited.push(cite(labels.also_in, &other.source, locator));
        }
        cited
    }

    pub(crate) fn sources(&self) -> Vec<SourceView> {
        let views = self.refs.sources.iter().filter_map(|id| {
            let source = self.brief.sources.get(*id)?;
            let target = self.refs.get(id)?;
            Some(SourceView {
                at: format!("/sources/{id}"),
                anchor: (target.anchor.clone(), target.title.clone()),
                number: target.short.as_str().into(),
                title: source.title.as_str().into(),
                url: source.url.as_ref().map(ToString::to_string),
                details: self.details(source).into_iter().map(Words::from).collect(),
            })
        });
        views.collect()
    }

    fn details(&self, source: &Source) -> Vec<String> {
        let labels = self.labels;
        let mut details: Vec<String> = Vec::new();
        details.extend(source.publisher.as_ref().map(ToString::to_string));
        details.extend(source.date.map(|it| labels.day(it)));
        details.extend(source.locator.as_ref().map(ToString::to_string));
        details.push(labels.tier(source.tier).to_owned());
        details.extend(source.audit.map(|it| labels.audit(it).to_owned()));
        details.extend(source.copy.map(|it| labels.copied(it).to_owned()));
        details.extend(
            source.retrieved.map(|it| format!("{} {}", labels.retrieved, labels.day(it))),
        );
        details.extend(source.ai_use.as_ref().map(ToString::to_string));
        if let Some(it) = &source.descriptor {
            let names = &labels.descriptor;
            let lines = [
                (names.completeness, &it.completeness),
                (names.precision, &it.precision),
                (names.age, &it.age),
                (names.access, &it.access),
                (names.bias, &it.bias),
            ];
            details.extend(lines.into_iter().filter_map(|(name, line)| {
                Some(format!("{name}{}{}", labels.colon, line.as_ref()?))
            }));
        }
        details
    }

    /// `17 figures: 15 from regulatory filings, 2 from the issuer`.
    pub(crate) fn summary(&self) -> String {
        let labels = self.labels;
        let figures = &self.brief.figures;
        let tiers = [
            Tier::RegulatoryFiling,
            Tier::Issuer,
            Tier::ThirdParty,
            Tier::Press,
            Tier::Own,
        ];
        let tier =
            |figure: &Figure| Some(self.brief.sources.get(figure.source.as_ref()?)?.tier);
        let mut parts: Vec<String> = Vec::new();
        for wanted in tiers {
            let count = figures.values().filter(|it| tier(it) == Some(wanted)).count();
            if count > 0 {
                parts.push(format!("{count} {}", labels.tier_count(wanted)));
            }
        }
        let sourceless = figures.values().filter(|it| tier(it).is_none());
        let (derived, bare): (Vec<_>, Vec<_>) =
            sourceless.partition(|it| it.derivation.is_some());
        for (count, words) in
            [(derived.len(), labels.computed), (bare.len(), labels.summary_sourceless)]
        {
            if count > 0 {
                parts.push(format!("{count} {words}"));
            }
        }
        let claims = figures.values();
        let claims =
            claims.filter(|it| it.basis == Some(strata_model::Basis::IssuerClaim));
        let claims = match claims.count() {
            0 => String::new(),
            count => {
                let claims = labels.sentences.summary_claims;
                format!("{}{}", labels.semicolon, claims(labels.plural(count), count))
            }
        };
        let count = figures.len();
        let head = (labels.sentences.summary_figures)(labels.plural(count), count);
        if parts.is_empty() {
            head
        } else {
            format!("{head}{}{}{claims}", labels.colon, parts.join(", "))
        }
    }

    pub(crate) fn terms(&self) -> Vec<Term> {
        let definitions = self.brief.definitions.iter().filter_map(|(id, sentence)| {
            let target = self.refs.get(id)?;
            let anchor = (target.anchor.clone(), target.title.clone());
            Some(Term {
                anchor,
                term: target.short.as_str().into(),
                meaning: self.rich(sentence),
            })
        });
        let units = self.brief.units.iter().map(|(unit, sentence)| Term {
            anchor: (format!("unit-{unit}"), unit.to_string()),
            term: unit.as_str().into(),
            meaning: self.rich(sentence),
        });
        definitions.chain(units).collect()
    }

    pub(crate) fn disclosed(&self, disclosures: &Disclosures) -> Vec<Line> {
        let labels = self.labels;
        let lines = [
            (labels.author, &disclosures.author),
            (labels.positions, &disclosures.positions),
            (labels.relationships, &disclosures.relationships),
            (labels.compensation, &disclosures.compensation),
            (labels.methodology, &disclosures.methodology),
            (labels.ai_use, &disclosures.ai_use),
            (labels.notice, &disclosures.notice),
        ];
        let lines = lines.into_iter();
        lines
            .filter_map(|(label, text)| Some(Line::new(label, self.rich(text.as_ref()?))))
            .collect()
    }
}
