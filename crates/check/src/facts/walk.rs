//! The walk through a brief that fills the index. Every field that holds an id, refers to
//! one, or is printed as prose is visited here; a new field of the model is added here.

use strata_model::{
    Block, Brief, Disclosures, Extent, Figure, Id, Item, Reading, Section, Segment, Text,
    Tripwire,
};
use strata_syntax::path::Part;

use super::index::{Index, Kind, Prose, Reference, Thing};
use super::site::Site;

/// Visits everything.
pub(super) fn brief<'b>(index: &mut Index<'b>, brief: &'b Brief) {
    let root = index.root;
    prose(index, root, "title", Some(&brief.title));
    prose(index, root, "deck", brief.deck.as_ref());
    if let Some(period) = &brief.period {
        index.periods.push((period, (root.key("period"), Part::Value)));
    }
    let path = root.key("sources");
    for id in brief.sources.keys() {
        keyed(index, path.key(id.as_str()), id, Kind::Source);
    }
    let path = root.key("definitions");
    for (id, sentence) in &brief.definitions {
        let path = path.key(id.as_str());
        keyed(index, path, id, Kind::Definition);
        add_prose(index, path, sentence);
    }
    let path = root.key("figures");
    for (id, one) in &brief.figures {
        let path = path.key(id.as_str());
        keyed(index, path, id, Kind::Figure);
        figure(index, path, one);
        index.figures.push((id, one, path));
    }
    index.apart = path.number()..path.next();
    let path = root.key("thesis");
    for (at, one) in brief.thesis.iter().enumerate() {
        reading(index, path.index(at), one);
    }
    let path = root.key("sections");
    for (at, one) in brief.sections.iter().enumerate() {
        section(index, path.index(at), one);
    }
    if let Some(verdict) = &brief.verdict {
        let path = root.key("verdict");
        prose(index, path, "title", verdict.title.as_ref());
        list_of_prose(index, path.key("text"), &verdict.text);
    }
    if let Some(one) = &brief.disclosures {
        disclosures(index, root.key("disclosures"), one);
    }
}

fn disclosures<'b>(index: &mut Index<'b>, path: Site<'b>, one: &'b Disclosures) {
    let texts = [
        ("author", &one.author),
        ("positions", &one.positions),
        ("relationships", &one.relationships),
        ("compensation", &one.compensation),
        ("methodology", &one.methodology),
        ("ai-use", &one.ai_use),
        ("notice", &one.notice),
    ];
    for (key, text) in texts {
        prose(index, path, key, text.as_ref());
    }
}

fn figure<'b>(index: &mut Index<'b>, path: Site<'b>, one: &'b Figure) {
    let quantities =
        [("value", &one.value), ("tolerance", &one.tolerance), ("prior", &one.prior)];
    for (key, quantity) in quantities {
        index
            .quantities
            .extend(quantity.iter().map(|quantity| (quantity, path.key(key))));
    }
    if let Some(range) = &one.range {
        let path = path.key("range");
        index.quantities.push((&range.low, path.key("low")));
        index.quantities.push((&range.high, path.key("high")));
    }
    if let Some(Extent::By(by)) = one.change.as_ref().map(|change| &change.extent) {
        index.quantities.push((by, path.key("change")));
    }
    for (at, comparison) in one.comparisons.iter().enumerate() {
        let path = path.key("comparisons").index(at);
        if let Extent::By(by) = &comparison.change.extent {
            index.quantities.push((by, path.key("change")));
        }
        let prior = comparison.prior.iter().map(|prior| (prior, path.key("prior")));
        index.quantities.extend(prior);
        prose(index, path, "baseline", comparison.baseline.as_ref());
    }
    let period =
        one.period.iter().map(|period| (period, (path.key("period"), Part::Value)));
    index.periods.extend(period);
    if let Some(superlative) = &one.superlative {
        let path = path.key("superlative").key("since");
        index.periods.push((&superlative.since, (path, Part::Value)));
    }
    let history = path.key("history");
    for (period, quantity) in &one.history {
        let path = history.period(period);
        index.quantities.push((quantity, path));
        index.periods.push((period, (path, Part::Key)));
    }
    for (key, id, wants) in [
        ("definition", &one.definition, Kind::Definition),
        ("nearest-gaap", &one.nearest_gaap, Kind::Figure),
        ("source", &one.source, Kind::Source),
        ("replaces", &one.replaces, Kind::Figure),
    ] {
        if let Some(id) = id {
            refer(index, (path.key(key), Part::Value), id, Some(wants));
        }
    }
    if let Some(derivation) = &one.derivation {
        let text = derivation.to_string();
        let mut from = 0;
        for id in derivation.ids() {
            let start = word_from(&text, from, id.as_str());
            from = start + id.as_str().len();
            let part = Part::Within(start..from);
            refer(index, (path.key("derivation"), part), id, Some(Kind::Figure));
        }
    }
    for (name, parts) in &one.breakdowns {
        let path = path.key("breakdowns").key(name.as_str());
        refer_all(index, path, &parts.parts, Some(Kind::Figure));
    }
    for (at, other) in one.corroborated_by.iter().enumerate() {
        let path = path.key("corroborated-by").index(at).key("source");
        refer(index, (path, Part::Value), &other.source, Some(Kind::Source));
    }
    prose(index, path, "baseline", one.baseline.as_ref());
    prose(index, path, "population", one.population.as_ref());
    prose(index, path, "note", one.note.as_ref());
}

