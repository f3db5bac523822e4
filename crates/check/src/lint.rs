//! The lints: what a brief of the right shape may still get wrong.
//!
//! Each rule is a file that holds its words and its check. A rule speaks in paths; where
//! they are in the text is somebody else's business.

mod address;
mod allow;
mod base_not_meaningful;
mod baseline_missing;
mod bound;
mod bound_in_prose;
mod change_without_unit;
mod chart_form;
mod chart_title;
mod circular;
mod conflicting_values;
mod dangling_reference;
mod definitions_differ;
mod disclosure_missing;
mod duplicate_id;
mod empty_item;
mod ends_before_start;
mod evidence;
mod evidence_twice;
mod excess_digits;
mod figure_form;
mod figure_without_source;
mod found;
mod graph;
mod growth_mismatch;
mod history;
mod index;
mod issuer_only;
mod known;
mod later_than_as_of;
mod likelihood_and_confidence;
mod literal;
mod literal_figure;
mod long_deck;
mod long_label;
mod lower_tier;
mod names;
mod no_middle;
mod non_gaap;
mod one_value_two_periods;
mod outlook_unmarked;
mod percent_for_points;
mod percent_in_prose;
mod period_missing;
mod period_not_over;
mod period_window;
mod period_word;
mod period_wording;
mod phrase;
mod price_without_date;
mod qualifier_conflict;
mod qualifier_lost;
mod range_ends;
mod run_rate;
mod shares_incomplete;
mod site;
mod spelling;

mod stale;
mod sum_mismatch;
mod superlative;
mod superlative_in_prose;
mod sureness;
mod thesis_without_section;
mod tripped_reading;
mod undated_present;
mod unit_mismatch;
mod unit_twice;
mod unknown_unit;
mod unsupported_claim;
mod untestable;
mod unused_figure;
mod unused_source;
mod walk;

use strata_model::Brief;

use crate::diagnostic::{Finding, Findings};
use crate::rule::{Rule, Severity};
use found::Found;
pub(crate) use index::Index;
pub(crate) use site::Sites;

/// A rule with its check.
pub(crate) struct Lint {
    pub(crate) rule: &'static Rule,
    check: fn(&Index<'_>, &mut Vec<Finding>),
}

/// All lints, in the order of their codes. The last word is with `allow`, which is no check
/// of its own: it sees what the others found.
pub(crate) const LINTS: &[Lint] = &[
    duplicate_id::LINT,
    dangling_reference::LINT,
    unused_figure::LINT,
    allow::LINT,
    empty_item::LINT,
    long_deck::LINT,
    long_label::LINT,
    figure_without_source::LINT,
    unused_source::LINT,
    stale::SOURCES,
    issuer_only::LINT,
    lower_tier::LINT,
    conflicting_values::LINT,
    growth_mismatch::LINT,
    sum_mismatch::LINT,
    unit_mismatch::LINT,
    excess_digits::LINT,
    unknown_unit::LINT,
    percent_for_points::LINT,
    base_not_meaningful::LINT,
    superlative::LINT,
    figure_form::LINT,
    period_missing::LINT,
    period_wording::LINT,
    literal_figure::LINT,
    stale::PERIODS,
    run_rate::LINT,
    baseline_missing::LINT,
    qualifier_lost::LINT,
    definitions_differ::LINT,
    history::GAPS,
    history::KINDS,
    unsupported_claim::LINT,
    likelihood_and_confidence::LINT,
    untestable::LINT,
    chart_title::LINT,
    circular::LINT,
    no_middle::LINT,
    evidence_twice::LINT,
    thesis_without_section::LINT,
    chart_form::LINT,
    price_without_date::LINT,
    outlook_unmarked::LINT,
    non_gaap::LINT,
    disclosure_missing::LINT,
    later_than_as_of::LINT,
    period_not_over::LINT,
    ends_before_start::LINT,
    shares_incomplete::LINT,
    range_ends::LINT,
    qualifier_conflict::LINT,
    one_value_two_periods::LINT,
    change_without_unit::LINT,
    tripped_reading::LINT,
    address::MISLEADING,
    address::SECRET,
    percent_in_prose::LINT,
    unit_twice::LINT,
    bound_in_prose::LINT,
    undated_present::LINT,
    superlative_in_prose::LINT,
];

/// The rules whose findings a brief can allow.
pub fn allowable() -> impl Iterator<Item = &'static Rule> {
    LINTS.iter().map(|lint| lint.rule).filter(|rule| *rule != allow::LINT.rule)
}

