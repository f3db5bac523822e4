//! How a brief is told from the other data files in a folder: by the key `strata` in its
//! root map, or where its text is broken by a line that looks like it.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files are read"
)]

use std::fs::File;
use std::path::Path;

use strata_check::{Format, Input};
use strata_syntax::{gate, parse};

use crate::args::Source;
use crate::input::{MOST, limited};

/// The key that every brief has.
const KEY: &str = "strata";

/// Whether a file is a brief. One that cannot be read counts as one: who reads it next says
/// why it cannot be.
pub(super) fn is_branded(path: &Path, source: &Source, format: Format) -> bool {
    match File::open(path).and_then(|file| limited(file, MOST)) {
        Ok(Some(bytes)) => {
            let format = source.input_format.map_or(format, Format::from);
            let limits = source.limits(None);
            says_so(&Input { name: "", bytes: &bytes, format, limits })
        }
        Ok(None) => false,
        Err(_) => true,
    }
}

/// Whether the bytes of a file are a brief.
pub(crate) fn says_so(input: &Input<'_>) -> bool {
    // Most other files end here, long before they would be parsed.
    if !input.bytes.windows(KEY.len()).any(|it| it == KEY.as_bytes()) {
        return false;
    }
    let gated = gate(input);
    let tree = gated.open().and_then(|text| parse(text, input.format, input.limits).0);
    match tree {
        Some(root) => root.get(KEY).is_some(),
        None => looks_so(&String::from_utf8_lossy(input.bytes), input.format),
    }
}

/// Whether a text that cannot be read seems to have the key in its root map.
fn looks_so(text: &str, format: Format) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines();
    match format {
        Format::Yaml if text.trim_start().starts_with('{') => opens_with_key(text),
        Format::Yaml => lines.any(|line| is_key(line, ':')),
        // Behind the head of a table, a key is that of the table.
        Format::Toml => {
            lines.take_while(|line| !line.starts_with('[')).any(|line| is_key(line, '='))
        }
        Format::Json => opens_with_key(text),
    }
}

/// Whether the key, within quotes or not, stands before this sign.
fn is_key(text: &str, sign: char) -> bool {
    let key = text.trim_start_matches(['"', '\'']).strip_prefix(KEY);
    key.is_some_and(|rest| {
        rest.trim_start_matches(['"', '\'', ' ', '\t']).starts_with(sign)
    })
}

/// Whether the key stands within one bracket only, as far as brackets tell.
fn opens_with_key(text: &str) -> bool {
    let mut depth = 0_usize;
    text.char_indices().any(|(at, letter)| {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 1 && text.get(at..).is_some_and(|rest| is_key(rest, ':'))
    })
}

#[cfg(test)]
mod tests {
    use strata_check::Limits;

    use super::*;

    fn is_brief(text: &str, format: Format) -> bool {
        let limits = Limits { bytes: 400, ..Limits::default() };
        says_so(&Input { name: "", bytes: text.as_bytes(), format, limits })
    }

    #[test]
    fn a_brief_has_the_key_in_its_root_map() {
        for (text, format) in [
            ("title: T\nstrata: \"1\"\n", Format::Yaml),
            ("\u{feff}'strata': \"1\"\n", Format::Yaml),
            ("{title: T, strata: 1}", Format::Yaml),
            ("{\"title\": {\"a\": 1}, \"strata\": \"1\"}", Format::Json),
            ("strata = \"1\"\n[subject]\n", Format::Toml),
        ] {
            assert!(is_brief(text, format), "{text}");
        }
        for (text, format) in [
            ("", Format::Yaml),
            ("title: strata\n", Format::Yaml),
            ("- strata: 1\n", Format::Yaml),
            ("jobs:\n  strata:\n    run: x\n", Format::Yaml),
            ("{\"name\": \"strata\", \"needs\": {\"strata\": \"1\"}}", Format::Json),
            (
                "[package]\nname = \"strata\"\n[dependencies]\nstrata = \"1\"\n",
                Format::Toml,
            ),
        ] {
            assert!(!is_brief(text, format), "{text}");
        }
    }

    #[test]
    fn a_broken_brief_is_known_by_its_lines() {
        let long = "x".repeat(500);
        for (text, format) in [
            ("strata: \"1\"\ntitle: [\n", Format::Yaml),
            ("{\"title\": \"T\", strata: [", Format::Yaml),
            ("{\"title\": \"T\",\n  \"strata\" : \"1\",,\n", Format::Json),
            ("title = \n\"strata\" = \"1\"\n", Format::Toml),
            (&format!("strata: \"1\"\ntitle: {long}\n"), Format::Yaml),
        ] {
            assert!(is_brief(text, format), "{text}");
        }
        for (text, format) in [
            ("jobs:\n  strata: [\n", Format::Yaml),
            ("stratagem: [\n", Format::Yaml),
            ("{\"needs\": {\"strata\": \"1\"},,", Format::Json),
            ("[dependencies]\nstrata = \"1\"\nx = \n", Format::Toml),
            (&format!("title: {long}\nfor: strata\n"), Format::Yaml),
        ] {
            assert!(!is_brief(text, format), "{text}");
        }
    }

    #[test]
    fn damaged_bytes_do_not_hide_a_brief() {
        let limits = Limits::default();
        let bytes = b"strata: \"1\"\ntitle: caf\xe9\n";
        assert!(says_so(&Input { name: "", bytes, format: Format::Yaml, limits }));
    }
}
