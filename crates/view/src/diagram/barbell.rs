//! Two poles on a rod, and what both are measured by: a row of two bars for each measure,
//! from the middle outward, on a scale of its own.

use serde::Serialize;
use strata_model::{Barbell, Decimal, Figure, Pole, PoleMeasure, Quantity, Ref};

use crate::chart::{ALT_MAX, ratio};
use crate::context::Context;
use crate::item::ItemView;
use crate::measure::width;
use crate::words::{Rich, Words};

/// The radii of discs in points: of the larger of two, of the smallest, and of two that are
/// not to scale.
const LARGEST: f64 = 17.5;
const SMALLEST: f64 = 3.5;
const EQUAL: f64 = LARGEST * 2.0 / 3.0;
/// The size of a value in points.
const VALUE: f64 = 8.0;

/// A barbell.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct BarbellView {
    pub(crate) alt: String,
    /// The radii of the discs in points.
    pub(crate) discs: [f64; 2],
    pub(crate) middle: Words,
    pub(crate) poles: [PoleView; 2],
    pub(crate) rows: Vec<Row>,
    /// The room in points for the widest value beside a bar.
    pub(crate) room: f64,
    /// What the drawing says of its scales, and where its numbers come from.
    pub(crate) note: Rich,
    pub(crate) mechanisms: Vec<ItemView>,
}

/// A pole of a barbell.
#[derive(Debug, Serialize)]
pub(crate) struct PoleView {
    pub(crate) at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<(String, String)>,
    pub(crate) name: Rich,
    pub(crate) tagline: Rich,
    pub(crate) text: Rich,
    pub(crate) items: Vec<ItemView>,
}

/// A measure of both poles.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) name: Rich,
    /// The unit that both values have, if they bear none themselves.
    pub(crate) unit: Words,
    pub(crate) bars: [Bar; 2],
}

/// The value of a pole with its bar.
#[derive(Debug, Serialize)]
pub(crate) struct Bar {
    pub(crate) value: Words,
    /// How long it is, as a part of the longest; nothing where no length is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) part: Option<f64>,
    /// Whether it lies below zero.
    pub(crate) below: bool,
}

