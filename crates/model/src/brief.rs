//! The brief as a whole: one file, self-contained.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::block::Block;
use crate::date::{Date, Days};
use crate::figure::Figure;
use crate::front::{Event, Person, Recommendation, Sector};
use crate::id::{Cik, Count, Id, Isin, Lei, Ref, UnitName};
use crate::limit::{list, map, some, some_list};
use crate::period::{Calendar, Label, Period};
use crate::reading::Reading;
use crate::source::Source;
use crate::text::{Heading, Line, Name, Note, Paragraph, Sentence};
use crate::unit::Currency;
use crate::walk::{walk, words};

/// An analysis of a company: what is known, where from, and what the author makes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Brief {
    /// The address of the JSON Schema, for editors that look for it in the document.
    #[serde(
        rename = "$schema",
        default,
        deserialize_with = "some",
        skip_serializing_if = "Option::is_none"
    )]
    pub schema: Option<Line>,
    /// The version of the format.
    pub strata: FormatVersion,
    /// The id of the document, stable over its editions.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What sort of brief it is; "Strategy brief" if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Name>,
    /// The title.
    pub title: Heading,
    /// One sentence under the title, of at most 280 characters.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub deck: Option<Sentence>,
    /// The company.
    pub subject: Subject,
    /// Who wrote the brief, in the order in which they are printed.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// The house that publishes it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(example = "Example Research"))]
    pub publisher: Option<Name>,
    /// Who read it before it was published.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub reviewed_by: Vec<Person>,
    /// What the house recommends.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// The ids of the figures that are the market data, in the order in which they are printed.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub market: Vec<Ref<Figure>>,
    /// The next event on which something is to be learnt.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub next_event: Option<Event>,
    /// The period that the brief is about.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The day on which everything in the brief was true as far as the author knew.
    pub as_of: Date,
    /// The day after which no data were taken in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub data_cut_off: Option<Date>,
    /// The day of every market price in the brief.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub price_date: Option<Date>,
    /// After how many days a source or a figure counts as stale.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub stale_after: Option<Count>,
    /// The edition.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub edition: Option<Name>,
    /// The language of the text, and of the labels and numbers on its pages; `en-US` if
    /// absent. Scalars are written the same way in all of them.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The sources by id.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub sources: BTreeMap<Id, Source>,
    /// Terms and measures by id, one sentence each.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub definitions: BTreeMap<Id, Sentence>,
    /// Footnotes by id, one sentence each: `[^id]` in a text refers to one.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub notes: BTreeMap<Id, Note>,
    /// Units that are not built in, each with its meaning.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub units: BTreeMap<UnitName, Sentence>,
    /// Labels of fiscal periods with their dates, where the calendar does not give them.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub periods: BTreeMap<Label, Days>,
    /// The figures by id. The order of the entries means nothing.
    #[serde(
        default,
        deserialize_with = "map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub figures: BTreeMap<Id, Figure>,
    /// The key judgments, the main message first.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub thesis: Vec<Reading>,
    /// The sections in the order in which they are printed.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// The conclusion.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What a reader must know of the author and the making.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub disclosures: Option<Disclosures>,
    /// Findings that are accepted on purpose, each with its reason.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allowance>,
}

walk!(Brief {
    schema = "$schema", strata, id, kind, title, deck, subject, authors, publisher,
    reviewed_by, recommendation, market, next_event, period, as_of, data_cut_off,
    price_date, stale_after, edition, language, sources, definitions, notes, units, periods,
    figures, thesis, sections, verdict, disclosures, allow,
});

impl Brief {
    /// A brief with only what is required, for `..Brief::new(…)`. A brief needs at least
    /// one key judgment; `strata-check` refuses one without.
    #[must_use]
    pub fn new(
        title: Heading,
        subject: Subject,
        as_of: Date,
        thesis: Vec<Reading>,
    ) -> Self {
        Self {
            schema: None,
            strata: FormatVersion::V1,
            id: None,
            kind: None,
            title,
            deck: None,
            subject,
            authors: Vec::new(),
            publisher: None,
            reviewed_by: Vec::new(),
            recommendation: None,
            market: Vec::new(),
            next_event: None,
            period: None,
            as_of,
            data_cut_off: None,
            price_date: None,
            stale_after: None,
            edition: None,
            language: None,
            sources: BTreeMap::new(),
            definitions: BTreeMap::new(),
            notes: BTreeMap::new(),
            units: BTreeMap::new(),
            periods: BTreeMap::new(),
            figures: BTreeMap::new(),
            thesis,
            sections: Vec::new(),
            verdict: None,
            disclosures: None,
            allow: Vec::new(),
        }
    }

    /// The figure that is referred to, if there is one.
    #[must_use]
    pub fn figure(&self, reference: &Ref<Figure>) -> Option<&Figure> {
        self.figures.get(reference.id())
    }

