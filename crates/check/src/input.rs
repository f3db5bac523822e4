//! What is judged, and the gate before any parser: size, encoding, hidden characters.

use std::borrow::Cow;
use std::ops::Range;

use crate::change::{Change, Safety};
use crate::diagnostic::{Finding, Findings, Place};
use crate::joiner;
use crate::rule::parse;
use crate::source::Span;
use crate::tree::{Kind, Node};

/// A data file, already read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The name findings are reported under, usually the path as the user gave it.
    pub name: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
    /// The language the bytes are written in.
    pub format: Format,
    /// How much is accepted.
    pub limits: Limits,
}

/// The languages a brief can be written in. They mean the same as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2 without anchors, aliases, tags, directives and merge keys.
    Yaml,
    /// JSON, RFC 8259, without any extension.
    Json,
    /// TOML 1.1.
    Toml,
}

impl Format {
    /// The format a file name's ending stands for, or nothing if it stands for none.
    ///
    /// ```
    /// use strata_check::Format;
    /// assert_eq!(Format::of_name("data/amazon-2025q3.yaml"), Some(Format::Yaml));
    /// assert_eq!(Format::of_name("README"), None);
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Format::Yaml),
            "json" => Some(Format::Json),
            "toml" => Some(Format::Toml),
            _ => None,
        }
    }
}

/// How much of a file is accepted before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file in bytes. Values above 64 MiB count as 64 MiB.
    pub bytes: usize,
    /// The deepest nesting of maps and lists. Values above 64 count as 64.
    pub depth: usize,
    /// The greatest number of values: maps, lists and scalars.
    pub values: usize,
}

impl Default for Limits {
    /// 1 MiB, 32 levels, 500,000 values.
    fn default() -> Self {
        Limits { bytes: 1 << 20, depth: 32, values: 500_000 }
    }
}

impl Limits {
    /// The same limits, none above what the tree and its recursion are built for.
    pub(crate) fn clamped(self) -> Self {
        Limits {
            bytes: self.bytes.min(64 << 20),
            depth: self.depth.min(64),
            values: self.values,
        }
    }
}

/// The characters after the gate.
pub(crate) struct Gated<'a> {
    /// The text without a byte-order mark; damaged bytes replaced, so that it can be shown.
    pub(crate) text: Cow<'a, str>,
    /// Whether a byte-order mark was removed.
    pub(crate) marked: bool,
    /// Whether a parser may read on.
    pub(crate) open: bool,
}

/// Turns bytes into text, or says why not.
pub(crate) fn gate<'a>(input: &Input<'a>, findings: &mut Findings) -> Gated<'a> {
    let limit = input.limits.clamped().bytes;
    if input.bytes.len() > limit {
        let message =
            format!("the file has {} bytes, more than {limit}", input.bytes.len());
        findings.push(
            Finding::new(&parse::FILE_TOO_LARGE, Place::start(), message)
                .help("split the brief, or raise the limit with `--max-size`"),
        );
        return Gated { text: Cow::Borrowed(""), marked: false, open: false };
    }
    let bytes = input.bytes.strip_prefix("\u{feff}".as_bytes());
    let marked = bytes.is_some();
    let bytes = bytes.unwrap_or(input.bytes);
    if let Some(gated) = refuse_utf16(bytes, findings) {
        return gated;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Gated { text: Cow::Borrowed(text), marked, open: true },
        Err(error) => {
            let at = error.valid_up_to();
            findings.push(
                Finding::new(
                    &parse::NOT_UTF8,
                    // No width: what is shown in its place is wider than the damage.
                    Span::new(at, at),
                    format!("byte {} is not UTF-8", at + if marked { 3 } else { 0 }),
                )
                .help("save the file as UTF-8"),
            );
            Gated { text: String::from_utf8_lossy(bytes), marked, open: false }
        }
    }
}

