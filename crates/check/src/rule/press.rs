//! Rules of the press: raised by the renderer, listed here with all others.

use crate::rule::{Rule, Severity};

/// All rules of the press.
pub(crate) const RULES: &[&Rule] = &[&NO_FACE, &SUBSTITUTE_FACE];

/// A character that no face can print.
pub const NO_FACE: Rule = Rule {
    code: "R001",
    name: "no-face",
    severity: Severity::Error,
    why: "None of the typefaces has this character. A PDF would show an empty box, and a \
          conforming one could not be written at all.",
    bad: "text: Sales in 日本 grew.",
    good: "text: Sales in Japan grew.",
    fix: "Write the word in a script the faces have, or give a font that has it with \
          `--font-path`.",
};

/// A character that only a font given by the user can print.
pub const SUBSTITUTE_FACE: Rule = Rule {
    code: "R002",
    name: "substitute-face",
    severity: Severity::Warning,
    why: "The typeface of the block lacks this character, so it is set from a font you gave. \
          It prints, but it looks different, and only where that font is present.",
    bad: "title: Owning the rails 日本     # set from a font given with --font-path",
    good: "title: Owning the rails in Japan",
    fix: "Accept it, or write the word in a script the bundled faces have.",
};
