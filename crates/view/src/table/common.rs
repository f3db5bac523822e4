//! What the figures of a column, a row or a table have in common, so that their cells need
//! not say it.

use strata_model::calc::table::{Content, Shown};
use strata_model::{Against, Change, Period, Quantity, Scale, Unit};

use crate::context::Context;
use crate::words::Said;

/// What the numbers of a group have in common, and do not say themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) unit: Unit,
    pub(super) scale: Scale,
    pub(super) words: String,
}

/// What the changes of a group have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CommonChange {
    pub(super) against: Option<Against>,
    pub(super) unit: Option<(Unit, String)>,
}

/// The one period of some figures: nothing if they are of several, and none if none is known.
pub(super) fn one_period<'b>(group: &[&Shown<'b>]) -> Option<Option<&'b Period>> {
    let mut periods = group.iter().filter_map(|it| it.period);
    let first = periods.next();
    periods.all(|it| Some(it) == first).then_some(first)
}

/// What all levels of a table have in common, if they have one unit and one scale.
pub(super) fn one_for_all(
    groups: &[Vec<Shown<'_>>],
    levels: &[Option<Common>],
) -> Option<Common> {
    let has_levels = |group: &[Shown<'_>]| group.iter().any(|it| it.unit().is_some());
    let mut told = groups.iter().zip(levels).filter(|(group, _)| has_levels(group));
    let first = told.next()?.1.clone()?;
    told.all(|(_, it)| it.as_ref() == Some(&first)).then_some(first)
}

/// What most groups of changes have in common, by their unit: the first of several of which
/// there are as many.
pub(super) fn common_to_most(groups: &[&CommonChange]) -> CommonChange {
    let of = |unit: &Unit| {
        let alike =
            |it: &&&CommonChange| it.unit.as_ref().is_some_and(|(own, _)| own == unit);
        groups.iter().filter(alike).collect::<Vec<_>>()
    };
    let units = groups.iter().filter_map(|it| it.unit.as_ref());
    let Some(unit) = units.rev().max_by_key(|(unit, _)| of(unit).len()) else {
        return CommonChange::default();
    };
    let first = of(&unit.0).first().and_then(|it| it.against);
    let one = of(&unit.0).iter().all(|it| it.against == first);
    CommonChange { against: first.filter(|_| one), unit: Some(unit.clone()) }
}

impl Context<'_> {
    /// The unit and the scale in which all levels of a group can be told.
    pub(super) fn common(&self, group: &[Shown<'_>]) -> Option<Common> {
        let levels = || {
            let levels = group.iter().filter(|it| it.unit().is_some());
            levels.flat_map(Shown::quantities)
        };
        let greatest = levels().max_by_key(|it| it.scale())?;
        let fits = |it: &Quantity| {
            it.unit() == greatest.unit() && it.in_scale(greatest.scale()).is_some()
        };
        let words = self.labels.unit_apart(greatest)?;
        levels().all(fits).then(|| Common {
            unit: greatest.unit().clone(),
            scale: greatest.scale(),
            words,
        })
    }

    /// What the changes of a group have in common, if it holds nothing else.
    pub(super) fn common_change(&self, group: &[Shown<'_>]) -> CommonChange {
        let changes: Vec<&Change> = group
            .iter()
            .filter_map(|it| match &it.content {
                Content::Change(change) => Some(change),
                _ => None,
            })
            .collect();
        let Some(first) = changes.first().filter(|_| changes.len() == group.len()) else {
            return CommonChange::default();
        };
        let against = changes.iter().all(|it| it.against == first.against);
        let sizes = || changes.iter().flat_map(|it| it.sizes());
        let unit = sizes().next().and_then(|size| {
            let one =
                sizes().all(|it| it.unit() == size.unit() && it.scale() == Scale::One);
            let words = self.labels.unit_apart(size).filter(|_| one)?;
            Some((size.unit().clone(), words))
        });
        CommonChange { against: against.then_some(first.against), unit }
    }

    /// What a head or a label says of its changes, which it may say itself: what they are
    /// against, and in which unit, unless that stands above the table.
    pub(super) fn change_line(
        &self,
        changes: &CommonChange,
        label: &str,
        above: &CommonChange,
    ) -> Option<Said> {
        let labels = self.labels;
        let told = |unit: &Unit| above.unit.as_ref().is_some_and(|(it, _)| it == unit);
        let unit = changes.unit.as_ref().filter(|(unit, _)| !told(unit));
        let all_told = changes.unit.is_some() && unit.is_none();
        let against = changes.against.filter(|it| {
            labels.against_what(*it) != label && !(all_told && above.against == Some(*it))
        });
        let unit = unit.map(|(_, words)| words.clone());
        let said = against.map(|it| (labels.spoken.against_what)(it).to_owned());
        let text = against.map(|it| labels.against_what(it).to_owned());
        let joined = |first: Option<String>| {
            first.into_iter().chain(unit.clone()).collect::<Vec<_>>().join(", ")
        };
        let text = joined(text);
        (!text.is_empty()).then(|| Said::new(text, joined(said)))
    }
}
