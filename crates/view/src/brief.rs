//! Everything on the pages of a brief.

use serde::Serialize;
use strata_model::Brief;

use crate::back::Key;
use crate::block::{Body, SectionView};
use crate::breaks::has_long_word;
use crate::changes::Changes;
use crate::claim::{Claim, Line};
use crate::columns::Columns;
use crate::compose::RowView;
use crate::content::content;
use crate::context::Context;
use crate::design::Design;
use crate::figure_index::FigureIndex;
use crate::front::{Fact, FrontBox};
use crate::labels::Labels;
use crate::masthead::Masthead;
use crate::measure;
use crate::plan::Elastic;
use crate::running::{self, RunningHead};
use crate::watch::Watch;
use crate::words::{Flow, Rich, Said, Words};

/// Everything on the pages of a brief.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct View {
    language: &'static str,
    region: &'static str,
    labels: &'static Labels,
    /// Title, author, description and keywords of the file.
    pub(crate) document: About,
    pub(crate) kind: Words,
    head: RunningHead,
    /// Whether a word may have to be divided where neither prose nor a table stands.
    hyphenated: bool,
    pub(crate) company: Words,
    pub(crate) company_line: Words,
    pub(crate) title: Words,
    /// The same with its marks.
    title_set: Rich,
    deck: Option<Rich>,
    pub(crate) period: Said,
    masthead: Masthead,
    front: FrontBox,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Changes>,
    foot: Words,
    thesis: Vec<Claim>,
    /// Of one key judgment alone, why it is held as firmly as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    thesis_reason: Option<Line>,
    sections: Vec<SectionView>,
    verdict: Option<Verdict>,
    watches: Vec<Watch>,
    /// What the foot of each page says of the sources used on it.
    source_keys: Vec<Key>,
    back_head: Words,
    back_lead: Option<Rich>,
    /// What of the company and the rating finds no room at the front.
    identifiers: Vec<Fact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<FigureIndex>,
    /// What stands before the figures, and what behind them.
    back: [Columns; 2],
    summary: Words,
    method: Vec<Words>,
}

/// What the file says of itself.
#[derive(Debug, Serialize)]
pub(crate) struct About {
    pub(crate) title: String,
    pub(crate) author: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) keywords: Vec<String>,
}

/// The conclusion.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Verdict {
    title: Rich,
    own_title: bool,
    text: Vec<Flow>,
    size: usize,
}

/// Makes the view of a brief for a design. `data` is the name under which it is attached,
/// `digest` the SHA-256 of its canonical form, in hexadecimal.
pub fn view(brief: &Brief, design: &Design, data: &str, digest: &str) -> View {
    measure::within(design.theme.faces(), || {
        Context::of(brief, design).view(data, digest)
    })
}

impl View {
    /// How high each exhibit may be, and what may go on over the end of a page.
    #[must_use]
    pub fn elastic(&self) -> Elastic {
        let rows = || self.sections.iter().flat_map(|it| &it.rows);
        let plots = rows().filter_map(|row| Some((row.at.clone(), row.plots()?)));
        let lists = rows().filter(|row| row.is_list()).map(|row| row.at.clone());
        Elastic { plots: plots.collect(), lists: lists.collect() }
    }
}

