//! A rule as plain data: code, name, severity, and the words that explain it.

mod markdown;

use std::cmp::Ordering;
use std::fmt;

#[cfg(test)]
pub(crate) use markdown::CASES;

/// How bad a finding is. The worst comes first in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The brief cannot be printed.
    Error,
    /// The brief can be printed; a careful author would change it.
    Warning,
    /// Worth knowing; never fails a check.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// What a rule looks at. A text is judged in this order, and each phase needs what the one
/// before it has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The text: bytes, characters, and the grammar of its data language.
    Syntax,
    /// The values in it, against the types of the model.
    Shape,
    /// What the brief says.
    Rules,
    /// The pages of its print.
    Press,
    /// How prints look: a theme is judged before any brief is printed in it.
    Theme,
    /// How the briefs of a folder are checked and printed.
    Project,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Phase::Syntax => "syntax",
            Phase::Shape => "shape",
            Phase::Rules => "rules",
            Phase::Press => "press",
            Phase::Theme => "theme",
            Phase::Project => "project",
        })
    }
}

/// How sure a finding is that was read out of words, which may mean something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// As often wrong as right: worth a look.
    Low,
    /// Mostly right.
    Medium,
    /// Hardly ever wrong.
    High,
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Certainty::Low => "low",
            Certainty::Medium => "medium",
            Certainty::High => "high",
        })
    }
}

/// One rule of the judge. Codes are never reused; `P` is parsing, `S` shape, `L` lint, `R`
/// the press, `T` themes, `J` project files. Two rules are equal if their codes are.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Letter and number: `L021`.
    pub code: &'static str,
    /// A kebab-case name, as good as the code wherever a rule is named.
    pub name: &'static str,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// An example that breaks it.
    pub bad: &'static str,
    /// The same example, mended.
    pub good: &'static str,
    phase: Phase,
    certainty: Option<Certainty>,
    reads_english: bool,
    is_of_absence: bool,
    language: &'static str,
    title: &'static str,
    why: &'static str,
    fix: &'static str,
}

impl Rule {
    /// What it looks at.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// How sure its findings are, if it reads them out of words.
    #[must_use]
    pub fn certainty(&self) -> Option<Certainty> {
        self.certainty
    }

    /// Whether it reads English sentences, and has nothing to say of others.
    #[must_use]
    pub fn reads_english(&self) -> bool {
        self.reads_english
    }

    /// Whether it misses something, which a part that could not be read may have.
    #[must_use]
    pub fn is_of_absence(&self) -> bool {
        self.is_of_absence
    }

    /// The data language of its examples; `text` where they can only be described.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// What it finds, in one line: starts upper case, without a full stop.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// Why it exists.
    #[must_use]
    pub fn why(&self) -> String {
        unwrapped(self.why)
    }

    /// What to do.
    #[must_use]
    pub fn fix(&self) -> String {
        unwrapped(self.fix)
    }

    /// Whether a word is its code or its name, whatever the case.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        self.code.eq_ignore_ascii_case(word) || self.name.eq_ignore_ascii_case(word)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl PartialOrd for Rule {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rule {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(other.code)
    }
}

/// The rule in full, as plain text for a terminal.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let indented = |text: &str| {
        let lines = text.lines().map(|line| format!("    {line}\n"));
        lines.collect::<String>()
    };
    format!(
        "{} {} ({})\n\n{}\n\nBad:\n\n{}\nGood:\n\n{}\n{}\n",
        rule.code,
        rule.name,
        rule.severity,
        wrapped(rule.why),
        indented(rule.bad),
        indented(rule.good),
        wrapped(rule.fix),
    )
}

/// A paragraph in one line.
fn unwrapped(text: &str) -> String {
    text.split('\n').collect::<Vec<_>>().join(" ")
}

/// A paragraph in lines that fit a terminal.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 80;
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 {
            let fits = width + 1 + length <= WIDTH;
            lines.push(if fits { ' ' } else { '\n' });
            width = if fits { width + 1 } else { 0 };
        }
        lines.push_str(word);
        width += length;
    }
    lines
}