/// Where a word begins that stands between spaces, at or after an offset: `capex` is not
/// found in `net-capex`.
fn word_from(text: &str, from: usize, word: &str) -> usize {
    let mut start = 0;
    for one in text.split(' ') {
        if start >= from && one == word {
            return start;
        }
        start += one.len() + 1;
    }
    from
}

fn reading<'b>(index: &mut Index<'b>, path: Site<'b>, one: &'b Reading) {
    named(index, path, Some(&one.id), Kind::Reading);
    index.readings.push((one, path));
    prose(index, path, "label", one.label.as_ref());
    prose(index, path, "text", Some(&one.text));
    prose(index, path, "support", one.support.as_ref());
    prose(index, path, "confidence-reason", one.confidence_reason.as_ref());
    refer_all(index, path.key("rests-on"), &one.rests_on, None);
    refer_all(index, path.key("against"), &one.against, None);
    for (at, evidence) in one.evidence.iter().enumerate() {
        let path = path.key("evidence").index(at);
        refer(index, (path.key("of"), Part::Value), &evidence.of, None);
        prose(index, path, "warrant", evidence.warrant.as_ref());
        prose(index, path, "diagnosticity", evidence.diagnosticity.as_ref());
    }
    if let Some(horizon) = &one.horizon {
        index.periods.push((horizon, (path.key("horizon"), Part::Value)));
    }
    list_of_prose(index, path.key("assumptions"), &one.assumptions);
    for (at, rival) in one.alternatives.iter().enumerate() {
        let path = path.key("alternatives").index(at);
        prose(index, path, "text", Some(&rival.text));
        prose(index, path, "shown-by", rival.shown_by.as_ref());
    }
    for (at, one) in one.breaks_if.iter().enumerate() {
        tripwire(index, path.key("breaks-if").index(at), one);
    }
    if let Some(id) = &one.replaces {
        refer(index, (path.key("replaces"), Part::Value), id, Some(Kind::Reading));
    }
}

fn tripwire<'b>(index: &mut Index<'b>, path: Site<'b>, one: &'b Tripwire) {
    refer(index, (path.key("figure"), Part::Value), &one.figure, Some(Kind::Figure));
    index.quantities.push((&one.threshold, path.key("threshold")));
    prose(index, path, "because", one.because.as_ref());
}

fn section<'b>(index: &mut Index<'b>, path: Site<'b>, one: &'b Section) {
    named(index, path, one.id.as_ref(), Kind::Section);
    prose(index, path, "title", Some(&one.title));
    prose(index, path, "lead", one.lead.as_ref());
    let path = path.key("blocks");
    for (at, one) in one.blocks.iter().enumerate() {
        block(index, path.index(at), one);
    }
}

fn block<'b>(index: &mut Index<'b>, at: Site<'b>, one: &'b Block) {
    match one {
        Block::Text(one) => {
            let path = at.key("text");
            head(index, path, one.id.as_ref(), one.title.as_ref(), one.lead.as_ref());
            list_of_prose(index, path.key("paragraphs"), &one.paragraphs);
        }
        Block::Figures(one) => {
            let path = at.key("figures");
            head(index, path, one.id.as_ref(), one.title.as_ref(), one.lead.as_ref());
            refer_all(index, path.key("show"), &one.show, Some(Kind::Figure));
        }
        Block::Chart(one) => {
            let path = at.key("chart");
            named(index, path, one.id.as_ref(), Kind::Block);
            prose(index, path, "title", Some(&one.title));
            prose(index, path, "lead", one.lead.as_ref());
            let place = (path.key("figure"), Part::Value);
            refer(index, place, &one.figure, Some(Kind::Figure));
            refer_all(index, path.key("with"), &one.with, Some(Kind::Figure));
        }
        Block::Points(one) => {
            let path = at.key("points");
            head(index, path, one.id.as_ref(), one.title.as_ref(), one.lead.as_ref());
            items(index, path.key("items"), &one.items);
        }
        Block::Stack(one) => {
            let path = at.key("stack");
            head(index, path, one.id.as_ref(), one.title.as_ref(), one.lead.as_ref());
            for (at, layer) in one.layers.iter().enumerate() {
                let path = path.key("layers").index(at);
                named(index, path, layer.id.as_ref(), Kind::Item);
                prose(index, path, "name", Some(&layer.name));
                prose(index, path, "role", layer.role.as_ref());
                prose(index, path, "lead", layer.lead.as_ref());
                prose(index, path, "items-label", layer.items_label.as_ref());
                items(index, path.key("items"), &layer.items);
                inner_reading(index, path, layer.reading.as_ref());
            }
        }
        Block::Advantage(one) => {
            let path = at.key("advantage");
            head(index, path, one.id.as_ref(), one.title.as_ref(), one.lead.as_ref());
            prose(index, path, "gap", one.gap.as_ref());
            prose(index, path, "benefit", one.benefit.as_ref());
            prose(index, path, "barrier", one.barrier.as_ref());
            items(index, path.key("mechanisms"), &one.mechanisms);
            inner_reading(index, path, one.reading.as_ref());
        }
        Block::Barbell(one) => {
            let path = at.key("barbell");
            head(index, path, one.id.as_ref(), one.title.as_ref(), one.lead.as_ref());
            for (at, pole) in one.poles.iter().enumerate() {
                let path = path.key("poles").index(at);
                named(index, path, pole.id.as_ref(), Kind::Item);
                prose(index, path, "name", Some(&pole.name));
                prose(index, path, "tagline", pole.tagline.as_ref());
                prose(index, path, "text", pole.text.as_ref());
                items(index, path.key("items"), &pole.items);
            }
            items(index, path.key("mechanisms"), &one.mechanisms);
            inner_reading(index, path, one.reading.as_ref());
        }
        Block::Counterparties(one) => {
            let path = at.key("counterparties");
            head(index, path, one.id.as_ref(), one.title.as_ref(), one.lead.as_ref());
            for (at, party) in one.parties.iter().enumerate() {
                let path = path.key("parties").index(at);
                named(index, path, party.id.as_ref(), Kind::Item);
                prose(index, path, "name", Some(&party.name));
                prose(index, path, "text", party.text.as_ref());
                refer_all(index, path.key("figures"), &party.figures, Some(Kind::Figure));
            }
        }
        Block::Reading(one) => reading(index, at.key("reading"), one),
    }
}

