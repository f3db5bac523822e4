//! The published schema, compiled once, and how to find one's way in it.

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, Validator};
use serde_json::Value;
use strata_model::describe;
use strata_syntax::path::{Path, Step};
use strata_syntax::tree::Node;

use super::instance::{At, Tree};

/// The largest compiled pattern, in bytes.
const PATTERN_SIZE: usize = 1 << 20;

/// Violations that are looked at: a hostile file has hundreds of thousands.
const MOST: usize = 5_000;

/// The schema with the validator made from it.
pub(crate) struct Schema {
    validator: Validator<Tree>,
}

/// The schema of the brief, compiled. That costs more than a check: only a brief that was
/// refused needs it. `None` would be a fault of ours, which a test excludes.
pub(crate) fn schema() -> Option<&'static Schema> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::new(describe::root())).as_ref()
}

/// What a schema has to say about one value of the tree.
#[derive(Debug)]
pub(crate) struct Violation<'c> {
    /// The value.
    pub(crate) path: Path,
    /// The part of the schema that was violated.
    pub(crate) schema: &'c Value,
    /// How.
    pub(crate) fault: Fault,
}

/// The ways to violate a schema that the schema of a brief has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
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
    pub(crate) fn violations<'c>(
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
                schema: describe::root().pointer(parent).unwrap_or(&Value::Null),
                fault: fault(error.kind(), &error),
            });
        }
        (violations, errors.count())
    }

    /// Whether the schema accepts a tree.
    pub(super) fn accepts(&self, root: &Node<'_>) -> bool {
        self.validator.is_valid(At::Node(root))
    }
}

/// The place of what a path leads to.
pub fn place(path: &Path) -> Option<&'static Value> {
    path.steps().iter().try_fold(describe::root(), step)
}

/// The place one step further.
pub fn step<'c>(place: &'c Value, step: &Step) -> Option<&'c Value> {
    match step {
        Step::Index(index) => {
            describe::item(place).or_else(|| describe::member(place, &index.to_string()))
        }
        Step::Key(key) => describe::member(place, key),
    }
}

/// The part of the schema that describes what a path leads to.
pub(crate) fn at(path: &Path) -> Option<&'static Value> {
    place(path).map(describe::resolve)
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
