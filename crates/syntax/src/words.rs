//! Words of messages.

/// Words of the author in a row: in backticks, with commas, and a word before the last.
#[must_use]
pub fn listed(words: &[&str], joint: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    joined(&quoted, joint)
}

/// Phrases in a row: with commas, and a word before the last.
#[must_use]
pub fn joined(phrases: &[String], joint: &str) -> String {
    match phrases.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
        None => String::new(),
    }
}