impl Context<'_> {
    pub(crate) fn barbell(&self, at: &str, block: &Barbell) -> BarbellView {
        let at = format!("{at}/barbell");
        let pole = |n: usize| self.pole(format!("{at}/poles/{n}"), &block.poles[n]);
        let poles = [pole(0), pole(1)];
        let rows: Vec<_> = block.measures.iter().map(|it| self.shared(it)).collect();
        let middle = block.middle.map(|it| self.labels.middle(it)).unwrap_or_default();
        let areas = block.measures.first().and_then(|it| self.areas(it));
        let bars = rows.iter().flat_map(|row| &row.bars);
        let room = bars
            .map(|bar| width(&bar.value.to_string(), VALUE, true))
            .fold(0.0, f64::max);
        BarbellView {
            alt: self.poles_told(&poles, middle, &rows),
            discs: areas.map_or([EQUAL; 2], |parts| {
                parts.map(|part| (part.sqrt() * LARGEST).max(SMALLEST))
            }),
            middle: middle.into(),
            poles,
            room: room.ceil(),
            note: self.scales(block, areas.is_some()),
            rows,
            mechanisms: self.items(&format!("{at}/mechanisms"), &block.mechanisms),
        }
    }

    fn pole(&self, at: String, pole: &Pole) -> PoleView {
        PoleView {
            anchor: self.anchor(pole.id.as_ref()),
            name: self.set(&pole.name),
            tagline: pole.tagline.as_ref().map(|it| self.set(it)).unwrap_or_default(),
            text: pole.text.as_ref().map(|text| self.rich(text)).unwrap_or_default(),
            items: self.items(&format!("{at}/items"), &pole.items),
            at,
        }
    }

    /// The figures of a measure, the first pole's first.
    fn figures(&self, measure: &PoleMeasure) -> [Option<&Figure>; 2] {
        measure.figures.each_ref().map(|id| self.brief.figures.get(id.id()))
    }

    fn shared(&self, measure: &PoleMeasure) -> Row {
        let labels = self.labels;
        let figures = self.figures(measure);
        let both = values(figures);
        let most = both.map(|both| {
            let [one, other] = both.map(|it| it.value().abs());
            one.max(other)
        });
        // Both numbers are read by one unit, or each by its own.
        let alike = both.filter(|[one, other]| one.scale() == other.scale());
        let unit = alike.and_then(|[one, _]| labels.unit_apart(one));
        let bar = |figure: Option<&Figure>| {
            let Some(figure) = figure else {
                return Bar { value: "–".into(), part: None, below: false };
            };
            let quantity = figure.value.as_ref();
            let bare = quantity.filter(|_| unit.is_some() && figure.tolerance.is_none());
            let value = match (bare, labels.qualifier_word(figure)) {
                (Some(quantity), None) => labels.bare(quantity, false),
                (Some(quantity), Some(word)) => {
                    format!("{word} {}", labels.bare(quantity, false))
                }
                _ => labels.value(figure),
            };
            Bar {
                value: value.into(),
                part: quantity.zip(most).map(|(it, most)| ratio(it.value().abs(), most)),
                below: quantity.is_some_and(Quantity::is_negative),
            }
        };
        let bars = figures.map(bar);
        let periods = figures.map(|it| it.and_then(|it| it.period.as_ref()));
        let mut unit = unit.unwrap_or_default();
        // The note names the period of all measures where they have one.
        if let [Some(one), Some(other)] = periods
            && one != other
        {
            let both = [one, other].map(|it| labels.period(it)).join(" / ");
            unit = if unit.is_empty() { both } else { format!("{unit}, {both}") };
        }
        Row { name: self.set(&measure.name), unit: unit.into(), bars }
    }

    /// The areas of the discs, as parts of the larger, if the first measure is one of sizes.
    fn areas(&self, measure: &PoleMeasure) -> Option<[f64; 2]> {
        let both = values(self.figures(measure))?.map(Quantity::value);
        let most = both[0].max(both[1]);
        let sizes = most > Decimal::ZERO && both.iter().all(|it| !it.is_sign_negative());
        sizes.then(|| both.map(|it| ratio(it, most)))
    }

    /// What the drawing says, for those who do not see it.
    fn poles_told(&self, poles: &[PoleView; 2], middle: &str, rows: &[Row]) -> String {
        let labels = self.labels;
        let names = poles.each_ref().map(|it| it.name.read());
        let row = |row: &Row| {
            let unit = row.unit.to_string();
            let name = match unit.as_str() {
                "" => row.name.read(),
                unit => format!("{}, {unit}", row.name.read()),
            };
            let [one, other] = row.bars.each_ref().map(|bar| &bar.value);
            format!("{name} {one} {} {other}", labels.and)
        };
        let middle = (!middle.is_empty()).then(|| middle.to_owned());
        let told: Vec<_> = middle.into_iter().chain(rows.iter().map(row)).collect();
        let told = if told.is_empty() {
            labels.diagrams.not_to_scale.trim_end_matches('.').to_owned()
        } else {
            told.join(labels.semicolon)
        };
        let told = (labels.diagrams.alt_poles)(&labels.join(&names), &told);
        told.chars().take(ALT_MAX).collect()
    }

    fn scales(&self, block: &Barbell, to_scale: bool) -> Rich {
        let words = &self.labels.diagrams;
        let first = block.measures.first().filter(|_| to_scale);
        let mut note = match first {
            Some(measure) => {
                let [figure, _] = self.figures(measure);
                let period = figure.and_then(|it| it.period.as_ref());
                let period = period.map(|it| self.labels.period(it));
                let name = std::iter::once(self.read(&measure.name)).chain(period);
                Rich::plain((words.discs)(&name.collect::<Vec<_>>().join(", ")))
            }
            None => Rich::plain(words.not_to_scale),
        };
        if !block.measures.is_empty() {
            note.push(format!(" {}", words.own_scales));
        }
        let ids = block.measures.iter().flat_map(|it| &it.figures).map(Ref::id);
        note.cite(self.cited_by(&ids.collect::<Vec<_>>()).marks);
        note
    }
}

