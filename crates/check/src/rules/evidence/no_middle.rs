use std::collections::{BTreeMap, BTreeSet};

use strata_model::{Barbell, Block, IdKind, Middle, Reading, Relation};
use strata_syntax::change::{Change, Place, Safety};
use strata_syntax::path::Part;

use crate::diagnostic::Reporter;
use crate::facts::evidence::{Cited, cited};
use crate::facts::{ArenaPath, Facts, Thing};
use crate::prose::phrase;
use crate::rule::Rule;

pub(crate) const RULE: Rule = Rule::read(include_str!("no_middle.md"));

/// The most barbells of a brief that are looked at, and the most text of their poles: more
/// than anybody writes.
const MOST: usize = 8;
const ENOUGH: usize = 64 << 10;

pub(crate) fn check(facts: &Facts<'_>, report: &mut Reporter<'_>) {
    let sections = facts.brief.sections.iter().enumerate();
    let barbells = sections.flat_map(|(at, section)| {
        let blocks = facts.root.key("sections").index(at).key("blocks");
        section.blocks.iter().enumerate().filter_map(move |(at, block)| match block {
            Block::Barbell(one) if one.middle == Some(Middle::Avoided) => {
                Some((one, blocks.index(at).key("barbell")))
            }
            _ => None,
        })
    });
    let barbells: Vec<_> = barbells.take(MOST).collect();
    if barbells.is_empty() {
        return;
    }
    let names = names(facts);
    for (one, path) in barbells {
        let poles = Poles::new(facts, path);
        let mut held = BTreeMap::new();
        for (reading, at) in &facts.readings {
            let own = at.is_within(path) || speaks_of(reading, one);
            let supports =
                cited(reading, *at).filter(|one| one.relation == Relation::Supports);
            let part = supports.into_iter().find(|cited| {
                let Some(thing) = facts.thing(cited.id.as_str()) else { return false };
                let is_part = in_block(thing.path, "stack")
                    || own && in_block(thing.path, "points");
                thing.kind == IdKind::Item
                    && is_part
                    && !*held
                        .entry(thing.id)
                        .or_insert_with(|| poles.hold(facts, thing, &names))
            });
            if let Some(part) = part {
                tell(reading, &part, path.key("middle"), report);
            }
        }
    }
}

fn tell(
    reading: &Reading,
    part: &Cited<'_>,
    middle: ArenaPath<'_>,
    report: &mut Reporter<'_>,
) {
    let message = format!(
        "`{}` rests on `{}`, which is at neither pole, though the middle is avoided",
        reading.id, part.id
    );
    let middle = Place::from(middle);
    report
        .at((part.named, Part::Value), message)
        .help("name it at a pole, or write `middle: bridging`")
        .related(middle.clone(), "the middle")
        .fix(Safety::Unsafe, [Change::Write(middle, "bridging".to_owned())]);
}

/// Whether a claim is about the two poles: it rests on them or on their block.
fn speaks_of(reading: &Reading, one: &Barbell) -> bool {
    let poles = one.poles.iter().filter_map(|pole| pole.id.as_ref());
    let mut ids = poles.chain(&one.id);
    ids.any(|id| reading.evidence().any(|cited| cited == (id, Relation::Supports)))
}

fn in_block(path: ArenaPath<'_>, kind: &str) -> bool {
    path.above(5).and_then(ArenaPath::last_key) == Some(kind)
}

/// What layers and items are called, in lower case, in the order of their places.
fn names<'b>(facts: &Facts<'b>) -> Vec<(ArenaPath<'b>, String)> {
    let named = facts.prose.iter().filter(|prose| prose.path.last_key() == Some("name"));
    named.map(|prose| (prose.path, prose.text.to_lowercase())).collect()
}

/// What stands at the two poles.
struct Poles<'b> {
    paths: [ArenaPath<'b>; 2],
    texts: Vec<String>,
    figures: BTreeSet<&'b str>,
}

