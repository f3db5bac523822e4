//! The figures of a brief, as far as somebody who plants errors must know them.

use serde_json::Value;

/// A number as it is written, with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    pub(crate) text: String,
    /// With its sign and its scale.
    pub(crate) value: f64,
    decimals: usize,
    /// What is no digit, sign or scale: currency and unit.
    pub(crate) unit: String,
    /// The bytes of the digits.
    digits: std::ops::Range<usize>,
}

impl Number {
    /// The first number of a text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let rest = &text[start..];
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || ",.".contains(c)))
            .unwrap_or(rest.len());
        let digits = rest[..end].trim_end_matches([',', '.']);
        let end = start + digits.len();
        let plain = digits.replace(',', "");
        let decimals = plain.split_once('.').map_or(0, |(_, after)| after.len());
        let behind = &text[end..];
        let scale = match behind.chars().next() {
            Some('K') => 1e3,
            Some('M') => 1e6,
            Some('B') => 1e9,
            Some('T') => 1e12,
            _ => 1.0,
        };
        let unit = if scale > 1.0 { &behind[1..] } else { behind };
        let before = &text[..start];
        let sign = if before.contains('-') { -1.0 } else { 1.0 };
        Some(Self {
            text: text.to_owned(),
            value: sign * scale * plain.parse::<f64>().ok()?,
            decimals,
            unit: format!("{}{unit}", before.trim_start_matches(['-', '+', '~'])),
            digits: start..end,
        })
    }

    /// The same text with other digits, which are written like the old ones and differ.
    pub(crate) fn times(&self, factor: f64) -> String {
        let old = self.text[self.digits.clone()].replace(',', "");
        let old = old.parse::<f64>().unwrap_or(1.0);
        let (old, new) = (
            format!("{old:.*}", self.decimals),
            format!("{:.*}", self.decimals, old * factor),
        );
        if old == new { self.plus(3.0 * self.last_digit()) } else { self.with(&new) }
    }

    fn last_digit(&self) -> f64 {
        0.1_f64.powi(i32::try_from(self.decimals).unwrap_or(0))
    }

    /// The same text with an amount added to its digits.
    pub(crate) fn plus(&self, amount: f64) -> String {
        let old = self.text[self.digits.clone()].replace(',', "");
        let new = old.parse::<f64>().unwrap_or(1.0) + amount;
        self.with(&format!("{new:.*}", self.decimals))
    }

    /// The same text with two neighbouring digits exchanged, as tired hands do it; with
    /// other digits if all are alike.
    pub(crate) fn swapped(&self) -> String {
        let old = &self.text[self.digits.clone()];
        let bytes: Vec<char> = old.chars().collect();
        let places: Vec<usize> =
            (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
        for pair in places.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let small = u32::from(bytes[a]).abs_diff(u32::from(bytes[b])) < 2
                || bytes[b] == '0' && a == 0;
            if small {
                continue;
            }
            let mut new = bytes.clone();
            new.swap(a, b);
            let new: String = new.into_iter().collect();
            return self.between(&new);
        }
        self.times(1.4)
    }

    fn with(&self, plain: &str) -> String {
        let (whole, rest) =
            plain.split_once('.').map_or((plain, None), |(a, b)| (a, Some(b)));
        let grouped = if self.text[self.digits.clone()].contains(',') || whole.len() > 4 {
            let mut grouped = String::new();
            for (at, digit) in whole.chars().enumerate() {
                if at > 0 && (whole.len() - at).is_multiple_of(3) {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            grouped
        } else {
            whole.to_owned()
        };
        let rest = rest.map(|rest| format!(".{rest}")).unwrap_or_default();
        self.between(&format!("{grouped}{rest}"))
    }

    fn between(&self, digits: &str) -> String {
        let (start, end) = (self.digits.start, self.digits.end);
        format!("{}{digits}{}", &self.text[..start], &self.text[end..])
    }
}

/// A figure of a brief.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) label: String,
    /// What a sentence calls it.
    pub(crate) name: String,
    pub(crate) value: Option<Number>,
    pub(crate) prior: Option<Number>,
    pub(crate) change: Option<Number>,
    pub(crate) period: String,
    pub(crate) basis: String,
    pub(crate) source: Option<String>,
    pub(crate) is_guidance: bool,
    pub(crate) is_derived: bool,
    pub(crate) has_entity: bool,
}

/// Which way a figure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

impl Figure {
    pub(crate) fn all(tree: &Value) -> Vec<Self> {
        let figures = tree["figures"].as_object();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let read = |(id, value): (&String, &Value)| {
            let number = |key: &str| value[key].as_str().and_then(Number::read);
            let label = text(&value["label"]).unwrap_or_default();
            Self {
                id: id.clone(),
                name: text(&value["short"]).unwrap_or_else(|| label.clone()),
                label,
                value: number("value"),
                prior: number("prior"),
                change: number("change"),
                period: text(&value["period"]).unwrap_or_default(),
                basis: text(&value["basis"]).unwrap_or_default(),
                source: text(&value["source"]),
                is_guidance: value.get("guidance").is_some(),
                is_derived: value.get("derivation").is_some(),
                has_entity: value.get("entity").is_some(),
            }
        };
        figures.into_iter().flatten().map(read).collect()
    }

    pub(crate) fn at(&self, key: &str) -> String {
        match key {
            "" => format!("/figures/{}", self.id),
            key => format!("/figures/{}/{key}", self.id),
        }
    }

    /// Value over prior, where both are above zero.
    pub(crate) fn ratio(&self) -> Option<f64> {
        let (value, prior) = (self.value.as_ref()?.value, self.prior.as_ref()?.value);
        (value > 0.0 && prior > 0.0).then(|| value / prior)
    }

    /// Which way a stated change with a size goes.
    pub(crate) fn way(&self) -> Option<Way> {
        let change = self.change.as_ref()?;
        let text = &change.text;
        let down = text.starts_with('-');
        (text.starts_with('+') && !text.contains(" to ") || down).then_some(if down {
            Way::Down
        } else {
            Way::Up
        })
    }

    /// What a text writes for the size of its change.
    pub(crate) fn size(&self) -> Option<String> {
        let part = match self.way()? {
            Way::Up => "rise",
            Way::Down => "fall",
        };
        Some(format!("{{{}.{part}}}", self.id))
    }

    pub(crate) fn reference(&self) -> String {
        format!("{{{}}}", self.id)
    }

    /// Whether its name can stand at the head of a sentence about what it did.
    pub(crate) fn can_be_named(&self) -> bool {
        !self.name.contains(',') && self.basis != "issuer-claim" && !self.has_entity
    }

    /// Whether it tells of what is over.
    pub(crate) fn is_result(&self) -> bool {
        !self.is_guidance
            && !matches!(self.basis.as_str(), "analyst-estimate" | "issuer-claim")
    }
}