/// Findings among which a rule can still look for what others have said.
const MANY: usize = 10_000;

/// Rules that miss something elsewhere: a part that could not be read may have it.
const ABSENT: [&Lint; 3] =
    [&dangling_reference::LINT, &unused_figure::LINT, &unused_source::LINT];

/// Applies every lint to a brief, all of which or a part of which has been read; what the
/// brief allows is not raised.
pub(crate) fn findings(brief: &Brief, whole: bool, findings: &mut Findings) {
    let sites = Sites::default();
    let index = Index::new(brief, &sites);
    let (allowed, wrong) = allow::entries(&index);
    let mut found = Found::new(allowed, findings);
    let mut raised = Vec::new();
    let needless = |lint: &Lint| !whole && ABSENT.iter().any(|one| one.rule == lint.rule);
    for lint in LINTS.iter().filter(|lint| !needless(lint)) {
        (lint.check)(&index, &mut raised);
        if !whole {
            // What is doubtful in a part may be settled in what could not be read.
            raised.retain(|finding| finding.severity() == Severity::Error);
        }
        if raised.len() > MANY {
            found.extend(raised.drain(..));
        }
    }
    found.extend(raised);
    if !whole {
        return;
    }
    let idle = found.idle().into_iter().filter_map(|number| allow::idle(&index, number));
    findings.extend(wrong.into_iter().chain(idle));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    /// The messages of one rule about the smallest brief with a fragment added.
    pub(super) fn messages(fragment: &str, code: &str) -> Vec<String> {
        findings(fragment, code).iter().map(|one| one.message().to_owned()).collect()
    }

    /// The findings of one rule about it.
    pub(super) fn findings(fragment: &str, code: &str) -> Vec<Finding> {
        let report = shaped(fragment);
        let all = report.findings().iter().map(crate::Located::finding);
        all.filter(|finding| finding.rule().code == code).cloned().collect()
    }

    /// What the findings of one rule propose to write.
    pub(super) fn proposals(fragment: &str, code: &str) -> Vec<String> {
        let report = shaped(fragment);
        let all = report.findings().iter().map(crate::Located::finding);
        let changes =
            all.filter(|it| it.rule().code == code).flat_map(|it| it.changes().to_vec());
        let text = |change| match change {
            crate::Change::Write(_, text) => Some(text),
            _ => None,
        };
        changes.filter_map(text).collect()
    }

    fn shaped(fragment: &str) -> crate::Report {
        let report = sample::report(fragment);
        let shape =
            sample::codes(&report).iter().any(|code| code.starts_with(['P', 'S']));
        assert!(!shape, "{}", sample::told(&report));
        report
    }

    #[test]
    fn every_example_shows_what_it_is_meant_to_show() {
        for Lint { rule, .. } in LINTS {
            let codes = |example| sample::codes(&shaped(example));
            let (bad, good) = (codes(rule.bad), codes(rule.good));
            assert!(bad.contains(&rule.code), "{}: bad raises {bad:?}", rule.code);
            assert!(!good.contains(&rule.code), "{}: good raises {good:?}", rule.code);
        }
    }

    /// Rules that read English sentences have nothing to say of others.
    #[test]
    fn english_is_read_in_english_briefs_only() {
        for code in ["L031", "L032", "L070", "L073", "L074"] {
            let lint = LINTS.iter().find(|lint| lint.rule.code == code).expect(code);
            for language in ["de-DE", "fr-FR"] {
                let brief = format!("{}\nlanguage: {language}\n", lint.rule.bad);
                assert!(messages(&brief, code).is_empty(), "{code} in {language}");
            }
        }
        let bound = "figures:\n  chips: {label: Chips, value: 500K, qualifier: nearly, \
                     period: FY 2024}\nlanguage: de-DE\nverdict: {text: ['Es sind knapp {chips}.']}";
        assert_eq!(messages(bound, "L072"), ["`knapp` is printed by `{chips}` itself"]);
    }

    #[test]
    fn rules_stand_in_the_order_of_their_codes() {
        assert!(LINTS.is_sorted_by_key(|lint| lint.rule.code));
    }
}
