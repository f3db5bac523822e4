//! Where figures come from.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::{IdKind, Referent, Url};
use crate::limit::some;
use crate::text::{Line, Name};
use crate::walk::{walk, words};

/// A document or other origin of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: Line,
    /// Who published it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Name>,
    /// The day it was published.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How near it stands to the facts.
    pub tier: Tier,
    /// Where it is found: an accession number, a page, a row.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub locator: Option<Line>,
    /// Where a reader can open it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// Whether its figures were audited.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub audit: Option<Audit>,
    /// How it was copied, where the author did not read the original.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub copy: Option<Copied>,
    /// The day on which the author read it.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Date>,
    /// The digest of the author's archived copy.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub archived_hash: Option<Name>,
    /// Whether an AI tool made or summarised it, in words.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub ai_use: Option<Line>,
    /// What it is worth as evidence.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<Descriptor>,
}

impl Referent for Source {
    const KIND: IdKind = IdKind::Source;
}

walk!(Source as Source {
    title, publisher, date, tier, locator, url, audit, copy, retrieved, archived_hash,
    ai_use, descriptor,
});

impl Source {
    /// A source of which nothing but title and tier is known, for `..Source::new(…)`.
    #[must_use]
    pub fn new(title: Line, tier: Tier) -> Self {
        Self {
            title,
            publisher: None,
            date: None,
            tier,
            locator: None,
            url: None,
            audit: None,
            copy: None,
            retrieved: None,
            archived_hash: None,
            ai_use: None,
            descriptor: None,
        }
    }
}

/// How near a source stands to the facts, the nearest first. For a reported figure a lower
/// tier never overrides a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Annual, quarterly and current reports with their exhibits.
    RegulatoryFiling,
    /// Calls, slides, web pages and interviews of the company itself.
    Issuer,
    /// A regulator, court, data provider or research house.
    ThirdParty,
    /// News and other secondary pages.
    Press,
    /// The author's own measurement or estimate.
    Own,
}

words!(Tier {
    RegulatoryFiling = "regulatory-filing",
    Issuer = "issuer",
    ThirdParty = "third-party",
    Press = "press",
    Own = "own",
});

/// Whether the figures of a source were audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Audit {
    /// An auditor gave an opinion on them.
    Audited,
    /// An auditor reviewed them.
    Reviewed,
    /// Neither.
    Unaudited,
}

words!(Audit { Audited = "audited", Reviewed = "reviewed", Unaudited = "unaudited" });

/// How a copy of a source was made. It keeps the tier of its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Copied {
    /// Text recognised from an image.
    Ocr,
    /// Speech written down.
    Transcript,
}

words!(Copied { Ocr = "ocr", Transcript = "transcript" });

/// What a source is worth as evidence, one line each, after ICD 206.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Descriptor {
    /// What it covers and what it leaves out.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub completeness: Option<Line>,
    /// How exact it is.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub precision: Option<Line>,
    /// How old it is against what it tells.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub age: Option<Line>,
    /// How its maker came to know.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub access: Option<Line>,
    /// What its maker has to gain.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub bias: Option<Line>,
}

walk!(Descriptor { completeness, precision, age, access, bias });