fn inner_reading<'b>(index: &mut Index<'b>, path: Site<'b>, one: Option<&'b Reading>) {
    if let Some(one) = one {
        reading(index, path.key("reading"), one);
    }
}

fn items<'b>(index: &mut Index<'b>, path: Site<'b>, items: &'b [Item]) {
    for (at, item) in items.iter().enumerate() {
        let path = path.index(at);
        named(index, path, item.id.as_ref(), Kind::Item);
        prose(index, path, "name", item.name.as_ref());
        prose(index, path, "text", item.text.as_ref());
        refer_all(index, path.key("figures"), &item.figures, Some(Kind::Figure));
        index.items.push((item, path));
    }
}

/// What every block may have.
fn head<'b, const N: usize, const M: usize>(
    index: &mut Index<'b>,
    path: Site<'b>,
    id: Option<&'b Id>,
    title: Option<&'b Text<N>>,
    lead: Option<&'b Text<M>>,
) {
    named(index, path, id, Kind::Block);
    prose(index, path, "title", title);
    prose(index, path, "lead", lead);
}

/// Something whose id is a key.
fn keyed<'b>(index: &mut Index<'b>, path: Site<'b>, id: &'b Id, kind: Kind) {
    let named = (path, Part::Key);
    index.things.push(Thing { id: id.as_str(), kind, path, named });
}

/// Something whose id is written under `id`.
fn named<'b>(index: &mut Index<'b>, path: Site<'b>, id: Option<&'b Id>, kind: Kind) {
    if let Some(id) = id {
        let named = (path.key("id"), Part::Value);
        index.things.push(Thing { id: id.as_str(), kind, path, named });
    }
}

fn refer<'b>(
    index: &mut Index<'b>,
    place: (Site<'b>, Part),
    id: &'b Id,
    wants: Option<Kind>,
) {
    index.references.push(Reference { id: id.as_str(), number: 0, wants, place });
}

fn refer_all<'b>(
    index: &mut Index<'b>,
    path: Site<'b>,
    ids: &'b [Id],
    wants: Option<Kind>,
) {
    for (at, id) in ids.iter().enumerate() {
        refer(index, (path.index(at), Part::Value), id, wants);
    }
}

fn list_of_prose<'b, const N: usize>(
    index: &mut Index<'b>,
    path: Site<'b>,
    texts: &'b [Text<N>],
) {
    for (at, text) in texts.iter().enumerate() {
        add_prose(index, path.index(at), text);
    }
}

fn prose<'b, const N: usize>(
    index: &mut Index<'b>,
    path: Site<'b>,
    key: &'b str,
    text: Option<&'b Text<N>>,
) {
    if let Some(text) = text {
        add_prose(index, path.key(key), text);
    }
}

fn add_prose<'b, const N: usize>(
    index: &mut Index<'b>,
    path: Site<'b>,
    text: &'b Text<N>,
) {
    let segments = text.segments();
    for segment in &segments {
        let Segment::Reference(reference, range) = segment else { continue };
        let start = range.start + 1;
        let id = text.as_str().get(start..start + reference.figure.as_str().len());
        let place = (path, Part::Within(range.clone()));
        index.references.extend(id.map(|id| Reference {
            id,
            number: 0,
            wants: Some(Kind::Figure),
            place,
        }));
    }
    index.prose.push(Prose { text: text.as_str(), segments, path });
}
