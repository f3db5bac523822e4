//! Rules of the press: raised by the renderer, listed here with all others.

use crate::rule::{Rule, Severity};

/// All rules of the press.
pub(crate) const RULES: &[&Rule] = &[&NO_FACE];

/// A character that no face can print.
pub const NO_FACE: Rule = Rule {
    code: "R001",
    name: "no-face",
    severity: Severity::Error,
    why: "None of the typefaces has this character. A PDF would show an empty box, and a \
          conforming one could not be written at all.",
    bad: "text: Sales in 日本 grew.",
    good: "text: Sales in Japan grew.",
    fix: "Write the word in Latin, Greek or Cyrillic letters, or leave it out.",
};
