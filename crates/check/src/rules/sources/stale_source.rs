use strata_syntax::path::Path;

use crate::diagnostic::Reporter;
use crate::facts::Facts;
use crate::facts::age::age;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("stale_source.md"));

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    for (id, source) in &facts.brief.sources {
        let Some((days, limit)) = source.date.and_then(|date| age(facts, date)) else {
            continue;
        };
        let message = format!(
            "source `{id}` is {days} days older than the brief, more than {limit}"
        );
        let path = Path::root().key("sources").key(id.as_str()).key("date");
        report.at(path, message).help("look for a later source, or raise `stale-after`");
    }
}
