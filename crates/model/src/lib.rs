//! The words of a brief: what an analysis of a company can say, and how a figure in it is
//! written and read.
//!
//! On the road from a data file to a printed page — read, shape, lint, typeset — this crate
//! is the vocabulary that all others share. It alone knows what a brief consists of and how
//! its scalars are spelled. It knows nothing of files, positions in files, rules or pages,
//! does no input or output, and holds no floating-point number: a figure is decimal, with
//! the precision that its digits claim.
//!
//! [`Brief`] is the root. Every scalar reads with [`FromStr`](std::str::FromStr) and shows
//! with [`Display`](std::fmt::Display), the one the inverse of the other. Structures read
//! and write with serde, and with the feature `schema` the function `schema` gives their
//! JSON Schema.
//!
//! ```
//! use strata_model::{Brief, ClaimKind, Figure, Reading, Subject};
//!
//! let judgment = Reading {
//!     rests_on: vec!["sales".parse()?],
//!     ..Reading::new("growth".parse()?, ClaimKind::Judgment, "Growth is back.".parse()?)
//! };
//! let subject = Subject::new("Example plc".parse()?);
//! let mut brief =
//!     Brief::new("Back to growth".parse()?, subject, "2025-10-31".parse()?, vec![judgment]);
//! let sales = Figure {
//!     value: Some("£4.2B".parse()?),
//!     change: Some("+6% yoy".parse()?),
//!     period: Some("H1 2025".parse()?),
//!     ..Figure::new("Sales".parse()?)
//! };
//! brief.figures.insert("sales".parse()?, sales);
//!
//! let text = serde_json::to_string(&brief)?;
//! assert_eq!(serde_json::from_str::<Brief>(&text)?, brief);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod block;
mod brief;
pub mod calc;
mod change;
mod comparison;
mod date;
mod derivation;
#[cfg(feature = "schema")]
pub mod describe;
mod figure;
mod form;
mod framework;
mod front;
mod id;
mod item;
mod limit;
pub mod markup;
mod period;
mod qualifier;
mod quantity;
mod reading;
mod reference;
mod scalar;
#[cfg(feature = "schema")]
mod schema;
mod source;
mod table;
mod text;
mod unit;
pub mod walk;

pub use block::{Block, Chart, ChartForm, Figures, Points, TextBlock};
pub use brief::{
    Allowance, Brief, Disclosures, FiscalYear, FormatVersion, Language, Section, Subject,
    Verdict,
};
pub use change::{Against, Change, Direction, Extent};
pub use comparison::{Adjustment, Aspect, Comparison, Extreme, Origin, Superlative};
pub use date::{Date, Days};
pub use derivation::{Derivation, Operator};
pub use figure::{
    Basis, Better, Breakdown, Corroboration, Decimals, Figure, Guidance, Range, Scope,
    Shift, Verification,
};
pub use framework::{
    Advantage, AdvantageKind, Barbell, Counterparties, Counterparty, Layer, Middle, Pole,
    PoleMeasure, Role, Stack,
};
pub use front::{Event, EventDate, Person, Recommendation, Sector};
pub use id::{
    Cik, ComparisonName, Count, Definition, Id, IdKind, Isin, Lei, Ref, Referent,
    UnitName, Url,
};
pub use item::Item;
pub use limit::{LIST_MAX, MAP_MAX};
pub use period::{Calendar, End, Label, LabelKind, Month, Period, Weeks};
pub use qualifier::Qualifier;
pub use quantity::{Quantity, Scale};
pub use reading::{
    Alternative, ClaimKind, Confidence, Effect, Evidence, Likelihood, Reading, Relation,
    Side, Status, Tripwire, TripwireMeasure,
};
pub use reference::{BrokenReference, Ground, Part, Reference, Segment, Shown, segments};
pub use rust_decimal::Decimal;
pub use scalar::{Malformed, NotAWord, Scalar};
#[cfg(feature = "schema")]
pub use schema::{file_schema, schema, schema_text};
pub use source::{Audit, Copied, Descriptor, Source, Tier};
pub use table::{
    COLUMNS_MAX, Cell, Column, ColumnKind, Growth, GuidanceTable, Mark, Row, RowKind,
    Table,
};
pub use text::{
    Heading, Line, Name, Note, Paragraph, Prose, Sentence, Short, Text, is_hidden,
};
pub use unit::{BUILT_IN, Currency, Measure, Unit};

/// The key of a comment for who reads the file, in any map of it: JSON has no other place for
/// one. It is no part of the brief.
pub const COMMENT: &str = "$comment";

/// The code of the README, compiled and run with the other examples.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
