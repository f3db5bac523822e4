//! Faults of one value: its type, its word, its form, its length, the number of its entries.

use serde_json::Value;
use strata_model::describe::{self, is_union, keys, words};
use strata_model::{Paragraph, Scalar, Sentence};
use strata_syntax::Format;
use strata_syntax::change::{self, Change, Safety};
use strata_syntax::path::{Path, Step};
use strata_syntax::suggest::{certainty, closest};
use strata_syntax::tree::Kind;
use strata_syntax::words::listed;

use super::schema::{self, Fault};
use super::{At, correction, shown};
use crate::diagnostic::Finding;
use crate::rules::shape as rules;

/// A word that is not on the list, or something that is no word where one is expected.
pub(super) fn not_allowed(at: &At<'_>, schema: &Value) -> Finding {
    let words = words(schema);
    let Kind::Str(text) = &at.node.kind else { return wrong_type(at, schema) };
    let message = format!("{} cannot be {}", at.name(), shown(text));
    let finding = Finding::new(&rules::NOT_ALLOWED, at.path.clone(), message);
    match (closest(text, words.iter().copied()), words.as_slice()) {
        // The version of the format is a word of digits: unquoted it would be a number.
        (_, ["1"]) => finding.help("write `\"1\"`"),
        (Some(word), _) => finding
            .help(format!("did you mean `{word}`?"))
            .fix(certainty(text, word), [at.write(word)]),
        _ => finding.help(format!("write {}", listed(&words, "or"))),
    }
}

/// A value of another type than the one expected.
pub(super) fn wrong_type(at: &At<'_>, schema: &Value) -> Finding {
    let expected = schema.get("type").and_then(Value::as_str).unwrap_or("string");
    let name = at.name();
    // A text is shown as it reads: its quotes are the language's, not the author's.
    let raw = match &at.node.kind {
        Kind::Str(text) => shown(text),
        _ => shown(at.raw()),
    };
    let is_yaml = at.format == Format::Yaml;
    let (message, help) = match (&at.node.kind, expected) {
        (Kind::Null, _) => {
            let what = if at.raw().is_empty() { "is empty" } else { "cannot be null" };
            let message = format!("{name} {what}");
            let finding = Finding::new(&rules::WRONG_TYPE, at.path.clone(), message);
            return or_without(at, finding.help(empty_help(at, schema, expected)));
        }
        (Kind::Num(_) | Kind::Bool(_), "string") => {
            let title = schema.get("title").and_then(Value::as_str).unwrap_or("");
            let what = if matches!(at.node.kind, Kind::Num(_)) {
                "number"
            } else {
                "truth value"
            };
            let message = format!("{name} takes a text, not the {what} {raw}");
            let (safety, text, help) = match correction::correction(title, at.raw()) {
                Some(correction::Correction::Write(meant)) if meant.text != at.raw() => {
                    let help = format!("write `{}`", meant.text);
                    (meant.safety, meant.text, help)
                }
                _ => {
                    let help = format!("quote it: `\"{}\"`", at.raw());
                    (Safety::Safe, at.raw().to_owned(), help)
                }
            };
            return Finding::new(&rules::WRONG_TYPE, at.path.clone(), message)
                .help(help)
                .fix(safety, [at.write(&text)]);
        }
        (Kind::Map(_), "string") if is_yaml && at.raw().starts_with('{') => (
            format!("{name} takes a text, but `{{` begins a map"),
            "put a text that begins with `{` in quotes".to_owned(),
        ),
        (Kind::Seq(_), "string") if is_yaml && at.raw().starts_with('[') => (
            format!("{name} takes a text, but `[` begins a list"),
            "put a text that begins with `[` in quotes".to_owned(),
        ),
        (Kind::Map(_), "string") => (
            format!("{name} takes a text, not a map"),
            match at.format {
                Format::Yaml => "put a text that contains `: ` in quotes".to_owned(),
                Format::Json | Format::Toml => "write a text in quotes".to_owned(),
            },
        ),
        (Kind::Seq(_), "string") => {
            (format!("{name} takes one text, not a list"), "keep one of them".to_owned())
        }
        (Kind::Map(_), "array") => {
            (format!("{name} takes a list, not a map"), at.entries_below())
        }
        (Kind::Str(text), "array") => return list_of_one(at, schema, text),
        (_, "array") => (
            format!("{name} takes a list, not {raw}"),
            format!("put it in brackets: `[{}]`", at.raw()),
        ),
        (Kind::Seq(_), _) => {
            let inline = at.raw().starts_with('[');
            let id = schema.pointer("/propertyNames/examples/0").and_then(Value::as_str);
            let help = match (inline, only_list(at, schema), id) {
                (true, Some(key), _) => format!("write `{{{key}: {}}}`", at.raw()),
                (true, ..) => "write `{key: value}` in place of `[…]`".to_owned(),
                (_, _, Some(id)) => {
                    format!(
                        "begin each entry with its id, for example `{id}:`, not with `- `"
                    )
                }
                _ => "remove the `- ` before its keys".to_owned(),
            };
            (format!("{name} takes keys, not a list"), help)
        }
        (Kind::Str(text), _)
            if is_union(schema) && keys(schema).contains(&text.as_ref()) =>
        {
            (
                format!("the block `{text}` is empty"),
                format!("write `{text}:` and its keys below it, indented further"),
            )
        }
        (_, _) => (format!("{name} takes keys, not {raw}"), keys_help(at, schema)),
    };
    Finding::new(&rules::WRONG_TYPE, at.path.clone(), message).help(help)
}

