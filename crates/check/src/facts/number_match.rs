//! The figures by their numbers: which of them a number in prose is, or nearly is.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::ToZero;
use strata_model::calc::Interval;
use strata_model::{Extent, Figure, Id, Measure, Part, Quantity, Scale};

use super::gathered::Facts;
use super::spelling::Spelled;

/// A number that a reference prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mention<'b> {
    pub(crate) id: &'b Id,
    pub(crate) figure: &'b Figure,
    pub(crate) part: Part,
    pub(crate) quantity: &'b Quantity,
}

impl Mention<'_> {
    /// The reference that prints it: `{capex}`, `{capex.rise}`.
    pub(crate) fn reference(&self) -> String {
        let part = Part::NAMED.iter().find(|(_, part)| *part == self.part);
        match part {
            Some((name, _)) => format!("{{{}.{name}}}", self.id),
            None => format!("{{{}}}", self.id),
        }
    }

    /// The key of the figure that holds it.
    pub(crate) fn key(&self) -> &'static str {
        match self.part {
            Part::Change | Part::Rise | Part::Fall => "change",
            Part::Prior => "prior",
            _ => "value",
        }
    }
}

/// What a number in prose has to do with the figures.
#[derive(Debug)]
pub(crate) enum NumberMatch<'b> {
    /// The number of one figure, or of several.
    Same(Vec<Mention<'b>>),
    /// Nearly the number of a figure: rounded otherwise, or a little off.
    Near(Mention<'b>),
    /// The digits of a change, in percent for points or in points for percent.
    Mixed(Mention<'b>),
    /// Nothing.
    Unrelated,
}

/// All numbers that references print, by their size.
pub(crate) struct Known<'b>(BTreeMap<Decimal, Vec<Mention<'b>>>);

/// How many sizes to either side are looked at for one that is near.
const AROUND: usize = 4;

impl<'b> Known<'b> {
    pub(crate) fn of(index: &Facts<'b>) -> Self {
        let mut known = BTreeMap::<_, Vec<_>>::new();
        for (id, figure) in &index.brief.figures {
            let mut add = |part, quantity: &'b Quantity| {
                let mention = Mention { id, figure, part, quantity };
                known.entry(quantity.value().abs()).or_default().push(mention);
            };
            if let Some(value) = &figure.value {
                add(Part::Value, value);
            }
            if let Some(Extent::By(by)) = figure.change.as_ref().map(|it| &it.extent) {
                add(Part::Change, by);
            }
            if let Some(prior) = &figure.prior {
                add(Part::Prior, prior);
            }
        }
        Known(known)
    }

    /// What a number matches, given the sentence in which it stands.
    pub(crate) fn matched<'t>(
        &self,
        spelled: &Spelled,
        sentence: impl Fn() -> &'t str,
    ) -> NumberMatch<'b> {
        let number = &spelled.quantity;
        let equal =
            self.0.get(&number.value().abs()).map_or([].as_slice(), Vec::as_slice);
        let same: Vec<_> = equal.iter().filter_map(|it| printed(number, *it)).collect();
        // The very digits and unit, else whatever has the same size.
        let alike = |it: &&Mention<'_>| {
            it.quantity.unit() == number.unit()
                && it.quantity.decimals() == number.decimals()
        };
        let exact: Vec<_> = same.iter().filter(alike).copied().collect();
        if !exact.is_empty() {
            return NumberMatch::Same(exact);
        }
        let mixed =
            equal.iter().find(|it| is_mixed(number, it) && is_named(it, sentence()));
        if let Some(mixed) = mixed {
            return NumberMatch::Mixed(Mention {
                part: size(number, mixed.quantity),
                ..*mixed
            });
        }
        if !same.is_empty() {
            return NumberMatch::Same(same);
        }
        let near = spelled.counts.then(|| self.near(number)).flatten();
        near.map_or(NumberMatch::Unrelated, NumberMatch::Near)
    }

    fn near(&self, number: &Quantity) -> Option<Mention<'b>> {
        let size = number.value().abs();
        let below = self.0.range(..size).rev().take(AROUND);
        let around = below.chain(self.0.range(size..).take(AROUND));
        let close = around.flat_map(|(_, mentions)| mentions.iter().take(AROUND));
        let close = close.filter_map(|it| printed(number, *it));
        let close = close.filter(|it| is_near(number, it.quantity));
        close.min_by_key(|it| (it.quantity.value().abs() - size).abs())
    }
}

