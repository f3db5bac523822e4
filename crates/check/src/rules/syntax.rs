//! Rules of reading: bytes, syntax, and what the data languages may not do here.

use strata_syntax::ErrorKind;

use crate::rule::Rule;

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

/// A file that is larger than the limit.
pub const FILE_TOO_LARGE: Rule = Rule::read(include_str!("syntax/file_too_large.md"));
pub(crate) const NOT_UTF8: Rule = Rule::read(include_str!("syntax/not_utf8.md"));
pub(crate) const HIDDEN_CHARACTER: Rule =
    Rule::read(include_str!("syntax/hidden_character.md"));
pub(crate) const HIDDEN_ESCAPE: Rule =
    Rule::read(include_str!("syntax/hidden_escape.md"));
pub(crate) const STACKED_MARKS: Rule =
    Rule::read(include_str!("syntax/stacked_marks.md"));
pub(crate) const TEXT_CUT: Rule =
    Rule::read(include_str!("syntax/text_cut_by_comment.md"));
pub(crate) const NUMBER_OUT_OF_RANGE: Rule =
    Rule::read(include_str!("syntax/number_out_of_range.md"));
pub(crate) const AMBIGUOUS_NUMBER: Rule =
    Rule::read(include_str!("syntax/ambiguous_number.md"));
pub(crate) const AMBIGUOUS_BOOLEAN: Rule =
    Rule::read(include_str!("syntax/ambiguous_boolean.md"));
pub(crate) const YAML_SYNTAX: Rule = Rule::read(include_str!("syntax/yaml_syntax.md"));
pub(crate) const SEVERAL_DOCUMENTS: Rule =
    Rule::read(include_str!("syntax/several_documents.md"));
pub(crate) const ALIAS: Rule = Rule::read(include_str!("syntax/alias.md"));
pub(crate) const ANCHOR: Rule = Rule::read(include_str!("syntax/anchor.md"));
pub(crate) const TAG: Rule = Rule::read(include_str!("syntax/tag.md"));
pub(crate) const MERGE_KEY: Rule = Rule::read(include_str!("syntax/merge_key.md"));
pub(crate) const DUPLICATE_KEY: Rule =
    Rule::read(include_str!("syntax/duplicate_key.md"));
pub(crate) const KEY_NOT_TEXT: Rule = Rule::read(include_str!("syntax/key_not_text.md"));
pub(crate) const TOO_DEEP: Rule = Rule::read(include_str!("syntax/too_deep.md"));
pub(crate) const TOO_MANY_VALUES: Rule =
    Rule::read(include_str!("syntax/too_many_values.md"));
pub(crate) const EMPTY_FILE: Rule = Rule::read(include_str!("syntax/empty_file.md"));
pub(crate) const JSON_SYNTAX: Rule = Rule::read(include_str!("syntax/json_syntax.md"));
pub(crate) const TOML_SYNTAX: Rule = Rule::read(include_str!("syntax/toml_syntax.md"));