    /// The source that is referred to, if there is one.
    #[must_use]
    pub fn source(&self, reference: &Ref<Source>) -> Option<&Source> {
        self.sources.get(reference.id())
    }

    /// The calendar that gives the brief's period labels their dates.
    #[must_use]
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar {
            declared: &self.periods,
            calendar_year: self.subject.fiscal_year == Some(FiscalYear::Calendar),
        }
    }
}

/// The version of the format. It is text, like everything in the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FormatVersion {
    /// The first version.
    #[serde(rename = "1")]
    V1,
}

words!(FormatVersion { V1 = "1" });

/// The language and region of a brief: of its text, its labels and its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    /// English as in the United States.
    #[default]
    #[serde(rename = "en-US")]
    EnUs,
    /// English as in the United Kingdom.
    #[serde(rename = "en-GB")]
    EnGb,
    /// German as in Germany.
    #[serde(rename = "de-DE")]
    DeDe,
    /// French as in France.
    #[serde(rename = "fr-FR")]
    FrFr,
}

words!(Language { EnUs = "en-US", EnGb = "en-GB", DeDe = "de-DE", FrFr = "fr-FR" });

impl Language {
    /// The language subtag (BCP 47).
    #[must_use]
    pub fn language(self) -> &'static str {
        self.subtags().0
    }

    /// The region subtag (BCP 47).
    #[must_use]
    pub fn region(self) -> &'static str {
        self.subtags().1
    }

    fn subtags(self) -> (&'static str, &'static str) {
        self.word().split_once('-').unwrap_or((self.word(), ""))
    }
}

/// The company that a brief is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Subject {
    /// Its full legal name.
    pub name: Name,
    /// The name it goes by.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub short: Option<Name>,
    /// The symbol of its shares.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub ticker: Option<Name>,
    /// Its key as a filer with the US Securities and Exchange Commission.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub cik: Option<Cik>,
    /// Its Legal Entity Identifier.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lei: Option<Lei>,
    /// The International Securities Identification Number of its shares.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub isin: Option<Isin>,
    /// The exchange at which they are traded under the symbol.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Name>,
    /// The index to which they belong.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub index: Option<Name>,
    /// Its sector.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// The country in which it is at home.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub country: Option<Name>,
    /// The currency in which it reports.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Its fiscal year, where that follows the calendar; else the labels used are declared
    /// under `periods`.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<FiscalYear>,
}

walk!(Subject {
    name,
    short,
    ticker,
    cik,
    lei,
    isin,
    exchange,
    index,
    sector,
    country,
    currency,
    fiscal_year,
});

impl Subject {
    /// A company of which only the name is known, for `..Subject::new(name)`.
    #[must_use]
    pub fn new(name: Name) -> Self {
        Self {
            name,
            short: None,
            ticker: None,
            cik: None,
            lei: None,
            isin: None,
            exchange: None,
            index: None,
            sector: None,
            country: None,
            currency: None,
            fiscal_year: None,
        }
    }
}

/// How the fiscal year lies in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FiscalYear {
    /// It is the calendar year.
    Calendar,
}

words!(FiscalYear { Calendar = "calendar" });

/// A section of the brief.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Section {
    /// The id, for those who refer to the section.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The head of the section.
    pub title: Heading,
    /// A sentence that leads in.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub lead: Option<Sentence>,
    /// The blocks in the order in which they are printed.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

walk!(Section as Section { id, title, lead, blocks });

/// The conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Verdict {
    /// Its head; "Final take" if absent.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub title: Option<Heading>,
    /// Its paragraphs.
    #[serde(deserialize_with = "some_list")]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub text: Vec<Paragraph>,
}

walk!(Verdict { title, text });

/// What a reader must know of the author and the making. Each is printed under its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Disclosures {
    /// Who wrote the brief.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub author: Option<Paragraph>,
    /// Positions held in the securities discussed.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub positions: Option<Paragraph>,
    /// Relationships with the companies discussed.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub relationships: Option<Paragraph>,
    /// Who pays the author, and for what.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub compensation: Option<Paragraph>,
    /// How the brief was made.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub methodology: Option<Paragraph>,
    /// What AI tools were used for.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub ai_use: Option<Paragraph>,
    /// What the brief is not, such as investment advice.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub notice: Option<Paragraph>,
}

walk!(Disclosures {
    author,
    positions,
    relationships,
    compensation,
    methodology,
    ai_use,
    notice,
});

/// A finding accepted on purpose. An entry that matches no finding is itself a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Allowance {
    /// The code or the name of the rule, such as `L030` or `period-missing`.
    pub rule: Name,
    /// Where: an id, which survives reordering, or a JSON pointer (RFC 6901).
    pub at: Line,
    /// Why it is accepted.
    pub reason: Line,
    /// The words that are accepted, as they stand there, of a rule that reads words. Others in
    /// their place are not accepted with them.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub words: Option<Line>,
}

walk!(Allowance { rule, at, reason, words });
