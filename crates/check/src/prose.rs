//! What texts say, read once for all rules: sentences of words, marks, numbers and references,
//! with what a word may mean where it stands beside one.
//!
//! Nothing here judges. A rule asks for [`Facts::sentences`](crate::facts::Facts::sentences),
//! looks at the tokens around a reference, and says nothing of words that have no
//! [`Sense`](lexicon::Sense).

pub(crate) mod base;
pub(crate) mod because;
pub(crate) mod bound;
pub(crate) mod cost;
pub(crate) mod dictionary;
pub(crate) mod feature;
pub(crate) mod level;
pub(crate) mod lexicon;
pub(crate) mod literal;
pub(crate) mod market;
pub(crate) mod motion;
pub(crate) mod names;
pub(crate) mod naming;
pub(crate) mod number_match;
pub(crate) mod period_window;
pub(crate) mod period_word;
pub(crate) mod phrase;
pub(crate) mod quote;
mod scan;
pub(crate) mod sentence;
pub(crate) mod spelling;
pub(crate) mod sureness;
pub(crate) mod term;
pub(crate) mod tight;
pub(crate) mod token;
pub(crate) mod when;

pub(crate) use base::{Base, Based, bases};
pub(crate) use feature::{Feature, Features, Topic};
pub(crate) use level::{Level, level_before, level_behind};
pub(crate) use lexicon::{Extreme, Mood, Motion, Way};
pub(crate) use naming::{Named, NamedBy, Namings};
pub(crate) use sentence::{Read, Sentence};
pub(crate) use token::{Kind, Printed, Token};
