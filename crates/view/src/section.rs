//! The blocks of a section as they are printed, each with the readings beside it.

use strata_model::{Block, Id, Reading, Section};

use crate::block::{BlockView, Body, Head, SectionView};
use crate::claim::{Claim, Line};
use crate::compose::Unit;
use crate::context::Context;
use crate::words::Rich;

impl Context<'_> {
    pub(crate) fn section(&self, at: String, section: &Section) -> SectionView {
        let mut rows = self.rows(&Unit::all(self, &at, &section.blocks));
        let lead = section.lead.as_ref().map(|lead| self.rich(lead));
        // Where the author leads with nothing, what the first figures have in common does.
        let first = rows.first_mut().and_then(|row| row.left.first_mut());
        let lead = lead.or_else(|| match first {
            Some(BlockView { body: Body::Figures(strip), head, .. })
                if head.is_empty() =>
            {
                strip.common.take().map(Rich::plain)
            }
            _ => None,
        });
        let title = Some(self.set(&section.title));
        SectionView { head: self.head(section.id.as_ref(), title, lead), at, rows }
    }

    /// What a block consists of, in so much room across, and a reading of its own.
    pub(crate) fn body(
        &self,
        at: &str,
        block: &Block,
        room: f64,
    ) -> (Body, Option<Claim>) {
        let claim = |key: &str, reading: &Option<Reading>| {
            reading.as_ref().map(|it| self.claim(format!("{at}/{key}/reading"), it))
        };
        match block {
            Block::Text(it) => (
                Body::Text(
                    it.paragraphs.iter().flat_map(|text| self.flow(text)).collect(),
                ),
                None,
            ),
            Block::Figures(it) => (self.key_figures(at, it, room), None),
            Block::Chart(it) => (
                self.exhibit(at, it, room)
                    .map_or(Body::Readings, |it| Body::Chart(Box::new(it))),
                None,
            ),
            Block::Points(it) => {
                (Body::Points(self.items(&format!("{at}/points/items"), &it.items)), None)
            }
            Block::Stack(it) => (Body::Stack(self.stack(at, &it.layers)), None),
            Block::Advantage(it) => {
                let labels = self.labels;
                let parts = [
                    (labels.gap, &it.gap),
                    (labels.benefit, &it.benefit),
                    (labels.barrier, &it.barrier),
                ];
                let kind = it.kind.map(|kind| {
                    Line::new(labels.advantage_kind, Rich::plain(labels.advantage(kind)))
                });
                let lines = kind.into_iter().chain(parts.into_iter().filter_map(
                    |(label, text)| Some(Line::new(label, self.rich(text.as_ref()?))),
                ));
                let lines = lines.collect();
                let at = format!("{at}/advantage/mechanisms");
                let mechanisms = self.items(&at, &it.mechanisms);
                (Body::Advantage { lines, mechanisms }, claim("advantage", &it.reading))
            }
            Block::Barbell(it) => {
                let body = Body::Barbell(Box::new(self.barbell(at, it)));
                (body, claim("barbell", &it.reading))
            }
            Block::Counterparties(it) => {
                (Body::Counterparties(self.parties(at, it, room)), None)
            }
            Block::Table(it) => (Body::Table(Box::new(self.table(at, it, room))), None),
            Block::Guidance(it) => (Body::Guidance(self.guidance(at, it)), None),
            Block::Reading(_) => (Body::Readings, None),
        }
    }

    pub(crate) fn head(
        &self,
        id: Option<&Id>,
        title: Option<Rich>,
        lead: Option<Rich>,
    ) -> Head {
        Head { anchor: self.anchor(id), number: None, title, lead }
    }

    /// The name of the place of an id, and what a screen reader says of it.
    pub(crate) fn anchor(&self, id: Option<&Id>) -> Option<(String, String)> {
        let target = self.refs.place(id?)?;
        Some((target.anchor.clone(), target.title.clone()))
    }
}
