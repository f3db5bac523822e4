//! Rules of the press: raised by the renderer, listed here with all others.

use crate::rule::{Rule, Severity};

/// All rules of the press.
pub(crate) const RULES: &[&Rule] = &[&NO_FACE, &TOO_LONG, &PAGE_FAULT];

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

/// More than may be printed.
pub const TOO_LONG: Rule = Rule {
    code: "R002",
    name: "too-long",
    severity: Severity::Error,
    why: "Time and memory grow with the pages of a print, and nobody reads a brief of hundreds \
          of them. What is too long is refused before it is set, as far as its letters tell.",
    bad: "strata render all-companies.yaml    # 900,000 letters",
    good: "strata render acme-2026q1.yaml acme-2026q2.yaml",
    fix: "Split the brief, or raise the limit with `--max-pages`.",
};

/// Something on the pages that must not be there, or is not there and must be.
pub const PAGE_FAULT: Rule = Rule {
    code: "R003",
    name: "page-fault",
    severity: Severity::Error,
    why: "Every page is looked at before it is written: a text that stands over another, off \
          the page or nowhere stops the print. A brief that has passed the check should not \
          lead there, so it is a fault of Strata.",
    bad: "nothing that an author could know",
    good: "the same place, shorter or in several parts",
    fix: "Shorten or split what stands at this place, and please report it with the brief.",
};
