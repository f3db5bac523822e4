//! The figures by their numbers: which of them a number in prose is, or nearly is.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::ToZero;
use strata_model::calc::{self, Interval, Meant};
use strata_model::{
    Brief, ComparisonName, Figure, Id, Measure, Part, Quantity, Reference, Scale,
};

use super::spelling::Spelled;
use crate::facts::Facts;

/// A number that a reference prints.
#[derive(Debug, Clone)]
pub(crate) struct Mention<'b> {
    pub(crate) id: &'b Id,
    pub(crate) figure: &'b Figure,
    pub(crate) comparison: Option<&'b ComparisonName>,
    pub(crate) part: Part,
    pub(crate) quantity: Cow<'b, Quantity>,
}

impl Mention<'_> {
    /// The reference that prints it: `{capex}`, `{capex.rise}`.
    pub(crate) fn reference(&self) -> String {
        let reference = Reference {
            figure: self.id.clone(),
            comparison: self.comparison.cloned(),
            part: self.part,
            since: None,
        };
        format!("{{{reference}}}")
    }

    /// The key of the figure that holds it.
    pub(crate) fn key(&self) -> &'static str {
        match self.part {
            _ if self.comparison.is_some() => "comparisons",
            Part::Change | Part::Rise | Part::Fall => "change",
            Part::Prior => "prior",
            Part::Mid if self.figure.range.is_some() => "range",
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
    Near(Box<Mention<'b>>),
    /// The digits of a change, in percent for points or in points for percent.
    Mixed(Box<Mention<'b>>),
    /// Nothing.
    Unrelated,
}

/// All numbers that references print, by their size.
pub(crate) struct Known<'b> {
    /// Those that stand in figures.
    stated: BySize<'b>,
    /// Those that are looked at where none of these is meant, and only for the very number:
    /// of comparisons by their names, and what is computed.
    further: OnceCell<BySize<'b>>,
    brief: &'b Brief,
}

type BySize<'b> = BTreeMap<Decimal, Vec<Mention<'b>>>;

/// How many sizes to either side are looked at for one that is near.
const AROUND: usize = 4;

impl<'b> Known<'b> {
    pub(crate) fn of(index: &Facts<'b>) -> Self {
        let brief = index.brief;
        let mut stated = BySize::new();
        for (id, figure) in &brief.figures {
            let change = figure.change.as_ref().and_then(|it| it.size());
            let value = calc::shown(figure).or(figure.value.as_ref());
            let prior = figure.prior.as_ref();
            let own = [
                (Part::Value, value.map(Cow::Borrowed)),
                (Part::Change, change.map(Cow::Borrowed)),
                (Part::Prior, prior.map(|it| calc::shown_alike(figure, it))),
            ];
            for (part, quantity) in own {
                let own = quantity.map(|quantity| Mention {
                    id,
                    figure,
                    comparison: None,
                    part,
                    quantity,
                });
                own.into_iter().for_each(|own| add(&mut stated, own));
            }
        }
        Known { stated, further: OnceCell::new(), brief }
    }

    /// What a number matches, given the sentence in which it stands.
    pub(crate) fn matched<'t>(
        &self,
        spelled: &Spelled,
        sentence: impl Fn() -> &'t str,
    ) -> NumberMatch<'b> {
        let number = &spelled.quantity;
        let equal =
            self.stated.get(&number.value().abs()).map_or([].as_slice(), Vec::as_slice);
        let same: Vec<_> = equal.iter().filter_map(|it| printed(number, it)).collect();
        // The very digits and unit, else whatever has the same size.
        let alike = |it: &&Mention<'_>| {
            it.quantity.unit() == number.unit()
                && it.quantity.decimals() == number.decimals()
        };
        let exact: Vec<_> = same.iter().filter(alike).cloned().collect();
        if !exact.is_empty() {
            return NumberMatch::Same(exact);
        }
        let mixed =
            equal.iter().find(|it| is_mixed(number, it) && is_named(it, sentence()));
        if let Some(mixed) = mixed {
            let part = size(number, &mixed.quantity);
            let mixed = Mention { part, ..mixed.clone() };
            return NumberMatch::Mixed(Box::new(mixed));
        }
        if !same.is_empty() {
            return NumberMatch::Same(same);
        }
        if !spelled.counts {
            return NumberMatch::Unrelated;
        }
        let near = self.near(number);
        let further = self.further(number);
        match near {
            // What it rounds is printed rounded.
            Some(near) => {
                let is_near = |it: &&Mention<'_>| {
                    it.part == Part::Rounded
                        && it.id == near.id
                        && near.part == Part::Value
                };
                let part = further.iter().find(is_near).map_or(near.part, |it| it.part);
                NumberMatch::Near(Box::new(Mention { part, ..near }))
            }
            None if further.is_empty() => NumberMatch::Unrelated,
            None => NumberMatch::Same(further),
        }
    }

    /// What prints this very number, with its digits, its unit and its sign.
    fn further(&self, number: &Quantity) -> Vec<Mention<'b>> {
        let equal = self
            .further
            .get_or_init(|| further(self.brief))
            .get(&number.value().abs())
            .map_or([].as_slice(), Vec::as_slice);
        let alike = |it: &&Mention<'_>| {
            it.quantity.unit() == number.unit()
                && it.quantity.decimals() == number.decimals()
        };
        let signs = |it: &Quantity| (it.is_negative(), it.has_plus());
        let fitting = equal.iter().filter(alike).filter_map(|it| {
            let it = match it.part {
                Part::Change => {
                    Mention { part: size(number, &it.quantity), ..it.clone() }
                }
                _ => it.clone(),
            };
            let bare = matches!(it.part, Part::Rise | Part::Fall);
            (bare || signs(&it.quantity) == signs(number)).then_some(it)
        });
        fitting.collect()
    }

    fn near(&self, number: &Quantity) -> Option<Mention<'b>> {
        let size = number.value().abs();
        let below = self.stated.range(..size).rev().take(AROUND);
        let around = below.chain(self.stated.range(size..).take(AROUND));
        let close = around.flat_map(|(_, mentions)| mentions.iter().take(AROUND));
        let close = close.filter_map(|it| printed(number, it));
        let close = close.filter(|it| is_near(number, &it.quantity));
        close.min_by_key(|it| (it.quantity.value().abs() - size).abs())
    }
}

