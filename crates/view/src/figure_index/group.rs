//! The groups of the figure index: what the figures of a group have in common is said once,
//! in the line over them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use strata_model::{Against, Basis, Brief, Figure, Id, Measure, Name, Period, Quantity};

use crate::labels::Labels;
use crate::reasoning::sentence_case;

/// Figures under one line.
pub(crate) struct Group<'b> {
    /// What they have in common: `Q3 2025 · GAAP · USD billion`.
    pub(crate) line: String,
    /// The unit that the line says; values of another one name theirs.
    pub(crate) unit: Option<String>,
    /// Whether the line says the period; else each name does.
    pub(crate) is_dated: bool,
    pub(crate) members: Vec<&'b Id>,
}

/// Of whom figures are, on what basis they stand, and whether they are computed here.
type Class<'b> = (Option<&'b Name>, Option<Basis>, bool);

/// The groups of these figures. Who has which line does not depend on their order, which is
/// kept inside of each group. Claims of the issuer follow what is accounted for, and other
/// companies follow the subject.
pub(crate) fn groups<'b>(
    brief: &'b Brief,
    labels: &Labels,
    order: &[&'b Id],
) -> Vec<Group<'b>> {
    let figure = |id: &&'b Id| brief.figures.get(*id);
    let class = |id: &&'b Id| -> Option<Class<'b>> {
        let figure = figure(id)?;
        let is_computed = figure.derivation.is_some() && figure.source.is_none();
        Some((figure.entity.as_ref(), figure.basis, is_computed))
    };
    let mut classes = parted(order, class);
    classes.sort_by_key(|(class, _)| match class {
        Some((entity, basis, _)) => {
            (entity.is_some(), *basis == Some(Basis::IssuerClaim))
        }
        None => (true, true),
    });
    let mut groups = Vec::new();
    for (class, members) in classes {
        let Some(class) = class else { continue };
        let periods = parted(&members, |id| figure(id).map(|it| it.period.as_ref()));
        let (lone, shared): (Vec<_>, Vec<_>) =
            periods.into_iter().partition(|(_, of_period)| of_period.len() == 1);
        let mut parts: Vec<(Option<&Period>, bool, Vec<&Id>)> = Vec::new();
        parts.extend(shared.into_iter().map(|(of, it)| (of.flatten(), true, it)));
        if let [(of, it)] = lone.as_slice() {
            parts.push((of.flatten(), true, it.clone()));
        } else if !lone.is_empty() {
            let all = lone.into_iter().flat_map(|(_, it)| it).collect();
            parts.push((None, false, all));
        }
        for (period, is_dated, members) in parts {
            let unit = common_unit(labels, members.iter().filter_map(figure));
            let period = match period {
                _ if !is_dated => labels.back.other_periods.to_owned(),
                Some(period) => labels.period(period),
                None => labels.unstated.to_owned(),
            };
            let (entity, basis, is_computed) = class;
            let line = [
                Some(period),
                entity.map(ToString::to_string),
                basis.map(|it| labels.basis(it).to_owned()),
                is_computed.then(|| labels.computed.to_owned()),
                unit.clone(),
            ];
            let line: Vec<_> = line.into_iter().flatten().collect();
            let line = sentence_case(&line.join(" · "));
            groups.push(Group { line, unit, is_dated, members });
        }
    }
    groups
}

impl Group<'_> {
    /// What the row of a figure is headed by: its label, with its period where the line does
    /// not say it.
    pub(crate) fn head(&self, labels: &Labels, figure: &Figure) -> String {
        let period = match &figure.period {
            _ if self.is_dated => return figure.label.to_string(),
            Some(period) => labels.short_period(period),
            None => labels.unstated.to_owned(),
        };
        format!("{}, {period}", figure.label)
    }
}

