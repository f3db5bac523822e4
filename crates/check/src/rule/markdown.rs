//! A rule as it is written: a file of Markdown, taken apart while the crate is compiled. One
//! that is malformed does not compile.
//!
//! ~~~text
//! ---
//! code: L021
//! name: growth-mismatch
//! severity: error
//! phase: rules
//! ---
//!
//! # What it finds, in one line
//!
//! Why it exists.
//!
//! ```yaml bad
//! an example that breaks it
//! ```
//!
//! ```yaml good
//! the same example, mended
//! ```
//!
//! What to do.
//! ~~~
//!
//! The front matter may say `certainty: low`, `medium` or `high` of a rule that reads its
//! findings out of words, `reads: english` of one that reads English sentences, and
//! `absence: true` of one that misses something. Behind the last paragraph may stand
//! `## Cases`: more examples, each with what is said of it.

use super::{Certainty, Phase, Rule, Severity};

/// Where the examples begin that are only tested.
pub(crate) const CASES: &str = "\n## Cases\n";

impl Rule {
    /// The rule that a file of Markdown describes, for a constant.
    ///
    /// # Panics
    ///
    /// While the constant is compiled, if the file has not the form of a rule.
    pub(crate) const fn read(text: &'static str) -> Self {
        let (before, text) = expect(text, "---\n", "a rule begins with front matter");
        assert!(before.is_empty(), "nothing stands before the front matter");
        let (front, text) = expect(text, "\n---\n\n# ", "a title follows the front");
        let (title, text) = expect(text, "\n\n", "why it exists follows the title");
        let (why, text) = expect(text, "\n\n```", "an example follows why it exists");
        let (language, text) = expect(text, " bad\n", "the first example is bad");
        let (bad, text) = expect(text, "\n```\n\n```", "an example follows the bad one");
        let (same, text) = expect(text, " good\n", "the second example is good");
        let (good, text) = expect(text, "\n```\n\n", "what to do follows the examples");
        assert!(is(language, same), "both examples are of one language");
        let fix = match split(text, CASES) {
            Some((fix, _)) => fix.trim_ascii_end(),
            None => text.trim_ascii_end(),
        };
        assert!(!holds(title, "\n"), "a title is one line");
        assert!(!holds(why, "\n\n"), "why it exists is one paragraph");
        assert!(!holds(fix, "\n\n") && !fix.is_empty(), "what to do is one paragraph");
        let Front {
            code,
            name,
            severity,
            phase,
            certainty,
            reads_english,
            is_of_absence,
        } = Front::read(front);
        Rule {
            code,
            name,
            severity,
            phase,
            certainty,
            reads_english,
            is_of_absence,
            language,
            title,
            why,
            bad,
            good,
            fix,
        }
    }
}

/// The front matter.
struct Front {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    phase: Phase,
    certainty: Option<Certainty>,
    reads_english: bool,
    is_of_absence: bool,
}

impl Front {
    const fn read(mut text: &'static str) -> Self {
        let (mut code, mut name) = ("", "");
        let (mut severity, mut phase, mut certainty) = (None, None, None);
        let (mut reads_english, mut is_of_absence) = (false, false);
        while !text.is_empty() {
            let line;
            (line, text) = match split(text, "\n") {
                Some(parts) => parts,
                None => (text, ""),
            };
            let (key, value) = expect(line, ": ", "front matter is keys with values");
            match (key.as_bytes(), value.as_bytes()) {
                (b"code", _) => code = value,
                (b"name", _) => name = value,
                (b"severity", b"error") => severity = Some(Severity::Error),
                (b"severity", b"warning") => severity = Some(Severity::Warning),
                (b"severity", b"note") => severity = Some(Severity::Note),
                (b"phase", b"syntax") => phase = Some(Phase::Syntax),
                (b"phase", b"shape") => phase = Some(Phase::Shape),
                (b"phase", b"rules") => phase = Some(Phase::Rules),
                (b"phase", b"press") => phase = Some(Phase::Press),
                (b"phase", b"theme") => phase = Some(Phase::Theme),
                (b"phase", b"project") => phase = Some(Phase::Project),
                (b"certainty", b"low") => certainty = Some(Certainty::Low),
                (b"certainty", b"medium") => certainty = Some(Certainty::Medium),
                (b"certainty", b"high") => certainty = Some(Certainty::High),
                (b"reads", b"english") => reads_english = true,
                (b"absence", b"true") => is_of_absence = true,
                _ => panic!("front matter has a key or a value that means nothing"),
            }
        }
        assert!(!code.is_empty(), "a rule has a code");
        assert!(!name.is_empty(), "a rule has a name");
        let Some(severity) = severity else { panic!("a rule has a severity") };
        let Some(phase) = phase else { panic!("a rule has a phase") };
        Front { code, name, severity, phase, certainty, reads_english, is_of_absence }
    }
}

