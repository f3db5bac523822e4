//! The published schema, compiled once, and how to find one's way in it.

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, Validator};
use serde_json::Value;
use strata_syntax::path::{Path, Step};
use strata_syntax::tree::Node;

use super::instance::{At, Tree};

/// The largest compiled pattern, in bytes.
const PATTERN_SIZE: usize = 1 << 20;

/// Violations that are looked at: a hostile file has hundreds of thousands.
const MOST: usize = 5_000;

/// The schema of the brief as data.
pub(crate) fn text() -> &'static Value {
    static TEXT: OnceLock<Value> = OnceLock::new();
    TEXT.get_or_init(strata_model::schema)
}

/// The schema with the validator made from it.
pub(crate) struct Schema {
    validator: Validator<Tree>,
}

/// The schema of the brief, compiled. That costs more than a check: only a brief that was
/// refused needs it. `None` would be a fault of ours, which a test excludes.
pub(crate) fn schema() -> Option<&'static Schema> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::new(text())).as_ref()
}

/// What a schema has to say about one value of the tree.
#[derive(Debug)]
pub(super) struct Violation<'c> {
    /// The value.
    pub(super) path: Path,
    /// The part of the schema that was violated.
    pub(super) schema: &'c Value,
    /// How.
    pub(super) fault: Fault,
}

/// The ways to violate a schema that the schema of a brief has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    Unknown(Vec<String>),
    Missing(String),
    TooManyKeys,
    TooFewKeys,
    BadKey(String),
    Type,
    Enum,
    Form,
    TooLong(u64),
    TooFew(u64),
    TooMany(u64),
    Other(String),
}

impl Schema {
    fn new(text: &Value) -> Option<Self> {
        let validator = jsonschema::options_for::<Tree>()
            .offline()
            .with_pattern_options(PatternOptions::regex().size_limit(PATTERN_SIZE))
            .should_validate_formats(true)
            .build(text)
            .ok()?;
        Some(Schema { validator })
    }

    /// What the schema refuses in a tree, and how many times more it does.
    pub(super) fn violations<'c>(
        &'c self,
        root: &Node<'_>,
    ) -> (Vec<Violation<'c>>, usize) {
        let mut violations = Vec::new();
        let mut errors = self.validator.iter_errors(At::Node(root));
        for error in errors.by_ref().take(MOST) {
            let pointer = error.schema_path().as_str();
            let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
            violations.push(Violation {
                path: Path::parse(error.instance_path().as_str()).unwrap_or_default(),
                schema: text().pointer(parent).unwrap_or(&Value::Null),
                fault: fault(error.kind(), &error),
            });
        }
        (violations, errors.count())
    }

    /// Whether the schema accepts a tree.
    pub(super) fn accepts(&self, root: &Node<'_>) -> bool {
        self.validator.is_valid(At::Node(root))
    }

    /// The part of the schema that describes what a path leads to.
    pub(crate) fn at(&self, path: &Path) -> Option<&Value> {
        self.place(path).map(|place| self.resolve(place))
    }

    /// The same with the reference to a definition not yet followed: each property has a
    /// place of its own, a definition is shared by many.
    pub(crate) fn place(&self, path: &Path) -> Option<&Value> {
        let mut steps = path.steps().iter();
        steps.try_fold(self.root(), |place, step| self.step(place, step))
    }

    /// The place of the brief itself.
    pub(crate) fn root(&self) -> &Value {
        text()
    }

    /// The place one step further.
    pub(crate) fn step<'c>(&'c self, place: &'c Value, step: &Step) -> Option<&'c Value> {
        match step {
            Step::Index(index) => {
                self.item(place).or_else(|| self.member(place, &index.to_string()))
            }
            Step::Key(key) => self.member(place, key),
        }
    }

    /// The place of the entries of a list.
    pub(crate) fn item<'c>(&'c self, place: &'c Value) -> Option<&'c Value> {
        self.resolve(place).get("items")
    }

    /// The place of the value of a key.
    pub(crate) fn member<'c>(&'c self, place: &'c Value, key: &str) -> Option<&'c Value> {
        member(self.resolve(place), key)
    }

    /// Follows references to the definition they name.
    pub(crate) fn resolve<'c>(&'c self, schema: &'c Value) -> &'c Value {
        resolve(schema)
    }

    /// A text of the right form for a value, if the schema gives one.
    pub(crate) fn example<'c>(&'c self, schema: &'c Value) -> Option<&'c str> {
        let examples = |at: &'c Value| at.get("examples")?.get(0)?.as_str();
        let words = |at: &'c Value| at.get("enum")?.get(0)?.as_str();
        let target = self.resolve(schema);
        examples(schema).or_else(|| examples(target)).or_else(|| words(target))
    }
}

/// Follows references to the definition they name.
pub(crate) fn resolve(mut schema: &Value) -> &Value {
    // A chain of references longer than this is a cycle.
    for _ in 0..16 {
        let target = schema.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| target.strip_prefix('#'));
        match target.and_then(|target| text().pointer(target)) {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}

fn member<'c>(schema: &'c Value, key: &str) -> Option<&'c Value> {
    let properties = schema.get("properties");
    let rest = || schema.get("additionalProperties").filter(|rest| rest.is_object());
    properties.and_then(|keys| keys.get(key)).or_else(rest)
}

/// The keys a map may have, sorted: the order of the schema depends on how it was built.
pub(crate) fn keys(schema: &Value) -> Vec<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let mut keys: Vec<&str> = match properties {
        Some(properties) => properties.keys().map(String::as_str).collect(),
        None => Vec::new(),
    };
    keys.sort_unstable();
    keys
}

/// The words a closed list allows.
pub(crate) fn words(schema: &Value) -> Vec<&str> {
    match schema.get("enum").and_then(Value::as_array) {
        Some(words) => words.iter().filter_map(Value::as_str).collect(),
        None => Vec::new(),
    }
}

/// Whether a map has exactly one key, its kind: a block.
pub(crate) fn is_union(schema: &Value) -> bool {
    let one = |key: &str| schema.get(key).and_then(Value::as_u64) == Some(1);
    one("minProperties") && one("maxProperties")
}

fn fault(kind: &ValidationErrorKind, error: &jsonschema::ValidationError<'_>) -> Fault {
    use ValidationErrorKind as Kinds;
    match kind {
        Kinds::AdditionalProperties { unexpected } => Fault::Unknown(unexpected.clone()),
        Kinds::Required { property } => {
            Fault::Missing(property.as_str().unwrap_or("").to_owned())
        }
        Kinds::MaxProperties { .. } => Fault::TooManyKeys,
        Kinds::MinProperties { .. } => Fault::TooFewKeys,
        Kinds::PropertyNames { error } => {
            Fault::BadKey(error.instance().as_str().unwrap_or("").to_owned())
        }
        Kinds::Type { .. } => Fault::Type,
        Kinds::Enum { .. } | Kinds::Constant { .. } => Fault::Enum,
        Kinds::Pattern { .. } | Kinds::Format { .. } | Kinds::MinLength { .. } => {
            Fault::Form
        }
        Kinds::MaxLength { limit } => Fault::TooLong(*limit),
        Kinds::MinItems { limit } => Fault::TooFew(*limit),
        Kinds::MaxItems { limit } => Fault::TooMany(*limit),
        _ => Fault::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_compiles() {
        assert!(schema().is_some());
    }
}
