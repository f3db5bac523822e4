//! What to do, in the terms of the language that the file is written in.

use strata_syntax::Format;
use strata_syntax::words::listed;

use super::At;

impl At<'_> {
    /// A key with a text, as the file would have it.
    pub(super) fn pair(&self, key: &str, text: &str) -> String {
        match self.format {
            // The version of the format would be a number without its quotes.
            Format::Yaml if text.parse::<f64>().is_ok() => format!("`{key}: \"{text}\"`"),
            Format::Yaml => format!("`{key}: {text}`"),
            Format::Json => format!("`\"{key}\": \"{text}\"`"),
            Format::Toml => format!("`{key} = \"{text}\"`"),
        }
    }

    /// A plain word, in quotes where the language has no others.
    pub(super) fn quoted(&self, word: &str) -> String {
        match self.format {
            Format::Yaml => word.to_owned(),
            Format::Json | Format::Toml => format!("\"{word}\""),
        }
    }

    /// Where the keys of a map are to be written.
    pub(super) fn keys_below(&self, needed: &[&str]) -> String {
        let place = match self.format {
            Format::Yaml => "write its keys indented below it",
            Format::Json | Format::Toml => "write its keys in braces",
        };
        match needed {
            [] => place.to_owned(),
            _ => format!("{place}: {}", listed(needed, "and")),
        }
    }

    /// Where the entries of a list are to be written that is given as a map.
    pub(super) fn entries_below(&self) -> String {
        match (self.format, self.raw().starts_with('{')) {
            (Format::Toml, false) => {
                format!("write `[{}]` above each entry", self.raw().trim())
            }
            (_, true) => "put it in brackets: `[{…}]`".to_owned(),
            (_, false) => "begin each entry with `- `".to_owned(),
        }
    }

    /// That keys are to go from where they stand into a map beside them.
    pub(super) fn into(&self, keys: &[&str], owner: &str) -> String {
        let keys = listed(keys, "and");
        if self.format == Format::Yaml && !self.raw().starts_with('{') {
            format!("indent {keys} further than `{owner}`")
        } else {
            format!("move {keys} into `{owner}`")
        }
    }

    /// That a key is to go from where it stands to a place beside the map it stands in.
    pub(super) fn out_of(&self, key: &str, map: Option<&str>) -> String {
        let map = map.map_or_else(|| "the list".to_owned(), |name| format!("`{name}`"));
        match self.format {
            Format::Yaml if !self.raw().starts_with('{') => {
                format!("indent it less: `{key}` stands beside {map}, not in it")
            }
            Format::Toml if !self.raw().starts_with('{') => {
                format!("move it above the table: `{key}` stands beside {map}, not in it")
            }
            _ => format!(
                "move it out of the braces: `{key}` stands beside {map}, not in it"
            ),
        }
    }
}