/// What is computed from figures, and what comparisons with a name say.
fn further(brief: &Brief) -> BySize<'_> {
    let mut further = BySize::new();
    for (id, own) in &brief.figures {
        let named = own.comparisons.iter().filter_map(|it| it.name.as_ref());
        let of_comparisons = named
            .flat_map(|name| [(Some(name), Part::Change), (Some(name), Part::Delta)]);
        let computed = [Part::Unsigned, Part::Rounded, Part::Mid, Part::Delta];
        for (name, part) in
            computed.map(|part| (None, part)).into_iter().chain(of_comparisons)
        {
            let figure = id.clone();
            let reference =
                Reference { figure, comparison: name.cloned(), part, since: None };
            let quantity = match calc::meant(brief, &reference) {
                Ok(Meant::Level(_, Some(quantity)) | Meant::Quantity(quantity)) => {
                    quantity
                }
                Ok(Meant::Change(change)) => match change.size() {
                    Some(size) => Cow::Borrowed(size),
                    None => continue,
                },
                _ => continue,
            };
            let comparison = name;
            let mention = Mention { id, figure: own, comparison, part, quantity };
            add(&mut further, mention);
        }
    }
    further
}

fn add<'b>(to: &mut BySize<'b>, mention: Mention<'b>) {
    to.entry(mention.quantity.value().abs()).or_default().push(mention);
}

/// The mention with the part that would print a number like this one, if its unit and its
/// sign allow it at all.
fn printed<'b>(number: &Quantity, mention: &Mention<'b>) -> Option<Mention<'b>> {
    let own = &mention.quantity;
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
    (alike || part == Part::Fall).then(|| Mention { part, ..mention.clone() })
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

/// Whether a number is another one in no more digits.
pub(crate) fn is_rounding(number: &Quantity, own: &Quantity) -> bool {
    let around = Interval::around(number);
    number.decimals() <= own.decimals()
        && around.is_some_and(|it| it.meets(Interval::exactly(own.value().abs())))
}

/// Rounded or cut to fewer digits; an amount may also be a hundredth off.
fn is_near(number: &Quantity, own: &Quantity) -> bool {
    let (a, b) = (number.value().abs(), own.value().abs());
    // One rounds the other: neighbours of the same precision only touch.
    if is_rounding(number, own) || is_rounding(own, number) {
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
