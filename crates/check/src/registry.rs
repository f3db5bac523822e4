//! All rules, in the order in which a text meets them: reading, shape, rules, press.

use strata_syntax::suggest::closest;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::rule::Rule;
use crate::rules::{press, project, shape, syntax, theme};

/// A rule on what a brief says, with its check.
pub(crate) struct Check {
    pub(crate) rule: &'static Rule,
    pub(crate) run: fn(&Facts<'_>, &mut Reporter<'_>),
}

/// The checks of these rules, by their rooms.
macro_rules! checks {
    ($($room:ident::$rule:ident,)*) => {
        &[$(Check {
            rule: &crate::rules::$room::$rule::RULE,
            run: crate::rules::$room::$rule::check,
        }),*]
    };
}

/// The checks of a brief, in the order of their codes.
pub(crate) const CHECKS: &[Check] = checks![
    ids::duplicate_id,
    ids::dangling_reference,
    ids::unused_figure,
    ids::unused_allowance,
    prose::empty_item,
    prose::long_deck,
    figures::long_label,
    sources::figure_without_source,
    sources::unused_source,
    sources::stale_source,
    evidence::issuer_only,
    sources::lower_tier_overrides,
    figures::conflicting_values,
    figures::growth_mismatch,
    figures::sum_mismatch,
    figures::unit_mismatch,
    figures::excess_digits,
    figures::unknown_unit,
    figures::percent_for_points,
    figures::base_not_meaningful,
    figures::superlative,
    figures::figure_form,
    periods::period_missing,
    prose::period_wording,
    prose::literal_figure,
    periods::stale_period,
    prose::run_rate,
    figures::baseline_missing,
    figures::qualifier_lost,
    figures::definitions_differ,
    periods::history_gap,
    periods::history_mixed,
    evidence::unsupported_claim,
    evidence::likelihood_and_confidence,
    evidence::untestable,
    charts::chart_states_nothing,
    evidence::source_circular,
    evidence::no_middle,
    evidence::evidence_twice,
    evidence::thesis_without_section,
    charts::chart_draws_nothing,
    periods::price_without_date,
    periods::outlook_unmarked,
    figures::non_gaap,
    sources::disclosure_missing,
    periods::later_than_as_of,
    periods::period_not_over,
    periods::ends_before_start,
    figures::shares_incomplete,
    figures::range_ends,
    figures::qualifier_conflict,
    periods::one_value_two_periods,
    figures::change_without_unit,
    evidence::tripped_reading,
    sources::misleading_address,
    sources::secret_in_address,
    prose::percent_in_prose,
    prose::unit_twice,
    prose::bound_in_prose,
    prose::undated_present,
    prose::superlative_in_prose,
    ids::unused_note,
    prose::mark_not_read,
    prose::mark_where_none_is_read,
    front::rating_at_odds,
    front::no_upside,
    front::price_day,
    front::already_over,
    front::check_digits,
    front::named_twice,
    front::replaces_another,
    front::rating_against_upside,
    figures::sign_of_zero,
    figures::shown_otherwise,
    prose::not_computable,
    figures::comparison_name,
    figures::not_meaningful,
    figures::nothing_to_compare,
    figures::consensus_undated,
    figures::polarity_missing,
    figures::excluded_unnamed,
    tables::table_shape,
    tables::table_units,
    tables::table_periods,
    tables::table_total,
    tables::table_basis,
    tables::table_scale,
    tables::guidance_unmarked,
    tables::guidance_order,
    figures::units_side_by_side,
    evidence::open_tripwire,
    evidence::fallen_support,
    evidence::because_threshold,
    figures::undeclared_ratio,
    sources::source_before_period,
    periods::operand_periods,
    figures::comparisons_differ,
    periods::uneven_periods,
    periods::fiscal_label,
    periods::guidance_date,
    evidence::review_over,
    figures::odd_currency,
    sources::wrong_entity,
    figures::verification_unsaid,
    figures::tolerance_too_wide,
    evidence::observation_with_odds,
    figures::quote_disagrees,
    prose::verb_and_sign,
    prose::multiple_in_prose,
    prose::count_in_prose,
    prose::rank_wording,
    prose::label_beside_another,
    prose::outlook_as_result,
    prose::basis_wording,
    evidence::likelihood_wording,
    evidence::claim_as_fact,
    evidence::unlisted_evidence,
    prose::words_not_read,
    prose::series_wording,
];

/// All rules, in the order of the road: reading, shape, rules, press; and those of themes and
/// of project files.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let checked = CHECKS.iter().map(|check| check.rule);
    let read = syntax::RULES.iter().chain(shape::RULES).copied();
    let printed = press::RULES.iter().chain(theme::RULES).copied();
    read.chain(checked).chain(printed).chain(project::RULES.iter().copied())
}

/// The rule with this code or name, whatever its case.
#[must_use]
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.is_called(code_or_name))
}

/// The rules that a word names: one by its code or its name, or all whose codes begin with
/// it, as `L07` or `L`. None if it is no such word.
#[must_use]
pub fn rules_called(word: &str) -> Vec<&'static Rule> {
    if let Some(rule) = rule(word) {
        return vec![rule];
    }
    let is_start = |rule: &&Rule| {
        let start = rule.code.get(..word.len());
        !word.is_empty() && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    rules().filter(is_start).collect()
}

/// The rule that was probably meant by a word that is neither code nor name of one. Every
/// code resembles others: of one only its zeros may have been left out.
#[must_use]
pub fn closest_rule(word: &str) -> Option<&'static Rule> {
    match numbered(word) {
        Some(number) => rules().find(|rule| numbered(rule.code) == Some(number)),
        None => closest(word, rules().map(|rule| rule.name)).and_then(rule),
    }
}

/// The letter and the number of a code.
fn numbered(word: &str) -> Option<(char, u16)> {
    let mut letters = word.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    let digits = letters.as_str();
    let number = digits.bytes().all(|it| it.is_ascii_digit()).then(|| digits.parse());
    Some((letter.to_ascii_uppercase(), number?.ok()?))
}

#[cfg(test)]
mod tests;
