//! When colours are used.

use std::ffi::OsString;

use clap::ValueEnum;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it the choice for both standard streams.
    pub(crate) fn choose(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }

    /// The choice that stands in arguments which have not been parsed: help, and what is
    /// wrong with the others, is said before they are.
    pub(crate) fn told(args: impl Iterator<Item = OsString>) -> Self {
        let mut args = args.take_while(|arg| arg != "--");
        let mut color = Color::default();
        while let Some(arg) = args.next() {
            let value = match arg.to_str().and_then(|arg| arg.strip_prefix("--color")) {
                Some("") => args.next().and_then(|value| value.into_string().ok()),
                Some(value) => value.strip_prefix('=').map(str::to_owned),
                None => None,
            };
            let told = value.and_then(|value| Color::from_str(&value, false).ok());
            color = told.unwrap_or(color);
        }
        color
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_found_among_arguments_that_mean_nothing() {
        let told = |line: &str| Color::told(line.split(' ').map(OsString::from));
        for (line, color) in [
            ("check --color never --formt x", Color::Never),
            ("--color=always rendr", Color::Always),
            ("--color always --color never", Color::Never),
            ("check --colour never", Color::Auto),
            ("--color=sometimes", Color::Auto),
            ("check --color", Color::Auto),
            ("check -- --color never", Color::Auto),
        ] {
            assert_eq!(told(line), color, "{line}");
        }
    }
}
