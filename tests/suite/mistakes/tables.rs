//! A brief as TOML in the way people write it: a table for each map, a line for each value.

use serde_json::Value;

use crate::write::{Dice, toml_key, toml_value};

/// The text, or nothing where TOML cannot say it.
pub(super) fn toml(brief: &Value) -> Option<String> {
    let mut text = String::new();
    table(brief, "", &mut text)?;
    Some(text)
}

fn table(value: &Value, path: &str, text: &mut String) -> Option<()> {
    let map = value.as_object()?;
    let is_table = |value: &Value| value.is_object();
    let is_list = |value: &Value| {
        value
            .as_array()
            .is_some_and(|all| !all.is_empty() && all.iter().all(Value::is_object))
    };
    for (key, value) in
        map.iter().filter(|(_, value)| !is_table(value) && !is_list(value))
    {
        let value = toml_value(value, &mut Dice::of(3))?;
        text.push_str(&format!("{} = {value}\n", toml_key(key)));
    }
    for (key, value) in map.iter().filter(|(_, value)| is_table(value) || is_list(value))
    {
        let dot = if path.is_empty() { "" } else { "." };
        let path = format!("{path}{dot}{}", toml_key(key));
        match value {
            Value::Array(items) => {
                for item in items {
                    text.push_str(&format!("\n[[{path}]]\n"));
                    table(item, &path, text)?;
                }
            }
            value => {
                text.push_str(&format!("\n[{path}]\n"));
                table(value, &path, text)?;
            }
        }
    }
    Some(())
}
