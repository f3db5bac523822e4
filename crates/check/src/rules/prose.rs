//! Rules on texts.

pub(crate) mod basis_wording;
pub(crate) mod bound_in_prose;
pub(crate) mod count_in_prose;
pub(crate) mod empty_item;
pub(crate) mod label_beside_another;
pub(crate) mod literal_figure;
pub(crate) mod long_deck;
pub(crate) mod mark_not_read;
pub(crate) mod mark_where_none_is_read;
pub(crate) mod multiple_in_prose;
pub(crate) mod not_computable;
pub(crate) mod outlook_as_result;
pub(crate) mod percent_in_prose;
pub(crate) mod period_wording;
pub(crate) mod rank_wording;
pub(crate) mod run_rate;
pub(crate) mod series_wording;
pub(crate) mod superlative_in_prose;
pub(crate) mod undated_present;
pub(crate) mod unit_twice;
pub(crate) mod verb_and_sign;
pub(crate) mod words_not_read;
