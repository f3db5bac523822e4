//! What is read where something is written.

use crate::input::{Format, Limits};
use crate::read::parse;
use crate::tree::Kind;
use crate::write::Context;

/// What is read where this is written, if it is a text that raises no error.
pub(crate) fn read(format: Format, context: Context, raw: &str) -> Option<String> {
    let snippet = match (format, context) {
        (Format::Json, Context::Key | Context::FlowKey) => format!("{{{raw}: 0}}"),
        (Format::Json, _) => format!("[{raw}]"),
        (Format::Toml, Context::Key | Context::FlowKey) => format!("{raw} = 0\n"),
        (Format::Toml, _) => format!("x = {raw}\n"),
        (Format::Yaml, Context::Value) => format!("x: {raw}\n"),
        (Format::Yaml, Context::Entry) => format!("- {raw}\n"),
        (Format::Yaml, Context::FlowValue) => format!("{{x: {raw}}}\n"),
        (Format::Yaml, Context::FlowEntry) => format!("[{raw}]\n"),
        (Format::Yaml, Context::Key) => format!("{raw}: 0\n"),
        (Format::Yaml, Context::FlowKey) => format!("{{{raw}: 0}}\n"),
    };
    let (root, errors) = parse(&snippet, format, Limits::MOST);
    let root = root.filter(|_| errors.is_empty())?;
    let is_key = matches!(context, Context::Key | Context::FlowKey);
    let value = match root.kind {
        Kind::Map(entries) => match <[_; 1]>::try_from(entries) {
            Ok([entry]) if is_key => {
                let number = Kind::Num("0".into());
                return (entry.value.kind == number).then(|| entry.key.into_owned());
            }
            Ok([entry]) => entry.value,
            Err(_) => return None,
        },
        Kind::Seq(items) => match <[_; 1]>::try_from(items) {
            Ok([item]) => item,
            Err(_) => return None,
        },
        _ => return None,
    };
    match value.kind {
        Kind::Str(text) => Some(text.into_owned()),
        _ => None,
    }
}
