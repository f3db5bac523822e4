//! One value written in each of the three languages, and dice that fall the same each time.

use serde_json::Value;

/// Numbers that look random and are not: a document is found again by its number.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        // SplitMix64, Steele and others 2014.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % sides.max(1) as u64) as usize
    }

    pub(crate) fn one_of<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.roll(last + 1));
        }
    }
}

/// The value as JSON, its keys in the order the dice give them.
pub(crate) fn json(value: &Value, dice: &mut Dice) -> String {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", quoted(key), json(value, dice)))
                .collect();
            dice.shuffle(&mut pairs);
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| json(item, dice)).collect();
            format!("[{}]", items.join(", "))
        }
        scalar => scalar.to_string(),
    }
}

/// The value as YAML in blocks: keys in any order, texts plain where a careful author would
/// leave them plain.
pub(crate) fn yaml(value: &Value, dice: &mut Dice) -> String {
    let mut text = String::new();
    yaml_at(value, 0, &mut text, dice);
    text
}

fn yaml_at(value: &Value, depth: usize, text: &mut String, dice: &mut Dice) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(map) if !map.is_empty() => {
            let mut pairs: Vec<(&String, &Value)> = map.iter().collect();
            dice.shuffle(&mut pairs);
            for (key, value) in pairs {
                text.push_str(&format!("\n{indent}{}:", yaml_text(key, dice)));
                yaml_at(value, depth + 1, text, dice);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                text.push_str(&format!("\n{indent}-"));
                yaml_at(item, depth + 1, text, dice);
            }
        }
        Value::String(word) => text.push_str(&format!(" {}", yaml_text(word, dice))),
        scalar => text.push_str(&format!(" {scalar}")),
    }
    if depth == 0 {
        text.push('\n');
    }
}

fn yaml_text(text: &str, dice: &mut Dice) -> String {
    let first = text.chars().next().unwrap_or(' ');
    let day = text.len() == 10 && text.parse::<strata_model::Date>().is_ok();
    let plain = first.is_ascii_alphabetic() || "$€£¥₹".contains(first) || day;
    let plain =
        plain && !text.ends_with([' ', ':']) && !text.contains([':', '#', '\n', '\t']);
    let word = text.to_ascii_lowercase();
    let taken = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let plain =
        plain && !taken.contains(&word.as_str()) && !text.chars().any(char::is_control);
    match dice.roll(3) {
        0 | 1 if plain => text.to_owned(),
        _ if text.contains(|c: char| c.is_control()) => quoted(text),
        2 => format!("'{}'", text.replace('\'', "''")),
        _ => quoted(text),
    }
}

/// The value as TOML, one line for each key of the root; `None` if there is a null in it.
pub(crate) fn toml(value: &Value, dice: &mut Dice) -> Option<String> {
    let mut lines = Vec::new();
    for (key, value) in value.as_object()? {
        lines.push(format!("{} = {}\n", toml_key(key), toml_value(value, dice)?));
    }
    dice.shuffle(&mut lines);
    Some(lines.concat())
}

pub(crate) fn toml_value(value: &Value, dice: &mut Dice) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Object(map) => {
            let mut pairs = Vec::new();
            for (key, value) in map {
                pairs.push(format!("{} = {}", toml_key(key), toml_value(value, dice)?));
            }
            dice.shuffle(&mut pairs);
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Array(items) => {
            let items: Option<Vec<String>> =
                items.iter().map(|item| toml_value(item, dice)).collect();
            format!("[{}]", items?.join(", "))
        }
        // A day is a value of its own in TOML.
        Value::String(text)
            if text.parse::<strata_model::Date>().is_ok() && dice.roll(2) == 0 =>
        {
            text.clone()
        }
        Value::String(text) => quoted(text),
        scalar => scalar.to_string(),
    })
}

pub(crate) fn toml_key(key: &str) -> String {
    let bare =
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if bare { key.to_owned() } else { quoted(key) }
}

/// A text in double quotes, which the three languages read alike.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
