//! The closed lists of the model and their words.

use strata_check::Outcome;
use strata_model::{
    Adjustment, AdvantageKind, Against, Audit, Basis, ClaimKind, Confidence, Copied,
    Direction, Effect, Likelihood, Middle, Qualifier, Relation, Role, Scale, Side,
    Status, Tier, TripwireMeasure, Verification,
};

use super::Labels;

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
}
