//! Rules on claims and what they rest on.

pub(crate) mod because_threshold;
pub(crate) mod claim_as_fact;
pub(crate) mod evidence_twice;
pub(crate) mod fallen_support;
pub(crate) mod issuer_only;
pub(crate) mod likelihood_and_confidence;
pub(crate) mod likelihood_wording;
pub(crate) mod no_middle;
pub(crate) mod observation_with_odds;
pub(crate) mod open_tripwire;
pub(crate) mod review_over;
pub(crate) mod source_circular;
pub(crate) mod thesis_without_section;
pub(crate) mod tripped_reading;
pub(crate) mod unlisted_evidence;
pub(crate) mod unsupported_claim;
pub(crate) mod untestable;
