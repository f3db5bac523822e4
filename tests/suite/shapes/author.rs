//! An author who fills a brief of any shape with words from any source.

use serde_json::{Map, Value, json};

/// The longest texts that a name, a sentence and a paragraph may be.
pub(super) const NAME: usize = 120;
pub(super) const SENTENCE: usize = 600;
pub(super) const PARAGRAPH: usize = 4000;
/// The longest words between two numbers of an item in cells.
const LED: usize = 60;

/// A kind of block, and for the exhibits the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Figures,
    Bars,
    Columns,
    Line,
    Parts,
    Shares,
    Slope,
    Waterfall,
    Points,
    Stack,
    Advantage,
    Barbell,
    Counterparties,
    Table,
    Guidance,
    Reading,
}

impl Kind {
    pub(super) const ALL: [Self; 17] = [
        Self::Text,
        Self::Figures,
        Self::Bars,
        Self::Columns,
        Self::Line,
        Self::Parts,
        Self::Shares,
        Self::Slope,
        Self::Waterfall,
        Self::Points,
        Self::Stack,
        Self::Advantage,
        Self::Barbell,
        Self::Counterparties,
        Self::Table,
        Self::Guidance,
        Self::Reading,
    ];
}

/// What a brief consists of.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Figures beside those that the exhibits need.
    pub(super) figures: usize,
    pub(super) theses: usize,
    /// The blocks of one section, each with the number of its entries.
    pub(super) blocks: Vec<(Kind, usize)>,
}

/// Writes: `words` gives a text of at most so many letters.
pub(super) struct Author<'a> {
    words: &'a mut dyn FnMut(usize) -> String,
    ids: usize,
    figures: usize,
}

impl<'a> Author<'a> {
    pub(super) fn new(words: &'a mut dyn FnMut(usize) -> String) -> Self {
        Self { words, ids: 0, figures: 0 }
    }

    fn name(&mut self) -> String {
        (self.words)(NAME)
    }

    fn sentence(&mut self) -> String {
        (self.words)(SENTENCE)
    }

    fn paragraph(&mut self) -> String {
        (self.words)(PARAGRAPH)
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        format!("id-{}", self.ids)
    }

    /// A brief with every text there is, in the blocks that are asked for.
    pub(super) fn brief(&mut self, shape: &Shape) -> Value {
        self.figures = shape.figures;
        let blocks: Vec<_> =
            shape.blocks.iter().map(|(kind, size)| self.block(*kind, *size)).collect();
        let theses: Vec<_> = (0..shape.theses).map(|_| self.reading()).collect();
        json!({
            "strata": "1",
            "id": "shape",
            "kind": self.name(),
            "title": self.name(),
            "deck": self.sentence(),
            "subject": {
                "name": self.name(),
                "short": self.name(),
                "ticker": self.name(),
                "cik": "0001018724",
                "lei": "ZXTILKJKG63JELOEG630",
                "isin": "US0231351067",
                "exchange": self.name(),
                "index": self.name(),
                "sector": { "name": self.name(), "taxonomy": self.name() },
                "country": self.name(),
                "currency": "USD",
                "fiscal-year": "calendar",
            },
            "authors": [self.person(), self.person()],
            "publisher": self.name(),
            "reviewed-by": [self.person()],
            "recommendation": {
                "rating": self.name(),
                "before": self.name(),
                "issued": "2025-10-31",
                "target": "part-2",
                "price": "price",
                "price-time": self.name(),
                "horizon": "FY 2026",
                "method": self.sentence(),
            },
            "market": ["price", "range"],
            "next-event": {
                "date": "2026-02",
                "event": self.name(),
                "note": self.sentence(),
            },
            "period": "Q3 2025",
            "as-of": "2025-10-31",
            "data-cut-off": "2025-10-31",
            "price-date": "2025-10-31",
            "edition": self.name(),
            "sources": {
                "filing": self.source(),
                "page": self.source(),
            },
            "definitions": { "measure": self.sentence() },
            "units": { "loaves": self.sentence() },
            "figures": self.figures(),
            "thesis": theses,
            "sections": [{ "title": self.name(), "lead": self.sentence(), "blocks": blocks }],
            "verdict": { "title": self.name(), "text": [self.paragraph(), self.paragraph()] },
            "disclosures": {
                "author": self.paragraph(),
                "positions": self.paragraph(),
                "relationships": self.paragraph(),
                "compensation": self.paragraph(),
                "methodology": self.paragraph(),
                "ai-use": self.paragraph(),
                "notice": self.paragraph(),
            },
        })
    }

    fn person(&mut self) -> Value {
        json!({
            "name": self.name(),
            "role": self.name(),
            "contact": "mailto:jane@example.com",
        })
    }

