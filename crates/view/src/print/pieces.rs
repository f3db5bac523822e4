//! A printed value in its pieces: what stands small before the number, the number itself,
//! and the unit behind it.

use serde::Serialize;
use strata_model::calc::shown;
use strata_model::{Extent, Figure, Measure, Qualifier, Quantity};

use super::{NBSP, Sign, currency_sign, digits, is_code};
use crate::labels::Labels;

/// A stretch of a printed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) text: String,
}

/// What a stretch of a printed value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PieceKind {
    /// A currency or a bound before the number.
    Prefix,
    /// The number with its sign, or the words in place of one.
    Number,
    /// Scale, unit and what it is by, behind the number.
    Unit,
}

/// Adds text to pieces: what is of one kind with the last becomes one with it.
fn add(pieces: &mut Vec<Piece>, kind: PieceKind, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => pieces.push(Piece { kind, text: text.to_owned() }),
    }
}

/// The text of all pieces but those of a kind.
fn without(pieces: &[Piece], kind: PieceKind) -> String {
    let kept = pieces.iter().filter(|it| it.kind != kind);
    kept.map(|it| it.text.as_str()).collect()
}

impl Labels {
    /// A quantity; joined, the pieces are the whole of it.
    pub(super) fn pieces(&self, quantity: &Quantity, sign: Sign) -> Vec<Piece> {
        let written = &self.written;
        let unit = quantity.unit();
        let mut pieces = Vec::new();
        let mut push = |kind, text: &str| add(&mut pieces, kind, text);
        if quantity.qualifier() == Some(Qualifier::About) {
            push(PieceKind::Prefix, "~");
        }
        if let Some(sign) = sign.of(quantity) {
            push(PieceKind::Number, sign.encode_utf8(&mut [0; 4]));
        }
        let money = match &unit.measure {
            Measure::Money(currency) => Some(currency_sign(*currency, quantity)),
            _ => None,
        };
        if let Some(money) = money.as_ref().filter(|_| written.money_first) {
            push(PieceKind::Prefix, money);
            push(PieceKind::Prefix, if is_code(money) { "\u{A0}" } else { "" });
        }
        push(PieceKind::Number, &digits(self.language, quantity));
        let scale = self.scale(quantity);
        let at_least = quantity.qualifier() == Some(Qualifier::AtLeast);
        // Behind the number itself: a scale that stands apart is a word.
        let apart = scale.is_empty() || scale.starts_with(NBSP);
        push(PieceKind::Number, if at_least && apart { "+" } else { "" });
        push(PieceKind::Unit, &scale);
        push(PieceKind::Unit, if at_least && !apart { "+" } else { "" });
        if let Some(money) = money.as_ref().filter(|_| !written.money_first) {
            let letters = !(written.scale)(quantity.scale()).is_empty();
            let gap = if letters && !is_code(money) {
                written.money_gap_after_letters
            } else {
                written.money_gap
            };
            push(PieceKind::Unit, gap);
            push(PieceKind::Unit, money);
        }
        match &unit.measure {
            Measure::Pure | Measure::Money(_) => {}
            Measure::Percent => push(PieceKind::Unit, written.percent),
            Measure::MoreLikely => push(PieceKind::Unit, written.more_likely),
            Measure::LessLikely => push(PieceKind::Unit, written.less_likely),
            Measure::Multiple => push(PieceKind::Unit, "×"),
            Measure::Points => push(PieceKind::Unit, written.points),
            Measure::BasisPoints => push(PieceKind::Unit, written.basis_points),
            Measure::Named(name) => {
                push(PieceKind::Unit, "\u{A0}");
                push(PieceKind::Unit, self.unit(name, self.plural_of(quantity)));
            }
        }
        if let Some(per) = &unit.per {
            push(PieceKind::Unit, "/");
            push(PieceKind::Unit, self.unit(per, super::PluralCategory::One));
        }
        pieces
    }

