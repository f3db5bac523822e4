//! How a figure follows from others.

use std::fmt;
use std::str::FromStr;

use crate::form;
use crate::id::Id;
use crate::scalar::{Malformed, Scalar, as_text, fits};

macro_rules! id {
    () => {
        "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
    };
}

/// An expression over the ids of figures. Operators stand between spaces, since ids hold
/// hyphens.
///
/// ```
/// use strata_model::{Derivation, Operator};
/// let free_cash_flow: Derivation = "operating-cash-flow - capex".parse()?;
/// let ids: Vec<_> = free_cash_flow.ids().map(|id| id.as_str()).collect();
/// assert_eq!(ids, ["operating-cash-flow", "capex"]);
/// # Ok::<_, strata_model::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derivation {
    /// A sum and difference: the first figure, then each further one with its operator.
    Sum(Id, Vec<(Operator, Id)>),
    /// The product of two figures.
    Product(Id, Id),
    /// The quotient of two figures.
    Quotient(Id, Id),
    /// The growth of the first figure on the second.
    Growth(Id, Id),
}

/// The operator in front of a figure in a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Added.
    Plus,
    /// Taken off.
    Minus,
}

impl Derivation {
    /// The ids it is made of, in the order written.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        let (first, second, rest) = match self {
            Self::Sum(first, rest) => (first, None, rest.as_slice()),
            Self::Product(a, b) | Self::Quotient(a, b) | Self::Growth(a, b) => {
                (a, Some(b), [].as_slice())
            }
        };
        std::iter::once(first).chain(second).chain(rest.iter().map(|(_, id)| id))
    }
}

impl Scalar for Derivation {
    const NAME: &'static str = "Derivation";
    const DESCRIPTION: &'static str = "An expression over figure ids: a sum or difference, \
        a product, a quotient, or growth. Operators stand between spaces.";
    const PATTERN: &'static str = concat!(
        "^(?:growth of ",
        id!(),
        " on ",
        id!(),
        "|",
        id!(),
        " [*/] ",
        id!(),
        "|",
        id!(),
        "(?: [+-] ",
        id!(),
        ")+)$"
    );
    const MAX: usize = 1000;
    const EXAMPLES: &'static [&'static str] = &[
        "operating-cash-flow - capex",
        "price * volume",
        "growth of sales on sales-prior",
    ];
}

impl FromStr for Derivation {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        fits::<Self>(text, form::is_derivation)?;
        read(text).ok_or_else(|| Malformed::new::<Self>(text))
    }
}

fn read(text: &str) -> Option<Derivation> {
    let mut words = text.split(' ');
    let first = words.next()?;
    let second = words.next()?;
    if first == "growth" && second == "of" {
        let of = Id::within(words.next()?);
        return Some(Derivation::Growth(of, Id::within(words.nth(1)?)));
    }
    let first = Id::within(first);
    let mut rest = vec![(second, Id::within(words.next()?))];
    while let Some(operator) = words.next() {
        rest.push((operator, Id::within(words.next()?)));
    }
    match second {
        "*" => rest.pop().map(|(_, by)| Derivation::Product(first, by)),
        "/" => rest.pop().map(|(_, by)| Derivation::Quotient(first, by)),
        _ => {
            let operator =
                |sign: &str| if sign == "-" { Operator::Minus } else { Operator::Plus };
            let rest = rest.into_iter().map(|(sign, id)| (operator(sign), id)).collect();
            Some(Derivation::Sum(first, rest))
        }
    }
}

impl fmt::Display for Derivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum(first, rest) => {
                write!(f, "{first}")?;
                rest.iter().try_for_each(|(operator, id)| {
                    write!(
                        f,
                        " {} {id}",
                        if *operator == Operator::Minus { '-' } else { '+' }
                    )
                })
            }
            Self::Product(a, b) => write!(f, "{a} * {b}"),
            Self::Quotient(a, b) => write!(f, "{a} / {b}"),
            Self::Growth(of, on) => write!(f, "growth of {of} on {on}"),
        }
    }
}

as_text!(Derivation);
