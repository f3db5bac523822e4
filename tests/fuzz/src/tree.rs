//! The readers of YAML, JSON and TOML: trees, layouts and edits.

use strata_syntax::change::{Change, Edit, Value};
use strata_syntax::edit::{apply, edits, holds as is_made, sorted};
use strata_syntax::format::{KeyOrder, format};
use strata_syntax::path::Path;
use strata_syntax::recover::recover;
use strata_syntax::source::{Lines, Span};
use strata_syntax::tree::{Entry, Kind, Node};
use strata_syntax::{Errors, Format, Gated, Input, Limits, gate, read};

/// All that can be asked of a text is asked of these bytes.
pub fn holds(bytes: &[u8], language: Format) {
    let input = Input { name: "a", bytes, format: language, limits: Limits::default() };
    let Gated { text, errors, .. } = gate(&input);
    let text = text.as_ref();
    places(text, &errors);
    if !errors.is_empty() {
        return;
    }
    let (tree, errors) = read(text, language, input.limits);
    places(text, &errors);
    let (again, _) = read(text, language, input.limits);
    assert_eq!(tree, again, "the same text is read in two ways");
    let recovered = recover(text, language, input.limits);
    nested(text, &recovered.tree, whole(text));
    for lost in &recovered.lost {
        assert!(text.get(lost.clone()).is_some(), "{lost:?} is lost and is not there");
    }
    let Some(tree) = tree else { return };
    nested(text, &tree, whole(text));
    if errors.is_empty() {
        assert!(
            same(&tree, &recovered.tree),
            "what is whole is recovered as another tree"
        );
        layouts(text, &tree, language);
        changes(text, &tree, language);
    }
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

/// Every error lies in the text, and so does what its fix writes over.
fn places(text: &str, errors: &Errors) {
    let lines = Lines::new(text);
    for error in errors.iter() {
        let region = lines.region(error.span);
        assert!(text.get(region.bytes).is_some(), "{error:?} has no place");
        assert!(error.span.end as usize <= text.len(), "{error:?} is beyond the text");
        if let Some((_, fix)) = &error.fix {
            assert!(
                text.get(fix.bytes.clone()).is_some(),
                "{error:?} mends what is not there"
            );
        }
    }
}

/// Every value lies within the one around it, behind its key, and on whole characters.
fn nested(text: &str, node: &Node<'_>, around: Span) {
    let inside = |span: Span| {
        let there = text.get(span.range()).is_some();
        assert!(there, "{span:?} is no part of the text");
        let within = around.start <= span.start && span.end <= around.end;
        assert!(within, "{span:?} is not within {around:?}");
    };
    inside(node.span);
    match &node.kind {
        Kind::Seq(items) => {
            items.iter().for_each(|item| nested(text, item, around));
        }
        Kind::Map(entries) => {
            for Entry { key, key_span, value } in entries {
                inside(*key_span);
                // A key without a value has none, and of TOML a table of a dotted key begins
                // where its own key does.
                let is_word =
                    matches!(value.kind, Kind::Bool(_) | Kind::Num(_) | Kind::Str(_));
                let behind = !is_word || key_span.end <= value.span.start;
                assert!(behind, "the value of {key:?} stands before it: {value:?}");
                nested(text, value, around);
            }
        }
        Kind::Null | Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => {}
    }
}

/// Whether two trees say the same, wherever it stands.
fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Seq(ours), Kind::Seq(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Kind::Map(ours), Kind::Map(theirs)) => {
            let equal = |(a, b): (&Entry<'_>, &Entry<'_>)| {
                a.key == b.key && same(&a.value, &b.value)
            };
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(equal)
        }
        (one, other) => one == other,
    }
}

/// Whether TOML can say it: its root is a map that is not empty, which would be no file of a
/// brief, and nothing in it is null.
fn is_toml(node: &Node<'_>, is_root: bool) -> bool {
    match &node.kind {
        Kind::Null => false,
        Kind::Map(entries) => {
            !(is_root && entries.is_empty())
                && entries.iter().all(|entry| is_toml(&entry.value, false))
        }
        Kind::Seq(items) => !is_root && items.iter().all(|item| is_toml(item, false)),
        Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => !is_root,
    }
}

/// A text laid out in any language reads as the same tree, and a layout is its own.
fn layouts(text: &str, tree: &Node<'_>, from: Format) {
    let order = KeyOrder::default();
    for to in [Format::Yaml, Format::Json, Format::Toml] {
        if to == Format::Toml && !is_toml(tree, true) {
            continue;
        }
        let Some(laid) = format(tree, text, from, to, &order) else {
            panic!("no layout in {to:?}");
        };
        let (read, errors) = read(&laid.text, to, Limits::MOST);
        let refused: Vec<_> = errors.iter().map(|error| &error.message).collect();
        assert!(refused.is_empty(), "{to:?} says {refused:?} of {:?}", laid.text);
        let Some(read) = read else { panic!("{to:?} cannot be read: {:?}", laid.text) };
        assert!(same(tree, &read), "{to:?} says something else: {:?}", laid.text);
        let again = format(&read, &laid.text, to, to, &order).map(|again| again.text);
        assert_eq!(
            again.as_deref(),
            Some(&*laid.text),
            "a layout in {to:?} is not its own"
        );
    }
}

/// A change makes what was asked for, or is refused.
fn changes(text: &str, tree: &Node<'_>, language: Format) {
    let mut paths = Vec::new();
    scalars(tree, &Path::root(), &mut paths);
    // Most of what a change can meet is met near the ends and in the middle.
    let picked = [paths.first(), paths.get(paths.len() / 2), paths.last()];
    for path in picked.into_iter().flatten() {
        let list = Value::List(vec!["a: b".into(), "# c".into()]);
        for change in [
            Change::Put(path.clone(), "two\nlines \"and\" '".into()),
            Change::Put(path.clone(), list),
            Change::Remove(path.clone()),
        ] {
            change_is_made(text, tree, language, &change);
        }
    }
}

fn change_is_made(text: &str, tree: &Node<'_>, language: Format, change: &Change) {
    let changes = std::slice::from_ref(change);
    let Ok(edits) = edits(text, language, Some(tree), changes) else { return };
    for Edit { bytes, .. } in &edits {
        assert!(text.get(bytes.clone()).is_some(), "{change:?} edits what is not there");
    }
    let Some(edits) = sorted(edits) else { panic!("the edits of {change:?} meet") };
    let edited = apply(text, &edits);
    let (after, _) = read(&edited, language, Limits::MOST);
    let made = after.is_some_and(|after| is_made(tree, changes, &after));
    assert!(made, "{change:?} makes {edited:?}");
}

/// The paths of all scalars.
fn scalars(node: &Node<'_>, at: &Path, found: &mut Vec<Path>) {
    match &node.kind {
        Kind::Seq(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| scalars(item, &at.index(index), found));
        }
        Kind::Map(entries) => {
            entries.iter().for_each(|it| scalars(&it.value, &at.key(&it.key), found));
        }
        Kind::Null | Kind::Bool(_) | Kind::Num(_) | Kind::Str(_) => {
            found.push(at.clone())
        }
    }
}