/// The key for a list that was given without it, if the map needs that one only.
fn only_list<'a>(at: &At<'a>, schema: &'a Value) -> Option<&'a str> {
    let [key] = schema.get("required")?.as_array()?.as_slice() else { return None };
    let key = key.as_str()?;
    let list = describe::resolve(schema.get("properties")?.get(key)?);
    (list.get("type")? == "array" && at.raw().len() <= 60).then_some(key)
}

/// One text where a list is expected. Ids may have been separated by commas; a comma in
/// prose needs quotes.
fn list_of_one(at: &At<'_>, schema: &Value, text: &str) -> Finding {
    let items = describe::resolve(&schema["items"]);
    let (inside, texts) = if matches!(items["title"].as_str(), Some("Id" | "Ground")) {
        let ids: Vec<&str> = text.split(',').map(str::trim).collect();
        let quoted: Vec<String> = ids.iter().map(|id| at.quoted(id)).collect();
        (quoted.join(", "), ids)
    } else if text.contains([',', '[', ']', '{', '}', '#']) {
        (format!("\"{text}\""), vec![text])
    } else {
        (at.raw().to_owned(), vec![text])
    };
    let message = format!("{} takes a list, not {}", at.name(), shown(text));
    let list = change::Value::List(texts.into_iter().map(Into::into).collect());
    let list = Change::Put(at.path.clone(), list);
    Finding::new(&rules::WRONG_TYPE, at.path.clone(), message)
        .help(format!("put it in brackets: `[{inside}]`"))
        .fix(Safety::Safe, [list])
}

fn empty_help(at: &At<'_>, schema: &Value, expected: &str) -> String {
    match (describe::example(schema), expected) {
        (Some(example), "string") => {
            format!("write a value, for example `{example}`{}", or_remove(at))
        }
        (_, "object") => keys_help(at, schema),
        (_, "array") => {
            format!("write its entries below it, each after `- `{}", or_remove(at))
        }
        _ => format!("write a value{}", or_remove(at)),
    }
}