    fn source(&mut self) -> Value {
        json!({
            "title": self.sentence(),
            "publisher": self.name(),
            "date": "2025-10-30",
            "tier": "issuer",
            "locator": self.sentence(),
            "url": "https://example.com/reports/a-long-address/of-many-parts?of=2025&more=1",
            "audit": "unaudited",
            "copy": "transcript",
            "retrieved": "2025-10-31",
            "ai-use": self.sentence(),
            "descriptor": {
                "completeness": self.sentence(),
                "precision": self.sentence(),
                "age": self.sentence(),
                "access": self.sentence(),
                "bias": self.sentence(),
            },
        })
    }

    fn figures(&mut self) -> Value {
        let mut figures = Map::new();
        let mut whole = self.figure("$100.0B");
        for (key, value) in [
            ("tolerance", json!("2%")),
            ("change", json!("+25% yoy")),
            ("prior", json!("$80.0B")),
            ("breakdowns", json!({ "place": ["part-1", "part-2"] })),
            ("derivation", json!("part-1 + part-2")),
            (
                "history",
                json!({ "Q3 2024": "$80.0B", "Q4 2024": "$85.0B", "Q1 2025": "$90.0B",
                                "Q2 2025": "$95.0B" }),
            ),
            (
                "superlative",
                json!({ "of": "value", "extreme": "highest", "since": "FY 2023",
                                    "words": self.name() }),
            ),
            (
                "comparisons",
                json!([{ "change": "+22% yoy", "adjustment": "organic",
                                     "baseline": self.sentence() }]),
            ),
        ] {
            whole[key] = value;
        }
        figures.insert("whole".into(), whole);
        let mut nearest = self.figure("$60.0B");
        nearest["basis"] = json!("gaap");
        nearest.as_object_mut().expect("a figure").remove("nearest-gaap");
        figures.insert("part-1".into(), nearest);
        figures.insert("part-2".into(), self.figure("$40.0B"));
        let mut price = self.figure("$35.0B");
        price["period"] = json!("at 2025-10-31");
        figures.insert("price".into(), price);
        let mut bare = |key: &str, value: Value| {
            let mut figure = self.figure("1");
            figure.as_object_mut().expect("a figure").remove("value");
            figure[key] = value;
            figure
        };
        figures.insert(
            "range".into(),
            bare("range", json!({ "low": "$1.5B", "high": "$2.5B" })),
        );
        figures["range"]["replaces"] = json!("part-2");
        figures.insert("magnitude".into(), bare("magnitude", json!("multibillion")));
        figures.insert("growth".into(), bare("change", json!("-3.4 pp yoy")));
        let shift = json!({ "from": self.name(), "to": self.name() });
        let mut figure = self.figure("1");
        figure.as_object_mut().expect("a figure").remove("value");
        figure["shift"] = shift;
        figures.insert("shift".into(), figure);
        for number in 0..self.figures {
            let values = ["$1,234.5M", "~500K loaves", "34.6%", "2x", "60% more likely"];
            let mut figure = self.figure(values[number % values.len()]);
            if number % 3 == 0 {
                figure["change"] = json!("down yoy");
            }
            figures.insert(format!("figure-{number}"), figure);
        }
        Value::Object(figures)
    }

    fn figure(&mut self, value: &str) -> Value {
        json!({
            "label": self.name(),
            "value": value,
            "period": "Q3 2025",
            "basis": "non-gaap",
            "adjustment": "excluding",
            "excluding": [self.name()],
            "definition": "measure",
            "nearest-gaap": "part-1",
            "entity": self.name(),
            "dimensions": { "segment": self.name() },
            "baseline": self.sentence(),
            "population": self.sentence(),
            "guidance": { "issued": "2025-10-30" },
            "source": "filing",
            "locator": self.sentence(),
            "corroborated-by": [{ "source": "page", "locator": self.sentence() }],
            "verification": "matched",
            "note": self.sentence(),
        })
    }

    fn reading(&mut self) -> Value {
        json!({
            "id": self.id(),
            "label": self.name(),
            "kind": "judgment",
            "text": self.paragraph(),
            "support": self.paragraph(),
            "rests-on": ["whole", "filing"],
            "against": ["part-1"],
            "evidence": [{ "of": "part-2", "relation": "undercuts", "warrant": self.sentence(),
                           "diagnosticity": self.sentence() }],
            "confidence": "moderate",
            "confidence-reason": self.sentence(),
            "assumptions": [self.sentence()],
            "alternatives": [{ "text": self.sentence(), "shown-by": self.sentence() }],
            "breaks-if": [{ "figure": "whole", "measure": "value", "is": "below",
                            "threshold": "$10.0B", "because": self.sentence() }],
            "review-by": "2026-02-28",
            "status": "holds",
        })
    }

    fn item(&mut self, number: usize) -> Value {
        let figures = if number.is_multiple_of(2) {
            json!(["part-1"])
        } else {
            json!(["whole", "shift"])
        };
        json!({ "id": self.id(), "name": self.name(), "text": self.sentence(),
                "figures": figures })
    }

    fn items(&mut self, count: usize) -> Vec<Value> {
        (0..count).map(|number| self.item(number)).collect()
    }

