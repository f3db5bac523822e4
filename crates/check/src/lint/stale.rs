//! L012 and L033: sources and periods that lie too far back.

use strata_model::Date;
use strata_syntax::path::{Part, Path};

use super::Lint;
use super::index::Index;
use crate::diagnostic::Finding;
use crate::rule::{Rule, Severity};

pub(super) const SOURCES: Lint = Lint { rule: &STALE_SOURCE, check: sources };
pub(super) const PERIODS: Lint = Lint { rule: &STALE_PERIOD, check: periods };

const STALE_SOURCE: Rule = Rule {
    code: "L012",
    name: "stale-source",
    severity: Severity::Warning,
    why: "A brief speaks of its as-of date. How old a source may be for that is for its \
          author to say, in `stale-after`; without it nothing is too old.",
    bad: "stale-after: \"90\"\nsources:\n  \
          release: {title: Results, tier: issuer, date: 2025-01-30}",
    good: "stale-after: \"90\"\nsources:\n  \
           release: {title: Results, tier: issuer, date: 2025-10-30}",
    fix: "Look for a later source, or raise `stale-after`.",
};

const STALE_PERIOD: Rule = Rule {
    code: "L033",
    name: "stale-period",
    severity: Severity::Warning,
    why: "A figure of a period long past may still be the latest there is, but a reader \
          takes it for the present. What is too long is for the author to say, in \
          `stale-after`.",
    bad: "stale-after: \"90\"\nfigures:\n  sales: {label: Sales, value: $5B, period: Q1 2025}",
    good: "stale-after: \"90\"\nfigures:\n  sales: {label: Sales, value: $5B, period: Q3 2025}",
    fix: "Use the latest figure, raise `stale-after`, or accept the finding in `allow`.",
};

fn sources(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, source) in &index.brief.sources {
        if let Some((days, limit)) = source.date.and_then(|date| age(index, date)) {
            let message = format!(
                "source `{id}` is {days} days older than the brief, more than {limit}"
            );
            let path = Path::root().key("sources").key(id.as_str()).key("date");
            found.push(
                Finding::new(&STALE_SOURCE, path, message)
                    .help("look for a later source, or raise `stale-after`"),
            );
        }
    }
}

fn periods(index: &Index<'_>, found: &mut Vec<Finding>) {
    for (id, figure, path) in index.figures() {
        let end = figure.period.as_ref().and_then(|period| index.calendar.end(period));
        if let Some((days, limit)) = end.and_then(|end| age(index, end)) {
            let message = format!(
                "the period of figure `{id}` ended {days} days before the brief, more than {limit}"
            );
            found.push(
                Finding::new(&STALE_PERIOD, (path.key("period"), Part::Value), message)
                    .help("use the latest figure, or raise `stale-after`"),
            );
        }
    }
}

/// How many days before the brief something was, if that is more than the brief accepts.
fn age(index: &Index<'_>, date: Date) -> Option<(i32, u16)> {
    let limit = index.brief.stale_after.as_ref()?.get();
    let days = index.brief.as_of.days_since(date);
    (days > i32::from(limit)).then_some((days, limit))
}