/// The other way out, where the key may be absent.
fn or_remove(at: &At<'_>) -> &'static str {
    if can_be_absent(at) { ", or remove the key" } else { "" }
}

/// Whether the value stands under a key that its map does not need.
fn can_be_absent(at: &At<'_>) -> bool {
    let Some((Step::Key(key), above)) = at.path.steps().split_last() else {
        return false;
    };
    let map = schema::at(&Path::root().join(above));
    let required = map.and_then(|map| map.get("required")?.as_array());
    !required.is_some_and(|keys| keys.iter().any(|one| *one == **key))
}

/// The finding with a fix that takes the value away with its key, where that may be absent.
fn or_without(at: &At<'_>, finding: Finding) -> Finding {
    if !can_be_absent(at) {
        return finding;
    }
    finding.fix(Safety::Unsafe, [Change::Remove(at.path.clone())])
}

/// What to write where keys are expected. A key of the entry before that lost its
/// indentation is the usual cause of a text here.
fn keys_help(at: &At<'_>, schema: &Value) -> String {
    if let (Some(Step::Key(key)), Some((before, path))) =
        (at.path.steps().last(), at.before())
    {
        let belongs = |part: &Value| keys(part).contains(&&**key);
        if schema::at(&path).is_some_and(belongs) {
            return at.into(&[key], before);
        }
    }
    let needed: Vec<&str> = match schema.get("required").and_then(Value::as_array) {
        Some(required) => required.iter().filter_map(Value::as_str).collect(),
        None => Vec::new(),
    };
    match &at.node.kind {
        // An item is most often its name.
        Kind::Str(text) if needed.is_empty() && keys(schema).contains(&"name") => {
            format!("write {}", at.pair("name", text))
        }
        _ => at.keys_below(&needed),
    }
}

/// A text longer than its place on the page.
pub(super) fn too_long(at: &At<'_>, fault: &Fault) -> Finding {
    let length = match &at.node.kind {
        Kind::Str(text) => text.chars().count(),
        _ => 0,
    };
    let most = if let Fault::TooLong(most) = fault { *most } else { 0 };
    let message = format!("{} has {length} characters, at most {most}", at.name());
    Finding::new(&rules::TEXT_TOO_LONG, at.path.clone(), message).help(format!(
        "shorten it by {} characters",
        length as u64 - most.min(length as u64)
    ))
}

/// A list with too few or too many entries.
pub(super) fn item_count(at: &At<'_>, schema: &Value) -> Finding {
    let count = match &at.node.kind {
        Kind::Seq(items) => items.len() as u64,
        _ => 0,
    };
    let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
    let (least, most) = (bound("minItems").unwrap_or(0), bound("maxItems"));
    let wanted = match most {
        Some(most) if most == least => format!("exactly {most}"),
        Some(most) if count > most => format!("at most {most}"),
        _ => format!("at least {least}"),
    };
    let entries = |count: u64| if count == 1 { "entry" } else { "entries" };
    let message = match count {
        0 => format!("{} is empty", at.name()),
        _ => format!("{} has {count} {}", at.name(), entries(count)),
    };
    let help = match (count, least) {
        (0, 0 | 1) => format!("add an entry{}", or_remove(at)),
        _ => format!("write {wanted}"),
    };
    let finding = Finding::new(&rules::ITEM_COUNT, at.key(), message).help(help);
    if count == 0 { or_without(at, finding) } else { finding }
}

/// A text that does not have the form of its scalar.
pub(super) fn malformed(at: &At<'_>, schema: &Value) -> Finding {
    let Kind::Str(text) = &at.node.kind else { return wrong_type(at, schema) };
    let title = schema.get("title").and_then(Value::as_str).unwrap_or("text");
    let finding = |message: String| {
        Finding::new(&rules::MALFORMED_SCALAR, at.path.clone(), message)
    };
    if text.trim().is_empty() {
        let finding = finding(format!("{} is empty", at.name()))
            .help(format!("write a text{}", or_remove(at)));
        return or_without(at, finding);
    }
    if is_prose(schema) {
        return prose(at, text, is_of_lines(schema));
    }
    let finding = finding(not_of(title, text)).help(form_help(schema, title, text));
    match cured(title, text) {
        Some(meant) => finding.fix(meant.safety, [at.write(&meant.text)]),
        None => finding,
    }
}

/// That a text is not of its form. A space that looks like another is named.
pub(super) fn not_of(title: &str, text: &str) -> String {
    if let Some(name) = correction::other_space(title, text) {
        return format!("{} has {} in it", shown(text), with_article(name));
    }
    let foreign = text.chars().find(|it| !it.is_ascii() || *it == ' ');
    match foreign.filter(|_| title == "Url" && text.contains("://")) {
        Some(' ') => format!("{} has a space in it", shown(text)),
        Some(found) => format!("an address cannot hold `{found}` as it is"),
        None => format!("{} is not {}", shown(text), with_article(title)),
    }
}

/// What a malformed scalar was meant to be.
pub(super) fn cured(title: &str, text: &str) -> Option<correction::Meant> {
    correction::correction(title, text)?.meant()
}

/// How to write a scalar: what was meant, if that is known, else its form.
pub(super) fn form_help(schema: &Value, title: &str, text: &str) -> String {
    if let Some(correction) = correction::correction(title, text) {
        let help = correction.help();
        return match correction::other_space(title, text) {
            // The two look alike.
            Some(_) if correction.meant().is_some() => {
                format!("{help}, with common spaces")
            }
            _ => help,
        };
    }
    let about = schema.get("description").and_then(Value::as_str).unwrap_or("");
    let about = about.trim_end_matches('.');
    match describe::example(schema) {
        Some(example) => format!("write it like `{example}`: {}", lower(about)),
        None => lower(about),
    }
}

/// Whether a scalar is words for a reader, not a form for a machine.
pub(super) fn is_prose(schema: &Value) -> bool {
    // All texts have one of two forms, whatever their length and name.
    let pattern = schema.get("pattern").and_then(Value::as_str);
    pattern == Some(Sentence::PATTERN) || pattern == Some(Paragraph::PATTERN)
}

/// Whether a text may have line feeds.
fn is_of_lines(schema: &Value) -> bool {
    schema.get("pattern").and_then(Value::as_str) == Some(Paragraph::PATTERN)
}

/// A text that is not too long, but not of its form.
fn prose(at: &At<'_>, text: &str, of_lines: bool) -> Finding {
    let finding = |message: String| {
        Finding::new(&rules::MALFORMED_SCALAR, at.path.clone(), message)
    };
    let name = at.name();
    if of_lines && text.contains(['\n', '\r']) {
        return lines(at, text);
    }
    if text.trim_end_matches('\n').contains(['\n', '\r']) {
        return finding(format!("{name} has a line break"))
            .help("write `>-` before a text of several lines; give paragraphs a list")
            .fix(Safety::Unsafe, [at.write(&on_one_line(text))]);
    }
    if text.ends_with('\n') {
        return finding(format!("{name} ends with a line break"))
            .help("write `>-` in place of `>` or `|`")
            .fix(Safety::Safe, [at.write(text.trim())]);
    }
    if text.contains('\t') {
        return finding(format!("{name} has a tab in it"))
            .help("write a space instead")
            .fix(Safety::Safe, [at.write(&on_one_line(text))]);
    }
    if text.trim() != text {
        return finding(format!("{name} begins or ends with a space"))
            .help("remove the space")
            .fix(Safety::Safe, [at.write(text.trim())]);
    }
    finding(format!("{name} has a character that cannot be printed")).help("remove it")
}

/// A text of several lines that is not of its form.
fn lines(at: &At<'_>, text: &str) -> Finding {
    let name = at.name();
    let edge = |found: char| matches!(found, '\n' | '\r' | ' ');
    let meant = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "  ");
    let meant = meant.trim_matches(edge);
    let (message, help) = if text.ends_with('\n') {
        ("ends with a line break", "write `|-` in place of `|`")
    } else if text.contains('\r') {
        ("has a line break of another system", "write a line feed alone")
    } else if text.contains('\t') {
        ("has a tab in it", "write spaces instead")
    } else if text.trim_matches(edge) != text {
        ("begins or ends with a space or a line break", "remove it")
    } else {
        ("has a character that cannot be printed", "remove it")
    };
    let message = format!("{name} {message}");
    let finding = Finding::new(&rules::MALFORMED_SCALAR, at.path.clone(), message);
    let finding = finding.help(help);
    match meant.parse::<Paragraph>() {
        Ok(_) => finding.fix(Safety::Safe, [at.write(meant)]),
        Err(_) => finding,
    }
}

