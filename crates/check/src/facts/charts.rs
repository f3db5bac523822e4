//! The charts of a brief.

use strata_model::{Block, Chart};

use super::gathered::Facts;
use super::path_arena::ArenaPath;

/// The charts with their places.
pub(crate) fn charts<'b>(
    facts: &Facts<'b>,
) -> impl Iterator<Item = (&'b Chart, ArenaPath<'b>)> {
    let sections = facts.brief.sections.iter().enumerate();
    sections.flat_map(|(at, section)| {
        let blocks = facts.root.key("sections").index(at).key("blocks");
        section.blocks.iter().enumerate().filter_map(move |(at, block)| {
            let Block::Chart(chart) = block else { return None };
            Some((chart, blocks.index(at).key("chart")))
        })
    })
}
