//! The JSON Schema of a brief (draft 2020-12), derived from the types that serde reads and
//! then rewritten for the people who read it in an editor.
//!
//! What schemars derives is right but unkind: a union is a `oneOf`, so that a validator
//! reports every branch, and an optional value admits `null`, which the format does not.
//! The rewriting keeps the meaning that serde gives the types; a differential test holds
//! the two together.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::scalar::Scalar;
use crate::{Brief, COMMENT, Id, LIST_MAX, Label, MAP_MAX, Period, UnitName};

/// The schema that every brief of format version 1 fulfils, without the comments that a file
/// may have.
///
/// ```
/// let schema = strata_model::schema();
/// assert_eq!(schema["required"][0], "as-of");
/// ```
#[must_use]
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = Value::from(generator.into_root_schema_for::<Brief>());
    tidy(&mut schema);
    let mut schema = sorted(schema);
    let definitions = schema["$defs"].clone();
    illustrate(&mut schema, &definitions);
    schema["$id"] = "https://strata.example/schema/1/brief.schema.json".into();
    schema["title"] = "Strata brief".into();
    sorted(schema)
}

/// The schema that every file fulfils: that of the brief, and in every map a comment.
///
/// ```
/// let schema = strata_model::file_schema();
/// assert_eq!(schema["properties"]["$comment"]["type"], "string");
/// ```
#[must_use]
pub fn file_schema() -> Value {
    let mut schema = schema();
    comment(&mut schema);
    sorted(schema)
}

/// Lets every map of a schema have a comment, which counts for nothing.
fn comment(schema: &mut Value) {
    let object = match schema {
        Value::Array(items) => return items.iter_mut().for_each(comment),
        Value::Object(object) => object,
        _ => return,
    };
    // The names of properties and definitions are no keywords.
    for (key, value) in object.iter_mut() {
        match value {
            Value::Object(named) if matches!(key.as_str(), "properties" | "$defs") => {
                named.values_mut().for_each(comment);
            }
            _ => comment(value),
        }
    }
    let is_map =
        object.contains_key("properties") || object.contains_key("propertyNames");
    if object.get("type") != Some(&"object".into()) || !is_map {
        return;
    }
    let about = "A comment for who reads the file; it is no part of the brief.";
    let own = json!({
        "title": "Comment",
        "description": about,
        "markdownDescription": about,
        "type": "string",
        "examples": ["checked against the filing"],
    });
    let properties = object.entry("properties").or_insert_with(|| json!({}));
    if let Value::Object(properties) = properties {
        properties.insert(COMMENT.into(), own);
    }
    if let Some(Value::Object(names)) = object.get_mut("propertyNames")
        && let Some(pattern) = names.get("pattern").and_then(Value::as_str)
    {
        let pattern = format!("^\\$comment$|{pattern}");
        names.insert("pattern".into(), pattern.into());
    }
    let mut bounds = Map::new();
    for key in ["minProperties", "maxProperties"] {
        bounds.extend(object.remove(key).map(|bound| (key.to_owned(), bound)));
    }
    if bounds.is_empty() {
        return;
    }
    let more = bounds.iter().map(|(key, bound)| {
        (key.clone(), Value::from(bound.as_u64().unwrap_or_default() + 1))
    });
    let more: Map<String, Value> = more.collect();
    object.insert("if".into(), json!({ "required": [COMMENT] }));
    object.insert("then".into(), more.into());
    object.insert("else".into(), bounds.into());
}

/// The schema of a file as its text: indented, in ASCII so that the invisible characters
/// which its patterns refuse can be seen, with a final line break.
#[must_use]
pub fn schema_text() -> String {
    let mut text = String::new();
    for char in format!("{:#}\n", file_schema()).chars() {
        if char.is_ascii() && char != '\u{7F}' {
            text.push(char);
        } else {
            let units = &mut [0; 2];
            for unit in char.encode_utf16(units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text
}

/// The schema of a scalar: its pattern, and the words that explain it.
pub(crate) fn scalar<T: Scalar>() -> Schema {
    let example = T::EXAMPLES.first().copied().unwrap_or_default();
    schemars::json_schema!({
        "type": "string",
        "title": T::NAME,
        "description": T::DESCRIPTION,
        "examples": T::EXAMPLES,
        "pattern": T::PATTERN,
        "maxLength": T::MAX,
        "errorMessage": format!("expected {}, for example {example}", T::NAME),
    })
}

/// Rewrites every schema inside `schema`, the innermost first.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(object) => {
            object.values_mut().for_each(tidy);
            drop_null(object);
            join_branches(object);
            name_keys(object);
            set_limits(object);
            describe(object);
        }
        _ => {}
    }
}

