//! A line of the report: what has become of one brief.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The version of the shape. It grows when a program that reads the shape would be misled:
/// a new key does not mislead.
pub(super) const VERSION: &str = "1";

/// What has become of one brief: a line of what `--report` writes. Keys may be added; a
/// program that reads this ignores those it does not know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Line of a report", deny_unknown_fields)]
pub(super) struct Record {
    /// The version of this shape. It changes when a program that reads the shape would be
    /// misled.
    #[schemars(extend("const" = "1"))]
    pub(super) version: String,
    /// The number of the brief among all that were read, from 1, whoever prints them.
    #[schemars(range(min = 1))]
    pub(super) n: u64,
    /// What it is called: the id of its envelope, else the name of its file without the
    /// ending, else its own id, else the number of its line.
    pub(super) id: String,
    /// Where it was read: a file, or a stream with the number of a line.
    pub(super) source: String,
    /// SHA-256 of all that decides what becomes of it: its bytes, its language, its design, and
    /// the build of Strata. Absent where it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "sha256")]
    pub(super) key: Option<String>,
    /// How it ended.
    pub(super) verdict: Ending,
    /// Why it failed, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "text")]
    pub(super) fault: Option<String>,
    /// Its file, as seen from the folder or within the archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "text")]
    pub(super) output: Option<String>,
    /// SHA-256 of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "sha256")]
    pub(super) sha256: Option<String>,
    /// The size of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "count")]
    pub(super) bytes: Option<u64>,
    /// How many pages it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "count")]
    pub(super) pages: Option<usize>,
    /// The number of errors, listed or not.
    pub(super) errors: usize,
    /// The number of warnings, listed or not.
    pub(super) warnings: usize,
    /// The number of notes, listed or not.
    pub(super) notes: usize,
    /// The findings, sorted by place: at most 20, errors before all others where there are
    /// more. Places are those of the source; of a `text` in an envelope, those of the text.
    #[schemars(schema_with = "findings")]
    pub(super) findings: Vec<Value>,
    /// How many findings are counted above but not listed.
    pub(super) more: usize,
    /// How long it took, in milliseconds: the only value that differs from run to run.
    pub(super) ms: u64,
}

/// How a brief ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum Ending {
    /// It was printed, and its file is in its place.
    Printed,
    /// It was judged by `strata check`, and could be printed.
    Passed,
    /// Its findings forbid to print it.
    Refused,
    /// It could not be worked on: `fault` says why.
    Failed,
}

fn sha256(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
}

fn text(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "minLength": 1 })
}

fn count(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "integer", "minimum": 1 })
}

fn findings(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": "array",
        "maxItems": 20,
        "items": { "$ref": "findings.schema.json#/$defs/finding" },
    })
}

/// The schema of a line, as it is published.
pub(crate) fn schema_text() -> String {
    let mut schema = schemars::schema_for!(Record);
    schema.insert(
        "$id".to_owned(),
        json!("https://strata.example/schema/1/report.schema.json"),
    );
    let mut schema = schema.to_value();
    tidy(&mut schema);
    format!("{schema:#}\n")
}

/// Puts descriptions on one line, and takes away the widths of Rust's numbers.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            if keys.get("type") == Some(&json!("integer")) {
                keys.remove("format");
            }
            if let Some(Value::String(text)) = keys.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            keys.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_schema_is_what_the_type_says() {
        let published = include_str!("../../../../schema/report.schema.json");
        assert!(
            published == schema_text(),
            "write it anew: strata schema --report >schema/report.schema.json"
        );
    }
}
