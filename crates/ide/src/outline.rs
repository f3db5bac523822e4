//! What a draft consists of: its parts, and in them everything that can have an id.

use serde_json::Value;
use strata_model::{IdKind, describe};
use strata_syntax::source::{Lines, Region, Span};
use strata_syntax::tree::{Entry, Kind, Node};

use super::roles::{Role, Roles};
use super::{Draft, short};

/// A part of a brief, or a thing in one, as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its title, name or id; of a part its key.
    pub name: String,
    /// The first words of what it says, on one line; may be empty.
    pub detail: String,
    /// What sort of thing it is; nothing for a part of the brief itself.
    pub kind: Option<IdKind>,
    /// All of it. In TOML, where others may stand between its tables, those too.
    pub region: Region,
    /// What names it: its key, its title, its id.
    pub selection: Region,
    /// What it holds, in the order of the text.
    pub children: Vec<Symbol>,
}

/// The parts of the brief with all they hold.
pub(super) fn outline(draft: &Draft, roles: &Roles) -> Vec<Symbol> {
    let outliner = Outliner { roles, lines: Lines::new(&draft.text) };
    let Kind::Map(parts) = &draft.tree.kind else { return Vec::new() };
    let root = describe::root();
    let parts = parts.iter().map(|part| {
        let place = describe::member(root, &part.key);
        outliner
            .symbol(&Found { key: Some(part), node: &part.value, place, kind: None })
            .0
    });
    in_order(parts.collect())
}

struct Outliner<'o> {
    roles: &'o Roles,
    lines: Lines<'o>,
}

/// Something to be shown.
struct Found<'o> {
    /// Its entry, unless it stands in a list.
    key: Option<&'o Entry<'static>>,
    node: &'o Node<'static>,
    place: Option<&'o Value>,
    kind: Option<IdKind>,
}

impl<'o> Outliner<'o> {
    /// The symbol of something, and the bytes it takes up.
    fn symbol(&self, found: &Found<'o>) -> (Symbol, Span) {
        let mut children = Vec::new();
        let mut whole = self.gather(found.node, found.place, &mut children);
        whole = found.key.map_or(whole, |entry| entry.key_span.hull(whole));
        let (name, selection) = self.name(found, whole);
        let symbol = Symbol {
            detail: detail(found, &name),
            name: short(&name),
            kind: found.kind,
            region: self.lines.region(whole),
            selection: self.lines.region(selection),
            children: in_order(children),
        };
        (symbol, whole)
    }

    /// The things in a value. In TOML the parts of a table stand wherever they were written:
    /// what it takes up is all between them.
    fn gather(
        &self,
        node: &'o Node<'static>,
        place: Option<&'o Value>,
        things: &mut Vec<Symbol>,
    ) -> Span {
        let mut whole = node.span;
        let inner: Vec<(Option<&'o Entry<'static>>, &'o Node<'static>, _)> =
            match &node.kind {
                Kind::Map(entries) => entries
                    .iter()
                    .map(|entry| {
                        let place =
                            place.and_then(|place| describe::member(place, &entry.key));
                        (Some(entry), &entry.value, place)
                    })
                    .collect(),
                Kind::Seq(items) => {
                    let place = place.and_then(|place| describe::item(place));
                    items.iter().map(|item| (None, item, place)).collect()
                }
                _ => return whole,
            };
        for (key, node, place) in inner {
            let kind = place.and_then(|place| self.roles.thing(place));
            let span = if kind.is_some() {
                let (symbol, span) = self.symbol(&Found { key, node, place, kind });
                things.push(symbol);
                span
            } else {
                self.gather(node, place, things)
            };
            whole = whole.hull(key.map_or(span, |entry| entry.key_span.hull(span)));
        }
        whole
    }

    /// The words for something, and where they stand.
    fn name(&self, found: &Found<'_>, whole: Span) -> (String, Span) {
        let is_id = found.place.and_then(|place| self.roles.of_key(place));
        let own = matches!(is_id, Some(Role::Names(_))) || found.kind.is_none();
        let key = found.key.map(|entry| (entry.key.to_string(), entry.key_span));
        let words =
            ["title", "name", "id", "label", "text"].into_iter().find_map(|word| {
                let node = found.node.get(word)?;
                Some((text(node)?.to_owned(), node.span))
            });
        let named = if own { key.or(words) } else { words.or(key) };
        named.unwrap_or_else(|| ("…".to_owned(), whole))
    }
}