impl<'b> Poles<'b> {
    fn new(facts: &Facts<'b>, path: ArenaPath<'b>) -> Self {
        let paths = [0, 1].map(|at| path.key("poles").index(at));
        let within = |path: ArenaPath<'b>| paths.iter().any(|pole| path.is_within(*pole));
        let mut room = ENOUGH;
        let texts =
            facts.prose.iter().filter(|prose| within(prose.path)).map_while(|prose| {
                room = room.checked_sub(prose.text.len())?;
                Some(prose.text.to_lowercase())
            });
        let texts = texts.collect();
        let figures = facts.references.iter().filter(|one| within(one.place.0));
        Poles { texts, figures: figures.map(|one| one.id).collect(), paths }
    }

    /// Whether a part is at a pole, or named there; by its layer, its items or its figures.
    fn hold(
        &self,
        facts: &Facts<'b>,
        thing: &Thing<'b>,
        names: &[(ArenaPath<'b>, String)],
    ) -> bool {
        if self.paths.iter().any(|pole| thing.path.is_within(*pole)) {
            return true;
        }
        let from = names.partition_point(|(path, _)| path.number() < thing.path.number());
        let own = names.get(from..).unwrap_or_default().iter();
        let mut own = own.take_while(|(path, _)| path.is_within(thing.path));
        // A layer: `/sections/0/blocks/0/stack/layers/0`.
        let layer = thing.path.above(7).filter(|_| in_block(thing.path, "stack"));
        let layer = layer.and_then(|layer| {
            let from = names.partition_point(|(name, _)| name.number() < layer.number());
            let inside = names.get(from..).unwrap_or_default().iter();
            let mut inside = inside.take_while(|(name, _)| name.is_within(layer));
            inside.find(|(name, _)| {
                name.parent().map(ArenaPath::number) == Some(layer.number())
            })
        });
        let named = |name: &str| self.texts.iter().any(|text| phrase::holds(text, name));
        own.any(|(_, name)| named(name))
            || layer.is_some_and(|(_, name)| named(name))
            || facts
                .evidence_graph()
                .contents
                .of(thing.path)
                .any(|id| self.figures.contains(id))
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::messages;

    fn said(middle: &str, pole: &str, thesis: &str) -> usize {
        let brief = format!(
            "figures:\n  users: {{label: Users, value: 5M, period: FY 2024}}\nthesis:\n  \
             - {{id: main, kind: judgment, text: It lasts., {thesis}}}\n\
             sections:\n  - title: One\n    blocks:\n      - stack:\n          layers:\n            \
             - {{id: base, name: Base, items: [{{id: cloud, name: Cloud+}}]}}\n            \
             - {{id: tools, name: Tools, items: [{{id: editor, name: Editor, figures: [users]}}]}}\n      \
             - points: {{items: [{{id: loose, text: Rivals lag.}}]}}\n      \
             - barbell:\n          id: barbell\n          middle: {middle}\n          \
             poles: [{{id: high, name: High, text: 'Cloud+, not cloudy.'}}, {{id: low, name: Low{pole}}}]\n          \
             mechanisms: [{{id: how, text: So.}}]\n"
        );
        messages(&brief, "L045").len()
    }

    #[test]
    fn a_part_at_neither_pole_is_the_middle() {
        assert_eq!(said("avoided", "", "rests-on: [high, low, tools]"), 1);
        assert_eq!(
            said("avoided", "", "rests-on: [editor, tools]"),
            1,
            "one for each claim"
        );
        assert_eq!(said("bridging", "", "rests-on: [tools]"), 0);
        assert_eq!(said("avoided", "", "rests-on: [high, low, barbell, how]"), 0);
        assert_eq!(said("avoided", "", "rests-on: [high], against: [tools]"), 0);
    }

    #[test]
    fn a_part_may_be_named_at_a_pole() {
        assert_eq!(said("avoided", "", "rests-on: [cloud, base]"), 0);
        assert_eq!(said("avoided", ", text: The tools.", "rests-on: [editor, tools]"), 0);
        assert_eq!(said("avoided", ", text: Toolshed.", "rests-on: [tools]"), 1);
        assert_eq!(
            said("avoided", ", items: [{text: '{users}'}]", "rests-on: [tools]"),
            0
        );
    }

    #[test]
    fn points_count_for_what_is_said_of_the_barbell() {
        assert_eq!(said("avoided", "", "rests-on: [loose]"), 0);
        assert_eq!(said("avoided", "", "rests-on: [high, loose]"), 1);
    }
}
