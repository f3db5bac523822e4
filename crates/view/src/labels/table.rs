//! The table that each language fills in, with the words of the closed lists of the model.

use icu_plurals::PluralCategory;
use serde::{Serialize, Serializer};
use strata_check::Outcome;
use strata_model::calc::Surprise;
use strata_model::calc::outlook::Revision;
use strata_model::{
    Adjustment, AdvantageKind, Against, Audit, Basis, ClaimKind, Confidence, Copied,
    Direction, Effect, Language, Likelihood, Middle, Part, Qualifier, Relation, Role,
    Scale, Side, Status, Tier, TripwireMeasure, Verification,
};

use super::sentences::Sentences;
use super::spoken::Spoken;
use super::written::Written;

/// The fixed words of one language. A template of Typst reads those that are serialised.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Labels {
    #[serde(skip)]
    pub language: Language,
    #[serde(skip)]
    pub written: Written,
    #[serde(skip)]
    pub spoken: Spoken,
    #[serde(skip)]
    pub words: Words,
    #[serde(skip)]
    pub sentences: Sentences,
    pub colon: &'static str,
    pub semicolon: &'static str,
    pub brief_kind: &'static str,
    pub thesis: &'static str,
    pub period: &'static str,
    pub company: &'static str,
    pub as_of: &'static str,
    pub data_cut_off: &'static str,
    pub prices_of: &'static str,
    pub edition: &'static str,
    pub cik: &'static str,
    pub lei: &'static str,
    pub sources: &'static str,
    pub not_given: &'static str,
    pub item: &'static str,
    pub detail: &'static str,
    pub reference: &'static str,
    pub party: &'static str,
    pub and: &'static str,
    pub year_earlier: &'static str,
    pub earlier: &'static str,
    /// Said in the place of an arrow between what was and what is.
    pub to: &'static str,
    pub now: &'static str,
    pub implied: &'static str,
    pub source: &'static str,
    pub interpretation: &'static str,
    pub no_evidence: &'static str,
    pub no_source: &'static str,
    pub assumes: &'static str,
    pub shown_by: &'static str,
    pub review_by: &'static str,
    pub horizon: &'static str,
    pub replaces: &'static str,
    pub advantage_kind: &'static str,
    pub gap: &'static str,
    pub benefit: &'static str,
    pub barrier: &'static str,
    pub final_take: &'static str,
    pub change_our_mind: &'static str,
    pub figures: &'static str,
    pub figure: &'static str,
    pub value: &'static str,
    pub change: &'static str,
    pub prior: &'static str,
    pub history: &'static str,
    pub defined_as: &'static str,
    pub baseline: &'static str,
    pub population: &'static str,
    pub excluding: &'static str,
    /// In front of the value as it is shown, and of the short name.
    pub shown_as: &'static str,
    pub in_short: &'static str,
    pub to_positive: &'static str,
    pub to_negative: &'static str,
    pub nearest_gaap: &'static str,
    pub nearest_ifrs: &'static str,
    pub guidance_issued: &'static str,
    pub exact_digits: &'static str,
    pub computed: &'static str,
    pub retrieved: &'static str,
    pub method_implied: &'static str,
    pub method_marks: &'static str,
    pub summary_sourceless: &'static str,
    pub disclosures: &'static str,
    pub author: &'static str,
    pub positions: &'static str,
    pub relationships: &'static str,
    pub compensation: &'static str,
    pub methodology: &'static str,
    pub ai_use: &'static str,
    pub notice: &'static str,
    /// Typst knows the numbers: it fills in `{page}` and `{pages}`.
    #[serde(serialize_with = "page_of")]
    pub page_of: fn(page: &str, pages: &str) -> String,
    pub attachment: &'static str,
    pub imprint: &'static str,
    pub attached_theme: &'static str,
    pub attached_logo: &'static str,
    pub draft: &'static str,
    pub confidential: &'static str,
    pub contents: &'static str,
    pub unstated: &'static str,
    /// In their order: the calendar numbers them.
    pub months: [&'static str; 12],
    pub trailing_twelve_months: &'static str,
    pub year_to_date: &'static str,
    pub descriptor: Descriptors,
    /// Of a chart: the part of a whole that no part is stated of.
    pub rest: &'static str,
    /// The estimates of the house as a source.
    #[serde(skip)]
    pub own_estimates: &'static str,
    /// In front of the sources used on a page.
    pub sources_here: &'static str,
    /// The same where it is heard, behind the brief. Typst fills in `{page}`.
    #[serde(serialize_with = "sources_on")]
    pub sources_on: fn(page: &str) -> String,
    /// In front of evidence that is named behind the first.
    #[serde(skip)]
    pub also: &'static str,
    /// What is said of the number of a source. Typst fills in `{number}`.
    #[serde(serialize_with = "source_number")]
    pub source_number: fn(number: &str) -> String,
    /// The name of what says how the brief was made.
    pub method: &'static str,
    /// The head over the footnotes.
    pub notes: &'static str,
    pub method_notes: &'static str,
    /// Those that the view chooses are in it already.
    #[serde(skip)]
    pub front: FrontWords,
    #[serde(skip)]
    pub tables: TableWords,
    #[serde(skip)]
    pub back: BackWords,
    #[serde(skip)]
    pub charts: ChartWords,
    #[serde(skip)]
    pub key_figures: KeyFigureWords,
    #[serde(skip)]
    pub outlook: OutlookWords,
    pub watch: WatchWords,
    #[serde(skip)]
    pub diagrams: DiagramWords,
}