/// What something says beside its name.
fn detail(found: &Found<'_>, name: &str) -> String {
    let key = found.key.map(|entry| &*entry.key);
    let words = ["label", "title", "name", "text", "lead"];
    let mut words = words.into_iter().filter_map(|word| text(found.node.get(word)?));
    let value = ["value", "magnitude", "change"];
    let mut value = value.into_iter().filter_map(|word| text(found.node.get(word)?));
    let parts = [key, text(found.node), words.find(|words| *words != name), value.next()];
    let parts = parts.into_iter().flatten().filter(|part| *part != name);
    short(&parts.collect::<Vec<_>>().join(", "))
}

fn text<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.kind {
        Kind::Str(text) | Kind::Num(text) => Some(text),
        _ => None,
    }
}

fn in_order(mut symbols: Vec<Symbol>) -> Vec<Symbol> {
    symbols.sort_by_key(|symbol| symbol.region.bytes.start);
    symbols
}

#[cfg(test)]
mod tests {
    use super::super::tests::draft;
    use super::*;
    use strata_syntax::Format;

    /// An outline in lines.
    fn lines(symbols: &[Symbol], depth: usize, with_places: bool, into: &mut String) {
        for one in symbols {
            let kind = one.kind.map_or("part", IdKind::word);
            into.push_str(&format!("{:depth$}{kind} `{}`", "", one.name));
            if with_places {
                let (start, end) = (one.region.start.line, one.region.end.line);
                into.push_str(&format!(" {start}-{end} at {}", one.selection.start.line));
            }
            into.push_str(&format!(" {}\n", one.detail));
            assert!(one.region.bytes.start <= one.selection.bytes.start, "{one:?}");
            assert!(one.selection.bytes.end <= one.region.bytes.end, "{one:?}");
            lines(&one.children, depth + 1, with_places, into);
        }
    }

    fn shown(text: &str, format: Format, with_places: bool) -> String {
        let mut shown = String::new();
        lines(&draft(text, format).outline(), 0, with_places, &mut shown);
        shown
    }

    #[test]
    fn an_outline_is_the_same_in_three_languages() {
        let outline = "part `title` Rails\npart `figures` \n figure `capex` CapEx, $1B\n\
                       part `thesis` \n reading `main` It holds.\npart `sections` \n section `Base` \n  \
                       block `figures` \n  block `Risks` points\n   item `Price` It may fall.\n";
        let yaml = "\
title: Rails
figures:
  capex: {label: CapEx, value: $1B}
thesis:
  - {id: main, kind: judgment, text: It holds.}
sections:
  - title: Base
    blocks:
      - figures: {show: [capex]}
      - points:
          title: Risks
          items:
            - name: Price
              text: It may fall.
              so
";
        assert_eq!(shown(yaml, Format::Yaml, false), outline);
        let json = r#"{"title": "Rails",
"figures": {"capex": {"label": "CapEx", "value": "$1B"}},
"thesis": [{"id": "main", "kind": "judgment", "text": "It holds."}],
"sections": [{"title": "Base", "blocks": [
  {"figures": {"show": ["capex"]}},
  {"points": {"title": "Risks", "items": [{"name": "Price", "text": "It may fall.", "so"}]}}
]}]}"#;
        assert_eq!(shown(json, Format::Json, false), outline);
        let toml = "\
title = 'Rails'
[figures.capex]
label = 'CapEx'
value = '$1B'
[[thesis]]
id = 'main'
text = 'It holds.'
[[sections]]
title = 'Base'
[[sections.blocks]]
figures.show = ['capex']
[[sections.blocks]]
[sections.blocks.points]
title = 'Risks'
items = [{name = 'Price', text = 'It may fall.'}]
so
";
        assert_eq!(shown(toml, Format::Toml, false), outline);
        assert_eq!(
            shown(yaml, Format::Yaml, true).lines().collect::<Vec<_>>(),
            [
                "part `title` 1-1 at 1 Rails",
                "part `figures` 2-3 at 2 ",
                " figure `capex` 3-3 at 3 CapEx, $1B",
                "part `thesis` 4-5 at 4 ",
                " reading `main` 5-5 at 5 It holds.",
                "part `sections` 6-14 at 6 ",
                " section `Base` 7-14 at 7 ",
                "  block `figures` 9-9 at 9 ",
                "  block `Risks` 10-14 at 11 points",
                "   item `Price` 13-14 at 13 It may fall.",
            ]
        );
        let lines = shown(toml, Format::Toml, true);
        assert!(lines.contains(" figure `capex` 2-4 at 2 CapEx"), "{lines}");
        assert!(lines.contains("  block `Risks` 13-15 at 14 points"), "{lines}");
    }
}
