//! How the tripwires of a brief stand.

use std::rc::Rc;

use strata_model::calc::tripwire::is_to_come;
use strata_model::calc::{Outcome, Watched};
use strata_model::{Effect, Figure, Id, Period, Reading, Status, Tripwire};

use super::gathered::Facts;
use super::path_arena::ArenaPath;
use crate::table::Table;

/// A tripwire with how it stands.
pub(crate) struct Tested<'b> {
    pub(crate) reading: &'b Reading,
    pub(crate) tripwire: &'b Tripwire,
    pub(crate) id: &'b Id,
    pub(crate) figure: &'b Figure,
    pub(crate) watched: Rc<Watched<'b>>,
    pub(crate) outcome: Outcome,
    /// Where the tripwire stands.
    pub(crate) path: ArenaPath<'b>,
}

impl Tested<'_> {
    pub(crate) fn is_tripped(&self) -> bool {
        self.outcome == Outcome::Tripped
    }

    pub(crate) fn effect(&self) -> Effect {
        self.tripwire.effect.unwrap_or(Effect::Breaks)
    }
}

/// Whether a reading is claimed to hold, in words or by their absence.
pub(crate) fn holds(reading: &Reading) -> bool {
    matches!(reading.status, None | Some(Status::Holds))
}

/// The tripwires of all readings that hold, but for those that speak of a time to come.
pub(super) fn tested<'b>(facts: &Facts<'b>) -> Vec<Tested<'b>> {
    type Of<'b> = (&'b Id, Option<&'b Period>);
    let mut watched: Table<Of<'b>, Rc<Watched<'b>>> = Table::default();
    let mut tested = Vec::new();
    let all = facts.readings.iter().filter(|(reading, _)| holds(reading));
    for (reading, path) in all {
        for (at, tripwire) in reading.breaks_if.iter().enumerate() {
            let Some((id, figure)) = facts.figure_of(&tripwire.figure) else { continue };
            if is_to_come(facts.calendar, reading, tripwire, figure) {
                continue;
            }
            let latest = watched
                .entry((id, None))
                .or_insert_with(|| Rc::new(Watched::new(facts.calendar, figure)));
            let latest = Rc::clone(latest);
            let watched = match &tripwire.period {
                None => latest,
                Some(period) => {
                    let of = watched.entry((id, Some(period)));
                    let of =
                        of.or_insert_with(|| Rc::new(latest.up_to(facts.brief, period)));
                    Rc::clone(of)
                }
            };
            let outcome = watched.stands(tripwire);
            let path = path.key("breaks-if").index(at);
            tested.push(Tested { reading, tripwire, id, figure, watched, outcome, path });
        }
    }
    tested
}
