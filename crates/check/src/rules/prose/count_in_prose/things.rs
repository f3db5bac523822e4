//! What there are several of in a brief, and how many.

use std::collections::BTreeSet;

use strata_model::Block;

use crate::facts::{ArenaPath, Facts};
use crate::table::Table;

/// Things of one name.
pub(super) struct Thing<'b> {
    /// How many there may be said to be: parts such as `other` count or do not.
    pub(super) counts: BTreeSet<usize>,
    /// Whether it is a list of all of them.
    pub(super) complete: bool,
    /// Whether one of them may be several.
    pub(super) holds_others: bool,
    pub(super) place: ArenaPath<'b>,
}

/// The things of a brief by their nouns, in lower case and the plural.
pub(super) struct Things<'b>(Table<String, Thing<'b>>);

/// Words of labels that are no part of their own.
const OTHERS: [&str; 17] = [
    "other",
    "others",
    "corporate",
    "elimination",
    "eliminations",
    "unallocated",
    "rest",
    "reconciliation",
    "reconciling",
    "central",
    "holding",
    "group",
    "intersegment",
    "inter-segment",
    "headquarters",
    "remaining",
    "consolidation",
];

/// Those of them that may be several.
const SEVERAL: [&str; 4] = ["other", "others", "rest", "remaining"];

impl<'b> Things<'b> {
    pub(super) fn of(facts: &Facts<'b>) -> Self {
        let mut things = Things(Table::default());
        let mut values: Table<&str, (BTreeSet<&str>, ArenaPath<'b>)> = Table::default();
        for (_, figure, path) in facts.figures().filter(|it| it.1.entity.is_none()) {
            for (key, breakdown) in &figure.breakdowns {
                let labels = breakdown.parts.iter().map(|part| {
                    facts.figure(part.id()).map_or("", |it| it.label.as_str())
                });
                let place = path.key("breakdowns").key(key.as_str());
                things.add(key.as_str(), labels, true, place);
            }
            for (key, value) in &figure.dimensions {
                let place = path.key("dimensions").key(key.as_str());
                let known = values.entry(key.as_str());
                known
                    .or_insert_with(|| (BTreeSet::new(), place))
                    .0
                    .insert(value.as_str());
            }
        }
        for (key, (labels, place)) in values {
            things.add(key, labels.into_iter(), false, place);
        }
        for (block, path) in blocks(facts) {
            match block {
                Block::Stack(it) => {
                    let names = it.layers.iter().map(|_| "");
                    things.add("layers", names, true, path.key("layers"));
                }
                Block::Barbell(_) => {
                    things.add("poles", ["", ""].into_iter(), true, path.key("poles"));
                }
                Block::Counterparties(it) => {
                    let names = || it.parties.iter().map(|_| "");
                    things.add("counterparties", names(), true, path.key("parties"));
                }
                _ => {}
            }
        }
        things
    }

    fn add<'l>(
        &mut self,
        key: &str,
        labels: impl Iterator<Item = &'l str>,
        complete: bool,
        place: ArenaPath<'b>,
    ) {
        let (mut count, mut others, mut several) = (0_usize, 0_usize, false);
        for label in labels {
            let label = label.to_lowercase();
            let has = |list: &[&str]| {
                label
                    .split(|it: char| !it.is_alphanumeric() && it != '-')
                    .any(|word| list.contains(&word))
            };
            count += 1;
            others += usize::from(has(&OTHERS));
            several |= has(&SEVERAL);
        }
        let thing = self.0.entry(plural(key)).or_insert_with(|| Thing {
            counts: BTreeSet::new(),
            complete,
            holds_others: several,
            place,
        });
        thing.counts.extend(count.saturating_sub(others)..=count);
        thing.complete |= complete;
        thing.holds_others |= several;
    }

    /// The things that a noun in the plural names.
    pub(super) fn named(&self, noun: &str) -> Option<&Thing<'b>> {
        self.0.get(noun).filter(|it| it.counts.iter().max() > Some(&1))
    }
}

pub(super) fn plural(key: &str) -> String {
    let key = key.rsplit('-').next().unwrap_or(key);
    match (key.strip_suffix('y'), key.ends_with('s')) {
        (_, true) => key.to_owned(),
        (Some(stem), _) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
        _ => format!("{key}s"),
    }
}

fn blocks<'b>(facts: &Facts<'b>) -> impl Iterator<Item = (&'b Block, ArenaPath<'b>)> {
    let sections = facts.root.key("sections");
    facts.brief.sections.iter().enumerate().flat_map(move |(at, section)| {
        let blocks = sections.index(at).key("blocks");
        let all = section.blocks.iter().enumerate();
        all.map(move |(at, block)| (block, blocks.index(at).key(block.word())))
    })
}

/// How many entries the block of a title or a lead has, if a noun may be one for them.
pub(super) fn listed<'b>(
    facts: &Facts<'b>,
    title: ArenaPath<'b>,
    noun: &str,
) -> Option<(&'static str, usize, ArenaPath<'b>)> {
    const POINTS: [&str; 24] = [
        "risks",
        "reasons",
        "points",
        "questions",
        "things",
        "drivers",
        "levers",
        "factors",
        "signs",
        "threats",
        "catalysts",
        "items",
        "pillars",
        "lessons",
        "gaps",
        "limits",
        "issues",
        "concerns",
        "arguments",
        "steps",
        "facts",
        "takeaways",
        "priorities",
        "unknowns",
    ];
    const PARTIES: [&str; 7] = [
        "players",
        "parties",
        "counterparties",
        "others",
        "actors",
        "companies",
        "names",
    ];
    let (block, path) = blocks(facts).find(|(_, path)| title.is_within(*path))?;
    let (entries, count, key) = match block {
        Block::Points(it) if POINTS.contains(&noun) => {
            ("entries", it.items.len(), "items")
        }
        Block::Stack(it) if ["layers", "levels", "tiers"].contains(&noun) => {
            ("layers", it.layers.len(), "layers")
        }
        Block::Stack(it) if ["stages", "steps"].contains(&noun) => {
            ("layers", it.layers.len(), "layers")
        }
        Block::Barbell(_) if ["poles", "ends", "extremes"].contains(&noun) => {
            ("poles", 2, "poles")
        }
        Block::Barbell(it) if noun == "mechanisms" => {
            ("mechanisms", it.mechanisms.len(), "mechanisms")
        }
        Block::Advantage(it) if ["mechanisms", "ways", "sources"].contains(&noun) => {
            ("mechanisms", it.mechanisms.len(), "mechanisms")
        }
        Block::Counterparties(it) if PARTIES.contains(&noun) => {
            ("parties", it.parties.len(), "parties")
        }
        Block::Table(it) if ["peers", "rows", "scenarios"].contains(&noun) => {
            let rows = it.rows.iter().filter(|row| row.kind.is_none());
            ("rows", rows.count(), "rows")
        }
        _ => return None,
    };
    // The title of a block has its entries below it, a section's may have those of several.
    let own = title.parent().is_some_and(|it| it.is_within(path) && path.is_within(it));
    (own && count > 0).then(|| (entries, count, path.key(key)))
}
