//! Where a thing is named, and how to name it otherwise.

use std::fmt;
use std::ops::Range;

use strata_model::{Id, IdKind, Malformed};
use strata_syntax::Format;
use strata_syntax::change::Edit;
use strata_syntax::source::{Lines, Region};

use super::names::Mention;
use super::{Draft, is_no_text};

/// Why a thing cannot be given an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenameError {
    /// No id is written here.
    NoName,
    /// The new one is no id.
    Malformed(Malformed),
    /// Another thing has the new one.
    Taken(IdKind),
    /// Here the old one may be named, in bytes that cannot be read or with escapes.
    Unreadable(Range<usize>),
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenameError::NoName => f.write_str("no id is written here"),
            RenameError::Malformed(why) => write!(f, "{why}"),
            RenameError::Taken(kind) => write!(f, "another {} has this id", kind.word()),
            RenameError::Unreadable(_) => {
                f.write_str("a place that names it cannot be read")
            }
        }
    }
}

impl std::error::Error for RenameError {}

/// Where the thing is given its id that is named around an offset.
pub(super) fn definition(draft: &Draft, offset: usize) -> Option<Region> {
    let mention = draft.names.at(offset)?;
    let named = &draft.names.thing(&mention.id)?.named;
    Some(Lines::new(&draft.text).region(named.span.unwrap_or(named.whole)))
}

/// All places where the id around an offset is written, by place.
pub(super) fn references(draft: &Draft, offset: usize) -> Vec<Region> {
    let Some(mention) = draft.names.at(offset) else { return Vec::new() };
    let lines = Lines::new(&draft.text);
    let spans = of(draft, &mention.id).into_iter();
    spans.map(|one| lines.region(one.span.unwrap_or(one.whole))).collect()
}

fn of<'d>(draft: &'d Draft, id: &str) -> Vec<&'d Mention> {
    let mut all: Vec<_> = draft.names.all().filter(|mention| mention.id == id).collect();
    all.sort_by_key(|mention| mention.whole.start);
    all
}

/// The edits that write another id wherever the one around an offset is written.
pub(super) fn rename(
    draft: &Draft,
    offset: usize,
    id: &str,
) -> Result<Vec<Edit>, RenameError> {
    let old = &draft.names.at(offset).ok_or(RenameError::NoName)?.id;
    id.parse::<Id>().map_err(RenameError::Malformed)?;
    if old == id {
        return Ok(Vec::new());
    }
    if let Some(thing) = draft.names.thing(id) {
        return Err(RenameError::Taken(thing.kind));
    }
    if let Some(lost) = draft.lost.iter().find(|lost| names(draft, lost, old)) {
        return Err(RenameError::Unreadable((*lost).clone()));
    }
    let edit = |mention: &Mention| {
        let span = mention.span.ok_or(RenameError::Unreadable(mention.whole.range()))?;
        // A scalar without quotes must not become another thing than a text.
        let bare = mention.whole == span && !mention.inside;
        let text = if bare && draft.format == Format::Yaml && is_no_text(id) {
            format!("\"{id}\"")
        } else {
            id.to_owned()
        };
        Ok(Edit { bytes: span.range(), text })
    };
    of(draft, old).into_iter().map(edit).collect()
}

/// Whether an id stands as a word in some bytes.
fn names(draft: &Draft, bytes: &Range<usize>, id: &str) -> bool {
    let text = draft.text.get(bytes.clone()).unwrap_or("");
    let of_id = |found: char| found.is_ascii_alphanumeric() || found == '-';
    text.split(|found| !of_id(found)).any(|word| word == id)
}

#[cfg(test)]
mod tests {
    use super::super::tests::draft;
    use super::*;
    use strata_syntax::edit::{apply, sorted};

    const YAML: &str = "\
figures:
  capex: {label: CapEx, value: $5B}
  net-capex: {label: Net, derivation: cash - capex}
  cash: {label: Cash}
thesis:
  - id: main
    text: >-
      {capex} and {capex.change},
      not {{capex}} or {net-capex}
    rests-on: [capex, 'cash', main]
allow:
  - {rule: L030, at: /figures/capex/value, reason: capex}
";

    fn renamed(
        text: &str,
        format: Format,
        word: &str,
        id: &str,
    ) -> Result<String, RenameError> {
        let offset = text.find(word).expect(word);
        let edits = draft(text, format).rename(offset, id)?;
        Ok(apply(text, &sorted(edits).expect("they are apart")))
    }

