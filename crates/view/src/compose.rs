//! Which blocks of a section stand side by side.
//!
//! Evidence takes two thirds of the width. In the third beside it stand its readings, and
//! then what follows in the section and is small enough, until the third is as high as the
//! evidence. Two blocks that fit half the width, are about as high and have no reading between
//! them, are a pair. Blocks keep their order: the left column is read before the right one.

use serde::Serialize;
use strata_model::{Block, Reading};

use crate::block::{BlockView, Body, Head, Width};
use crate::claim::Claim;
use crate::context::Context;
use crate::extent::{of_body, of_claim};
use crate::height::beside;
use crate::sheet::POINTS_PER_MM;

/// So much of the third may stay empty, or stand out below the evidence: 25 mm.
const SLACK: f64 = 25.0 * POINTS_PER_MM;
/// The gap between two blocks, roughly.
const GAP: f64 = 13.0;
/// The most height of a block that is half of a pair: 70 mm.
const MOST_HALF: f64 = 70.0 * POINTS_PER_MM;
/// The lower of a pair is as high as this part of the higher, or more.
const LEAST_BESIDE: f64 = 0.25;
/// The most height of prose in the third: 60 mm.
const MOST_PROSE: f64 = 60.0 * POINTS_PER_MM;
/// So many points, and no more, make a block for the third.
const FEW_POINTS: usize = 4;
/// So many blocks at most stand one below the other beside another.
const STACKED: usize = 3;

/// From so many rows on, a list may be parted.
const LIST: usize = 4;

/// One or several blocks side by side.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct RowView {
    /// The place of its first block.
    pub(crate) at: String,
    pub(crate) form: Form,
    /// One below the other.
    pub(crate) left: Vec<BlockView>,
    pub(crate) right: Vec<BlockView>,
    /// Whether it may not stay together.
    pub(crate) tall: bool,
}

/// How the blocks of a row stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// Alone, its readings below it.
    Alone,
    /// Evidence at the left; at the right its readings and further blocks.
    Beside,
    /// Two halves.
    Pair,
}

/// A block of the data with the readings that follow it.
pub(crate) struct Unit<'a> {
    pub(crate) at: String,
    pub(crate) block: &'a Block,
    pub(crate) readings: Vec<Claim>,
}

impl<'a> Unit<'a> {
    /// The blocks of a section; a reading belongs to the block before it, and the first of a
    /// section has none.
    pub(crate) fn all(context: &Context<'_>, at: &str, blocks: &'a [Block]) -> Vec<Self> {
        let mut units: Vec<Self> = Vec::new();
        for (n, block) in blocks.iter().enumerate() {
            let at = format!("{at}/blocks/{n}");
            let claim = |it: &Reading| context.claim(format!("{at}/reading"), it);
            let reading = match block {
                Block::Reading(it) => Some(claim(it)),
                _ => None,
            };
            match (reading, units.last_mut()) {
                (Some(reading), Some(before)) => before.readings.push(reading),
                (reading, _) => {
                    units.push(Self {
                        at,
                        block,
                        readings: reading.into_iter().collect(),
                    });
                }
            }
        }
        units
    }
}

