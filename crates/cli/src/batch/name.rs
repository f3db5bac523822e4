//! What a print of a batch is called.

use std::fmt;
use std::str::FromStr;

use strata_view::attached::digest;

/// The longest id of a line.
const LONGEST: usize = 120;

/// Whether an id can be the name of a file wherever it goes.
pub(super) fn is_safe(id: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=LONGEST).contains(&id.len()) && id.bytes().all(is_safe) && !id.starts_with('.')
}

/// The name of a print, as a template of its id and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Id,
    /// So many signs of the key.
    Key(usize),
}

/// The signs of a key.
const KEY: usize = 64;

impl Template {
    /// The name, without an ending; `/` parts folders in it.
    pub(super) fn fill(&self, id: &str, key: &str) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Id => id.to_owned(),
            Part::Key(signs) => key.get(..*signs).unwrap_or(key).to_owned(),
        };
        self.0.iter().map(part).collect()
    }
}

impl Default for Template {
    fn default() -> Self {
        Self(vec![Part::Id])
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (word, after) = behind.split_once('}').ok_or(TemplateError::Open)?;
            let part = match word.strip_prefix("key:").map(str::parse) {
                Some(Ok(signs @ 1..=KEY)) => Part::Key(signs),
                None if word == "id" => Part::Id,
                None if word == "key" => Part::Key(KEY),
                _ => return Err(TemplateError::Unknown(word.to_owned())),
            };
            parts.extend([Part::Text(before.to_owned()), part]);
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        let template = Self(parts);
        if !template.0.iter().any(|part| matches!(part, Part::Id | Part::Key(_))) {
            return Err(TemplateError::Constant);
        }
        let filled = template.fill("i", &"k".repeat(KEY));
        let leads_out = |it: &str| it.is_empty() || it == "." || it == "..";
        let alien = |it: char| it.is_control() || "\\:*?\"<>|{}".contains(it);
        if filled.split('/').any(leads_out) || filled.contains(alien) {
            return Err(TemplateError::Astray);
        }
        Ok(template)
    }
}

/// Why a text is no template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TemplateError {
    /// A brace is not closed.
    Open,
    /// What stands between braces.
    Unknown(String),
    /// All prints would have one name.
    Constant,
    /// It is no name within a folder.
    Astray,
}

impl std::error::Error for TemplateError {}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("a `{` is not closed"),
            Self::Unknown(word) => {
                write!(
                    f,
                    "`{{{word}}}` is none of `{{id}}`, `{{key}}`, `{{key:1}}` to `{{key:64}}`"
                )
            }
            Self::Constant => {
                f.write_str("it needs `{id}` or `{key}`, or all have one name")
            }
            Self::Astray => f.write_str("it is no name of a file within the folder"),
        }
    }
}

/// A name as it is remembered and dealt out: parts of its SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Mark {
    own: [u8; 10],
    share: u64,
}

impl Mark {
    pub(super) fn of(name: &str) -> Self {
        let hex = digest(name.as_bytes());
        let number = |from: usize, to: usize| {
            let digits = hex.get(from..to).unwrap_or_default();
            u128::from_str_radix(digits, 16).unwrap_or_default()
        };
        let mut own = [0; 10];
        own.copy_from_slice(
            number(16, 36).to_be_bytes().last_chunk::<10>().unwrap_or(&[0; 10]),
        );
        Self { own, share: u64::try_from(number(0, 16)).unwrap_or_default() }
    }

    /// What tells it from others.
    pub(super) fn own(self) -> [u8; 10] {
        self.own
    }

    /// What deals it out.
    pub(super) fn share(self) -> u64 {
        self.share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(template: &str) -> Result<String, TemplateError> {
        let template: Template = template.parse()?;
        Ok(template.fill("acme", &format!("9f{}", "0".repeat(62))))
    }

    #[test]
    fn names_are_made_of_ids_and_keys() {
        assert_eq!(named("{id}"), Ok("acme".into()));
        assert_eq!(named("{key:2}/{id}"), Ok("9f/acme".into()));
        assert_eq!(named("q3-{id}.{key:4}"), Ok("q3-acme.9f00".into()));
        assert_eq!(named("{key}").map(|it| it.len()), Ok(64));
        assert_eq!(Template::default().fill("acme", ""), "acme");
    }

    #[test]
    fn what_makes_no_name_is_refused() {
        for word in ["name", "key:0", "key:65", "key:x", ""] {
            let template = format!("{{{word}}}");
            assert_eq!(named(&template), Err(TemplateError::Unknown(word.into())));
        }
        assert_eq!(named("{id"), Err(TemplateError::Open));
        assert_eq!(named("print"), Err(TemplateError::Constant));
        for astray in
            ["/{id}", "../{id}", "{id}/", "a//{id}", "./{id}", "c:{id}", "}{id}"]
        {
            assert_eq!(named(astray), Err(TemplateError::Astray), "{astray}");
        }
    }

    #[test]
    fn ids_are_names_of_files() {
        let longest = "x".repeat(LONGEST);
        for id in ["a", "Acme_2026-Q1.v2", "7", longest.as_str()] {
            assert!(is_safe(id), "{id}");
        }
        let longer = "x".repeat(LONGEST + 1);
        for id in ["", ".a", "..", "a/b", "a b", "é", "a\0", longer.as_str()] {
            assert!(!is_safe(id), "{id}");
        }
    }

    #[test]
    fn marks_do_not_move() {
        let mark = Mark::of("acme");
        assert_eq!(mark.share() % 3, Mark::of("acme").share() % 3);
        assert_ne!(mark.own(), Mark::of("acne").own());
        // From one version to the next, or a share that is printed is printed twice.
        assert_eq!(
            mark.share(),
            u64::from_str_radix(&digest(b"acme")[..16], 16).expect("hex")
        );
    }
}
