//! Rules of themes: raised by the reader of a theme, listed here with all others.

use crate::rule::Rule;

/// All rules of themes.
pub(crate) const RULES: &[&Rule] = &[
    &THEME_KEY,
    &THEME_VALUE,
    &THEME_FILE,
    &LOW_CONTRAST,
    &TOO_NEAR_IN_GREY,
    &FACE_LACKS,
];

/// A key that a theme does not have.
pub const THEME_KEY: Rule = Rule::read(include_str!("theme/theme_key.md"));

/// A value that a theme cannot have.
pub const THEME_VALUE: Rule = Rule::read(include_str!("theme/theme_value.md"));

/// A file that a theme cannot be printed with.
pub const THEME_FILE: Rule = Rule::read(include_str!("theme/theme_file.md"));

/// Colours that cannot be told apart.
pub const LOW_CONTRAST: Rule = Rule::read(include_str!("theme/low_contrast.md"));

/// Layers that look alike in grey.
pub const TOO_NEAR_IN_GREY: Rule = Rule::read(include_str!("theme/too_near_in_grey.md"));

/// A face that no brief can be printed in.
pub const FACE_LACKS: Rule = Rule::read(include_str!("theme/face_lacks.md"));