/// What is of one kind together, each in the order given, the kinds in that of their first.
fn parted<'b, K: Ord>(
    ids: &[&'b Id],
    kind: impl Fn(&&'b Id) -> K,
) -> Vec<(K, Vec<&'b Id>)> {
    let mut found: BTreeMap<K, (usize, Vec<&'b Id>)> = BTreeMap::new();
    for (at, id) in ids.iter().enumerate() {
        found.entry(kind(id)).or_insert_with(|| (at, Vec::new())).1.push(id);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, (at, _))| *at);
    found.into_iter().map(|(kind, (_, ids))| (kind, ids)).collect()
}

/// The unit of two or more of the figures that most of them have.
fn common_unit<'b>(
    labels: &Labels,
    figures: impl Iterator<Item = &'b Figure>,
) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for figure in figures {
        let value = figure.value.as_ref();
        let value = value.or_else(|| figure.range.as_ref().map(|it| &it.low));
        if let Some(unit) = value.and_then(|it| said_once(labels, it)) {
            *counts.entry(unit).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.into_iter().next().map(|(unit, _)| unit)
}

/// The unit that the row of a figure or the line over it says: in it, other quantities of
/// the row are numbers alone.
pub(crate) fn unit_of_row(
    labels: &Labels,
    figure: &Figure,
    line: Option<&str>,
) -> Option<String> {
    let range = figure.range.as_ref().map(|it| &it.low);
    let own = figure.value.as_ref().or(range).and_then(|it| said_once(labels, it));
    own.or_else(|| line.map(str::to_owned))
}

/// A unit that is better said once: one that is a sign behind the number stays with it.
pub(super) fn said_once(labels: &Labels, quantity: &Quantity) -> Option<String> {
    let is_said =
        matches!(quantity.unit().measure, Measure::Money(_) | Measure::Named(_));
    is_said.then(|| labels.unit_apart(quantity)).flatten()
}

/// What most first changes are measured against: it need not be said of each.
pub(crate) fn usual(brief: &Brief) -> Option<Against> {
    let mut counts: Vec<(Against, usize)> = Vec::new();
    let changes = brief.figures.values().filter_map(|figure| figure.change.as_ref());
    for against in changes.map(|it| it.against).filter(|it| !it.is_expectation()) {
        match counts.iter_mut().find(|(it, _)| *it == against) {
            Some((_, count)) => *count += 1,
            None => counts.push((against, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(against, _)| against)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::labels;

    fn brief(figures: &serde_json::Value) -> Brief {
        serde_json::from_value(serde_json::json!({
            "strata": "1", "title": "T", "subject": {"name": "Example plc"},
            "as-of": "2026-03-20", "period": "Q4 2025",
            "thesis": [{"id": "a", "kind": "judgment", "text": "So."}],
            "figures": figures,
        }))
        .expect("a brief")
    }

    fn lines(brief: &Brief) -> Vec<String> {
        let order: Vec<_> = brief.figures.keys().collect();
        let labels = labels(brief.language.unwrap_or_default());
        let groups = groups(brief, labels, &order);
        let told = |it: &Group<'_>| {
            let heads = it.members.iter().map(|id| it.head(labels, &brief.figures[*id]));
            format!("{}: {}", it.line, heads.collect::<Vec<_>>().join("; "))
        };
        groups.iter().map(told).collect()
    }

    #[test]
    fn what_figures_have_in_common_is_in_their_line() {
        let brief = brief(&serde_json::json!({
            "a": {"label": "Sales", "value": "$5M", "period": "Q4 2025", "basis": "gaap"},
            "b": {"label": "Margin", "value": "8%", "period": "Q4 2025", "basis": "gaap"},
            "c": {"label": "Profit", "value": "$2M", "period": "Q4 2025", "basis": "gaap"},
            "d": {"label": "Debt", "value": "$9M", "period": "at 2025-12-31", "basis": "gaap"},
            "e": {"label": "Cash", "value": "$1M", "period": "FY 2025", "basis": "gaap"},
            "f": {"label": "Users", "value": "5", "period": "Q4 2025", "basis": "issuer-claim"},
            "g": {"label": "Share", "derivation": "c / a", "value": "40%", "period": "Q4 2025"},
            "h": {"label": "Their sales", "value": "$3M", "period": "Q4 2025", "entity": "Rival"},
        }));
        assert_eq!(
            lines(&brief),
            [
                "Q4 2025 · GAAP · USD million: Sales; Margin; Profit",
                "Other periods · GAAP · USD million: Debt, Dec\u{a0}31,\u{a0}2025; Cash, FY 2025",
                "Q4 2025 · computed: Share",
                "Q4 2025 · issuer’s claim: Users",
                "Q4 2025 · Rival: Their sales",
            ]
        );
    }

    #[test]
    fn who_has_which_line_does_not_depend_on_the_order() {
        let brief = brief(&serde_json::json!({
            "a": {"label": "A", "value": "$5M", "period": "Q4 2025"},
            "b": {"label": "B", "value": "$5B", "period": "Q4 2025"},
            "c": {"label": "C", "value": "$2M", "period": "Q4 2025"},
            "d": {"label": "D", "value": "$2B", "period": "Q4 2025"},
        }));
        let labels = labels(brief.language.unwrap_or_default());
        let ids: Vec<_> = brief.figures.keys().collect();
        let backwards: Vec<_> = ids.iter().rev().copied().collect();
        let line = |order: &[&Id]| groups(&brief, labels, order)[0].line.clone();
        assert_eq!(line(&ids), line(&backwards));
    }
}
