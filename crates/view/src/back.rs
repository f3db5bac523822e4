//! The back of the brief: why its readings are held as firmly as they are, its terms, where
//! its figures stand, its sources, and how it was made.

use serde::Serialize;
use strata_model::{Basis, Disclosures, Figure, Id, Name, Source, Tier};

use crate::address::printed;
use crate::cited::Origin;
use crate::columns::{Columns, columns, makes_a_band};
use crate::context::Context;
use crate::measure::width;
use crate::reasoning::sentence_case;
use crate::refs::{anchor_of, opening};
use crate::words::{Flow, Look, Rich, Run, Said, Words};

/// What stands under a head of its own.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Section {
    /// None where it goes on in another column.
    pub(crate) head: Option<Words>,
    pub(crate) entries: Vec<Entry>,
}

/// A paragraph or more under a name.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) key: Rich,
    pub(crate) body: Vec<Flow>,
    /// Whether it says that something is missing.
    pub(crate) missing: bool,
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

impl Entry {
    pub(crate) fn new(key: Rich, body: Rich) -> Self {
        Self { key, body: vec![Flow::Paragraph(body)], ..Self::default() }
    }
}

impl Context<'_> {
    /// The most figures that a term is headed by; one of more is headed by its own name.
    pub(crate) const MOST_DEFINED: usize = 3;

    /// All of it in columns. Why the readings are held as firmly as they are comes before the
    /// figures, if it is long enough for columns of its own.
    pub(crate) fn back(&self) -> [Columns; 2] {
        let labels = self.labels;
        let back = &labels.back;
        let disclosures = self.brief.disclosures.as_ref();
        let section =
            |(head, entries): (&str, _)| Section { head: Some(head.into()), entries };
        let reasons = section((back.why, self.reasoning()));
        let sections = [
            (back.terms, self.terms()),
            (labels.front.fiscal_calendar, self.fiscal_calendar()),
            (back.stands, self.locators()),
            (labels.sources, self.sources()),
            (labels.notes, self.notes()),
            (
                labels.disclosures,
                disclosures.map(|it| self.disclosed(it)).unwrap_or_default(),
            ),
        ];
        let sections = sections.into_iter().map(section);
        let width = self.columns.third;
        if makes_a_band(&reasons, width) {
            return [columns(vec![reasons], width), columns(sections.collect(), width)];
        }
        let all = std::iter::once(reasons).chain(sections);
        [Columns::default(), columns(all.collect(), width)]
    }

    /// The footnotes in the order of their numbers.
    fn notes(&self) -> Vec<Entry> {
        let notes = self.refs.notes.iter().filter_map(|id| {
            let target = self.refs.footnote(id)?;
            Some(Entry {
                anchor: Some((target.anchor.clone(), target.title.clone())),
                ..Entry::new(
                    Rich::plain(&target.short),
                    self.rich(&self.brief.notes.get(*id)?.0),
                )
            })
        });
        notes.collect()
    }

    /// The sources in the order of their numbers, the house itself among them where an
    /// estimate is its own.
    fn sources(&self) -> Vec<Entry> {
        let origins = (1..).zip(&self.refs.cited.origins);
        let entries = origins.filter_map(|(number, origin)| {
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
            let look = Look { url, ..Look::default() };
            let title_run = Run { text: title.into(), to: None, look };
            let mut body = Rich { runs: vec![title_run], ..Rich::default() };
            for detail in details {
                body.push(format!("\u{a0}· {detail}"));
            }
            Some(Entry {
                at: Some(at),
                anchor: Some((anchor_of(number), format!("{said}, {title}"))),
                ..Entry::new(Rich::plain(number.to_string()), body)
            })
        });
        let entries: Vec<_> = entries.collect();
        if !entries.is_empty() {
            return entries;
        }
        let missing = Rich::plain(self.labels.no_source);
        vec![Entry { missing: true, ..Entry::new(Rich::default(), missing) }]
    }

    /// Where in each source its figures stand; those at one place are named together.
    fn locators(&self) -> Vec<Entry> {
        let labels = self.labels;
        let mut places: Vec<(&Id, &str, Vec<&Id>)> = Vec::new();
        for id in &self.refs.figures {
            let Some(figure) = self.brief.figures.get(*id) else { continue };
            let own = figure.source.iter().map(|it| (it.id(), figure.locator.as_ref()));
            let also = figure.corroborated_by.iter();
            let also = also.map(|it| (it.source.id(), it.locator.as_ref()));
            for (source, locator) in own.chain(also) {
                let Some(locator) = locator else { continue };
                let locator = locator.as_str();
                match places.iter_mut().find(|it| it.0 == source && it.1 == locator) {
                    Some((.., figures)) => figures.push(id),
                    None => places.push((source, locator, vec![id])),
                }
            }
        }
        let origins = (1..).zip(&self.refs.cited.origins);
        let of_source = origins.filter_map(|(number, origin)| {
            let Origin::Source(source) = origin else { return None };
            let mut body = Rich::default();
            for (_, locator, figures) in places.iter().filter(|it| it.0 == *source) {
                if !body.runs.is_empty() {
                    body.push(labels.semicolon);
                }
                let mut names = self.called(figures);
                names.push(format!("{}{locator}", labels.colon));
                body = body.followed_by(names);
            }
            let said = Said::new(
                number.to_string(),
                (labels.source_number)(&number.to_string()),
            );
            let to = Some(anchor_of(number));
            let number = Run { text: said, to, ..Run::default() };
            let key = Rich { runs: vec![number], ..Rich::default() };
            (!body.runs.is_empty()).then(|| Entry::new(key, body))
        });
        of_source.collect()
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

    /// Definitions and units. A term is headed by the figures that it defines, where they are
    /// few: no reader knows the keys of a file.
    fn terms(&self) -> Vec<Entry> {
        let definitions = self.brief.definitions.iter().filter_map(|(id, sentence)| {
            let target = self.refs.term(id)?;
            let anchor = Some((target.anchor.clone(), target.title.clone()));
            let names = self.defined_by(id);
            let term = match names.len() {
                1..=Self::MOST_DEFINED => names.join(self.labels.semicolon),
                _ => sentence_case(&target.short),
            };
            Some((term, anchor, self.rich(sentence)))
        });
        let units = self.brief.units.iter().map(|(unit, sentence)| {
            let anchor = (format!("unit-{unit}"), unit.to_string());
            (unit.to_string(), Some(anchor), self.rich(sentence))
        });
        let mut terms: Vec<_> = definitions.chain(units).collect();
        terms.sort_by_key(|(term, ..)| term.to_lowercase());
        let terms = terms.into_iter().map(|(term, anchor, meaning)| Entry {
            anchor,
            ..Entry::new(Rich::plain(term), meaning)
        });
        terms.collect()
    }

    /// Figures by their names in full, joined as in a sentence: there is room for them here.
    pub(crate) fn called(&self, figures: &[&Id]) -> Rich {
        let mut names = self.listed(figures);
        for run in &mut names.runs {
            let of = figures.iter().find(|id| {
                run.to.is_some()
                    && self.refs.get(id).map(|it| &it.anchor) == run.to.as_ref()
            });
            let figure = of.and_then(|id| self.brief.figures.get(*id));
            if let Some(figure) = figure.filter(|it| it.short.is_none()) {
                run.text = figure.label.as_str().into();
            }
        }
        names
    }

    /// The names of the figures that a definition is of.
    pub(crate) fn defined_by(&self, definition: &Id) -> Vec<&str> {
        let mut names = Vec::new();
        for figure in
            self.refs.figures.iter().filter_map(|id| self.brief.figures.get(*id))
        {
            let is_defined =
                figure.definition.as_ref().is_some_and(|it| it.id() == definition);
            let name = figure.label.as_str();
            if is_defined && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn disclosed(&self, disclosures: &Disclosures) -> Vec<Entry> {
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
                Some(Entry { key: Rich::plain(label), body, ..Entry::default() })
            })
            .collect()
    }
}
