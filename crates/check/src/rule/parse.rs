//! Rules of reading: bytes, syntax, and what the data languages may not do here.

use strata_syntax::ErrorKind;

use crate::rule::Rule;
use crate::rule::Severity::{Error, Warning};

/// All rules of reading.
pub(crate) const RULES: &[&Rule] = &[
    &FILE_TOO_LARGE,
    &NOT_UTF8,
    &HIDDEN_CHARACTER,
    &HIDDEN_ESCAPE,
    &STACKED_MARKS,
    &TEXT_CUT,
    &NUMBER_OUT_OF_RANGE,
    &AMBIGUOUS_NUMBER,
    &AMBIGUOUS_BOOLEAN,
    &YAML_SYNTAX,
    &SEVERAL_DOCUMENTS,
    &ALIAS,
    &ANCHOR,
    &TAG,
    &MERGE_KEY,
    &DUPLICATE_KEY,
    &KEY_NOT_TEXT,
    &TOO_DEEP,
    &TOO_MANY_VALUES,
    &EMPTY_FILE,
    &JSON_SYNTAX,
    &TOML_SYNTAX,
];

/// The rule that an error of a reader breaks.
pub(crate) fn of(kind: ErrorKind) -> &'static Rule {
    match kind {
        ErrorKind::FileTooLarge => &FILE_TOO_LARGE,
        ErrorKind::NotUtf8 => &NOT_UTF8,
        ErrorKind::HiddenCharacter => &HIDDEN_CHARACTER,
        ErrorKind::HiddenEscape => &HIDDEN_ESCAPE,
        ErrorKind::StackedMarks => &STACKED_MARKS,
        ErrorKind::TextCut => &TEXT_CUT,
        ErrorKind::NumberOutOfRange => &NUMBER_OUT_OF_RANGE,
        ErrorKind::AmbiguousNumber => &AMBIGUOUS_NUMBER,
        ErrorKind::AmbiguousBoolean => &AMBIGUOUS_BOOLEAN,
        ErrorKind::Yaml => &YAML_SYNTAX,
        ErrorKind::SeveralDocuments => &SEVERAL_DOCUMENTS,
        ErrorKind::Alias => &ALIAS,
        ErrorKind::Anchor => &ANCHOR,
        ErrorKind::Tag => &TAG,
        ErrorKind::MergeKey => &MERGE_KEY,
        ErrorKind::DuplicateKey => &DUPLICATE_KEY,
        ErrorKind::KeyNotText => &KEY_NOT_TEXT,
        ErrorKind::TooDeep => &TOO_DEEP,
        ErrorKind::TooManyValues => &TOO_MANY_VALUES,
        ErrorKind::EmptyFile => &EMPTY_FILE,
        ErrorKind::Json => &JSON_SYNTAX,
        ErrorKind::Toml => &TOML_SYNTAX,
    }
}

pub(crate) const FILE_TOO_LARGE: Rule = Rule {
    code: "P001",
    name: "file-too-large",
    severity: Error,
    why: "A brief of forty pages has some hundred kilobytes. A much larger file is seldom a \
          brief, and reading it would cost time and memory.",
    bad: "(a data file of 5 MiB)",
    good: "(the same company as two briefs)",
    fix: "Split the brief, or raise the limit with `--max-size`, up to 64 MiB.",
};

pub(crate) const NOT_UTF8: Rule = Rule {
    code: "P002",
    name: "not-utf8",
    severity: Error,
    why: "A data file is UTF-8 text. Guessing another encoding would print wrong characters \
          without anyone noticing.",
    bad: "title: Soci\\xe9t\\xe9     # saved as Latin-1",
    good: "title: Société",
    fix: "Save the file as UTF-8 in your editor.",
};

pub(crate) const HIDDEN_CHARACTER: Rule = Rule {
    code: "P003",
    name: "hidden-character",
    severity: Error,
    why: "Control characters, zero-width characters, variation selectors without a base, \
          private-use characters and those that turn the writing direction make a file read \
          differently from what it holds.",
    bad: "title: Owning<U+200B>the rails",
    good: "title: Owning the rails",
    fix: "Delete the character. Joiners and variation selectors are allowed where a script \
          or an emoji needs them.",
};

