//! The parser's reasons, said to an author.

use granit_parser::{ErrorKind as Kinds, ScanError};

use crate::change::Safety;
use crate::error::{ErrorKind, SyntaxError};
use crate::input::Format;
use crate::read::{Reader, Stop, plain_words};
use crate::source::Span;
use crate::write::{self, Context};

/// Raises what the parser refused.
pub(super) fn refuse(reader: &mut Reader<'_, '_>, error: &ScanError) -> Stop {
    let at = error.marker().byte_offset().unwrap_or(0);
    let width = reader.text.get(at..).and_then(|rest| rest.chars().next());
    let span = Span::new(at, at + width.map_or(0, char::len_utf8));
    if matches!(error.kind(), Kinds::RecursionLimitExceeded) {
        return reader.too_deep(span);
    }
    if let Some((open, close)) = unclosed(reader.text, at) {
        let message = format!("a `{}` that is never closed", open.slice(reader.text));
        let help = format!("close it with `{close}`");
        return reader.stop(ErrorKind::Yaml, open, &message, &help);
    }
    if let Some(at) = slashes(reader.text, at) {
        let span = Span::new(at, at + 2);
        let message = "a comment begins with `#` in YAML";
        let help = "write `#` in place of `//`";
        let error = SyntaxError::new(ErrorKind::Yaml, span, message, help);
        return reader.refuse(error.fix(Safety::Safe, span, "#"));
    }
    if let Some(at) = no_break_space(reader.text, at) {
        let span = Span::new(at, at + '\u{a0}'.len_utf8());
        let message = "a no-break space where YAML expects spaces";
        let error =
            SyntaxError::new(ErrorKind::Yaml, span, message, "indent with spaces");
        return reader.refuse(error.fix(Safety::Safe, span, " "));
    }
    if let Some(at) = no_break_space_after_colon(reader.text, at) {
        let span = Span::new(at, at + '\u{a0}'.len_utf8());
        let message = "a no-break space after the `:` makes it a part of the text";
        let help = "write a common space";
        let error = SyntaxError::new(ErrorKind::Yaml, span, message, help);
        return reader.refuse(error.fix(Safety::Safe, span, " "));
    }
    let (message, help) = match in_context(error.kind(), reader.text, at) {
        Some((message, help)) => (message.to_owned(), help),
        None => words(error.kind()),
    };
    let refused = SyntaxError::new(ErrorKind::Yaml, span, message, help);
    reader.refuse(match correction(error.kind(), reader.text, at) {
        Some((span, text)) => {
            // How wide a tab is, and so under which key it stands, is a matter of the editor.
            let is_tab = is_tab(error.kind());
            let safety = if is_tab { Safety::Unsafe } else { Safety::Safe };
            refused.fix(safety, span, text)
        }
        None => refused,
    })
}

/// What the help says, as an edit of the line in which reading stopped: bytes, and what is
/// to stand in their place.
fn correction(kind: &Kinds, text: &str, at: usize) -> Option<(Span, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?;
    let line = line.get(..line.find(['\n', '\r']).unwrap_or(line.len()))?;
    let (indent, column) = (line.len() - line.trim_start().len(), at - start);
    let place = |from: usize, to: usize| Span::new(start + from, start + to);
    match kind {
        // A value with `: ` in it: all that stands behind the first one, in quotes.
        Kinds::MappingValueNotAllowed => {
            let colon = line.get(..column)?.find(": ")?;
            let from = colon + 2 + line.get(colon + 2..)?.find(|found| found != ' ')?;
            let value = line.get(from..)?;
            let value = value.get(..value.find(" #").unwrap_or(value.len()))?.trim_end();
            let quoted = write::text(Format::Yaml, Context::Value, value, None);
            Some((place(from, from + value.len()), quoted))
        }
        Kinds::SimpleKeyExpected | Kinds::InvalidSimpleKey
            if is_key_without_space(line.get(column..)?) =>
        {
            let colon = column + line.get(column..)?.find(':')? + 1;
            Some((place(colon, colon), " ".to_owned()))
        }
        // Most editors show a tab in YAML as wide as two spaces; the trial decides.
        kind if is_tab(kind) => {
            let spaces = line.get(..indent)?.replace('\t', "  ");
            Some((place(0, indent), spaces))
        }
        _ => None,
    }
}

fn is_tab(kind: &Kinds) -> bool {
    matches!(
        kind,
        Kinds::TabNotAllowed | Kinds::TabInBlockIndentation | Kinds::TabInIndentation
    )
}