/// UTF-16, as some editors save it: with a mark in front, or with every second byte null.
fn refuse_utf16<'a>(bytes: &[u8], findings: &mut Findings) -> Option<Gated<'a>> {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let null =
        |at: usize| bytes.iter().skip(at).step_by(2).take(16).all(|byte| *byte == 0);
    if !marked && (bytes.len() < 4 || !(null(0) || null(1))) {
        return None;
    }
    findings.push(
        Finding::new(&parse::NOT_UTF8, Place::start(), "the file is UTF-16, not UTF-8")
            .help("save the file as UTF-8"),
    );
    Some(Gated { text: Cow::Borrowed(""), marked: false, open: false })
}

/// A text in which the characters beside printable ASCII have been found.
pub(crate) struct Seen<'t> {
    text: &'t str,
    unusual: Vec<usize>,
}

impl Seen<'_> {
    /// Whether a part of the text has none of them.
    fn is_usual(&self, part: &str) -> bool {
        let start = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let next = self.unusual.partition_point(|at| *at < start);
        self.unusual.get(next).is_none_or(|at| *at >= start + part.len())
    }
}

/// Refuses characters that nobody sees.
pub(crate) fn hidden_characters<'t>(text: &'t str, findings: &mut Findings) -> Seen<'t> {
    let mut seen = Seen { text, unusual: Vec::new() };
    for (at, found) in unusual(text) {
        seen.unusual.push(at);
        if !(is_hidden(found) || joiner::is_stray(text, at, found)) {
            continue;
        }
        let span = Span::new(at, at + found.len_utf8());
        let message = format!("hidden character {}", name_of(found));
        let help = match parts_words(found) {
            true => "write a space in its place",
            false => "delete it; retype the word if you cannot see it",
        };
        let (safety, write) = in_its_place(text, span, found);
        findings.push(
            Finding::new(&parse::HIDDEN_CHARACTER, span, message)
                .help(help)
                .fix(safety, [Change::Write(span.into(), write.to_owned())]),
        );
    }
    seen
}

/// The characters of a text that nobody sees.
fn hidden(text: &str) -> impl Iterator<Item = char> {
    let found = unusual(text)
        .filter(|(at, found)| is_hidden(*found) || joiner::is_stray(text, *at, *found));
    found.map(|(_, found)| found)
}

/// Whether a hidden character ends a word: lines, pages and records end with it.
fn parts_words(found: char) -> bool {
    found.is_whitespace() || matches!(found, '\u{1c}'..='\u{1f}')
}

/// How far ahead a space is looked for.
const RUN: usize = 64;

/// What takes the place of a hidden character. What has no width and turns nothing round
/// can go unseen, and what parts words leaves a space between them; without any of the
/// others the text may read in another way.
fn in_its_place(text: &str, span: Span, found: char) -> (Safety, &'static str) {
    let Range { start, end } = span.range();
    match found {
        // One space for several of them, and none beside another space.
        _ if parts_words(found) => {
            let apart = |it: char| it.is_whitespace() || parts_words(it);
            let before = text.get(..start).and_then(|text| text.chars().next_back());
            let mut rest = text.get(end..).unwrap_or("").chars().take(RUN);
            let after = rest.find(|it| !(is_hidden(*it) && parts_words(*it)));
            let inner = before.is_some_and(|it| !apart(it))
                && after.is_some_and(|it| !it.is_whitespace());
            (Safety::Safe, if inner { " " } else { "" })
        }
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            (Safety::Safe, "")
        }
        // It has nothing to select.
        _ if joiner::is_selector(found) => (Safety::Safe, ""),
        _ => (Safety::Unsafe, ""),
    }
}

/// The characters beside printable ASCII, with their places. A brief has few of them: the
/// others are skipped by the byte.
fn unusual(text: &str) -> impl Iterator<Item = (usize, char)> {
    const BLOCK: usize = 16;
    // Without a branch, so that the bytes of a block are compared all at once.
    let usual = |byte: &u8| {
        matches!(*byte, b' '..=b'~')
            | (*byte == b'\t')
            | (*byte == b'\n')
            | (*byte == b'\r')
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(at..)?;
        let block = |bytes: &&[u8]| bytes.iter().fold(true, |all, it| all & usual(it));
        at += rest.chunks_exact(BLOCK).take_while(block).count() * BLOCK;
        let rest = text.as_bytes().get(at..)?;
        at += rest.iter().position(|byte| !usual(byte))?;
        let found = text.get(at..)?.chars().next()?;
        at += found.len_utf8();
        Some((at - found.len_utf8(), found))
    })
}