/// The words of diagrams, and of the list of the others in the game.
#[derive(Debug)]
pub(crate) struct DiagramWords {
    /// Said in place of the number of a layer.
    pub layer: fn(number: &str) -> String,
    /// Over what the others are to the company of that name.
    pub role_to: fn(company: &str) -> String,
    /// Over what is said of them.
    pub what_it_does: &'static str,
    pub alt_poles: fn(names: &str, told: &str) -> String,
    /// What the discs show, with its period.
    pub discs: fn(measure: &str) -> String,
    pub not_to_scale: &'static str,
    pub own_scales: &'static str,
}

/// The words of guidance.
#[derive(Debug)]
pub(crate) struct OutlookWords {
    pub measure: &'static str,
    pub midpoint: &'static str,
    pub before: &'static str,
    pub now: &'static str,
    pub before_not_given: &'static str,
    /// In front of the day on which all of it was given.
    pub given: &'static str,
    pub last_reported: &'static str,
    pub actual: &'static str,
    pub consensus: &'static str,
}

/// The words of what would change our mind.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct WatchWords {
    pub lead: &'static str,
    pub claim: &'static str,
    pub condition: &'static str,
    /// In front of the words for the hatched side.
    pub now: &'static str,
    pub breaks: &'static str,
    pub distance: &'static str,
    /// Of what is not known yet.
    pub open: &'static str,
}

/// The words of the front page, and of the calendar.
#[derive(Debug)]
pub(crate) struct FrontWords {
    pub by: &'static str,
    pub reviewed_by: &'static str,
    pub reports_in: fn(currency: &str) -> String,
    pub rating: &'static str,
    pub rating_scale: &'static str,
    /// In front of the rating or the target that was replaced.
    pub from: &'static str,
    pub unchanged: &'static str,
    /// In front of the day on which the rating was given.
    pub since: &'static str,
    pub target_price: &'static str,
    pub target_by: fn(horizon: &str) -> String,
    pub price: &'static str,
    pub upside: &'static str,
    pub to_target: fn(upside: &str) -> String,
    pub method: &'static str,
    pub what_changed: &'static str,
    /// The measure whose lower or upper end alone has been changed.
    pub floor: fn(measure: &str) -> String,
    pub ceiling: fn(measure: &str) -> String,
    pub next_date: &'static str,
    pub period_to: fn(period: &str, day: &str) -> String,
    pub sources: fn(PluralCategory, number: usize) -> String,
    pub filings: fn(PluralCategory, number: usize) -> String,
    pub of_them: fn(all: usize, some: &str) -> String,
    pub classification: &'static str,
    pub index: &'static str,
    pub isin: &'static str,
    pub fiscal_calendar: &'static str,
}

/// The words of key figures.
#[derive(Debug)]
pub(crate) struct KeyFigureWords {
    /// What a change means where more is not better.
    pub better: &'static str,
    pub worse: &'static str,
    /// In place of a comparison, and of the value beside a change.
    pub no_comparison: &'static str,
    pub no_level: &'static str,
    /// Behind a name: of the twelve months, or the part of the year, up to the end of the
    /// period of the others.
    pub trailing: &'static str,
    pub to_date: &'static str,
    pub amounts_in: fn(currency: &str) -> String,
}