/// A bracket that is still open where reading stopped, on a line that stands no further in
/// than the one of the bracket: it was to be closed before. With it the one that closes it.
fn unclosed(text: &str, at: usize) -> Option<(Span, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    // What stands before a value: a bracket or a quote behind anything else is part of a text.
    let mut last = '\n';
    let mut chars = text.get(..at)?.char_indices();
    while let Some((place, found)) = chars.next() {
        let begins = matches!(last, '\n' | ':' | '-' | ',' | '[' | '{');
        match found {
            '[' if begins => open.push((place, ']')),
            '{' if begins => open.push((place, '}')),
            ']' | '}' => drop(open.pop_if(|(_, close)| *close == found)),
            '"' | '\'' if begins => drop(chars.find(|(_, end)| *end == found)),
            '#' if matches!(last, '\n') => drop(chars.find(|(_, end)| *end == '\n')),
            _ => {}
        }
        if found != ' ' {
            last = found;
        }
    }
    let (place, close) = open.pop()?;
    let indent = |place: usize| {
        let start = text.get(..place)?.rfind('\n').map_or(0, |end| end + 1);
        let line = text.get(start..)?;
        Some((start, line.len() - line.trim_start_matches(' ').len()))
    };
    let ((line, deep), (stop, shallow)) = (indent(place)?, indent(at)?);
    (line < stop && shallow <= deep).then(|| (Span::new(place, place + 1), close))
}

/// A space that looks like others in the indentation of the line where reading stopped, or
/// of the one above it.
fn no_break_space(text: &str, at: usize) -> Option<usize> {
    let start = |end: usize| text.get(..end)?.rfind('\n').map(|end| end + 1);
    let line = start(at)?;
    [start(line.checked_sub(1)?).unwrap_or(0), line].into_iter().find_map(|start| {
        let rest = text.get(start..)?;
        let indent = rest.find(|found: char| !matches!(found, ' ' | '\u{a0}'))?;
        rest.get(..indent)?.find('\u{a0}').map(|at| start + at)
    })
}

/// Such a space behind the `:` of a key, in the line where reading stopped or the one above
/// it: to YAML the line is a text without a key.
fn no_break_space_after_colon(text: &str, at: usize) -> Option<usize> {
    let start = |end: usize| text.get(..end)?.rfind('\n').map(|end| end + 1);
    let line = start(at).unwrap_or(0);
    let above = line.checked_sub(1).map(|end| start(end).unwrap_or(0));
    above.into_iter().chain([line]).find_map(|start| {
        let rest = text.get(start..)?;
        let key = rest.trim_start_matches([' ', '-']);
        let inner = |found: char| found.is_ascii_lowercase() || found == '-';
        let value = key.trim_start_matches(inner);
        let is_cut = value.len() < key.len() && value.starts_with(":\u{a0}");
        is_cut.then(|| start + rest.len() - value.len() + 1)
    })
}

/// What the parser's reason most likely means, seen with the line it occurred in.
fn in_context(
    kind: &Kinds,
    text: &str,
    at: usize,
) -> Option<(&'static str, &'static str)> {
    let before = text.get(..at)?;
    let before = before.get(before.rfind('\n').map_or(0, |end| end + 1)..)?;
    let trimmed = before.trim_start_matches([' ', '-']);
    match kind {
        Kinds::MappingValueNotAllowed if trimmed.contains(": ") => {
            Some(("a second `: ` in a text without quotes", "put the text in quotes"))
        }
        Kinds::MappingValueNotAllowed if !trimmed.is_empty() => Some((
            "this key does not stand in line with the keys above it",
            "align it with its neighbours, or put the text above in quotes if it goes on here",
        )),
        Kinds::ExpectedBlockMappingKey if text.get(at..)?.starts_with("- ") => Some((
            "this `- ` does not stand in line with the list above it",
            "indent each `- ` of a list alike",
        )),
        Kinds::SimpleKeyExpected | Kinds::InvalidSimpleKey
            if is_key_without_space(text.get(at..)?) =>
        {
            Some(("no space after the `:`", "write `key: value`"))
        }
        Kinds::ExpectedFlowMappingSeparator if trimmed.trim_end().ends_with('}') => Some(
            ("text after a closing `}`", "put a text that begins with `{` in quotes"),
        ),
        Kinds::ExpectedBlockMappingKey if trimmed.ends_with(['}', ' ']) => {
            let closed = trimmed.trim_end().ends_with('}');
            closed.then_some((
                "text after a closing `}`",
                "put a text that begins with `{` in quotes",
            ))
        }
        _ => None,
    }
}

