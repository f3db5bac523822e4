//! Rules of shape: what the types of the model, and so its schema, demand.

use crate::rule::Rule;
use crate::rule::Severity::Error;

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

pub(crate) const UNKNOWN_KEY: Rule = Rule {
    code: "S001",
    name: "unknown-key",
    severity: Error,
    why: "A key that means nothing here is nearly always a typing mistake. Ignoring it would \
          drop what you wrote without a word.",
    bad: "figures:\n  capex:\n    label: CapEx\n    valeu: $115.9B",
    good: "figures:\n  capex:\n    label: CapEx\n    value: $115.9B",
    fix: "Correct the key. If it belongs to a neighbouring map, check the indentation.",
};

pub(crate) const MISSING_KEY: Rule = Rule {
    code: "S002",
    name: "missing-key",
    severity: Error,
    why: "Some keys are needed for a brief to mean anything: a source has a title, a reading \
          has an id and a text.",
    bad: "sources:\n  release:\n    tier: regulatory-filing",
    good: "sources:\n  release:\n    title: Third quarter results\n    \
           tier: regulatory-filing",
    fix: "Add the key. If it is there under another name, rename it.",
};

pub(crate) const NOT_ALLOWED: Rule = Rule {
    code: "S003",
    name: "not-allowed",
    severity: Error,
    why: "This key takes one of a closed list of words, because each of them is printed and \
          judged in its own way.",
    bad: "thesis:\n  - {id: moat, kind: judgment, text: It lasts., confidence: medium}",
    good: "thesis:\n  - {id: moat, kind: judgment, text: It lasts., confidence: moderate}",
    fix: "Use one of the words the message lists.",
};

pub(crate) const WRONG_TYPE: Rule = Rule {
    code: "S004",
    name: "wrong-type",
    severity: Error,
    why: "A text, a list and a map are different things. No field of a brief is a number, a \
          truth value or null: figures are texts, so that the digits written are the digits \
          kept, and what is not known is left out.",
    bad: "edition: 1\nsubject: Amazon",
    good: "edition: \"1\"\nsubject: {name: \"Amazon.com, Inc.\"}",
    fix: "Quote a number; give a map its keys and a list its dashes; remove a key that has \
          no value.",
};

pub(crate) const MALFORMED_SCALAR: Rule = Rule {
    code: "S005",
    name: "malformed-scalar",
    severity: Error,
    why: "Figures, dates, periods and ids are texts with a grammar. What does not follow it \
          cannot be compared, summed or printed correctly.",
    bad: "as-of: 31.10.2025\nfigures:\n  capex: {label: CapEx, value: $115.9 billion}",
    good: "as-of: 2025-10-31\nfigures:\n  capex: {label: CapEx, value: $115.9B}",
    fix: "Write it in the form the message shows.",
};

pub(crate) const ITEM_COUNT: Rule = Rule {
    code: "S006",
    name: "item-count",
    severity: Error,
    why: "Some lists have a smallest or a greatest length: a brief has at least one key \
          judgment, a barbell has exactly two poles, and no list outgrows a page.",
    bad: "thesis: []",
    good: "thesis:\n  - {id: arbitrage, kind: judgment, text: The advantage is arbitrage.}",
    fix: "Add or remove entries, or leave the key out if the list is empty.",
};

pub(crate) const TEXT_TOO_LONG: Rule = Rule {
    code: "S007",
    name: "text-too-long",
    severity: Error,
    why: "Each text has the room its place on the page gives it. A label of three lines is \
          a sentence in the wrong place.",
    bad: "figures:\n  chips:\n    value: 500K\n    label: >-\n      \
          The largest cluster of the second generation of Trainium accelerators that has so\n      \
          far been put into service anywhere by anybody",
    good: "figures:\n  chips:\n    value: 500K\n    label: Largest Trainium2 cluster",
    fix: "Shorten the text, or move part of it to a key for prose.",
};

pub(crate) const TWO_KINDS: Rule = Rule {
    code: "S009",
    name: "two-kinds-in-one-block",
    severity: Error,
    why: "A block is a map with one key, its kind. Two kinds in one block have no order, and \
          neither could be addressed.",
    bad: "sections:\n  - title: Risks\n    blocks:\n      \
          - text: {paragraphs: [Rates may rise.]}\n        points: {items: [{name: Rates}]}",
    good: "sections:\n  - title: Risks\n    blocks:\n      \
           - text: {paragraphs: [Rates may rise.]}\n      - points: {items: [{name: Rates}]}",
    fix: "Begin each block with a dash of its own; indent what belongs to a block under its \
          kind.",
};

pub(crate) const DISAGREEMENT: Rule = Rule {
    code: "S999",
    name: "disagreement",
    severity: Error,
    why: "The published schema accepts this brief and the reader refuses it, or the other \
          way round. The two are meant to be one truth: this is a fault of Strata.",
    bad: "(none known)",
    good: "(none known)",
    fix: "Please report it, with the line the message points at.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn every_example_shows_what_it_is_meant_to_show() {
        for rule in RULES.iter().filter(|rule| **rule != &DISAGREEMENT) {
            let codes = |example| sample::codes(&sample::report(example));
            let (bad, good) = (codes(rule.bad), codes(rule.good));
            assert!(bad.contains(&rule.code), "{}: bad raises {bad:?}", rule.code);
            assert!(
                !good.iter().any(|code| code.starts_with(['P', 'S'])),
                "{}",
                rule.code
            );
        }
    }
}
