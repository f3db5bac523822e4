//! Rules of shape: what the types of the model, and so its schema, demand.

use crate::rule::Rule;

/// All rules of shape.
pub(crate) const RULES: &[&Rule] = &[
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &NOT_ALLOWED,
    &WRONG_TYPE,
    &MALFORMED_SCALAR,
    &ITEM_COUNT,
    &TEXT_TOO_LONG,
    &TWO_KINDS,
    &DISAGREEMENT,
];

/// A key that nothing has a meaning for.
pub const UNKNOWN_KEY: Rule = Rule::read(include_str!("shape/unknown_key.md"));
/// A key that must be there and is not.
pub const MISSING_KEY: Rule = Rule::read(include_str!("shape/missing_key.md"));
pub(crate) const NOT_ALLOWED: Rule = Rule::read(include_str!("shape/not_allowed.md"));
/// A value of another type than it has to be.
pub const WRONG_TYPE: Rule = Rule::read(include_str!("shape/wrong_type.md"));
/// A text that has not the form it has to have.
pub const MALFORMED_SCALAR: Rule = Rule::read(include_str!("shape/malformed_scalar.md"));
pub(crate) const ITEM_COUNT: Rule = Rule::read(include_str!("shape/item_count.md"));
pub(crate) const TEXT_TOO_LONG: Rule = Rule::read(include_str!("shape/text_too_long.md"));
pub(crate) const TWO_KINDS: Rule =
    Rule::read(include_str!("shape/two_kinds_in_one_block.md"));
pub(crate) const DISAGREEMENT: Rule = Rule::read(include_str!("shape/disagreement.md"));