    #[test]
    fn a_thing_is_renamed_wherever_it_is_named() {
        let after = renamed(YAML, Format::Yaml, "capex", "spend").expect("it can be");
        assert_eq!(
            after,
            YAML.replace("  capex: {", "  spend: {")
                .replace("cash - capex", "cash - spend")
                .replace("      {capex} and {capex.", "      {spend} and {spend.")
                .replace("[capex", "[spend")
                .replace("/capex/", "/spend/")
        );
        let back = renamed(&after, Format::Yaml, "spend}", "capex");
        assert_eq!(back.as_deref(), Ok(YAML));
        let json = r#"{"figures": {"a": {}}, "thesis": [{"text": "\u00e9 {a}", "rests-on": ["a"]}]}"#;
        let after = r#"{"figures": {"b": {}}, "thesis": [{"text": "\u00e9 {b}", "rests-on": ["b"]}]}"#;
        assert_eq!(renamed(json, Format::Json, "a}", "b").as_deref(), Ok(after));
        let toml = "[figures.a]\nlabel = 'a'\n[[thesis]]\nid = 'b'\ntext = '''\n{a}'''\n";
        let after =
            "[figures.on]\nlabel = 'a'\n[[thesis]]\nid = 'b'\ntext = '''\n{on}'''\n";
        assert_eq!(renamed(toml, Format::Toml, "a]", "on").as_deref(), Ok(after));
    }

    #[test]
    fn operands_and_aspects_are_renamed_as_well() {
        let text = "\
figures:
  a: {label: A, value: $5B}
  net-a: {label: Net, value: $4B}
thesis:
  - id: main
    text: 'Of {= a - net-a}, {=growth of net-a on a} or {a.delta}'
    rests-on: [a.change, 'a.cc.prior', \"net-a\"]
";
        let after =
            renamed(text, Format::Yaml, "a: {label: A", "sales").expect("it can be");
        assert_eq!(
            after,
            text.replace("  a: {", "  sales: {")
                .replace("{= a -", "{= sales -")
                .replace("on a}", "on sales}")
                .replace("{a.delta", "{sales.delta")
                .replace("[a.change, 'a.cc", "[sales.change, 'sales.cc")
        );
        let back = renamed(&after, Format::Yaml, "sales - net", "a");
        assert_eq!(back.as_deref(), Ok(text));
    }

    #[test]
    fn a_note_is_renamed_in_every_text() {
        let before = "notes: {lease: L}\ntitle: Stores[^lease], *all*[^lease]\nverdict:\n  \
                      text:\n    - |-\n      lease:\n\n      - \\[^lease], [^lease] {lease}\n";
        let after = "notes: {rent: L}\ntitle: Stores[^rent], *all*[^rent]\nverdict:\n  \
                     text:\n    - |-\n      lease:\n\n      - \\[^lease], [^rent] {rent}\n";
        assert_eq!(
            renamed(before, Format::Yaml, "lease: L", "rent").as_deref(),
            Ok(after)
        );
        assert_eq!(
            renamed(before, Format::Yaml, "lease], *all", "rent").as_deref(),
            Ok(after)
        );
    }

    #[test]
    fn a_name_that_would_be_something_else_is_quoted() {
        let after = renamed(YAML, Format::Yaml, "cash:", "true").expect("it can be");
        assert!(after.contains("\n  \"true\": {label"), "{after}");
        assert!(after.contains("derivation: true - capex"), "{after}");
        assert!(after.contains("[capex, 'true', main]"), "{after}");
    }

    #[test]
    fn what_cannot_be_renamed_is_said() {
        let why = |text: &str, word, id| match renamed(text, Format::Yaml, word, id) {
            Ok(text) => text,
            Err(why) => why.to_string(),
        };
        assert_eq!(why(YAML, "label", "a"), "no id is written here");
        assert_eq!(why(YAML, "capex", "main"), "another reading has this id");
        assert!(why(YAML, "capex", "Cap Ex").starts_with("expected Id"));
        assert_eq!(why(YAML, "capex", "capex"), YAML);
        let lost = format!("{YAML}deck: it is: {{capex}}\n");
        assert_eq!(why(&lost, "capex", "b"), "a place that names it cannot be read");
        assert!(why(&lost, "cash", "b").contains("derivation: b - capex"));
        let escaped = YAML.replace("[capex", "[\"cap\\u0065x\"");
        assert_eq!(why(&escaped, "capex", "b"), "a place that names it cannot be read");
    }

    #[test]
    fn definitions_are_found_from_everywhere() {
        let draft = draft(YAML, Format::Yaml);
        let line = |word: &str| {
            let region = draft.definition(YAML.find(word).expect(word) + 1)?;
            Some(region.start.line)
        };
        for word in ["capex} and", "capex, 'cash'", "capex/value", "capex: {label: C"] {
            assert_eq!(line(word), Some(2), "{word}");
        }
        assert_eq!(line("main]"), Some(6));
        assert_eq!(line("label"), None);
    }
}
