//! The only words that do not come from the data: one table for each language.

mod de;
mod en;
mod fr;
mod spoken;
mod written;

use serde::Serialize;
use strata_model::{
    Adjustment, AdvantageKind, Audit, Basis, ClaimKind, Confidence, Copied, Effect,
    Language, Likelihood, Middle, Qualifier, Relation, Role, Side, Status, Tier,
    TripwireMeasure, Verification,
};

pub(crate) use spoken::Spoken;
pub(crate) use written::Written;

/// The fixed words of one language. `{}` stands for what is filled in.
///
/// The words for a closed list stand in the order of its variants, those that are counted
/// in pairs: for one, and for many.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Labels {
    #[serde(skip)]
    pub language: Language,
    #[serde(skip)]
    pub written: Written,
    #[serde(skip)]
    pub spoken: Spoken,
    pub colon: &'static str,
    pub semicolon: &'static str,
    pub foot: &'static str,
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
    pub layer: &'static str,
    pub exhibit: &'static str,
    pub item: &'static str,
    pub detail: &'static str,
    pub reference: &'static str,
    pub party: &'static str,
    pub roles: &'static str,
    pub and: &'static str,
    pub and_more: &'static str,
    pub year_earlier: &'static str,
    pub earlier: &'static str,
    pub now: &'static str,
    pub implied: &'static str,
    pub source: &'static str,
    pub interpretation: &'static str,
    pub rests_on: &'static str,
    pub against: &'static str,
    pub undercut_by: &'static str,
    pub context: &'static str,
    pub no_evidence: &'static str,
    pub no_source: &'static str,
    pub assumes: &'static str,
    pub alternative: &'static str,
    pub shown_by: &'static str,
    pub review_by: &'static str,
    pub horizon: &'static str,
    pub replaces: &'static str,
    pub advantage_kind: &'static str,
    pub mechanisms: &'static str,
    pub shift: &'static str,
    pub gap: &'static str,
    pub benefit: &'static str,
    pub barrier: &'static str,
    pub final_take: &'static str,
    pub change_our_mind: &'static str,
    pub reasoning: &'static str,
    pub reading: &'static str,
    pub breaks_if: &'static str,
    pub result: &'static str,
    pub for_periods: [&'static str; 2],
    pub tripped: &'static str,
    pub clear: &'static str,
    pub indeterminate: &'static str,
    pub no_data: &'static str,
    pub figures: &'static str,
    pub figure: &'static str,
    pub value: &'static str,
    pub change: &'static str,
    pub prior: &'static str,
    pub history: &'static str,
    pub parts: &'static str,
    pub derivation: &'static str,
    pub defined_as: &'static str,
    pub growth_of: &'static str,
    pub baseline: &'static str,
    pub population: &'static str,
    pub excluding: &'static str,
    pub nearest_gaap: &'static str,
    pub guidance_issued: &'static str,
    pub also_in: &'static str,
    pub precise_to: &'static str,
    pub exact_digits: &'static str,
    pub computed: &'static str,
    pub sources_and_method: &'static str,
    pub retrieved: &'static str,
    pub method_implied: &'static str,
    pub method_marks: &'static str,
    pub method_bars: &'static str,
    pub method_data: &'static str,
    pub summary_figures: [&'static str; 2],
    pub summary_claims: [&'static str; 2],
    pub summary_sourceless: &'static str,
    pub definitions: &'static str,
    pub disclosures: &'static str,
    pub author: &'static str,
    pub positions: &'static str,
    pub relationships: &'static str,
    pub compensation: &'static str,
    pub methodology: &'static str,
    pub ai_use: &'static str,
    pub notice: &'static str,
    pub page_of: &'static str,
    pub attachment: &'static str,
    pub imprint: &'static str,
    pub draft: &'static str,
    pub confidential: &'static str,
    pub contents: &'static str,
    /// To the end of a fiscal period, and to a day.
    pub ttm: [&'static str; 2],
    pub ytd: [&'static str; 2],
    pub at_day: &'static str,
    pub since_launch: &'static str,
    pub run_rate: &'static str,
    pub unstated: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub flat: &'static str,
    pub against_what: [&'static str; 5],
    pub months: [&'static str; 12],
    pub scale_words: [&'static str; 5],
    pub trailing_twelve_months: &'static str,
    pub year_to_date: &'static str,
    pub qualifiers: [&'static str; 7],
    pub bases: [&'static str; 8],
    pub adjustments: [&'static str; 4],
    pub tiers: [&'static str; 5],
    pub tier_counts: [&'static str; 5],
    pub audits: [&'static str; 3],
    pub copies: [&'static str; 2],
    pub verifications: [&'static str; 4],
    pub claim_kinds: [&'static str; 6],
    pub confidences: [&'static str; 3],
    pub likelihoods: [&'static str; 7],
    pub statuses: [&'static str; 6],
    pub advantages: [&'static str; 7],
    pub middles: [&'static str; 2],
    pub role_names: [&'static str; 5],
    pub measures: [&'static str; 3],
    pub sides: [&'static str; 4],
    pub effects: [&'static str; 3],
    pub descriptor: [&'static str; 5],
    pub alt_bars: &'static str,
    pub alt_columns: &'static str,
    pub alt_line: &'static str,
    pub alt_parts: &'static str,
    pub alt_shares: &'static str,
    pub alt_slope: &'static str,
    pub alt_waterfall: &'static str,
    pub alt_stack: [&'static str; 2],
    /// Of a chart: the part of a whole that no part is stated of, what its scale leaves
    /// out, and how many of its values are shown.
    pub rest: &'static str,
    pub scale_from: &'static str,
    pub sampled: &'static str,
    pub listed: &'static str,
}

/// The labels of a language.
pub(crate) fn labels(language: Language) -> &'static Labels {
    match language {
        Language::EnUs => &en::EN_US,
        Language::EnGb => &en::EN_GB,
        Language::DeDe => &de::DE_DE,
        Language::FrFr => &fr::FR_FR,
    }
}

/// Declares the word function of each closed list.
macro_rules! words {
    ($($name:ident: $list:ty => $field:ident),* $(,)?) => {
        impl Labels {
            $(
                #[doc = concat!("The word for one of `", stringify!($list), "`.")]
                pub(crate) fn $name(&self, word: $list) -> &'static str {
                    self.$field[word as usize]
                }
            )*
        }
    };
}

words! {
    qualifier: Qualifier => qualifiers,
    basis: Basis => bases,
    adjustment: Adjustment => adjustments,
    tier: Tier => tiers,
    tier_count: Tier => tier_counts,
    audit: Audit => audits,
    copied: Copied => copies,
    verification: Verification => verifications,
    claim_kind: ClaimKind => claim_kinds,
    confidence: Confidence => confidences,
    likelihood: Likelihood => likelihoods,
    status: Status => statuses,
    advantage: AdvantageKind => advantages,
    middle: Middle => middles,
    role: Role => role_names,
    measure: TripwireMeasure => measures,
    side: Side => sides,
    effect: Effect => effects,
}

impl Labels {
    /// The word of a pair that goes with a number of things.
    pub(crate) fn plural(&self, pair: [&'static str; 2], number: usize) -> &'static str {
        let one = number == 1 || self.written.one_below_two && number == 0;
        pair[usize::from(!one)]
    }

    /// The words in front of evidence of this relation.
    pub(crate) fn relation(&self, relation: Relation) -> &'static str {
        match relation {
            Relation::Supports => self.rests_on,
            Relation::Undermines => self.against,
            Relation::Undercuts => self.undercut_by,
            Relation::Context => self.context,
        }
    }
}