/// The comment of another language that the line above begins with.
fn slashes(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let above = before.get(..before.rfind('\n')?)?;
    let start = above.rfind('\n').map_or(0, |end| end + 1);
    let line = above.get(start..)?;
    line.trim_start()
        .starts_with("//")
        .then(|| start + line.len() - line.trim_start().len())
}

/// Whether a line begins with a key whose value follows without a space.
fn is_key_without_space(line: &str) -> bool {
    let key = |found: char| found.is_ascii_lowercase() || found == '-';
    let rest = line.trim_start_matches(key);
    rest.len() < line.len() && rest.starts_with(':') && !rest.starts_with(": ")
}

fn words(kind: &Kinds) -> (String, &'static str) {
    let (message, help) = match kind {
        Kinds::TabNotAllowed
        | Kinds::TabInBlockIndentation
        | Kinds::TabInIndentation
        | Kinds::TabInPlainScalar
        | Kinds::TabAtBlockScalarStart => {
            ("a tab where YAML expects spaces", "indent with spaces")
        }
        Kinds::MappingValueNotAllowed | Kinds::InvalidColonPlacement => (
            "a `:` where no key can stand",
            "put a text that contains `: ` in quotes, or align the key with its neighbours",
        ),
        Kinds::MappingKeyNotAllowed => (
            "a key where none can stand",
            "align it with its neighbours, or begin it on a line of its own",
        ),
        Kinds::ExpectedBlockMappingKey => (
            "this line does not stand in line with the keys above it",
            "indent it exactly as its neighbours, and write `key: value`",
        ),
        Kinds::InvalidIndentation | Kinds::InvalidFlowScalarIndent => (
            "this line is indented differently from its neighbours",
            "indent it exactly as the lines it belongs to",
        ),
        Kinds::ExpectedBlockSequenceEntry | Kinds::BlockSequenceEntryNotAllowed => (
            "this line does not fit the list above it",
            "begin each entry with `- `, all indented alike",
        ),
        Kinds::SimpleKeyExpected | Kinds::InvalidSimpleKey => (
            "a line that is no `key: value`",
            "add the `:` after the key, or indent the line to continue the text above",
        ),
        Kinds::UnclosedQuotedScalar | Kinds::DocumentIndicatorInQuotedScalar => (
            "a quote that is never closed",
            "close it, and double a `'` inside single quotes",
        ),
        Kinds::InvalidTrailingSingleQuotedScalar
        | Kinds::InvalidTrailingDoubleQuotedScalar => (
            "text after the closing quote",
            "put the whole text in quotes, and write a quote inside it as `''` or `\\\"`",
        ),
        Kinds::UnknownQuotedScalarEscape | Kinds::InvalidQuotedScalarHexEscape => (
            "an escape YAML does not know",
            "write `\\\\` for a backslash, or use single quotes",
        ),
        Kinds::ExpectedFlowMappingSeparator | Kinds::UnexpectedEofFlowMapping => (
            "expected `,` or `}`",
            "close the brace, or put a text that contains `,` or `:` in quotes",
        ),
        Kinds::ExpectedFlowSequenceSeparator | Kinds::UnexpectedEofFlowSequence => (
            "expected `,` or `]`",
            "close the bracket, or put a text that contains `,` in quotes",
        ),
        Kinds::UnclosedFlowCollection { open: '[' } => {
            ("a `[` that is never closed", "close it with `]`")
        }
        Kinds::UnclosedFlowCollection { .. } => {
            ("a `{` that is never closed", "close it with `}`")
        }
        Kinds::MismatchedFlowCollectionEnd { open: '[', .. } => {
            ("a `[` that is closed by `}`", "close it with `]`")
        }
        Kinds::MismatchedFlowCollectionEnd { .. } => {
            ("a `{` that is closed by `]`", "close it with `}`")
        }
        Kinds::MisplacedFlowCollectionEnd => {
            ("a closing bracket that closes nothing here", "remove it, or open it before")
        }
        Kinds::DirectiveDisallowed => {
            ("directives are not used in a brief", "delete the line that begins with `%`")
        }
        Kinds::UnexpectedCharacter { .. } => {
            ("a text cannot begin with this character", "put the text in quotes")
        }
        Kinds::PlainScalarStartsWithDashFlowIndicator => {
            ("a text cannot begin with this character", "put the text in quotes")
        }
        Kinds::CommentNotSeparated | Kinds::CommentInterceptedScalar => (
            "a comment in the middle of a text",
            "put a text that contains `#` in quotes, or move the comment",
        ),
        other => return (plain_words(&other.to_string()), "mend the text here"),
    };
    (message.to_owned(), help)
}