/// The values of both figures, in one unit.
fn values(figures: [Option<&Figure>; 2]) -> Option<[&Quantity; 2]> {
    let [one, other] = figures.map(|it| it.and_then(|it| it.value.as_ref()));
    let (one, other) = (one?, other?);
    (one.unit() == other.unit()).then_some([one, other])
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use strata_model::Brief;

    use super::*;
    use crate::sheet::Paper;

    /// The barbell of these measures; each figure is of the quarter.
    fn barbell(measures: &[(&str, [&str; 2])]) -> (BarbellView, String) {
        let mut figures = serde_json::Map::new();
        let mut named = Vec::new();
        for (name, values) in measures {
            let ids = [0, 1].map(|side| format!("{}-{side}", name.to_lowercase()));
            for (id, value) in ids.iter().zip(values) {
                let figure = json!({ "label": id, "value": value, "period": "Q3 2025" });
                figures.insert(id.clone(), figure);
            }
            named.push(json!({ "name": name, "figures": ids }));
        }
        let brief: Brief = serde_json::from_value(json!({
            "strata": "1", "title": "Back to growth", "as-of": "2025-11-30",
            "subject": { "name": "Example Bakeries plc", "fiscal-year": "calendar" },
            "thesis": [{ "id": "main", "kind": "judgment", "text": "Growth is back." }],
            "figures": figures,
        }))
        .expect("a brief");
        let block = json!({ "poles": [{ "name": "Sea" }, { "name": "Shore" }], "measures": named });
        let block = serde_json::from_value(block).expect("a barbell");
        let view = Context::new(&brief, Paper::A4).barbell("/b", &block);
        let note = view.note.read();
        (view, note)
    }

    #[test]
    fn discs_have_the_areas_of_the_first_measure() {
        let (view, note) =
            barbell(&[("Profit", ["$4.0B", "$1.0B"]), ("Margin", ["5%", "20%"])]);
        assert_eq!(view.discs, [LARGEST, LARGEST / 2.0], "a quarter of the area");
        assert_eq!(
            note,
            "Area of the discs: Profit, Q3 2025. Bars: each measure on its own scale."
        );
        let parts: Vec<_> =
            view.rows.iter().map(|row| row.bars.each_ref().map(|it| it.part)).collect();
        assert_eq!(parts, [[Some(1.0), Some(0.25)], [Some(0.25), Some(1.0)]]);
        let said = "Diagram of two poles, Sea and Shore: Profit, USD billion 4.0 and 1.0; \
                    Margin, % 5 and 20.";
        assert_eq!(view.alt, said);
    }

    #[test]
    fn what_has_no_area_is_not_to_scale() {
        let (none, note) = barbell(&[]);
        assert_eq!(none.discs, [EQUAL; 2]);
        assert_eq!(note, "The discs are not to scale.");
        let (loss, note) = barbell(&[("Profit", ["-$2.0B", "$1.0B"])]);
        assert_eq!(loss.discs, [EQUAL; 2]);
        assert!(note.starts_with("The discs are not to scale."), "{note}");
        assert!(loss.rows[0].bars[0].below && loss.rows[0].bars[0].part == Some(1.0));
        let (tiny, _) = barbell(&[("Profit", ["$1000B", "$0.001B"])]);
        assert_eq!(tiny.discs, [LARGEST, SMALLEST]);
    }

    #[test]
    fn values_of_two_scales_keep_their_units() {
        let (view, _) = barbell(&[("Profit", ["$4.0B", "$900M"])]);
        let row = &view.rows[0];
        assert_eq!(row.unit.to_string(), "");
        assert_eq!(
            row.bars.each_ref().map(|it| it.value.to_string()),
            ["$4.0B", "$900M"]
        );
        assert_eq!(row.bars[1].part, Some(0.225));
    }
}
