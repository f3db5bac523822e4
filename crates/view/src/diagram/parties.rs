//! The others in the game, each with what it is to the company and what it does.

use serde::Serialize;
use strata_model::{Counterparties, Counterparty};

use crate::context::Context;
use crate::item::{ItemView, Measured};
use crate::measure::width;
use crate::sheet::POINTS_PER_MM;
use crate::words::Words;

/// The size of type in points.
const SIZE: f64 = 8.5;
/// In millimetres: the space behind the words of a column, and the least and the most that
/// names and roles take.
const BEHIND: f64 = 5.0;
const LEAST: f64 = 24.0;
const MOST: f64 = 42.0;

/// The others in the game.
#[derive(Debug, Serialize)]
pub(crate) struct PartiesView {
    pub(crate) heads: [Words; 3],
    /// The widths of the columns in points.
    pub(crate) widths: [f64; 3],
    pub(crate) rows: Vec<PartyView>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub(crate) struct PartyView {
    pub(crate) roles: Words,
    #[serde(flatten)]
    pub(crate) item: ItemView,
}

impl Context<'_> {
    /// The others in the game, in so much room across.
    pub(crate) fn parties(
        &self,
        at: &str,
        block: &Counterparties,
        room: f64,
    ) -> PartiesView {
        let parties = block.parties.iter().enumerate();
        let rows: Vec<_> = parties
            .map(|(n, it)| self.party(format!("{at}/counterparties/parties/{n}"), it))
            .collect();
        let subject = &self.brief.subject;
        let company = subject.short.as_ref().unwrap_or(&subject.name);
        let words = &self.labels.diagrams;
        let heads = [
            self.labels.party.into(),
            (words.role_to)(company.as_str()).into(),
            words.what_it_does.into(),
        ];
        let narrow = self.columns.two_thirds;
        PartiesView { widths: widths(&rows, room, narrow), heads, rows }
    }

    fn party(&self, at: String, party: &Counterparty) -> PartyView {
        let roles: Vec<_> =
            party.roles.iter().map(|role| self.labels.role(*role)).collect();
        let text = party.text.as_ref().map(|text| self.rich(text)).unwrap_or_default();
        let name = self.set(&party.name);
        let item = self.item(at, party.id.as_ref(), name, text, &party.figures);
        PartyView { roles: roles.join(", ").into(), item }
    }
}

/// Names and roles as wide as they are, in limits, and the rest for what is said: of the
/// narrow width if every line of it fits there, else of all the room.
fn widths(rows: &[PartyView], room: f64, narrow: f64) -> [f64; 3] {
    let most = |of: &dyn Fn(&PartyView) -> f64| rows.iter().map(of).fold(0.0, f64::max);
    let within = |width: f64| {
        (width + BEHIND * POINTS_PER_MM)
            .clamp(LEAST * POINTS_PER_MM, MOST * POINTS_PER_MM)
            .ceil()
    };
    let name = within(most(&|it| width(&it.item.name.read(), SIZE, true)));
    let roles = within(most(&|it| width(&it.roles.to_string(), SIZE, false)));
    let said = most(&|it| {
        let figures: usize = it.item.figures.iter().map(Measured::letters).sum();
        let letters = u32::try_from(figures).unwrap_or(u32::MAX);
        width(&it.item.text.read(), SIZE, false) + f64::from(letters) * SIZE / 2.0
    });
    let fits = name + roles + said <= narrow;
    let whole = if fits { room.min(narrow) } else { room };
    [name, roles, whole - name - roles]
}