    pub(super) fn block(&mut self, kind: Kind, size: usize) -> Value {
        let (key, mut block) = match kind {
            Kind::Text => {
                let paragraphs: Vec<_> = (0..size).map(|_| self.paragraph()).collect();
                ("text", json!({ "paragraphs": paragraphs }))
            }
            Kind::Figures => {
                let known = ["whole", "range", "magnitude", "growth", "shift"];
                let more = (0..self.figures).map(|number| format!("figure-{number}"));
                let show = known.into_iter().map(str::to_owned).chain(more);
                ("figures", json!({ "show": show.take(size).collect::<Vec<_>>() }))
            }
            Kind::Bars => ("chart", self.chart("bars")),
            Kind::Columns => ("chart", self.chart("columns")),
            Kind::Line => ("chart", self.chart("line")),
            Kind::Parts => ("chart", self.chart("parts")),
            Kind::Shares => ("chart", self.chart("shares")),
            Kind::Slope => ("chart", self.chart("slope")),
            Kind::Waterfall => ("chart", self.chart("waterfall")),
            Kind::Points => ("points", json!({ "items": self.items(size) })),
            Kind::Stack => {
                let layers: Vec<_> = (0..size).map(|_| self.layer(2)).collect();
                ("stack", json!({ "layers": layers }))
            }
            Kind::Advantage => (
                "advantage",
                json!({ "kind": "scale", "gap": self.sentence(), "benefit": self.sentence(),
                        "barrier": self.sentence(), "mechanisms": self.items(size),
                        "reading": self.reading() }),
            ),
            Kind::Barbell => (
                "barbell",
                json!({ "poles": [self.pole(size), self.pole(size)], "middle": "bridging",
                        "measures": [
                            { "name": self.name(), "figures": ["part-1", "part-2"] },
                            { "name": self.name(), "figures": ["shift", "whole"] },
                        ],
                        "mechanisms": self.items(size), "reading": self.reading() }),
            ),
            Kind::Counterparties => {
                let parties: Vec<_> = (0..size).map(|_| self.party()).collect();
                ("counterparties", json!({ "parties": parties }))
            }
            Kind::Table => ("table", self.table(size)),
            Kind::Guidance => {
                let known = ["range", "whole", "part-1", "growth", "magnitude", "shift"];
                let more = (0..self.figures).map(|number| format!("figure-{number}"));
                let show = known.into_iter().map(str::to_owned).chain(more);
                ("guidance", json!({ "show": show.take(size).collect::<Vec<_>>() }))
            }
            Kind::Reading => return json!({ "reading": self.reading() }),
        };
        block["id"] = json!(self.id());
        block["lead"] = json!(self.sentence());
        if key == "chart" {
            block["title"] = json!(self.sentence());
        } else {
            block["title"] = json!(self.name());
        }
        json!({ key: block })
    }

    /// So many rows, with a total below them where there are several.
    fn table(&mut self, rows: usize) -> Value {
        let parts = ["part-1", "part-2"];
        let asides = ["whole.change", "shift", "n.m.", "growth", "magnitude", "nil"];
        let mut row = |number: usize| {
            let mut row = json!({
                "label": self.name(),
                "cells": [parts[number % 2], asides[number % 6], "n.a."],
                "words": [self.name()],
            });
            if number >= parts.len() {
                row["kind"] = json!("memo");
            }
            row
        };
        let mut all: Vec<_> = (0..rows).map(&mut row).collect();
        if rows > 1 {
            let mut total = row(0);
            total["kind"] = json!("total");
            total["cells"] = json!(["whole", "whole.prior", "n.a."]);
            all.push(total);
        }
        json!({
            "columns": [{ "label": self.name() }, { "label": self.name(), "kind": "words" },
                        { "label": self.name() }, { "period": "Q2 2025" }],
            "rows": all,
        })
    }

    fn chart(&mut self, form: &str) -> Value {
        json!({ "figure": "whole", "form": form })
    }

    /// A layer with so many items.
    pub(super) fn layer(&mut self, items: usize) -> Value {
        let mut items = self.items(items);
        items.push(self.led());
        json!({ "id": self.id(), "name": self.name(), "role": self.name(),
                "lead": self.sentence(), "items-label": self.name(),
                "items": items, "reading": self.reading() })
    }

    /// An item whose text is led by a number and goes on with another, short enough for
    /// cells.
    fn led(&mut self) -> Value {
        let text = format!(
            "{{part-1}} {}, {{growth.change}} {}; {{whole}}, {{part-2}} {}",
            (self.words)(LED),
            (self.words)(LED),
            (self.words)(LED)
        );
        json!({ "id": self.id(), "name": self.name(), "text": text, "figures": ["shift"] })
    }

    fn pole(&mut self, items: usize) -> Value {
        json!({ "id": self.id(), "name": self.name(), "tagline": self.name(),
                "text": self.sentence(), "items": self.items(items) })
    }

    fn party(&mut self) -> Value {
        json!({ "id": self.id(), "name": self.name(),
                "roles": ["supplier", "customer", "investee", "competitor", "complementor"],
                "text": self.sentence(), "figures": ["part-1"] })
    }
}
