//! The blocks of a section as they are printed, each with the readings beside it.

use strata_model::{
    Better, Block, Change, Counterparty, Direction, Figure, Id, Item, Layer, Pole,
    Reading, Ref, Section,
};

use crate::block::{
    Body, Cell, Delta, Head, ItemView, LayerView, Measured, PartyView, PoleView,
    SectionView, StackView, Tone,
};
use crate::chart::{ALT_MAX, ratio};
use crate::claim::{Claim, Line};
use crate::compose::Unit;
use crate::context::Context;
use crate::height::{beside, tall_items};
use crate::words::{Rich, Said};

/// A note of more letters stands in the index of figures alone, not on the card.
const CARD_NOTE: usize = 90;
/// More layers than this are not drawn.
const DRAWN_LAYERS: usize = 7;
/// More items than this are counted in a band.
const BAND_ITEMS: usize = 8;

impl Context<'_> {
    pub(crate) fn section(&self, at: String, section: &Section) -> SectionView {
        let rows = self.rows(Unit::all(self, &at, &section.blocks));
        let lead = section.lead.as_ref().map(|lead| self.rich(lead));
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
            Block::Figures(it) => (
                Body::Figures(
                    it.show
                        .iter()
                        .filter_map(|it| self.compared_cell(it.id(), it.comparison()))
                        .collect(),
                ),
                None,
            ),
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
            Block::Table(it) => (Body::Table(Box::new(self.table(it, room))), None),
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
        Head { anchor: self.anchor(id), title, lead }
    }

    /// The name of the place of an id, and what a screen reader says of it.
    fn anchor(&self, id: Option<&Id>) -> Option<(String, String)> {
        let target = self.refs.place(id?)?;
        Some((target.anchor.clone(), target.title.clone()))
    }

    /// A figure as a card, with its comparison of that name.
    fn compared_cell(&self, id: &Id, name: Option<&str>) -> Option<Cell> {
        let figure = self.brief.figures.get(id)?;
        let labels = self.labels;
        let only_change = self.is_only_change(figure);
        let named = name.and_then(|name| figure.comparison(name));
        let (change, prior) = match named {
            Some(named) => (Some(&named.change), named.prior.as_ref()),
            None => {
                (figure.change.as_ref().filter(|_| !only_change), figure.prior.as_ref())
            }
        };
        let adjusted = named.and_then(|it| self.adjusted(it.adjustment, &it.excluding));
        let bars = prior.zip(figure.value.as_ref()).and_then(|(prior, value)| {
            (prior.unit() == value.unit()).then(|| (prior.value(), value.value())).filter(
                |(prior, value)| !prior.is_sign_negative() && !value.is_sign_negative(),
            )
        });
        let basis = figure.basis.filter(|it| !it.is_plain()).map(|it| labels.basis(it));
        let superlative = figure.superlative.as_ref().and_then(|it| it.words.as_ref());
        let turn = change.and_then(|change| self.turn(figure, change, prior));
        let notes =
            [turn, superlative.map(strata_model::Text::as_str)].into_iter().flatten();
        Some(Cell {
            label: figure
                .short
                .as_ref()
                .map_or(figure.label.as_str(), |it| it.as_str())
                .into(),
            mark: self.cited_by(&[id]),
            lead: labels.qualifier_word(figure).unwrap_or_default().into(),
            value: Said::new(labels.bare_value(figure), labels.say_bare_value(figure)),
            change: change.map(|change| Delta {
                glyph: match change.direction() {
                    Some(Direction::Up) => "▲",
                    Some(Direction::Down) => "▼",
                    Some(Direction::Flat) => "→",
                    None => "",
                },
                tone: tone(change, figure.better),
                // The glyph says the direction a second time, to the eye alone.
                text: self.change_said(figure, change, named),
            }),
            period: self.period_said(figure),
            notes: {
                let words = basis.into_iter().chain(notes).map(Said::from);
                let words = adjusted.into_iter().map(Said::from).chain(words);
                let note = figure.note.as_ref().map(|it| self.read(it));
                let note = note.filter(|it| it.chars().count() <= CARD_NOTE);
                words
                    .chain(self.surprises(figure, named))
                    .chain(note.map(Said::from))
                    .collect()
            },
            bars: bars.map(|(prior, value)| {
                let most = prior.max(value);
                (ratio(prior, most), ratio(value, most))
            }),
        })
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
/// What a change means for the company: the direction tells nothing of that.
fn tone(change: &Change, better: Option<Better>) -> Tone {
    let better = better.unwrap_or(Better::Higher);
    match (change.direction(), better) {
        (Some(Direction::Up), Better::Higher)
        | (Some(Direction::Down), Better::Lower) => Tone::Better,
        (Some(Direction::Down), Better::Higher)
        | (Some(Direction::Up), Better::Lower) => Tone::Worse,
        _ => Tone::Neither,
    }
}