    /// What a figure states, as it is shown, with its bound as a sign where there is one: of
    /// a range the unit once.
    pub(crate) fn value_pieces(&self, figure: &Figure) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let glyph = figure.value.as_ref().and_then(Quantity::qualifier);
        if let Some(bound) = figure.qualifier.filter(|it| glyph != Some(*it)) {
            let sign = bound_sign(bound).unwrap_or_else(|| self.qualifier(bound));
            add(&mut pieces, PieceKind::Prefix, sign);
            add(&mut pieces, PieceKind::Prefix, "\u{A0}");
        }
        if let Some(value) = shown(figure).or(figure.value.as_ref()) {
            pieces.extend(self.pieces(value, Sign::Written));
            if let Some(tolerance) = &figure.tolerance {
                let tolerance = self.quantity(tolerance);
                let tolerance = format!("{NBSP}±{NBSP}{tolerance}");
                add(&mut pieces, PieceKind::Unit, &tolerance);
            }
        } else if let Some(range) = &figure.range {
            pieces.extend(self.range_pieces(&range.low, &range.high, Sign::Written));
        } else if figure.magnitude.is_some() || figure.shift.is_some() {
            add(&mut pieces, PieceKind::Number, &self.bare_value(figure));
        } else if let Some(change) = &figure.change {
            match &change.extent {
                Extent::By(by) => pieces.extend(self.pieces(by, Sign::Always)),
                Extent::Between(low, high) => {
                    pieces.extend(self.range_pieces(low, high, Sign::Always));
                }
                _ => add(&mut pieces, PieceKind::Number, &self.extent(change)),
            }
        }
        pieces
    }

    /// A range: unit and currency once where both ends have them in common.
    fn range_pieces(&self, low: &Quantity, high: &Quantity, sign: Sign) -> Vec<Piece> {
        let ends = [low, high].map(|end| self.pieces(end, sign));
        let alike = low.unit() == high.unit()
            && low.scale() == high.scale()
            && low.qualifier() == high.qualifier();
        let mut pieces = Vec::new();
        if !alike {
            let [low, high] =
                ends.map(|end| end.into_iter().map(|it| it.text).collect::<String>());
            add(&mut pieces, PieceKind::Number, &self.range(&low, &high));
            return pieces;
        }
        let prefix = |end: &[Piece]| match end.first() {
            Some(first) if first.kind == PieceKind::Prefix => first.text.clone(),
            _ => String::new(),
        };
        let shared = prefix(&ends[0]);
        let shared = if shared == prefix(&ends[1]) { shared } else { String::new() };
        let [low, high] = ends.each_ref().map(|end| {
            let number = without(end, PieceKind::Unit);
            number.strip_prefix(&*shared).map(str::to_owned).unwrap_or(number)
        });
        add(&mut pieces, PieceKind::Prefix, &shared);
        add(&mut pieces, PieceKind::Number, &self.range(&low, &high));
        let units = ends[1].iter().filter(|it| it.kind == PieceKind::Unit);
        units.for_each(|it| add(&mut pieces, PieceKind::Unit, &it.text));
        pieces
    }
}

/// The sign of a bound; none where only a word says it.
fn bound_sign(bound: Qualifier) -> Option<&'static str> {
    match bound {
        Qualifier::About => Some("~"),
        Qualifier::AtLeast => Some("≥"),
        Qualifier::MoreThan => Some(">"),
        Qualifier::AtMost => Some("≤"),
        Qualifier::LessThan => Some("<"),
        Qualifier::Exact | Qualifier::Nearly | Qualifier::UpTo => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use strata_model::Language;

    use super::*;
    use crate::labels::labels;

    /// The pieces of a figure: prefix and unit in brackets.
    fn told(language: Language, mut figure: Value) -> String {
        figure["label"] = json!("Figure");
        let figure: Figure = serde_json::from_value(figure).expect("a figure");
        let pieces = labels(language).value_pieces(&figure);
        let of = |it: &Piece| match it.kind {
            PieceKind::Number => it.text.clone(),
            PieceKind::Prefix | PieceKind::Unit => format!("[{}]", it.text),
        };
        let text = pieces.iter().map(of).collect::<String>();
        text.replace('\u{A0}', "·").replace('\u{202F}', "'")
    }

    #[test]
    fn a_value_falls_into_prefix_number_and_unit() {
        let range =
            |low: &str, high: &str| json!({ "range": { "low": low, "high": high } });
        for (figure, us, german) in [
            (json!({ "value": "$14.2B" }), "[$]14.2[B]", "14,2[·Mrd.·$]"),
            (json!({ "value": "-$1.2M" }), "−[$]1.2[M]", "−1,2[·Mio.·$]"),
            (json!({ "value": "$2,230/FFE" }), "[$]2,230[/FFE]", "2.230[·$/FFE]"),
            (json!({ "value": "CAD 4.2B" }), "[CAD·]4.2[B]", "4,2[·Mrd.·CAD]"),
            (json!({ "value": "~$200B" }), "[~$]200[B]", "[~]200[·Mrd.·$]"),
            (json!({ "value": "100K+ users" }), "100[K+·users]", "100+[·Tsd.·users]"),
            (json!({ "value": "12+" }), "12+", "12+"),
            (json!({ "value": "9.21%" }), "9.21[%]", "9,21[·%]"),
            (json!({ "value": "47.2x" }), "47.2[×]", "47,2[×]"),
            (
                json!({ "value": "3.8 GW", "qualifier": "more-than" }),
                "[>·]3.8[·GW]",
                "[>·]3,8[·GW]",
            ),
            (
                json!({ "value": "5M", "qualifier": "nearly" }),
                "[nearly·]5[M]",
                "[knapp·]5[·Mio.]",
            ),
            (range("$9.0B", "$9.5B"), "[$]9.0–9.5[B]", "9,0·– 9,5[·Mrd.·$]"),
            (range("-$1.0B", "$0.5B"), "−$1.0 to $0.5[B]", "−1,0 bis 0,5[·Mrd.·$]"),
            (range("$800M", "$1.2B"), "$800M–$1.2B", "800·Mio.·$·– 1,2·Mrd.·$"),
            (json!({ "change": "-13% yoy" }), "−13[%]", "−13[·%]"),
            (json!({ "change": "+26% to +28% yoy" }), "+26 to +28[%]", "+26 bis +28[·%]"),
            (json!({ "magnitude": "millions" }), "millions", "millions"),
        ] {
            assert_eq!(told(Language::EnUs, figure.clone()), us, "{figure}");
            assert_eq!(told(Language::DeDe, figure.clone()), german, "{figure}");
        }
    }
}
