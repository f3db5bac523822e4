use strata_model::{Date, Figure, Guidance, Id, Prose, Source, Text};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::{ArenaPath, Facts};
use crate::prose::phrase::lower;
use crate::rule::{Rule, Severity};
use crate::table::Set;

pub(crate) const RULE: Rule = Rule::read(include_str!("guidance_date.md"));

/// Days by which a source may be published before or after the outlook that it states: time
/// zones, and the report that is filed after the release.
const BEFORE: i32 = 2;
const AFTER: i32 = 15;
/// Days after a period within which a company may still say what it expects of it.
const RESULTS: i32 = 60;

/// Parts of words that say that results were announced before they were final.
const EARLY: [&str; 9] = [
    "prelim",
    "pre-announce",
    "preannounce",
    "flash",
    "trading update",
    "trading statement",
    "vorläufig",
    "préliminaire",
    "provisoire",
];
/// Parts of words that say that an outlook was given before.
const AGAIN: [&str; 16] = [
    "confirm",
    "reaffirm",
    "reiterat",
    "maintain",
    "unchanged",
    "repeat",
    "first given",
    "given on",
    "given in",
    "previous",
    "prior",
    "original",
    "bestätig",
    "unverändert",
    "maintenu",
    "inchang",
];

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let replaced: Set<&str> = facts
        .figures()
        .filter_map(|(_, it, _)| it.replaces.as_ref().map(|id| id.id().as_str()))
        .collect();
    for (id, figure, path) in facts.figures() {
        let Some(guidance) = &figure.guidance else { continue };
        // What is dated later than the brief is another rule's.
        if guidance.issued > facts.brief.as_of
            || over(facts, id, figure, guidance, path, report)
        {
            continue;
        }
        away(
            facts,
            (id, figure),
            guidance,
            path,
            !replaced.contains(id.as_str()),
            report,
        );
    }
}

/// Guidance given when the period was over.
fn over(
    facts: &Facts<'_>,
    id: &Id,
    figure: &Figure,
    guidance: &Guidance,
    path: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) -> bool {
    let end = figure.period.as_ref().and_then(|period| facts.calendar.end(period));
    let Some(end) = end.filter(|end| *end < guidance.issued) else { return false };
    let late = guidance.issued.days_since(end);
    if late <= RESULTS && says(facts, figure, &EARLY) {
        return true;
    }
    let message = format!(
        "the guidance of `{id}` was given on {}, after its period ended on {end}",
        guidance.issued
    );
    let severity = if late > RESULTS { Severity::Error } else { Severity::Warning };
    report
        .at((path.key("guidance").key("issued"), Part::Value), message)
        .help("correct the day or the period; results need no `guidance`")
        .related((path.key("period"), Part::Value), "the period that it is for")
        .severity(severity);
    true
}

/// Guidance given on another day than its source is of.
fn away(
    facts: &Facts<'_>,
    (id, figure): (&Id, &Figure),
    guidance: &Guidance,
    path: ArenaPath<'_>,
    is_latest: bool,
    report: &mut Reporter<'_>,
) {
    let sources = &facts.brief.sources;
    let own =
        figure.source.iter().chain(figure.corroborated_by.iter().map(|it| &it.source));
    let own = own.filter_map(|id| sources.get_key_value(id.id()));
    let dated: Vec<_> = own.filter_map(|(id, it)| Some((id, it.date?))).collect();
    // The outlook stands in the source that is nearest to it.
    let from = |(_, date): &(&Id, Date)| date.days_since(guidance.issued);
    let Some(nearest) = dated.iter().min_by_key(|it| from(it).abs()) else { return };
    let off = from(nearest);
    let (source, date) = nearest;
    let issued = guidance.issued;
    let (message, help, severity) = if off < -BEFORE {
        let message = format!(
            "the guidance of `{id}` was given on {issued}, and its source `{source}` is of {date}, \
             before that"
        );
        (
            message,
            "correct one of the two dates, or cite the source that states it",
            Severity::Error,
        )
    } else if off > AFTER && is_latest && !is_told(facts, figure, guidance) {
        let message = format!(
            "the guidance of `{id}` was given on {issued}, and its source `{source}` is of {date}"
        );
        let help = "write the day of the source; or cite the source of that day; or say in the \
                    `note` that it was confirmed";
        (message, help, Severity::Warning)
    } else {
        return;
    };
    report
        .at((path.key("guidance").key("issued"), Part::Value), message)
        .help(help)
        .related(
            facts.root.key("sources").key(source.as_str()).key("date"),
            "the day of the source",
        )
        .severity(severity);
}

/// Whether something explains that an outlook is older than its source: the words beside it,
/// another source of that day, or a period so far off that it is not given anew each time.
fn is_told(facts: &Facts<'_>, figure: &Figure, guidance: &Guidance) -> bool {
    let near = |it: &Source| {
        it.date.is_some_and(|date| {
            (0..=BEFORE).contains(&date.days_since(guidance.issued).abs())
        })
    };
    let end = figure.period.as_ref().and_then(|period| facts.calendar.end(period));
    let far = end.is_some_and(|end| end.days_since(facts.brief.as_of) > 550);
    far || facts.brief.sources.values().any(near) || says(facts, figure, &AGAIN)
}

/// Whether the words beside a figure, or the title of its source, hold any of some parts.
fn says(facts: &Facts<'_>, figure: &Figure, parts: &[&str]) -> bool {
    let source = figure.source.as_ref().and_then(|id| facts.brief.source(id));
    let guidance = figure.guidance.as_ref();
    let texts = [
        Some(figure.label.as_str()),
        figure.note.as_ref().map(Prose::as_str),
        figure.quote.as_ref().map(Text::as_str),
        figure.locator.as_ref().map(Text::as_str),
        guidance.and_then(|it| it.scope.as_ref()).map(Prose::as_str),
        source.map(|it| it.title.as_str()),
    ];
    texts.into_iter().flatten().any(|text| {
        let text = lower(text);
        parts.iter().any(|part| text.contains(part))
    })
}
