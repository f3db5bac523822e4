//! Rules of the press: raised by the renderer, listed here with all others.

use crate::rule::Rule;

/// All rules of the press.
pub(crate) const RULES: &[&Rule] = &[&NO_FACE, &TOO_LONG, &PAGE_FAULT];

/// A character that no face can print.
pub const NO_FACE: Rule = Rule::read(include_str!("press/no_face.md"));

/// More than may be printed.
pub const TOO_LONG: Rule = Rule::read(include_str!("press/too_long.md"));

/// Something on the pages that must not be there, or is not there and must be.
pub const PAGE_FAULT: Rule = Rule::read(include_str!("press/page_fault.md"));