/// The mention with the part that would print a number like this one, if its unit and its
/// sign allow it at all.
fn printed<'b>(number: &Quantity, mention: Mention<'b>) -> Option<Mention<'b>> {
    let own = mention.quantity;
    let bare = number.unit().measure == Measure::Pure && number.unit().per.is_none();
    let counted = bare
        && match &own.unit().measure {
            Measure::Named(_) => true,
            Measure::Money(_) => number.scale() != Scale::One,
            _ => false,
        };
    let likely = number.unit().measure == Measure::Percent
        && matches!(own.unit().measure, Measure::MoreLikely | Measure::LessLikely);
    if !(number.unit() == own.unit() || counted || likely) {
        return None;
    }
    let part = match mention.part {
        Part::Change => size(number, own),
        part => part,
    };
    let alike = number.is_negative() == own.is_negative();
    (alike || part == Part::Fall).then_some(Mention { part, ..mention })
}

/// The part that prints a change with its sign, if the number has one, or without.
fn size(number: &Quantity, change: &Quantity) -> Part {
    if number.is_negative() || number.has_plus() {
        Part::Change
    } else if change.is_negative() {
        Part::Fall
    } else {
        Part::Rise
    }
}

/// Rounded or cut to fewer digits; an amount may also be a hundredth off.
fn is_near(number: &Quantity, own: &Quantity) -> bool {
    let (a, b) = (number.value().abs(), own.value().abs());
    let meets = Interval::around(number).zip(Interval::around(own));
    if meets.is_some_and(|(a, b)| a.meets(b)) {
        return true;
    }
    let cut = |value: &Quantity, like: &Quantity| {
        let scale = Decimal::from(10_u64.pow(like.scale().exponent()));
        let digits = value.value().abs().checked_div(scale);
        digits.map(|it| it.round_dp_with_strategy(like.digits().scale(), ToZero))
            == Some(like.digits())
    };
    let rate = matches!(
        own.unit().measure,
        Measure::Percent | Measure::Points | Measure::BasisPoints | Measure::Multiple
    );
    let close = || {
        let apart = (a - b).abs().checked_mul(Decimal::ONE_HUNDRED);
        !rate && apart.is_some_and(|apart| apart <= b)
    };
    cut(own, number) || cut(number, own) || close()
}

/// Whether a number is the change of a figure, but for percent and points.
fn is_mixed(number: &Quantity, mention: &Mention<'_>) -> bool {
    let pair = (&number.unit().measure, &mention.quantity.unit().measure);
    mention.part == Part::Change
        && matches!(
            pair,
            (Measure::Percent, Measure::Points) | (Measure::Points, Measure::Percent)
        )
}

/// Whether a sentence speaks of a figure: by a reference, or by the head of its label.
fn is_named(mention: &Mention<'_>, sentence: &str) -> bool {
    let label = mention.figure.label.as_str();
    let name = label.split([',', '(', '–', ':']).next().unwrap_or(label);
    let Some(head) = name.split_whitespace().next_back() else { return false };
    let is_head = |word: &str| {
        let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
        bare.eq_ignore_ascii_case(head)
            || bare.strip_suffix('s').is_some_and(|it| it.eq_ignore_ascii_case(head))
    };
    let id = mention.id.as_str();
    let referred = sentence.match_indices('{').any(|(at, _)| {
        let rest = sentence.get(at + 1..).and_then(|rest| rest.strip_prefix(id));
        rest.is_some_and(|rest| rest.starts_with(['}', '.']))
    });
    referred || sentence.split_whitespace().any(is_head)
}
