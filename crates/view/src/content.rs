//! Everything a brief says, leaf by leaf, in the words in which it is printed.
//!
//! Two looks are taken at it: before the press, whether the faces have every character, and
//! after it, whether every word is on the pages.

use std::str::FromStr as _;

use serde_json::Value;
use strata_check::{Path, Step};
use strata_model::{Brief, Change, Date, Paragraph, Period, Quantity};

use crate::face::Face;
use crate::filled::filled;
use crate::labels::{Labels, labels};

/// A string of the brief, as printed.
pub struct Leaf {
    /// Where it stands in the brief.
    pub path: Path,
    /// The words on the page.
    pub text: String,
}

/// Keys whose values do not stand on the page as they are: ids, which print as numbers and
/// names; closed lists, which print as fixed labels; and what only a machine reads. All of
/// it is in the attached data.
const NOT_PRINTED: [&str; 48] = [
    "$schema",
    "strata",
    "id",
    "language",
    "fiscal-year",
    "stale-after",
    "periods",
    "allow",
    "tier",
    "audit",
    "copy",
    "url",
    "archived-hash",
    "qualifier",
    "decimals",
    "adjustment",
    "of",
    "extreme",
    "since",
    "basis",
    "definition",
    "nearest-gaap",
    "concept",
    "derivation",
    "breakdowns",
    "source",
    "quote",
    "verification",
    "replaces",
    "rests-on",
    "against",
    "relation",
    "confidence",
    "likelihood",
    "measure",
    "is",
    "effect",
    "status",
    "figure",
    "with",
    "show",
    "form",
    "middle",
    "roles",
    "for-periods",
    "origin",
    "kind",
    "figures",
];

/// Keys of a figure whose texts hold no references, as the check reads them.
const NAMES: [&str; 9] = [
    "label",
    "magnitude",
    "from",
    "to",
    "words",
    "entity",
    "dimensions",
    "excluding",
    "locator",
];

/// Every leaf that is to be printed.
pub fn content(brief: &Brief) -> Vec<Leaf> {
    let labels = labels(brief.language.unwrap_or_default());
    let mut leaves = Vec::new();
    // A brief holds nothing that JSON could not.
    let value = serde_json::to_value(brief).unwrap_or_default();
    collect(&Path::root(), &value, &mut |path, text| {
        let text = printed(brief, labels, path, text);
        leaves.push(Leaf { path: path.clone(), text });
    });
    leaves
}

fn collect(path: &Path, value: &Value, found: &mut impl FnMut(&Path, &str)) {
    match value {
        Value::String(text) => found(path, text),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(&path.index(at), item, found);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                let path = path.key(key);
                if !is_silent(&path, key) {
                    collect(&path, value, found);
                }
            }
        }
        _ => {}
    }
}

/// Whether the values of a key are not printed. The maps of figures and definitions, and
/// the kind of the brief itself, are; so are the keys that authors choose.
fn is_silent(path: &Path, key: &str) -> bool {
    let chosen = path.steps().len() == 2
        && matches!(&path.steps()[0], Step::Key(map)
            if matches!(&**map, "figures" | "sources" | "definitions" | "units"));
    let own = path.steps().len() == 1 && matches!(key, "figures" | "kind");
    // A block of figures is a map; the figures of an item are ids.
    let block = matches!(path.steps(), [.., Step::Key(list), Step::Index(_), Step::Key(_)]
        if **list == *"blocks");
    let member = is_member(path);
    !(chosen || own || block || member) && NOT_PRINTED.contains(&key)
}

/// Whether the path leads to an entry of a figure's `dimensions` or `history`.
fn is_member(path: &Path) -> bool {
    matches!(path.steps(), [Step::Key(figures), _, Step::Key(map), Step::Key(_)]
        if **figures == *"figures" && matches!(&**map, "dimensions" | "history"))
}

/// Whether braces in a text are just braces: in what identifies a company, a source or a
/// figure.
fn is_name(path: &Path, key: &str) -> bool {
    match path.steps().first() {
        Some(Step::Key(top)) => match &**top {
            "subject" | "sources" | "kind" | "edition" => true,
            "figures" => NAMES.contains(&key),
            _ => false,
        },
        _ => false,
    }
}

/// The last key on the path, and the map it is a member of.
fn key(path: &Path) -> &str {
    let keys = path.steps().iter().rev().filter_map(|step| match step {
        Step::Key(key) => Some(&**key),
        Step::Index(_) => None,
    });
    let mut keys = keys;
    let last = keys.next().unwrap_or_default();
    if is_member(path) { keys.next().unwrap_or(last) } else { last }
}

fn printed(brief: &Brief, labels: &Labels, path: &Path, text: &str) -> String {
    let written = match key(path) {
        "value" | "tolerance" | "prior" | "low" | "high" | "threshold" | "history" => {
            Quantity::from_str(text).ok().map(|it| labels.quantity(&it))
        }
        "change" => Change::from_str(text).ok().map(|it| labels.change(&it)),
        "period" | "horizon" => Period::from_str(text).ok().map(|it| labels.period(&it)),
        "as-of" | "data-cut-off" | "price-date" | "date" | "retrieved" | "issued"
        | "review-by" => Date::from_str(text).ok().map(|it| labels.day(it)),
        key if is_name(path, key) => None,
        _ => Paragraph::from_str(text).ok().map(|it| filled(brief, labels, &it)),
    };
    written.unwrap_or_else(|| text.to_owned())
}

/// The faces in which a leaf may be printed.
pub fn faces(path: &Path) -> &'static [Face] {
    let top = matches!(path.steps(), [Step::Key(_)])
        || matches!(path.steps(), [Step::Key(sections), Step::Index(_), Step::Key(_)]
            if **sections == *"sections");
    match key(path) {
        "title" if top => &[Face::DisplaySemibold, Face::Sans],
        "text" if matches!(&path.steps()[0], Step::Key(it) if **it == *"verdict") => {
            &[Face::Display]
        }
        "text" | "support" | "lead" | "deck" | "paragraphs" | "gap" | "benefit"
        | "barrier" => &[Face::Serif, Face::Sans, Face::SansBold],
        _ => &[Face::Sans, Face::SansSemibold, Face::SansBold],
    }
}
