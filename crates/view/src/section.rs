//! The blocks of a section as they are printed, each with the readings beside it.

use strata_model::{Better, Block, Change, Direction, Id, Reading, Section};

use crate::block::{Body, Cell, Delta, Head, SectionView, Tone};
use crate::chart::ratio;
use crate::claim::{Claim, Line};
use crate::compose::Unit;
use crate::context::Context;
use crate::words::{Rich, Said};

/// A note of more letters stands in the index of figures alone, not on the card.
const CARD_NOTE: usize = 90;

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
    pub(crate) fn anchor(&self, id: Option<&Id>) -> Option<(String, String)> {
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