pub(crate) const HIDDEN_ESCAPE: Rule = Rule {
    code: "P004",
    name: "hidden-escape",
    severity: Error,
    why: "An escape can write what the file itself may not contain: a hidden character.",
    bad: r#"title: "Owning\u202ethe rails""#,
    good: "title: Owning the rails",
    fix: "Delete the escape.",
};

pub(crate) const STACKED_MARKS: Rule = Rule {
    code: "P005",
    name: "stacked-marks",
    severity: Error,
    why: "More than eight accents on one letter occur in no language; on paper they run into \
          other lines, and setting them can take for ever.",
    bad: "title: a letter with twenty accents on it",
    good: "title: Société",
    fix: "Delete the marks that are not part of the word.",
};

pub(crate) const TEXT_CUT: Rule = Rule {
    code: "P006",
    name: "text-cut-by-comment",
    severity: Warning,
    why: "In YAML a `#` after a space begins a comment, and the rest of the line is not in \
          the brief. This one reads like the rest of the text before it.",
    bad: "title: Ranked #1 in cloud",
    good: "title: \"Ranked #1 in cloud\"",
    fix: "Put the text in quotes; or, if it is a comment, on a line of its own.",
};

pub(crate) const NUMBER_OUT_OF_RANGE: Rule = Rule {
    code: "P010",
    name: "number-out-of-range",
    severity: Error,
    why: "A number of more than 40 characters, or beyond what a computer's number holds, is \
          a mistake or an attack.",
    bad: "edition: 1e400",
    good: "edition: \"1\"",
    fix: "Correct the number. No field of a brief is a number: figures are quoted texts.",
};

pub(crate) const AMBIGUOUS_NUMBER: Rule = Rule {
    code: "P011",
    name: "ambiguous-number",
    severity: Error,
    why: "Some tools read this as a number and change it: `0001018724` loses its zeros, \
          `1_000` its underscore, `0x1F` becomes 31. A brief must mean the same everywhere.",
    bad: "cik: 0001018724",
    good: "cik: \"0001018724\"",
    fix: "Put it in quotes.",
};

pub(crate) const AMBIGUOUS_BOOLEAN: Rule = Rule {
    code: "P012",
    name: "ambiguous-boolean",
    severity: Warning,
    why: "Older YAML tools read `yes`, `no`, `on`, `off`, `y` and `n` as truth values; here \
          they are texts. Norway's country code has been lost that way.",
    bad: "ticker: ON",
    good: "ticker: \"ON\"",
    fix: "Put it in quotes.",
};

pub(crate) const YAML_SYNTAX: Rule = Rule {
    code: "P100",
    name: "yaml-syntax",
    severity: Error,
    why: "The text is not YAML. The place shown is where reading had to stop; the cause is \
          there or shortly before.",
    bad: "title: Amazon: owning the rails",
    good: "title: \"Amazon: owning the rails\"",
    fix: "Look for a colon in an unquoted text, a line indented differently from its \
          neighbours, a tab, or a quote or bracket that is not closed.",
};

pub(crate) const SEVERAL_DOCUMENTS: Rule = Rule {
    code: "P101",
    name: "several-documents",
    severity: Error,
    why: "One file is one brief. A second document after `---` would be ignored by some \
          tools and read by others.",
    bad: "title: First\n---\ntitle: Second",
    good: "title: First",
    fix: "Move the second document to a file of its own.",
};

pub(crate) const ALIAS: Rule = Rule {
    code: "P102",
    name: "alias",
    severity: Error,
    why: "Aliases exist in YAML alone, hide what a line says, and can blow up a small file \
          to gigabytes. A brief repeats by id instead. A text that begins with `*` needs \
          quotes.",
    bad: "source: *release",
    good: "source: release",
    fix: "Write the value out, or refer to it by its id.",
};

pub(crate) const ANCHOR: Rule = Rule {
    code: "P103",
    name: "anchor",
    severity: Error,
    why: "Anchors serve aliases, which a brief does not use. A text that begins with `&` \
          needs quotes.",
    bad: "release: &release {title: Results}",
    good: "release: {title: Results}",
    fix: "Remove the anchor, or quote the text.",
};

