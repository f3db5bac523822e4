use std::collections::BTreeMap;

use strata_model::{Basis, Date, Figure, Id, Period, Sentence, Source, Tier};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::market::is_of_market;
use crate::prose::phrase::lower;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("source_before_period.md"));

/// Parts of words for what is known before its time: promised, allowed or expected.
const AHEAD: [&str; 26] = [
    "agreed",
    "allow",
    "authoris",
    "authoriz",
    "budget",
    "commit",
    "consensus",
    "contract",
    "declared",
    "dividend",
    "estimat",
    "expect",
    "forecast",
    "guid",
    "limit",
    "matur",
    "outlook",
    "pipeline",
    "plan",
    "preliminary",
    "project",
    "propos",
    "quota",
    "schedul",
    "target",
    "pro forma",
];

/// The figures that cite a source, and those of them that it cannot have reported.
#[derive(Default)]
struct Cited<'b> {
    in_time: usize,
    late: Vec<(&'b Id, Date, ArenaPath<'b>)>,
}

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let mut cited: BTreeMap<&Id, Cited<'_>> = BTreeMap::new();
    for (id, figure, path) in facts.figures() {
        let Some(end) = end(facts, figure) else { continue };
        let main = figure.source.iter().map(|it| (it.id(), None));
        let more = figure.corroborated_by.iter().enumerate();
        let more = more.map(|(at, it)| (it.source.id(), Some(at)));
        for (source, further) in main.chain(more) {
            let Some((name, found)) = facts.brief.sources.get_key_value(source) else {
                continue;
            };
            let Some(date) = found.date else { continue };
            let group = cited.entry(name).or_default();
            if date >= end {
                group.in_time += 1;
            } else if !is_read_again(found, end) && !is_ahead(figure) {
                let place = match further {
                    Some(at) => path.key("corroborated-by").index(at),
                    None => path,
                };
                group.late.push((id, end, place.key("source")));
            }
        }
    }
    for (name, Cited { in_time, late }) in cited {
        let Some(date) = facts.brief.sources.get(name).and_then(|it| it.date) else {
            continue;
        };
        if late.is_empty() {
            continue;
        }
        let dated = in_time + late.len();
        let place = facts.root.key("sources").key(name.as_str()).key("date");
        // Where most are too late for it, its own date is the wrong one.
        if let (2.., Some((id, end, at))) = (late.len(), late.first())
            && late.len() * 2 > dated
        {
            let most = late.len();
            let message = format!(
                "source `{name}` is dated {date}, before the periods of {most} of the {dated} \
                 figures that it reports were over: that of `{id}` ended on {end}"
            );
            report
                .at((place, Part::Value), message)
                .help("correct the date, or cite the source that reports these periods")
                .related((*at, Part::Value), "cites it");
            continue;
        }
        for (id, end, at) in late {
            let message = format!(
                "source `{name}` is dated {date}, before the period of `{id}` ended on {end}"
            );
            report
                .at((at, Part::Value), message)
                .help(
                    "cite the source that reports the period, or correct the period or \
                     the date of the source",
                )
                .related((place, Part::Value), "the date of the source");
        }
    }
}

/// When the period of a figure was over, if it is told as over. What is still to come is
/// for the rules on outlooks; what is computed, or a price of a day, has another source too.
fn end(facts: &Facts<'_>, figure: &Figure) -> Option<Date> {
    let of_others = [Basis::AnalystEstimate, Basis::ThirdParty].map(Some);
    if figure.guidance.is_some() || of_others.contains(&figure.basis) {
        return None;
    }
    let period = figure.period.as_ref()?;
    let of_a_day = matches!(period, Period::Instant(_)) && is_of_market(figure);
    if figure.derivation.is_some() || of_a_day {
        return None;
    }
    let end = facts.calendar.end(period)?;
    (end <= facts.brief.as_of).then_some(end)
}

/// Whether a figure says that it was known before its period was over.
fn is_ahead(figure: &Figure) -> bool {
    let note = figure.note.as_ref().map(Sentence::as_str);
    let quote = figure.quote.as_ref().map(strata_model::Text::as_str);
    let texts = [Some(figure.label.as_str()), note, quote];
    texts.into_iter().flatten().any(|text| {
        let text = lower(text);
        AHEAD.iter().any(|part| text.contains(part))
    })
}

/// Whether it is a page that goes on, and was read when the period was over.
fn is_read_again(source: &Source, end: Date) -> bool {
    matches!(source.tier, Tier::ThirdParty | Tier::Own)
        && source.retrieved.is_some_and(|day| day >= end)
}
