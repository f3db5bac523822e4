//! Placeholder.
use crate::scalar::Scalar;
use schemars::Schema;
/// The schema of a scalar.
pub(crate) fn scalar<T: Scalar>() -> Schema {
    schemars::json_schema!({
        "type": "string",
        "title": T::NAME,
        "description": T::DESCRIPTION,
        "examples": T::EXAMPLES,
        "pattern": T::PATTERN,
        "maxLength": T::MAX,
    })
}
/// The schema.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<crate::Brief>()
        .into()
}