/// The words of tables.
#[derive(Debug)]
pub(crate) struct TableWords {
    /// In a cell for which no figure is published, and what it means.
    pub not_available: &'static str,
    pub not_available_means: &'static str,
    /// In a cell of which there was nothing.
    pub nil: &'static str,
    /// Behind an estimate, and what it means.
    pub estimate: &'static str,
    pub estimate_means: &'static str,
    pub growth_computed: &'static str,
    /// What the look of a column of estimates means.
    pub estimates_look: &'static str,
    /// Changes against several things, and in which unit they are.
    pub changes: &'static str,
    pub changes_in: fn(changes: &str, unit: &str) -> String,
}

/// The words of charts.
#[derive(Debug)]
pub(crate) struct ChartWords {
    /// At the value of the year before.
    pub a_year_before: &'static str,
    /// What becomes of a claim at its threshold: behind its name, before `beyond`.
    pub crossing: fn(Effect) -> &'static str,
    /// On which side of a value.
    pub beyond: fn(Side, value: &str) -> String,
    /// Sentences for a threshold whose words find no room at its line, and for one that has
    /// no line, since it lies too far off.
    pub dashed: fn(words: &str) -> String,
    pub off_the_scale: fn(words: &str) -> String,
}

/// The words of the back matter: the figure index and what stands under it.
#[derive(Debug)]
pub(crate) struct BackWords {
    pub head: &'static str,
    pub lead: &'static str,
    /// Over the changes, where there is little room.
    pub change: &'static str,
    /// Over the value that a change is measured against, and over the numbers of sources.
    pub before: &'static str,
    pub source: &'static str,
    /// In the line of figures of which each names its own period.
    pub other_periods: &'static str,
    /// Of a figure that nobody compared with its source.
    pub not_checked: &'static str,
    /// What changes are measured against where nothing else is said.
    pub changes: fn(against: &str) -> String,
    /// Behind the head of the earlier values, by how long their periods are.
    pub quarters: &'static str,
    pub halves: &'static str,
    pub nine_months: &'static str,
    pub years: &'static str,
    pub months: &'static str,
    pub days: &'static str,
    pub why: &'static str,
    /// How good the evidence is, where confidence need not be said.
    pub sure: fn(Confidence) -> &'static str,
    pub or: &'static str,
    pub terms: &'static str,
    pub stands: &'static str,
}

/// The names of what a source says of itself.
#[derive(Debug, Serialize)]
pub(crate) struct Descriptors {
    pub completeness: &'static str,
    pub precision: &'static str,
    pub age: &'static str,
    pub access: &'static str,
    pub bias: &'static str,
}

/// Declares the table of the closed lists, and for each the method that looks a word up.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $list:ty),* $(,)?) => {
        /// The word for each variant of each closed list. Every language matches all of
        /// them by name: one without a word does not compile.
        #[derive(Debug)]
        pub(crate) struct Words {
            $($(#[$doc])* pub $name: fn($list) -> &'static str,)*
        }

        impl Labels {
            $(
                #[doc = concat!("The word for one of `", stringify!($list), "`.")]
                pub(crate) fn $name(&self, it: $list) -> &'static str {
                    (self.words.$name)(it)
                }
            )*
        }
    };
}

words! {
    qualifier: Qualifier,
    basis: Basis,
    adjustment: Adjustment,
    tier: Tier,
    /// Behind the number of figures whose source is of this tier.
    tier_count: Tier,
    audit: Audit,
    copied: Copied,
    verification: Verification,
    claim_kind: ClaimKind,
    confidence: Confidence,
    likelihood: Likelihood,
    status: Status,
    advantage: AdvantageKind,
    middle: Middle,
    role: Role,
    /// Nothing where the value itself is meant.
    measure: TripwireMeasure,
    side: Side,
    effect: Effect,
    against_what: Against,
    /// In the head of a column; nothing where the digits are the number.
    scale_word: Scale,
    /// In front of evidence.
    relation: Relation,
    outcome: Outcome,
    direction: Direction,
    /// What of a figure evidence means; nothing for the value.
    part: Part,
    /// How a figure stands to what was expected.
    surprise: Surprise,
    revision: Revision,
}

/// The words with their place still in them.
fn source_number<S: Serializer>(
    source_number: &fn(&str) -> String,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&source_number("{number}"))
}

/// The words with the place of the page still in them.
fn sources_on<S: Serializer>(
    sources_on: &fn(&str) -> String,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&sources_on("{page}"))
}

/// The sentence with its places still in it.
fn page_of<S: Serializer>(
    page_of: &fn(&str, &str) -> String,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&page_of("{page}", "{pages}"))
}