/// A text before and behind the first place of a mark, which must be there.
const fn expect(
    text: &'static str,
    mark: &str,
    message: &'static str,
) -> (&'static str, &'static str) {
    match split(text, mark) {
        Some(parts) => parts,
        None => panic!("{}", message),
    }
}

/// A text before and behind the first place of a mark.
const fn split(text: &'static str, mark: &str) -> Option<(&'static str, &'static str)> {
    let mut at = 0;
    while at + mark.len() <= text.len() {
        if is_at(text, at, mark) {
            let (before, rest) = text.split_at(at);
            return Some((before, rest.split_at(mark.len()).1));
        }
        at += 1;
    }
    None
}

const fn holds(text: &'static str, mark: &str) -> bool {
    split(text, mark).is_some()
}

const fn is(text: &str, other: &str) -> bool {
    text.len() == other.len() && is_at(text, 0, other)
}

/// Whether a mark stands at a place of a text that is long enough for it.
const fn is_at(text: &str, at: usize, mark: &str) -> bool {
    let (text, mark) = (text.as_bytes(), mark.as_bytes());
    let mut along = 0;
    while along < mark.len() {
        if text[at + along] != mark[along] {
            return false;
        }
        along += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ncode: X001\nname: a-b\nseverity: note\nphase: shape\n\
                        certainty: low\nreads: english\nabsence: true\n---\n\n# One\n\n\
                        Why, in\ntwo lines.\n\n```yaml bad\na: 1\n\nb: 2\n```\n\n\
                        ```yaml good\na: 2\n```\n\nWhat\nto do.\n";

    fn parts(rule: &Rule) -> [String; 4] {
        [rule.why(), rule.bad.to_owned(), rule.good.to_owned(), rule.fix()]
    }

    #[test]
    fn the_parts_are_told_apart_and_paragraphs_unwrapped() {
        const RULE: Rule = Rule::read(TEXT);
        assert_eq!((RULE.code, RULE.name, RULE.title()), ("X001", "a-b", "One"));
        assert_eq!((RULE.severity, RULE.phase()), (Severity::Note, Phase::Shape));
        assert_eq!(RULE.certainty(), Some(Certainty::Low));
        assert!(RULE.reads_english() && RULE.is_of_absence());
        assert_eq!(RULE.language(), "yaml");
        let written = ["Why, in two lines.", "a: 1\n\nb: 2", "a: 2", "What to do."];
        assert_eq!(parts(&RULE), written);
    }

    #[test]
    fn cases_are_no_part_of_the_words() {
        const WITH: &str = "---\ncode: X001\nname: a-b\nseverity: note\nphase: shape\n---\n\n\
                            # One\n\nWhy.\n\n```json bad\n1\n```\n\n```json good\n2\n```\n\n\
                            What to do.\n\n## Cases\n\n```json case\n3\n```\n";
        assert_eq!(parts(&Rule::read(WITH)), ["Why.", "1", "2", "What to do."]);
    }

    #[test]
    fn what_is_malformed_is_no_rule() {
        for (part, other) in [
            ("---\ncode", "\n---\ncode"),
            ("# One", "One"),
            ("# One\n", "# One\nTwo\n"),
            ("code: X001\n", ""),
            ("name: a-b\n", ""),
            ("severity: note\n", ""),
            ("severity: note", "severity: fatal"),
            ("phase: shape\n", ""),
            ("absence: true", "absence"),
            ("absence: true", "presence: true"),
            ("reads: english", "reads: german"),
            ("Why, in\n", "Why, in\n\n"),
            ("yaml bad", "yaml"),
            ("yaml good", "json good"),
            ("yaml good", "yaml bad"),
            ("What\nto do.\n", ""),
            ("What\n", "What\n\n"),
        ] {
            let text: &'static str = TEXT.replacen(part, other, 1).leak();
            assert_ne!(text, TEXT, "{part}");
            let read = std::panic::catch_unwind(|| Rule::read(text));
            assert!(read.is_err(), "`{other}` for `{part}` is a rule");
        }
    }
}