/// A text with a space for each run of tabs, line breaks and the spaces beside them. Other
/// spaces, such as those that do not break, stay.
fn on_one_line(text: &str) -> String {
    let parts = text.split(['\t', '\n', '\r']).map(|part| part.trim_matches(' '));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ").trim().to_owned()
}

pub(super) fn with_article(title: &str) -> String {
    match title {
        "Cik" | "Url" => return format!("a {}", title.to_uppercase()),
        "Isin" => return "an ISIN".to_owned(),
        _ => {}
    }
    let mut spaced = String::new();
    for (at, letter) in title.char_indices() {
        if at > 0 && letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
    }
    let article = if spaced.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {spaced}")
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{report, told};

    /// What is said of the text of a verdict, and whether it can be mended.
    fn said(text: &str) -> String {
        told(&report(&format!("verdict: {{text: [{text:?}]}}\n")))
    }

    #[test]
    fn a_paragraph_may_have_lines_and_says_what_else_is_wrong_with_them() {
        assert!(!said("One.\n\n- Two\n  - Three").contains("error"));
        for (text, message) in [
            ("One.\n\n- Two\n", "ends with a line break; write `|-` in place of `|` [*]"),
            ("One.\r\n\r\n- Two", "has a line break of another system"),
            ("One.\n\tTwo", "has a tab in it; write spaces instead [*]"),
            ("\nOne.\nTwo", "begins or ends with a space or a line break; remove it [*]"),
        ] {
            let said = said(text);
            assert!(said.contains(message), "{text:?}: {said}");
        }
    }

    #[test]
    fn a_sentence_is_one_line() {
        let said = told(&report("deck: \"One.\\nTwo.\"\n"));
        assert!(said.contains("has a line break"), "{said}");
    }
}