pub(crate) const TAG: Rule = Rule {
    code: "P104",
    name: "tag",
    severity: Error,
    why: "Tags change what a value is, differently in each tool, and have been used to run \
          code. A text that begins with `!` needs quotes.",
    bad: "as-of: !!timestamp 2025-10-31",
    good: "as-of: 2025-10-31",
    fix: "Remove the tag, or quote the text.",
};

pub(crate) const MERGE_KEY: Rule = Rule {
    code: "P105",
    name: "merge-key",
    severity: Error,
    why: "The merge key `<<` is read by some YAML tools and kept as a plain key by others.",
    bad: "aws:\n  <<: {source: release}\n  label: AWS",
    good: "aws:\n  source: release\n  label: AWS",
    fix: "Write the keys out.",
};

pub(crate) const DUPLICATE_KEY: Rule = Rule {
    code: "P106",
    name: "duplicate-key",
    severity: Error,
    why: "Most tools keep the last of two equal keys and drop the first in silence: a second \
          `thesis` would erase the first.",
    bad: "capex: {label: CapEx}\ncapex: {label: Capital expenditure}",
    good: "capex: {label: CapEx}",
    fix: "Remove one of the two, or give it another name.",
};

pub(crate) const KEY_NOT_TEXT: Rule = Rule {
    code: "P107",
    name: "key-not-text",
    severity: Error,
    why: "A key is a word. A list, a map, a number, a truth value or nothing as a key exists \
          in YAML alone, and each tool turns it into something else.",
    bad: "history: {2024: $65.0B}",
    good: "history: {FY 2024: $65.0B}",
    fix: "Write a word, or put the key in quotes.",
};

pub(crate) const TOO_DEEP: Rule = Rule {
    code: "P108",
    name: "too-deep",
    severity: Error,
    why: "A brief nests some ten levels deep. Hundreds are a mistake, or meant to exhaust \
          the reader.",
    bad: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ … ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    good: "rests-on: [capex, free-cash-flow]",
    fix: "Remove the surplus brackets, dashes or indentation.",
};

pub(crate) const TOO_MANY_VALUES: Rule = Rule {
    code: "P109",
    name: "too-many-values",
    severity: Error,
    why: "Half a million values are more than any brief holds.",
    bad: "(a list of 600,000 entries)",
    good: "(a list of 20 entries)",
    fix: "Split the brief.",
};

pub(crate) const EMPTY_FILE: Rule = Rule {
    code: "P110",
    name: "empty-file",
    severity: Error,
    why: "There is nothing in the file but white space or comments.",
    bad: "# to be written",
    good: "strata: \"1\"\ntitle: Owning the rails of AI",
    fix: "Write a brief; `strata new` starts one.",
};

pub(crate) const JSON_SYNTAX: Rule = Rule {
    code: "P200",
    name: "json-syntax",
    severity: Error,
    why: "The text is not JSON. Comments, trailing commas, single quotes and unquoted keys \
          belong to other languages.",
    bad: "{\"title\": \"Owning the rails\",}",
    good: "{\"title\": \"Owning the rails\"}",
    fix: "Mend the text at the place shown, or write the brief as YAML.",
};

pub(crate) const TOML_SYNTAX: Rule = Rule {
    code: "P300",
    name: "toml-syntax",
    severity: Error,
    why: "The text is not TOML.",
    bad: "title = Owning the rails",
    good: "title = \"Owning the rails\"",
    fix: "Mend the text at the place shown: texts need quotes, keys an `=`.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, sample};

    #[test]
    fn every_example_that_is_text_shows_what_it_is_meant_to_show() {
        // What cannot be written down in an example: sizes, bytes, invisible characters.
        let described = ["P001", "P002", "P003", "P005", "P108", "P109"];
        for rule in RULES.iter().filter(|rule| !described.contains(&rule.code)) {
            let format = match rule.code {
                "P200" => Format::Json,
                "P300" => Format::Toml,
                _ => Format::Yaml,
            };
            let codes = |example| sample::codes(&sample::read(example, format));
            let (bad, good) = (codes(rule.bad), codes(rule.good));
            assert!(bad.contains(&rule.code), "{}: bad raises {bad:?}", rule.code);
            assert!(!good.iter().any(|code| code.starts_with('P')), "{}", rule.code);
        }
    }
}