/// `anyOf: [X, null]` becomes X: absence is the only "none".
fn drop_null(object: &mut Map<String, Value>) {
    let Some(Value::Array(branches)) = object.remove("anyOf") else { return };
    for branch in branches {
        if let Value::Object(branch) = branch
            && branch.get("type") != Some(&"null".into())
        {
            object.extend(branch);
        }
    }
}

/// A union of words becomes one `enum`, a union of one-key maps one map of exactly one key.
fn join_branches(object: &mut Map<String, Value>) {
    let Some(Value::Array(branches)) = object.remove("oneOf") else { return };
    if branches.iter().all(|branch| branch.get("const").is_some()) {
        let column =
            |key: &str| -> Value { branches.iter().map(|b| b[key].clone()).collect() };
        object.insert("type".into(), "string".into());
        object.insert("enum".into(), column("const"));
        object.insert("enumDescriptions".into(), column("description"));
    } else {
        let mut properties = Map::new();
        for branch in &branches {
            for (key, value) in branch["properties"].as_object().into_iter().flatten() {
                let mut value = value.clone();
                value["description"] = branch["description"].clone();
                properties.insert(key.clone(), value);
            }
        }
        properties.values_mut().for_each(tidy);
        object.extend([
            ("type".into(), "object".into()),
            ("additionalProperties".into(), false.into()),
            ("minProperties".into(), 1.into()),
            ("maxProperties".into(), 1.into()),
            ("properties".into(), properties.into()),
        ]);
    }
}

/// `patternProperties` keeps only the pattern of a map's key; `propertyNames` all of it.
fn name_keys(object: &mut Map<String, Value>) {
    let Some(Value::Object(patterns)) = object.remove("patternProperties") else {
        return;
    };
    let keys =
        [scalar::<Id>(), scalar::<Label>(), scalar::<Period>(), scalar::<UnitName>()];
    for (pattern, value) in patterns {
        let key =
            keys.iter().find(|key| key.get("pattern") == Some(&pattern.as_str().into()));
        let key =
            key.map_or_else(|| json!({ "pattern": pattern }), |key| key.clone().into());
        object.insert("propertyNames".into(), key);
        object.insert("additionalProperties".into(), value);
        object.insert("maxProperties".into(), MAP_MAX.into());
    }
}

fn set_limits(object: &mut Map<String, Value>) {
    if object.get("type") == Some(&"array".into()) {
        object.entry("maxItems").or_insert(LIST_MAX.into());
    }
}

/// A title for each property, and each description as Markdown for the editors that show it.
fn describe(object: &mut Map<String, Value>) {
    if let Some(Value::Object(properties)) = object.get_mut("properties") {
        for (key, property) in properties {
            let words = key.trim_start_matches('$').replace('-', " ");
            let (head, tail) = words.split_at(words.len().min(1));
            property["title"] = format!("{}{tail}", head.to_uppercase()).into();
        }
    }
    if let Some(description) =
        object.get("description").filter(|d| d.is_string()).cloned()
    {
        let line = description.as_str().unwrap_or_default().replace('\n', " ");
        object.insert("description".into(), line.as_str().into());
        object.insert("markdownDescription".into(), line.into());
    }
}

