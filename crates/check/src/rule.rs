//! The rules, each as plain data: code, name, severity, and the words that explain it.

pub(crate) mod parse;
pub(crate) mod press;
pub(crate) mod shape;

use std::fmt;

use strata_syntax::suggest::closest;

use crate::lint;

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

/// One rule of the judge. Codes are never reused; `P` is parsing, `S` shape, `L` lint, `R`
/// the press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Letter and number: `L021`.
    pub code: &'static str,
    /// A kebab-case name, as good as the code wherever a rule is named.
    pub name: &'static str,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// Why the rule exists.
    pub why: &'static str,
    /// An example that breaks it.
    pub bad: &'static str,
    /// The same example, mended.
    pub good: &'static str,
    /// What to do.
    pub fix: &'static str,
}

/// All rules, in the order of the road: parsing, shape, lints, press.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let lints = lint::LINTS.iter().map(|lint| lint.rule);
    parse::RULES
        .iter()
        .chain(shape::RULES)
        .copied()
        .chain(lints)
        .chain(press::RULES.iter().copied())
}

/// The rule with this code or name, whatever its case.
#[must_use]
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    rules().find(|rule| {
        rule.code.eq_ignore_ascii_case(code_or_name)
            || rule.name.eq_ignore_ascii_case(code_or_name)
    })
}

/// The rule that was probably meant by a word that is neither code nor name of one.
#[must_use]
pub fn closest_rule(word: &str) -> Option<&'static Rule> {
    closest(word, rules().flat_map(|rule| [rule.code, rule.name])).and_then(rule)
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_every_word_is_written() {
        let mut seen = BTreeSet::new();
        for rule in rules() {
            assert!(seen.insert(rule.code), "{} twice", rule.code);
            assert!(seen.insert(rule.name), "{} twice", rule.name);
            for text in [rule.why, rule.bad, rule.good, rule.fix] {
                assert!(!text.is_empty(), "{} is not explained", rule.code);
            }
        }
    }

    #[test]
    fn a_rule_is_found_by_code_and_by_name() {
        assert_eq!(rule("s001"), rule("unknown-key"));
        assert!(rule("S000").is_none());
        assert_eq!(closest_rule("unknwon-key"), rule("S001"));
        assert!(closest_rule("weather").is_none());
    }
}
