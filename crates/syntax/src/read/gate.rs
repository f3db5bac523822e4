//! The gate before any parser: size and encoding.

use std::borrow::Cow;

use crate::error::{ErrorKind, Errors, SyntaxError};
use crate::input::Input;
use crate::source::Span;

/// The text of a file.
#[derive(Debug)]
pub struct Gated<'a> {
    /// The text without a byte-order mark; damaged bytes replaced, so that it can be shown.
    pub text: Cow<'a, str>,
    /// Whether a byte-order mark was removed.
    pub marked: bool,
    /// Why no parser may read on; empty if it may.
    pub errors: Errors,
}

impl<'a> Gated<'a> {
    fn refused(text: Cow<'a, str>, marked: bool, error: SyntaxError) -> Self {
        let mut errors = Errors::default();
        errors.push(error);
        Gated { text, marked, errors }
    }

    /// The text, if a parser may read it.
    #[must_use]
    pub fn open(&self) -> Option<&str> {
        self.errors.is_empty().then_some(self.text.as_ref())
    }
}

/// Turns bytes into text, or says why not.
#[must_use]
pub fn gate<'a>(input: &Input<'a>) -> Gated<'a> {
    let limit = input.limits.clamped().bytes;
    if input.bytes.len() > limit {
        let error = SyntaxError::new(
            ErrorKind::FileTooLarge,
            Span::default(),
            format!("the file has {} bytes, more than {limit}", input.bytes.len()),
            "split the brief, or raise the limit with `--max-size`",
        );
        return Gated::refused(Cow::Borrowed(""), false, error);
    }
    let bytes = input.bytes.strip_prefix("\u{feff}".as_bytes());
    let marked = bytes.is_some();
    let bytes = bytes.unwrap_or(input.bytes);
    if is_utf16(bytes) {
        let message = "the file is UTF-16, not UTF-8";
        let error = not_utf8(Span::default(), message.to_owned());
        return Gated::refused(Cow::Borrowed(""), false, error);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            Gated { text: Cow::Borrowed(text), marked, errors: Errors::default() }
        }
        Err(error) => {
            let at = error.valid_up_to();
            let message =
                format!("byte {} is not UTF-8", at + if marked { 3 } else { 0 });
            // No width: what is shown in its place is wider than the damage.
            let error = not_utf8(Span::new(at, at), message);
            Gated::refused(String::from_utf8_lossy(bytes), marked, error)
        }
    }
}

fn not_utf8(span: Span, message: String) -> SyntaxError {
    SyntaxError::new(ErrorKind::NotUtf8, span, message, "save the file as UTF-8")
}

/// UTF-16, as some editors save it: with a mark in front, or with every second byte null.
fn is_utf16(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let null =
        |at: usize| bytes.iter().skip(at).step_by(2).take(16).all(|byte| *byte == 0);
    marked || bytes.len() >= 4 && (null(0) || null(1))
}