/// What an author might write under a key, where the type's own example would not fit.
const EXAMPLES: &[(&str, &str)] = &[
    ("$schema", "./brief.schema.json"),
    ("adjustment", "constant-currency"),
    (
        "archived-hash",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    ("at", "quick-suite"),
    ("author", "A. Analyst, Example Research"),
    ("barrier", "No rival can raise the capital in time."),
    ("baseline", "the original Alexa"),
    ("because", "a cycle that shrinks is over"),
    ("benefit", "Lower cost for each unit of computing."),
    ("bias", "The issuer chooses what it publishes."),
    ("concept", "us-gaap:NetCashProvidedByUsedInOperatingActivities"),
    ("confidence-reason", "one filing, no contrary evidence"),
    ("deck", "How a retailer came to sell the rails on which others run."),
    ("definition", "net-capex"),
    ("edition", "1"),
    ("entity", "Anthropic PBC"),
    ("from", "months"),
    ("gap", "The work needs capital that few can raise."),
    ("high", "$213.0B"),
    ("horizon", "FY 2026"),
    ("items-label", "Products"),
    ("kind", "Strategy brief"),
    ("label", "Free cash flow"),
    ("lead", "The financials anchor the strategy."),
    ("locator", "page 12, supplemental table"),
    ("low", "$206.0B"),
    ("magnitude", "multi-billion-dollar"),
    ("name", "Infrastructure"),
    ("nearest-gaap", "gross-capex"),
    ("note", "restated for the split"),
    ("of", "operating-cash-flow"),
    ("period", "TTM Q3 2025"),
    ("population", "customers who used it"),
    ("prior", "$65.0B"),
    ("publisher", "Amazon.com, Inc."),
    ("quote", "net of proceeds from sales and incentives"),
    ("reason", "the issuer states no period"),
    ("replaces", "guidance-july"),
    ("role", "Foundation"),
    ("rule", "period-missing"),
    ("short", "Amazon"),
    ("shown-by", "rivals that raise as much"),
    ("since", "FY 2022"),
    ("source", "annual-report"),
    ("tagline", "Technical excellence"),
    ("text", "Infrastructure is the real product."),
    ("threshold", "15%"),
    ("ticker", "AMZN"),
    ("title", "Owning the rails of AI"),
    ("to", "days"),
    ("tolerance", "2%"),
    ("words", "fastest since 2022"),
    ("before", "Hold"),
    ("contact", "mailto:jane@example.com"),
    ("country", "United States"),
    ("event", "Annual results"),
    ("exchange", "Nasdaq"),
    ("index", "S&P 500"),
    ("method", "12 times the EBITDA of FY 2026"),
    ("price", "share-price"),
    ("price-time", "close, New York"),
    ("rating", "Buy"),
    ("target", "target-price"),
    ("taxonomy", "GICS"),
];

/// Gives every property an example: of its key if the type admits it, else of its type.
fn illustrate(schema: &mut Value, definitions: &Value) {
    match schema {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| illustrate(item, definitions));
        }
        Value::Object(object) => {
            object.values_mut().for_each(|value| illustrate(value, definitions));
            let Some(Value::Object(properties)) = object.get_mut("properties") else {
                return;
            };
            for (key, property) in properties {
                if property.get("examples").is_none() {
                    let own = EXAMPLES.iter().find(|(name, _)| name == key);
                    let own = own.map(|(_, example)| Value::from(*example));
                    let fits = own.filter(|_| is_free_text(property, definitions));
                    let example = fits.unwrap_or_else(|| example(property, definitions));
                    property["examples"] = json!([example]);
                }
            }
        }
        _ => {}
    }
}

fn target<'a>(schema: &'a Value, definitions: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    name.map_or(schema, |name| &definitions[name])
}

/// Whether any text of the right form will do: not a union of words.
fn is_free_text(schema: &Value, definitions: &Value) -> bool {
    let schema = target(schema, definitions);
    schema["type"] == "string" && schema.get("enum").is_none()
}

/// A value that the schema accepts: its own example, or one built from its parts.
fn example(schema: &Value, definitions: &Value) -> Value {
    let schema = target(schema, definitions);
    if let Some(own) = schema["examples"].get(0).or_else(|| schema["enum"].get(0)) {
        return own.clone();
    }
    if schema["type"] == "array" {
        let item = example(&schema["items"], definitions);
        let count = schema["minItems"].as_u64().unwrap_or(1).max(1);
        return (0..count).map(|_| item.clone()).collect();
    }
    if let Some(key) = schema["propertyNames"]["examples"].get(0).and_then(Value::as_str)
    {
        return json!({ key: example(&schema["additionalProperties"], definitions) });
    }
    let mut built = Map::new();
    let properties = schema["properties"].as_object();
    // Where nothing is required, a name, or else the first key, shows how it looks.
    let one = properties.and_then(|all| {
        let keys = ["name", "title", "author"].into_iter();
        keys.filter(|key| all.contains_key(*key))
            .chain(all.keys().map(String::as_str))
            .next()
    });
    for (key, property) in properties.into_iter().flatten() {
        let needed = match schema["required"].as_array() {
            Some(required) => required.contains(&key.as_str().into()),
            None => Some(key.as_str()) == one,
        };
        if needed {
            let own = EXAMPLES.iter().find(|(name, _)| name == key);
            let own = own.filter(|_| is_free_text(property, definitions));
            let value = match own {
                Some((_, example)) => (*example).into(),
                None => example(property, definitions),
            };
            built.insert(key.clone(), value);
        }
    }
    built.into()
}

/// The same value with its keys sorted, but those of a record, which stand in the order of
/// its fields: it is the order in which a brief is laid out.
fn sorted(value: Value) -> Value {
    let each = |(key, value): (String, Value)| match value {
        Value::Array(mut names) if key == "required" => {
            names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
            (key, names.into())
        }
        Value::Object(fields) if key == "properties" => {
            let fields = fields.into_iter().map(|(key, value)| (key, sorted(value)));
            (key, Value::Object(fields.collect()))
        }
        value => (key, sorted(value)),
    };
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.into_iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            entries.into_iter().map(each).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}