impl Context<'_> {
    /// The rows of a section.
    pub(crate) fn rows(&self, units: &[Unit<'_>]) -> Vec<RowView> {
        let mut rows = Vec::new();
        let mut rest = units;
        while !rest.is_empty() {
            let (row, taken) = self.next_row(rest);
            rows.push(row);
            rest = &rest[taken..];
        }
        rows
    }

    /// The first row, and how many blocks it takes.
    fn next_row(&self, units: &[Unit<'_>]) -> (RowView, usize) {
        if let Some(row) = self.pair(units) {
            return (row, 2);
        }
        let first = self.block(&units[0], Width::TwoThirds);
        if !first.body.fits_two_thirds()
            || !first.readings.is_empty() && !beside(&first.readings)
        {
            return (self.alone(&units[0], first), 1);
        }
        let third = self.columns.third;
        let claims = first.readings.iter().map(|it| of_claim(it, third) + GAP);
        let mut right_high: f64 = claims.sum();
        let mut left_high = of_body(&first.body, self.columns.two_thirds);
        let (mut left, mut right) = (vec![first], Vec::new());
        let mut at = 1;
        // Evidence that nothing stands beside is stacked where a small block follows it.
        if right_high == 0.0 {
            for block in self.stacked(&units[1..]) {
                left_high += GAP + of_body(&block.body, self.columns.two_thirds);
                left.push(block);
                at += 1;
            }
        }
        while let Some(small) = units.get(at).and_then(|unit| self.small(unit)) {
            // Prose beside prose would be read across.
            if matches!((&left[0].body, &small.body), (Body::Text(_), Body::Text(_))) {
                break;
            }
            let high = right_high + GAP + of_body(&small.body, third);
            if high > left_high + SLACK {
                break;
            }
            right_high = high;
            right.push(small);
            at += 1;
        }
        if right_high > 0.0 {
            return (RowView::of(Form::Beside, left, right), at);
        }
        (self.alone(&units[0], left.swap_remove(0)), 1)
    }

    /// A block that nothing stands beside, which has been set in two thirds before.
    fn alone(&self, unit: &Unit<'_>, set: BlockView) -> RowView {
        let width = unit.alone();
        let block = if width == set.width { set } else { self.block(unit, width) };
        RowView::of(Form::Alone, vec![block], Vec::new())
    }

    /// The blocks without readings before one that is small; none where one does not fit.
    fn stacked(&self, units: &[Unit<'_>]) -> Vec<BlockView> {
        let mut blocks = Vec::new();
        for unit in units.iter().take(STACKED + 1) {
            if self.small(unit).is_some() {
                return blocks;
            }
            let block = self.block(unit, Width::TwoThirds);
            if !unit.readings.is_empty() || !block.body.fits_two_thirds() {
                break;
            }
            blocks.push(block);
        }
        Vec::new()
    }

    /// Two blocks side by side, of which one at least is no running text.
    fn pair(&self, units: &[Unit<'_>]) -> Option<RowView> {
        let [one, other, ..] = units else { return None };
        let runs = |it: &Unit<'_>| matches!(it.block, Block::Text(_) | Block::Points(_));
        if runs(one) && runs(other) {
            return None;
        }
        let width = self.columns.half;
        let half = |unit: &Unit<'_>| {
            let block =
                unit.readings.is_empty().then(|| self.block(unit, Width::Half))?;
            let high = of_body(&block.body, width);
            (block.readings.is_empty() && block.body.fits_half(high))
                .then_some((block, high))
        };
        let ((one, high), (other, other_high)) = (half(one)?, half(other)?);
        let charts = matches!((&one.body, &other.body), (Body::Chart(_), Body::Chart(_)));
        let even = charts || high.min(other_high) >= LEAST_BESIDE * high.max(other_high);
        even.then(|| RowView::of(Form::Pair, vec![one], vec![other]))
    }

    /// A block that may stand in the third.
    fn small(&self, unit: &Unit<'_>) -> Option<BlockView> {
        if !unit.readings.is_empty() {
            return None;
        }
        let may = match unit.block {
            Block::Points(points) => points.items.len() <= FEW_POINTS,
            Block::Text(_) => true,
            Block::Table(_) => true,
            Block::Figures(figures) => figures.show.len() == 1,
            _ => false,
        };
        let block = may.then(|| self.block(unit, Width::Third))?;
        let high = of_body(&block.body, self.columns.third);
        block.body.fits_third(high).then_some(block)
    }

    fn block(&self, unit: &Unit<'_>, width: Width) -> BlockView {
        let (id, title, lead) = unit.block.head();
        let (body, own) = self.body(&unit.at, unit.block, self.columns.of(width));
        let title = title.map(|title| self.set(title));
        let readings = own.into_iter().chain(unit.readings.iter().cloned());
        let number = self.refs.table(&unit.at);
        let number = number.map(|it| (self.labels.sentences.table)(it).into());
        BlockView {
            at: unit.at.clone(),
            head: Head {
                number,
                ..self.head(id, title, lead.map(|lead| self.rich(lead)))
            },
            tall: crate::height::tall(&body),
            body,
            width,
            readings: readings.collect(),
        }
    }
}

impl Unit<'_> {
    /// The width of a block that nothing stands beside.
    fn alone(&self) -> Width {
        match self.block {
            Block::Text(_) | Block::Points(_) | Block::Advantage(_) => Width::TwoThirds,
            _ => Width::Full,
        }
    }
}

impl RowView {
    fn of(form: Form, mut left: Vec<BlockView>, mut right: Vec<BlockView>) -> Self {
        if let (Form::Pair, [one], [other]) =
            (form, left.as_mut_slice(), right.as_mut_slice())
            && let (Body::Chart(one), Body::Chart(other)) =
                (&mut one.body, &mut other.body)
        {
            one.pair(other);
        }
        let tall = left.iter().chain(&right).any(|it| it.tall) || left.len() > 2;
        let at = left.first().map(|it| it.at.clone()).unwrap_or_default();
        for block in left.iter_mut().chain(&mut right) {
            if let Body::Chart(exhibit) = &mut block.body {
                exhibit.row.clone_from(&at);
            }
        }
        Self { at, form, left, right, tall }
    }

    /// The least, nominal and most height of the plots of its exhibits together.
    pub(crate) fn plots(&self) -> Option<[f64; 3]> {
        let plots = self.left.iter().filter_map(|it| match &it.body {
            Body::Chart(exhibit) => exhibit.plot,
            _ => None,
        });
        let sum = |one: [f64; 3], other: [f64; 3]| [0, 1, 2].map(|n| one[n] + other[n]);
        plots.reduce(sum).filter(|heights| heights[0] < heights[2])
    }

    /// Whether it is a list of rows, some of which can stand on one page and some on the next,
    /// with nothing beside it that has to stay whole.
    pub(crate) fn is_list(&self) -> bool {
        let [block] = self.left.as_slice() else { return false };
        let flows = |it: &BlockView| matches!(it.body, Body::Points(_) | Body::Text(_));
        let free = match self.form {
            Form::Alone => true,
            Form::Beside => block.readings.is_empty() && self.right.iter().all(flows),
            Form::Pair => false,
        };
        free && block.body.rows() >= LIST
    }

    pub(crate) fn blocks(&self) -> impl Iterator<Item = &BlockView> {
        self.left.iter().chain(&self.right)
    }
}

impl Body {
    /// How many rows it has that each stand on their own.
    fn rows(&self) -> usize {
        match self {
            Self::Table(table) => table.rows(),
            Self::Guidance(guidance) => guidance.rows.len(),
            Self::Counterparties(parties) => parties.rows.len(),
            _ => 0,
        }
    }

    /// Whether something may stand beside it.
    fn fits_two_thirds(&self) -> bool {
        match self {
            Self::Figures(_) | Self::Stack(_) | Self::Readings => false,
            Self::Chart(exhibit) => !exhibit.crowded,
            Self::Table(table) => table.fits(),
            _ => true,
        }
    }

    /// Whether it can be read in half the width, where it would be so high in points.
    fn fits_half(&self, high: f64) -> bool {
        match self {
            Self::Chart(exhibit) => exhibit.fits_half,
            Self::Table(table) => table.fits() && high <= MOST_HALF,
            Self::Text(_) | Self::Points(_) | Self::Barbell(_) => high <= MOST_HALF,
            _ => false,
        }
    }

    /// Whether it can be read in the third, where it would be so high in points.
    fn fits_third(&self, high: f64) -> bool {
        match self {
            Self::Points(_) => true,
            Self::Text(_) => high <= MOST_PROSE,
            Self::Figures(strip) => strip.is_narrow(),
            Self::Table(table) => table.fits(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use strata_model::Brief;

    use super::*;
    use crate::sheet::Paper;

    fn brief(blocks: &[Value]) -> Brief {
        serde_json::from_value(json!({
            "strata": "1", "title": "T", "subject": {"name": "Example plc"},
            "as-of": "2025-02-01", "period": "Q4 2024",
            "thesis": [{"id": "t", "kind": "judgment", "text": "It grows."}],
            "sections": [{"title": "S", "blocks": blocks}],
            "figures": {
                "sales": {"label": "Sales", "value": "$4B", "period": "Q4 2024", "prior": "$3B"},
                "costs": {"label": "Costs", "value": "$3B", "period": "Q4 2024"},
            },
        }))
        .expect("a brief")
    }

    /// The forms of the rows of these blocks, each with the places in its columns.
    fn rows(blocks: &[Value]) -> Vec<(Form, String, String)> {
        let brief = brief(blocks);
        let context = Context::new(&brief, Paper::A4);
        let units = Unit::all(&context, "", &brief.sections[0].blocks);
        let places = |them: &[BlockView]| {
            them.iter().map(|it| it.at.trim_start_matches("/blocks/")).collect::<String>()
        };
        let rows = context.rows(&units);
        rows.iter().map(|it| (it.form, places(&it.left), places(&it.right))).collect()
    }

    fn chart() -> Value {
        json!({"chart": {"title": "Sales", "figure": "sales"}})
    }

    fn text(words: usize) -> Value {
        json!({"text": {"paragraphs": ["word ".repeat(words).trim()]}})
    }

    fn points(count: usize) -> Value {
        json!({"points": {"items": vec![json!({"text": "A point of some words."}); count]}})
    }

    fn table(columns: usize) -> Value {
        let cells = vec!["sales"; columns];
        let columns: Vec<_> =
            (0..columns).map(|it| json!({"label": format!("Column {it}")})).collect();
        let rows: Vec<_> =
            (0..6).map(|it| json!({"label": format!("R{it}"), "cells": cells})).collect();
        json!({"table": {"columns": columns, "rows": rows}})
    }

    fn reading() -> Value {
        json!({"reading": {"id": "r", "kind": "judgment", "text": "So it is."}})
    }

    #[test]
    fn charts_with_nothing_between_are_a_pair() {
        let row =
            |form, left: &str, right: &str| (form, left.to_owned(), right.to_owned());
        assert_eq!(rows(&[chart(), chart()]), [row(Form::Pair, "0", "1")]);
        assert_eq!(
            rows(&[chart(), reading(), chart(), reading()]).len(),
            2,
            "a reading belongs to the block before it"
        );
        assert_eq!(rows(&[chart(), reading()])[0].0, Form::Beside);
    }

    #[test]
    fn what_is_small_stands_beside_evidence_and_prose_beside_no_prose() {
        let forms =
            |blocks: &[Value]| rows(blocks).iter().map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(forms(&[table(5), points(3)]), [Form::Beside]);
        assert_eq!(forms(&[table(5), points(9)]), [Form::Alone, Form::Alone]);
        assert_eq!(forms(&[text(90), text(90)]), [Form::Alone, Form::Alone]);
        assert_eq!(forms(&[table(5), text(20)]), [Form::Beside]);
        assert_eq!(forms(&[table(5), text(400)]), [Form::Alone, Form::Alone]);
    }

    #[test]
    fn every_block_is_set_once_and_in_its_order() {
        let kinds =
            [chart(), text(30), text(300), points(2), points(7), table(2), table(9)];
        for first in &kinds {
            for second in &kinds {
                for third in &kinds {
                    let blocks = [first.clone(), second.clone(), third.clone()];
                    let set: String = rows(&blocks)
                        .into_iter()
                        .map(|(_, left, right)| left + &right)
                        .collect();
                    assert_eq!(set, "012", "{blocks:?}");
                }
            }
        }
    }
}
