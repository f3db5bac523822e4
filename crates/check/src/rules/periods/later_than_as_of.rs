use std::fmt::Arguments;

use strata_model::Date;
use strata_syntax::path::{Part, Path};

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("later_than_as_of.md"));

/// A day that bounds others: its key and the words for it.
struct Bound {
    day: Date,
    key: &'static str,
    words: &'static str,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let (brief, root) = (facts.brief, facts.root);
    if let Some(early) = facts.as_of_too_early() {
        let message = format!(
            "{} of {} dates in the brief are later than its as-of date, {}",
            early.later, early.all, brief.as_of
        );
        report
            .at(root.key("as-of"), message)
            .help(format!("correct `as-of`: the latest of them is {}", early.latest));
        return;
    }
    let as_of = Bound { day: brief.as_of, key: "as-of", words: "the as-of date" };
    let mut late =
        |day: Option<Date>, path: ArenaPath<'_>, what: Arguments<'_>, bound: &Bound| {
            if day.is_some_and(|day| day > bound.day) {
                tell(path, what, bound, report);
            }
        };
    late(
        brief.data_cut_off,
        root.key("data-cut-off"),
        format_args!("the data cut-off is"),
        &as_of,
    );
    late(
        brief.price_date,
        root.key("price-date"),
        format_args!("the prices are"),
        &as_of,
    );
    let issued = brief.recommendation.as_ref().and_then(|it| it.issued);
    late(
        issued,
        root.key("recommendation").key("issued"),
        format_args!("the rating is"),
        &as_of,
    );
    // Where the cut-off itself is too late, it bounds nothing.
    let data = match brief.data_cut_off.filter(|day| *day < brief.as_of) {
        Some(day) => Bound { day, key: "data-cut-off", words: "the data cut-off" },
        None => as_of,
    };
    for (id, source) in &brief.sources {
        let path = root.key("sources").key(id.as_str()).key("date");
        late(source.date, path, format_args!("source `{id}` is"), &data);
    }
    for (id, figure, path) in facts.figures() {
        let issued = figure.guidance.as_ref().map(|guidance| guidance.issued);
        let path = path.key("guidance").key("issued");
        late(issued, path, format_args!("the guidance of figure `{id}` is"), &data);
    }
}

fn tell(
    path: ArenaPath<'_>,
    what: Arguments<'_>,
    bound: &Bound,
    report: &mut Reporter<'_>,
) {
    let Bound { day, key, words } = bound;
    report
        .at(path, format!("{what} dated later than {words}, {day}"))
        .help(format!("correct this date, or `{key}`"))
        .related((Path::root().key(key), Part::Value), *words);
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    #[test]
    fn nothing_is_later_than_the_brief_or_its_data() {
        let said =
            |brief: &str| messages(&format!("as-of: 2025-10-31\n{brief}\n"), "L054");
        let source = |day: &str| {
            format!("sources: {{release: {{title: Results, tier: issuer, date: {day}}}}}")
        };
        assert!(said(&source("2025-10-31")).is_empty());
        assert_eq!(
            said(&source("2025-11-01")),
            ["source `release` is dated later than the as-of date, 2025-10-31"]
        );
        let cut = format!("data-cut-off: 2025-10-29\n{}", source("2025-10-30"));
        assert_eq!(
            said(&cut),
            ["source `release` is dated later than the data cut-off, 2025-10-29"]
        );
        assert_eq!(said("data-cut-off: 2025-11-01").len(), 1);
        assert_eq!(said("price-date: 2025-11-01").len(), 1);
        assert_eq!(
            said("recommendation: {rating: Buy, issued: 2025-11-01}"),
            ["the rating is dated later than the as-of date, 2025-10-31"]
        );
        let outlook = "figures: {a: {label: A, value: $5B, period: FY 2026, \
                       guidance: {issued: 2025-11-02}}}";
        assert_eq!(said(outlook).len(), 1);
        let days = ["10-30", "11-02", "11-03", "11-04", "11-05"];
        let all = |count: usize| {
            let sources = days[..count].iter().enumerate().map(|(at, day)| {
                format!("  s{at}: {{title: T, tier: issuer, date: 2025-{day}}}\n")
            });
            format!("sources:\n{}", sources.collect::<String>())
        };
        assert_eq!(said(&all(4)).len(), 3, "each may be a slip");
        assert_eq!(
            said(&all(5)),
            ["4 of 5 dates in the brief are later than its as-of date, 2025-10-31"]
        );
        let late = format!("data-cut-off: 2025-11-02\n{}", source("2025-11-01"));
        assert_eq!(said(&late).len(), 2, "the cut-off, and the source");
    }
}
