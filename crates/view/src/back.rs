//! The back of the brief: its sources and terms, and how it was made.

use serde::Serialize;
use strata_model::{Basis, Disclosures, Figure, Name, Source, Tier};

use crate::address::printed;
use crate::cited::Origin;
use crate::context::Context;
use crate::measure::width;
use crate::refs::{anchor_of, opening};
use crate::words::{Flow, Rich, Words};

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

/// What the foot of a page says of a source, with the widths of both in points.
#[derive(Debug, Serialize)]
pub(crate) struct Key {
    pub(crate) long: Words,
    pub(crate) short: Words,
    pub(crate) widths: (f64, f64),
}

/// The longest title at the foot of a page.
const KEY: usize = 48;

impl Key {
    fn of(long: Words, short: Words) -> Self {
        let wide = |it: &Words| width(&it.to_string(), 7.5, false).ceil();
        let widths = (wide(&long), wide(&short));
        Self { long, short, widths }
    }
}

/// A term or unit with its sentence.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Term {
    pub(crate) anchor: (String, String),
    pub(crate) term: Words,
    pub(crate) meaning: Rich,
}

/// A footnote with its number.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct NoteView {
    pub(crate) anchor: (String, String),
    pub(crate) number: Words,
    pub(crate) words: Rich,
}

/// What is disclosed, under its label.
#[derive(Debug, Serialize)]
pub(crate) struct Disclosed {
    pub(crate) label: Words,
    pub(crate) body: Vec<Flow>,
}

impl Context<'_> {
    /// The footnotes in the order of their numbers.
    pub(crate) fn notes(&self) -> Vec<NoteView> {
        let views = self.refs.notes.iter().filter_map(|id| {
            let target = self.refs.footnote(id)?;
            Some(NoteView {
                anchor: (target.anchor.clone(), target.title.clone()),
                number: target.short.as_str().into(),
                words: self.rich(&self.brief.notes.get(*id)?.0),
            })
        });
        views.collect()
    }

    /// The sources in the order of their numbers, the house itself among them where an
    /// estimate is its own.
    pub(crate) fn sources(&self) -> Vec<SourceView> {
        let origins = (1..).zip(&self.refs.cited.origins);
        let views = origins.filter_map(|(number, origin)| {
            let said = (self.labels.source_number)(&number.to_string());
            let (at, title, url, details) = match origin {
                Origin::Source(id) => {
                    let source = self.brief.sources.get(*id)?;
                    let url = source.url.as_ref().map(ToString::to_string);
                    let at = format!("/sources/{id}");
                    (at, source.title.as_str(), url, self.details(source))
                }
                Origin::Own => {
                    ("/figures".to_owned(), self.labels.own_estimates, None, Vec::new())
                }
            };
            Some(SourceView {
                at,
                anchor: (anchor_of(number), format!("{said}, {title}")),
                number: number.to_string().into(),
                title: title.into(),
                url,
                details: details.into_iter().map(Words::from).collect(),
            })
        });
        views.collect()
    }

    /// What the foot of a page says of each source, in full and where there is less room.
    pub(crate) fn keys(&self) -> Vec<Key> {
        let key = |origin: &Origin<'_>| {
            let Origin::Source(id) = origin else {
                let own = Words::from(self.labels.own_estimates);
                return Key::of(own.clone(), own);
            };
            let source = self.brief.sources.get(*id);
            let title = source.map_or(id.as_str(), |it| it.title.as_str());
            let publisher = source.and_then(|it| it.publisher.as_ref());
            // A publisher of several of them tells none from the others.
            let is_alone = |publisher: &&Name| {
                let all = self.brief.sources.values();
                all.filter(|it| it.publisher.as_ref() == Some(publisher)).count() == 1
            };
            let short = publisher.filter(is_alone).map_or(title, |it| it.as_str());
            let day = source.and_then(|it| it.date).map(|it| self.labels.short_day(it));
            let dated = |words: &str, most: usize| {
                let parts = std::iter::once(opening(words, most)).chain(day.clone());
                Words::from(parts.collect::<Vec<_>>().join(", "))
            };
            Key::of(dated(title, KEY), dated(short, KEY / 2))
        };
        self.refs.cited.origins.iter().map(key).collect()
    }

    fn details(&self, source: &Source) -> Vec<String> {
        let labels = self.labels;
        let mut details: Vec<String> = Vec::new();
        details.extend(source.publisher.as_ref().map(ToString::to_string));
        details.extend(source.date.map(|it| labels.day(it)));
        details.extend(source.locator.as_ref().map(ToString::to_string));
        details.extend(source.url.as_ref().map(|it| printed(&it.to_string())));
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
        // Of an estimate of the author's own, the author is the source.
        let tier = |figure: &Figure| match &figure.source {
            Some(source) => self.brief.source(source).map(|source| source.tier),
            None if figure.derivation.is_some() => None,
            None => figure.is_own_estimate().then_some(Tier::Own),
        };
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
        let claims = claims.filter(|it| it.basis == Some(Basis::IssuerClaim));
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
            let target = self.refs.term(id)?;
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

    pub(crate) fn disclosed(&self, disclosures: &Disclosures) -> Vec<Disclosed> {
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
            .filter_map(|(label, text)| {
                let body = self.flow(text.as_ref()?);
                Some(Disclosed { label: label.into(), body })
            })
            .collect()
    }
}
