//! The blocks of a section as they are printed, each with the readings beside it.

use strata_model::{
    Block, Counterparty, Figure, Id, Item, Layer, Pole, Reading, Ref, Section,
};

use crate::block::{
    BlockView, Body, Head, ItemView, LayerView, Measured, PartyView, PoleView,
    SectionView, StackView,
};
use crate::chart::ALT_MAX;
use crate::claim::{Claim, Line};
use crate::compose::Unit;
use crate::context::Context;
use crate::height::{beside, tall_items};
use crate::words::{Rich, Said};

/// More layers than this are not drawn.
const DRAWN_LAYERS: usize = 7;
/// More items than this are counted in a band.
const BAND_ITEMS: usize = 8;

impl Context<'_> {
    pub(crate) fn section(&self, at: String, section: &Section) -> SectionView {
        let mut rows = self.rows(Unit::all(self, &at, &section.blocks));
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
            Block::Points(it) => (Body::Points(self.items(&it.items)), None),
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
                let mechanisms = self.items(&it.mechanisms);
                (Body::Advantage { lines, mechanisms }, claim("advantage", &it.reading))
            }
            Block::Barbell(it) => {
                let poles = it.poles.iter().map(|pole| self.pole(pole)).collect();
                let middle =
                    it.middle.map(|it| self.labels.middle(it)).unwrap_or_default();
                let mechanisms = self.items(&it.mechanisms);
                let body = Body::Barbell { poles, middle: middle.into(), mechanisms };
                (body, claim("barbell", &it.reading))
            }
            Block::Counterparties(it) => {
                let parties = it.parties.iter().map(|party| self.party(party)).collect();
                (Body::Counterparties(parties), None)
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
    fn anchor(&self, id: Option<&Id>) -> Option<(String, String)> {
        let target = self.refs.place(id?)?;
        Some((target.anchor.clone(), target.title.clone()))
    }

    fn items(&self, items: &[Item]) -> Vec<ItemView> {
        items
            .iter()
            .map(|item| {
                let text =
                    item.text.as_ref().map(|text| self.rich(text)).unwrap_or_default();
                let name =
                    item.name.as_ref().map(|name| self.set(name)).unwrap_or_default();
                self.item(item.id.as_ref(), name, text, &item.figures)
            })
            .collect()
    }

    fn item(
        &self,
        id: Option<&Id>,
        name: Rich,
        text: Rich,
        figures: &[Ref<Figure>],
    ) -> ItemView {
        let figures = figures.iter().filter(|it| !text.quoted.contains(it.id()));
        let said = name.read();
        let mut item = ItemView {
            anchor: self.anchor(id),
            figures: figures.filter_map(|id| self.measured_line(&said, id)).collect(),
            name,
            text,
            tall: false,
        };
        item.tall = tall_items(std::slice::from_ref(&item));
        item
    }

    /// A figure as a line under an item: the label is left out where the item bears it.
    fn measured_line(&self, name: &str, id: &Id) -> Option<Measured> {
        let figure = self.brief.figures.get(id)?;
        let labels = self.labels;
        let change = figure.change.as_ref().filter(|_| !self.is_only_change(figure));
        let change = change.map(|it| self.change_said(figure, it, None));
        let label = Some(figure.label.as_str()).filter(|label| *label != name);
        let basis = figure.basis.filter(|it| !it.is_plain()).map(|it| labels.basis(it));
        let listed = |change: Option<String>, period: String| {
            let label = label.map(str::to_owned).into_iter();
            let parts = label.chain(change).chain([period]);
            parts.chain(basis.map(str::to_owned)).collect::<Vec<_>>().join(", ")
        };
        let period = self.period_said(figure);
        let said = period.aloud();
        Some(Measured {
            value: Said::new(labels.value(figure), labels.say_value(figure)),
            what: Said::new(
                listed(
                    change.as_ref().map(|it| it.text.to_string()),
                    self.period_of(figure),
                ),
                listed(change.as_ref().map(Said::aloud), said),
            ),
            mark: self.cited_by(&[id]),
        })
    }

    fn stack(&self, at: &str, layers: &[Layer]) -> StackView {
        let labels = self.labels;
        let names: Vec<_> = layers
            .iter()
            .map(|layer| match &layer.role {
                Some(role) => format!("{} ({})", self.read(&layer.name), self.read(role)),
                None => self.read(&layer.name),
            })
            .collect();
        let (count, names) = (layers.len(), names.join(labels.semicolon));
        let alt = (labels.sentences.alt_stack)(labels.plural(count), count, &names);
        let views = layers.iter().enumerate().map(|(n, layer)| {
            let at = format!("{at}/stack/layers/{n}");
            let number = (n + 1).to_string();
            // The number stands before the name in every language.
            let title = Rich::plain((labels.sentences.layer)(n + 1, ""));
            let title = title.followed_by(self.set(&layer.name));
            let names: Vec<_> = layer
                .items
                .iter()
                .filter_map(|item| Some(self.read(item.name.as_ref()?)))
                .collect();
            let shown =
                if names.len() > BAND_ITEMS { BAND_ITEMS - 1 } else { names.len() };
            let mut band: Vec<_> = names.iter().take(shown).cloned().collect();
            if names.len() > shown {
                band.push(labels.and_more(names.len() - shown));
            }
            let reading = layer.reading.iter();
            let readings: Vec<_> =
                reading.map(|it| self.claim(format!("{at}/reading"), it)).collect();
            let items = self.items(&layer.items);
            LayerView {
                head: self.head(
                    layer.id.as_ref(),
                    Some(title),
                    layer.lead.as_ref().map(|lead| self.rich(lead)),
                ),
                number: number.into(),
                name: self.set(&layer.name),
                role: layer.role.as_ref().map(|role| self.set(role)).unwrap_or_default(),
                names: band.join(" · ").into(),
                items_label: match &layer.items_label {
                    Some(label) => self.set(label).unlinked(),
                    None => Rich::plain(labels.item),
                },
                tall: tall_items(&items),
                items,
                beside: beside(&readings),
                readings,
                at,
            }
        });
        StackView {
            alt: alt.chars().take(ALT_MAX).collect(),
            drawn: layers.len() <= DRAWN_LAYERS,
            layers: views.collect(),
        }
    }

    fn pole(&self, pole: &Pole) -> PoleView {
        PoleView {
            anchor: self.anchor(pole.id.as_ref()),
            name: self.set(&pole.name),
            tagline: pole.tagline.as_ref().map(|it| self.set(it)).unwrap_or_default(),
            text: pole.text.as_ref().map(|text| self.rich(text)).unwrap_or_default(),
            items: self.items(&pole.items),
        }
    }

    fn party(&self, party: &Counterparty) -> PartyView {
        let roles: Vec<_> =
            party.roles.iter().map(|role| self.labels.role(*role)).collect();
        let text = party.text.as_ref().map(|text| self.rich(text)).unwrap_or_default();
        PartyView {
            roles: roles.join(", ").into(),
            item: self.item(
                party.id.as_ref(),
                self.set(&party.name),
                text,
                &party.figures,
            ),
        }
    }
}