/// Applies the gate's rule to the decoded texts and keys, which escapes can bring in.
pub(crate) fn audit<'t>(node: &Node<'t>, seen: &Seen<'t>, findings: &mut Findings) {
    match &node.kind {
        Kind::Str(text) => audit_text(text, node.span, seen, findings),
        Kind::Seq(items) => items.iter().for_each(|item| audit(item, seen, findings)),
        Kind::Map(entries) => {
            for entry in entries {
                audit_text(&entry.key, entry.key_span, seen, findings);
                audit(&entry.value, seen, findings);
            }
        }
        Kind::Null | Kind::Bool(_) | Kind::Num(_) => {}
    }
}

/// Marks on one base letter beyond which lines collide and layout takes for ever.
const MARKS: usize = 8;

#[expect(clippy::ptr_arg, reason = "whether it is borrowed tells where it stands")]
fn audit_text(text: &Cow<'_, str>, span: Span, seen: &Seen<'_>, findings: &mut Findings) {
    // What is borrowed is a part of the source.
    let usual = match text {
        Cow::Borrowed(part) => seen.is_usual(part),
        Cow::Owned(text) => unusual(text).next().is_none(),
    };
    if usual {
        return;
    }
    // What stands in the source unescaped has been reported at the gate.
    let raw: Vec<char> = hidden(span.slice(seen.text)).collect();
    if let Some(found) = hidden(text).find(|found| !raw.contains(found)) {
        let message = format!("an escape writes hidden character {}", name_of(found));
        findings.push(
            Finding::new(&parse::HIDDEN_ESCAPE, span, message).help("delete the escape"),
        );
    }
    let (mut marks, mut end) = (0, 0);
    for (at, found) in unusual(text) {
        marks = match is_mark(found) {
            true if at == end => marks + 1,
            true => 1,
            false => 0,
        };
        end = at + found.len_utf8();
        if marks > MARKS {
            let message = format!("more than {MARKS} combining marks on one letter");
            findings.push(
                Finding::new(&parse::STACKED_MARKS, span, message)
                    .help("delete the marks that are not part of the word"),
            );
            return;
        }
    }
}

fn is_mark(found: char) -> bool {
    !found.is_ascii() && unicode_normalization::char::is_combining_mark(found)
}

/// Whether a character has no shape of its own, or changes the order or look of others.
/// Joiners and variation selectors depend on where they stand: see [`joiner`]. `Text` of the model refuses
/// the same characters when it is built in Rust.
pub(crate) fn is_hidden(found: char) -> bool {
    let layout = matches!(found, '\t' | '\n' | '\r');
    let noncharacter = (found as u32) & 0xfffe == 0xfffe;
    !layout && (strata_model::is_hidden(found) || noncharacter)
}

/// A character that must not be printed, in words that can be.
fn name_of(found: char) -> String {
    let meaning = match found {
        '\u{0}' => "null",
        '\u{1b}' => "escape",
        '\u{85}' => "next line",
        '\u{0}'..='\u{9f}' => "control character",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "direction mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "bidirectional control",
        '\u{200c}' | '\u{200d}' => "zero-width joiner",
        '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            "variation selector"
        }
        '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte-order mark",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => "private use",
        '\u{e0000}'..='\u{e007f}' => "tag character",
        _ => "invisible character",
    };
    format!("U+{:04X} ({meaning})", found as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_and_emoji_selectors_stay_legal() {
        assert!(!"👩\u{200d}💻 ☎\u{fe0f} naïve €".chars().any(is_hidden));
        assert!("\u{202e}\u{200b}\u{7f}\u{85}\u{fffe}".chars().all(is_hidden));
    }

    #[test]
    fn what_is_unusual_is_found_wherever_it_stands() {
        for at in 0..40 {
            let text = format!("{}\u{7f}\t é{}", "a".repeat(at), "b".repeat(40 - at));
            let found: Vec<_> = unusual(&text).collect();
            assert_eq!(found, [(at, '\u{7f}'), (at + 3, 'é')]);
        }
    }
}
