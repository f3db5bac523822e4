//! Rules on figures and their numbers.

pub(crate) mod base_not_meaningful;
pub(crate) mod baseline_missing;
pub(crate) mod change_without_unit;
pub(crate) mod comparison_name;
pub(crate) mod conflicting_values;
pub(crate) mod consensus_undated;
pub(crate) mod definitions_differ;
pub(crate) mod excess_digits;
pub(crate) mod excluded_unnamed;
pub(crate) mod figure_form;
pub(crate) mod growth_mismatch;
pub(crate) mod long_label;
pub(crate) mod non_gaap;
pub(crate) mod not_meaningful;
pub(crate) mod nothing_to_compare;
pub(crate) mod percent_for_points;
pub(crate) mod polarity_missing;
pub(crate) mod qualifier_conflict;
pub(crate) mod qualifier_lost;
pub(crate) mod range_ends;
pub(crate) mod shares_incomplete;
pub(crate) mod shown_otherwise;
pub(crate) mod sum_mismatch;
pub(crate) mod superlative;
pub(crate) mod unit_mismatch;
pub(crate) mod unknown_unit;
