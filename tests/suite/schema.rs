//! The published schema: in step with the types, and kind to those who edit by it.

use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/brief.schema.json");

/// Compiles a schema the way the judge does: no network, linear patterns.
pub(crate) fn compile(schema: &Value) -> Validator {
    jsonschema::options()
        .offline()
        .with_pattern_options(PatternOptions::regex().size_limit(1 << 20))
        .should_validate_formats(true)
        .build(schema)
        .expect("the schema compiles")
}

/// Every schema inside a schema, with the pointer that leads to it.
fn each<'a>(schema: &'a Value, at: &str, visit: &mut impl FnMut(&'a Value, &str)) {
    visit(schema, at);
    for key in ["properties", "$defs"] {
        for (name, inner) in schema[key].as_object().into_iter().flatten() {
            each(inner, &format!("{at}/{key}/{name}"), visit);
        }
    }
    for key in ["items", "additionalProperties", "propertyNames"] {
        if schema[key].is_object() {
            each(&schema[key], &format!("{at}/{key}"), visit);
        }
    }
    for (index, inner) in
        schema["prefixItems"].as_array().into_iter().flatten().enumerate()
    {
        each(inner, &format!("{at}/prefixItems/{index}"), visit);
    }
}

/// Every key of a schema, however deep, that is not the name of a property or definition.
fn keywords(schema: &Value, found: &mut Vec<String>) {
    each(schema, "", &mut |part, _| {
        found.extend(part.as_object().into_iter().flatten().map(|(key, _)| key.clone()));
    });
}

#[test]
fn the_file_is_what_the_types_say() {
    let derived = strata_model::schema_text();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(FILE, &derived).expect("schema/brief.schema.json can be written");
    }
    let published = std::fs::read_to_string(FILE).unwrap_or_default();
    let line = published.lines().zip(derived.lines()).position(|(a, b)| a != b);
    assert!(
        published == derived,
        "schema/brief.schema.json is not what the types say, from line {}; refresh it with\n\
         \n    UPDATE_SCHEMA=1 cargo test -p strata-tests schema\n",
        line.unwrap_or_else(|| published.lines().count().min(derived.lines().count()))
            + 1
    );
}

#[test]
fn no_union_no_null_no_number() {
    let schema = strata_model::schema();
    let known = [
        "$defs",
        "$id",
        "$ref",
        "$schema",
        "additionalProperties",
        "description",
        "enum",
        "enumDescriptions",
        "errorMessage",
        "examples",
        "items",
        "markdownDescription",
        "maxItems",
        "maxLength",
        "maxProperties",
        "minItems",
        "minProperties",
        "pattern",
        "properties",
        "propertyNames",
        "required",
        "title",
        "type",
    ];
    let mut found = Vec::new();
    keywords(&schema, &mut found);
    found.sort_unstable();
    found.dedup();
    // `oneOf`, `anyOf`, `format`, `const` and their like: each new one is decided here, and
    // its violations are put into words by the judge.
    found.retain(|key| !known.contains(&key.as_str()));
    assert_eq!(found, [""; 0], "keywords that the schema did not have before");

    each(&schema, "", &mut |part, at| {
        if let Some(kind) = part.get("type") {
            assert!(
                ["string", "object", "array"].iter().any(|one| kind == one),
                "{at}: {kind}"
            );
        }
    });
}

#[test]
fn every_property_is_explained_to_an_editor() {
    let schema = strata_model::schema();
    let mut properties = 0;
    each(&schema, "", &mut |part, at| {
        for (name, property) in part["properties"].as_object().into_iter().flatten() {
            properties += 1;
            let text = |key: &str| property[key].as_str().unwrap_or_default().trim();
            assert!(!text("title").is_empty(), "{at}/{name} has no title");
            assert!(text("description").ends_with('.'), "{at}/{name} has no description");
            assert_eq!(text("description"), text("markdownDescription"), "{at}/{name}");
            assert!(
                property["examples"].as_array().is_some_and(|all| !all.is_empty()),
                "{at}/{name} has no example"
            );
        }
        if let Some(words) = part["enum"].as_array() {
            let described = part["enumDescriptions"].as_array().map(Vec::len);
            assert_eq!(described, Some(words.len()), "{at}: each word has a description");
        }
    });
    assert!(properties > 150, "only {properties} properties were looked at");
}

#[test]
fn every_example_is_accepted_where_it_stands() {
    let schema = strata_model::schema();
    let mut examples = 0;
    each(&schema, "", &mut |part, at| {
        let Some(own) = part["examples"].as_array() else { return };
        // A part alone knows no definitions: it is asked through the whole.
        let mut whole = json!({ "$ref": format!("#{at}") });
        whole["$defs"] = schema["$defs"].clone();
        whole["properties"] = schema["properties"].clone();
        let validator = compile(&whole);
        for example in own {
            examples += 1;
            let error = validator.validate(example).err();
            assert!(error.is_none(), "{at}: the example {example} is refused: {error:?}");
        }
    });
    assert!(examples > 200, "only {examples} examples were looked at");
}

#[test]
fn patterns_mean_the_same_everywhere() {
    let mut patterns = 0;
    each(&strata_model::schema(), "", &mut |part, at| {
        let Some(pattern) = part["pattern"].as_str() else { return };
        patterns += 1;
        assert!(regex::Regex::new(pattern).is_ok(), "{at}: {pattern}");
        assert!(
            pattern.starts_with('^') && pattern.ends_with('$'),
            "{at} is not anchored"
        );
        // ECMA-262 and Rust differ in what these stand for; look-around is in one of them.
        for class in [
            "\\s", "\\S", "\\d", "\\D", "\\w", "\\W", "\\b", "\\B", "(?=", "(?!", "(?<",
            "\\p",
        ] {
            assert!(!pattern.contains(class), "{at}: `{class}` in {pattern}");
        }
    });
    assert!(patterns > 10, "only {patterns} patterns were looked at");
}
