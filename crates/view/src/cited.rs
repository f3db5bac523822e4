//! Which sources stand behind a figure, by their numbers.

use std::collections::{BTreeMap, BTreeSet};

use strata_model::{Brief, Derivation, Figure, Id};

/// What a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin<'a> {
    /// A source of the brief.
    Source(&'a Id),
    /// The house itself, whose estimate it is.
    Own,
}

/// The origins in the order of their numbers, and the numbers of every figure.
pub(crate) struct Cited<'a> {
    pub(crate) origins: Vec<Origin<'a>>,
    numbers: BTreeMap<&'a Id, Numbers>,
}

/// The numbers of what a figure comes from, and of what says the same.
#[derive(Default)]
struct Numbers {
    own: BTreeSet<usize>,
    corroborating: BTreeSet<usize>,
}

impl<'a> Cited<'a> {
    /// Numbers the sources in the order in which the figures, in the order of the pages,
    /// cite them; then those that no figure cites.
    pub(crate) fn of(brief: &'a Brief, figures: &[&'a Id]) -> Self {
        let mut known = BTreeMap::new();
        let mut origins = Vec::new();
        let mut number = |origin: Origin<'a>| {
            *known.entry(origin).or_insert_with(|| {
                origins.push(origin);
                origins.len()
            })
        };
        let mut numbers = BTreeMap::new();
        for id in figures {
            let of = origins_of(brief, id, &mut BTreeSet::new());
            let own = of.into_iter().map(&mut number).collect();
            let figure = &brief.figures[*id];
            let compared = figure.comparisons.iter().filter_map(|it| it.source.as_ref());
            for source in compared.filter_map(|it| source(brief, it.id())) {
                number(source);
            }
            let others = figure.corroborated_by.iter().map(|it| it.source.id());
            let others = others.filter_map(|it| source(brief, it));
            let corroborating = others.map(&mut number).collect();
            numbers.insert(*id, Numbers { own, corroborating });
        }
        for id in brief.sources.keys() {
            number(Origin::Source(id));
        }
        Self { origins, numbers }
    }

    /// The numbers of what a figure comes from.
    pub(crate) fn by(&self, figure: &Id) -> impl Iterator<Item = usize> {
        self.numbers.get(figure).into_iter().flat_map(|it| &it.own).copied()
    }

    /// The same with the sources that corroborate it.
    pub(crate) fn with_corroboration(&self, figure: &Id) -> BTreeSet<usize> {
        let numbers = self.numbers.get(figure).into_iter();
        numbers.flat_map(|it| &it.own | &it.corroborating).collect()
    }

    /// The number of a source.
    pub(crate) fn number(&self, source: &Id) -> Option<usize> {
        let is_it = |origin: &Origin<'_>| *origin == Origin::Source(source);
        self.origins.iter().position(is_it).map(|at| at + 1)
    }
}

fn source<'a>(brief: &'a Brief, id: &Id) -> Option<Origin<'a>> {
    brief.sources.get_key_value(id).map(|(id, _)| Origin::Source(id))
}

/// Where a figure comes from: what it cites, or else where its parts come from.
fn origins_of<'a>(
    brief: &'a Brief,
    id: &'a Id,
    seen: &mut BTreeSet<&'a Id>,
) -> Vec<Origin<'a>> {
    let Some(figure) = brief.figures.get(id).filter(|_| seen.insert(id)) else {
        return Vec::new();
    };
    let cited = figure.source.iter();
    let mut origins: Vec<_> = cited.filter_map(|it| source(brief, it.id())).collect();
    if figure.source.is_none() {
        origins.extend(own(figure));
        let parts = figure.derivation.iter().flat_map(Derivation::ids);
        origins.extend(parts.flat_map(|part| origins_of(brief, part, seen)));
    }
    origins
}

fn own(figure: &Figure) -> Option<Origin<'static>> {
    figure.is_own_estimate().then_some(Origin::Own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(yaml: serde_json::Value) -> Brief {
        serde_json::from_value(yaml).expect("a brief")
    }

    #[test]
    fn a_computed_figure_has_the_sources_of_its_parts() {
        let brief = brief(serde_json::json!({
            "strata": "1", "title": "T", "subject": {"name": "N"}, "as-of": "2026-01-31",
            "period": "Q4 2025", "thesis": [{"id": "t", "kind": "judgment", "text": "It grows."}],
            "figures": {
                "margin": {"label": "Margin", "derivation": "profit / sales"},
                "guess": {"label": "Guess", "value": "$3B", "basis": "analyst-estimate"},
                "sales": {"label": "Sales", "value": "$2B", "source": "second"},
                "profit": {"label": "Profit", "value": "$1B", "source": "first"},
            },
            "sources": {
                "unused": {"title": "U", "tier": "press"},
                "first": {"title": "F", "tier": "issuer"},
                "second": {"title": "S", "tier": "issuer"},
            },
        }));
        let order: Vec<_> = ["margin", "guess", "sales"]
            .map(|id| brief.figures.get_key_value(id).map(|(id, _)| id))
            .into_iter()
            .flatten()
            .collect();
        let cited = Cited::of(&brief, &order);
        let numbers = |id: &Id| cited.by(id).collect::<Vec<_>>();
        assert_eq!(numbers(order[0]), [1, 2]);
        assert_eq!(numbers(order[1]), [3], "the house itself");
        assert_eq!(numbers(order[2]), [2]);
        assert_eq!(cited.origins.len(), 4, "what no figure cites comes last");
    }
}