impl Context<'_> {
    fn view(&self, data: &str, digest: &str) -> View {
        let (brief, labels) = (self.brief, self.labels);
        let language = brief.language.unwrap_or_default();
        let subject = &brief.subject;
        let company = subject.short.as_ref().unwrap_or(&subject.name).to_string();
        let or_not =
            |text: Option<String>| text.unwrap_or_else(|| labels.not_given.to_owned());
        let spoken = brief.period.as_ref().map(|it| labels.say_period(it));
        let period = or_not(brief.period.as_ref().map(|it| labels.period(it)));
        let said = Said::new(&period, spoken.unwrap_or_else(|| period.clone()));
        let edition = brief.edition.as_ref().map(ToString::to_string);
        let kind = brief.kind.as_ref().map_or(labels.brief_kind, |it| it.as_str());
        let as_of = labels.day(brief.as_of);
        let full = self.columns.full;
        let sections = brief.sections.iter().enumerate();
        let sections: Vec<_> =
            sections.map(|(n, it)| self.section(format!("/sections/{n}"), it)).collect();
        let thesis = brief.thesis.iter().enumerate();
        let title = self.read(&brief.title);
        let disclosures = brief.disclosures.as_ref();
        let (front, identifiers) = self.front();
        View {
            language: language.language(),
            region: language.region(),
            labels,
            document: About {
                title: format!("{company}{}{title}", labels.colon),
                author: match brief.authors.as_slice() {
                    [] => vec![
                        disclosures
                            .and_then(|it| it.author.as_ref())
                            .map_or_else(|| company.clone(), |it| self.read(it)),
                    ],
                    authors => authors.iter().map(|it| it.name.to_string()).collect(),
                },
                description: brief.deck.as_ref().map(|it| self.read(it)),
                keywords: vec![company.clone(), period.clone(), kind.to_owned()],
            },
            kind: kind.into(),
            head: RunningHead::new(&company, &title, &period, full),
            hyphenated: self.is_hyphenated(),
            company: company.into(),
            company_line: self.company_line().into(),
            title: title.into(),
            title_set: self.set(&brief.title),
            deck: brief.deck.as_ref().map(|it| self.rich(it)),
            masthead: self.masthead(),
            front,
            changes: self.changes(),
            period: said,
            foot: running::foot(kind, &as_of, edition.as_deref(), labels, full),
            thesis: thesis
                .map(|(n, it)| self.judgment(format!("/thesis/{n}"), it))
                .collect(),
            thesis_reason: self.sole_thesis().and_then(|it| self.confidence_reason(it)),
            method: self.method(&sections, data, digest),
            summary: self.summary().into(),
            back: self.back(),
            sections,
            verdict: brief.verdict.as_ref().map(|verdict| {
                let text: Vec<_> =
                    verdict.text.iter().flat_map(|it| self.flow(it)).collect();
                let paragraphs = text.iter().flat_map(Flow::paragraphs);
                Verdict {
                    title: match &verdict.title {
                        Some(title) => self.set(title),
                        None => Rich::plain(labels.final_take),
                    },
                    own_title: verdict.title.is_some(),
                    size: paragraphs.map(|it| it.read().chars().count()).sum(),
                    text,
                }
            }),
            watches: self.watches(),
            back_head: match brief.figures.is_empty() {
                true => labels.sources.into(),
                false => labels.back.head.into(),
            },
            back_lead: (!brief.figures.is_empty() && !brief.sources.is_empty())
                .then(|| Rich::plain(labels.back.lead)),
            figures: self.figure_index(),
            source_keys: self.keys(),
            identifiers,
        }
    }

    /// Long words are of languages that put words together, or of few briefs.
    fn is_hyphenated(&self) -> bool {
        self.labels.language.language() != "en"
            || content(self.brief).iter().any(|leaf| has_long_word(&leaf.text))
    }

    /// How the brief was made: of each mark in it, what it means.
    fn method(&self, sections: &[SectionView], data: &str, digest: &str) -> Vec<Words> {
        let labels = self.labels;
        let rows = || sections.iter().flat_map(|section| &section.rows);
        let blocks = || rows().flat_map(RowView::blocks);
        let implied = blocks().any(|block| match &block.body {
            Body::Chart(exhibit) => exhibit.implied,
            _ => false,
        });
        let marks = Some(labels.method_marks.to_owned());
        let notes = (!self.refs.notes.is_empty()).then(|| labels.method_notes.to_owned());
        let implied = implied.then(|| labels.method_implied.to_owned());
        let data = Some((labels.sentences.method_data)(data, digest));
        [marks, notes, implied, data].into_iter().flatten().map(Words::from).collect()
    }
}
