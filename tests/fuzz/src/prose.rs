//! Prose: its references, its marks, and what is left without them.

use std::ops::Range;

use strata_model::markup::{Content, Flow, Markup, may_be_marked, unmarked};
use strata_model::{
    Derivation, Ground, Line, Paragraph, Prose, Reference, Segment, Sentence, Text,
    markup, segments,
};

use crate::scalar::{self, Pattern};

static LINE: Pattern = Pattern::new(scalar::pattern::<Line>);
static SENTENCE: Pattern = Pattern::new(scalar::pattern::<Sentence>);
static PARAGRAPH: Pattern = Pattern::new(scalar::pattern::<Paragraph>);
static GROUND: Pattern = Pattern::new(scalar::pattern::<Ground>);
static DERIVATION: Pattern = Pattern::new(scalar::pattern::<Derivation>);

/// Any text is read, also one that is no prose of a brief.
pub fn holds(text: &str) {
    scalar::holds::<Text<600>>(text, &LINE);
    scalar::holds::<Prose<600>>(text, &SENTENCE);
    scalar::holds::<Prose<4000>>(text, &PARAGRAPH);
    for word in text.split(['{', '}']).take(16) {
        scalar::holds::<Ground>(word, &GROUND);
        scalar::holds::<Derivation>(word.trim_start_matches(['=', ' ']), &DERIVATION);
    }
    references(text);
    let read = markup::markup(text);
    marks(text, &read);
    words(text, &read);
}

/// Words and references cover the text, in order and without a gap.
fn references(text: &str) {
    let mut at = 0;
    for segment in segments(text) {
        let bytes = match segment {
            Segment::Words(words) => {
                // Of two braces one is printed.
                let doubled = matches!(words, "{" | "}") && text[at..].starts_with("{{")
                    || text[at..].starts_with("}}") && words == "}";
                assert!(text[at..].starts_with(words), "{words:?} is not at {at}");
                at..at + words.len() + usize::from(doubled)
            }
            Segment::Reference(reference, bytes) => {
                let written = reference.to_string();
                let read = written.parse::<Reference>();
                assert_eq!(read.as_ref(), Ok(&reference), "{written}");
                bytes
            }
            Segment::Computed(_, bytes) | Segment::Broken(_, bytes) => bytes,
        };
        assert_eq!(bytes.start, at, "a gap before {bytes:?}");
        is_inside(text, &bytes);
        at = bytes.end;
    }
    assert_eq!(at, text.len(), "the end of the text is lost");
}

fn marks(text: &str, read: &Markup<'_>) {
    for (_, bytes) in &read.links {
        is_inside(text, bytes);
    }
    for (id, bytes) in &read.notes {
        is_inside(text, bytes);
        assert!(text[bytes.clone()].contains(id));
    }
    for (_, bytes) in &read.unread {
        is_inside(text, bytes);
    }
    let mut last = 0;
    flow(text, &read.flow, &mut last);
}

/// Phrases stand in the order of the text and do not overlap.
fn flow(text: &str, parts: &[Flow<'_>], last: &mut usize) {
    for part in parts {
        match part {
            Flow::Paragraph(phrases) => {
                for phrase in phrases {
                    is_inside(text, &phrase.bytes);
                    assert!(phrase.bytes.start >= *last, "{phrase:?} is out of order");
                    *last = phrase.bytes.end;
                    if let Some(link) = phrase.style.link {
                        link.parse::<strata_model::Url>().expect("a link is an address");
                    }
                    if let Content::Words(words) = phrase.content {
                        let written = &text[phrase.bytes.clone()];
                        let kept = written.contains(words) || words == " ";
                        assert!(kept, "{words:?} is written {written:?}");
                    }
                }
            }
            Flow::List(_, items) => items.iter().for_each(|item| flow(text, item, last)),
            Flow::Quotation(inner) => flow(text, inner, last),
        }
    }
}

/// Each character of a text without its marks is found again in the text as written.
fn words(text: &str, read: &Markup<'_>) {
    let bare = unmarked(text);
    if may_be_marked(text) {
        assert_eq!(bare, read.unmarked(text));
    } else {
        assert_eq!(bare.text, text);
    }
    let mut last = 0;
    for (at, found) in bare.text.char_indices() {
        let bytes = at..at + found.len_utf8();
        let written = bare.written(bytes.clone());
        is_inside(text, &written);
        assert!(written.start >= last, "{found:?} at {at} is out of order");
        last = written.start;
        if bare.is_whole(&bytes) && found != ' ' {
            assert_eq!(&text[written], found.encode_utf8(&mut [0; 4]), "at {at}");
        }
        let alone = bare.is_all_that_is_marked(&bytes);
        assert!(!alone || may_be_marked(text), "{found:?} at {at} is marked");
    }
    is_inside(text, &bare.written(0..bare.text.len()));
}

fn is_inside(text: &str, bytes: &Range<usize>) {
    assert!(text.get(bytes.clone()).is_some(), "{bytes:?} is no part of {text:?}");
}
