//! What braces print, by the figures as far as they can be read.

use strata_check::decode;
use strata_model::calc::{self, Meant, computed, meant};
use strata_model::{
    Brief, Change, ComparisonName, Figure, FiscalYear, Id, Quantity, Reference, Subject,
};
use strata_syntax::tree::{Kind, Node};

use super::{calendar, text};
use crate::names::Prints;
use crate::{Draft, short};

/// What a reference or a derivation prints, as the brief writes it.
pub(crate) fn printed(draft: &Draft, prints: &Prints) -> Option<String> {
    let text = match prints {
        Prints::Reference(reference) => {
            let brief = brief(draft, std::iter::once(&reference.figure))?;
            told(&meant(&brief, reference).ok()?)
        }
        Prints::Computed(derivation) => {
            let brief = brief(draft, derivation.ids())?;
            computed(&brief, derivation).ok()?.to_string()
        }
    };
    Some(short(&text))
}

/// What may be written behind the dot of a figure, or behind the one of a comparison of it,
/// each with what it prints.
pub(crate) fn parts(
    draft: &Draft,
    id: &Id,
    comparison: Option<&ComparisonName>,
) -> Vec<(String, String)> {
    let Some(brief) = brief(draft, std::iter::once(id)) else { return Vec::new() };
    let all = calc::parts(&brief, id, comparison).into_iter();
    let offer = |reference: Reference| {
        let whole = reference.to_string();
        let behind = whole.strip_prefix(id.as_str())?.strip_prefix('.')?;
        let behind = match comparison {
            Some(name) => behind.strip_prefix(name.as_str())?.strip_prefix('.')?,
            None => behind,
        };
        let text = match meant(&brief, &reference) {
            Ok(meant) => told(&meant),
            Err(_) => {
                let figure = brief.figures.get(id)?;
                figure
                    .comparison(reference.comparison.as_ref()?.as_str())?
                    .change
                    .to_string()
            }
        };
        Some((behind.to_owned(), short(&text)))
    };
    all.filter_map(offer).collect()
}

fn told(meant: &Meant<'_>) -> String {
    match meant {
        Meant::Level(figure, None) => level(figure),
        Meant::Level(_, Some(quantity)) => quantity.to_string(),
        Meant::Quantity(quantity) => quantity.to_string(),
        Meant::Change(change) => extent(change),
        Meant::Size(change) => {
            let bare = |it: &Quantity| it.unsigned().to_string();
            let sizes: Vec<_> = change.sizes().map(bare).collect();
            if sizes.is_empty() { extent(change) } else { sizes.join(" to ") }
        }
        Meant::Period(period) => period.to_string(),
        Meant::Words(words) => (*words).to_owned(),
    }
}

/// How much a change is, without what it is against.
fn extent(change: &Change) -> String {
    let (whole, against) = (change.to_string(), change.against.to_string());
    whole.strip_suffix(&against).unwrap_or(&whole).trim_end().to_owned()
}

/// The value of a figure, or what stands in its place.
fn level(figure: &Figure) -> String {
    if let Some(value) = &figure.value {
        value.to_string()
    } else if let Some(range) = &figure.range {
        format!("{} to {}", range.low, range.high)
    } else if let Some(shift) = &figure.shift {
        format!("{} to {}", shift.from, shift.to)
    } else {
        figure.magnitude.as_ref().map(ToString::to_string).unwrap_or_default()
    }
}

/// A brief of some figures alone, and of those that they are compared with.
fn brief<'i>(draft: &Draft, ids: impl Iterator<Item = &'i Id>) -> Option<Brief> {
    let subject = Subject::new("-".parse().ok()?);
    let as_of = "2000-01-01".parse().ok()?;
    let mut brief = Brief::new("-".parse().ok()?, subject, as_of, Vec::new());
    calendar(draft, |calendar| {
        brief.periods = calendar.declared.clone();
        brief.subject.fiscal_year =
            calendar.calendar_year.then_some(FiscalYear::Calendar);
    });
    for id in ids {
        let figure = figure(draft, id)?;
        for with in figure.comparisons.iter().filter_map(|it| it.with.as_ref()) {
            let other = self::figure(draft, with);
            brief.figures.extend(other.map(|other| (with.id().clone(), other)));
        }
        brief.figures.insert(id.clone(), figure);
    }
    Some(brief)
}

/// A figure of which every key is left out that cannot be read.
fn figure(draft: &Draft, id: &Id) -> Option<Figure> {
    let node = draft.tree.get("figures")?.get(id.as_str())?;
    let Kind::Map(entries) = &node.kind else { return None };
    let with = |entries: Vec<_>| -> Option<Figure> {
        decode(&Node { span: node.span, kind: Kind::Map(entries) }).ok()
    };
    let label = entries.iter().find(|entry| entry.key == "label")?;
    text(&label.value)?;
    let reads = |entry: &&strata_syntax::tree::Entry<'static>| {
        entry.key == "label" || with(vec![label.clone(), (*entry).clone()]).is_some()
    };
    with(entries.iter().filter(reads).cloned().collect())
}
